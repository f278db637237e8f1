/**
 * The kernel log in a vmcore, found by VMCOREINFO alone.
 *
 * Facts: Linux v5.10 and later `kernel/printk/printk_ringbuffer.h`; the walk is that of makedumpfile 1.7.2 `printk.c`. Shown are committed and finalised
 * records whose number matches their place. Left out: the logs before 5.10.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Text } from '../sim/bytes.ts';

export interface VmcoreLogRecord {
  readonly tsNs: bigint;
  /** Latin1. */
  readonly text: string;
}

/** Bytes at a virtual address of the dead kernel; null where the dump has none. */
export type VmcoreMemory = (virtual: bigint, length: number) => Uint8Array | null;

const DESC_SHIFT = 62n;
const DESC_MASK = (1n << DESC_SHIFT) - 1n;
const COMMITTED = 1n;
const FINALIZED = 2n;
/** LOG_BUF_LEN_MAX, and as many descriptors as go with it. */
const SIZE_BITS_MAX = 31;
const COUNT_BITS_MAX = 26;
/** Longer arrays are damage, or a log that no machine here has. */
const ARRAY_BYTES_MAX = 2 ** 26;

/** Null where there is no such log, or where it does not hold together. */
export function readVmcoreLog(
  info: ReadonlyMap<string, string>,
  byteOrder: ByteOrder,
  read: VmcoreMemory,
): readonly VmcoreLogRecord[] | null {
  const little = byteOrder === 'little';
  const offset = (name: string) => Number(info.get(`OFFSET(${name})`) ?? 0);
  const size = (name: string) => Number(info.get(`SIZE(${name})`) ?? 0);
  const view = (virtual: bigint, length: number) => {
    const bytes = length > 0 && length <= ARRAY_BYTES_MAX ? read(virtual, length) : null;
    return bytes === null ? null : new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  };
  const word = (from: DataView, at: number) =>
    at >= 0 && at + 8 <= from.byteLength ? from.getBigUint64(at, little) : 0n;
  const symbol = info.get('SYMBOL(prb)');
  if (symbol === undefined || !/^[0-9a-f]{1,16}$/.test(symbol)) return null;
  const pointer = view(BigInt(`0x${symbol}`), 8);
  const ring = pointer === null ? null : view(word(pointer, 0), size('printk_ringbuffer'));
  if (ring === null) return null;
  const descRing = offset('printk_ringbuffer.desc_ring');
  const dataRing = offset('printk_ringbuffer.text_data_ring');
  const number32 = (at: number) => (at + 4 <= ring.byteLength ? ring.getUint32(at, little) : 0);
  const countBits = number32(descRing + offset('prb_desc_ring.count_bits'));
  const sizeBits = number32(dataRing + offset('prb_data_ring.size_bits'));
  if (countBits > COUNT_BITS_MAX || sizeBits > SIZE_BITS_MAX) return null;
  const count = 2 ** countBits;
  const [descBytes, infoBytes] = [size('prb_desc'), size('printk_info')];
  const descs = view(word(ring, descRing + offset('prb_desc_ring.descs')), count * descBytes);
  const infos = view(word(ring, descRing + offset('prb_desc_ring.infos')), count * infoBytes);
  const texts = view(word(ring, dataRing + offset('prb_data_ring.data')), 2 ** sizeBits);
  if (descs === null || infos === null || texts === null) return null;
  const head = word(ring, descRing + offset('prb_desc_ring.head_id')) & DESC_MASK;
  const tail = word(ring, descRing + offset('prb_desc_ring.tail_id')) & DESC_MASK;
  const lpos = offset('prb_desc.text_blk_lpos');
  const textMask = (1n << BigInt(sizeBits)) - 1n;
  const records: VmcoreLogRecord[] = [];
  for (let id = tail, seen = 0; seen < count; id = (id + 1n) & DESC_MASK, seen++) {
    const index = Number(id & (BigInt(count) - 1n));
    const desc = index * descBytes;
    const state = word(descs, desc + offset('prb_desc.state_var'));
    const kind = state >> DESC_SHIFT;
    if ((state & DESC_MASK) === id && (kind === COMMITTED || kind === FINALIZED)) {
      let begin = Number(word(descs, desc + lpos + offset('prb_data_blk_lpos.begin')) & textMask);
      const next = Number(word(descs, desc + lpos + offset('prb_data_blk_lpos.next')) & textMask);
      const at = index * infoBytes;
      const lengthAt = at + offset('printk_info.text_len');
      const length = lengthAt + 2 <= infos.byteLength ? infos.getUint16(lengthAt, little) : 0;
      if (begin > next) begin = 0;
      const room = Math.max(0, next - begin - 8);
      const start = texts.byteOffset + begin + 8;
      const text = begin === next ? '' : latin1Text(new Uint8Array(texts.buffer, start, Math.min(length, room)));
      records.push({ tsNs: word(infos, at + offset('printk_info.ts_nsec')), text });
    }
    if (id === head) break;
  }
  return records;
}
