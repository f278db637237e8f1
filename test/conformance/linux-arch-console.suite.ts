/**
 * `linux-arch/` consoles: what real Linux on arm64, armhf and ppc64le said from the first process to the reset, against our machines.
 *
 * From the first line of the script's last part (the loaded ramoops) on: crashes, panics, last words, with levels where a dump has them.
 */

import { type ArchLine, readArchRecording, recordedArchConsole, replayArchConsole } from './arch-console.ts';
import { archCrashMask, withoutCanaries } from './arch-console-mask.ts';
import { archMemoryMask } from './arch-hang-mask.ts';
import { type MaskRule, masked } from './console-mask.ts';
import { stateMask } from './state-mask.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, listVectors } from './vectors.ts';

export const suite: Suite = {
  name: 'linux-arch consoles',
  cases(): Case[] {
    return listVectors('linux-arch')
      .filter((file) => file.endsWith('.json') && file !== 'index.json')
      .map((file) => file.replace(/\.json$/, ''))
      .map((name) => {
        if (hasVector(`linux-arch/${name}.console.log.gz`)) return { name, run: () => compare(name) };
        return { name, run: () => {}, absent: 'its console is not at hand' };
      });
  },
};

/** For the lines of a report of the OOM killer alone. */
const memoryRules = [...archMemoryMask, ...stateMask, ...archCrashMask];

function compare(name: string): void {
  const recorded = fromCrash(recordedArchConsole(name));
  if (recorded.length === 0) throw new Error('the recording has no crash: nothing would be compared');
  const ours = fromCrash(replayArchConsole(readArchRecording(name), recordedArchConsole(name)));
  let rules: readonly MaskRule[] = archCrashMask;
  const show = (line: ArchLine | undefined, level: number | null | undefined) =>
    line === undefined ? '(end)' : `<${level ?? '.'}>${masked(line.text, rules)}`;
  for (let i = 0; i < Math.max(ours.length, recorded.length); i++) {
    const text = recorded[i]?.text ?? '';
    if (text.startsWith('Mem-Info:')) rules = memoryRules;
    const theirs = show(recorded[i], recorded[i]?.level);
    const mine = show(ours[i], recorded[i]?.level === null ? null : ours[i]?.level);
    if (text.startsWith('Kernel panic')) rules = archCrashMask;
    if (mine === theirs) continue;
    throw new Error(`line ${i + 1}\n  recorded: ${theirs}\n  ours:     ${mine}`);
  }
}

/** How slow the emulator was. */
const ELSEWHERE = /^hrtimer: interrupt took/;

/** Behind the module's and the log's own lines, which other suites compare. */
function fromCrash(lines: readonly ArchLine[]): ArchLine[] {
  const start = lines.findIndex(({ text }) =>
    /^(crashme: loading|Unable to handle|8<---|------------\[ cut|Kernel attempted|BUG: |Oops: |lkdtm: |sysrq: |Kernel panic|reboot: |lpar: Failed|\S+ invoked oom)/.test(
      text,
    ),
  );
  return start < 0 ? [] : withoutCanaries(lines.slice(start)).filter(({ text }) => !ELSEWHERE.test(text));
}
