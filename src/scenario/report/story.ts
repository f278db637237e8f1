/**
 * A run told as a story: chapters with virtual time, the narration, what the serial line said, what the RAM holds, what a reset
 * did to it, and how it ended. `npm start` shows the first lesson this way.
 *
 * Pure: it gives lines with the pause a person would like before each; whoever owns the terminal prints them.
 */
import type { WorldEvents } from '../../hardware/world-events.ts';
import { decayWords } from '../../memory/decay-words.ts';
import { formatSeconds } from '../../sim/duration.ts';
import type { ResetView } from '../region-view.ts';
import type { RunResult, StepResult } from '../runner.ts';
import type { ConsoleMark, LoggedEvent } from '../session.ts';
import { kernelCommandText } from '../steps.ts';
import { clip, wrap } from './columns.ts';
import type { NamedRun } from './json.ts';
import { type Palette, plainPalette } from './palette.ts';
import { printable, printableLines } from './printable.ts';
import { regionPicture, sizeText } from './region-picture.ts';
import { checkWords, stepTitle } from './titles.ts';

export interface StoryLine {
  readonly text: string;
  /** How long a reader would like to wait before this line, in host milliseconds. */
  readonly pauseMs: number;
}

/** As wide as a story gets, and as narrow. */
const COLUMNS_MAX = 100;
const COLUMNS_MIN = 60;
const INDENT = '  ';
/** Longer pieces of console text are folded to their first and last lines and what stands round a line that matters. */
const FOLD = { lines: 30, head: 4, tail: 5, after: 4 } as const;
/** The kernel's cry for help. */
const FATAL = /Kernel panic - not syncing|Unable to handle kernel|BUG: kernel/;
/** Lines that a reader must not miss. */
const MATTERS =
  /\*\*\*\* |#\d+ Part\d|Kernel panic - not syncing|Unable to handle kernel|BUG: |Rebooting in|ramoops|pstore:/;

const PAUSE = { chapter: 900, paragraph: 500, line: 12, note: 350 } as const;

/** `columns`: the width of the terminal. */
export function storyLines(
  { result }: NamedRun,
  palette: Palette = plainPalette,
  columns: number = COLUMNS_MAX,
): StoryLine[] {
  const teller = new Teller(result, palette, Math.max(COLUMNS_MIN, Math.min(COLUMNS_MAX, columns)));
  teller.opening();
  for (const step of result.steps) teller.step(step);
  teller.ending();
  return teller.lines;
}

class Teller {
  readonly lines: StoryLine[] = [];
  readonly #result: RunResult;
  readonly #palette: Palette;
  readonly #columns: number;
  #chapter = 0;
  /** Console text up to here has been printed; up to there it has happened. */
  #told = 0;
  #seen = 0;
  #lastTime = '';

  constructor(result: RunResult, palette: Palette, columns: number) {
    this.#result = result;
    this.#palette = palette;
    this.#columns = columns;
  }

