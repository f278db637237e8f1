/**
 * Regions in an image: signatures that lie together, every layout that could explain them, the best of them first.
 *
 * All work is bounded: sightings, layouts tried, regions told.
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { ByteSource } from './byte-source.ts';
import { layoutOf, type ZoneGroup } from './layout.ts';
import { firstFrom, type ScoredLayout, scoreLayout } from './layout-score.ts';
import { type DumpRow, dumpRows, TailSearch, traceStarts } from './layout-search.ts';
import { ECC_BYTES_MAX } from './parity.ts';
import type { Sighting } from './signature-scan.ts';
import { Evidence } from './zone-evidence.ts';

/** A region with the layouts that were tried for it, best first. */
export interface FoundRegion {
  readonly byteOrder: ByteOrder;
  readonly evidence: Evidence;
  readonly layouts: readonly ScoredLayout[];
}

/** Zones are at most 16 MiB apart. */
const NEAR_BYTES = 2 ** 24;
const CLUSTER_MAX = 4096;
/** For each ECC size. */
const LAYOUTS_MAX = 20_000;
/** More than headers and parity of console, pmsg and the function traces of a few CPUs speak for a layout. */
const TAIL_BITS_MAX = 900;
const KEPT_MAX = 400;
const REGIONS_MAX = 16;
/** What is not told: chance alone reaches that in an image of this many places. */
const CHANCE_MARGIN = 10;
const ECC_CHOICES = 2;
const ECC_WITNESSES = 12;
const COMMON_ECC = [16, 8, 32, 4, 12, 20, 24, 28, 6, 10, 14, 18, 22, 26, 30, 64];

export function findRegions(source: ByteSource, sightings: readonly Sighting[]): FoundRegion[] {
  const regions: FoundRegion[] = [];
  const worth = Math.log2(Math.max(2, source.length)) + CHANCE_MARGIN;
  for (const byteOrder of ['little', 'big'] as const) {
    const evidence = new Evidence(source, byteOrder);
    const mine = sightings.filter((sighting) => sighting.byteOrder === byteOrder);
    for (const cluster of clusters(mine)) regions.push(...regionsIn(cluster, evidence, byteOrder, worth));
  }
  return regions.sort((a, b) => b.layouts[0]!.score - a.layouts[0]!.score).slice(0, REGIONS_MAX);
}

function clusters(sightings: readonly Sighting[]): Sighting[][] {
  const found: Sighting[][] = [];
  for (const sighting of sightings) {
    const last = found.at(-1);
    const isNear = last !== undefined && sighting.offset - last.at(-1)!.offset <= NEAR_BYTES;
    if (isNear && last.length < CLUSTER_MAX) last.push(sighting);
    else found.push([sighting]);
  }
  return found;
}

/** One region after the other, each without the signatures of those before it. */
function regionsIn(
  cluster: readonly Sighting[],
  evidence: Evidence,
  byteOrder: ByteOrder,
  worth: number,
): FoundRegion[] {
  const regions: FoundRegion[] = [];
  let left = cluster;
  while (left.length > 0 && regions.length < REGIONS_MAX) {
    const layouts = layoutsFor(left, evidence);
    const best = layouts[0];
    if (best === undefined || best.score < worth) break;
    regions.push({ byteOrder, evidence, layouts });
    const { base, total } = best.layout;
    const rest = left.filter(({ offset }) => offset < base || offset >= base + total);
    if (rest.length === left.length) break;
    left = rest;
  }
  return regions;
}

