import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { map } from '../../src/memory/mapping.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';

const options = { cacheType: 'write-combine', byteOrder: 'little', writer: 'kernel/ramoops' } as const;

describe('a mapping', () => {
  test.prop([fc.constantFrom('little' as const, 'big' as const), fc.nat({ max: 40 }), fc.bigInt(0n, (1n << 64n) - 1n)])(
    'stores and loads every width in its byte order, across pages too',
    (byteOrder, offset, value) => {
      const memory = new PhysicalMemory();
      const mapping = map(memory, { address: 0x30000000 - 24, length: 64 }, { ...options, byteOrder });
      const isLittle = byteOrder === 'little';
      const expected = new DataView(new ArrayBuffer(64));
      const check = () => expect(mapping.read(0, 64)).toEqual(new Uint8Array(expected.buffer));

      mapping.store64(offset, value);
      expected.setBigUint64(offset, value, isLittle);
      check();
      expect(mapping.load64(offset)).toBe(value);
      expect(mapping.load32(offset)).toBe(expected.getUint32(offset, isLittle));
      expect(mapping.load16(offset)).toBe(expected.getUint16(offset, isLittle));
      expect(mapping.load8(offset)).toBe(expected.getUint8(offset));

      const low = Number(value & 0xffffffffn);
      mapping.store32(offset + 8, low);
      expected.setUint32(offset + 8, low, isLittle);
      mapping.store16(offset + 12, low);
      expected.setUint16(offset + 12, low, isLittle);
      mapping.store8(offset + 14, low);
      expected.setUint8(offset + 14, low);
      check();
    },
  );

  test('puts its writer on every byte and nothing else', () => {
    const memory = new PhysicalMemory();
    const mapping = map(memory, { address: 0xff0, length: 0x20 }, options);
    mapping.fill(0, 0x20, 0xff);
    mapping.write(0x10, Uint8Array.of(1, 2, 3));
    expect(memory.writers(0xfef, 0x22)).toEqual([
      { start: 0xfef, end: 0xff0, writer: 'nobody' },
      { start: 0xff0, end: 0x1010, writer: 'kernel/ramoops' },
      { start: 0x1010, end: 0x1011, writer: 'nobody' },
    ]);
    const target = new Uint8Array(4);
    mapping.readInto(0x0f, target);
    expect([...target]).toEqual([0xff, 1, 2, 3]);
    expect(mapping).toMatchObject({ address: 0xff0, length: 0x20, cacheType: 'write-combine', byteOrder: 'little' });
  });

  test('refuses one byte beyond its end, before its start, and broken offsets, at every width', () => {
    const memory = new PhysicalMemory();
    memory.fill(0, 0x3000, 7, memory.writer('test'));
    const mapping = map(memory, { address: 0x1000, length: 0x100 }, options);
    const widths = [
      [1, (at: number) => mapping.load8(at), (at: number) => mapping.store8(at, 0)],
      [2, (at: number) => mapping.load16(at), (at: number) => mapping.store16(at, 0)],
      [4, (at: number) => mapping.load32(at), (at: number) => mapping.store32(at, 0)],
      [8, (at: number) => mapping.load64(at), (at: number) => mapping.store64(at, 0n)],
      [3, (at: number) => mapping.read(at, 3), (at: number) => mapping.write(at, new Uint8Array(3))],
      [5, (at: number) => mapping.readInto(at, new Uint8Array(5)), (at: number) => mapping.fill(at, 5, 0)],
    ] as const;
    for (const [size, load, store] of widths) {
      for (const offset of [-1, 0x100 - size + 1, 0x101, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => load(offset)).toThrow('of a mapping of 256 bytes');
        expect(() => store(offset)).toThrow('of a mapping of 256 bytes');
      }
      load(0x100 - size);
    }
    expect(memory.read(0, 0x3000).every((byte) => byte === 7)).toBe(true);
  });

  test('itself must lie in the address space', () => {
    const memory = new PhysicalMemory({ sizeBytes: 0x1000 });
    expect(map(memory, { address: 0xfff, length: 1 }, options).load8(0)).toBe(0);
    for (const [address, length] of [
      [0xfff, 2],
      [-1, 1],
      [0.5, 1],
      [0, 0],
      [0, -1],
      [0, 1.5],
    ] as const) {
      expect(() => map(memory, { address, length }, options)).toThrow('mapping');
    }
  });
});
