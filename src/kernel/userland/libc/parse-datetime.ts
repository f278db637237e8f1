/**
 * Dates as people write them: `date -d`, `touch -d`, `find -newermt`.
 *
 * Mirrors gnulib `lib/parse-datetime.y`: calendar dates, times of day, zones, weekdays, relative items in any order, and its rules
 * for bare numbers. Left out: ordinals above `third` by name.
 */
import {
  dayWords,
  monthFull,
  months,
  ordinals,
  type Unit,
  units,
  weekdayFull,
  weekdays,
  zones,
} from './datetime-words.ts';
import { daysInMonth, TimeZone } from './time-zone.ts';

/** A moment. */
export interface Moment {
  readonly seconds: bigint;
  readonly nanoseconds: number;
}

interface Token {
  readonly kind: 'word' | 'number' | 'sign' | 'mark';
  readonly text: string;
  readonly spaceBefore: boolean;
}

const YEAR_LIMIT = 2147485547;

/** What `text` means at a moment in a zone; null when it means nothing. */
export function parseDatetime(text: string, now: Moment, zone: TimeZone): Moment | null {
  const zoned = /^[ \t\n\v\f\r]*TZ="((?:[^"\\]|\\["\\])*)"/.exec(text);
  if (zoned !== null) {
    const spec = zoned[1]!.replace(/\\(.)/g, '$1');
    return parseDatetime(text.slice(zoned[0].length), now, new TimeZone(spec));
  }
  const stamp = /^\s*@\s*([+-]?\d+)(?:[.,](\d+))?\s*$/.exec(text);
  if (stamp !== null) return timestamp(stamp[1]!, stamp[2] ?? '');
  // An empty text means the hour zero of today.
  const tokens = tokenize(/^\s*$/.test(text) ? '0' : text);
  return tokens === null ? null : new MomentParser(tokens, now, zone).parse();
}

function timestamp(whole: string, fraction: string): Moment | null {
  let seconds = BigInt(whole);
  let nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
  if (whole.startsWith('-') && nanoseconds > 0) {
    seconds -= 1n;
    nanoseconds = 1_000_000_000 - nanoseconds;
  }
  const limit = 1n << 63n;
  return seconds >= limit || seconds < -limit ? null : { seconds, nanoseconds };
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  let at = 0;
  let spaceBefore = false;
  while (at < text.length) {
    const rest = text.slice(at, at + 4096);
    const space = /^[ \t\n\v\f\r]+/.exec(rest);
    if (space !== null) {
      at += space[0].length;
      spaceBefore = true;
      continue;
    }
    if (rest[0] === '(') {
      let depth = 0;
      do {
        if (at >= text.length) return null;
        if (text[at] === '(') depth++;
        else if (text[at] === ')') depth--;
        at++;
      } while (depth > 0);
      spaceBefore = true;
      continue;
    }
    const match = /^(?:[A-Za-z](?:[A-Za-z.]*)|\d+(?:[.,]\d+)?|[+-]|[:/,])/.exec(rest);
    if (match === null) return null;
    const word = match[0];
    const kind = /^[A-Za-z]/.test(word) ? 'word' : /^\d/.test(word) ? 'number' : /^[+-]/.test(word) ? 'sign' : 'mark';
    tokens.push({ kind, text: kind === 'word' ? word.toLowerCase().replace(/\./g, '') : word, spaceBefore });
    spaceBefore = false;
    at += word.length;
  }
  return tokens;
}

class MomentParser {
  readonly #tokens: readonly Token[];
  readonly #now: Moment;
  readonly #zone: TimeZone;
  #at = 0;
  #date: { year: number | null; month: number; day: number } | null = null;
  #time: { hour: number; minute: number; second: number; nanoseconds: number } | null = null;
  #offset: number | null = null;
  #weekday: { day: number; ordinal: number } | null = null;
  readonly #relative: Record<Unit, number> = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  #relativeSeen = false;
  #dateNumberHasYear = false;

  constructor(tokens: readonly Token[], now: Moment, zone: TimeZone) {
    this.#tokens = tokens;
    this.#now = now;
    this.#zone = zone;
  }

  parse(): Moment | null {
    while (this.#at < this.#tokens.length) if (!this.#item()) return null;
    return this.#result();
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #is(ahead: number, text: string): boolean {
    return this.#peek(ahead)?.text === text;
  }

  #item(): boolean {
    const token = this.#peek()!;
    if (token.kind === 'word') return this.#word(token.text);
    if (token.kind === 'sign') return this.#signedNumber();
    if (token.kind === 'number') return this.#number(token.text);
    this.#at++;
    return token.text === ',';
  }

