// Random lives of a machine: what is done to it and when, for properties that compare two machines.
import { fc } from '@fast-check/vitest';
import { Machine } from '../../src/machine/machine.ts';
import { storePages } from '../../src/machine/page-store.ts';
import type { ResetCause } from '../../src/profiles/board.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { NS_PER_MS } from '../../src/sim/clock.ts';
import { Hash64 } from '../../src/sim/hash.ts';
import { pcMachine, REGION } from './pc.ts';

export type LifeStep =
  | { readonly wait: number }
  | { readonly events: number }
  | { readonly power: 'on' | 'off' }
  | { readonly reset: ResetCause }
  | { readonly type: string }
  | { readonly write: readonly [string, string] }
  | { readonly flip: number };

export const lifeStep: fc.Arbitrary<LifeStep> = fc.oneof(
  fc.nat(4_000).map((wait) => ({ wait })),
  fc.integer({ min: 1, max: 6 }).map((events) => ({ events })),
  fc.constantFrom('on' as const, 'off' as const).map((power) => ({ power })),
  fc.constantFrom<ResetCause>('warm', 'pin', 'watchdog', 'brown-out').map((reset) => ({ reset })),
  fc.constantFrom(' ', 'pstore display\n', 'boot\n', '\x03').map((type) => ({ type })),
  fc
    .constantFrom<readonly [string, string]>(['/proc/sysrq-trigger', 'c'], ['/dev/kmsg', 'x\n'], ['/dev/pmsg0', 'y\n'])
    .map((write) => ({ write })),
  fc.nat(REGION.length - 1).map((flip) => ({ flip })),
);

/** A board, and what is done to it once it is on. */
export const life = fc.record({
  board: fc.constantFrom('pc' as const, 'imx6q' as const),
  steps: fc.array(lifeStep, { maxLength: 10 }),
  rest: fc.array(lifeStep, { maxLength: 6 }),
});

export function bornMachine(board: 'pc' | 'imx6q'): Machine {
  if (board === 'pc') return pcMachine({ words: 'ramoops.ecc=1', initialRam: 'noise' });
  return new Machine({
    board: findBoard('imx6q')!,
    kernel: findKernel('armmp')!,
    uboot: findUBoot('2021.01')!,
    seed: 'life',
  });
}

export function live(machine: Machine, steps: readonly LifeStep[]): void {
  for (const one of steps) {
    if ('wait' in one) machine.runUntil(machine.clock.now + one.wait * NS_PER_MS);
    else if ('events' in one) {
      const last = machine.events + one.events;
      machine.runUntil(machine.clock.now + 60_000 * NS_PER_MS, () => machine.events >= last);
    } else if ('power' in one) {
      if (one.power === 'on') machine.powerOn();
      else machine.powerOff();
    } else if ('reset' in one) machine.reset(one.reset);
    else if ('type' in one) machine.type(one.type);
    else if ('write' in one) machine.kernelWrite(...one.write);
    else machine.inject({ kind: 'bits', bits: [{ address: machineRegion(machine) + one.flip, bit: one.flip % 8 }] });
  }
}

/** All that comes out of a machine. */
export function outcome(machine: Machine): unknown {
  const { clock, random, uart, traceHash, memory, state } = machine;
  // Not `memory.hash`: shared template pages, of which there are many, need no look.
  const { index, bytes } = storePages(memory);
  const ram = { index, hash: new Hash64().update(bytes).digest() };
  return { clock: clock.snapshot(), random: random.snapshot(), text: uart.text, traceHash, ram, state };
}

function machineRegion({ options }: Machine): number {
  return options.board.name === 'pc' ? REGION.address : options.board.ramBanks[0]!.start;
}
