/**
 * The codec against what the kernel's own code gave, against the textbook codec, and one step beyond every limit. Small
 * spaces are enumerated, large ones drawn.
 */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { DECODER_BUG, ENCODER_REFUSED, rsCodec } from '../../src/ecc/reed-solomon.ts';
import {
  checkGoldenVector,
  checkKernelDecisions,
  checkNothingHalfDone,
  checkRepairsWithinLimit,
  damage,
  xorshift,
} from './invariants.ts';
import { textbookCodec } from './textbook.ts';

const EBADMSG = 74;

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function parityOf(data: Uint8Array, nroots: number): string {
  const parity = new Uint8Array(nroots);
  expect(rsCodec(nroots).encode(data, 0, data.length, parity, 0)).toBe(0);
  return hexOf(parity);
}

describe('parity that the kernel computed', () => {
  test('golden vector', () => checkGoldenVector(rsCodec(16)));
  test('hello', () => {
    expect(parityOf(Buffer.from('hello'), 16)).toBe('e81fbd0f8b4a8c73533b819fc7a85555');
  });
  test('empty DBGC header', () => {
    expect(parityOf(Uint8Array.from([0x44, 0x42, 0x47, 0x43, 0, 0, 0, 0, 0, 0, 0, 0]), 16)).toBe(
      'aa25d52132e2353a385519c02bcbad5f',
    );
  });
  test('zeros are a code word for every nroots', () => {
    for (let nroots = 1; nroots <= 254; nroots++) {
      expect(rsCodec(nroots).isClean(new Uint8Array(255), 0, 255 - nroots, new Uint8Array(nroots), 0)).toBe(true);
    }
  });
});

describe('every nroots from 1 to 254', () => {
  const lengths = (nroots: number) => [...new Set([1, 2, 3, 4, 5, 12, 127, 128, 255 - nroots])];

  test('encodes as the textbook does, at every kind of length up to the longest', () => {
    const next = xorshift(1);
    for (let nroots = 1; nroots <= 254; nroots++) {
      for (const length of lengths(nroots)) {
        if (length > 255 - nroots) continue;
        const data = Uint8Array.from({ length }, () => next() & 255);
        const expected = new Uint8Array(nroots);
        textbookCodec(nroots).encode(data, 0, length, expected, 0);
        expect(parityOf(data, nroots)).toBe(hexOf(expected));
      }
    }
  });

  test('decides as the kernel does', () => {
    for (let nroots = 1; nroots <= 254; nroots++) {
      checkKernelDecisions(rsCodec(nroots), Math.min(128, 255 - nroots), nroots <= 34 ? 12 : 2, nroots);
    }
  });

  test('repairs up to the limit', () => {
    for (let nroots = 1; nroots <= 254; nroots++) checkRepairsWithinLimit(rsCodec(nroots), 255 - nroots, 4, nroots);
  });
});

describe('small spaces, complete', () => {
  test('1 parity byte, 1 data byte: all 65,536 words', () => {
    // The one syndrome is the sum of both bytes. A register of length 1 puts the error where alpha^position is the syndrome:
    // 1 is the parity byte, 2 the data byte, any other lies in the shortened part.
    const codec = rsCodec(1);
    for (let data = 0; data < 256; data++) {
      for (let parity = 0; parity < 256; parity++) {
        const word = Uint8Array.of(data, parity);
        const syndrome = data ^ parity;
        const expected = syndrome === 0 ? 0 : syndrome <= 2 ? 1 : -EBADMSG;
        expect(codec.decode(word, 0, 1, word, 1)).toBe(expected);
        expect(word[0]).toBe(syndrome === 2 ? data ^ 2 : data);
        expect(word[1]).toBe(syndrome === 1 ? parity ^ 1 : parity);
      }
    }
  });

  test('4 parity bytes, 2 data bytes: every pattern of up to 2 damaged bytes', () => {
    const codec = rsCodec(4);
    const original = Uint8Array.of(0x5a, 0xc3, 0, 0, 0, 0);
    codec.encode(original, 0, 2, original, 2);
    let failures = 0;
    for (let first = 0; first < 6; first++) {
      for (let second = first + 1; second < 6; second++) {
        for (let values = 0; values < 65536; values++) {
          const word = original.slice();
          word[first]! ^= values & 255;
          word[second]! ^= values >> 8;
          const weight = ((values & 255) > 0 ? 1 : 0) + (values >> 8 > 0 ? 1 : 0);
          if (codec.decode(word, 0, 2, word, 2) !== weight || Buffer.compare(word, original) !== 0) failures++;
        }
      }
    }
    expect(failures).toBe(0);
  });

  test('2 parity bytes, 3 data bytes: every word at distance 2 in the first two bytes, against the textbook', () => {
    const codec = rsCodec(2);
    const textbook = textbookCodec(2);
    let failures = 0;
    for (let values = 0; values < 65536; values++) {
      const ours = Uint8Array.of(values & 255, values >> 8, 0, 0, 0);
      const theirs = ours.slice();
      const same = codec.decode(ours, 0, 3, ours, 3) === textbook.decode(theirs, 0, 3, theirs, 3);
      if (!same || Buffer.compare(ours, theirs) !== 0) failures++;
    }
    expect(failures).toBe(0);
  });
});

