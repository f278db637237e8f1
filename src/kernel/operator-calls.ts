/**
 * The system calls that the operator makes from outside, at once and to their end: scenario steps, files put in and taken out.
 *
 * Two ways to the same files: through the processes and mounts of a running user space, or, on a machine that has none, straight
 * to the kernel's own files and pstorefs.
 */
import { type Blocking, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY, S_IFREG } from '../shell/posix.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { EBUSY, EEXIST, EFBIG, ENOENT, ENOTDIR } from '../sim/errno.ts';
import type { SystemCalls } from './process/system-calls.ts';
import type { PseudoFiles } from './pseudo-files.ts';
import type { PstoreFile } from './pstore/inode.ts';
import type { UserSpace } from './user-space.ts';

/** One name of a directory, with what `stat` tells of it. */
export interface ListedFile {
  readonly name: string;
  /** `st_mode`, type bits included. */
  readonly mode: number;
  readonly nlink: number;
  readonly size: number;
  readonly mtimeSeconds: number;
}

export interface OperatorCalls {
  /** Bytes taken, or a negated error number; latin1. */
  write(path: string, text: string): number;
  read(path: string): Uint8Array | number;
  list(path: string): readonly ListedFile[] | number;
  unlink(path: string): number;
  /** `mount -t pstore pstore /sys/fs/pstore`. */
  mountPstore(): number;
}

const PSTOREFS = '/sys/fs/pstore';
/** A file of the machine that the operator takes out. */
const READ_BYTES_MAX = 256 * 1024 * 1024;

/** What a kernel without user space offers: files by path, and pstorefs. */
export interface BareKernel {
  readonly files: PseudoFiles;
  /** Null while nothing is mounted there. */
  pstoreFiles(): readonly PstoreFile[] | null;
  readPstore(file: PstoreFile): Uint8Array;
  unlinkPstore(name: string): number;
  mountPstore(): void;
  /** Runs for each write(2), where function tracing records it. */
  traceWrite(): void;
}

export class BareCalls implements OperatorCalls {
  readonly #kernel: BareKernel;

  constructor(kernel: BareKernel) {
    this.#kernel = kernel;
  }

  write(path: string, text: string): number {
    this.#kernel.traceWrite();
    return this.#kernel.files.write(path, text);
  }

  read(path: string): Uint8Array | number {
    const name = pstoreName(path);
    if (name === null) {
      const contents = this.#kernel.files.read(path);
      return typeof contents === 'number' ? contents : latin1Bytes(contents);
    }
    const file = this.#kernel.pstoreFiles()?.find((one) => one.name === name);
    return file === undefined ? -ENOENT : this.#kernel.readPstore(file);
  }

  list(path: string): readonly ListedFile[] | number {
    if (path.replace(/\/+$/, '') !== PSTOREFS) return this.#kernel.files.read(path) === -ENOENT ? -ENOENT : -ENOTDIR;
    // The mount point is an empty directory of sysfs while nothing is mounted there.
    return (this.#kernel.pstoreFiles() ?? []).map(({ name, size, mtime }) => ({
      name,
      mode: S_IFREG | 0o444,
      nlink: 1,
      size,
      mtimeSeconds: Number(mtime.seconds),
    }));
  }

  unlink(path: string): number {
    const name = pstoreName(path);
    return name === null ? -ENOENT : this.#kernel.unlinkPstore(name);
  }

  mountPstore(): number {
    if (this.#kernel.pstoreFiles() !== null) return -EBUSY;
    this.#kernel.mountPstore();
    return 0;
  }
}

function pstoreName(path: string): string | null {
  return path.startsWith(`${PSTOREFS}/`) ? path.slice(PSTOREFS.length + 1) : null;
}

export class UserSpaceCalls implements OperatorCalls {
  readonly #userSpace: UserSpace;

  constructor(userSpace: UserSpace) {
    this.#userSpace = userSpace;
  }

  write(path: string, text: string): number {
    return this.#userSpace.runNow('sh', (system) => writeFile(system, path, O_WRONLY, latin1Bytes(text)));
  }

  read(path: string): Uint8Array | number {
    return this.#userSpace.runNow('cat', (system) => readFile(system, path));
  }

  list(path: string): readonly ListedFile[] | number {
    return this.#userSpace.runNow<readonly ListedFile[] | number>('ls', function* (system) {
      yield* nothing();
      const entries = system.getdents(path);
      if (typeof entries === 'number') return entries;
      return entries.flatMap(({ name }) => {
        const status = system.lstat(`${path}/${name}`);
        if (name === '.' || name === '..' || typeof status === 'number') return [];
        const { mode, nlink, size, mtime } = status;
        return [{ name, mode, nlink, size, mtimeSeconds: Number(mtime.seconds) }];
      });
    });
  }

  unlink(path: string): number {
    return this.#userSpace.runNow('rm', (system) => system.unlink(path));
  }

  mountPstore(): number {
    return this.#userSpace.runNow('mount', (system) => system.mount('pstore', PSTOREFS, 'pstore', [], ''));
  }

  /** Writes a file with the folders above it; it is on its way to the disk then. */
  putFile(path: string, bytes: Uint8Array): number {
    const written = this.#userSpace.runNow('cp', function* (system) {
      for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
        const made = system.mkdir(path.slice(0, at), 0o755);
        if (made < 0 && made !== -EEXIST) return made;
      }
      return yield* writeFile(system, path, O_WRONLY | O_CREAT | O_TRUNC, bytes);
    });
    if (written < 0) return written;
    // Nobody waits for the disk here: the call is cut short when it would.
    this.#userSpace.runNow('sync', (system) => system.sync());
    return 0;
  }
}

function* writeFile(system: SystemCalls, path: string, flags: number, bytes: Uint8Array): Blocking<number> {
  const fd = system.open(path, flags, 0o644);
  if (fd < 0) return fd;
  const written = yield* system.write(fd, bytes);
  system.close(fd);
  return written;
}

function* readFile(system: SystemCalls, path: string): Blocking<Uint8Array | number> {
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = yield* system.read(fd, 65_536);
    if (typeof chunk === 'number') return chunk;
    if (chunk.length === 0) break;
    chunks.push(chunk);
    length += chunk.length;
    if (length > READ_BYTES_MAX) return -EFBIG;
  }
  system.close(fd);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A body that never waits is a generator all the same. */
function* nothing(): Blocking<void> {}
