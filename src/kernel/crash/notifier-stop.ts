/**
 * A driver's panic notifier that goes wrong: what stops the kernel in the middle of its panic.
 *
 * Linux v6.1 `kernel/panic.c` calls the notifiers behind the stack and the jump of kdump, and before the log is dumped; those of drivers have no
 * priority, so that the one of fadump comes before them and the platform's of POWER behind them. The driver is ours: no stack of it was recorded.
 */
import type { BoardProfile } from '../../profiles/board.ts';
import type { KernelStop } from '../kernel-stop.ts';

export function notifierStop(what: NonNullable<BoardProfile['panicNotifier']>): KernelStop {
  const where = 'atomic_notifier_call_chain';
  return what === 'oops'
    ? { kind: 'fault', where, text: 'unable to handle kernel paging request' }
    : { kind: 'hang', where, text: 'a panic notifier waits for a lock that nobody gives back' };
}
