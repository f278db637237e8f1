/**
 * Zones as `show_free_areas` and the OOM killer see them: what is there, what is free in blocks of which size, watermarks.
 *
 * Mirrors Linux v6.1 `mm/page_alloc.c` (init_per_zone_wmark_min, __setup_per_zone_wmarks, setup_per_zone_lowmem_reserve) with the
 * amounts of the moment in which they run, before the boot gives its own memory back. Leaves out per-CPU lists, migrate types,
 * and what huge pages add to the watermarks on larger machines.
 */
import type { AddressRange } from '../../memory/memory-map.ts';

type ZoneName = 'DMA' | 'DMA32' | 'Normal' | 'HighMem';

export interface ZoneFigures {
  readonly name: ZoneName;
  readonly presentKiB: number;
  readonly managedKiB: number;
  readonly freeKiB: number;
  /** Free blocks of order 0 to 10. */
  readonly freeBlocks: readonly number[];
  /** Anonymous, file and other pages of user space that lie in the zone. */
  readonly anonKiB: number;
  readonly fileKiB: number;
  readonly shmemKiB: number;
  /** Watermarks. */
  readonly minKiB: number;
  readonly lowKiB: number;
  readonly highKiB: number;
  /** Pages of this zone that an allocation for a higher zone leaves alone, for each zone type the kernel has. */
  readonly lowmemReserve: readonly number[];
}

/** A zone before its watermarks are reckoned. */
export interface ZoneContents {
  readonly name: ZoneName;
  readonly present: readonly AddressRange[];
  readonly managedKiB: number;
  /** Managed when the watermarks were set. */
  readonly initialKiB: number;
  readonly free: readonly AddressRange[];
  readonly anonKiB: number;
  readonly fileKiB: number;
  readonly shmemKiB: number;
}

const ORDERS = 11;
/** Where x86-64's zones end. */
const DMA_END = 0x1000000;
const DMA32_END = 0x100000000;
/** min_free_kbytes at most and at least. */
const MIN_FREE_KIB = { least: 128, most: 262_144 } as const;
/** vm.watermark_scale_factor: 0.1 % of a zone at least between the marks. */
const WATERMARK_SCALE = 10;
/** sysctl_lowmem_reserve_ratio of the DMA zones, and of the others. */
const RESERVE_RATIO = { DMA: 256, DMA32: 256, Normal: 32, HighMem: 0 } as const;

/** The ranges of x86-64's zones that a set of ranges touches. */
export function x86Zones(ranges: readonly AddressRange[]): readonly (readonly [ZoneName, AddressRange[]])[] {
  return [
    ['DMA', within(ranges, 0, DMA_END)],
    ['DMA32', within(ranges, DMA_END, DMA32_END)],
    ['Normal', within(ranges, DMA32_END, Number.MAX_SAFE_INTEGER)],
  ];
}

export function within(ranges: readonly AddressRange[], start: number, end: number): AddressRange[] {
  return ranges
    .map((range) => ({ start: Math.max(range.start, start), end: Math.min(range.end, end) }))
    .filter((range) => range.start < range.end);
}

export function sizeKiB(ranges: readonly AddressRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0) / 1024;
}

/** Zones with contents, in order of address; `zoneTypes`: how many types the kernel is built with. */
export function zoneFigures(
  zones: readonly ZoneContents[],
  { pageSizeBytes, zoneTypes }: { readonly pageSizeBytes: number; readonly zoneTypes: number },
): ZoneFigures[] {
  const pageKiB = pageSizeBytes / 1024;
  const low = zones.filter(({ name }) => name !== 'HighMem');
  const lowPages = low.reduce((sum, { initialKiB }) => sum + initialKiB / pageKiB, 0);
  const minKiB = Math.floor(Math.sqrt(lowPages * pageKiB * 16));
  const minPages = Math.floor(Math.min(Math.max(minKiB, MIN_FREE_KIB.least), MIN_FREE_KIB.most) / pageKiB);
  return zones.map((zone, index) => {
    const pages = zone.initialKiB / pageKiB;
    // HighMem: little, for the kernel needs none of it.
    const min =
      zone.name === 'HighMem'
        ? Math.min(Math.max(Math.floor(pages / 1024), 32), 128)
        : Math.floor((minPages * pages) / Math.max(1, lowPages));
    const step = Math.max(Math.floor(min / 4), Math.floor((pages * WATERMARK_SCALE) / 10_000));
    return {
      name: zone.name,
      presentKiB: sizeKiB(zone.present),
      managedKiB: zone.managedKiB,
      freeKiB: sizeKiB(zone.free),
      freeBlocks: freeBlocks(zone.free, pageSizeBytes),
      anonKiB: zone.anonKiB,
      fileKiB: zone.fileKiB,
      shmemKiB: zone.shmemKiB,
      minKiB: min * pageKiB,
      lowKiB: (min + step) * pageKiB,
      highKiB: (min + 2 * step) * pageKiB,
      lowmemReserve: lowmemReserve(zones, index, zoneTypes, pageKiB),
    };
  });
}

/** What lies above, divided by the zone's ratio; for zones beyond the last the sum stays. */
function lowmemReserve(
  zones: readonly ZoneContents[],
  index: number,
  zoneTypes: number,
  pageKiB: number,
): readonly number[] {
  const ratio = RESERVE_RATIO[zones[index]!.name];
  return Array.from({ length: zoneTypes }, (_, type) => {
    if (type <= index || ratio === 0) return 0;
    const above = zones.slice(index + 1, type + 1).reduce((sum, { initialKiB }) => sum + initialKiB / pageKiB, 0);
    return Math.floor(above / ratio);
  });
}

/** Free ranges as the buddy allocator has them: aligned blocks, as large as they can be. */
function freeBlocks(ranges: readonly AddressRange[], pageSizeBytes: number): readonly number[] {
  const counts = new Array<number>(ORDERS).fill(0);
  const most = pageSizeBytes * 2 ** (ORDERS - 1);
  for (const { start, end } of ranges) {
    let at = start;
    // Whole blocks of the highest order in one step, or RAM of many gigabytes takes long.
    const from = Math.ceil(at / most) * most;
    const whole = Math.floor((end - from) / most);
    while (at < end) {
      if (at === from && whole > 0) {
        counts[ORDERS - 1]! += whole;
        at += whole * most;
        continue;
      }
      let order = 0;
      let size = pageSizeBytes;
      while (order < ORDERS - 1 && at % (size * 2) === 0 && at + size * 2 <= end) {
        order++;
        size *= 2;
      }
      counts[order]! += 1;
      at += size;
    }
  }
  return counts;
}
