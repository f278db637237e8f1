/**
 * The values of the errors, by Forney's formula.
 *
 * Mirrors the last part of Linux v6.12 lib/reed_solomon/decode_rs.c. The kernel then skips values of zero and compares the
 * syndromes of its pattern with the received ones. Neither can happen here and both are left out: when the locator's degree is
 * the register's length and it has as many different roots, partial fractions of omega / locator give exactly the received
 * syndromes, and a value of zero would mean that a shorter register exists. The tests check every accepted word instead.
 */
import { ALPHA_TO, INDEX_OF, NN } from './galois.ts';

// The compiler takes names of the module's own for constants, imported ones not: measured, twice the speed.
const alphaTo = ALPHA_TO;
const indexOf = INDEX_OF;

/** Index form of omega(x) = syndromes(x) * locator(x) mod x^degree. */
const omegaIndex = new Uint16Array(NN);

/** Writes to `values` what must be added at each of the `degree` positions. Syndromes and locator are in index form. */
export function findValues(
  syndromeIndex: Uint16Array,
  locatorIndex: Uint16Array,
  degree: number,
  positions: Uint8Array,
  values: Uint8Array,
): void {
  for (let i = 0; i < degree; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum ^= alphaTo[syndromeIndex[i - j]! + locatorIndex[j]!]!;
    omegaIndex[i] = indexOf[sum]!;
  }
  for (let k = 0; k < degree; k++) values[k] = valueAt(positions[k]!, locatorIndex, degree);
}

/**
 * X * omega(1/X) / locator'(1/X) with X = alpha^position: the first root is alpha^0. The formal derivative keeps the odd
 * terms, each divided by x, which the factor X makes good: the denominator is the sum of the locator's odd terms at 1/X.
 */
function valueAt(position: number, locatorIndex: Uint16Array, degree: number): number {
  const step = NN - position; // index of 1/X, 1 ... 255
  let numerator = 0;
  let denominator = 0;
  let power = 0; // index of (1/X)^i
  for (let i = 0; i < degree; i++) {
    numerator ^= alphaTo[omegaIndex[i]! + power]!;
    power += step;
    if (power >= NN) power -= NN;
    if ((i & 1) === 0) denominator ^= alphaTo[locatorIndex[i + 1]! + power]!;
  }
  return alphaTo[indexOf[numerator]! + NN - indexOf[denominator]!]!;
}
