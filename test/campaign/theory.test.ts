/** The theory against tables computed elsewhere, to the last digit they print, and against what the codec does. */
import { expect, test } from 'vitest';
import {
  type BlockShape,
  beyondAfterFlips,
  blockTheory,
  rateOfLoss,
  symbolErrorRate,
  zoneTheory,
} from '../../src/campaign/theory.ts';
import { acceptanceBeyond, acceptanceOfChance, acceptanceWithin } from '../../src/campaign/wrong-acceptance.ts';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import { xorshift } from '../ecc/invariants.ts';
import { rowsOf, tableA, tableB, tableC, tableD, tableE, tableF, tableFOdd } from './ecc-tables.data.ts';

/** Half a unit of the seventh digit, with a hair for rounding in both. */
const HALF_DIGIT = 0.51e-6;

function expectCell(ours: number, cell: string): void {
  expectLog(Math.log10(ours), cell);
}

/** `log10` of a probability that may be smaller than any double. */
function expectLog(log10: number, cell: string): void {
  if (cell === '0') {
    expect(log10).toBe(Number.NEGATIVE_INFINITY);
    return;
  }
  const [mantissa, exponent] = cell.split('e') as [string, string];
  expect(Math.abs(10 ** (log10 - Number(exponent)) - Number(mantissa)), cell).toBeLessThan(HALF_DIGIT);
}

test('table A: full blocks', () => {
  const rows = rowsOf(tableA);
  expect(rows).toHaveLength(30);
  for (const [nroots, p, rate, clean, corrected, beyond, fixed] of rows as [string, ...string[]][]) {
    const theory = blockTheory({ nroots: Number(nroots), length: 128 }, Number(p));
    expectCell(symbolErrorRate(Number(p)), rate!);
    expectCell(theory.clean, clean!);
    expectCell(theory.corrected, corrected!);
    expectCell(theory.beyond, beyond!);
    expectCell(theory.meanCorrections, fixed!);
  }
});

test('table B: headers', () => {
  const rows = rowsOf(tableB);
  expect(rows).toHaveLength(18);
  for (const [nroots, p, clean, corrected, beyond] of rows) {
    const theory = blockTheory({ nroots: Number(nroots), length: 12 }, Number(p));
    expectCell(theory.clean, clean!);
    expectCell(theory.corrected, corrected!);
    expectCell(theory.beyond, beyond!);
  }
});

test('table C: whole zones', () => {
  const rows = rowsOf(tableC);
  expect(rows).toHaveLength(48);
  for (const [, nrootsCell, full, last, p, noLoss, beyond, corrected, untouched] of rows) {
    const nroots = Number(nrootsCell);
    const shapes: BlockShape[] = [{ nroots, length: 12 }];
    for (let i = 0; i < Number(full); i++) shapes.push({ nroots, length: 128 });
    if (last !== '0') shapes.push({ nroots, length: Number(last) });
    const theory = zoneTheory(shapes, Number(p));
    expectLog(theory.lnNoLoss / Math.LN10, noLoss!);
    expectLog(theory.lnUntouched / Math.LN10, untouched!);
    expectCell(theory.meanBeyond, beyond!);
    expectCell(theory.meanCorrections, corrected!);
  }
});

test('table D: exactly k flipped bits', () => {
  const rows = rowsOf(tableD);
  expect(rows).toHaveLength(15);
  for (const [k, ...cells] of rows) {
    [8, 16, 32].forEach((nroots, at) => {
      expectCell(beyondAfterFlips({ nroots, length: 128 }, Number(k)), cells[at]!);
    });
  }
});

test('table E: rates of loss', () => {
  const rows = rowsOf(tableE);
  expect(rows).toHaveLength(3);
  for (const [nroots, ...cells] of rows) {
    [1e-6, 1e-3, 0.5].forEach((probability, at) => {
      expectCell(rateOfLoss({ nroots: Number(nroots), length: 128 }, probability), cells[at]!);
    });
  }
});

test('table F: wrong acceptance', () => {
  const rows = rowsOf(tableF);
  expect(rows).toHaveLength(12);
  for (const [nrootsCell, length, ...cells] of rows) {
    const nroots = Number(nrootsCell);
    const n = nroots + Number(length);
    const t = nroots / 2;
    for (let i = 1; i <= 4; i++) expectCell(acceptanceWithin(nroots, n, t + i), cells[i - 1]!);
    expectCell(acceptanceOfChance(nroots, n), cells[4]!);
    expectCell(acceptanceBeyond(nroots, n, t + 1), cells[5]!);
  }
  const odd = rowsOf(tableFOdd);
  expect(odd).toHaveLength(3);
  for (const [nrootsCell, t, limit, extra] of odd) {
    const nroots = Number(nrootsCell);
    expectCell(acceptanceOfChance(nroots, nroots + 128), limit!);
    expectCell(acceptanceBeyond(nroots, nroots + 128, Number(t) + 1), extra!);
  }
});

