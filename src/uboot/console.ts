/**
 * The serial console: line feeds as they go over the wire, and editing a line at the prompt.
 *
 * Mirrors `cread_line` of U-Boot `common/cli_readline.c` and `cli_getch.c`: echo, backspace, cursor keys, Ctrl-A/B/D/E/F/K/U/W/X,
 * the last 20 lines by Ctrl-P and Ctrl-N. Completion by Tab is left out: it rings the bell.
 */

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
/** HIST_MAX */
const HISTORY_LINES = 20;

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
const CTRL_P = '\x10';
const CTRL_U = '\x15';
const CTRL_W = '\x17';
const CTRL_X = '\x18';
const ESCAPE = '\x1b';
const DELETE = '\x7f';
/** U-Boot's `DEL`, beside 0x7f. */
const DELETE_8BIT = '\xff';

/** Escape sequences of an xterm, without their ESC. */
const SEQUENCES: Readonly<Record<string, string>> = {
  '[A': CTRL_P,
  '[B': CTRL_N,
  '[C': CTRL_F,
  '[D': CTRL_B,
  '[H': CTRL_A,
  '[F': CTRL_E,
  OA: CTRL_P,
  OB: CTRL_N,
  OC: CTRL_F,
  OD: CTRL_B,
  OH: CTRL_A,
  OF: CTRL_E,
  '[1~': CTRL_A,
  '[7~': CTRL_A,
  '[3~': CTRL_D,
  '[4~': CTRL_E,
  '[8~': CTRL_E,
};
const sequenceNames = Object.keys(SEQUENCES);

export class LineEditor {
  readonly #put: (text: string) => void;
  /** CONFIG_SYS_CBSIZE */
  readonly #lineBytes: number;
  #line = '';
  #cursor = 0;
  /** What came after an ESC so far; null outside a sequence. */
  #sequence: string | null = null;
  readonly #history: string[] = [];
  /** How far back Ctrl-P has gone; 0: the line being typed. */
  #historyBack = 0;

  constructor(put: (text: string) => void, lineBytes: number) {
    this.#put = put;
    this.#lineBytes = lineBytes;
  }

  /** A new line that has text in it already. */
  begin(initial: string): void {
    this.#line = initial.slice(0, this.#lineBytes);
    this.#cursor = this.#line.length;
    this.#put(this.#line);
  }

  /** One byte from the serial line, as a latin1 character. */
  key(key: string): KeyResult {
    if (key === '\0') return EDITING;
    if (this.#sequence !== null) return this.#inSequence(key);
    if (key === ESCAPE) {
      this.#sequence = '';
      return EDITING;
    }
    return this.#edit(key);
  }

  #edit(key: string): KeyResult {
    switch (key) {
      case '\r':
      case '\n':
        return this.#enter();
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
      case CTRL_W:
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
        this.#put(BELL);
        break;
      default:
        this.#insert(key);
    }
    return EDITING;
  }

  /** Follows an escape sequence; what turns out not to be one goes into the line as it came. */
  #inSequence(key: string): KeyResult {
    const sequence = this.#sequence + key;
    const meant = SEQUENCES[sequence];
    if (meant !== undefined) {
      this.#sequence = null;
      return this.#edit(meant);
    }
    if (sequenceNames.some((name) => name.startsWith(sequence))) {
      this.#sequence = sequence;
      return EDITING;
    }
    this.#sequence = null;
    for (const character of `${ESCAPE}${sequence}`) {
      if (character === '\r' || character === '\n' || character === CTRL_C) return this.#edit(character);
      this.#insert(character);
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
  }

  #insert(key: string): void {
    if (this.#line.length >= this.#lineBytes) {
      this.#put(BELL);
      return;
    }
    const rest = this.#line.slice(this.#cursor);
    this.#line = this.#line.slice(0, this.#cursor) + key + rest;
    this.#cursor++;
    this.#put(key + rest + BACKSPACE.repeat(rest.length));
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
