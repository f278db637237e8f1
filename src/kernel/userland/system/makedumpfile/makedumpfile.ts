/**
 * `makedumpfile` of 1.7.2: the log of a dead kernel as text (`--dump-dmesg`), or its memory as a dump without what nobody needs (`-c`, `-d LEVEL`, `-F`).
 *
 * Reads /proc/vmcore like any core. Texts as recorded; the lines of progress are those of a run that takes no second. Left out: `-E` and other formats,
 * splitting, filters by name, `-R` (the host's makedumpfile does that).
 */
import { readVmcoreLog, type VmcoreLogRecord } from '../../../../formats/vmcore-log.ts';
import { type Blocking, O_CREAT, O_EXCL, O_RDONLY, O_TRUNC, O_WRONLY } from '../../../../shell/posix.ts';
import { EEXIST, strerror } from '../../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../../process/system-calls.ts';
import { printError } from '../../libc/stdio.ts';
import { fail, print, writeText } from '../program-frame.ts';
import { type DumpTarget, writeDump } from './compressed-dump.ts';
import { filterPages } from './page-filter.ts';
import { type DumpSource, Vmcore } from './vmcore.ts';

const NAME = 'makedumpfile';
const SEEK_SET = 0;
const READ_BYTES = 0x100000;
const STDOUT = 1;
const INDENT = ' '.repeat(15);
const FAILED = `\n\n${NAME} Failed.`;
const NOT_SUPPORTED = 'The kernel version is not supported.\nThe makedumpfile operation may be incomplete.\n';
const LEVEL_MAX = 31;

interface Wishes {
  readonly wantsLog: boolean;
  readonly isFlat: boolean;
  readonly isForced: boolean;
  readonly isCompressed: boolean;
  readonly level: number;
  readonly operands: readonly string[];
}

/** Null: a mistake. */
function wishesOf(words: readonly string[]): Wishes | null {
  let [wantsLog, isFlat, isForced, isCompressed, level] = [false, false, false, false, 0];
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--dump-dmesg') wantsLog = true;
    else if (word === '-d') {
      const value = words[++at] ?? '';
      if (!/^\d{1,2}$/.test(value) || Number(value) > LEVEL_MAX) return null;
      level = Number(value);
    } else if (/^-[Fcf]+$/.test(word)) {
      isFlat ||= word.includes('F');
      isCompressed ||= word.includes('c');
      isForced ||= word.includes('f');
    } else if (word.startsWith('-')) return null;
    else operands.push(word);
  }
  if (operands.length !== (isFlat ? 1 : 2)) return null;
  return { wantsLog, isFlat, isForced, isCompressed, level, operands };
}

export const makedumpfile: Program = function* (system, argv) {
  const wishes = wishesOf(argv.slice(1));
  if (wishes === null) {
    return yield* fail(
      system,
      `Commandline parameter is invalid.\nTry \`${NAME} --help' for more information.${FAILED}`,
    );
  }
  const [path, out = 'STDOUT'] = wishes.operands as [string, string?];
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) {
    return yield* fail(system, `open_dump_memory: Can't open the dump memory(${path}). ${strerror(fd)}${FAILED}`);
  }
  const core = yield* Vmcore.open(sourceOf(system, fd));
  if (core === null) return yield* fail(system, `check_elf_format: Can't get valid ehdr.${FAILED}`);
  const status = wishes.wantsLog ? yield* saveLog(system, core, out) : yield* saveDump(system, core, wishes, out);
  system.close(fd);
  return status;
};

function sourceOf(system: SystemCalls, fd: number): DumpSource {
  return { read: (offset, length) => readAt(system, fd, offset, length) };
}

