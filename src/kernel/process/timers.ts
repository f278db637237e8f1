/**
 * Timers of the kernel's user space on the world's clock: `kernel/time/hrtimer.c` in a handful of lines.
 *
 * The clock's queue holds plain data, so the functions are kept here under the numbers that the events carry.
 */
import type { Clock } from '../../sim/clock.ts';
import type { KernelTime } from '../kernel-time.ts';

export const TIMER_EVENT = 'user.timer';

export class Timers {
  readonly #clock: Clock;
  readonly #time: KernelTime;
  readonly #target: string;
  readonly #type: string;
  readonly #pending = new Map<number, { readonly eventId: number; readonly fire: () => void }>();
  #nextId = 1;

  constructor(clock: Clock, time: KernelTime, target: string, type = TIMER_EVENT) {
    this.#clock = clock;
    this.#time = time;
    this.#target = target;
    this.#type = type;
  }

  /** Runs `fire` after a time counted from the kernel's now; gives the number to cancel it with. */
  after(delayNs: number, fire: () => void): number {
    const id = this.#nextId++;
    const atNs = this.#clock.now + Math.ceil(this.#time.aheadNs() + Math.max(0, delayNs));
    // The clock ends after 104 days; what is due later never comes.
    if (!Number.isSafeInteger(atNs)) return id;
    const eventId = this.#clock.at(atNs, { target: this.#target, type: this.#type, data: id });
    this.#pending.set(id, { eventId, fire });
    return id;
  }

  cancel(id: number): void {
    const timer = this.#pending.get(id);
    if (timer === undefined) return;
    this.#pending.delete(id);
    this.#clock.cancel(timer.eventId);
  }

  /** A clock event of this type came. */
  fired(id: number): void {
    const timer = this.#pending.get(id);
    this.#pending.delete(id);
    timer?.fire();
  }
}
