import { expect, test } from 'vitest';
import { binomial, lnChoose, lnFactorial, lowerTail, upperTail } from '../../src/campaign/binomial.ts';

/** C(n, k) exactly. */
function choose(n: bigint, k: bigint): bigint {
  return k === 0n ? 1n : (choose(n, k - 1n) * (n - k + 1n)) / k;
}

test('choices are those of whole numbers', () => {
  for (const [n, k] of [
    [5, 2],
    [160, 17],
    [144, 72],
    [255, 9],
    [256, 9],
    [1000, 20],
  ] as const) {
    expect(Math.exp(lnChoose(n, k)) / Number(choose(BigInt(n), BigInt(k)))).toBeCloseTo(1, 11);
  }
  expect(Math.exp(lnChoose(5, 6))).toBe(0);
  expect(Math.exp(lnChoose(5, -1))).toBe(0);
});

test("Stirling's series takes over without a step", () => {
  expect(lnFactorial(256) - lnFactorial(255)).toBeCloseTo(Math.log(256), 11);
});

test.each([
  [10, 0.3],
  [144, 0.004],
  [144, 0.5],
  [2000, 0.01],
])('n = %i, p = %d: terms add up to one, tails meet', (n, p) => {
  let sum = 0;
  for (let k = 0; k <= n; k++) {
    sum += binomial(n, p, k);
    expect(lowerTail(n, p, k) + upperTail(n, p, k + 1)).toBeCloseTo(1, 11);
    expect(lowerTail(n, p, k)).toBeCloseTo(sum, 11);
  }
  expect(sum).toBeCloseTo(1, 11);
});

test('a tail of 1e-65 keeps its digits', () => {
  // Two terms of the exact sum are enough for nine digits.
  const rate = 8e-6;
  const first = Number(choose(160n, 17n)) * rate ** 17 * (1 - rate) ** 143;
  expect(upperTail(160, rate, 17) / (first * (1 + (143 / 18) * rate))).toBeCloseTo(1, 8);
});

test('certain and impossible', () => {
  expect([binomial(5, 0, 0), binomial(5, 1, 5), binomial(5, 1, 4), binomial(5, 0.5, 6)]).toEqual([1, 1, 0, 0]);
  expect([upperTail(5, 0, 1), upperTail(5, 1, 5), upperTail(5, 0.5, 6), upperTail(5, 0.5, 0)]).toEqual([0, 1, 0, 1]);
  expect([lowerTail(5, 1, 4), lowerTail(5, 0, 0), lowerTail(5, 0.5, -1)]).toEqual([0, 1, 0]);
  expect(() => binomial(5, 1.1, 1)).toThrow('a probability of 1.1');
});
