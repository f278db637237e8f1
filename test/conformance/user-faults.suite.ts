/**
 * `user-faults/`: what real Linux on arm, arm64 and ppc64le logs of programs that fault, under each setting, against the whole machine that
 * runs the same first process. Compared is the log as `dmesg -r` gives it, levels included, from the start of that process on.
 */
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { pseries } from '../../src/profiles/boards/pseries.ts';
import { virtArm } from '../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { deviceTree } from './arch-console.ts';
import { expectSame } from './console-compare.ts';
import { type MaskRule, masked } from './console-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector, readVector } from './vectors.ts';

interface Recording {
  readonly name: string;
  readonly architecture: 'arm' | 'arm64' | 'ppc64le';
  readonly kernel: string;
  readonly commandLine: string;
  readonly ramMiB: number;
  readonly script: readonly string[];
}

const boards = { arm: virtArm, arm64: virtArm64, ppc64le: pseries } as const;
const LIMIT_S = 300;
const S_IFREG = 0o100000;
const BEGIN = '@@BEGIN';
const END = '@@END';

/** The recordings' first process, `scripts/record/user-faults/init.sh`, around a script. */
const init = (script: readonly string[]) => `#!/bin/busybox sh
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
cd /tmp
exec >/dev/null 2>&1
say() { echo "$1" >/dev/kmsg; }
run() { for l in $1; do crashme $l; say "@$l $?"; done; }
set_() { say "@set $1=$2"; echo $2 >/proc/sys/$1; }
${script.join('\n')}
dmesg -n 1
echo "${BEGIN}" >/dev/console
dmesg -r >/dev/console
echo "${END}" >/dev/console
sleep 1
poweroff -f
`;

const mask: readonly MaskRule[] = [
  { reason: 'time stamps', pattern: /^(<\d+>)\[ *\d+\.\d{6}\]/, replacement: '$1' },
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /(?<=^<\d+> \S+)\[\d+\](?=: )|(?<= PID: )\d+(?= )/,
    replacement: '*',
  },
  { reason: 'arm64: the stack is placed anew by each run', pattern: /\b0000ffff[c-f][0-9a-f]{7}\b/g, replacement: '*' },
  { reason: '32-bit ARM: the stack is placed anew by each run', pattern: /\bbe[8-f][0-9a-f]{5}\b/g, replacement: '*' },
  {
    reason: '32-bit ARM: page tables of this run; their flags stay',
    pattern: /(?<=Table: )4[0-9a-f]{4}/,
    replacement: '*',
  },
  {
    reason: 'ppc64le: the stack is placed anew by each run',
    pattern: /\b00007fff[c-f][0-9a-f]{7}\b/g,
    replacement: '*',
  },
  {
    reason: 'ppc64le: the stack of the kernel; where in it the registers lie stays',
    pattern: /(?<=REGS: )c0000000[0-9a-f]{4}[0-9a-f](?=[0-9a-f]{3} )/,
    replacement: '*',
  },
];

/** What a boot says when it likes. */
const LATE_BOOT = /^<\d+> (random: |clocksource: |input: |usb |hid-|scsi |sd |sr |virtio)/;

export const suite: Suite = {
  name: 'user-faults: arm, arm64, ppc64le',
  cases(): Case[] {
    const names = listVectors('user-faults').flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);
    return names.map((name) => ({ name, run: () => compare(name) }));
  },
};

function compare(name: string): void {
  const recording = readJsonVector<Recording>(`user-faults/${name}.json`);
  const recorded = latin1Text(readVector(`user-faults/${name}.log.gz`));
  expectSame(fromInit(replay(recording)), fromInit(recorded));
}

/** The log that our machine gives. */
function replay({ name, architecture, kernel: release, commandLine, ramMiB, script }: Recording): string {
  const kernel = findKernel(release);
  assert(kernel !== undefined, `no kernel ${release}`);
  const own = boards[architecture];
  const [bank] = own.ramBanks;
  const board: BoardProfile = {
    ...own,
    disk: null,
    ramBanks: [{ start: bank!.start, end: bank!.start + ramMiB * 2 ** 20 }],
    initramfsFiles: [{ path: '/init', mode: S_IFREG | 0o755, content: init(script) }],
  };
  const machine = new Machine({
    board,
    kernel,
    uboot: null,
    seed: name,
    commandLine,
    userland: 'busybox',
    // Without a region for ramoops.
    ...(board.deviceTree === null ? {} : { deviceTree: deviceTree(board, null) }),
  });
  machine.powerOn();
  machine.runUntil(LIMIT_S * NS_PER_S, () => machine.uart.text.includes(`\n${END}`));
  const text = machine.uart.text.replaceAll('\r', '');
  const from = text.indexOf(`${BEGIN}\n`);
  assert(from >= 0, `the script did not end: ${machine.state}`);
  return text.slice(from + BEGIN.length + 1, text.indexOf(END, from));
}

function fromInit(log: string): string[] {
  const lines = log
    .split('\n')
    .slice(0, -1)
    .map((line) => masked(line, mask));
  const start = lines.findIndex((line) => line.endsWith('Run /init as init process'));
  return lines.slice(start).filter((line) => !LATE_BOOT.test(line));
}
