import { expect, test } from 'vitest';
import { generatorPolynomial, multiply } from '../../src/ecc/galois.ts';
import { generatorOf, product } from './textbook.ts';

test('all 65,536 products are those of shift and add', () => {
  let wrong = 0;
  for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) if (multiply(a, b) !== product(a, b)) wrong++;
  expect(wrong).toBe(0);
});

// Coefficients printed by the kernel's init_rs, constant term first.
test.each([
  [2, '020301'],
  [4, '4078360f01'],
  [8, '18c8adef36510bff01'],
  [16, '3b243262e52941a3081ed144bd680d3b01'],
])('generator polynomial of %i roots', (nroots, expected) => {
  expect(Buffer.from(generatorPolynomial(nroots)).toString('hex')).toBe(expected);
});

test('every generator polynomial from 1 to 255 roots is the product of its linear factors', () => {
  for (let nroots = 1; nroots <= 255; nroots++) expect([...generatorPolynomial(nroots)]).toEqual(generatorOf(nroots));
});

test('the generator of 255 roots is x^255 + 1', () => {
  expect([...generatorPolynomial(255)]).toEqual([1, ...new Array<number>(254).fill(0), 1]);
});
