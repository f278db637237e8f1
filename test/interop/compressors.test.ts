/** The real programs read what our compressors write, and we read what they write. */
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { lz4Compress, lz4Decompress } from '../../src/formats/lz4.ts';
import { lzoCompress, lzoDecompress } from '../../src/formats/lzo.ts';
import { zstdDecompress } from '../../src/formats/zstd.ts';
import { zstdCompress } from '../../src/formats/zstd-compress.ts';
import { expectBytes } from '../formats/expect-bytes.ts';
import { compressible } from '../formats/texts.ts';
import { describeWithTool } from './tool.ts';

const runs = { numRuns: 40 };
const someText = compressible.filter(({ length }) => length > 0);

describeWithTool('zstd', (zstd) => {
  test.prop([compressible], runs)('reads ours', (input) => {
    expectBytes(zstd(['-dqc'], zstdCompress(input)!), input);
  });

  const level = fc.constantFrom(['-1'], ['-3'], ['-9'], ['-19'], ['--ultra', '-22'], ['--fast=5']);
  test.prop([compressible, level, fc.constantFrom('--check', '--no-check')], runs)(
    'is read',
    (input, options, check) => {
      expectBytes(zstdDecompress(zstd([...options, check, '-qc'], input), input.length), input);
    },
  );
});

/** The legacy frame of lz4: a magic number, then size and bytes of each raw block. */
describeWithTool('lz4', (lz4) => {
  const magic = [0x02, 0x21, 0x4c, 0x18];
  const word = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];

  test.prop([someText], runs)('reads ours', (input) => {
    const block = lz4Compress(input)!;
    expectBytes(lz4(['-dqc'], Uint8Array.of(...magic, ...word(block.length), ...block)), input);
  });

  test.prop([someText, fc.constantFrom('-1', '-9')], runs)('is read', (input, level) => {
    const frame = lz4(['-lqc', level], input);
    expect([...frame.subarray(0, 4)]).toEqual(magic);
    expectBytes(lz4Decompress(frame.subarray(8), input.length), input);
  });
});

/** lzop's file: a header with an Adler-32 sum, then for each block its two sizes, big-endian, and a raw LZO1X stream. */
describeWithTool('lzop', (lzop) => {
  const magic = [0x89, 0x4c, 0x5a, 0x4f, 0x00, 0x0d, 0x0a, 0x1a, 0x0a];
  const word = (value: number): number[] => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];

  function adler32(bytes: readonly number[]): number {
    let low = 1;
    let high = 0;
    for (const byte of bytes) {
      low = (low + byte) % 65521;
      high = (high + low) % 65521;
    }
    return high * 65536 + low;
  }

  // Versions 1.04 of program and library format; method 1 is LZO1X-1, level 5; no flags, so blocks carry no sums.
  const header = [
    ...[0x10, 0x40],
    ...[0x20, 0xa0],
    ...[0x09, 0x40],
    1,
    5,
    ...word(0),
    ...word(0o100644),
    ...word(0),
    ...word(0),
    0,
  ];
  // lzop takes a block no shorter than its text as stored.
  const shrinks = someText.filter((input) => lzoCompress(input)!.length < input.length);

  test.prop([shrinks], runs)('reads ours', (input) => {
    const stream = lzoCompress(input)!;
    const file = Uint8Array.of(
      ...magic,
      ...header,
      ...word(adler32(header)),
      ...word(input.length),
      ...word(stream.length),
      ...stream,
      ...word(0),
    );
    expectBytes(lzop(['-dqc'], file), input);
  });

  test.prop([shrinks, fc.constantFrom('-1', '-3', '-9')], runs)('is read', (input, level) => {
    const file = lzop(['-qc', level], input);
    const view = new DataView(file.buffer, file.byteOffset);
    // Behind the header: the text's size, the stream's size, sums, the stream; then a size of 0 ends the file.
    const sizes = Buffer.from(file).indexOf(Uint8Array.of(...word(input.length)), magic.length + header.length);
    const compressedLength = view.getUint32(sizes + 4);
    if (compressedLength === input.length) return;
    const streamEnd = file.length - 4;
    expectBytes(lzoDecompress(file.subarray(streamEnd - compressedLength, streamEnd), input.length), input);
  });
});
