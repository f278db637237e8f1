/** kmemdump in a running kernel: what it registers, what is in RAM there, what a crash and a reset leave for firmware. */
import { beforeAll, describe, expect, test } from 'vitest';
import { align4 } from '../../../src/formats/kmemdump-core.ts';
import type { DumpRegion } from '../../../src/kernel/kmemdump/backend.ts';
import type { Kmemdump } from '../../../src/kernel/kmemdump/kmemdump.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { defaultKmemdump, type KmemdumpBuild } from '../../../src/profiles/kmemdump.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { EALREADY, EIO, ENOENT, ENOSYS } from '../../../src/sim/errno.ts';

const ARM64 = { board: 'virt-arm64', kernel: '6.12.117+deb12-arm64' };
const PC = { board: 'pc', kernel: '6.1.0-56-amd64' };

function boot(build: Partial<KmemdumpBuild> | null, { board, kernel } = ARM64, words = 'nokaslr'): Machine {
  const profile = findBoard(board)!;
  const kmemdump = build === null ? {} : { kmemdump: { ...defaultKmemdump, backend: 'none' as const, ...build } };
  const machine = new Machine({
    board: { ...profile, ...kmemdump },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'kmemdump',
    commandLine: `${profile.defaultCommandLine} ${words}`,
  });
  machine.powerOn();
  machine.runUntil(60e9, () => machine.state === 'kernel.running');
  return machine;
}

function kmemdumpOf(machine: Machine): Kmemdump {
  return machine.kernel!.parts.kmemdump!;
}

function named(regions: readonly DumpRegion[], name: string): DumpRegion {
  return regions.find((region) => region.name === name)!;
}

function bytesOf(machine: Machine, { physical, sizeBytes }: DumpRegion): Uint8Array {
  return machine.memory.read(physical, sizeBytes).slice();
}

function word(bytes: Uint8Array, at = 0): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(at, true);
}

/** Program headers of the region ELF, as RAM has them. */
function loads(machine: Machine, header: DumpRegion) {
  const bytes = bytesOf(machine, header);
  const view = new DataView(bytes.buffer);
  return Array.from({ length: view.getUint16(56, true) }, (_, index) => 64 + 56 * index)
    .filter((at) => view.getUint32(at, true) === 1)
    .map((at) => ({
      virtual: view.getBigUint64(at + 16, true),
      physical: Number(view.getBigUint64(at + 24, true)),
      sizeBytes: Number(view.getBigUint64(at + 32, true)),
    }));
}

describe('v2 on arm64', () => {
  let machine: Machine;
  let regions: readonly DumpRegion[];
  beforeAll(() => {
    machine = boot({});
    regions = kmemdumpOf(machine).regions();
  });

  test('every number of the published list is in use, the dynamic ones from 50', () => {
    expect(regions.map(({ id }) => id)).toEqual([...Array.from({ length: 47 }, (_, index) => index + 1), 50, 51, 52]);
    expect(kmemdumpOf(machine).state).toContain('ready');
  });

  test('the image’s header has each region but ELF and VMCOREINFO once, by number', () => {
    const expected = regions.filter(({ id }) => id >= 3);
    expect(loads(machine, named(regions, 'ELF'))).toEqual(
      expected.map(({ virtual, physical, sizeBytes }) => ({ virtual, physical, sizeBytes: align4(sizeBytes) })),
    );
  });

  test('constants are in RAM', () => {
    const text = (name: string) => latin1Text(bytesOf(machine, named(regions, name)));
    expect(text('linux_banner')).toMatch(/^Linux version 6\.12\.117\+deb12-arm64 .*\n\0$/);
    expect(text('CONFIG')).toMatch(/^IKCFG_ST\x1f\x8b[\s\S]*IKCFG_ED$/);
    expect(text('VMCOREINFO')).toMatch(/^OSRELEASE=6\.12\.117\+deb12-arm64\n/);
    expect(word(bytesOf(machine, named(regions, '__cpu_possible_mask')))).toBe(1n);
    const memory = named(regions, 'init_mm');
    expect(named(regions, 'init_mm_pgd').physical).toBe(memory.physical + 104);
    expect(word(bytesOf(machine, memory), 104)).toBe(named(regions, 'swapper_pg_dir').virtual);
    expect(named(regions, 'init_uts_ns_name').physical).toBe(named(regions, 'init_uts_ns').physical);
  });

  test('drivers: register, replace, free; the header follows', () => {
    const kmemdump = kmemdumpOf(machine);
    const register = (name: string, more: object = {}) =>
      machine.kernelKmemdump({ call: 'register', name, sizeBytes: 8192, text: name, ...more });
    const before = loads(machine, named(regions, 'ELF')).length;
    expect(register('modem')).toBe(53);
    expect(register('touch', { id: 60 })).toBe(60);
    expect(register('thief', { id: 60 })).toBe(-EALREADY);
    expect(register('heir', { id: 60, replaces: true })).toBe(60);
    expect(loads(machine, named(regions, 'ELF'))).toHaveLength(before + 2);
    const heir = kmemdump.regions().find(({ id }) => id === 60)!;
    expect(latin1Text(bytesOf(machine, heir)).startsWith('heirheir')).toBe(true);
    expect(machine.kernelKmemdump({ call: 'kfree', name: 'heir' })).toBe(0);
    // Its memory is somebody else's by now.
    expect(register('next')).toBe(54);
    const [dangling, next] = [60, 54].map((id) => kmemdump.regions().find((one) => one.id === id)!);
    expect(dangling!.physical).toBe(next!.physical);
    expect(latin1Text(bytesOf(machine, dangling!)).startsWith('nextnext')).toBe(true);
    expect(machine.kernelKmemdump({ call: 'free', name: 'modem' })).toBe(0);
    expect(machine.kernelKmemdump({ call: 'free', name: 'modem' })).toBe(-ENOENT);
    expect(
      kmemdump
        .regions()
        .map(({ id }) => id)
        .filter((id) => id > 52),
    ).toEqual([54, 60]);
  });

  test('a hang without panic: what changes is in RAM when the machine is left', () => {
    machine.runUntil(machine.clock.now + 30e9);
    machine.freeze();
    const jiffies = word(bytesOf(machine, named(regions, 'jiffies_64'))) - BigInt(2 ** 32 - 300 * 250);
    expect(Number(jiffies) / 250).toBeGreaterThan(30);
    expect(word(bytesOf(machine, named(regions, '__cpu_online_mask')))).toBe(1n);
    expect(latin1Text(bytesOf(machine, named(regions, 'init_uts_ns_name')))).toContain('6.12.117+deb12-arm64');
    expect(machine.kernelKmemdump({ call: 'add-backend' })).toBe(-EIO);
  });
});

