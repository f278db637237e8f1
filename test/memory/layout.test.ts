import { fc, test } from '@fast-check/vitest';
import { describe, expect, expectTypeOf } from 'vitest';
import { annotatedText } from '../../src/memory/hexdump.ts';
import { bytes, layout, s32, text, u8, u16, u32, u64, type Values } from '../../src/memory/layout.ts';

const header = layout('persistent_ram_buffer', {
  source: 'Linux v6.12 fs/pstore/ram_core.c',
  sizeBytes: 12,
  fields: {
    sig: u32(0, 'signature', { names: { 1128743492: 'DBGC' } }),
    start: u32(4, 'next byte to write'),
    size: u32(8, 'valid bytes'),
  },
});

const mixed = layout('mixed', {
  source: 'made up for this test',
  sizeBytes: 40,
  fields: {
    kind: u8(0, 'kind'),
    flags: u16(2, 'flags'),
    length: u32(4, 'length', { byteOrder: 'big' }),
    address: u64(8, 'address'),
    status: s32(16, 'status'),
    name: text(20, 8, 'name'),
    raw: bytes(28, 3, 'raw bytes'),
  },
});

const mixedValues: fc.Arbitrary<Values<typeof mixed.fields>> = fc.record({
  kind: fc.nat({ max: 0xff }),
  flags: fc.nat({ max: 0xffff }),
  length: fc.nat({ max: 0xffffffff }),
  address: fc.bigInt(0n, (1n << 64n) - 1n),
  status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  name: fc.string({ unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)), maxLength: 8 }),
  raw: fc.uint8Array({ minLength: 3, maxLength: 3 }),
});
const byteOrders = fc.constantFrom('little' as const, 'big' as const);

