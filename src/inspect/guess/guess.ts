/**
 * A guess at an image of which nothing is known: where ramoops regions lie, how they are divided, who wrote them, what is in them.
 *
 * For dumps of real boards. Signatures are looked for through the whole image (signature-scan.ts), layouts that could explain them are
 * weighed against each other (region-search.ts), and what is told is told with its confidence and the reasons (confidence.ts). What a
 * named kernel would make of the region is `autopsy`'s to say: the guess names its parameters.
 */
import { PERSISTENT_RAM_HEADER_BYTES } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { dumpRecordAt, searchBudget } from '../dump-records.ts';
import type { ByteSource } from './byte-source.ts';
import { type Confidence, type Judgement, judge } from './confidence.ts';
import { guessKernel, type KernelGuess } from './kernel-guess.ts';
import type { LaidZone } from './layout.ts';
import type { ScoredLayout } from './layout-score.ts';
import type { BlockCounts } from './parity.ts';
import { type FoundRegion, findRegions } from './region-search.ts';
import { scanSignatures } from './signature-scan.ts';
import type { HeaderState } from './zone-evidence.ts';

export interface GuessedZone extends LaidZone {
  readonly header: HeaderState;
  /** Flipped bits of the signature; null where no header is left. */
  readonly flippedBits: number | null;
  /** Header words, repaired; null where no header is left. */
  readonly start: number | null;
  readonly used: number | null;
  readonly dataBytes: number;
  /** Of the blocks that hold data. */
  readonly blocks: BlockCounts;
}

export interface GuessedRecord {
  /** `dmesg[0]`; null outside the zones of any region. */
  readonly zone: string | null;
  /** Where its first byte lies in the image. */
  readonly offset: number;
  readonly what: string;
  /** The kernel would not show it: its header is zeroed or lost, the data are there. */
  readonly isUndeleted: boolean;
  readonly bytes: Uint8Array;
}

/** What ramoops would be given. */
export interface RegionParameters {
  readonly size: number;
  readonly recordSize: number;
  readonly consoleSize: number;
  readonly ftraceSize: number;
  readonly ftraceZones: number;
  readonly pmsgSize: number;
  readonly ecc: number;
}

export interface RegionGuess {
  /** In the image. */
  readonly offset: number;
  readonly byteOrder: ByteOrder;
  readonly parameters: RegionParameters;
  readonly zones: readonly GuessedZone[];
  readonly kernel: KernelGuess;
  readonly records: readonly GuessedRecord[];
  /** That of the least certain of offset, zones and ECC. */
  readonly confidence: Confidence;
  readonly judgements: {
    readonly offset: Judgement;
    readonly zones: Judgement;
    readonly ecc: Judgement;
    readonly byteOrder: Judgement;
  };
  /** What else explains the same bytes, less well. */
  readonly others: readonly OtherLayout[];
}

export interface OtherLayout {
  readonly offset: number;
  readonly parameters: RegionParameters;
  /** How many times less likely, as a power of two. */
  readonly bits: number;
}

export interface ImageGuess {
  /** Best first. */
  readonly regions: readonly RegionGuess[];
  /** Dumps outside every region. */
  readonly strays: readonly GuessedRecord[];
  readonly signatures: number;
  /** There were more signatures than can be weighed: what lies behind the last was not looked at. */
  readonly isCut: boolean;
}

const OTHERS_MAX = 3;
const OTHERS_BITS = 10;
const RECORDS_MAX = 1000;
const RECORD_ZONES_MAX = 1024;
const STRAYS_MAX = 200;
const STRAY_BYTES_MAX = 2 ** 17;
const LEVELS: readonly Confidence[] = ['certain', 'likely', 'possible'];

export function guessImage(source: ByteSource): ImageGuess {
  const { sightings, marks, isCut } = scanSignatures(source);
  const regions = findRegions(source, sightings).map(told);
  return { regions, strays: straysAt(source, marks, regions), signatures: sightings.length, isCut };
}

/** Dumps whose zones are gone, each read as if it were alone. */
function straysAt(source: ByteSource, marks: readonly number[], regions: readonly RegionGuess[]): GuessedRecord[] {
  const budget = searchBudget();
  const found: GuessedRecord[] = [];
  const isInside = (mark: number) =>
    regions.some(({ offset, parameters }) => mark >= offset && mark < offset + parameters.size);
  for (const mark of marks) {
    if (found.length >= STRAYS_MAX || budget.textBytes <= 0) break;
    if (isInside(mark)) continue;
    const record = dumpRecordAt(source.read(mark, STRAY_BYTES_MAX), budget);
    if (record === null) continue;
    found.push({ zone: null, offset: mark, what: record.what, isUndeleted: true, bytes: record.bytes });
  }
  return found;
}

function told(region: FoundRegion): RegionGuess {
  const { layouts, evidence, byteOrder } = region;
  const best = layouts[0]!;
  const { layout, views } = best;
  const judgements = judge(region);
  const records = recordsOf(region);
  const levels = [judgements.offset, judgements.zones, judgements.ecc].map(({ confidence }) => confidence);
  return {
    offset: layout.base,
    byteOrder,
    parameters: parametersOf(best),
    zones: views.map(({ zone, header, state, capacity }) => ({
      ...zone,
      header: state,
      flippedBits: header === null || zone.kind === 'ftrace' ? null : evidence.headers.at(zone.offset)!.distance,
      start: header?.start ?? null,
      used: header?.size ?? null,
      dataBytes: capacity,
      blocks: evidence.parity.blocks(zone.offset, capacity, header?.size ?? 0, layout.ecc),
    })),
    kernel: guessKernel(best, evidence, records),
    records,
    confidence: LEVELS[Math.max(...levels.map((one) => LEVELS.indexOf(one)))]!,
    judgements,
    others: layouts
      .filter((other) => best.score - other.score <= OTHERS_BITS && other !== best)
      .slice(0, OTHERS_MAX)
      .map((other) => ({
        offset: other.layout.base,
        parameters: parametersOf(other),
        bits: best.score - other.score,
      })),
  };
}

function parametersOf({ layout }: ScoredLayout): RegionParameters {
  const group = (kind: string) => layout.groups.find((one) => one.kind === kind);
  return {
    size: layout.total,
    recordSize: group('dmesg')?.parameter ?? 0,
    consoleSize: group('console')?.parameter ?? 0,
    ftraceSize: group('ftrace')?.parameter ?? 0,
    ftraceZones: group('ftrace')?.count ?? 0,
    pmsgSize: group('pmsg')?.parameter ?? 0,
    ecc: layout.ecc,
  };
}

/** Dumps in every zone; those of an empty or lost header are undeleted. */
function recordsOf({ layouts, evidence }: FoundRegion): GuessedRecord[] {
  const { layout, views } = layouts[0]!;
  const found: GuessedRecord[] = [];
  for (const { zone, header } of views.slice(0, RECORD_ZONES_MAX)) {
    if (found.length >= RECORDS_MAX) break;
    for (const record of evidence.data(zone, layout.ecc).records) {
      const isInside = header !== null && header.distance === 0 && record.start < header.size;
      found.push({
        zone: zone.kind === 'dmesg' ? `dmesg[${zone.index}]` : zone.kind,
        offset: zone.offset + PERSISTENT_RAM_HEADER_BYTES + record.start,
        what: record.what,
        isUndeleted: !isInside,
        bytes: record.bytes,
      });
    }
  }
  return found;
}
