/**
 * Assertions that stay on in every build: the third kind of error, ours.
 *
 * A failed assertion means that Lastwords itself is wrong. It is never used for what a user typed (`UserError`) nor for what
 * goes wrong inside the simulated world (negative errno values).
 */

/** A defect of Lastwords. Reaches the caller at once; the command line tool shows it without a stack trace. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** Throws `AssertionFailure` when `condition` does not hold. Keep one condition per call, so that the message says which. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}
