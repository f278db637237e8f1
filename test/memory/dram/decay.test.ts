/** Cells that forget: nested in time, one way only, the same ones each time, and as many as the law says. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type DecayGap, decay, groundByte } from '../../../src/memory/dram/decay.ts';
import { lostFraction } from '../../../src/memory/dram/decay-law.ts';
import { WeakCells } from '../../../src/memory/dram/weak-cells.ts';
import { Ledger } from '../../../src/memory/ledger.ts';
import { PAGE_SIZE, PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { type DramProfile, findDramProfile } from '../../../src/profiles/dram.ts';
import { RandomStreams } from '../../../src/sim/random.ts';

const slow = findDramProfile('ddr4-slow')!;
const PAGES = 4;
const ALL = { start: 0, end: PAGES * PAGE_SIZE };
const sum = (lanes: readonly number[]) => lanes.reduce((all, lane) => all + lane, 0);
const names = { cause: 'retention: power-loss', writer: 'retention' };

function gapOf(fraction: number, number = 1, longer = fraction): DecayGap {
  return { number, lost: Array(8).fill(fraction), lostOfLonger: Array(8).fill(longer) };
}

function filled(fill: number | 'random', pages = PAGES): PhysicalMemory {
  const memory = new PhysicalMemory();
  const bytes = new Uint8Array(pages * PAGE_SIZE).fill(fill === 'random' ? 0 : fill);
  const random = new RandomStreams('contents').stream('bytes');
  if (fill === 'random') for (let at = 0; at < bytes.length; at++) bytes[at] = random.int(256);
  memory.write(0, bytes, memory.writer('kernel'));
  return memory;
}

/** What a gap leaves of known contents. */
function left(fraction: number, { seed = 1, profile = slow, fill = 'random' as number | 'random', range = ALL } = {}) {
  const memory = filled(fill);
  const flips = sum(decay(memory, range, { ...names, seed, profile, gap: gapOf(fraction) }));
  return { bytes: memory.read(0, ALL.end), flips };
}

const lostBits = (before: Uint8Array, after: Uint8Array) => before.map((byte, at) => byte ^ after[at]!);
const fraction = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1e-9, 1e-5, 0.49, 0.4999, 0.5, 0.5001, 0.51, 0.9989, 0.9991, 1),
);

