/**
 * Recorded consoles of real Linux, against what our kernel says: whole boots with levels, with and without `memmap=`; on 32-bit ARM
 * sysrq-c, init killed and a stopped CPU. Crashes on x86-64: `console-crash.suite.ts`.
 */
import { type BootRecord, bootRecords } from '../../src/kernel/boot/boot-records.ts';
import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { layOutMemory } from '../../src/kernel/memblock/memory-layout.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { pc, pcFirmwareMap } from '../../src/profiles/boards/pc.ts';
import { kernelText } from '../../src/profiles/kernel-texts.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { expectSame } from './console-compare.ts';
import { bootMask, crashMask, type MaskRule, masked } from './console-mask.ts';
import { armLines, type RecordedLine, readRecording, recordedLines } from './console-recording.ts';
import { CrashReplay, type ReplayLine } from './crash-replay.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

const bootCases = ['boot-deb61', 'boot-deb612', 'boot-full61', 'boot-full61smp'];

/** Boots stopped at the first process, without levels; the kernel's last word of the part we compare. */
const memmapCases: readonly (readonly [name: string, kernel: string])[] = [
  ['prefix-deb61-3', 'deb61'],
  ['prefix-full61-4', 'full61'],
];

const memmapCommandLine =
  'console=ttyS0,115200 loglevel=8 printk.time=1 nokaslr panic=0 rdinit=/init2 mitigations=off no_timer_check tsc=reliable cryptomgr.notests random.trust_cpu=on memmap=0x100000$0x5000000';

/** 32-bit ARM on QEMU `virt`, whose profile comes with its board. */
const virtArm: BoardProfile = {
  ...imx6q,
  name: 'virt-arm',
  hardwareName: 'Generic DT based system',
  ramBanks: [{ start: 0x40000000, end: 0x50000000 }],
  deviceTree: imx6q.deviceTree === null ? null : { ...imx6q.deviceTree, model: 'linux,dummy-virt' },
};

export const suite: Suite = {
  name: 'linux-console: boots, 32-bit ARM',
  cases(): Case[] {
    if (listVectors('linux-console').length === 0) return [];
    return [
      ...bootCases.map((name) => ({ name, run: () => compareBoot(name) })),
      ...memmapCases.map(([name, kernel]) => ({ name, run: () => compareMemmapBoot(name, kernel) })),
      { name: 'armd61-mem-panic-ecc16', run: () => compareArmCrash('armd61-mem-panic-ecc16', 1, 'c', '') },
      { name: 'armd61-dt-init-killed', run: () => compareArmCrash('armd61-dt-init-killed', 1, 'exit', '') },
      {
        name: 'armd61-dt-oops-bug-panic-2cpu',
        run: () => compareArmCrash('armd61-dt-oops-bug-panic-2cpu', 2, 'c', 'DW'),
      },
      { name: 'armd61 boot', run: () => compareArmBoot('armd61-dt-init-killed', armCommandLine) },
      {
        name: 'armd61 boot with memmap=',
        run: () => compareArmBoot('armd61-memmap-ignored', `${armCommandLine} memmap=64K$0x4e000000`),
      },
      {
        name: 'armd61 boot with mem=',
        run: () => compareArmBoot('armd61-mem-panic-ecc16', `${armCommandLine} mem=224M`),
      },
    ];
  },
};

const armCommandLine = 'console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests';

/** Levels are compared where the recording has them. */
function show(
  lines: readonly (RecordedLine | ReplayLine)[],
  rules: readonly MaskRule[],
  withLevels: boolean,
): string[] {
  return lines.map(({ level, text }) => `${withLevels ? `<${level}>` : ''}${masked(text, rules)}`);
}

function composeBoot(
  kernelName: string,
  board: BoardProfile,
  cpus: number,
  commandLineText: string,
): readonly BootRecord[] {
  const kernel = findKernel(kernelName);
  assert(kernel !== undefined, `no kernel ${kernelName}`);
  const commandLine = parseCommandLine(commandLineText);
  const memory = layOutMemory({
    architecture: kernel.architecture,
    commandLine,
    banks: board.ramBanks,
    firmwareMap: board === pc ? pcFirmwareMap : null,
    deviceTree: null,
    listsReservedMemory: kernelText(kernel.release)!.reservedMemoryLines,
    kernelImage: board.kernelImage,
  });
  return bootRecords(kernel, board, { cpus, memory, commandLine, wallClockSeconds: board.rtcEpochSeconds });
}

