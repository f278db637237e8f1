/**
 * Free memory of one zone, handed out from the lowest address.
 *
 * Mirrors what the buddy allocator of Linux 5.10 and later does with memory that comes from memblock (`__free_pages_core` puts
 * it at the tail of the lists): the first allocations take the lowest addresses. Freed pages go back to their place; the
 * per-order lists, migrate types and per-CPU lists are left out.
 */
import type { AddressRange } from '../../memory/memory-map.ts';

export class FreeList {
  #ranges: AddressRange[];
  #bytes: number;

  constructor(ranges: readonly AddressRange[]) {
    this.#ranges = ranges.filter(({ start, end }) => start < end);
    this.#bytes = this.#ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Up to `bytes`, from the lowest address; in order of address. */
  take(bytes: number): AddressRange[] {
    const taken: AddressRange[] = [];
    let left = Math.min(bytes, this.#bytes);
    this.#bytes -= left;
    let used = 0;
    while (left > 0) {
      const range = this.#ranges[used]!;
      const end = Math.min(range.end, range.start + left);
      taken.push({ start: range.start, end });
      left -= end - range.start;
      if (end < range.end) this.#ranges[used] = { start: end, end: range.end };
      else used++;
    }
    if (used > 0) this.#ranges.splice(0, used);
    return taken;
  }

  give(range: AddressRange): void {
    const ranges = this.#ranges;
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ranges[middle]!.start < range.start) low = middle + 1;
      else high = middle;
    }
    this.#bytes += range.end - range.start;
    const before = ranges[low - 1];
    const after = ranges[low];
    const start = before?.end === range.start ? before.start : range.start;
    const end = after?.start === range.end ? after.end : range.end;
    const from = start === range.start ? low : low - 1;
    ranges.splice(from, (end === range.end ? low : low + 1) - from, { start, end });
  }

  /** All that is free, in order of address. */
  ranges(): AddressRange[] {
    return this.#ranges.slice();
  }

  /** What is free below an address. */
  below(limit: number): AddressRange[] {
    return this.#ranges
      .filter(({ start }) => start < limit)
      .map(({ start, end }) => ({ start, end: Math.min(end, limit) }));
  }
}
