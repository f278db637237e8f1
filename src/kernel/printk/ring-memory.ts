/**
 * The fields of a log ring, read from RAM and written to it one by one.
 *
 * Mirrors the accesses that Linux v6.1 and v6.12 `kernel/printk/printk_ringbuffer.c` makes; what to do with the fields is in
 * `printk-ringbuffer.ts`. Nothing of the ring is kept here: its pointers and sizes are understood anew whenever their bytes in
 * RAM have changed.
 *
 * Ids and logical positions are unsigned longs. On 64 bits they travel as signed numbers, because they begin a little below
 * zero (modulo 2^64); a damaged value beyond 2^53 becomes NaN, which equals nothing. On 32 bits they are unsigned.
 */
import { type PrintkRingLayouts, packFlagsLevel, printkInfo, printkRingLayouts } from '../../formats/printk-ring.ts';
import type { Mapping } from '../../memory/mapping.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import type { DevPrintkInfo, LogRecord } from './log-record.ts';

const TWO_32 = 2 ** 32;
const ID_MASK = 0x3fffffff;
/** Room for a text that is being read; longer ones are rare. */
const TEXT_BYTES = 1024;

/** Finds the physical address behind a pointer; null where there is no RAM of that length. */
export type Translate = (pointer: bigint, length: number) => number | null;

/** What the pointers and sizes in RAM say; addresses are physical. */
export interface RingGeometry {
  readonly descs: number;
  readonly infos: number;
  readonly data: number;
  readonly descCount: number;
  readonly dataBytes: number;
}

/** One descriptor as it was read; `readDesc` fills the same object again. */
export interface DescWords {
  id: number;
  state: number;
  begin: number;
  next: number;
}

/** The words of the structure that must not change while the ring is in use: two sizes and three pointers. */
const FIXED_WORDS = [0, 1, 2, 6, 7] as const;

export class RingMemory {
  readonly layouts: PrintkRingLayouts;
  /** PRB: six words of descriptor ring, four of text ring, `fail`. */
  readonly #struct: number;
  readonly ram: Mapping;
  readonly wordBytes: 4 | 8;
  readonly desc: DescWords = { id: Number.NaN, state: 0, begin: Number.NaN, next: Number.NaN };
  readonly #translate: Translate;
  readonly #is64: boolean;
  readonly #isLittle: boolean;
  /** The structure as it is now, and its fixed words as they were when they were understood; `#fixed`: which 32-bit words of it must not change. */
  readonly #header: Uint8Array;
  readonly #headerView: DataView;
  readonly #words: Int32Array;
  #isChanged = false;
  readonly #seen: Int32Array;
  readonly #fixed: readonly number[];
  #geometry: RingGeometry | null | undefined;
  readonly #descBytes: Uint8Array;
  readonly #descView: DataView;
  readonly #text = new Uint8Array(TEXT_BYTES);
  readonly #info = new Uint8Array(printkInfo.sizeBytes);
  readonly #infoView = new DataView(this.#info.buffer);

  /** `ram`: a mapping whose offsets are physical addresses; `address`: of the struct printk_ringbuffer. */
  constructor(ram: Mapping, address: number, wordBytes: 4 | 8, translate: Translate) {
    this.ram = ram;
    this.#struct = address;
    this.#translate = translate;
    this.wordBytes = wordBytes;
    this.layouts = printkRingLayouts(wordBytes);
    this.#is64 = wordBytes === 8;
    this.#isLittle = ram.byteOrder === 'little';
    this.#header = new Uint8Array(this.layouts.ringbuffer.sizeBytes);
    this.#headerView = new DataView(this.#header.buffer);
    this.#words = new Int32Array(this.#header.buffer);
    this.#seen = new Int32Array(this.#words.length);
    this.#descBytes = new Uint8Array(this.layouts.desc.sizeBytes);
    this.#descView = new DataView(this.#descBytes.buffer);
    this.#fixed = this.#is64 ? FIXED_WORDS.flatMap((word) => [2 * word, 2 * word + 1]) : FIXED_WORDS;
  }

