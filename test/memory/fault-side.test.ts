/**
 * Fault plans on a small memory: every shape at every time. The measure is the same run without the plan: the ledger must hold exactly
 * what that one has in RAM, and nothing may differ outside the declared place.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type BitShape, bitEffects, type FaultPlan, type FaultTime, planProblem } from '../../src/memory/fault-plan.ts';
import { type FaultHit, FaultSide } from '../../src/memory/fault-side.ts';
import { Ledger } from '../../src/memory/ledger.ts';
import { type Mapping, map } from '../../src/memory/mapping.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { StoreGate } from '../../src/memory/store-gate.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const SIZE = 0x8000;
const WINDOW = 0x1000;
const PLACE = { start: WINDOW + 0x10, end: WINDOW + 0x30 };

type Store =
  | { readonly op: 'number'; readonly at: number; readonly bits: 8 | 16 | 32 | 64; readonly value: number }
  | { readonly op: 'copy'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly op: 'fill'; readonly at: number; readonly length: number; readonly byte: number }
  | { readonly op: 'reset' }
  | { readonly op: 'event' };

function world(wordBytes: 4 | 8 = 8) {
  const memory = new PhysicalMemory({ sizeBytes: SIZE });
  const ledger = new Ledger(memory);
  const streams = new RandomStreams('seed');
  const hits: FaultHit[] = [];
  const faults = new FaultSide({
    memory,
    ledger,
    below: { port: () => memory },
    wordBytes,
    random: (name) => streams.stream(name),
    told: (hit) => hits.push(hit),
  });
  memory.cpuSide = faults;
  const options = { cacheType: 'cached', byteOrder: 'little', writer: 'kernel' } as const;
  return { memory, ledger, faults, hits, mapping: map(memory, { address: WINDOW, length: 0x1000 }, options) };
}

function perform(mapping: Mapping, store: Store): void {
  if (store.op === 'copy') mapping.write(store.at, Uint8Array.from(store.bytes));
  else if (store.op === 'fill') mapping.fill(store.at, store.length, store.byte);
  else if (store.op === 'number') {
    if (store.bits === 8) mapping.store8(store.at, store.value);
    else if (store.bits === 16) mapping.store16(store.at, store.value);
    else if (store.bits === 32) mapping.store32(store.at, store.value);
    else mapping.store64(store.at, BigInt(store.value) * 0x100000001n);
  }
}

/** A run with a plan, or without; the plan is armed after `before`. */
function live(plan: FaultPlan | null, stores: readonly Store[], wordBytes: 4 | 8 = 8) {
  const all = world(wordBytes);
  all.mapping.write(0, new Uint8Array(0x80).fill(0x5a));
  if (plan !== null) all.faults.arm(plan);
  for (const store of stores) {
    if (store.op === 'reset') all.faults.resetDone();
    else if (store.op === 'event') all.faults.eventHappened('kernel.panicked');
    else perform(all.mapping, store);
  }
  return { ...all, bytes: all.memory.read(0, SIZE) };
}

/** A header of three words, a copy over the place and beyond, and a word more. */
const crash: readonly Store[] = [
  { op: 'number', at: 0x10, bits: 32, value: 0x43474244 },
  { op: 'event' },
  { op: 'copy', at: 0x0c, bytes: Array.from({ length: 0x40 }, (_, index) => index + 1) },
  { op: 'reset' },
  { op: 'number', at: 0x18, bits: 64, value: 0xf0f0 },
  { op: 'fill', at: 0x20, length: 4, byte: 0 },
];

const times: readonly FaultTime[] = [
  'now',
  'reset',
  { write: 1 },
  { write: 4 },
  { stores: 3 },
  { event: 'kernel.panicked' },
];
const bitShapes: readonly BitShape[] = [
  { kind: 'bits', bits: [3, 255] },
  { kind: 'count', count: 40 },
  { kind: 'uniform', rate: 0.3 },
  { kind: 'burst', unit: 'bit', length: 9 },
  { kind: 'burst', unit: 'byte', length: 20, from: 12 },
  { kind: 'row', row: 0 },
  { kind: 'column', byte: 12, bit: 1 },
  { kind: 'chip', lane: 5 },
];
const shapes: readonly FaultPlan['shape'][] = [
  ...bitShapes.flatMap((shape) => bitEffects.map((effect) => ({ ...shape, effect }))),
  { kind: 'value', bytes: [0xde, 0xad] },
  { kind: 'misdirected', distance: 0x100 },
  { kind: 'misdirected', distance: -5 },
  { kind: 'torn', keep: 'first', bytes: 0 },
  { kind: 'torn', keep: 'first', bytes: 6 },
  { kind: 'torn', keep: 'last', bytes: 3 },
];

