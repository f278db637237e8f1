/** How `xargs` cuts its input into arguments (findutils 4.9 `xargs/xargs.c`, `read_line`, `read_string`). */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import type { XargsOptions } from './xargs-options.ts';

const READ_BYTES = 4096;

/** A word of the input; what ends the input; or a mistake in it. */
export type InputItem =
  /** `hasNul`: the first argument with a NUL in it. */
  | { readonly kind: 'argument'; readonly text: string; readonly endsLine: boolean; readonly hasNul: boolean }
  | { readonly kind: 'line-end' }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly text: string };

export class InputReader {
  readonly #system: SystemCalls;
  readonly #fd: number;
  readonly #options: XargsOptions;
  /** Longest argument. */
  readonly #roomBytes: number;
  #buffer = '';
  #at = 0;
  #isEnd = false;
  #isFinished = false;
  #skipsSpace = true;
  #toldNul = false;

  constructor(system: SystemCalls, fd: number, options: XargsOptions, roomBytes: number) {
    this.#system = system;
    this.#fd = fd;
    this.#options = options;
    this.#roomBytes = roomBytes;
  }

  *next(): Blocking<InputItem> {
    if (this.#isFinished) return { kind: 'end' };
    return this.#options.delimiter === null ? yield* this.#word() : yield* this.#string(this.#options.delimiter);
  }

  *#char(): Blocking<string | null> {
    if (this.#at >= this.#buffer.length && !this.#isEnd) {
      const bytes = yield* this.#system.read(this.#fd, READ_BYTES);
      if (typeof bytes === 'number' || bytes.length === 0) this.#isEnd = true;
      else {
        this.#buffer = latin1Text(bytes);
        this.#at = 0;
      }
    }
    return this.#isEnd ? null : this.#buffer[this.#at++]!;
  }

  *#string(delimiter: string): Blocking<InputItem> {
    let text = '';
    for (;;) {
      const c = yield* this.#char();
      if (c === null) {
        this.#isFinished = true;
        return text === '' ? { kind: 'end' } : { kind: 'argument', text, endsLine: true, hasNul: false };
      }
      if (c === delimiter) return { kind: 'argument', text, endsLine: true, hasNul: false };
      if (text.length >= this.#roomBytes) return { kind: 'error', text: 'argument line too long' };
      text += c;
    }
  }

  *#word(): Blocking<InputItem> {
    const { replace, endMark } = this.#options;
    let text = '';
    let hasText = false;
    let quoteMark = '';
    let previous = '';
    const done = (endsLine: boolean): InputItem => {
      if (endMark !== null && text === endMark) {
        this.#isFinished = true;
        return { kind: 'end' };
      }
      const hasNul = !this.#toldNul && text.includes('\0');
      if (hasNul) this.#toldNul = true;
      return { kind: 'argument', text, endsLine, hasNul };
    };
    for (;;) {
      const c = yield* this.#char();
      if (c === null) {
        this.#isFinished = true;
        if (quoteMark !== '') return { kind: 'error', text: unmatched(quoteMark) };
        return hasText ? done(true) : { kind: 'end' };
      }
      if (quoteMark !== '') {
        if (c === '\n') return { kind: 'error', text: unmatched(quoteMark) };
        if (c === quoteMark) {
          quoteMark = '';
          previous = c;
          continue;
        }
      } else if (this.#skipsSpace && isSpace(c)) {
        previous = c;
        continue;
      } else {
        this.#skipsSpace = false;
        if (c === '\n') {
          const endsLine = previous !== ' ' && previous !== '\t';
          this.#skipsSpace = true;
          if (hasText) return done(endsLine);
          if (endsLine) return { kind: 'line-end' };
          continue;
        }
        if (replace === null && (c === ' ' || c === '\t')) {
          this.#skipsSpace = true;
          return done(false);
        }
        if (c === '"' || c === "'") {
          quoteMark = c;
          hasText = true;
          continue;
        }
        if (c === '\\') {
          const escaped = yield* this.#char();
          if (escaped === null) continue;
          text += escaped;
          hasText = true;
          previous = escaped;
          continue;
        }
      }
      if (text.length >= this.#roomBytes) return { kind: 'error', text: 'argument line too long' };
      text += c;
      hasText = true;
      previous = c;
    }
  }
}

function isSpace(c: string): boolean {
  return c === ' ' || (c >= '\t' && c <= '\r');
}

function unmatched(mark: string): string {
  const kind = mark === '"' ? 'double' : 'single';
  return `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`;
}
