/** `printf`: bash 5.2 `builtins/printf.def`, with C's conversions; the format is used again while arguments remain. */
import { type BuiltinFunction, EX_USAGE, invalidOption } from '../builtin.ts';
import { formatDouble } from '../format-double.ts';
import { formatTime } from '../format-time.ts';
import { backslashQuote } from '../quoting.ts';
import type { ShellState } from '../shell-state.ts';
import { assignName } from '../startup-variables.ts';
import { isName } from '../word-parser.ts';
import { expandEscapes } from './echo.ts';

const USAGE = 'printf [-v var] format [arguments]';
/** No field is wider: a real printf would run out of memory. */
const MAX_WIDTH = 1 << 24;

export const printfBuiltin: BuiltinFunction = (shell, args) => {
  let at = 0;
  let variable: string | null = null;
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '--') {
      at++;
      break;
    }
    if (word === '-v' || (word.startsWith('-v') && word.length > 2)) {
      variable = word.length > 2 ? word.slice(2) : (args[++at] ?? null);
      if (variable === null) {
        shell.complain('printf: -v: option requires an argument');
        shell.printError(`printf: usage: ${USAGE}\n`);
        return EX_USAGE;
      }
      if (!isName(variable.replace(/\[.*\]$/s, ''))) {
        shell.complain(`printf: \`${variable}': not a valid identifier`);
        return EX_USAGE;
      }
      continue;
    }
    if (word.startsWith('-') && word.length > 1) return invalidOption(shell, 'printf', word.slice(0, 2), USAGE);
    break;
  }
  const format = args[at];
  if (format === undefined) {
    if (shell.dialect.kind === 'ash') {
      shell.complain('printf: usage: printf FORMAT [ARGUMENT...]');
      return 2;
    }
    shell.printError(`printf: usage: ${USAGE}\n`);
    return EX_USAGE;
  }
  const run = new Formatter(shell, args.slice(at + 1));
  run.format(format);
  if (variable === null) shell.print(run.output);
  else assignName(shell, variable, run.output);
  return run.status;
};

class Formatter {
  output = '';
  status = 0;
  readonly #shell: ShellState;
  readonly #args: readonly string[];
  #next = 0;
  #stops = false;

  constructor(shell: ShellState, args: readonly string[]) {
    this.#shell = shell;
    this.#args = args;
  }

  format(format: string): void {
    do {
      const before = this.#next;
      this.#once(format);
      // A format that takes no argument is used once.
      if (this.#next === before || this.#stops || this.output.length > MAX_WIDTH) return;
    } while (this.#next < this.#args.length);
  }

  #argument(): string | undefined {
    return this.#args[this.#next++];
  }

  #complain(message: string): void {
    const number = /^(.*): invalid (?:octal )?number$/s.exec(message)?.[1];
    if (number !== undefined && this.#shell.dialect.kind === 'ash') {
      this.#shell.complain(`printf: invalid number '${number}'`);
      this.status = 1;
      return;
    }
    this.#shell.complain(`printf: ${message}`);
    this.status = 1;
  }

