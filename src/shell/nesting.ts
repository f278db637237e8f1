/**
 * Counts how deep commands run inside one another: function calls, `eval`, compound commands.
 *
 * A real shell has no limit of its own but its stack; at the end of that the kernel ends it. bash 5.2 with the usual 8 MiB died
 * after 8308 calls of `f() { f; }`, BusyBox after 7272 (both tried); dash stops at 1000 with a message.
 */
import type { Blocking } from './posix.ts';
import { signals } from './posix.ts';
import type { ShellState } from './shell-state.ts';
import { callDeep } from './trampoline.ts';

const MAX_DEPTH = 24_000;
const MAX_CALLS = 8_300;
/** After so many levels the next one gets a stack of its own. */
const SEGMENT = 24;

/** Runs one level deeper. */
export function* nested(shell: ShellState, run: Blocking<number>): Blocking<number> {
  shell.depth++;
  if (shell.depth > MAX_DEPTH) yield* dieOfStack(shell);
  try {
    return yield* shell.depth % SEGMENT === 0 ? callDeep(run) : run;
  } finally {
    shell.depth--;
  }
}

/** Whether one more function call is one too many. */
export function isTooDeep(shell: ShellState): boolean {
  return shell.functionNames.length >= MAX_CALLS;
}

/** The stack is at its end: the kernel kills the shell. */
export function* dieOfStack(shell: ShellState): Blocking<void> {
  yield* shell.flush();
  shell.system.signal(signals.SEGV, 'default');
  yield* shell.system.kill(shell.system.pid, signals.SEGV);
}
