/** LZ4 blocks: there and back, the kernel's bounds, damage. The recorded record is in `test/conformance/deflate.test.ts`. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { lz4Compress, lz4Decompress } from '../../src/formats/lz4.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { expectBytes } from './expect-bytes.ts';
import { compressible, damaged } from './texts.ts';

const blocks = compressible.map((input) => lz4Compress(input)!);

test.prop([compressible])('there and back, into exactly enough room', (input) => {
  const block = lz4Compress(input)!;
  expectBytes(lz4Decompress(block, input.length), input);
  if (input.length > 0) expect(lz4Decompress(block, input.length - 1)).toBeNull();
});

test.prop([compressible])('the output limit', (input) => {
  const block = lz4Compress(input)!;
  // The kernel asks for a few bytes more than it may need, so a block can be refused that would just fit; never one byte over.
  const tight = lz4Compress(input, block.length);
  if (tight !== null) expectBytes(tight, block);
  expect(lz4Compress(input, block.length - 1)).toBeNull();
  expectBytes(lz4Compress(input, block.length + 16), block);
});

test.prop([damaged(blocks), fc.nat(6000)], { numRuns: 500 })('damage is refused or bounded', (block, outLimit) => {
  expect(lz4Decompress(block, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
});

test.prop([fc.uint8Array({ maxLength: 200 }), fc.nat(3000)], { numRuns: 1000 })('any bytes', (block, outLimit) => {
  expect(lz4Decompress(block, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
});

describe('by hand', () => {
  const sequence = [0x10, 65, 1, 0]; // one literal, then four more of it
  const tail = [0x50, 66, 67, 68, 69, 70];
  const cases: [string, number[], number, string | null][] = [
    ['nothing', [], 9, null],
    ['an empty block', [0], 0, ''],
    ['an empty block with room', [0], 9, ''],
    ['no room for a text', tail, 0, null],
    ['literals only', tail, 5, 'BCDEF'],
    ['a repeat of the last byte', [...sequence, ...tail], 99, 'AAAAABCDEF'],
    ['fifteen literals and more', [0xf0, 3, ...latin1Bytes('abcdefghijklmnopqr')], 18, 'abcdefghijklmnopqr'],
    ['one literal less than announced', [0x50, 66, 67, 68, 69], 9, null],
    ['a distance before the beginning', [0x10, 65, 2, 0, ...tail], 99, null],
    ['a distance of nothing: zeros', [0x10, 65, 0, 0, ...tail], 99, 'A\0\0\0\0BCDEF'],
    ['only four literals at the end', [...sequence, 0x40, 66, 67, 68, 69], 99, null],
    ['no literals at the end', sequence, 99, null],
    ['a repeat that leaves less than five bytes of room', [0x10, 65, 1, 0, 0, ...tail], 9, null],
    ['an endless length', [0xf0, ...new Array<number>(300).fill(255)], 1 << 20, null],
    ['an endless repeat', [0x1f, 65, 1, 0, ...new Array<number>(300).fill(255)], 1 << 20, null],
  ];
  test.each(cases)('%s', (_, block, outLimit, text) => {
    expect(lz4Decompress(Uint8Array.from(block), outLimit)).toEqual(text === null ? null : latin1Bytes(text));
  });
});
