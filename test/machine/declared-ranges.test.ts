/**
 * Only declared ranges change at a reset: what no rule of the board names is afterwards, byte for byte, what it was before, and of what
 * is named every byte that changed is entered in the ledger. Resets that are broken on purpose must be caught.
 */
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { PAGE_SIZE } from '../../src/memory/physical-memory.ts';
import type { ResetCause, RetentionRule } from '../../src/profiles/board.ts';
import { findDramProfile } from '../../src/profiles/dram.ts';
import { plainGap } from '../../src/profiles/retention-presets.ts';
import { pcMachine } from './pc.ts';

const START = 0x5000000;
const PAGES = 8;
/** All drawn rules and what lies around them. */
const WINDOW = { start: START - PAGE_SIZE, length: (PAGES + 6) * PAGE_SIZE };
const slow = findDramProfile('ddr4-slow')!;

const outcome: fc.Arbitrary<RetentionRule['outcome']> = fc.oneof(
  fc.constantFrom<RetentionRule['outcome']>('kept', 'lost', { bitErrorRate: 0.01 }, { bitErrorRate: 1 }),
  fc.integer({ min: 1, max: 200 }).map((offSeconds) => ({ gap: plainGap(slow, { offSeconds }) })),
  fc.constantFrom<RetentionRule['outcome']>(
    { gap: { ...plainGap(slow, { offSeconds: 0 }), noiseBer: 0.01 } },
    { gap: { ...plainGap(slow, { offSeconds: 0 }), eccInit: 'zero' } },
    { gap: { ...plainGap(slow, { offSeconds: 0 }), scrambler: 'newKey' } },
    { gap: { ...plainGap(slow, { offSeconds: 0 }), clusters: [{ kind: 'chip', lane: 3, severity: 1 }] } },
    { gap: { ...plainGap(slow), clusters: [{ kind: 'row', address: START + PAGE_SIZE, severity: 0.5 }] } },
  ),
);
const rule: fc.Arbitrary<RetentionRule> = fc
  .tuple(fc.integer({ min: -PAGE_SIZE, max: PAGES * PAGE_SIZE }), fc.integer({ min: 1, max: 3 * PAGE_SIZE }), outcome)
  .map(([at, length, out]) => ({ region: { start: START + at, end: START + at + length }, outcome: out }));
const cases = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
  cause: fc.constantFrom<ResetCause>('warm', 'watchdog', 'pin', 'brown-out', 'power-loss', 'firmware-update'),
});

/** Whether a rule lets this byte change: the first that covers it decides. */
const mayChange = (rules: readonly RetentionRule[], at: number) =>
  (rules.find(({ region }) => region === 'all' || (region.start <= at && at < region.end))?.outcome ?? 'kept') !==
  'kept';

/** What is wrong with the RAM after such a reset; `sabotage` breaks the reset first. */
function violations(
  { rules, cause }: typeof cases extends fc.Arbitrary<infer T> ? T : never,
  sabotage: (machine: Machine) => void,
): string[] {
  const { options } = pcMachine({ kernel: '6.1.192-oracle' });
  const machine = new Machine({ ...options, board: { ...options.board, retention: { [cause]: rules } } });
  // While the firmware runs RAM is nearly empty, which is quick; what runs does not matter.
  machine.powerOn();
  machine.poke(START / 2, new Uint8Array(PAGE_SIZE).fill(0x77));
  machine.poke(WINDOW.start, new Uint8Array(WINDOW.length).fill(0x5a));
  sabotage(machine);
  const { memory, ledger } = machine;
  const before = memory.fork();
  machine.reset(cause);
  const found: string[] = [];
  const [then, now] = [before, memory].map((one) => one.read(WINDOW.start, WINDOW.length)) as [Uint8Array, Uint8Array];
  const truth = ledger.pristine(WINDOW.start, WINDOW.length);
  for (let index = 0; index < WINDOW.length; index++) {
    if (then[index] === now[index]) continue;
    const at = WINDOW.start + index;
    if (!mayChange(rules, at)) found.push(`0x${at.toString(16)} has changed`);
    else if (truth[index] !== then[index]) found.push(`0x${at.toString(16)}: its truth is not in the ledger`);
  }
  const after = memory.fork();
  after.write(WINDOW.start, then, after.writer('test'));
  if (after.hash() !== before.hash()) found.push('RAM far from all rules has changed');
  return found;
}

describe('only declared ranges change at a reset', () => {
  property.prop([cases], { numRuns: 60 })('under drawn rules', (one) => {
    expect(violations(one, () => {})).toEqual([]);
  });

  const mutants: Record<string, (machine: Machine) => void> = {
    'loses a page too many': ({ memory }) => {
      const lose = memory.lose.bind(memory);
      memory.lose = ({ start, end }, seed, writer) => lose({ start, end: end + PAGE_SIZE }, seed, writer);
    },
    'touches RAM far away': ({ memory, bus }) => {
      bus.on('machine.retentionApplied', () => memory.store8(START / 2, 1, memory.writer('retention')));
    },
    'flips the byte beside': ({ memory }) => {
      const store = memory.store8.bind(memory);
      memory.store8 = (address, value, writer) => store(address + 1, value, writer);
    },
    'tells the ledger nothing of flips': ({ ledger }) => {
      ledger.recordFlip = () => {};
    },
    'tells the ledger nothing of losses': ({ ledger }) => {
      ledger.recordLoss = () => {};
    },
  };
  test.each(Object.entries(mutants))('a reset that %s is caught', (_, sabotage) => {
    const alarm = fc.property(cases, (one) => violations(one, sabotage).length === 0);
    expect(fc.check(alarm, { seed: 1, numRuns: 100, endOnFailure: true }).failed).toBe(true);
  });
});
