/**
 * Statistics of counted outcomes: Wilson's interval, and the level of one test among many.
 *
 * Wilson (1927) for the interval, Šidák (1967) for the level. The normal law's quantile is found by halving, which is exact to
 * the last digits and short.
 */
import { assert } from '../sim/assert.ts';

/** Bounds of a probability, both in 0 … 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The interval that holds the true probability with this confidence (0.95, 0.999), after `hits` of `trials`; all of it without trials. */
export function wilsonInterval(hits: number, trials: number, confidence: number): Interval {
  assert(hits >= 0 && hits <= trials, `${hits} hits of ${trials}`);
  assert(confidence > 0 && confidence < 1, `a confidence of ${confidence}`);
  if (trials === 0) return { low: 0, high: 1 };
  const z = normalQuantile((1 - confidence) / 2);
  const share = hits / trials;
  const weight = (z * z) / trials;
  const middle = share + weight / 2;
  const half = z * Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials));
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - half) / (1 + weight)),
    high: hits === trials ? 1 : Math.min(1, (middle + half) / (1 + weight)),
  };
}

/** The level of each of `comparisons` independent tests so that all together raise a false alarm with probability `level`. */
export function sidakLevel(level: number, comparisons: number): number {
  assert(level > 0 && level < 1, `a level of ${level}`);
  assert(comparisons >= 1, `${comparisons} comparisons`);
  return -Math.expm1(Math.log1p(-level) / comparisons);
}

/** The z that a standard normal variable exceeds with probability `tail` (1e-300 … 0.5). */
export function normalQuantile(tail: number): number {
  assert(tail >= 1e-300 && tail <= 0.5, `a tail of ${tail}`);
  let low = 0;
  let high = 40;
  for (let step = 0; step < 64; step++) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Below this the series is short, above it the continued fraction. */
const SERIES_LIMIT = 3;
const FRACTION_STEPS = 120;

/** Probability that a standard normal variable exceeds z (z >= 0). */
export function normalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < SERIES_LIMIT) {
    let term = z;
    let sum = z;
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = FRACTION_STEPS; k >= 1; k--) fraction = z + k / fraction;
  return density / fraction;
}
