/** `uptime` and `w` of procps 4.0.2, `who` and `users` of coreutils 9.1. Nobody keeps utmp here, so nobody is logged in. */
import type { Blocking } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { bootTime, uptimeSeconds } from './process-list.ts';
import { fail, print, readText, usageError } from './program-frame.ts';

const HELP = `
Usage:
 uptime [options]

Options:
 -p, --pretty   show uptime in pretty format
 -h, --help     display this help and exit
 -s, --since    system up since
 -V, --version  output version information and exit

For more details see uptime(1).
`;

export const uptime: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'phsV',
    long: { pretty: { key: 'p' }, help: { key: 'h' }, since: { key: 's' }, version: { key: 'V' } },
  });
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (error !== null) return yield* fail(system, `uptime: ${error}\n${HELP.trimEnd()}`);
  if (has('h')) return (yield* print(system, 'uptime', HELP)) ? 0 : 1;
  if (has('V')) return (yield* print(system, 'uptime', 'uptime from procps-ng 4.0.2\n')) ? 0 : 1;
  if (operands.length > 0) return yield* fail(system, HELP.trimEnd());
  if (has('s')) {
    const date = new Date((yield* bootTime(system)) * 1000);
    const text = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ${clock(date)}`;
    return (yield* print(system, 'uptime', `${text}\n`)) ? 0 : 1;
  }
  const text = has('p') ? pretty(yield* uptimeSeconds(system)) : yield* statusLine(system);
  return (yield* print(system, 'uptime', `${text}\n`)) ? 0 : 1;
};

/** ` 12:00:00 up 1 min,  0 users,  load average: 0.00, 0.00, 0.00`. */
function* statusLine(system: SystemCalls): Blocking<string> {
  const seconds = Math.floor(yield* uptimeSeconds(system));
  const now = new Date(Math.floor(system.now()) * 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  let up = '';
  if (days > 0) up += `${days} ${days === 1 ? 'day' : 'days'}, `;
  up += hours > 0 ? `${String(hours).padStart(2)}:${two(minutes)}, ` : `${minutes} min, `;
  const load = yield* readText(system, '/proc/loadavg');
  const averages = typeof load === 'number' ? ['0.00', '0.00', '0.00'] : load.split(' ').slice(0, 3);
  return ` ${clock(now)} up ${up} 0 user,  load average: ${averages.join(', ')}`;
}

function pretty(total: number): string {
  const seconds = Math.floor(total);
  const parts: string[] = [];
  const add = (count: number, unit: string): void => {
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  };
  const days = Math.floor(seconds / 86400);
  add(Math.floor(days / 3650), 'decade');
  add(Math.floor(days / 365) % 10, 'year');
  add(Math.floor((days % 365) / 7), 'week');
  add((days % 365) % 7, 'day');
  add(Math.floor(seconds / 3600) % 24, 'hour');
  const minutes = Math.floor(seconds / 60) % 60;
  if (minutes > 0 || seconds < 60) parts.push(`${minutes} minute${minutes === 1 ? '' : 's'}`);
  return `up ${parts.join(', ')}`;
}

export const w: Program = function* (system, argv) {
  const { options, error } = getopt(argv, { short: 'chiusfopV', long: { 'no-header': { key: 'h' } } });
  if (error !== null) return yield* fail(system, `w: ${error}`);
  if (options.some(({ key }) => key === 'h')) return 0;
  const text = `${yield* statusLine(system)}\nUSER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n`;
  return (yield* print(system, 'w', text)) ? 0 : 1;
};

export const who: Program = function* (system, argv) {
  const { options, error } = getopt(argv, {
    short: 'abdlmpqrstuwHT',
    long: { all: { key: 'a' }, boot: { key: 'b' }, count: { key: 'q' }, heading: { key: 'H' } },
  });
  if (error !== null) return yield* usageError(system, argv[0]!, error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('q')) return (yield* print(system, 'who', '\n# users=0\n')) ? 0 : 1;
  if (has('H')) return (yield* print(system, 'who', 'NAME     LINE         TIME         COMMENT\n')) ? 0 : 1;
  return 0;
};

export const users: Program = function* (system, argv) {
  const { error } = getopt(argv, { short: '' });
  return error === null ? 0 : yield* usageError(system, argv[0]!, error);
};

function clock(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
