/** The words of dates: months, weekdays, zones, units (gnulib `lib/parse-datetime.y`, its tables). */

export const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const monthFull =
  'january february march april may june july august september october november december sept'.split(' ');
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
export const weekdayFull = 'sunday monday tuesday wednesday thursday friday saturday tues wednes thur thurs'.split(' ');

/** Offsets in seconds east of UTC; daylight zones an hour more than their standard. */
export const zones: Readonly<Record<string, number>> = {
  gmt: 0,
  ut: 0,
  utc: 0,
  z: 0,
  wet: 0,
  west: 3600,
  bst: 3600,
  cet: 3600,
  met: 3600,
  mez: 3600,
  cest: 7200,
  mest: 7200,
  mesz: 7200,
  eet: 7200,
  eest: 10800,
  msk: 10800,
  msd: 14400,
  ist: 19800,
  sgt: 28800,
  jst: 32400,
  nzst: 43200,
  nzdt: 46800,
  nst: -12600,
  ast: -14400,
  adt: -10800,
  est: -18000,
  edt: -14400,
  cst: -21600,
  cdt: -18000,
  mst: -25200,
  mdt: -21600,
  pst: -28800,
  pdt: -25200,
  akst: -32400,
  akdt: -28800,
  hst: -36000,
};

export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
export const units: Readonly<Record<string, readonly [Unit, number]>> = {
  year: ['year', 1],
  month: ['month', 1],
  fortnight: ['day', 14],
  week: ['day', 7],
  day: ['day', 1],
  hour: ['hour', 1],
  min: ['minute', 1],
  minute: ['minute', 1],
  sec: ['second', 1],
  second: ['second', 1],
};
export const dayWords: Readonly<Record<string, number>> = { tomorrow: 1, yesterday: -1, today: 0, now: 0 };
export const ordinals: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1, first: 1, third: 3 };
