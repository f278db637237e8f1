/**
 * The stand-in for a program's executable: a small valid ELF file whose note says which of our programs it is.
 *
 * Layout of the System V ABI (`elf.h`): header, program headers (loadable segments, note, stack), note, filler, section name table,
 * section headers. The filler is there for the size alone. What `execve` looks at (`fs/binfmt_elf.c`) is checked when reading:
 * magic, type, machine, program headers. Real executables of a distribution have more headers; nothing reads them here.
 */

import type { Architecture } from '../profiles/kernel.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

/** `e_machine`, class and first byte of `e_flags` of each architecture. */
const machines: Readonly<Record<Architecture, { machine: number; is64: boolean; flags: number; base: number }>> = {
  x86_64: { machine: 62, is64: true, flags: 0, base: 0x400000 },
  arm: { machine: 40, is64: false, flags: 0x05000400, base: 0x10000 },
  arm64: { machine: 183, is64: true, flags: 0, base: 0x400000 },
  ppc64le: { machine: 21, is64: true, flags: 2, base: 0x10000000 },
};

const ELF_MAGIC = '\x7fELF';
const ET_EXEC = 2;
const PT_LOAD = 1;
const PT_NOTE = 4;
/** Says by its flags that the stack is not for code: what linkers give to every program. */
const PT_GNU_STACK = 0x6474e551;
const PF_X = 1;
const PF_W = 2;
const PF_R = 4;
const PAGE = 0x1000;
const SHT_PROGBITS = 1;
const SHT_STRTAB = 3;
const SHT_NOTE = 7;
const NOTE_NAME = 'Lastwords\0';
/** Our note's only type: the descriptor is the program's key. */
const NOTE_PROGRAM = 1;
const SECTION_NAMES = '\0.note.program\0.text\0.shstrtab\0';
/** Bytes of the file that hold all that `exec` needs: the kernel reads the first page. */
export const PROGRAM_HEAD_BYTES = 4096;

export interface ProgramFileOptions {
  readonly architecture: Architecture;
  /** Which program it is: `coreutils/ls`. */
  readonly key: string;
  /** Size of the file; the smallest possible when less. */
  readonly sizeBytes?: number;
  /** Segments with contents of their own, behind the one that holds the headers; absent: one segment of filler. */
  readonly segments?: readonly ProgramContents[];
}

/** A loadable segment (PT_LOAD): pages of the file and where they lie in memory. */
interface ProgramSegment {
  readonly address: number;
  readonly offset: number;
  readonly sizeBytes: number;
  /** PF_X 1, PF_W 2, PF_R 4. */
  readonly flags: number;
}

/** A segment and what it holds; its offset lies behind the first page. */
export interface ProgramContents extends Omit<ProgramSegment, 'sizeBytes'> {
  readonly bytes: Uint8Array;
}

const align = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** The bytes of an executable. */
export function buildProgramFile({ architecture, key, sizeBytes = 0, segments = [] }: ProgramFileOptions): Uint8Array {
  const { machine, is64, flags, base } = machines[architecture];
  const headerBytes = is64 ? 64 : 52;
  const segmentBytes = is64 ? 56 : 32;
  const sectionBytes = is64 ? 64 : 40;
  const noteOffset = headerBytes + (3 + segments.length) * segmentBytes;
  const note = noteBytes(key);
  const contentsEnd = Math.max(0, ...segments.map(({ offset, bytes }) => offset + bytes.length));
  const textOffset = align(noteOffset + note.length, 16);
  const tailBytes = align(SECTION_NAMES.length, 8) + 4 * sectionBytes;
  const namesOffset = Math.max(textOffset + 16, align(contentsEnd, 8), Math.floor((sizeBytes - tailBytes) / 8) * 8);
  const isFilled = segments.length === 0;
  const sectionsOffset = namesOffset + align(SECTION_NAMES.length, 8);
  const bytes = new Uint8Array(Math.max(sizeBytes, sectionsOffset + 4 * sectionBytes));
  const writer = new Writer(bytes, is64);
  bytes.set(latin1Bytes(`${ELF_MAGIC}${is64 ? '\x02' : '\x01'}\x01\x01`));
  writer.at(16).half(ET_EXEC).half(machine).word(1);
  writer
    .address(segments[0]?.address ?? base + textOffset)
    .address(headerBytes)
    .address(sectionsOffset)
    .word(flags);
  writer
    .half(headerBytes)
    .half(segmentBytes)
    .half(3 + segments.length)
    .half(sectionBytes)
    .half(4)
    .half(3);
  writer.at(headerBytes);
  if (isFilled) writer.segment(PT_LOAD, PF_R | PF_X, 0, base, namesOffset, PAGE);
  else writer.segment(PT_LOAD, PF_R, 0, base, textOffset, PAGE);
  for (const { flags: access, offset, address, bytes: contents } of segments) {
    writer.segment(PT_LOAD, access, offset, address, contents.length, PAGE);
    bytes.set(contents, offset);
  }
  writer.segment(PT_NOTE, PF_R, noteOffset, base + noteOffset, note.length, 4);
  writer.segment(PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 16);
  bytes.set(note, noteOffset);
  if (isFilled) fillText(bytes.subarray(textOffset, namesOffset), key);
  bytes.set(latin1Bytes(SECTION_NAMES), namesOffset);
  writer.at(sectionsOffset + sectionBytes);
  writer.section(SECTION_NAMES.indexOf('.note'), SHT_NOTE, 2, base + noteOffset, noteOffset, note.length, 4);
  const [first] = segments;
  const text =
    first === undefined
      ? { address: base + textOffset, offset: textOffset, sizeBytes: namesOffset - textOffset }
      : { address: first.address, offset: first.offset, sizeBytes: first.bytes.length };
  writer.section(SECTION_NAMES.indexOf('.text'), SHT_PROGBITS, 6, text.address, text.offset, text.sizeBytes, 16);
  writer.section(SECTION_NAMES.indexOf('.shstrtab'), SHT_STRTAB, 0, 0, namesOffset, SECTION_NAMES.length, 1);
  return bytes;
}

