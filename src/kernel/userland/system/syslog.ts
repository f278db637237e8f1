/** Facilities, severities and the line format of syslog (RFC 3164), for `logger`, `syslogd` and `klogd`. */
import type { SystemCalls } from '../../process/system-calls.ts';
import { MONTHS } from './calendar-names.ts';

const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;
const SEVERITY_ALIASES: Readonly<Record<string, number>> = { panic: 0, error: 3, warn: 4 };

export const FACILITIES: Readonly<Record<string, number>> = {
  kern: 0,
  user: 1,
  mail: 2,
  daemon: 3,
  auth: 4,
  security: 4,
  syslog: 5,
  lpr: 6,
  news: 7,
  uucp: 8,
  cron: 9,
  authpriv: 10,
  ftp: 11,
  local0: 16,
  local1: 17,
  local2: 18,
  local3: 19,
  local4: 20,
  local5: 21,
  local6: 22,
  local7: 23,
};

/** Where programs leave their messages. Real systems have a datagram socket here; ours is a pipe, a line a message. */
export const LOG_DEVICE = '/dev/log';

/** Number of a severity's name, -1: none. */
export function severityNumber(name: string): number {
  const at = (SEVERITIES as readonly string[]).indexOf(name);
  return at >= 0 ? at : (SEVERITY_ALIASES[name] ?? -1);
}

/** `Mar  1 12:00:00`. */
export function logTime(system: SystemCalls): string {
  const date = new Date(Math.floor(system.now()) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${MONTHS[date.getUTCMonth()]!.slice(0, 3)} ${String(date.getUTCDate()).padStart(2)} ${clock}`;
}
