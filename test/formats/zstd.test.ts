/**
 * Zstandard frames: there and back, damage, hostile frames. Frames of the real compressor are read, and ours given to the real
 * decompressor, in `test/interop/compressors.test.ts`; one of its frames is written out here.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { zstdDecompress } from '../../src/formats/zstd.ts';
import { zstdCompress } from '../../src/formats/zstd-compress.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { expectBytes } from './expect-bytes.ts';
import { compressible, damaged } from './texts.ts';

const frames = compressible.map((input) => zstdCompress(input)!);

test.prop([compressible])('there and back, into exactly enough room', (input) => {
  const frame = zstdCompress(input)!;
  expectBytes(zstdDecompress(frame, input.length), input);
  if (input.length > 0) expect(zstdDecompress(frame, input.length - 1)).toBeNull();
  expectBytes(zstdCompress(input, frame.length), frame);
  expect(zstdCompress(input, frame.length - 1)).toBeNull();
});

test.each([1, 2, 31, 32, 40, 5000])('literals all of one kind, %i of them', (count) => {
  for (const byte of [0, 1, 2, 65, 255]) {
    const input = Uint8Array.of(...new Uint8Array(count).fill(byte), ...latin1Bytes('phrase phrase phrase phrase'));
    expectBytes(zstdDecompress(zstdCompress(input)!, input.length), input);
    expectBytes(
      zstdDecompress(zstdCompress(new Uint8Array(count).fill(byte))!, count),
      new Uint8Array(count).fill(byte),
    );
  }
});

test('more than one block, more than 16383 literals', () => {
  const input = Uint8Array.from(
    { length: 300_000 },
    (_, i) => 32 + ((Math.imul(i, 0x9e3779b1) >>> 20) % (3 + (i >> 12))),
  );
  const frame = zstdCompress(input)!;
  expect(frame.length).toBeLessThan(input.length);
  expectBytes(zstdDecompress(frame, input.length), input);
});

test.prop([damaged(frames), fc.nat(6000)], { numRuns: 500 })('damage is refused or bounded', (frame, outLimit) => {
  expect(zstdDecompress(frame, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
});

/** Arbitrary block contents behind a sound header get further in than arbitrary frames. */
test.prop([fc.uint8Array({ minLength: 1, maxLength: 120 }), fc.nat(3000)], { numRuns: 2000 })(
  'any block',
  (block, outLimit) => {
    const header = 1 | (2 << 1) | (block.length << 3);
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, header, header >> 8, 0, ...block);
    expect(zstdDecompress(frame, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
  },
);

describe('by hand', () => {
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  const raw = (text: string, last = 1): number[] => [last | (text.length << 3), 0, 0, ...latin1Bytes(text)];
  const cases: [string, number[], number, string | null][] = [
    ['no frame at all', [], 9, ''],
    ['another magic', [0x28, 0xb5, 0x2f, 0xfe, 0x20, 1, ...raw('A')], 9, null],
    ['one raw block', [...magic, 0x20, 1, ...raw('A')], 1, 'A'],
    ['no room', [...magic, 0x20, 1, ...raw('A')], 0, null],
    ['a repeated byte', [...magic, 0x20, 5, 3 | (5 << 3), 0, 0, 65], 5, 'AAAAA'],
    ['less than the header announces', [...magic, 0x20, 2, ...raw('A')], 9, null],
    ['more than the header announces', [...magic, 0x20, 1, ...raw('AB')], 9, null],
    ['no last block', [...magic, 0x20, 1, ...raw('A', 0)], 9, null],
    ['a block of type 3', [...magic, 0x20, 1, 7, 0, 0], 9, null],
    ['a reserved bit', [...magic, 0x28, 1, ...raw('A')], 9, null],
    ['a dictionary', [...magic, 0x21, 7, 1, ...raw('A')], 9, null],
    [
      'two frames with a skippable one between',
      [
        ...[...magic, 0x20, 1, ...raw('A')],
        ...[0x5f, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9],
        ...[...magic, 0x20, 1, ...raw('B')],
      ],
      9,
      'AB',
    ],
    ['bytes behind the frame', [...magic, 0x20, 1, ...raw('A'), 0], 9, null],
    ['a checksum, unread', [...magic, 0x24, 1, ...raw('A'), 1, 2, 3, 4], 9, 'A'],
    ['a checksum cut off', [...magic, 0x24, 1, ...raw('A'), 1, 2, 3], 9, null],
    // `printf 'lastwords lastwords lastwords lastwords' | zstd -q --no-check`, zstd 1.5.4
    [
      'the real compressor',
      [...magic, 0x00, 0x58, 0x85, 0, 0, 0x50, ...latin1Bytes('lastwords '), 0x01, 0, 0xbd, 0x0b, 0x12],
      99,
      'lastwords lastwords lastwords lastwords',
    ],
  ];
  test.each(cases)('%s', (_, frame, outLimit, text) => {
    expect(zstdDecompress(Uint8Array.from(frame), outLimit)).toEqual(text === null ? null : latin1Bytes(text));
  });

  test('few bytes that ask for much work give no more than was allowed', () => {
    // 98047 sequences of one literal and 34 repeats each, from tables of one symbol that need no bits at all.
    const literals = [1 | (3 << 2) | ((100_000 & 15) << 4), (100_000 >> 4) & 255, 100_000 >> 12, 65];
    const block = [...literals, 0xff, 0xff, 0xff, 0x54, 1, 0, 31, 1];
    const frame = Uint8Array.from([...magic, 0x00, 0x58, 1 | (2 << 1) | (block.length << 3), 0, 0, ...block]);
    for (const outLimit of [0, 1, 1000, 1 << 17, 1 << 22]) expect(zstdDecompress(frame, outLimit)).toBeNull();
  });
});
