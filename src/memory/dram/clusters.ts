/**
 * Damage that has a shape: a row, a column, a chip, a range, or single bits that are always the same ones of a module.
 *
 * Each cell of the shape falls to its ground state with the cluster's severity. Only touched pages are hit.
 */
import type { DamageCluster, DramProfile } from '../../profiles/dram.ts';
import type { RandomStream } from '../../sim/random.ts';
import { GapSampler } from '../gap-sampler.ts';
import type { AddressRange } from '../memory-map.ts';
import { PAGE_SIZE } from '../page.ts';
import type { PhysicalMemory } from '../physical-memory.ts';
import { mix } from './cell-random.ts';
import { groundByte } from './decay.ts';
import { type DamageNames, PageDamager } from './page-damager.ts';

/** Cells of a page in a lane, in bytes of eight. */
const laneBytesOfPage = (profile: DramProfile) => PAGE_SIZE / profile.lanes.count;

/** Damages the touched pages of a range as the cluster says; gives the number of bits that changed. */
export function hitCluster(
  memory: PhysicalMemory,
  range: AddressRange,
  cluster: DamageCluster,
  options: DamageNames & { readonly profile: DramProfile; readonly seed: number },
  random: RandomStream,
): number {
  const { profile } = options;
  const hit = clipped(range, cluster, profile);
  const damage = new PageDamager(memory, hit, options);
  const sampler = new GapSampler(cluster.severity, random);
  const bits = cluster.kind === 'bit' ? bitPlaces(memory, range, cluster.count, options.seed) : undefined;
  let flips = 0;
  for (const pfn of [...memory.touchedPages(hit)]) {
    const base = pfn * PAGE_SIZE;
    damage.open(pfn, groundByte(profile, base));
    const drop = (offset: number, bit: number) => sampler.take(1, () => damage.drop(offset, bit));
    if (cluster.kind === 'bit') for (const { offset, bit } of bits!.get(pfn) ?? []) drop(offset, bit);
    else if (cluster.kind === 'column') {
      const column = cluster.address % profile.rowBytes;
      const first = (column - (base % profile.rowBytes) + profile.rowBytes) % profile.rowBytes;
      for (let offset = first; offset < PAGE_SIZE; offset += profile.rowBytes) drop(offset, cluster.bit);
    } else if (cluster.kind === 'chip') {
      sampler.take(laneBytesOfPage(profile) * 8, (cell) => damage.dropCell(cluster.lane, cell));
    } else {
      // A row or a range: all lanes alike.
      sampler.take(PAGE_SIZE * 8, (cell) => damage.drop(cell >>> 3, cell & 7));
    }
    flips += damage.close();
  }
  return flips;
}

function clipped(range: AddressRange, cluster: DamageCluster, profile: DramProfile): AddressRange {
  const shape =
    cluster.kind === 'range'
      ? cluster
      : cluster.kind === 'row'
        ? rowOf(cluster.address, profile.rowBytes)
        : { start: 0, end: Number.MAX_SAFE_INTEGER };
  const start = Math.max(range.start, shape.start);
  return { start, end: Math.max(start, Math.min(range.end, shape.end)) };
}

function rowOf(address: number, rowBytes: number): AddressRange {
  const start = Math.floor(address / rowBytes) * rowBytes;
  return { start, end: start + rowBytes };
}

/** The weak bits of a module: places in the touched pages of a range, always the same ones for the same pages. */
function bitPlaces(
  memory: PhysicalMemory,
  range: AddressRange,
  count: number,
  seed: number,
): Map<number, { offset: number; bit: number }[]> {
  const places = new Map<number, { offset: number; bit: number }[]>();
  const pages = [...memory.touchedPages(range)];
  if (pages.length === 0) return places;
  for (let index = 0; index < count; index++) {
    const pfn = pages[mix(seed, index) % pages.length]!;
    const cell = mix(index, seed) % (PAGE_SIZE * 8);
    const list = places.get(pfn) ?? [];
    list.push({ offset: cell >>> 3, bit: cell & 7 });
    places.set(pfn, list);
  }
  return places;
}