  /** Where the ring lies now; null when its pointers or sizes make no sense, where a real kernel would fault. */
  geometry(): RingGeometry | null {
    const now = this.#words;
    const seen = this.#seen;
    this.ram.readInto(this.#struct, this.#header);
    let same = this.#geometry !== undefined;
    for (const index of this.#fixed) {
      if (seen[index] === now[index]) continue;
      seen[index] = now[index]!;
      same = false;
    }
    if (!same) this.#geometry = this.#readGeometry();
    return this.#geometry!;
  }

  #readGeometry(): RingGeometry | null {
    const word = (index: number) => this.#struct + index * this.wordBytes;
    const countBits = this.ram.load32(word(0));
    const sizeBits = this.ram.load32(word(6));
    if (countBits < 1 || countBits > 26 || sizeBits < 5 || sizeBits > 31) return null;
    const descCount = 2 ** countBits;
    const dataBytes = 2 ** sizeBits;
    const descs = this.#translate(this.#loadPointer(word(1)), descCount * 3 * this.wordBytes);
    const infos = this.#translate(this.#loadPointer(word(2)), descCount * printkInfo.sizeBytes);
    const data = this.#translate(this.#loadPointer(word(7)), dataBytes);
    if (descs === null || infos === null || data === null) return null;
    return { descs, infos, data, descCount, dataBytes };
  }

  // ---- the structure, as `geometry` found it: every use of the ring begins with that ----

  get headId(): number {
    return this.#headerId(3);
  }
  set headId(value: number) {
    this.#setHeaderId(3, value);
  }

  get tailId(): number {
    return this.#headerId(4);
  }
  set tailId(value: number) {
    this.#setHeaderId(4, value);
  }

  get lastFinalizedId(): number {
    return this.#headerId(5);
  }
  set lastFinalizedId(value: number) {
    this.#setHeaderId(5, value);
  }

  /** 6.9 and later; on 32 bits the lower half of it. */
  get lastFinalizedSeq(): number {
    return this.#headerLong(5);
  }
  set lastFinalizedSeq(value: number) {
    this.#setHeaderLong(5, value);
  }

  get headLpos(): number {
    return this.#headerLong(8);
  }
  set headLpos(value: number) {
    this.#setHeaderLong(8, value);
  }

  get tailLpos(): number {
    return this.#headerLong(9);
  }
  set tailLpos(value: number) {
    this.#setHeaderLong(9, value);
  }

  get fail(): number {
    return this.#headerLong(10);
  }
  set fail(value: number) {
    this.#setHeaderLong(10, value);
  }