function noteBytes(key: string): Uint8Array {
  const nameBytes = align(NOTE_NAME.length, 4);
  const bytes = new Uint8Array(12 + nameBytes + align(key.length, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, NOTE_NAME.length, true);
  view.setUint32(4, key.length, true);
  view.setUint32(8, NOTE_PROGRAM, true);
  bytes.set(latin1Bytes(NOTE_NAME), 12);
  bytes.set(latin1Bytes(key), 12 + nameBytes);
  return bytes;
}

/** Filler that differs from program to program: a 32-bit multiplicative generator, seeded by the key. */
function fillText(text: Uint8Array, key: string): void {
  let state = 2166136261;
  for (let at = 0; at < key.length; at++) state = Math.imul(state ^ key.charCodeAt(at), 16777619);
  for (let at = 0; at < text.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    text[at] = state >>> 24;
  }
}

class Writer {
  readonly #view: DataView;
  readonly #is64: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, is64: boolean) {
    this.#view = new DataView(bytes.buffer);
    this.#is64 = is64;
  }

  at(offset: number): this {
    this.#at = offset;
    return this;
  }

  half(value: number): this {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
    return this;
  }

  word(value: number): this {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
    return this;
  }

  /** Address, offset or size: as wide as the class. */
  address(value: number): this {
    if (!this.#is64) return this.word(value);
    this.#view.setBigUint64(this.#at, BigInt(value), true);
    this.#at += 8;
    return this;
  }

  segment(type: number, flags: number, offset: number, address: number, size: number, alignment: number): void {
    this.word(type);
    if (this.#is64) this.word(flags);
    this.address(offset).address(address).address(address).address(size).address(size);
    if (!this.#is64) this.word(flags);
    this.address(alignment);
  }

  section(
    name: number,
    type: number,
    flags: number,
    address: number,
    offset: number,
    size: number,
    alignment: number,
  ): void {
    this.word(name).word(type).address(flags).address(address).address(offset).address(size);
    this.word(0).word(0).address(alignment).address(0);
  }
}

export type ProgramFile =
  | {
      readonly kind: 'program';
      readonly key: string;
      /** Bytes the file must have for its segments. */
      readonly minimumBytes: number;
      readonly segments: readonly ProgramSegment[];
      /** First instruction; place, size and number of the program headers. */
      readonly entry: number;
      readonly headersOffset: number;
      readonly headerBytes: number;
      readonly headerCount: number;
    }
  /** No executable, one for another CPU, or one whose headers are damaged. */
  | { readonly kind: 'bad' };

const BAD: ProgramFile = { kind: 'bad' };
const SEGMENTS_MAX = 64;

/** What an executable is, from its first page. */
export function readProgramFile(head: Uint8Array, architecture: Architecture): ProgramFile {
  const { machine, is64 } = machines[architecture];
  const headerBytes = is64 ? 64 : 52;
  if (head.length < headerBytes || latin1Text(head.subarray(0, 4)) !== ELF_MAGIC) return BAD;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (head[4] !== (is64 ? 2 : 1) || head[5] !== 1) return BAD;
  if (view.getUint16(16, true) !== ET_EXEC || view.getUint16(18, true) !== machine) return BAD;
  const segmentBytes = is64 ? 56 : 32;
  const count = view.getUint16(is64 ? 56 : 44, true);
  if (view.getUint16(is64 ? 54 : 42, true) !== segmentBytes || count === 0 || count > SEGMENTS_MAX) return BAD;
  const address = (at: number) => (is64 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true));
  const segmentsOffset = address(is64 ? 32 : 28);
  let key: string | null = null;
  const segments: ProgramSegment[] = [];
  for (let index = 0; index < count; index++) {
    const at = segmentsOffset + index * segmentBytes;
    if (at + segmentBytes > head.length) return BAD;
    const type = view.getUint32(at, true);
    const offset = address(at + (is64 ? 8 : 4));
    const size = address(at + (is64 ? 32 : 16));
    if (type === PT_NOTE) key = readNote(head, offset, size);
    else if (type === PT_LOAD) {
      const flags = view.getUint32(at + (is64 ? 4 : 24), true);
      segments.push({ address: address(at + (is64 ? 16 : 8)), offset, sizeBytes: size, flags });
    }
  }
  const minimumBytes = segments.reduce((most, { offset, sizeBytes }) => Math.max(most, offset + sizeBytes), 0);
  const headers = { headersOffset: segmentsOffset, headerBytes: segmentBytes, headerCount: count };
  return key === null ? BAD : { kind: 'program', key, minimumBytes, segments, entry: address(24), ...headers };
}

function readNote(head: Uint8Array, offset: number, size: number): string | null {
  if (offset + size > head.length || size < 12) return null;
  const view = new DataView(head.buffer, head.byteOffset + offset, size);
  const nameBytes = view.getUint32(0, true);
  const keyBytes = view.getUint32(4, true);
  const keyOffset = 12 + align(NOTE_NAME.length, 4);
  if (nameBytes !== NOTE_NAME.length || view.getUint32(8, true) !== NOTE_PROGRAM || keyOffset + keyBytes > size)
    return null;
  const note = head.subarray(offset, offset + size);
  if (latin1Text(note.subarray(12, 12 + nameBytes)) !== NOTE_NAME) return null;
  return latin1Text(note.subarray(keyOffset, keyOffset + keyBytes));
}
