/**
 * The notes of a process's core but for its registers: who it was, the signal that ended it, its auxiliary vector, its files.
 *
 * Facts: Linux v6.1 `include/linux/elfcore.h` (elf_prpsinfo), `include/uapi/asm-generic/siginfo.h`, `fs/binfmt_elf.c` (fill_psinfo,
 * fill_siginfo_note, fill_auxv_note, fill_files_note). Words are as wide as the machine's; little-endian.
 */
import { latin1Bytes } from '../sim/bytes.ts';

/** Types of notes named `CORE`. */
export const NT_PRFPREG = 2;
export const NT_AUXV = 6;
export const NT_SIGINFO = 0x53494749;
export const NT_FILE = 0x46494c45;

export interface ProcessInfo {
  readonly nice: number;
  /** `task->flags`. */
  readonly taskFlags: number;
  readonly uid: number;
  readonly gid: number;
  readonly pid: number;
  readonly parentPid: number;
  readonly groupPid: number;
  readonly sessionPid: number;
  readonly comm: string;
  readonly argv: readonly string[];
}

const NAME_BYTES = 16;
const ARGUMENTS_BYTES = 80;
const SIGINFO_BYTES = 128;

/** `struct elf_prpsinfo` of a process that runs: user and group id have 16 bits on 32-bit machines. */
export function encodeProcessInfo(info: ProcessInfo, is64: boolean): Uint8Array {
  const idBytes = is64 ? 4 : 2;
  const flagsAt = is64 ? 8 : 4;
  const idsAt = flagsAt + (is64 ? 8 : 4);
  const pidsAt = idsAt + 2 * idBytes;
  const nameAt = pidsAt + 16;
  const bytes = new Uint8Array(nameAt + NAME_BYTES + ARGUMENTS_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[1] = 'R'.charCodeAt(0);
  view.setInt8(3, info.nice);
  view.setUint32(flagsAt, info.taskFlags, true);
  [info.uid, info.gid].forEach((id, index) => {
    if (is64) view.setUint32(idsAt + 4 * index, id, true);
    else view.setUint16(idsAt + 2 * index, id > 0xffff ? OVERFLOW_ID : id, true);
  });
  [info.pid, info.parentPid, info.groupPid, info.sessionPid].forEach((pid, index) => {
    view.setUint32(pidsAt + 4 * index, pid, true);
  });
  bytes.set(latin1Bytes(info.comm.slice(0, NAME_BYTES - 1)), nameAt);
  // Each NUL becomes a blank, the last one as well.
  const words = info.argv.map((word) => `${word} `).join('');
  bytes.set(latin1Bytes(words.slice(0, ARGUMENTS_BYTES - 1).replaceAll('\0', ' ')), nameAt + NAME_BYTES);
  return bytes;
}

/** What 16 bits hold of a larger id: DEFAULT_OVERFLOWUID. */
const OVERFLOW_ID = 65534;

/** Where a signal came from: an address of the processor's, or the process that sent it. */
export type SignalOrigin =
  | { readonly kind: 'fault'; readonly code: number; readonly address: bigint }
  | { readonly kind: 'sent'; readonly code: number; readonly pid: number; readonly uid: number };

/** `siginfo_t`. */
export function encodeSignalInfo(signal: number, origin: SignalOrigin, is64: boolean): Uint8Array {
  const bytes = new Uint8Array(SIGINFO_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signal, true);
  view.setInt32(8, origin.code, true);
  const fieldsAt = is64 ? 16 : 12;
  if (origin.kind === 'sent') {
    view.setUint32(fieldsAt, origin.pid, true);
    view.setUint32(fieldsAt + 4, origin.uid, true);
  } else if (is64) view.setBigUint64(fieldsAt, origin.address, true);
  else view.setUint32(fieldsAt, Number(origin.address), true);
  return bytes;
}

/** Numbers one behind the other, as wide as the machine's words. */
export function encodeWords(words: readonly bigint[], is64: boolean): Uint8Array {
  const bytes = new Uint8Array(words.length * (is64 ? 8 : 4));
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => {
    if (is64) view.setBigUint64(8 * index, BigInt.asUintN(64, word), true);
    else view.setUint32(4 * index, Number(BigInt.asUintN(32, word)), true);
  });
  return bytes;
}

/** A mapping of a file. */
export interface MappedFile {
  readonly start: bigint;
  readonly end: bigint;
  /** Bytes into the file. */
  readonly offset: bigint;
  readonly path: string;
}

/** NT_FILE: count, page size, start, end and page of each mapping, then their names. */
export function encodeMappedFiles(files: readonly MappedFile[], pageBytes: number, is64: boolean): Uint8Array {
  const page = BigInt(pageBytes);
  const numbers = files.flatMap(({ start, end, offset }) => [start, end, offset / page]);
  const head = encodeWords([BigInt(files.length), page, ...numbers], is64);
  const names = latin1Bytes(files.map(({ path }) => `${path}\0`).join(''));
  const bytes = new Uint8Array(head.length + names.length);
  bytes.set(head);
  bytes.set(names, head.length);
  return bytes;
}
