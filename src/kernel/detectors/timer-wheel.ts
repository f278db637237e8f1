/**
 * When a kernel timer set by `schedule_timeout` really runs out.
 *
 * Mirrors Linux v6.1 `kernel/time/timer.c` (calc_wheel_index): the further off, the coarser, and never early. In jiffies of 4 ms.
 */

const HZ = 250;
const NS_PER_JIFFY = 1e9 / HZ;
/** Jiffies start five minutes before they wrap. */
const INITIAL_JIFFIES = 2 ** 32 - 300 * HZ;
/** LVL_BITS and LVL_CLK_SHIFT. */
const LEVEL_SLOTS = 64;
const LEVEL_SHIFT = 3;
const LEVELS = 9;

/** Whole jiffies at a moment of the kernel's clock, counted from boot. */
export function jiffiesAt(timeNs: number): number {
  return Math.floor(timeNs / NS_PER_JIFFY);
}

export function nanoseconds(jiffies: number): number {
  return jiffies * NS_PER_JIFFY;
}

/** The kernel's own counter at a moment. */
export function absoluteJiffies(timeNs: number): number {
  return INITIAL_JIFFIES + jiffiesAt(timeNs);
}

/** Moment (ns of the kernel's clock) at which a timer set at `nowNs` for `delta` jiffies fires. */
export function wheelExpiryNs(nowNs: number, delta: number): number {
  const now = absoluteJiffies(nowNs);
  const expires = now + Math.max(1, delta);
  let level = 0;
  while (level < LEVELS - 1 && expires - now >= (LEVEL_SLOTS - 1) * 2 ** (LEVEL_SHIFT * level)) level++;
  const step = 2 ** (LEVEL_SHIFT * level);
  const bucket = (Math.floor(expires / step) + 1) * step;
  return nanoseconds(bucket - INITIAL_JIFFIES);
}
