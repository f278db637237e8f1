/**
 * Buffered output and line input of a program, as the C library's stdio gives them.
 *
 * Mirrors glibc: standard output is line-buffered on a terminal and gathers 4096 bytes elsewhere; standard error is not
 * buffered. Text is latin1.
 */

import type { Blocking } from '../../../shell/posix.ts';
import { writeAll } from '../../../shell/write-all.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

const BUFFER_BYTES = 4096;
const READ_BYTES = 65536;

export class Output {
  /** First error of a write, positive; 0 while all went well. */
  errno = 0;
  readonly #system: SystemCalls;
  readonly #fd: number;
  readonly #isTerminal: boolean;
  #text = '';

  constructor(system: SystemCalls, fd = 1) {
    this.#system = system;
    this.#fd = fd;
    this.#isTerminal = system.isatty(fd);
  }

  /** Prints; waits when the buffer is full. */
  *put(text: string): Blocking<void> {
    this.#text += text;
    if (this.#text.length >= BUFFER_BYTES || (this.#isTerminal && text.includes('\n'))) yield* this.flush();
  }

  /** Adds to the buffer without ever waiting; for a caller that asks `isFull` itself. */
  add(text: string): void {
    this.#text += text;
  }

  get isFull(): boolean {
    return this.#text.length >= BUFFER_BYTES;
  }

  *flush(): Blocking<void> {
    if (this.#text === '') return;
    const bytes = latin1Bytes(this.#text);
    this.#text = '';
    const error = yield* writeAll(this.#system, this.#fd, bytes);
    if (error < 0 && this.errno === 0) this.errno = -error;
  }
}

/** Prints on standard error at once. */
export function* printError(system: SystemCalls, text: string): Blocking<void> {
  yield* system.write(2, latin1Bytes(text));
}

/** Reads a descriptor line by line. */
export class LineReader {
  /** First error of a read, positive; 0 while all went well. */
  errno = 0;
  readonly #system: SystemCalls;
  readonly #fd: number;
  readonly #delimiter: string;
  #rest = '';
  #searchedTo = 0;
  #atEnd = false;

  constructor(system: SystemCalls, fd: number, delimiter = '\n') {
    this.#system = system;
    this.#fd = fd;
    this.#delimiter = delimiter;
  }

  /** The next line with its delimiter (the last may lack it), or null at the end. */
  *next(): Blocking<string | null> {
    for (;;) {
      const at = this.#rest.indexOf(this.#delimiter, this.#searchedTo);
      if (at >= 0 || this.#atEnd) {
        const end = at >= 0 ? at + 1 : this.#rest.length;
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end);
        this.#searchedTo = 0;
        return line === '' ? null : line;
      }
      this.#searchedTo = this.#rest.length;
      const bytes = yield* this.#system.read(this.#fd, READ_BYTES);
      if (typeof bytes === 'number') {
        this.errno = -bytes;
        this.#atEnd = true;
      } else if (bytes.length === 0) this.#atEnd = true;
      else this.#rest += latin1Text(bytes);
    }
  }
}

/** Everything up to the end of a descriptor, or a negated error number. Longer than `maxBytes`: -EFBIG (27). */
export function* readAll(system: SystemCalls, fd: number, maxBytes = 256 * 1024 * 1024): Blocking<Uint8Array | number> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const bytes = yield* system.read(fd, READ_BYTES);
    if (typeof bytes === 'number') return bytes;
    if (bytes.length === 0) break;
    chunks.push(bytes);
    length += bytes.length;
    if (length > maxBytes) return -27;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