function differences(a: Uint8Array, b: Uint8Array): number[] {
  const found: number[] = [];
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) found.push(at);
  return found;
}

/** The true bytes are those of the run without the plan, in a run of stores that look at nothing. */
function checkTruth(plan: FaultPlan, stores: readonly Store[], wordBytes: 4 | 8 = 8) {
  const faulty = live(plan, stores, wordBytes);
  const clean = live(null, stores, wordBytes);
  expect(differences(faulty.ledger.pristine(0, SIZE), clean.bytes)).toEqual([]);
  const damaged = faulty.ledger.damaged({ start: 0, end: SIZE });
  const differing = differences(clean.bytes, faulty.bytes);
  expect(damaged.map(({ address }) => address)).toEqual(differing);
  expect(damaged.every(({ cause }) => cause === 'fault: test')).toBe(true);
  return { faulty, clean, differing };
}

/** Where a plan may leave damage: in its place; a store that goes wrong does so as a whole, and where it lands. */
function mayDiffer({ shape, place }: FaultPlan, at: number): boolean {
  const reach = shape.kind === 'torn' ? 0x1000 : shape.kind === 'misdirected' ? 7 : 0;
  const near = (address: number) => address >= place.start - reach && address < place.end + reach;
  return near(at) || (shape.kind === 'misdirected' && near(at - shape.distance));
}

describe('every shape at every time', () => {
  for (const shape of shapes) {
    const { kind, ...rest } = shape;
    test(`${kind} ${JSON.stringify(rest)}`, () => {
      let changes = 0;
      for (const when of times) {
        const plan: FaultPlan = { name: 'test', place: PLACE, shape, when };
        expect(planProblem(plan, SIZE)).toBeNull();
        const { faulty, differing } = checkTruth(plan, crash);
        expect(faulty.hits.map(({ plan: name, kind: told }) => [name, told])).toEqual([['test', kind]]);
        expect(differing.filter((at) => !mayDiffer(plan, at))).toEqual([]);
        changes += faulty.hits[0]!.flippedBits;
      }
      expect(changes).toBeGreaterThan(0);
    });
  }
});