  opening(): void {
    const { scenario, setup, seed } = this.#result;
    const parts = [`board ${setup.board.name}`];
    if (setup.kernel !== null) parts.push(`Linux ${setup.kernel.release}`);
    if (setup.uboot !== null) parts.push(`U-Boot ${setup.uboot.version}`);
    parts.push(`seed ${printable(seed)}`);
    this.#put('');
    for (const line of wrap(printable(scenario.name), this.#columns - INDENT.length))
      this.#put(INDENT + this.#palette.heading(line));
    for (const line of wrap(parts.join(' · '), this.#columns - INDENT.length))
      this.#put(INDENT + this.#palette.faint(line));
    if (scenario.description !== undefined) this.#paragraph(scenario.description);
  }

  step(step: StepResult): void {
    if (step.status === 'notRun') return;
    const { step: action } = step;
    if (action.chapter !== undefined) this.#heading(action.chapter, step.startNs);
    if (action.say !== undefined) this.#paragraph(action.say);
    if (action.kernel !== undefined) this.#command(`# ${kernelCommandText(action.kernel)}`);
    if (
      action.reset !== undefined ||
      action.power !== undefined ||
      action.fault !== undefined ||
      action.kmemdump !== undefined ||
      action.poke !== undefined
    ) {
      this.#note(stepTitle(action), step.startNs);
    }
    this.#console(step);
    if (action.kernel !== undefined && step.output !== undefined) this.#output(step.output);
    if (step.region !== undefined) {
      this.#put('', PAUSE.paragraph);
      const picture = regionPicture(step.region, this.#palette, this.#columns - INDENT.length);
      for (const line of picture) this.#put(INDENT + line, PAUSE.line);
      this.#put('');
    }
    if (step.dump !== undefined) {
      this.#put('', PAUSE.paragraph);
      for (const line of step.dump) this.#put(INDENT + clip(line, this.#columns - INDENT.length), PAUSE.line);
      this.#put('');
    }
    if (action.expect !== undefined && step.status === 'passed') {
      for (const check of checkWords(action.expect)) {
        this.#put(
          `${INDENT}${this.#palette.good('✓')} ${this.#palette.faint(clip(check, this.#columns - 4))}`,
          PAUSE.note,
        );
      }
    }
    for (const { message } of step.failures) {
      const [first = '', ...more] = wrap(printable(message), this.#columns - 4);
      this.#put(`${INDENT}${this.#palette.bad('✗')} ${first}`);
      for (const line of more) this.#put(`    ${line}`);
    }
  }

  ending(): void {
    const { status, endNs } = this.#result;
    const words = {
      passed: 'Everything went as expected',
      failed: 'This did not go as expected',
      timedOut: 'The time ran out',
    };
    const paint = status === 'passed' ? this.#palette.good : this.#palette.bad;
    this.#put('', PAUSE.paragraph);
    this.#put(`${INDENT}${paint(words[status])}${this.#palette.faint(`, ${formatSeconds(endNs)} of virtual time.`)}`);
    this.#put('');
  }

  /** A line that is not console text: what the console has said so far comes first. */
  #put(text: string, pauseMs = 0): void {
    this.#tell(this.#seen);
    if (text === '' && this.lines.at(-1)?.text === '') return; // one empty line is enough between two things
    this.lines.push({ text, pauseMs });
  }

  #heading(title: string, timeNs: number): void {
    this.#chapter++;
    const left = `━━ ${this.#chapter} ${clip(printable(title), this.#columns - 24)} `;
    const right = ` ${formatSeconds(timeNs)} ━━`;
    const rule = '━'.repeat(Math.max(2, this.#columns - left.length - right.length));
    this.#put('', PAUSE.chapter);
    this.#put(this.#palette.heading(`${left}${rule}${right}`));
  }

  #paragraph(text: string): void {
    this.#put('', PAUSE.paragraph);
    for (const block of text.trim().split(/\n\s*\n/)) {
      for (const line of wrap(printable(block.replaceAll(/\s+/g, ' ')), this.#columns - 2 * INDENT.length))
        this.#put(INDENT + line);
      this.#put('');
    }
  }

  #command(text: string): void {
    this.#put(
      `${INDENT}${this.#palette.accent(clip(printable(text), this.#columns - INDENT.length))}`,
      PAUSE.paragraph,
    );
  }

  #note(text: string, timeNs: number): void {
    const time = (timeNs / 1e9).toFixed(3).padStart(9);
    const [first = '', ...more] = wrap(text, this.#columns - 12);
    this.#put(`${this.#palette.faint(time)} ${this.#palette.accent(`◆ ${first}`)}`, PAUSE.note);
    for (const line of more) this.#put(' '.repeat(12) + this.#palette.accent(line));
  }

  #output(latin1: string): void {
    for (const { text } of folded(printableLines(latin1).map((text) => ({ time: '', text }))))
      this.#consoleLine('', text);
  }

  /** Console text up to the end of a step, with what happened meanwhile noted at its place. */
  #console(step: StepResult): void {
    for (const event of this.#result.events.slice(step.eventStart, step.eventEnd)) {
      const text = eventNote(event, this.#result);
      if (text === undefined) continue;
      this.#tell(event.consoleOffset);
      this.#note(text, event.timeNs);
    }
    // A line without an end waits for the next step: a prompt and what is typed there belong together.
    const { console } = this.#result;
    const lastLineStart = console.lastIndexOf('\n', step.consoleEnd - 1) + 1;
    if (lastLineStart > this.#told) this.#tell(lastLineStart);
    this.#seen = step.consoleEnd;
  }

  /** Prints the console text that has not been told yet, up to an offset. */
  #tell(offset: number): void {
    const start = this.#told;
    if (offset <= start) return;
    this.#told = offset;
    const lines = this.#result.console.slice(start, offset).split('\n');
    if (lines.at(-1)?.trim() === '') lines.pop();
    // An empty beginning says nothing, and a countdown that goes on has been shown where it began.
    if (lines.length > 1 && (lines[0]!.trim() === '' || lines[0]!.startsWith('\b'))) lines.shift();
    let at = start;
    const timed = lines.map((line) => {
      const time = (markAt(this.#result.marks, at).timeNs / 1e9).toFixed(3);
      at += line.length + 1;
      return { time, text: (printableLines(lastOverprint(line))[0] ?? '').trimEnd() };
    });
    for (const line of folded(timed)) this.#consoleLine(line.time, line.text);
  }

  #consoleLine(time: string, text: string): void {
    const shown = time === this.#lastTime ? '' : time;
    if (time !== '') this.#lastTime = time;
    const words = clip(text, this.#columns - 12);
    const paint = FATAL.test(text) ? this.#palette.bad : this.#palette.faint;
    const margin = this.#palette.faint(`${shown.padStart(9)} │`);
    this.lines.push({ text: words === '' ? margin : `${margin} ${paint(words)}`, pauseMs: PAUSE.line });
  }
}

function eventNote({ name, payload, timeNs }: LoggedEvent, result: RunResult): string | undefined {
  switch (name) {
    case 'kernel.booted':
      return `Linux ${(payload as WorldEvents['kernel.booted']).release} is up`;
    case 'kernel.panicked':
      return 'the kernel panics';
    case 'kernel.oopsed':
      return `the kernel oopses: ${printable((payload as WorldEvents['kernel.oopsed']).message)}`;
    case 'pstore.recordWritten': {
      const { frontEnd, reason, sizeBytes, result: status } = payload as WorldEvents['pstore.recordWritten'];
      // Without a reason it is kmemdump's.
      if (frontEnd !== 'dmesg' || status < 0 || reason === null) return undefined;
      return `pstore writes the log into RAM: a ${reason} record of ${sizeText(sizeBytes)}`;
    }
    case 'machine.cacheLost': {
      const { lines, bytes } = payload as WorldEvents['machine.cacheLost'];
      return `the CPU’s caches are dropped: ${bytes} bytes in ${lines} lines had not reached RAM`;
    }
    case 'machine.retentionApplied': {
      const facts = payload as WorldEvents['machine.retentionApplied'];
      const { cause, lostRanges, flippedBits } = facts;
      if (facts.byFirmware === true) return 'the firmware initialises DRAM: nothing of what it held is left';
      const reset = result.resets.find((one) => one.timeNs === timeNs && one.cause === cause);
      const decays = facts.decays.map((decay) => `; ${decayWords(decay)}`);
      if (reset === undefined)
        return `${cause} reset: ${lostRanges.length === 0 ? 'RAM kept' : 'RAM lost'}, ${flippedBits} bits flipped${decays.join('')}`;
      if (cause === 'power-on') return undefined;
      return `${cause} reset: everything that ran is gone; of the region RAM kept ${keptWords(reset)}${decays.join('')}`;
    }
    case 'download.fetched': {
      const { regions, sizeBytes, skipped } = payload as WorldEvents['download.fetched'];
      const left = skipped.map((what) => `; left out: ${printable(what)}`).join('');
      const many = `${regions} region${regions === 1 ? '' : 's'}`;
      return `download mode: the PC fetches ${regions === 0 ? 'nothing' : `${many}, ${sizeText(sizeBytes)}`}${left}`;
    }
    case 'fault.injected': {
      const { plan, flippedBits } = payload as WorldEvents['fault.injected'];
      if (plan === null) return undefined;
      return `fault ${printable(plan)}: ${flippedBits} bit${flippedBits === 1 ? '' : 's'} changed`;
    }
    case 'machine.hung':
      return `the machine hangs: ${printable((payload as WorldEvents['machine.hung']).reason)}`;
    default:
      return undefined;
  }
}

function keptWords({ comparedBytes, changedBytes, lostBytes }: ResetView): string {
  if (lostBytes >= comparedBytes) return 'nothing';
  if (changedBytes === 0) return `all ${comparedBytes} bytes`;
  return `${comparedBytes - Math.max(changedBytes, lostBytes)} of ${comparedBytes} bytes`;
}

function markAt(marks: readonly ConsoleMark[], offset: number): ConsoleMark {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (marks[middle]!.offset <= offset) low = middle;
    else high = middle - 1;
  }
  return marks[low] ?? { offset: 0, timeNs: 0, stage: '' };
}

/** A countdown overprints itself with backspaces, carriage returns or an erase-line sequence: what a person sees at the end. */
function lastOverprint(line: string): string {
  const erased = line.replace(/\r$/, '').split('\x1b[2K').at(-1)!;
  const returned =
    erased
      .split('\r')
      .filter((part) => part !== '')
      .at(-1) ?? '';
  let seen = '';
  for (const character of returned) seen = character === '\b' ? seen.slice(0, -1) : seen + character;
  return seen;
}

interface ConsoleLine {
  /** Seconds of virtual time; empty where it does not matter. */
  readonly time: string;
  readonly text: string;
}

/** Keeps both ends and the surroundings of lines that matter; what is left out is counted. */
function folded(lines: readonly ConsoleLine[]): ConsoleLine[] {
  if (lines.length <= FOLD.lines) return [...lines];
  const kept = lines.map((_, index) => index < FOLD.head || index >= lines.length - FOLD.tail);
  lines.forEach(({ text }, index) => {
    if (MATTERS.test(text)) kept.fill(true, Math.max(0, index - 1), index + 1 + FOLD.after);
  });
  const shown: ConsoleLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (kept[at]) {
      shown.push(lines[at]!);
      continue;
    }
    const next = kept.indexOf(true, at);
    shown.push({ time: '', text: `⋮ ${next - at} more line${next - at === 1 ? '' : 's'}` });
    at = next - 1;
  }
  return shown;
}
