/**
 * The decoder for a word that is not clean: from its residue to the corrections.
 *
 * Makes the decisions of `decode_rs8` in Linux v6.12 lib/reed_solomon/decode_rs.c; how each is reached is said in the file of
 * each step. A word is accepted exactly when the locator's degree is the register's length and it has as many different
 * roots inside the word. There is no limit to nroots / 2 corrections.
 */
import { EBADMSG } from '../sim/errno.ts';
import { findValues } from './error-values.ts';
import { NN } from './galois.ts';
import { findLocator } from './locator.ts';
import { findPositions } from './roots.ts';
import { makeSyndromeRule } from './syndromes.ts';

/** Corrects a word with a residue other than zero in place; the number of corrections, or -EBADMSG with nothing changed. */
export type Corrector = (
  residueLanes: Int32Array,
  data: Uint8Array,
  dataOffset: number,
  length: number,
  parity: Uint8Array,
  parityOffset: number,
) => number;

// Scratch of one call, shared by all codecs.
const syndromeIndex = new Uint16Array(NN);
const locatorIndex = new Uint16Array(NN + 1);
const positions = new Uint8Array(NN);
const values = new Uint8Array(NN);

export function makeCorrector(nroots: number): Corrector {
  const findSyndromes = makeSyndromeRule(nroots);

  return (residueLanes, data, dataOffset, length, parity, parityOffset) => {
    findSyndromes(residueLanes, syndromeIndex);
    const degree = findLocator(syndromeIndex, nroots, locatorIndex);
    if (degree === 0) return -EBADMSG;
    if (!findPositions(locatorIndex, degree, length + nroots, positions)) return -EBADMSG;
    findValues(syndromeIndex, locatorIndex, degree, positions, values);
    for (let k = 0; k < degree; k++) {
      const symbol = length + nroots - 1 - positions[k]!;
      if (symbol < length) data[dataOffset + symbol]! ^= values[k]!;
      else parity[parityOffset + symbol - length]! ^= values[k]!;
    }
    return degree;
  };
}
