/**
 * Which bytes of a page were flipped, with the pristine value and the number of a cause of each: as a list for few, as a copy of
 * the page for many.
 */
import { PAGE_SIZE } from './page.ts';

/** A bit for each byte of a page, the least significant bit of a word first. */
export type PageBits = Int32Array;

export const noPageBits = (): PageBits => new Int32Array(PAGE_SIZE / 32);

/** Calls `visit` with the offset of every byte whose bit is set, in ascending order. */
export function eachBit(bits: PageBits, visit: (offset: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) visit(word * 32 + 31 - Math.clz32(rest & -rest));
  }
}

export function countBits(bits: PageBits): number {
  let count = 0;
  for (let word = 0; word < bits.length; word++) {
    const pairs = bits[word]! - ((bits[word]! >>> 1) & 0x55555555);
    const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

export type VisitFlipped = (offset: number, pristine: number, cause: number) => void;

/** What both forms can do. Offsets are those in the page; a byte is added once. */
export interface FlippedBytes {
  readonly count: number;
  /** The pristine value, and the cause from bit 8 up; -1: the byte was not flipped. */
  get(offset: number): number;
  add(offset: number, pristine: number, cause: number): void;
  /** Takes out the bytes from offset `start` to `end`-1. */
  remove(start: number, end: number): void;
  each(visit: VisitFlipped): void;
  copy(): FlippedBytes;
}

const FIRST_ROOM = 8;

/** Sorted by offset, four bytes an entry. */
export class FewBytes implements FlippedBytes {
  #offsets = new Uint16Array(FIRST_ROOM);
  #pristine = new Uint8Array(FIRST_ROOM);
  #causes = new Uint8Array(FIRST_ROOM);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get(offset: number): number {
    const index = this.#indexOf(offset);
    if (index >= this.#count || this.#offsets[index] !== offset) return -1;
    return this.#pristine[index]! | (this.#causes[index]! << 8);
  }

  add(offset: number, pristine: number, cause: number): void {
    if (this.#count === this.#offsets.length) this.#resize(this.#count * 2);
    const index = this.#indexOf(offset);
    if (index < this.#count) this.#move(index + 1, index);
    this.#offsets[index] = offset;
    this.#pristine[index] = pristine;
    this.#causes[index] = cause;
    this.#count++;
  }

  remove(start: number, end: number): void {
    const from = this.#indexOf(start);
    const to = this.#indexOf(end);
    this.#move(from, to);
    this.#count -= to - from;
  }

  each(visit: VisitFlipped): void {
    for (let index = 0; index < this.#count; index++) {
      visit(this.#offsets[index]!, this.#pristine[index]!, this.#causes[index]!);
    }
  }

  copy(): FewBytes {
    const copied = new FewBytes();
    copied.#offsets = this.#offsets;
    copied.#pristine = this.#pristine;
    copied.#causes = this.#causes;
    copied.#count = this.#count;
    copied.#resize(this.#offsets.length);
    return copied;
  }

  /** The first entry whose offset is not below the given one. */
  #indexOf(offset: number): number {
    // Flips come in order of address, so most entries are added at the end.
    if (this.#count === 0 || this.#offsets[this.#count - 1]! < offset) return this.#count;
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #move(to: number, from: number): void {
    for (const column of [this.#offsets, this.#pristine, this.#causes]) column.copyWithin(to, from, this.#count);
  }

  /** New columns with room for so many entries. */
  #resize(room: number): void {
    const [offsets, pristine, causes] = [new Uint16Array(room), new Uint8Array(room), new Uint8Array(room)];
    offsets.set(this.#offsets);
    pristine.set(this.#pristine);
    causes.set(this.#causes);
    this.#offsets = offsets;
    this.#pristine = pristine;
    this.#causes = causes;
  }
}

/** The page as it was, and a bit for each byte that was flipped. */
export class ManyBytes implements FlippedBytes {
  #pristine = new Uint8Array(PAGE_SIZE);
  #flipped = noPageBits();
  /** Null: cause 0 has done all of it. */
  #causes: Uint8Array | null = null;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get(offset: number): number {
    if (!this.#has(offset)) return -1;
    return this.#pristine[offset]! | (this.#causeOf(offset) << 8);
  }

  add(offset: number, pristine: number, cause: number): void {
    this.#flipped[offset >>> 5]! |= 1 << (offset & 31);
    this.#pristine[offset] = pristine;
    if (cause !== 0) this.#causes ??= new Uint8Array(PAGE_SIZE);
    if (this.#causes !== null) this.#causes[offset] = cause;
    this.#count++;
  }

  /** Adds, of a whole page as it is now, those bytes that are marked. */
  addMarked(page: Uint8Array, marked: PageBits, cause: number): void {
    if (this.#count === 0 && cause === 0) {
      this.#pristine.set(page);
      this.#flipped.set(marked);
      this.#count = countBits(marked);
      return;
    }
    eachBit(marked, (offset) => {
      if (!this.#has(offset)) this.add(offset, page[offset]!, cause);
    });
  }

  remove(start: number, end: number): void {
    for (let offset = start; offset < end; offset++) {
      if (!this.#has(offset)) continue;
      this.#flipped[offset >>> 5]! &= ~(1 << (offset & 31));
      this.#count--;
    }
  }

  each(visit: VisitFlipped): void {
    eachBit(this.#flipped, (offset) => visit(offset, this.#pristine[offset]!, this.#causeOf(offset)));
  }

  copy(): ManyBytes {
    const copied = new ManyBytes();
    copied.#pristine = this.#pristine.slice();
    copied.#flipped = this.#flipped.slice();
    copied.#causes = this.#causes?.slice() ?? null;
    copied.#count = this.#count;
    return copied;
  }

  #has(offset: number): boolean {
    return (this.#flipped[offset >>> 5]! & (1 << (offset & 31))) !== 0;
  }

  #causeOf(offset: number): number {
    return this.#causes === null ? 0 : this.#causes[offset]!;
  }
}
