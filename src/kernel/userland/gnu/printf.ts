/** printf of coreutils 9.1 (`src/printf.c`), a program of its own beside the shell's builtin. */
import type { Blocking } from '../../../shell/posix.ts';
import { ERANGE, strerror } from '../../../sim/errno.ts';
import { quote, quoteShell } from '../libc/quote.ts';
import { parseReal, type Real, realText } from '../text/real-format.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

/** No field is wider: the real one would run out of memory. */
const WIDTH_MAX = 1 << 24;

export const printf = tool(coreutils('printf', 'FORMAT [ARGUMENT]...'), function* (tool): Blocking<number> {
  let words = tool.argv.slice(1);
  if (words.length === 1 && (words[0] === '--help' || words[0] === '--version')) {
    yield* tool.other({ key: words[0].slice(2), value: null });
  }
  if (words[0] === '--') words = words.slice(1);
  const format = words[0];
  if (format === undefined) return yield* tool.usage('missing operand');
  const run = new Formatter(tool, words.slice(1));
  yield* run.all(format);
  return tool.status;
});

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

class Formatter {
  readonly #tool: Tool;
  readonly #arguments: readonly string[];
  #next = 0;

  constructor(tool: Tool, words: readonly string[]) {
    this.#tool = tool;
    this.#arguments = words;
  }

  *all(format: string): Blocking<void> {
    for (;;) {
      const before = this.#next;
      yield* this.#once(format);
      if (this.#next === before || this.#next >= this.#arguments.length) break;
      yield* this.#tool.spend(1000);
      if (this.#tool.out.errno !== 0) return;
    }
    const extra = this.#arguments[this.#next];
    if (extra !== undefined) {
      yield* this.#tool.warn(`warning: ignoring excess arguments, starting with ${quote(extra)}`);
    }
  }

  *#once(format: string): Blocking<void> {
    for (let at = 0; at < format.length; ) {
      const letter = format[at]!;
      if (letter === '\\') at += yield* this.#escape(format, at, false);
      else if (letter === '%') at = yield* this.#conversion(format, at);
      else {
        let end = at + 1;
        while (end < format.length && format[end] !== '%' && format[end] !== '\\') end++;
        yield* this.#tool.out.put(format.slice(at, end));
        at = end;
      }
    }
  }

  /** Prints a backslash escape and gives its length. `%b` wants a 0 before octal digits, and takes it or not. */
  *#escape(text: string, at: number, octalZero: boolean): Blocking<number> {
    const { out } = this.#tool;
    const letter = text[at + 1] ?? '';
    if (letter === 'x') {
      const digits = /^[0-9a-fA-F]{0,2}/.exec(text.slice(at + 2, at + 4))![0];
      if (digits === '') yield* this.#tool.die('missing hexadecimal number in escape', 1);
      yield* out.put(String.fromCharCode(Number.parseInt(digits, 16)));
      return 2 + digits.length;
    }
    if (letter >= '0' && letter <= '7' && letter !== '') {
      const start = at + 1 + (octalZero && letter === '0' ? 1 : 0);
      const digits = /^[0-7]{0,3}/.exec(text.slice(start, start + 3))![0];
      yield* out.put(String.fromCharCode(Number.parseInt(digits || '0', 8) & 255));
      return start - at + digits.length;
    }
    const simple = escapes[letter];
    if (letter === 'c') return this.#tool.exit(this.#tool.status);
    if (letter !== '' && simple !== undefined) {
      yield* out.put(simple);
      return 2;
    }
    if (letter === 'u' || letter === 'U') {
      const length = letter === 'u' ? 4 : 8;
      const digits = /^[0-9a-fA-F]*/.exec(text.slice(at + 2, at + 2 + length))![0];
      if (digits.length < length) yield* this.#tool.die('missing hexadecimal number in escape', 1);
      const code = Number.parseInt(digits, 16);
      const forbidden = (code < 0xa0 && code !== 0x24 && code !== 0x40 && code !== 0x60) || isSurrogate(code);
      if (forbidden) yield* this.#tool.die(`invalid universal character name \\${letter}${digits}`, 1);
      // In the C locale a character outside ASCII is shown by its name.
      yield* out.put(code < 128 ? String.fromCharCode(code) : `\\${code < 0x10000 ? 'u' : 'U'}${universal(code)}`);
      return 2 + length;
    }
    yield* out.put(`\\${letter}`);
    return 1 + letter.length;
  }

