/**
 * `linux-arch-hangs/`: what real Linux on arm64, armhf and ppc64le said when tasks hung, CPUs were stuck or memory was used up.
 *
 * From the first line that LKDTM, the OOM killer or a watchdog says to the end of the recording, or where its script ends.
 */
import { type ArchLine, readArchRecording, recordedArchConsole, replayArchConsole } from './arch-console.ts';
import { archCrashMask } from './arch-console-mask.ts';
import { archHangMask } from './arch-hang-mask.ts';
import { masked } from './console-mask.ts';
import { hostLines } from './hang-mask.ts';
import { stateMask } from './state-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

const FOLDER = 'linux-arch-hangs';

export const suite: Suite = {
  name: 'linux-arch hangs',
  cases(): Case[] {
    return listVectors(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace(/\.json$/, ''))
      .map((name) => {
        const reason = notSaid.find(([pattern]) => pattern.test(name))?.[1];
        return { name, run: () => compare(name), ...(reason === undefined ? {} : { absent: reason }) };
      });
  },
};

/** What is recorded for its places and cannot be compared line by line. */
const notSaid: readonly (readonly [RegExp, string])[] = [
  [/-spin$/, 'where in the lock the interrupt came is chance, and so are the registers'],
  [/-softlockup$/, 'which detector speaks first depends on when the grace period began'],
  [/-2cpu/, 'two CPUs speak at the same time'],
  [/^a64.*softdog/, 'the list of modules of arm64 was not recorded, and x86-64 has the core of watchdogs as one'],
  [/^arm.*-oom-/, 'the one zone is DMA there, and Normal here'],
  [
    /^ppc.*-hard-lockup-panic/,
    'the list of /proc/sys was not recorded, and that of 32-bit ARM has no hardlockup_panic',
  ],
  [/^ppc.*-oom-/, 'a gigabyte to fill takes too long'],
  [/^a64.*-oom-(?:kill|tmpfs)$/, 'whom the killer finds behind the first victim is a race with the shell'],
  [/oom-fork$/, 'which process asks for the page that is not there is a race'],
];

const rules = [...archHangMask, ...stateMask, ...archCrashMask];

function compare(name: string): void {
  const records = recordedArchConsole(name, FOLDER);
  const recorded = fromStart(records);
  if (recorded.length === 0) throw new Error('the recording has no hang: nothing would be compared');
  const ours = fromStart(replayArchConsole(readArchRecording(name, FOLDER), records));
  const show = (line: ArchLine | undefined) => (line === undefined ? '(end)' : masked(line.text, rules));
  for (let i = 0; i < Math.max(ours.length, recorded.length); i++) {
    const theirs = show(recorded[i]);
    const mine = show(ours[i]);
    if (mine !== theirs) throw new Error(`line ${i + 1}\n  recorded: ${theirs}\n  ours:     ${mine}`);
  }
}

/** Behind the lines of loading. */
function fromStart(lines: readonly ArchLine[]): ArchLine[] {
  const start = lines.findIndex(({ text }) => /^(lkdtm: Performing|softdog: |\S+ invoked oom)/.test(text));
  const end = lines.findIndex(({ text }) => text === 'reboot: Power down');
  return start < 0 ? [] : lines.slice(start, end < 0 ? undefined : end).filter(({ text }) => !hostLines.test(text));
}
