/** Seed and journal are the run: replayed, it gives the same trace and the same RAM, through JSON too. */
import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { Machine } from '../../src/machine/machine.ts';
import {
  advanceTo,
  compareMoments,
  forkMachine,
  machineAtStart,
  momentOf,
  replay,
  replayTo,
} from '../../src/machine/replay.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { NS_PER_MS } from '../../src/sim/clock.ts';
import { boot, crashAndReboot, pcMachine, REGION } from './pc.ts';

function expectSameRun(machine: Machine): void {
  const entries = JSON.parse(JSON.stringify(machine.journal.snapshot()));
  const again = replay(machine.options, entries, machine.clock.now);
  expect(again.state).toBe(machine.state);
  expect(again.traceHash).toBe(machine.traceHash);
  expect(again.memory.hash()).toBe(machine.memory.hash());
  expect(again.clock.snapshot()).toEqual(machine.clock.snapshot());
  expect(again.journal.entries).toEqual(machine.journal.entries);
}

test('a crash, damage and recovery', () => {
  const machine = pcMachine({ words: 'ramoops.ecc=1', initialRam: 'noise' });
  boot(machine);
  machine.kernelWrite('/dev/kmsg', '<3>é\n');
  machine.inject({ kind: 'uniform', ...REGION, rate: 1e-4 });
  crashAndReboot(machine);
  machine.kernelMount('pstore');
  machine.kernelUnlink('/sys/fs/pstore/dmesg-ramoops-0');
  machine.reset('watchdog');
  machine.runUntil(machine.clock.now + 1_000 * NS_PER_MS);
  expectSameRun(machine);
});

const inputs = fc.oneof(
  fc.constantFrom('powerOn', 'powerOff').map((input) => ({ input, data: null })),
  fc.constantFrom('warm', 'pin', 'watchdog', 'cold').map((cause) => ({ input: 'reset', data: { cause } })),
  fc.constantFrom(' ', 'pstore display\n', 'boot\n', '\x03').map((text) => ({ input: 'type', data: { text } })),
  fc.constant({ input: 'kernelWrite', data: { path: '/proc/sysrq-trigger', text: 'c' } }),
  fc.constant({ input: 'kernelMount', data: { fileSystem: 'pstore' } }),
  fc.nat(6_000).map((ms) => ({ input: 'wait', data: { ms } })),
);

property.prop([fc.array(inputs, { maxLength: 12 })], { numRuns: 25 })(
  'whatever is done to an i.MX6, and whenever',
  (steps) => {
    const machine = new Machine({
      board: findBoard('imx6q')!,
      kernel: findKernel('armmp')!,
      uboot: findUBoot('2021.01')!,
      seed: 'replay',
      initialRam: 'noise',
    });
    for (const { input, data } of steps) {
      if (input === 'wait') machine.runUntil(machine.clock.now + (data as { ms: number }).ms * NS_PER_MS);
      else {
        const entry = { timeNs: machine.clock.now, events: machine.events, input, data };
        // The same door the replay uses: one entry on top of what there is.
        applyEntry(machine, entry);
      }
    }
    expectSameRun(machine);
  },
);

function applyEntry(machine: Machine, entry: { input: string; data: unknown }): void {
  const data = entry.data as { cause: 'warm'; text: string; path: string };
  if (entry.input === 'powerOn') machine.powerOn();
  else if (entry.input === 'powerOff') machine.powerOff();
  else if (entry.input === 'reset') machine.reset(data.cause);
  else if (entry.input === 'type') machine.type(data.text);
  else if (entry.input === 'kernelWrite') machine.kernelWrite(data.path, data.text);
  else machine.kernelMount('pstore');
}

test('a fork stands where its original stands, and what becomes of one is unknown to the other', () => {
  const machine = pcMachine();
  boot(machine);
  const before = momentOf(machine);
  const bytes = machine.memory.read(REGION.address, 3);
  machine.poke(REGION.address, Uint8Array.of(1, 2, 3), 'fault');
  expect(compareMoments(before, momentOf(machine))).toBeLessThan(0);
  const fork = forkMachine(machine);
  expect(fork.traceHash).toBe(machine.traceHash);
  expect(fork.memory.hash()).toBe(machine.memory.hash());
  crashAndReboot(fork);
  expect(machine.resetCount).toBe(1);
  const then = replayTo(machine.origin, machine.journal.entries, before);
  expect(then.memory.read(REGION.address, 3)).toEqual(bytes);
  advanceTo(then, machine.journal.entries, momentOf(machine));
  expect(then.memory.hash()).toBe(machine.memory.hash());
});

test('disks in slots are as they were at the start', () => {
  const slot = { interface: 'mmc', number: 5, disk: new SparseDisk(8), isReadOnly: false } as const;
  const machine = machineAtStart({ ...pcMachine().options, slots: [slot] });
  machine.options.slots![0]!.disk.write(0, new Uint8Array(512).fill(7));
  expect(machine.origin.slots![0]!.disk.read(0, 1)).toEqual(new Uint8Array(512));
  expect(slot.disk.read(0, 1)).toEqual(new Uint8Array(512));
});
