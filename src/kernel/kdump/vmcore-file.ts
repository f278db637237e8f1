/**
 * /proc/vmcore: the dead kernel's RAM as the crash kernel offers it.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/vmcore.c` (parse_crash_elf64_headers, merge_note_headers_elf64, process_ptload_program_headers_elf64): the core header that the
 * dead kernel's loader left, its notes as they are in RAM now and merged into one segment, then each PT_LOAD on whole pages. Nothing is copied: every read
 * goes to RAM. Where a damaged header names addresses that no RAM can have, there are zeros; a real kernel may die of them.
 */
import { type ElfSegment, elfCoreHeadBytes, encodeElfCoreHead, readElfCoreHead } from '../../formats/elf-core.ts';
import { elfNoteBytes, readElfNotes } from '../../formats/elf-notes.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';

const PT_LOAD = 1;
const PT_NOTE = 4;
/** What the loader gives the header: more than any it makes. */
const HEADER_BYTES_MAX = 0x10000;

export interface VmcoreFile {
  readonly sizeBytes: number;
  read(offset: number, length: number): Uint8Array;
  /** The same of RAM as it is now. */
  copy(): VmcoreFile;
}

interface VmcoreForm {
  readonly pageSizeBytes: number;
  /** `p_align` of the notes: 0 in 6.1, 4 in 6.12 [recorded]. */
  readonly noteAlign: number;
}

/** The file, or the warning that the kernel prints instead. */
export function vmcoreFile(
  memory: PhysicalMemory,
  headerAddress: number,
  { pageSizeBytes, noteAlign }: VmcoreForm,
): VmcoreFile | string {
  const wholePages = (bytes: number) => Math.ceil(bytes / pageSizeBytes) * pageSizeBytes;
  const head = readElfCoreHead(readRam(memory, headerAddress, HEADER_BYTES_MAX));
  if (head === 'no-magic') return 'Warning: Core image elf header not found';
  if (head === 'not-sane') return 'Warning: Core image elf header is not sane';
  const loads = head.segments.filter(({ type }) => type === PT_LOAD);
  const noteSegments = head.segments.filter(({ type }) => type === PT_NOTE);
  if (noteSegments.length === 0) return 'Warning: Zero PT_NOTE entries found';
  const notes = noteSegments.flatMap(({ offset, sizeBytes }) => {
    const bytes = readRam(memory, offset, Math.min(sizeBytes, HEADER_BYTES_MAX));
    return readElfNotes(bytes, head.byteOrder).notes;
  });
  const noteBytes = elfNoteBytes(notes, head.byteOrder);
  const notesAt = wholePages(elfCoreHeadBytes(loads.length + 1));
  let end = notesAt + wholePages(noteBytes.length);
  const parts = loads.map(({ offset, sizeBytes }) => {
    const start = Math.floor(offset / pageSizeBytes) * pageSizeBytes;
    const part = { at: end, start, length: wholePages(offset + sizeBytes) - start };
    end += part.length;
    return part;
  });
  const placed = loads.map((load, index): ElfSegment => {
    const { at, start } = parts[index]!;
    return { ...load, offset: at + load.offset - start };
  });
  const note = {
    type: PT_NOTE,
    offset: notesAt,
    virtual: 0n,
    physical: 0,
    sizeBytes: noteBytes.length,
    align: noteAlign,
  };
  const first = new Uint8Array(notesAt + wholePages(noteBytes.length));
  first.set(encodeElfCoreHead({ ...head, segments: [note, ...placed] }));
  first.set(noteBytes, notesAt);
  const all = [{ at: 0, length: first.length, start: 0, bytes: first }, ...parts];
  const fileOf = (ram: PhysicalMemory): VmcoreFile => ({
    sizeBytes: end,
    copy: () => fileOf(ram.fork()),
    read(offset, length) {
      const stop = Math.min(end, offset + length);
      const bytes = new Uint8Array(Math.max(0, stop - offset));
      for (const part of all) {
        const [from, to] = [Math.max(offset, part.at), Math.min(stop, part.at + part.length)];
        if (from >= to) continue;
        const target = bytes.subarray(from - offset, to - offset);
        if ('bytes' in part) target.set(part.bytes.subarray(from, to));
        else readInto(ram, part.start + from - part.at, target);
      }
      return bytes;
    },
  });
  return fileOf(memory);
}

function readRam(memory: PhysicalMemory, address: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  readInto(memory, address, bytes);
  return bytes;
}

/** `target` is zero. */
function readInto(memory: PhysicalMemory, address: number, target: Uint8Array): void {
  const inside = Math.min(target.length, memory.sizeBytes - address);
  if (inside > 0) memory.readInto(address, target.subarray(0, inside));
}
