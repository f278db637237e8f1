/**
 * A zone's counters in C's arithmetic: signed ints in RAM that the code takes for `size_t`.
 *
 * Mirrors the comparisons and sums of `buffer_start_add` and `buffer_size_add` in Linux v6.1 and v6.12 `fs/pstore/ram_core.c`.
 */

/** A header word as `size_t`: negative ints become larger than any buffer. */
export function sizeT(word: number): number {
  return word >= 0x80000000 ? Number.POSITIVE_INFINITY : word;
}

/** `a > b` of two numbers that C took for `size_t`: those below zero are the largest. */
export function isAbove(a: number, b: number): boolean {
  return a < 0 === b < 0 ? a > b : a < 0;
}

/** `while (new >= buffer_size) new -= buffer_size` on a C int, compared as `size_t`, without the loop. */
export function reduceStart(sum: number, room: number): number {
  const value = sum | 0;
  if (room < 0) return value < 0 && value >= room ? value - room : value;
  if (value >= 0) return value % room;
  // Below zero it looks huge, so the loop goes on until the int wraps around to a positive one.
  const steps = Math.floor((value + 2 ** 31) / room) + 1;
  const wrapped = value - steps * room + 2 ** 32;
  return wrapped % room;
}
