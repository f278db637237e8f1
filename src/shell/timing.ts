/** `time`: real, user and system time of a pipeline. bash 5.2 `execute_cmd.c` (`time_command`), without TIMEFORMAT's fine print. */
import type { Blocking } from './posix.ts';
import type { ShellState } from './shell-state.ts';

/** Runs a pipeline and reports what it took. */
export function* timed(shell: ShellState, isPosix: boolean, run: Blocking<number>): Blocking<number> {
  const begin = shell.system.now();
  const before = shell.system.times();
  const status = yield* run;
  yield* shell.flush();
  const after = shell.system.times();
  const user = after.userNs + after.childUserNs - before.userNs - before.childUserNs;
  const system = after.systemNs + after.childSystemNs - before.systemNs - before.childSystemNs;
  const figures = [shell.system.now() - begin, user / 1e9, system / 1e9];
  const names = ['real', 'user', 'sys'];
  if (isPosix) {
    for (let at = 0; at < 3; at++) shell.printError(`${names[at]} ${(figures[at] as number).toFixed(2)}\n`);
  } else {
    shell.printError('\n');
    for (let at = 0; at < 3; at++) shell.printError(`${names[at]}\t${minutes(figures[at] as number)}\n`);
  }
  yield* shell.flush();
  return status;
}

/** `0m1.234s`. */
export function minutes(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const whole = Math.floor(milliseconds / 60000);
  const rest = milliseconds % 60000;
  return `${whole}m${Math.floor(rest / 1000)}.${String(rest % 1000).padStart(3, '0')}s`;
}