function* saveLog(system: SystemCalls, core: Vmcore, out: string): Blocking<number> {
  const records = yield* readLog(core);
  if (records === null) return yield* fail(system, `dump_dmesg: Can't find some symbols for log_buf.${FAILED}`);
  const written = yield* writeText(system, out, records.map(lineOf).join(''));
  if (written < 0) {
    return yield* fail(system, `open_dump_file: Can't open the dump file(${out}). ${strerror(written)}${FAILED}`);
  }
  return (yield* print(system, NAME, `${NOT_SUPPORTED}\nThe dmesg log is saved to ${out}.\n\n${NAME} Completed.\n`))
    ? 0
    : 1;
}

function* saveDump(system: SystemCalls, core: Vmcore, wishes: Wishes, out: string): Blocking<number> {
  const { isFlat, isForced, isCompressed, level } = wishes;
  // What it says goes where the dump does not.
  const say = (text: string) => (isFlat ? printError(system, text) : print(system, NAME, text));
  yield* say(NOT_SUPPORTED);
  yield* printError(
    system,
    progress('Checking for memory holes', 0, '/') + progress('Checking for memory holes', 100, '|'),
  );
  const bitmaps = yield* filterPages(core, level);
  if (typeof bitmaps === 'string') return yield* fail(system, `${bitmaps}${FAILED}`);
  yield* printError(system, progress('Excluding unnecessary pages', 100, '\\'));
  const flags = O_WRONLY | O_CREAT | (isForced ? O_TRUNC : O_EXCL);
  const fd = isFlat ? STDOUT : system.open(out, flags, 0o600);
  if (fd === -EEXIST)
    return yield* fail(system, `check_dump_file: Can't open the dump file (${out}). File exists${FAILED}`);
  if (fd < 0) return yield* fail(system, `open_dump_file: Can't open the dump file(${out}). ${strerror(fd)}${FAILED}`);
  const error = yield* writeDump(core, bitmaps, { level, isCompressed, isFlat }, targetOf(system, fd));
  const end = 'Copying data';
  yield* printError(system, `${progress(end, 100, '-', 'eta: 0s')}${progress(end, 100, '/', 'eta: 0s')}\n`);
  const closed = isFlat ? 0 : system.close(fd);
  if (error < 0 || closed < 0) {
    return yield* fail(
      system,
      `write_buffer: Can't write the dump file(${out}). ${strerror(error || closed)}${FAILED}`,
    );
  }
  yield* say(`\nThe dumpfile is saved to ${out}.\n\n${NAME} Completed.\n`);
  return 0;
}

/** A line that is written over the one before. */
function progress(what: string, percent: number, spinner: string, rest = ''): string {
  return `\r${what.padEnd(50)}: [${percent.toFixed(1).padStart(5)} %] ${spinner}  ${rest.padStart(16)}`;
}

function targetOf(system: SystemCalls, fd: number): DumpTarget {
  return {
    seek: (offset) => system.lseek(fd, offset, SEEK_SET),
    *write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const written = yield* system.write(fd, bytes.subarray(at, at + READ_BYTES));
        if (written < 0) return written;
        at += written;
      }
      return 0;
    },
  };
}

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

/** Null where VMCOREINFO leads to no log. */
function* readLog(core: Vmcore): Blocking<readonly VmcoreLogRecord[] | null> {
  // The walk asks for memory at once; what it needs is read before, piece by piece, until it asks for nothing new.
  const pieces = new Map<string, Uint8Array>();
  for (let round = 0; round < 16; round++) {
    const missing: { readonly key: string; readonly address: number; readonly length: number }[] = [];
    const records = readVmcoreLog(core.info, core.head.byteOrder, (virtual, length) => {
      const key = `${virtual} ${length}`;
      const known = pieces.get(key);
      if (known !== undefined) return known;
      const address = core.bySegment(virtual, length);
      if (address !== null) missing.push({ key, address, length });
      return null;
    });
    if (records !== null || missing.length === 0) return records;
    for (const { key, address, length } of missing) {
      pieces.set(key, (yield* core.physical(address, length)) ?? new Uint8Array(length));
    }
  }
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
