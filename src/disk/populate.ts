/** Filling a file system with a tree of files at once, as an installer does. */
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFLNK, S_IFMT, type Timespec } from '../shell/posix.ts';
import { EEXIST, ENOENT } from '../sim/errno.ts';
import type { DiskFileSystem } from './file-system.ts';

export interface TreeFile {
  /** From the root, without a slash in front; parents come before their children. */
  readonly path: string;
  /** Type and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: Timespec;
  /** Of a regular file. */
  readonly content?: Uint8Array;
  /** Of a symbolic link. */
  readonly link?: string;
  /** Of a special file. */
  readonly device?: number;
}

/** Makes the files; directories that exist get the mode and owner given. 0, or the first error and its path. */
export function populate(fileSystem: DiskFileSystem, files: Iterable<TreeFile>): { errno: number; path: string } {
  const directories = new Map<string, number>([['', fileSystem.root]]);
  const stamps: [ino: number, mtime: Timespec][] = [];
  for (const file of files) {
    const slash = file.path.lastIndexOf('/');
    const parent = directories.get(slash < 0 ? '' : file.path.slice(0, slash));
    if (parent === undefined) return { errno: -ENOENT, path: file.path };
    const ino = make(fileSystem, parent, file.path.slice(slash + 1), file);
    if (ino < 0) return { errno: ino, path: file.path };
    if ((file.mode & S_IFMT) === S_IFDIR) {
      directories.set(file.path, ino);
      stamps.push([ino, file.mtime]);
    }
  }
  // Filling a directory moved its time.
  for (const [ino, mtime] of stamps) fileSystem.change(ino, { mtime, ctime: mtime });
  return { errno: 0, path: '' };
}

function make(fileSystem: DiskFileSystem, parent: number, name: string, file: TreeFile): number {
  const { mode, uid, gid, mtime: time } = file;
  const type = mode & S_IFMT;
  if (name === '') {
    fileSystem.change(parent, { mode, uid, gid });
    return parent;
  }
  if (type === S_IFDIR) {
    const made = fileSystem.mkdir(parent, name, { mode, uid, gid, time });
    if (made !== -EEXIST) return made;
    const existing = fileSystem.lookup(parent, name);
    if (existing > 0) fileSystem.change(existing, { mode, uid, gid });
    return existing;
  }
  if (type === S_IFLNK) return fileSystem.symlink(parent, name, file.link ?? '', { mode, uid, gid, time });
  const rdev = type === S_IFCHR || type === S_IFBLK ? (file.device ?? 0) : 0;
  const ino = fileSystem.create(parent, name, { mode, uid, gid, time, rdev });
  const content = file.content;
  if (ino < 0 || content === undefined || content.length === 0) return ino;
  const written = fileSystem.write(ino, 0, content, time);
  return written < 0 ? written : ino;
}
