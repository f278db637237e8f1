/**
 * The loop and its laws: a crash is read back after the reset, only bytes cross it, and one seed gives one world.
 */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { EBUSY, EIO, ENOENT } from '../../src/sim/errno.ts';
import { boot, crashAndReboot, pcMachine, pstoreText, REGION, region, runTo } from './pc.ts';

const kernels = ['6.1.0-56-amd64', '6.12.117+deb12-amd64', '6.1.192-oracle', '6.1.192-oracle-smp'];

describe.each(kernels)('%s', (kernel) => {
  test.each(['', 'ramoops.ecc=1', 'pstore.compress=none', 'ramoops.ecc=1 pstore.compress=none'])(
    'a panic is found by the next boot: %s',
    (words) => {
      const machine = pcMachine({ kernel, words, initialRam: 'noise' });
      boot(machine);
      expect(machine.kernelMount('pstore')).toBe(0);
      expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
      crashAndReboot(machine);
      machine.kernelMount('pstore');
      const text = pstoreText(machine, 'dmesg-ramoops-0');
      expect(text.startsWith('Panic#1 Part1\n')).toBe(true);
      expect(text).toContain('Kernel panic - not syncing: sysrq triggered crash\n');
      // What was printed behind the dump is not in it.
      expect(text).not.toContain('Rebooting in');
    },
  );
});

describe('an oops', () => {
  test('that is survived leaves an Oops record and a running kernel', () => {
    const machine = pcMachine({ kernel: '6.1.192-oracle' });
    boot(machine);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');
    expect(machine.state).toBe('kernel.running');
    expect(machine.kernelRead('/proc/sys/kernel/tainted')).toEqual(new TextEncoder().encode('128\n'));
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Oops#1 Part1\n')).toBe(true);
    expect(pstoreText(machine, 'dmesg-ramoops-1').startsWith('Panic#2 Part1\n')).toBe(true);
  });

  test('with panic_on_oops gives an Oops and a Panic', () => {
    const machine = pcMachine();
    boot(machine);
    expect(machine.kernelWrite('/proc/sys/kernel/panic_on_oops', '1\n')).toBe(2);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');
    expect(machine.state).toBe('kernel.panicking.countdown');
    machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Oops#1 Part1\n')).toBe(true);
    expect(pstoreText(machine, 'dmesg-ramoops-1')).toContain('Kernel panic - not syncing: Fatal exception\n');
  });
});

describe('panic_timeout', () => {
  test('counts virtual seconds', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sys/kernel/panic', '7\n');
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    const crashed = machine.clock.now;
    expect(machine.uart.text.endsWith('Rebooting in 7 seconds..\r\n')).toBe(true);
    machine.runUntil(crashed + 7 * NS_PER_S - 1);
    expect(machine.state).toBe('kernel.panicking.countdown');
    machine.runUntil(crashed + 7 * NS_PER_S);
    expect(machine.state).toBe('resetting');
  });

  test('0 is for ever, and only a reset from outside helps', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sys/kernel/panic', '0\n');
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    machine.runUntil(machine.clock.now + 1000 * NS_PER_S);
    expect(machine.state).toBe('kernel.panicking.dead');
    const end = '---[ end Kernel panic - not syncing: sysrq triggered crash ]---\r\n';
    expect(machine.uart.text.endsWith(end)).toBe(true);
    machine.reset('pin');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Panic#1')).toBe(true);
  });

  test('below 0 restarts at once, without a word', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sys/kernel/panic', '-1\n');
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    expect(machine.state).toBe('resetting');
    expect(machine.uart.text.endsWith('Kernel Offset: disabled\r\n')).toBe(true);
  });
});

