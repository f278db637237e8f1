/** Signals by name, as procps and coreutils take them. */
import { signals } from '../../../shell/posix.ts';

/** Names by number, from 1, as procps lists them (29 is POLL there). */
export const SIGNAL_NAMES: readonly string[] = Object.entries(signals)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => (name === 'IO' ? 'POLL' : name));

const ALIASES: Readonly<Record<string, number>> = { IO: 29, CLD: 17, IOT: 6 };

/** Number of `KILL`, `SIGKILL`, `kill` or `9`; null when it is none. */
export function signalNumber(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word) <= 64 ? Number(word) : null;
  const name = word.toUpperCase().replace(/^SIG/, '');
  if (name === 'EXIT') return 0;
  const at = SIGNAL_NAMES.indexOf(name);
  return at >= 0 ? at + 1 : (ALIASES[name] ?? null);
}