  *#conversion(format: string, start: number): Blocking<number> {
    let at = start + 1;
    const { out } = this.#tool;
    if (format[at] === '%') {
      yield* out.put('%');
      return at + 1;
    }
    if (format[at] === 'b') {
      const argument = this.#argument();
      for (let place = 0; place < argument.length; ) {
        if (argument[place] === '\\') place += yield* this.#escape(argument, place, true);
        else yield* out.put(argument[place++]!);
      }
      return at + 1;
    }
    if (format[at] === 'q') {
      yield* out.put(quoteShell(this.#argument()));
      return at + 1;
    }
    let allowed = 'aAcdeEfFgGiosuxX';
    let flags = '';
    for (; at < format.length && "-+ #0'I".includes(format[at]!); at++) {
      const flag = format[at]!;
      if (flag === 'I' || flag === "'") allowed = without(allowed, flag === 'I' ? 'aAceEosxX' : 'aAceEosxX');
      else if (flag === '#') allowed = without(allowed, 'cdisu');
      else if (flag === '0') allowed = without(allowed, 'cs');
      flags += flag;
    }
    let width = 0;
    if (format[at] === '*') {
      at++;
      width = yield* this.#size('field width');
      if (width < 0) flags += '-';
      width = Math.abs(width);
    } else {
      const digits = /^\d*/.exec(format.slice(at))![0];
      at += digits.length;
      width = Math.min(WIDTH_MAX, Number(digits));
    }
    let precision = -1;
    if (format[at] === '.') {
      allowed = without(allowed, 'c');
      at++;
      if (format[at] === '*') {
        at++;
        precision = Math.max(-1, yield* this.#size('precision'));
      } else {
        const digits = /^\d*/.exec(format.slice(at))![0];
        at += digits.length;
        precision = Math.min(WIDTH_MAX, Number(digits));
      }
    }
    while (at < format.length && 'lLhjtz'.includes(format[at]!)) at++;
    const letter = format[at];
    if (letter === undefined || !allowed.includes(letter)) {
      const shown = format.slice(start, at + 1);
      return yield* this.#tool.die(`${shown}: invalid conversion specification`, 1);
    }
    yield* out.put(yield* this.#shown(letter, { flags, width, precision }));
    return at + 1;
  }

  *#shown(letter: string, spec: { flags: string; width: number; precision: number }): Blocking<string> {
    const { flags, width, precision } = spec;
    const pad = (text: string): string => (flags.includes('-') ? text.padEnd(width) : text.padStart(width));
    switch (letter) {
      case 'c':
        return pad(this.#argument().slice(0, 1) || '\0');
      case 's': {
        const text = this.#argument();
        return pad(precision < 0 ? text : text.slice(0, precision));
      }
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return integerText(yield* this.#integer(this.#argument(), letter === 'd' || letter === 'i'), letter, spec);
      default:
        return realText(yield* this.#real(this.#argument()), letter, spec);
    }
  }

  #argument(): string {
    const argument = this.#arguments[this.#next];
    if (argument !== undefined) this.#next++;
    return argument ?? '';
  }

  /** A `*`: the number an argument gives. */
  *#size(what: string): Blocking<number> {
    const argument = this.#argument();
    if (argument === '') return 0;
    const value = yield* this.#integer(argument, true);
    if (value < -2147483648n || value > 2147483647n) {
      yield* this.#tool.die(`invalid ${what}: ${quote(argument)}`, 1);
    }
    return Math.max(-WIDTH_MAX, Math.min(WIDTH_MAX, Number(value)));
  }

  /** `verify_numeric`: what stands behind the number. */
  *#verify(text: string, length: number, outOfRange: boolean): Blocking<void> {
    if (outOfRange) yield* this.#tool.fail(`${quote(text)}: ${strerror(ERANGE)}`);
    else if (length < text.length) {
      const message = length === 0 ? 'expected a numeric value' : 'value not completely converted';
      yield* this.#tool.fail(`${quote(text)}: ${message}`);
    }
  }

  *#integer(text: string, isSigned: boolean): Blocking<bigint> {
    if (text === '') return 0n;
    const character = yield* this.#character(text);
    if (character !== null) return BigInt(character);
    const match = /^([ \t\n\v\f\r]*)([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
    let value = match === null ? 0n : magnitude(match[3]!);
    let outOfRange = false;
    if (match?.[2] === '-') value = -value;
    const low = isSigned ? -(1n << 63n) : -((1n << 64n) - 1n);
    const high = isSigned ? (1n << 63n) - 1n : (1n << 64n) - 1n;
    if (value < low || value > high) {
      outOfRange = true;
      value = value < low && isSigned ? low : high;
    }
    yield* this.#verify(text, match === null ? 0 : match[0].length, outOfRange);
    return value;
  }

  *#real(text: string): Blocking<Real> {
    const character = text === '' ? 0 : yield* this.#character(text);
    if (character !== null) return parseReal(String(character)).value;
    const { value, length } = parseReal(text);
    const overflows = value.kind === 'inf' && !/inf/i.test(text.slice(0, length));
    yield* this.#verify(text, length, overflows);
    return value;
  }

  /** `'c` and `"c` are a character's code. */
  *#character(text: string): Blocking<number | null> {
    if ((text[0] !== "'" && text[0] !== '"') || text.length < 2) return null;
    if (text.length > 2) {
      yield* this.#tool.warn(`warning: ${text.slice(2)}: character(s) following character constant have been ignored`);
    }
    return text.charCodeAt(1);
  }
}

function without(letters: string, removed: string): string {
  return [...letters].filter((letter) => !removed.includes(letter)).join('');
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function universal(code: number): string {
  return code
    .toString(16)
    .toUpperCase()
    .padStart(code < 0x10000 ? 4 : 8, '0');
}

function magnitude(digits: string): bigint {
  return /^0[0-7]/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
}

interface IntegerFormat {
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

/** C's `%d %u %o %x` for 64-bit numbers. */
export function integerText(value: bigint, letter: string, { flags, width, precision }: IntegerFormat): string {
  const isSigned = letter === 'd' || letter === 'i';
  const negative = isSigned && value < 0n;
  const number = isSigned ? (negative ? -value : value) : BigInt.asUintN(64, value);
  let digits = number.toString(letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10);
  if (letter === 'X') digits = digits.toUpperCase();
  if (precision === 0 && number === 0n) digits = '';
  if (precision > 0) digits = digits.padStart(precision, '0');
  if (letter === 'o' && flags.includes('#') && !digits.startsWith('0')) digits = `0${digits}`;
  let prefix = negative ? '-' : isSigned && flags.includes('+') ? '+' : isSigned && flags.includes(' ') ? ' ' : '';
  if (flags.includes('#') && number !== 0n && (letter === 'x' || letter === 'X')) prefix = `0${letter}`;
  if (flags.includes('-')) return (prefix + digits).padEnd(width);
  if (flags.includes('0') && precision < 0) return prefix + digits.padStart(width - prefix.length, '0');
  return (prefix + digits).padStart(width);
}
