/**
 * Files of a kernel that runs without user space: a path, what reading gives, what writing does.
 *
 * The nodes are those of the pseudo file systems, found by their whole path: no mounts, no permissions, whole-file access only. Errors are negative errno values, as
 * the system calls return them.
 */
import { EINVAL, ENOENT } from '../sim/errno.ts';

export interface PseudoFile {
  /** Contents as latin1 text, or a negative errno. */
  readonly read?: () => string | number;
  /** Bytes taken, or a negative errno. */
  readonly write?: (text: string, offset: number) => number;
}

export class PseudoFiles {
  readonly #files = new Map<string, PseudoFile>();

  add(path: string, file: PseudoFile): void {
    this.#files.set(path, file);
  }

  /** All files of a directory. */
  addAll(directory: string, files: Readonly<Record<string, PseudoFile>>): void {
    for (const [name, file] of Object.entries(files)) this.add(`${directory}/${name}`, file);
  }

  read(path: string): string | number {
    const file = this.#files.get(path);
    if (file === undefined) return -ENOENT;
    return file.read === undefined ? -EINVAL : file.read();
  }

  write(path: string, text: string): number {
    const file = this.#files.get(path);
    if (file === undefined) return -ENOENT;
    return file.write === undefined ? -EINVAL : file.write(text, 0);
  }
}
