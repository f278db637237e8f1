/** Numbers as U-Boot reads them: spec of the pstore command, "Numbers". */
import { expect, test } from 'vitest';
import { dectoul, hextoul, parseHex, strtol } from '../../src/uboot/numbers.ts';

test.each([
  ['0', 0n],
  ['30000000', 0x30000000n],
  ['0x30000000', 0x30000000n],
  ['0X30000000', 0x30000000n],
  ['10000,20000', 0x10000n],
  ['1000kB', 0x1000n],
  ['3000000g', 0x3000000n],
  ['16', 0x16n],
  ['aBcDeF', 0xabcdefn],
  ['0x', 0n],
  ['0xg', 0n],
  ['0x0x1', 0n],
  ['', 0n],
  ['junk', 0n],
  ['-1', 0n],
  ['+1', 0n],
  [' 1', 0n],
  ['x1', 0n],
])('hextoul %j', (text, value) => {
  expect(hextoul(text, 32)).toBe(value);
  expect(hextoul(text, 64)).toBe(value);
});

test.each([
  ['3', 3n, 3n],
  ['003', 3n, 3n],
  ['3junk', 3n, 3n],
  ['0xd', 0n, 13n],
  ['0X3', 0n, 3n],
  ['0xg', 0n, 0n],
  ['1f', 1n, 1n],
  ['-1', 0n, 0n],
  ['', 0n, 0n],
])('dectoul %j: before 2021.10 %s, then %s', (text, before, after) => {
  expect(dectoul(text, 64, false)).toBe(before);
  expect(dectoul(text, 64, true)).toBe(after);
});

test('arithmetic wraps at the word of the CPU', () => {
  expect(hextoul('123456789', 32)).toBe(0x23456789n);
  expect(hextoul('123456789', 64)).toBe(0x123456789n);
  expect(hextoul('ffffffffffffffff', 64)).toBe(2n ** 64n - 1n);
  expect(hextoul('10000000000000000', 64)).toBe(0n);
  expect(dectoul('4294967295', 32, true)).toBe(0xffffffffn);
  expect(dectoul('4294967296', 32, true)).toBe(0n);
  expect(dectoul('18446744073709551617', 64, true)).toBe(1n);
});

test('a long text is read to its end', () => {
  expect(hextoul('1'.repeat(100_000), 32)).toBe(0x11111111n);
});

test('how far a number was read', () => {
  expect(parseHex('12 ', 32)).toEqual({ value: 0x12n, length: 2 });
  expect(parseHex('0x', 32)).toEqual({ value: 0n, length: 2 });
  expect(parseHex('g', 32)).toEqual({ value: 0n, length: 0 });
});

test('strtol takes a minus sign and is cut to 32 bits', () => {
  expect(strtol('-2', false)).toBe(-2);
  expect(strtol('10', false)).toBe(10);
  expect(strtol('4294967295', false)).toBe(-1);
  expect(strtol('x', false)).toBe(0);
});
