/**
 * The serial log of U-Boot's `md`, read back: lines of an address, numbers and a column of text become bytes.
 *
 * Mirrors what `print_buffer` of U-Boot `lib/display_options.c` prints, in all sizes (.b .w .l .q). The text column shows the bytes as they
 * lie in memory: so it tells the byte order of the board, and a line that the wire has damaged. Everything else in the log (prompts, other
 * messages, time stamps of the terminal before a line, colours) is passed over; a dump line that cannot be read is left out and told, one whose
 * text column disagrees is kept unless the address was dumped again. Lines may come in any order and more than once.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Text } from '../sim/bytes.ts';
import type { Issue } from '../sim/issue.ts';
import { recordLines } from './hex-records.ts';
import {
  holesBetween,
  type ImageReading,
  IssueList,
  imageReading,
  PieceCollector,
  tooManyPieces,
} from './image-pieces.ts';

const CODE = 'image.md';
/** U-Boot's MAX_LINE_LENGTH_BYTES. */
const LINE_BYTES_LIMIT = 64;
/** No dump line is longer, time stamps included; the rest of a longer line is not looked at. */
const LINE_LIMIT = 1024;
/** Holes are told up to this size: beyond it two dumps have nothing to do with each other. */
const HOLE_LIMIT = 0x1_0000;
/** Colours of a terminal. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
const LOOKS_LIKE = /(?:^|\s)[0-9a-f]{8,16}: [0-9a-f]/i;
const DUMP_LINE =
  /(?:^|\s)([0-9a-f]{8,16}):((?: [0-9a-f]{16})+|(?: [0-9a-f]{8})+|(?: [0-9a-f]{4})+|(?: [0-9a-f]{2})+)( {2}.*)?$/i;

interface DumpLine {
  readonly number: number;
  readonly address: number;
  /** Bytes of each number. */
  readonly width: number;
  /** In the order of the digits, so that they are the bytes of a big-endian board. */
  readonly bytes: Uint8Array;
  /** What follows the numbers, blanks and all; empty where the log has no text column. */
  readonly rest: string;
}

/** Whether a text has a line that `md` could have printed. */
export function hasDumpLine(file: Uint8Array): boolean {
  for (const line of dumpLines(file)) if ('bytes' in line) return true;
  return false;
}

/** `byteOrder` of the board where the user says it; otherwise the text column tells. */
export function readMdLog(file: Uint8Array, byteOrder?: ByteOrder): ImageReading {
  const errors = new IssueList();
  const remarks = new IssueList();
  const order = byteOrder ?? toldOrder(file, remarks);
  const [doubtful, agreed] = [new PieceCollector(), new PieceCollector()];
  let count = 0;
  for (const line of dumpLines(file)) {
    if ('code' in line) {
      remarks.add(line);
      continue;
    }
    const bytes = inOrder(line, order);
    const isAgreed = agrees(bytes, line.rest);
    if (!isAgreed && line.rest !== '') {
      remarks.add(issue('the text column disagrees with the numbers; the numbers are kept', line.number));
    }
    if (!(isAgreed ? agreed : doubtful).add(line.address, bytes)) {
      errors.add(tooManyPieces(CODE, line.number));
      break;
    }
    count++;
  }
  if (count === 0) errors.add({ code: CODE, message: 'no line of U-Boot’s md', expected: '03000000: 43474244 …' });
  const reading = imageReading([...doubtful.pieces(), ...agreed.pieces()], errors, remarks.list());
  return { ...reading, remarks: [...reading.remarks, ...holeRemarks(reading)] };
}

function* dumpLines(file: Uint8Array): Generator<DumpLine | Issue> {
  for (const { number, start, end } of recordLines(file)) {
    const text = latin1Text(file.subarray(start, Math.min(end, start + LINE_LIMIT))).replaceAll(ESCAPES, '');
    if (!LOOKS_LIKE.test(text)) continue;
    yield dumpLine(text, number) ?? issue('a dump line that cannot be read; left out', number);
  }
}

function dumpLine(text: string, number: number): DumpLine | null {
  const match = DUMP_LINE.exec(text);
  if (match === null) return null;
  const address = Number(`0x${match[1]!}`);
  const words = match[2]!.slice(1).split(' ');
  const width = words[0]!.length / 2;
  const length = words.length * width;
  if (length > LINE_BYTES_LIMIT || !Number.isSafeInteger(address + length)) return null;
  const digits = words.join('');
  const bytes = Uint8Array.from({ length }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  return { number, address, width, bytes, rest: match[3] ?? '' };
}

function inOrder({ bytes, width }: DumpLine, order: ByteOrder): Uint8Array {
  if (order === 'big' || width === 1) return bytes;
  return bytes.map((_, i) => bytes[i - (i % width) + (width - 1 - (i % width))]!);
}

/** Whether the text column is that of these bytes; terminals may have cut blanks at the end. */
function agrees(bytes: Uint8Array, rest: string): boolean {
  const text = Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  const [shown, expected] = [rest.trimEnd(), text.trimEnd()];
  return rest !== '' && shown.endsWith(expected) && shown.slice(0, shown.length - expected.length).trim() === '';
}

/** The order for which more lines agree with their text column. */
function toldOrder(file: Uint8Array, remarks: IssueList): ByteOrder {
  const votes = { little: 0, big: 0 };
  let hasNumbers = false;
  for (const line of dumpLines(file)) {
    if ('code' in line || line.width === 1) continue;
    hasNumbers = true;
    const [little, big] = (['little', 'big'] as const).map((order) => agrees(inOrder(line, order), line.rest));
    if (little !== big) votes[little ? 'little' : 'big']++;
  }
  if (hasNumbers && votes.little === votes.big) {
    const hint = '--byte-order big when the board is big-endian';
    remarks.add({ code: CODE, message: 'nothing tells the byte order of the board; taken as little-endian', hint });
  }
  return votes.big > votes.little ? 'big' : 'little';
}

function holeRemarks({ pieces }: ImageReading): readonly Issue[] {
  const remarks = new IssueList();
  for (const { start, end } of holesBetween(pieces)) {
    if (end - start > HOLE_LIMIT) continue;
    const found = `0x${start.toString(16)} to 0x${(end - 1).toString(16)}`;
    remarks.add({ code: CODE, message: 'bytes are missing between dump lines', found });
  }
  return remarks.list();
}

function issue(message: string, line: number): Issue {
  return { code: CODE, message, place: { line } };
}
