/** Headers of NVRAM partitions. */
import { expect, test } from 'vitest';
import { nvramChecksum, nvramHeaderBytes, readNvramHeader } from '../../src/formats/chrp-nvram.ts';

test('a header is read as it was written', () => {
  const bytes = nvramHeaderBytes({ signature: 0xa0, length: 251, name: 'lnx,oops-log' });
  expect(bytes[0]).toBe(0xa0);
  expect([bytes[2], bytes[3]]).toEqual([0, 251]);
  expect(readNvramHeader(bytes)).toEqual({
    signature: 0xa0,
    length: 251,
    name: 'lnx,oops-log',
    storedChecksum: nvramChecksum(bytes),
  });
});

test('the checksum adds all bytes but itself, with what goes over 255 added below', () => {
  for (const [signature, length, name] of [
    [0x70, 256, 'common'],
    [0x7f, 0xffff, 'wwwwwwwwwwww'],
    [0x50, 1, ''],
    [0xff, 0xffff, '\xff'.repeat(12)],
  ] as const) {
    const bytes = nvramHeaderBytes({ signature, length, name });
    const sum = bytes.reduce((total, byte, at) => (at === 1 ? total : total + byte), 0);
    expect(bytes[1]! % 255, name).toBe(sum % 255);
  }
});

test('a name ends at its NUL or after 12 bytes, and 15 bytes are no header', () => {
  const bytes = nvramHeaderBytes({ signature: 1, length: 1, name: 'thirteen-long' });
  expect(readNvramHeader(bytes)?.name).toBe('thirteen-lon');
  expect(readNvramHeader(bytes.subarray(0, 15))).toBeNull();
});
