/** All configurations of a section as a table of the page. */
import type { BaselineTest } from '../baseline.ts';
import { element, worded } from '../plot/svg.ts';
import { type CampaignResult, expectedLoss, lostBlocks, type ResultRow, recoveredRecords } from '../result.ts';
import { percent, strengthOf } from './words.ts';

export function htmlTable(rows: readonly ResultRow[], result: CampaignResult, baseline: BaselineTest | null): string {
  const [first] = rows;
  if (first === undefined) return '';
  const wrong = new Set([
    ...result.theoryTest.disagreements.map(({ row }) => row),
    ...(baseline?.regressions.map(({ row }) => row) ?? []),
  ]);
  const heads = columnsOf(first).map(([name]) => worded('th', { scope: 'col' }, name));
  const lines = rows.map((row) => {
    const [[, value], ...others] = columnsOf(row);
    const className = [row.isOptimum ? 'best' : '', wrong.has(row) ? 'wrong' : ''].join(' ').trim();
    return element(
      'tr',
      { ...(className === '' ? {} : { class: className }), title: row.key },
      worded('th', { scope: 'row' }, value),
      ...others.map(([, words]) => worded('td', {}, words)),
    );
  });
  const caption =
    'Counts of full blocks; lost: uncorrectable or miscorrected; [ ] 95 % interval (Wilson). Bold: yields most log per byte of RAM at its strength. Red: disagrees with theory, or is worse than the baseline.';
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      worded('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...heads)),
      element('tbody', {}, '\n', ...lines.map((line) => `${line}\n`)),
    ),
  );
}

type Column = readonly [head: string, words: string];

function columnsOf({ configuration, tally, theory, intervals, ...row }: ResultRow): [Column, ...Column[]] {
  const { ecc, fault } = configuration;
  const { blocks, headers, records } = tally;
  const share = (hits: number, of: number) => (of === 0 ? '–' : `${percent(hits / of)} %`);
  const { low, high } = intervals.lost;
  const { name, value } = strengthOf(fault);
  return [
    [name, value],
    ['ecc', String(ecc)],
    ['overhead', `${((ecc / 128) * 100).toFixed(1)} %`],
    ['clean', String(blocks.clean)],
    ['corrected', String(blocks.corrected)],
    ['uncorrectable', String(blocks.uncorrectable)],
    ['miscorrected', String(blocks.miscorrected)],
    ['lost', share(lostBlocks(tally), blocks.blocks)],
    ['[95 %]', `[${percent(low)}, ${percent(high)}]`],
    ['theory', theory === null ? '–' : `${percent(expectedLoss(theory))} %`],
    ['headers lost', share(headers.uncorrectable + headers.miscorrected, headers.blocks)],
    ['records true', share(recoveredRecords(tally), records.records)],
    ['bytes true', share(records.recoveredBytes, records.bytes)],
    ['yield', row.yield.toFixed(3)],
  ];
}
