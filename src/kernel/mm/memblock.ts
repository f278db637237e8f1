/**
 * The allocator of the boot: which memory is taken before there are pages to hand out.
 *
 * Mirrors `memblock_reserve` and `memblock_phys_alloc` of Linux v6.1 `mm/memblock.c`: from the top of the memory that the kernel
 * has mapped, downwards, at the first place that fits.
 */
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { OwnedRange } from './memory-use.ts';

export class Memblock {
  /** Memory that may be handed out, whoever has it. */
  readonly #memory: readonly AddressRange[];
  #taken: OwnedRange[] = [];

  constructor(memory: readonly AddressRange[]) {
    this.#memory = memory;
  }

  /** What was reserved or allocated, in that order. */
  get reserved(): readonly OwnedRange[] {
    return this.#taken;
  }

  /** Memory nobody has, in order of address. */
  free(): AddressRange[] {
    return subtract(this.#memory, this.#taken);
  }

  reserve(range: AddressRange, owner: string): void {
    if (range.start < range.end) this.#taken.push({ start: range.start, end: range.end, owner });
  }

  /** Address of `size` bytes at the highest place below `limit`; null when there is none. */
  allocate(size: number, align: number, owner: string, limit = Number.POSITIVE_INFINITY): number | null {
    for (const range of this.free().reverse()) {
      const start = Math.floor((Math.min(range.end, limit) - size) / align) * align;
      if (start < range.start) continue;
      this.reserve({ start, end: start + size }, owner);
      return start;
    }
    return null;
  }
}
