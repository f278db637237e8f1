/** What becomes of RAM between a crash and `release_mem`, and of a second kernel whose dump is damaged. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Rtas } from '../../src/hardware/rtas.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { type FadumpFirmware, fadumpFirmwares } from '../../src/profiles/fadump.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { crashAndReboot, runTo } from './pc.ts';

const MIB = 0x100000;
const BOOT_END = 320 * MIB;
const AREA_END = 640 * MIB + 0x20000;
const RAM_END = 768 * MIB;
const HEADER = BOOT_END + 0x10000 + BOOT_END;

function machineOf(fadump: Partial<FadumpFirmware> = {}, words = 'fadump=on'): Machine {
  const board = {
    ...findBoard('pseries')!,
    ramBanks: [{ start: 0, end: RAM_END }],
    fadump: { ...fadumpFirmwares.qemu, ...fadump },
  };
  const commandLine = `console=hvc0 panic=1 rdinit=/init ${words}`;
  const kernel = findKernel('6.1.192-fadump')!;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'kept', commandLine, userland: 'busybox' });
  machine.powerOn();
  runTo(machine, 'kernel.running');
  settle(machine);
  return machine;
}

const settle = (machine: Machine) => machine.runUntil(machine.clock.now + 5e9);
const said = (text: string) =>
  text.split('\r\n').flatMap((line) => /\[[^\]]*\] ((?:(?:rtas )?fadump|Warning): .*)/.exec(line)?.[1] ?? []);

/** A process that takes so much memory, and writes all of it. */
function fill(machine: Machine, megabytes: number): void {
  expect(machine.kernel!.parts.memoryUse.allocate(megabytes * 16, 'anon')).toMatchObject({ pages: megabytes * 16 });
}

describe('RAM above boot memory', () => {
  test('is as the dead kernel left it until release_mem; then the second kernel has it', () => {
    const machine = machineOf();
    fill(machine, 600);
    const userPages = machine
      .kernel!.parts.memoryUse.owners()
      .findLast(({ owner, start }) => owner === 'anon' && start >= AREA_END)!;
    const pages = [AREA_END, userPages.start, userPages.end - 0x10000, RAM_END - 0x10000];
    pages.forEach((page, index) => {
      machine.poke(page + 0x100, latin1Bytes(`page ${index} of the dead kernel`));
    });
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    runTo(machine, 'resetting');
    const { memory } = machine;
    const contents = () => pages.map((page) => latin1Text(memory.read(page, 0x10000)));
    const left = contents();
    // A process wrote more there than the word that was planted.
    expect(left[1]!.slice(0x200)).toMatch(/[^\0]/);
    const written: string[] = [];
    memory.onWrite({ start: AREA_END, end: RAM_END }, (address, _, writer) => {
      written.push(`${memory.writerName(writer)} 0x${address.toString(16)}`);
    });
    runTo(machine, 'kernel.running');
    settle(machine);
    fill(machine, 200);
    expect(written).toEqual([]);
    expect(contents().map((text, index) => text === left[index])).toEqual([true, true, true, true]);
    expect(machine.kernelWrite('/sys/kernel/fadump/release_mem', '1')).toBe(1);
    expect(written).toEqual([]);
    fill(machine, 150);
    expect(written.length).toBeGreaterThan(0);
    expect(contents()[0] === left[0]).toBe(false);
  });

  test('a range of the firmware: no area is laid over it, nobody writes it, and nobody gets it at the release', () => {
    // The last byte takes a whole page.
    const firmware = { start: BOOT_END, end: BOOT_END + MIB + 1 };
    const machine = machineOf({ reservedRanges: [firmware] });
    const { memory } = machine;
    const written: string[] = [];
    memory.onWrite({ start: BOOT_END, end: BOOT_END + MIB + 0x10000 }, (_, __, writer) => {
      written.push(memory.writerName(writer));
    });
    expect(machine.uart.text).toContain('fadump: Reserved 320MB of memory at 0x00000014110000 (System RAM: 768MB)');
    crashAndReboot(machine);
    settle(machine);
    expect(machine.kernelWrite('/sys/kernel/fadump/release_mem', '1')).toBe(1);
    expect(said(machine.uart.text).at(-1)).toBe('fadump: freeing reserved memory (0x28130000 - 0x30000000)');
    fill(machine, 300);
    expect(written).toEqual([]);
  });
});

describe('a second kernel', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Dies, is booted again with a dump that `damage` has seen to, and says: */
  function afterCrash(machine: Machine, damage: () => void): string[] {
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    runTo(machine, 'resetting');
    damage();
    const before = said(machine.uart.text).length;
    runTo(machine, 'kernel.running');
    settle(machine);
    return said(machine.uart.text).slice(before);
  }

  test('goes on after a header full of other bytes', () => {
    const machine = machineOf();
    const noise = Uint8Array.from({ length: 0x1000 }, (_, at) => (at * 7 + 3) % 251);
    const lines = afterCrash(machine, () => machine.poke(HEADER, noise));
    expect(lines.slice(-2)).toEqual([
      'rtas fadump: Crash info header is not valid.',
      `fadump: freeing reserved memory (0x${AREA_END.toString(16)} - 0x${RAM_END.toString(16)})`,
    ]);
    expect(machine.kernelWrite('/sys/kernel/fadump/registered', '1')).toBe(1);
    // All but the magic: the ELF header that it names is nowhere.
    const others = afterCrash(machine, () => machine.poke(HEADER + 8, noise));
    expect(others.at(-1)).toBe('Warning: Core image elf header not found');
    expect(machine.uart.text).toContain('Kdump: vmcore not initialized');
    expect(latin1Text(machine.kernelRead('/sys/kernel/fadump/enabled') as Uint8Array)).toBe('1\n');
  });

  const original = Object.getOwnPropertyDescriptor(Rtas.prototype, 'kernelDump')!.get!;
  const boot = 'fadump: Firmware-assisted dump is active.';
  test.each([
    ['without boot memory', 124, [0, 0x12], 'rtas fadump: Failed to register. Unknown Error(-10).'],
    ['whose boot memory ends within a page', 142, [0x12, 0x34], 'rtas fadump: Dump taken by platform is incomplete'],
    [
      'whose boot memory is all there could be',
      136,
      Array(8).fill(0xff),
      'rtas fadump: Dump taken by platform is incomplete',
    ],
    ['whose registers lie in no RAM', 72, [0xff], 'rtas fadump: Unable to read register save area.'],
  ])('goes on with a dump %s', (_, at, bytes, message) => {
    vi.spyOn(Rtas.prototype, 'kernelDump', 'get').mockImplementation(function (this: Rtas) {
      const dump = original.call(this) as Uint8Array | null;
      dump?.set(bytes, at);
      return dump;
    });
    const machine = machineOf();
    const lines = afterCrash(machine, () => {});
    expect(lines).toContain(message);
    expect(lines.includes(boot)).toBe(!message.includes('-10'));
    fill(machine, 150);
    expect(machine.state).toBe('kernel.running');
  });
});

test('a kernel with less memory than what dump tools look for boots and dies without it', () => {
  const machine = machineOf({}, 'mem=1M');
  expect(machine.kernel!.parts.coreStructures).toBeNull();
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  runTo(machine, 'resetting');
  expect(machine.uart.text).toContain('Kernel panic - not syncing: ');
});