describe('what each shape does', () => {
  const hit = (shape: FaultPlan['shape'], place: FaultPlan['place'] = PLACE, more: Partial<FaultPlan> = {}) => {
    const { ledger, faults, mapping, memory } = world();
    mapping.write(0, new Uint8Array(0x80).fill(0x0f));
    faults.arm({ name: 'test', place, shape, when: 'now', ...more });
    const flips = ledger.damaged({ start: 0, end: SIZE }).map(({ address, pristine, actual }) => {
      return [address - place.start, pristine ^ actual] as const;
    });
    return { flips, bytes: memory.read(place.start, place.end - place.start) };
  };

  test('named bits, and no others', () => {
    expect(hit({ kind: 'bits', bits: [0, 9, 9, 255], effect: 'flip' }).flips).toEqual([
      [0, 1],
      [1, 2],
      [31, 0x80],
    ]);
  });

  test('exactly n, from none to all', () => {
    for (const count of [0, 1, 7, 255, 256]) {
      const bits = hit({ kind: 'count', count, effect: 'flip' }).flips.map(([, mask]) => mask.toString(2));
      expect(bits.join('').replaceAll('0', '')).toHaveLength(count);
    }
  });

  test('a burst of neighbours', () => {
    expect(hit({ kind: 'burst', unit: 'bit', length: 9, from: 7, effect: 'flip' }).flips).toEqual([
      [0, 0x80],
      [1, 0xff],
    ]);
    expect(hit({ kind: 'burst', unit: 'byte', length: 2, from: 30, effect: 'flip' }).flips).toEqual([
      [30, 0xff],
      [31, 0xff],
    ]);
    expect(hit({ kind: 'burst', unit: 'byte', length: 32, effect: 'flip' }).flips).toHaveLength(32);
  });

  test('a row, a column and a chip of the module', () => {
    const wide = { start: 0x1fff, end: 0x6001 };
    const row = hit({ kind: 'row', row: 1, effect: 'flip' }, wide).flips;
    expect([row.length, row[0]![0], row.at(-1)![0]]).toEqual([0x2000, 1, 0x2000]);
    expect(hit({ kind: 'row', row: 0, effect: 'flip' }, wide).flips).toEqual([[0, 0xff]]);
    const column = hit({ kind: 'column', byte: 3, bit: 6, effect: 'flip' }, wide).flips;
    expect(column).toEqual([
      [3, 0x40],
      [0x2003, 0x40],
    ]);
    const chip = hit({ kind: 'chip', lane: 2, effect: 'flip' }).flips;
    expect(chip.map(([at]) => at)).toEqual([2, 10, 18, 26]);
  });

  test('charged cells only, to their ground state', () => {
    // The block of 32 KiB is one of true or of anti cells: either all ones fall, or all zeros rise.
    const { bytes } = hit({ kind: 'burst', unit: 'byte', length: 32, effect: 'charged' });
    expect(new Set(bytes).size).toBe(1);
    expect([0x00, 0xff]).toContain(bytes[0]);
    expect(
      hit({ kind: 'uniform', rate: 0.5, effect: 'charged' }).bytes.every((byte) => {
        return bytes[0] === 0 ? (byte & 0xf0) === 0 : (byte & 0x0f) === 0x0f;
      }),
    ).toBe(true);
  });

  test('a value', () => {
    const { bytes } = hit({ kind: 'value', bytes: [1, 2, 3] });
    expect([...bytes.subarray(0, 4)]).toEqual([1, 2, 3, 0x0f]);
  });
});

