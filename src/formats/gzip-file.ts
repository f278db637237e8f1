/** A gzip file of one member, without a name and a time, as `gzip -n9` writes it (RFC 1952). */
import { crc32 } from './crc32.ts';

/** ID1, ID2, deflate, no flags, no time, slowest compression, Unix. */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3];
const TRAILER_BYTES = 8;

/** `deflate` gives the raw stream. */
export function gzipFile(bytes: Uint8Array, deflate: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const body = deflate(bytes);
  const file = new Uint8Array(HEADER.length + body.length + TRAILER_BYTES);
  file.set(HEADER);
  file.set(body, HEADER.length);
  const view = new DataView(file.buffer);
  view.setUint32(file.length - 8, crc32(bytes), true);
  view.setUint32(file.length - 4, bytes.length, true);
  return file;
}
