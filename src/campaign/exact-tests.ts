/** Exact tests of counts: the binomial test against a known probability, and Fisher's test of two samples. */
import { lnChoose, lowerTail, upperTail } from './binomial.ts';

/** Probability of a count at least as odd as `hits` of `trials` where each hit has probability `p`: twice the smaller tail. */
export function binomialTest(hits: number, trials: number, p: number): number {
  return Math.min(1, 2 * Math.min(lowerTail(trials, p, hits), upperTail(trials, p, hits)));
}

/**
 * Fisher's exact test, one-sided: the probability that a second sample would have so many hits or more, were both drawn from
 * the same lot.
 */
export function fisherTest(
  first: { readonly hits: number; readonly trials: number },
  second: { readonly hits: number; readonly trials: number },
): number {
  const hits = first.hits + second.hits;
  const trials = first.trials + second.trials;
  if (hits === 0 || first.trials === 0 || second.trials === 0) return 1;
  const last = Math.min(hits, second.trials);
  const mean = (hits * second.trials) / trials;
  // Below the mean the answer is near 1 and a lower sum is the shorter one.
  if (second.hits <= mean) {
    return 1 - sumOf(hits, second.trials, trials, second.hits - 1, -1, Math.max(0, hits - first.trials));
  }
  return sumOf(hits, second.trials, trials, second.hits, 1, last);
}

/** Hypergeometric terms from `from` on, away from the mean, up to `last` or until they no longer count. */
function sumOf(hits: number, drawn: number, lot: number, from: number, step: 1 | -1, last: number): number {
  let sum = 0;
  for (let k = from; step > 0 ? k <= last : k >= last; k += step) {
    const term = Math.exp(lnChoose(hits, k) + lnChoose(lot - hits, drawn - k) - lnChoose(lot, drawn));
    sum += term;
    if (term < sum * 1e-15) break;
  }
  return Math.min(1, sum);
}
