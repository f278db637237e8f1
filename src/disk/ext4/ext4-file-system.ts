/**
 * ext2, ext3 and ext4 behind the synchronous face of a file system.
 *
 * Every change belongs to one running transaction, which `commit` makes durable as a whole; long operations may be committed
 * in steps that each leave a whole file system. Times are set as Linux sets them, except access times, which are the caller's.
 */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import { EFBIG, EINVAL, EISDIR, EROFS, ESTALE } from '../../sim/errno.ts';
import { attempt, fail } from '../fault.ts';
import type { DiskEntry, DiskFileSystem, DiskInode, DiskUsage, InodeChanges, NewInode } from '../file-system.ts';
import { releaseAttributes } from './attribute-block.ts';
import type { Inode } from './inode.ts';
import type { Journal } from './journal.ts';
import { Namespace } from './namespace.ts';
import type { Parts } from './parts.ts';
import { usageOf } from './usage.ts';

const ROOT_INODE = 2;
/** Blocks an operation on names may need. */
const SPARE_BLOCKS = 16;
const COMMIT_PRESSURE = 0.5;
const MAX_SMALL_FILE = 0x7fffffff;

export class Ext4FileSystem implements DiskFileSystem {
  readonly type: 'ext2' | 'ext3' | 'ext4';
  readonly root = ROOT_INODE;
  readonly #parts: Parts;
  readonly #journal: Journal | null;
  readonly #namespace: Namespace;
  #isReadOnly: boolean;
  readonly #mayWrite: boolean;
  #wasValid: boolean;
  /** Of the last change. */
  #seconds: number;

  constructor(
    parts: Parts,
    journal: Journal | null,
    state: {
      readonly isReadOnly: boolean;
      /** Whether it may be written later, when it is mounted for reading only. */
      readonly mayWrite: boolean;
      readonly seconds: number;
      readonly wasValid: boolean;
    },
  ) {
    this.#parts = parts;
    this.#journal = journal;
    this.type = parts.geometry.type;
    this.#isReadOnly = state.isReadOnly;
    this.#mayWrite = state.mayWrite;
    this.#seconds = state.seconds;
    this.#wasValid = state.wasValid;
    this.#namespace = new Namespace(parts, state.seconds >>> 0);
  }

  get isDirty(): boolean {
    return this.#parts.volume.isDirty;
  }

  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  get mayUseReserve(): boolean {
    return this.#parts.allocator.mayUseReserve;
  }
  set mayUseReserve(may: boolean) {
    this.#parts.allocator.mayUseReserve = may;
  }

  inode(ino: number): DiskInode | number {
    return this.#look(() => statusOf(this.#live(ino)));
  }

  lookup(directory: number, name: string): number {
    return this.#look(() => this.#namespace.child(this.#namespace.directory(directory), name).number);
  }

  list(directory: number): readonly DiskEntry[] | number {
    return this.#look(() => this.#parts.directories.list(this.#namespace.directory(directory)));
  }

