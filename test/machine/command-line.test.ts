/** What the words of the command line do to a whole machine, bad ones included. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { boot, crashAndReboot, pcMachine, pstoreText } from './pc.ts';

const KERNEL_612 = '6.12.117+deb12-amd64';

/** Lines of the serial console, without time stamps, that begin so. */
function lines(machine: Machine, beginning: RegExp): string[] {
  return machine.uart.text
    .split('\r\n')
    .map((line) => line.replace(/^\[ *\d+\.\d+\](\[ *[TC]\d+\])? /, ''))
    .filter((line) => beginning.test(line));
}

function booted(words: string, kernel?: string): Machine {
  const machine = pcMachine({ words, ...(kernel === undefined ? {} : { kernel }) });
  boot(machine);
  return machine;
}

describe('parameters of modules', () => {
  test('a value that cannot be parsed keeps ramoops from being loaded', () => {
    const machine = booted('ramoops.mem_size=1M ramoops.max-reason=abc ramoops.record_size=-1');
    expect(lines(machine, /^(ramoops|pstore|printk: console \[r)/)).toEqual([
      "ramoops: `1M' invalid for parameter `mem_size'",
      "ramoops: `abc' invalid for parameter `max-reason'",
      "ramoops: `-1' invalid for parameter `record_size'",
    ]);
    expect(machine.kernelRead('/sys/module/ramoops/parameters/mem_size')).toBeLessThan(0);
    expect(machine.kernelMount('pstore')).toBe(0);
    crashAndReboot(machine);
    machine.kernelMount('pstore');
    expect(machine.kernelList('/sys/fs/pstore')).toEqual([]);
  });

  test('a name that nobody knows is told and passed over', () => {
    // `linux-console` ramoops-full61-bad-params.
    expect(lines(booted('ramoops.bogus=1', '6.1.192-oracle'), /^ramoops/)).toEqual([
      "ramoops: unknown parameter 'bogus' ignored",
      'ramoops: using module parameters',
      'ramoops: using 0x10000@0x5000000, ecc: 0',
    ]);
    expect(lines(booted('ramoops.mem_name=a'), /unknown parameter/)).toEqual([
      "ramoops: unknown parameter 'mem_name' ignored",
    ]);
    expect(lines(booted('ramoops.mem_name=a', KERNEL_612), /unknown parameter/)).toEqual([]);
  });

  test('of what is built in are judged at once, behind the command line', () => {
    const machine = booted('pstore.update_ms=never pstore.kmsg_bytes=-1 panic=soon unheard', KERNEL_612);
    const told = lines(machine, /^(Kernel command line|Booting kernel|Unknown kernel)/);
    expect(told.slice(1)).toEqual([
      "Booting kernel: `never' invalid for parameter `pstore.update_ms'",
      "Booting kernel: `-1' invalid for parameter `pstore.kmsg_bytes'",
      "Booting kernel: `soon' invalid for parameter `panic'",
      'Unknown kernel command line parameters "unheard", will be passed to user space.',
    ]);
    // The values before stay: panic=5 of the machine.
    expect(machine.kernelRead('/proc/sys/kernel/panic')).toEqual(new TextEncoder().encode('5\n'));
  });

  test('kmsg_bytes is one in 6.12 only', () => {
    const dumps = (kernel?: string) => {
      const machine = booted('pstore.kmsg_bytes=0', kernel);
      crashAndReboot(machine);
      machine.kernelMount('pstore');
      const files = machine.kernelList('/sys/fs/pstore');
      return typeof files === 'number' ? files : files.length;
    };
    expect([dumps(), dumps(KERNEL_612)]).toEqual([1, 0]);
  });
});

test.each([
  ['printk.always_kmsg_dump ramoops.max_reason=0', ['Panic#1 Part1', 'Emergency#2 Part1']],
  ['printk.always_kmsg_dump=n ramoops.max_reason=0', ['Panic#1 Part1']],
])('%s', (words, records) => {
  const machine = booted(words);
  crashAndReboot(machine);
  machine.kernelMount('pstore');
  const files = machine.kernelList('/sys/fs/pstore');
  if (typeof files === 'number') throw new Error(`listing gave ${files}`);
  expect(files.map(({ name }) => pstoreText(machine, name).split('\n')[0])).toEqual(records);
});

test.each([
  ['loglevel=4', 0],
  ['loglevel=4abc', 0],
  ['loglevel=0x4', 0],
  ['loglevel=abc', 1],
  ['quiet', 0],
  ['quiet loglevel=7', 1],
  ['quiet ignore_loglevel', 1],
  ['quiet printk.ignore_loglevel', 1],
])('%s', (words, shown) => {
  expect(lines(booted(words), /^ramoops: using 0x/)).toHaveLength(shown);
});

test('oops=panic stays, whatever follows', () => {
  const machine = booted('oops=panic oops=survive', '6.1.192-oracle');
  machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION');
  expect(machine.state).toBe('kernel.panicking.countdown');
});

describe('a command line', () => {
  test('of any characters goes to the kernel as UTF-8', () => {
    const machine = booted('x.y=→é');
    const text = machine.kernelRead('/proc/cmdline');
    expect(new TextDecoder().decode(text as Uint8Array).endsWith('x.y=→é\n')).toBe(true);
  });

  test('that is too long is cut at 2047 bytes, and in the log where a record ends', () => {
    const machine = booted('x.y='.padEnd(3000, 'z'));
    const text = machine.kernelRead('/proc/cmdline') as Uint8Array;
    expect(text.length).toBe(2047 + 1);
    const said = lines(machine, /^(Kernel command|Command) line: /);
    expect(said.map(({ length }) => length)).toEqual([991, 991]);
  });

  test('on 32-bit ARM is cut at 1023 bytes', () => {
    const machine = new Machine({
      board: findBoard('imx6q')!,
      kernel: findKernel('armmp')!,
      uboot: findUBoot('2021.01')!,
      seed: 'long',
      commandLine: `console=ttymxc1,115200 ${'x.y='.padEnd(1500, 'z')}`,
    });
    boot(machine);
    expect((machine.kernelRead('/proc/cmdline') as Uint8Array).length).toBe(1023 + 1);
  });
});

test('a device tree node and module parameters: the node works, the parameters come too late', () => {
  const machine = new Machine({
    board: findBoard('imx6q')!,
    kernel: findKernel('armmp')!,
    uboot: findUBoot('2021.01')!,
    seed: 'two',
    commandLine: 'console=ttymxc1,115200 ramoops.mem_address=0x38000000 ramoops.mem_size=0x10000',
  });
  boot(machine);
  expect(lines(machine, /^ramoops/)).toEqual([
    'ramoops: using module parameters',
    'ramoops: using 0x100000@0x30000000, ecc: 0',
    'ramoops: already initialized',
    'ramoops: probe of ramoops failed with error -22',
  ]);
  // Nobody touched the second region.
  expect(machine.memory.read(0x38000000, 0x10000).every((byte) => byte === 0)).toBe(true);
});

describe('console=', () => {
  const consoleLines = (words: string) => lines(booted(words), /^printk: console/);

  test('a screen beside the serial port comes first, whatever the order of the words', () => {
    const both = ['printk: console [tty0] enabled', 'printk: console [ttyS0] enabled'];
    expect(consoleLines('console=tty0')).toEqual(both);
    expect(consoleLines('console=tty0 console=ttyS0')).toEqual(both);
    expect(consoleLines('')).toEqual(both.slice(1));
  });
});

test('a device tree that is damaged at the hand-over is none, and the kernel says nothing', () => {
  const machine = new Machine({
    board: findBoard('imx6q')!,
    kernel: findKernel('armmp')!,
    uboot: findUBoot('2021.01')!,
    seed: 'damaged',
  });
  const reasons: string[] = [];
  machine.bus.on('machine.hung', ({ reason }) => reasons.push(reason));
  let from = 0;
  machine.bus.on('machine.stateEntered', ({ state }) => {
    if (state !== 'kernel') return;
    from = machine.uart.length;
    // U-Boot moves the tree below the top of its memory: every magic there is.
    for (let at = 0x10000000; at < 0x50000000; at += 0x1000) {
      if (machine.memory.load32le(at) === 0xedfe0dd0) machine.memory.store8(at, 0, machine.memory.writer('test'));
    }
  });
  machine.powerOn();
  machine.runUntil(60e9, () => machine.state === 'hung');
  expect(machine.state).toBe('hung');
  expect(reasons).toEqual(['the kernel finds no valid device tree']);
  expect(machine.uart.textFrom(from)).toBe('');
});
