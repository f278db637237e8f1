/**
 * Syndromes of a received word, computed from its residue.
 *
 * The residue (parity computed from the data, plus the parity received) differs from the received word by a multiple of the
 * generator polynomial, so its value at each root alpha^i is the syndrome S_i that `decode_rs8` of Linux v6.12
 * lib/reed_solomon computes from the whole word. `nroots` bytes are looked at instead of up to 255.
 */
import { ALPHA_TO, INDEX_OF, NN } from './galois.ts';

// The compiler takes names of the module's own for constants, imported ones not: measured, twice the speed.
const alphaTo = ALPHA_TO;
const indexOf = INDEX_OF;

/** Writes the index form of S_0 ... S_(nroots-1) of the residue in `lanes` (layout of divider.ts) to `syndromeIndex`. */
export type SyndromeRule = (lanes: Int32Array, syndromeIndex: Uint16Array) => void;

/** Beyond this the tables (1 KiB x nroots x lanes) would leave the processor's second-level cache. */
const TABLED_ROOTS = 32;

export function makeSyndromeRule(nroots: number): SyndromeRule {
  return nroots <= TABLED_ROOTS ? tabledRule(nroots) : hornerRule(nroots);
}

/** For each parity byte a table of its contribution to all syndromes at once, four to a lane. */
function tabledRule(nroots: number): SyndromeRule {
  const laneCount = nroots <= 16 ? 4 : 8;
  const rows = contributions(nroots, laneCount);
  const sums = new Int32Array(laneCount);

  /** Lanes first ... first + 3 of the sum of all rows. */
  function addRows(lanes: Int32Array, first: number): void {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let j = 0; j < nroots; j++) {
      const value = (lanes[j >> 2]! >>> (8 * (j & 3))) & 255;
      const row = (j * 256 + value) * laneCount + first;
      sum0 ^= rows[row]!;
      sum1 ^= rows[row + 1]!;
      sum2 ^= rows[row + 2]!;
      sum3 ^= rows[row + 3]!;
    }
    sums[first] = sum0;
    sums[first + 1] = sum1;
    sums[first + 2] = sum2;
    sums[first + 3] = sum3;
  }

  return (lanes, syndromeIndex) => {
    for (let first = 0; first < laneCount; first += 4) addRows(lanes, first);
    for (let i = 0; i < nroots; i++) syndromeIndex[i] = indexOf[(sums[i >> 2]! >>> (8 * (i & 3))) & 255]!;
  };
}

/** Row (j, v): v * alpha^(i * (nroots - 1 - j)) for i = 0 ... nroots - 1. */
function contributions(nroots: number, laneCount: number): Int32Array {
  const rows = new Int32Array(nroots * 256 * laneCount);
  for (let j = 0; j < nroots; j++) {
    for (let value = 1; value < 256; value++) {
      const row = (j * 256 + value) * laneCount;
      let index = indexOf[value]!;
      for (let i = 0; i < nroots; i++) {
        rows[row + (i >> 2)]! |= alphaTo[index]! << (8 * (i & 3));
        index = (index + nroots - 1 - j) % NN;
      }
    }
  }
  return rows;
}

/** Horner's scheme at each root. */
function hornerRule(nroots: number): SyndromeRule {
  return (lanes, syndromeIndex) => {
    for (let i = 0; i < nroots; i++) {
      let sum = 0;
      for (let j = 0; j < nroots; j++) {
        sum = alphaTo[indexOf[sum]! + i]! ^ ((lanes[j >> 2]! >>> (8 * (j & 3))) & 255);
      }
      syndromeIndex[i] = indexOf[sum]!;
    }
  };
}
