/** Prints a story: at reading speed for somebody who watches, at once into a pipe or file. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { NamedRun } from '../scenario/report/json.ts';
import { storyLines } from '../scenario/report/story.ts';
import { colorsFor, type Io } from './io.ts';
import { paletteOf } from './palette.ts';

/** The pauses of a whole story are squeezed into this; `npm start` promises to end within 30 s. */
const PACING_LIMIT_MS = 15_000;

export async function showStory(run: NamedRun, io: Io): Promise<void> {
  const lines = storyLines(run, paletteOf(colorsFor(io)), io.columns);
  const wanted = lines.reduce((total, line) => total + line.pauseMs, 0);
  const speed =
    !io.outIsTerminal || io.env['CI'] !== undefined ? 0 : Math.min(1, PACING_LIMIT_MS / Math.max(wanted, 1));
  for (const { text, pauseMs } of lines) {
    const pause = Math.round(pauseMs * speed);
    if (pause > 0) await sleep(pause);
    io.out(`${text}\n`);
  }
}
