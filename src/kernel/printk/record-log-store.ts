/**
 * The kernel log in RAM, in the record log of Linux 3.5 to 5.9.
 *
 * Mirrors `log_store`, `log_make_free_space`, `log_next` and `log_output` of Linux v4.19 `kernel/printk/printk.c`. The log's counters
 * and records are read from RAM at every use; a damaged length ends a reader's walk. The line that waits for its continuation
 * (`struct cont`) and the reader's last place are kept in objects. Left out: `log_buf_len=`, dictionaries, and the
 * `<truncated>` of a text longer than a quarter of the buffer.
 */
import { PRINTK_LOG_ALIGN, printkLog } from '../../formats/printk-log.ts';
import { packFlagsLevel, unpackFlagsLevel } from '../../formats/printk-ring.ts';
import type { Mapping } from '../../memory/mapping.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { LOG_CONT, LOG_NEWLINE, type LogRecord, type LogStore, type NewText, type StoredRecord } from './log-record.ts';
import type { LogSymbols } from './log-symbols.ts';
import { storePointer } from './ring-init.ts';

const HEADER = printkLog.sizeBytes;
const TWO_32 = 2 ** 32;
const LONGEST_TEXT = 1024;

export interface RecordLogOptions {
  /** A mapping whose offsets are physical addresses; its writer is `kernel/printk`. */
  readonly ram: Mapping;
  readonly symbols: LogSymbols;
  readonly wordBytes: 4 | 8;
  readonly logBufShift: number;
  readonly virtual: (physical: number) => bigint;
}

export class RecordLogStore implements LogStore {
  readonly #ram: Mapping;
  readonly #symbols: LogSymbols;
  readonly #isLittle: boolean;
  readonly #length: number;
  /** `struct cont`. */
  #cont: { record: LogRecord; maxBytes: number } | null = null;
  /** Where the reader stands: record `seq` lies at `index`. */
  #place = { seq: -1, index: 0 };
  readonly #scratch = new Uint8Array(HEADER + LONGEST_TEXT + PRINTK_LOG_ALIGN);
  readonly #view = new DataView(this.#scratch.buffer);

