/**
 * Results as JSON lines, one object for each configuration. Nothing in them depends on when, where or by how many they were
 * computed: equal campaigns give equal bytes.
 */
import type { CampaignPart } from '../part.ts';
import { campaignId } from '../plan.ts';
import { type CampaignResult, INTERVAL_CONFIDENCE, type ResultRow, resultOf } from '../result.ts';
import type { Interval } from '../wilson.ts';

/** Version of these files. */
export const FORMAT = 1;

/** Twelve digits: more would be noise of the last logarithm. */
const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)));
const pair = ({ low, high }: Interval) => [rounded(low), rounded(high)];

export function jsonLines({ plan, rows }: CampaignResult): string {
  return rows.map((row) => `${JSON.stringify(rowJson(row, plan.seed))}\n`).join('');
}

/** A part can be read again: its first line says of which campaign, and each line holds the counts that others are added to. */
export function partLines(part: CampaignPart): string {
  const { plan, shards, rows: parts } = part;
  const head = { lastwords: FORMAT, campaign: campaignId(plan), plan, shards };
  const lines = resultOf(part).rows.map((row, at) => ({ ...rowJson(row, plan.seed), part: parts[at] }));
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function rowJson({ configuration, key, tally, intervals, theory, ...row }: ResultRow, seed: string): object {
  const { mode, ecc, fault, layout, trials, kernel, compress } = configuration;
  const { blocks, shortBlocks, headers, records } = tally;
  return {
    lastwords: FORMAT,
    configuration: key,
    mode,
    ecc,
    ...fault,
    layout,
    ...(mode === 'machine' ? { kernel, compress } : {}),
    trials,
    ...blocks,
    shortBlocks,
    headers,
    records,
    interval: {
      confidence: INTERVAL_CONFIDENCE,
      clean: pair(intervals.clean),
      corrected: pair(intervals.corrected),
      uncorrectable: pair(intervals.uncorrectable),
      miscorrected: pair(intervals.miscorrected),
      lost: pair(intervals.lost),
      recovered: pair(intervals.recovered),
    },
    theory:
      theory === null
        ? null
        : {
            clean: rounded(theory.clean),
            corrected: rounded(theory.corrected),
            uncorrectable: rounded(theory.uncorrectable),
            miscorrected: rounded(theory.miscorrected),
            beyond: rounded(theory.beyond),
            split: theory.split,
          },
    yield: rounded(row.yield),
    isOptimum: row.isOptimum,
    seed,
  };
}
