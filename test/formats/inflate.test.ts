/**
 * Inflating against zlib (its port in pako, a younger version): same bytes, same kind of end, for sound, damaged and arbitrary
 * streams. Where the kernel's older zlib is known to differ the cases are written out by hand, from its source.
 */
import { deflateRawSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { kernelDeflate } from '../../src/formats/deflate.ts';
import { cryptoInflate, type InflateStatus, rawInflate } from '../../src/formats/inflate.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { expectBytes } from './expect-bytes.ts';
import { stockInflate } from './stock-zlib.ts';
import { compressible, damaged } from './texts.ts';

/** Bits as text, first bit first, blanks ignored; padded with zeros to whole bytes. */
function bits(text: string): Uint8Array {
  const digits = text.replace(/\s/g, '');
  return Uint8Array.from({ length: Math.ceil(digits.length / 8) }, (_, i) =>
    Number.parseInt([...digits.slice(8 * i, 8 * i + 8)].reverse().join(''), 2),
  );
}

/** A number as deflate sends it, lowest bit first. */
function number(value: number, width: number): string {
  return [...value.toString(2).padStart(width, '0')].reverse().join('');
}

const statusOfCode: Readonly<Record<number, readonly InflateStatus[]>> = {
  1: ['end'],
  [-3]: ['data-error'],
  [-5]: ['out-of-space', 'input-short'],
};

function expectAsStock(input: Uint8Array, outLimit: number): void {
  const own = rawInflate(input, outLimit);
  const stock = stockInflate(input, outLimit);
  if (stock.message === 'invalid code -- missing end-of-block') return;
  // With the output full, a distance that reaches too far is an error first for the kernel and a full output for the younger zlib.
  const fullFirst = own.status === 'data-error' && own.bytes.length === outLimit && stock.code === -5;
  if (!fullFirst) expect(statusOfCode[stock.code]).toContain(own.status);
  expectBytes(own.bytes, stock.bytes);
}

const streams = compressible.map((input) => kernelDeflate(input, { windowBits: 15 })!);
const nodeStreams = fc
  .tuple(compressible, fc.nat(9), fc.nat(4))
  .map(([input, level, strategy]) => new Uint8Array(deflateRawSync(input, { level, strategy })));

test.prop([compressible, fc.nat(9), fc.nat(4)])('reads what any zlib wrote', (input, level, strategy) => {
  const stream = new Uint8Array(deflateRawSync(input, { level, strategy }));
  expect(rawInflate(stream, input.length)).toEqual({ bytes: input, status: 'end' });
  if (input.length > 0) {
    const short = { bytes: input.slice(0, -1), status: 'out-of-space' };
    expect(rawInflate(stream, input.length - 1)).toEqual(short);
  }
});

test.prop([damaged(fc.oneof(streams, nodeStreams)), fc.integer({ min: 1, max: 8000 })], { numRuns: 600 })(
  'damaged streams end as in zlib, with the bytes up to the damage',
  expectAsStock,
);

test.prop([fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 5000 })], { numRuns: 2000 })(
  'any bytes end as in zlib',
  expectAsStock,
);

test.prop([fc.uint8Array({ maxLength: 300 }), fc.nat(2000)])(
  'no bytes throw or write past the limit',
  (input, outLimit) => {
    expect(rawInflate(input, outLimit).bytes.length).toBeLessThanOrEqual(outLimit);
    expect(cryptoInflate(input, outLimit)?.length ?? 0).toBeLessThanOrEqual(outLimit);
  },
);

test.prop([streams, fc.uint8Array({ minLength: 1, maxLength: 20 })])(
  'bytes behind the end are ignored',
  (stream, rest) => {
    expect(rawInflate(Uint8Array.of(...stream, ...rest), 1 << 20)).toEqual(rawInflate(stream, 1 << 20));
  },
);

test('every cut of a stream is input-short and gives a beginning of the text', () => {
  const text = latin1Bytes('<6>[    1.000000] one line\n<6>[    2.000000] one line more\n'.repeat(20));
  const stream = kernelDeflate(text, { windowBits: 11 })!;
  for (let length = 0; length < stream.length; length++) {
    const { bytes, status } = rawInflate(stream.subarray(0, length), 1 << 16);
    expect(status).toBe('input-short');
    expect(bytes).toEqual(text.slice(0, bytes.length));
  }
});

