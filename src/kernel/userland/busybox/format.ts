/** Numbers and times as BusyBox shows them (`libbb/human_readable.c`, `coreutils/ls.c`). */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** Older or newer than this the year stands in place of the time. */
const RECENT_SECONDS = (365 * 86400) / 2;
const FUTURE_SECONDS = 900;

/** `4.7K`: a decimal below a thousand units, a letter for each 1024. */
export function humanReadable(bytes: number): string {
  const letters = ['', 'K', 'M', 'G', 'T', 'P', 'E'];
  let value = bytes;
  let fraction = 0;
  let at = 0;
  while (value >= 1024 && at < letters.length - 1) {
    fraction = Math.floor(((value % 1024) * 10 + 512) / 1024);
    value = Math.floor(value / 1024);
    at++;
  }
  if (fraction >= 10) {
    value++;
    fraction = 0;
  }
  return at === 0 ? String(value) : `${value}.${fraction}${letters[at]}`;
}

/** `Mar  1 12:00`, `Mar  1  2024`; in full `2024-03-01 12:00:00 +0000`. UTC. */
export function listTime(seconds: bigint, nowSeconds: number, full: boolean): string {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (full) {
    return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ${clock}:${two(date.getUTCSeconds())} +0000`;
  }
  const age = nowSeconds - Number(seconds);
  const day = `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`;
  return age < RECENT_SECONDS && age > -FUTURE_SECONDS ? `${day} ${clock}` : `${day}  ${date.getUTCFullYear()}`;
}
