/**
 * Binomial probabilities without loss of digits: terms through logarithms, tails summed from the side where they are small.
 *
 * An upper tail is never 1 minus a lower sum: with few flips the tail is 1e-30 and the subtraction would leave nothing of it.
 */
import { assert } from '../sim/assert.ts';

/** ln(n!) for small n, by adding logarithms. */
const smallFactorials = new Float64Array(256);
for (let n = 2; n < 256; n++) smallFactorials[n] = smallFactorials[n - 1]! + Math.log(n);

/** ln(n!); above 255 by Stirling's series, whose first terms left out are below 1e-17 there. */
export function lnFactorial(n: number): number {
  if (n < 256) return smallFactorials[n]!;
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
}

/** ln of the number of ways to choose k of n; -Infinity where there is none. */
export function lnChoose(n: number, k: number): number {
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** Probability of exactly k successes in n trials. */
export function binomial(n: number, p: number, k: number): number {
  assert(p >= 0 && p <= 1, `a probability of ${p}`);
  if (k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  return Math.exp(lnChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** Probability of k or more successes. */
export function upperTail(n: number, p: number, k: number): number {
  if (k <= 0) return 1;
  if (k > n || p === 0) return 0;
  if (p === 1) return 1;
  if (k <= n * p) return 1 - lowerTail(n, p, k - 1);
  return sumOutward(binomial(n, p, k), k, n, (at) => ((n - at) / (at + 1)) * (p / (1 - p)));
}

/** Probability of k or fewer successes. */
export function lowerTail(n: number, p: number, k: number): number {
  if (k < 0) return 0;
  if (k >= n || p === 0) return 1;
  if (p === 1) return 0;
  if (k > n * p) return 1 - upperTail(n, p, k + 1);
  return sumOutward(binomial(n, p, k), n - k, n, (at) => ((n - at) / (at + 1)) * ((1 - p) / p));
}

/** Adds terms away from the middle until they no longer count; `ratio(at)` leads from the term at `at` to the next. */
function sumOutward(first: number, from: number, last: number, ratio: (at: number) => number): number {
  let term = first;
  let sum = first;
  for (let at = from; at < last; at++) {
    term *= ratio(at);
    if (term < sum * 1e-18) break;
    sum += term;
  }
  return Math.min(1, sum);
}
