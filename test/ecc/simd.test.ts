/** The codec with vectors against the exact one: same answers, same bytes, for every shape and any damage. */
import { spawnSync } from 'node:child_process';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { exactCodec, rsCodec } from '../../src/ecc/reed-solomon.ts';
import { simdEngine } from '../../src/ecc/simd/engine.ts';
import { damage, xorshift } from './invariants.ts';

test('the assembled module is what the text gives', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/assemble-simd.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('this host has the instructions, so that the tests test them', () => {
  expect(simdEngine()).not.toBeNull();
});

/** A range of blocks with bytes around it: before the data, between data and parity, behind. */
interface Range {
  readonly nroots: number;
  readonly block: number;
  readonly length: number;
  readonly seed: number;
}

const GAP = 5;

/** Encodes and decodes a damaged range with both codecs; `hits(blocks)` says how many damaged bytes each block gets. */
function compare({ nroots, block, length, seed }: Range, hits: (next: () => number) => number): Int16Array {
  const next = xorshift(seed);
  const blocks = Math.ceil(length / block);
  const parity = GAP + length + GAP;
  const ours = Uint8Array.from({ length: parity + blocks * nroots + GAP }, () => next());
  const theirs = ours.slice();
  rsCodec(nroots).encodeBlocks(ours, GAP, length, block, parity);
  exactCodec(nroots).encodeBlocks(theirs, GAP, length, block, parity);
  expect(Buffer.compare(ours, theirs)).toBe(0);

  for (let i = 0; i < blocks; i++) {
    const own = Math.min(block, length - i * block);
    const pattern = new Uint8Array(own + nroots);
    damage(pattern, Math.min(hits(next), pattern.length), next);
    for (let at = 0; at < own; at++) ours[GAP + i * block + at]! ^= pattern[at]!;
    for (let at = 0; at < nroots; at++) ours[parity + i * nroots + at]! ^= pattern[own + at]!;
  }
  theirs.set(ours);
  const ourResults = new Int16Array(blocks).fill(99);
  const theirResults = new Int16Array(blocks);
  const ourDirty = rsCodec(nroots).decodeBlocks(ours, GAP, length, block, parity, ourResults);
  const theirDirty = exactCodec(nroots).decodeBlocks(theirs, GAP, length, block, parity, theirResults);
  expect(ourResults).toEqual(theirResults);
  expect(ourDirty).toBe(theirDirty);
  expect(Buffer.compare(ours, theirs)).toBe(0);
  return ourResults;
}

describe('every shape', () => {
  test.each(Array.from({ length: 32 }, (_, i) => i + 1))('%i parity bytes, every block size', (nroots) => {
    for (let block = 1; block <= 255 - nroots; block++) {
      const seed = nroots * 1000 + block;
      compare({ nroots, block, length: 2 * block + (block >> 1), seed }, (next) => next() % (nroots + 2));
    }
  });

  // Eight blocks at a time, 512 in a batch: one less, as many, one more.
  test.each([1, 2, 3, 7, 8, 9, 511, 512, 513, 1025])('%i blocks', (blocks) => {
    for (const nroots of [7, 16, 17, 32]) {
      const results = compare({ nroots, block: 128, length: blocks * 128, seed: blocks }, () => nroots >> 1);
      expect(results.every((result) => result === nroots >> 1)).toBe(true);
      compare({ nroots, block: 128, length: blocks * 128 + 1, seed: blocks }, (next) => next() % 3);
    }
  });
});

test.each([7, 16, 17, 32])('%i parity bytes: a batch clean but for one bit is not taken for clean', (nroots) => {
  const blocks = 17;
  const results = new Int16Array(blocks);
  const clean = Uint8Array.from({ length: blocks * (128 + nroots) }, (_, at) => at * 7);
  rsCodec(nroots).encodeBlocks(clean, 0, blocks * 128, 128, blocks * 128);
  const decode = (zone: Uint8Array) => rsCodec(nroots).decodeBlocks(zone, 0, blocks * 128, 128, blocks * 128, results);
  expect(decode(clean.slice())).toBe(0);
  for (let block = 0; block < blocks; block++) {
    for (const at of [block * 128, blocks * 128 + (block + 1) * nroots - 1]) {
      const zone = clean.slice();
      zone[at]! ^= 0x10;
      expect(decode(zone), `block ${block}`).toBe(1);
      expect(results[block]).toBe(1);
      expect(Buffer.compare(zone, clean)).toBe(0);
    }
  }
});

describe('drawn ranges', () => {
  const shape = fc.integer({ min: 1, max: 40 }).chain((nroots) =>
    fc.record({
      nroots: fc.constant(nroots),
      block: fc.oneof(fc.constant(128), fc.integer({ min: 1, max: 255 - nroots })),
      length: fc.integer({ min: 0, max: 3000 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    }),
  );

  propertyTest.prop([shape, fc.integer({ min: 1, max: 50 })])('equal, beyond capacity too', (range, most) => {
    compare(range, (next) => next() % (most + 1));
  });

  propertyTest.prop([shape])('equal when every byte is noise', (range) => {
    compare(range, () => 255);
  });
});

test('one word at a time: 20,000 of each size around the limit, single bits and whole bytes', () => {
  for (const nroots of [2, 3, 6, 8, 15, 16, 17, 31, 32]) {
    const next = xorshift(nroots);
    const [fast, exact] = [rsCodec(nroots), exactCodec(nroots)];
    let different = 0;
    for (let i = 0; i < 20_000; i++) {
      const ours = new Uint8Array(40 + nroots);
      for (let left = (nroots >> 1) + (next() % 3) - 1; left > 0; left--) {
        ours[next() % ours.length]! ^= i % 2 === 0 ? next() : 1 << (next() & 7);
      }
      const theirs = ours.slice();
      const isSame = fast.decode(ours, 0, 40, ours, 40) === exact.decode(theirs, 0, 40, theirs, 40);
      if (!isSame || Buffer.compare(ours, theirs) !== 0) different++;
    }
    expect(different, `${nroots} parity bytes`).toBe(0);
  }
});

test('blocks that the encoder refuses, and ranges outside the buffer', () => {
  const results = new Int16Array(3);
  const zone = new Uint8Array(600).fill(0xa5);
  rsCodec(16).encodeBlocks(zone, 0, 480, 240, 500);
  expect(zone.subarray(500, 532).every((byte) => byte === 0)).toBe(true);
  expect(rsCodec(16).decodeBlocks(zone, 0, 480, 240, 500, results)).toBe(2);
  expect([...results]).toEqual([-4096, -4096, 0]);
  expect(() => rsCodec(16).encodeBlocks(zone, 0, 601, 128, 0)).toThrow('a block ends beyond its buffer');
  expect(() => rsCodec(16).decodeBlocks(zone, 0, 512, 128, 540, results)).toThrow('a block ends beyond its buffer');
  expect(() => rsCodec(16).encodeBlocks(zone, 0, 512, 0, 540)).toThrow('a block has no bytes');
  expect(rsCodec(16).decodeBlocks(zone, 0, 0, 128, 0, results)).toBe(0);
});
