/**
 * Child processes: subshells, pipelines, background commands, command substitution, waiting.
 *
 * bash 5.2 `jobs.c` (`make_child`, `wait_for`) and `execute_cmd.c` (`execute_pipeline`, `execute_in_subshell`).
 */
import { latin1Text } from '../sim/bytes.ts';
import { strerror } from '../sim/errno.ts';
import { failureMessage } from './ash-messages.ts';
import type { Command, Pipeline } from './ast.ts';
import { ShellFailure } from './failure.ts';
import { exitStatus, type Job } from './jobs.ts';
import { installComputed } from './parameters.ts';
import { type Blocking, type ChildStatus, O_RDONLY, signals } from './posix.ts';
import { printCommand } from './print.ts';
import type { ShellState } from './shell-state.ts';
import { signalDescription } from './signal-names.ts';
import { installHooks } from './startup-variables.ts';
import { trampoline } from './trampoline.ts';

const ECHILD = 10;
const EINTR = 4;
/** What a command substitution may print: bash would run out of memory. */
const MAX_OUTPUT = 1 << 27;
const READ_SIZE = 65536;
const JOB_SIGNALS = [signals.INT, signals.QUIT, signals.TERM, signals.TSTP, signals.TTIN, signals.TTOU];

export interface ForkOptions {
  /** Process group to join; 0 for one of its own; absent without job control. */
  readonly group?: number;
  readonly isForeground?: boolean;
  /** `&` without job control: no keyboard signals, nothing to read. */
  readonly isDetached?: boolean;
}

/** A child that runs `run` in a copy of the shell; its pid. Throws `ShellFailure` when there can be none. */
export function forkShell(
  shell: ShellState,
  options: ForkOptions,
  run: (child: ShellState) => Blocking<number>,
): number {
  const child = shell.fork();
  installComputed(child, true);
  installHooks(child);
  const caught = [...shell.traps].filter(([signal, action]) => signal > 0 && action !== '').map(([signal]) => signal);
  const wasInteractive = shell.isInteractive && shell.subshellDepth === 0;
  const pid = shell.system.fork(function* (system) {
    child.system = system;
    for (const signal of caught) system.signal(signal, 'default');
    if (shell.ignoresQuit) system.signal(signals.QUIT, 'default');
    child.ignoresQuit = false;
    if (options.group !== undefined) {
      system.setpgid(0, options.group);
      if (options.isForeground === true && shell.terminalFd >= 0) system.tcsetpgrp(shell.terminalFd, system.getpgrp());
    }
    // Not before the terminal is taken: from the background that is answered with SIGTTOU.
    if (wasInteractive) for (const signal of JOB_SIGNALS) system.signal(signal, 'default');
    if (options.isDetached === true) {
      system.signal(signals.INT, 'ignore');
      system.signal(signals.QUIT, 'ignore');
      const nothing = system.open('/dev/null', O_RDONLY);
      if (nothing > 0) {
        system.dup2(nothing, 0);
        system.close(nothing);
      }
    }
    return yield* trampoline(runChild(child, run));
  });
  if (pid < 0) {
    const text = strerror(pid);
    for (let attempt = 0; attempt < 4; attempt++) shell.complain(`fork: retry: ${text}`);
    throw new ShellFailure(`fork: ${text}`, 254);
  }
  if (options.group !== undefined) shell.system.setpgid(pid, options.group === 0 ? pid : options.group);
  return pid;
}

/** Runs a shell to its end: what remains to be written, the EXIT trap. */
function* runChild(shell: ShellState, run: (child: ShellState) => Blocking<number>): Blocking<number> {
  let status: number;
  try {
    status = yield* run(shell);
  } catch (failure) {
    if (!(failure instanceof ShellFailure)) throw failure;
    if (failure.message !== '') shell.complain(failureMessage(shell.dialect, failure));
    status = shell.subshellDepth > 0 ? 1 : failure.status;
  }
  if (shell.flow === 'exit') status = shell.status;
  return yield* runExitTrap(shell, status);
}

/** The EXIT trap, and the status the shell ends with. */
export function* runExitTrap(shell: ShellState, given: number): Blocking<number> {
  yield* shell.flush();
  let status = given;
  const action = shell.traps.get(0);
  if (action !== undefined && action !== '') {
    shell.traps.delete(0);
    shell.flow = 'none';
    shell.status = status;
    yield* shell.services.evaluate(shell, action, { label: 'exit trap', line: shell.line });
    if ((shell.flow as string) === 'exit') status = shell.status;
    yield* shell.flush();
  }
  return status & 0xff;
}

