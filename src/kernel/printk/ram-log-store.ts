/**
 * The kernel log in RAM, in the lockless ring of Linux 5.10 and later.
 *
 * Mirrors `vprintk_store`, `setup_log_buf` and `clear_seq` of Linux v6.1 and v6.12 `kernel/printk/printk.c`. Objects hold where
 * the image has its symbols and nothing of the log: damaged RAM is a damaged log. Left out: the `<truncated>` of a text that is
 * longer than a quarter of the ring, which no ring is small enough for.
 */
import { PRB_AVGBITS, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { Mapping } from '../../memory/mapping.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { formattedBytes, putFormatted } from './formatted-text.ts';
import { LOG_NEWLINE, type LogRecord, type LogStore, type NewText, type StoredRecord } from './log-record.ts';
import type { LogSymbols } from './log-symbols.ts';
import { PrintkRingbuffer } from './printk-ringbuffer.ts';
import { appendFirstLap, readRange } from './ring-bulk.ts';
import { emptyRingTemplate, putEmptyArrays, type RingPlace, storePointer, writeRingStruct } from './ring-init.ts';
import { RingMemory, signed64 } from './ring-memory.ts';

/** The longest text a kernel formats is 1024 bytes. */
const SCRATCH_BYTES = 2048;

/** The longer buffer that `setup_log_buf` changes to. */
export interface DynamicLogBuf {
  /** Bytes of text, a power of two. */
  readonly length: number;
  /** Physical addresses, from memblock. */
  readonly data: number;
  readonly descs: number;
  readonly infos: number;
  /** It is in use from this record on. */
  readonly fromSeq: number;
}

export interface RamLogOptions {
  readonly memory: PhysicalMemory;
  /** A mapping whose offsets are physical addresses; its writer is `kernel/printk`. */
  readonly ram: Mapping;
  readonly symbols: LogSymbols;
  readonly wordBytes: 4 | 8;
  /** CONFIG_LOG_BUF_SHIFT. */
  readonly logBufShift: number;
  readonly lastFinalized: 'id' | 'seq';
  /** The kernel's view of addresses. */
  readonly virtual: (physical: number) => bigint;
  readonly physical: (virtual: bigint, length: number) => number | null;
  readonly dynamic?: DynamicLogBuf | undefined;
}

export class RamLogStore implements LogStore {
  readonly #options: RamLogOptions;
  readonly #dynamic: DynamicLogBuf | undefined;
  /** The words of `prb` that were followed last, and the ring found there; null: it leads nowhere. */
  #low = -1;
  #high = -1;
  #pointed: PrintkRingbuffer | null = null;
  #isDynamic = false;
  readonly #scratch = new Uint8Array(SCRATCH_BYTES);

  /** Puts the image's variables and empty arrays in place, as the boot loader's copy of the image has them. */
  constructor(options: RamLogOptions) {
    this.#options = options;
    this.#dynamic = options.dynamic;
    const { memory, ram, symbols, wordBytes, logBufShift } = options;
    const place = {
      descs: symbols._printk_rb_static_descs,
      infos: symbols._printk_rb_static_infos,
      data: symbols.__log_buf,
      countBits: logBufShift - PRB_AVGBITS,
      sizeBits: logBufShift,
    };
    const origin = place.descs;
    const offsets = { ...place, descs: 0, infos: place.infos - origin, data: place.data - origin };
    memory.alias(origin, emptyRingTemplate(ram.byteOrder, wordBytes, offsets));
    ram.fill(symbols.block.start, origin - symbols.block.start, 0);
    this.#use(symbols.printk_rb_static, place);
  }

  get firstSeq(): number {
    return this.#ring()?.firstValidSeq ?? 0;
  }

  get readableSeq(): number {
    return this.#ring()?.nextSeq ?? 0;
  }

  get clearSeq(): number {
    const { ram, symbols } = this.#options;
    const at = symbols.clear_seq;
    const copy = at + 8 + 8 * (ram.load32(at) & 1);
    const isLittle = ram.byteOrder === 'little';
    const seq = signed64(ram.load32(isLittle ? copy : copy + 4), ram.load32(isLittle ? copy + 4 : copy));
    // A number that no counter can have reached lies behind every record.
    return seq >= 0 ? seq : Number.MAX_SAFE_INTEGER;
  }

  set clearSeq(seq: number) {
    const { ram, symbols } = this.#options;
    const sequence = (ram.load32(symbols.clear_seq) + 2) >>> 0;
    const values = { sequence, 'val[0]': BigInt(seq), 'val[1]': BigInt(seq) };
    ram.write(symbols.clear_seq, printkRingLayouts(8).latchedSeq.encode(values, ram.byteOrder));
  }

  next(seq: number): StoredRecord | undefined {
    return this.#ring()?.next(seq);
  }

  range(from: number, to: number): StoredRecord[] {
    const ring = this.#ring();
    return ring === null ? [] : readRange(ring, from, to);
  }

  store({ record, continuation, maxBytes }: NewText): void {
    const ring = this.#ring();
    if (ring === null) return;
    const block = this.#formatted(record);
    const newline = record.flags & LOG_NEWLINE;
    if (continuation) {
      const bytes = block.subarray(this.#options.wordBytes);
      if (ring.extendLast(record.callerId, bytes, record.text.length, newline, maxBytes)) return;
    }
    ring.add(record, block, newline !== 0);
  }

  storeAll(records: readonly LogRecord[]): void {
    let rest = records;
    if (this.#dynamic !== undefined && !this.#isDynamic) {
      const early = Math.max(0, this.#dynamic.fromSeq - this.readableSeq);
      this.#storeRun(rest.slice(0, early));
      rest = rest.slice(early);
      if (early <= records.length) this.#setupLogBuf(this.#dynamic);
    }
    this.#storeRun(rest);
  }

  #storeRun(records: readonly LogRecord[]): void {
    const ring = this.#ring();
    if (ring === null || appendFirstLap(ring, records)) return;
    for (const record of records) ring.add(record, this.#formatted(record), true);
  }

  /** `setup_log_buf`: copies what there is into the longer ring and goes on there. */
  #setupLogBuf(dynamic: DynamicLogBuf): void {
    const { ram, symbols, wordBytes } = this.#options;
    this.#isDynamic = true;
    const sizeBits = Math.log2(dynamic.length);
    const place = { ...dynamic, countBits: sizeBits - PRB_AVGBITS, sizeBits };
    const old = this.range(0, this.readableSeq);
    ram.fill(place.data, dynamic.length, 0);
    putEmptyArrays(ram, wordBytes, place);
    const ring = this.#use(symbols.printk_rb_dynamic, place);
    // `add_to_rb`: the bare text, finished at once.
    for (const record of old) {
      const block = new Uint8Array(wordBytes + record.text.length);
      block.set(latin1Bytes(record.text), wordBytes);
      ring?.add(record, block, true);
    }
  }

  /** Makes the structure at `address` the ring of `place`, and `prb` point to it. */
  #use(address: number, place: RingPlace): PrintkRingbuffer | null {
    const { ram, symbols, wordBytes, virtual, lastFinalized } = this.#options;
    writeRingStruct(ram, address, wordBytes, place, virtual, lastFinalized);
    storePointer(ram, symbols.prb, wordBytes, virtual(address));
    storePointer(ram, symbols.log_buf, wordBytes, virtual(place.data));
    ram.store32(symbols.log_buf_len, 2 ** place.sizeBits);
    return this.#ring();
  }

  /** The ring that `prb` points to; null when it points nowhere, where a real kernel would fault. */
  #ring(): PrintkRingbuffer | null {
    const { ram, symbols, wordBytes, physical, lastFinalized } = this.#options;
    const low = ram.load32(symbols.prb);
    const high = wordBytes === 8 ? ram.load32(symbols.prb + 4) : 0;
    if (this.#low === low && this.#high === high) return this.#pointed;
    this.#low = low;
    this.#high = high;
    const pointer = wordBytes === 8 ? ram.load64(symbols.prb) : BigInt(low);
    const address = physical(pointer, printkRingLayouts(wordBytes).ringbuffer.sizeBytes);
    this.#pointed =
      address === null ? null : new PrintkRingbuffer(new RingMemory(ram, address, wordBytes, physical), lastFinalized);
    return this.#pointed;
  }

  /** Room for the id of a block, and the bytes of a text in it; good until the next call. */
  #formatted(record: LogRecord): Uint8Array {
    const { wordBytes } = this.#options;
    const length = wordBytes + formattedBytes(record);
    const block = length <= SCRATCH_BYTES ? this.#scratch.subarray(0, length) : new Uint8Array(length);
    putFormatted(block, wordBytes, record);
    return block;
  }
}
