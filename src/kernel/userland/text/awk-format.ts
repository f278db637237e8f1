/** printf and sprintf of mawk 1.3.4 (`print.c`, `do_printf`): whole numbers have 32 bits. */
import { AwkError, Dual, INTEGER_MAX, toNumber, toText, type Value } from './awk-value.ts';
import { realOf, realText } from './real-format.ts';

const UNSIGNED_MAX = 0xffffffff;
const WIDTH_MAX = 1 << 20;
/** mawk's `sprintf buffer`. */
export const SPRINTF_MAX = 8192;

/** The text; what was made before a mistake is in the error's `before`. */
export function formatText(format: string, values: readonly Value[], convfmt: string, name: string): string {
  let text = '';
  let next = 0;
  let conversions = 0;
  const argument = (): Value => {
    const value = values[next++];
    if (value === undefined) {
      throw new FormatError(`not enough arguments passed to ${name}("${format}")`, text);
    }
    return value;
  };
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at);
    if (percent < 0) return text + format.slice(at);
    text += format.slice(at, percent);
    if (format[percent + 1] === '%') {
      text += '%';
      at = percent + 2;
      continue;
    }
    conversions++;
    const match = /^%([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlqjzt]*/.exec(format.slice(percent))!;
    let flags = match[1]!;
    let width = size(match[2]!, argument);
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    const precision = match[3] === undefined ? -1 : size(match[3], argument);
    const letter = format[percent + match[0].length] ?? '';
    at = percent + match[0].length + 1;
    const style = { flags, width: Math.min(WIDTH_MAX, width), precision: Math.min(WIDTH_MAX, precision) };
    const pad = (shown: string): string =>
      flags.includes('-') ? shown.padEnd(style.width) : shown.padStart(style.width);
    switch (letter) {
      case 'c': {
        const value = argument();
        const isNumber = typeof value === 'number' || (value instanceof Dual && value.text !== '');
        text += pad(
          isNumber
            ? String.fromCharCode(Math.trunc(toNumber(value)) & 255)
            : toText(value, convfmt).slice(0, 1) || '\0',
        );
        break;
      }
      case 's': {
        const shown = toText(argument(), convfmt);
        text += pad(precision < 0 ? shown : shown.slice(0, precision));
        break;
      }
      case 'd':
      case 'i':
      case 'o':
      case 'x':
      case 'X':
      case 'u':
        text += integer(toNumber(argument()), letter, style);
        break;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G': {
        const number = toNumber(argument());
        text += realText(
          { ...realOf(number), negative: number < 0 || Object.is(number, -0) || Number.isNaN(number) },
          letter,
          style,
        );
        break;
      }
      default:
        throw new FormatError(`improper conversion(number ${conversions}) in ${name}("${format}")`, text);
    }
    if (text.length > SPRINTF_MAX * 4096) throw new AwkError('out of memory');
  }
  return text;
}

/** A mistake in a format. What stood before it has been printed. */
export class FormatError extends AwkError {
  readonly before: string;

  constructor(text: string, before: string) {
    super(text, true);
    this.before = before;
  }
}

function size(text: string, argument: () => Value): number {
  if (text !== '*') return Number(text);
  return Math.max(-WIDTH_MAX, Math.min(WIDTH_MAX, Math.trunc(toNumber(argument())) || 0));
}

interface IntegerStyle {
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

function integer(value: number, letter: string, { flags, width, precision }: IntegerStyle): string {
  const isSigned = letter === 'd' || letter === 'i';
  let whole = Math.trunc(value);
  if (Number.isNaN(whole)) whole = isSigned ? -INTEGER_MAX - 1 : 0;
  if (isSigned) whole = Math.max(-INTEGER_MAX, Math.min(INTEGER_MAX, whole));
  else whole = Math.max(0, Math.min(UNSIGNED_MAX, whole));
  const negative = whole < 0;
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  let digits = Math.abs(whole).toString(base);
  if (letter === 'X') digits = digits.toUpperCase();
  if (precision === 0 && whole === 0) digits = '';
  if (precision > 0) digits = digits.padStart(precision, '0');
  if (letter === 'o' && flags.includes('#') && !digits.startsWith('0')) digits = `0${digits}`;
  let prefix = negative ? '-' : isSigned && flags.includes('+') ? '+' : isSigned && flags.includes(' ') ? ' ' : '';
  if (base === 16 && flags.includes('#') && whole !== 0) prefix = `0${letter}`;
  if (flags.includes('-')) return (prefix + digits).padEnd(width);
  if (flags.includes('0') && precision < 0) return prefix + digits.padStart(width - prefix.length, '0');
  return (prefix + digits).padStart(width);
}