/** Waits until a child has ended (or stopped, with job control). */
export function* waitForChild(shell: ShellState, pid: number): Blocking<ChildStatus> {
  for (;;) {
    const waited = yield* shell.system.wait(pid, shell.options.monitor ? { stopped: true } : {});
    if (typeof waited === 'object') return waited.status;
    if (waited === -EINTR) continue;
    const known = shell.jobs.remembered(pid);
    if (waited === -ECHILD && known !== undefined) return { kind: 'exited', status: known };
    return { kind: 'exited', status: 127 };
  }
}

/** Waits for the processes of a foreground command; tells what a signal did. Gives their statuses. */
export function* waitForeground(
  shell: ShellState,
  pids: readonly number[],
  group: number,
  text: () => string,
): Blocking<number[]> {
  const statuses: ChildStatus[] = [];
  for (const pid of pids) {
    const status = yield* waitForChild(shell, pid);
    if (status.kind === 'stopped') {
      const job = shell.jobs.add(pids, group, text(), true);
      job.processes.forEach((member, index) => {
        member.status = statuses[index] ?? status;
      });
      job.isNotified = true;
      takeTerminal(shell);
      shell.printError(`\n[${job.id}]+  Stopped                 ${job.text}\n`);
      return pids.map((_, index) => exitStatus(statuses[index] ?? status));
    }
    statuses.push(status);
    // dash and ash tell of each process of a pipeline, bash of the last.
    if (shell.dialect.kind === 'ash' || statuses.length === pids.length) reportSignal(shell, status, pid, text);
  }
  takeTerminal(shell);
  // Whoever waits in dash and ash takes note of all who ended meanwhile.
  if (shell.dialect.kind === 'ash' && shell.jobs.jobs.size > 0) yield* reapChildren(shell);
  return statuses.map(exitStatus);
}

/** dash and ash say what killed the process that they wait for, wherever that is. */
export function tellSignal(shell: ShellState, status: ChildStatus): void {
  if (shell.dialect.kind !== 'ash' || status.kind !== 'killed') return;
  if (status.signal !== signals.INT && status.signal !== signals.PIPE) shell.printError(`${signalText(status)}\n`);
}

function signalText({ signal, coreDumped }: { readonly signal: number; readonly coreDumped: boolean }): string {
  return signalDescription(signal) + (coreDumped ? ' (core dumped)' : '');
}

/** bash, `LONGEST_SIGNAL_DESC`: the text in its column, and behind it whether there is a core. */
export function signalColumn({
  signal,
  coreDumped,
}: {
  readonly signal: number;
  readonly coreDumped: boolean;
}): string {
  return signalDescription(signal).padEnd(24) + (coreDumped ? '(core dumped) ' : '');
}

/** After a foreground job the terminal is the shell's again. */
export function takeTerminal(shell: ShellState): void {
  if (!shell.options.monitor || shell.terminalFd < 0) return;
  shell.system.tcsetpgrp(shell.terminalFd, shell.system.getpgrp());
}

/** Says which signal ended a command, as bash does but for INT and PIPE. */
function reportSignal(shell: ShellState, status: ChildStatus, pid: number, text: () => string): void {
  if (status.kind !== 'killed') return;
  const { signal } = status;
  if (signal === signals.INT) {
    shell.interrupted = true;
    if (shell.isInteractive && shell.subshellDepth === 0) shell.printError('\n');
    return;
  }
  // In posix mode bash lets the commands of `-c` die in silence, BusyBox and dash do not.
  const isSilent = shell.isCommandString && !shell.isInteractive && shell.dialect.kind === 'bash';
  if (signal === signals.PIPE || isSilent) return;
  if (signal === signals.TERM && !shell.isInteractive && shell.dialect.kind === 'bash') {
    shell.printError('Terminated\n');
    return;
  }
  const description = signalText(status);
  if (shell.dialect.kind === 'ash') {
    shell.printError(`${description}\n`);
    return;
  }
  if (shell.isInteractive && shell.subshellDepth === 0) shell.printError(`${description}\n`);
  else shell.complain(`${String(pid).padStart(5)} ${signalColumn(status)}${text()}`);
}

/** `( … )`. */
export function* runSubshell(shell: ShellState, body: Command, whole: Command): Blocking<number> {
  const group = shell.options.monitor ? 0 : undefined;
  const pid = forkShell(shell, groupOptions(group, true), (child) => shell.services.run(child, body));
  const statuses = yield* waitForeground(shell, [pid], pid, () => printCommand(whole));
  return statuses[0] ?? 0;
}

function groupOptions(group: number | undefined, isForeground: boolean): ForkOptions {
  return group === undefined ? {} : { group, isForeground };
}

/** `a | b | c`: every command in a child of its own. */
export function* runPipeline(shell: ShellState, pipeline: Pipeline, background: boolean): Blocking<number[]> {
  const { pids, group } = startPipeline(shell, pipeline, background);
  const statuses = yield* waitForeground(shell, pids, group, () => printCommand(pipeline));
  return statuses;
}