describe('drawn words', () => {
  const shape = fc
    .integer({ min: 1, max: 254 })
    .chain((nroots) => fc.tuple(fc.constant(nroots), fc.integer({ min: 1, max: 255 - nroots })));
  const seed = fc.integer({ min: 1, max: 2 ** 31 - 1 });

  propertyTest.prop([shape, seed])('up to nroots div 2 damaged bytes are repaired', ([nroots, length], seed) => {
    checkRepairsWithinLimit(rsCodec(nroots), length, 3, seed);
  });
  propertyTest.prop([shape, seed])('a word is left alone or becomes a code word', ([nroots, length], seed) => {
    checkNothingHalfDone(rsCodec(nroots), length, 3, seed);
  });
  propertyTest.prop([fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 235 }), seed])(
    "decisions are the kernel's, also for short words and beyond the limit",
    (nroots, length, seed) => checkKernelDecisions(rsCodec(nroots), length, 5, seed),
  );

  test('16 parity bytes: many words of every kind', () => {
    checkRepairsWithinLimit(rsCodec(16), 128, 5000, 11);
    checkNothingHalfDone(rsCodec(16), 128, 5000, 12);
    checkKernelDecisions(rsCodec(16), 128, 1000, 13);
  });

  test('4 parity bytes, 3 damaged of 132: 12.70 % are wrongly accepted, within 5 standard deviations', () => {
    // Table F: 0.1269666 by a code word within 2 bytes, and about 0.000087 with 3 corrections.
    const [words, probability] = [200_000, 0.1269666 + 0.0000869];
    const codec = rsCodec(4);
    const next = xorshift(99);
    const word = new Uint8Array(132);
    let accepted = 0;
    for (let i = 0; i < words; i++) {
      word.fill(0);
      damage(word, 3, next);
      if (codec.decode(word, 0, 128, word, 128) >= 0) accepted++;
    }
    const deviation = Math.sqrt(words * probability * (1 - probability));
    expect(Math.abs(accepted - words * probability)).toBeLessThan(5 * deviation);
  });
});

describe('limits', () => {
  test.each([1, 16, 32, 127, 128, 254, 255])('%i parity bytes: the longest block, and one byte more', (nroots) => {
    const codec = rsCodec(nroots);
    const data = new Uint8Array(256).fill(0xa5);
    const parity = new Uint8Array(nroots).fill(0xee);
    expect(codec.encode(data, 0, 256 - nroots, parity, 0)).toBe(ENCODER_REFUSED);
    expect(parity.every((byte) => byte === 0xee)).toBe(true);
    expect(codec.decode(data, 0, 256 - nroots, parity, 0)).toBe(DECODER_BUG);
    expect(codec.isClean(data, 0, 256 - nroots, parity, 0)).toBe(false);
    expect(codec.encode(data, 0, 255 - nroots, parity, 0)).toBe(0);
    expect(codec.decode(data, 0, 255 - nroots, parity, 0)).toBe(nroots === 255 ? DECODER_BUG : 0);
  });

  test('no data: the encoder gives zeros, the decoder is a BUG', () => {
    const parity = new Uint8Array(16).fill(0xee);
    expect(rsCodec(16).encode(new Uint8Array(4), 2, 0, parity, 0)).toBe(0);
    expect(parity).toEqual(new Uint8Array(16));
    expect(rsCodec(16).decode(new Uint8Array(4), 2, 0, parity, 0)).toBe(DECODER_BUG);
    expect(rsCodec(16).decode(new Uint8Array(4), 2, -1, parity, 0)).toBe(DECODER_BUG);
  });

  test.each([0, -1, 256, 1.5, Number.NaN])('rsCodec(%d) is our own mistake', (nroots) => {
    expect(() => rsCodec(nroots)).toThrow(/nroots is/);
  });

  test('ranges outside the buffers are our own mistake', () => {
    const codec = rsCodec(16);
    const [data, parity] = [new Uint8Array(8), new Uint8Array(16)];
    expect(() => codec.encode(data, 1, 8, parity, 0)).toThrow('a block ends beyond its buffer');
    expect(() => codec.encode(data, 0, 8, parity, 1)).toThrow('a block ends beyond its buffer');
    expect(() => codec.encode(data, -1, 8, parity, 0)).toThrow('a block begins before its buffer');
    expect(() => codec.encode(data, 0, -1, parity, 0)).toThrow('a block has a negative length');
    expect(() => codec.decode(data, 1, 8, parity, 0)).toThrow('a block ends beyond its buffer');
  });
});

describe('blocks of a zone', () => {
  propertyTest.prop([
    fc.constantFrom(1, 2, 5, 8, 16, 32, 100, 127, 128, 200),
    fc.uint8Array({ minLength: 0, maxLength: 700 }),
    fc.integer({ min: 0, max: 15 }),
  ])('each has the parity of itself alone, zeros where the encoder refuses', (nroots, data, offset) => {
    const blockCount = Math.ceil(data.length / 128);
    const zone = new Uint8Array(offset + data.length + blockCount * nroots + 3).fill(0xee);
    zone.set(data, offset);
    const expected = zone.slice();
    for (let i = 0; i < blockCount; i++) {
      const block = data.subarray(i * 128, (i + 1) * 128);
      const parity = new Uint8Array(nroots);
      if (block.length <= 255 - nroots) textbookCodec(nroots).encode(block, 0, block.length, parity, 0);
      expected.set(parity, offset + data.length + i * nroots);
    }
    rsCodec(nroots).encodeBlocks(zone, offset, data.length, 128, offset + data.length);
    expect(hexOf(zone)).toBe(hexOf(expected));
  });

  test('data and parity may lie anywhere: only their bytes are touched', () => {
    const buffer = new Uint8Array(400).fill(0xee);
    rsCodec(16).encode(buffer, 13, 101, buffer, 201);
    const untouched = [...buffer.subarray(0, 201), ...buffer.subarray(217)];
    expect(untouched.every((byte) => byte === 0xee)).toBe(true);
    buffer[17]! ^= 1;
    buffer[203]! ^= 1;
    expect(rsCodec(16).decode(buffer, 13, 101, buffer, 201)).toBe(2);
    expect([...buffer.subarray(0, 201)].every((byte) => byte === 0xee)).toBe(true);
  });
});