describe('law 1: only physics crosses a reset', () => {
  test('the running kernel is dropped, with its timers', () => {
    const machine = pcMachine();
    boot(machine);
    const before = machine.kernel;
    machine.reset('warm');
    expect(machine.kernel).toBeNull();
    expect(machine.clock.snapshot().queue.map(({ event }) => event.target)).toEqual(['machine']);
    runTo(machine, 'kernel.running');
    expect(machine.kernel).not.toBe(before);
  });

  test('a record whose bytes were overwritten is gone', () => {
    const machine = pcMachine();
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    machine.memory.fill(REGION.address, REGION.length, 0, machine.memory.writer('test'));
    machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
  });

  test('nothing is kept where the board has no RAM', () => {
    const machine = pcMachine({ words: 'ramoops.mem_address=0x40000000' });
    boot(machine);
    expect(machine.uart.text).toContain('ramoops: using 0x10000@0x40000000');
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
  });

  test('a power loss loses the record, a reset button keeps it', () => {
    const files = (restart: (machine: Machine) => void) => {
      const machine = pcMachine();
      boot(machine);
      machine.kernelWrite('/proc/sysrq-trigger', 'c');
      restart(machine);
      runTo(machine, 'kernel.running');
      machine.kernelMount('pstore');
      const list = machine.kernelList('/sys/fs/pstore');
      return typeof list === 'number' ? list : list.map(({ name }) => name);
    };
    expect(files((machine) => machine.reset('pin'))).toEqual(['dmesg-ramoops-0']);
    expect(
      files((machine) => {
        machine.powerOff();
        machine.powerOn();
      }),
    ).toEqual([]);
  });

  test('a kernel image that is damaged in RAM does not boot', () => {
    const machine = pcMachine();
    const header = findBoard('pc')!.kernelFile.address + 0x202; // "HdrS"
    // Between the loader's last store and the kernel's first instruction: the hand-over is announced before it is made.
    machine.bus.on('machine.stateEntered', ({ state }) => {
      if (state === 'kernel') machine.memory.store8(header, 0, machine.memory.writer('test'));
    });
    const reasons: string[] = [];
    machine.bus.on('machine.hung', ({ reason }) => reasons.push(reason));
    machine.powerOn();
    machine.runUntil(60 * NS_PER_S);
    expect(machine.state).toBe('hung');
    expect(reasons).toEqual(['the bytes at the kernel entry are no kernel image']);
  });
});

test.each([
  ['pc', '6.1.0-50-armmp', 'the kernel image is for another CPU: arm'],
  ['pc', '6.1.0-50-arm64', 'the kernel image is for another CPU: arm64'],
])('board %s with kernel %s hangs: %s', (board, kernel, reason) => {
  const machine = new Machine({ board: findBoard(board)!, kernel: findKernel(kernel)!, uboot: null, seed: 'x' });
  const reasons: string[] = [];
  machine.bus.on('machine.hung', (event) => reasons.push(event.reason));
  machine.powerOn();
  machine.runUntil(60 * NS_PER_S);
  expect([machine.state, reasons]).toEqual(['hung', [reason]]);
});

describe('one seed, one world', () => {
  const story = (seed: string) => {
    const machine = pcMachine({ seed, words: 'ramoops.ecc=1', initialRam: 'noise' });
    boot(machine);
    machine.inject({ kind: 'uniform', ...REGION, rate: 1e-4 });
    crashAndReboot(machine);
    return { trace: machine.traceHash, ram: machine.memory.hash(), region: region(machine), journal: machine.journal };
  };

  test('the same seed twice gives the same trace and the same RAM', () => {
    const [first, second] = [story('a'), story('a')];
    expect(second).toEqual(first);
  });

  test('another seed gives another', () => {
    const [first, second] = [story('a'), story('b')];
    expect(second.trace).not.toBe(first.trace);
    expect(second.ram).not.toBe(first.ram);
  });
});

