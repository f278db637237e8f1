/**
 * Dump records wherever they lie: found by the text ramoops writes before them, and read by whatever method gives log text.
 */
import { cryptoInflate, rawInflate } from '../formats/inflate.ts';
import { lz4Decompress } from '../formats/lz4.ts';
import { lzoDecompress } from '../formats/lzo.ts';
import { RAMOOPS_KERNMSG_HDR } from '../formats/pstore.ts';
import { zstdDecompress } from '../formats/zstd.ts';
import { latin1Text } from '../sim/bytes.ts';

export interface DumpRecord {
  /** Where its header begins and its payload ends, in the bytes looked through. */
  readonly start: number;
  readonly end: number;
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** Longest text that is tried for. */
const TEXT_MAX = 2 ** 20;
const HEADER_BYTES_MAX = 64;
const EQUALS = 0x3d;

/** What one search may cost: an image can be made of nothing but the beginnings of records. */
export interface SearchBudget {
  /** Places to look at closely. */
  candidates: number;
  /** Bytes of text to produce. */
  textBytes: number;
}

export function searchBudget(): SearchBudget {
  return { candidates: 10_000, textBytes: 64 * 2 ** 20 };
}

/**
 * Records from `from` on, as far as the budget reaches. `header` is the zone's as the kernel found it: the methods that need to
 * know the length of their input take it from there.
 */
export function dumpRecords(
  bytes: Uint8Array,
  from: number,
  header: { readonly state: string; readonly size: number } | null,
  budget: SearchBudget,
): DumpRecord[] {
  const records: DumpRecord[] = [];
  let at = bytes.indexOf(EQUALS, from);
  while (at >= 0 && budget.candidates > 0 && budget.textBytes > 0) {
    const record = isMark(bytes, at) ? recordAt(bytes, at, header, budget) : null;
    if (record !== null) records.push(record);
    at = bytes.indexOf(EQUALS, record?.end ?? at + 1);
  }
  return records;
}

/** The record that begins with the first byte, or null where none does. */
export function dumpRecordAt(bytes: Uint8Array, budget: SearchBudget): DumpRecord | null {
  return isMark(bytes, 0) ? recordAt(bytes, 0, null, budget) : null;
}

function recordAt(
  bytes: Uint8Array,
  start: number,
  header: { readonly state: string; readonly size: number } | null,
  budget: SearchBudget,
): DumpRecord | null {
  budget.candidates--;
  const match = /^====(-?\d{1,19})\.(\d{6})-([CD])\n/.exec(latin1Text(bytes.subarray(start, start + HEADER_BYTES_MAX)));
  if (match === null) return null;
  const begin = start + match[0].length;
  const end = start === 0 && header?.state === 'valid' ? Math.min(header.size, bytes.length) : bytes.length;
  const payload = bytes.subarray(begin, Math.max(begin, end));
  const time = `${match[1]}.${match[2]}`;
  const record =
    match[3] === 'D' ? plainRecord(payload, start, begin, time) : compressedRecord(payload, start, begin, time);
  budget.textBytes -= record?.bytes.length ?? TEXT_MAX / 16;
  return record;
}

function plainRecord(payload: Uint8Array, start: number, begin: number, time: string): DumpRecord {
  const length = plainLength(payload);
  const what = `plain dump of ${time}`;
  return { start, end: begin + Math.max(1, length), what, bytes: payload.slice(0, length) };
}

function isMark(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < RAMOOPS_KERNMSG_HDR.length; i++) if (bytes[at + i] !== EQUALS) return false;
  return bytes[at + RAMOOPS_KERNMSG_HDR.length] !== EQUALS;
}

/** A plain record ends at its first NUL: log text has none. */
function plainLength(payload: Uint8Array): number {
  const nul = payload.indexOf(0);
  return Math.min(nul < 0 ? payload.length : nul, TEXT_MAX);
}

function compressedRecord(payload: Uint8Array, start: number, begin: number, time: string): DumpRecord | null {
  const { bytes, status } = rawInflate(payload, TEXT_MAX);
  const isWhole = status === 'end';
  if (isLogText(bytes)) {
    const what = isWhole
      ? `deflated dump of ${time}, inflated to its end`
      : `deflated dump of ${time}, the ${bytes.length} bytes before its damage`;
    return { start, end: begin + 1, what, bytes };
  }
  const others: readonly (readonly [string, () => Uint8Array | null])[] = [
    ['lz4', () => lz4Decompress(payload, TEXT_MAX)],
    ['lzo', () => lzoDecompress(payload, TEXT_MAX)],
    ['zstd', () => zstdDecompress(payload, TEXT_MAX)],
    ['deflate with its end cut off', () => cryptoInflate(payload, TEXT_MAX)],
  ];
  for (const [name, decompress] of others) {
    const text = decompress();
    if (text !== null && isLogText(text)) {
      return { start, end: begin + payload.length, what: `dump of ${time} compressed with ${name}`, bytes: text };
    }
  }
  return null;
}

/** A dump's text begins with its reason, count and part. */
function isLogText(bytes: Uint8Array): boolean {
  return /^(?:Panic|Oops|Emergency|Shutdown|Unknown)#\d+ Part\d+\n/.test(
    latin1Text(bytes.subarray(0, HEADER_BYTES_MAX)),
  );
}
