/**
 * The synchronous face of a file-system engine: inodes by number, names as latin1 strings, errors as negated error numbers.
 *
 * Engines know bytes and rules of the format; who may do what, which times are set and what is said about it is policy and lies
 * with the caller (kernel, U-Boot). Each change takes the time it happens at.
 */
import type { FileStatus, Timespec } from '../shell/posix.ts';

export type DiskInode = Omit<FileStatus, 'dev' | 'blksize'>;

export interface DiskEntry {
  readonly name: string;
  readonly ino: number;
  /** File type bits of `st_mode`; 0 where the directory does not say. */
  readonly type: number;
}

export interface NewInode {
  /** Type and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly time: Timespec;
  /** Device number of a special file. */
  readonly rdev?: number;
}

export interface InodeChanges {
  /** Permission bits; the type stays. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly atime?: Timespec;
  readonly mtime?: Timespec;
  readonly ctime?: Timespec;
}

/** What `statfs` tells; counts in blocks. */
export interface DiskUsage {
  readonly blockBytes: number;
  readonly blocks: number;
  readonly blocksFree: number;
  /** Free to those who are not root. */
  readonly blocksAvailable: number;
  /** Free blocks that nobody gets for data: ext4 keeps some for its own trees. */
  readonly blocksKept?: number;
  readonly inodes: number;
  readonly inodesFree: number;
  readonly nameBytesMax: number;
}

export interface DiskFileSystem {
  readonly type: 'ext2' | 'ext3' | 'ext4' | 'vfat';
  readonly root: number;
  inode(ino: number): DiskInode | number;
  lookup(directory: number, name: string): number;
  /** In the directory's own order, `.` and `..` included. */
  list(directory: number): readonly DiskEntry[] | number;
  /** Fewer bytes at the end of the file. */
  read(ino: number, offset: number, length: number): Uint8Array | number;
  /** Bytes written; fewer when the device is full. */
  write(ino: number, offset: number, bytes: Uint8Array, time: Timespec): number;
  truncate(ino: number, size: number, time: Timespec): number;
  /** A regular file, special file or pipe; gives its number. */
  create(directory: number, name: string, inode: NewInode): number;
  mkdir(directory: number, name: string, inode: NewInode): number;
  symlink(directory: number, name: string, target: string, inode: NewInode): number;
  readlink(ino: number): string | number;
  link(directory: number, name: string, ino: number, time: Timespec): number;
  /** Removes the name. A file without names lives on until `forget`: it may still be open. */
  unlink(directory: number, name: string, time: Timespec): number;
  rmdir(directory: number, name: string, time: Timespec): number;
  rename(fromDirectory: number, fromName: string, toDirectory: number, toName: string, time: Timespec): number;
  change(ino: number, changes: InodeChanges): number;
  /** The last user of a file without names has gone: its inode and blocks are freed. */
  forget(ino: number, time: Timespec): void;
  usage(): DiskUsage;
  /** Whether what is kept for root may be used by the operations that follow; the caller knows who asks. True at first. */
  mayUseReserve: boolean;
  readonly isReadOnly: boolean;
  /** Goes on for reading only (everything committed, the device clean), or for writing. */
  remount(readOnly: boolean, time: Timespec): number;
  /** Whether changes wait for `commit`. */
  readonly isDirty: boolean;
  /** Makes all changes so far durable, all of them or none (ext3/ext4: a journal transaction; others: in order). */
  commit(): void;
  /** Commits and leaves the device clean, as unmounting does. */
  unmount(): void;
}
