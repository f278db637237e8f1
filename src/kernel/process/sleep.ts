/** How a system call waits, and how it ends: what every call that may wait has in common. */
import type { Blocking } from '../../shell/posix.ts';
import { EAGAIN, EINTR } from '../../sim/errno.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';
import { never, type ProcessServices } from './services.ts';
import type { Task } from './task.ts';
import { ERESTARTSYS, WaitQueue } from './wait-queue.ts';

/** Sleeps until something wakes the process; false when that was a signal it catches. */
export function* sleepOn(task: Task, queue: WaitQueue | null, channel: string): Blocking<boolean> {
  task.isInterrupted = false;
  task.state = 'sleeping';
  task.queue = queue;
  task.waitChannel = channel;
  queue?.add(task);
  yield;
  return !task.isInterrupted;
}

/** Sleeps for a time; the nanoseconds that were left when a signal came, else 0. */
export function* sleepFor(services: ProcessServices, task: Task, durationNs: number): Blocking<number> {
  const { timers, time } = services;
  const endNs = time.now() + durationNs;
  const timer = timers.after(durationNs, () => task.wake());
  const slept = yield* sleepOn(task, null, 'hrtimer_nanosleep');
  if (slept) return 0;
  timers.cancel(timer);
  return Math.max(0, endNs - time.now());
}

/** Where processes wait for a disk; `D` in the process list. */
export const DISK_CHANNEL = 'io_schedule';

/** Waits until a disk has written; signals must wait as well. A call from outside the machine takes the time at once. */
export function* waitForDisk(services: ProcessServices, task: Task, durationNs: number): Blocking<void> {
  const { timers, time, scheduler } = services;
  services.submitted?.();
  // A probe may have crashed the kernel there, or the process.
  if (!services.isAlive()) return;
  if (scheduler.runsToCompletion) {
    time.spend(Math.ceil(durationNs));
    return;
  }
  const endNs = time.now() + durationNs;
  while (time.now() < endNs) {
    const timer = timers.after(endNs - time.now(), () => task.wake());
    yield* sleepOn(task, null, DISK_CHANNEL);
    timers.cancel(timer);
  }
}

/** How long a process that found no page waits for who was killed. */
export const OOM_WAIT_NS = 4_000_000;

/**
 * The way back from a call into the program: whoever has died meanwhile does not go it, whose slice is over lets others run first.
 */
export function* leaveCall(services: ProcessServices, task: Task): Blocking<void> {
  task.lost = services.takeLost();
  if (task.lost !== null) yield* sleepOn(task, null, task.lost === 'D' ? 'lkdtm_HUNG_TASK' : '0');
  const signal = services.takeOops();
  if (signal !== null && services.isAlive()) services.table.die(task, signal);
  if (task.dump !== null) yield* never();
  if (services.scheduler.mustYield) yield* giveWay(services, task);
}

function* giveWay(services: ProcessServices, task: Task): Blocking<void> {
  if (!task.isAlive || !services.isAlive()) yield* never();
  yield;
}

/** Makes a call of a driver until it need not wait any more. */
export function* untilDone<Result>(
  task: Task,
  file: OpenFile,
  channel: string,
  call: () => Result | WaitQueue,
): Blocking<Result | number> {
  for (;;) {
    const result = call();
    if (result === -ERESTARTSYS) {
      if (task.caught !== 0 || !task.isStopped) return -EINTR;
      yield;
      continue;
    }
    if (!(result instanceof WaitQueue)) return result;
    if (file.isNonBlocking) return -EAGAIN;
    if (yield* sleepOn(task, result, channel)) continue;
    // What is there by now counts before the signal.
    const last = call();
    return last instanceof WaitQueue || last === -ERESTARTSYS ? -EINTR : last;
  }
}
