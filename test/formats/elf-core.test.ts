/** Heads, notes, thread states and VMCOREINFO of cores: what is written is read again, and arbitrary bytes are read as far as they go. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { elfCoreHeadBytes, elfMachines, encodeElfCoreHead, readElfCoreHead } from '../../src/formats/elf-core.ts';
import { elfNoteBytes, NT_PRSTATUS, readElfNotes } from '../../src/formats/elf-notes.ts';
import { encodePrstatus, prstatusBytes, prstatusRegisters, readPrstatus } from '../../src/formats/prstatus.ts';
import { readVmcoreLog } from '../../src/formats/vmcore-log.ts';
import { readVmcoreInfo, VmcoreInfoText, vmcoreInfoNote } from '../../src/formats/vmcoreinfo.ts';

const order = fc.constantFrom('little' as const, 'big' as const);
const segment = fc.record({
  type: fc.constantFrom(1, 4),
  offset: fc.nat({ max: 2 ** 31 - 1 }),
  virtual: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  physical: fc.nat({ max: 2 ** 31 - 1 }),
  sizeBytes: fc.nat({ max: 2 ** 31 - 1 }),
  align: fc.constantFrom(0, 4),
});

describe('heads', () => {
  fuzz.prop([order, fc.constantFrom(...Object.values(elfMachines)), fc.array(segment, { minLength: 1, maxLength: 9 })])(
    'are read as they were written',
    (byteOrder, machine, segments) => {
      const head = { byteOrder, ...machine, segments };
      expect(readElfCoreHead(encodeElfCoreHead(head))).toEqual(head);
    },
  );

  const head = encodeElfCoreHead({
    byteOrder: 'little',
    ...elfMachines.x86_64,
    segments: [{ type: 1, offset: 0, virtual: 0n, physical: 0, sizeBytes: 1 }],
  });
  test.each([
    ['the magic', 0, 'no-magic'],
    ['the class', 4, 'not-sane'],
    ['the byte order', 5, 'not-sane'],
    ['the type', 16, 'not-sane'],
    ['the header size', 52, 'not-sane'],
    ['the size of a program header', 54, 'not-sane'],
    ['the number of program headers', 56, 'not-sane'],
  ])('%s is damaged', (_, at, fault) => {
    const damaged = head.slice();
    damaged[at]! ^= 0x83;
    expect(readElfCoreHead(damaged)).toBe(fault);
  });

  test('program headers are cut off', () => {
    expect(readElfCoreHead(head.subarray(0, elfCoreHeadBytes(1) - 1))).toBe('not-sane');
  });

  fuzz.prop([fc.uint8Array({ maxLength: 300 }), fc.boolean()])('of arbitrary bytes', (bytes, magic) => {
    if (magic) bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1].slice(0, bytes.length));
    const read = readElfCoreHead(bytes);
    if (typeof read !== 'string') expect(elfCoreHeadBytes(read.segments.length)).toBeLessThanOrEqual(bytes.length);
  });
});

describe('notes', () => {
  const notes = fc.array(
    fc.record({
      name: fc.stringMatching(/^[A-Z]{1,11}$/),
      type: fc.nat(),
      descriptor: fc.uint8Array({ maxLength: 21 }),
    }),
    { maxLength: 5 },
  );

  fuzz.prop([notes, order, fc.constantFrom(4 as const, 8 as const), fc.nat({ max: 40 })])(
    'are read as they were written, up to the end mark',
    (list, byteOrder, padding, zeros) => {
      const bytes = elfNoteBytes(list, byteOrder, padding);
      const buffer = new Uint8Array(bytes.length + zeros);
      buffer.set(bytes);
      expect(readElfNotes(buffer, byteOrder, padding)).toEqual({ notes: list, sizeBytes: bytes.length, cutOff: null });
    },
  );

  test('padding is 4 or 8', () => {
    const note = { name: 'CORE', type: 1, descriptor: new Uint8Array(4) };
    expect(elfNoteBytes([note], 'little').length).toBe(12 + 8 + 4);
    expect(elfNoteBytes([note], 'little', 8).length).toBe(24 + 8);
  });

  test('one is cut off', () => {
    const note = { name: 'CORE', type: 1, descriptor: new Uint8Array(9) };
    const bytes = elfNoteBytes([note, note], 'big');
    const { notes: whole, cutOff } = readElfNotes(bytes.subarray(0, bytes.length - 1), 'big');
    expect([whole.length, cutOff]).toEqual([1, { nameBytes: 5, descriptorBytes: 9 }]);
  });

  fuzz.prop([fc.uint8Array({ maxLength: 200 }), order])('of arbitrary bytes', (bytes, byteOrder) => {
    expect(readElfNotes(bytes, byteOrder).sizeBytes).toBeLessThanOrEqual(bytes.length);
  });
});

describe('thread states', () => {
  test.each([
    ['x86_64', 336],
    ['arm64', 392],
    ['ppc64', 504],
  ] as const)('of %s have %i bytes', (architecture, size) => {
    expect(prstatusBytes(architecture)).toBe(size);
  });

  fuzz.prop([
    fc.constantFrom('x86_64' as const, 'arm64' as const, 'ppc64' as const),
    order,
    fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  ])('are read as they were written', (architecture, byteOrder, value) => {
    const names = prstatusRegisters[architecture].filter((name) => name !== '');
    const registers = Object.fromEntries(names.map((name, index) => [name, BigInt.asUintN(64, value + BigInt(index))]));
    const status = { signal: 6, pid: 7, parentPid: 1, groupPid: 7, sessionPid: 3, registers };
    const bytes = encodePrstatus(architecture, byteOrder, status);
    expect(readPrstatus(architecture, byteOrder, bytes)).toEqual(status);
    expect(readPrstatus(architecture, byteOrder, bytes.subarray(1))).toBeNull();
  });
});

describe('a log found by VMCOREINFO', () => {
  const keys = [
    'SYMBOL(prb)',
    'SIZE(printk_ringbuffer)',
    'SIZE(prb_desc)',
    'SIZE(printk_info)',
    'OFFSET(prb_desc_ring.descs)',
    'OFFSET(printk_ringbuffer.text_data_ring)',
  ];
  const value = fc.oneof(
    fc.nat({ max: 4096 }).map(String),
    fc.string({ maxLength: 4 }),
    fc.constant('ffffffff81000000'),
  );

  fuzz.prop([fc.array(value, { minLength: 6, maxLength: 6 }), fc.uint8Array({ minLength: 64, maxLength: 512 })])(
    'in arbitrary bytes ends, and reads no more than it may',
    (values, bytes) => {
      const info = new Map(keys.map((key, index) => [key, values[index]!]));
      const read = (_: bigint, length: number) => {
        expect(length).toBeLessThanOrEqual(2 ** 26);
        return length > 65_536 ? null : Uint8Array.from({ length }, (__, at) => bytes[at % bytes.length]!);
      };
      const records = readVmcoreLog(info, 'little', read);
      expect(records === null || records.length <= 2 ** 26).toBe(true);
    },
  );
});

describe('VMCOREINFO', () => {
  test('a line that does not fit is left out, a shorter one behind it is not', () => {
    const { text } = new VmcoreInfoText(12).line('A', '1').line('LONG', '12345').line('B', '2');
    expect(text).toBe('A=1\nB=2\n');
    const note = vmcoreInfoNote(text);
    expect([note.name, note.type === NT_PRSTATUS]).toEqual(['VMCOREINFO', false]);
    expect([...readVmcoreInfo(note.descriptor)]).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });
});
