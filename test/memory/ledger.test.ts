/**
 * The ledger against two plain arrays: what a small memory holds, and what it would hold without the damage.
 *
 * Stages store through the memory, faults flip, resets lose or flip regions, the world is saved and restored, in random
 * order; after each run the ledger must name exactly the bytes in which the two arrays differ, with their true values.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { flipBits, flipUniform } from '../../src/memory/faults.ts';
import { eachBit, noPageBits } from '../../src/memory/flipped-bytes.ts';
import { Ledger, type LedgerSnapshot } from '../../src/memory/ledger.ts';
import { type MemorySnapshot, PAGE_SIZE, PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { applyRetention } from '../../src/memory/retention.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const SIZE = 3 * PAGE_SIZE;
const ALL = { start: 0, end: SIZE };

/** Addresses near the ends of pages, so that commands meet. */
const address = fc
  .tuple(fc.constantFrom(0, PAGE_SIZE, 2 * PAGE_SIZE), fc.integer({ min: -12, max: 12 }))
  .map(([border, distance]) => Math.max(0, border + distance));
const command = fc.oneof(
  fc.record({ do: fc.constant('store' as const), at: address, bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }) }),
  fc.record({ do: fc.constant('flip' as const), at: address, bit: fc.nat({ max: 7 }) }),
  fc.record({ do: fc.constantFrom('lose' as const, 'noise'), at: address, length: fc.constantFrom(1, 9, 4096, SIZE) }),
  fc.record({ do: fc.constant('page' as const), at: address, marks: fc.constantFrom(1, 9, 1023, 1024, 4096) }),
  fc.record({ do: fc.constantFrom('save' as const, 'restore') }),
);

/** One byte: its true value where that is not what RAM holds, whether it was flipped, whether anybody wrote it. */
interface ModelByte {
  truth: number | null;
  isFlipped: boolean;
  isWritten: boolean;
}

function flip(byte: ModelByte, actual: number): void {
  byte.truth ??= actual;
  byte.isFlipped = true;
  byte.isWritten = true;
}

function lose(byte: ModelByte, actual: number): void {
  if (!byte.isFlipped) byte.truth = byte.isWritten ? actual : null;
  byte.isWritten = false;
}

type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** Does the steps to a memory with a ledger and to the model, and compares; `sabotage` breaks the ledger first. */
function runLedger(
  steps: readonly Command[],
  sabotage: (memory: PhysicalMemory, ledger: Ledger) => void = () => {},
): void {
  const memory = new PhysicalMemory({ sizeBytes: SIZE });
  const ledger = new Ledger(memory);
  sabotage(memory, ledger);
  const kernel = memory.writer('kernel');
  let seed = 1;
  let model = Array.from({ length: SIZE }, (): ModelByte => ({ truth: null, isFlipped: false, isWritten: false }));
  let saved: { memory: MemorySnapshot; ledger: LedgerSnapshot; model: ModelByte[] } | undefined;
  for (const step of steps) {
    if (step.do === 'store') {
      memory.write(step.at, step.bytes, kernel);
      for (const index of step.bytes.keys())
        model[step.at + index] = { truth: null, isFlipped: false, isWritten: true };
    } else if (step.do === 'flip') {
      flip(model[step.at]!, memory.load8(step.at));
      flipBits(memory, [{ address: step.at, bit: step.bit }], { ledger });
    } else if (step.do === 'lose' || step.do === 'noise') {
      const range = { start: step.at, end: Math.min(SIZE, step.at + step.length) };
      const change = step.do === 'lose' ? lose : flip;
      for (let at = range.start; at < range.end; at++) change(model[at]!, memory.load8(at));
      if (step.do === 'noise') {
        flipUniform(memory, range, 1, new RandomStreams('x').stream('y'), { ledger, cause: 'noise' });
      } else {
        ledger.recordLoss(range, 'loss');
        memory.lose(range, seed++, memory.writer('retention'));
      }
    } else if (step.do === 'page') {
      const pfn = Math.floor(step.at / PAGE_SIZE);
      const marked = noPageBits();
      // Any odd number goes round the whole page.
      for (let count = 0; count < step.marks; count++) {
        const offset = (step.at + count * 1237) % PAGE_SIZE;
        marked[offset >>> 5]! |= 1 << (offset & 31);
      }
      const page = memory.read(pfn * PAGE_SIZE, PAGE_SIZE);
      ledger.recordPage(pfn, page, marked, 'page');
      eachBit(marked, (offset) => {
        flip(model[pfn * PAGE_SIZE + offset]!, page[offset]!);
        memory.store8(pfn * PAGE_SIZE + offset, page[offset]! ^ 0xff, memory.writer('retention'));
      });
    } else if (step.do === 'save') {
      saved?.memory.release();
      saved?.ledger.release();
      saved = { memory: memory.snapshot(), ledger: ledger.snapshot(), model: structuredClone(model) };
    } else if (saved !== undefined) {
      memory.restore(saved.memory);
      ledger.restore(saved.ledger);
      model = structuredClone(saved.model);
    }
  }

  const actual = memory.read(0, SIZE);
  const expected: [number, number, number][] = [];
  for (const [at, { truth }] of model.entries()) {
    if (truth !== null && truth !== actual[at]) expected.push([at, truth, actual[at]!]);
  }
  const damaged = ledger.damaged(ALL);
  expect(damaged.map((one) => [one.address, one.pristine, one.actual])).toEqual(expected);
  expect([...ledger.pristine(0, SIZE)]).toEqual(model.map(({ truth }, at) => truth ?? actual[at]!));
  expect(ledger.isTrue(ALL)).toBe(expected.length === 0);
  expect(ledger.classify(ALL).damagedBytes).toBe(expected.length);
  for (const border of [0, PAGE_SIZE - 6, PAGE_SIZE, 2 * PAGE_SIZE - 1]) {
    const range = { start: border, end: border + 8 };
    const within = damaged.filter((one) => one.address >= range.start && one.address < range.end);
    expect(ledger.damaged(range)).toEqual(within);
  }

  saved?.memory.release();
  saved?.ledger.release();
  ledger.release();
  const empty = new PhysicalMemory({ sizeBytes: SIZE, shareWith: memory });
  memory.release();
  expect(empty.usage().poolBytes).toBe(0);
}