  #once(format: string): void {
    let at = 0;
    while (at < format.length && !this.#stops) {
      const char = format.charAt(at);
      if (char === '\\') {
        at = this.#escape(format, at);
        continue;
      }
      if (char !== '%') {
        let end = at + 1;
        while (end < format.length && format.charAt(end) !== '%' && format.charAt(end) !== '\\') end++;
        this.output += format.slice(at, end);
        at = end;
        continue;
      }
      at = this.#conversion(format, at);
      if (at < 0) return;
    }
  }

  /** One backslash escape of the format; in it octal digits need no leading zero. */
  #escape(format: string, at: number): number {
    const letter = format.charAt(at + 1);
    let end = at + 2;
    if (letter >= '0' && letter <= '7') {
      let digits = '';
      end = at + 1;
      while (digits.length < 3 && format.charAt(end) >= '0' && format.charAt(end) <= '7' && end < format.length) {
        digits += format.charAt(end++);
      }
      this.output += String.fromCharCode(Number.parseInt(digits, 8) & 0xff);
      return end;
    }
    if (letter === 'x' || letter === 'u' || letter === 'U') {
      const most = letter === 'x' ? 2 : letter === 'u' ? 4 : 8;
      while (end - at - 2 < most && /[0-9a-fA-F]/.test(format.charAt(end))) end++;
      if (end === at + 2) this.#complain(`missing hex digit for \\${letter}`);
    }
    if (letter === 'c') {
      this.output += '\\c';
      return end;
    }
    this.output += expandEscapes(format.slice(at, end), true).text;
    return end;
  }

  /** One `%` conversion; gives the position behind it, or -1 to stop. */
  #conversion(format: string, start: number): number {
    let at = start + 1;
    let flags = '';
    while ("#'-+ 0".includes(format.charAt(at) || 'x')) flags += format.charAt(at++);
    let width = 0;
    if (format.charAt(at) === '*') {
      width = this.#number(this.#argument());
      at++;
      if (width < 0) {
        flags += '-';
        width = -width;
      }
    } else
      while (/\d/.test(format.charAt(at))) width = Math.min(width * 10 + Number(format.charAt(at++)), MAX_WIDTH + 1);
    let precision = -1;
    if (format.charAt(at) === '.') {
      at++;
      precision = 0;
      if (format.charAt(at) === '*') {
        precision = this.#number(this.#argument());
        at++;
      } else {
        while (/\d/.test(format.charAt(at)))
          precision = Math.min(precision * 10 + Number(format.charAt(at++)), MAX_WIDTH);
      }
    }
    while ('hlLjtz'.includes(format.charAt(at) || 'x')) at++;
    if (width > MAX_WIDTH) {
      this.status = 1;
      return -1;
    }
    const letter = format.charAt(at);
    at++;
    const field = (text: string): void => {
      this.output += flags.includes('-') ? text.padEnd(width) : text.padStart(width);
    };
    switch (letter) {
      case '':
        this.#complain(`\`${format.slice(start)}': missing format character`);
        return -1;
      case '%':
        this.output += '%';
        return at;
      case 's': {
        const text = this.#argument() ?? '';
        field(precision >= 0 ? text.slice(0, precision) : text);
        return at;
      }
      case 'b': {
        const expanded = expandEscapes(this.#argument() ?? '', true);
        field(precision >= 0 ? expanded.text.slice(0, precision) : expanded.text);
        if (expanded.stops) this.#stops = true;
        return at;
      }
      case 'q':
      case 'Q':
        field(backslashQuote(this.#argument() ?? ''));
        return at;
      case 'c':
        field((this.#argument() ?? '').slice(0, 1));
        return at;
      case 'n':
        this.#shell.variables.set(this.#argument() ?? '', String(this.output.length));
        return at;
      case '(': {
        const end = format.indexOf(')T', at);
        if (end < 0) {
          this.#complain(`\`${format.slice(start)}': missing format character`);
          return -1;
        }
        const argument = this.#argument() ?? '-1';
        const seconds = Number(this.#integer(argument));
        const when = seconds === -1 ? this.#shell.system.now() : seconds === -2 ? this.#shell.startTime : seconds;
        field(formatTime(format.slice(at, end), Math.floor(when)));
        return end + 2;
      }
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        this.output += formatInteger(this.#integer(this.#argument()), letter, flags, width, precision);
        return at;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
      case 'a':
      case 'A':
        this.output += formatDouble(this.#float(this.#argument()), letter, flags, width, precision);
        return at;
      default:
        this.#complain(`\`${letter}': invalid format character`);
        return -1;
    }
  }

  #number(argument: string | undefined): number {
    return Math.max(-MAX_WIDTH, Math.min(MAX_WIDTH, Number(this.#integer(argument))));
  }

  /** As C's strtoimax with base 0; `'c` is a character's code. */
  #integer(argument: string | undefined): bigint {
    if (argument === undefined) return 0n;
    const text = argument.replace(/^[ \t\n\v\f\r]+/, '');
    if (text.startsWith("'") || text.startsWith('"')) return BigInt(text.length > 1 ? text.charCodeAt(1) : 0);
    const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
    if (match === null) {
      this.#complain(`${argument}: invalid number`);
      return 0n;
    }
    const [whole, sign, digits = '0'] = match;
    const isOctal = digits.length > 1 && /^0[0-7]/.test(digits);
    let value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
    if (sign === '-') value = -value;
    const low = -(2n ** 63n);
    const high = 2n ** 63n - 1n;
    if (whole.length < text.length) this.#complain(`${argument}: invalid ${isOctal ? 'octal ' : ''}number`);
    if (value < low || value > high) {
      this.#shell.complain(`printf: warning: ${argument}: Numerical result out of range`);
      this.status = 0;
      value = value < low ? low : high;
    }
    return value;
  }

  #float(argument: string | undefined): number {
    if (argument === undefined) return 0;
    const text = argument.trim();
    if (text.startsWith("'") || text.startsWith('"')) return text.length > 1 ? text.charCodeAt(1) : 0;
    if (/^[+-]?(inf(inity)?|nan)$/i.test(text)) {
      if (/nan/i.test(text)) return Number.NaN;
      return text.startsWith('-') ? -Infinity : Infinity;
    }
    const match = /^[+-]?(0[xX][0-9a-fA-F]+|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)/.exec(text);
    if (match === null || match[0].length < text.length) this.#complain(`${argument}: invalid number`);
    if (match === null) return 0;
    return match[0].startsWith('-') ? -Number(match[0].slice(1)) : Number(match[0].replace('+', ''));
  }
}

/** C's `%d`, `%u`, `%o`, `%x`. */
function formatInteger(value: bigint, letter: string, flags: string, width: number, precision: number): string {
  const isSigned = letter === 'd' || letter === 'i';
  const negative = isSigned && value < 0n;
  const magnitude = isSigned ? (negative ? -value : value) : BigInt.asUintN(64, value);
  let digits = magnitude.toString(letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10);
  if (letter === 'X') digits = digits.toUpperCase();
  if (precision === 0 && magnitude === 0n) digits = '';
  if (precision > 0) digits = digits.padStart(precision, '0');
  if (letter === 'o' && flags.includes('#') && !digits.startsWith('0')) digits = `0${digits}`;
  let prefix = negative ? '-' : isSigned && flags.includes('+') ? '+' : isSigned && flags.includes(' ') ? ' ' : '';
  if (flags.includes('#') && magnitude !== 0n && (letter === 'x' || letter === 'X')) prefix = `0${letter}`;
  if (flags.includes('-')) return (prefix + digits).padEnd(width);
  if (flags.includes('0') && precision < 0) return prefix + digits.padStart(width - prefix.length, '0');
  return (prefix + digits).padStart(width);
}
