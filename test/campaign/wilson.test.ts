import { expect, test } from 'vitest';
import { normalQuantile, normalTail, sidakLevel, wilsonInterval } from '../../src/campaign/wilson.ts';

// Quantiles of the normal law as every table prints them.
test.each([
  [0.5, 0],
  [0.025, 1.959963984540054],
  [0.005, 2.5758293035489004],
  [0.0005, 3.2905267314919255],
  [1e-9, 5.997807015007686],
])('the normal law is exceeded with probability %d beyond %d', (tail, z) => {
  expect(normalQuantile(tail)).toBeCloseTo(z, 10);
  expect(normalTail(z) / tail).toBeCloseTo(1, 10);
});

test('series and continued fraction meet', () => {
  expect(normalTail(3) / normalTail(3 - 1e-12)).toBeCloseTo(1, 9);
});

// 81 of 263: Newcombe (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i: the published 95 %% interval', (hits, trials, low, high) => {
  const interval = wilsonInterval(hits, trials, 0.95);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('no trials say nothing; all or none give a bound of 1 or 0', () => {
  expect(wilsonInterval(0, 0, 0.95)).toEqual({ low: 0, high: 1 });
  expect(wilsonInterval(7, 7, 0.95).high).toBe(1);
  expect(wilsonInterval(0, 7, 0.95).low).toBe(0);
  expect(() => wilsonInterval(8, 7, 0.95)).toThrow('8 hits of 7');
  expect(() => wilsonInterval(1, 7, 1)).toThrow('a confidence of 1');
});

test('Šidák: the levels of all tests together give the whole level back', () => {
  expect(sidakLevel(0.001, 1)).toBeCloseTo(0.001, 15);
  const each = sidakLevel(0.001, 56);
  expect(1 - (1 - each) ** 56).toBeCloseTo(0.001, 12);
  expect(() => sidakLevel(0.001, 0)).toThrow('0 comparisons');
});
