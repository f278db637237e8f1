import { describe, expect, test } from 'vitest';
import { firstProcess } from '../../../src/kernel/boot/boot-parameters.ts';
import { type BootFacts, bootRecords } from '../../../src/kernel/boot/boot-records.ts';
import { auditStamp, rtcTime } from '../../../src/kernel/boot/wall-clock.ts';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { layOutMemory } from '../../../src/kernel/memblock/memory-layout.ts';
import type { BoardProfile } from '../../../src/profiles/board.ts';
import { imx6q } from '../../../src/profiles/boards/imx6q.ts';
import { pc, pcFirmwareMap } from '../../../src/profiles/boards/pc.ts';
import { rpi4 } from '../../../src/profiles/boards/rpi4.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';

function facts(
  kernelName: string,
  board: BoardProfile,
  change: { cpus?: number; commandLine?: string } = {},
): BootFacts {
  const kernel = findKernel(kernelName)!;
  const commandLine = parseCommandLine(change.commandLine ?? board.defaultCommandLine);
  const memory = layOutMemory({
    architecture: kernel.architecture,
    commandLine,
    banks: board.ramBanks,
    firmwareMap: board === pc ? pcFirmwareMap : null,
    deviceTree: null,
    listsReservedMemory: false,
    kernelImage: board.kernelImage,
  });
  return { cpus: change.cpus ?? board.cpus, commandLine, memory, wallClockSeconds: board.rtcEpochSeconds };
}

const boot = (kernel: string, board: BoardProfile, change: { cpus?: number; commandLine?: string } = {}) =>
  bootRecords(findKernel(kernel)!, board, facts(kernel, board, change));

const texts = (records: readonly { text: string }[]) => records.map(({ text }) => text);

test.each([
  ['deb61', pc],
  ['deb612', pc],
  ['full61', pc],
  ['full61smp', pc],
  ['armmp', imx6q],
  ['arm64-61', rpi4],
  ['arm64-612', rpi4],
] as const)('%s: no place is left open, with 1 to 8 CPUs', (kernel, board) => {
  for (const cpus of [1, 2, 3, 4, 8]) {
    const records = boot(kernel, board, { cpus });
    expect(texts(records).filter((text) => text.includes('%{'))).toEqual([]);
    expect(records.filter(({ effect }) => effect === 'register-console')).toHaveLength(1);
    expect(records.every(({ text }) => /^[\t\x20-\xff]*$/.test(text))).toBe(true);
    expect(texts(records).some((text) => text.includes(`nr_cpu_ids=${cpus}`) || kernel === 'full61')).toBe(true);
    // Each CPU comes after the one before, and all of them before the sum.
    const bringUp = records.filter(({ text }) => /^(smp: Br|Detected .* on CPU|CPU\d+: Booted)/.test(text));
    const times = bringUp.map(({ timeUs }) => timeUs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('a boot again costs the lines that tell the time, no more', () => {
  const first = boot('deb61', pc);
  const later = { ...facts('deb61', pc), wallClockSeconds: pc.rtcEpochSeconds + 100 };
  const second = bootRecords(findKernel('deb61')!, pc, later);
  const changed = first.flatMap((record, i) => (record === second[i] ? [] : [record.text, second[i]!.text]));
  expect(changed).toEqual([
    'audit: type=2000 audit(1709294400.588:1): state=initialized audit_enabled=0 res=1',
    'audit: type=2000 audit(1709294500.588:1): state=initialized audit_enabled=0 res=1',
    'rtc_cmos 00:05: setting system clock to 2024-03-01T12:00:01 UTC (1709294401)',
    'rtc_cmos 00:05: setting system clock to 2024-03-01T12:01:41 UTC (1709294501)',
  ]);
});

describe('i.MX6', () => {
  test('shows its own machine, memory and CPUs, and nothing of the recorded one', () => {
    const lines = texts(boot('armmp', imx6q));
    expect(lines).toContain('OF: fdt: Machine model: Freescale i.MX6 Quad SABRE Lite Board');
    expect(lines).toContain('  DMA      [mem 0x0000000010000000-0x000000003fffffff]');
    expect(lines).toContain('  HighMem  [mem 0x0000000040000000-0x000000004fffffff]');
    expect(lines).toContain('cma: Reserved 16 MiB at 0x4f000000');
    expect(lines).toContain('smp: Brought up 1 node, 4 CPUs');
    expect(lines.filter((line) => /^CPU\d: thread/.test(line))).toHaveLength(4);
    expect(lines).toContain('printk: console [ttymxc1] enabled');
    expect(lines.filter((line) => /pl011|pl061|psci|dummy-virt|GICv2m|0x4[0-9a-f]{7}-0x/.test(line))).toEqual([]);
  });

  test('memmap= is unknown and changes nothing', () => {
    const plain = texts(boot('armmp', imx6q));
    const withMemmap = texts(boot('armmp', imx6q, { commandLine: `${imx6q.defaultCommandLine} memmap=1M$0x30000000` }));
    const added = withMemmap.filter((line) => !plain.includes(line));
    expect(added).toEqual([
      `Kernel command line: ${imx6q.defaultCommandLine} memmap=1M$0x30000000`,
      'Unknown kernel command line parameters "memmap=1M$0x30000000", will be passed to user space.',
      '    memmap=1M$0x30000000',
    ]);
  });
});

test('the first process', () => {
  const first = (text: string) => firstProcess(parseCommandLine(text));
  expect(first('')).toBe('/init');
  expect(first('rdinit=/init2')).toBe('/init2');
  // The initramfs looks for the root and reads `init=`.
  expect(first('root=/dev/sda1 init=/bin/sh')).toBe('/init');
  const lines = texts(boot('deb61', pc, { commandLine: 'rdinit=/x splash FOO=1 -- single' }));
  expect(lines.slice(lines.indexOf('Run /x as init process'), lines.indexOf('Run /x as init process') + 9)).toEqual([
    'Run /x as init process',
    '  with arguments:',
    '    /x',
    '    splash',
    '    single',
    '  with environment:',
    '    HOME=/',
    '    TERM=linux',
    '    FOO=1',
  ]);
});

test('no memory at all is no reason to fail', () => {
  expect(boot('deb61', pc, { commandLine: 'mem=1' }).length).toBeGreaterThan(300);
  expect(boot('armmp', imx6q, { commandLine: 'mem=0' }).length).toBeGreaterThan(150);
});

test('wall-clock texts', () => {
  expect(rtcTime(0)).toBe('1970-01-01T00:00:00 UTC (0)');
  expect(rtcTime(951827696.9)).toBe('2000-02-29T12:34:56 UTC (951827696)');
  expect(rtcTime(4102444799)).toBe('2099-12-31T23:59:59 UTC (4102444799)');
  expect(auditStamp(0.1139)).toBe('0.112');
  expect(auditStamp(1709294409.4234)).toBe('1709294409.420');
});