function compareBoot(name: string): void {
  const { kernel, cpus, commandLine } = readRecording(name);
  const ours = composeBoot(kernel, pc, cpus, commandLine);
  const recorded = recordedLines(name);
  expectSame(show(ours, bootMask, true), show(recorded, bootMask, true));
  expectSame(
    ours.map(({ caller }) => `${caller}`),
    recorded.map(({ caller }) => `${caller}`),
  );
}

function compareMemmapBoot(name: string, kernel: string): void {
  const recorded = show(recordedLines(name), bootMask, false);
  const ours = show(composeBoot(kernel, pc, 1, memmapCommandLine), bootMask, false);
  // The recorded machine was stopped before its clock was refined.
  expectSame(ours.slice(0, recorded.length), recorded);
}

function compareArmBoot(name: string, commandLine: string): void {
  const all = armLines(name);
  const end = all.findIndex(({ text }) => text.startsWith('Run /init'));
  const ours = composeBoot('armmp', virtArm, 1, commandLine).filter(({ level }) => level < 7);
  const rules = [...bootMask, ...armBootMask];
  const recorded = all.slice(0, end + 1);
  expectSame(sortAsync(show(ours, rules, false)), sortAsync(show(recorded, rules, false)));
  const levels = new Map(ours.map(({ level, text }) => [masked(text, rules), level]));
  for (const { level, text } of recorded) {
    if (level === null || levels.get(masked(text, rules)) === level) continue;
    throw new Error(`level ${level} recorded, ours is ${levels.get(masked(text, rules))}: ${text}`);
  }
}

/** The figures depend on the size of QEMU's own device tree, which only one of the recordings has. */
const armBootMask: readonly MaskRule[] = [
  {
    reason: 'memory reserved for a device tree of another size',
    pattern: /(?<=^Memory: )\d+K|\d+K(?= reserved)/g,
    replacement: '*',
  },
];

/** Three lines that come from kernel threads or the first timer tick land at different places in the recordings. */
function sortAsync(lines: readonly string[]): string[] {
  const asynchronous =
    /^(Freeing initrd memory|Trying to unpack rootfs|audit: type=2000|zbud: loaded|Initialise system trusted)/;
  return [
    ...lines.filter((line) => !asynchronous.test(line)),
    ...lines.filter((line) => asynchronous.test(line)).sort(),
  ];
}

function compareArmCrash(name: string, cpus: number, crash: 'c' | 'exit', taint: string): void {
  const all = armLines(name);
  const start = all.findIndex(({ text }) => /^(sysrq: Trigger|Kernel panic)/.test(text));
  const run = new CrashReplay({
    kernel: 'armmp',
    board: virtArm,
    cpus,
    commandLine: armCommandLine,
    hardwareName: virtArm.hardwareName,
    firmwareMap: null,
    chooseStack: () => 0,
  });
  // The modules of pstore taint this kernel (OE); D and W are of the oops and the warning before.
  const earlier = (taint.includes('D') ? 0x80 : 0) | (taint.includes('W') ? 0x200 : 0);
  run.environment = { ...run.environment, taint: 0x3000 | earlier };
  run.task = { comm: 'init', pid: 1, uid: 0 };
  run.run(crash === 'c' ? 'key c' : 'exit 3');
  const recorded = all.slice(start);
  expectSame(show(run.lines, crashMask, false), show(recorded, crashMask, false));
  expectSameLevels(run.lines, recorded);
}

/** Of the lines whose level the recording knows: those in the dump, so not the last words behind it. */
function expectSameLevels(ours: readonly ReplayLine[], recorded: readonly RecordedLine[]): void {
  const known = recorded.map(({ level, text }, i) =>
    level === null ? null : `<${level}>${masked(text, crashMask)} (line ${i + 1})`,
  );
  const same = ours.map(({ level, text }, i) =>
    known[i] === null ? null : `<${level}>${masked(text, crashMask)} (line ${i + 1})`,
  );
  expectSame(
    same.filter((line) => line !== null),
    known.filter((line) => line !== null),
  );
}
