/** `jobs`, `fg`, `bg`, `wait`, `disown`: bash 5.2 `builtins/jobs.def`, `fg_bg.def`, `wait.def`, and `jobs.c` (`pretty_print_job`). */
import { type BuiltinFunction, invalidOption, parseOptions } from '../builtin.ts';
import {
  jobStatus,
  reapChildren,
  signalColumn,
  takeTerminal,
  tellSignal,
  waitForChild,
  waitForeground,
} from '../children.ts';
import { exitStatus, type Job, jobState } from '../jobs.ts';
import { type Blocking, signals } from '../posix.ts';
import type { ShellState } from '../shell-state.ts';
import { signalDescription } from '../signal-names.ts';

const EINTR = 4;
const ECHILD = 10;

/** What has become of a job, in the words of the `jobs` table. */
function stateText(job: Job, isPosix: boolean): string {
  const state = jobState(job);
  if (state === 'running') return 'Running';
  const last = job.processes.at(-1)?.status;
  if (state === 'stopped') {
    const stopped = job.processes.find(({ status }) => status?.kind === 'stopped')?.status;
    const signal = stopped?.kind === 'stopped' ? stopped.signal : signals.TSTP;
    return isPosix ? `Stopped(SIG${signalLetters(signal)})` : signalDescription(signal);
  }
  if (last?.kind === 'killed') return signalColumn(last);
  const status = last?.kind === 'exited' ? last.status : 0;
  if (status === 0) return 'Done';
  return isPosix ? `Done(${status})` : `Exit ${status}`;
}

function signalLetters(signal: number): string {
  for (const [name, number] of Object.entries(signals)) if (number === signal) return name;
  return String(signal);
}

/** One line of the table. */
function jobLine(shell: ShellState, job: Job, withPid = false): string {
  const isPosix = shell.dialect.kind === 'bash';
  const state = stateText(job, isPosix);
  const background = jobState(job) === 'running' ? ' &' : '';
  const pid = withPid ? `${String(job.processes[0]?.pid ?? 0).padStart(withPid ? 5 : 0)} ` : '';
  return `[${job.id}]${shell.jobs.mark(job)}  ${pid}${state.padEnd(24)}${job.text}${background}\n`;
}

/** Tells of jobs that have changed since they were last spoken of; those that are over leave the table. */
export function* notifyJobs(shell: ShellState): Blocking<void> {
  yield* reapChildren(shell);
  for (const job of [...shell.jobs.jobs.values()]) {
    const isDone = jobState(job) === 'done';
    if (!job.isNotified && (isDone || jobState(job) === 'stopped')) {
      if (shell.isInteractive && shell.subshellDepth === 0) shell.printError(jobLine(shell, job));
      job.isNotified = true;
    }
    if (isDone) shell.jobs.remove(job.id);
  }
  yield* shell.flush();
}

export const jobsBuiltin: BuiltinFunction = (shell, args) => runJobs(shell, args);

function* runJobs(shell: ShellState, args: readonly string[]): Blocking<number> {
  const { letters, rest, bad } = parseOptions(args, 'lpnxrs');
  if (bad !== null) return invalidOption(shell, 'jobs', bad, 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]');
  yield* reapChildren(shell);
  let jobs = [...shell.jobs.jobs.values()];
  let status = 0;
  if (rest.length > 0) {
    jobs = [];
    for (const specification of rest) {
      const job = jobOf(shell, specification, 'jobs');
      if (job === null) status = 1;
      else jobs.push(job);
    }
  }
  for (const job of jobs) {
    const state = jobState(job);
    if (letters.includes('r') && state !== 'running') continue;
    if (letters.includes('s') && state !== 'stopped') continue;
    if (letters.includes('p')) shell.print(`${job.processes[0]?.pid}\n`);
    else shell.print(jobLine(shell, job, letters.includes('l')));
    job.isNotified = true;
    if (state === 'done') shell.jobs.remove(job.id);
  }
  return status;
}

/** The job a word names, or null with a complaint. */
function jobOf(shell: ShellState, specification: string, name: string): Job | null {
  const job = specification.startsWith('%')
    ? shell.jobs.find(specification)
    : /^\d+$/.test(specification)
      ? shell.jobs.jobs.get(Number(specification))
      : shell.jobs.find(`%${specification}`);
  if (job === 'ambiguous') {
    shell.complain(`${name}: ${specification}: ambiguous job spec`);
    return null;
  }
  if (job === undefined) {
    shell.complain(`${name}: ${specification}: no such job`);
    return null;
  }
  return job;
}

export const fgBuiltin: BuiltinFunction = (shell, args, name) => resume(shell, args, name, true);
export const bgBuiltin: BuiltinFunction = (shell, args, name) => resume(shell, args, name, false);

