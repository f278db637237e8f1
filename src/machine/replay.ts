/**
 * A run again, from its seed and its journal: the way to save, fork or rewind a whole machine.
 *
 * Processes of the simulated world are generators, which nobody can copy; but one seed gives one world, so that the same
 * inputs at the same moments give the same machine. It costs the run itself, some ten milliseconds a boot; RAM alone has
 * snapshots in constant time.
 */

import type { KmemdumpRequest } from '../kernel/kmemdump/driver-regions.ts';
import type { NmiReason } from '../kernel/nmi.ts';
import type { FaultPlan } from '../memory/fault-plan.ts';
import type { KnownGap } from '../memory/retention.ts';
import type { ResetCause } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import type { JournalEntry } from '../sim/journal.ts';
import type { FaultRequest } from './fault-request.ts';
import { Machine } from './machine.ts';
import { type MachineOptions, type PokeWriter, withOwnDisks } from './machine-options.ts';

/**
 * A quiescent instant of a run: between two clock events, with no input being worked on. The time alone does not name it, since
 * several things may happen at one time.
 */
export interface Moment {
  readonly timeNs: number;
  /** Clock events dispatched before it. */
  readonly events: number;
  /** Entries of the journal before it. */
  readonly inputs: number;
}

/** Where a machine stands. */
export function momentOf(machine: Machine): Moment {
  return { timeNs: machine.clock.now, events: machine.events, inputs: machine.journal.length };
}

/** Negative when `a` comes before `b` in one run. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.inputs - b.inputs || a.events - b.events || a.timeNs - b.timeNs;
}

/** The data of each input a journal may hold. */
interface Inputs {
  readonly powerOn: KnownGap | null;
  readonly powerOff: null;
  readonly freeze: null;
  readonly nmi: { readonly reason: NmiReason };
  readonly crashTwoCpus: null;
  readonly reset: { readonly cause: ResetCause } & Partial<KnownGap>;
  readonly cutPowerAfter: { readonly stores: number; readonly cause: ResetCause };
  readonly plugMemory: { readonly bytes: number };
  readonly type: { readonly text: string };
  readonly break: null;
  readonly kernelWrite: { readonly path: string; readonly text: string };
  readonly kernelRead: { readonly path: string };
  readonly kernelList: { readonly path: string };
  readonly kernelUnlink: { readonly path: string };
  readonly kernelKmemdump: KmemdumpRequest;
  readonly kernelMount: { readonly fileSystem: 'pstore' };
  readonly execute: { readonly line: string };
  readonly interrupt: null;
  /** `text`: the bytes as latin1. */
  readonly putFile: { readonly path: string; readonly text: string };
  readonly poke: { readonly address: number; readonly text: string; readonly writer: PokeWriter };
  readonly inject: FaultRequest;
  readonly armFault: FaultPlan;
}

const doors: { readonly [Name in keyof Inputs]: (machine: Machine, data: Inputs[Name]) => unknown } = {
  powerOn: (machine, gap) => machine.powerOn(gap ?? undefined),
  powerOff: (machine) => machine.powerOff(),
  freeze: (machine) => machine.freeze(),
  nmi: (machine, { reason }) => machine.nmi(reason),
  crashTwoCpus: (machine) => machine.crashTwoCpus(),
  reset: (machine, { cause, offSeconds, ...gap }) =>
    machine.reset(cause, offSeconds === undefined ? undefined : { offSeconds, ...gap }),
  cutPowerAfter: (machine, { stores, cause }) => machine.cutPowerAfter(stores, cause),
  plugMemory: (machine, { bytes }) => machine.plugMemory(bytes),
  type: (machine, { text }) => machine.type(text, 'latin1'),
  break: (machine) => machine.sendBreak(),
  kernelWrite: (machine, { path, text }) => machine.kernelWrite(path, text),
  kernelRead: (machine, { path }) => machine.kernelRead(path),
  kernelList: (machine, { path }) => machine.kernelList(path),
  kernelUnlink: (machine, { path }) => machine.kernelUnlink(path),
  kernelKmemdump: (machine, request) => machine.kernelKmemdump(request),
  kernelMount: (machine, { fileSystem }) => machine.kernelMount(fileSystem),
  execute: (machine, { line }) => machine.execute(line),
  interrupt: (machine) => machine.interrupt(),
  putFile: (machine, { path, text }) => machine.putFile(path, latin1Bytes(text)),
  poke: (machine, { address, text, writer }) => machine.poke(address, latin1Bytes(text), writer),
  inject: (machine, fault) => machine.inject(fault),
  armFault: (machine, plan) => machine.armFault(plan),
};

/** A machine at the beginning of a run: powered off, at time 0. */
export function machineAtStart(options: MachineOptions): Machine {
  return new Machine(withOwnDisks(options));
}

/** The machine as it was at `timeNs`, or right after the last entry when that is later. */
export function replay(options: MachineOptions, entries: readonly JournalEntry[], timeNs = 0): Machine {
  const machine = machineAtStart(options);
  applyInputs(machine, entries, entries.length);
  if (timeNs > machine.clock.now) machine.runUntil(timeNs);
  return machine;
}

/** The machine as it was at a moment of the run that these entries are of. `watch` is given it before it begins. */
export function replayTo(
  options: MachineOptions,
  entries: readonly JournalEntry[],
  moment: Moment,
  watch: (machine: Machine) => void = () => {},
): Machine {
  const machine = machineAtStart(options);
  watch(machine);
  advanceTo(machine, entries, moment);
  return machine;
}

/** Lets a machine that stands on the same run, not behind `moment`, go on to it. */
export function advanceTo(machine: Machine, entries: readonly JournalEntry[], moment: Moment): void {
  applyInputs(machine, entries, moment.inputs);
  runTo(machine, moment);
}

/** An independent machine that stands where this one stands; what happens to one is unknown to the other. */
export function forkMachine(machine: Machine): Machine {
  return replayTo(machine.origin, machine.journal.entries, momentOf(machine));
}

/** Does the inputs from the machine's own place up to `count`, each at its moment. */
export function applyInputs(machine: Machine, entries: readonly JournalEntry[], count: number): void {
  for (let index = machine.journal.length; index < count; index++) {
    const entry = entries[index];
    assert(entry !== undefined, `replay: the journal has ${entries.length} inputs, not ${count}`);
    runTo(machine, entry);
    const door = doors[entry.input as keyof Inputs] as ((machine: Machine, data: unknown) => unknown) | undefined;
    assert(door !== undefined, `replay: no input ${entry.input}`);
    door(machine, entry.data);
  }
}

/** Lets a machine go on to a moment without inputs: first the events, one by one, since more may be due at the same time; then the quiet time after the last of them. */
export function runTo(
  machine: Machine,
  { timeNs, events }: { readonly timeNs: number; readonly events: number },
): void {
  while (machine.events < events) {
    const next = machine.clock.next;
    assert(next !== undefined, `replay: nothing is pending after event ${machine.events} of ${events}`);
    machine.runUntil(next.timeNs, () => machine.events === events);
  }
  if (machine.clock.now < timeNs) machine.runUntil(timeNs, () => machine.events !== events);
  assert(machine.events === events, `replay: ${machine.events} events at ${timeNs} ns, not ${events}`);
}
