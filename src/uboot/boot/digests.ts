/** The digests a FIT image may name. Mirrors `calculate_hash` of U-Boot `boot/image-fit.c`: CRC-32 and what `hash_lookup_algo` knows. */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { crc32 } from '../../formats/crc32.ts';
import { cells } from '../../formats/fdt-values.ts';

const DIGESTS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  crc32: (bytes) => cells(crc32(bytes)),
  md5,
  sha1,
  sha256,
  sha384,
  sha512,
};

/** Null for a name that means nothing. */
export function digestOf(name: string, bytes: Uint8Array): Uint8Array | null {
  return Object.hasOwn(DIGESTS, name) ? DIGESTS[name]!(bytes) : null;
}
