/**
 * What may have to be done after any command: write its output, let others run, take signals, run traps.
 *
 * A flag test on the hot path, everything else here.
 */
import { strerror } from '../sim/errno.ts';
import { failureMessage } from './ash-messages.ts';
import { ShellFailure } from './failure.ts';
import { type Blocking, signals } from './posix.ts';
import type { ShellState } from './shell-state.ts';

/** What a simple command costs the simulated CPU: a builtin of bash on a machine of the kind. */
const COMMAND_COST_NS = 1500;

/** Accounts for one command; true when `attend` must be run. */
export function commandDone(shell: ShellState): boolean {
  if (shell.system.spend(COMMAND_COST_NS)) shell.mustPreempt = true;
  const signal = shell.system.takeSignal();
  if (signal !== 0) shell.caught.push(signal);
  return shell.hasPending || shell.mustPreempt || shell.caught.length > 0;
}

/** Output of a builtin that could not be written. */
export function complainOfWrite(shell: ShellState, builtin: string, error: number): void {
  const who = builtin === '' ? '' : `${builtin}: `;
  // dash names the builtin twice, and no reason.
  shell.complain(shell.dialect.isDash ? `${who}${who}I/O error` : `${who}write error: ${strerror(error)}`);
}

/** Does what is due. `builtin` names who printed; its write errors are reported. Gives the status, changed by those. */
export function* attend(shell: ShellState, status: number, builtin = ''): Blocking<number> {
  let result = status;
  if (shell.hasPending) {
    const written = yield* shell.flush();
    if (written < 0) {
      complainOfWrite(shell, builtin, written);
      yield* shell.flush();
      result = 1;
    }
  }
  if (shell.mustPreempt) {
    shell.mustPreempt = false;
    yield* shell.system.preempt();
    const signal = shell.system.takeSignal();
    if (signal !== 0) shell.caught.push(signal);
  }
  if (shell.caught.length > 0) yield* runTraps(shell);
  return result;
}

/** Runs the traps of signals that came; Ctrl-C of an interactive shell gives up the line. */
export function* runTraps(shell: ShellState): Blocking<void> {
  while (shell.caught.length > 0) {
    const signal = shell.caught.shift() as number;
    const action = shell.traps.get(signal);
    if (action === undefined) {
      if (signal === signals.INT && shell.isInteractive && shell.subshellDepth === 0) {
        shell.status = 130;
        shell.flow = 'discard';
        shell.caught = [];
        // `throw_to_top_level`: output may have left the cursor anywhere.
        shell.printError('\n');
      }
      continue;
    }
    if (action === '') continue;
    const { status, pipeStatus, flow, flowCount } = shell;
    shell.flow = 'none';
    yield* shell.services.evaluate(shell, action, { label: 'trap', line: shell.line });
    if (shell.flow === 'none') {
      shell.status = status;
      shell.pipeStatus = pipeStatus;
      shell.flow = flow;
      shell.flowCount = flowCount;
    }
  }
}

/**
 * Turns a failure into its message and its consequence: a shell that is not interactive ends, an interactive one gives up the
 * line. Gives the status.
 */
export function failed(shell: ShellState, failure: unknown): number {
  if (!(failure instanceof ShellFailure)) throw failure;
  if (failure.message !== '') shell.complain(failureMessage(shell.dialect, failure));
  const isTop = shell.subshellDepth === 0;
  if (shell.isInteractive && isTop) {
    shell.flow = 'discard';
    shell.status = 1;
    return 1;
  }
  shell.flow = 'exit';
  // With `set -e` bash leaves while it reports, with the status there was.
  const leavesEarly = shell.options.errexit && !failure.message.includes('(error token is ');
  const status = leavesEarly ? shell.status || 1 : failure.status;
  shell.status = shell.dialect.kind === 'ash' ? 2 : isTop ? status : 1;
  return shell.status;
}

/** `set -e` and the ERR trap after a command whose status counts. */
export function* afterFailure(shell: ShellState, status: number): Blocking<void> {
  if (shell.conditionDepth > 0 || shell.flow !== 'none') return;
  const action = shell.traps.get(-1);
  if (action !== undefined && action !== '' && (shell.functionNames.length === 0 || shell.options.get('errtrace'))) {
    shell.traps.delete(-1);
    shell.status = status;
    yield* shell.services.evaluate(shell, action, { label: 'trap', line: shell.line });
    if (!shell.traps.has(-1)) shell.traps.set(-1, action);
    shell.status = status;
  }
  if (shell.options.errexit && shell.flow === 'none') {
    shell.flow = 'exit';
    shell.status = status;
  }
}

/** The DEBUG trap, before a simple command. */
export function* runDebugTrap(shell: ShellState): Blocking<void> {
  const action = shell.traps.get(-2);
  if (action === undefined || action === '' || shell.inDebugTrap) return;
  if (shell.functionNames.length > 0 && !shell.options.get('functrace')) return;
  const { status, line } = shell;
  shell.inDebugTrap = true;
  yield* shell.services.evaluate(shell, action, { label: 'trap', line });
  shell.inDebugTrap = false;
  if (shell.flow === 'none') shell.status = status;
  shell.line = line;
}
