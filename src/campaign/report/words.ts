/** Words that all reports of campaigns use. */
import type { BaselineTest, Change, Count } from '../baseline.ts';
import type { FaultModel } from '../configuration.ts';
import { counted } from '../plan.ts';
import type { CampaignResult, Comparison, ResultRow, TheoryTest } from '../result.ts';

/** What the strength of a model is called, in short and on an axis, and its value. */
interface Strength {
  readonly name: string;
  readonly long: string;
  readonly value: string;
}

export function strengthOf(fault: FaultModel): Strength {
  switch (fault.model) {
    case 'flips':
      return { name: 'flips', long: 'flipped bits of each code word', value: String(fault.flips) };
    case 'decay': {
      const value = fault.offSeconds === null ? '-' : `${fault.offSeconds} s`;
      return { name: 'off', long: 'time without power', value };
    }
    case 'row':
      return { name: 'ber', long: 'chance of each row to fail (ber)', value: rateWords(fault.ber) };
    default:
      return { name: 'ber', long: 'chance of each bit to flip (ber)', value: rateWords(fault.ber) };
  }
}

/** The model without its strength: what has a plot of its own. */
function modelWords(fault: FaultModel): string {
  switch (fault.model) {
    case 'burst':
      return `bursts of ${fault.burst} bits`;
    case 'decay':
      return `decay, ${fault.retention}${fault.temperature === null ? '' : ` at ${fault.temperature} °C`}`;
    case 'flips':
      return 'exact flips in each code word';
    case 'uniform':
      return 'uniform bit flips';
    case 'chip':
      return 'one failing chip of eight';
    case 'charged':
      return 'charged cells that lose their charge';
    case 'row':
      return 'failing rows';
  }
}

/** `1e-4`, `0.25`: short, and never rounded away. */
function rateWords(rate: number): string {
  return rate !== 0 && rate < 0.01 ? rate.toExponential().replace('e-0', 'e-') : String(rate);
}

/** A share of the whole in percent, with as many digits as matter. */
export function percent(share: number): string {
  if (share === 0) return '0';
  if (share === 1) return '100';
  const value = share * 100;
  if (value >= 99.995) return '>99.99';
  return value >= 10 ? value.toFixed(2) : value >= 0.01 ? value.toFixed(3) : value.toExponential(1);
}

/** A probability in a sentence. */
function chance(probability: number): string {
  return probability < 0.001 ? probability.toExponential(1) : probability.toPrecision(2);
}

export function theoryWords({ comparisons, level, smallest, disagreements, confidence }: TheoryTest): string {
  if (smallest === null) return 'No theory to compare with.';
  const test = `${comparisons} counts, exact binomial test, two-sided, ${confidence * 100} % for the whole table (Šidák: ${chance(level)} each)`;
  const verdict = disagreements.length === 0 ? 'agrees' : `DISAGREES in ${disagreements.length}`;
  return `Theory ${verdict}: ${test}; smallest p ${chance(smallest)}.`;
}

export function disagreementWords(row: ResultRow, { what, found, expected, probability }: Comparison): string {
  return `${row.key}: ${found} blocks ${what}, theory expects ${expected.toPrecision(6)} (p = ${chance(probability)})`;
}

export function baselineWords({
  comparisons,
  level,
  regressions,
  confidence,
  onlyNow,
  onlyBefore,
}: BaselineTest): string {
  const test = `${comparisons} comparisons, Fisher’s exact test, one-sided, ${confidence * 100} % for all of them (Šidák: ${chance(level)} each)`;
  const alone = [
    onlyNow > 0 ? ` Not in the baseline: ${counted(onlyNow, 'configuration')}.` : '',
    onlyBefore > 0 ? ` Of the baseline not run: ${counted(onlyBefore, 'configuration')}.` : '',
  ].join('');
  return `Baseline: ${regressions.length === 0 ? 'no regression' : `${regressions.length} REGRESSION${regressions.length === 1 ? '' : 'S'}`}; ${test}.${alone}`;
}

export function changeWords({ row, measure, before, now, probability }: Change): string {
  const words = ({ hits, trials }: Count) => `${hits} of ${trials}`;
  return `${row.key}: ${measure} ${words(now)}, were ${words(before)} (p = ${chance(probability)})`;
}

/** The rows of one table and plot: the same model and layout. */
export function tablesOf({ rows }: CampaignResult): { readonly title: string; readonly rows: readonly ResultRow[] }[] {
  const tables = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const { fault, layout, mode } = row.configuration;
    const record = layout.record === null ? '' : `, record of ${layout.record}`;
    const title = `${modelWords(fault)}; ${mode === 'machine' ? 'whole machine, ' : ''}zone of ${layout.zone} bytes${record}`;
    tables.set(title, [...(tables.get(title) ?? []), row]);
  }
  return [...tables].map(([title, own]) => ({ title, rows: own }));
}
