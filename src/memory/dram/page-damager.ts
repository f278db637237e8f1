/** One page at a time: cells are brought to the ground state in a copy, then the bytes that changed are stored and entered in the ledger. */
import type { DramProfile } from '../../profiles/dram.ts';
import { noPageBits, type PageBits } from '../flipped-bytes.ts';
import type { Ledger } from '../ledger.ts';
import type { AddressRange } from '../memory-map.ts';
import { PAGE_SIZE } from '../page.ts';
import type { PhysicalMemory, WriterId } from '../physical-memory.ts';
import type { WeakCells } from './weak-cells.ts';

/** By which names damage is entered. */
export interface DamageNames {
  readonly ledger?: Ledger | undefined;
  /** The ledger's, e.g. `retention: power-loss`. */
  readonly cause: string;
  /** The writer of the damaged bytes. */
  readonly writer: string;
}

export class PageDamager {
  readonly #memory: PhysicalMemory;
  readonly #range: AddressRange;
  readonly #ledger: Ledger | undefined;
  readonly #cause: string;
  readonly #writer: WriterId;
  readonly #laneCount: number;
  readonly #laneBytes: number;
  /** By offset in a page; a place in the word decides, and pages begin with a word. */
  readonly #laneOf: Uint8Array;
  readonly #before = new Uint8Array(PAGE_SIZE);
  readonly #after = new Uint8Array(PAGE_SIZE);
  /** The bytes of the page that may have changed. */
  readonly #suspects: PageBits = noPageBits();
  /** Offsets of the bytes that did change. */
  readonly #changed = new Uint16Array(PAGE_SIZE);
  #isRead = false;
  #base = 0;
  /** The part of the page that is in the range. */
  #first = 0;
  #end = 0;
  /** Bits that changed, by lane. */
  readonly laneFlips: number[];
  #ground = 0;

  constructor(memory: PhysicalMemory, range: AddressRange, options: DamageNames & { readonly profile: DramProfile }) {
    this.#memory = memory;
    this.#range = range;
    this.#ledger = options.ledger;
    this.#cause = options.cause;
    this.#writer = memory.writer(options.writer);
    this.#laneCount = options.profile.lanes.count;
    this.laneFlips = Array<number>(this.#laneCount).fill(0);
    this.#laneBytes = options.profile.lanes.widthBytes;
    this.#laneOf = new Uint8Array(PAGE_SIZE);
    for (let at = 0; at < PAGE_SIZE; at++) this.#laneOf[at] = Math.floor(at / this.#laneBytes) % this.#laneCount;
  }

  /** Turns to page `pfn`, whose discharged cells read as the bits of `ground`. */
  open(pfn: number, ground: 0 | 0xff): void {
    this.#base = pfn * PAGE_SIZE;
    this.#first = Math.max(0, this.#range.start - this.#base);
    this.#end = Math.min(PAGE_SIZE, this.#range.end - this.#base);
    this.#ground = ground;
    this.#isRead = false;
  }

  /** The cells of a lane of the page that are weakest in their order, from rank `from` to before rank `end`. */
  dropCells(lane: number, cells: WeakCells, from: number, end: number): void {
    if (from === end) return;
    this.#read();
    const after = this.#after;
    const suspects = this.#suspects;
    const ground = this.#ground;
    for (let rank = from; rank < end; rank++) {
      const cell = cells.cell(rank);
      const offset = this.#offsetOf(lane, cell >>> 3);
      // As in `drop`, but without asking: half of all cells are discharged, and no processor can guess which.
      const charged = (after[offset]! ^ ground) & (1 << (cell & 7));
      after[offset]! ^= charged;
      suspects[offset >>> 5]! |= (charged >>> (cell & 7)) << (offset & 31);
    }
  }

  /** Cell `cell` of the page in a lane, eight to a byte, the least significant bit first. */
  dropCell(lane: number, cell: number): void {
    this.drop(this.#offsetOf(lane, cell >>> 3), cell & 7);
  }

  /** Bit `bit` of the byte at `offset` of the page. */
  drop(offset: number, bit: number): void {
    this.#read();
    const mask = 1 << bit;
    const charged = (this.#after[offset]! ^ this.#ground) & mask;
    if (charged === 0) return;
    this.#after[offset]! ^= charged;
    this.#suspects[offset >>> 5]! |= 1 << (offset & 31);
  }

  /** All cells of a lane, but for those whose bits are set in `survivors`. */
  dropAllBut(lane: number, survivors: Uint8Array): void {
    this.#read();
    this.#suspects.fill(-1);
    for (let index = 0; index < survivors.length; index++) {
      const at = this.#offsetOf(lane, index);
      const mask = survivors[index]!;
      this.#after[at] = (this.#after[at]! & mask) | (this.#ground & ~mask);
    }
  }

  /** Stores what changed inside the range; gives the number of bits. */
  close(): number {
    if (!this.#isRead) return 0;
    const suspects = this.#suspects;
    const changed = this.#changed;
    let count = 0;
    let flips = 0;
    // No call for each bit: few flips of many pages would cost little else.
    for (let word = 0; word < suspects.length; word++) {
      for (let rest = suspects[word]!; rest !== 0; rest &= rest - 1) {
        const lowest = rest & -rest;
        const offset = word * 32 + 31 - Math.clz32(lowest);
        const bits = this.#flipsOf(offset);
        if (bits === 0) suspects[word]! ^= lowest;
        else changed[count++] = offset;
        this.laneFlips[this.#laneOf[offset]!]! += bits;
        flips += bits;
      }
    }
    if (count === 0) return 0;
    this.#ledger?.recordPage(this.#base / PAGE_SIZE, this.#before, suspects, this.#cause);
    this.#storeChanged(count);
    return flips;
  }

  /** Bits that changed in the byte at `offset`; none outside the range. */
  #flipsOf(offset: number): number {
    if (offset < this.#first || offset >= this.#end) return 0;
    return bitCount(this.#before[offset]! ^ this.#after[offset]!);
  }

  /** Stores the first `count` of the changed bytes, neighbours at one stroke: what did not change keeps its writer. */
  #storeChanged(count: number): void {
    const changed = this.#changed;
    for (let at = 0; at < count; ) {
      const start = changed[at++]!;
      let end = start + 1;
      while (at < count && changed[at] === end) {
        at++;
        end++;
      }
      this.#store(start, end);
    }
  }

  #store(start: number, end: number): void {
    if (end - start === 1) this.#memory.store8(this.#base + start, this.#after[start]!, this.#writer);
    else this.#memory.write(this.#base + start, this.#after.subarray(start, end), this.#writer);
  }

  #read(): void {
    if (this.#isRead) return;
    this.#suspects.fill(0);
    this.#memory.readInto(this.#base, this.#before);
    this.#after.set(this.#before);
    this.#isRead = true;
  }

  #offsetOf(lane: number, index: number): number {
    const width = this.#laneBytes;
    if (width === 1) return index * this.#laneCount + lane;
    return (Math.floor(index / width) * this.#laneCount + lane) * width + (index % width);
  }
}

/** Of a byte. */
function bitCount(byte: number): number {
  const pairs = byte - ((byte >>> 1) & 0x55);
  const nibbles = (pairs & 0x33) + ((pairs >>> 2) & 0x33);
  return (nibbles + (nibbles >>> 4)) & 0x0f;
}
