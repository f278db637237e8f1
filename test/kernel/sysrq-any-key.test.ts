/** Any byte as a key, on any kernel, with and without user space: the machine stays in a state that a real one could be in. */
import { expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { booted } from './sysrq-machine.ts';

/** Keys that end the kernel, or all processes that could ask further. */
const ENDS = 'bcoei';

function pressAll(machine: Machine): void {
  for (let code = 0; code < 256; code++) {
    const key = String.fromCharCode(code);
    if (ENDS.includes(key)) continue;
    machine.kernelWrite('/proc/sysrq-trigger', key);
    if (code % 16 === 0) machine.runUntil(machine.clock.now + NS_PER_S);
  }
  machine.runUntil(machine.clock.now + NS_PER_S);
}

test.each(['deb61', 'deb612', 'full61', 'full61smp'])('%s with user space', (kernel) => {
  const { machine } = booted(kernel);
  pressAll(machine);
  expect(machine.state).toBe('kernel.running');
  expect(machine.uart.text).not.toMatch(/undefined|NaN|%\{/);
});

test.each([
  ['pc', 'deb61'],
  ['pc', 'deb612'],
  ['imx6q', 'armmp'],
])('%s with %s, without user space', (boardName, kernel) => {
  const board = findBoard(boardName)!;
  const uboot = boardName === 'pc' ? null : findUBoot('2026.07')!;
  const machine = new Machine({ board, kernel: findKernel(kernel)!, uboot, seed: 'keys' });
  machine.powerOn();
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
  pressAll(machine);
  expect(machine.state).toBe('kernel.running');
  expect(machine.uart.text).not.toMatch(/undefined|NaN|%\{/);
});
