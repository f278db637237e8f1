/** Fault plans on a whole machine: armed at the start or later, replayed, saved, and what needs a machine that was made for them. */
import { expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { forkMachine, replay } from '../../src/machine/replay.ts';
import { openMachine, saveMachine } from '../../src/machine/saved-machine.ts';
import { TimeMachine } from '../../src/machine/time-machine.ts';
import type { FaultPlan } from '../../src/memory/fault-plan.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine, REGION } from './pc.ts';

const data = { start: REGION.address + 12, end: REGION.address + 0x800 };
const stuck: FaultPlan = {
  name: 'stuck',
  place: data,
  shape: { kind: 'count', count: 50, effect: 'stuck-at-1' },
  when: 'now',
};
const torn: FaultPlan = {
  name: 'torn',
  place: { start: data.start + 200, end: data.end },
  shape: { kind: 'torn', keep: 'first', bytes: 100 },
  when: { event: 'kernel.panicked' },
};
const rot: FaultPlan = {
  name: 'rot',
  place: data,
  shape: { kind: 'uniform', rate: 0.01, effect: 'flip' },
  when: 'reset',
};

function faultyPc(faults: readonly FaultPlan[]): Machine {
  return new Machine({ ...pcMachine().options, faults });
}

function crash(machine: Machine): void {
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
}

const causes = (machine: Machine) => Object.keys(machine.ledger.classify(data).causes).sort();

test('a plan armed after the mappings were made is met by them, and the ledger names it', () => {
  const machine = faultyPc([]);
  boot(machine);
  const struck: (string | null)[] = [];
  machine.bus.on('fault.injected', ({ plan }) => struck.push(plan));
  for (const plan of [torn, rot]) machine.armFault(plan);
  crash(machine);
  expect(struck).toEqual(['torn', 'rot']);
  expect(causes(machine)).toEqual(['fault: rot', 'fault: torn']);
});

test('stuck cells stick through stores, a power loss and what a debugger writes', () => {
  const machine = faultyPc([stuck]);
  boot(machine);
  const once = machine.memory.read(data.start, data.end - data.start);
  crash(machine);
  machine.powerOff();
  machine.powerOn();
  machine.poke(data.start, new Uint8Array(data.end - data.start));
  const left = machine.memory.read(data.start, data.end - data.start);
  const bits = [...left].map((byte) => byte.toString(2).replaceAll('0', '')).join('');
  expect(bits).toHaveLength(50);
  expect(left.every((byte, at) => (byte & once[at]!) === byte)).toBe(true);
});

test('runs with faults are replayed, forked, gone back in and saved', () => {
  const machine = faultyPc([stuck]);
  boot(machine);
  for (const plan of [torn, rot]) machine.armFault(plan);
  crash(machine);
  const same = (other: Machine) => {
    expect(other.traceHash).toBe(machine.traceHash);
    expect(other.memory.hash()).toBe(machine.memory.hash());
    expect(causes(other)).toEqual(causes(machine));
  };
  same(replay(machine.origin, JSON.parse(JSON.stringify(machine.journal.snapshot())), machine.clock.now));
  same(forkMachine(machine));
  same(openMachine(saveMachine(machine, { tool: 'test' })));
  const time = new TimeMachine(machine);
  const { end } = time;
  time.goToTime(0);
  time.goTo(end);
  same(time.machine);
});

test('a machine that was not made for faults refuses plans that must see stores, and takes the others', () => {
  const machine = pcMachine();
  boot(machine);
  expect(() => machine.armFault(stuck)).toThrow('must see stores');
  expect(() => machine.armFault(torn)).toThrow('must see stores');
  machine.armFault({ ...rot, when: { event: 'kernel.panicked' } });
  machine.armFault({ ...rot, name: 'now', when: 'now' });
  expect(causes(machine)).toEqual(['fault: now']);
});