function layoutsFor(sightings: readonly Sighting[], evidence: Evidence): ScoredLayout[] {
  const rows = [...dumpRows(sightings, evidence.source.length), ...traceStarts(sightings, evidence.headers)];
  const found = new Map<string, ScoredLayout>();
  for (const ecc of eccChoices(sightings, evidence)) {
    const tails = new TailSearch(evidence.source, evidence.headers, evidence.parity, ecc);
    let tried = 0;
    for (const row of promising(rows, ecc, evidence)) {
      const dumps = groupOf(row);
      for (const { groups, order } of tails.tailsAt(row.base + row.count * row.size)) {
        const layout = layoutOf(row.base, ecc, [...dumps, ...groups], order);
        if (layout === null || layout.groups.length === 0) continue;
        const scored = scoreLayout(layout, evidence, sightings);
        found.set(keyOf(scored), scored);
        if (++tried > LAYOUTS_MAX) break;
      }
      if (tried > LAYOUTS_MAX) break;
    }
  }
  return bestOf(found);
}

function bestOf(found: ReadonlyMap<string, ScoredLayout>): ScoredLayout[] {
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, KEPT_MAX);
}

function keyOf({ layout: { base, ecc, groups } }: ScoredLayout): string {
  return `${base}/${ecc}/${groups.map(({ kind, size, count }) => `${kind}${size}x${count}`).join(' ')}`;
}

function groupOf({ base, size, count }: DumpRow): ZoneGroup[] {
  return count === 0 ? [] : [{ kind: 'dmesg', offset: base, size, count, parameter: size }];
}

/** Rows in whose favour their own zones speak, best first; not those that no tail could bring up to the best. */
function promising(rows: readonly DumpRow[], ecc: number, evidence: Evidence): DumpRow[] {
  const weighed = rows.map((row) => ({ row, bits: rowBits(row, ecc, evidence) }));
  const best = Math.max(0, ...weighed.map(({ bits }) => bits));
  return weighed
    .filter(({ row, bits }) => (row.count === 0 || bits > 0) && bits >= best - TAIL_BITS_MAX)
    .sort((a, b) => b.bits - a.bits)
    .map(({ row }) => row);
}

function rowBits({ base, size, count }: DumpRow, ecc: number, evidence: Evidence): number {
  let bits = 0;
  for (let index = 0; index < count; index++) {
    bits += evidence.view({ kind: 'dmesg', index, offset: base + index * size, size }, ecc).bits;
  }
  return bits;
}

/** The sizes whose parity is seen at the ends of zones, the best first, and no ECC. */
function eccChoices(sightings: readonly Sighting[], evidence: Evidence): number[] {
  const votes = new Map<number, number>();
  const pairs = zonePairs(sightings);
  for (const [offset, size] of pairs) {
    for (const ecc of evidence.parity.cleanSizes(offset, size)) vote(votes, ecc, Math.min(64, 8 * ecc));
  }
  const isSure = [...votes.values()].some((bits) => bits >= 64);
  if (!isSure) {
    for (const [offset, size] of pairs) {
      for (const ecc of COMMON_ECC) vote(votes, ecc, evidence.parity.header(offset, size, ecc)?.bits ?? 0);
    }
  }
  const best = [...votes].filter(([ecc, bits]) => bits > 8 && ecc <= ECC_BYTES_MAX).sort((a, b) => b[1] - a[1]);
  return [...best.slice(0, ECC_CHOICES).map(([ecc]) => ecc), 0];
}

function vote(votes: Map<number, number>, ecc: number, bits: number): void {
  if (bits > 0) votes.set(ecc, (votes.get(ecc) ?? 0) + bits);
}

/** Zones as they may be: to one of the next signatures, or as large as a power of two. */
function zonePairs(sightings: readonly Sighting[]): [offset: number, size: number][] {
  const pairs = new Map<string, [number, number]>();
  const add = (offset: number, size: number) => pairs.set(`${offset}/${size}`, [offset, size]);
  const witnesses = sightings.filter(({ distance }) => distance <= 2).slice(0, ECC_WITNESSES);
  for (const { offset } of witnesses) {
    const next = firstFrom(sightings, offset) + 1;
    for (const other of sightings.slice(next, next + 3)) add(offset, other.offset - offset);
    for (let power = 7; power <= 22; power++) add(offset, 2 ** power);
  }
  return [...pairs.values()];
}
