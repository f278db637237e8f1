/**
 * The objects of the VFS: superblock, inode, dentry, mount, open file.
 *
 * Words and duties are those of Linux `include/linux/fs.h`, `dcache.h` and `mount.h`. A file system derives its inodes from
 * `Inode` and overrides what it can do; what it leaves alone fails with the error the VFS gives then. Permissions, read-only
 * mounts and the order of checks are the business of the callers (`path-walk.ts`, `names.ts`, `files.ts`).
 */
import {
  O_ACCMODE,
  O_APPEND,
  O_NONBLOCK,
  O_RDONLY,
  O_WRONLY,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  type Timespec,
} from '../../shell/posix.ts';
import { EACCES, EINVAL, ENOTDIR, EPERM } from '../../sim/errno.ts';
import type { DirectoryEntry, FileSystemStatus } from '../process/system-calls.ts';
import type { WaitQueue } from '../process/wait-queue.ts';

/** What a new inode is made with; `mode` has type and permission bits. */
export interface InodeAttributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly time: Timespec;
  readonly rdev?: number;
}

/** `struct iattr`: what is absent stays. `mode` has permission bits only. */
export interface AttributeChanges {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly atime?: Timespec;
  readonly mtime?: Timespec;
  readonly ctime?: Timespec;
}

export interface SuperBlock {
  /** As `/proc/mounts` names it. */
  readonly type: string;
  /** `statfs` f_type. */
  readonly magic: number;
  /** `st_dev` of its files. */
  readonly dev: number;
  readonly root: Inode;
  readonly blockBytes: number;
  readOnly: boolean;
  /** Mounted with `sync`. */
  readonly isSynchronous?: boolean;
  /** The dentry of the root; one a superblock, whatever mounts show it. */
  readonly rootDentry: Dentry;
  /** A cached name must be looked up anew each time: the tree changes behind the VFS. */
  readonly revalidates: boolean;
  statfs(): FileSystemStatus;
  /** Options behind `rw,relatime`, each with its comma in front. */
  optionsText(): string;
  /** Gives an error for an option it does not know. */
  remount(data: string, readOnly: boolean): number;
  /** Writes everything back; virtual nanoseconds that takes. */
  sync(): number;
  /** The last mount has gone. */
  unmount(): void;
  /** How many mounts show it. */
  mountCount: number;
  /** Regular files of it that are open for writing. */
  openForWriting: number;
  /** 0 or the negated error of writing: file systems that a fault made read-only. */
  readonly writeError: number;
}

const EPOCH: Timespec = { seconds: 0n, nanoseconds: 0 };

export abstract class Inode {
  abstract readonly superblock: SuperBlock;
  readonly ino: number;
  /** Type and permission bits. */
  mode: number;
  uid = 0;
  gid = 0;
  nlink = 1;
  rdev = 0;
  size = 0;
  atime: Timespec = EPOCH;
  mtime: Timespec = EPOCH;
  ctime: Timespec = EPOCH;
  /** Open files and working directories; the last one frees a file without names. */
  users = 0;
  /** Open for writing; a running program's file refuses that (ETXTBSY), and the other way round. */
  writers = 0;

  constructor(ino: number, mode: number) {
    this.ino = ino;
    this.mode = mode;
  }

  get isDirectory(): boolean {
    return (this.mode & S_IFMT) === S_IFDIR;
  }

  get isLink(): boolean {
    return (this.mode & S_IFMT) === S_IFLNK;
  }

  get isRegular(): boolean {
    return (this.mode & S_IFMT) === S_IFREG;
  }

  /** In units of 512 bytes. */
  blocks(): number {
    return 0;
  }

  /** Brings the fields up to date before they are shown. */
  refresh(): void {}

  // ---- directories ----

  lookup(_name: string): Inode | number {
    return -ENOTDIR;
  }

  /** Entries without `.` and `..`. */
  list(): readonly DirectoryEntry[] | number {
    return -ENOTDIR;
  }

  create(_name: string, { mode }: InodeAttributes): Inode | number {
    return (mode & S_IFMT) === S_IFREG ? -EACCES : -EPERM;
  }

  mkdir(_name: string, _attributes: InodeAttributes): Inode | number {
    return -EPERM;
  }

  symlink(_name: string, _target: string, _attributes: InodeAttributes): Inode | number {
    return -EPERM;
  }

  link(_name: string, _inode: Inode, _time: Timespec): number {
    return -EPERM;
  }

  unlink(_name: string, _inode: Inode, _time: Timespec): number {
    return -EPERM;
  }

  rmdir(_name: string, _inode: Inode, _time: Timespec): number {
    return -EPERM;
  }

