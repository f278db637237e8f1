/** `print_size` and the line after a transfer; the seed's own figures are among them. */
import { expect, test } from 'vitest';
import { printSize, transferLine } from '../../src/uboot/print-size.ts';

test.each([
  [0, '0 Bytes'],
  [1023, '1023 Bytes'],
  [1024, '1 KiB'],
  [1025, '1 KiB'],
  [10000, '9.8 KiB'],
  [1048064, '1023.5 KiB'],
  [0x10000000, '256 MiB'],
  [0x40000000, '1 GiB'],
  [0x60000000, '1.5 GiB'],
  [2 ** 44, '16 TiB'],
])('%d', (bytes, text) => {
  expect(printSize(bytes, true)).toBe(text);
  expect(printSize(bytes, false)).toBe(text);
});

test('what rounds up to 1024 of a unit rolls over from 2023.01 on', () => {
  expect(printSize(2 ** 20 - 1, false)).toBe('1024 KiB');
  expect(printSize(2 ** 20 - 1, true)).toBe('1 MiB');
});

test('transfer lines', () => {
  expect(transferLine(64, 'written', 0, true)).toBe('64 bytes written in 0 ms\n');
  expect(transferLine(4096, 'read', 1, true)).toBe('4096 bytes read in 1 ms (3.9 MiB/s)\n');
  expect(transferLine(4044, 'written', 16, true)).toBe('4044 bytes written in 16 ms (246.1 KiB/s)\n');
  expect(transferLine(8136, 'written', 749, false)).toBe('8136 bytes written in 749 ms (9.8 KiB/s)\n');
  expect(transferLine(7856, 'written', 724, false)).toBe('7856 bytes written in 724 ms (9.8 KiB/s)\n');
  expect(transferLine(8180, 'written', 719, false)).toBe('8180 bytes written in 719 ms (10.7 KiB/s)\n');
});
