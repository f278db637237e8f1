/** Whole outputs compared, quickly when they are equal. */
import { expect } from 'vitest';

export function expectBytes(actual: Uint8Array | null, expected: Uint8Array | null): void {
  if (actual !== null && expected !== null && Buffer.compare(actual, expected) === 0) return;
  expect(actual).toEqual(expected);
}
