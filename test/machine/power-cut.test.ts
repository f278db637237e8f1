/** The power goes in the middle of a panic: RAM holds what the CPU had stored by then, and the machine boots again. */
import { expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { replay } from '../../src/machine/replay.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine, REGION } from './pc.ts';

function countingPc(): Machine {
  const machine = new Machine({ ...pcMachine().options, countsStores: true });
  boot(machine);
  return machine;
}

const crash = (machine: Machine) => machine.kernelWrite('/proc/sysrq-trigger', 'c');
const region = (machine: Machine) => machine.memory.read(REGION.address, REGION.length);

test('after store k the region is what it was after store k of the run that went on', () => {
  const whole = countingPc();
  const start = whole.stores!.count;
  const after = new Map<number, Uint8Array>();
  const stop = whole.memory.onWrite({ start: REGION.address, end: REGION.address + REGION.length }, (_, length) => {
    if (length <= 8) after.set(whole.stores!.count - start + 1, region(whole));
  });
  crash(whole);
  stop();
  expect(after.size).toBeGreaterThan(3);
  for (const [stores, bytes] of after) {
    const machine = countingPc();
    machine.cutPowerAfter(stores, 'warm');
    crash(machine);
    expect(machine.state).toBe('resetting');
    expect(region(machine)).toEqual(bytes);
    machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
    expect(machine.state).toBe('kernel.running');
  }
});

test('a run with a power cut can be replayed', () => {
  const machine = countingPc();
  machine.cutPowerAfter(1000, 'pin');
  crash(machine);
  expect(machine.lastResetCause).toBe('pin');
  machine.runUntil(machine.clock.now + 5 * NS_PER_S);
  const again = replay(machine.options, JSON.parse(JSON.stringify(machine.journal.snapshot())), machine.clock.now);
  expect(again.traceHash).toBe(machine.traceHash);
  expect(again.memory.hash()).toBe(machine.memory.hash());
});

test('a cut that the run never reaches does nothing, and one without a count is refused', () => {
  const machine = countingPc();
  machine.cutPowerAfter(10_000_000);
  crash(machine);
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
  expect(machine.lastResetCause).toBe('warm');
  expect(() => pcMachine().cutPowerAfter(1)).toThrow('does not count its stores');
});