  /** Replaces `replaced` where it is given; the caller has checked the kinds. */
  rename(_name: string, _to: Inode, _newName: string, _replaced: Inode | null, _time: Timespec): number {
    return -EPERM;
  }

  // ---- files ----

  readlink(): string | number {
    return -EINVAL;
  }

  /** Links of procfs lead to an open file itself, not to a path. */
  jump(): Location | undefined {
    return undefined;
  }

  /** Contents of a regular file; fewer bytes at its end. */
  read(_offset: number, _count: number): Uint8Array | number {
    return -EINVAL;
  }

  /** Bytes taken; sets mtime and ctime. */
  write(_offset: number, _bytes: Uint8Array, _time: Timespec): number {
    return -EINVAL;
  }

  truncate(_size: number, _time: Timespec): number {
    return -EINVAL;
  }

  setAttributes(_changes: AttributeChanges): number {
    return -EPERM;
  }

  /** Makes the file durable; virtual nanoseconds that takes, or an error. */
  fsync(): number {
    return 0;
  }

  /** What an open file of this inode does; an error refuses the opening. Absent: the inode's own `read` and `write`. */
  open(_file: OpenFile): FileOperations | number | undefined {
    return undefined;
  }

  /** The last user of a file without names has gone. */
  evict(_time: Timespec): void {}

  /** A program begins to run from it. */
  run(): void {}

  /** An open file was closed. */
  closed(_file: OpenFile): void {}
}

/**
 * What can be done with an open file. Where the caller must wait, a call gives the queue to wait in and is made again.
 */
export interface FileOperations {
  /** Pipes, terminals: no place to seek to. */
  readonly isStream?: boolean;
  read?(file: OpenFile, count: number, offset: number): Uint8Array | number | WaitQueue;
  write?(file: OpenFile, bytes: Uint8Array, offset: number): number | WaitQueue;
  seek?(file: OpenFile, offset: number, whence: number): number;
  fsync?(file: OpenFile): number;
  /** By the request's name: numbers, or a negated error number. */
  ioctl?(file: OpenFile, request: string, argument: readonly number[]): readonly number[] | number;
  /** The last descriptor has gone. */
  released?(file: OpenFile): void;
  /** The terminal behind it. */
  readonly terminal?: unknown;
}

/** A name in a directory, as long as somebody knows it. Directories have exactly one. */
export class Dentry {
  name: string;
  parent: Dentry | null;
  readonly inode: Inode;
  children: Map<string, Dentry> | null = null;
  /** Mounts on top of this directory, the last one in front. */
  mounts: Mount[] | null = null;
  /** The name has been removed. */
  isDeleted = false;

  constructor(name: string, parent: Dentry | null, inode: Inode) {
    this.name = name;
    this.parent = parent;
    this.inode = inode;
  }
}

export interface MountFlags {
  readOnly: boolean;
  nosuid: boolean;
  nodev: boolean;
  noexec: boolean;
  atime: 'relatime' | 'noatime' | 'strictatime';
}

export class Mount {
  readonly id: number;
  readonly superblock: SuperBlock;
  /** What of the superblock it shows; not its root in a bind mount. */
  readonly root: Dentry;
  readonly source: string;
  readonly flags: MountFlags;
  /** Where it stands; null for the first of all. */
  parent: Mount | null;
  mountpoint: Dentry | null;
  /** Open files and working directories. */
  users = 0;

  constructor(id: number, root: Dentry, at: Location | null, source: string, flags: MountFlags) {
    this.id = id;
    this.root = root;
    this.superblock = root.inode.superblock;
    this.parent = at?.mount ?? null;
    this.mountpoint = at?.dentry ?? null;
    this.source = source;
    this.flags = flags;
  }

  get isReadOnly(): boolean {
    return this.flags.readOnly || this.superblock.readOnly;
  }
}

/** `struct path`. */
export interface Location {
  readonly mount: Mount;
  readonly dentry: Dentry;
}

/** An open file description: shared by all descriptors that were duplicated from one `open`. */
export class OpenFile {
  readonly inode: Inode;
  /** Absent for pipes and other files without a name. */
  readonly location: Location | null;
  flags: number;
  offset = 0;
  /** Descriptors. */
  references = 0;
  operations: FileOperations;

  constructor(inode: Inode, location: Location | null, flags: number, operations: FileOperations) {
    this.inode = inode;
    this.location = location;
    this.flags = flags;
    this.operations = operations;
  }

  get isReadable(): boolean {
    return (this.flags & O_ACCMODE) !== O_WRONLY;
  }

  get isWritable(): boolean {
    return (this.flags & O_ACCMODE) !== O_RDONLY;
  }

  get isAppending(): boolean {
    return (this.flags & O_APPEND) !== 0;
  }

  get isNonBlocking(): boolean {
    return (this.flags & O_NONBLOCK) !== 0;
  }
}