describe('at write', () => {
  const flip = { kind: 'bits', bits: [0], effect: 'flip' } as const;
  const place = { start: WINDOW + 8, end: WINDOW + 16 };

  test('the n-th store into the place, and none before', () => {
    const { faults, hits, mapping, memory } = world();
    faults.arm({ name: 'test', place, shape: flip, when: { write: 3 } });
    mapping.store32(8, 0);
    mapping.store32(16, 0);
    mapping.store8(15, 0);
    expect(hits).toEqual([]);
    mapping.write(0, new Uint8Array(24));
    expect(hits).toHaveLength(1);
    expect(memory.load8(place.start)).toBe(1);
    mapping.store32(8, 0);
    expect(memory.load8(place.start)).toBe(0);
    expect(faults.isWatching).toBe(false);
  });

  test.prop([fc.integer({ min: 1, max: 12 }), fc.constantFrom(4 as const, 8 as const), fc.nat(9), fc.nat(40)])(
    'stores anywhere are counted as the store gate counts them',
    (stores, wordBytes, at, length) => {
      const { faults, hits, memory } = world(wordBytes);
      const gate = new StoreGate(faults, wordBytes);
      memory.cpuSide = gate;
      const options = { cacheType: 'cached', byteOrder: 'little', writer: 'kernel' } as const;
      const mapping = map(memory, { address: WINDOW, length: 0x1000 }, options);
      let struck = -1;
      faults.arm({ name: 'test', place, shape: flip, when: { stores } });
      for (let round = 0; round < 20; round++) {
        const before = gate.count;
        mapping.write(0x100 + at, new Uint8Array(length));
        mapping.store16(0x101, 1);
        if (hits.length === 1 && struck < 0) {
          struck = round;
          expect(before).toBeLessThan(stores);
          expect(gate.count).toBeGreaterThanOrEqual(stores);
        }
      }
      expect(struck).toBeGreaterThanOrEqual(0);
    },
  );

  test('in the middle of a copy: what is stored afterwards is stored over the damage', () => {
    const damaged = (write: number) => {
      const { faults, mapping, ledger } = world();
      const wide = { start: WINDOW, end: WINDOW + 32 };
      faults.arm({ name: 'test', place: wide, shape: { kind: 'value', bytes: Array(32).fill(9) }, when: { write } });
      mapping.write(0, new Uint8Array(32).fill(1));
      return ledger.damaged(wide).map(({ address }) => address - WINDOW);
    };
    expect(damaged(1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(damaged(4)).toHaveLength(32);
    expect(damaged(5)).toEqual([]);
  });

  test('a misdirected store: one word of a copy lands elsewhere', () => {
    const { faults, mapping, memory, ledger } = world();
    mapping.fill(0, 0x40, 0xee);
    faults.arm({ name: 'test', place, shape: { kind: 'misdirected', distance: 0x100 }, when: { write: 1 } });
    mapping.write(
      0,
      Uint8Array.from({ length: 24 }, (_, index) => index),
    );
    expect([...mapping.read(0, 24)]).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7],
      ...Array<number>(8).fill(0xee),
      ...[16, 17, 18, 19, 20, 21, 22, 23],
    ]);
    expect([...mapping.read(0x108, 8)]).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect([...ledger.pristine(place.start, 8)]).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(memory.writerName(memory.writerAt(place.start))).toBe('fault');
  });

  test('a torn copy: the first or the last bytes of the whole copy', () => {
    for (const [keep, kept] of [
      ['first', [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
      ['last', [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]],
    ] as const) {
      const { faults, mapping } = world();
      faults.arm({ name: 'test', place, shape: { kind: 'torn', keep, bytes: 5 }, when: { write: 1 } });
      mapping.write(4, new Uint8Array(12).fill(1));
      expect([...mapping.read(4, 12)]).toEqual(kept);
      mapping.write(4, new Uint8Array(12).fill(2));
      expect(new Set(mapping.read(4, 12))).toEqual(new Set([2]));
    }
  });
});

describe('a stuck cell', () => {
  const stick = (effect: 'stuck-at-0' | 'stuck-at-1') => {
    const all = world();
    const place = { start: WINDOW, end: WINDOW + 4 };
    all.faults.arm({ name: 'test', place, shape: { kind: 'bits', bits: [5], effect }, when: 'now' });
    return all;
  };

  test('reads as stuck after every kind of store, and the ledger knows what was meant', () => {
    for (const [effect, stored, read] of [
      ['stuck-at-0', 0xff, 0xdf],
      ['stuck-at-1', 0x00, 0x20],
    ] as const) {
      const { mapping, ledger, memory } = stick(effect);
      const expected = (bytes: number) => {
        expect(mapping.load8(0)).toBe(read);
        expect(memory.load8(WINDOW)).toBe(read);
        expect([...ledger.pristine(WINDOW, bytes)]).toEqual(Array(bytes).fill(stored));
      };
      const word = stored * 0x01010101;
      mapping.store8(0, stored);
      expected(1);
      mapping.store16(0, word & 0xffff);
      expected(2);
      mapping.store32(0, word);
      expected(4);
      mapping.store64(0, BigInt(word) * 0x100000001n);
      expected(8);
      mapping.write(0, new Uint8Array(16).fill(stored));
      expected(16);
      mapping.fill(0, 16, stored);
      expected(16);
      mapping.store8(0, read);
      expect(ledger.isTrue({ start: WINDOW, end: WINDOW + 1 })).toBe(true);
    }
  });

  test('holds against what no CPU stores, at the next load', () => {
    const { mapping, memory, faults } = stick('stuck-at-1');
    memory.write(WINDOW, new Uint8Array(4), memory.writer('loader'));
    expect(mapping.load32(0)).toBe(0x20);
    memory.lose({ start: 0, end: SIZE }, 0, memory.writer('retention'));
    faults.settle();
    expect(memory.load8(WINDOW)).toBe(0x20);
  });
});

const storeOf: fc.Arbitrary<Store> = fc.oneof(
  fc.record({
    op: fc.constant('number' as const),
    at: fc.nat(0x60),
    bits: fc.constantFrom(8 as const, 16 as const, 32 as const, 64 as const),
    value: fc.nat(0xff),
  }),
  fc.record({
    op: fc.constant('copy' as const),
    at: fc.nat(0x60),
    bytes: fc.array(fc.nat(255), { maxLength: 60 }),
  }),
  fc.record({ op: fc.constant('fill' as const), at: fc.nat(0x60), length: fc.nat(60), byte: fc.nat(255) }),
  fc.constant({ op: 'reset' as const }),
  fc.constant({ op: 'event' as const }),
);
const planOf: fc.Arbitrary<FaultPlan> = fc
  .tuple(
    fc.constantFrom(...shapes),
    fc.constantFrom(...times),
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 32, max: 70 }),
  )
  .map(([shape, when, start, length]) => {
    return { name: 'test', place: { start: WINDOW + start, end: WINDOW + start + length }, shape, when };
  })
  .filter((plan) => planProblem(plan, SIZE) === null);

