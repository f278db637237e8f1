/**
 * A result against an earlier one: has anything become worse than chance can explain?
 *
 * Fisher's exact test, one-sided, for each configuration that both have and each of four things that may become worse. All together
 * raise a false alarm once in a thousand comparisons of equal programs (Šidák).
 */
import { fisherTest } from './exact-tests.ts';
import type { BaselineRow } from './part-file.ts';
import { type CampaignResult, lostBlocks, type ResultRow, recoveredRecords } from './result.ts';
import { sidakLevel } from './wilson.ts';

const BASELINE_CONFIDENCE = 0.999;

/** What may become worse. */
const measures = ['lost blocks', 'miscorrected blocks', 'lost headers', 'records not recovered'] as const;

export interface Count {
  readonly hits: number;
  readonly trials: number;
}

/** One thing of one configuration, then and now. */
export interface Change {
  readonly row: ResultRow;
  readonly measure: (typeof measures)[number];
  readonly before: Count;
  readonly now: Count;
  /** Of so many now or more, had nothing changed. */
  readonly probability: number;
}

export interface BaselineTest {
  readonly confidence: number;
  readonly comparisons: number;
  /** Of each comparison. */
  readonly level: number;
  readonly regressions: readonly Change[];
  /** Configurations that only one of both has. */
  readonly onlyNow: number;
  readonly onlyBefore: number;
}

export function compareWithBaseline({ rows }: CampaignResult, baseline: readonly BaselineRow[]): BaselineTest {
  const before = new Map(baseline.map((row) => [row.configuration, row]));
  const common = rows.filter(({ key }) => before.has(key));
  const changes = common.flatMap((row) => {
    const [then, now] = [countsBefore(before.get(row.key)!), countsNow(row)];
    return measures.map((measure, at): Change => {
      const probability = fisherTest(then[at]!, now[at]!);
      return { row, measure, before: then[at]!, now: now[at]!, probability };
    });
  });
  const level = sidakLevel(1 - BASELINE_CONFIDENCE, Math.max(1, changes.length));
  return {
    confidence: BASELINE_CONFIDENCE,
    comparisons: changes.length,
    level,
    regressions: changes.filter(({ probability }) => probability < level),
    onlyNow: rows.length - common.length,
    onlyBefore: before.size - new Set(common.map(({ key }) => key)).size,
  };
}

/** In the order of `measures`. */
function countsNow({ tally }: ResultRow): Count[] {
  const { blocks, headers, records } = tally;
  return [
    { hits: lostBlocks(tally), trials: blocks.blocks },
    { hits: blocks.miscorrected, trials: blocks.blocks },
    { hits: headers.uncorrectable + headers.miscorrected, trials: headers.blocks },
    { hits: records.records - recoveredRecords(tally), trials: records.records },
  ];
}

function countsBefore({ blocks, uncorrectable, miscorrected, headers, records }: BaselineRow): Count[] {
  const of = (hits: number, trials: number): Count => ({ hits: Math.min(hits, trials), trials });
  return [
    of(uncorrectable + miscorrected, blocks),
    of(miscorrected, blocks),
    of(headers.uncorrectable + headers.miscorrected, headers.blocks),
    of(Math.max(0, records.records - records.clean - records.corrected), records.records),
  ];
}
