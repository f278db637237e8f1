/**
 * The expected lines are the output of `hexdump -C` (util-linux 2.38.1 as Debian 12 ships it) on the same bytes,
 * recorded by hand.
 */
import { expect, test } from 'vitest';
import { hexdump } from '../../src/memory/hexdump.ts';

const HEXDUMP_ZONE = ['00000000  44 42 47 43 2b 00 7f 7e  20 ff                    |DBGC+..~ .|', '0000000a'];
const HEXDUMP_REPEATED = [
  '00000000  44 42 47 43 2b 00 7f 7e  20 ff 00 00 00 00 00 00  |DBGC+..~ .......|',
  '00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|',
  '*',
  '00000040  00 00 00 00 00 41                                 |.....A|',
  '00000046',
];

test('lines are those of hexdump -C', () => {
  const zone = Uint8Array.from([...'DBGC', '\x2b', '\0', '\x7f', '~', ' ', '\xff'].map((one) => one.charCodeAt(0)));
  const repeated = new Uint8Array(70);
  repeated.set(zone);
  repeated[69] = 0x41;
  expect(hexdump(zone, 0)).toEqual(HEXDUMP_ZONE);
  expect(hexdump(repeated, 0)).toEqual(HEXDUMP_REPEATED);
  expect(hexdump(new Uint8Array(0), 0)).toEqual([]);
});

test('addresses are physical ones, however long', () => {
  expect(hexdump(Uint8Array.of(1), 0xfffffffffff)).toEqual([
    'fffffffffff  01                                                |.|',
    '100000000000',
  ]);
});
