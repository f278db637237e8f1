/** A panic inside a panic, two CPUs at once, and flags that panic_on_taint names. */
import { describe, expect, test } from 'vitest';
import { Machine } from '../../../src/machine/machine.ts';
import { replay } from '../../../src/machine/replay.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Text } from '../../../src/sim/bytes.ts';
import { NS_PER_S } from '../../../src/sim/clock.ts';
import { ENXIO } from '../../../src/sim/errno.ts';
import { boot, pcMachine, pstoreText, REGION, region, runTo } from '../../machine/pc.ts';
import { booted } from '../sysrq-machine.ts';

const SMP = 'full61smp';

/** Lines from the first panic on, without time stamps. */
function said(machine: Machine, from = 'Kernel panic'): string[] {
  const { text } = machine.uart;
  const lines = text.split('\r\n').map((line) => line.replace(/^\[ *\d+\.\d+\](\[ *[TC]\d+\])? /, ''));
  return lines.slice(lines.findIndex((line) => line.startsWith(from)));
}

describe('the ring of the console is damaged, so that writing to it faults', () => {
  /** The counter `start` of the console zone points far behind its end. */
  function damaged(words: string): Machine {
    const machine = pcMachine({
      kernel: 'full61',
      words: `ramoops.console_size=0x1000 pstore.compress=none quiet ${words}`,
    });
    boot(machine);
    machine.kernelWrite('/dev/kmsg', '<0>marker-of-the-console\n');
    const text = latin1Text(region(machine));
    const zone = text.lastIndexOf('DBGC', text.indexOf('marker-of-the-console'));
    machine.poke(REGION.address + zone + 4, Uint8Array.of(0, 0, 0, 0x40));
    return machine;
  }

  test('an oops in the panic kills who panics, and nobody finishes it', () => {
    const machine = damaged('panic=1');
    const reasons: string[] = [];
    machine.bus.on('machine.hung', ({ reason }) => reasons.push(reason));
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'PANIC');
    expect(said(machine)).toEqual(['Kernel panic - not syncing: dumptest', '']);
    expect(reasons).toEqual(['persistent_ram_write: the task that was panicking died of an oops']);
    machine.reset('warm');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Oops#1 Part1\n')).toBe(true);
  });

  // The consoles are locked from the fault on; the second panic's flush shows what was only stored.
  test('where an oops is fatal its own panic goes through, without a second stack', () => {
    const machine = damaged('panic=1 oops=panic');
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'PANIC');
    expect(said(machine)).toEqual([
      'Kernel panic - not syncing: dumptest',
      'Oops: 0002 [#1]',
      expect.stringMatching(/^CPU: 0 PID: \d+ Comm: sh Not tainted/),
      expect.stringMatching(/^Hardware name: /),
      'Modules linked in: lkdtm ramoops reed_solomon',
      '---[ end trace 0000000000000000 ]---',
      'Kernel panic - not syncing: Fatal exception',
      'Kernel Offset: disabled',
      'Rebooting in 1 seconds..',
      '',
    ]);
    runTo(machine, 'firmware.dramInit');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Oops#1 Part1\n')).toBe(true);
    expect(pstoreText(machine, 'dmesg-ramoops-1').startsWith('Panic#2 Part1\n')).toBe(true);
  });
});

