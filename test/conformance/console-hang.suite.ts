/**
 * Recorded consoles of kernels that hang, are watched, interrupted and shut down, against the whole machine: every line from the
 * script's first on, with levels.
 */
import { pc } from '../../src/profiles/boards/pc.ts';
import { type ConsoleLine, isReplayable, type ReplayVariant, replayConsole } from './console-machine.ts';
import { masked } from './console-mask.ts';
import { readRecording } from './console-recording.ts';
import { hangMask, hostLines } from './hang-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

const FAMILY = /^(hang|watchdog|nmi|reboot)-.*\.json$/;
/** Which CPU a task is on is chance: as many draws are made for the recorded one. */
const DRAWS = 6;

export const suite: Suite = {
  name: 'linux-console (hangs, watchdogs, NMI, reboot)',
  cases(): Case[] {
    return listVectors('linux-console')
      .filter((file) => FAMILY.test(file))
      .map((file) => file.replace(/\.json$/, ''))
      .map((name) => ({
        name,
        run: () => compare(name),
        ...(isReplayable(readRecording(name)) ? {} : { absent: 'no machine of ours runs this recording' }),
      }));
  },
};

function compare(name: string): void {
  const { cpus } = readRecording(name);
  let difference: Difference | null = null;
  for (let draw = 0; draw < (cpus > 1 ? DRAWS : 1); draw++) {
    const found = differenceOf(name, `${name} ${draw}`);
    if (found === null) return;
    // The draw that agrees longest says most.
    if (difference === null || found.at > difference.at) difference = found;
  }
  throw new Error(difference?.text);
}

interface Difference {
  /** Index of the line. */
  readonly at: number;
  readonly text: string;
}

function differenceOf(name: string, seed: string): Difference | null {
  const replay = replayConsole(name, { seed, ...variantOf(name) });
  const recorded = shown(replay.recorded);
  const ours = shown(replay.ours);
  const at = recorded.findIndex((line, i) => line !== ours[i]);
  if (at < 0 && ours.length === recorded.length) {
    const hasEnded = replay.resets > 0 || replay.state === 'off';
    if (hasEnded || surroundings(name).ended !== 'qemu exit 0') return null;
  }
  const i = at < 0 ? recorded.length : at;
  const text = `line ${i + 1}\n  recorded: ${recorded[i] ?? '(end)'}\n  ours:     ${ours[i] ?? '(end)'}\n  ${replay.state}`;
  return { at: i, text };
}

function shown(
  lines: readonly { readonly level: number | null; readonly text: string }[] | readonly ConsoleLine[],
): string[] {
  return lines
    .filter(({ text }) => !hostLines.test(text))
    .map(({ level, text }) => `<${level ?? '.'}>${masked(text, hangMask)}`);
}

interface Surroundings {
  /** Options of the emulator. */
  readonly devices?: readonly string[];
  /** `qemu exit 0`: the machine was reset or went off. */
  readonly ended: string;
}

function surroundings(name: string): Surroundings {
  return readJsonVector(`linux-console/${name}.json`);
}

/** How the recording's machine was built, and where the recording is over. */
function variantOf(name: string): Omit<ReplayVariant, 'seed'> {
  const isEnd: ReplayVariant['isEnd'] = (machine, { ours, recorded }) => {
    // A script's end is no end while the recording goes on, and a hang has none but the recording's.
    const isAsLong = ours.length >= recorded.filter(({ text }) => !hostLines.test(text)).length;
    if (machine.uart.text.includes('\n@@END')) return isAsLong;
    return isAsLong && machine.kernel?.watch.hasStuckCpu === true ? true : undefined;
  };
  const { devices = [] } = surroundings(name);
  const isNmi = devices.includes('watchdog=inject-nmi');
  return { isEnd, ...(isNmi ? { board: { watchdog: { ...pc.watchdog!, output: 'nmi' } } } : {}) };
}
