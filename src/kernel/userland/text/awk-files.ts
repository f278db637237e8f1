/** Files and commands of an awk program (mawk 1.3.4 `files.c`, `FINdata.c`): reading by records, writing, closing. */
import {
  type Blocking,
  type ChildStatus,
  O_APPEND,
  O_CREAT,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
} from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { Output } from '../libc/stdio.ts';
import type { RegexCache } from './awk-regex.ts';
import { AwkError } from './awk-value.ts';
import { openPipe, waitFor } from './subprocess.ts';
import type { Tool } from './tool.ts';

const READ_BYTES = 65536;
const RECORD_MAX = 256 * 1024 * 1024;
/** Virtual nanoseconds for each byte read. */
const BYTE_NS = 2;

/** A stream cut into records. */
export class RecordReader {
  readonly #tool: Tool;
  readonly fd: number;
  #text = '';
  #at = 0;
  #atEnd = false;
  /** First error of a read, negative. */
  error = 0;

  constructor(tool: Tool, fd: number) {
    this.#tool = tool;
    this.fd = fd;
  }

  /** The next record by RS, or null at the end. */
  *next(separator: string, regexes: RegexCache): Blocking<string | null> {
    if (separator === '') return yield* this.#paragraph();
    if (separator.length > 1) return yield* this.#byRegex(separator, regexes);
    for (let from = this.#at; ; ) {
      const end = this.#text.indexOf(separator, from);
      if (end >= 0) return this.#cut(end, end + 1);
      from = this.#text.length - this.#at;
      if (!(yield* this.#more())) return this.#rest();
    }
  }

  #cut(end: number, next: number): string {
    const record = this.#text.slice(this.#at, end);
    this.#at = next;
    return record;
  }

  #rest(): string | null {
    if (this.#at >= this.#text.length) return null;
    return this.#cut(this.#text.length, this.#text.length);
  }

  *#paragraph(): Blocking<string | null> {
    for (;;) {
      while (this.#text[this.#at] === '\n') this.#at++;
      if (this.#at < this.#text.length) break;
      if (!(yield* this.#more())) return null;
    }
    for (;;) {
      const end = this.#text.indexOf('\n\n', this.#at);
      if (end >= 0) {
        let next = end;
        while (this.#text[next] === '\n') next++;
        if (next < this.#text.length || this.#atEnd) return this.#cut(end, next);
      }
      if (yield* this.#more()) continue;
      const rest = this.#rest();
      return rest === null ? null : rest.replace(/\n+$/, '');
    }
  }

  *#byRegex(separator: string, regexes: RegexCache): Blocking<string | null> {
    const regex = regexes.get(separator);
    for (;;) {
      const match = regex.search(this.#text, this.#at);
      // A match that reaches the end of what was read may go on behind it.
      if (match !== null && match.end > match.start && (match.end < this.#text.length || this.#atEnd)) {
        return this.#cut(match.start, match.end);
      }
      if (yield* this.#more()) continue;
      if (match !== null && match.end > match.start) return this.#cut(match.start, match.end);
      return this.#rest();
    }
  }

  /** Reads more; what has been used goes away. */
  *#more(): Blocking<boolean> {
    if (this.#atEnd) return false;
    const bytes = yield* this.#tool.read(this.fd, READ_BYTES);
    if (bytes === null || typeof bytes === 'number') {
      this.#atEnd = true;
      if (typeof bytes === 'number') this.error = bytes;
      return false;
    }
    this.#text = this.#text.slice(this.#at) + latin1Text(bytes);
    this.#at = 0;
    if (this.#text.length > RECORD_MAX) throw new AwkError('out of memory');
    yield* this.#tool.spend(bytes.length * BYTE_NS);
    return true;
  }
}

interface Writing {
  readonly output: Output;
  readonly fd: number;
  /** Of a command; null for a file. */
  readonly pid: number | null;
}

interface Reading {
  readonly reader: RecordReader;
  readonly pid: number | null;
}

export class AwkFiles {
  /** Standard error, which does not gather. */
  errorOutput: Output | null = null;
  readonly #tool: Tool;
  readonly #writing = new Map<string, Writing>();
  readonly #reading = new Map<string, Reading>();

  constructor(tool: Tool) {
    this.#tool = tool;
  }

  /** What print writes to. */
  *writer(name: string, mode: '>' | '>>' | '|'): Blocking<Output> {
    const known = this.#writing.get(name);
    if (known !== undefined) return known.output;
    const { system } = this.#tool;
    if (mode === '|') {
      yield* this.flush();
      const { pid, fd } = openPipe(system, name, 'write');
      if (pid < 0) throw new AwkError(`cannot create pipe for ${name}: ${strerror(pid)}`);
      const output = new Output(system, fd);
      this.#writing.set(name, { output, fd, pid });
      return output;
    }
    if (name === '/dev/stdout' || name === '-') return this.#tool.out;
    const fd =
      name === '/dev/stderr' ? 2 : system.open(name, O_WRONLY | O_CREAT | (mode === '>' ? O_TRUNC : O_APPEND), 0o666);
    if (fd < 0) throw new AwkError(`cannot open "${name}" for output (${strerror(fd)})`);
    system.setCloseOnExec(fd, fd > 2);
    const output = new Output(system, fd);
    if (fd === 2) this.errorOutput = output;
    this.#writing.set(name, { output, fd, pid: null });
    return output;
  }

  /** What getline reads; null when it cannot be opened. */
  *reader(name: string, isCommand: boolean): Blocking<RecordReader | null> {
    const known = this.#reading.get(name);
    if (known !== undefined) return known.reader;
    const { system } = this.#tool;
    let pid: number | null = null;
    let fd: number;
    if (isCommand) {
      yield* this.flush();
      ({ pid, fd } = openPipe(system, name, 'read'));
      if (pid < 0) throw new AwkError(`cannot create pipe for ${name}: ${strerror(pid)}`);
    } else {
      fd = name === '-' || name === '/dev/stdin' ? 0 : system.open(name, O_RDONLY);
      if (fd < 0) return null;
      if (fd > 2) system.setCloseOnExec(fd, true);
    }
    const reader = new RecordReader(this.#tool, fd);
    this.#reading.set(name, { reader, pid });
    return reader;
  }

  /** `close`: -1 when nothing of that name is open. */
  *close(name: string): Blocking<number> {
    let result = -1;
    const writing = this.#writing.get(name);
    if (writing !== undefined) {
      this.#writing.delete(name);
      yield* writing.output.flush();
      if (writing.fd > 2) this.#tool.system.close(writing.fd);
      result = writing.pid === null ? 0 : statusNumber(yield* waitFor(this.#tool.system, writing.pid));
    }
    const reading = this.#reading.get(name);
    if (reading !== undefined) {
      this.#reading.delete(name);
      if (reading.reader.fd > 2) this.#tool.system.close(reading.reader.fd);
      result = reading.pid === null ? 0 : statusNumber(yield* waitFor(this.#tool.system, reading.pid));
    }
    return result;
  }

  /** Writes out what waits: all, or one output; false when there is none of that name. */
  *flush(name: string | null = null): Blocking<boolean> {
    if (name === null) {
      yield* this.#tool.out.flush();
      for (const { output } of this.#writing.values()) yield* output.flush();
      return true;
    }
    const writing = this.#writing.get(name);
    if (writing === undefined && name !== '/dev/stdout') return false;
    yield* (writing?.output ?? this.#tool.out).flush();
    return true;
  }

  /** The end: everything is written, commands that were written to are waited for. */
  *end(): Blocking<void> {
    yield* this.flush();
    for (const name of [...this.#writing.keys()]) yield* this.close(name);
    for (const name of [...this.#reading.keys()]) {
      const { reader, pid } = this.#reading.get(name)!;
      if (reader.fd > 2) this.#tool.system.close(reader.fd);
      if (pid !== null) yield* waitFor(this.#tool.system, pid);
    }
  }
}

/** How a command ended, as close and system tell it. */
export function statusNumber(status: ChildStatus | null): number {
  if (status === null) return -1;
  return status.kind === 'exited' ? status.status : 256 + status.signal;
}
