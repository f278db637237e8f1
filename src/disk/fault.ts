/**
 * How an error leaves the depths of an engine: thrown inside, a negated error number at the engine's face.
 *
 * Kept inside this folder and those below; `attempt` turns it into the value that callers see.
 */
import { EBADMSG, ENOSPC, EUCLEAN } from '../sim/errno.ts';

export class DiskFault extends Error {
  override readonly name = 'DiskFault';
  /** Negated. */
  readonly errno: number;

  constructor(errno: number) {
    super(`error ${errno}`);
    this.errno = errno;
  }
}

/** Ends the operation with an error number (given positive). */
export function fail(errno: number): never {
  throw new DiskFault(-errno);
}

/** The structures on the disk contradict each other (EFSCORRUPTED). */
export function corrupted(): never {
  throw new DiskFault(-EUCLEAN);
}

/** A checksum does not hold (EFSBADCRC). */
export function badChecksum(): never {
  throw new DiskFault(-EBADMSG);
}

/** What `work` gives, or the negated error number it ended with. */
export function attempt<T>(work: () => T): T | number {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof DiskFault) return fault.errno;
    throw fault;
  }
}

/** Runs `undo` when `work` ends with an error, and lets the error pass. */
export function orUndo<T>(work: () => T, undo: () => void): T {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof DiskFault) undo();
    throw fault;
  }
}

export function isFull(fault: unknown): boolean {
  return fault instanceof DiskFault && fault.errno === -ENOSPC;
}
