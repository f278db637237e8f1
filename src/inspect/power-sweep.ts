/**
 * The power cut anywhere: what is recovered when it comes after store k of a crash, for every k.
 *
 * The crash runs once and its region is photographed store by store (store-trace.ts). Readers read each photograph as they would after
 * the cut: only the zones that a store has changed are read again. What is recovered is judged against what the crash that
 * went on left: there is no other truth about a record that was never finished.
 */
import { PhysicalMemory } from '../memory/physical-memory.ts';
import { applyRetention } from '../memory/retention.ts';
import type { BoardProfile, ResetCause } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { RandomStreams } from '../sim/random.ts';
import { type JudgedRecord, judgeRecords, type RegionTruth } from './record-classes.ts';
import { type RamPiece, type ReadRecord, type ReadZone, RegionReading } from './region-reading.ts';
import { regionTruth } from './region-truth.ts';
import type { StoreTrace } from './store-trace.ts';
import { ubootReading } from './uboot-reading.ts';

interface SweepOptions {
  readonly board: BoardProfile;
  /** Null: nobody but Linux reads. */
  readonly uboot: UBootProfile | null;
  /** What the cut does to RAM, by the board's rules; null: only the CPU stops. */
  readonly cause: ResetCause | null;
  /** Which stores, all of them at first: `every` so many, from `from` to `to`. */
  readonly every: number;
  readonly from: number;
  readonly to: number;
  readonly seed: string;
}

export type SweepReader = 'linux' | 'uboot';

/** Neighbouring stores with the same outcome. */
export interface SweepRow {
  readonly from: number;
  readonly to: number;
  /** As after the first of them; the classes hold for all. */
  readonly outcomes: readonly { readonly reader: SweepReader; readonly records: readonly JudgedRecord[] }[];
}

/** Reads some zones together, because they become one record or share a buffer. */
interface Group {
  readonly reader: SweepReader;
  readonly zones: readonly ReadZone[];
  readonly truth: RegionTruth;
  read(pieces: readonly RamPiece[]): ReadRecord[];
}

/** Yields the number of the store that is looked at; gives the rows. To end early is to keep the rows so far in `rows`. */
export function* powerSweep(trace: StoreTrace, options: SweepOptions, rows: SweepRow[]): Generator<number, void> {
  const groups = groupsOf(trace, options);
  const { address } = trace.region;
  const image = trace.before.slice();
  const damage = damager(trace, options);
  const seen: (Uint8Array | null)[] = groups.map(() => null);
  const judged: JudgedRecord[][] = groups.map(() => []);
  let at = 0;
  let isNew = true;
  for (let number = options.from; number <= Math.min(options.to, trace.storeCount); number += options.every) {
    for (; at < trace.stores.length && trace.stores[at]!.number <= number; at++) {
      image.set(trace.stores[at]!.bytes, trace.stores[at]!.offset);
      isNew = true;
    }
    yield number;
    if (isNew) {
      const left = damage(image);
      groups.forEach((group, index) => {
        const pieces = group.zones.map(({ address: start, sizeBytes }) => ({
          address: start,
          bytes: left.subarray(start - address, start - address + sizeBytes),
        }));
        const bytes = joined(pieces);
        if (same(seen[index]!, bytes)) return;
        seen[index] = bytes;
        judged[index] = judgeRecords(group.read(pieces), group.truth);
      });
      isNew = false;
      addRow(rows, number, outcomesOf(groups, judged));
    } else rows[rows.length - 1] = { ...rows.at(-1)!, to: number };
  }
}

function outcomesOf(groups: readonly Group[], judged: readonly (readonly JudgedRecord[])[]): SweepRow['outcomes'] {
  return [...new Set(groups.map(({ reader }) => reader))].map((reader) => ({
    reader,
    records: judged.flatMap((records, index) => (groups[index]!.reader === reader ? records : [])),
  }));
}

function addRow(rows: SweepRow[], number: number, outcomes: SweepRow['outcomes']): void {
  const last = rows.at(-1);
  if (last !== undefined && key(last.outcomes) === key(outcomes)) rows[rows.length - 1] = { ...last, to: number };
  else rows.push({ from: number, to: number, outcomes });
}

function key(outcomes: SweepRow['outcomes']): string {
  return outcomes.map(({ records }) => records.map((record) => `${record.name} ${record.class}`).join()).join(';');
}

function groupsOf(trace: StoreTrace, { board, uboot }: SweepOptions): Group[] {
  const { region } = trace;
  const { zones } = new RegionReading(region, []);
  const truth = regionTruth(region, trace.meant, trace.meantBefore);
  // Of function traces all zones make one record; U-Boot looks for the end of a dump's header in what the dump before left.
  const together = (isUBoot: boolean) => {
    const names = new Map<string, ReadZone[]>();
    for (const zone of zones) {
      const name = isUBoot && zone.kind === 'dmesg' ? zone.kind : zone.name;
      names.set(name, [...(names.get(name) ?? []), zone]);
    }
    return [...names.values()];
  };
  const group = (reader: SweepReader, own: readonly ReadZone[], read: Group['read']): Group => {
    const names = new Set(own.map(({ name }) => name));
    const records = new Map([...truth.records].filter(([name]) => names.has(name)));
    return { reader, zones: own, read, truth: { ...truth, records } };
  };
  const linux = together(false).map((own) =>
    group('linux', own, (pieces) => new RegionReading(region, pieces).mount()),
  );
  if (uboot === null) return linux;
  const reader = { board, version: uboot, region, zones };
  return [...linux, ...together(true).map((own) => group('uboot', own, (pieces) => ubootReading(reader, pieces)))];
}

/** What the loss of power leaves of a region; the same damage for each store, so that outcomes can be compared. */
function damager({ region }: StoreTrace, { board, cause, seed }: SweepOptions): (image: Uint8Array) => Uint8Array {
  if (cause === null) return (image) => image;
  return (image) => {
    const memory = new PhysicalMemory();
    const random = new RandomStreams(seed);
    const module = { seed: random.stream('dram').uint32(), gapNumber: 1 };
    memory.write(region.address, image, memory.writer('kernel/ramoops'));
    applyRetention(memory, board.retention, cause, random.stream('retention'), { module });
    return memory.read(region.address, image.length);
  };
}

function joined(pieces: readonly RamPiece[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece.bytes, at);
    at += piece.bytes.length;
  }
  return bytes;
}

function same(a: Uint8Array | null, b: Uint8Array): boolean {
  if (a === null) return false;
  for (let at = 0; at < b.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
