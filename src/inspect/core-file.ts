/**
 * The core of a dead kernel as a file: head, notes, then the pieces of RAM.
 *
 * A file as /proc/vmcore lays it out (Linux v6.1 `fs/proc/vmcore.c`): the notes on a page boundary behind the head, each piece on whole pages behind
 * them. Pages of zeros are left out of what is written, so that the file has holes where RAM was never touched.
 */
import { elfCoreHeadBytes, encodeElfCoreHead } from '../formats/elf-core.ts';
import { elfNoteBytes } from '../formats/elf-notes.ts';
import type { VmcoreFile } from '../kernel/kdump/vmcore-file.ts';
import type { KernelCore } from '../kernel/vmcore/kernel-core.ts';

const PAGE_SIZE = 4096;
/** Read at once, a whole number of pages. */
const CHUNK_BYTES = 2 ** 20;

interface CoreFileBytes {
  readonly offset: number;
  /** Valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
}

export interface CoreFile {
  readonly sizeBytes: number;
  /** In order of offset; what lies between is zeros. */
  pieces(): Generator<CoreFileBytes>;
}

const wholePages = (bytes: number) => Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;

export function coreFile(core: KernelCore): CoreFile {
  const { byteOrder, machine, flags, memory } = core;
  const notes = elfNoteBytes(core.notes, byteOrder);
  const notesAt = wholePages(elfCoreHeadBytes(core.segments.length + 1));
  let end = notesAt + wholePages(notes.length);
  const segments = core.segments.map((segment) => {
    const start = Math.floor(segment.offset / PAGE_SIZE) * PAGE_SIZE;
    const length = wholePages(segment.offset + segment.sizeBytes) - start;
    const placed = { ...segment, offset: end + segment.offset - start };
    const part = { at: end, start, length };
    end += length;
    return { placed, part };
  });
  const note = { type: 4, offset: notesAt, virtual: 0n, physical: 0, sizeBytes: notes.length };
  const head = encodeElfCoreHead({
    byteOrder,
    machine,
    flags,
    segments: [note, ...segments.map(({ placed }) => placed)],
  });
  return {
    sizeBytes: end,
    *pieces() {
      yield { offset: 0, bytes: head };
      yield { offset: notesAt, bytes: notes };
      const buffer = new Uint8Array(CHUNK_BYTES);
      for (const { part } of segments) {
        for (let done = 0; done < part.length; done += CHUNK_BYTES) {
          const chunk = buffer.subarray(0, Math.min(CHUNK_BYTES, part.length - done));
          memory.readInto(part.start + done, chunk);
          yield* withoutZeros(part.at + done, chunk);
        }
      }
    },
  };
}

/** /proc/vmcore of a kernel that has one, as a file. */
export function vmcoreCopy({ sizeBytes, read }: VmcoreFile): CoreFile {
  return {
    sizeBytes,
    *pieces() {
      for (let at = 0; at < sizeBytes; at += CHUNK_BYTES) yield* withoutZeros(at, read(at, CHUNK_BYTES));
    },
  };
}

/** Runs of pages that hold something. */
function* withoutZeros(offset: number, chunk: Uint8Array): Generator<CoreFileBytes> {
  const words = new Int32Array(chunk.buffer, chunk.byteOffset, chunk.length / 4);
  let start = -1;
  for (let at = 0; at < chunk.length; at += PAGE_SIZE) {
    const isEmpty = words.subarray(at / 4, (at + PAGE_SIZE) / 4).every((word) => word === 0);
    if (!isEmpty && start < 0) start = at;
    if (isEmpty && start >= 0) {
      yield { offset: offset + start, bytes: chunk.subarray(start, at) };
      start = -1;
    }
  }
  if (start >= 0) yield { offset: offset + start, bytes: chunk.subarray(start) };
}
