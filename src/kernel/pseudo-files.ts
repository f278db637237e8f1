/**
 * The files of the running kernel that its user space writes and reads: a path, what reading gives, what writing does.
 *
 * A stand-in for the VFS of part 2: no mounts, no permissions, whole-file access only. Errors are negative errno values, as
 * the system calls return them.
 */
import { EINVAL, ENOENT } from '../sim/errno.ts';

export interface PseudoFile {
  /** Contents as latin1 text, or a negative errno. */
  readonly read?: () => string | number;
  /** Bytes taken, or a negative errno. */
  readonly write?: (text: string) => number;
}

export class PseudoFiles {
  readonly #files = new Map<string, PseudoFile>();

  add(path: string, file: PseudoFile): void {
    this.#files.set(path, file);
  }

  read(path: string): string | number {
    const file = this.#files.get(path);
    if (file === undefined) return -ENOENT;
    return file.read === undefined ? -EINVAL : file.read();
  }

  write(path: string, text: string): number {
    const file = this.#files.get(path);
    if (file === undefined) return -ENOENT;
    return file.write === undefined ? -EINVAL : file.write(text);
  }
}

const INT_MAX = 2 ** 31 - 1;

/**
 * A sysctl that holds an int, with the rules of `kernel/sysctl.c` proc_dointvec: blanks before the number are skipped, it may
 * be negative, decimal or 0x or octal, and must be followed by a blank, a tab, a line end or nothing.
 */
export function intSysctl(
  get: () => number,
  set: (value: number) => void,
  range: { readonly min: number; readonly max: number } = { min: -INT_MAX - 1, max: INT_MAX },
): PseudoFile {
  return {
    read: () => `${get()}\n`,
    write: (text) => {
      if (text === '') return 0;
      const match = /^\s*(-?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)(?=[ \t\n]|$)/.exec(text);
      if (match === null) return -EINVAL;
      const digits = match[2]!;
      const magnitude = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
      const value = match[1] === '-' ? -magnitude : magnitude;
      if (Number.isNaN(value) || value < range.min || value > range.max) return -EINVAL;
      set(value);
      return text.length;
    },
  };
}