describe('user space', () => {
  test('is not there before the boot, after the crash, and while the power is off', () => {
    const machine = pcMachine();
    expect(machine.kernelWrite('/proc/sysrq-trigger', 'c')).toBe(-EIO);
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    expect(machine.kernelRead('/proc/cmdline')).toBe(-EIO);
    expect(machine.kernelList('/sys/fs/pstore')).toBe(-EIO);
  });

  test('gets the real errors', () => {
    const machine = pcMachine();
    boot(machine);
    expect(machine.kernelRead('/nosuch')).toBe(-ENOENT);
    expect(machine.kernelRead('/sys/fs/pstore/dmesg-ramoops-0')).toBe(-ENOENT);
    expect(machine.kernelMount('pstore')).toBe(0);
    expect(machine.kernelMount('pstore')).toBe(-EBUSY);
    expect(machine.kernelUnlink('/sys/fs/pstore/dmesg-ramoops-0')).toBe(-ENOENT);
  });

  test('an unlinked record stays away after the next reset', () => {
    const machine = pcMachine();
    boot(machine);
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    expect(machine.kernelUnlink('/sys/fs/pstore/dmesg-ramoops-0')).toBe(0);
    machine.reset('warm');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
  });

  test('all four front ends survive', () => {
    const machine = pcMachine({ kernel: '6.1.192-oracle' });
    boot(machine);
    machine.kernelWrite('/sys/kernel/debug/pstore/record_ftrace', '1');
    machine.kernelWrite('/dev/pmsg0', 'last wish\n');
    machine.kernelWrite('/dev/kmsg', '<6>app: hello\n');
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'pmsg-ramoops-0')).toBe('last wish\n');
    expect(pstoreText(machine, 'console-ramoops-0')).toMatch(/app: hello\n[\s\S]*Rebooting in 5 seconds\.\.\n$/);
    expect(pstoreText(machine, 'dmesg-ramoops-0')).toContain('<14>[');
    const trace = pstoreText(machine, 'ftrace-ramoops-0').split('\n');
    expect(trace[0]).toMatch(/^CPU:0 ts:0 [0-9a-f]{16} {2}[0-9a-f]{16} {2}\w+ <- \w[\w.]*\+0x[0-9a-f]+\/0x[0-9a-f]+$/);
    expect(trace.length).toBeGreaterThan(4);
  });
});

test('a crash cycle takes at most thirty transitions', () => {
  const machine = pcMachine();
  let transitions = 0;
  machine.bus.on('machine.stateEntered', () => transitions++);
  machine.bus.on('kernel.stateEntered', () => transitions++);
  boot(machine);
  transitions = 0;
  crashAndReboot(machine);
  expect(transitions).toBeGreaterThan(5);
  expect(transitions).toBeLessThanOrEqual(30);
});

test('the i.MX6 tells its story: the device tree reserves the region, Linux fills it, U-Boot shows it', () => {
  const machine = new Machine({
    board: findBoard('imx6q')!,
    kernel: findKernel('6.1.0-50-armmp')!,
    uboot: findUBoot('2021.01')!,
    seed: 'apertis',
    commandLine: 'console=ttymxc1,115200 panic=10 pstore.compress=none',
  });
  boot(machine);
  // This release insists on making the node itself, and boots on when it cannot.
  expect(machine.uart.text).toContain("Add 'reserved-memory' node failed: FDT_ERR_EXISTS\r\n");
  expect(machine.kernel?.parts.memoryLayout.reserved).toMatchObject([{ start: 0x30000000, end: 0x30100000 }]);
  expect(machine.uart.text).toContain('ramoops: using 0x100000@0x30000000, ecc: 0\r\n');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('bootloader.autoboot'));
  machine.type(' ');
  runTo(machine, 'bootloader.prompt');
  const from = machine.uart.length;
  machine.type('pstore display\n');
  machine.runUntil(machine.clock.now + NS_PER_S);
  const shown = machine.uart.textFrom(from);
  expect(shown).toContain('**** Dump\r\nPanic#1 Part1\r\n');
  expect(shown).toContain('**** Console\r\n');
  machine.type('boot\n');
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  const inLinux = pstoreText(machine, 'dmesg-ramoops-0').replaceAll('\n', '\r\n');
  expect(shown.split('**** Dump\r\n')[1]!.split('**** Console')[0]).toBe(inLinux);
});
