/**
 * The stream of `makedumpfile -F`: pieces of a file with their offsets, for where nobody can seek.
 *
 * Facts: makedumpfile 1.7.2 `makedumpfile.h` (makedumpfile_header, makedumpfile_data_header). A head of 4 KiB, then of each piece offset and length, big-endian,
 * and its bytes; -1 twice at the end.
 */
import { latin1Bytes } from '../sim/bytes.ts';

const HEAD_BYTES = 4096;
const SIGNATURE = 'makedumpfile';
const TYPE = 1n;
const VERSION = 1n;

export function flattenedHead(): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes.set(latin1Bytes(SIGNATURE));
  const view = new DataView(bytes.buffer);
  view.setBigInt64(16, TYPE);
  view.setBigInt64(24, VERSION);
  return bytes;
}

/** What stands before a piece; of the end both are -1. */
export function flattenedPieceHead(offset: number, length: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setBigInt64(0, BigInt(offset));
  view.setBigInt64(8, BigInt(length));
  return new Uint8Array(view.buffer);
}
