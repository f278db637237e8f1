/** Frames of cores beyond what the recordings have: too many segments to count, other byte orders, and notes that read back. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { encodeMappedFiles, encodeProcessInfo } from '../../src/formats/process-notes.ts';
import { encodePrstatus, prstatusBytes, readPrstatus } from '../../src/formats/prstatus.ts';
import { type CorePiece, type UserCoreOptions, userCoreFrame } from '../../src/formats/user-core.ts';
import { latin1Text } from '../../src/sim/bytes.ts';

const plain: UserCoreOptions = {
  machine: 62,
  is64: true,
  byteOrder: 'little',
  pageBytes: 4096,
  noteAlign: 4,
  notes: [],
  segments: [],
};
const segment = { start: 0x1000n, sizeBytes: 4096, flags: 4, dumpedBytes: 0 };
const first = (pieces: readonly CorePiece[]) => new DataView(pieces[0]!.bytes.buffer);

describe('program headers beyond 16 bits', () => {
  test.each([
    [65_533, 65_534],
    // PN_XNUM itself already means: look elsewhere.
    [65_534, 65_535],
    [65_536, 65_535],
  ])('%i mappings: e_phnum %i', (count, inHeader) => {
    const { head, tail, sizeBytes } = userCoreFrame({
      ...plain,
      segments: Array.from({ length: count }, () => segment),
    });
    const header = first(head);
    expect(header.getUint16(56, true)).toBe(inHeader);
    expect(head).toHaveLength(count + 2);
    if (inHeader === 65_535) {
      // e_shoff, e_shnum; sh_size counts the sections, sh_info the program headers.
      expect(Number(header.getBigUint64(40, true))).toBe(tail!.offset);
      expect(header.getUint16(60, true)).toBe(1);
      const section = new DataView(tail!.bytes.buffer);
      expect([Number(section.getBigUint64(32, true)), section.getUint32(44, true)]).toEqual([1, count + 1]);
      expect(sizeBytes).toBe(tail!.offset + 64);
    } else expect(tail).toBeNull();
  });

  test('32 bits: a section header of 40 bytes', () => {
    const segments = Array.from({ length: 65_534 }, () => segment);
    const { tail } = userCoreFrame({ ...plain, is64: false, machine: 40, segments });
    expect(tail!.bytes).toHaveLength(40);
    expect(new DataView(tail!.bytes.buffer).getUint32(28, true)).toBe(65_535);
  });
});

test('without anything mapped: a header, notes, and no memory', () => {
  const { head, memoryOffset, sizeBytes } = userCoreFrame(plain);
  expect(head.map(({ bytes }) => bytes.length)).toEqual([64, 56]);
  expect([memoryOffset, sizeBytes]).toEqual([4096, 4096]);
});

const note = fc.record({
  name: fc.constantFrom('CORE', 'LINUX', 'x'),
  type: fc.nat(),
  descriptor: fc.uint8Array({ maxLength: 40 }),
});

propertyTest.prop(
  [fc.array(note, { maxLength: 6 }), fc.constantFrom('little' as const, 'big' as const), fc.boolean()],
  {
    numRuns: 40,
  },
)('pieces come in order, never over each other, and notes read back', (notes, byteOrder, is64) => {
  const segments = [segment, { ...segment, dumpedBytes: 8192 }];
  const { head, memoryOffset } = userCoreFrame({ ...plain, notes, byteOrder, is64, segments });
  const file = new Uint8Array(memoryOffset);
  let end = 0;
  for (const { offset, bytes } of head) {
    expect(offset).toBeGreaterThanOrEqual(end);
    file.set(bytes, offset);
    end = offset + bytes.length;
  }
  const view = first(head);
  const little = byteOrder === 'little';
  const notesAt = is64 ? 64 + 3 * 56 : 52 + 3 * 32;
  expect(view.getUint16(is64 ? 56 : 44, little)).toBe(3);
  const read = readElfNotes(file.subarray(notesAt), byteOrder);
  expect(read.notes.slice(0, notes.length)).toEqual(notes);
});

describe('notes', () => {
  test('32-bit ARM: registers read back', () => {
    const ids = { signal: 11, pid: 7, parentPid: 6, groupPid: 5, sessionPid: 4 };
    const registers = {
      r0: 1n,
      r12: 0xffffffffn,
      sp: 0xbe000000n,
      lr: 2n,
      pc: 0x8000n,
      psr: 0x10n,
      orig_r0: 0xffffffffn,
    };
    const bytes = encodePrstatus('arm', 'little', { ...ids, registers, hasFloat: true });
    expect(bytes).toHaveLength(148);
    expect(prstatusBytes('arm')).toBe(148);
    expect(readPrstatus('arm', 'little', bytes)).toMatchObject({ ...ids, registers });
    expect(readPrstatus('arm', 'little', bytes.subarray(1))).toBeNull();
  });

  const who = {
    nice: -20,
    taskFlags: 0x400600,
    uid: 70_000,
    gid: 65_535,
    pid: 1,
    parentPid: 0,
    groupPid: 0,
    sessionPid: 0,
  };

  test('names and arguments end before the field does; a user beyond 16 bits is nobody', () => {
    const info = { ...who, comm: 'a-name-of-sixteen-and-more', argv: ['x'.repeat(78), 'y', ''] };
    const bytes = encodeProcessInfo(info, false);
    expect(bytes).toHaveLength(124);
    const view = new DataView(bytes.buffer);
    expect([view.getInt8(3), view.getUint16(8, true), view.getUint16(10, true)]).toEqual([-20, 65_534, 65_535]);
    expect(latin1Text(bytes.subarray(28, 44))).toBe('a-name-of-sixte\0');
    expect(latin1Text(bytes.subarray(44))).toBe(`${'x'.repeat(78)} \0`);
  });

  test('a file mapped from its third page', () => {
    const bytes = encodeMappedFiles([{ start: 0x10000n, end: 0x20000n, offset: 0x2000n, path: '/bin/x' }], 4096, false);
    const words = [1, 4096, 0x10000, 0x20000, 2];
    expect([...new Uint32Array(bytes.slice(0, 20).buffer)]).toEqual(words);
    expect(latin1Text(bytes.subarray(20))).toBe('/bin/x\0');
  });
});
