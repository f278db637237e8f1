import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { PAGE_SIZE, PhysicalMemory } from '../../src/memory/physical-memory.ts';

const BLOCK = 1024 * PAGE_SIZE;

describe('hash', () => {
  test('is that of the contents, not of how they came about', () => {
    const [one, two] = [new PhysicalMemory(), new PhysicalMemory()];
    one.write(
      4000,
      Uint8Array.from({ length: 5000 }, (_, index) => index),
      one.writer('a'),
    );
    for (let index = 4999; index >= 0; index--) two.store8(4000 + index, index, two.writer('b'));
    two.store8(2 ** 40, 1, two.writer('b'));
    expect(two.hash()).not.toBe(one.hash());
    two.store8(2 ** 40, 0, two.writer('b'));
    expect(two.hash()).toBe(one.hash());
    one.fill(BLOCK, 3 * BLOCK, 0x33, one.writer('a'));
    two.write(BLOCK, new Uint8Array(3 * BLOCK).fill(0x33), two.writer('b'));
    expect(two.hash()).toBe(one.hash());
    expect(one.hash()).toMatch(/^[0-9a-f]{16}$/);
    expect(one.snapshot().hash()).toBe(one.hash());
  });

  test('of blank memory is that of untouched memory', () => {
    const memory = new PhysicalMemory();
    const blank = memory.hash();
    memory.fill(5, 10 * BLOCK, 0, memory.writer('test'));
    expect(memory.hash()).toBe(blank);
  });

  test('tells apart seeds of noise, what was lost, and where', () => {
    const memory = new PhysicalMemory();
    const hashes = [memory.hash(), new PhysicalMemory({ initialContents: { noiseSeed: 1 } }).hash()];
    for (const [start, seed] of [
      [0, 1],
      [0, 2],
      [BLOCK, 2],
    ] as const) {
      memory.lose({ start, end: start + BLOCK }, seed, memory.writer('retention'));
      hashes.push(memory.hash());
    }
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test.prop([fc.nat({ max: 3 * BLOCK }), fc.nat({ max: 7 }), fc.boolean()])(
    'changes with every single bit, however it was asked before',
    (address, bit, asksBefore) => {
      const memory = new PhysicalMemory();
      const writer = memory.writer('test');
      memory.write(0, new Uint8Array(PAGE_SIZE).fill(1), writer);
      memory.store8(address, 1, writer);
      const before = memory.hash();
      const byte = memory.load8(address);
      memory.store8(address, byte, writer);
      if (asksBefore) memory.hash();
      memory.store8(address, byte ^ (1 << bit), writer);
      expect(memory.hash()).not.toBe(before);
      memory.store8(address, byte, writer);
      expect(memory.hash()).toBe(before);
    },
  );
});
