/** placeholder */
import type { Blocking } from './posix.ts';
import type { ShellState } from './shell-state.ts';
export function* runInteractive(_state: ShellState, _observer: unknown): Blocking<number> {
  return 0;
}
