/** The result for people: a table for each model and layout, the cliff, and what the tests say. */
import type { Palette } from '../../scenario/report/palette.ts';
import type { BaselineTest } from '../baseline.ts';
import { counted } from '../plan.ts';
import { type CampaignResult, expectedLoss, lostBlocks, type ResultRow, recoveredRecords } from '../result.ts';
import { cliffPlot } from './plot.ts';
import { baselineWords, changeWords, disagreementWords, percent, strengthOf, tablesOf, theoryWords } from './words.ts';

/** At most so many lines of complaints of a kind. */
const LISTED = 20;

export function textReport(
  result: CampaignResult,
  baseline: BaselineTest | null,
  palette: Palette,
  columns: number,
): string {
  const { plan, rows, theoryTest } = result;
  const name = plan.name === null ? '' : `${plan.name}: `;
  const head = `${name}${counted(rows.length, 'configuration')} × ${counted(plan.trials, 'full block')}, seed ${plan.seed}`;
  const tables = tablesOf(result).map(({ title, rows: own }) => {
    const plot = cliffPlot(own, palette, columns);
    return `\n${palette.heading(title)}\n${table(own, palette)}${plot === '' ? '' : `\n${plot}`}`;
  });
  const { disagreements } = theoryTest;
  const theory = disagreements.length === 0 ? palette.good : palette.bad;
  const notes = [
    theory(theoryWords(theoryTest)),
    ...listed(disagreements.map(({ row, comparison }) => disagreementWords(row, comparison))),
  ];
  if (baseline !== null) {
    const { regressions } = baseline;
    notes.push((regressions.length === 0 ? palette.good : palette.bad)(baselineWords(baseline)));
    notes.push(...listed(regressions.map(changeWords)));
  }
  const legend =
    'Shares in percent of full blocks; [ ] 95 % interval (Wilson). * yields most log per byte of RAM among its parities.';
  return `${palette.heading(head)}\n${tables.join('')}\n${palette.faint(legend)}\n${notes.join('\n')}\n`;
}

function listed(lines: readonly string[]): string[] {
  const more = lines.length > LISTED ? [`  … and ${lines.length - LISTED} more`] : [];
  return [...lines.slice(0, LISTED).map((line) => `  ${line}`), ...more];
}

function table(rows: readonly ResultRow[], palette: Palette): string {
  const [first] = rows;
  if (first === undefined) return '';
  const heads = [
    strengthOf(first.configuration.fault).name,
    'ecc',
    'overhead',
    'lost',
    '[95 %]',
    'theory',
    'miscorrected',
    'headers lost',
    'records true',
    'bytes',
    'yield',
  ];
  const cells = rows.map(cellsOf);
  const widths = heads.map((name, at) => Math.max(name.length, ...cells.map((line) => line[at]!.length)));
  const line = (words: readonly string[]) => words.map((word, at) => word.padStart(widths[at]!)).join('  ');
  const lines = cells.map((words, at) => {
    const text = `${line(words)}${rows[at]!.isOptimum ? ' *' : ''}`;
    const lost = lostBlocks(rows[at]!.tally);
    return lost === 0 ? text : lost === rows[at]!.tally.blocks.blocks ? palette.faint(text) : text;
  });
  return `${[palette.faint(line(heads)), ...lines].join('\n')}\n`;
}

function cellsOf({ configuration, tally, theory, intervals, ...row }: ResultRow): string[] {
  const { ecc, fault } = configuration;
  const { blocks, headers, records } = tally;
  const share = (hits: number, of: number) => (of === 0 ? '-' : percent(hits / of));
  const lost = share(lostBlocks(tally), blocks.blocks);
  const { low, high } = intervals.lost;
  const expected = theory === null ? '-' : percent(expectedLoss(theory));
  return [
    strengthOf(fault).value,
    String(ecc),
    `${((ecc / 128) * 100).toFixed(1)} %`,
    lost,
    `[${percent(low)}, ${percent(high)}]`,
    expected,
    share(blocks.miscorrected, blocks.blocks),
    share(headers.uncorrectable + headers.miscorrected, headers.blocks),
    share(recoveredRecords(tally), records.records),
    share(records.recoveredBytes, records.bytes),
    row.yield.toFixed(3),
  ];
}