  /** Stores what was set since `geometry` was called. */
  flush(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    this.ram.write(this.#struct, this.#header);
  }

  /** Number of the next record if the ring is in its first lap, else a number beyond it or below 0. */
  firstLapSeq(geometry: RingGeometry): number {
    const id = this.headId + 1;
    return this.#is64 ? id + geometry.descCount : id - (2 ** 30 - geometry.descCount);
  }

  /** Where the next block begins if the text ring is in its first lap, else a number beyond it or below 0. */
  firstLapIndex(geometry: RingGeometry): number {
    const lpos = this.headLpos;
    return this.#is64 ? lpos + geometry.dataBytes : lpos - (TWO_32 - geometry.dataBytes);
  }

  // ---- descriptors, infos, blocks ----

  /** The descriptor in a slot, into `desc`. */
  readDesc(geometry: RingGeometry, slot: number): DescWords {
    const word = this.wordBytes;
    const { desc } = this;
    this.ram.readInto(geometry.descs + slot * 3 * word, this.#descBytes);
    desc.state = this.#descView.getUint32(this.#is64 && this.#isLittle ? 4 : 0, this.#isLittle) >>> 30;
    desc.id = this.#idIn(this.#descView, 0);
    desc.begin = this.#longIn(this.#descView, word);
    desc.next = this.#longIn(this.#descView, 2 * word);
    return desc;
  }

  /** The state alone. */
  stateAt(geometry: RingGeometry, slot: number): number {
    const at = geometry.descs + slot * 3 * this.wordBytes;
    return this.ram.load32(this.#is64 && this.#isLittle ? at + 4 : at) >>> 30;
  }

  /** The id alone. */
  idAt(geometry: RingGeometry, slot: number): number {
    return this.#loadId(geometry.descs + slot * 3 * this.wordBytes);
  }

  storeState(geometry: RingGeometry, slot: number, id: number, state: number): void {
    this.storeId(geometry.descs + slot * 3 * this.wordBytes, id, state);
  }

  /** A whole descriptor in one store. */
  storeDesc(geometry: RingGeometry, slot: number, id: number, state: number, begin: number, next: number): void {
    const word = this.wordBytes;
    const bytes = this.#descBytes;
    this.putId(bytes, 0, id, state);
    putLong(this.#descView, word, begin, word, this.#isLittle);
    putLong(this.#descView, 2 * word, next, word, this.#isLittle);
    this.ram.write(geometry.descs + slot * 3 * word, bytes);
  }

  storeBlockPosition(geometry: RingGeometry, slot: number, begin: number, next: number): void {
    const at = geometry.descs + (slot * 3 + 1) * this.wordBytes;
    this.#storeLong(at, begin);
    this.#storeLong(at + this.wordBytes, next);
  }

  /** The info's sequence number: signed, NaN where it is absurd. */
  infoSeq(geometry: RingGeometry, slot: number): number {
    const at = geometry.infos + slot * printkInfo.sizeBytes;
    const low = this.ram.load32(this.#isLittle ? at : at + 4);
    return signed64(low, this.ram.load32(this.#isLittle ? at + 4 : at));
  }

  infoCallerId(geometry: RingGeometry, slot: number): number {
    return this.ram.load32(geometry.infos + slot * printkInfo.sizeBytes + 20);
  }

  infoTextLen(geometry: RingGeometry, slot: number): number {
    return this.ram.load16(geometry.infos + slot * printkInfo.sizeBytes + 16);
  }

  storeInfo(geometry: RingGeometry, slot: number, seq: number, record: LogRecord): void {
    encodeInfo(this.#info, this.#infoView, this.#isLittle, 0, seq, record);
    this.ram.write(geometry.infos + slot * printkInfo.sizeBytes, this.#info);
  }

  /** What KERN_CONT changes of an info. */
  storeInfoGrowth(geometry: RingGeometry, slot: number, textLen: number, addFlags: number): void {
    const at = geometry.infos + slot * printkInfo.sizeBytes;
    this.ram.store16(at + 16, textLen);
    const added = packFlagsLevel(addFlags, 0, this.ram.byteOrder);
    if (addFlags !== 0) this.ram.store8(at + 19, this.ram.load8(at + 19) | added);
  }

  /** The text of a block, whose bytes begin at `address`. */
  text(address: number, length: number): string {
    const bytes = length <= TEXT_BYTES ? this.#text.subarray(0, length) : new Uint8Array(length);
    this.ram.readInto(address, bytes);
    return latin1Text(bytes);
  }

  /** The id that stands before a block's text. */
  blockId(geometry: RingGeometry, index: number): number {
    return this.#loadId(geometry.data + index);
  }

  storeBlockId(geometry: RingGeometry, index: number, id: number): void {
    this.storeId(geometry.data + index, id, 0);
  }

  // ---- words ----

  #loadPointer(address: number): bigint {
    return this.#is64 ? this.ram.load64(address) : BigInt(this.ram.load32(address));
  }

  #headerId(word: number): number {
    return this.#idIn(this.#headerView, word * this.wordBytes);
  }

  #headerLong(word: number): number {
    return this.#longIn(this.#headerView, word * this.wordBytes);
  }

  #idIn(view: DataView, at: number): number {
    if (!this.#is64) return view.getUint32(at, this.#isLittle) & ID_MASK;
    const high = view.getUint32(this.#isLittle ? at + 4 : at, this.#isLittle);
    const low = view.getUint32(this.#isLittle ? at : at + 4, this.#isLittle);
    return safe(((high << 2) >> 2) * TWO_32 + low);
  }

  #longIn(view: DataView, at: number): number {
    const first = view.getUint32(at, this.#isLittle);
    if (!this.#is64) return first;
    const second = view.getUint32(at + 4, this.#isLittle);
    return this.#isLittle ? signed64(first, second) : signed64(second, first);
  }

  #setHeaderId(word: number, id: number): void {
    this.#isChanged = true;
    this.putId(this.#header, word * this.wordBytes, id, 0);
  }

  #setHeaderLong(word: number, value: number): void {
    this.#isChanged = true;
    putLong(this.#headerView, word * this.wordBytes, value, this.wordBytes, this.#isLittle);
  }

  /** An id and the two bits above it, into bytes on their way to RAM. */
  putId(bytes: Uint8Array, at: number, id: number, state: number): void {
    const low = this.#is64 ? id >>> 0 : ((id & ID_MASK) | (state << 30)) >>> 0;
    putWord(bytes, this.#is64 && !this.#isLittle ? at + 4 : at, low, this.#isLittle);
    if (!this.#is64) return;
    const high = ((Math.floor(id / TWO_32) & ID_MASK) | (state << 30)) >>> 0;
    putWord(bytes, this.#isLittle ? at + 4 : at, high, this.#isLittle);
  }

  #loadId(address: number): number {
    if (!this.#is64) return this.ram.load32(address) & ID_MASK;
    const low = this.ram.load32(this.#isLittle ? address : address + 4);
    const high = this.ram.load32(this.#isLittle ? address + 4 : address);
    return safe(((high << 2) >> 2) * TWO_32 + low);
  }

  /** An id and the two bits above it. */
  storeId(address: number, id: number, state: number): void {
    if (!this.#is64) {
      this.ram.store32(address, ((id & ID_MASK) | (state << 30)) >>> 0);
      return;
    }
    const high = ((Math.floor(id / TWO_32) & ID_MASK) | (state << 30)) >>> 0;
    this.ram.store32(this.#isLittle ? address : address + 4, id >>> 0);
    this.ram.store32(this.#isLittle ? address + 4 : address, high);
  }

  #storeLong(address: number, value: number): void {
    if (!this.#is64) {
      this.ram.store32(address, value >>> 0);
      return;
    }
    this.ram.store32(this.#isLittle ? address : address + 4, value >>> 0);
    this.ram.store32(this.#isLittle ? address + 4 : address, Math.floor(value / TWO_32) >>> 0);
  }
}

function putWord(bytes: Uint8Array, at: number, value: number, isLittle: boolean): void {
  bytes[isLittle ? at : at + 3] = value;
  bytes[isLittle ? at + 1 : at + 2] = value >>> 8;
  bytes[isLittle ? at + 2 : at + 1] = value >>> 16;
  bytes[isLittle ? at + 3 : at] = value >>> 24;
}

function putLong(view: DataView, at: number, value: number, wordBytes: 4 | 8, isLittle: boolean): void {
  if (wordBytes === 4) {
    view.setUint32(at, value >>> 0, isLittle);
    return;
  }
  view.setUint32(isLittle ? at : at + 4, value >>> 0, isLittle);
  view.setUint32(isLittle ? at + 4 : at, Math.floor(value / TWO_32) >>> 0, isLittle);
}

/** A struct printk_info as bytes at `at`; all 88 are set. */
export function encodeInfo(
  bytes: Uint8Array,
  view: DataView,
  isLittle: boolean,
  at: number,
  seq: number,
  record: LogRecord,
): void {
  const { tsNs, text, callerId, facility, flags, level, dev } = record;
  const high = isLittle ? 4 : 0;
  view.setUint32(at + 4 - high, seq >>> 0, isLittle);
  view.setUint32(at + high, Math.floor(seq / TWO_32) >>> 0, isLittle);
  view.setUint32(at + 12 - high, tsNs >>> 0, isLittle);
  view.setUint32(at + 8 + high, Math.floor(tsNs / TWO_32) >>> 0, isLittle);
  view.setUint16(at + 16, text.length, isLittle);
  view.setUint8(at + 18, facility);
  view.setUint8(at + 19, packFlagsLevel(flags, level, isLittle ? 'little' : 'big'));
  view.setUint32(at + 20, callerId, isLittle);
  bytes.fill(0, at + 24, at + 88);
  if (dev !== undefined) putDevice(bytes, at, dev);
}

function putDevice(bytes: Uint8Array, at: number, { subsystem, device }: DevPrintkInfo): void {
  bytes.set(latin1Bytes(subsystem.slice(0, 15)), at + 24);
  bytes.set(latin1Bytes(device.slice(0, 47)), at + 40);
}

/** A 64-bit number as a signed one; NaN beyond what a JavaScript number holds. */
export function signed64(low: number, high: number): number {
  return safe((high | 0) * TWO_32 + low);
}

function safe(value: number): number {
  return value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER ? Number.NaN : value;
}
