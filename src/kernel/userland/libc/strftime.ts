/**
 * `strftime` with the GNU extensions, in the C locale.
 *
 * Mirrors gnulib `lib/nstrftime.c`: flags `_ - 0 + ^ #`, widths, `%N`, `%:z`, `%::z`, `%s`, and unknown directives shown as they
 * are. The locale modifiers E and O are passed over.
 */
import type { CalendarTime } from './time-zone.ts';

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Longest field width that is honoured. */
const WIDTH_MAX = 4096;

/** A moment to format: its calendar fields, its seconds since 1970 and nanoseconds. */
export interface FormattedTime extends CalendarTime {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

/** How a directive was written. */
interface Field {
  readonly pad: string;
  readonly upper: boolean;
  readonly swap: boolean;
  readonly width: number;
  readonly colons: number;
}

export function strftime(format: string, time: FormattedTime): string {
  const directive = /%([_\-0+^#]*)(\d*)([EO]?)(:*)([\s\S]?)/g;
  return format.replace(directive, (whole, flags: string, width: string, _: string, colons: string, letter: string) => {
    let pad = '';
    for (const flag of flags) if (flag === '_' || flag === '-' || flag === '0' || flag === '+') pad = flag;
    return (
      expand(letter, time, {
        pad,
        upper: flags.includes('^'),
        swap: flags.includes('#'),
        width: Math.min(WIDTH_MAX, Number(width)),
        colons: colons.length,
      }) ?? whole
    );
  });
}

function expand(letter: string, time: FormattedTime, field: Field): string | undefined {
  const hour12 = time.hour % 12 === 0 ? 12 : time.hour % 12;
  const number = (value: number, digits: number, pad = '0') => padNumber(value, digits, pad, field);
  const composed = (format: string) => word(strftime(format, time), field, '_');
  if (field.colons > 0 && letter !== 'z') return undefined;
  switch (letter) {
    case '%':
      return word('%', field);
    case 'n':
      return word('\n', field);
    case 't':
      return word('\t', field);
    case 'a':
      return word(weekdayNames[time.weekday]!.slice(0, 3), field, '_', true);
    case 'A':
      return word(weekdayNames[time.weekday]!, field, '_', true);
    case 'b':
    case 'h':
      return word(monthNames[time.month - 1]!.slice(0, 3), field, '_', true);
    case 'B':
      return word(monthNames[time.month - 1]!, field, '_', true);
    case 'c':
      return composed('%a %b %e %H:%M:%S %Y');
    case 'C':
      return number(Math.floor(time.year / 100), 2);
    case 'd':
      return number(time.day, 2);
    case 'D':
    case 'x':
      return composed('%m/%d/%y');
    case 'e':
      return number(time.day, 2, '_');
    case 'F':
      return composed(
        `${padNumber(time.year, 4, '0', { ...field, width: 0, pad: field.pad === '+' ? '+' : '' })}-%m-%d`,
      );
    case 'g':
      return number(((isoWeek(time).year % 100) + 100) % 100, 2);
    case 'G':
      return number(isoWeek(time).year, 4);
    case 'H':
      return number(time.hour, 2);
    case 'I':
      return number(hour12, 2);
    case 'j':
      return number(time.yearDay + 1, 3);
    case 'k':
      return number(time.hour, 2, '_');
    case 'l':
      return number(hour12, 2, '_');
    case 'm':
      return number(time.month, 2);
    case 'M':
      return number(time.minute, 2);
    case 'N':
      return nanoseconds(time.nanoseconds, field);
    case 'p':
      return word(field.swap ? (time.hour < 12 ? 'am' : 'pm') : time.hour < 12 ? 'AM' : 'PM', {
        ...field,
        swap: false,
      });
    case 'P':
      return word(time.hour < 12 ? 'am' : 'pm', field);
    case 'q':
      return number(Math.floor((time.month - 1) / 3) + 1, 1);
    case 'r':
      return composed('%I:%M:%S %p');
    case 'R':
      return composed('%H:%M');
    case 's':
      return padText(String(time.seconds), 1, '0', field);
    case 'S':
      return number(time.second, 2);
    case 'T':
    case 'X':
      return composed('%H:%M:%S');
    case 'u':
      return number(time.weekday === 0 ? 7 : time.weekday, 1);
    case 'U':
      return number(Math.floor((time.yearDay + 7 - time.weekday) / 7), 2);
    case 'V':
      return number(isoWeek(time).week, 2);
    case 'w':
      return number(time.weekday, 1);
    case 'W':
      return number(Math.floor((time.yearDay + 7 - ((time.weekday + 6) % 7)) / 7), 2);
    case 'y':
      return number(((time.year % 100) + 100) % 100, 2);
    case 'Y':
      return number(time.year, 4);
    case 'z':
      return zoneOffset(time.offsetSeconds, field);
    case 'Z':
      return word(field.swap ? time.zone.toLowerCase() : time.zone, { ...field, swap: false });
    default:
      return undefined;
  }
}

function word(text: string, field: Field, pad = '_', swapRaises = false): string {
  const cased = field.upper || (field.swap && swapRaises) ? text.toUpperCase() : text;
  if (field.pad === '-') return cased;
  return cased.padStart(field.width, (field.pad || pad) === '_' ? ' ' : '0');
}

function padNumber(value: number, digits: number, pad: string, field: Field): string {
  return padText(String(value), digits, pad, field);
}

function padText(text: string, digits: number, pad: string, field: Field): string {
  const kind = field.pad || pad;
  const negative = text.startsWith('-');
  const magnitude = negative ? text.slice(1) : text;
  if (kind === '-') return text;
  const width = Math.max(field.width, digits + (negative ? 1 : 0));
  if (kind === '_') return text.padStart(Math.max(field.width, digits), ' ');
  const plus = kind === '+' && !negative && Math.max(magnitude.length, field.width) > digits;
  const sign = negative ? '-' : plus ? '+' : '';
  return sign + magnitude.padStart(width - sign.length, '0');
}

/** `%N`: as many digits as the width says, nine unless told; cut, not rounded. */
function nanoseconds(value: number, field: Field): string {
  const digits = String(value).padStart(9, '0');
  if (field.width === 0) return digits;
  if (field.width <= 9) return digits.slice(0, field.width);
  return digits.padEnd(field.width, field.pad === '_' ? ' ' : '0');
}

/** `%z` +hhmm, `%:z` +hh:mm, `%::z` +hh:mm:ss, `%:::z` as short as it can be. */
function zoneOffset(seconds: number, field: Field): string | undefined {
  const sign = seconds < 0 ? '-' : '+';
  const absolute = Math.abs(seconds);
  const hours = String(Math.floor(absolute / 3600)).padStart(2, '0');
  const minutes = String(Math.floor(absolute / 60) % 60).padStart(2, '0');
  const rest = String(absolute % 60).padStart(2, '0');
  if (field.colons > 3) return undefined;
  let text = `${hours}${minutes}`;
  if (field.colons === 1) text = `${hours}:${minutes}`;
  else if (field.colons === 2) text = `${hours}:${minutes}:${rest}`;
  else if (field.colons === 3)
    text = rest !== '00' ? `${hours}:${minutes}:${rest}` : minutes !== '00' ? `${hours}:${minutes}` : hours;
  const short = sign + text.replace(field.colons === 0 ? /^0{1,3}/ : /^0/, '');
  if (field.pad === '_') return short.padStart(Math.max(field.width, text.length + 1), ' ');
  if (field.pad === '-') return short;
  return sign + text.padStart(field.width - 1, '0');
}

/** ISO 8601 week and its year. */
function isoWeek(time: CalendarTime): { readonly year: number; readonly week: number } {
  const weekday = (time.weekday + 6) % 7;
  const week = Math.floor((time.yearDay - weekday + 10) / 7);
  if (week < 1) return { year: time.year - 1, week: weeksInYear(time.year - 1) };
  if (week > weeksInYear(time.year)) return { year: time.year + 1, week: 1 };
  return { year: time.year, week };
}

function weeksInYear(year: number): number {
  const december31 = (y: number) => (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7;
  return december31(year) === 4 || december31(year - 1) === 3 ? 53 : 52;
}
