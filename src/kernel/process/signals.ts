/** What signals do by default: the comment at the top of Linux `include/linux/signal.h`. */
import { signals } from '../../shell/posix.ts';

export type DefaultAction = 'terminate' | 'core' | 'stop' | 'continue' | 'ignore';

const { CHLD, CONT, URG, WINCH, STOP, TSTP, TTIN, TTOU, QUIT, ILL, TRAP, ABRT, BUS, FPE, SEGV, XCPU, XFSZ, SYS } =
  signals;

const actions = new Map<number, DefaultAction>();
for (const signal of [CHLD, URG, WINCH]) actions.set(signal, 'ignore');
for (const signal of [STOP, TSTP, TTIN, TTOU]) actions.set(signal, 'stop');
for (const signal of [QUIT, ILL, TRAP, ABRT, BUS, FPE, SEGV, XCPU, XFSZ, SYS]) actions.set(signal, 'core');
actions.set(CONT, 'continue');

/** Largest signal number, the real-time signals included. */
export const SIGNAL_MAX = 64;

export function defaultAction(signal: number): DefaultAction {
  return actions.get(signal) ?? 'terminate';
}
