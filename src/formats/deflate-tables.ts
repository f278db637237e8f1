/**
 * The numbers of RFC 1951 that compressor and decompressor share: alphabets, length and distance codes, the fixed code.
 *
 * Tables are computed from the rule the RFC gives; the tests compare them with the RFC's printed tables.
 */

/** Literals 0–255, end of block 256, length codes 257–285 (286 and 287 exist only in the fixed code and mean nothing). */
export const LITERAL_CODES = 286;
export const DISTANCE_CODES = 30;
export const CODE_LENGTH_CODES = 19;
export const END_OF_BLOCK = 256;
export const MIN_MATCH = 3;
export const MAX_MATCH = 258;

/** Order in which the lengths of the code-length code are sent (RFC 1951 §3.2.7). */
export const CODE_LENGTH_ORDER: readonly number[] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Extra bits of the repeat codes 16, 17 and 18 of the code-length code. */
export const REPEAT_EXTRA_BITS: readonly number[] = [2, 3, 7];

/** Extra bits of length code 257 + i: eight codes of one length each, then four codes for every further bit, and 285 = 258 exactly. */
export const LENGTH_EXTRA_BITS: Uint8Array = Uint8Array.from({ length: 29 }, (_, i) =>
  i < 8 || i === 28 ? 0 : (i >> 2) - 1,
);

/** Shortest match of length code 257 + i. */
export const LENGTH_BASE: Uint16Array = bases(LENGTH_EXTRA_BITS, MIN_MATCH);
LENGTH_BASE[28] = MAX_MATCH;

/** Extra bits of distance code i: four codes of one distance each, then two codes for every further bit. */
export const DISTANCE_EXTRA_BITS: Uint8Array = Uint8Array.from({ length: DISTANCE_CODES }, (_, i) =>
  i < 4 ? 0 : (i >> 1) - 1,
);

/** Shortest distance of distance code i. */
export const DISTANCE_BASE: Uint16Array = bases(DISTANCE_EXTRA_BITS, 1);

/** Code lengths of the fixed literal/length code, with the two unused symbols that make it complete (RFC 1951 §3.2.6). */
export const FIXED_LITERAL_LENGTHS: Uint8Array = Uint8Array.from({ length: 288 }, (_, i) =>
  i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8,
);
/** All 32 distance symbols have five bits; 30 and 31 mean nothing. */
export const FIXED_DISTANCE_LENGTHS: Uint8Array = new Uint8Array(32).fill(5);

function bases(extraBits: Uint8Array, first: number): Uint16Array {
  let next = first;
  return Uint16Array.from(extraBits, (bits) => {
    const base = next;
    next += 1 << bits;
    return base;
  });
}
