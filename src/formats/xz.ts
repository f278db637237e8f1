/**
 * The .xz container around bytes that are stored, not compressed: how a distribution's `.ko.xz` files look from outside.
 *
 * Follows the .xz file format 1.1.0: one stream, one block, LZMA2 chunks without compression, CRC32 as the kernel's build asks for. Reads
 * what it writes; compressed chunks are refused.
 */
import { crc32 } from './crc32.ts';

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
/** Stream flags: check type CRC32. */
const FLAGS = [0x00, 0x01];
const FOOTER_MAGIC = [0x59, 0x5a];
const HEADER_BYTES = 12;
const BLOCK_HEADER_BYTES = 12;
/** Filter LZMA2, one byte of properties: a dictionary of 1 MiB. */
const BLOCK_HEADER = [0x02, 0x00, 0x21, 0x01, 0x10, 0x00, 0x00, 0x00];
const CHUNK_MAX = 0x10000;
const CHUNK_FIRST = 0x01;
const CHUNK_NEXT = 0x02;

/** True for bytes that begin as an .xz file does. */
export function isXz(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && MAGIC.every((byte, index) => bytes[index] === byte);
}

/** An .xz file that holds `bytes`. */
export function xzStore(bytes: Uint8Array): Uint8Array {
  const chunks: number[][] = [];
  const body: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_MAX) {
    const piece = bytes.subarray(at, at + CHUNK_MAX);
    chunks.push([at === 0 ? CHUNK_FIRST : CHUNK_NEXT, (piece.length - 1) >> 8, (piece.length - 1) & 0xff]);
    body.push(Uint8Array.from(chunks.at(-1)!), piece);
  }
  body.push(Uint8Array.of(0));
  const dataBytes = body.reduce((sum, { length }) => sum + length, 0);
  const unpadded = BLOCK_HEADER_BYTES + dataBytes + 4;
  const index = padded([0x00, 0x01, ...variable(unpadded), ...variable(bytes.length)]);
  const indexBytes = index.length + 4;
  const backward = [...little(indexBytes / 4 - 1), ...FLAGS];
  return joined([
    Uint8Array.from([...MAGIC, ...FLAGS, ...little(crc32(Uint8Array.from(FLAGS)))]),
    Uint8Array.from([...BLOCK_HEADER, ...little(crc32(Uint8Array.from(BLOCK_HEADER)))]),
    ...body,
    new Uint8Array((4 - ((BLOCK_HEADER_BYTES + dataBytes) % 4)) % 4),
    Uint8Array.from(little(crc32(bytes))),
    Uint8Array.from([...index, ...little(crc32(Uint8Array.from(index)))]),
    Uint8Array.from([...little(crc32(Uint8Array.from(backward))), ...backward, ...FOOTER_MAGIC]),
  ]);
}

/** The bytes of a file that `xzStore` made, or null. */
export function xzStored(file: Uint8Array): Uint8Array | null {
  if (!isXz(file)) return null;
  const pieces: Uint8Array[] = [];
  let at = HEADER_BYTES + BLOCK_HEADER_BYTES;
  while (at < file.length && file[at] !== 0) {
    const control = file[at]!;
    if (control !== CHUNK_FIRST && control !== CHUNK_NEXT) return null;
    if (at + 3 > file.length) return null;
    const length = ((file[at + 1]! << 8) | file[at + 2]!) + 1;
    if (at + 3 + length > file.length) return null;
    pieces.push(file.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  const bytes = joined(pieces);
  const checkAt = Math.ceil((at + 1) / 4) * 4;
  if (checkAt + 4 > file.length) return null;
  const check = new DataView(file.buffer, file.byteOffset + checkAt, 4).getUint32(0, true);
  return check === crc32(bytes) ? bytes : null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function padded(bytes: readonly number[]): number[] {
  const rest = (4 - (bytes.length % 4)) % 4;
  return [...bytes, ...Array.from({ length: rest }, () => 0)];
}

function little(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

/** Seven bits a byte, the lowest first. */
function variable(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}
