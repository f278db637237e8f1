/**
 * C's `size_t` where its wrapping around can be seen: in sums that go below zero and in messages.
 *
 * Everything else in this room counts in JavaScript numbers.
 */

/** The value modulo 2^32 or 2^64. */
export function toSizeT(value: bigint, wordBytes: 4 | 8): bigint {
  return BigInt.asUintN(wordBytes * 8, value);
}

/** An `atomic_t` (signed 32 bits) converted to `size_t`, for `%zu`. */
export function atomicToSizeT(word: number, wordBytes: 4 | 8): bigint {
  return toSizeT(BigInt(word | 0), wordBytes);
}

/** `DIV_ROUND_UP` in `size_t`; null where it divides by zero. */
export function divRoundUp(dividend: bigint, divisor: bigint, wordBytes: 4 | 8): bigint | null {
  const d = toSizeT(divisor, wordBytes);
  if (d === 0n) return null;
  return toSizeT(toSizeT(dividend, wordBytes) + d - 1n, wordBytes) / d;
}

/** Lower-case hex, as `0x%zx` and `0x%llx` print it. */
export function hexSizeT(value: bigint): string {
  return `0x${value.toString(16)}`;
}