test('the four fates add up to one, at every rate and size', () => {
  for (const nroots of [0, 1, 2, 3, 4, 8, 16, 32, 127, 254]) {
    for (const ber of [0, 1e-9, 1e-4, 0.02, 0.5, 1]) {
      const { clean, corrected, uncorrectable, miscorrected } = blockTheory(
        { nroots, length: Math.min(128, 255 - nroots || 1) },
        ber,
      );
      for (const part of [clean, corrected, uncorrectable, miscorrected]) expect(part).toBeGreaterThanOrEqual(0);
      expect(clean + corrected + uncorrectable + miscorrected).toBeCloseTo(1, 9);
    }
  }
});

test('without parity every changed block is beyond', () => {
  const theory = blockTheory({ nroots: 0, length: 128 }, 1e-3);
  expect(theory.uncorrectable).toBeCloseTo(1 - 0.999 ** 1024, 12);
  expect([theory.corrected, theory.miscorrected]).toEqual([0, 0]);
});

test('1 parity byte, 1 data byte: as the sum over every pattern of flipped bits', () => {
  const ber = 0.03;
  const fates = { clean: 0, corrected: 0, uncorrectable: 0, miscorrected: 0 };
  const word = new Uint8Array(2);
  for (let pattern = 0; pattern < 65536; pattern++) {
    word[0] = pattern;
    word[1] = pattern >>> 8;
    const bits = bitsOf(pattern);
    fates[decodedFate(1, word)] += ber ** bits * (1 - ber) ** (16 - bits);
  }
  const theory = blockTheory({ nroots: 1, length: 1 }, ber);
  for (const fate of fatesNamed) expect(theory[fate], fate).toBeCloseTo(fates[fate], 12);
});

// The theory of wrong acceptance against what the codec does with flipped bits; 5 standard deviations.
test.each([
  [1, 128, 1e-3],
  [2, 128, 1e-3],
  [2, 12, 5e-3],
  [4, 128, 5e-3],
  [8, 128, 5e-3],
])('%i parity bytes, %i data bytes, flips at %d: 60,000 blocks', (nroots, length, ber) => {
  const blocks = 60_000;
  const next = xorshift(nroots * 1000 + length);
  const counts = { clean: 0, corrected: 0, uncorrectable: 0, miscorrected: 0 };
  const word = new Uint8Array(nroots + length);
  for (let i = 0; i < blocks; i++) {
    word.fill(0);
    let at = -1;
    for (;;) {
      at += 1 + Math.floor(Math.log((next() + 0.5) / 2 ** 32) / Math.log1p(-ber));
      if (at >= 8 * word.length) break;
      word[at >> 3]! ^= 1 << (at & 7);
    }
    counts[decodedFate(nroots, word)]++;
  }
  const theory = blockTheory({ nroots, length }, ber);
  for (const fate of fatesNamed) {
    const mean = blocks * theory[fate];
    expect(Math.abs(counts[fate] - mean), fate).toBeLessThan(5 * Math.sqrt(mean * (1 - theory[fate])) + 2);
  }
});

const fatesNamed = ['clean', 'corrected', 'uncorrectable', 'miscorrected'] as const;

/** What becomes of a damaged word that was all zeros. */
function decodedFate(nroots: number, word: Uint8Array): (typeof fatesNamed)[number] {
  if (word.every((byte) => byte === 0)) return 'clean';
  const length = word.length - nroots;
  if (rsCodec(nroots).decode(word, 0, length, word, length) < 0) return 'uncorrectable';
  return word.every((byte) => byte === 0) ? 'corrected' : 'miscorrected';
}

function bitsOf(pattern: number): number {
  let bits = 0;
  for (let rest = pattern; rest > 0; rest &= rest - 1) bits++;
  return bits;
}

test('questions that make no sense are our own mistake', () => {
  expect(() => blockTheory({ nroots: 16, length: 240 }, 0.1)).toThrow('240 data bytes with 16 of parity');
  expect(() => blockTheory({ nroots: 16, length: 0 }, 0.1)).toThrow('0 data bytes');
  expect(() => blockTheory({ nroots: 255, length: 1 }, 0.1)).toThrow('255 parity bytes');
  expect(() => blockTheory({ nroots: 16, length: 128 }, 1.1)).toThrow('a bit flip rate of 1.1');
  expect(() => blockTheory({ nroots: 16, length: 128 }, Number.NaN)).toThrow('a bit flip rate of NaN');
  expect(() => beyondAfterFlips({ nroots: 16, length: 1 }, 137)).toThrow('137 flips in 17 bytes');
  expect(() => rateOfLoss({ nroots: 16, length: 128 }, 0)).toThrow('a probability of 0');
});
