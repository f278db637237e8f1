/**
 * Recorded consoles of ramoops as a module with all kinds of parameters, against the whole machine that runs their scripts: every
 * line of the kernel with its level, and what the commands answered, exit codes included.
 */
import { expectSame } from './console-compare.ts';
import { maskedAnswers, maskedConsole, replayConsole } from './console-machine.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

const OURS = /^(ramoops-.*)\.json$/;

export const suite: Suite = {
  name: 'linux-console: ramoops',
  cases(): Case[] {
    const names = listVectors('linux-console').flatMap((file) => OURS.exec(file)?.[1] ?? []);
    return names.map((name) => ({ name, run: () => compare(name) }));
  },
};

function compare(name: string): void {
  // The recorded machines had no disk: what its driver says would be in the console zone too.
  const replay = replayConsole(name, { board: { disk: null } });
  const { ours, recorded } = maskedConsole(replay);
  expectSame(ours, recorded);
  // A kernel that died took what the script had noted with it.
  if (replay.answers !== null) {
    const answers = maskedAnswers(replay.answers, replay.recordedAnswers);
    expectSame(answers.ours, answers.recorded, 'answer');
  }
}
