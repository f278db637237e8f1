/**
 * Reading a descriptor line by line, fast, and bounded: what `getline`, `getdelim` and gnulib's `linebuffer` do.
 *
 * A line longer than the memory a process may have ends the input with ENOMEM.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { ENOMEM } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

const READ_BYTES = 65536;
/** Virtual nanoseconds for each byte looked at. */
const BYTE_NS = 1;
/** What one process may hold; beyond it programs say that memory is exhausted. */
export const MEMORY_BYTES = 256 * 1024 * 1024;

export class Lines {
  /** First error of a read, positive; 0 while all went well. */
  errno = 0;
  readonly #system: SystemCalls;
  readonly #fd: number;
  readonly #delimiter: string;
  #text = '';
  #at = 0;
  #atEnd = false;

  constructor(system: SystemCalls, fd: number, delimiter = '\n') {
    this.#system = system;
    this.#fd = fd;
    this.#delimiter = delimiter;
  }

  /** The next line with its delimiter if it has been read already, else null. Never waits. */
  take(): string | null {
    const end = this.#text.indexOf(this.#delimiter, this.#at);
    if (end < 0) return null;
    const line = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return line;
  }

  /** The next line with its delimiter (the last may lack it), or null at the end. */
  *next(): Blocking<string | null> {
    const ready = this.take();
    if (ready !== null) return ready;
    const parts = [this.#text.slice(this.#at)];
    let length = parts[0]!.length;
    this.#text = '';
    this.#at = 0;
    while (!this.#atEnd) {
      const chunk = yield* this.#read();
      const end = chunk.indexOf(this.#delimiter);
      if (end >= 0) {
        parts.push(chunk.slice(0, end + 1));
        this.#text = chunk;
        this.#at = end + 1;
        return parts.join('');
      }
      parts.push(chunk);
      length += chunk.length;
      if (length > MEMORY_BYTES) {
        this.errno = ENOMEM;
        this.#atEnd = true;
        return null;
      }
    }
    const rest = parts.join('');
    return rest === '' ? null : rest;
  }

  /** Whether another line comes; reads ahead to find out. */
  *hasMore(): Blocking<boolean> {
    while (this.#at >= this.#text.length && !this.#atEnd) {
      this.#text = yield* this.#read();
      this.#at = 0;
    }
    return this.#at < this.#text.length;
  }

  *#read(): Blocking<string> {
    const bytes = yield* this.#system.read(this.#fd, READ_BYTES);
    if (typeof bytes === 'number') {
      this.errno = -bytes;
      this.#atEnd = true;
      return '';
    }
    if (bytes.length === 0) this.#atEnd = true;
    if (this.#system.spend(bytes.length * BYTE_NS)) yield* this.#system.preempt();
    return latin1Text(bytes);
  }
}
