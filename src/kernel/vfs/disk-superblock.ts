/**
 * A mounted disk file system: its inodes, what waits to be written, and when it is.
 *
 * Times of Linux: dirty pages are looked at every 5 s (vm.dirty_writeback_centisecs) and written when they are 30 s old
 * (vm.dirty_expire_centisecs); the journal commits 5 s after its transaction began (`commit=`). Timers run only while something
 * is dirty.
 */
import type { DiskFileSystem } from '../../disk/file-system.ts';
import { assert } from '../../sim/assert.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import { EBADMSG, EIO, EROFS, EUCLEAN } from '../../sim/errno.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import { KERN_CRIT, KERN_ERR } from '../printk/levels.ts';
import type { FileSystemStatus } from '../process/system-calls.ts';
import type { Timers } from '../process/timers.ts';
import { DiskInode, type DiskVolume } from './disk-inode.ts';
import { PAGE_BYTES } from './page-store.ts';
import { Dentry } from './vfs-objects.ts';

const WRITEBACK_NS = 5 * NS_PER_S;
const EXPIRE_NS = 30 * NS_PER_S;
/** For the blocks that map a file, which are allocated with its data. */
const SPARE_BLOCKS = 16;
const LOST_WRITE = 'lost async page write';
const EXT_MAGIC = 0xef53;
const MSDOS_MAGIC = 0x4d44;

/** What a mounted disk stands on. */
export interface DiskEnvironment {
  readonly time: KernelTime;
  readonly timers: Timers;
  readonly printk: (level: number, text: string) => void;
  /** Who asks now: for messages, and for the blocks that are kept for root. */
  readonly comm: () => string;
  readonly isRoot: () => boolean;
  readonly panic: (message: string) => void;
  /** vm.dirty_ratio of the RAM: more dirty pages than this are written at once. */
  readonly dirtyPagesMax: number;
  /** More pages wait to be written, or fewer. */
  readonly noteDirty: (pages: number) => void;
  /** Cached file contents are counted here; null: nowhere. */
  readonly memory: MemoryUse | null;
}

export interface DiskOptions {
  readonly commitSeconds: number;
  readonly errors: 'continue' | 'remount-ro' | 'panic';
  readonly isSynchronous: boolean;
  /** As `/proc/mounts` shows them. */
  readonly text: string;
}

export interface DiskMount {
  readonly name: string;
  readonly rdev: number;
  readonly engine: DiskFileSystem;
  readonly readOnly: boolean;
  readonly options: DiskOptions;
  /** Nanoseconds until everything written is on the medium. */
  readonly busyNs: () => number;
  /** Makes the engine read-only or writable. */
  readonly remount: (data: string, readOnly: boolean) => number;
  readonly unmounted: () => void;
}

export class DiskSuperBlock implements DiskVolume {
  readonly type: string;
  readonly magic: number;
  readonly dev: number;
  readonly blockBytes: number;
  readonly engine: DiskFileSystem;
  readonly root: DiskInode;
  readonly rootDentry: Dentry;
  readonly revalidates = false;
  readOnly: boolean;
  mountCount = 0;
  openForWriting = 0;
  options: DiskOptions;
  readonly #environment: DiskEnvironment;
  readonly #mount: DiskMount;
  readonly #inodes = new Map<number, DiskInode>();
  /** Files with pages to write, and since when. */
  readonly #dirty = new Map<DiskInode, number>();
  #reservedPages = 0;
  #dirtyPages = 0;
  #cachedBytes = 0;
  #roomForPages: { readonly isRoot: boolean; readonly pages: number } | null = null;
  #flushTimer: number | null = null;
  #commitTimer: number | null = null;

  /** The caller has seen that the root can be read. */
  constructor(environment: DiskEnvironment, mount: DiskMount) {
    this.#environment = environment;
    this.#mount = mount;
    this.engine = mount.engine;
    this.type = mount.engine.type;
    this.magic = mount.engine.type === 'vfat' ? MSDOS_MAGIC : EXT_MAGIC;
    this.dev = mount.rdev;
    this.readOnly = mount.readOnly;
    this.options = mount.options;
    this.blockBytes = PAGE_BYTES;
    const root = this.inodeAt(mount.engine.root);
    assert(typeof root !== 'number', `${mount.name}: the root inode cannot be read`);
    this.root = root;
    this.rootDentry = new Dentry('', null, root);
  }

  get isSynchronous(): boolean {
    return this.options.isSynchronous;
  }

  get writeError(): number {
    return this.readOnly ? -EROFS : 0;
  }

  inodeAt(ino: number): DiskInode | number {
    const known = this.#inodes.get(ino);
    if (known !== undefined) return known;
    const inode = new DiskInode(this, ino);
    const error = inode.load();
    if (error !== 0) return error;
    this.#inodes.set(ino, inode);
    return inode;
  }

  forgotten(ino: number): void {
    this.#inodes.delete(ino);
  }

  statfs(): FileSystemStatus {
    const usage = this.engine.usage();
    const delayed = this.#reservedPages * (PAGE_BYTES / usage.blockBytes);
    return {
      type: this.magic,
      bsize: usage.blockBytes,
      blocks: usage.blocks,
      bfree: Math.max(0, usage.blocksFree - delayed),
      bavail: Math.max(0, usage.blocksAvailable - delayed),
      files: usage.inodes,
      ffree: usage.inodesFree,
      namelen: usage.nameBytesMax,
    };
  }

  optionsText(): string {
    return this.options.text;
  }

  remount(data: string, readOnly: boolean): number {
    if (readOnly && !this.readOnly) this.#writeEverything();
    const error = this.#mount.remount(data, readOnly);
    if (error === 0) this.readOnly = readOnly;
    return error;
  }

