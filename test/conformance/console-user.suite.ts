/**
 * Recorded consoles of programs that crash, against the whole machine that runs their scripts: what the kernel says of faults and cores,
 * with levels, and what the shell answered.
 */
import { expectSame } from './console-compare.ts';
import { maskedAnswers, maskedConsole, replayConsole } from './console-machine.ts';
import { type MaskRule, masked } from './console-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

const OURS = /^(user-.*)\.json$/;

const consoleMask: readonly MaskRule[] = [
  { reason: 'user stacks lie elsewhere in each run', pattern: /(?<= )sp:[0-9a-f]+(?= )/, replacement: 'sp:*' },
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /(?<=coredump: )\d+(?=\()/,
    replacement: '*',
  },
];

const answersMask: readonly MaskRule[] = [
  {
    reason: 'process id and time of day of this run, in the name of a core',
    pattern: /(?<=^core\.crashme\.)\d+\.11\.\d+$/,
    replacement: '*',
  },
];

/** Files of the recorder, or of the replay, that `ls /tmp` shows beside the core. */
const OWN_FILES = /^(cmd|answers)$/;

export const suite: Suite = {
  name: 'linux-console: programs that crash',
  cases(): Case[] {
    const names = listVectors('linux-console').flatMap((file) => OURS.exec(file)?.[1] ?? []);
    return names.map((name) => ({ name, run: () => compare(name) }));
  },
};

function compare(name: string): void {
  const replay = replayConsole(name);
  const { ours, recorded } = maskedConsole(replay);
  const show = (lines: readonly string[], rules: readonly MaskRule[]) => lines.map((line) => masked(line, rules));
  expectSame(show(ours, consoleMask), show(recorded, consoleMask));
  if (replay.answers !== null) {
    const answers = maskedAnswers(replay.answers, replay.recordedAnswers);
    const shown = (lines: readonly string[]) => show(lines, answersMask).filter((line) => !OWN_FILES.test(line));
    expectSame(shown(answers.ours), shown(answers.recorded), 'answer');
  }
}
