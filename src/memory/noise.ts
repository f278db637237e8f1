/**
 * Noise: what a page that nobody has written reads as when its cells hold chance.
 *
 * DRAM is not zero at power-on, and RAM that has lost its charge holds whatever is left. Such a page costs nothing until
 * it is written: its bytes are a function of a 31-bit seed and the page frame number, so the same seed gives the same RAM
 * whatever was read before, in whatever order. Not cryptographic. It leaves out the structure of real cells (ground
 * states, rows, chips), which belongs to the decay model.
 */

/** Seeds are 1 … 2^31-1, because a page table stores them as negative entries. */
export const NOISE_SEED_LIMIT = 2 ** 31;

/** An avalanche of 32 bits: the `lowbias32` function that Chris Wellons' hash-prospector found by search (bias 0.17). */
export function mix32(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** Any 32-bit number as a legal seed. */
export function noiseSeed(random: number): number {
  return ((random >>> 0) % (NOISE_SEED_LIMIT - 1)) + 1;
}

/** 2^32 divided by the golden ratio, made odd: steps through all 32-bit numbers without clustering. */
const GOLDEN_STEP = 0x9e3779b9;

/** Fills one whole page of `target` from `offset` on with the noise of page `pfn`; 32-bit words, little-endian. */
export function fillNoise(seed: number, pfn: number, target: DataView, offset: number, pageSize: number): void {
  const key = mix32(mix32(seed) ^ pfn);
  const whitening = mix32(key ^ 0x5bd1e995);
  let counter = key;
  for (let at = 0; at < pageSize; at += 4) {
    counter = (counter + GOLDEN_STEP) | 0;
    target.setUint32(offset + at, mix32(counter) ^ whitening, true);
  }
}
