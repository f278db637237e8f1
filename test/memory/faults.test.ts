/**
 * Faults: the aimed ones hit exactly their bits; the uniform ones have the distribution they claim, which is checked with
 * fixed seeds against bounds of five standard deviations, so that a correct sampler passes always and a wrong one fails.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { aim, FLIP_LIST_LIMIT, flipBits, flipTouched, flipUniform } from '../../src/memory/faults.ts';
import { GapSampler } from '../../src/memory/gap-sampler.ts';
import { bytes, layout, u32, u64 } from '../../src/memory/layout.ts';
import { PAGE_SIZE, PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { type RandomStream, RandomStreams } from '../../src/sim/random.ts';

const stream = (seed: string) => new RandomStreams(seed).stream('faults');

function positions(rate: number, stretches: readonly number[], random: RandomStream): number[] {
  const sampler = new GapSampler(rate, random);
  const found: number[] = [];
  let start = 0;
  for (const bitCount of stretches) {
    sampler.take(bitCount, (bit) => found.push(start + bit));
    start += bitCount;
  }
  return found;
}

describe('the gap sampler', () => {
  test.each([1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.5, 0.9])(
    'at rate %d hits as many bits as a binomial distribution',
    (rate) => {
      const bits = 2_000_000;
      const found = positions(rate, [bits], stream(`count ${rate}`));
      expect(Math.abs(found.length - bits * rate)).toBeLessThan(5 * Math.sqrt(bits * rate * (1 - rate)));
      expect(found.every((bit, index) => index === 0 || bit > found[index - 1]!)).toBe(true);
      expect(found.at(-1)).toBeLessThan(bits);
    },
  );

  test('hits every part of the range alike', () => {
    const [parts, bits, rate] = [16, 1_600_000, 0.01];
    const counts = new Array<number>(parts).fill(0);
    for (const bit of positions(rate, [bits], stream('parts'))) counts[Math.floor((bit / bits) * parts)]!++;
    const expected = (bits / parts) * rate;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 15 degrees of freedom: 37.7 is exceeded once in a thousand.
    expect(chiSquare).toBeLessThan(37.7);
  });

  test('leaves gaps of a geometric distribution', () => {
    const rate = 0.2;
    const found = positions(rate, [1_000_000], stream('gaps'));
    const counts = new Array<number>(10).fill(0);
    for (let index = 1; index < found.length; index++) {
      const gap = found[index]! - found[index - 1]! - 1;
      if (gap < counts.length) counts[gap]!++;
    }
    for (const [gap, count] of counts.entries()) {
      const chance = rate * (1 - rate) ** gap;
      const draws = found.length - 1;
      expect(Math.abs(count - draws * chance)).toBeLessThan(5 * Math.sqrt(draws * chance * (1 - chance)));
    }
  });

  test.prop([
    fc.array(fc.nat({ max: 200 }), { maxLength: 20 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.string(),
  ])('does not care how the bits are cut into stretches', (stretches, rate, seed) => {
    const total = stretches.reduce((sum, bits) => sum + bits, 0);
    expect(positions(rate, stretches, stream(seed))).toEqual(positions(rate, [total], stream(seed)));
  });

  test('rate 0 draws nothing, rate 1 hits every bit, smaller than 1e-16 still works', () => {
    const random = stream('limits');
    const first = new RandomStreams('limits').stream('faults').uint32();
    expect(positions(0, [1e15], random)).toEqual([]);
    expect(random.uint32()).toBe(first);
    expect(positions(1, [5, 3], random)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(positions(1e-18, [1e6], random)).toEqual([]);
    expect(positions(1e-300, [2 ** 47], random)).toEqual([]);
    for (const rate of [-0.1, 1.1, Number.NaN]) expect(() => positions(rate, [1], random)).toThrow('probability');
  });
});

describe('aimed flips', () => {
  test('hit the named bits, in order, twice is back', () => {
    const memory = new PhysicalMemory();
    memory.fill(0, 32, 0xf0, memory.writer('kernel'));
    flipBits(memory, [
      { address: 3, bit: 0 },
      { address: 3, bit: 7 },
      { address: 4, bit: 4 },
      { address: 4, bit: 4 },
      { address: 2 ** 44 - 1, bit: 7 },
    ]);
    expect([memory.load8(2), memory.load8(3), memory.load8(4), memory.load8(2 ** 44 - 1)]).toEqual([
      0xf0, 0x71, 0xf0, 0x80,
    ]);
    expect(memory.writers(2, 4).map(({ start, writer }) => [start, writer])).toEqual([
      [2, 'kernel'],
      [3, 'fault'],
      [5, 'kernel'],
    ]);
  });

  test('refuse bits a byte does not have and addresses RAM does not have', () => {
    const memory = new PhysicalMemory();
    for (const bit of [-1, 8, 0.5, Number.NaN]) {
      expect(() => flipBits(memory, [{ address: 0, bit }])).toThrow(`bit ${bit}`);
    }
    for (const address of [-1, 2 ** 44, 0.5]) expect(() => flipBits(memory, [{ address, bit: 0 }])).toThrow('address');
  });

  const struct = layout('struct', {
    source: 'made up for this test',
    sizeBytes: 20,
    fields: {
      raw: bytes(0, 4, 'raw'),
      size: u32(4, 'size'),
      wide: u64(8, 'wide'),
      fixed: u32(16, 'fixed', { byteOrder: 'big' }),
    },
  });

  test.prop([fc.constantFrom('little' as const, 'big' as const), fc.nat({ max: 31 })])(
    'aimed at a field change that bit of its value and nothing else',
    (byteOrder, bit) => {
      const memory = new PhysicalMemory();
      const before = memory.read(0x1000, 20);
      flipBits(memory, [aim(struct, 0x1000, 'size', bit, byteOrder)]);
      expect(struct.read(memory.read(0x1000, 20), byteOrder).size).toBe(2 ** bit);
      flipBits(memory, [aim(struct, 0x1000, 'size', bit, byteOrder), aim(struct, 0x1000, 'wide', bit + 32, byteOrder)]);
      expect(struct.read(memory.read(0x1000, 20), byteOrder).wide).toBe(1n << BigInt(bit + 32));
      flipBits(memory, [
        aim(struct, 0x1000, 'wide', bit + 32, byteOrder),
        aim(struct, 0x1000, 'fixed', bit, byteOrder),
      ]);
      expect(struct.read(memory.read(0x1000, 20), byteOrder).fixed).toBe(2 ** bit);
      flipBits(memory, [aim(struct, 0x1000, 'fixed', bit, byteOrder), aim(struct, 0x1000, 'raw', bit, byteOrder)]);
      expect(memory.load32le(0x1000)).toBe(2 ** bit);
      flipBits(memory, [aim(struct, 0x1000, 'raw', bit, byteOrder)]);
      expect(memory.read(0x1000, 20)).toEqual(before);
    },
  );

  test('cannot be aimed one bit beyond a field', () => {
    expect(aim(struct, 0, 'size', 31, 'little')).toEqual({ address: 7, bit: 7 });
    for (const bit of [32, -1, 0.5])
      expect(() => aim(struct, 0, 'size', bit, 'little')).toThrow('struct.size has 32 bits');
  });
});

describe('uniform flips', () => {
  test('flip what they report, the same for the same seed', () => {
    const [one, two, clean] = [new PhysicalMemory(), new PhysicalMemory(), new PhysicalMemory()];
    const range = { start: PAGE_SIZE - 100, end: 3 * PAGE_SIZE + 7 };
    for (const memory of [one, two, clean]) {
      memory.write(
        0,
        Uint8Array.from({ length: 5 * PAGE_SIZE }, (_, index) => index),
        memory.writer('kernel'),
      );
    }
    const report = flipUniform(one, range, 1e-3, stream('seed'));
    expect(flipUniform(two, range, 1e-3, stream('seed'))).toEqual(report);
    expect(two.hash()).toBe(one.hash());
    expect(report.count).toBe(report.flips.length);
    expect(report.count).toBeGreaterThan(0);
    expect(flipUniform(one, range, 1e-3, stream('other seed'))).not.toEqual(report);
    flipBits(two, report.flips);
    expect(two.hash()).toBe(clean.hash());
    expect(report.flips.every(({ address }) => address >= range.start && address < range.end)).toBe(true);
  });

  test('at rate 1 invert a range to its last bit and no further', () => {
    const memory = new PhysicalMemory();
    expect(flipUniform(memory, { start: 4090, end: 4100 }, 1, stream('x')).count).toBe(80);
    expect([...memory.read(4089, 12)]).toEqual([0, ...new Array(10).fill(0xff), 0]);
    expect(flipUniform(memory, { start: 5, end: 5 }, 1, stream('x')).count).toBe(0);
    expect(() => flipUniform(memory, { start: 2 ** 44 - 1, end: 2 ** 44 + 1 }, 0, stream('x'))).toThrow(
      'not all memory',
    );
  });

  test('list the first flips and count all of them', () => {
    const memory = new PhysicalMemory();
    const sizeBytes = FLIP_LIST_LIMIT / 8 + 1;
    const report = flipUniform(memory, { start: 0, end: sizeBytes }, 1, stream('x'));
    expect([report.count, report.flips.length]).toEqual([FLIP_LIST_LIMIT + 8, FLIP_LIST_LIMIT]);
    expect(memory.read(0, sizeBytes).every((byte) => byte === 0xff)).toBe(true);
  });

  test('of touched pages leave the others untouched, whatever the size of the range', () => {
    const memory = new PhysicalMemory({ initialContents: { noiseSeed: 3 } });
    const pages = [0, 1, 5, 1024, 2 ** 32 - 1];
    for (const pfn of pages) memory.store8(pfn * PAGE_SIZE, 1, memory.writer('kernel'));
    const { count, flips } = flipTouched(memory, { start: 0, end: 2 ** 44 }, 0.01, stream('touched'));
    expect([...memory.touchedPages()]).toEqual(pages);
    expect(new Set(flips.map(({ address }) => Math.floor(address / PAGE_SIZE)))).toEqual(new Set(pages));
    const bits = pages.length * PAGE_SIZE * 8;
    expect(Math.abs(count - bits * 0.01)).toBeLessThan(5 * Math.sqrt(bits * 0.01));
    const clipped = flipTouched(memory, { start: 10, end: 20 }, 1, stream('clipped'));
    expect([clipped.count, clipped.flips[0]?.address, clipped.flips.at(-1)?.address]).toEqual([80, 10, 19]);
  });
});
