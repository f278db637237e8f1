/**
 * The allocator of the boot: which memory is taken before there are pages to hand out.
 *
 * Mirrors `memblock_reserve` and `memblock_phys_alloc` of Linux v6.1 `mm/memblock.c`: from the top of the memory that the kernel
 * has mapped, downwards, at the first place that fits.
 */
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { OwnedRange } from './memory-use.ts';

export class Memblock {
  /** What was reserved or allocated, in that order. */
  readonly reserved: OwnedRange[] = [];
  #free: readonly AddressRange[];

  /** `memory`: what may be handed out. */
  constructor(memory: readonly AddressRange[]) {
    this.#free = subtract(memory, []);
  }

  /** Memory nobody has, in order of address. */
  get free(): readonly AddressRange[] {
    return this.#free;
  }

  reserve({ start, end }: AddressRange, owner: string): void {
    if (start >= end) return;
    this.reserved.push({ start, end, owner });
    this.#free = this.#free.flatMap((range) => {
      if (range.end <= start || range.start >= end) return [range];
      const parts = [
        { start: range.start, end: start },
        { start: end, end: range.end },
      ];
      return parts.filter((part) => part.start < part.end);
    });
  }

  /** Address of `size` bytes at the highest place below `limit`; null when there is none. */
  allocate(size: number, align: number, owner: string, limit = Number.POSITIVE_INFINITY): number | null {
    for (let i = this.#free.length - 1; i >= 0; i--) {
      const range = this.#free[i]!;
      const start = Math.floor((Math.min(range.end, limit) - size) / align) * align;
      if (start < range.start) continue;
      this.reserve({ start, end: start + size }, owner);
      return start;
    }
    return null;
  }
}