describe('each error by itself', () => {
  const literalA = '01110001'; // fixed code of "A" (0x30 + 65)
  const end = '0000000';
  const cases: [string, string, number, InflateStatus, string][] = [
    ['nothing', '', 9, 'input-short', ''],
    ['a block of type 3', '1 11', 9, 'data-error', ''],
    ['fixed block, one literal', `1 10 ${literalA} ${end}`, 9, 'end', 'A'],
    ['exactly full', `1 10 ${literalA} ${end}`, 1, 'end', 'A'],
    ['one literal too many', `1 10 ${literalA} ${literalA} ${end}`, 1, 'out-of-space', 'A'],
    ['length symbol 286', `1 10 ${literalA} 11000110`, 9, 'data-error', 'A'],
    ['distance symbol 30', `1 10 ${literalA} 0000001 11110`, 9, 'data-error', 'A'],
    ['distance 1 before any output', '1 10 0000001 00000', 9, 'data-error', ''],
    ['distance 2 after one byte', `1 10 ${literalA} 0000001 00001`, 9, 'data-error', 'A'],
    ['distance too far, though the output is full', `1 10 ${literalA} 0000001 00001`, 1, 'data-error', 'A'],
    ['a repeat cut by the limit', `1 10 ${literalA} 0000001 00000 ${end}`, 3, 'out-of-space', 'AAA'],
    ['a repeat that fills the limit', `1 10 ${literalA} 0000001 00000 ${end}`, 4, 'end', 'AAAA'],
    ['stored, lengths disagree', `1 00 00000 ${number(1, 16)} ${number(1, 16)}`, 9, 'data-error', ''],
    ['stored, cut', `1 00 00000 ${number(2, 16)} ${number(0xfffd, 16)} ${number(65, 8)}`, 9, 'input-short', 'A'],
    [
      'stored, no room',
      `1 00 00000 ${number(2, 16)} ${number(0xfffd, 16)} ${number(0x4241, 16)}`,
      1,
      'out-of-space',
      'A',
    ],
    ['stored, empty', `1 00 00000 ${number(0, 16)} ${number(0xffff, 16)}`, 0, 'end', ''],
    ['287 literal symbols', `1 01 ${number(30, 5)} ${number(0, 5)} ${number(0, 4)}`, 9, 'data-error', ''],
    ['31 distance symbols', `1 01 ${number(0, 5)} ${number(30, 5)} ${number(0, 4)}`, 9, 'data-error', ''],
    [
      'an incomplete code for code lengths',
      `1 01 ${number(0, 10)} ${number(0, 4)} 100 000 000 000`,
      9,
      'data-error',
      '',
    ],
  ];
  test.each(cases)('%s', (_, text, outLimit, status, bytes) => {
    expect(rawInflate(bits(text), outLimit)).toEqual({ bytes: latin1Bytes(bytes), status });
  });
});

describe('what the kernel accepts and a younger zlib does not', () => {
  // Code lengths in the order 16, 17, 18, 0, 8, 7, 9, …: here only 0 (0), 1 (10) and 18 (11) have codes, of 1, 2 and 2 bits.
  const header = `1 01 ${number(0, 5)} ${number(0, 5)} ${number(14, 4)} 000 000 010 100 ${'000 '.repeat(13)} 010`;
  const zeros = (count: number): string => `11 ${number(count - 11, 7)}`;

  test('a literal code without end of block, as long as nobody misses it', () => {
    // 257 literals (only "A", one bit), one distance (none): two "A", then the code that does not exist.
    const stream = `${header} ${zeros(65)} 10 ${zeros(138)} ${zeros(53)} 0 0 0 1`;
    expect(stockInflate(bits(stream), 9).message).toBe('invalid code -- missing end-of-block');
    expect(rawInflate(bits(stream), 9)).toEqual({ bytes: latin1Bytes('AA'), status: 'data-error' });
  });

  test('code lengths without any code: one bit each, all zero', () => {
    const stream = `1 01 ${number(0, 10)} ${number(0, 4)} ${'000 '.repeat(4)} ${'1'.repeat(258)}`;
    expect(rawInflate(bits(`${stream} 1`), 9)).toEqual({ bytes: new Uint8Array(0), status: 'data-error' });
  });
});

describe('cryptoInflate, the reader up to Linux 6.5', () => {
  test.prop([streams])('reads sound streams', (stream) => {
    expect(cryptoInflate(stream, 1 << 20)).toEqual(rawInflate(stream, 1 << 20).bytes);
  });

  test('an extra zero byte helps a stream that ends with zeros', () => {
    const text = latin1Bytes('A');
    const stream = bits('1 10 01110001 0000000');
    expect(stream.length).toBe(3);
    expect(rawInflate(stream.subarray(0, 2), 9).status).toBe('input-short');
    expect(cryptoInflate(stream.subarray(0, 2), 9)).toEqual(text);
    expect(cryptoInflate(stream.subarray(0, 1), 9)).toBeNull();
    // Without room in the output the byte is not offered.
    expect(cryptoInflate(stream.subarray(0, 2), 1)).toBeNull();
    expect(cryptoInflate(new Uint8Array(0), 9)).toBeNull();
  });

  test('what the extra byte completes reaches back 2 KiB only', () => {
    // 2100 bytes, then a repeat of three whose last bit, with the end of the block, is the byte cut off.
    const near = bits(`1 10 110010000 ${'01110001'.repeat(2099)} 0000001 10101 ${number(0, 9)} 0000000`); // distance 1537
    const far = bits(`1 10 ${'01110001'.repeat(2100)} 0000001 10110 ${number(0, 10)} 0000000`); // distance 2049
    for (const stream of [near, far]) expect(rawInflate(stream, 9999)).toMatchObject({ status: 'end' });
    expect(cryptoInflate(near.subarray(0, -1), 9999)).toHaveLength(2103);
    expect(cryptoInflate(far.subarray(0, -1), 9999)).toBeNull();
  });
});
