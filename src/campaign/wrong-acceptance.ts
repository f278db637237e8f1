/**
 * How often the kernel's decoder takes a word with more than t damaged bytes for another text.
 *
 * Two ways lead there. Another code word lies within t bytes of the damaged one: exact for damage that draws every value
 * alike, from the weight distribution of an MDS code. Or the decoder, which has no limit, accepts a pattern of more than t
 * bytes: an estimate, and for odd nroots the larger part. Single flipped bits do not draw every value alike. What that
 * changes most is the first syndrome, which is the plain sum of the values because the first root is alpha^0, and that is
 * taken into account.
 */
import { lnChoose } from './binomial.ts';

const LN_255 = Math.log(255);
const LN_256 = Math.log(256);

const known = new Map<string, number>();

function remembered(key: string, compute: () => number): number {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= 4096) known.clear();
    value = compute();
    known.set(key, value);
  }
  return value;
}

/** Probability that a word of n bytes with `weight` > t damaged ones, all values alike, lies within t bytes of another code word. */
export function acceptanceWithin(nroots: number, n: number, weight: number): number {
  return remembered(`${nroots},${n},${weight}`, () => {
    const t = Math.floor(nroots / 2);
    const lnWords = lnChoose(n, weight) + weight * LN_255;
    let sum = 0;
    for (let distance = 0; distance <= t; distance++) {
      for (let added = 0; added <= distance; added++) {
        for (let kept = 0; kept <= distance - added; kept++) {
          // The code word has `kept` bytes where the damaged word has none, the damage `added` where the code word has none.
          const codeWeight = weight - added + kept;
          const changed = distance - added - kept;
          sum += Math.exp(
            lnCodeWords(nroots, n, codeWeight) +
              lnChoose(n - codeWeight, added) +
              added * LN_255 +
              lnChoose(codeWeight, kept) +
              lnChoose(codeWeight - kept, changed) +
              changed * Math.log(254) -
              lnWords,
          );
        }
      }
    }
    return sum;
  });
}

/** ln of the number of code words with `weight` bytes other than zero. */
function lnCodeWords(nroots: number, n: number, weight: number): number {
  const least = nroots + 1;
  if (weight < least || weight > n) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let j = 0; j <= weight - least; j++) {
    const term = Math.exp(lnChoose(weight - 1, j) - j * LN_256);
    sum += j % 2 === 0 ? term : -term;
    if (term < 1e-18) break;
  }
  return lnChoose(n, weight) + LN_255 + (weight - least) * LN_256 + Math.log(sum);
}

/** As `acceptanceWithin` for syndromes that are pure chance, which many damaged bytes come close to. */
export function acceptanceOfChance(nroots: number, n: number): number {
  let sum = 0;
  for (let i = 0; i <= Math.floor(nroots / 2); i++) sum += Math.exp(lnChoose(n, i) + i * LN_255 - nroots * LN_256);
  return sum;
}

/** Probability that chance syndromes are accepted with exactly `corrections` > t: an estimate. */
export function acceptanceBeyond(nroots: number, n: number, corrections: number): number {
  if (corrections > nroots) return 0;
  const lnSequences = LN_255 + (2 * (nroots - corrections) - nroots) * LN_256;
  return Math.exp(lnSequences + lnChoose(n, corrections) - corrections * LN_256);
}

/**
 * Probability that a word with t + 1 damaged bytes is made whole by luck: with an odd number of syndromes t + 1 errors leave the
 * locator one free coefficient, and one of 256 is the right one.
 */
export function luckyRepair(nroots: number): number {
  return nroots % 2 === 0 ? 0 : 1 / 256;
}

/** With more parity bytes wrong acceptance is rarer than 1e-50 whichever way it is computed, and the exact sum is long. */
const EXACT_ROOTS = 64;

/** Probability of wrong acceptance when `weight` > t of n bytes were changed by bits that flip at rate `ber`. */
export function acceptanceOfFlips(nroots: number, n: number, weight: number, ber: number): number {
  const t = Math.floor(nroots / 2);
  const alike = sumIsZero(weight, 1 / 2);
  const flipped = sumIsZero(weight, ber);
  const [withZero, withOther] = patternsBySum(n, t);
  const correction = (flipped * withZero + (1 - flipped) * withOther) / (alike * withZero + (1 - alike) * withOther);
  let beyond = 0;
  for (let i = t + 1; i <= nroots; i++) beyond += acceptanceBeyond(nroots, n, i) * apart(nroots, n, weight, i);
  const within = nroots <= EXACT_ROOTS ? acceptanceWithin(nroots, n, weight) : acceptanceOfChance(nroots, n);
  return within * correction + beyond;
}

/** Two patterns of the same syndromes are a code word apart: where both are so small that they cannot overlap, fewer are left. */
function apart(nroots: number, n: number, weight: number, corrections: number): number {
  if (weight + corrections > nroots + 1) return 1;
  return Math.exp(lnChoose(n - weight, corrections) - lnChoose(n, corrections));
}

/** Probability that `weight` changed bytes add up to zero: the mean of the law's characters, one for each of 256 masks. */
function sumIsZero(weight: number, ber: number): number {
  const unchanged = (1 - ber) ** 8;
  let sum = 0;
  for (let bits = 0; bits <= 8; bits++) {
    const character = ((1 - 2 * ber) ** bits - unchanged) / (1 - unchanged);
    sum += Math.exp(lnChoose(8, bits)) * character ** weight;
  }
  return Math.max(0, sum / 256);
}

/** Patterns of up to t bytes, scaled alike, whose values add up to zero, and to one given value other than zero. */
function patternsBySum(n: number, t: number): readonly [number, number] {
  let [withZero, withOther] = [0, 0];
  for (let i = 0; i <= t; i++) {
    const sign = i % 2 === 0 ? 1 : -1;
    const places = Math.exp(lnChoose(n, i) + (i - t) * LN_255);
    const share = sign / 255 ** i;
    withZero += (places * (1 + 255 * share)) / 256;
    withOther += (places * (1 - share)) / 256;
  }
  return [withZero, withOther];
}
