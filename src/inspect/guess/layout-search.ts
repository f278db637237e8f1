/**
 * Layouts that could explain the signatures seen around one place of an image.
 *
 * Dump zones lie at equal distances, so each distance between signatures that is seen is tried, and each row of signatures at
 * that distance; then what may follow: console, function traces and pmsg in the order of either kernel generation, each as large
 * as a power of two up to where the next header stands. A zone whose header is lost is bridged where the row or the next header shows it.
 */
import type { ByteSource } from './byte-source.ts';
import { capacityOf, type ZoneGroup, type ZoneOrder } from './layout.ts';
import type { ParityWitness } from './parity.ts';
import type { Sighting } from './signature-scan.ts';
import type { ZoneHeaders } from './zone-headers.ts';

/** Where a region could begin, with how many dump zones of what size. */
export interface DumpRow {
  readonly base: number;
  readonly size: number;
  readonly count: number;
}

const POWER_MIN = 6;
const POWER_MAX = 24;
const POWERS = Array.from({ length: POWER_MAX - POWER_MIN + 1 }, (_, at) => 2 ** (POWER_MIN + at));
const DISTANCES_MAX = 8;
const ROWS_MAX = 60;
const GAP_MAX = 2;
/** Zones behind the first gap of a row that may be none of it. */
const LOST_MAX = 8;
const PARTS_MAX = 4;
const LONE_MAX = 24;
const CPUS_MAX = 64;
/** Evidence that makes a header strong enough to end the zone before it. */
const STRONG_BITS = 20;

/** Signatures before which function traces are looked for. */
const TRACES_BEFORE = 2;

/** What a zone of function traces can be: a power of two, divided among CPUs. */
const traceSizes = [
  ...new Set(
    POWERS.flatMap((parameter) => Array.from({ length: CPUS_MAX }, (_, at) => Math.floor(parameter / (at + 1)))),
  ),
].filter((size) => size >= 32 && size % 2 === 0);

const orders: readonly (readonly [ZoneOrder, readonly ('console' | 'ftrace' | 'pmsg')[]])[] = [
  ['ftrace-pmsg', ['console', 'ftrace', 'pmsg']],
  ['pmsg-ftrace', ['console', 'pmsg', 'ftrace']],
];

/** Rows of dump zones among the sightings of one byte order, and starts without dump zones. */
export function dumpRows(sightings: readonly Sighting[], imageLength: number): DumpRow[] {
  const rows: DumpRow[] = [];
  const places = new Set(sightings.map(({ offset }) => offset));
  for (const size of distances(sightings)) {
    const seen = new Set<number>();
    for (const { offset } of sightings) {
      if (seen.has(offset) || rows.length >= ROWS_MAX) continue;
      const { whole, count } = rowLength(places, seen, offset, size);
      if (count < 2) continue;
      // The last of a row may be console or pmsg zones of the same size; the first may have been lost.
      for (let lost = 0; lost <= 2 && offset - lost * size >= 0; lost++) {
        for (let used = Math.max(1, Math.max(whole, count - LOST_MAX) - 3); used <= count + 1; used++) {
          if (offset + used * size > imageLength) break;
          rows.push({ base: offset - lost * size, size, count: used + lost });
        }
      }
    }
  }
  return [...rows, ...loneRows(sightings, imageLength)];
}

/** Distances between neighbours and next neighbours, the most frequent first. */
function distances(sightings: readonly Sighting[]): number[] {
  const votes = new Map<number, number>();
  for (let at = 0; at < sightings.length; at++) {
    for (let next = at + 1; next <= at + 3 && next < sightings.length; next++) {
      const distance = sightings[next]!.offset - sightings[at]!.offset;
      if (distance >= 64 && distance <= 2 ** POWER_MAX) votes.set(distance, (votes.get(distance) ?? 0) + 1);
    }
  }
  const ranked = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, DISTANCES_MAX);
  // Twice and three times a distance are seen wherever the distance is, though not as often.
  const isMultiple = ([distance, seen]: readonly [number, number]) =>
    ranked.some(([one, often]) => distance > one && distance % one === 0 && distance / one <= 3 && often >= seen);
  return ranked.filter((one) => !isMultiple(one)).map(([distance]) => distance);
}

/** `count` zones from the first to the last signature of a row, of which the first `whole` are all there. */
function rowLength(
  places: ReadonlySet<number>,
  seen: Set<number>,
  from: number,
  size: number,
): { readonly whole: number; readonly count: number } {
  let count = 1;
  let whole = 1;
  for (let index = 1, gap = 0; gap <= GAP_MAX; index++) {
    const offset = from + index * size;
    if (places.has(offset)) {
      seen.add(offset);
      count = index + 1;
      if (whole === index) whole = count;
      gap = 0;
    } else gap++;
  }
  return { whole, count };
}

/** One dump zone, or none: what lies between a signature and one of the next. */
function loneRows(sightings: readonly Sighting[], imageLength: number): DumpRow[] {
  const rows: DumpRow[] = [];
  for (const [at, { offset }] of sightings.slice(0, LONE_MAX).entries()) {
    rows.push({ base: offset, size: 0, count: 0 });
    const sizes = new Set(sightings.slice(at + 1, at + 4).map((next) => next.offset - offset));
    for (const size of sizes) {
      // Between two signatures others may have been lost.
      for (let count = 1; count <= PARTS_MAX && size / count >= 64; count++) {
        if (size % (2 * count) === 0 || count === 1) rows.push({ base: offset, size: size / count, count });
      }
    }
    if (sightings.length > at + 1) continue;
    for (const size of POWERS) if (offset + size <= imageLength) rows.push({ base: offset, size, count: 1 });
  }
  return rows;
}

