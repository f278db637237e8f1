/**
 * `makedumpfile --dump-dmesg VMCORE FILE` of makedumpfile 1.7.2: the log of a dead kernel as text.
 *
 * Reads /proc/vmcore like any core: program headers, VMCOREINFO, the ring. Left out: every other use, above all dumps (`-d 31`), for which the core leaves
 * the simulator by `lastwords vmcore`.
 */
import { elfCoreHeadBytes, readElfCoreHead } from '../../../formats/elf-core.ts';
import { readElfNotes } from '../../../formats/elf-notes.ts';
import { readVmcoreLog, type VmcoreLogRecord } from '../../../formats/vmcore-log.ts';
import { readVmcoreInfo } from '../../../formats/vmcoreinfo.ts';
import { type Blocking, O_RDONLY } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { fail, print, writeText } from './program-frame.ts';

const NAME = 'makedumpfile';
const SEEK_SET = 0;
const HEAD_BYTES = 0x10000;
const READ_BYTES = 0x100000;
const INDENT = ' '.repeat(15);

export const makedumpfile: Program = function* (system, argv) {
  const words = argv.slice(1).filter((word) => word !== '-f');
  const [option, core, out] = words;
  if (option !== '--dump-dmesg' || core === undefined || out === undefined) {
    return yield* fail(
      system,
      `Commandline parameter is invalid.\nTry \`${NAME} --help' for more information.\n\n${NAME} Failed.`,
    );
  }
  const records = yield* readLog(system, core);
  if (typeof records === 'number') {
    return yield* fail(
      system,
      `open_dump_memory: Can't open the dump memory(${core}). ${strerror(records)}\n\n${NAME} Failed.`,
    );
  }
  if (records === null) return yield* fail(system, `check_elf_format: Can't get valid ehdr.\n\n${NAME} Failed.`);
  const written = yield* writeText(system, out, records.map(lineOf).join(''));
  if (written < 0)
    return yield* fail(
      system,
      `open_dump_file: Can't open the dump file(${out}). ${strerror(written)}\n\n${NAME} Failed.`,
    );
  const said = 'The kernel version is not supported.\nThe makedumpfile operation may be incomplete.\n';
  return (yield* print(system, NAME, `${said}\nThe dmesg log is saved to ${out}.\n\n${NAME} Completed.\n`)) ? 0 : 1;
};

/** Time, text; lines behind the first stand under it, bytes above 0x7f are shown with their sign; an empty record is not shown. */
function lineOf({ tsNs, text }: VmcoreLogRecord): string {
  if (text === '') return '';
  const microseconds = tsNs / 1000n;
  const seconds = String(microseconds / 1_000_000n).padStart(5);
  const shown = Array.from(text, (letter) => {
    const code = letter.charCodeAt(0);
    if (letter === '\n') return `\n${INDENT}`;
    if (code >= 0x80) return `\\xffffff${code.toString(16)}`;
    return (code >= 0x20 && code < 0x7f) || letter === '\t' ? letter : `\\x${code.toString(16).padStart(2, '0')}`;
  }).join('');
  return `[${seconds}.${String(microseconds % 1_000_000n).padStart(6, '0')}] ${shown}\n`;
}

/** A negated error number where the file cannot be read; null where it is no core. */
function* readLog(system: SystemCalls, path: string): Blocking<readonly VmcoreLogRecord[] | null | number> {
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const first = yield* readAt(system, fd, 0, HEAD_BYTES);
  const head = readElfCoreHead(first);
  const note = typeof head === 'string' ? undefined : head.segments.find(({ type }) => type === 4);
  if (typeof head === 'string' || note === undefined || first.length < elfCoreHeadBytes(head.segments.length)) {
    system.close(fd);
    return null;
  }
  const notes = readElfNotes(
    yield* readAt(system, fd, note.offset, Math.min(note.sizeBytes, HEAD_BYTES)),
    head.byteOrder,
  ).notes;
  const info = readVmcoreInfo(notes.find(({ name }) => name === 'VMCOREINFO')?.descriptor ?? new Uint8Array());
  // The walk asks for memory at once; what it needs is read before, piece by piece, until it asks for nothing new.
  const pieces = new Map<string, Uint8Array>();
  for (let round = 0; round < 16; round++) {
    const missing: { readonly key: string; readonly offset: number; readonly length: number }[] = [];
    const records = readVmcoreLog(info, head.byteOrder, (virtual, length) => {
      const key = `${virtual} ${length}`;
      const known = pieces.get(key);
      if (known !== undefined) return known;
      const load = head.segments.find(
        (one) =>
          one.type === 1 && virtual >= one.virtual && virtual + BigInt(length) <= one.virtual + BigInt(one.sizeBytes),
      );
      if (load !== undefined) missing.push({ key, offset: load.offset + Number(virtual - load.virtual), length });
      return null;
    });
    if (records !== null || missing.length === 0) {
      system.close(fd);
      return records;
    }
    for (const { key, offset, length } of missing) pieces.set(key, yield* readAt(system, fd, offset, length));
  }
  system.close(fd);
  return null;
}

function* readAt(system: SystemCalls, fd: number, offset: number, length: number): Blocking<Uint8Array> {
  const bytes = new Uint8Array(length);
  system.lseek(fd, offset, SEEK_SET);
  let at = 0;
  while (at < length) {
    const piece = yield* system.read(fd, Math.min(READ_BYTES, length - at));
    if (typeof piece === 'number' || piece.length === 0) return bytes.subarray(0, at);
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
