/**
 * A conformance suite: named cases that compare our whole output with what the real system gave.
 *
 * The same suite is run by vitest (one test a case) and by `npm run conformance` (one line a suite).
 */
import { describe, test } from 'vitest';

export interface Case {
  name: string;
  /** Throws, with the first difference, when our output is not the recorded one. */
  run(): void;
  /** Why there is nothing to compare with; such a case is named, never counted as passed. */
  absent?: string;
}

export interface Suite {
  name: string;
  /** The cases found in the vectors folder; an empty list means that the suite's file is absent there. */
  cases(): Case[];
}

/** Registers every case of a suite as a vitest test. */
export function describeSuite(suite: Suite): void {
  describe(suite.name, () => {
    const cases = suite.cases();
    if (cases.length === 0) test.skip('vectors absent in $LASTWORDS_VECTORS', () => {});
    for (const one of cases) {
      if (one.absent !== undefined) test.skip(`${one.name}: ${one.absent}`, () => {});
      else test(one.name, () => one.run());
    }
  });
}
