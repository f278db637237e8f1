/**
 * Names and times as FAT has them.
 *
 * Long names are UTF-16, short ones code page 437 in capitals, ours are the bytes of UTF-8 (mount options `utf8`, `codepage=437`, as
 * Debian's kernels have them by default). Times are local, to two seconds; the clock is taken to run on UTC.
 */
import type { Timespec } from '../../shell/posix.ts';

/** Characters 0x80 to 0xff of code page 437. */
const CODE_PAGE =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** UTF-16 code units of a name given as UTF-8 bytes; null where it is no UTF-8. */
export function toUtf16(name: string): number[] | null {
  const units: number[] = [];
  for (let at = 0; at < name.length; ) {
    const first = name.charCodeAt(at++);
    const more =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1;
    if (more < 0) return null;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let byte = 0; byte < more; byte++) {
      const next = at < name.length ? name.charCodeAt(at++) : 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 0x3f);
    }
    const least = [0, 0x80, 0x800, 0x10000][more]!;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null;
    if (point >= 0x10000) units.push(0xd800 + ((point - 0x10000) >>> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else units.push(point);
  }
  return units;
}

/** The bytes of UTF-8, one code point each; half a surrogate pair becomes a question mark. */
export function fromUtf16(units: readonly number[]): string {
  let name = '';
  for (let at = 0; at < units.length; at++) {
    let point = units[at]!;
    if (point >= 0xd800 && point < 0xe000) {
      const low = units[at + 1] ?? 0;
      if (point < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        at++;
      } else {
        point = 0x3f;
      }
    }
    name += utf8(point);
  }
  return name;
}

function utf8(point: number): string {
  if (point < 0x80) return String.fromCharCode(point);
  const tail = (shift: number): number => 0x80 | ((point >>> shift) & 0x3f);
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >>> 6), tail(0));
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >>> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (point >>> 18), tail(12), tail(6), tail(0));
}

/** The Unicode character of a byte of a short name. */
export function fromCodePage(byte: number): number {
  return byte < 0x80 ? byte : CODE_PAGE.charCodeAt(byte - 0x80);
}

/** The byte of a character in a short name; 0 where there is none. */
export function toCodePage(unit: number): number {
  if (unit < 0x80) return unit;
  const place = CODE_PAGE.indexOf(String.fromCharCode(unit));
  return place < 0 ? 0 : 0x80 + place;
}

/** Bytes of code page 437 in capitals. */
export function upperCodePage(byte: number): number {
  if (byte < 0x80) return byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
  const upper = String.fromCharCode(fromCodePage(byte)).toUpperCase();
  return upper.length === 1 ? toCodePage(upper.charCodeAt(0)) || byte : byte;
}

/** What two names that are the same on FAT have in common. */
export function folded(units: readonly number[]): string {
  let key = '';
  for (const unit of units) {
    const upper = String.fromCharCode(unit).toUpperCase();
    key += upper.length === 1 ? upper : String.fromCharCode(unit);
  }
  return key;
}

const SECONDS_PER_DAY = 86_400;
/** 1980-01-01 and the last even second of 2107, in seconds since 1970. */
const FIRST_SECOND = 315_532_800;
const LAST_SECOND = 4_354_819_198;

export interface FatTime {
  readonly date: number;
  readonly time: number;
  /** Hundredths of a second beyond the two-second step, 0 to 199. */
  readonly centiseconds: number;
}

export function toFatTime({ seconds, nanoseconds }: Timespec): FatTime {
  const wanted = Number(seconds);
  const inside = Math.min(Math.max(wanted, FIRST_SECOND), LAST_SECOND);
  const day = Math.floor(inside / SECONDS_PER_DAY);
  const rest = inside - day * SECONDS_PER_DAY;
  const { year, month, dayOfMonth } = civilOf(day);
  return {
    date: ((year - 1980) << 9) | (month << 5) | dayOfMonth,
    time: (Math.floor(rest / 3600) << 11) | (Math.floor((rest % 3600) / 60) << 5) | ((rest % 60) >>> 1),
    centiseconds: inside === wanted ? (rest & 1) * 100 + Math.floor(nanoseconds / 10_000_000) : 0,
  };
}

/** Fields out of range count on, as in Linux; month and day 0 are taken as 1. */
export function fromFatTime(date: number, time: number): Timespec {
  const month = Math.min(Math.max((date >>> 5) & 15, 1), 12);
  const dayOfMonth = Math.max(date & 31, 1);
  const day = daysOf((date >>> 9) + 1980, month, dayOfMonth);
  const seconds = day * SECONDS_PER_DAY + (time >>> 11) * 3600 + ((time >>> 5) & 63) * 60 + (time & 31) * 2;
  return { seconds: BigInt(seconds), nanoseconds: 0 };
}

/** Days since 1970 of a date, and back: the usual formulas over years that begin in March. */
function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(days: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
