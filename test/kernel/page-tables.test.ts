/** Page tables in RAM, walked as a reader of a dump walks them. */
import { describe, expect, test } from 'vitest';
import {
  arm64PageTables,
  type PageTableFormat,
  PageTables,
  radixPageTables,
  x86PageTables,
} from '../../src/kernel/vmcore/page-tables.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';

const ROOT = 0x100000;
const POOL = Array.from({ length: 8 }, (_, index) => 0x200000 + index * 4096);
/** How each architecture tells a leaf from a table, and what of an entry is an address. */
const walks = {
  x86: { format: x86PageTables, isLeaf: (entry: bigint, level: number) => level === 3 || (entry & 0x80n) !== 0n },
  arm64: { format: arm64PageTables, isLeaf: (entry: bigint, level: number) => level === 3 || (entry & 2n) === 0n },
  radix: { format: radixPageTables, isLeaf: (entry: bigint) => ((entry >> 62n) & 1n) === 1n },
} as const;
const ADDRESS = 0xffff_ffff_f000n;

function walk(memory: PhysicalMemory, name: keyof typeof walks, virtual: bigint): number | null {
  const { format, isLeaf } = walks[name];
  const { levels, byteOrder }: PageTableFormat = format;
  let table = ROOT;
  for (const [level, { shift, bits }] of levels.entries()) {
    const index = Number((virtual >> BigInt(shift)) & ((1n << BigInt(bits)) - 1n));
    const bytes = memory.read(table + index * 8, 8);
    const entry = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, byteOrder === 'little');
    if (entry === 0n) return null;
    if (isLeaf(entry, level)) {
      const below = (1n << BigInt(shift)) - 1n;
      return Number((entry & ADDRESS & ~below) | (virtual & below));
    }
    table = Number(entry & ADDRESS);
  }
  return null;
}

describe.each(Object.keys(walks) as (keyof typeof walks)[])('%s', (name) => {
  const base = 0xffff_0000_0000_0000n;
  const memory = new PhysicalMemory();
  const { format } = walks[name];
  const small = 2 ** format.levels.at(-1)!.shift;
  const tables = new PageTables(format, ROOT, POOL);
  const mapped = [
    tables.map({ virtual: base, physical: 0x40000000, length: 2 ** 30 + 2 ** 21 + small }),
    tables.map({ virtual: base + (1n << 40n), physical: small, length: 2 * small }),
  ];
  tables.store(memory);

  test('every byte of a range is found, and nothing beyond its end', () => {
    expect(mapped).toEqual([true, true]);
    const length = 2 ** 30 + 2 ** 21 + small;
    for (const at of [0, 5, 2 ** 21 + 1, 2 ** 30 - 1, 2 ** 30, 2 ** 30 + 2 ** 21, length - 1]) {
      expect(walk(memory, name, base + BigInt(at))).toBe(0x40000000 + at);
    }
    expect(walk(memory, name, base + BigInt(length))).toBeNull();
    expect(walk(memory, name, base + (1n << 40n) + BigInt(2 * small) - 1n)).toBe(3 * small - 1);
    expect(walk(memory, name, base + (1n << 40n) + BigInt(2 * small))).toBeNull();
  });

  test('says so where the tables are used up', () => {
    const few = new PageTables(format, ROOT, POOL.slice(0, 2));
    expect(few.map({ virtual: base, physical: small, length: small })).toBe(false);
  });
});
