/** Names and descriptions of signals, as bash's `trap`, `kill` and job messages use them; texts of glibc's `strsignal`. */
import { signals } from './posix.ts';

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  1: 'Hangup',
  2: 'Interrupt',
  3: 'Quit',
  4: 'Illegal instruction',
  5: 'Trace/breakpoint trap',
  6: 'Aborted',
  7: 'Bus error',
  8: 'Floating point exception',
  9: 'Killed',
  10: 'User defined signal 1',
  11: 'Segmentation fault',
  12: 'User defined signal 2',
  13: 'Broken pipe',
  14: 'Alarm clock',
  15: 'Terminated',
  16: 'Stack fault',
  17: 'Child exited',
  18: 'Continued',
  19: 'Stopped (signal)',
  20: 'Stopped',
  21: 'Stopped (tty input)',
  22: 'Stopped (tty output)',
  23: 'Urgent I/O condition',
  24: 'CPU time limit exceeded',
  25: 'File size limit exceeded',
  26: 'Virtual timer expired',
  27: 'Profiling timer expired',
  28: 'Window changed',
  29: 'I/O possible',
  30: 'Power failure',
  31: 'Bad system call',
};

/** The first real-time signal glibc gives to programs, and the last. */
const RTMIN = 34;
const RTMAX = 64;
/** Signals that are no signals: what `trap` calls them. */
const PSEUDO: Readonly<Record<string, number>> = { EXIT: 0, ERR: -1, DEBUG: -2, RETURN: -3 };

export function signalDescription(signal: number): string {
  return DESCRIPTIONS[signal] ?? `Unknown signal ${signal}`;
}

const names = new Map<number, string>(Object.entries(signals).map(([name, number]) => [number, name]));

/** Name without `SIG`; undefined for a number that is none. */
export function signalName(signal: number): string | undefined {
  const known = names.get(signal);
  if (known !== undefined) return known;
  for (const [name, number] of Object.entries(PSEUDO)) if (number === signal) return name;
  if (signal === RTMIN) return 'RTMIN';
  if (signal === RTMAX) return 'RTMAX';
  if (signal > RTMIN && signal < RTMIN + 16) return `RTMIN+${signal - RTMIN}`;
  return signal >= RTMIN + 16 && signal < RTMAX ? `RTMAX-${RTMAX - signal}` : undefined;
}

/** Number of a signal by name (with or without `SIG`, any case) or number; undefined when there is none. */
export function signalNumber(text: string, hasPseudo = false): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const number = Number(text);
    return signalName(number) !== undefined && (number > 0 || hasPseudo || number === 0) ? number : undefined;
  }
  const upper = text.toUpperCase();
  const bare = upper.startsWith('SIG') ? upper.slice(3) : upper;
  if (hasPseudo && PSEUDO[bare] !== undefined) return PSEUDO[bare];
  for (let signal = 1; signal <= RTMAX; signal++) if (signalName(signal) === bare) return signal;
  return undefined;
}

/** All real signals in order. */
export function allSignals(): readonly { readonly number: number; readonly name: string }[] {
  const result: { number: number; name: string }[] = [];
  for (let number = 1; number <= RTMAX; number++) {
    const name = signalName(number);
    if (name !== undefined) result.push({ number, name });
  }
  return result;
}
