/**
 * The time of day: Linux `kernel/time/timekeeping.c`.
 *
 * The RTC gives it once at boot, then it runs with the kernel's own clock; files are stamped with its value at the last tick.
 */
import type { Timespec } from '../../shell/posix.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import type { KernelTime } from '../kernel-time.ts';
import { TICK_NS } from './scheduler.ts';

export class WallClock {
  readonly #time: KernelTime;
  /** Wall time at kernel time 0. */
  #seconds: bigint;
  #nanoseconds: number;
  #tick = -1;
  #stamp: Timespec = { seconds: 0n, nanoseconds: 0 };

  constructor(time: KernelTime, atStart: Timespec) {
    this.#time = time;
    this.#seconds = atStart.seconds;
    this.#nanoseconds = atStart.nanoseconds;
  }

  now(): Timespec {
    return this.#at(this.#time.now());
  }

  /** `ktime_get_coarse_real_ts64`: the time of the last tick, the same object within one. */
  coarse(): Timespec {
    const tick = Math.floor(this.#time.now() / TICK_NS);
    if (tick !== this.#tick) {
      this.#tick = tick;
      this.#stamp = this.#at(tick * TICK_NS);
    }
    return this.#stamp;
  }

  /** Seconds since 1970 as a fraction. */
  seconds(): number {
    const { seconds, nanoseconds } = this.now();
    return Number(seconds) + nanoseconds / NS_PER_S;
  }

  set(time: Timespec): void {
    const sinceStart = this.#time.now();
    const whole = Math.floor(sinceStart / NS_PER_S);
    const rest = time.nanoseconds - (sinceStart - whole * NS_PER_S);
    const borrow = rest < 0 ? 1 : 0;
    this.#seconds = time.seconds - BigInt(whole + borrow);
    this.#nanoseconds = rest + borrow * NS_PER_S;
    this.#tick = -1;
  }

  #at(sinceStart: number): Timespec {
    const nanoseconds = this.#nanoseconds + sinceStart;
    const carry = Math.floor(nanoseconds / NS_PER_S);
    return { seconds: this.#seconds + BigInt(carry), nanoseconds: Math.floor(nanoseconds - carry * NS_PER_S) };
  }
}
