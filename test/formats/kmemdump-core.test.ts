/** The head of a kmemdump core image, word by word as the patches lay it out. */
import { expect, test } from 'vitest';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import {
  type CoreImageArchitecture,
  coreImageHead,
  coreImageLayout,
  loadHeader,
} from '../../src/formats/kmemdump-core.ts';
import { latin1Text } from '../../src/sim/bytes.ts';

/** One number above, one on and one below a boundary of 4. */
const LENGTHS = [1, 4, 2999, 3000, 3001, 4096];

test('generic sizes: 11860 + V, 592 + V and 12452 + V on arm64; 11804, 536 and 12340 on x86-64', () => {
  for (const bytes of LENGTHS) {
    const v = Math.ceil(bytes / 4) * 4;
    const arm64 = { tableBytes: 11860 + v, noteBytes: 592 + v, regionBytes: 12452 + v };
    expect(coreImageLayout('arm64', bytes)).toEqual(arm64);
    expect(coreImageLayout('x86_64', bytes)).toEqual({
      tableBytes: 11804 + v,
      noteBytes: 536 + v,
      regionBytes: 12340 + v,
    });
  }
});

function headOf(architecture: CoreImageArchitecture, vmcoreInfoBytes: number, commandLine: string): Uint8Array {
  const { regionBytes } = coreImageLayout(architecture, vmcoreInfoBytes);
  // What is not written stands out.
  const bytes = new Uint8Array(regionBytes).fill(0xee);
  for (const { at, bytes: piece } of coreImageHead(architecture, { vmcoreInfoBytes, commandLine }))
    bytes.set(piece, at);
  return bytes;
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

test('arm64: ELF header, the note’s program header, three notes', () => {
  const head = headOf('arm64', 3000, 'root=/dev/vda console=ttyAMA0');
  const at = (offset: number, length: number) => hex(head.subarray(offset, offset + length));
  // \x7fELF, 64 bits, little-endian, version 1, System V
  expect(at(0, 16)).toBe('7f 45 4c 46 02 01 01 00 00 00 00 00 00 00 00 00');
  // ET_CORE, EM_AARCH64, version 1
  expect(at(16, 8)).toBe('04 00 b7 00 01 00 00 00');
  // e_entry, e_phoff, e_shoff
  expect(at(24, 24)).toBe('00 00 00 00 00 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00');
  // e_flags, e_ehsize, e_phentsize, e_phnum, no sections
  expect(at(48, 16)).toBe('00 00 00 00 40 00 38 00 01 00 00 00 00 00 00 00');
  // PT_NOTE, flags 0, at 14860
  expect(at(64, 16)).toBe('04 00 00 00 00 00 00 00 0c 3a 00 00 00 00 00 00');
  // no addresses, 3592 bytes in the file, none in memory, no alignment
  expect(at(96, 24)).toBe('08 0e 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00');
  // the other slots and the unused rest are whatever was there
  expect(new Set(head.subarray(120, 14860))).toEqual(new Set([0xee]));
  // NT_PRSTATUS of 392 bytes, named CORE; the padding of the name is not written
  expect(at(14860, 20)).toBe('05 00 00 00 88 01 00 00 01 00 00 00 43 4f 52 45 00 ee ee ee');
  expect(new Set(head.subarray(14880, 14880 + 392))).toEqual(new Set([0]));
  // NT_PRPSINFO of 136 bytes
  expect(at(15272, 20)).toBe('05 00 00 00 88 00 00 00 03 00 00 00 43 4f 52 45 00 ee ee ee');
  expect(latin1Text(head.subarray(15292, 15294))).toBe('\0R');
  expect(latin1Text(head.subarray(15332, 15348))).toBe('vmlinux\0\0\0\0\0\0\0\0\0');
  expect(latin1Text(head.subarray(15348, 15378))).toBe('root=/dev/vda console=ttyAMA0\0');
  // VMCOREINFO: type 0, 3000 bytes that begin where the region ends
  expect(at(15428, 24)).toBe('0b 00 00 00 b8 0b 00 00 00 00 00 00 56 4d 43 4f 52 45 49 4e 46 4f 00 ee');
  expect(head).toHaveLength(15452);
});

test('the notes read back with the text behind them, on both architectures; the command line is cut at 79', () => {
  for (const architecture of ['arm64', 'x86_64'] as const) {
    const { tableBytes, noteBytes, regionBytes } = coreImageLayout(architecture, 8);
    const file = new Uint8Array(regionBytes + 8);
    for (const { at, bytes } of coreImageHead(architecture, { vmcoreInfoBytes: 8, commandLine: 'x'.repeat(100) })) {
      file.set(bytes, at);
    }
    file.set(new TextEncoder().encode('OSREL=1\n'), regionBytes);
    const { notes } = readElfNotes(file.subarray(tableBytes, tableBytes + noteBytes), 'little');
    expect(notes.map(({ name, type, descriptor }) => [name, type, descriptor.length])).toEqual([
      ['CORE', 1, architecture === 'arm64' ? 392 : 336],
      ['CORE', 3, 136],
      ['VMCOREINFO', 0, 8],
    ]);
    expect(latin1Text(notes[1]!.descriptor.subarray(56))).toBe(`${'x'.repeat(79)}\0`);
    expect(latin1Text(notes[2]!.descriptor)).toBe('OSREL=1\n');
    expect(new DataView(file.buffer).getUint16(18, true)).toBe(architecture === 'arm64' ? 183 : 62);
  }
});

test('a PT_LOAD', () => {
  const segment = { offset: 0x3c5c, virtual: 0xffff8000826779c0n, physical: 0x428779c0, sizeBytes: 8 };
  expect(hex(loadHeader(segment))).toBe(
    [
      '01 00 00 00 06 00 00 00', // PT_LOAD, readable and writable
      '5c 3c 00 00 00 00 00 00',
      'c0 79 67 82 00 80 ff ff',
      'c0 79 87 42 00 00 00 00',
      '08 00 00 00 00 00 00 00',
      '08 00 00 00 00 00 00 00',
      '00 00 00 00 00 00 00 00',
    ].join(' '),
  );
});
