/**
 * Calendar time in a time zone.
 *
 * Mirrors glibc's `localtime` for TZ values in POSIX form (`EST5EDT,M3.2.0,M11.1.0`, `<+03>-3`); an empty, unknown or missing
 * TZ is UTC. Zone files are not read.
 */

/** `struct tm` with the zone's offset and name. Year, month 1 … 12. */
export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 Sunday … 6. */
  readonly weekday: number;
  /** 0 … 365. */
  readonly yearDay: number;
  readonly offsetSeconds: number;
  readonly zone: string;
}

/** Seconds east of UTC and name at a moment. */
export interface ZoneOffset {
  readonly offsetSeconds: number;
  readonly zone: string;
  readonly isDaylight: boolean;
}

interface Rule {
  readonly kind: 'month' | 'julian' | 'day';
  readonly month: number;
  readonly week: number;
  readonly day: number;
  readonly seconds: number;
}

/** A parsed TZ value. */
export class TimeZone {
  readonly #standard: ZoneOffset;
  readonly #daylight: ZoneOffset | null;
  readonly #from: Rule;
  readonly #to: Rule;

  constructor(spec = '') {
    const name = '([A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)';
    const offset = '([+-]?\\d{1,2}(?::\\d{1,2}(?::\\d{1,2})?)?)';
    const match = new RegExp(`^:?${name}${offset}(?:${name}${offset}?(?:,([^,]+),([^,]+))?)?$`).exec(spec);
    this.#standard = { offsetSeconds: 0, zone: 'UTC', isDaylight: false };
    this.#daylight = null;
    this.#from = parseRule('M3.2.0');
    this.#to = parseRule('M11.1.0');
    if (match === null) return;
    const [, std, stdOffset, dst, dstOffset, from, to] = match;
    const east = -offsetSeconds(stdOffset!);
    this.#standard = { offsetSeconds: east, zone: std!.replace(/[<>]/g, ''), isDaylight: false };
    if (dst === undefined) return;
    const dstEast = dstOffset === undefined ? east + 3600 : -offsetSeconds(dstOffset);
    this.#daylight = { offsetSeconds: dstEast, zone: dst.replace(/[<>]/g, ''), isDaylight: true };
    if (from !== undefined) this.#from = parseRule(from);
    if (to !== undefined) this.#to = parseRule(to);
  }

  /** The zone's offset at a moment in UTC. */
  at(seconds: bigint): ZoneOffset {
    if (this.#daylight === null) return this.#standard;
    const { year } = civilFromSeconds(seconds + BigInt(this.#standard.offsetSeconds));
    const start = ruleMoment(this.#from, year) - BigInt(this.#standard.offsetSeconds);
    const end = ruleMoment(this.#to, year) - BigInt(this.#daylight.offsetSeconds);
    const inside = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
    return inside ? this.#daylight : this.#standard;
  }

  /** `localtime`. */
  calendar(seconds: bigint): CalendarTime {
    const { offsetSeconds: offset, zone } = this.at(seconds);
    return { ...civilFromSeconds(seconds + BigInt(offset)), offsetSeconds: offset, zone };
  }

  /** `mktime`: the moment that this zone's clocks call so; fields may be out of their ranges. */
  moment(year: number, month: number, day: number, hour: number, minute: number, second: number): bigint {
    const asUtc = utcSeconds(year, month, day, hour, minute, second);
    const guess = asUtc - BigInt(this.at(asUtc).offsetSeconds);
    return asUtc - BigInt(this.at(guess).offsetSeconds);
  }
}

function offsetSeconds(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return sign * (hours * 3600 + minutes * 60 + seconds);
}

function parseRule(text: string): Rule {
  const [date, time = '2'] = text.split('/') as [string, string | undefined];
  const seconds = offsetSeconds(time);
  const month = /^M(\d+)\.(\d+)\.(\d+)$/.exec(date);
  if (month !== null) {
    return { kind: 'month', month: Number(month[1]), week: Number(month[2]), day: Number(month[3]), seconds };
  }
  const kind = date.startsWith('J') ? 'julian' : 'day';
  return { kind, month: 0, week: 0, day: Number(date.replace('J', '')) || 0, seconds };
}

function ruleMoment(rule: Rule, year: number): bigint {
  if (rule.kind !== 'month') {
    const skipsLeapDay = rule.kind === 'julian' && isLeapYear(year) && rule.day >= 60;
    const day = rule.kind === 'julian' ? rule.day + (skipsLeapDay ? 1 : 0) : rule.day + 1;
    return utcSeconds(year, 1, day, 0, 0, rule.seconds);
  }
  const first = civilFromSeconds(utcSeconds(year, rule.month, 1, 0, 0, 0));
  let day = 1 + ((rule.day - first.weekday + 7) % 7) + (rule.week - 1) * 7;
  while (day > daysInMonth(year, rule.month)) day -= 7;
  return utcSeconds(year, rule.month, day, 0, 0, rule.seconds);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2
    ? isLeapYear(year)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** Seconds since 1970 of a UTC date; fields may be out of their ranges. */
export function utcSeconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): bigint {
  const months = year * 12 + month - 1;
  const days = daysFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) + day - 1;
  return BigInt(days) * 86400n + BigInt(hour) * 3600n + BigInt(minute) * 60n + BigInt(second);
}

/** The calendar fields of seconds that have their offset added already. */
function civilFromSeconds(seconds: bigint): Omit<CalendarTime, 'offsetSeconds' | 'zone'> {
  const remainder = ((seconds % 86400n) + 86400n) % 86400n;
  const days = Number((seconds - remainder) / 86400n);
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthShifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const ofDay = Number(remainder);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * monthShifted + 2) / 5) + 1,
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysFromCivil(year, 1, 1),
  };
}
