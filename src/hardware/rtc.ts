/** The real-time clock: battery-backed wall time that runs on through every reset and power loss. */
import type { Clock } from '../sim/clock.ts';
import { NS_PER_S } from '../sim/clock.ts';

/** A wall-clock moment as the kernel's `timespec64` has it. */
export interface WallTime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

export class Rtc {
  readonly #clock: Clock;
  readonly #epochSeconds: number;

  /** `epochSeconds`: seconds since 1970 at virtual time 0. */
  constructor(clock: Clock, epochSeconds: number) {
    this.#clock = clock;
    this.#epochSeconds = epochSeconds;
  }

  /** Wall time `offsetNs` after the clock's now. */
  read(offsetNs = 0): WallTime {
    const ns = this.#clock.now + offsetNs;
    return { seconds: this.#epochSeconds + Math.floor(ns / NS_PER_S), nanoseconds: ns % NS_PER_S };
  }
}
