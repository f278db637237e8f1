/** Waiting for children, process groups and sessions: Linux `kernel/exit.c` do_wait and `kernel/sys.c`. */
import type { Blocking, ChildStatus } from '../../shell/posix.ts';
import type { WaitedChild } from '../../shell/system.ts';
import { EACCES, ECHILD, EINTR, EINVAL, EPERM, ESRCH } from '../../sim/errno.ts';
import type { ProcessServices } from './services.ts';
import { leaveCall, sleepOn } from './sleep.ts';
import type { Task } from './task.ts';

interface WaitOptions {
  readonly noHang?: boolean;
  readonly stopped?: boolean;
}

export function* waitForChild(
  services: ProcessServices,
  task: Task,
  pid: number,
  options: WaitOptions,
): Blocking<WaitedChild | number | undefined> {
  for (;;) {
    const found = findEnded(services, task, pid, options);
    if (found !== undefined || options.noHang === true) {
      yield* leaveCall(services, task);
      return found;
    }
    const isWoken = yield* sleepOn(task, task.childQueue, 'do_wait');
    // SIGCHLD itself may be the signal that came: the child counts first.
    if (!isWoken && findEnded(services, task, pid, options, false) === undefined) return -EINTR;
  }
}

function findEnded(
  services: ProcessServices,
  task: Task,
  pid: number,
  options: WaitOptions,
  takes = true,
): WaitedChild | number | undefined {
  let hasChild = false;
  for (const child of task.children) {
    if (!isMeant(child, pid, task)) continue;
    hasChild = true;
    if (child.state === 'zombie') return takes ? collect(services, task, child) : child.pid;
    if (options.stopped === true && child.unreportedStop !== 0) {
      const status: ChildStatus = { kind: 'stopped', signal: child.unreportedStop };
      if (takes) child.unreportedStop = 0;
      return { pid: child.pid, status };
    }
  }
  return hasChild ? undefined : -ECHILD;
}

function isMeant(child: Task, pid: number, parent: Task): boolean {
  if (pid > 0) return child.pid === pid;
  if (pid === -1) return true;
  return child.pgid === (pid === 0 ? parent.pgid : -pid);
}

function collect(services: ProcessServices, task: Task, child: Task): WaitedChild {
  task.childUserNs += child.userNs + child.childUserNs;
  task.childSystemNs += child.systemNs + child.childSystemNs;
  services.table.reap(child);
  return { pid: child.pid, status: child.ending! };
}

export function setpgid({ table }: ProcessServices, task: Task, pid: number, pgid: number): number {
  if (pgid < 0) return -EINVAL;
  const target = pid === 0 ? task : table.tasks.get(pid);
  if (target === undefined || !target.isAlive) return -ESRCH;
  const group = pgid === 0 ? target.pid : pgid;
  if (target !== task) {
    if (target.parent !== task) return -ESRCH;
    if (target.sid !== task.sid) return -EPERM;
    if (target.hasExecuted) return -EACCES;
  }
  if (target.sid === target.pid) return -EPERM;
  if (group !== target.pid && !table.hasGroup(group, task.sid)) return -EPERM;
  target.pgid = group;
  return 0;
}

export function setsid({ table }: ProcessServices, task: Task): number {
  for (const _member of table.group(task.pid)) return -EPERM;
  task.sid = task.pid;
  task.pgid = task.pid;
  task.terminal = null;
  return task.pid;
}
