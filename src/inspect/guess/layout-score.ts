/**
 * How well a layout explains the bytes: evidence in bits, summed over zones, data, sizes and what is left unexplained.
 *
 * A difference of n bits between two layouts makes the better one 2^n times as likely, as far as the parts are independent. The weights
 * of contents and of habits (round sizes, a console zone) are estimates; those of signatures and parity are chance.
 */
import { type LaidZone, type Layout, oddness, zonesOf } from './layout.ts';
import type { Sighting } from './signature-scan.ts';
import type { Evidence, ZoneView } from './zone-evidence.ts';
import { BITS_OF_FLIP, SIGNATURE_WORD_BITS } from './zone-headers.ts';

export interface ScoredLayout {
  readonly layout: Layout;
  readonly views: readonly ZoneView[];
  readonly score: number;
}

const IMPOSSIBLE_COUNTERS = -12;
const UNALIGNED_BASE = -6;
const UNALIGNED_ZONE = -4;
const NO_DUMPS = -5;
const NO_CONSOLE = -3;
const FILL_ENDS = 8;
const FULL_ZONE = 14;
const EDGE_BYTES = 64;
const COUNTED_ZONES = 16;

export function scoreLayout(layout: Layout, evidence: Evidence, sightings: readonly Sighting[]): ScoredLayout {
  const views = zonesOf(layout).map((zone) => evidence.view(zone, layout.ecc));
  let score = 0;
  for (const view of views) score += view.bits + contentBits(view);
  score += versionBits(views) + countBits(views, layout, evidence) + habitBits(layout) + edgeBits(layout, evidence);
  score -= unexplainedBits(layout, views, evidence, sightings);
  return { layout, views, score };
}

/** What the counters and the first bytes of the data say of the kind. */
function contentBits({ zone, header, state, isPossible, capacity, dataStart }: ZoneView): number {
  if (state === 'lost' || header === null) return 0;
  if (!isPossible) return IMPOSSIBLE_COUNTERS;
  const isRecord = dataStart === 'record';
  if (header.size === 0) return isRecord ? (zone.kind === 'dmesg' ? 10 : -10) : 0;
  const isFull = header.size === capacity;
  if (zone.kind === 'dmesg') return (isRecord ? 20 : -15) + (header.start === header.size ? 0 : isFull ? -2 : -8);
  if (zone.kind === 'ftrace') return isFull ? FULL_ZONE : 0;
  const text = dataStart === 'text' ? (zone.kind === 'console' ? 4 : 2) : 0;
  return (isRecord ? -15 : 0) + text + (isFull ? FULL_ZONE : 0);
}

/** One kernel wrote all function traces. */
function versionBits(views: readonly ZoneView[]): number {
  const versions = new Set(views.filter(({ zone }) => zone.kind === 'ftrace').map(({ header }) => header?.version));
  return versions.size > 1 ? -20 : 0;
}

/** Dumps are counted from 1 and go into the zones from the first on, round and round, since the boot. */
function countBits(views: readonly ZoneView[], { ecc }: Layout, evidence: Evidence): number {
  const dumps = views.filter(({ zone }) => zone.kind === 'dmesg');
  let bits = 0;
  for (const { zone, header, dataStart } of dumps.slice(0, COUNTED_ZONES)) {
    if (dataStart !== 'record' && (header === null || header.size === 0)) continue;
    const { dumpCount } = evidence.data(zone, ecc);
    if (dumpCount === null || dumpCount === 0) continue;
    bits += (dumpCount - 1) % dumps.length === zone.index ? 1 + Math.min(4, Math.log2(dumps.length)) : -8;
  }
  return bits;
}

/** What people choose. */
function habitBits({ base, groups, total, ecc }: Layout): number {
  const has = (kind: string) => groups.some((group) => group.kind === kind);
  let bits = -oddness(total);
  if (base % 4096 !== 0) bits += UNALIGNED_BASE;
  if (groups.some(({ size }) => size % 2 !== 0)) bits += UNALIGNED_ZONE;
  if (!has('dmesg')) bits += NO_DUMPS;
  // Module parameters give every kind a zone unless told otherwise, a device tree node none: kinds are absent together.
  if (!has('console')) bits += has('ftrace') || has('pmsg') ? NO_CONSOLE : -1;
  if (!has('ftrace')) bits -= 1;
  if (!has('pmsg')) bits -= 1.5;
  for (const { kind, parameter } of groups) {
    if (kind !== 'dmesg') bits -= 1 + Math.abs(Math.log2(parameter) - 12) / 2;
  }
  if (ecc > 0) bits -= ecc === 16 ? 2 : Math.log2(ecc) % 1 === 0 ? 4 : 7;
  return bits;
}

/** RAM that nobody wrote often has one value in all bytes of a region; where that ends, the region may end. */
function edgeBits({ base, total }: Layout, evidence: Evidence): number {
  const end = base + total;
  const before = evidence.source.read(end - EDGE_BYTES, EDGE_BYTES).slice();
  const after = evidence.source.read(end, EDGE_BYTES);
  if (before.length < EDGE_BYTES || !isFill(before)) return 0;
  if (after.length < EDGE_BYTES) return after.length === 0 ? FILL_ENDS : 0;
  return after[0] !== before[0] && !isFill(after) ? FILL_ENDS : 0;
}

function isFill(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === bytes[0]);
}

/** Signatures that this layout passes over, inside the region and right behind it. */
function unexplainedBits(
  { base, total }: Layout,
  views: readonly ZoneView[],
  evidence: Evidence,
  sightings: readonly Sighting[],
): number {
  const places = new Set(views.map(({ zone }) => zone.offset));
  const last = views.at(-1)!.zone;
  const end = last.offset + last.size;
  let bits = 0;
  for (let at = firstFrom(sightings, base); at < sightings.length; at++) {
    const { offset, distance } = sightings[at]!;
    if (offset > Math.max(end, base + total - 1)) break;
    if (!places.has(offset)) bits += Math.max(2, SIGNATURE_WORD_BITS - 8 - BITS_OF_FLIP * distance);
  }
  if ((evidence.headers.at(end)?.ftraceBits ?? 0) >= 24) bits += 16;
  return (
    bits +
    insideTraces(
      views.map(({ zone }) => zone),
      evidence,
      places,
    )
  );
}

/** Headers of function traces where a zone of power-of-two size would end inside a zone. */
function insideTraces(zones: readonly LaidZone[], evidence: Evidence, places: ReadonlySet<number>): number {
  let bits = 0;
  for (const { offset, size } of zones.slice(-4)) {
    for (let power = 6; 2 ** power < size; power++) {
      const header = evidence.headers.at(offset + 2 ** power);
      if (header !== null && header.ftraceBits >= 28 && !places.has(offset + 2 ** power)) bits += 16;
    }
  }
  return bits;
}

/** Index of the first sighting at or behind an offset. */
export function firstFrom(sightings: readonly Sighting[], offset: number): number {
  let low = 0;
  let high = sightings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sightings[middle]!.offset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