  read(ino: number, offset: number, length: number): Uint8Array | number {
    return this.#look(() => {
      const inode = this.#live(ino);
      if (inode.isDirectory) fail(EISDIR);
      if (!inode.isFile) fail(EINVAL);
      return this.#parts.files.read(inode, offset, length);
    });
  }

  readlink(ino: number): string | number {
    return this.#look(() => this.#namespace.readlink(this.#live(ino)));
  }

  usage(): DiskUsage {
    return usageOf(this.#parts);
  }

  write(ino: number, offset: number, bytes: Uint8Array, time: Timespec): number {
    return this.#change(time, Math.ceil(bytes.length / this.#parts.geometry.blockBytes), () => {
      const inode = this.#file(ino);
      const written = this.#parts.files.write(inode, offset, bytes);
      if (inode.size > MAX_SMALL_FILE) this.#parts.superblock.noteLargeFile();
      stamp(inode, time);
      return written;
    });
  }

  truncate(ino: number, size: number, time: Timespec): number {
    return this.#change(time, 0, () => {
      const inode = this.#file(ino);
      if (!Number.isSafeInteger(size) || size < 0) fail(size < 0 ? EINVAL : EFBIG);
      this.#parts.files.resize(inode, size);
      if (inode.links > 0) this.#parts.orphans.remove(inode);
      if (size > MAX_SMALL_FILE) this.#parts.superblock.noteLargeFile();
      stamp(inode, time);
      return 0;
    });
  }

  create(directory: number, name: string, inode: NewInode): number {
    return this.#change(inode.time, SPARE_BLOCKS, () => {
      const type = inode.mode & S_IFMT;
      if (type === S_IFDIR || type === S_IFLNK) fail(EINVAL);
      const wanted = type === 0 ? { ...inode, mode: inode.mode | S_IFREG } : inode;
      return this.#namespace.create(directory, name, wanted).number;
    });
  }

  mkdir(directory: number, name: string, inode: NewInode): number {
    return this.#change(inode.time, SPARE_BLOCKS, () => this.#namespace.mkdir(directory, name, inode).number);
  }

  symlink(directory: number, name: string, target: string, inode: NewInode): number {
    return this.#change(inode.time, SPARE_BLOCKS, () => this.#namespace.symlink(directory, name, target, inode).number);
  }

  link(directory: number, name: string, ino: number, time: Timespec): number {
    return this.#change(time, SPARE_BLOCKS, () => {
      this.#namespace.link(directory, name, ino, time);
      return 0;
    });
  }

  unlink(directory: number, name: string, time: Timespec): number {
    return this.#change(time, 0, () => {
      this.#namespace.unlink(directory, name, time);
      return 0;
    });
  }

  rmdir(directory: number, name: string, time: Timespec): number {
    return this.#change(time, 0, () => {
      this.#namespace.rmdir(directory, name, time);
      return 0;
    });
  }

  rename(fromDirectory: number, fromName: string, toDirectory: number, toName: string, time: Timespec): number {
    return this.#change(time, SPARE_BLOCKS, () => {
      this.#namespace.rename(fromDirectory, fromName, toDirectory, toName, time);
      return 0;
    });
  }

  change(ino: number, { mode, uid, gid, atime, mtime, ctime }: InodeChanges): number {
    return this.#change(ctime ?? mtime ?? atime ?? null, 0, () => {
      const inode = this.#live(ino);
      if (mode !== undefined) inode.mode = (inode.mode & S_IFMT) | (mode & ~S_IFMT);
      if (uid !== undefined) inode.uid = uid;
      if (gid !== undefined) inode.gid = gid;
      if (atime !== undefined) inode.setTime('access', atime);
      if (mtime !== undefined) inode.setTime('modify', mtime);
      if (ctime !== undefined) inode.setTime('change', ctime);
      inode.touch();
      return 0;
    });
  }

  forget(ino: number, time: Timespec): void {
    this.#change(time, 0, () => {
      if (!this.#parts.orphans.has(ino)) return 0;
      this.#delete(this.#parts.inodes.load(ino));
      return 0;
    });
  }

  commit(): void {
    if (!this.#isReadOnly) this.#parts.volume.commit();
  }

  /** Mounts for reading or for writing from now on: what `mount -o remount,ro` and `remount,rw` do. */
  remount(readOnly: boolean, time: Timespec): number {
    if (readOnly === this.#isReadOnly) return 0;
    this.#note(time);
    if (readOnly) {
      this.#settle();
    } else {
      if (!this.#mayWrite || (this.#journal === null && this.#parts.geometry.has.journal)) return -EROFS;
      this.#wasValid = (this.#parts.superblock.read().state & 1) !== 0;
      this.#parts.superblock.markMounted(this.#seconds, this.#journal !== null);
    }
    this.#isReadOnly = readOnly;
    return 0;
  }

  unmount(): void {
    if (this.#isReadOnly) return;
    for (const ino of this.#parts.orphans.numbers.slice()) attempt(() => this.#delete(this.#parts.inodes.load(ino)));
    this.#settle();
    this.#isReadOnly = true;
  }

  /** Finishes what a crash left: deletes orphans, cuts off files that were being cut off. For the mount. */
  finishOrphans(): { deleted: number; truncated: number } {
    const counts = { deleted: 0, truncated: 0 };
    for (const ino of this.#parts.orphans.numbers.slice()) {
      const ended = attempt(() => {
        const inode = this.#parts.inodes.load(ino);
        if (inode.links > 0) {
          if (inode.isFile) this.#parts.files.resize(inode, inode.size);
          this.#parts.orphans.remove(inode);
          counts.truncated++;
        } else {
          this.#delete(inode);
          counts.deleted++;
        }
        return 0;
      });
      if (ended < 0) break;
    }
    this.#parts.volume.commit();
    return counts;
  }

  /** Everything in its place, the superblock clean. */
  #settle(): void {
    this.#parts.volume.commit();
    this.#journal?.empty();
    this.#parts.superblock.markUnmounted(this.#seconds, this.#wasValid);
  }

  #note({ seconds }: Timespec): void {
    this.#seconds = Number(seconds);
    this.#parts.volume.seconds = this.#seconds;
  }

  #look<T>(work: () => T): T | number {
    const result = attempt(work);
    this.#trim();
    return result;
  }

  /** Runs a change; `blocks` is what it may need, for which freed blocks that wait are made free first. */
  #change(time: Timespec | null, blocks: number, work: () => number): number {
    if (this.#isReadOnly) return -EROFS;
    const { allocator, volume } = this.#parts;
    if (time !== null) this.#note(time);
    if (allocator.waitingBlocks > 0 && allocator.available < blocks + SPARE_BLOCKS) volume.commit();
    const result = attempt(work);
    if (volume.pressure >= COMMIT_PRESSURE) volume.commit();
    this.#trim();
    return result;
  }

  #trim(): void {
    const { volume, inodes, directories } = this.#parts;
    const isTrimmed = volume.trim();
    if (isTrimmed) inodes.distrust();
    directories.trim(isTrimmed);
  }

  /** An inode in use. */
  #live(ino: number): Inode {
    const inode = this.#parts.inodes.load(ino);
    if (inode.mode === 0 || (inode.links === 0 && !this.#parts.orphans.has(ino))) fail(ESTALE);
    return inode;
  }

  #file(ino: number): Inode {
    const inode = this.#live(ino);
    if (inode.isDirectory) fail(EISDIR);
    if (!inode.isFile) fail(EINVAL);
    return inode;
  }

  #delete(inode: Inode): void {
    const { files, orphans, allocator, directories } = this.#parts;
    const hasBlocks = inode.isFile || inode.isDirectory || (inode.type === S_IFLNK && !inode.isFastLink);
    directories.forget(inode.number);
    releaseAttributes(this.#parts, inode);
    if (hasBlocks) {
      if (!inode.isDirectory) inode.size = 0;
      files.free(inode, 0);
    }
    const wasDirectory = inode.isDirectory;
    orphans.remove(inode);
    inode.size = 0;
    inode.deleteTime = this.#seconds >>> 0;
    inode.touch();
    allocator.freeInode(inode.number, wasDirectory);
  }
}

function statusOf(inode: Inode): DiskInode {
  return {
    ino: inode.number,
    mode: inode.mode,
    nlink: inode.links,
    uid: inode.uid,
    gid: inode.gid,
    rdev: inode.rdev,
    size: inode.size,
    blocks: inode.sectors,
    atime: inode.time('access'),
    mtime: inode.time('modify'),
    ctime: inode.time('change'),
  };
}

function stamp(inode: Inode, time: Timespec): void {
  inode.setTime('modify', time);
  inode.setTime('change', time);
  inode.touch();
}
