/** A break on the serial console and a key behind it. */
import { expect, test } from 'vitest';
import { replay } from '../../src/machine/replay.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { booted } from './sysrq-machine.ts';

const HELP = expect.stringMatching(/^sysrq: HELP : loglevel\(0-9\) reboot\(b\)/);

test('a key counts for five seconds behind the break', () => {
  const { machine, said, wait } = booted();
  machine.sendBreak();
  wait(4.99);
  machine.type('h');
  expect(said()).toEqual([HELP]);
  machine.type('h');
  expect(said()).toEqual([]);
  machine.sendBreak();
  wait(5);
  machine.type('h');
  expect(said()).toEqual([]);
});

test('a second break takes the first one back', () => {
  const { machine, said } = booted();
  machine.sendBreak();
  machine.sendBreak();
  machine.type('h');
  expect(said()).toEqual([]);
});

test('only the first character is a key; the rest is for the terminal', () => {
  const { machine, said, wait } = booted();
  machine.sendBreak();
  machine.type('hecho o""k\n');
  wait(1);
  expect(said()).toEqual([HELP]);
  expect(machine.uart.text).toContain('\nok\r\n');
});

test('the mask refuses, for a break as it does not for the trigger file', () => {
  const { machine, run, said } = booted('deb612');
  run('echo 4 > /proc/sys/kernel/sysrq');
  machine.sendBreak();
  machine.type('m');
  expect(said()).toEqual(['sysrq: This sysrq operation is disabled.']);
  run('echo m > /proc/sysrq-trigger');
  expect(said().slice(0, 2)).toEqual(['sysrq: Show Memory', 'Mem-Info:']);
});

test('with kernel.sysrq=0 the key is an ordinary character', () => {
  const { machine, run, said, wait } = booted();
  run('echo 0 > /proc/sys/kernel/sysrq');
  machine.sendBreak();
  machine.type('echo o""k\n');
  wait(1);
  expect(said()).toEqual([]);
  expect(machine.uart.text).toContain('\nok\r\n');
});

test('registers are shown of the idle CPU that the interrupt came to', () => {
  const { machine, run, said } = booted('deb612');
  run('echo 1 > /proc/sys/kernel/sysrq');
  machine.sendBreak();
  machine.type('p');
  const [first, header, , instruction] = said();
  expect(first).toBe('sysrq: Show Regs');
  expect(header).toMatch(/^CPU: 0 UID: 0 PID: 0 Comm: swapper\/0 Not tainted /);
  expect(instruction).toMatch(/^RIP: 0010:/);
});

test('a kernel that has panicked still restarts, and does nothing else', () => {
  const { machine, run } = booted();
  run('echo 1 > /proc/sys/kernel/sysrq');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  expect(machine.state).toBe('kernel.panicking.dead');
  machine.sendBreak();
  machine.type('c');
  expect(machine.state).toBe('kernel.panicking.dead');
  const resets = machine.resetCount;
  machine.sendBreak();
  machine.type('b');
  expect(machine.resetCount).toBe(resets + 1);
});

test('a break is in the journal', () => {
  const { machine, wait } = booted();
  const resets = machine.resetCount;
  machine.sendBreak();
  machine.type('b');
  wait(1);
  const again = replay(machine.options, machine.journal.snapshot(), machine.clock.now);
  expect(again.resetCount).toBe(resets + 1);
  expect(again.traceHash).toBe(machine.traceHash);
});

test('a break at any other time is nothing', () => {
  const { machine } = booted();
  machine.powerOff();
  machine.sendBreak();
  machine.powerOn();
  const resets = machine.resetCount;
  machine.sendBreak();
  machine.type('b');
  machine.runUntil(machine.clock.now + 5 * NS_PER_S);
  expect(machine.resetCount).toBe(resets);
});
