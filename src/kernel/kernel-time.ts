/**
 * The kernel's clock: nanoseconds since it started, as `local_clock()` counts them.
 *
 * A handler of the kernel runs at one instant of the world's clock, but the lines it prints each take their time. The kernel
 * therefore keeps a cursor that runs ahead while it prints; the world's clock catches up with the next event.
 */
import type { Clock } from '../sim/clock.ts';

export class KernelTime {
  readonly #clock: Clock;
  readonly #startNs: number;
  #cursorNs = 0;

  /** Begins at the world's now. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startNs = clock.now;
  }

  /** Nanoseconds since the kernel started; never goes back. */
  now(): number {
    const worldNs = this.#clock.now - this.#startNs;
    if (worldNs > this.#cursorNs) this.#cursorNs = worldNs;
    return this.#cursorNs;
  }

  /** Time passes: the kernel was busy. */
  spend(durationNs: number): void {
    this.#cursorNs = this.now() + durationNs;
  }

  /** Moves forward to a moment, given as nanoseconds since the kernel started; earlier moments change nothing. */
  reach(momentNs: number): void {
    if (momentNs > this.#cursorNs) this.#cursorNs = momentNs;
  }

  /** How far the cursor is ahead of the world's clock. */
  aheadNs(): number {
    return this.now() - (this.#clock.now - this.#startNs);
  }
}
