/**
 * An inode of a file system on a disk, with the pages that wait to be written.
 *
 * Mirrors Linux `fs/ext4/inode.c` where it shows: names and attributes go to the journal at once, data are allocated and written
 * later (delayed allocation), and a file that was cut to nothing and written anew is written when it is closed
 * (auto_da_alloc), as is one that replaces another by rename.
 */
import type { DiskFileSystem, NewInode } from '../../disk/file-system.ts';
import { S_IFMT, type Timespec } from '../../shell/posix.ts';
import { EIO, ENOSPC } from '../../sim/errno.ts';
import type { DirectoryEntry } from '../process/system-calls.ts';
import { DirtyPages } from './dirty-pages.ts';
import { PAGE_BYTES } from './page-store.ts';
import { type AttributeChanges, Inode, type InodeAttributes, type OpenFile, type SuperBlock } from './vfs-objects.ts';

/** What an inode asks of its file system. */
export interface DiskVolume extends SuperBlock {
  readonly engine: DiskFileSystem;
  /** The one object for an inode number. */
  inodeAt(ino: number): DiskInode | number;
  forgotten(ino: number): void;
  /** Something waits for the journal's commit now; free room may differ. */
  changed(): void;
  /** Only attributes wait for the commit. */
  touched(): void;
  /** Pages wait to be written: so many more of this file. */
  dirtied(inode: DiskInode, pages: number): void;
  /** Nothing of a file waits any more: so many pages less. */
  cleaned(inode: DiskInode, pages: number): void;
  /** Room for pages that have no blocks yet; reserves it. */
  reserve(pages: number): boolean;
  unreserve(pages: number): void;
  /** More of a file's contents are in memory, or less. */
  cached(bytes: number): void;
  /** The structures on the disk are broken; gives the error to hand on. */
  corrupted(error: number, where: string, ino: number): number;
  /** Data that found no room, or a device that failed. */
  lost(ino: number, offset: number, pages: number, error: number): void;
  /** Writes everything of one file; nanoseconds until it is on the medium. */
  syncInode(inode: DiskInode): number;
}

export class DiskInode extends Inode {
  readonly superblock: DiskVolume;
  readonly #pages = new DirtyPages();
  /** Pages among them that have no blocks on the disk yet. */
  #reserved = 0;
  #blocks = 0;
  /** Size on the disk. */
  #diskSize = 0;
  /** How far its contents have been read or written. */
  #cachedBytes = 0;
  /** It was cut to nothing and written again: its close writes it. */
  #wasReplaced = false;

  constructor(superblock: DiskVolume, ino: number) {
    super(ino, 0);
    this.superblock = superblock;
  }

  /** Takes the fields from the disk; 0 or an error. */
  load(): number {
    const found = this.superblock.engine.inode(this.ino);
    if (typeof found === 'number') return this.superblock.corrupted(found, 'ext4_lookup', this.ino);
    this.mode = found.mode;
    this.uid = found.uid;
    this.gid = found.gid;
    this.nlink = found.nlink;
    this.rdev = found.rdev;
    this.#diskSize = found.size;
    if (this.#pages.count === 0) this.size = found.size;
    this.#blocks = found.blocks;
    this.atime = found.atime;
    this.mtime = found.mtime;
    this.ctime = found.ctime;
    return 0;
  }

  override blocks(): number {
    return this.#blocks + this.#reserved * (PAGE_BYTES / 512);
  }

  get isDirty(): boolean {
    return this.#pages.count > 0;
  }

  // ---- directories ----

  override lookup(name: string): Inode | number {
    const ino = this.superblock.engine.lookup(this.ino, name);
    if (ino < 0) return this.superblock.corrupted(ino, 'ext4_lookup', this.ino);
    return this.superblock.inodeAt(ino);
  }

  override list(): readonly DirectoryEntry[] | number {
    const entries = this.superblock.engine.list(this.ino);
    if (typeof entries === 'number') return this.superblock.corrupted(entries, 'ext4_readdir', this.ino);
    return entries.filter(({ name }) => name !== '.' && name !== '..');
  }

  override create(name: string, attributes: InodeAttributes): Inode | number {
    return this.#made(this.superblock.engine.create(this.ino, name, newInode(attributes)));
  }

  override mkdir(name: string, attributes: InodeAttributes): Inode | number {
    return this.#made(this.superblock.engine.mkdir(this.ino, name, newInode(attributes)));
  }

  override symlink(name: string, target: string, attributes: InodeAttributes): Inode | number {
    return this.#made(this.superblock.engine.symlink(this.ino, name, target, newInode(attributes)));
  }

  #made(ino: number): Inode | number {
    if (ino < 0) return this.#failed(ino);
    this.#directoryChanged();
    return this.superblock.inodeAt(ino);
  }

