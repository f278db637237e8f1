/**
 * A ramoops region in U-Boot's way: the dump of a real crash lies there, U-Boot runs, and what is left is looked at from its own
 * prompt. The ledger of RAM says who wrote there last, the map whose the place is.
 */
import { describe, expect, test } from 'vitest';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { latin1Text } from '../../src/sim/bytes.ts';

const LENGTH = 0x10000;

/** Crashes with a region of 64 KiB at this address and comes to U-Boot's prompt. */
function crashed(address: number): { machine: Machine; type: (line: string) => string } {
  const hex = `0x${address.toString(16)}`;
  const ramoops = {
    address,
    length: LENGTH,
    recordSize: 0x1000,
    consoleSize: 0x1000,
    ftraceSize: 0x1000,
    pmsgSize: 0x1000,
  };
  const machine = new Machine({
    board: { ...imx6q, deviceTree: { ...imx6q.deviceTree!, ramoops } },
    kernel: findKernel(imx6q.defaultKernel!)!,
    uboot: findUBoot('2021.01')!,
    seed: 'seed',
    commandLine: `${imx6q.defaultCommandLine} pstore.compress=none`,
  });
  machine.powerOn();
  const session = new BootSession(machine, 100_000);
  machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'kernel.running');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'kernel.panicking.countdown');
  expect(latin1Text(machine.memory.read(address, LENGTH))).toContain('Panic#1 Part1');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state.startsWith('bootloader'));
  const type = (line: string) => {
    expect(session.waitForPrompt({ uboot: true })).toBe('uboot');
    const from = machine.uart.length;
    session.type(line);
    session.waitForPrompt({ uboot: true });
    return machine.uart.textFrom(from);
  };
  type(`pstore set ${hex} 10000 1000 1000 1000 1000`);
  return { machine, type };
}

const DUMP = '**** Dump\r\nPanic#1 Part1\r\n';

function ownersOf(machine: Machine, address: number): string[] {
  const touches = ({ start, end }: { start: number; end: number }) => start < address + LENGTH && end > address;
  return machine
    .memoryOwners()
    .filter(touches)
    .map(({ name }) => name);
}

function writersOf(machine: Machine, address: number): Set<string> {
  return new Set(machine.memory.writers(address, LENGTH).map(({ writer }) => writer));
}

test('beside U-Boot: the dump is there, and nobody has the place', () => {
  const { machine, type } = crashed(0x30000000);
  expect(type('pstore display dump')).toContain(DUMP);
  expect(ownersOf(machine, 0x30000000)).toEqual([]);
  expect(writersOf(machine, 0x30000000)).not.toContain('uboot');
});

describe('lost to U-Boot itself', () => {
  test.each([
    [0x17800000, 'U-Boot before relocation'],
    [0x4f552000, 'U-Boot stack'],
    [0x4f554000, 'U-Boot data and device tree'],
    [0x4f900000, 'U-Boot heap'],
    [0x4ff70000, 'U-Boot'],
  ])('at %i: %s', (address, owner) => {
    const { machine, type } = crashed(address);
    expect(type('pstore display dump')).not.toContain(DUMP);
    expect(ownersOf(machine, address)).toContain(owner);
    expect(writersOf(machine, address)).toContain('uboot');
  });
});

describe('lost to what U-Boot loads', () => {
  test.each([
    // The pages of the kernel's file, as they lie on the boot medium.
    [0x12000000, 'load mmc 1:1 $kernel_addr_r $bootfile', 'loader'],
    [0x18000000, 'load mmc 1:1 $fdt_addr_r $fdtfile', 'uboot'],
    [0x13000000, 'mw.b $ramdisk_addr_r 0 10000', 'uboot'],
  ])('at %i: %s', (address, line, writer) => {
    const { machine, type } = crashed(address);
    expect(type('pstore display dump')).toContain(DUMP);
    type(line);
    expect(type('pstore display dump')).not.toContain(DUMP);
    expect(writersOf(machine, address)).toContain(writer);
  });
});
