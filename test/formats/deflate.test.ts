/**
 * The compressor against zlib itself (a port of it, see `stock-zlib.ts`), byte for byte; the recorded kernel outputs are in
 * `test/conformance/deflate.test.ts`. Then its edges: the output limit, the window's slide, the early end of a block.
 */
import { inflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import {
  DISTANCE_BASE,
  DISTANCE_EXTRA_BITS,
  LENGTH_BASE,
  LENGTH_EXTRA_BITS,
} from '../../src/formats/deflate-tables.ts';
import { expectBytes } from './expect-bytes.ts';
import { stockDeflate } from './stock-zlib.ts';
import { compressible } from './texts.ts';

const windows = [11, 15] as const;

/** A linear congruential generator: the same bytes everywhere. */
function pseudoRandom(length: number, alphabet: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * alphabet);
  });
}

function expectAsStock(input: Uint8Array, windowBits: 11 | 15): void {
  const bytes = kernelDeflate(input, { windowBits });
  expectBytes(bytes, stockDeflate(input, windowBits, 2 * input.length + 1000));
  expectBytes(inflateRawSync(bytes!), input);
}

test('the tables are those printed in RFC 1951', () => {
  expect([...LENGTH_BASE]).toEqual([
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]);
  expect([...LENGTH_EXTRA_BITS]).toEqual([
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]);
  expect([...DISTANCE_BASE]).toEqual([
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]);
  expect([...DISTANCE_EXTRA_BITS]).toEqual([
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]);
});

describe.each(windows)('window of %i bits', (windowBits) => {
  test.prop([compressible], { numRuns: 150 })('writes what zlib writes', (input) => expectAsStock(input, windowBits));

  test.each([0, 1, 2, 3, 4, 258, 259, 260, 262, 263])('equal bytes, %i of them', (length) => {
    expectAsStock(new Uint8Array(length).fill(65), windowBits);
  });

  // Incompressible input ends blocks of 16383 symbols: stored while the window still has them, else fixed or dynamic.
  test.each([1000, 16382, 16383, 16384, 70000])('%i random bytes', (length) => {
    expectAsStock(pseudoRandom(length, 256, length), windowBits);
  });

  // Few kinds of bytes: many short matches, chains of full length, many slides of the window.
  test.each([2, 3, 5, 30, 120])('100000 bytes of %i kinds', (alphabet) => {
    expectAsStock(pseudoRandom(100000, alphabet, alphabet), windowBits);
  });

  test('frequencies so uneven that codes must be shortened', () => {
    const fibonacci = [1, 1];
    while (fibonacci.length < 20) fibonacci.push(fibonacci.at(-1)! + fibonacci.at(-2)!);
    const bytes = fibonacci.flatMap((count, symbol) => new Array<number>(count).fill(symbol * 7));
    const order = pseudoRandom(bytes.length * 2, 256, 1);
    const shuffled = bytes
      .map((byte, index) => ({ byte, key: order[2 * index]! * 256 + order[2 * index + 1]! }))
      .sort((a, b) => a.key - b.key)
      .map(({ byte }) => byte);
    expectAsStock(Uint8Array.from(shuffled.slice(0, 16000)), windowBits);
    expectAsStock(Uint8Array.from(shuffled), windowBits);
  });

  test.prop([compressible], { numRuns: 30 })('one byte to spare, or nothing', (input) => {
    const { length } = kernelDeflate(input, { windowBits })!;
    expect(kernelDeflate(input, { windowBits, outLimit: length + 1 })).toHaveLength(length);
    expect(kernelDeflate(input, { windowBits, outLimit: length })).toBeNull();
    expect(stockDeflate(input, windowBits, length)).toBeNull();
    expect(kernelDeflate(input, { windowBits, outLimit: 0 })).toBeNull();
  });
});

test('the early end of a block is what sets the kernel apart', () => {
  // Two fresh bytes, then a phrase seen before: a third of the symbols are matches, and each stands for five bytes on average.
  const fresh = pseudoRandom(8000, 200, 1);
  const phrase = [...'<6>[    0.000000] '].map((letter) => letter.charCodeAt(0));
  const input = Uint8Array.from(
    Array.from({ length: 4000 }, (_, i) => [fresh[2 * i]!, fresh[2 * i + 1]!, ...phrase]).flat(),
  );
  const kernel = kernelDeflate(input, { windowBits: 15 })!;
  const stock = stockDeflate(input, 15, input.length, false)!;
  expectBytes(kernel, stockDeflate(input, 15, input.length));
  expect(Buffer.compare(kernel, stock)).not.toBe(0);
});

test('a failed or finished call leaves nothing behind for the next', () => {
  const input = pseudoRandom(5000, 40, 9);
  const alone = kernelDeflate(input, { windowBits: 15 });
  expect(kernelDeflate(pseudoRandom(60000, 200, 3), { windowBits: 11, outLimit: 20000 })).toBeNull();
  kernelDeflate(pseudoRandom(60000, 9, 3), { windowBits: 11 });
  expect(kernelDeflate(input, { windowBits: 15 })).toEqual(alone);
});

test.prop([fc.uint8Array({ maxLength: 64 })])('tiny inputs', (input) => {
  for (const windowBits of windows) expectAsStock(input, windowBits);
});
