/**
 * The log once more, in the form that kernels up to 5.9 kept it: `crash --log` reads no other without a vmlinux.
 *
 * Facts: Linux v5.9 `kernel/printk/printk.c` (struct printk_log, its variables and their VMCOREINFO). No kernel that has the lockless ring has this, so it is
 * made on demand for a core that leaves the simulator: the records where there is no RAM, the variables where that kernel has them.
 */
import { PRINTK_LOG_ALIGN, printkLog } from '../../formats/printk-log.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import type { StoredRecord } from '../printk/log-record.ts';

export interface RecordLogCopy {
  readonly records: Uint8Array;
  /** Contents of `log_buf`, `log_buf_len`, `log_first_idx`, `log_next_idx`. */
  readonly variables: readonly (readonly [
    name: 'log_buf' | 'log_buf_len' | 'log_first_idx' | 'log_next_idx',
    bytes: Uint8Array,
  ])[];
  /** Lines for VMCOREINFO beside the SYMBOLs. */
  readonly info: readonly (readonly [key: string, value: string])[];
}

/** `virtual`: where the records will be mapped; the oldest are left out where they do not fit into `roomBytes`. */
export function recordLogCopy(
  records: readonly StoredRecord[],
  {
    virtual,
    byteOrder,
    roomBytes,
  }: { readonly virtual: bigint; readonly byteOrder: ByteOrder; readonly roomBytes: number },
): RecordLogCopy {
  const head = printkLog.sizeBytes;
  const encoded = records.map(({ tsNs, facility, level, flags, text }) => {
    const body = latin1Bytes(text);
    const length = Math.ceil((head + body.length) / PRINTK_LOG_ALIGN) * PRINTK_LOG_ALIGN;
    const bytes = new Uint8Array(length);
    const fields = {
      ts_nsec: BigInt(tsNs),
      len: length,
      text_len: body.length,
      dict_len: 0,
      facility,
      flags_level: flags | (level << 5),
    };
    printkLog.write(bytes, byteOrder, fields);
    bytes.set(body, head);
    return bytes;
  });
  let room = roomBytes - head;
  const fits = ({ length: one }: Uint8Array) => {
    room -= one;
    return room >= 0;
  };
  const kept = encoded.toReversed().filter(fits).reverse();
  const length = kept.reduce((sum, { length: one }) => sum + one, 0);
  // Behind the last record there must be room for a head.
  const all = new Uint8Array(length + head);
  let at = 0;
  for (const one of kept) {
    all.set(one, at);
    at += one.length;
  }
  const little = byteOrder === 'little';
  const word = (value: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, little);
    return bytes;
  };
  const pointer = new Uint8Array(8);
  new DataView(pointer.buffer).setBigUint64(0, virtual, little);
  const { fields } = printkLog;
  return {
    records: all,
    variables: [
      ['log_buf', pointer],
      ['log_buf_len', word(all.length)],
      ['log_first_idx', word(0)],
      ['log_next_idx', word(length)],
    ],
    info: [
      ['SIZE(printk_log)', String(head)],
      ['OFFSET(printk_log.ts_nsec)', String(fields.ts_nsec.offset)],
      ['OFFSET(printk_log.len)', String(fields.len.offset)],
      ['OFFSET(printk_log.text_len)', String(fields.text_len.offset)],
      ['OFFSET(printk_log.dict_len)', String(fields.dict_len.offset)],
    ],
  };
}
