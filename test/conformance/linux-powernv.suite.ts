/**
 * `linux-powernv/`, `linux-ppc64/` and `linux-phone/`: whole consoles of real Linux on QEMU's PowerNV machine, from the first word of its firmware to the
 * next start of it, of a big-endian kernel on pseries, and of arm64 with eight CPUs and 8 GiB; and the boot's log with its levels, against our machine.
 */
import { latin1Text } from '../../src/sim/bytes.ts';
import { archMachine, readArchRecording, runArchScript } from './arch-console.ts';
import { archCrashMask } from './arch-console-mask.ts';
import { expectEqualText } from './compare.ts';
import { type MaskRule, masked } from './console-mask.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, listVectors, readVector } from './vectors.ts';

/** PowerNV from the first word of its firmware on; the others from the kernel's own first word on. */
const FOLDERS = ['linux-powernv', 'linux-ppc64', 'linux-phone'] as const;
/** Whose sizes of hash tables ours are. */
const RECORDED_MIB: Readonly<Record<(typeof FOLDERS)[number], number>> = {
  'linux-powernv': 2048,
  'linux-ppc64': 2048,
  'linux-phone': 8192,
};

export const suite: Suite = {
  name: 'linux-powernv',
  cases(): Case[] {
    return FOLDERS.flatMap((folder) =>
      listVectors(folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.replace(/\.json$/, ''))
        .map((name) => ({ name, run: () => compare(folder, name) })),
    );
  },
};

const rules: readonly MaskRule[] = [
  { reason: 'time stamps', pattern: /^(<\d>)?\[ *\d+\.\d+(?=[\],])/, replacement: '$1[*' },
  { reason: 'the tree has the command line in it', pattern: /(?<=, fdt at ).*/, replacement: '*' },
  { reason: 'each recording has its own initramfs', pattern: /(Found initrd at \S+:)0x[0-9a-f]+/, replacement: '$1*' },
  { reason: 'the wall clock was the day of the recording', pattern: /(?<=system clock to ).*/, replacement: '*' },
  { reason: 'the wall clock was the day of the recording', pattern: /(?<=audit\()\d+\.\d+/, replacement: '*' },
  { reason: 'which CPU a task runs on is the scheduler’s choice', pattern: /(?<=\] CPU: )\d+/, replacement: '*' },
  { reason: 'how long a thread took', pattern: /(?<=deferred pages initialised in )\d+/, replacement: '*' },
  ...archCrashMask,
];

/** Of eight CPUs the scheduler's choice had it. */
const anyCpu: MaskRule = { reason: 'which CPU runs a task', pattern: /(?<=\] CPU: )\d+/, replacement: '*' };

/** Unpacking and skiboot's reading of flash run beside the boot, and pstore and lkdtm speak when they are there, which is later here. A machine of another size has hash tables of the kernel of other sizes, which are those of the recorded boot here. */
const elsewhere = (isRecordedSize: boolean) => (line: string) =>
  !/\] (?:Trying to unpack rootfs|Unpacking initramfs|pstore: |lkdtm: No crash points|FLASH: Can't load resource)/.test(
    line,
  ) &&
  (isRecordedSize || !/hash table entries|TCP: Hash|workingset:/.test(line));

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

function compare(folder: (typeof FOLDERS)[number], name: string): void {
  const recording = readArchRecording(name, folder);
  const machine = archMachine(recording);
  runArchScript(machine, recording);
  const shown = (text: string) => {
    const lines = text
      .split('\n')
      .filter(elsewhere(recording.ramMiB === RECORDED_MIB[folder]))
      .filter(doubled);
    return withoutUser(lines.map((line) => masked(line, folder === 'linux-phone' ? [...rules, anyCpu] : rules))).join(
      '\n',
    );
  };
  const whole = machine.uart.text.replaceAll('\r', '');
  const ours = folder !== 'linux-powernv' ? whole.slice(whole.indexOf('[    0.000000]')) : whole;
  const console = latin1Text(readVector(`${folder}/${name}.console.log.gz`));
  expectEqualText(shown(ours.replace(LOG, '')), shown(console), 'console');
  const log = `${folder}/${name}.dmesg.log.gz`;
  if (hasVector(log)) expectEqualText(shown(LOG.exec(ours)?.[1] ?? ''), shown(latin1Text(readVector(log))), 'dmesg -r');
}
