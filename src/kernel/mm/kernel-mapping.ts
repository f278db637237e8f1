/**
 * The kernel's virtual addresses of physical memory: its own image, the linear map of RAM, modules and stacks.
 *
 * Mirrors `__pa` and `__va` of Linux v6.1: x86-64 and arm64 have the image in a window of its own, 32-bit ARM and ppc64 have one map
 * that holds both. Modules and task stacks are mapped when they are there. There are no page tables to be damaged: a pointer is either
 * inside one of these ranges or leads nowhere.
 */

import type { AddressSpace } from '../crash/address-space.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { lowmem } from '../memblock/memory-layout.ts';

export interface MappedRange {
  readonly virtual: bigint;
  readonly physical: number;
  readonly length: number;
}

export class KernelMapping {
  /** In the order in which `virtual` looks for a name; a symbol is named by its address in the image, where that has a window of its own. */
  readonly #ranges: readonly MappedRange[];
  /** What was mapped since: modules and stacks. */
  #areas: readonly MappedRange[] = [];

  constructor(ranges: readonly MappedRange[]) {
    this.#ranges = ranges;
  }

  /** Maps an area. What it had been mapped to, and what its RAM had been mapped at, is no more. */
  map(area: MappedRange): void {
    const isApart = (one: MappedRange) =>
      (one.virtual + BigInt(one.length) <= area.virtual || area.virtual + BigInt(area.length) <= one.virtual) &&
      (one.physical + one.length <= area.physical || area.physical + area.length <= one.physical);
    this.#areas = [...this.#areas.filter(isApart), area];
  }

  /** Modules and stacks that are mapped now. */
  get areas(): readonly MappedRange[] {
    return this.#areas;
  }

  unmap(virtual: bigint): void {
    this.#areas = this.#areas.filter((area) => area.virtual !== virtual);
  }

  /** Physical address of `length` bytes; null where not all of them are mapped. */
  physical(virtual: bigint, length: number): number | null {
    for (const ranges of [this.#ranges, this.#areas]) {
      for (const range of ranges) {
        const offset = virtual - range.virtual;
        if (offset >= 0n && offset + BigInt(length) <= BigInt(range.length)) return range.physical + Number(offset);
      }
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
  // arm64's linear map begins with RAM, the others' with address 0.
  const first = layout.architecture === 'arm64' ? (layout.memory[0]?.start ?? 0) : 0;
  const all = { virtual: linear, physical: first, length: Math.max(top, end) - first };
  const image = { virtual: BigInt(`0x${addresses.text}`), physical: start, length: end - start };
  if (layout.architecture === 'ppc64le') return new KernelMapping([all]);
  return new KernelMapping([image, all]);
}
