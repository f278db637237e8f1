/** The options of `lastwords campaign` that say what becomes of a result: on the terminal, in files, against a baseline. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { type BaselineTest, compareWithBaseline } from '../../campaign/baseline.ts';
import { type CampaignPart, missingChunks } from '../../campaign/part.ts';
import { type BaselineRow, readBaseline } from '../../campaign/part-file.ts';
import { counted } from '../../campaign/plan.ts';
import { csvReport } from '../../campaign/report/csv.ts';
import { jsonLines, partLines } from '../../campaign/report/json.ts';
import { textReport } from '../../campaign/report/text.ts';
import { type CampaignResult, resultOf } from '../../campaign/result.ts';
import { UserError } from '../../sim/issue.ts';
import { EXIT, type Given } from '../command.ts';
import { judgeNew, readText, writeNew } from '../files.ts';
import { colorsFor, type Io } from '../io.ts';
import { judged } from '../judged.ts';
import { paletteOf } from '../palette.ts';
import { VERSION } from '../version.ts';

/** Lines of ten thousand configurations have some 20 MB. */
export const RESULT_LIMIT = 2 ** 27;

export interface Outputs {
  readonly form: 'text' | 'json' | 'csv';
  readonly junit: string | undefined;
  readonly html: string | undefined;
  readonly part: string | undefined;
  readonly baseline: readonly BaselineRow[] | null;
  readonly force: boolean;
  readonly inputs: readonly string[];
}

export function defineOutputOptions(command: Command): void {
  command
    .option('--json', 'JSON lines on standard output, one object for each configuration')
    .option('--csv', 'a table for spreadsheets on standard output')
    .option('--junit <file>', 'a report for CI systems')
    .option('--html <file>', 'one page with all plots, for a browser, a projector, a printer')
    .option('--baseline <file>', 'compare with the --json of an earlier run; exit 1 when something became worse')
    .option('--part <file>', 'write what is done as a part, for merge and --resume')
    .option('--force', 'write over files that are there');
}

/** What the options say; complaints go to `given`. Asked before the work, so that none is done in vain. */
export function outputsOf(given: Given, inputs: readonly string[]): Outputs {
  if (given.flag('json') && given.flag('csv')) given.complain('--csv', 'cannot be had together with --json');
  const force = given.flag('force');
  const files = { junit: given.text('junit'), html: given.text('html'), part: given.text('part') };
  const baselineFile = given.text('baseline');
  const all = baselineFile === undefined ? inputs : [...inputs, baselineFile];
  for (const file of Object.values(files))
    if (file !== undefined) judged(given, () => judgeNew(file, { force, inputs: all }));
  const baseline = baselineFile === undefined ? null : judged(given, () => baselineOf(baselineFile));
  const form = given.flag('json') ? 'json' : given.flag('csv') ? 'csv' : 'text';
  return { form, ...files, baseline: baseline ?? null, force, inputs: all };
}

/** Writes the part first, then what else was asked for; the exit code. What few ask for is loaded when they do. */
export async function deliver(part: CampaignPart, outputs: Outputs, io: Io): Promise<number> {
  const { form, junit, html, force, inputs } = outputs;
  const isWhole = missingChunks(part) === 0;
  if (outputs.part !== undefined) writeNew(outputs.part, partLines(part), { force, inputs });
  const result = resultOf(part);
  const baseline = outputs.baseline === null ? null : compareWithBaseline(result, outputs.baseline);
  if (form === 'json') io.out(isWhole ? jsonLines(result) : partLines(part));
  else if (form === 'csv') io.out(csvReport(result));
  else io.out(textReport(result, baseline, paletteOf(colorsFor(io)), io.columns));
  if (!isWhole && form !== 'json' && outputs.part === undefined) {
    io.err('lastwords campaign: this is a part of the campaign; --json or --part FILE writes it for merge\n');
  }
  if (junit !== undefined) {
    const { junitReport } = await import('../../campaign/report/junit.ts');
    writeNew(junit, junitReport(result, baseline), { force, inputs });
  }
  if (html !== undefined) {
    const { htmlReport } = await import('../../campaign/report/html.ts');
    writeNew(html, htmlReport(result, baseline, VERSION), { force, inputs });
  }
  return verdict(result, baseline, form, io);
}

/** Disagreement with theory is a failure as well: one of codec, sampler and theory must be wrong. */
function verdict({ theoryTest }: CampaignResult, baseline: BaselineTest | null, form: Outputs['form'], io: Io): number {
  const isFine = theoryTest.disagreements.length === 0 && (baseline?.regressions.length ?? 0) === 0;
  if (isFine) return EXIT.ok;
  if (form !== 'text') io.err(`lastwords campaign: ${failureWords(theoryTest.disagreements.length, baseline)}\n`);
  return EXIT.failed;
}

function failureWords(disagreements: number, baseline: BaselineTest | null): string {
  const regressions = baseline?.regressions.length ?? 0;
  return [
    ...(disagreements > 0 ? [`${counted(disagreements, 'disagreement')} with theory`] : []),
    ...(regressions > 0 ? [`${counted(regressions, 'regression')} against the baseline`] : []),
  ].join(', ');
}

function baselineOf(file: string): readonly BaselineRow[] {
  const read = readBaseline(readText(file, RESULT_LIMIT), file);
  if ('issues' in read) throw new UserError(read.issues);
  return read.rows;
}

/** A name that is not taken, for results that nobody named a file for. */
export function freeName(stem: string): string {
  for (let number = 0; ; number++) {
    const name = number === 0 ? `${stem}.part.jsonl` : `${stem}-${number}.part.jsonl`;
    if (!existsSync(name)) return name;
  }
}
