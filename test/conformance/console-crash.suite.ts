/**
 * Recorded consoles of crashes on x86-64, against what the whole machine says when it runs the recording's script: every line from
 * the end of the boot on, with its level, and what the script answered.
 *
 * The families `lkdtm-`, `oops-` and `panic-`, every recording that is at hand; the other families have suites of their own.
 */

import { expectSame } from './console-compare.ts';
import { isReplayable, maskedAnswers, maskedConsole, replayConsole } from './console-machine.ts';
import { readRecording } from './console-recording.ts';
import { STATE_RECORDINGS } from './state-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

export const suite: Suite = {
  name: 'linux-console: LKDTM, oopses, panics',
  cases(): Case[] {
    return listVectors('linux-console')
      .filter((file) => /^(lkdtm|oops|panic)-.*\.json$/.test(file))
      .map((file) => file.replace(/\.json$/, ''))
      .filter((name) => isReplayable(readRecording(name)) && !STATE_RECORDINGS.test(name))
      .map((name) => ({ name, run: () => compare(name) }));
  },
};

function compare(name: string): void {
  const replay = replayConsole(name);
  const { ours, recorded } = maskedConsole(replay);
  expectSame(ours, recorded);
  if (replay.answers !== null) {
    const answers = maskedAnswers(replay.answers, replay.recordedAnswers);
    expectSame(answers.ours, answers.recorded, 'answer');
  }
}