describe('a layout', () => {
  test('reads the worked header of a dump zone', () => {
    // ramoops.md §11: `44 42 47 43  2b 00 00 00  2b 00 00 00`
    const zone = Uint8Array.of(0xff, 0x44, 0x42, 0x47, 0x43, 0x2b, 0, 0, 0, 0x2b, 0, 0, 0, 0xff);
    expect(header.read(zone, 'little', 1)).toEqual({ sig: 0x43474244, start: 43, size: 43 });
    expect(header.encode({ sig: 0x43474244, start: 43, size: 43 }, 'little')).toEqual(zone.slice(1, 13));
    expect(header.read(zone, 'big', 1)).toEqual({ sig: 0x44424743, start: 0x2b000000, size: 0x2b000000 });
    expectTypeOf(header.read(zone, 'little')).toEqualTypeOf<{
      readonly sig: number;
      readonly start: number;
      readonly size: number;
    }>();
  });

  test.prop([mixedValues, byteOrders, fc.nat({ max: 9 })])(
    'reads back what it wrote, at any offset',
    (values, order, offset) => {
      const target = new Uint8Array(60).fill(0xee);
      mixed.write(target, order, values, offset);
      expect(mixed.read(target, order, offset)).toEqual(values);
      const outside = [...target.slice(0, offset), ...target.slice(offset + 40)];
      const padding = [1, 31, 39].map((at) => target[offset + at]);
      expect([...outside, ...padding].every((byte) => byte === 0xee)).toBe(true);
      expect(mixed.read(mixed.encode(values, order), order)).toEqual(values);
    },
  );

  test('writes some fields and leaves the others', () => {
    const target = header.encode({ sig: 1, start: 2, size: 3 }, 'little');
    header.write(target, 'little', { start: 9 });
    expect(header.read(target, 'little')).toEqual({ sig: 1, start: 9, size: 3 });
  });

  test('a field with its own byte order ignores the CPU', () => {
    const [little, big] = (['little', 'big'] as const).map((order) => {
      const target = new Uint8Array(40);
      mixed.write(target, order, { length: 0x01020304, flags: 0x0506 });
      return [...target.slice(0, 8)];
    });
    expect(little).toEqual([0, 0, 6, 5, 1, 2, 3, 4]);
    expect(big).toEqual([0, 0, 5, 6, 1, 2, 3, 4]);
  });

  test('shows every byte with its field and meaning', () => {
    const target = mixed.encode(
      {
        kind: 1,
        flags: 2,
        length: 3,
        address: 0x123456789abcdef0n,
        status: -2,
        name: 'a"b',
        raw: Uint8Array.of(1, 2, 3),
      },
      'little',
    );
    expect(annotatedText(mixed.annotate(target, 'little', 0x30000000))).toEqual([
      '30000000  01                         kind       0x01 (1)                                  kind',
      '30000001  00                         (padding)  00                                        padding',
      '30000002  02 00                      flags      0x0002 (2)                                flags',
      '30000004  00 00 00 03                length     0x00000003 (3)                            length',
      '30000008  f0 de bc 9a 78 56 34 12    address    0x123456789abcdef0 (1311768467463790320)  address',
      '30000010  fe ff ff ff                status     0xfffffffe (-2)                           status',
      '30000014  61 22 62 00 00 00 00 00    name       "a\\"b"                                    name',
      '3000001c  01 02 03                   raw        01 02 03                                  raw bytes',
      '3000001f  00 00 00 00 00 00 00 00 …  (padding)  00 00 00 00 00 00 00 00 00                padding',
    ]);
    const named = header.annotate(header.encode({ sig: 0x43474244, start: 0, size: 0 }, 'little'), 'little', 0);
    expect(named[0]?.value).toBe('0x43474244 (1128743492) DBGC');
  });

  test('shortens long bytes', () => {
    const long = layout('long', { source: 'made up', sizeBytes: 17, fields: { raw: bytes(0, 17, 'raw') } });
    expect(long.annotate(new Uint8Array(17), 'little', 0)[0]?.value).toBe(`${'00 '.repeat(16)}… (17 bytes)`);
  });

  test.prop([fc.uint8Array({ maxLength: 45 }), byteOrders])(
    'shows bytes that end too early as far as they go',
    (raw, order) => {
      const lines = mixed.annotate(raw, order, 0x1000);
      expect(lines.flatMap((line) => [...line.bytes])).toEqual([...raw.slice(0, 40)]);
      expect(lines.filter((line) => line.value === '(cut off)').length).toBeLessThanOrEqual(1);
    },
  );

  test('names the fields that differ, padding too', () => {
    const a = mixed.encode(
      { kind: 1, flags: 2, length: 3, address: 4n, status: 5, name: 'six', raw: new Uint8Array(3) },
      'little',
    );
    const b = a.slice();
    b[39] = 0x81;
    mixed.write(b, 'little', { length: 0, name: 'si' });
    expect(mixed.diff(a, b, 'little')).toEqual([
      { field: 'length', offset: 4, a: '0x00000003 (3)', b: '0x00000000 (0)', bits: 2 },
      { field: 'name', offset: 20, a: '"six"', b: '"si"', bits: 4 },
      { field: '(padding)', offset: 31, a: '00 00 00 00 00 00 00 00 00', b: '00 00 00 00 00 00 00 00 81', bits: 2 },
    ]);
    expect(mixed.diff(a, a.slice(), 'big')).toEqual([]);
  });

  test('refuses values that do not fit, one beyond each limit', () => {
    const target = new Uint8Array(40);
    const cases: [Partial<Values<typeof mixed.fields>>, string][] = [
      [{ kind: 256 }, '1 bytes (kind)'],
      [{ kind: -1 }, '1 bytes (kind)'],
      [{ flags: 0x10000 }, '2 bytes (flags)'],
      [{ length: 2 ** 32 }, '4 bytes (length)'],
      [{ length: 1.5 }, '4 bytes (length)'],
      [{ status: 2 ** 31 }, '4 bytes (status)'],
      [{ status: -(2 ** 31) - 1 }, '4 bytes (status)'],
      [{ address: 1n << 64n }, '64 bits (address)'],
      [{ address: -1n }, '64 bits (address)'],
      [{ name: 'nine char' }, 'field of 8 (name)'],
      [{ raw: new Uint8Array(4) }, 'field of 3 (raw bytes)'],
    ];
    for (const [values, message] of cases) expect(() => mixed.write(target, 'little', values)).toThrow(message);
  });

  test('refuses bytes that do not hold all of it', () => {
    expect(() => header.read(new Uint8Array(11), 'little')).toThrow('not all there');
    expect(() => header.read(new Uint8Array(13), 'little', 2)).toThrow('not all there');
    expect(() => header.read(new Uint8Array(13), 'little', -1)).toThrow('not all there');
    expect(() => header.write(new Uint8Array(11), 'little', {})).toThrow('not all there');
  });

  test('is checked when it is declared', () => {
    const source = 'made up';
    const overlap = { a: u32(0, 'a'), b: u8(3, 'b') };
    expect(() => layout('x', { source, sizeBytes: 8, fields: overlap })).toThrow('x.b at offset 3 overlaps');
    expect(() => layout('x', { source, sizeBytes: 8, fields: { b: u8(4, 'b'), a: u32(0, 'a') } })).toThrow('overlaps');
    expect(() => layout('x', { source, sizeBytes: 3, fields: { a: u32(0, 'a') } })).toThrow('its size is 3');
    expect(() => u32(-1, 'a')).toThrow('offset -1');
    expect(() => bytes(0, 0, 'a')).toThrow('0 bytes');
  });
});
