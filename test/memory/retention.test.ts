import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Ledger } from '../../src/memory/ledger.ts';
import { PAGE_SIZE, PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { applyRetention, type RetentionProfile, type RetentionRule } from '../../src/memory/retention.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const stream = (seed: string) => new RandomStreams(seed).stream('retention');
const TOP = 2 ** 44;

function filledMemory(): PhysicalMemory {
  const memory = new PhysicalMemory();
  memory.write(0, new Uint8Array(16 * PAGE_SIZE).fill(0xa5), memory.writer('kernel'));
  return memory;
}

describe('retention', () => {
  test('keeps everything where the board says nothing', () => {
    const memory = filledMemory();
    const before = memory.hash();
    const random = stream('seed');
    const kept: RetentionProfile = { warm: [{ region: 'all', outcome: 'kept' }], cold: [] };
    for (const cause of ['warm', 'cold', 'watchdog'] as const) {
      expect(applyRetention(memory, kept, cause, random)).toEqual({ cause, effects: [], flipCount: 0 });
    }
    expect(memory.hash()).toBe(before);
    expect(random.uint32()).toBe(stream('seed').uint32());
  });

  test('loses all of 16 TiB at once, to random bytes', () => {
    const memory = filledMemory();
    const report = applyRetention(
      memory,
      { 'power-loss': [{ region: 'all', outcome: 'lost' }] },
      'power-loss',
      stream('seed'),
    );
    expect(report.effects).toEqual([{ start: 0, end: TOP, outcome: 'lost', flipCount: 0 }]);
    expect([...memory.touchedPages()]).toEqual([]);
    const bytes = memory.read(0, 1 << 16);
    const counts = new Array<number>(256).fill(0);
    for (const byte of bytes) counts[byte]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0);
    // 255 degrees of freedom: 331 is exceeded once in a thousand.
    expect(chiSquare).toBeLessThan(331);
  });

  test('the first rule that covers an address decides', () => {
    const memory = filledMemory();
    const rules: RetentionRule[] = [
      { region: { start: 0x2100, end: 0x3000 }, outcome: 'kept' },
      { region: { start: 0x1000, end: 0x4000 }, outcome: 'lost' },
      { region: { start: 0x0, end: 0x4100 }, outcome: { bitErrorRate: 1 } },
      { region: 'all', outcome: 'kept' },
    ];
    const report = applyRetention(memory, { pin: rules }, 'pin', stream('seed'));
    expect(report.effects).toEqual([
      { start: 0x1000, end: 0x2100, outcome: 'lost', flipCount: 0 },
      { start: 0x3000, end: 0x4000, outcome: 'lost', flipCount: 0 },
      { start: 0x0, end: 0x1000, outcome: { bitErrorRate: 1 }, flipCount: 0x1000 * 8 },
      { start: 0x4000, end: 0x4100, outcome: { bitErrorRate: 1 }, flipCount: 0x100 * 8 },
    ]);
    expect(report.flipCount).toBe(0x1100 * 8);
    const bytes = memory.read(0, 0x5000);
    const all = (start: number, end: number, byte: number) => bytes.subarray(start, end).every((one) => one === byte);
    expect([
      all(0, 0x1000, 0x5a),
      all(0x2100, 0x3000, 0xa5),
      all(0x4000, 0x4100, 0x5a),
      all(0x4100, 0x5000, 0xa5),
    ]).toEqual([true, true, true, true]);
    expect(all(0x1000, 0x2100, 0xa5) || all(0x3000, 0x4000, 0xa5)).toBe(false);
    expect(memory.writers(0, 0x5000).map(({ start, writer }) => [start, writer])).toEqual([
      [0, 'retention'],
      [0x1000, 'nobody'],
      [0x2100, 'kernel'],
      [0x3000, 'nobody'],
      [0x4000, 'retention'],
      [0x4100, 'kernel'],
    ]);
  });

  test('rules that reach beyond memory end where memory does', () => {
    const memory = new PhysicalMemory({ sizeBytes: 2 * PAGE_SIZE });
    const rules: RetentionRule[] = [{ region: { start: PAGE_SIZE, end: 2 ** 50 }, outcome: 'lost' }];
    const report = applyRetention(memory, { pin: rules }, 'pin', stream('seed'));
    expect(report.effects).toEqual([{ start: PAGE_SIZE, end: 2 * PAGE_SIZE, outcome: 'lost', flipCount: 0 }]);
    const outside: RetentionRule[] = [{ region: { start: 2 ** 20, end: 2 ** 21 }, outcome: 'lost' }];
    expect(applyRetention(memory, { pin: outside }, 'pin', stream('seed')).effects).toEqual([]);
  });

  const rule = fc.record({
    region: fc.oneof(
      fc.constant('all' as const),
      fc.tuple(fc.nat({ max: 20 * PAGE_SIZE }), fc.nat({ max: 4 * PAGE_SIZE })).map(([start, length]) => ({
        start,
        end: start + length,
      })),
    ),
    outcome: fc.oneof(
      fc.constantFrom('kept' as const, 'lost' as const),
      fc.double({ min: 0, max: 1, noNaN: true }).map((bitErrorRate) => ({ bitErrorRate })),
    ),
  });
  test.prop([fc.array(rule, { maxLength: 5 }), fc.string()], { numRuns: 40 })(
    'does the same for the same seed, and counts what it did',
    (rules, seed) => {
      const runs = [1, 2].map(() => {
        const memory = filledMemory();
        const ledger = new Ledger(memory);
        const report = applyRetention(memory, { warm: rules }, 'warm', stream(seed), { ledger });
        const summary = ledger.classify({ start: 0, end: 32 * PAGE_SIZE });
        return { hash: memory.hash(), report, summary };
      });
      expect(runs[0]).toEqual(runs[1]);
      const { report, summary } = runs[0]!;
      if (report.effects.every(({ outcome }) => outcome !== 'lost')) expect(summary.damagedBits).toBe(report.flipCount);
    },
  );
});
