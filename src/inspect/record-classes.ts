/**
 * What a recovered record is worth, told by who knows the truth.
 *
 * The truth of a record is what the kernel that wrote it meant: its bytes as that kernel's own stores made them, before any damage. A
 * store that was torn or never made counts as damage. The simulated systems see none of this.
 */
import { latin1Text } from '../sim/bytes.ts';
import type { ReadRecord } from './region-reading.ts';

/**
 * The classes, and when a record belongs to one; the first that fits:
 *
 * - `lost`: the reader got nothing of it, or an older record that lay in its place.
 * - `clean`: it got the true bytes (and the true time), and nobody had to mend or to warn.
 * - `corrected`: it got the true bytes, and ECC says that it has mended some.
 * - `flagged`: the reader was warned: ECC gave up a block, or the record is shown still compressed. The bytes may be true all the same.
 * - `miscorrected`: some bytes are wrong, nobody warned, and ECC itself made wrong ones.
 * - `truncated`: all bytes are true, but the beginning or the end is missing.
 * - `undetected`: some bytes are wrong, or there never was such a record, and nobody warned.
 */
export const recordClasses = [
  'clean',
  'corrected',
  'flagged',
  'truncated',
  'miscorrected',
  'undetected',
  'lost',
] as const;

export type RecordClass = (typeof recordClasses)[number];

/** A record as it was meant. */
export interface TrueRecord {
  readonly bytes: Uint8Array;
  readonly timeNs: bigint | null;
  /** Another record that lay in its place before; null: none, or nobody knows. */
  readonly earlier: Uint8Array | null;
  /**
   * Of a log that grows at its end and may forget its beginning (console, ftrace, pmsg): all of it that is known, as latin1. Null for
   * records that are written once.
   */
  readonly stream: string | null;
}

/** All that was meant to be in a region. */
export interface RegionTruth {
  readonly records: ReadonlyMap<string, TrueRecord>;
  /** The true byte at a physical address; undefined outside the region. */
  byteAt(address: number): number | undefined;
}

export interface JudgedRecord {
  /** `dmesg[0]`, `console`, `ftrace`, `pmsg`. */
  readonly name: string;
  readonly class: RecordClass;
  /** Bytes that were recovered, and that there were. */
  readonly bytes: number;
  readonly trueBytes: number;
  /** What ECC said. */
  readonly correctedBytes: number;
  readonly badBlocks: number;
}

/** Everything a reader recovered, and what it should have, in the order of names. */
export function judgeRecords(found: readonly ReadRecord[], truth: RegionTruth): JudgedRecord[] {
  const names = new Set([...found.map(({ name }) => name), ...truth.records.keys()]);
  return [...names].sort(byName).map((name) => {
    const record = found.find((one) => one.name === name);
    return {
      name,
      class: classOf(record, truth.records.get(name), truth),
      bytes: record?.bytes.length ?? 0,
      trueBytes: truth.records.get(name)?.bytes.length ?? 0,
      correctedBytes: record?.correctedBytes ?? 0,
      badBlocks: record?.badBlocks ?? 0,
    };
  });
}

export function classOf(
  found: ReadRecord | undefined,
  meant: TrueRecord | undefined,
  truth: Pick<RegionTruth, 'byteAt'>,
): RecordClass {
  if (found === undefined) return 'lost';
  if (meant !== undefined && isTrue(found, meant)) {
    if (wasWarned(found)) return 'flagged';
    return found.correctedBytes > 0 ? 'corrected' : 'clean';
  }
  if (wasWarned(found)) return 'flagged';
  if (found.repairs.some(({ address, value }) => (truth.byteAt(address) ?? value) !== value)) return 'miscorrected';
  if (meant === undefined) return 'undetected';
  if (isOlder(found, meant)) return 'lost';
  return hasTrueTime(found, meant) && isPiece(found.bytes, meant) ? 'truncated' : 'undetected';
}

/** A file `.enc.z` warns as well: its reader has not the method, or could not inflate it. True or not, nobody can read it there. */
function wasWarned({ badBlocks, isStillCompressed }: ReadRecord): boolean {
  return badBlocks > 0 || isStillCompressed;
}

function isTrue(found: ReadRecord, meant: TrueRecord): boolean {
  return sameBytes(found.bytes, meant.bytes) && hasTrueTime(found, meant);
}

function hasTrueTime({ timeNs }: ReadRecord, meant: TrueRecord): boolean {
  return timeNs === null || timeNs === meant.timeNs;
}

function isOlder({ bytes }: ReadRecord, { earlier }: TrueRecord): boolean {
  return earlier !== null && sameBytes(bytes, earlier);
}

/** Whether bytes are the beginning or the end of a record; of a log that grows, any stretch of all that it ever was. */
function isPiece(bytes: Uint8Array, { bytes: whole, stream }: TrueRecord): boolean {
  if (bytes.length === 0) return false;
  const piece = latin1Text(bytes);
  if (stream !== null) return stream.includes(piece);
  const text = latin1Text(whole);
  return text.startsWith(piece) || text.endsWith(piece);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Dumps by number, then the rest by name. */
function byName(a: string, b: string): number {
  const [first, second] = [number(a), number(b)];
  return first - second || (a < b ? -1 : a > b ? 1 : 0);
}

function number(name: string): number {
  const match = /^dmesg\[(\d+)\]$/.exec(name);
  return match === null ? Number.MAX_SAFE_INTEGER : Number(match[1]);
}
