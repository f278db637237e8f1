/** Programs that crash: lines of the kernel, rate limit, core patterns and cores, beyond what the recordings show. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../../src/machine/machine.ts';
import { pc } from '../../../src/profiles/boards/pc.ts';
import { pseries } from '../../../src/profiles/boards/pseries.ts';
import { virtArm } from '../../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { NS_PER_S } from '../../../src/sim/clock.ts';

function booted(kernel = 'full61', words = ''): Machine {
  const machine = new Machine({
    board: { ...pc, disk: null },
    kernel: findKernel(kernel)!,
    uboot: null,
    seed: 'faults',
    commandLine: `console=ttyS0 nokaslr rdinit=/init ${words}`,
    userland: 'busybox',
  });
  machine.powerOn();
  // The init script mounts what the commands look at.
  machine.runUntil(5 * NS_PER_S);
  return machine;
}

function run(machine: Machine, line: string): { readonly out: string; readonly status: number | null } {
  const command = machine.execute(line);
  if (command === null) throw new Error(`no shell for ${line}`);
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => command.isDone || machine.state !== 'kernel.running');
  return { out: latin1Text(command.stdout()) + latin1Text(command.stderr()), status: command.status };
}

/** What the kernel says meanwhile, without time stamps. */
function said(machine: Machine, line: string): string[] {
  const from = machine.uart.length;
  run(machine, line);
  const lines = machine.uart.textFrom(from).split('\r\n');
  return lines.flatMap((text) => /^(?:\/ # )?\[ *\d+\.\d{6}\] (.*)$/.exec(text)?.[1] ?? []);
}

describe('faults', () => {
  test.each([
    ['full61', ' in crashme[400000+1000]'],
    // From 6.4 on only a mapping that holds the place is named.
    ['deb612', ''],
  ])('%s: a jump to 0', (kernel, where) => {
    const [line, code] = said(booted(kernel), 'crashme j');
    expect(line!.replace(/\[\d+\]: |sp [0-9a-f]{16}/g, '')).toBe(
      `crashmesegfault at 0 ip 0000000000000000  error 14${where} likely on CPU 0 (core 0, socket 0)`,
    );
    expect(code).toBe('Code: Unable to access opcode bytes at 0xffffffffffffffd6.');
  });

  test('ten in five seconds, and no eleventh; then the missing ones are counted', () => {
    const machine = booted();
    expect(said(machine, 'for n in 1 2 3 4 5 6 7 8 9 10 11 12; do crashme u; done')).toHaveLength(10);
    machine.runUntil(machine.clock.now + 6 * NS_PER_S);
    const [first] = said(machine, 'crashme u');
    expect(first).toBe('show_signal_msg: 2 callbacks suppressed');
  });

  test('debug.exception-trace=0: not a word', () => {
    expect(said(booted(), 'echo 0 >/proc/sys/debug/exception-trace; crashme n')).toEqual([]);
  });

  test('without an argument it reads through a null pointer', () => {
    expect(said(booted(), 'crashme')[0]).toMatch(
      /segfault at 0 ip 0000000000401005 sp 0000[0-9a-f]{12} error 4 in crashme/,
    );
    expect(run(booted(), 'crashme z').status).toBe(0);
  });

  test('a signal that somebody sends is no fault', () => {
    const machine = booted();
    expect(said(machine, "sh -c 'kill -SEGV $$'")).toEqual([]);
    expect(run(machine, "sh -c 'kill -SEGV $$'").status).toBe(139);
  });

  test.each([
    ['print-fatal-signals=1', '1\n', true],
    ['print-fatal-signals=0', '0\n', false],
    ['print-fatal-signals=yes', '0\n', false],
  ])('%s on the command line', (word, value, isTold) => {
    const machine = booted('full61', word);
    expect(run(machine, 'cat /proc/sys/kernel/print-fatal-signals').out).toBe(value);
    expect(said(machine, 'crashme n').includes('potentially unexpected fatal signal 11.')).toBe(isTold);
  });

  test('init', () => {
    const machine = booted();
    const from = machine.uart.length;
    machine.type('exec crashme n\r');
    machine.runUntil(machine.clock.now + 5 * NS_PER_S, () => machine.state.startsWith('kernel.panicking'));
    const text = machine.uart.textFrom(from);
    expect(text).toMatch(/crashme\[1\]: segfault at 0/);
    expect(text).toContain('Attempted to kill init! exitcode=0x0000000b');
  });
});

const emulated = { arm: virtArm, arm64: virtArm64, ppc64le: pseries } as const;

function bootedOn(architecture: keyof typeof emulated, words = ''): Machine {
  const own = emulated[architecture];
  const machine = new Machine({
    board: { ...own, disk: null },
    kernel: findKernel(own.defaultKernel!)!,
    uboot: null,
    seed: 'faults',
    commandLine: `console=${architecture === 'ppc64le' ? 'hvc0' : 'ttyAMA0'} rdinit=/init loglevel=8 ${words}`,
    userland: 'busybox',
  });
  machine.powerOn();
  machine.runUntil(20 * NS_PER_S, () => machine.uart.text.endsWith('/ # '));
  return machine;
}

describe('faults elsewhere', () => {
  test.each([
    ['arm', ''],
    ['arm64', '0\n'],
    ['ppc64le', '1\n'],
  ] as const)('%s: debug.exception-trace is %j', (architecture, value) => {
    expect(run(bootedOn(architecture), 'cat /proc/sys/debug/exception-trace 2>/dev/null').out).toBe(value);
  });

  test.each([
    ['nokaslr', 'level 3 permission fault'],
    ['', 'level 1 translation fault'],
  ])('arm64 %s: what is at an address of the kernel', (words, name) => {
    const lines = said(bootedOn('arm64', words), 'echo 1 >/proc/sys/debug/exception-trace; crashme h');
    expect(lines[0]).toContain(`ESR 0x0000000092000004, ${name} in crashme[401000+1000]`);
  });

  test('ppc64le: ten in five seconds of each kind, then both counts', () => {
    const machine = bootedOn('ppc64le');
    const lines = said(machine, 'for n in 1 2 3 4 5 6 7 8 9 10 11 12; do crashme h; done');
    expect(lines.filter((line) => line.includes('exploit attempt'))).toHaveLength(10);
    expect(lines.filter((line) => line.includes('segfault (11) at c000000000000000'))).toHaveLength(10);
    machine.runUntil(machine.clock.now + 6 * NS_PER_S);
    const counts = said(machine, 'crashme h').filter((line) => line.includes('suppressed'));
    expect(counts).toEqual(['sanity_check_fault: 2 callbacks suppressed', 'show_signal_msg: 2 callbacks suppressed']);
  });

  test('ppc64le: the words shown are those of the file', () => {
    const machine = bootedOn('ppc64le');
    const lines = said(machine, 'crashme u');
    const file = machine.kernelRead('/bin/crashme');
    if (typeof file === 'number') throw new Error(`no file: ${file}`);
    const view = new DataView(file.buffer, file.byteOffset, file.length);
    const words = lines.slice(1).flatMap((line) => line.split('code: ')[1]!.trim().split(' '));
    const start = 0x10000 + 0x94 - 12 * 4;
    const shown = words.map((_, index) =>
      view
        .getUint32(start + 4 * index, true)
        .toString(16)
        .padStart(8, '0'),
    );
    expect(words.map((word) => word.replace(/[<>]/g, ''))).toEqual(shown);
    expect(words[12]).toBe('<00000000>');
  });

  test.each(['arm', 'arm64', 'ppc64le'] as const)('%s: a signal from elsewhere shows registers too', (architecture) => {
    const lines = said(bootedOn(architecture, 'print-fatal-signals=1'), "sh -c 'kill -SEGV $$'");
    expect(lines[0]).toBe('potentially unexpected fatal signal 11.');
    expect(lines.at(-1)).toMatch(/^(Control: 10c5387d|x2 : |Call Trace:)/);
  });

  test.each([
    ['arm', 40],
    ['arm64', 183],
    ['ppc64le', 21],
  ] as const)('%s: the core is for that machine', (architecture, machineNumber) => {
    const machine = bootedOn(architecture);
    expect(run(machine, 'ulimit -c unlimited; cd /tmp; crashme n').status).toBe(139);
    const bytes = machine.kernelRead('/tmp/core');
    if (typeof bytes === 'number') throw new Error(`no core: ${bytes}`);
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint16(18, true)).toBe(machineNumber);
  });

  test('every machine runs only its own crashme', () => {
    expect(run(bootedOn('arm'), 'crashme g').status).toBe(0);
    expect(run(bootedOn('arm64'), 'crashme d').status).toBe(0);
    expect(run(bootedOn('ppc64le'), 'crashme').status).toBe(139);
  });
});

describe('cores', () => {
  const core = 'ulimit -c unlimited; cd /tmp;';

  test.each([
    ['core', 'core'],
    ['x%%%s-%e%', 'x%11-crashme'],
    ['%q%h', '(none)'],
    ['%E.%u%g', '!bin!crashme.00'],
  ])('core_pattern %j gives %j', (pattern, name) => {
    const machine = booted();
    run(machine, `echo '${pattern}' >/proc/sys/kernel/core_pattern; ${core} crashme n`);
    expect(run(machine, 'ls /tmp').out).toBe(`${name}\n`);
  });

  test('core_uses_pid adds the pid unless the pattern has it', () => {
    const machine = booted();
    run(
      machine,
      `echo 1 >/proc/sys/kernel/core_uses_pid; ${core} crashme n; echo 'c%p' >/proc/sys/kernel/core_pattern; crashme n`,
    );
    expect(run(machine, 'ls /tmp').out).toMatch(/^c\d+\ncore\.\d+\n$/);
  });

  test('a limit below a page leaves nothing; a page holds the headers, as recorded', () => {
    const machine = booted();
    expect(run(machine, '(ulimit -c 7; cd /tmp; crashme n); ls /tmp').out).not.toContain('core');
    expect(run(machine, '(ulimit -c 8; cd /tmp; crashme n); wc -c /tmp/core').out).toContain('2152 /tmp/core');
  });

  test('the core is an ELF core with the registers of the fault', () => {
    const machine = booted();
    run(machine, `${core} crashme g`);
    const bytes = machine.kernelRead('/tmp/core');
    if (typeof bytes === 'number') throw new Error(`no core: ${bytes}`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    expect(view.getUint16(16, true)).toBe(4);
    const notes = Number(view.getBigUint64(64 + 8, true));
    // Name and header of the note, pr_reg, then rax and rip.
    const registers = notes + 20 + 112;
    expect(view.getBigUint64(registers + 10 * 8, true)).toBe(0x8000000000001000n);
    expect(view.getBigUint64(registers + 16 * 8, true)).toBe(0x401080n);
  });

  test('a helper gets the core on its standard input', () => {
    const machine = booted();
    const script = '#!/bin/sh\\nhead -c 4 | tail -c 3 >/tmp/got-$1\\n';
    run(
      machine,
      `printf '${script}' >/bin/catch; chmod +x /bin/catch; echo '|/bin/catch %s' >/proc/sys/kernel/core_pattern`,
    );
    run(machine, 'ulimit -c 0; crashme d; sleep 1');
    expect(run(machine, 'cat /tmp/got-8').out).toBe('ELF');
  });

  test.each([
    ['full61', ['Process *(crashme) has RLIMIT_CORE set to 1', 'Aborting core']],
    ['deb612', ['coredump: *(crashme): RLIMIT_CORE is set to 1, aborting core']],
  ])('%s: a helper that crashes itself leaves no core', (kernel, lines) => {
    const machine = booted(kernel);
    const told = said(machine, "echo '|/bin/crashme n' >/proc/sys/kernel/core_pattern; crashme n; sleep 1");
    expect(
      told.map((line) => line.replace(/\d+(?=\()/, '*')).filter((line) => /core$/.test(line) || /RLIMIT/.test(line)),
    ).toEqual(lines);
  });
});
