/** Ranges are compared with sets of addresses over a space small enough to list. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type AddressRange,
  compareMaps,
  type MemoryRegion,
  memoryMap,
  overlaps,
  regionsAt,
  regionsIn,
  subtract,
  unite,
} from '../../src/memory/memory-map.ts';

const ranges = fc.array(
  fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 8 })).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 6 },
);
const cells = (list: readonly AddressRange[]) =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)));

function region(name: string, start: number, end: number, kind: MemoryRegion['kind'] = 'reserved'): MemoryRegion {
  return { name, kind, start, end, owner: 'test' };
}

describe('ranges', () => {
  test.prop([ranges])('united cover the same addresses, ascending, with gaps between', (list) => {
    const united = unite(list);
    expect([...cells(united)]).toEqual([...cells(list)].sort((a, b) => a - b));
    for (let index = 1; index < united.length; index++) {
      expect(united[index]!.start).toBeGreaterThan(united[index - 1]!.end);
    }
    expect(united.every(({ start, end }) => start < end)).toBe(true);
  });

  test.prop([ranges, ranges])('with holes taken out leave exactly the other addresses', (list, holes) => {
    const hidden = cells(holes);
    const expected = [...cells(list)].filter((address) => !hidden.has(address)).sort((a, b) => a - b);
    expect([...cells(subtract(list, holes))]).toEqual(expected);
  });
});

describe('a memory map', () => {
  test('is sorted by start, the longer region first', () => {
    const map = memoryMap([region('c', 4, 6), region('b', 0, 4), region('a', 0, 9, 'ram')]);
    expect(map.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  test('refuses regions that are empty, reversed or broken', () => {
    for (const [start, end] of [
      [1, 1],
      [2, 1],
      [-1, 1],
      [0, 0.5],
      [Number.NaN, 1],
    ] as const) {
      expect(() => memoryMap([region('x', start, end)])).toThrow('region x');
    }
  });

  test('is looked up by address and by range, ends exclusive', () => {
    const map = memoryMap([region('ram', 0, 100, 'ram'), region('log', 10, 20)]);
    expect([9, 10, 19, 20, 100].map((address) => regionsAt(map, address).length)).toEqual([1, 2, 2, 1, 0]);
    expect(regionsIn(map, { start: 0, end: 10 }).length).toBe(1);
    expect(regionsIn(map, { start: 19, end: 20 }).length).toBe(2);
    expect(regionsIn(map, { start: 100, end: 200 }).length).toBe(0);
  });

  test.prop([fc.array(fc.tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 8 })), { maxLength: 7 })])(
    'names every pair that overlaps, and the bytes they share',
    (list) => {
      const map = list.map(([start, length], index) => region(`r${index}`, start, start + length));
      const expected = new Set<string>();
      for (const [index, a] of map.entries()) {
        for (const b of map.slice(index + 1)) {
          const shared = [...cells([a])].filter((address) => cells([b]).has(address));
          const names = [a.name, b.name].sort().join();
          if (shared.length > 0) expected.add(`${names} ${Math.min(...shared)} ${Math.max(...shared) + 1}`);
        }
      }
      const found = overlaps(map).map((one) => {
        expect(one.first.start).toBeLessThanOrEqual(one.second.start);
        return `${[one.first.name, one.second.name].sort().join()} ${one.start} ${one.end}`;
      });
      expect(new Set(found)).toEqual(expected);
      expect(found.length).toBe(expected.size);
    },
  );

  test('a reservation inside RAM is no conflict, two banks of RAM that overlap are', () => {
    const map = [region('bank 0', 0, 100, 'ram'), region('log', 10, 20), region('bank 1', 99, 200, 'ram')];
    expect(overlaps(map).map(({ first, second }) => [first.name, second.name])).toEqual([['bank 0', 'bank 1']]);
  });

  test('is compared with a later one: what came, what went, what moved', () => {
    const twins = [region('zone', 0, 4), region('zone', 4, 8)];
    const before = [...twins, region('gone', 20, 30), region('log', 40, 50)];
    const after = [region('zone', 8, 12), twins[0]!, region('log', 40, 50, 'no-map'), region('new', 60, 70)];
    expect(compareMaps(before, after)).toEqual({
      added: [region('log', 40, 50, 'no-map'), region('new', 60, 70)],
      removed: [region('gone', 20, 30), region('log', 40, 50)],
      moved: [{ before: twins[1], after: region('zone', 8, 12) }],
    });
    expect(compareMaps(before, before)).toEqual({ added: [], removed: [], moved: [] });
  });
});
