/**
 * Checks that have never failed prove nothing: here each decision of the codec is altered on purpose, and the check that guards
 * it must give the alarm. The unaltered textbook codec must pass the same checks.
 */
import { describe, expect, test } from 'vitest';
import {
  checkGoldenVector,
  checkKernelDecisions,
  checkNothingHalfDone,
  checkRepairsWithinLimit,
} from './invariants.ts';
import { type Codec, type Decisions, kernelDecisions, textbookCodec } from './textbook.ts';

function mutant(nroots: number, altered: Partial<Decisions>): Codec {
  return textbookCodec(nroots, { ...kernelDecisions, ...altered });
}

const checks = {
  golden: () => (codec: Codec) => checkGoldenVector(codec),
  repairs: () => (codec: Codec) => checkRepairsWithinLimit(codec, 128, 100, 5),
  nothingHalfDone: () => (codec: Codec) => checkNothingHalfDone(codec, 128, 400, 5),
  decisions: () => (codec: Codec) => checkKernelDecisions(codec, 128, 400, 5),
};

describe('the alarm is given', () => {
  test('when the first root is alpha^1', () => {
    expect(() => checks.golden()(mutant(16, { firstRoot: 1 }))).toThrow('the golden vector has another parity');
  });

  test('when the register grows one step early', () => {
    // It makes no difference within the limit: which locator is found matters only where it is not unique.
    const early = mutant(3, { grows: (length, r) => 2 * length <= r });
    expect(() => checks.repairs()(early)).not.toThrow();
    expect(() => checks.decisions()(early)).toThrow(/decode returned|the decoded word/);
  });

  test('when the register grows one step late', () => {
    expect(() => checks.repairs()(mutant(4, { grows: (length, r) => 2 * length <= r - 2 }))).toThrow(/damaged bytes/);
  });

  test('when no more than nroots div 2 corrections are accepted, as in a codec of the textbooks', () => {
    const bounded = mutant(3, { mostCorrections: (nroots) => Math.floor(nroots / 2) });
    expect(() => checks.repairs()(bounded)).not.toThrow();
    expect(() => checks.decisions()(bounded)).toThrow(/decode returned -74, the kernel's rule gives 2/);
  });

  test('when roots in the shortened part are left out and the pattern is believed', () => {
    const believing = mutant(2, { refusesRootsInPad: false, checksPattern: false });
    expect(() => checks.decisions()(believing)).toThrow(/decode returned/);
    expect(() => checks.nothingHalfDone()(believing)).toThrow('an accepted word is not a code word');
  });

  test('when a rejected word is left half corrected', () => {
    const careless = mutant(3, { mostCorrections: () => 1, restoresOnFailure: false });
    expect(() => checks.nothingHalfDone()(careless)).toThrow(/decode returned -74 and changed 2 bytes/);
  });
});

test('the textbook codec passes every check', () => {
  checks.golden()(textbookCodec(16));
  for (const nroots of [2, 3, 4, 8]) {
    checks.repairs()(textbookCodec(nroots));
    checks.nothingHalfDone()(textbookCodec(nroots));
  }
});
