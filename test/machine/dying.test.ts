/** How the kernel dies when it is asked to in odd ways: odd time-outs, several keys at once. */
import { describe, expect, test } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine, pstoreText, runTo } from './pc.ts';

const KERNEL_612 = '6.12.117+deb12-amd64';

function lastLines(text: string, count: number): string[] {
  return text
    .split('\r\n')
    .slice(-1 - count, -1)
    .map((line) => line.replace(/^\[ *\d+\.\d+\] /, ''));
}

describe('panic_timeout', () => {
  // The kernel counts milliseconds in an int.
  test.each([
    [2_147_483, 2_147_483_000],
    [2_147_484, 0],
    [2_147_483_647, 0],
    [4_294_968, 800],
  ])('%i is announced as such and waits %i ms', (seconds, waitsMs) => {
    const machine = pcMachine({ words: `panic=${seconds}` });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    const from = machine.clock.now;
    expect(lastLines(machine.uart.text, 1)).toEqual([`Rebooting in ${seconds} seconds..`]);
    machine.runUntil(from + 3e6 * NS_PER_S, () => machine.state === 'resetting');
    expect(machine.clock.now - from).toBe(waitsMs * NS_PER_MS);
  });
});

describe('several keys in one write', () => {
  test('nothing comes after the key that ends the kernel', () => {
    const machine = pcMachine({ kernel: KERNEL_612 });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', '_hcb\n');
    expect(machine.state).toBe('kernel.panicking.countdown');
    expect(machine.uart.text.match(/sysrq: \w+/g)).toEqual(['sysrq: HELP', 'sysrq: Trigger']);
    expect(lastLines(machine.uart.text, 1)).toEqual(['Rebooting in 5 seconds..']);
  });

  test('a restart is no panic', () => {
    const machine = pcMachine({ kernel: KERNEL_612, words: 'ramoops.max_reason=3' });
    boot(machine);
    machine.kernelWrite('/proc/sysrq-trigger', '_bc');
    expect(machine.state).toBe('resetting');
    expect(lastLines(machine.uart.text, 1)).toEqual(['sysrq: Resetting']);
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    expect(pstoreText(machine, 'dmesg-ramoops-0').split('\n')[0]).toBe('Emergency#1 Part1');
  });
});

test('with max_reason=3 a panic that restarts leaves two records, the second with what came after the first', () => {
  const machine = pcMachine({ words: 'ramoops.max_reason=3' });
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  runTo(machine, 'firmware.dramInit');
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  expect(pstoreText(machine, 'dmesg-ramoops-0').startsWith('Panic#1 Part1\n')).toBe(true);
  const emergency = pstoreText(machine, 'dmesg-ramoops-1');
  expect(emergency.startsWith('Emergency#2 Part1\n')).toBe(true);
  expect(emergency.trimEnd().endsWith('Rebooting in 5 seconds..')).toBe(true);
});
