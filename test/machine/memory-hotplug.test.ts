/** Memory that is plugged into a running machine: what the board takes, what the kernel makes of it, and what stays. */
import { describe, expect, it } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { forkMachine } from '../../src/machine/replay.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

const MIB = 2 ** 20;

/** 1792 MiB: the place of the first module is not where RAM ends. */
function machineOf(ramMib = 1792, extra = ''): Machine {
  const machine = new Machine({
    board: { ...findBoard('pseries')!, ramBanks: [{ start: 0, end: ramMib * MIB }] },
    kernel: findKernel('6.1.0-50-powerpc64le')!,
    uboot: null,
    seed: 'hotplug',
    commandLine: `console=hvc0 panic=1 rdinit=/init${extra}`,
    userland: 'busybox',
  });
  machine.powerOn();
  return machine;
}

function runUntilUp(machine: Machine): void {
  expect(machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running')).toBe(true);
  // Its user space comes up.
  machine.runUntil(machine.clock.now + 5 * NS_PER_S);
}

const textOf = (machine: Machine, path: string) => latin1Text(machine.kernelRead(path) as Uint8Array);
const memTotal = (machine: Machine) => Number(/MemTotal: +(\d+) kB/.exec(textOf(machine, '/proc/meminfo'))![1]);
const ramLines = (machine: Machine) =>
  textOf(machine, '/proc/iomem')
    .split('\n')
    .filter((line) => line.endsWith(': System RAM'));

describe('a machine whose memory grows', () => {
  const machine = machineOf();
  runUntilUp(machine);
  const before = memTotal(machine);
  const said = machine.uart.length;

  it('refuses what the board cannot have, and nothing changes', () => {
    const banks = machine.options.board.ramBanks;
    for (const bytes of [0, -256 * MIB, 255 * MIB, 257 * MIB, Number.NaN]) {
      expect(machine.plugMemory(bytes)).toBe('a module for board pseries has a multiple of 256 MiB');
    }
    expect(machine.plugMemory(6656 * MIB)).toBe('board pseries takes 8 GiB in all, and has 1792 MiB');
    expect(machine.options.board.ramBanks).toBe(banks);
    expect(machine.uart.length).toBe(said);
  });

  it('has the module from where the next whole GiB begins, one resource a block, and all of it in MemTotal', () => {
    expect(machine.plugMemory(512 * MIB)).toBeNull();
    expect(memTotal(machine) - before).toBe(512 * 1024);
    expect(ramLines(machine)).toEqual([
      '00000000-6fffffff : System RAM',
      '80000000-8fffffff : System RAM',
      '90000000-9fffffff : System RAM',
    ]);
    const text = machine.uart.textFrom(said);
    expect(text).toContain('pseries-hotplug-mem: Attempting to hot-add 2 LMB(s) at index 80000008\r\n');
    expect(text).toContain('pseries-hotplug-mem: Memory at 90000000 (drc index 80000009) was hot-added\r\n');
    // The radix MMU has no hash page table.
    expect(text).not.toContain('lpar:');
    machine.kernelWrite('/proc/sysrq-trigger', 'm');
    expect(machine.uart.textFrom(said)).toContain(` present:${2304 * 1024}kB managed:${memTotal(machine)}kB `);
  });

  it('is the same machine when it is made again', () => {
    const fork = forkMachine(machine);
    expect(fork.options.board).toEqual(machine.options.board);
    expect(ramLines(fork)).toEqual(ramLines(machine));
    expect(machine.origin.board.ramBanks).toEqual([{ start: 0, end: 1792 * MIB }]);
  });

  it('keeps module and contents over a reset, and the next kernel has it as one piece', () => {
    machine.poke(0x9ffffff0, Uint8Array.of(1, 2, 3));
    machine.poke(0xa0000000, Uint8Array.of(4));
    machine.reset('warm');
    expect(machine.memory.read(0x9ffffff0, 3)).toEqual(Uint8Array.of(1, 2, 3));
    // There is no RAM behind it.
    expect(machine.memory.read(0xa0000000, 1)).not.toEqual(Uint8Array.of(4));
    runUntilUp(machine);
    expect(ramLines(machine)).toEqual(['00000000-6fffffff : System RAM', '80000000-9fffffff : System RAM']);
  });

  it('takes up to all that it may have, in no more modules than it has slots', () => {
    expect(machine.plugMemory(256 * MIB)).toBeNull();
    expect(machine.plugMemory(256 * MIB)).toBeNull();
    expect(machine.plugMemory((8192 - 1792 - 1024 + 256) * MIB)).toContain('takes 8 GiB in all, and has 2816 MiB');
    expect(machine.plugMemory((8192 - 1792 - 1024) * MIB)).toBeNull();
    expect(machine.plugMemory(256 * MIB)).toBe('board pseries has no free slot for memory');
  });
});

it('a kernel that is not up yet finds the memory at its start; a board of soldered RAM takes none', () => {
  const machine = machineOf(1024, ' disable_radix');
  expect(machine.plugMemory(256 * MIB)).toBeNull();
  runUntilUp(machine);
  expect(ramLines(machine)).toEqual(['00000000-4fffffff : System RAM']);
  // 1.25 GiB: a table of 2^24; for 1.5 GiB the kernel wants 2^21, which is more than one step less.
  machine.plugMemory(256 * MIB);
  machine.plugMemory(256 * MIB);
  expect(machine.uart.text.match(/HPT resize to shift \d+ complete/g)).toEqual(['HPT resize to shift 21 complete']);
  const pc = new Machine({ board: findBoard('pc')!, kernel: findKernel('6.1.0-56-amd64')!, uboot: null, seed: 'pc' });
  expect(pc.plugMemory(256 * MIB)).toBe('board pc takes no memory while it runs');
});
