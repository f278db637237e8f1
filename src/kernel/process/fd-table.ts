/** The descriptors of a process: Linux `fs/file.c`. */
import { EBADF, EMFILE } from '../../sim/errno.ts';
import type { OpenFile } from '../vfs/vfs-objects.ts';

/** Largest table a process may have, whatever its limit says (fs.nr_open). */
const NR_OPEN = 1_048_576;

export class FdTable {
  /** RLIMIT_NOFILE. */
  limit = 1024;
  readonly #files: (OpenFile | undefined)[] = [];
  readonly #closeOnExec = new Set<number>();
  readonly #release: (file: OpenFile) => void;

  constructor(release: (file: OpenFile) => void) {
    this.#release = release;
  }

  get(fd: number): OpenFile | undefined {
    return this.#files[fd];
  }

  /** Open descriptors, lowest first. */
  *entries(): Generator<readonly [number, OpenFile]> {
    for (let fd = 0; fd < this.#files.length; fd++) {
      const file = this.#files[fd];
      if (file !== undefined) yield [fd, file];
    }
  }

  /** Puts a file under the lowest free number not below `minimum`; -EMFILE leaves the file to the caller. */
  install(file: OpenFile, minimum = 0): number {
    let fd = minimum;
    while (this.#files[fd] !== undefined) fd++;
    if (fd >= Math.min(this.limit, NR_OPEN)) return -EMFILE;
    this.#put(fd, file);
    return fd;
  }

  /** Puts a file under a number, closing what was there. */
  replace(fd: number, file: OpenFile): number {
    if (fd < 0 || fd >= Math.min(this.limit, NR_OPEN)) return -EBADF;
    const old = this.#files[fd];
    if (old === file) return fd;
    this.#put(fd, file);
    if (old !== undefined) this.#drop(old);
    return fd;
  }

  #put(fd: number, file: OpenFile): void {
    // Filled up, so that the array stays without holes.
    while (this.#files.length < fd) this.#files.push(undefined);
    this.#files[fd] = file;
    file.references++;
    this.#closeOnExec.delete(fd);
  }

  close(fd: number): number {
    const file = this.#files[fd];
    if (file === undefined) return -EBADF;
    this.#files[fd] = undefined;
    this.#closeOnExec.delete(fd);
    this.#drop(file);
    return 0;
  }

  #drop(file: OpenFile): void {
    if (--file.references === 0) this.#release(file);
  }

  isCloseOnExec(fd: number): boolean {
    return this.#closeOnExec.has(fd);
  }

  setCloseOnExec(fd: number, on: boolean): number {
    if (this.#files[fd] === undefined) return -EBADF;
    if (on) this.#closeOnExec.add(fd);
    else this.#closeOnExec.delete(fd);
    return 0;
  }

  closeForExec(): void {
    for (const fd of [...this.#closeOnExec]) this.close(fd);
  }

  closeAll(): void {
    for (let fd = 0; fd < this.#files.length; fd++) if (this.#files[fd] !== undefined) this.close(fd);
  }

  copy(): FdTable {
    const copy = new FdTable(this.#release);
    copy.limit = this.limit;
    for (const [fd, file] of this.entries()) {
      copy.#put(fd, file);
      if (this.#closeOnExec.has(fd)) copy.#closeOnExec.add(fd);
    }
    return copy;
  }
}
