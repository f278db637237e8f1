/** Commands that a tool runs through the shell: `system`, `popen` of the C library. */
import { type Blocking, type ChildStatus, signals } from '../../../shell/posix.ts';
import type { ShellSystem } from '../../../shell/system.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readAll } from '../libc/stdio.ts';

/** A running command and our end of its pipe; the number is negative when it could not be started. */
export interface PipedCommand {
  readonly pid: number;
  readonly fd: number;
}

function* shell(child: ShellSystem, command: string, env: readonly string[]): Blocking<number> {
  const status = yield* child.exec('/bin/sh', ['sh', '-c', command], env);
  return status < 0 ? 127 : status;
}

/** `popen`: `read` reads what the command prints, `write` is its input. */
export function openPipe(system: SystemCalls, command: string, mode: 'read' | 'write'): PipedCommand {
  const ends = system.pipe();
  if (typeof ends === 'number') return { pid: ends, fd: -1 };
  const [readEnd, writeEnd] = ends;
  const ours = mode === 'read' ? readEnd : writeEnd;
  const theirs = mode === 'read' ? writeEnd : readEnd;
  const pid = system.fork(function* (child) {
    child.close(ours);
    child.dup2(theirs, mode === 'read' ? 1 : 0);
    child.close(theirs);
    return yield* shell(child, command, system.environ);
  });
  system.close(theirs);
  if (pid < 0) system.close(ours);
  else system.setCloseOnExec(ours, true);
  return { pid, fd: ours };
}

/** Waits for a child and gives how it ended; null when there is none. */
export function* waitFor(system: SystemCalls, pid: number): Blocking<ChildStatus | null> {
  for (;;) {
    const ended = yield* system.wait(pid);
    if (ended === undefined || typeof ended === 'number') {
      if (ended === -4) continue; // EINTR
      return null;
    }
    return ended.status;
  }
}

/** What a command prints on standard output. */
export function* runShell(system: SystemCalls, command: string): Blocking<string> {
  const { pid, fd } = openPipe(system, command, 'read');
  if (pid < 0) return '';
  const bytes = yield* readAll(system, fd);
  system.close(fd);
  yield* waitFor(system, pid);
  return typeof bytes === 'number' ? '' : latin1Text(bytes);
}

/** `system`: runs a command with our own input and output. */
export function* systemCommand(system: SystemCalls, command: string): Blocking<ChildStatus | null> {
  const before = system.signal(signals.INT, 'ignore');
  const pid = system.fork(function* (child) {
    child.signal(signals.INT, before);
    return yield* shell(child, command, system.environ);
  });
  const status = pid < 0 ? null : yield* waitFor(system, pid);
  system.signal(signals.INT, before);
  return status;
}
