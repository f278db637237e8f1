/** Paths as user space of the simulated kernel names them, until part 2 brings a VFS: pstorefs by directory, the rest by file. */
import type { Kernel } from '../kernel/kernel.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { ENOENT, ENOTDIR } from '../sim/errno.ts';

/** One name of a directory, with what `stat` tells of it. */
export interface DirectoryEntry {
  readonly name: string;
  /** `st_mode`, type bits included. */
  readonly mode: number;
  readonly nlink: number;
  readonly size: number;
  readonly mtimeSeconds: number;
}

const PSTOREFS = '/sys/fs/pstore';
const S_IFREG = 0o100000;

export function listDirectory(kernel: Kernel, path: string): readonly DirectoryEntry[] | number {
  if (path.replace(/\/+$/, '') !== PSTOREFS) return kernel.read(path) === -ENOENT ? -ENOENT : -ENOTDIR;
  const files = kernel.pstoreFiles();
  // The mount point is an empty directory of sysfs while nothing is mounted there.
  if (files === -ENOENT) return [];
  if (typeof files === 'number') return files;
  return files.map(({ name, size, mtime }) => ({
    name,
    mode: S_IFREG | 0o444,
    nlink: 1,
    size,
    mtimeSeconds: Number(mtime.seconds),
  }));
}

export function readFile(kernel: Kernel, path: string): Uint8Array | number {
  const name = pstoreName(path);
  if (name !== null) return kernel.readPstore(name);
  const contents = kernel.read(path);
  return typeof contents === 'number' ? contents : latin1Bytes(contents);
}

export function unlinkFile(kernel: Kernel, path: string): number {
  const name = pstoreName(path);
  return name === null ? -ENOENT : kernel.unlinkPstore(name);
}

function pstoreName(path: string): string | null {
  return path.startsWith(`${PSTOREFS}/`) ? path.slice(PSTOREFS.length + 1) : null;
}
