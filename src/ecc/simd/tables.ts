/**
 * The tables that codec.wat reads, and where in its memory they lie.
 */
import { ALPHA_TO, generatorPolynomial, INDEX_OF, multiply, NN } from '../galois.ts';

const EXPONENTIALS = 0x400;
const LOGARITHMS = 0x700;
const ONES = 0x800;
const ROOT_LOGARITHMS = 0x900;
const PRODUCTS = 0x1000;
const POSITIONS = 0x3000;
const SYNDROMES = 0x5000;
const SLICES = 0xd000;

const POWERS = 0x15000;

/** First byte behind the tables: the caller's. */
export const FREE_MEMORY = 0x16000;

/** Where a mask lies that lets the first `count` (0 … 32) bytes of 32 through. */
export function maskOf(count: number): number {
  return ONES + 32 - count;
}

/** Errors that the positions table goes up to. */
const MOST_ERRORS = 16;

/** alpha to a power of any sign. */
function alpha(exponent: number): number {
  return ALPHA_TO[((exponent % NN) + NN) % NN]!;
}

/** Fills the tables that do not depend on the number of parity bytes. */
export function fillFieldTables(memory: Uint8Array): void {
  for (let exponent = 0; exponent < LOGARITHMS - EXPONENTIALS; exponent++)
    memory[EXPONENTIALS + exponent] = alpha(exponent);
  for (let v = 1; v < 256; v++) memory[LOGARITHMS + v] = INDEX_OF[v]!;
  memory.fill(0xff, ONES, ONES + 32);
  for (let v = 0; v < 256; v++) {
    for (let x = 0; x < 16; x++) {
      memory[PRODUCTS + v * 32 + x] = multiply(v, x);
      memory[PRODUCTS + v * 32 + 16 + x] = multiply(v, x << 4);
    }
  }
  for (let position = 0; position < 256; position++) {
    const group = POSITIONS + (position >> 4) * MOST_ERRORS * 32 + (position & 15);
    for (let i = 1; i <= MOST_ERRORS; i++) {
      const power = alpha(-i * position);
      memory[group + (i - 1) * 32] = power & 15;
      memory[group + (i - 1) * 32 + 16] = power >> 4;
    }
    for (let i = 0; i < MOST_ERRORS; i++) memory[POWERS + position * MOST_ERRORS + i] = alpha(-i * position);
  }
}

/** The part of the tables that depends on the number of parity bytes. */
export interface RootTables {
  readonly logarithms: Uint8Array;
  readonly syndromesAndSlices: Uint8Array;
}

/** Makes it for `nroots` 1 … 32. */
export function makeRootTables(nroots: number): RootTables {
  const width = nroots <= 16 ? 16 : 32;
  const logarithms = Uint8Array.from({ length: 256 }, (_, position) => INDEX_OF[alpha(-position * nroots)]!);
  const tables = new Uint8Array(POWERS - SYNDROMES);
  for (let j = 0; j < nroots; j++) {
    for (let half = 0; half < 2; half++) {
      for (let x = 0; x < 16; x++) {
        const row = ((j * 2 + half) * 16 + x) * width;
        for (let i = 0; i < nroots; i++) tables[row + i] = multiply(x << (4 * half), alpha(i * (nroots - 1 - j)));
      }
    }
  }
  // What leaves at byte k of the head is x^(nroots + 3 - k): divided by the generator, one step for each power above nroots - 1.
  const generator = generatorPolynomial(nroots);
  let remainder = new Uint8Array(nroots);
  remainder[0] = 1; // x^(nroots - 1)
  for (let k = 3; k >= 0; k--) {
    const next = new Uint8Array(nroots);
    for (let i = 0; i < nroots; i++) {
      next[i] = (remainder[i + 1] ?? 0) ^ multiply(remainder[0]!, generator[nroots - 1 - i]!);
    }
    remainder = next;
    for (let value = 0; value < 256; value++) {
      const row = SLICES - SYNDROMES + (k * 256 + value) * width;
      for (let i = 0; i < nroots; i++) tables[row + i] = multiply(value, remainder[i]!);
    }
  }
  return { logarithms, syndromesAndSlices: tables };
}

/** Puts one codec's tables into the memory. */
export function placeRootTables(memory: Uint8Array, { logarithms, syndromesAndSlices }: RootTables): void {
  memory.set(logarithms, ROOT_LOGARITHMS);
  memory.set(syndromesAndSlices, SYNDROMES);
}
