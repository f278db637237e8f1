/**
 * The core file of a process: what the kernel writes, piece by piece, and where a limit cuts it.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/binfmt_elf.c` (elf_core_dump, fill_thread_core_info) and `fs/coredump.c` (vma_dump_size, dump_emit, dump_skip): pages that nobody
 * touched are skipped, not written, so that a file has holes there and a pipe gets zeros. Each process has one thread. Left out: big-endian POWER, whose cores are
 * written little-endian as its programs are; the times of the process.
 */
import { type ElfNote, NT_PRPSINFO, NT_PRSTATUS } from '../../formats/elf-notes.ts';
import {
  encodeMappedFiles,
  encodeProcessInfo,
  encodeSignalInfo,
  encodeWords,
  NT_AUXV,
  NT_FILE,
  NT_SIGINFO,
  type SignalOrigin,
} from '../../formats/process-notes.ts';
import { encodePrstatus } from '../../formats/prstatus.ts';
import { type CorePiece, userCoreFrame } from '../../formats/user-core.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { type AddressSpace, machineOf } from './address-space.ts';
import type { CoreArchitecture } from './cores/architecture.ts';
import { armCore } from './cores/arm.ts';
import { arm64Core } from './cores/arm64.ts';
import { powerpcCore } from './cores/powerpc.ts';
import { x86Core } from './cores/x86.ts';
import type { UserRegisters } from './cpu-fault.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';
import type { ProcessArea } from './user-image.ts';

export interface CoreImage {
  /** Of the whole file, holes included. */
  readonly sizeBytes: number;
  /** In order; made as they are asked for. */
  pieces(): Iterable<CorePiece>;
}

/** What the process dies of. */
export interface ProcessDeath {
  readonly signal: number;
  readonly registers: UserRegisters;
  /** Who sent the signal; null: the kernel. Nothing where the processor stopped the program. */
  readonly sender: { readonly pid: number; readonly uid: number } | null;
}

const architectures: Readonly<Record<Architecture, CoreArchitecture>> = {
  x86_64: x86Core,
  arm: armCore,
  arm64: arm64Core,
  ppc64le: powerpcCore,
};

/** PF_SIGNALED and PF_DUMPCORE, and what comes with randomize_va_space. */
const TASK_FLAGS = 0x600;
const PF_RANDOMIZE = 0x400000;
const SI_KERNEL = 0x80;
/** Bits of `coredump_filter`. */
const ANON_PRIVATE = 1 << 0;
const MAPPED_PRIVATE = 1 << 2;
const ELF_HEADERS = 1 << 4;

/** `min_coredump`: no file for less than ELF_EXEC_PAGESIZE. */
export function minimumCoreBytes({ addressSpaces }: ProcessServices): number {
  return addressSpaces.layout.pageBytes;
}

/** The core of a process that is about to die. */
export function coreImageOf(services: ProcessServices, task: Task, death: ProcessDeath): CoreImage {
  const { architecture, addressSpaces } = services;
  const space = addressSpaces.of(task);
  const { is64, pageBytes, isNew } = space.layout;
  const segments = space.areas.map((area) => ({
    start: area.start,
    sizeBytes: Number(area.end - area.start),
    flags: elfFlags(area.permissions),
    dumpedBytes: dumpedBytes(area, task, pageBytes),
    area,
  }));
  const { sizeBytes, head, memoryOffset, tail } = userCoreFrame({
    machine: machineOf(architecture),
    is64,
    byteOrder: 'little',
    pageBytes,
    noteAlign: isNew ? 4 : 0,
    notes: notesOf(task, architecture, space, death),
    segments,
  });
  return {
    sizeBytes,
    *pieces() {
      yield* head;
      let offset = memoryOffset;
      for (const { area, dumpedBytes: length } of segments) {
        for (let at = 0; at < length; at += pageBytes) {
          const bytes = area.page(area.start + BigInt(at));
          if (bytes !== null) yield { offset: offset + at, bytes };
        }
        offset += length;
      }
      if (tail !== null) yield tail;
    },
  };
}

/** `vma_dump_size`. */
function dumpedBytes(
  { start, end, kind, ino, offset, permissions }: ProcessArea,
  task: Task,
  pageBytes: number,
): number {
  const whole = Number(end - start);
  const filter = task.coreFilter;
  if (kind === 'special' || (kind === 'written' && (filter & ANON_PRIVATE) !== 0)) return whole;
  if (ino === 0) return 0;
  if ((filter & MAPPED_PRIVATE) !== 0) return whole;
  return (filter & ELF_HEADERS) !== 0 && offset === 0n && permissions.startsWith('r') ? pageBytes : 0;
}

function elfFlags(permissions: string): number {
  return [...permissions].reduce((flags, letter) => flags | ({ r: 4, w: 2, x: 1 }[letter] ?? 0), 0);
}

function notesOf(task: Task, architecture: Architecture, space: AddressSpace, death: ProcessDeath): readonly ElfNote[] {
  const { signal, registers } = death;
  const { is64, pageBytes } = space.layout;
  const machine = architectures[architecture];
  const { pid, pgid: groupPid, sid: sessionPid, credentials } = task;
  const ids = { pid, parentPid: task.parent?.pid ?? 0, groupPid, sessionPid };
  const status = { ...ids, signal, registers: machine.registers(registers, space.entry), hasFloat: true };
  const info = {
    ...ids,
    nice: task.nice,
    taskFlags: TASK_FLAGS | (task.isRandomized ? PF_RANDOMIZE : 0),
    uid: credentials.uid,
    gid: credentials.gid,
  };
  const { comm, argv } = task;
  const files = space.areas
    .filter(({ ino }) => ino !== 0)
    .map(({ start, end, offset, name }) => ({ start, end, offset, path: name }));
  const note = (type: number, descriptor: Uint8Array): ElfNote => ({ name: 'CORE', type, descriptor });
  return [
    note(NT_PRSTATUS, encodePrstatus(machine.prstatus, 'little', status)),
    note(NT_PRPSINFO, encodeProcessInfo({ ...info, comm, argv }, is64)),
    note(NT_SIGINFO, encodeSignalInfo(signal, originOf(machine, death, space), is64)),
    note(NT_AUXV, encodeWords(space.auxiliary, is64)),
    // A program without mapped files has no such note.
    ...(files.length === 0 ? [] : [note(NT_FILE, encodeMappedFiles(files, pageBytes, is64))]),
    ...machine.notes(registers),
  ];
}

function originOf(
  machine: CoreArchitecture,
  { signal, registers, sender }: ProcessDeath,
  { areas }: AddressSpace,
): SignalOrigin {
  const { systemCall, cause, ip } = registers;
  // Signals from elsewhere come while the program is in a system call.
  if (systemCall === null && cause !== null) {
    const isMapped = (at: bigint) => areas.some(({ start, end }) => at >= start && at < end);
    return { kind: 'fault', ...machine.origin(cause, signal, { ip, isMapped }) };
  }
  return sender === null
    ? { kind: 'sent', code: SI_KERNEL, pid: 0, uid: 0 }
    : { kind: 'sent', code: 0, pid: sender.pid, uid: sender.uid };
}

/**
 * What a limit (RLIMIT_CORE, in bytes) leaves of a core: the dump ends before the first piece that does not fit whole; holes cost nothing.
 * `dump_emit` compares the bytes written, not the place in the file.
 */
export function* limitedPieces(image: CoreImage, limit: number): Generator<CorePiece> {
  let written = 0;
  for (const piece of image.pieces()) {
    written += piece.bytes.length;
    if (written > limit) return;
    yield piece;
  }
}
