/** Back and forth on one run: wherever one goes, the machine is the one that stood there. */
import { expect, test } from 'vitest';
import { goToInstant } from '../../src/inspect/time-words.ts';
import type { Machine } from '../../src/machine/machine.ts';
import { TimeMachine } from '../../src/machine/time-machine.ts';
import { boot, crashAndReboot, pcMachine } from './pc.ts';

const seen = (machine: Machine) => [machine.clock.now, machine.state, machine.traceHash, machine.memory.hash()];

function crashed(): TimeMachine {
  const time = new TimeMachine(pcMachine());
  boot(time.machine);
  time.machine.kernelWrite('/dev/kmsg', 'hello\n');
  crashAndReboot(time.machine);
  return time;
}

test('back to before the last input, and to the end again', () => {
  const time = crashed();
  const end = seen(time.machine);
  expect(time.back()).toBe(true);
  expect(time.machine.resetCount).toBe(1);
  expect(time.machine.journal.entries.at(-1)?.input).toBe('kernelWrite');
  expect(time.back()).toBe(true);
  expect(time.machine.journal.entries.map(({ input }) => input)).toEqual(['powerOn']);
  time.goTo(time.end);
  expect(seen(time.machine)).toEqual(end);
  while (time.back());
  expect(time.machine.state).toBe('off');
});

test('to an event, and to right before it', () => {
  const time = crashed();
  expect(goToInstant('panicked', time)).toBeNull();
  expect(time.machine.state).toMatch(/^kernel\.panicking/);
  const panicked = seen(time.machine);
  expect(goToInstant('before panicked', time)).toBeNull();
  expect(time.machine.state).toBe('kernel.running');
  expect(goToInstant('before machine.reset', time)).toBeNull();
  expect(time.machine.resetCount).toBe(1);
  expect(time.machine.state).toMatch(/^kernel\.panicking/);
  expect(goToInstant('reset', time)).toBeNull();
  expect(time.machine.resetCount).toBe(2);
  expect(goToInstant('booted#1', time)).toBeNull();
  expect(time.machine.resetCount).toBe(1);
  expect(goToInstant('panicked', time)).toBeNull();
  expect(seen(time.machine)).toEqual(panicked);
});

test('to a time, also behind the end; a new input begins another run, a fork keeps the old one', () => {
  const time = crashed();
  const end = seen(time.machine);
  time.mark('crashed');
  expect(goToInstant('1500ms', time)).toBeNull();
  expect(time.machine.clock.now).toBe(1_500e6);
  expect(goToInstant('1h', time)).toBeNull();
  expect(time.machine.clock.now).toBe(3600e9);
  expect(time.machine.resetCount).toBe(2);
  expect(goToInstant('before panicked', time)).toBeNull();
  time.machine.reset('pin');
  expect(goToInstant('panicked', time)).toBe('"panicked" has not happened: kernel.panicked');
  expect(goToInstant('10s', time)).toBeNull();
  expect(time.machine.lastResetCause).toBe('pin');
  expect(goToInstant('crashed', time)).toBeNull();
  expect(seen(time.machine)).toEqual(end);
});

test('a machine that has lived already is taken over with its events', () => {
  const machine = pcMachine();
  boot(machine);
  crashAndReboot(machine);
  const time = new TimeMachine(machine);
  expect(time.allEvents().some(({ name }) => name === 'kernel.panicked')).toBe(true);
  expect(goToInstant('before panicked', time)).toBeNull();
  expect(time.machine.resetCount).toBe(1);
});

test('what is no instant is refused, and the machine stays where it is', () => {
  const time = crashed();
  const here = seen(time.machine);
  for (const [text, why] of [
    ['12', 'is no time; write 500ms'],
    ['-1s', 'is no time and no event'],
    ['40000h', 'is no time; write 500ms, 3s, 2min, at most 30 days'],
    ['reset#7', 'happened 2 times only, at 0.000 s, '],
    ['hung', 'has not happened: machine.hung'],
    ['before 1s', 'is no time'],
    ['__proto__', 'is no time and no event'],
    ['stateEntered.x', 'is no time and no event'],
  ] as const) {
    expect(goToInstant(text, time)).toContain(`"${text}" ${why}`);
  }
  expect(seen(time.machine)).toEqual(here);
});
