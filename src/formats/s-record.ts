/**
 * Motorola S-record files: `S`, type, count, address of 2, 3 or 4 bytes, data, checksum.
 *
 * Facts: the manual page srec(5) of Unix System V. S0 is a header, S1 to S3 are data, S5 and S6 count the data records so far, S7 to S9 are the
 * end. Every record is checked: shape, length, checksum, type, the counts, the end record and that nothing follows it.
 */
import { latin1Bytes } from '../sim/bytes.ts';
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

const CODE = 'image.srec';
/** Bytes of the address (or of the count) by type; S4 is reserved. */
const ADDRESS_BYTES: readonly (number | null)[] = [2, 2, 3, 4, null, 2, 3, 4, 3, 2];
const RECORD_BYTES = 16;
const HEADER = 'lastwords';
/** So many data records can be counted in an S5; readers that know S6 are rare. */
const COUNT_LIMIT = 0xffff;

interface SRecord {
  readonly type: number;
  readonly address: number;
  readonly data: Uint8Array;
}

export function readSRecords(file: Uint8Array): ImageReading {
  const errors = new IssueList();
  const collector = new PieceCollector();
  let count = 0;
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
    if (type >= 7) hasEnd = true;
    else if (type === 5 || type === 6) {
      if (address !== count && errors.isEmpty) {
        errors.add(issue('data records are missing', number, { found: String(count), expected: String(address) }));
      }
    } else if (type > 0) {
      count++;
      if (!collector.add(address, data)) {
        errors.add(tooManyPieces(CODE, number));
        break;
      }
    }
  }
  if (!hasEnd && errors.isEmpty) {
    errors.add(issue('the file ends without its end record', lastLine, { expected: 'S7, S8 or S9' }));
  }
  return imageReading(collector.pieces(), errors);
}

function readRecord(file: Uint8Array, start: number, end: number, line: number): SRecord | Issue {
  const type = file[start] === 0x53 ? file[start + 1]! - 0x30 : -1;
  if (end - start < 2 || type < 0 || type > 9) {
    return issue('not a record', line, { expected: 'a line that begins with S0 to S9' });
  }
  const addressBytes = ADDRESS_BYTES[type] ?? null;
  if (addressBytes === null) return issue('S4 is reserved', line);
  const bytes = hexPairs(file, start + 2, end);
  if (bytes === null || bytes.length === 0) return issue('not a record', line, { expected: 'pairs of hex digits' });
  const count = bytes[0]!;
  if (bytes.length !== count + 1 || count < addressBytes + 1) {
    const expected = bytes.length === count + 1 ? `at least ${addressBytes + 1}` : `${count}, as it says`;
    return issue('wrong length', line, { found: `${bytes.length - 1} bytes`, expected });
  }
  const sum = byteSum(bytes);
  if (sum !== 0xff) {
    const written = bytes.at(-1)!;
    return issue('wrong checksum', line, { found: pair(written), expected: pair((written + 0xff - sum) & 0xff) });
  }
  const address = bytes.subarray(1, 1 + addressBytes).reduce((value, byte) => value * 256 + byte, 0);
  const data = bytes.subarray(1 + addressBytes, -1);
  if (address + data.length > 2 ** (8 * addressBytes)) return issue('the record ends beyond its address space', line);
  return { type, address, data };
}

function issue(message: string, line: number, more: Partial<Issue> = {}): Issue {
  return { code: CODE, message, place: { line }, ...more };
}

function pair(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}

/** Records of 16 bytes with addresses as short as the highest one allows. Pieces must end at or below 4 GiB. */
export function writeSRecords(pieces: readonly ImagePiece[]): Uint8Array {
  const text = new RecordText();
  const end = pieces.reduce((highest, { address, bytes }) => Math.max(highest, address + bytes.length), 0);
  const type = end <= 2 ** 16 ? 1 : end <= 2 ** 24 ? 2 : 3;
  const put = (kind: number, address: number, data: ArrayLike<number>) => {
    const addressBytes = ADDRESS_BYTES[kind]!;
    const bytes = [addressBytes + data.length + 1];
    for (let i = addressBytes - 1; i >= 0; i--) bytes.push(Math.floor(address / 256 ** i) % 256);
    bytes.push(...Array.from(data));
    text.add(`S${kind}`, [...bytes, 0xff - byteSum(bytes)]);
  };
  put(0, 0, latin1Bytes(HEADER));
  let count = 0;
  for (const { address, bytes } of pieces) {
    for (let done = 0; done < bytes.length; done += RECORD_BYTES) {
      put(type, address + done, bytes.subarray(done, done + RECORD_BYTES));
      count++;
    }
  }
  // The checksum does not cover the type: only the count tells that a data record has become a header.
  if (count <= COUNT_LIMIT) put(5, count, []);
  put(10 - type, 0, []);
  return text.bytes();
}