test.prop([planOf, fc.array(storeOf, { maxLength: 12 }), fc.constantFrom(4 as const, 8 as const)], { numRuns: 300 })(
  'any plan on any run: the truth is that of the run without it, and only the declared place differs',
  (plan, stores, wordBytes) => {
    const { differing } = checkTruth(plan, stores, wordBytes);
    expect(differing.filter((at) => !mayDiffer(plan, at))).toEqual([]);
  },
);

describe('a plan that cannot be', () => {
  test.each([
    [{ kind: 'bits', bits: [256], effect: 'flip' }, 'no such bit'],
    [{ kind: 'bits', bits: [-1], effect: 'flip' }, 'no such bit'],
    [{ kind: 'count', count: 257, effect: 'flip' }, 'number of bits'],
    [{ kind: 'uniform', rate: 1.01, effect: 'flip' }, 'probability'],
    [{ kind: 'burst', unit: 'byte', length: 33, effect: 'flip' }, 'burst of bytes'],
    [{ kind: 'burst', unit: 'bit', length: 256, from: 1, effect: 'flip' }, 'first bit'],
    [{ kind: 'row', row: 1, effect: 'flip' }, 'no such row'],
    [{ kind: 'column', byte: 32, bit: 0, effect: 'flip' }, 'no such byte'],
    [{ kind: 'column', byte: 0, bit: 8, effect: 'flip' }, 'no such bit'],
    [{ kind: 'chip', lane: 8, effect: 'flip' }, 'no such chip'],
    [{ kind: 'value', bytes: Array<number>(33).fill(0) }, 'number of bytes'],
    [{ kind: 'misdirected', distance: 0 }, 'distance 0'],
    [{ kind: 'misdirected', distance: SIZE }, 'distance'],
    [{ kind: 'misdirected', distance: -PLACE.start - 1 }, 'distance'],
    [{ kind: 'torn', keep: 'first', bytes: -1 }, 'number of bytes'],
  ] as const)('%o', (shape, words) => {
    const plan: FaultPlan = { name: 'test', place: PLACE, shape, when: 'now' };
    expect(planProblem(plan, SIZE)?.message).toContain(words);
    expect(() => world().faults.arm(plan)).toThrow(words);
  });

  test('a place that holds nothing, a store 0, a module that nobody sells, more bits than 2^24', () => {
    const plan: FaultPlan = {
      name: 'test',
      place: PLACE,
      shape: { kind: 'chip', lane: 7, effect: 'flip' },
      when: 'now',
    };
    expect(planProblem(plan, SIZE)).toBeNull();
    expect(planProblem(plan, PLACE.end - 1)).not.toBeNull();
    expect(planProblem({ ...plan, place: { start: 8, end: 8 } }, SIZE)).not.toBeNull();
    expect(planProblem({ ...plan, when: { write: 0 } }, SIZE)).not.toBeNull();
    expect(planProblem({ ...plan, when: { stores: 0.5 } }, SIZE)).not.toBeNull();
    expect(planProblem({ ...plan, module: 'ddr9' }, SIZE)).not.toBeNull();
    const wide = { start: 0, end: 2 ** 21 };
    const rate = (value: number): FaultPlan => ({
      ...plan,
      place: wide,
      shape: { kind: 'uniform', rate: value, effect: 'flip' },
    });
    expect(planProblem(rate(1), 2 ** 30)).toBeNull();
    expect(planProblem({ ...rate(1), place: { start: 0, end: 2 ** 21 + 1 } }, 2 ** 30)).not.toBeNull();
  });
});
