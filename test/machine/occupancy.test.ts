/**
 * What a running kernel does to RAM that nobody reserved. Addresses and sums are those of the recordings: MemTotal is what the OOM
 * reports call managed, the per-CPU area begins at 0x7800000, and the boot reaches as high as the crash reports show.
 */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { boot, pcMachine, pstoreText, runTo } from './pc.ts';

function pc(kernel: string, words: string): Machine {
  return new Machine({
    board: findBoard('pc')!,
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'seed',
    commandLine: `console=ttyS0,115200 nokaslr panic=5 rdinit=/init pstore.compress=none ${words}`,
  });
}

const ramoops = (address: string) =>
  `ramoops.mem_address=${address} ramoops.mem_size=0x10000 ramoops.record_size=0x4000`;

/** Crashes, reboots, and gives the names of what is found. */
function survivors(machine: Machine): string[] {
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state.startsWith('firmware'));
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  const files = machine.kernelList('/sys/fs/pstore');
  return typeof files === 'number' ? [] : files.map(({ name }) => name);
}

describe('a ramoops region in System RAM', () => {
  test.each([
    ['deb61', '0x5000000', 'memmap=64K$0x5000000', ['dmesg-ramoops-0']],
    ['deb61', '0x5000000', '', []],
    ['deb612', '0x5000000', '', []],
    // Another kernel takes less: its boot does not come so far.
    ['full61', '0x5000000', '', ['console-ramoops-0', 'dmesg-ramoops-0']],
    ['full61', '0x2000000', '', []],
    // Above what the boot of deb61 reaches.
    ['deb61', '0x6800000', '', ['dmesg-ramoops-0']],
    // mem= takes the top away from the kernel.
    ['deb61', '0x7000000', 'mem=112M', ['dmesg-ramoops-0']],
  ])('%s, at %s, %s', (kernel, address, words, found) => {
    expect(survivors(pc(kernel, `${words} ${ramoops(address)}`))).toEqual(found);
  });

  test('that reading a large file has overwritten', () => {
    const machine = pc('full61', ramoops('0x5000000'));
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    machine.runUntil(machine.clock.now + 60e9, () => machine.state.startsWith('firmware'));
    runTo(machine, 'kernel.running');
    machine.kernel!.parts.memoryUse.pageCacheGrow(80 << 20);
    machine.reset('warm');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
  });

  test('half reserved: the other half is gone', () => {
    const machine = pc('deb61', `memmap=32K$0x5000000 ${ramoops('0x5000000')}`);
    boot(machine);
    expect(machine.memory.writers(0x5000000, 0x10000).map(({ writer }) => writer)).toContain('kernel/mm');
    expect(machine.memory.writers(0x5000000, 0x8000).map(({ writer }) => writer)).not.toContain('kernel/mm');
  });
});

test.each([
  ['deb61', 81920],
  ['deb612', 88960],
  ['full61', 116560],
])('%s has the memory the recordings say: %i KiB', (kernel, memTotalKiB) => {
  const machine = pc(kernel, '');
  boot(machine);
  const { memoryUse } = machine.kernel!.parts;
  const figures = memoryUse.figures();
  expect(figures.memTotalKiB).toBe(memTotalKiB);
  const owned = memoryUse.owners();
  const used =
    figures.slabKiB + figures.kernelStackKiB + figures.pageTablesKiB + figures.anonPagesKiB + figures.shmemKiB;
  expect(figures.memFreeKiB + used).toBeLessThanOrEqual(memTotalKiB);
  for (const [i, { start }] of owned.entries()) expect(start).toBeGreaterThanOrEqual(owned[i - 1]?.end ?? 0);
  if (kernel !== 'full61') expect(owned.find(({ owner }) => owner === 'per-CPU areas')?.start).toBe(0x7800000);
});

test('the log of a booted kernel lies in RAM: a damaged byte there is a damaged record', () => {
  const machine = pcMachine();
  boot(machine);
  const log = machine.kernel!.parts.printk.log;
  const banner = log.store.next(0)!.text;
  expect(banner).toMatch(/^Linux version 6\.1/);
  const runs = machine.memory.writers(0x1000000, 0x3500000).filter(({ writer }) => writer === 'kernel/printk');
  const { start, end } = runs[0]!;
  const ram = machine.memory.read(start, end - start);
  const at = start + new TextDecoder('latin1').decode(ram).indexOf('Linux version');
  machine.inject({ kind: 'bits', bits: [{ address: at, bit: 5 }] });
  expect(log.store.next(0)!.text).toBe(`l${banner.slice(1)}`);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state.startsWith('firmware'));
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  expect(pstoreText(machine, 'dmesg-ramoops-0')).toContain('sysrq: Trigger a crash');
});
