/** Stores are counted word by word, and none is done after the one at which the power goes. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { map } from '../../src/memory/mapping.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { PowerCut, StoreGate } from '../../src/memory/store-gate.ts';

const options = { cacheType: 'cached', byteOrder: 'little', writer: 'kernel' } as const;

function gated(wordBytes: 4 | 8) {
  const memory = new PhysicalMemory();
  const gate = new StoreGate({ port: () => memory }, wordBytes);
  memory.cpuSide = gate;
  return { memory, gate, mapping: map(memory, { address: 0x1000, length: 0x1000 }, options) };
}

/** The stores after which a copy is cut, and whether it was. */
function cutsAt(gate: StoreGate, stores: number, action: () => void): boolean {
  gate.cutAfter(stores);
  try {
    action();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(PowerCut);
    return true;
  }
  return false;
}

describe('a store gate', () => {
  test('counts numbers as one store each, and copies by aligned words', () => {
    const { gate, mapping } = gated(8);
    mapping.store8(3, 1);
    mapping.store16(6, 1);
    mapping.store32(8, 1);
    mapping.store64(16, 1n);
    expect(gate.count).toBe(4);
    mapping.write(7, new Uint8Array(10)); // 7 | 8…15 | 16
    expect(gate.count).toBe(7);
    mapping.fill(8, 8, 0);
    expect(gate.count).toBe(8);
    mapping.write(0, new Uint8Array(0));
    expect(gate.count).toBe(8);
    expect(mapping.read(0, 4)).toEqual(Uint8Array.of(0, 0, 0, 1));
  });

  test.prop([fc.constantFrom(4 as const, 8 as const), fc.nat(40), fc.integer({ min: 1, max: 60 })])(
    'cuts a copy after each of its stores, and leaves the rest as it was',
    (wordBytes, offset, length) => {
      const words = Math.ceil((offset + length) / wordBytes) - Math.floor(offset / wordBytes);
      for (let stores = 1; stores <= words + 1; stores++) {
        const { gate, mapping } = gated(wordBytes);
        const isCut = cutsAt(gate, stores, () => mapping.write(offset, new Uint8Array(length).fill(0xff)));
        expect(isCut).toBe(stores <= words);
        const end = Math.min(offset + length, (Math.floor(offset / wordBytes) + stores) * wordBytes);
        const expected = new Uint8Array(0x80).fill(0xff, offset, end);
        expect(mapping.read(0, 0x80)).toEqual(expected);
        expect(gate.count).toBe(Math.min(stores, words));
      }
    },
  );

  test('cuts once: what runs afterwards stores again', () => {
    const { gate, mapping } = gated(8);
    expect(cutsAt(gate, 2, () => [mapping.store8(0, 1), mapping.store8(1, 1), mapping.store8(2, 1)])).toBe(true);
    mapping.store8(3, 1);
    expect(mapping.read(0, 5)).toEqual(Uint8Array.of(1, 1, 0, 1, 0));
  });

  test('a memory without a CPU side counts nothing, and mappings keep the side they were made with', () => {
    const { memory, gate, mapping } = gated(8);
    memory.cpuSide = null;
    map(memory, { address: 0x1000, length: 8 }, options).store8(0, 1);
    expect(gate.count).toBe(0);
    mapping.store8(1, 1);
    expect(gate.count).toBe(1);
    memory.store8(0x1002, 1, memory.writer('fault'));
    expect(gate.count).toBe(1);
    expect(mapping.read(0, 3)).toEqual(Uint8Array.of(1, 1, 1));
  });
});
