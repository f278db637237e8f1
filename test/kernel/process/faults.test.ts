/** Programs that crash: lines of the kernel, rate limit, core patterns and cores, beyond what the recordings show. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../../src/machine/machine.ts';
import { pc } from '../../../src/profiles/boards/pc.ts';
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

  test('a limit below a page leaves nothing, a page is enough', () => {
    const machine = booted();
    expect(run(machine, '(ulimit -c 7; cd /tmp; crashme n); ls /tmp').out).not.toContain('core');
    expect(run(machine, '(ulimit -c 8; cd /tmp; crashme n); wc -c /tmp/core').out).toContain('4096 /tmp/core');
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
