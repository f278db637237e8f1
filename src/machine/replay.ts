/**
 * A run again, from its seed and its journal: the way to save, fork or rewind a whole machine.
 *
 * It costs the run itself, which is some milliseconds a boot; RAM alone has snapshots in constant time.
 */

import type { ResetCause } from '../profiles/board.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import type { JournalEntry } from '../sim/journal.ts';
import type { FaultRequest } from './fault-request.ts';
import { Machine } from './machine.ts';
import type { MachineOptions } from './machine-options.ts';

/** The data of each input a journal may hold. */
interface Inputs {
  readonly powerOn: null;
  readonly powerOff: null;
  readonly freeze: null;
  readonly nmi: null;
  readonly crashTwoCpus: null;
  readonly reset: { readonly cause: ResetCause };
  readonly cutPowerAfter: { readonly stores: number; readonly cause: ResetCause };
  readonly type: { readonly text: string };
  readonly break: null;
  readonly kernelWrite: { readonly path: string; readonly text: string };
  readonly kernelRead: { readonly path: string };
  readonly kernelList: { readonly path: string };
  readonly kernelUnlink: { readonly path: string };
  readonly kernelMount: { readonly fileSystem: 'pstore' };
  readonly execute: { readonly line: string };
  readonly interrupt: null;
  /** `text`: the bytes as latin1. */
  readonly putFile: { readonly path: string; readonly text: string };
  readonly poke: { readonly address: number; readonly text: string };
  readonly inject: FaultRequest;
}

const doors: { readonly [Name in keyof Inputs]: (machine: Machine, data: Inputs[Name]) => unknown } = {
  powerOn: (machine) => machine.powerOn(),
  powerOff: (machine) => machine.powerOff(),
  freeze: (machine) => machine.freeze(),
  nmi: (machine) => machine.nmi(),
  crashTwoCpus: (machine) => machine.crashTwoCpus(),
  reset: (machine, { cause }) => machine.reset(cause),
  cutPowerAfter: (machine, { stores, cause }) => machine.cutPowerAfter(stores, cause),
  type: (machine, { text }) => machine.type(text, 'latin1'),
  break: (machine) => machine.sendBreak(),
  kernelWrite: (machine, { path, text }) => machine.kernelWrite(path, text),
  kernelRead: (machine, { path }) => machine.kernelRead(path),
  kernelList: (machine, { path }) => machine.kernelList(path),
  kernelUnlink: (machine, { path }) => machine.kernelUnlink(path),
  kernelMount: (machine, { fileSystem }) => machine.kernelMount(fileSystem),
  execute: (machine, { line }) => machine.execute(line),
  interrupt: (machine) => machine.interrupt(),
  putFile: (machine, { path, text }) => machine.putFile(path, latin1Bytes(text)),
  poke: (machine, { address, text }) => machine.poke(address, latin1Bytes(text)),
  inject: (machine, fault) => machine.inject(fault),
};

/** The machine as it was at `timeNs`, or right after the last entry when that is later. */
export function replay(options: MachineOptions, entries: readonly JournalEntry[], timeNs = 0): Machine {
  const machine = new Machine(options);
  for (const entry of entries) {
    // First the events, one by one, since more may be due at the same time; then the quiet time after the last of them.
    machine.runUntil(entry.timeNs, () => machine.events === entry.events);
    if (machine.clock.now < entry.timeNs) machine.runUntil(entry.timeNs);
    assert(
      machine.events === entry.events,
      `replay: ${machine.events} events before ${entry.input}, not ${entry.events}`,
    );
    const door = doors[entry.input as keyof Inputs] as ((machine: Machine, data: unknown) => unknown) | undefined;
    assert(door !== undefined, `replay: no input ${entry.input}`);
    door(machine, entry.data);
  }
  if (timeNs > machine.clock.now) machine.runUntil(timeNs);
  return machine;
}
