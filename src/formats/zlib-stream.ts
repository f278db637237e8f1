/** A zlib stream (RFC 1950) round deflate of level 1: what `compress2(Z_BEST_SPEED)` gives, but for how matches were found. */
import { gzipDeflate } from './deflate.ts';

const HEAD = [0x78, 0x01];
const ADLER_BASE = 65521;
const TRAILER_BYTES = 4;

export function zlibCompress(input: Uint8Array): Uint8Array {
  const body = gzipDeflate(input, 1);
  const bytes = new Uint8Array(HEAD.length + body.length + TRAILER_BYTES);
  bytes.set(HEAD);
  bytes.set(body, HEAD.length);
  new DataView(bytes.buffer).setUint32(bytes.length - TRAILER_BYTES, adler32(input));
  return bytes;
}

function adler32(input: Uint8Array): number {
  let [low, high] = [1, 0];
  for (let at = 0; at < input.length; at++) {
    low = (low + input[at]!) % ADLER_BASE;
    high = (high + low) % ADLER_BASE;
  }
  return ((high << 16) | low) >>> 0;
}
