/** The battery-backed memory itself. */
import { expect, test } from 'vitest';
import { Nvram } from '../../src/hardware/nvram.ts';

test('it begins with zeros and ends where it ends', () => {
  const nvram = new Nvram(16);
  expect(nvram.read(0, 20)).toEqual(new Uint8Array(16));
  expect(nvram.write(14, Uint8Array.of(1, 2, 3))).toBe(2);
  expect(nvram.write(17, Uint8Array.of(1))).toBe(0);
  expect(nvram.read(13, 9)).toEqual(Uint8Array.of(0, 1, 2));
  expect(nvram.read(16, 1)).toEqual(new Uint8Array(0));
});

test('what was read does not change with it', () => {
  const nvram = new Nvram(4);
  const before = nvram.read(0, 4);
  nvram.write(0, Uint8Array.of(9));
  expect(before[0]).toBe(0);
});
