/**
 * A layout of a ramoops region that might be: the arithmetic that ties zones to parameters.
 *
 * Mirrors `ramoops_probe` and `ramoops_init_przs` of Linux fs/pstore/ram.c backwards: what is left of the region for dumps, divided by the
 * record size, is the number of dump zones, and divided by that number, the size of each.
 */
import type { RamoopsZoneKind } from '../../formats/pstore.ts';
import { zoneGeometry } from '../../kernel/pstore/zone-geometry.ts';

/** Zones of one kind, one after the other. */
export interface ZoneGroup {
  readonly kind: RamoopsZoneKind;
  readonly offset: number;
  /** Of each. */
  readonly size: number;
  readonly count: number;
  /** `console_size` and so on: what a share of it makes each zone. */
  readonly parameter: number;
}

export interface LaidZone {
  readonly kind: RamoopsZoneKind;
  readonly index: number;
  readonly offset: number;
  readonly size: number;
}

export type ZoneOrder = 'ftrace-pmsg' | 'pmsg-ftrace';

export interface Layout {
  readonly base: number;
  /** Parity bytes a block. */
  readonly ecc: number;
  /** By offset; dump zones, if any, are the first. */
  readonly groups: readonly ZoneGroup[];
  /** Null where the zones do not tell. */
  readonly order: ZoneOrder | null;
  /** `mem_size`: the zones and the few bytes that the divisions left over. */
  readonly total: number;
}

export function zonesOf({ groups }: Layout): LaidZone[] {
  return groups.flatMap(({ kind, offset, size, count }) =>
    Array.from({ length: count }, (_, index) => ({ kind, index, offset: offset + index * size, size })),
  );
}

/** Data bytes of a zone; 0 where this ECC does not fit into it. */
export function capacityOf(size: number, ecc: number): number {
  const geometry = zoneGeometry(size, ecc, 8);
  if (geometry === null || 'eccTotal' in geometry) return 0;
  const capacity = Number(geometry.bufferSize);
  return capacity > size ? 0 : capacity;
}

function floorPowerOfTwo(value: number): number {
  return 2 ** Math.floor(Math.log2(value));
}

/** The record size that makes `count` zones of `bytes`, or null where none does: it is a power of two. */
function recordSizeOf(bytes: number, count: number): number | null {
  const size = floorPowerOfTwo(bytes / count);
  return Math.floor(bytes / size) === count ? size : null;
}

/** How far from a round number, in bits: 0 for a power of two of at least a page. */
export function oddness(value: number): number {
  let odd = value;
  let twos = 0;
  while (odd % 2 === 0 && odd > 0) {
    odd /= 2;
    twos++;
  }
  return Math.log2(Math.max(1, odd)) + Math.max(0, 12 - twos);
}

/**
 * The layout of these zones, or null where no parameters make it. The divisions leave less than two bytes for each dump zone;
 * of the sizes that leaves, the roundest is taken.
 */
export function layoutOf(
  base: number,
  ecc: number,
  groups: readonly ZoneGroup[],
  order: ZoneOrder | null,
): Layout | null {
  const dumps = groups.find(({ kind }) => kind === 'dmesg');
  const others = groups.reduce((sum, { kind, parameter }) => sum + (kind === 'dmesg' ? 0 : parameter), 0);
  if (dumps === undefined) return { base, ecc, groups, order, total: others };
  const exact = dumps.count * dumps.size;
  const spare = dumps.size % 2 === 0 ? 2 * dumps.count - 1 : dumps.count - 1;
  let best: { total: number; recordSize: number } | null = null;
  for (const bytes of roundestFirst(exact + others, spare)) {
    const recordSize = recordSizeOf(bytes - others, dumps.count);
    if (recordSize === null) continue;
    best = { total: bytes, recordSize };
    break;
  }
  if (best === null) return null;
  const { recordSize, total } = best;
  const sized = groups.map((group) => (group === dumps ? { ...group, parameter: recordSize } : group));
  return { base, ecc, groups: sized, order, total };
}

/** The numbers `from` to `from + spare`, those with the most twos in them first; of large ranges a few. */
function roundestFirst(from: number, spare: number): number[] {
  const found = new Set<number>();
  for (let power = 24; power >= 0; power--) {
    const step = 2 ** power;
    const value = Math.ceil(from / step) * step;
    if (value <= from + spare) found.add(value);
  }
  return [...found];
}