  constructor({ ram, symbols, wordBytes, logBufShift, virtual }: RecordLogOptions) {
    this.#ram = ram;
    this.#symbols = symbols;
    this.#isLittle = ram.byteOrder === 'little';
    this.#length = 2 ** logBufShift;
    ram.fill(symbols.block.start, symbols.block.end - symbols.block.start, 0);
    storePointer(ram, symbols.log_buf, wordBytes, virtual(symbols.__log_buf));
    ram.store32(symbols.log_buf_len, this.#length);
  }

  get firstSeq(): number {
    return this.#load64(this.#symbols.log_first_seq);
  }

  get readableSeq(): number {
    return this.#load64(this.#symbols.log_next_seq);
  }

  get clearSeq(): number {
    return this.#load64(this.#symbols.clear_seq);
  }

  set clearSeq(seq: number) {
    this.#store64(this.#symbols.clear_seq, seq);
    this.#ram.store32(this.#symbols.clear_idx, this.#ram.load32(this.#symbols.log_next_idx));
  }

  next(seq: number): StoredRecord | undefined {
    const first = this.firstSeq;
    const end = this.readableSeq;
    const wanted = Math.max(seq, first);
    if (!(wanted < end)) return undefined;
    let place = this.#place;
    if (place.seq < first || place.seq > wanted) {
      place = { seq: first, index: this.#ram.load32(this.#symbols.log_first_idx) };
    }
    let { seq: at, index } = place;
    // No buffer holds more records than headers.
    for (let steps = 0; at < wanted; at++, steps++) {
      if (steps > this.#length / HEADER) return undefined;
      const following = this.#nextIndex(index);
      if (following === null) return undefined;
      index = following;
    }
    const record = this.#read(index, wanted);
    if (record !== undefined) this.#place = { seq: wanted, index };
    return record;
  }

  range(from: number, to: number): StoredRecord[] {
    const found: StoredRecord[] = [];
    for (let record = this.next(from); record !== undefined && record.seq < to; record = this.next(record.seq + 1)) {
      found.push(record);
    }
    return found;
  }

  /** `log_output`: a line that is not complete waits for its rest; anything but that rest sends it off. */
  store({ record, continuation, maxBytes }: NewText): void {
    const cont = this.#cont;
    if (cont !== null) {
      if (continuation && cont.record.callerId === record.callerId && this.#extendCont(record)) return;
      this.#flushCont();
    }
    if (record.text === '' && continuation) return;
    if ((record.flags & LOG_NEWLINE) !== 0) this.#logStore(record);
    else this.#cont = { record, maxBytes: maxBytes };
  }

  storeAll(records: readonly LogRecord[]): void {
    this.#flushCont();
    for (const record of records) this.#logStore(record);
  }

  /** `cont_add` to what is there already. */
  #extendCont(piece: LogRecord): boolean {
    const { record, maxBytes } = this.#cont!;
    if (record.text.length + piece.text.length > maxBytes) return false;
    const flags = record.flags | (piece.flags & LOG_NEWLINE);
    this.#cont = { record: { ...record, flags, text: record.text + piece.text }, maxBytes };
    if ((flags & LOG_NEWLINE) !== 0) this.#flushCont();
    return true;
  }

  #flushCont(): void {
    const cont = this.#cont;
    this.#cont = null;
    if (cont !== null && cont.record.text !== '') this.#logStore(cont.record);
  }

  /** `log_store`. */
  #logStore({ tsNs, facility, level, flags, text }: LogRecord): void {
    const symbols = this.#symbols;
    const size = Math.ceil((HEADER + text.length) / PRINTK_LOG_ALIGN) * PRINTK_LOG_ALIGN;
    if (text.length > LONGEST_TEXT || !this.#makeFreeSpace(size)) return;
    let index = this.#ram.load32(symbols.log_next_idx);
    if (index + size + HEADER > this.#length) {
      if (index + HEADER <= this.#length) this.#ram.fill(symbols.__log_buf + index, HEADER, 0);
      index = 0;
    }
    const view = this.#view;
    const little = this.#isLittle;
    view.setUint32(little ? 0 : 4, tsNs >>> 0, little);
    view.setUint32(little ? 4 : 0, Math.floor(tsNs / TWO_32) >>> 0, little);
    view.setUint16(8, size, little);
    view.setUint16(10, text.length, little);
    view.setUint16(12, 0, little);
    view.setUint8(14, facility);
    view.setUint8(15, packFlagsLevel(flags & ~LOG_CONT, level, this.#ram.byteOrder));
    for (let i = 0; i < text.length; i++) this.#scratch[HEADER + i] = text.charCodeAt(i);
    this.#scratch.fill(0, HEADER + text.length, size);
    this.#ram.write(symbols.__log_buf + index, this.#scratch.subarray(0, size));
    this.#ram.store32(symbols.log_next_idx, index + size);
    this.#store64(symbols.log_next_seq, this.readableSeq + 1);
  }

  /** `log_make_free_space`: drops the oldest records; false where the buffer's own numbers make that impossible. */
  #makeFreeSpace(size: number): boolean {
    const symbols = this.#symbols;
    const end = this.readableSeq;
    let seq = this.firstSeq;
    let index = this.#ram.load32(symbols.log_first_idx);
    const start = seq;
    while (seq < end && !this.#hasSpace(size, index, false)) {
      const following = this.#nextIndex(index);
      if (following === null || seq - start > this.#length / HEADER) return false;
      index = following;
      seq++;
    }
    if (seq !== start) {
      this.#ram.store32(symbols.log_first_idx, index);
      this.#store64(symbols.log_first_seq, seq);
    }
    if (this.clearSeq < seq) {
      this.#store64(symbols.clear_seq, seq);
      this.#ram.store32(symbols.clear_idx, index);
    }
    return this.#hasSpace(size, index, seq === end);
  }

  /** `logbuf_has_space`: with room for the header that says where the buffer wraps. */
  #hasSpace(size: number, first: number, isEmpty: boolean): boolean {
    const next = this.#ram.load32(this.#symbols.log_next_idx);
    const free = next > first || isEmpty ? Math.max(this.#length - next, first) : first - next;
    return free >= size + HEADER;
  }

  /** `log_next`: index behind a record; null where there cannot be one. */
  #nextIndex(index: number): number | null {
    const length = this.#lengthAt(index);
    if (length === null) return null;
    if (length > 0) return index + length;
    return this.#lengthAt(0);
  }

  #lengthAt(index: number): number | null {
    if (index % PRINTK_LOG_ALIGN !== 0 || index + HEADER > this.#length) return null;
    return this.#ram.load16(this.#symbols.__log_buf + index + 8);
  }

  /** The record at an index, or the one at the beginning where the buffer wraps there. */
  #read(index: number, seq: number): StoredRecord | undefined {
    const length = this.#lengthAt(index);
    const at = length === 0 ? 0 : index;
    const address = this.#symbols.__log_buf + at;
    if (length === null) return undefined;
    const header = printkLog.read(this.#ram.read(address, HEADER), this.#ram.byteOrder);
    if (at + HEADER + header.text_len > this.#length) return undefined;
    const { flags, level } = unpackFlagsLevel(header.flags_level, this.#ram.byteOrder);
    return {
      seq,
      tsNs: Number(header.ts_nsec),
      facility: header.facility,
      level,
      flags,
      callerId: 0,
      text: latin1Text(this.#ram.read(address + HEADER, header.text_len)),
      printed: null,
    };
  }

  #load64(address: number): number {
    return this.#ram.load32(this.#isLittle ? address : address + 4) + this.#highWord(address) * TWO_32;
  }

  #highWord(address: number): number {
    return this.#ram.load32(this.#isLittle ? address + 4 : address);
  }

  #store64(address: number, value: number): void {
    this.#ram.store32(this.#isLittle ? address : address + 4, value >>> 0);
    this.#ram.store32(this.#isLittle ? address + 4 : address, Math.floor(value / TWO_32) >>> 0);
  }
}
