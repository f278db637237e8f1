/**
 * The lockless ring buffer: how records are reserved, committed, extended, read and overwritten.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/printk/printk_ringbuffer.c`, function by function. There is one writer and nobody
 * interrupts it, so compare-and-exchange is a comparison and a store, and the state `reserved` is never seen. Every decision
 * is made from bytes in RAM: where damage makes the real code warn and give up, this gives up; where it would make the real code
 * loop for ever (the tail in no state a tail can have, a block that follows itself), this gives up as well.
 */
import {
  DESC_COMMITTED,
  DESC_FINALIZED,
  DESC_RESERVED,
  DESC_REUSABLE,
  FAILED_LPOS,
  NO_LPOS,
  unpackFlagsLevel,
} from '../../formats/printk-ring.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { LogRecord, StoredRecord } from './log-record.ts';
import type { RingGeometry, RingMemory } from './ring-memory.ts';

const TWO_32 = 2 ** 32;
const ID_COUNT_32 = 2 ** 30;
const INFO_BYTES = 88;

/** Result of a read: the record, `lost` where its text is gone, `none` where there is no finished record (`-ENOENT`, `-EINVAL`). */
type ReadResult = StoredRecord | 'lost' | 'none';

/** A record that is being written. */
interface Reserved {
  readonly geometry: RingGeometry;
  readonly id: number;
  readonly slot: number;
  readonly seq: number;
}

export class PrintkRingbuffer {
  readonly memory: RingMemory;
  readonly #lastFinalized: 'id' | 'seq';
  readonly #is64: boolean;

  /** `lastFinalized`: what the kernel keeps as a hint for readers, an id up to 6.8 and a sequence number from 6.9 on. */
  constructor(memory: RingMemory, lastFinalized: 'id' | 'seq') {
    this.memory = memory;
    this.#lastFinalized = lastFinalized;
    this.#is64 = memory.wordBytes === 8;
  }

  // ---- writing ----

  /**
   * `prb_reserve` and `prb_commit` or `prb_final_commit`: a record of its own. `block` has room for the id, then the text as it was
   * formatted, of which `record.text` is what remains. False: there was no room, and an empty record stands in its place, or none.
   */
  add(record: LogRecord, block: Uint8Array, isFinal: boolean): boolean {
    const isStored = this.#add(record, block, isFinal);
    this.memory.flush();
    return isStored;
  }

  #add(record: LogRecord, block: Uint8Array, isFinal: boolean): boolean {
    const { memory } = this;
    const bytes = block.length - memory.wordBytes;
    const reserved = this.#reserve(bytes);
    if (reserved === null) return false;
    const { geometry, id, slot, seq } = reserved;
    if (bytes === 0) this.#begin = this.#next = NO_LPOS;
    else {
      const index = this.#allocate(geometry, bytes, id);
      if (index === null) {
        memory.storeInfo(geometry, slot, seq, emptyRecord);
        memory.storeDesc(geometry, slot, id, DESC_COMMITTED, FAILED_LPOS, FAILED_LPOS);
        return false;
      }
      memory.putId(block, 0, id, 0);
      memory.ram.write(geometry.data + index, block);
    }
    memory.storeInfo(geometry, slot, seq, record);
    memory.storeDesc(geometry, slot, id, isFinal ? DESC_FINALIZED : DESC_COMMITTED, this.#begin, this.#next);
    if (isFinal) this.#noteFinalized(id, seq);
    return true;
  }

  /**
   * `prb_reserve_in_last`: puts a text behind that of the last record, if that is open, of this caller, and short enough.
   * `formatted` takes as much room as it did while it was formatted; `text` remains of it.
   */
  extendLast(callerId: number, formatted: Uint8Array, textBytes: number, flags: number, maxBytes: number): boolean {
    const isExtended = this.#extendLast(callerId, formatted, textBytes, flags, maxBytes);
    this.memory.flush();
    return isExtended;
  }

