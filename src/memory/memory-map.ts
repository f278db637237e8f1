/**
 * A memory map as data: named regions of physical memory, and what can be asked of a list of them.
 *
 * Only data: who reserves what (device tree, command line, firmware) is decided by firmware, bootloader and kernel, each
 * for itself. Addresses are bytes, `end` is exclusive, empty regions are allowed nowhere.
 */
import { assert } from '../sim/assert.ts';

/** Half-open: `start` … `end`-1. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

/** `no-map`: reserved and not in the kernel's linear map either, as the device tree property of that name says. */
type RegionKind = 'ram' | 'reserved' | 'no-map' | 'device';

export interface MemoryRegion extends AddressRange {
  readonly name: string;
  readonly kind: RegionKind;
  /** Who claims it, e.g. `uboot` or `kernel/ramoops`. */
  readonly owner: string;
}

/** Two regions that share the bytes `start` … `end`-1; `first` begins no later than `second`. */
export interface Overlap extends AddressRange {
  readonly first: MemoryRegion;
  readonly second: MemoryRegion;
}

/** The regions in order of start, the longer one first where two begin together. Checks each of them. */
export function memoryMap(regions: readonly MemoryRegion[]): readonly MemoryRegion[] {
  for (const region of regions) {
    const { name, start, end } = region;
    assert(Number.isSafeInteger(start) && start >= 0, `region ${name} starts at ${start}`);
    assert(Number.isSafeInteger(end) && end > start, `region ${name} at 0x${start.toString(16)} ends at ${end}`);
  }
  return regions.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/** All regions that hold an address, in the map's order. */
export function regionsAt(map: readonly MemoryRegion[], address: number): MemoryRegion[] {
  return map.filter((region) => region.start <= address && address < region.end);
}

/** All regions that share a byte with a range, in the map's order. */
export function regionsIn(map: readonly MemoryRegion[], range: AddressRange): MemoryRegion[] {
  return map.filter((region) => region.start < range.end && range.start < region.end);
}

/** Every pair of regions that share bytes, except that a reservation inside RAM is no conflict with that RAM. */
export function overlaps(map: readonly MemoryRegion[]): Overlap[] {
  const found: Overlap[] = [];
  let open: MemoryRegion[] = [];
  for (const region of memoryMap(map)) {
    open = open.filter((earlier) => earlier.end > region.start);
    for (const earlier of open) {
      if ((earlier.kind === 'ram') !== (region.kind === 'ram')) continue;
      found.push({ first: earlier, second: region, start: region.start, end: Math.min(earlier.end, region.end) });
    }
    open.push(region);
  }
  return found;
}

/** The ranges joined where they touch or overlap, in ascending order. */
export function unite(ranges: readonly AddressRange[]): AddressRange[] {
  const united: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = united.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) united.push({ start, end });
  }
  return united;
}

/** What is left of the ranges when the holes are taken out, in ascending order. */
export function subtract(ranges: readonly AddressRange[], holes: readonly AddressRange[]): AddressRange[] {
  const left: AddressRange[] = [];
  const cut = unite(holes);
  for (const range of unite(ranges)) {
    let at = range.start;
    for (const hole of cut) {
      if (hole.end <= at) continue;
      if (hole.start >= range.end) break;
      if (hole.start > at) left.push({ start: at, end: hole.start });
      at = hole.end;
    }
    if (at < range.end) left.push({ start: at, end: range.end });
  }
  return left;
}

/** How one map became another: regions are the same if name and kind are; `moved` has other bounds or another owner. */
export interface MapDifference {
  readonly added: readonly MemoryRegion[];
  readonly removed: readonly MemoryRegion[];
  readonly moved: readonly { readonly before: MemoryRegion; readonly after: MemoryRegion }[];
}

export function compareMaps(before: readonly MemoryRegion[], after: readonly MemoryRegion[]): MapDifference {
  const removed = before.filter(
    (region) => !after.some((other) => isAlike(region, other) && isSamePlace(region, other)),
  );
  const added: MemoryRegion[] = [];
  const moved: { before: MemoryRegion; after: MemoryRegion }[] = [];
  for (const region of after) {
    if (before.some((other) => isAlike(region, other) && isSamePlace(region, other))) continue;
    const index = removed.findIndex((other) => isAlike(region, other));
    if (index < 0) added.push(region);
    else moved.push({ before: removed.splice(index, 1)[0]!, after: region });
  }
  return { added, removed, moved };
}

function isAlike(a: MemoryRegion, b: MemoryRegion): boolean {
  return a.name === b.name && a.kind === b.kind;
}

function isSamePlace(a: MemoryRegion, b: MemoryRegion): boolean {
  return a.start === b.start && a.end === b.end && a.owner === b.owner;
}
