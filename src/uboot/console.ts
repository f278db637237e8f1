/**
 * The serial console: line feeds as they go over the wire, and editing a line at the prompt.
 *
 * Mirrors `cread_line` of U-Boot `common/cli_readline.c`: echo, backspace, Ctrl-A/B/D/E/F/K/O/U/W/X, the last lines by Ctrl-P and
 * Ctrl-N, completion by Tab. What a key of several bytes means is in escape-keys.ts, what Tab offers in completion.ts.
 */
import type { UBootProfile } from '../profiles/uboot.ts';
import type { Completion } from './completion.ts';
import { EscapeKeys } from './escape-keys.ts';

/** On the wire every line feed is CR LF, inside records too. */
export function toWire(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

export type KeyResult =
  | { readonly kind: 'editing' }
  | { readonly kind: 'line'; readonly line: string }
  /** Ctrl-C. */
  | { readonly kind: 'interrupt' };

const EDITING: KeyResult = { kind: 'editing' };
/** One less than HIST_MAX: the ring's next place cannot be reached. */
const HISTORY_LINES = 19;

const CTRL_A = '\x01';
const CTRL_B = '\x02';
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_E = '\x05';
const CTRL_F = '\x06';
const BACKSPACE = '\b';
const BELL = '\x07';
const CTRL_K = '\x0b';
const CTRL_N = '\x0e';
const CTRL_O = '\x0f';
const CTRL_P = '\x10';
const CTRL_U = '\x15';
const CTRL_W = '\x17';
const CTRL_X = '\x18';
const DELETE = '\x7f';
/** U-Boot's `DEL`, beside 0x7f. */
const DELETE_8BIT = '\xff';

export interface LineEditorOptions {
  readonly put: (text: string) => void;
  /** CONFIG_SYS_CBSIZE */
  readonly lineBytes: number;
  readonly keys: UBootProfile['lineEditor'];
  /** What Tab does at the end of `line`, which was typed behind `prompt`. */
  readonly complete: (prompt: string, line: string) => Completion;
}

export class LineEditor {
  readonly #put: (text: string) => void;
  readonly #options: LineEditorOptions;
  readonly #escapes: EscapeKeys;
  #prompt = '';
  #line = '';
  #cursor = 0;
  /** Ctrl-O: what is typed goes between the characters, or over them. */
  #inserts = true;
  readonly #history: string[] = [];
  /** How far back Ctrl-P has gone; 0: the line being typed. */
  #historyBack = 0;

  constructor(options: LineEditorOptions) {
    this.#put = options.put;
    this.#options = options;
    this.#escapes = new EscapeKeys(options.keys);
  }

  /** A new line behind a prompt, with text in it already. */
  begin(prompt: string, initial = ''): void {
    this.#clear();
    this.#prompt = prompt;
    this.#line = initial.slice(0, this.#options.lineBytes);
    this.#cursor = this.#line.length;
    this.#put(prompt + this.#line);
  }

  /** One byte from the serial line, as a latin1 character. */
  key(key: string): KeyResult {
    if (key === '\0') return EDITING;
    if (key === '\r' || key === '\n') return this.#enter();
    const { keys, isText } = this.#escapes.key(key);
    for (const one of keys) {
      const result = isText ? this.#type(one) : this.#edit(one);
      if (result.kind !== 'editing') return result;
    }
    return EDITING;
  }

  #edit(key: string): KeyResult {
    switch (key) {
      case CTRL_C:
        this.#clear();
        return { kind: 'interrupt' };
      case CTRL_A:
        this.#left(this.#cursor);
        break;
      case CTRL_B:
        this.#left(Math.min(1, this.#cursor));
        break;
      case CTRL_F:
        this.#right(Math.min(1, this.#line.length - this.#cursor));
        break;
      case CTRL_E:
        this.#right(this.#line.length - this.#cursor);
        break;
      case CTRL_D:
        if (this.#cursor < this.#line.length) this.#delete(1);
        break;
      case BACKSPACE:
      case DELETE:
      case DELETE_8BIT:
        if (this.#cursor > 0) this.#deleteLeft(1);
        break;
      case CTRL_O:
        this.#inserts = !this.#inserts;
        break;
      case CTRL_W:
        if (this.#options.keys === 'inline') return this.#type(key);
        this.#deleteLeft(this.#cursor - this.#wordStart());
        break;
      case CTRL_K:
        this.#eraseToEnd();
        break;
      case CTRL_U:
      case CTRL_X:
        this.#left(this.#cursor);
        this.#eraseToEnd();
        break;
      case CTRL_P:
        this.#recall(this.#historyBack + 1);
        break;
      case CTRL_N:
        this.#recall(this.#historyBack - 1);
        break;
      case '\t':
        this.#complete();
        break;
      default:
        return this.#type(key);
    }
    return EDITING;
  }

  #enter(): KeyResult {
    const line = this.#line;
    this.#put('\n');
    this.#clear();
    // A line that begins with `!` is not remembered.
    if (line !== '' && !line.startsWith('!')) {
      this.#history.push(line);
      if (this.#history.length > HISTORY_LINES) this.#history.shift();
    }
    this.#historyBack = 0;
    return { kind: 'line', line };
  }

  #clear(): void {
    this.#line = '';
    this.#cursor = 0;
    this.#inserts = true;
    this.#escapes.clear();
  }

  #type(key: string): KeyResult {
    const replaces = !this.#inserts && this.#cursor < this.#line.length;
    if (!replaces && this.#line.length >= this.#options.lineBytes) {
      this.#put(BELL);
      return EDITING;
    }
    const after = this.#line.slice(this.#cursor + (replaces ? 1 : 0));
    this.#line = this.#line.slice(0, this.#cursor) + key + after;
    this.#cursor++;
    this.#put(replaces ? key : key + after + BACKSPACE.repeat(after.length));
    return EDITING;
  }

  #complete(): void {
    if (this.#cursor < this.#line.length) {
      this.#put(BELL);
      return;
    }
    const { added, rings, shown } = this.#options.complete(this.#prompt, this.#line);
    this.#line += added;
    this.#cursor = this.#line.length;
    this.#put(added + (rings ? BELL : ''));
    if (shown !== null) this.#put(`${shown}${this.#prompt}${this.#line}`);
  }

  #left(count: number): void {
    this.#cursor -= count;
    this.#put(BACKSPACE.repeat(count));
  }

  #right(count: number): void {
    this.#put(this.#line.slice(this.#cursor, this.#cursor + count));
    this.#cursor += count;
  }

  #deleteLeft(count: number): void {
    this.#left(count);
    this.#delete(count);
  }

  /** Draws what stands behind the cursor again and blanks over what is left of it. */
  #delete(count: number): void {
    const rest = this.#line.slice(this.#cursor + count);
    this.#line = this.#line.slice(0, this.#cursor) + rest;
    this.#put(rest + ' '.repeat(count) + BACKSPACE.repeat(rest.length + count));
  }

  #eraseToEnd(): void {
    const count = this.#line.length - this.#cursor;
    this.#line = this.#line.slice(0, this.#cursor);
    this.#put(' '.repeat(count) + BACKSPACE.repeat(count));
  }

  /** Start of the word before the cursor, the blanks behind it included. */
  #wordStart(): number {
    let at = this.#cursor;
    while (at > 0 && this.#line[at - 1] === ' ') at--;
    while (at > 0 && this.#line[at - 1] !== ' ') at--;
    return at;
  }

  #recall(back: number): void {
    const line = back === 0 ? '' : this.#history[this.#history.length - back];
    if (back < 0 || line === undefined) {
      this.#put(BELL);
      return;
    }
    this.#historyBack = back;
    this.#left(this.#cursor);
    this.#eraseToEnd();
    this.#line = line;
    this.#right(line.length);
  }
}
