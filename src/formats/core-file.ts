/**
 * A core file: ELF header, program headers, notes, pages.
 *
 * Layout of `elf.h` and of Linux v6.1 `fs/binfmt_elf.c` (elf_core_dump, fill_prstatus, fill_psinfo). NT_PRSTATUS holds the registers and is written
 * for x86-64 alone; other machines get NT_PRPSINFO only, as nobody here knows their registers. Left out: signal information, auxiliary vector,
 * names of mapped files, registers of the floating point unit.
 */
import type { Architecture } from '../profiles/kernel.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { elfNoteBytes, NT_PRPSINFO, NT_PRSTATUS } from './elf-notes.ts';
import { encodePrstatus } from './prstatus.ts';

export interface CoreFileOptions {
  readonly architecture: Architecture;
  readonly signal: number;
  readonly pid: number;
  readonly parentPid: number;
  readonly groupPid: number;
  readonly sessionPid: number;
  readonly uid: number;
  readonly gid: number;
  /** Name of the program, and its command line. */
  readonly comm: string;
  readonly command: string;
  /** By their names; those that are missing are 0. */
  readonly registers: Readonly<Record<string, bigint>>;
  readonly memory: readonly { readonly address: bigint; readonly bytes: Uint8Array }[];
}

const machines: Readonly<Record<Architecture, { readonly machine: number; readonly is64: boolean }>> = {
  x86_64: { machine: 62, is64: true },
  arm: { machine: 40, is64: false },
  arm64: { machine: 183, is64: true },
  ppc64le: { machine: 21, is64: true },
};

const ET_CORE = 4;
const PT_LOAD = 1;
const PT_NOTE = 4;
const PF_R = 4;
const PAGE = 4096;
const USER_CS = 0x33n;
const USER_DS = 0x2bn;
const ARGUMENTS_BYTES = 80;
const NAME_BYTES = 16;

const align = (value: number, unit: number) => Math.ceil(value / unit) * unit;

/** The bytes of a core file. */
export function buildCoreFile(options: CoreFileOptions): Uint8Array {
  const { architecture, memory } = options;
  const { machine, is64 } = machines[architecture];
  const headerBytes = is64 ? 64 : 52;
  const segmentBytes = is64 ? 56 : 32;
  const notes = noteBytes(options, is64);
  const notesOffset = headerBytes + (1 + memory.length) * segmentBytes;
  const dataOffset = align(notesOffset + notes.length, PAGE);
  const total = memory.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const file = new Uint8Array(dataOffset + total);
  const view = new DataView(file.buffer);
  const address = (at: number, value: bigint | number) => {
    if (is64) view.setBigUint64(at, BigInt(value), true);
    else view.setUint32(at, Number(value), true);
  };
  file.set(latin1Bytes(`\x7fELF${is64 ? '\x02' : '\x01'}\x01\x01`));
  view.setUint16(16, ET_CORE, true);
  view.setUint16(18, machine, true);
  view.setUint32(20, 1, true);
  address(is64 ? 32 : 28, headerBytes);
  [headerBytes, segmentBytes, 1 + memory.length].forEach((value, index) => {
    view.setUint16((is64 ? 52 : 40) + 2 * index, value, true);
  });
  const segment = (index: number, type: number, offset: number, start: bigint, size: number) => {
    const at = headerBytes + index * segmentBytes;
    view.setUint32(at, type, true);
    view.setUint32(at + (is64 ? 4 : 24), type === PT_LOAD ? PF_R : 0, true);
    address(at + (is64 ? 8 : 4), offset);
    address(at + (is64 ? 16 : 8), start);
    address(at + (is64 ? 32 : 16), size);
    address(at + (is64 ? 40 : 20), type === PT_LOAD ? size : 0);
    address(at + (is64 ? 48 : 28), type === PT_LOAD ? PAGE : 4);
  };
  segment(0, PT_NOTE, notesOffset, 0n, notes.length);
  file.set(notes, notesOffset);
  let offset = dataOffset;
  memory.forEach(({ address: start, bytes }, index) => {
    segment(1 + index, PT_LOAD, offset, start, bytes.length);
    file.set(bytes, offset);
    offset += bytes.length;
  });
  return file;
}

function noteBytes(options: CoreFileOptions, is64: boolean): Uint8Array {
  const notes = [{ name: 'CORE', type: NT_PRPSINFO, descriptor: processInfo(options, is64) }];
  if (options.architecture === 'x86_64') {
    const registers = { cs: USER_CS, ss: USER_DS, ...options.registers };
    const descriptor = encodePrstatus('x86_64', 'little', { ...options, registers });
    notes.unshift({ name: 'CORE', type: NT_PRSTATUS, descriptor });
  }
  return elfNoteBytes(notes, 'little');
}

/** `struct elf_prpsinfo`: user and group id have 16 bits on 32-bit ARM. */
function processInfo(options: CoreFileOptions, is64: boolean): Uint8Array {
  const flagsBytes = is64 ? 8 : 4;
  const idBytes = is64 ? 4 : 2;
  const idsAt = (is64 ? 8 : 4) + flagsBytes;
  const pidsAt = idsAt + 2 * idBytes;
  const bytes = new Uint8Array(pidsAt + 16 + NAME_BYTES + ARGUMENTS_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[1] = 'R'.charCodeAt(0);
  [options.uid, options.gid].forEach((id, index) => {
    if (is64) view.setUint32(idsAt + 4 * index, id, true);
    else view.setUint16(idsAt + 2 * index, id & 0xffff, true);
  });
  [options.pid, options.parentPid, options.groupPid, options.sessionPid].forEach((pid, index) => {
    view.setUint32(pidsAt + 4 * index, pid, true);
  });
  bytes.set(latin1Bytes(options.comm.slice(0, NAME_BYTES - 1)), pidsAt + 16);
  bytes.set(latin1Bytes(options.command.slice(0, ARGUMENTS_BYTES - 1)), pidsAt + 16 + NAME_BYTES);
  return bytes;
}