  #extendLast(callerId: number, formatted: Uint8Array, textBytes: number, flags: number, maxBytes: number): boolean {
    const { memory } = this;
    const geometry = memory.geometry();
    if (geometry === null) return false;
    const id = memory.headId;
    const slot = this.#slot(geometry, id);
    const { state, id: found, begin, next } = memory.readDesc(geometry, slot);
    if (found !== id || state !== DESC_COMMITTED || memory.infoCallerId(geometry, slot) !== callerId) return false;
    let textLen = memory.infoTextLen(geometry, slot);
    let wanted = formatted.length;
    let place: number | null;
    if (isDataless(begin)) {
      textLen = 0;
      if (wanted > maxBytes || !this.#fits(geometry, wanted)) return false;
      place = this.#allocate(geometry, wanted, id);
      if (place !== null) memory.storeBlockId(geometry, place, id);
    } else {
      const block = this.#block(geometry, begin, next);
      if (block === null) return false;
      textLen = Math.min(textLen, block.length);
      wanted += textLen;
      if (wanted > maxBytes || !this.#fits(geometry, wanted)) return false;
      place = this.#reallocate(geometry, wanted, id, begin, next);
    }
    if (place === null) return false;
    memory.storeBlockPosition(geometry, slot, this.#begin, this.#next);
    memory.ram.write(geometry.data + place + memory.wordBytes + textLen, formatted);
    memory.storeInfoGrowth(geometry, slot, textLen + textBytes, flags);
    if (flags === 0) return true;
    memory.storeState(geometry, slot, id, DESC_FINALIZED);
    this.#noteFinalized(id, memory.infoSeq(geometry, slot));
    return true;
  }

  /** What the next reservation does first: the newest record, if it is open, is closed. */
  closeLast(): void {
    const geometry = this.memory.geometry();
    if (geometry !== null) this.#makeFinal(geometry, this.memory.headId);
    this.memory.flush();
  }

  /** Moves the heads over finished records whose bytes are there already. */
  advanceFirstLap(geometry: RingGeometry, count: number, textBytes: number): void {
    const { memory } = this;
    const id = this.#idAfter(memory.headId, count);
    memory.headId = id;
    memory.headLpos = this.#lposAfter(memory.headLpos, textBytes);
    this.#noteFinalized(id, memory.infoSeq(geometry, this.#slot(geometry, id)));
    memory.flush();
  }

  #reserve(bytes: number): Reserved | null {
    const { memory } = this;
    const geometry = memory.geometry();
    if (geometry === null || !this.#fits(geometry, bytes)) return null;
    const id = this.#reserveDesc(geometry);
    if (Number.isNaN(id)) {
      memory.fail = memory.fail + 1;
      return null;
    }
    const slot = this.#slot(geometry, id);
    const old = memory.infoSeq(geometry, slot);
    const seq = old === 0 && slot !== 0 ? slot : old + geometry.descCount;
    // What was the newest record cannot be extended any more.
    if (seq > 0) this.#makeFinal(geometry, this.#idAfter(id, -1));
    return { geometry, id, slot, seq: Number.isNaN(seq) ? 0 : seq };
  }

  /** `desc_reserve`: the new descriptor's id, NaN when there is none. */
  #reserveDesc(geometry: RingGeometry): number {
    const { memory } = this;
    const id = this.#idAfter(memory.headId, 1);
    if (Number.isNaN(id)) return id;
    const previous = this.#idAfter(id, -geometry.descCount);
    if (previous === memory.tailId && !this.#pushTailDesc(geometry, previous)) return Number.NaN;
    memory.headId = id;
    const slot = this.#slot(geometry, id);
    const { id: found, state } = memory.readDesc(geometry, slot);
    const isFresh = found === 0 && state === DESC_RESERVED;
    if (!isFresh && (found !== previous || state !== DESC_REUSABLE)) return Number.NaN;
    return id;
  }

  /** `desc_push_tail`: the oldest descriptor becomes free. */
  #pushTailDesc(geometry: RingGeometry, tailId: number): boolean {
    const { memory } = this;
    const { id, state, next } = memory.readDesc(geometry, this.#slot(geometry, tailId));
    if (id !== tailId) return id !== this.#idAfter(tailId, -geometry.descCount);
    if (state === DESC_RESERVED || state === DESC_COMMITTED) return false;
    if (state === DESC_FINALIZED) this.#makeReusable(geometry, tailId);
    if (!this.#pushTailData(geometry, next)) return false;
    const nextId = this.#idAfter(tailId, 1);
    const following = memory.readDesc(geometry, this.#slot(geometry, nextId));
    if (following.id !== nextId || following.state < DESC_FINALIZED) return false;
    memory.tailId = nextId;
    return true;
  }

  #makeReusable(geometry: RingGeometry, id: number): void {
    this.memory.storeState(geometry, this.#slot(geometry, id), id, DESC_REUSABLE);
  }

  #makeFinal(geometry: RingGeometry, id: number): void {
    const { memory } = this;
    const slot = this.#slot(geometry, id);
    if (memory.stateAt(geometry, slot) !== DESC_COMMITTED) return;
    if (memory.readDesc(geometry, slot).id !== id) return;
    memory.storeState(geometry, slot, id, DESC_FINALIZED);
    this.#noteFinalized(id, memory.infoSeq(geometry, slot));
  }

  #noteFinalized(id: number, seq: number): void {
    if (this.#lastFinalized === 'id') this.memory.lastFinalizedId = id;
    else if (!Number.isNaN(seq)) this.memory.lastFinalizedSeq = seq;
  }

  /** `data_check_size`: a block must leave room for the id of the next one. */
  #fits(geometry: RingGeometry, bytes: number): boolean {
    return bytes === 0 || this.blockBytes(bytes) <= geometry.dataBytes - this.memory.wordBytes;
  }

  /** `to_blk_size`. */
  blockBytes(textBytes: number): number {
    const word = this.memory.wordBytes;
    return Math.ceil(textBytes / word + 1) * word;
  }

  /** Positions of the block that was allocated last. */
  #begin = 0;
  #next = 0;

  /** `data_alloc`: index of a new block in the text ring, where its id is to be stored; null when there is no room. */
  #allocate(geometry: RingGeometry, bytes: number, id: number): number | null {
    const { memory } = this;
    const begin = memory.headLpos;
    const next = this.#nextLpos(geometry, begin, this.blockBytes(bytes));
    if (Number.isNaN(next) || !this.#pushTailData(geometry, this.#lposAfter(next, -geometry.dataBytes))) return null;
    memory.headLpos = next;
    this.#begin = begin;
    this.#next = next;
    if (this.#wraps(geometry, begin) === this.#wraps(geometry, next)) return this.#index(geometry, begin);
    memory.storeBlockId(geometry, this.#index(geometry, begin), id);
    return 0;
  }

  /** `data_realloc`: makes the newest block longer; its text moves to the beginning of the ring when it comes to its end. */
  #reallocate(geometry: RingGeometry, bytes: number, id: number, begin: number, oldNext: number): number | null {
    const { memory } = this;
    const head = memory.headLpos;
    if (head !== oldNext) return null;
    const wasWrapped = this.#wraps(geometry, begin) !== this.#wraps(geometry, oldNext);
    this.#begin = begin;
    this.#next = oldNext;
    const next = this.#nextLpos(geometry, begin, this.blockBytes(bytes));
    const shorter = this.#distance(head, next);
    if (shorter >= 0 && shorter < geometry.dataBytes) return wasWrapped ? 0 : this.#index(geometry, begin);
    if (!this.#pushTailData(geometry, this.#lposAfter(next, -geometry.dataBytes))) return null;
    memory.headLpos = next;
    const index = this.#index(geometry, begin);
    const isWrapped = this.#wraps(geometry, begin) !== this.#wraps(geometry, next);
    if (isWrapped) {
      memory.storeBlockId(geometry, 0, id);
      const word = memory.wordBytes;
      if (!wasWrapped) {
        const old = memory.ram.read(geometry.data + index + word, this.#distance(oldNext, begin) - word);
        memory.ram.write(geometry.data + word, old);
      }
    }
    this.#next = next;
    return isWrapped ? 0 : index;
  }

  /** `get_next_lpos`: a block that would reach the end of the ring lies at its beginning. */
  #nextLpos(geometry: RingGeometry, begin: number, bytes: number): number {
    const next = this.#lposAfter(begin, bytes);
    if (this.#wraps(geometry, begin) === this.#wraps(geometry, next)) return next;
    return this.#lposAfter(next, bytes - this.#index(geometry, next));
  }

  /** `data_push_tail`: no text is left before `lpos`. */
  #pushTailData(geometry: RingGeometry, lpos: number): boolean {
    if (isDataless(lpos)) return true;
    const { memory } = this;
    const size = geometry.dataBytes;
    let tail = memory.tailLpos;
    let blocks = 0;
    // `data_make_reusable`: all records with text before `lpos`.
    for (let ahead = this.#distance(lpos, tail); ahead >= 1 && ahead <= size; ahead = this.#distance(lpos, tail)) {
      if (blocks++ > geometry.descCount) return false;
      const id = memory.blockId(geometry, this.#index(geometry, tail));
      if (Number.isNaN(id)) return false;
      const { id: found, state, begin, next } = memory.readDesc(geometry, this.#slot(geometry, id));
      if (found !== id || state < DESC_FINALIZED || begin !== tail) return false;
      if (state === DESC_FINALIZED) this.#makeReusable(geometry, id);
      tail = next;
    }
    if (Number.isNaN(tail)) return false;
    if (blocks > 0) memory.tailLpos = tail;
    return true;
  }

  // ---- reading ----

  /** `_prb_read_valid`: the first record from `seq` on that is finished and whole. */
  next(seq: number): StoredRecord | undefined {
    const geometry = this.memory.geometry();
    if (geometry === null || !(seq >= 0)) return undefined;
    let at = seq;
    for (let tries = 0; tries <= 2 * geometry.descCount + 1; tries++) {
      const read = this.#read(geometry, at);
      if (typeof read === 'object') return read;
      const first = this.#firstSeq(geometry);
      if (Number.isNaN(first)) return undefined;
      if (at < first) at = first;
      else if (read === 'lost') at++;
      else return undefined;
    }
    return undefined;
  }

  /** `prb_first_valid_seq`. */
  get firstValidSeq(): number {
    return this.next(0)?.seq ?? 0;
  }

  /** `prb_next_seq`: from the hint on, the first sequence number that cannot be read. */
  get nextSeq(): number {
    const { memory } = this;
    const geometry = memory.geometry();
    if (geometry === null) return 0;
    let seq = 0;
    if (this.#lastFinalized === 'seq') seq = this.#wholeSeq(geometry, memory.lastFinalizedSeq);
    else {
      const id = memory.lastFinalizedId;
      const slot = Number.isNaN(id) ? 0 : this.#slot(geometry, id);
      const { id: found, state } = memory.readDesc(geometry, slot);
      if (found === id && (state === DESC_FINALIZED || state === DESC_REUSABLE)) seq = memory.infoSeq(geometry, slot);
    }
    if (!(seq >= 0)) seq = 0;
    if (seq !== 0) seq++;
    for (let tries = 0; tries <= geometry.descCount; tries++) {
      const found = this.next(seq);
      if (found === undefined) break;
      seq = found.seq + 1;
    }
    return seq;
  }

  /** `__ulseq_to_u64seq`: on 32 bits the hint is the lower half of a number near the oldest record's. */
  #wholeSeq(geometry: RingGeometry, hint: number): number {
    if (this.#is64) return hint;
    const first = this.#firstSeq(geometry);
    return Number.isNaN(first) ? hint : first + ((hint - (first % TWO_32)) | 0);
  }

  /** `prb_first_seq`: the number of the record at the tail; NaN where the tail is in no state a tail can have. */
  #firstSeq(geometry: RingGeometry): number {
    const { memory } = this;
    const id = memory.tailId;
    if (Number.isNaN(id)) return Number.NaN;
    const slot = this.#slot(geometry, id);
    const isTail = memory.stateAt(geometry, slot) >= DESC_FINALIZED && memory.idAt(geometry, slot) === id;
    return isTail ? memory.infoSeq(geometry, slot) : Number.NaN;
  }

  /** `prb_read`. */
  #read(geometry: RingGeometry, seq: number): ReadResult {
    const { memory } = this;
    const slot = seq % geometry.descCount;
    if (memory.infoSeq(geometry, slot) !== seq) return 'none';
    const { state, begin, next } = memory.readDesc(geometry, slot);
    if (state < DESC_FINALIZED || !this.#idIsOfSlot(geometry, slot)) return 'none';
    if (state === DESC_REUSABLE) return 'lost';
    const textLen = memory.infoTextLen(geometry, slot);
    if (isDataless(begin) && isDataless(next)) {
      return begin === NO_LPOS && next === NO_LPOS ? this.#record(geometry, slot, seq, '') : 'lost';
    }
    const block = this.#block(geometry, begin, next);
    if (block === null || block.length < textLen) return 'lost';
    return this.#record(geometry, slot, seq, memory.text(block.address, textLen));
  }

  /** The low bits of a descriptor's id say which slot it belongs in; damage there makes it unfindable. */
  #idIsOfSlot(geometry: RingGeometry, slot: number): boolean {
    const { ram, wordBytes } = this.memory;
    const at = geometry.descs + slot * 3 * wordBytes;
    const low = ram.load32(wordBytes === 8 && ram.byteOrder === 'big' ? at + 4 : at);
    return (low & (geometry.descCount - 1)) === slot;
  }

  /** `decodeRecord`, from words: for one record that is faster. */
  #record(geometry: RingGeometry, slot: number, seq: number, text: string): StoredRecord {
    const { ram } = this.memory;
    const at = geometry.infos + slot * INFO_BYTES;
    const isLittle = ram.byteOrder === 'little';
    if (ram.load8(at + 24) !== 0) return decodeRecord(viewOf(ram.read(at, INFO_BYTES)), 0, isLittle, seq, text);
    const { flags, level } = unpackFlagsLevel(ram.load8(at + 19), ram.byteOrder);
    return {
      seq,
      tsNs: ram.load32(isLittle ? at + 12 : at + 8) * TWO_32 + ram.load32(isLittle ? at + 8 : at + 12),
      facility: ram.load8(at + 18),
      level,
      flags,
      callerId: ram.load32(at + 20),
      text,
      printed: null,
    };
  }

  /** `get_data`: where a block's text lies; null where its positions make no sense. */
  #block(geometry: RingGeometry, begin: number, next: number): { address: number; length: number } | null {
    const word = this.memory.wordBytes;
    let index: number;
    let size: number;
    if (this.#wraps(geometry, begin) === this.#wraps(geometry, next) && begin < next) {
      index = this.#index(geometry, begin);
      size = next - begin;
    } else if (this.#wraps(geometry, this.#lposAfter(begin, geometry.dataBytes)) === this.#wraps(geometry, next)) {
      index = 0;
      size = this.#index(geometry, next);
    } else return null;
    if (begin % word !== 0 || next % word !== 0 || size < word) return null;
    return { address: geometry.data + index + word, length: size - word };
  }

  // ---- arithmetic of unsigned longs ----

  #idAfter(id: number, step: number): number {
    const sum = id + step;
    return this.#is64 ? sum : ((sum % ID_COUNT_32) + ID_COUNT_32) % ID_COUNT_32;
  }

  #lposAfter(lpos: number, bytes: number): number {
    const sum = lpos + bytes;
    return this.#is64 ? sum : ((sum % TWO_32) + TWO_32) % TWO_32;
  }

  /** `a` - `b` as an unsigned long would have it where that is small; below zero where it is not. */
  #distance(a: number, b: number): number {
    const difference = a - b;
    return this.#is64 ? difference : ((difference % TWO_32) + TWO_32) % TWO_32;
  }

