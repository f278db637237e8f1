/**
 * The core file of a process: what the kernel writes, piece by piece, and where a limit cuts it.
 *
 * Mirrors Linux v6.1 `fs/binfmt_elf.c` (elf_core_dump) and `fs/coredump.c` (dump_emit, dump_skip): pages that nobody touched are skipped, not
 * written, so that a file has holes there and a pipe gets zeros.
 */
import { buildCoreFile } from '../../formats/core-file.ts';
import type { UserRegisters } from './cpu-fault.ts';
import type { ProcessServices } from './services.ts';
import type { Task } from './task.ts';
import { imageOf } from './user-image.ts';

/** What one `dump_emit` writes. */
export interface CorePiece {
  /** Where in the file; what lies between two pieces is a hole. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

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
}

const PAGE_BYTES = 4096;

/** The core of a process that is about to die. */
export function coreImageOf({ architecture }: ProcessServices, task: Task, death: ProcessDeath): CoreImage {
  const image = imageOf(task, architecture);
  const first = image.areas[0];
  const head = first === undefined ? null : image.read(first.start, PAGE_BYTES);
  const { ip, stackPointer, flags, general } = death.registers;
  const bytes = buildCoreFile({
    architecture,
    signal: death.signal,
    pid: task.pid,
    parentPid: task.parent?.pid ?? 0,
    groupPid: task.pgid,
    sessionPid: task.sid,
    uid: task.credentials.uid,
    gid: task.credentials.gid,
    comm: task.comm,
    command: task.argv.join(' '),
    registers: { ...general, rip: ip, rsp: stackPointer, eflags: flags },
    memory: first === undefined || head === null ? [] : [{ address: first.start, bytes: head }],
  });
  return { sizeBytes: bytes.length, pieces: () => pagesOf(bytes) };
}

function* pagesOf(bytes: Uint8Array): Generator<CorePiece> {
  for (let offset = 0; offset < bytes.length; offset += PAGE_BYTES) {
    yield { offset, bytes: bytes.subarray(offset, offset + PAGE_BYTES) };
  }
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

/** The core as a pipe gets it, holes filled with zeros. */
export function wholeCore(image: CoreImage): Uint8Array {
  const bytes = new Uint8Array(image.sizeBytes);
  for (const piece of image.pieces()) bytes.set(piece.bytes, piece.offset);
  return bytes;
}