  // ---- room ----

  reserve(pages: number): boolean {
    if (pages > 0 && this.#reservedPages + pages > this.#freePages()) {
      // Blocks freed by the running transaction can be had after its commit (ext4_should_retry_alloc).
      this.#writeEverything();
      this.#roomForPages = null;
      if (this.#reservedPages + pages > this.#freePages()) return false;
    }
    this.#reservedPages += pages;
    return true;
  }

  /** Pages that root, or somebody else, may still fill. */
  #freePages(): number {
    const isRoot = this.#environment.isRoot();
    this.engine.mayUseReserve = isRoot;
    if (this.#roomForPages === null || this.#roomForPages.isRoot !== isRoot) {
      const { blocksFree, blocksKept = 0, blocksAvailable, blockBytes } = this.engine.usage();
      const free = (isRoot ? blocksFree - blocksKept : blocksAvailable) - SPARE_BLOCKS;
      this.#roomForPages = { isRoot, pages: Math.max(0, Math.floor((free * blockBytes) / PAGE_BYTES)) };
    }
    return this.#roomForPages.pages;
  }

  unreserve(pages: number): void {
    this.#reservedPages -= pages;
  }

  cached(bytes: number): void {
    const { memory } = this.#environment;
    this.#cachedBytes += bytes;
    if (bytes > 0) memory?.pageCacheGrow(bytes);
    else if (bytes < 0) memory?.pageCacheShrink(-bytes);
  }

  // ---- writing back ----

  dirtied(inode: DiskInode, pages: number): void {
    const { time, timers, dirtyPagesMax, noteDirty } = this.#environment;
    this.#dirtyPages += pages;
    noteDirty(pages);
    if (!this.#dirty.has(inode)) this.#dirty.set(inode, time.now());
    if (this.isSynchronous) {
      this.#writeEverything();
      return;
    }
    if (this.#dirtyPages > dirtyPagesMax) this.#flushOlderThan(0);
    else this.#flushTimer ??= timers.after(WRITEBACK_NS, () => this.#flushDue());
  }

  cleaned(inode: DiskInode, pages: number): void {
    this.#dirty.delete(inode);
    this.#dirtyPages -= pages;
    this.#environment.noteDirty(-pages);
  }

  #flushDue(): void {
    this.#flushTimer = null;
    this.#flushOlderThan(EXPIRE_NS);
    if (this.#dirty.size > 0) this.#flushTimer = this.#environment.timers.after(WRITEBACK_NS, () => this.#flushDue());
  }

  #flushOlderThan(ageNs: number): void {
    const now = this.#environment.time.now();
    for (const [inode, since] of [...this.#dirty]) if (now - since >= ageNs) inode.writeBack();
  }

  changed(): void {
    this.#roomForPages = null;
    this.touched();
  }

  touched(): void {
    if (!this.engine.isDirty) return;
    if (this.isSynchronous) {
      this.engine.commit();
      return;
    }
    const { timers } = this.#environment;
    this.#commitTimer ??= timers.after(this.options.commitSeconds * NS_PER_S, () => this.#commitDue());
  }

  #commitDue(): void {
    this.#commitTimer = null;
    if (this.engine.isDirty) this.engine.commit();
  }

  #writeEverything(): void {
    this.#flushOlderThan(0);
    if (this.engine.isDirty) this.engine.commit();
  }

  syncInode(inode: DiskInode): number {
    inode.writeBack();
    if (this.engine.isDirty) this.engine.commit();
    return this.#mount.busyNs();
  }

  sync(): number {
    if (this.readOnly) return 0;
    this.#writeEverything();
    return this.#mount.busyNs();
  }

  unmount(): void {
    const { timers } = this.#environment;
    if (this.#flushTimer !== null) timers.cancel(this.#flushTimer);
    if (this.#commitTimer !== null) timers.cancel(this.#commitTimer);
    if (!this.readOnly) this.#flushOlderThan(0);
    this.engine.unmount();
    this.cached(-this.#cachedBytes);
    this.#mount.unmounted();
  }

  // ---- troubles ----

  corrupted(error: number, where: string, ino: number): number {
    if (error !== -EUCLEAN && error !== -EBADMSG) return error;
    const { printk, comm } = this.#environment;
    const what = error === -EBADMSG ? 'checksum invalid' : 'bogus contents';
    printk(KERN_CRIT, `EXT4-fs error (device ${this.#mount.name}): ${where}: inode #${ino}: comm ${comm()}: ${what}`);
    this.#handleError();
    return error;
  }

  /** `ext4_handle_error`. */
  #handleError(): void {
    const { printk, panic } = this.#environment;
    const { name } = this.#mount;
    if (this.readOnly || this.options.errors === 'continue') return;
    if (this.options.errors === 'panic') {
      panic(`EXT4-fs (device ${name}): panic forced after error`);
      return;
    }
    printk(KERN_CRIT, `EXT4-fs (${name}): Remounting filesystem read-only`);
    this.readOnly = true;
  }

  lost(ino: number, offset: number, pages: number, error: number): void {
    const { printk } = this.#environment;
    const { name } = this.#mount;
    const at = Math.floor(offset / PAGE_BYTES);
    printk(
      KERN_CRIT,
      `EXT4-fs (${name}): Delayed block allocation failed for inode ${ino} at logical offset ${at} with max blocks ${pages} with error ${-error}`,
    );
    printk(KERN_CRIT, `EXT4-fs (${name}): This should not happen!! Data will be lost\n`);
    if (error === -EIO) printk(KERN_ERR, `Buffer I/O error on dev ${name}, logical block ${at}, ${LOST_WRITE}`);
  }
}
