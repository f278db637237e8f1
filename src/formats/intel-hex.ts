/**
 * Intel HEX files: `:` count, address, type, data, checksum.
 *
 * Facts: Intel's "Hexadecimal Object File Format Specification", revision A: record types 00 (data), 01 (end), 02 and 04 (upper part of the
 * address, segment and linear), 03 and 05 (start address, of no use here). A segment's addresses wrap at 64 KiB. Every
 * record is checked: shape, length, checksum, type, the end record and that nothing follows it.
 */
import type { Issue } from '../sim/issue.ts';
import { byteSum, hexPairs, RecordText, recordLines } from './hex-records.ts';
import {
  type ImagePiece,
  type ImageReading,
  IssueList,
  imageReading,
  PieceCollector,
  tooManyPieces,
} from './image-pieces.ts';

const CODE = 'image.hex';
const DATA = 0;
const END = 1;
const SEGMENT = 2;
const LINEAR = 4;
/** Bytes of data that a record of the type has. */
const FIXED_LENGTHS: Readonly<Record<number, number>> = { 1: 0, 2: 2, 3: 4, 4: 2, 5: 4 };
const SEGMENT_BYTES = 0x1_0000;
/** One past what 32 bits address. */
const HEX_ADDRESS_END = 2 ** 32;
const RECORD_BYTES = 16;

interface HexRecord {
  readonly type: number;
  readonly address: number;
  readonly data: Uint8Array;
}

export function readIntelHex(file: Uint8Array): ImageReading {
  const errors = new IssueList();
  const collector = new PieceCollector();
  let base = 0;
  let isSegment = false;
  let hasEnd = false;
  let lastLine = 1;
  for (const { number, start, end } of recordLines(file)) {
    lastLine = number;
    const record = hasEnd ? issue('a record behind the end record', number) : readRecord(file, start, end, number);
    if ('code' in record) {
      errors.add(record);
      if (errors.isFull || hasEnd) break;
      continue;
    }
    const { type, address, data } = record;
    if (type === END) hasEnd = true;
    else if (type === SEGMENT || type === LINEAR) {
      isSegment = type === SEGMENT;
      base = (data[0]! * 256 + data[1]!) * (isSegment ? 16 : SEGMENT_BYTES);
    } else if (type === DATA) {
      if (base + address + data.length > HEX_ADDRESS_END) {
        errors.add(issue('the record ends beyond 4 GiB', number));
        break;
      }
      const inSegment = isSegment ? Math.min(data.length, SEGMENT_BYTES - address) : data.length;
      const isKept =
        collector.add(base + address, data.subarray(0, inSegment)) && collector.add(base, data.subarray(inSegment));
      if (!isKept) {
        errors.add(tooManyPieces(CODE, number));
        break;
      }
    }
  }
  if (!hasEnd && errors.isEmpty) {
    errors.add(issue('the file ends without its end record', lastLine, { expected: ':00000001FF' }));
  }
  return imageReading(collector.pieces(), errors);
}

function readRecord(file: Uint8Array, start: number, end: number, line: number): HexRecord | Issue {
  if (file[start] !== 0x3a) return issue('not a record', line, { expected: 'a line that begins with :' });
  const bytes = hexPairs(file, start + 1, end);
  if (bytes === null || bytes.length < 5) return issue('not a record', line, { expected: 'pairs of hex digits' });
  const count = bytes[0]!;
  if (bytes.length !== count + 5) {
    return issue('wrong length', line, {
      found: `${bytes.length - 5} bytes of data`,
      expected: `${count}, as it says`,
    });
  }
  const sum = byteSum(bytes);
  if (sum !== 0) {
    const written = bytes.at(-1)!;
    return issue('wrong checksum', line, { found: pair(written), expected: pair((written - sum) & 0xff) });
  }
  const type = bytes[3]!;
  const fixed = FIXED_LENGTHS[type];
  if (type !== DATA && fixed === undefined) {
    return issue('unknown type of record', line, { found: pair(type), expected: '00 to 05' });
  }
  if (fixed !== undefined && fixed !== count) {
    return issue(`a record of type ${pair(type)} has ${fixed} bytes of data`, line, { found: String(count) });
  }
  return { type, address: bytes[1]! * 256 + bytes[2]!, data: bytes.subarray(4, -1) };
}

function issue(message: string, line: number, more: Partial<Issue> = {}): Issue {
  return { code: CODE, message, place: { line }, ...more };
}

function pair(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}

/** Records of 16 bytes with linear addresses. Pieces must end at or below 4 GiB. */
export function writeIntelHex(pieces: readonly ImagePiece[]): Uint8Array {
  const text = new RecordText();
  const put = (type: number, address: number, data: ArrayLike<number>) => {
    const bytes = [data.length, address >> 8, address & 0xff, type, ...Array.from(data)];
    text.add(':', [...bytes, -byteSum(bytes) & 0xff]);
  };
  let upper = 0;
  for (const piece of pieces) {
    for (let done = 0; done < piece.bytes.length; ) {
      const address = piece.address + done;
      const low = address % SEGMENT_BYTES;
      const wanted = (address - low) / SEGMENT_BYTES;
      if (wanted !== upper) put(LINEAR, 0, [wanted >> 8, wanted & 0xff]);
      upper = wanted;
      const count = Math.min(RECORD_BYTES, SEGMENT_BYTES - low, piece.bytes.length - done);
      put(DATA, low, piece.bytes.subarray(done, done + count));
      done += count;
    }
  }
  put(END, 0, []);
  return text.bytes();
}
