/**
 * The frame of a process's core file: ELF header, program headers, notes, and where the memory comes.
 *
 * Layout of `elf.h` and of Linux v6.1 and v6.12 `fs/binfmt_elf.c` (elf_core_dump, fill_extnum_info, write_note_info). The frame is given in the pieces in which
 * the kernel writes it, since a limit ends a core between two of them; padding is skipped, not written.
 */
import type { ByteOrder } from '../memory/byte-order.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { type ElfNote, elfNoteBytes } from './elf-notes.ts';

/** One mapping. */
interface CoreSegment {
  readonly start: bigint;
  readonly sizeBytes: number;
  /** PF_X 1, PF_W 2, PF_R 4. */
  readonly flags: number;
  /** How much of it the file has: pages from its start. */
  readonly dumpedBytes: number;
}

export interface UserCoreOptions {
  readonly machine: number;
  readonly is64: boolean;
  readonly byteOrder: ByteOrder;
  /** ELF_EXEC_PAGESIZE. */
  readonly pageBytes: number;
  /** `p_align` of the notes: 0, and 4 in newer kernels; they are padded to 4 anyway. */
  readonly noteAlign: 0 | 4;
  readonly notes: readonly ElfNote[];
  readonly segments: readonly CoreSegment[];
}

/** What one `dump_emit` writes. */
export interface CorePiece {
  /** Where in the file; what lies between two pieces is a hole. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface UserCoreFrame {
  /** Of the whole file. */
  readonly sizeBytes: number;
  /** What comes before the memory. */
  readonly head: readonly CorePiece[];
  /** Where the memory begins: the dumped part of each segment, one behind the other. */
  readonly memoryOffset: number;
  /** What comes behind it: a section header where there are too many segments to count in the ELF header. */
  readonly tail: CorePiece | null;
}

const ET_CORE = 4;
const PT_LOAD = 1;
const PT_NOTE = 4;
/** From so many program headers on their number stands in a section header. */
const PN_XNUM = 0xffff;
const NOTE_HEAD_BYTES = 12;

/** The frame of a core. */
export function userCoreFrame(options: UserCoreOptions): UserCoreFrame {
  const { is64, pageBytes, noteAlign, notes, segments, byteOrder } = options;
  const { headerBytes, segmentBytes } = is64
    ? { headerBytes: 64, segmentBytes: 56 }
    : { headerBytes: 52, segmentBytes: 32 };
  const count = segments.length + 1;
  const notesOffset = headerBytes + count * segmentBytes;
  const notePieces = piecesOfNotes(notes, notesOffset, byteOrder);
  const memoryOffset = Math.ceil(notePieces.end / pageBytes) * pageBytes;
  const memoryEnd = segments.reduce((end, { dumpedBytes }) => end + dumpedBytes, memoryOffset);
  const isExtended = count >= PN_XNUM;
  const pieces: CorePiece[] = [{ offset: 0, bytes: elfHeader(options, count, isExtended ? memoryEnd : null) }];
  const addSegment = (...words: Parameters<typeof programHeader>) => {
    pieces.push({ offset: headerBytes + (pieces.length - 1) * segmentBytes, bytes: programHeader(...words) });
  };
  const notesBytes = notePieces.end - notesOffset;
  addSegment(options, {
    type: PT_NOTE,
    flags: 0,
    offset: notesOffset,
    start: 0n,
    sizes: [notesBytes, 0],
    align: noteAlign,
  });
  let offset = memoryOffset;
  for (const { start, sizeBytes, flags, dumpedBytes } of segments) {
    addSegment(options, { type: PT_LOAD, flags, offset, start, sizes: [dumpedBytes, sizeBytes], align: pageBytes });
    offset += dumpedBytes;
  }
  const tail = isExtended ? { offset: memoryEnd, bytes: countingSection(options, count) } : null;
  return {
    sizeBytes: memoryEnd + (tail?.bytes.length ?? 0),
    head: [...pieces, ...notePieces.pieces],
    memoryOffset,
    tail,
  };
}

/** Writes numbers of the file's byte order, addresses as wide as its class. */
class Words {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;
  readonly #is64: boolean;
  #at: number;

  constructor(size: number, { byteOrder, is64 }: Pick<UserCoreOptions, 'byteOrder' | 'is64'>, at = 0) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
    this.#little = byteOrder === 'little';
    this.#is64 = is64;
    this.#at = at;
  }

  half(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint16(this.#at, value, this.#little);
      this.#at += 2;
    }
    return this;
  }

  word(value: number): this {
    this.#view.setUint32(this.#at, value, this.#little);
    this.#at += 4;
    return this;
  }

  address(...values: readonly (number | bigint)[]): this {
    for (const value of values) {
      if (!this.#is64) this.word(Number(value));
      else {
        this.#view.setBigUint64(this.#at, BigInt(value), this.#little);
        this.#at += 8;
      }
    }
    return this;
  }
}

function elfHeader(options: UserCoreOptions, count: number, sectionsOffset: number | null): Uint8Array {
  const { is64, byteOrder, machine } = options;
  const size = is64 ? 64 : 52;
  const words = new Words(size, options, 16);
  words.bytes.set(latin1Bytes(`\x7fELF${is64 ? '\x02' : '\x01'}${byteOrder === 'little' ? '\x01' : '\x02'}\x01`));
  words
    .half(ET_CORE, machine)
    .word(1)
    .address(0, size, sectionsOffset ?? 0)
    .word(0);
  words.half(size, is64 ? 56 : 32, Math.min(count, PN_XNUM));
  if (sectionsOffset !== null) words.half(is64 ? 64 : 40, 1, 0);
  return words.bytes;
}

interface ProgramHeader {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly start: bigint;
  /** In the file, and in memory. */
  readonly sizes: readonly [number, number];
  readonly align: number;
}

function programHeader(
  options: UserCoreOptions,
  { type, flags, offset, start, sizes, align }: ProgramHeader,
): Uint8Array {
  const { is64 } = options;
  const words = new Words(is64 ? 56 : 32, options).word(type);
  if (is64) words.word(flags);
  words.address(offset, start, 0, ...sizes);
  if (!is64) words.word(flags);
  return words.address(align).bytes;
}

/** The first section header, of no section: `sh_size` counts sections, `sh_info` program headers. */
function countingSection(options: UserCoreOptions, count: number): Uint8Array {
  const words = new Words(options.is64 ? 64 : 40, options);
  return words.word(0).word(0).address(0, 0, 0, 1).word(0).word(count).address(0, 0).bytes;
}

function piecesOfNotes(
  notes: readonly ElfNote[],
  start: number,
  byteOrder: ByteOrder,
): { pieces: CorePiece[]; end: number } {
  const pieces: CorePiece[] = [];
  let end = start;
  for (const note of notes) {
    const { name, descriptor } = note;
    const bytes = elfNoteBytes([note], byteOrder);
    const nameBytes = name.length + 1;
    const descriptorAt = NOTE_HEAD_BYTES + Math.ceil(nameBytes / 4) * 4;
    const parts: readonly (readonly [number, number])[] = [
      [0, NOTE_HEAD_BYTES],
      [NOTE_HEAD_BYTES, nameBytes],
      [descriptorAt, descriptor.length],
    ];
    for (const [at, length] of parts) pieces.push({ offset: end + at, bytes: bytes.subarray(at, at + length) });
    end += bytes.length;
  }
  return { pieces, end };
}
