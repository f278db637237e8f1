/**
 * Cells that are stuck: whatever is stored, they read as 0 or 1.
 *
 * A store that they ignore is meant all the same: the ledger keeps what it meant. Every change of RAM on their bytes, whoever makes it, is
 * remembered and undone by `hold`, which whoever lets RAM be read must call before.
 */
import { bitCount } from '../sim/bytes.ts';
import { FAULT_WRITER, type Ledger } from './ledger.ts';
import type { AddressRange } from './memory-map.ts';
import type { PhysicalMemory } from './physical-memory.ts';

interface StuckByte {
  readonly address: number;
  /** Bits that are stuck, and as what. */
  mask: number;
  value: number;
  /** Of the first of them. */
  readonly cause: string;
}

/** So many changed ranges are remembered; more of them count as one, from the first to the last stuck cell. */
const CHANGES_MAX = 64;

export class StuckCells {
  readonly #memory: PhysicalMemory;
  readonly #ledger: Ledger;
  readonly #bytes = new Map<number, StuckByte>();
  /** The same in order of address. */
  #sorted: StuckByte[] = [];
  #changes: AddressRange[] = [];
  #isHolding = false;
  #stopWatching = () => {};

  constructor(memory: PhysicalMemory, ledger: Ledger) {
    this.#memory = memory;
    this.#ledger = ledger;
  }

  get isEmpty(): boolean {
    return this.#bytes.size === 0;
  }

  /** Whether RAM was changed on some of them since they were held last. */
  get isChanged(): boolean {
    return this.#changes.length > 0;
  }

  /** The first one to stick a cell wins. */
  add(cells: readonly { readonly address: number; readonly bit: number }[], value: 0 | 1, cause: string): void {
    for (const { address, bit } of cells) {
      const byte = this.#bytes.get(address) ?? { address, mask: 0, value: 0, cause };
      const mask = 1 << bit;
      if ((byte.mask & mask) !== 0) continue;
      byte.mask |= mask;
      byte.value |= value === 1 ? mask : 0;
      this.#bytes.set(address, byte);
    }
    this.#sorted = [...this.#bytes.values()].sort((a, b) => a.address - b.address);
    this.#stopWatching();
    const [first, last] = [this.#sorted[0], this.#sorted.at(-1)];
    if (first === undefined || last === undefined) return;
    const all = { start: first.address, end: last.address + 1 };
    this.#changes = [all];
    this.#stopWatching = this.#memory.onWrite(all, (address, length) => {
      if (this.#isHolding) return;
      if (this.#changes.length >= CHANGES_MAX) this.#changes = [all];
      else this.#changes.push({ start: address, end: address + length });
    });
  }

  /** Brings the cells that were changed back to what they are stuck at; gives the number of bits. */
  hold(): number {
    const changes = this.#changes;
    this.#changes = [];
    const writer = this.#memory.writer(FAULT_WRITER);
    let bits = 0;
    this.#isHolding = true;
    for (const { start, end } of changes) {
      for (let index = this.#indexOf(start); index < this.#sorted.length; index++) {
        const { address, mask, value, cause } = this.#sorted[index]!;
        if (address >= end) break;
        const stored = this.#memory.load8(address);
        const stuck = (stored & ~mask) | value;
        if (stored === stuck) continue;
        this.#ledger.recordFlip(address, stored, cause);
        this.#memory.store8(address, stuck, writer);
        bits += bitCount(stored ^ stuck);
      }
    }
    this.#isHolding = false;
    return bits;
  }

  /** The first of them that does not lie before an address. */
  #indexOf(address: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]!.address < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
