/**
 * Arithmetic in GF(2^8) with the field polynomial that ramoops asks for.
 *
 * Mirrors the tables of `init_rs` in Linux v6.12 lib/reed_solomon/reed_solomon.c for symbol size 8 and polynomial 0x11d: a
 * symbol is a byte, addition is exclusive or, every symbol but zero is a power of alpha = 2. One thing differs on purpose: the
 * index of zero is 511 instead of 255 and the power table ends in zeros, so that a product needs no test for zero.
 */
import { assert } from '../sim/assert.ts';

/** Symbols of a full code word: 2^8 - 1. Also the order of alpha. */
export const NN = 255;

/** x^8 + x^4 + x^3 + x^2 + 1, `ecc_info->poly` in Linux fs/pstore/ram_core.c. */
const FIELD_POLYNOMIAL = 0x11d;

/** Index given to zero: added to any other index it lands in the part of `ALPHA_TO` that is zero. */
export const INDEX_OF_ZERO = 511;

/** `ALPHA_TO[i]` = alpha^i for i = 0 ... 509 (two periods: the sum of two indices needs no modulo), zero above. */
export const ALPHA_TO = new Uint8Array(1024);

/** `INDEX_OF[v]` = i with alpha^i = v, 0 ... 254; `INDEX_OF_ZERO` for v = 0. */
export const INDEX_OF = new Uint16Array(256);

{
  let power = 1;
  for (let index = 0; index < NN; index++) {
    ALPHA_TO[index] = power;
    ALPHA_TO[index + NN] = power;
    INDEX_OF[power] = index;
    power <<= 1;
    if (power > 255) power ^= FIELD_POLYNOMIAL;
  }
  INDEX_OF[0] = INDEX_OF_ZERO;
  assert(power === 1, 'alpha is not a primitive element of the field');
}

/** Product of two symbols. */
export function multiply(a: number, b: number): number {
  return ALPHA_TO[INDEX_OF[a]! + INDEX_OF[b]!]!;
}

/**
 * Coefficients of g(x) = (x + alpha^0)(x + alpha^1) ... (x + alpha^(nroots-1)), constant term first, leading 1 last.
 * First root alpha^0 and step 1 are `fcr` 0 and `prim` 1 of ram_core.c.
 */
export function generatorPolynomial(nroots: number): Uint8Array {
  const generator = new Uint8Array(nroots + 1);
  generator[0] = 1;
  for (let root = 0; root < nroots; root++) {
    const alpha = ALPHA_TO[root]!;
    for (let power = root + 1; power > 0; power--) {
      generator[power] = generator[power - 1]! ^ multiply(generator[power]!, alpha);
    }
    generator[0] = multiply(generator[0]!, alpha);
  }
  return generator;
}
