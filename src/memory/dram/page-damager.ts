/** One page at a time: cells are brought to the ground state in a copy, then the bytes that changed are stored and entered in the ledger. */
import type { DramProfile } from '../../profiles/dram.ts';
import { eachBit, noPageBits, type PageBits } from '../flipped-bytes.ts';
import type { Ledger } from '../ledger.ts';
import type { AddressRange } from '../memory-map.ts';
import { PAGE_SIZE } from '../page.ts';
import type { PhysicalMemory, WriterId } from '../physical-memory.ts';

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
  #isRead = false;
  #base = 0;
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
    const lane = (_: unknown, offset: number) => Math.floor(offset / this.#laneBytes) % this.#laneCount;
    this.#laneOf = Uint8Array.from({ length: PAGE_SIZE }, lane);
  }

  /** Turns to page `pfn`, whose discharged cells read as the bits of `ground`. */
  open(pfn: number, ground: 0 | 0xff): void {
    this.#base = pfn * PAGE_SIZE;
    this.#ground = ground;
    this.#isRead = false;
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
    let flips = 0;
    let changed = 0;
    eachBit(this.#suspects, (offset) => {
      const bits = this.#flipsOf(offset);
      if (bits === 0) this.#suspects[offset >>> 5]! &= ~(1 << (offset & 31));
      else changed++;
      this.laneFlips[this.#laneOf[offset]!]! += bits;
      flips += bits;
    });
    if (changed === 0) return 0;
    this.#ledger?.recordPage(this.#base / PAGE_SIZE, this.#before, this.#suspects, this.#cause);
    this.#storeMarked();
    return flips;
  }

  /** Bits that changed in the byte at `offset`; none outside the range. */
  #flipsOf(offset: number): number {
    const address = this.#base + offset;
    if (address < this.#range.start || address >= this.#range.end) return 0;
    return bitCount(this.#before[offset]! ^ this.#after[offset]!);
  }

  /** Stores the bytes that are marked, neighbours at one stroke: what did not change keeps its writer. */
  #storeMarked(): void {
    let start = 0;
    let end = 0;
    const store = () => {
      if (end - start === 1) this.#memory.store8(this.#base + start, this.#after[start]!, this.#writer);
      else if (end > start) this.#memory.write(this.#base + start, this.#after.subarray(start, end), this.#writer);
    };
    eachBit(this.#suspects, (offset) => {
      if (offset !== end) {
        store();
        start = offset;
      }
      end = offset + 1;
    });
    store();
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