/** Regions that begin with function traces, or with one dump zone and then those: their headers before the first signatures seen. */
export function traceStarts(sightings: readonly Sighting[], headers: ZoneHeaders): DumpRow[] {
  const rows: DumpRow[] = [];
  for (const [at, { offset }] of sightings.slice(0, TRACES_BEFORE).entries()) {
    const starts = new Set<number>();
    for (const size of traceSizes) {
      let count = 0;
      while (count < CPUS_MAX && (headers.at(offset - (count + 1) * size)?.ftraceBits ?? 0) >= STRONG_BITS) count++;
      if (count > 0) starts.add(offset - count * size);
    }
    const before = sightings[at - 1]?.offset;
    for (const base of starts) {
      rows.push({ base, size: 0, count: 0 });
      if (before !== undefined && base > before) rows.push({ base: before, size: base - before, count: 1 });
    }
  }
  return rows;
}

/** What may follow the dump zones, in the order of either generation. */
export class TailSearch {
  readonly #source: ByteSource;
  readonly #headers: ZoneHeaders;
  readonly #parity: ParityWitness;
  readonly #ecc: number;

  constructor(source: ByteSource, headers: ZoneHeaders, parity: ParityWitness, ecc: number) {
    this.#source = source;
    this.#headers = headers;
    this.#parity = parity;
    this.#ecc = ecc;
  }

  /** Each possible tail once; the order is null where it does not show. */
  *tailsAt(offset: number): Iterable<{ readonly groups: readonly ZoneGroup[]; readonly order: ZoneOrder | null }> {
    for (const [order, kinds] of orders) {
      for (const groups of this.#tails(offset, kinds, true)) {
        const showsOrder = ['ftrace', 'pmsg'].every((kind) => groups.some((group) => group.kind === kind));
        const isPmsgFirst = order === 'pmsg-ftrace';
        // Without both kinds the orders give the same layout, told once.
        if (!showsOrder && isPmsgFirst) continue;
        yield { groups, order: showsOrder ? order : null };
      }
    }
  }

  *#tails(
    offset: number,
    kinds: readonly ('console' | 'ftrace' | 'pmsg')[],
    mayLose: boolean,
  ): Iterable<readonly ZoneGroup[]> {
    const [kind, ...rest] = kinds;
    if (kind === undefined) {
      yield [];
      return;
    }
    yield* this.#tails(offset, rest, mayLose);
    const isLost = !this.#isHeader(offset, kind === 'ftrace');
    if (isLost && !mayLose) return;
    for (const group of kind === 'ftrace' ? this.#traces(offset, isLost) : this.#single(kind, offset, isLost)) {
      const end = group.offset + group.count * group.size;
      if (!this.#isOpen(group)) {
        for (const tail of this.#tails(end, rest, mayLose && !isLost)) yield [group, ...tail];
      } else if (!isLost) yield [group];
    }
  }

  *#single(kind: 'console' | 'pmsg', offset: number, isLost: boolean): Iterable<ZoneGroup> {
    const groups = POWERS.map((size): ZoneGroup => ({ kind, offset, size, count: 1, parameter: size }));
    yield* this.#ending(groups, isLost);
  }

  /** As many zones as possible CPUs share the size; each has the signature of the same version. */
  *#traces(offset: number, isLost: boolean): Iterable<ZoneGroup> {
    const version = this.#headers.at(offset)?.version;
    const groups: ZoneGroup[] = [];
    for (const parameter of POWERS) {
      groups.push({ kind: 'ftrace', offset, size: parameter, count: 1, parameter });
      for (let count = 2; count <= CPUS_MAX && !isLost; count++) {
        const share = Math.floor(parameter / count);
        if (share < 32) break;
        for (const size of new Set([share - (share % 2), share])) {
          const second = this.#headers.at(offset + size);
          if (second === null || second.ftraceBits === 0 || second.version !== version) continue;
          const all = Array.from({ length: count }, (_, index) => this.#headers.at(offset + index * size));
          const same = all.filter((header) => header?.version === version).length;
          if (same === count) groups.push({ kind: 'ftrace', offset, size, count, parameter });
        }
      }
    }
    yield* this.#ending(groups, isLost);
  }

  /** Those that end where something shows it; where nothing does, all that hold their data. */
  *#ending(groups: readonly ZoneGroup[], isLost: boolean): Iterable<ZoneGroup> {
    const inside = groups.filter(({ offset, size, count }) => offset + count * size <= this.#source.length);
    const closed = inside.filter((group) => !this.#isOpen(group));
    yield* closed;
    if (isLost || closed.some((group) => this.#hasParity(group))) return;
    for (const group of inside) {
      const used = this.#headers.at(group.offset)?.size ?? 0;
      const holds = used <= capacityOf(group.size, this.#ecc) || used > 2 ** POWER_MAX;
      if (holds && this.#isOpen(group)) yield group;
    }
  }

  /** Nothing shows that the zones end there. */
  #isOpen(group: ZoneGroup): boolean {
    const end = group.offset + group.count * group.size;
    return !this.#isHeader(end, false) && !this.#isHeader(end, true) && !this.#hasParity(group);
  }

  #hasParity({ offset, size }: ZoneGroup): boolean {
    return (this.#parity.header(offset, size, this.#ecc)?.bits ?? 0) >= STRONG_BITS;
  }

  #isHeader(offset: number, isTrace: boolean): boolean {
    const header = this.#headers.at(offset);
    if (header === null) return false;
    return (isTrace ? header.ftraceBits : header.plainBits) >= STRONG_BITS;
  }
}
