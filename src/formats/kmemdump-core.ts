/**
 * The head of a kmemdump core image: what region number one holds, byte by byte.
 *
 * Facts: `kmemdump_coreimage.c` of the kmemdump series (`init_elfheader`), `meminspect.c` later; `include/linux/elfcore.h`. The image is the regions one behind the
 * other: this head, which ends with the head of the VMCOREINFO note; the text of VMCOREINFO; then each region in the order of the program headers, all
 * padded to 4 bytes. Little-endian, 64 bits. Room for VMCOREINFO is counted once too often in `tableBytes`, which only costs space.
 */
import { latin1Bytes } from '../sim/bytes.ts';
import { elfMachines } from './elf-core.ts';
import { NT_PRSTATUS } from './elf-notes.ts';
import { prstatusBytes } from './prstatus.ts';

/** Program headers there is room for: MAX_NUM_ENTRIES. */
const ENTRIES_MAX = 201;
const EHDR_BYTES = 64;
export const PHDR_BYTES = 56;
/** Where `e_phnum` is. */
export const PHNUM_AT = 56;
const NOTE_HEAD_BYTES = 12;
/** `"CORE"` and its NUL, padded; the name of VMCOREINFO fills its words. */
const CORE_NAME = 'CORE\0\0\0\0';
const INFO_NAME = 'VMCOREINFO\0\0';
const PRPSINFO_BYTES = 136;
const NT_PRPSINFO = 3;
const PT_LOAD = 1;
const PT_NOTE = 4;
/** PF_R | PF_W. */
const PF_RW = 6;
const ET_CORE = 4;
/** `struct elf_prpsinfo`: where its members are. */
const PRPSINFO = { sname: 1, fname: 40, psargs: 56, psargsBytes: 80 } as const;

export type CoreImageArchitecture = 'x86_64' | 'arm64';

export function align4(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** Sizes in bytes. */
export interface CoreImageLayout {
  /** ELF header, program headers and what is never used: `elfh_size`. The notes begin here. */
  readonly tableBytes: number;
  /** The notes, with the text of VMCOREINFO: `note_len`. */
  readonly noteBytes: number;
  /** Region number one: all of it without that text. */
  readonly regionBytes: number;
}

export function coreImageLayout(architecture: CoreImageArchitecture, vmcoreInfoBytes: number): CoreImageLayout {
  const status = prstatusBytes(architecture);
  const info = align4(vmcoreInfoBytes);
  const nameBytes = INFO_NAME.trimEnd().replaceAll('\0', '').length + 1;
  const tableBytes = align4(EHDR_BYTES + status + PRPSINFO_BYTES + nameBytes + info + PHDR_BYTES * ENTRIES_MAX);
  const noteBytes =
    3 * NOTE_HEAD_BYTES + 2 * CORE_NAME.length + INFO_NAME.length + align4(status) + PRPSINFO_BYTES + info;
  return { tableBytes, noteBytes, regionBytes: tableBytes + noteBytes - info };
}

/** Bytes and where in the head they go. What lies between them is as it was. */
export interface HeadPiece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The head as it is before there are regions. */
export function coreImageHead(
  architecture: CoreImageArchitecture,
  { vmcoreInfoBytes, commandLine }: { readonly vmcoreInfoBytes: number; readonly commandLine: string },
): readonly HeadPiece[] {
  const { tableBytes, noteBytes } = coreImageLayout(architecture, vmcoreInfoBytes);
  const header = new Uint8Array(EHDR_BYTES);
  const view = new DataView(header.buffer);
  header.set(latin1Bytes('\x7fELF\x02\x01\x01'));
  view.setUint16(16, ET_CORE, true);
  view.setUint16(18, elfMachines[architecture].machine, true);
  view.setUint32(20, 1, true);
  view.setUint32(32, EHDR_BYTES, true);
  view.setUint16(52, EHDR_BYTES, true);
  view.setUint16(54, PHDR_BYTES, true);
  view.setUint16(PHNUM_AT, 1, true);
  const notes = { type: PT_NOTE, flags: 0, offset: tableBytes, virtual: 0n, physical: 0, fileBytes: noteBytes };
  const pieces: HeadPiece[] = [
    { at: 0, bytes: header },
    { at: programHeaderAt(0), bytes: programHeader({ ...notes, memoryBytes: 0 }) },
  ];
  let at = tableBytes;
  const put = (bytes: Uint8Array, roomBytes = bytes.length) => {
    pieces.push({ at, bytes });
    at += roomBytes;
  };
  const note = (name: string, type: number, descriptorBytes: number) => {
    const terminated = latin1Bytes(`${name.replaceAll('\0', '')}\0`);
    put(noteHead(terminated.length, descriptorBytes, type));
    // The padding is not written.
    put(terminated, name.length);
  };
  const status = prstatusBytes(architecture);
  note(CORE_NAME, NT_PRSTATUS, status);
  put(new Uint8Array(status));
  note(CORE_NAME, NT_PRPSINFO, PRPSINFO_BYTES);
  put(prpsinfo(commandLine));
  note(INFO_NAME, 0, align4(vmcoreInfoBytes));
  return pieces;
}

function noteHead(nameBytes: number, descriptorBytes: number, type: number): Uint8Array {
  const bytes = new Uint8Array(NOTE_HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  [nameBytes, descriptorBytes, type].forEach((word, index) => {
    view.setUint32(4 * index, word, true);
  });
  return bytes;
}

function prpsinfo(commandLine: string): Uint8Array {
  const bytes = new Uint8Array(PRPSINFO_BYTES);
  bytes.set(latin1Bytes('R'), PRPSINFO.sname);
  bytes.set(latin1Bytes('vmlinux'), PRPSINFO.fname);
  bytes.set(latin1Bytes(commandLine.slice(0, PRPSINFO.psargsBytes - 1)), PRPSINFO.psargs);
  return bytes;
}

export interface CoreImageSegment {
  readonly offset: number;
  readonly virtual: bigint;
  readonly physical: number;
  /** In the file and in memory. */
  readonly sizeBytes: number;
}

export function programHeaderAt(index: number): number {
  return EHDR_BYTES + PHDR_BYTES * index;
}

/** A PT_LOAD. */
export function loadHeader({ offset, virtual, physical, sizeBytes }: CoreImageSegment): Uint8Array {
  return programHeader({
    type: PT_LOAD,
    flags: PF_RW,
    offset,
    virtual,
    physical,
    fileBytes: sizeBytes,
    memoryBytes: sizeBytes,
  });
}

interface ProgramHeader {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly virtual: bigint;
  readonly physical: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

function programHeader({ type, flags, ...words }: ProgramHeader): Uint8Array {
  const bytes = new Uint8Array(PHDR_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, flags, true);
  const { offset, virtual, physical, fileBytes, memoryBytes } = words;
  [offset, virtual, physical, fileBytes, memoryBytes].forEach((word, index) => {
    view.setBigUint64(8 + 8 * index, BigInt.asUintN(64, BigInt(word)), true);
  });
  return bytes;
}
