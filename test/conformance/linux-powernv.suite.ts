/**
 * `linux-powernv/`: whole consoles of real Linux on QEMU's PowerNV machine, from the first word of its firmware to the next start of it, and
 * the boot's log with its levels, against our machine.
 */
import { latin1Text } from '../../src/sim/bytes.ts';
import { archMachine, readArchRecording, runArchScript } from './arch-console.ts';
import { archCrashMask } from './arch-console-mask.ts';
import { expectEqualText } from './compare.ts';
import { type MaskRule, masked } from './console-mask.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, listVectors, readVector } from './vectors.ts';

const FOLDER = 'linux-powernv';

export const suite: Suite = {
  name: 'linux-powernv',
  cases(): Case[] {
    return listVectors(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace(/\.json$/, ''))
      .map((name) => ({ name, run: () => compare(name) }));
  },
};

const rules: readonly MaskRule[] = [
  { reason: 'time stamps', pattern: /^(<\d>)?\[ *\d+\.\d+(?=[\],])/, replacement: '$1[*' },
  { reason: 'the tree has the command line in it', pattern: /(?<=, fdt at ).*/, replacement: '*' },
  { reason: 'each recording has its own initramfs', pattern: /^(Found initrd at \S+:)0x[0-9a-f]+/, replacement: '$1*' },
  { reason: 'the wall clock was the day of the recording', pattern: /(?<=system clock to ).*/, replacement: '*' },
  { reason: 'the wall clock was the day of the recording', pattern: /(?<=audit\()\d+\.\d+/, replacement: '*' },
  { reason: 'how long a thread took', pattern: /(?<=deferred pages initialised in )\d+/, replacement: '*' },
  ...archCrashMask,
];

/** Unpacking and skiboot's reading of flash run beside the boot. A machine of another size has hash tables of the kernel of other sizes, which are those of 2 GiB here. */
const elsewhere = (ramMiB: number) => (line: string) =>
  !/\] (?:Trying to unpack rootfs|FLASH: Can't load resource)/.test(line) &&
  (ramMiB === 2048 || !/hash table entries|TCP: Hash|workingset:/.test(line));

/** While the boot console hands over to the real one, both print. */
const doubled = (line: string, at: number, all: readonly string[]) => line !== all[at - 1] || !/console \[/.test(line);

const LOG = /@@LOG\n(.*?)@@LOGEND\n/s;

/** What the shell of the recording had in its registers is not the kernel's. */
function withoutUser(lines: readonly string[]): string[] {
  let isUser = false;
  return lines.map((line) => {
    if (/--- interrupt: \d+/.test(line)) isUser = / at 0x/.test(line);
    return isUser ? line.replace(/(GPR\d\d|CR|XER|LR|CTR|NIP)(:? +)[0-9a-f* ]+/g, '$1$2*') : line;
  });
}

function compare(name: string): void {
  const recording = readArchRecording(name, FOLDER);
  const machine = archMachine(recording);
  runArchScript(machine, recording);
  const shown = (text: string) => {
    const lines = text.split('\n').filter(elsewhere(recording.ramMiB)).filter(doubled);
    return withoutUser(lines.map((line) => masked(line, rules))).join('\n');
  };
  const ours = machine.uart.text.replaceAll('\r', '');
  const console = latin1Text(readVector(`${FOLDER}/${name}.console.log.gz`));
  expectEqualText(shown(ours.replace(LOG, '')), shown(console), 'console');
  const log = `${FOLDER}/${name}.dmesg.log.gz`;
  if (hasVector(log)) expectEqualText(shown(LOG.exec(ours)?.[1] ?? ''), shown(latin1Text(readVector(log))), 'dmesg -r');
}
