/** Wall-clock times as two boot lines print them. */

/** `%{seconds}.%{milliseconds}` of an audit record; the clock it reads moves in jiffies of 4 ms. */
export function auditStamp(seconds: number): string {
  const milliseconds = Math.floor((seconds * 1000) / 4) * 4;
  return `${Math.floor(milliseconds / 1000)}.${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** `2024-03-01T12:00:09 UTC (1709294409)`, as drivers/rtc/class.c prints it. */
export function rtcTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const { year, month, day } = civilDate(Math.floor(whole / 86400));
  const clock = [3600, 60, 1].map((unit) => Math.floor(whole / unit) % (unit === 3600 ? 24 : 60));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${clock.map(two).join(':')} UTC (${whole})`;
}

/** Gregorian date of a day counted from 1970-01-01; years of 400 × 365.2425 days, counted from a first of March. */
function civilDate(day: number): { year: number; month: number; day: number } {
  const fromMarch = day + 719468; // days since 0000-03-01
  const era = Math.floor(fromMarch / 146097);
  const dayOfEra = fromMarch - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