function* resume(shell: ShellState, args: readonly string[], name: string, isForeground: boolean): Blocking<number> {
  if (!shell.options.monitor) {
    if (shell.dialect.kind === 'ash') {
      shell.complain(`${name}: No current job`);
      return 2;
    }
    shell.complain(`${name}: no job control`);
    return 1;
  }
  const [specification] = args[0] === '--' ? args.slice(1) : args;
  yield* reapChildren(shell);
  const job = specification === undefined ? shell.jobs.current : jobOf(shell, specification, name);
  if (job === undefined) shell.complain(`${name}: current: no such job`);
  if (job == null) return 1;
  if (jobState(job) === 'done') {
    shell.complain(`${name}: job has terminated`);
    return 1;
  }
  if (!isForeground && jobState(job) === 'running') {
    shell.complain(`bg: job ${job.id} already in background`);
    return 0;
  }
  for (const member of job.processes) if (member.status?.kind === 'stopped') member.status = null;
  if (!isForeground) {
    shell.print(`[${job.id}]${shell.jobs.mark(job)} ${job.text} &\n`);
    yield* shell.system.kill(-job.pgid, signals.CONT);
    shell.jobs.makeCurrent(job.id);
    return 0;
  }
  shell.print(`${job.text}\n`);
  yield* shell.flush();
  if (shell.terminalFd >= 0) shell.system.tcsetpgrp(shell.terminalFd, job.pgid);
  yield* shell.system.kill(-job.pgid, signals.CONT);
  const pids = job.processes.filter(({ status }) => status === null).map(({ pid }) => pid);
  shell.jobs.remove(job.id);
  const statuses = yield* waitForeground(shell, pids, job.pgid, () => job.text);
  takeTerminal(shell);
  return statuses.at(-1) ?? 0;
}

export const waitBuiltin: BuiltinFunction = (shell, args) => runWait(shell, args);

function* runWait(shell: ShellState, args: readonly string[]): Blocking<number> {
  const { letters, rest, bad } = parseOptions(args, 'fnp:');
  if (bad !== null) return invalidOption(shell, 'wait', bad, 'wait [-fn] [-p var] [id ...]');
  if (letters.includes('n')) return yield* waitNext(shell);
  if (rest.length === 0) return yield* waitAll(shell);
  let status = 0;
  for (const word of rest) {
    if (word.startsWith('%')) {
      const job = jobOf(shell, word, 'wait');
      status = job === null ? 127 : yield* waitJob(shell, job);
      continue;
    }
    if (!/^\d+$/.test(word)) {
      shell.complain(`wait: \`${word}': not a pid or valid job spec`);
      status = 1;
      continue;
    }
    status = yield* waitPid(shell, Number(word));
    if (status > 1000) return status - 1000;
  }
  return status;
}

/** A trap that came while waiting ends the wait with 128 + its number. */
function interrupted(shell: ShellState): number {
  const signal = shell.system.takeSignal();
  if (signal === 0) return 0;
  shell.caught.push(signal);
  const hasTrap = shell.traps.get(signal) !== undefined || (signal === signals.INT && shell.isInteractive);
  return hasTrap ? 128 + signal : 0;
}

function* waitAll(shell: ShellState): Blocking<number> {
  for (;;) {
    const waited = yield* shell.system.wait(-1);
    if (typeof waited === 'object') {
      shell.jobs.update(waited.pid, waited.status);
      continue;
    }
    if (waited === -EINTR) {
      const status = interrupted(shell);
      if (status > 0) return status;
      continue;
    }
    break;
  }
  if (!shell.isInteractive) for (const id of [...shell.jobs.jobs.keys()]) removeDone(shell, id);
  return 0;
}

function removeDone(shell: ShellState, id: number): void {
  const job = shell.jobs.jobs.get(id);
  if (job !== undefined && jobState(job) === 'done') shell.jobs.remove(id);
}

function* waitNext(shell: ShellState): Blocking<number> {
  for (;;) {
    const waited = yield* shell.system.wait(-1);
    if (typeof waited === 'object') {
      shell.jobs.update(waited.pid, waited.status);
      const job = shell.jobs.byPid(waited.pid);
      if (job === undefined || jobState(job) === 'done') return exitStatus(waited.status);
      continue;
    }
    if (waited === -EINTR) {
      const status = interrupted(shell);
      if (status > 0) return status;
      continue;
    }
    return 127;
  }
}

function* waitJob(shell: ShellState, job: Job): Blocking<number> {
  for (const member of job.processes) {
    if (member.status !== null) continue;
    member.status = yield* waitForChild(shell, member.pid);
    tellSignal(shell, member.status);
  }
  const status = jobStatus(job);
  job.isNotified = true;
  removeDone(shell, job.id);
  return status;
}

function* waitPid(shell: ShellState, pid: number): Blocking<number> {
  const job = shell.jobs.byPid(pid);
  const known = job?.processes.find((member) => member.pid === pid)?.status;
  if (job !== undefined && known != null && known.kind !== 'stopped') {
    removeDone(shell, job.id);
    shell.jobs.forget(pid);
    return exitStatus(known);
  }
  const remembered = shell.jobs.remembered(pid);
  if (remembered !== undefined) {
    shell.jobs.forget(pid);
    return remembered;
  }
  for (;;) {
    const waited = yield* shell.system.wait(pid);
    if (typeof waited === 'object') {
      shell.jobs.update(pid, waited.status);
      tellSignal(shell, waited.status);
      if (job !== undefined) removeDone(shell, job.id);
      shell.jobs.forget(pid);
      return exitStatus(waited.status);
    }
    if (waited === -EINTR) {
      const status = interrupted(shell);
      if (status > 0) return 1000 + status;
      continue;
    }
    if (waited === -ECHILD && shell.dialect.kind === 'bash') {
      shell.complain(`wait: pid ${pid} is not a child of this shell`);
    }
    return 127;
  }
}

export const disownBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'ahr');
  if (bad !== null) return invalidOption(shell, 'disown', bad, 'disown [-h] [-ar] [jobspec ... | pid ...]');
  if (letters.includes('a')) {
    for (const id of [...shell.jobs.jobs.keys()]) shell.jobs.remove(id);
    return 0;
  }
  const job = rest[0] === undefined ? shell.jobs.current : jobOf(shell, rest[0], 'disown');
  if (job === undefined) shell.complain('disown: current: no such job');
  if (job == null) return 1;
  shell.jobs.remove(job.id);
  return 0;
};