  #word(word: string): boolean {
    this.#at++;
    const month = monthNumber(word);
    if (month !== null) return this.#monthFirst(month);
    const weekday = weekdayNumber(word);
    if (weekday !== null) {
      if (this.#is(0, ',')) this.#at++;
      return this.#setWeekday(weekday, 0);
    }
    if (Object.hasOwn(dayWords, word)) return this.#addRelative('day', dayWords[word]!);
    if (Object.hasOwn(ordinals, word)) {
      const next = this.#peek();
      if (next?.kind !== 'word') return false;
      this.#at++;
      const day = weekdayNumber(next.text);
      if (day !== null) return this.#setWeekday(day, ordinals[word]!);
      const unit = unitOf(next.text);
      return unit !== null && this.#relativeUnit(unit, ordinals[word]!);
    }
    const unit = unitOf(word);
    if (unit !== null) return this.#relativeUnit(unit, 1);
    if (word === 't' && this.#date !== null && this.#peek()?.kind === 'number') return true;
    const military = militaryOffset(word);
    if (military !== null) return this.#setOffset(military, true);
    if (Object.hasOwn(zones, word)) {
      const isDst = this.#is(0, 'dst');
      if (isDst) this.#at++;
      return this.#setOffset(zones[word]! + (isDst ? 3600 : 0), true);
    }
    return false;
  }

  #monthFirst(month: number): boolean {
    if (this.#is(0, '-') && this.#peek(1)?.kind === 'number') return false;
    const day = this.#peek();
    if (day?.kind !== 'number' || !/^\d+$/.test(day.text)) return false;
    this.#at++;
    let year: number | null = null;
    if (this.#is(0, ',') && this.#peek(1)?.kind === 'number' && !this.#is(2, ':')) {
      year = expandYear(this.#peek(1)!.text);
      this.#at += 2;
    }
    return this.#setDate(year, month, Number(day.text));
  }

  #signedNumber(): boolean {
    const sign = this.#peek()!.text === '-' ? -1 : 1;
    const number = this.#peek(1);
    if (number?.kind !== 'number') return false;
    const following = this.#peek(2);
    const unit = following?.kind === 'word' ? unitOf(following.text) : null;
    if (unit !== null) {
      this.#at += 3;
      return this.#relativeUnit(unit, sign * Number(number.text.replace(',', '.')));
    }
    if (this.#time === null || this.#offset !== null) return false;
    return this.#numericZone();
  }

  /** `+hhmm`, `+hh:mm` or `+hh` behind a time of day. */
  #numericZone(): boolean {
    const sign = this.#peek()!.text === '-' ? -1 : 1;
    const digits = this.#peek(1)!.text;
    if (!/^\d{1,6}$/.test(digits)) return false;
    this.#at += 2;
    let hours: number;
    let minutes = 0;
    if (this.#is(0, ':') && this.#peek(1)?.kind === 'number') {
      hours = Number(digits);
      minutes = Number(this.#peek(1)!.text);
      this.#at += 2;
    } else if (digits.length <= 2) hours = Number(digits);
    else {
      hours = Math.floor(Number(digits) / 100);
      minutes = Number(digits) % 100;
    }
    if (hours > 24 || minutes > 59) return false;
    return this.#setOffset(sign * (hours * 3600 + minutes * 60), true);
  }

  #number(text: string): boolean {
    const next = this.#peek(1);
    const after = this.#peek(2);
    if (next?.text === ':' && after?.kind === 'number') return this.#timeOfDay();
    if (next?.text === '/' && after?.kind === 'number') return this.#slashDate(text, after.text);
    if (next?.kind === 'sign' && next.text === '-' && !next.spaceBefore && /^\d+$/.test(text)) {
      const dash = this.#dashDate(text);
      if (dash !== null) return dash;
    }
    if (next?.kind === 'word') {
      const meridian = meridianOf(next.text);
      if (meridian !== null) {
        this.#at += 2;
        return this.#setTime(twelveHours(Number(text), meridian), 0, 0, 0);
      }
      const month = monthNumber(next.text);
      if (month !== null) {
        this.#at += 2;
        let year: number | null = null;
        const following = this.#peek();
        if (following?.kind === 'number' && !this.#is(1, ':') && unitAfter(this.#peek(1)) === null) {
          year = expandYear(following.text);
          this.#at++;
        }
        return this.#setDate(year, month, Number(text));
      }
      const unit = unitOf(next.text);
      if (unit !== null) {
        this.#at += 2;
        return this.#relativeUnit(unit, Number(text.replace(',', '.')));
      }
      const weekday = weekdayNumber(next.text);
      if (weekday !== null) {
        this.#at += 2;
        return this.#setWeekday(weekday, Number(text));
      }
    }
    return this.#bareNumber(text);
  }

  #bareNumber(text: string): boolean {
    if (!/^\d+$/.test(text)) return false;
    this.#at++;
    const value = Number(text);
    if (
      this.#date !== null &&
      !this.#dateNumberHasYear &&
      !this.#relativeSeen &&
      (this.#time !== null || text.length > 2)
    ) {
      this.#date.year = expandYear(text);
      this.#dateNumberHasYear = true;
      return true;
    }
    if (text.length > 4) {
      const year = expandYear(text.slice(0, -4));
      return this.#setDate(year, Math.floor(value / 100) % 100, value % 100);
    }
    return text.length <= 2 ? this.#setTime(value, 0, 0, 0) : this.#setTime(Math.floor(value / 100), value % 100, 0, 0);
  }

  #timeOfDay(): boolean {
    const hour = Number(this.#peek()!.text);
    const minute = Number(this.#peek(2)!.text);
    this.#at += 3;
    let second = 0;
    let nanoseconds = 0;
    if (this.#is(0, ':') && this.#peek(1)?.kind === 'number') {
      const [whole, fraction = ''] = this.#peek(1)!.text.split(/[.,]/) as [string, string | undefined];
      second = Number(whole);
      nanoseconds = Number(fraction.slice(0, 9).padEnd(9, '0'));
      this.#at += 2;
    }
    const following = this.#peek();
    const meridian = following?.kind === 'word' ? meridianOf(following.text) : null;
    if (meridian !== null) this.#at++;
    if (!this.#setTime(meridian === null ? hour : twelveHours(hour, meridian), minute, second, nanoseconds))
      return false;
    const sign = this.#peek();
    const unit = this.#peek(1)?.kind === 'number' ? unitAfter(this.#peek(2)) : null;
    if (meridian === null && sign?.kind === 'sign' && this.#peek(1)?.kind === 'number' && unit === null) {
      return this.#numericZone();
    }
    return true;
  }

  #slashDate(first: string, second: string): boolean {
    this.#at += 3;
    if (!this.#is(0, '/') || this.#peek(1)?.kind !== 'number')
      return this.#setDate(null, Number(first), Number(second));
    const third = this.#peek(1)!.text;
    this.#at += 2;
    if (first.length >= 4) return this.#setDate(expandYear(first), Number(second), Number(third));
    return this.#setDate(expandYear(third), Number(first), Number(second));
  }

  /** `2020-02-29`, `29-Feb-2020`; null when the dash belongs to something else. */
  #dashDate(first: string): boolean | null {
    const second = this.#peek(2);
    if (second === undefined || !this.#is(3, '-') || this.#peek(4)?.kind !== 'number') return null;
    const third = this.#peek(4)!.text;
    if (!/^\d+$/.test(third)) return null;
    if (second.kind === 'number' && /^\d+$/.test(second.text)) {
      this.#at += 5;
      return this.#setDate(expandYear(first), Number(second.text), Number(third));
    }
    const month = monthNumber(second.text);
    if (month === null) return null;
    this.#at += 5;
    return this.#setDate(expandYear(third), month, Number(first));
  }

  #relativeUnit([unit, factor]: readonly [Unit, number], count: number): boolean {
    let amount = count * factor;
    if (this.#is(0, 'ago')) {
      this.#at++;
      amount = -amount;
    }
    return this.#addRelative(unit, amount);
  }

  #addRelative(unit: Unit, amount: number): boolean {
    if (!Number.isInteger(amount) && unit !== 'second') return false;
    this.#relative[unit] += amount;
    this.#relativeSeen = true;
    return Number.isSafeInteger(Math.trunc(this.#relative[unit]));
  }

  #setDate(year: number | null, month: number, day: number): boolean {
    if (this.#date !== null) return false;
    this.#date = { year, month, day };
    this.#dateNumberHasYear = year !== null;
    return true;
  }

  #setTime(hour: number, minute: number, second: number, nanoseconds: number): boolean {
    if (this.#time !== null || !(hour >= 0 && hour < 24) || minute > 59 || second > 59) return false;
    this.#time = { hour, minute, second, nanoseconds };
    return true;
  }

  #setOffset(seconds: number, once: boolean): boolean {
    if (once && this.#offset !== null) return false;
    this.#offset = seconds;
    return true;
  }

  #setWeekday(day: number, ordinal: number): boolean {
    if (this.#weekday !== null) return false;
    this.#weekday = { day, ordinal };
    return true;
  }

  #result(): Moment | null {
    // A zone in the text moves what "today" means.
    const zone = this.#offset === null ? this.#zone : fixedZone(this.#offset);
    const today = zone.calendar(this.#now.seconds);
    const date = this.#date;
    const year = date?.year ?? today.year;
    const month = date?.month ?? today.month;
    const day = date?.day ?? today.day;
    if (date !== null && (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))) return null;
    const keepsClock = this.#time === null && date === null && this.#weekday === null;
    const clock = this.#time ?? (keepsClock ? { ...today, nanoseconds: this.#now.nanoseconds } : midnight);
    let finalDay = day;
    if (this.#weekday !== null && date === null) {
      const { day: wanted, ordinal } = this.#weekday;
      const skipsToday = ordinal > 0 && today.weekday !== wanted ? 1 : 0;
      finalDay += ((wanted - today.weekday + 7) % 7) + 7 * (ordinal - skipsToday);
    }
    const r = this.#relative;
    const finalYear = year + r.year;
    if (Math.abs(finalYear) > YEAR_LIMIT || Math.abs(r.month) > YEAR_LIMIT || Math.abs(r.day) > 1e12) return null;
    const start = zone.moment(finalYear, month + r.month, finalDay + r.day, clock.hour, clock.minute, clock.second);
    const wholeSeconds = Math.floor(r.second);
    const nanos = clock.nanoseconds + Math.round((r.second - wholeSeconds) * 1e9);
    const seconds =
      start + BigInt(r.hour) * 3600n + BigInt(r.minute) * 60n + BigInt(wholeSeconds) + BigInt(Math.floor(nanos / 1e9));
    return { seconds, nanoseconds: nanos % 1e9 };
  }
}

const midnight = { hour: 0, minute: 0, second: 0, nanoseconds: 0 };

function fixedZone(seconds: number): TimeZone {
  const absolute = Math.abs(seconds);
  return new TimeZone(
    `<fix>${seconds < 0 ? '+' : '-'}${Math.floor(absolute / 3600)}:${Math.floor(absolute / 60) % 60}`,
  );
}

/** One letter: `a` is an hour east, `n` an hour west; `j` is none and `z` is among the zones. */
function militaryOffset(word: string): number | null {
  if (!/^[a-ik-y]$/.test(word)) return null;
  const east = 'abcdefghiklm'.indexOf(word);
  return 3600 * (east >= 0 ? east + 1 : -('nopqrstuvwxy'.indexOf(word) + 1));
}

function monthNumber(word: string): number | null {
  const full = monthFull.indexOf(word);
  const short = months.indexOf(word);
  if (word === 'sept' || full === 12) return 9;
  return full >= 0 ? full + 1 : short >= 0 ? short + 1 : null;
}

function weekdayNumber(word: string): number | null {
  const short = weekdays.indexOf(word);
  if (short >= 0) return short;
  return weekdayFull.includes(word) ? weekdays.indexOf(word.slice(0, 3)) : null;
}

function unitOf(word: string): readonly [Unit, number] | null {
  if (Object.hasOwn(units, word)) return units[word]!;
  const single = word.endsWith('s') ? word.slice(0, -1) : word;
  return Object.hasOwn(units, single) ? units[single]! : null;
}

function unitAfter(token: Token | undefined): readonly [Unit, number] | null {
  return token?.kind === 'word' ? unitOf(token.text) : null;
}

function meridianOf(word: string): 'am' | 'pm' | null {
  return word === 'am' || word === 'pm' ? word : null;
}

/** Hours of a twelve-hour clock; -1 when there are none such. */
function twelveHours(hour: number, meridian: 'am' | 'pm'): number {
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (meridian === 'pm' ? 12 : 0);
}

/** Two digits mean 1969 … 2068. */
function expandYear(digits: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 69 ? year + 2000 : year + 1900;
}
