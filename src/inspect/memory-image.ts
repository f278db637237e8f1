/**
 * A file of a board's memory, whatever its format: told by its contents, read into pieces at addresses, moved, cut, and written again.
 *
 * What `autopsy`, `uboot --load` and `image` share. Raw bytes have no address of their own and begin at 0 until somebody says where.
 */
import { readElfImage, writeElfImage } from '../formats/elf-image.ts';
import { holesBetween, IMAGE_BYTES_LIMIT, type ImagePiece, type ImageReading } from '../formats/image-pieces.ts';
import { readIntelHex, writeIntelHex } from '../formats/intel-hex.ts';
import { hasDumpLine, readMdLog } from '../formats/md-log.ts';
import { readSRecords, writeSRecords } from '../formats/s-record.ts';
import type { ByteOrder } from '../memory/byte-order.ts';
import { hex, latin1Text } from '../sim/bytes.ts';
import type { Issue } from '../sim/issue.ts';

export const imageFormats = ['raw', 'hex', 'srec', 'elf', 'md'] as const;
export type ImageFormat = (typeof imageFormats)[number];
/** Those that can be written. */
export const writableFormats = ['raw', 'hex', 'srec', 'elf'] as const;
export type WritableFormat = (typeof writableFormats)[number];

/** Files of text records are about three times their bytes. */
const RECORDS_LIMIT = 256 * 1024 ** 2;
/** One past what Intel HEX and S-record address. */
const RECORD_ADDRESS_END = 2 ** 32;
/** So much of a file is looked at to tell its format. */
const LOOKED_AT_BYTES = 1024 ** 2;
const HEX_LINE = /^\s*:[0-9a-f]{10,}\s*$/i;
const S_LINE = /^\s*S\d[0-9a-f]{8,}\s*$/i;

const ENDINGS: ReadonlyMap<string, WritableFormat> = new Map([
  ['.hex', 'hex'],
  ['.ihex', 'hex'],
  ['.ihx', 'hex'],
  ['.srec', 'srec'],
  ['.s19', 'srec'],
  ['.s28', 'srec'],
  ['.s37', 'srec'],
  ['.mot', 'srec'],
  ['.elf', 'elf'],
  ['.core', 'elf'],
]);

export interface MemoryImage extends ImageReading {
  readonly format: ImageFormat;
}

/** `format` and `byteOrder` (of an `md` log) where the user says them. */
export function readMemoryImage(file: Uint8Array, format?: ImageFormat, byteOrder?: ByteOrder): MemoryImage {
  const told = format ?? imageFormat(file);
  return { format: told, ...readAs(told, file, byteOrder) };
}

function readAs(format: ImageFormat, file: Uint8Array, byteOrder: ByteOrder | undefined): ImageReading {
  switch (format) {
    case 'raw':
      return { pieces: file.length === 0 ? [] : [{ address: 0, bytes: file }], errors: [], remarks: [] };
    case 'hex':
      return readIntelHex(file);
    case 'srec':
      return readSRecords(file);
    case 'elf':
      return readElfImage(file);
    case 'md':
      return readMdLog(file, byteOrder);
  }
}

/** What the contents say; names of files mean nothing. */
export function imageFormat(file: Uint8Array): ImageFormat {
  const head = file.subarray(0, LOOKED_AT_BYTES);
  if (head[0] === 0x7f && latin1Text(head.subarray(1, 4)) === 'ELF') return 'elf';
  if (!isText(head)) return 'raw';
  const first = latin1Text(head.subarray(0, 4096)).trimStart().split('\n', 1)[0]!;
  if (HEX_LINE.test(first)) return 'hex';
  if (S_LINE.test(first)) return 'srec';
  return hasDumpLine(head) ? 'md' : 'raw';
}

/** A serial line brings a wrong byte now and then; RAM is something else. */
function isText(bytes: Uint8Array): boolean {
  let others = 0;
  for (const byte of bytes) if (byte >= 0x7f || (byte < 0x20 && (byte < 7 || byte > 13) && byte !== 27)) others++;
  return others * 50 <= bytes.length;
}

/** What the ending of a file's name says, `.gz` apart; raw where it says nothing. */
export function namedFormat(file: string): WritableFormat {
  const [, ending = ''] = /(\.[^./\\]+)(?:\.gz)?$/i.exec(file) ?? [];
  return ENDINGS.get(ending.toLowerCase()) ?? 'raw';
}

/** So that the lowest byte lies at `address`. */
export function movedTo(pieces: readonly ImagePiece[], address: number): readonly ImagePiece[] {
  const distance = address - (pieces[0]?.address ?? 0);
  return pieces.map((piece) => ({ address: piece.address + distance, bytes: piece.bytes }));
}

/** One past the last byte; 0 of an empty image. */
export function imageEnd(pieces: readonly ImagePiece[]): number {
  const last = pieces.at(-1);
  return last === undefined ? 0 : last.address + last.bytes.length;
}

/** The bytes of a range; `missing` tells the parts that the image does not have, which are `fill`. The range must fit into memory. */
export function rangeOf(
  pieces: readonly ImagePiece[],
  start: number,
  size: number,
  fill = 0,
): { readonly bytes: Uint8Array; readonly missing: readonly { readonly start: number; readonly end: number }[] } {
  const end = start + size;
  const inside = pieces.filter((piece) => piece.address < end && piece.address + piece.bytes.length > start);
  const whole = inside.find((piece) => piece.address <= start && piece.address + piece.bytes.length >= end);
  if (whole !== undefined) {
    return { bytes: whole.bytes.subarray(start - whole.address, end - whole.address), missing: [] };
  }
  const bytes = new Uint8Array(size).fill(fill);
  const cut = inside.map((piece) => {
    const from = Math.max(start, piece.address);
    const to = Math.min(end, piece.address + piece.bytes.length);
    bytes.set(piece.bytes.subarray(from - piece.address, to - piece.address), from - start);
    return { address: from, bytes: bytes.subarray(from - start, to - start) };
  });
  const [before, behind] = [start, end].map((address) => ({ address, bytes: new Uint8Array(0) }));
  const missing = holesBetween([before!, ...cut, behind!]).filter((hole) => hole.end > hole.start);
  return { bytes, missing };
}

/** The bytes of a file of this format, or why they cannot be. Holes of raw bytes are `fill`. */
export function writeMemoryImage(
  pieces: readonly ImagePiece[],
  format: WritableFormat,
  fill: number,
): { readonly file: Uint8Array } | { readonly issue: Issue } {
  const start = pieces[0]?.address ?? 0;
  const end = imageEnd(pieces);
  const found = `0x${hex(start)} to 0x${hex(Math.max(start, end - 1))}`;
  const issue = (message: string, hint: string) => ({ issue: { code: 'image.write', message, found, hint } });
  if (format === 'elf') return { file: writeElfImage(pieces) };
  if (format === 'raw') {
    if (end - start > IMAGE_BYTES_LIMIT)
      return issue('too far apart for raw bytes: more than 1 GiB', 'hex, srec and elf keep holes');
    return { file: rangeOf(pieces, start, end - start, fill).bytes };
  }
  if (end > RECORD_ADDRESS_END) return issue(`the format ends at 4 GiB`, 'elf has addresses of 64 bits');
  if (pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) > RECORDS_LIMIT)
    return issue('more than 256 MiB are too much for lines of text', 'elf keeps holes and is not text');
  return { file: format === 'hex' ? writeIntelHex(pieces) : writeSRecords(pieces) };
}
