/**
 * The kernel's virtual addresses of physical memory: its own image and the linear map of RAM.
 *
 * Mirrors `__pa` and `__va` of Linux v6.1: x86-64 has the image in a window of its own, 32-bit ARM, arm64 and ppc64 have one map
 * that holds both (arm64's image window is left out). There are no page tables to be damaged: a pointer is either inside one
 * of these ranges or leads nowhere.
 */

import type { AddressSpace } from '../crash/address-space.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { lowmem } from '../memblock/memory-layout.ts';

interface MappedRange {
  readonly virtual: bigint;
  readonly physical: number;
  readonly length: number;
}

export class KernelMapping {
  /** The image first: a symbol is named by its address there. */
  readonly #ranges: readonly MappedRange[];

  constructor(ranges: readonly MappedRange[]) {
    this.#ranges = ranges;
  }

  /** Physical address of `length` bytes; null where not all of them are mapped. */
  physical(virtual: bigint, length: number): number | null {
    for (const range of this.#ranges) {
      const offset = virtual - range.virtual;
      if (offset >= 0n && offset + BigInt(length) <= BigInt(range.length)) return range.physical + Number(offset);
    }
    return null;
  }

  /** The kernel's name for a physical address; it must be mapped. */
  virtual(physical: number): bigint {
    const range = this.#ranges.find(({ physical: start, length }) => physical >= start && physical < start + length);
    return range === undefined ? 0n : range.virtual + BigInt(physical - range.physical);
  }
}

/** The map of a kernel that has drawn its addresses; `layout.kernelImage` is where its text begins. */
export function kernelMapping(addresses: AddressSpace, layout: MemoryLayout): KernelMapping {
  const { start, end } = layout.kernelImage;
  const linear = BigInt(`0x${addresses.pageOffset}`);
  if (layout.architecture === 'arm') {
    const low = lowmem(layout);
    return new KernelMapping([{ virtual: linear, physical: low.start, length: low.end - low.start }]);
  }
  const top = layout.memory.at(-1)?.end ?? end;
  const all = { virtual: linear, physical: 0, length: Math.max(top, end) };
  if (layout.architecture !== 'x86_64') return new KernelMapping([all]);
  return new KernelMapping([{ virtual: BigInt(`0x${addresses.text}`), physical: start, length: end - start }, all]);
}
