/** LZO1X streams: there and back, every kind of instruction, damage. The recorded record is in `test/conformance/deflate.test.ts`. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { lzoCompress, lzoDecompress } from '../../src/formats/lzo.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { expectBytes } from './expect-bytes.ts';
import { compressible, damaged } from './texts.ts';

const streams = compressible.map((input) => lzoCompress(input)!);

test.prop([compressible])('there and back, into exactly enough room', (input) => {
  const stream = lzoCompress(input)!;
  expectBytes(lzoDecompress(stream, input.length), input);
  if (input.length > 0) expect(lzoDecompress(stream, input.length - 1)).toBeNull();
  expectBytes(lzoCompress(input, stream.length), stream);
  expect(lzoCompress(input, stream.length - 1)).toBeNull();
});

// Distances around the bounds of the instructions, up to the last one that can be said.
test.each([2047, 2048, 2049, 16383, 16384, 16385, 32768, 49150, 49151, 49152])(
  'a repeat from %i bytes back',
  (distance) => {
    const phrase = latin1Bytes('a phrase of some length that comes twice');
    const between = Uint8Array.from(
      { length: distance - phrase.length },
      (_, i) => (Math.imul(i, 0x9e3779b1) >>> 13) & 0xff,
    );
    const input = Uint8Array.of(...phrase, ...between, ...phrase);
    const stream = lzoCompress(input)!;
    expectBytes(lzoDecompress(stream, input.length), input);
  },
);

test.prop([damaged(streams), fc.nat(6000)], { numRuns: 500 })('damage is refused or bounded', (stream, outLimit) => {
  expect(lzoDecompress(stream, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
});

test.prop([fc.uint8Array({ maxLength: 200 }), fc.nat(3000)], { numRuns: 1000 })('any bytes', (stream, outLimit) => {
  expect(lzoDecompress(stream, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
});

describe('by hand', () => {
  const end = [0x11, 0, 0];
  const cases: [string, number[], number, string | null][] = [
    ['nothing', [], 9, null],
    ['too short for anything', [0x11, 0], 9, null],
    ['an empty stream', end, 9, ''],
    ['an end of another length', [0x12, 0, 0], 9, null],
    ['bytes behind the end', [18, 65, ...end, 0], 9, null],
    ['no end', [18, 65], 9, null],
    ['one literal', [18, 65, ...end], 1, 'A'],
    ['four literals', [21, 65, 66, 67, 68, ...end], 4, 'ABCD'],
    ['a long run first', [0, 1, ...latin1Bytes('abcdefghijklmnopqrs'), ...end], 19, 'abcdefghijklmnopqrs'],
    ['near repeat with a literal behind', [18, 65, 0x41, 0, 66, ...end], 9, 'AAAAB'],
    ['near repeat of eight', [18, 65, 0xe0, 0, ...end], 9, 'AAAAAAAAA'],
    ['two bytes after one to three literals', [19, 65, 66, 0x04, 0, ...end], 9, 'ABAB'],
    ['middle repeat, extended length', [18, 65, 0x20, 1, 0, 0, ...end], 99, 'A'.repeat(35)],
    ['a distance before the beginning', [18, 65, 0x44, 0, ...end], 9, null],
    ['a far repeat before the beginning', [18, 65, 0x11, 4, 0, ...end], 9, null],
    ['no room for the literals', [21, 65, 66, 67, 68, ...end], 3, null],
    ['no room for the repeat', [18, 65, 0xe0, 0, ...end], 8, null],
    ['an extension that does not end', [18, 65, 0x20, 0, 0, 0, 0, 0], 99, null],
    ['version 1: a run of zeros, then a literal', [17, 1, 18, 65, 0x19, 0xfd, 0xff, 0, 66, ...end], 9, 'A\0\0\0\0\0B'],
    ['version 0: the same is a repeat from far away', [18, 65, 0x19, 0xfd, 0xff, 66, ...end], 9, null],
  ];
  test.each(cases)('%s', (_, stream, outLimit, text) => {
    expect(lzoDecompress(Uint8Array.from(stream), outLimit)).toEqual(text === null ? null : latin1Bytes(text));
  });

  test('three bytes from just beyond the near distance, after a run', () => {
    const run = Uint8Array.from({ length: 2060 }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
    const extension = run.length - 3 - 15;
    const zeros = new Array<number>(Math.ceil(extension / 255) - 1).fill(0);
    const stream = [0, ...zeros, extension - 255 * zeros.length, ...run, 0x00, 0, ...end];
    expectBytes(lzoDecompress(Uint8Array.from(stream), 9999), Uint8Array.of(...run, ...run.subarray(11, 14)));
  });
});