describe('two CPUs at once', () => {
  const smp = () => {
    const machine = pcMachine({ kernel: SMP });
    boot(machine);
    return machine;
  };

  test('one of them panics, the other one stops without a word', () => {
    const machine = smp();
    expect(machine.crashTwoCpus()).toBe(0);
    expect(said(machine, 'sysrq: Trigger').slice(0, 3)).toEqual([
      'sysrq: Trigger a crash',
      'sysrq: Trigger a crash',
      'Kernel panic - not syncing: sysrq triggered crash',
    ]);
    expect(machine.uart.text.match(/Kernel panic/g)).toHaveLength(1);
    expect(machine.state).toBe('kernel.panicking.countdown');
    const again = replay(machine.options, machine.journal.entries, machine.clock.now);
    expect(again.traceHash).toBe(machine.traceHash);
    runTo(machine, 'firmware.dramInit');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0')).toContain('Panic#1 Part1');
  });

  test('one CPU refuses', () => {
    const machine = pcMachine();
    boot(machine);
    expect(machine.crashTwoCpus()).toBe(-ENXIO);
    expect(machine.state).toBe('kernel.running');
  });

  test('on arm64 the CPU that stopped itself is not there to be stopped', () => {
    for (const cpus of [2, 3]) {
      const machine = new Machine({
        board: { ...findBoard('virt-arm64')!, cpus },
        kernel: findKernel('6.1.0-56-arm64') ?? findKernel(findBoard('virt-arm64')!.defaultKernel!)!,
        uboot: null,
        seed: 'two',
        commandLine: 'console=ttyAMA0 panic=0',
      });
      boot(machine);
      expect(machine.crashTwoCpus()).toBe(0);
      expect(machine.uart.text.includes('SMP: stopping secondary CPUs')).toBe(cpus === 3);
    }
  });
});

describe('panic_on_taint', () => {
  const PANIC = 'Kernel panic - not syncing: panic_on_taint set ...';

  test('an oops sets D: no end mark, no dump of the oops, no second stack', () => {
    const machine = pcMachine({ words: 'panic_on_taint=0x80' });
    boot(machine);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');
    expect(said(machine)).toEqual([PANIC, expect.stringMatching(/^Kernel Offset/), 'Rebooting in 5 seconds..', '']);
    expect(machine.uart.text).not.toContain('end trace');
    runTo(machine, 'firmware.dramInit');
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Panic#1 Part1\n')).toBe(true);
  });

  test('a module of others does', () => {
    const machine = pcMachine({ words: 'panic_on_taint=1000' });
    boot(machine);
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'EXCEPTION\n');
    expect(machine.uart.text).not.toContain('crash points registered');
    expect(said(machine)[0]).toBe(PANIC);
    expect(said(machine)[1]).toMatch(/^CPU: 0 PID: \d+ Comm: \w+ Tainted: G {11}O/);
  });

  test.each(['0x200', '200,nousertaint'])('%s: a write to the file', (words) => {
    const { machine, run, said: news } = booted('deb61', `panic_on_taint=${words}`);
    news();
    const { status } = run('echo 512 > /proc/sys/kernel/tainted');
    if (words.includes('nouser')) {
      expect(status).toBe(1);
      expect(run('cat /proc/sys/kernel/tainted').out).toBe('0\n');
    } else {
      expect(machine.state).toBe('kernel.panicking.dead');
      expect(news()[0]).toBe(PANIC);
    }
  });

  test('it comes once, and flags it does not name are nothing to it', () => {
    const { machine, run } = booted('deb61', 'panic_on_taint=0x200');
    expect(run('echo 1024 > /proc/sys/kernel/tainted').status).toBe(0);
    expect(machine.state).toBe('kernel.running');
  });
});

test('a panic by a serial break shows a header, since its trace is not known', () => {
  const { machine, said: news } = booted('deb61', 'sysrq_always_enabled');
  machine.kernelWrite('/proc/sys/kernel/sysrq', '1\n');
  news();
  machine.sendBreak();
  machine.type('c');
  const lines = news();
  expect(lines[1]).toBe('Kernel panic - not syncing: sysrq triggered crash');
  expect(lines[2]).toMatch(/^CPU: 0 PID: 0 Comm: swapper\/0 Not tainted 6\.1\.0-/);
  expect(lines[3]).toMatch(/^Hardware name: /);
  machine.runUntil(machine.clock.now + NS_PER_S);
  expect(machine.state).toBe('kernel.panicking.dead');
});

test.each([
  ['panic_on_warn=1', true],
  ['panic_on_warn=0', false],
])('%s on the command line', (words, panics) => {
  const machine = pcMachine({ words });
  boot(machine);
  machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', 'WARNING\n');
  expect(machine.uart.text.includes('kernel: panic_on_warn set ...')).toBe(panics);
});
