/** Results for people: one line a scenario, and for each that did not pass the step, what was expected and what came. */

import { formatSeconds } from '../../sim/duration.ts';
import type { Failure } from '../contents.ts';
import type { FaultChanges } from '../faults.ts';
import type { RunResult, RunStatus, StepResult } from '../runner.ts';
import { shellWord } from '../shell-word.ts';
import type { NamedRun } from './json.ts';
import { type Palette, plainPalette } from './palette.ts';
import { printable, printableLines } from './printable.ts';
import { recordsWords } from './records.ts';
import { stepTitle } from './titles.ts';

const LABELS: Readonly<Record<RunStatus, string>> = { passed: 'pass', failed: 'FAIL', timedOut: 'TIME' };
/** Lines of a long text that are shown with a failure: the last ones, where consoles end. */
const FOUND_LINES = 12;

export interface TextOptions {
  readonly palette?: Palette;
  /** Also list the steps of scenarios that passed. */
  readonly verbose?: boolean;
}

export function textReport(runs: readonly NamedRun[], options: TextOptions = {}): string {
  const palette = options.palette ?? plainPalette;
  const parts = runs.map((run) => scenarioText(run, palette, options.verbose ?? false));
  if (runs.length > 1) parts.push(summary(runs));
  return parts.join('');
}

function scenarioText({ file, result, stepLines }: NamedRun, palette: Palette, verbose: boolean): string {
  const paint = result.status === 'passed' ? palette.good : palette.bad;
  const ran = result.steps.filter((step) => step.status !== 'notRun').length;
  const time = `${formatSeconds(result.endNs)} of virtual time`;
  let text = `${paint(LABELS[result.status])}  ${printable(result.scenario.name)}  `;
  text += palette.faint(`${printable(file)}, ${ran} of ${result.steps.length} steps, ${time}\n`);
  for (const step of result.steps) {
    const broken = step.status === 'failed' || step.status === 'timedOut';
    if (verbose || broken) text += stepText(step, result, stepLines[step.index], palette);
  }
  if (verbose) {
    for (const report of result.records) text += `  ${palette.faint(`records  ${recordsWords(report)}`)}\n`;
  }
  if (result.status !== 'passed') {
    const words = [file, '--seed', result.seed, ...faultOptions(result.setup.faults.changes)].map(shellWord).join(' ');
    text += `      replay with  lastwords run ${words}\n`;
  }
  return text;
}

/** What `lastwords run` was given besides. */
function faultOptions({ files, without }: FaultChanges): string[] {
  const off = without === 'all' ? ['--without-faults'] : without.flatMap((name) => ['--without-fault', name]);
  return [...files.flatMap(({ file }) => ['--fault', file]), ...off];
}

const STEP_MARKS = { passed: '✓', failed: '✗', timedOut: '⧗', notRun: '·' } as const;

function stepText(step: StepResult, result: RunResult, line: number | undefined, palette: Palette): string {
  const mark = STEP_MARKS[step.status];
  const paint = step.status === 'passed' ? palette.good : step.status === 'notRun' ? palette.faint : palette.bad;
  const where = line === undefined ? `step ${step.index + 1}` : `line ${line}`;
  const time = formatSeconds(step.startNs).padStart(12);
  let text = `  ${paint(mark)} ${palette.faint(time)}  ${stepTitle(step.step)}  ${palette.faint(`(${where})`)}\n`;
  for (const failure of step.failures) text += failureText(failure, palette);
  if (step.failures.length > 0 && step.consoleEnd > step.consoleStart) {
    const console = printableLines(result.console.slice(step.consoleStart, step.consoleEnd));
    text += block('console of this step', console.slice(-FOUND_LINES), palette);
  }
  return text;
}

function failureText(failure: Failure, palette: Palette): string {
  let text = `      ${palette.bad(printable(failure.message))}\n`;
  if (failure.expected !== undefined) text += block('expected', printableLines(failure.expected), palette);
  if (failure.found !== undefined) text += block('found', printableLines(failure.found), palette);
  return text;
}

function block(label: string, lines: readonly string[], palette: Palette): string {
  const shown = lines.slice(-FOUND_LINES);
  const cut = lines.length - shown.length;
  const head = cut > 0 ? `${label} (the last ${shown.length} of ${lines.length} lines)` : label;
  if (shown.length === 1 && cut === 0) return `      ${palette.faint(label.padEnd(9))} ${shown[0]}\n`;
  const body = shown.map((line) => `        ${palette.faint('│')} ${line}\n`).join('');
  return `      ${palette.faint(head)}\n${body === '' ? `        ${palette.faint('│ (nothing)')}\n` : body}`;
}

function summary(runs: readonly NamedRun[]): string {
  const count = (status: RunStatus) => runs.filter((run) => run.result.status === status).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('timedOut')} timed out\n`;
}