test('a panic stops the clock: the seconds until the restart do not count', () => {
  const machine = boot({}, ARM64, 'nokaslr panic=20');
  const jiffies = named(kmemdumpOf(machine).regions(), 'jiffies_64');
  const bootedNs = machine.clock.now;
  const resets = machine.resetCount;
  machine.kernelWrite('/proc/sysrq-trigger', 'c\n');
  machine.runUntil(machine.clock.now + 60e9, () => machine.resetCount > resets);
  const ticks = word(bytesOf(machine, jiffies)) - BigInt(2 ** 32 - 300 * 250);
  expect(machine.clock.now - bootedNs).toBeGreaterThan(19e9);
  expect(Number(ticks) / 250).toBeLessThan(bootedNs / 1e9 + 1);
});

test('v1 registers nothing until a backend comes; meminspect has its header in CMA, and none without', () => {
  expect(kmemdumpOf(boot({ series: 'v1' })).regions()).toEqual([]);
  const machine = boot({ series: 'meminspect' });
  const regions = kmemdumpOf(machine).regions();
  expect(named(regions, 'ELF').physical).toBe(machine.memoryOwners().find(({ name }) => name === 'cma')?.start);
  expect(named(regions, 'tk_data').sizeBytes).toBe(288);
  expect(regions.at(-1)).toMatchObject({ id: 48, sizeBytes: 3520 });
  expect(loads(machine, named(regions, 'ELF'))).toHaveLength(regions.length - 2);
  const without = boot({ series: 'meminspect', regions: 'x86_64-minimal' }, PC);
  expect(named(kmemdumpOf(without).regions(), 'ELF')).toBeUndefined();
  expect(without.uart.text).toContain('meminspect: failed to prepare crashdump ELF header: -12');
});

test('x86-64: the small set, with the ring that log_buf_len made', () => {
  const machine = boot({ regions: 'x86_64-minimal' }, PC, 'nokaslr log_buf_len=1M');
  const regions = kmemdumpOf(machine).regions();
  expect(regions).toHaveLength(10);
  expect(named(regions, 'prb_data').sizeBytes).toBe(1 << 20);
  expect(word(bytesOf(machine, named(regions, 'prb')))).toBe(named(regions, 'printk_rb_dynamic').virtual);
  expect(loads(machine, named(regions, 'ELF'))).toHaveLength(8);
});

test('a kernel without it, or a core image switched off', () => {
  expect(boot(null).kernelKmemdump({ call: 'add-backend' })).toBe(-ENOSYS);
  const regions = kmemdumpOf(boot({ coreImage: false })).regions();
  expect(regions.map(({ id }) => id)).not.toContain(1);
  expect(regions.map(({ id }) => id)).toContain(2);
});