  override link(name: string, inode: Inode, time: Timespec): number {
    return this.#named(this.superblock.engine.link(this.ino, name, inode.ino, time), inode);
  }

  override unlink(name: string, inode: Inode, time: Timespec): number {
    return this.#named(this.superblock.engine.unlink(this.ino, name, time), inode);
  }

  override rmdir(name: string, inode: Inode, time: Timespec): number {
    return this.#named(this.superblock.engine.rmdir(this.ino, name, time), inode);
  }

  override rename(name: string, to: Inode, newName: string, replaced: Inode | null, time: Timespec): number {
    const moved = this.lookup(name);
    const { engine } = this.superblock;
    const error = engine.rename(this.ino, name, to.ino, newName, time);
    if (error < 0) return this.#failed(error);
    if (to instanceof DiskInode && to !== this) to.load();
    if (replaced instanceof DiskInode) {
      replaced.load();
      // What takes another file's name is written now, so that a crash leaves one or the other.
      if (moved instanceof DiskInode) moved.writeBack();
    }
    return this.#named(0, typeof moved === 'number' ? this : moved);
  }

  #named(error: number, inode: Inode): number {
    if (error < 0) return this.#failed(error);
    if (inode instanceof DiskInode) inode.load();
    this.#directoryChanged();
    return 0;
  }

  #directoryChanged(): void {
    this.load();
    this.superblock.changed();
  }

  #failed(error: number): number {
    return this.superblock.corrupted(error, 'ext4_find_dest_de', this.ino);
  }

  // ---- files ----

  override readlink(): string | number {
    return this.superblock.engine.readlink(this.ino);
  }

  override read(offset: number, count: number): Uint8Array | number {
    const length = Math.max(0, Math.min(count, this.size - offset));
    if (length === 0) return new Uint8Array(0);
    const { engine } = this.superblock;
    const onDisk = Math.max(0, Math.min(length, this.#diskSize - offset));
    const found = onDisk === 0 ? new Uint8Array(0) : engine.read(this.ino, offset, onDisk);
    if (typeof found === 'number') return this.superblock.corrupted(found, 'ext4_find_extent', this.ino);
    this.#cacheTo(offset + length);
    if (this.#pages.count === 0 && found.length === length) return found;
    const bytes = new Uint8Array(length);
    bytes.set(found);
    this.#pages.overlay(offset, bytes);
    return bytes;
  }

  /** Its contents are in memory up to an offset: they were read, written, or run as a program. */
  #cacheTo(end: number): void {
    if (end <= this.#cachedBytes) return;
    this.superblock.cached(end - this.#cachedBytes);
    this.#cachedBytes = end;
  }

  #dropCacheFrom(end: number): void {
    if (end >= this.#cachedBytes) return;
    this.superblock.cached(end - this.#cachedBytes);
    this.#cachedBytes = end;
  }

  override run(): void {
    this.#cacheTo(this.size);
  }

  override write(offset: number, bytes: Uint8Array, time: Timespec): number {
    if (bytes.length === 0) return 0;
    const { superblock } = this;
    if (superblock.writeError !== 0) return superblock.writeError;
    const needed = this.#pagesWithoutBlocks(offset, bytes.length);
    if (!superblock.reserve(needed)) return this.#writePart(offset, bytes, time);
    this.#reserved += needed;
    const before = this.#pages.count;
    this.#pages.write(offset, bytes, (index) => this.#pageOnDisk(index));
    if (offset + bytes.length > this.size) this.size = offset + bytes.length;
    // A write far behind the end leaves a hole, which is not in memory.
    if (offset <= this.#cachedBytes) this.#cacheTo(offset + bytes.length);
    // The clock that stamps files moves in ticks: many writes have the same time.
    if (this.mtime !== time || this.ctime !== time) {
      this.mtime = time;
      this.ctime = time;
      superblock.engine.change(this.ino, { mtime: time, ctime: time });
      superblock.touched();
    }
    superblock.dirtied(this, this.#pages.count - before);
    return bytes.length;
  }

  /** As many whole pages as there is room for. */
  #writePart(offset: number, bytes: Uint8Array, time: Timespec): number {
    const within = PAGE_BYTES - (offset % PAGE_BYTES);
    if (bytes.length <= within) return -ENOSPC;
    const half = Math.max(within, Math.floor(bytes.length / 2 / PAGE_BYTES) * PAGE_BYTES + within - PAGE_BYTES);
    return this.write(offset, bytes.subarray(0, Math.min(half, bytes.length - 1)), time);
  }

  #pagesWithoutBlocks(offset: number, length: number): number {
    const first = Math.floor(offset / PAGE_BYTES);
    const last = Math.floor((offset + length - 1) / PAGE_BYTES);
    const onDisk = Math.ceil(this.#diskSize / PAGE_BYTES);
    let count = 0;
    for (let index = Math.max(first, onDisk); index <= last; index++) if (!this.#pages.has(index)) count++;
    return count;
  }

  #pageOnDisk(index: number): Uint8Array {
    const page = new Uint8Array(PAGE_BYTES);
    const start = index * PAGE_BYTES;
    if (start < this.#diskSize) {
      const length = Math.min(PAGE_BYTES, this.#diskSize - start);
      const found = this.superblock.engine.read(this.ino, start, length);
      if (typeof found !== 'number') page.set(found);
    }
    return page;
  }

  /** Gives the written pages to the file system's engine; their blocks are allocated now. Bytes written. */
  writeBack(): number {
    if (this.#pages.count === 0) return 0;
    const { superblock } = this;
    const { size, mtime, ctime } = this;
    superblock.unreserve(this.#reserved);
    this.#reserved = 0;
    const pages = this.#pages.count;
    let written = 0;
    for (const { offset, bytes } of this.#pages.take(size)) {
      const result = this.#writeRun(offset, bytes, mtime);
      if (result !== bytes.length) {
        const error = result < 0 ? result : -ENOSPC;
        superblock.lost(this.ino, offset, Math.ceil(bytes.length / PAGE_BYTES), error);
      }
      written += Math.max(0, result);
    }
    superblock.engine.change(this.ino, { mtime, ctime });
    superblock.cleaned(this, pages);
    this.load();
    superblock.changed();
    return written;
  }

  /** What the running transaction freed is there to use after a commit. */
  #writeRun(offset: number, bytes: Uint8Array, mtime: Timespec): number {
    const { engine } = this.superblock;
    const first = engine.write(this.ino, offset, bytes, mtime);
    if (first === bytes.length || (first < 0 && first !== -ENOSPC)) return first;
    engine.commit();
    const done = Math.max(0, first);
    const second = engine.write(this.ino, offset + done, bytes.subarray(done), mtime);
    return second < 0 && done === 0 ? second : done + Math.max(0, second);
  }

  override truncate(size: number, time: Timespec): number {
    const { superblock } = this;
    if (superblock.writeError !== 0) return superblock.writeError;
    if (size === 0 && this.size > 0) this.#wasReplaced = true;
    if (size < this.size && this.#pages.count > 0) {
      // Pages that lost their bytes need no room any more.
      superblock.unreserve(this.#reserved);
      this.#reserved = 0;
      const before = this.#pages.count;
      this.#pages.truncate(size);
      superblock.cleaned(this, before - this.#pages.count);
      this.writeBack();
    }
    const error = superblock.engine.truncate(this.ino, size, time);
    if (error < 0) return error === -EIO ? error : superblock.corrupted(error, 'ext4_truncate', this.ino);
    this.#dropCacheFrom(size);
    this.load();
    this.size = size;
    superblock.changed();
    return 0;
  }

  override setAttributes(changes: AttributeChanges): number {
    const { superblock } = this;
    if (superblock.writeError !== 0) return superblock.writeError;
    const error = superblock.engine.change(this.ino, changes);
    if (error < 0) return superblock.corrupted(error, 'ext4_setattr', this.ino);
    if (changes.mode !== undefined) this.mode = (this.mode & S_IFMT) | changes.mode;
    if (changes.uid !== undefined) this.uid = changes.uid;
    if (changes.gid !== undefined) this.gid = changes.gid;
    if (changes.atime !== undefined) this.atime = changes.atime;
    if (changes.mtime !== undefined) this.mtime = changes.mtime;
    if (changes.ctime !== undefined) this.ctime = changes.ctime;
    superblock.touched();
    return 0;
  }

  override fsync(): number {
    return this.superblock.syncInode(this);
  }

  override closed(file: OpenFile): void {
    if (!file.isWritable || !this.#wasReplaced || this.writers > 0) return;
    this.#wasReplaced = false;
    this.writeBack();
  }

  override evict(time: Timespec): void {
    this.superblock.unreserve(this.#reserved);
    this.#reserved = 0;
    this.superblock.cleaned(this, this.#pages.count);
    this.#pages.clear();
    this.#dropCacheFrom(0);
    this.superblock.engine.forget(this.ino, time);
    this.superblock.forgotten(this.ino);
    this.superblock.changed();
  }
}

function newInode({ mode, uid, gid, time, rdev }: InodeAttributes): NewInode {
  return rdev === undefined ? { mode, uid, gid, time } : { mode, uid, gid, time, rdev };
}