  #slot(geometry: RingGeometry, id: number): number {
    return id & (geometry.descCount - 1);
  }

  #index(geometry: RingGeometry, lpos: number): number {
    return lpos & (geometry.dataBytes - 1);
  }

  /** DATA_WRAPS. */
  #wraps(geometry: RingGeometry, lpos: number): number {
    return Math.floor(lpos / geometry.dataBytes);
  }
}

const emptyRecord: LogRecord = { tsNs: 0, facility: 0, level: 0, flags: 0, callerId: 0, text: '' };

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** LPOS_DATALESS. */
function isDataless(lpos: number): boolean {
  return lpos % 2 !== 0;
}

/** A record from the bytes of its info at `at` and its text. */
export function decodeRecord(view: DataView, at: number, isLittle: boolean, seq: number, text: string): StoredRecord {
  const high = isLittle ? 4 : 0;
  const tsLow = view.getUint32(at + 12 - high, isLittle);
  const tsHigh = view.getUint32(at + 8 + high, isLittle);
  const { flags, level } = unpackFlagsLevel(view.getUint8(at + 19), isLittle ? 'little' : 'big');
  const record = {
    seq,
    tsNs: tsHigh * TWO_32 + tsLow,
    facility: view.getUint8(at + 18),
    level,
    flags,
    callerId: view.getUint32(at + 20, isLittle),
    text,
    printed: null,
  };
  if (view.getUint8(at + 24) === 0) return record;
  const name = (from: number, length: number) =>
    latin1Text(new Uint8Array(view.buffer, view.byteOffset + from, length)).split('\0', 1)[0]!;
  return { ...record, dev: { subsystem: name(at + 24, 16), device: name(at + 40, 48) } };
}