function startPipeline(
  shell: ShellState,
  pipeline: Pipeline,
  background: boolean,
): { readonly pids: number[]; readonly group: number } {
  const { system } = shell;
  const { commands, both } = pipeline;
  const pids: number[] = [];
  let input = -1;
  let group = 0;
  for (let index = 0; index < commands.length; index++) {
    const command = commands[index] as Command;
    const isLast = index === commands.length - 1;
    const ends = isLast ? null : system.pipe();
    if (typeof ends === 'number') {
      if (input >= 0) system.close(input);
      throw new ShellFailure(`pipe error: ${strerror(ends)}`, 1);
    }
    const from = input;
    const job = shell.options.monitor ? { group, isForeground: !background } : {};
    const pid = forkShell(shell, job, function* (child) {
      // A shell without standard input or output gets the ends of the pipe under their numbers.
      if (from > 0) {
        child.system.dup2(from, 0);
        child.system.close(from);
      }
      if (ends !== null) {
        child.system.close(ends[0]);
        if (ends[1] !== 1) {
          child.system.dup2(ends[1], 1);
          child.system.close(ends[1]);
        }
        if (both[index] === true) child.system.dup2(1, 2);
      }
      child.mayExec = true;
      return yield* child.services.run(child, command);
    });
    if (group === 0) group = pid;
    pids.push(pid);
    if (input >= 0) system.close(input);
    if (ends !== null) {
      system.close(ends[1]);
      input = ends[0];
    }
  }
  return { pids, group };
}

/** `command &`. */
export function startBackground(shell: ShellState, command: Command): void {
  const { monitor } = shell.options;
  let pids: number[];
  if (command.type === 'pipeline' && !command.negated && command.timed === '') {
    pids = startPipeline(shell, command, true).pids;
  } else {
    const options: ForkOptions = monitor ? { group: 0, isForeground: false } : { isDetached: true };
    pids = [
      forkShell(shell, options, function* (child) {
        child.mayExec = true;
        return yield* child.services.run(child, command);
      }),
    ];
  }
  const last = pids.at(-1) as number;
  const job = shell.jobs.add(pids, pids[0] as number, printCommand(command), monitor);
  shell.backgroundPid = last;
  if (shell.isInteractive && shell.subshellDepth === 0) shell.printError(`[${job.id}] ${last}\n`);
}

/** `$(…)`: what the list prints, without the newlines at its end. */
export function* substitute(shell: ShellState, run: (child: ShellState) => Blocking<number>): Blocking<string> {
  const { system } = shell;
  const ends = system.pipe();
  if (typeof ends === 'number') throw new ShellFailure(`command substitution: cannot make pipe: ${strerror(ends)}`, 1);
  const [readEnd, writeEnd] = ends;
  yield* shell.flush();
  let pid: number;
  try {
    pid = forkShell(shell, {}, function* (child) {
      child.system.close(readEnd);
      child.system.dup2(writeEnd, 1);
      child.system.close(writeEnd);
      child.flow = 'none';
      return yield* run(child);
    });
  } finally {
    system.close(writeEnd);
  }
  const chunks: string[] = [];
  let length = 0;
  for (;;) {
    const bytes = yield* system.read(readEnd, READ_SIZE);
    if (typeof bytes === 'number') {
      if (bytes === -EINTR) continue;
      break;
    }
    if (bytes.length === 0) break;
    length += bytes.length;
    if (length > MAX_OUTPUT) {
      system.close(readEnd);
      yield* waitForChild(shell, pid);
      throw new ShellFailure('xrealloc: cannot allocate 134217984 bytes', 2);
    }
    chunks.push(latin1Text(bytes));
  }
  system.close(readEnd);
  const ended = yield* waitForChild(shell, pid);
  tellSignal(shell, ended);
  const status = exitStatus(ended);
  shell.status = status;
  shell.substitutionStatus = status;
  let text = chunks.join('');
  if (text.includes('\0')) {
    if (shell.dialect.kind === 'bash') shell.complain('warning: command substitution: ignored null byte in input');
    text = text.replaceAll('\0', '');
  }
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0a) end--;
  return text.slice(0, end);
}

/** Collects children that have ended or stopped, without waiting. */
export function* reapChildren(shell: ShellState): Blocking<void> {
  for (;;) {
    const waited = yield* shell.system.wait(-1, { noHang: true, stopped: shell.options.monitor });
    if (typeof waited !== 'object') return;
    shell.jobs.update(waited.pid, waited.status);
  }
}

/** The last status of a job that has ended. */
export function jobStatus(job: Job): number {
  const last = job.processes.at(-1)?.status;
  return last == null ? 0 : exitStatus(last);
}
