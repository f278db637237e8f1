/**
 * `halt`, `poweroff`, `reboot`, `shutdown` and `telinit` in the manner of sysvinit 3.06.
 *
 * Without `-f` they ask process 1, by the signals that BusyBox's init takes too: TERM reboot, USR1 halt, USR2 power off (sysvinit has
 * a pipe /run/initctl instead).
 */
import { type Blocking, signals } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { fail, shortName } from './program-frame.ts';

export type PowerCommand = 'restart' | 'halt' | 'power-off';

/** What each signal asks init for. */
export const INIT_SIGNALS: Readonly<Record<PowerCommand, number>> = {
  restart: signals.TERM,
  halt: signals.USR1,
  'power-off': signals.USR2,
};

const USAGE = `usage: NAME [-n] [-w] [-d] [-f] [-h] [-i] [-p]
\t-n: don't sync before halting the system
\t-w: only write a wtmp reboot record and exit.
\t-d: don't write a wtmp record.
\t-f: force halt/reboot, don't call shutdown.
\t-h: put harddisks in standby mode.
\t-i: shut down all network interfaces.
\t-p: power down the system (if possible, otherwise halt).`;

export const halt: Program = function* (system, argv) {
  const name = shortName(argv[0]!);
  const { options, error } = getopt(argv, { short: 'dfhinpwk', long: { force: { key: 'f' }, poweroff: { key: 'p' } } });
  if (system.geteuid() !== 0) return yield* fail(system, `${name}: must be superuser.`);
  if (error !== null) return yield* fail(system, `${name}: ${error}\n${USAGE.replace('NAME', name)}`);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('w')) return 0;
  const command: PowerCommand = name === 'reboot' ? 'restart' : name === 'poweroff' || has('p') ? 'power-off' : 'halt';
  if (!has('f')) return yield* askInit(system, command);
  if (!has('n')) yield* system.sync();
  const result = yield* system.reboot(command);
  return yield* fail(system, `${name}: ${strerror(result)}`);
};

/** Tells process 1. It acts when it comes to it; the caller goes on until it is killed. */
function* askInit(system: SystemCalls, command: PowerCommand): Blocking<number> {
  const sent = yield* system.kill(1, INIT_SIGNALS[command]);
  return sent < 0 ? yield* fail(system, `init: ${strerror(sent)}`) : 0;
}

export const shutdown: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, { short: 'HPacqkrhnfFyt:g:i:', long: { halt: { key: 'H' } } });
  if (system.geteuid() !== 0) return yield* fail(system, 'shutdown:  you must be root to do that!');
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('c')) return 0;
  const time = operands[0];
  if (error !== null || time === undefined) {
    return yield* fail(
      system,
      'Usage:\t  shutdown [-akrhPHfFnc] [-t sec] time [warning message]\n\t\t  time is "now", +minutes or hh:mm.',
    );
  }
  const minutes = time === 'now' ? 0 : /^\+\d{1,6}$/.test(time) ? Number(time.slice(1)) : minutesUntil(system, time);
  if (minutes === null) return yield* fail(system, `shutdown: time "${time}" not understood`);
  const command: PowerCommand = has('r') ? 'restart' : has('H') ? 'halt' : 'power-off';
  if (!has('r') && !has('h') && !has('H') && !has('P')) {
    return yield* fail(system, 'shutdown: maintenance mode is not available without runlevels; use -r, -h, -H or -P');
  }
  const what = has('r') ? 'reboot' : 'system halt';
  if (minutes > 0) {
    const plural = minutes === 1 ? 'minute' : 'minutes';
    yield* printError(system, `\nThe system is going down for ${what} in ${minutes} ${plural}!\n`);
    if ((yield* system.sleep(minutes * 60e9)) < 0) return yield* fail(system, '\nShutdown cancelled.');
  }
  yield* printError(system, `\nThe system is going down for ${what} NOW!\n`);
  return yield* askInit(system, command);
};

function minutesUntil(system: SystemCalls, time: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (match === null || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  const now = Math.floor(system.now() / 60) % 1440;
  return (Number(match[1]) * 60 + Number(match[2]) - now + 1440) % 1440;
}

/** `init N` from a shell: runlevel 0 halts, 6 reboots. */
export const telinit: Program = function* (system, argv) {
  if (system.geteuid() !== 0) return yield* fail(system, `${shortName(argv[0]!)}: must be superuser.`);
  const level = argv.slice(1).find((word) => !word.startsWith('-'));
  if (level === '0') return yield* askInit(system, 'power-off');
  if (level === '6') return yield* askInit(system, 'restart');
  if (level !== undefined && /^[1-5SsQqUu]$/.test(level)) return 0;
  return yield* fail(
    system,
    `Usage: ${shortName(argv[0]!)} {-e VAR[=VAL] | [-t SECONDS] {0|1|2|3|4|5|6|S|s|Q|q|A|a|B|b|C|c|U|u}}`,
  );
};
