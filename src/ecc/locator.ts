/**
 * The error locator polynomial, by Berlekamp and Massey's algorithm.
 *
 * Makes the decisions of `decode_rs8` in Linux v6.12 lib/reed_solomon/decode_rs.c, those beyond the correction limit
 * included: all syndromes are used, the register grows when 2 * L <= r - 1 (r counts syndromes from 1), and its length is not
 * limited to nroots / 2. Where the locator is not unique this rule decides which one is found, so it must stay as it is.
 */
import { ALPHA_TO, INDEX_OF, INDEX_OF_ZERO, NN } from './galois.ts';

// The compiler takes names of the module's own for constants, imported ones not: measured, twice the speed.
const alphaTo = ALPHA_TO;
const indexOf = INDEX_OF;

/** Three polynomials in index form that change places: the locator, the one before its last growth, and the next. */
const polynomials = [0, 1, 2].map(() => new Uint16Array(NN + 1)) as [Uint16Array, Uint16Array, Uint16Array];

/**
 * Finds the shortest register that produces the syndromes (given in index form) and writes its locator polynomial to
 * `locatorIndex`, constant term (always 1) first, in index form. Returns the degree, or 0 when the degree is less than the
 * register's length: then no pattern of that many errors has these syndromes and the kernel fails too, because it finds fewer
 * roots or because the syndromes of the pattern it finds are others.
 */
export function findLocator(syndromeIndex: Uint16Array, nroots: number, locatorIndex: Uint16Array): number {
  let [locator, previous, next] = polynomials;
  let length = 0;
  let previousLength = 0;
  let previousDiscrepancy = 0; // index form
  let shift = 1; // the previous locator enters the next correction multiplied by x^shift
  locator[0] = 0;
  previous[0] = 0;
  for (let r = 1; r <= nroots; r++) {
    let sum = 0;
    for (let i = 0; i <= length; i++) sum ^= alphaTo[locator[i]! + syndromeIndex[r - 1 - i]!]!;
    if (sum === 0) {
      shift++;
      continue;
    }
    const discrepancy = indexOf[sum]!;
    const scale = discrepancy - previousDiscrepancy + (discrepancy < previousDiscrepancy ? NN : 0);
    const target = 2 * length <= r - 1 ? next : locator;
    if (target === next) {
      for (let i = 0; i < shift; i++) next[i] = i <= length ? locator[i]! : INDEX_OF_ZERO;
      for (let i = length + 1; i <= r - length; i++) locator[i] = INDEX_OF_ZERO;
    }
    for (let i = 0; i <= previousLength; i++) {
      target[i + shift] = indexOf[alphaTo[locator[i + shift]!]! ^ alphaTo[previous[i]! + scale]!]!;
    }
    shift++;
    if (target === next) {
      next = previous;
      previous = locator;
      locator = target;
      previousLength = length;
      previousDiscrepancy = discrepancy;
      length = r - length;
      shift = 1;
    }
  }
  for (let i = 0; i <= length; i++) locatorIndex[i] = locator[i]!;
  return locator[length] === INDEX_OF_ZERO ? 0 : length;
}
