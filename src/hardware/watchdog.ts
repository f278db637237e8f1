/**
 * A watchdog timer of the board: counts down by itself and does its worst when nobody starts it anew.
 *
 * The device knows nothing of stages. A reset stops it, as the reset line does, but for the flag that says that it was the cause.
 * Left out: the two stages of Intel's 6300ESB and the interrupt of the first; both are one time here.
 */
import type { Clock } from '../sim/clock.ts';

/** Owner of the device's event in the clock's queue. */
export const WATCHDOG_TARGET = 'watchdog';

export class BoardWatchdog {
  /** The last reset was its doing. */
  hasReset = false;
  readonly #clock: Clock;
  #eventId: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isRunning(): boolean {
    return this.#eventId !== null;
  }

  /** Starts it, or starts it anew. `atNs`: the moment, not before the clock's now. */
  start(atNs: number, timeoutNs: number): void {
    this.stop();
    const dueNs = Math.max(this.#clock.now, Math.ceil(atNs)) + Math.ceil(timeoutNs);
    // The clock ends after 104 days; what is due later never comes.
    if (Number.isSafeInteger(dueNs))
      this.#eventId = this.#clock.at(dueNs, { target: WATCHDOG_TARGET, type: 'expired' });
  }

  stop(): void {
    if (this.#eventId !== null) this.#clock.cancel(this.#eventId);
    this.#eventId = null;
  }

  /** The reset line stops it. `isOwn`: it was its doing. */
  reset(isOwn: boolean): void {
    this.stop();
    this.hasReset = isOwn;
  }
}
