/**
 * `printk_ratelimited`: at most so many messages in an interval.
 *
 * Mirrors `___ratelimit` of Linux v6.1 `lib/ratelimit.c` with DEFAULT_RATELIMIT_INTERVAL and _BURST.
 */
import { NS_PER_S } from '../sim/clock.ts';

const INTERVAL_NS = 5 * NS_PER_S;
const BURST = 10;

export class RateLimit {
  readonly #func: string;
  readonly #now: () => number;
  readonly #warn: (text: string) => void;
  #beginNs: number | null = null;
  #printed = 0;
  #missed = 0;

  /** `func`: the calling function's name, for the notice; `now` in nanoseconds; `warn` prints the notice at level 4. */
  constructor(func: string, now: () => number, warn: (text: string) => void) {
    this.#func = func;
    this.#now = now;
    this.#warn = warn;
  }

  /** True when the message may be printed. Says how many were not, once the interval is over. */
  allows(): boolean {
    const now = this.#now();
    this.#beginNs ??= now;
    if (now > this.#beginNs + INTERVAL_NS) {
      if (this.#missed > 0) this.#warn(`${this.#func}: ${this.#missed} callbacks suppressed`);
      this.#missed = 0;
      this.#beginNs = now;
      this.#printed = 0;
    }
    if (this.#printed < BURST) {
      this.#printed++;
      return true;
    }
    this.#missed++;
    return false;
  }
}
