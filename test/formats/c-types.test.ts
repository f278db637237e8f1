import { describe, expect, test } from 'vitest';
import { CObject } from '../../src/formats/c-object.ts';
import { CTypes, parseCType } from '../../src/formats/c-types.ts';

const types = new CTypes(`
list_head 16 next:0:*list_head prev:8:*list_head
task 64 state:0:u32 comm:4:char[8] tasks:16:list_head own:32:list_head[2] flag:36.3.1:u32 load:12:load_t
union number 8 whole:0:i64 half:0:u16
load_t 4 counter:0:i32
typedef pid_t i32
enum zone ZONE_A=0 ZONE_B=1
`);

describe('a table of types', () => {
  test('sizes of all kinds', () => {
    const bytes = (text: string) => types.bytes(parseCType(text));
    expect(
      ['void', 'bool', 'char', 'u16', 'i64', 'pid_t', 'zone', '*', '*task', 'task', 'number', 'unknown'].map(bytes),
    ).toEqual([0, 1, 1, 2, 8, 4, 4, 8, 8, 64, 8, 0]);
    expect(['u32[3]', '*task[2]', 'list_head[2]', 'u8[2][3]', 'u8[]'].map(bytes)).toEqual([12, 16, 32, 6, 0]);
  });

  test('paths into members and arrays', () => {
    expect(types.place('task', 'own[1].prev')).toMatchObject({ offset: 56, bytes: 8 });
    expect(types.offset('task', 'load.counter')).toBe(12);
    expect(types.has('task', 'comm')).toBe(true);
    expect(types.has('task', 'gone')).toBe(false);
    expect(() => types.place('task', 'gone')).toThrow('no member gone');
    expect(() => types.place('task', 'state[0]')).toThrow('leads into no array');
  });
});

test.each(['little', 'big'] as const)('an object is filled by names, %s-endian', (byteOrder) => {
  const { bytes } = new CObject(types, 'task', byteOrder)
    .set('state', 0x12345678n)
    .set('comm', 'longer than it')
    .set('load.counter', -2)
    .emptyList('tasks', 0xffff888000001000n);
  const view = new DataView(bytes.buffer);
  const isLittle = byteOrder === 'little';
  expect(view.getUint32(0, isLittle)).toBe(0x12345678);
  // The last byte of a text stays its end.
  expect(new TextDecoder().decode(bytes.subarray(4, 12))).toBe('longer \0');
  expect(view.getInt32(12, isLittle)).toBe(-2);
  expect([view.getBigUint64(16, isLittle), view.getBigUint64(24, isLittle)]).toEqual([
    0xffff888000001010n,
    0xffff888000001010n,
  ]);
});
