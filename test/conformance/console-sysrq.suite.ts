/**
 * Recorded consoles of magic SysRq, of panic_print and of the OOM killer, against the whole machine that runs their scripts: every
 * line with its level, what the shell noted, and the state in the end.
 */
import { expectSame } from './console-compare.ts';
import { type ConsoleReplay, isReplayable, maskedAnswers, replayConsole } from './console-machine.ts';
import { crashMask, masked } from './console-mask.ts';
import { cutOffText, readRecording, stampedTexts } from './console-recording.ts';
import { STATE_RECORDINGS, stateMask } from './state-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

/** What belongs to the recorded run and to no kernel: lines left out on both sides. */
const leftOut: readonly { readonly reason: string; readonly pattern: RegExp }[] = [
  {
    reason: 'how long the host’s emulator took to print a backtrace',
    pattern: /^INFO: NMI handler \(nmi_cpu_backtrace_handler\) took too long to run: /,
  },
];

/** What cannot be compared yet, and why; by what the script does. */
const absent: readonly { readonly reason: string; readonly script: RegExp }[] = [
  {
    reason:
      'whom the killer finds is a race between the worker, the writer’s exit and a background job’s first instructions',
    script: /key f/,
  },
];

export const suite: Suite = {
  name: 'linux-console: sysrq, panic_print, OOM',
  cases(): Case[] {
    const names = listVectors('linux-console')
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace(/\.json$/, ''))
      .filter((name) => STATE_RECORDINGS.test(name));
    return names.map((name) => {
      const recording = readRecording(name);
      const known = absent.find(({ script }) => recording.script.some((step) => script.test(step)));
      if (known !== undefined) return { name, run: () => {}, absent: known.reason };
      return isReplayable(recording)
        ? { name, run: () => compare(name) }
        : { name, run: () => {}, absent: 'no script, or a kernel that is not there' };
    });
  },
};

function compare(name: string): void {
  const { script, ended } = readRecording(name);
  const replay = replayConsole(name);
  const show = (lines: readonly { readonly level: number | null; readonly text: string }[]) =>
    lines
      .filter(({ text }) => !leftOut.some(({ pattern }) => pattern.test(text)))
      .map(({ level, text }) => `<${level}>${masked(text, [...crashMask, ...stateMask])}`);
  const recorded = show(replay.recorded);
  const ours = show(replay.ours);
  const cutOff = cutOffText(name);
  const isReplayed = script.some((step) => /panic_print/.test(step));
  const unleveled = cutOff !== null || isReplayed ? ours.splice(recorded.length) : [];
  expectSame(ours, recorded);
  if (isReplayed) expectReplayed(name, unleveled);
  else if (cutOff !== null) expectCutOff(name, unleveled, cutOff);
  if (replay.answers !== null) {
    const answers = maskedAnswers(replay.answers, replay.recordedAnswers);
    expectSame(answers.ours, answers.recorded, 'answer');
  }
  expectState(replay, ended);
}

/** Behind a replay of the log on the consoles nothing has a level: our last words are those of the recording. */
function expectReplayed(name: string, ours: readonly string[]): void {
  if (ours.length === 0) return;
  const last = stampedTexts(name).slice(-ours.length);
  expectSame(
    ours.map((line) => line.replace(/^<\d>/, '')),
    last.map((text) => masked(text, [...crashMask, ...stateMask])),
  );
}

/** The recorded machine was stopped in the middle of a line; the log in its RAM had that line and so many more. */
function expectCutOff(name: string, ours: readonly string[], cutOff: string): void {
  const { recordsNotOnConsole } = readRecording(name).levels;
  const first = ours[0]?.replace(/^<\d>/, '') ?? '';
  expectSame([first.slice(0, cutOff.length), `${ours.length} records`], [cutOff, `${recordsNotOnConsole} records`]);
}

const STATES: Readonly<Record<string, RegExp>> = {
  'script end': /^kernel\.running$/,
  'panic end': /^kernel\.panicking\.dead$/,
  'qemu exit 0': /^(off|resetting|firmware|kernel)/,
};

function expectState({ state }: ConsoleReplay, ended: string): void {
  const wanted = STATES[ended];
  if (wanted !== undefined && !wanted.test(state)) throw new Error(`ended ${state}, the recording: ${ended}`);
}
