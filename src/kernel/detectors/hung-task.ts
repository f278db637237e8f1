/**
 * khungtaskd: tells of tasks that wait and take no signal for too long.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/hung_task.c` (watchdog, check_hung_uninterruptible_tasks, check_hung_task). The thread wakes
 * by the timer wheel; a task counts from the look that first found it waiting. It looks only while there may be something to find:
 * while a task waits for ever, and always once somebody has written to its settings. Left out: back traces of all CPUs, held locks.
 */
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import type { Timers } from '../process/timers.ts';
import type { DetectorSettings } from './settings.ts';
import { jiffiesAt, nanoseconds, wheelExpiryNs } from './timer-wheel.ts';

/** A task in uninterruptible sleep. */
export interface WaitingTask {
  readonly pid: number;
  readonly comm: string;
  /** Times it has been switched away from. */
  readonly switches: number;
}

export interface HungTaskOptions {
  readonly settings: DetectorSettings;
  readonly print: PrintkFunction;
  readonly timers: Timers;
  /** Nanoseconds of the kernel's clock. */
  readonly now: () => number;
  readonly waiting: () => readonly WaitingTask[];
  /** Threads get their turn. */
  readonly tasksRun: () => boolean;
  /** The second line of a report: taint, release, version. */
  readonly kernelLine: () => string;
  readonly showTask: (task: WaitingTask) => void;
  readonly panic: () => void;
  /** The last allowed report is followed by a word about that (6.12). */
  readonly tellsSuppression: boolean;
}

interface Seen {
  readonly switches: number;
  readonly sinceNs: number;
}

export class HungTaskDetector {
  readonly #options: HungTaskOptions;
  readonly #seen = new Map<number, Seen>();
  /** When the thread last looked; it starts with the kernel. */
  #lastCheckedNs = 0;
  #timer: number | null = null;
  /** Somebody cares for it: it looks though nobody is known to wait for ever. */
  #isAsked = false;

  constructor(options: HungTaskOptions) {
    this.#options = options;
  }

  /** A task waits: from now on there is something to find. */
  taskWaits(): void {
    if (this.#timer === null) this.#schedule();
  }

  /** A write to its settings wakes the thread, which reckons anew. */
  settingsChanged(): void {
    this.#isAsked = true;
    if (this.#timer !== null) this.#options.timers.cancel(this.#timer);
    this.#timer = null;
    this.#schedule();
  }

  get #intervalSeconds(): number {
    const { hungTaskTimeout, hungTaskCheckInterval } = this.#options.settings;
    return hungTaskCheckInterval === 0 ? hungTaskTimeout : Math.min(hungTaskCheckInterval, hungTaskTimeout);
  }

  #schedule(): void {
    const { timers, now } = this.#options;
    const seconds = this.#intervalSeconds;
    if (seconds === 0) return;
    const interval = nanoseconds(jiffiesAt(seconds * 1e9));
    const nowNs = now();
    // The looks of the time before somebody waited have found nothing.
    const missed = Math.floor((nowNs - this.#lastCheckedNs) / interval);
    this.#lastCheckedNs += missed * interval;
    const delta = jiffiesAt(this.#lastCheckedNs + interval - nowNs);
    const dueNs = wheelExpiryNs(nowNs, delta);
    this.#timer = timers.after(Math.max(0, dueNs - nowNs), () => {
      this.#timer = null;
      this.#look();
    });
  }

  #look(): void {
    const { now, tasksRun, waiting, settings } = this.#options;
    if (!tasksRun()) return;
    this.#lastCheckedNs = now();
    const tasks = waiting();
    for (const pid of this.#seen.keys()) if (!tasks.some((task) => task.pid === pid)) this.#seen.delete(pid);
    let isPanic = false;
    for (const task of tasks) isPanic = this.#check(task, settings.hungTaskTimeout) || isPanic;
    if (isPanic) this.#options.panic();
    else if (tasks.length > 0 || this.#isAsked) this.#schedule();
  }

  /** Whether the task makes the kernel panic. */
  #check(task: WaitingTask, timeout: number): boolean {
    const { now, print, settings, kernelLine, showTask, tellsSuppression } = this.#options;
    const seen = this.#seen.get(task.pid);
    if (seen === undefined || seen.switches !== task.switches) {
      this.#seen.set(task.pid, { switches: task.switches, sinceNs: now() });
      return false;
    }
    const waited = jiffiesAt(now()) - jiffiesAt(seen.sinceNs);
    if (waited < jiffiesAt(timeout * 1e9)) return false;
    if (settings.hungTaskWarnings !== 0) {
      if (settings.hungTaskWarnings > 0) settings.hungTaskWarnings--;
      const seconds = Math.floor(nanoseconds(waited) / 1e9);
      print(KERN_ERR, `INFO: task ${task.comm}:${task.pid} blocked for more than ${seconds} seconds.`);
      print(KERN_ERR, `      ${kernelLine()}`);
      print(KERN_ERR, '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.');
      showTask(task);
      if (settings.hungTaskWarnings === 0 && tellsSuppression) {
        print(KERN_INFO, 'Future hung task reports are suppressed, see sysctl kernel.hung_task_warnings');
      }
    }
    return settings.hungTaskPanic !== 0;
  }
}