describe('the ledger', () => {
  test.prop([fc.array(command, { maxLength: 40 })], { numRuns: 100 })('names exactly what is damaged', (steps) => {
    runLedger(steps);
  });

  const mutants: Record<string, (memory: PhysicalMemory, ledger: Ledger) => void> = {
    'does not hear of stores': (memory) => {
      memory.onWrite = () => () => {};
    },
    'enters no losses': (_memory, ledger) => {
      ledger.recordLoss = () => {};
    },
    'enters no pages': (_memory, ledger) => {
      ledger.recordPage = () => {};
    },
    'is not restored with the memory': (_memory, ledger) => {
      ledger.restore = () => {};
    },
  };
  for (const [name, sabotage] of Object.entries(mutants)) {
    test(`a ledger that ${name} is noticed`, () => {
      const property = fc.property(fc.array(command, { maxLength: 40 }), (steps) => runLedger(steps, sabotage));
      expect(fc.check(property, { seed: 1, numRuns: 300, endOnFailure: true }).failed).toBe(true);
    });
  }

  test('says what did it and how much', () => {
    const memory = new PhysicalMemory();
    const ledger = new Ledger(memory);
    const kernel = memory.writer('kernel');
    memory.fill(0, 4 * PAGE_SIZE, 0x55, kernel);
    flipBits(
      memory,
      [
        { address: 10, bit: 0 },
        { address: 10, bit: 1 },
        { address: 20, bit: 7 },
      ],
      { ledger, cause: 'cosmic ray' },
    );
    const rules = [{ region: { start: PAGE_SIZE, end: PAGE_SIZE + 1 }, outcome: { bitErrorRate: 1 } }] as const;
    applyRetention(memory, { warm: rules }, 'warm', new RandomStreams('x').stream('y'), { ledger });
    expect(ledger.damaged({ start: 0, end: 2 ** 44 })).toEqual([
      { address: 10, pristine: 0x55, actual: 0x56, cause: 'cosmic ray' },
      { address: 20, pristine: 0x55, actual: 0xd5, cause: 'cosmic ray' },
      { address: PAGE_SIZE, pristine: 0x55, actual: 0xaa, cause: 'retention: warm' },
    ]);
    expect(ledger.classify({ start: 0, end: 2 * PAGE_SIZE })).toEqual({
      bytes: 2 * PAGE_SIZE,
      damagedBytes: 3,
      damagedBits: 11,
      causes: { 'cosmic ray': 2, 'retention: warm': 1 },
    });
    expect(ledger.isTrue({ start: 11, end: 20 })).toBe(true);
    expect(ledger.isTrue({ start: 11, end: 21 })).toBe(false);
  });

  test('a stage that stores makes a byte true again, whatever it stores; a flip that is flipped back does too', () => {
    const memory = new PhysicalMemory();
    const ledger = new Ledger(memory);
    const kernel = memory.writer('kernel');
    memory.store32le(100, 0x01020304, kernel);
    flipBits(
      memory,
      [100, 101, 102].map((at) => ({ address: at, bit: 3 })),
      { ledger },
    );
    memory.store8(101, 0xee, kernel);
    flipBits(memory, [{ address: 102, bit: 3 }], { ledger });
    expect(ledger.damaged({ start: 0, end: 200 }).map((one) => one.address)).toEqual([100]);
    memory.fill(0, 1 << 30, 0, memory.writer('firmware'));
    expect(ledger.isTrue({ start: 0, end: 2 ** 44 })).toBe(true);
  });

  test('a loss of all memory costs nothing, and its truth is still known', () => {
    const memory = new PhysicalMemory();
    const ledger = new Ledger(memory);
    memory.write(2 ** 40, Uint8Array.of(1, 2, 3, 4), memory.writer('kernel'));
    flipBits(memory, [{ address: 2 ** 40 + 1, bit: 0 }], { ledger });
    applyRetention(memory, { cold: [{ region: 'all', outcome: 'lost' }] }, 'cold', new RandomStreams('x').stream('y'), {
      ledger,
    });
    expect([...ledger.pristine(2 ** 40 - 1, 6).subarray(1, 5)]).toEqual([1, 2, 3, 4]);
    const causes = ledger.damaged({ start: 0, end: 2 ** 44 }).map(({ address, cause }) => [address - 2 ** 40, cause]);
    expect(causes).toEqual([
      [0, 'retention: cold'],
      [1, 'fault'],
      [2, 'retention: cold'],
      [3, 'retention: cold'],
    ]);
    memory.store8(2 ** 40 + 2, 9, memory.writer('kernel'));
    flipBits(memory, [{ address: 2 ** 40 + 3, bit: 0 }], { ledger });
    expect([...ledger.pristine(2 ** 40, 4)]).toEqual([1, 2, 9, 4]);
    expect(ledger.damaged({ start: 2 ** 40 + 3, end: 2 ** 40 + 4 })[0]?.cause).toBe('retention: cold');
  });

  test('watches no store while nothing is flipped', () => {
    const memory = new PhysicalMemory();
    const onWrite = memory.onWrite.bind(memory);
    let observers = 0;
    memory.onWrite = (range, observe) => {
      const stop = onWrite(range, observe);
      observers++;
      return () => {
        observers--;
        stop();
      };
    };
    const ledger = new Ledger(memory);
    memory.store8(0, 1, memory.writer('kernel'));
    expect(observers).toBe(0);
    flipBits(memory, [{ address: 0, bit: 0 }], { ledger });
    expect(observers).toBe(1);
    memory.store8(0, 1, memory.writer('kernel'));
    expect(observers).toBe(0);
  });

  test('keeps the truth of a page that is flipped all over, out of order', () => {
    const memory = new PhysicalMemory();
    const ledger = new Ledger(memory);
    const truth = Uint8Array.from({ length: PAGE_SIZE }, (_, index) => index * 31);
    memory.write(0, truth, memory.writer('kernel'));
    const flips = Array.from({ length: PAGE_SIZE }, (_, index) => ({
      address: (index * 1237) % PAGE_SIZE,
      bit: index & 7,
    }));
    flipBits(memory, flips, { ledger });
    expect(ledger.pristine(0, PAGE_SIZE)).toEqual(truth);
    expect(ledger.classify({ start: 0, end: PAGE_SIZE }).damagedBytes).toBe(PAGE_SIZE);
    memory.write(100, new Uint8Array(50), memory.writer('kernel'));
    expect(ledger.classify({ start: 0, end: PAGE_SIZE }).damagedBytes).toBe(PAGE_SIZE - 50);
  });

  test('names up to 255 causes in a page, and the others together', () => {
    const memory = new PhysicalMemory();
    const ledger = new Ledger(memory);
    for (let address = 0; address < 300; address++)
      flipBits(memory, [{ address, bit: 0 }], { ledger, cause: `cause ${address}` });
    const causes = ledger.damaged({ start: 0, end: 300 }).map(({ cause }) => cause);
    expect(causes).toEqual(Array.from({ length: 300 }, (_, index) => (index < 255 ? `cause ${index}` : 'other')));
  });

  test('needs a memory that knows its writers', () => {
    expect(() => new Ledger(new PhysicalMemory({ trackWriters: false }))).toThrow('tracks writers');
  });
});
