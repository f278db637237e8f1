/**
 * The files of sed: input one after the other, output (or the file being edited in place), and what `r`, `R`, `w` name.
 *
 * Mirrors sed 4.9 `sed/execute.c` (`read_pattern_space`, `open_next_file`, `output_missing_newline`, `closedown`).
 */
import { type Blocking, O_CREAT, O_EXCL, O_RDONLY, O_TRUNC, O_WRONLY, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import { ENOMEM, strerror } from '../../../sim/errno.ts';
import { readAll } from '../libc/stdio.ts';
import { Lines } from './lines.ts';
import { SedError } from './sed-script.ts';
import { runShell } from './subprocess.ts';
import type { Tool } from './tool.ts';

/** A place to write to, which remembers whether its last line lacked the newline. */
interface Sink {
  readonly fd: number | 'stdout';
  missingNewline: boolean;
  buffer: string;
}

export interface SedFileOptions {
  /** `-i`: suffix of the backup, '' for none; null without `-i`. */
  readonly inPlace: string | null;
  readonly separate: boolean;
  readonly delimiter: '\n' | '\0';
  readonly unbuffered: boolean;
}

export class SedFiles {
  /** Number of the line read last. */
  line = 0;
  /** The line read last ended with its delimiter. */
  hadNewline = true;
  readonly delimiter: '\n' | '\0';
  readonly #tool: Tool;
  readonly #names: readonly string[];
  readonly #options: SedFileOptions;
  readonly #stdout: Sink = { fd: 'stdout', missingNewline: false, buffer: '' };
  readonly #written = new Map<string, Sink>();
  readonly #readers = new Map<string, Lines | null>();
  #output: Sink = this.#stdout;
  #next = 0;
  #current: { readonly name: string; readonly fd: number; readonly lines: Lines } | null = null;
  #temporary: { readonly path: string; readonly target: string } | null = null;
  #serial = 0;

  constructor(tool: Tool, names: readonly string[], options: SedFileOptions) {
    this.#tool = tool;
    this.#names = names;
    this.#options = options;
    this.delimiter = options.delimiter;
  }

  /** Name of the file being read, `-` for standard input. */
  get name(): string {
    return this.#current?.name ?? '-';
  }

  /** The next line without its delimiter, or null at the end of all input. */
  *next(): Blocking<string | null> {
    for (;;) {
      if (this.#current === null && !(yield* this.#openNext())) return null;
      const { lines } = this.#current!;
      const line = lines.take() ?? (yield* lines.next());
      if (line !== null) {
        this.line++;
        this.hadNewline = line.endsWith(this.delimiter);
        return this.hadNewline ? line.slice(0, -1) : line;
      }
      yield* this.#closeCurrent();
    }
  }

  /** Whether no further line comes: of this file with `-s`, else of all. */
  *atEnd(): Blocking<boolean> {
    if (this.#current !== null && (yield* this.#current.lines.hasMore())) return false;
    if (this.#options.separate && this.#current !== null) return true;
    // The next files are looked into; the current one stays open for `F` and in-place output.
    for (; this.#next < this.#names.length; this.#next++) {
      const name = this.#names[this.#next]!;
      if (name === '-') return false;
      const status = this.#tool.system.stat(name);
      if (typeof status === 'number') {
        yield* this.#tool.fail(`can't read ${name}: ${strerror(status)}`, 2);
        continue;
      }
      if ((status.mode & S_IFMT) !== S_IFREG || status.size > 0) return false;
    }
    return true;
  }

  *#openNext(): Blocking<boolean> {
    const { inPlace, separate, delimiter } = this.#options;
    while (this.#next < this.#names.length) {
      const name = this.#names[this.#next++]!;
      if (separate) this.line = 0;
      if (name === '-' && inPlace === null) {
        this.#current = { name, fd: 0, lines: new Lines(this.#tool.system, 0, delimiter) };
        return true;
      }
      const fd = this.#tool.system.open(name, O_RDONLY);
      if (fd < 0) {
        yield* this.#tool.fail(`can't read ${name}: ${strerror(fd)}`, 2);
        continue;
      }
      if (inPlace !== null && !(yield* this.#startEditing(name, fd))) continue;
      this.#current = { name, fd, lines: new Lines(this.#tool.system, fd, delimiter) };
      return true;
    }
    return false;
  }

  *#startEditing(name: string, fd: number): Blocking<boolean> {
    const { system } = this.#tool;
    const status = system.fstat(fd);
    if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFREG) {
      this.#tool.close(fd);
      yield* this.#tool.fail(`couldn't edit ${name}: not a regular file`, 4);
      return false;
    }
    const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : './';
    // mkostemp takes random letters; a counter and the process number serve as well.
    const path = `${folder}sed${(system.pid * 62 + this.#serial++).toString(36).padStart(6, '0').slice(-6)}`;
    const output = system.open(path, O_WRONLY | O_CREAT | O_EXCL, status.mode & 0o777);
    if (output < 0) throw new SedError(`couldn't open temporary file ${path}: ${strerror(output)}`, 4);
    system.chmod(path, status.mode & 0o7777);
    system.chown(path, status.uid, status.gid);
    this.#temporary = { path, target: name };
    this.#output = { fd: output, missingNewline: false, buffer: '' };
    return true;
  }

  *#closeCurrent(): Blocking<void> {
    const current = this.#current;
    if (current === null) return;
    if (current.lines.errno === ENOMEM) throw new SedError('memory exhausted', 4);
    if (current.lines.errno !== 0) {
      yield* this.#tool.fail(`read error on ${current.name}: ${strerror(current.lines.errno)}`, 2);
    }
    this.#tool.close(current.fd);
    this.#current = null;
    const edited = this.#temporary;
    if (edited === null) return;
    yield* this.#flush(this.#output);
    this.#tool.system.close(this.#output.fd as number);
    this.#output = this.#stdout;
    this.#temporary = null;
    const { inPlace } = this.#options;
    if (inPlace !== null && inPlace !== '') {
      const backup = backupName(edited.target, inPlace);
      const failed = this.#tool.system.rename(edited.target, backup);
      if (failed < 0) throw new SedError(`cannot rename ${edited.target}: ${strerror(failed)}`, 4);
    }
    const failed = this.#tool.system.rename(edited.path, edited.target);
    if (failed < 0) throw new SedError(`cannot rename ${edited.path}: ${strerror(failed)}`, 4);
  }

  /** After `q`: what is left of a file being edited is copied, then all is closed. */
  *finish(): Blocking<void> {
    if (this.#temporary !== null && this.#current !== null) {
      for (let line = yield* this.#rawLine(); line !== null; line = yield* this.#rawLine())
        yield* this.#emit(this.#output, line);
    }
    yield* this.#closeCurrent();
    yield* this.#flush(this.#stdout);
    for (const sink of this.#written.values()) {
      yield* this.#flush(sink);
      if (typeof sink.fd === 'number') this.#tool.close(sink.fd);
    }
  }

  /** The next raw line of the file being edited. */
  *#rawLine(): Blocking<string | null> {
    const { lines } = this.#current!;
    return lines.take() ?? (yield* lines.next());
  }

  *#emit(sink: Sink, text: string): Blocking<void> {
    if (sink.missingNewline) {
      sink.buffer += this.delimiter;
      sink.missingNewline = false;
    }
    sink.buffer += text;
    if (sink.buffer.length >= 4096 || this.#options.unbuffered || sink.fd === 'stdout') yield* this.#flush(sink);
  }

  *#flush(sink: Sink): Blocking<void> {
    if (sink.buffer === '') return;
    const text = sink.buffer;
    sink.buffer = '';
    if (sink.fd === 'stdout') {
      yield* this.#tool.out.put(text);
      if (this.#options.unbuffered) yield* this.#tool.out.flush();
      return;
    }
    const written = yield* this.#tool.system.write(sink.fd, latin1Bytes(text));
    if (written < 0) throw new SedError(`couldn't write ${text.length} items to file: ${strerror(written)}`, 4);
  }

  /** The pattern space: with a newline unless the line it came from had none. */
  *put(text: string, ends: boolean): Blocking<void> {
    yield* this.#emit(this.#output, ends ? text + this.delimiter : text);
    if (!ends) this.#output.missingNewline = true;
  }

  /** A line that always gets its end. */
  *putLine(text: string): Blocking<void> {
    yield* this.#emit(this.#output, text + this.delimiter);
  }

  *putRaw(text: string): Blocking<void> {
    yield* this.#emit(this.#output, text);
  }

  /** `w` and `W`; the file was emptied when the script was read. */
  *write(name: string, text: string, ends: boolean): Blocking<void> {
    const sink = this.#sink(name);
    if (sink === null) return;
    yield* this.#emit(sink, ends ? text + this.delimiter : text);
    if (!ends) sink.missingNewline = true;
  }

  #sink(name: string): Sink | null {
    if (name === '/dev/stdout') return this.#output;
    return this.#written.get(name) ?? null;
  }

  /** Opens a file to write before the first line is read. */
  openForWriting(name: string): void {
    if (name === '/dev/stdout' || this.#written.has(name)) return;
    const fd = name === '/dev/stderr' ? 2 : this.#tool.system.open(name, O_WRONLY | O_CREAT | O_TRUNC);
    if (fd < 0) throw new SedError(`couldn't open file ${name}: ${strerror(fd)}`, 4);
    this.#written.set(name, { fd, missingNewline: false, buffer: '' });
  }

  /** `r`: the contents of a file, if it can be read. */
  *copy(name: string): Blocking<void> {
    yield* this.#flushWritten(name);
    const isInput = name === '/dev/stdin';
    const fd = isInput ? 0 : this.#tool.system.open(name, O_RDONLY);
    if (fd < 0) return;
    for (;;) {
      const bytes = yield* this.#tool.read(fd);
      if (bytes === null || typeof bytes === 'number') break;
      yield* this.#emit(this.#output, latin1Text(bytes));
    }
    this.#tool.close(fd);
  }

  *#flushWritten(name: string): Blocking<void> {
    const sink = this.#written.get(name);
    if (sink !== undefined) yield* this.#flush(sink);
  }

  /** `R`: the next line of a file, or null. */
  *lineOf(name: string): Blocking<string | null> {
    if (!this.#readers.has(name)) {
      const fd = name === '/dev/stdin' ? 0 : this.#tool.system.open(name, O_RDONLY);
      this.#readers.set(name, fd < 0 ? null : new Lines(this.#tool.system, fd, this.delimiter));
    }
    const lines = this.#readers.get(name);
    const line = lines ? yield* lines.next() : null;
    if (line === null) return null;
    return line.endsWith(this.delimiter) ? line.slice(0, -1) : line;
  }

  /** What a shell command prints. */
  *shell(command: string): Blocking<string> {
    yield* this.#flush(this.#stdout);
    yield* this.#tool.out.flush();
    return yield* runShell(this.#tool.system, command);
  }

  *spend(costNs: number): Blocking<void> {
    yield* this.#tool.spend(costNs);
  }
}

/** `*` in a suffix stands for the name; without one the suffix is added. */
function backupName(name: string, suffix: string): string {
  if (!suffix.includes('*')) return name + suffix;
  const slash = name.lastIndexOf('/') + 1;
  const backup = suffix.replaceAll('*', name.slice(slash));
  return backup.includes('/') ? backup : name.slice(0, slash) + backup;
}

/** The whole text of a script file. */
export function* scriptText(tool: Tool, name: string): Blocking<string> {
  const fd = tool.open(name);
  if (fd < 0) return yield* tool.die(`couldn't open file ${name}: ${strerror(fd)}`, 4);
  const bytes = yield* readAll(tool.system, fd);
  tool.close(fd);
  if (typeof bytes === 'number') return yield* tool.die(`couldn't read ${name}: ${strerror(bytes)}`, 4);
  return latin1Text(bytes);
}
