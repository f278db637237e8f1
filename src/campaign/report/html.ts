/**
 * The result as one HTML page that needs nothing else: plots, table, what the tests say, and how to get the numbers again. It holds no
 * script and fetches nothing; a content security policy says so to the browser.
 *
 * The page is well-formed XML as well. Nothing in it depends on when or where it was made: equal campaigns give equal bytes.
 */
import { xmlText } from '../../scenario/report/junit.ts';
import type { BaselineTest } from '../baseline.ts';
import { campaignId, counted } from '../plan.ts';
import { lossChart, recordChart, survivalChart } from '../plot/curve-chart.ts';
import { heatMap } from '../plot/heat-map.ts';
import { overheadChart } from '../plot/overhead-chart.ts';
import { element, worded } from '../plot/svg.ts';
import { type CampaignResult, INTERVAL_CONFIDENCE, type ResultRow } from '../result.ts';
import { commandLine } from './command-line.ts';
import { styleSheet } from './html-style.ts';
import { htmlTable } from './html-table.ts';
import { baselineWords, changeWords, disagreementWords, tablesOf, theoryWords } from './words.ts';

/** Complaints of a kind that are listed. */
const LISTED = 20;
/** Sections with plots; what follows has tables alone, so that the page of ten thousand presets can still be opened. */
const PLOTTED = 24;

/** `version` is that of the tool. */
export function htmlReport(result: CampaignResult, baseline: BaselineTest | null, version: string): string {
  const { plan, rows } = result;
  const title = plan.name ?? 'What survives of a log';
  const many = `${counted(rows.length, 'configuration')} × ${counted(plan.trials, 'full block')}, ${plan.mode === 'machine' ? 'whole machines that crash, reset and recover' : 'zones decoded by the kernel’s own rules'}`;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    worded('title', {}, `${title} – lastwords campaign`),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    element('style', {}, `\n${styleSheet()}\n`),
  );
  const sections = tablesOf(result).map((table, at) => section(table, at, result, baseline));
  const body = element(
    'body',
    {},
    element('header', {}, worded('h1', {}, title), worded('p', { class: 'lead' }, `${many}, seed ${plan.seed}`)),
    ...missingBlocks(result),
    ...verdicts(result, baseline),
    ...sections,
    origin(result, version),
  );
  return `<!DOCTYPE html>\n${element('html', { lang: 'en' }, `\n${head}\n`, body)}\n`;
}

/** A shard, or an interrupted run: its page must not be taken for the campaign's. */
function missingBlocks({ plan, rows }: CampaignResult): string[] {
  const done = rows.reduce((sum, { tally }) => sum + tally.blocks.blocks, 0);
  const wanted = rows.length * plan.trials;
  const words = `Not the whole campaign: ${done} of ${wanted} full blocks are counted here.`;
  return done < wanted ? [element('p', { class: 'verdict bad' }, worded('strong', {}, `✗ ${words}`))] : [];
}

function verdicts({ theoryTest }: CampaignResult, baseline: BaselineTest | null): string[] {
  const { disagreements, smallest } = theoryTest;
  const complaints = disagreements.map(({ row, comparison }) => disagreementWords(row, comparison));
  const theory =
    smallest === null ? worded('p', {}, theoryWords(theoryTest)) : verdict(theoryWords(theoryTest), complaints);
  return baseline === null
    ? [theory]
    : [theory, verdict(baselineWords(baseline), baseline.regressions.map(changeWords))];
}

/** What matters stands out: the first words, up to the test that was made. */
function verdict(words: string, complaints: readonly string[]): string {
  const isGood = complaints.length === 0;
  const [outcome = ''] = /^(Baseline: )?[^:;]*[:;]/.exec(words) ?? [];
  const listed = complaints.slice(0, LISTED).map((complaint) => worded('li', {}, complaint));
  if (complaints.length > LISTED) listed.push(worded('li', {}, `… and ${complaints.length - LISTED} more`));
  return element(
    'div',
    { class: `verdict ${isGood ? 'good' : 'bad'}` },
    worded('strong', {}, `${isGood ? '✓' : '✗'} ${outcome}`),
    xmlText(words.slice(outcome.length)),
    ...(listed.length === 0 ? [] : [element('ul', {}, ...listed)]),
  );
}

function section(
  { title, rows }: { readonly title: string; readonly rows: readonly ResultRow[] },
  at: number,
  result: CampaignResult,
  baseline: BaselineTest | null,
): string {
  const id = `t${at + 1}`;
  const plots = at < PLOTTED ? plotsOf(rows, id) : [];
  return element('section', {}, `\n${worded('h2', {}, title)}\n`, ...plots, htmlTable(rows, result, baseline), '\n');
}

function plotsOf(rows: readonly ResultRow[], id: string): string[] {
  return [
    figure(
      survivalChart(rows, `${id}-survival`),
      'Full blocks that survive',
      'Points: measured, with 95 % intervals. Solid lines: theory; dashed ones join points where there is none.',
    ),
    figure(
      lossChart(rows, `${id}-loss`),
      'Full blocks that are lost',
      'The same in decades: how deep the ground before the cliff is.',
    ),
    figure(
      recordChart(rows, `${id}-records`),
      'Records that come back true',
      'A record is true when every byte of it is.',
    ),
    figure(
      overheadChart(rows, `${id}-overhead`),
      'What parity buys',
      'A ring: yields most log per byte of RAM at this strength.',
    ),
    figure(heatMap(rows, `${id}-places`), 'Where blocks are lost', 'By place in the zone; share of blocks lost there.'),
  ];
}

function figure(drawing: string, title: string, words: string): string {
  if (drawing === '') return '';
  const caption = element('figcaption', {}, xmlText(title), worded('small', {}, words));
  return `${element('figure', {}, caption, `\n${drawing}\n`)}\n`;
}

function origin({ plan }: CampaignResult, version: string): string {
  const facts: [string, string][] = [
    ['command', element('code', {}, xmlText(commandLine(plan)))],
    ['program', xmlText(`lastwords ${version}`)],
    ['seed', xmlText(plan.seed)],
    ['campaign', element('code', {}, campaignId(plan))],
    ['intervals', `Wilson, ${INTERVAL_CONFIDENCE * 100} %`],
  ];
  const list = facts.flatMap(([name, value]) => [worded('dt', {}, name), element('dd', {}, value)]);
  const words =
    'The command gives the same counts, and this page byte for byte, on any machine and by any number of workers or shards. ' +
    'Chance is drawn by seed and configuration: a row alone, with the same seed and trials, gives the same numbers. --json has all counts.';
  return element(
    'section',
    {},
    worded('h2', {}, 'Where these numbers are from'),
    worded('p', {}, words),
    element('dl', {}, ...list),
  );
}