describe('decay', () => {
  test.prop([fraction, fraction, fc.nat()], { numRuns: 60 })(
    'takes a superset in a longer time',
    (one, other, seed) => {
      const [less, more] = one < other ? [one, other] : [other, one];
      const before = filled('random').read(0, ALL.end);
      const early = lostBits(before, left(less, { seed }).bytes);
      const late = lostBits(before, left(more, { seed }).bytes);
      expect(early.every((bits, at) => (bits & ~late[at]!) === 0)).toBe(true);
    },
  );

  test.prop([fraction, fc.nat()], { numRuns: 40 })('only ever goes to the ground state', (lost, seed) => {
    const before = filled('random').read(0, ALL.end);
    const { bytes, flips } = left(lost, { seed });
    let count = 0;
    let wrongWay = 0;
    for (let at = 0; at < bytes.length; at++) {
      const changed = before[at]! ^ bytes[at]!;
      wrongWay |= (bytes[at]! ^ groundByte(slow, at)) & changed;
      for (let rest = changed; rest !== 0; rest &= rest - 1) count++;
    }
    expect(wrongWay).toBe(0);
    expect(flips).toBe(count);
  });

  test('leaves the ground state alone, and reaches it', () => {
    const memory = filled(0);
    expect(sum(decay(memory, ALL, { ...names, seed: 7, profile: slow, gap: gapOf(1) }))).toBe(0);
    const anti = { ...slow, antiShare: 1 };
    expect(left(1, { profile: anti, fill: 0 }).bytes).toEqual(new Uint8Array(ALL.end).fill(0xff));
    expect(left(1, { fill: 'random' }).bytes).toEqual(new Uint8Array(ALL.end));
  });

  test('the same module loses the same cells, wherever the range is cut', () => {
    const whole = left(0.3).bytes;
    expect(left(0.3).bytes).toEqual(whole);
    expect(left(0.3, { seed: 2 }).bytes).not.toEqual(whole);
    const memory = filled('random');
    for (const cut of [
      { start: 5_001, end: ALL.end },
      { start: 0, end: 5_001 },
    ]) {
      decay(memory, cut, { ...names, seed: 1, profile: slow, gap: gapOf(0.3) });
    }
    expect(memory.read(0, ALL.end)).toEqual(whole);
    expect([...memory.touchedPages()].length).toBe(PAGES);
  });

  test('loses as many cells of each lane as the law says, within five sigma', () => {
    for (const seconds of [1, 10, 30, 40, 50, 60, 90, 120]) {
      const memory = filled(0xff, 8);
      const lost = Array.from({ length: 8 }, (_, lane) => lostFraction(slow.decay!, seconds, lane, 0));
      const range = { start: 0, end: 8 * PAGE_SIZE };
      decay(memory, range, { ...names, seed: seconds, profile: slow, gap: { number: 1, lost, lostOfLonger: lost } });
      const counts = Array<number>(8).fill(0);
      for (const [at, byte] of memory.read(0, range.end).entries()) {
        for (let rest = ~byte & 0xff; rest !== 0; rest &= rest - 1) counts[at % 8]!++;
      }
      const cells = 8 * 4096;
      for (const [lane, count] of counts.entries()) {
        const sigma = Math.sqrt(cells * lost[lane]! * (1 - lost[lane]!));
        expect(Math.abs(count - cells * lost[lane]!), `${seconds} s, lane ${lane}`).toBeLessThan(5 * sigma + 1);
      }
    }
  });

  test('cells of changing retention differ from gap to gap, and none is lost that the shorter time keeps', () => {
    const profile: DramProfile = { ...slow, vrtShare: 0.5 };
    const run = (number: number, share = 0.5) => {
      const memory = filled(0xff);
      const gap = gapOf(0.4, number, 0.1);
      const flips = sum(decay(memory, ALL, { ...names, seed: 3, profile: { ...profile, vrtShare: share }, gap }));
      return { flips, bytes: memory.read(0, ALL.end) };
    };
    expect(run(1).bytes).not.toEqual(run(2).bytes);
    expect(run(1).bytes).toEqual(run(1).bytes);
    const cells = PAGES * PAGE_SIZE * 8;
    // Of the cells between the two thresholds, half may change and half of those hold on.
    expect(run(1).flips / cells).toBeCloseTo(0.1 + 0.3 * 0.75, 1);
    expect(run(1, 0).flips / cells).toBeCloseTo(0.4, 1);
    expect(run(1, 1).flips / cells).toBeCloseTo(0.25, 1);
  });

  test('the ledger knows every byte, and heals with the next store', () => {
    const memory = filled('random');
    const ledger = new Ledger(memory);
    const before = memory.read(0, ALL.end);
    decay(memory, ALL, { ...names, seed: 1, profile: slow, gap: gapOf(0.7), ledger });
    expect(ledger.pristine(0, ALL.end)).toEqual(before);
    const changed = before.filter((byte, at) => byte !== memory.load8(at)).length;
    expect(ledger.classify(ALL)).toMatchObject({ damagedBytes: changed, causes: { 'retention: power-loss': changed } });
    memory.write(0, new Uint8Array(ALL.end), memory.writer('kernel'));
    expect(ledger.isTrue(ALL)).toBe(true);
  });
});

describe('the cells of a page and lane', () => {
  test('every rank has a cell of its own', () => {
    for (const cells of [4, 2048, 4096]) {
      const weak = new WeakCells(9, cells);
      weak.at(5, 1);
      weak.order();
      expect(new Set(Array.from({ length: cells }, (_, rank) => weak.cell(rank))).size).toBe(cells);
    }
  });

  test('nesting holds in a million pairs of fractions', () => {
    const random = new RandomStreams('nesting').stream('fractions');
    const weak = new WeakCells(11, 64);
    let violations = 0;
    for (let pair = 0; pair < 1_000_000; pair++) {
      if (pair % 4 === 0) weak.at(pair, pair & 7);
      const one = random.float();
      const other = random.float() < 0.5 ? random.float() : one + (random.float() - 0.5) * 1e-3;
      const isLess = one < other;
      if (isLess ? weak.lost(one) > weak.lost(other) : weak.lost(other) > weak.lost(one)) violations++;
    }
    expect(violations).toBe(0);
  });

  test('how many are lost is spread as a binomial', () => {
    for (const lost of [0.02, 0.3, 0.5, 0.7, 0.98]) {
      let sum = 0;
      let squares = 0;
      const weak = new WeakCells(13, 4096);
      const places = 800;
      for (let pfn = 0; pfn < places; pfn++) {
        weak.at(pfn, 3);
        const count = weak.lost(lost);
        sum += count;
        squares += count * count;
      }
      const mean = sum / places;
      const variance = squares / places - mean * mean;
      const expected = 4096 * lost * (1 - lost);
      expect(Math.abs(mean - 4096 * lost)).toBeLessThan(5 * Math.sqrt(expected / places));
      // The variance of a sample variance is about 2/n: five sigma.
      expect(Math.abs(variance / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / places));
    }
  });
});
