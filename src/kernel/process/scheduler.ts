/**
 * Who runs when: round robin over the ready processes, in slices of virtual time.
 *
 * A process is a generator. It runs until it yields: because it sleeps, has ended, or because its slice is over. The kernel's
 * clock runs ahead of the world's meanwhile; after a tick (4 ms), or where another event of the world is due earlier, the rest
 * is left to an event at the kernel's time, so that timers, the serial line and Ctrl-C get their turn. While all sleep nothing
 * is scheduled at all. Mirrors what `kernel/sched/core.c` does, not how.
 */
import type { Clock } from '../../sim/clock.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { Task, TaskState } from './task.ts';

export const RUN_EVENT = 'user.run';
/** One jiffy at CONFIG_HZ=250. */
export const TICK_NS = 4_000_000;
/** From one process to another. */
const SWITCH_NS = 1_500;

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly time: KernelTime;
  readonly target: string;
  /** False once the kernel is dead: nobody runs any more. */
  readonly isAlive: () => boolean;
  /** The body of a task has returned, or broke down: it exits. */
  readonly finished: (task: Task, status: number) => void;
  readonly brokeDown: (task: Task, error: unknown) => void;
  /** The task has run for a while: its CPU time may have reached a limit. */
  readonly ranOut: (task: Task) => void;
  /** Nobody is ready any more. */
  readonly idle: () => void;
}

export class Scheduler {
  current: Task | null = null;
  /** A call from outside is made: it takes its time at once instead of waiting. */
  runsToCompletion = false;
  readonly #options: SchedulerOptions;
  #ready: Task[] = [];
  #head = 0;
  #isRunning = false;
  #runEvent: number | null = null;
  #sliceEndNs = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  enqueue(task: Task): void {
    if (task.isQueued) return;
    task.isQueued = true;
    this.#ready.push(task);
    if (!this.#isRunning) this.#schedule();
  }

  /** Runnable tasks. */
  get readyCount(): number {
    return this.#ready.length - this.#head + (this.current === null ? 0 : 1);
  }

  /** True when the running task must yield: it is over, stopped, or its slice is used up. */
  get mustYield(): boolean {
    const task = this.current;
    if (task === null || task.state !== 'running' || task.isStopped) return true;
    return this.#options.time.now() >= this.#sliceEndNs || !this.#options.isAlive();
  }

  /** The run event came, or something woke processes: they run until all sleep or the tick is over. */
  run(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    const { time, isAlive } = this.#options;
    try {
      while (isAlive()) {
        const task = this.#next();
        if (task === null || this.#mustLeave()) break;
        this.#head++;
        task.isQueued = false;
        this.#runTask(task, time.now() + TICK_NS);
      }
    } finally {
      this.#isRunning = false;
    }
    if (!isAlive()) return;
    if (this.#next() !== null) this.#schedule();
    else this.#options.idle();
  }

  /** The event has been taken off the clock. */
  runEventCame(): void {
    this.#runEvent = null;
    this.run();
  }

  /** Lets one task run outside the queue until it sleeps or ends, for a call from outside that must not wait. */
  runToCompletion(task: Task, limitNs: number): void {
    const before = this.current;
    const { time, isAlive } = this.#options;
    const endNs = time.now() + limitNs;
    this.runsToCompletion = true;
    while (task.state === 'ready' && !task.isStopped && isAlive() && time.now() < endNs) {
      this.#runTask(task, endNs, false);
    }
    this.runsToCompletion = false;
    this.current = before;
    if (before === null && isAlive() && this.#next() === null) this.#options.idle();
  }

  #next(): Task | null {
    for (;;) {
      const task = this.#ready[this.#head];
      if (task === undefined) {
        this.#ready = [];
        this.#head = 0;
        return null;
      }
      if (task.state === 'ready' && !task.isStopped) return task;
      task.isQueued = false;
      this.#head++;
    }
  }

  #mustLeave(): boolean {
    const { clock, time } = this.#options;
    const aheadNs = time.aheadNs();
    if (aheadNs >= TICK_NS) return true;
    const next = clock.next;
    return aheadNs > 0 && next !== undefined && next.timeNs < clock.now + aheadNs;
  }

  #schedule(): void {
    if (this.#runEvent !== null) return;
    const { clock, time, target } = this.#options;
    this.#runEvent = clock.at(clock.now + Math.ceil(time.aheadNs()), { target, type: RUN_EVENT });
  }

  #runTask(task: Task, sliceEndNs: number, requeues = true): void {
    const { time, finished, brokeDown } = this.#options;
    this.current = task;
    this.#sliceEndNs = sliceEndNs;
    if (requeues) time.spend(SWITCH_NS);
    task.state = 'running';
    for (;;) {
      const body = task.body!;
      let result: IteratorResult<unknown, number>;
      try {
        result = body.next();
      } catch (error) {
        brokeDown(task, error);
        break;
      }
      if (task.body !== body && task.state === 'running') continue; // exec put a new program in its place
      if (result.done === true && task.state === 'running') finished(task, result.value);
      break;
    }
    this.current = null;
    if (task.isAlive && task.isOverCpuLimit) this.#options.ranOut(task);
    const state = stateOf(task);
    if (state === 'sleeping') task.voluntarySwitches++;
    else if (state === 'running') {
      task.state = 'ready';
      task.involuntarySwitches++;
      if (requeues && !task.isStopped) this.enqueue(task);
    }
    if (this.#head > 1024) {
      this.#ready.splice(0, this.#head);
      this.#head = 0;
    }
  }
}

/** The state as the turn left it. */
function stateOf(task: Task): TaskState {
  return task.state;
}
