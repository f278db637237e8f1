/**
 * No byte is called true that is not: drawn lives of whole machines, with crashes, faults, resets and power cuts in the middle of a
 * copy. A recorder of its own stands between CPU and RAM and keeps what every stage meant to store; the ledger must agree with it
 * about each byte of the region. Ledgers that are broken on purpose must be caught.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import type { CacheType, CpuSide, RamPort } from '../../src/memory/ram-port.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { pcMachine, REGION } from './pc.ts';
import { type LifeStep, lifeStep, live } from './saved-steps.ts';

type Step = LifeStep | { readonly cut: number } | { readonly lose: 'power-loss' | 'brown-out' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: lifeStep },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9_000 }).map((cut) => ({ cut })) },
  { weight: 1, arbitrary: fc.constantFrom('power-loss' as const, 'brown-out' as const).map((lose) => ({ lose })) },
);
/** The kernel runs, crashes or boots again between any two steps. */
const steps = fc.array(fc.tuple(step, fc.constantFrom('run', 'crash', 'rest')), { minLength: 2, maxLength: 8 });

const RANGE = { start: REGION.address, end: REGION.address + REGION.length };
const NOT_KNOWN = -1;

/** What the stages meant the region to hold, as far as somebody stored there, and not too long ago. */
class Recorder implements CpuSide {
  readonly meant = new Int16Array(REGION.length).fill(NOT_KNOWN);
  /** Whether the meant byte has been lost as a whole since. */
  readonly #isLost = new Uint8Array(REGION.length);
  readonly #below: CpuSide;

  constructor(below: CpuSide) {
    this.#below = below;
  }

  port(cacheType: CacheType): RamPort {
    const below = this.#below.port(cacheType);
    const store = (address: number, bytes: Iterable<number>) => {
      let at = address - REGION.address;
      for (const byte of bytes) {
        if (at >= 0 && at < REGION.length) {
          this.meant[at] = byte;
          this.#isLost[at] = 0;
        }
        at++;
      }
    };
    const number = (value: number, size: number, isLittle: boolean) => {
      const bytes = Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 0xff);
      return isLittle ? bytes : bytes.reverse();
    };
    // What is meant is noted first: the power may be cut in the store.
    return {
      load8: (address) => below.load8(address),
      load16le: (address) => below.load16le(address),
      load16be: (address) => below.load16be(address),
      load32le: (address) => below.load32le(address),
      load32be: (address) => below.load32be(address),
      read: (address, length) => below.read(address, length),
      readInto: (address, target) => below.readInto(address, target),
      store8: (address, value, writer) => {
        store(address, number(value, 1, true));
        below.store8(address, value, writer);
      },
      store16le: (address, value, writer) => {
        store(address, number(value, 2, true));
        below.store16le(address, value, writer);
      },
      store16be: (address, value, writer) => {
        store(address, number(value, 2, false));
        below.store16be(address, value, writer);
      },
      store32le: (address, value, writer) => {
        store(address, number(value, 4, true));
        below.store32le(address, value, writer);
      },
      store32be: (address, value, writer) => {
        store(address, number(value, 4, false));
        below.store32be(address, value, writer);
      },
      write: (address, bytes, writer) => {
        store(address, bytes);
        below.write(address, bytes, writer);
      },
      fill: (address, length, byte, writer) => {
        const start = Math.max(address, RANGE.start);
        const end = Math.min(address + length, RANGE.end);
        if (start < end) store(start, new Uint8Array(end - start).fill(byte));
        below.fill(address, length, byte, writer);
      },
    };
  }

  /** All contents are gone; what was gone before belongs to a world two resets ago. */
  lose(): void {
    for (let at = 0; at < REGION.length; at++) {
      if (this.#isLost[at] === 1) this.meant[at] = NOT_KNOWN;
      this.#isLost[at] = 1;
    }
  }
}

/** A life, and the bytes about which ledger and recorder disagree; `sabotage` breaks the ledger first. */
function disagreements(life: readonly (readonly [Step, string])[], sabotage: (machine: Machine) => void): string[] {
  const words = 'ramoops.ecc=1 ramoops.console_size=0x2000';
  const { options } = pcMachine({ kernel: '6.1.192-oracle', words, initialRam: 'noise' });
  const brownOut = [{ region: RANGE, outcome: { bitErrorRate: 1e-4 } }] as const;
  const board = { ...options.board, retention: { ...options.board.retention, 'brown-out': brownOut } };
  const machine = new Machine({ ...options, board, countsStores: true });
  const recorder = new Recorder(machine.stores!);
  machine.memory.cpuSide = recorder;
  sabotage(machine);
  machine.bus.on('machine.retentionApplied', ({ lostRanges }) => {
    if (lostRanges.some(({ start, end }) => start <= RANGE.start && end >= RANGE.end)) recorder.lose();
  });
  machine.powerOn();
  const found: string[] = [];
  for (const [one, then] of life) {
    if ('cut' in one) machine.cutPowerAfter(one.cut, 'warm');
    else if ('lose' in one) machine.reset(one.lose);
    else live(machine, [one]);
    if (then === 'crash') machine.kernelWrite('/proc/sysrq-trigger', 'c');
    if (then !== 'rest') machine.runUntil(machine.clock.now + 9 * NS_PER_S);
    found.push(...compare(machine, recorder));
  }
  return found;
}

function compare({ memory, ledger }: Machine, { meant }: Recorder): string[] {
  const actual = memory.read(REGION.address, REGION.length);
  const pristine = ledger.pristine(REGION.address, REGION.length);
  const damaged = new Uint8Array(REGION.length);
  for (const { address } of ledger.damagedBytes(RANGE)) damaged[address - REGION.address] = 1;
  const found: string[] = [];
  for (let at = 0; at < meant.length; at++) {
    const byte = meant[at]!;
    if (byte === NOT_KNOWN) continue;
    if (pristine[at] !== byte) found.push(`${at}: the ledger says ${pristine[at]}, the stage meant ${byte}`);
    if ((byte !== actual[at]) !== (damaged[at] === 1)) found.push(`${at}: called ${damaged[at] ? 'damaged' : 'true'}`);
  }
  return found;
}

describe('no byte is called true that is not', () => {
  property.prop([steps], { numRuns: 25 })('in drawn lives', (life) => {
    expect(disagreements(life, () => {})).toEqual([]);
  });

  const mutants: Record<string, (machine: Machine) => void> = {
    'takes a torn copy for the whole': ({ ledger }) => {
      ledger.recordTorn = () => {};
    },
    'enters no flips': ({ ledger }) => {
      ledger.recordFlip = () => {};
    },
    'enters no losses': ({ ledger }) => {
      ledger.recordLoss = () => {};
    },
    'does not hear of stores': ({ memory }) => {
      memory.onWrite = () => () => {};
    },
  };
  test.each(Object.entries(mutants))('a ledger that %s is caught', (_, sabotage) => {
    const alarm = fc.property(steps, (life) => disagreements(life, sabotage).length === 0);
    expect(fc.check(alarm, { seed: 1, numRuns: 200, endOnFailure: true }).failed).toBe(true);
  });
});
