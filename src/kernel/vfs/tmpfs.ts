/**
 * Files in memory: tmpfs, ramfs and the rootfs of an initramfs.
 *
 * Mirrors Linux `mm/shmem.c` and `fs/ramfs/inode.c`: names come in reverse order of their making (dcache_readdir), a directory
 * has the size of its entries (20 bytes each, BOGO_DIRENT_SIZE), pages are counted against `size=`.
 */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, S_ISVTX, type Timespec } from '../../shell/posix.ts';
import { EEXIST, EFBIG, EINVAL, ENOENT, ENOMEM, ENOSPC, ENOTEMPTY } from '../../sim/errno.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import type { DirectoryEntry, FileSystemStatus } from '../process/system-calls.ts';
import { PAGE_BYTES, PageStore } from './page-store.ts';
import { type AttributeChanges, Dentry, Inode, type InodeAttributes, type SuperBlock } from './vfs-objects.ts';

const TMPFS_MAGIC = 0x01021994;
/** DEVPTS_SUPER_MAGIC. */
const DEVPTS_MAGIC = 0x1cd1;
const RAMFS_MAGIC = 0x858458f6;
const BOGO_DIRENT_BYTES = 20;
/** Largest offset the page store counts exactly: MAX_LFS_FILESIZE is larger, but no size below 2^53 fits in memory anyway. */
const FILE_BYTES_MAX = Number.MAX_SAFE_INTEGER;
const NAME_MAX = 255;

/** What all file systems in memory share: the RAM. */
export class MemoryBudget {
  readonly maxPages: number;
  pages = 0;
  readonly #memory: MemoryUse | null;

  constructor(maxPages: number, memory: MemoryUse | null) {
    this.maxPages = maxPages;
    this.#memory = memory;
  }

  hasRoom(pages: number): boolean {
    return this.pages + pages <= this.maxPages && (this.#memory?.hasRoom(pages * PAGE_BYTES) ?? true);
  }

  /** Negative: pages given back. */
  take(pages: number): void {
    this.pages += pages;
    if (pages > 0) this.#memory?.pageCacheGrow(pages * PAGE_BYTES, 'shmem');
    else if (pages < 0) this.#memory?.pageCacheShrink(-pages * PAGE_BYTES, 'shmem');
  }
}

export interface TmpfsOptions {
  readonly budget: MemoryBudget;
  readonly type: 'tmpfs' | 'ramfs' | 'rootfs' | 'devtmpfs' | 'devpts';
  readonly dev: number;
  readonly time: Timespec;
  /** Pages of 4 KiB; null: no limit (ramfs). */
  readonly maxPages: number | null;
  readonly maxInodes: number | null;
  readonly rootMode?: number;
  readonly rootUid?: number;
  readonly rootGid?: number;
  /** Options as `/proc/mounts` shows them, each with a comma in front. */
  readonly optionsText?: string;
  /** Entries of the root, made when they are first needed. */
  readonly populate?: (directory: TmpfsInode) => void;
}

export class Tmpfs implements SuperBlock {
  readonly type: string;
  readonly magic: number;
  readonly dev: number;
  readonly blockBytes = PAGE_BYTES;
  readonly root: TmpfsInode;
  readonly rootDentry: Dentry;
  readonly revalidates = false;
  readonly writeError = 0;
  readOnly = false;
  mountCount = 0;
  openForWriting = 0;
  maxPages: number | null;
  inodes = 0;
  #pages = 0;
  readonly #budget: MemoryBudget;
  #maxInodes: number | null;
  #optionsText: string;
  #nextIno = 1;

  constructor(options: TmpfsOptions) {
    this.type = options.type;
    const isUnlimited = options.type === 'ramfs' || options.maxPages === null;
    this.magic = options.type === 'devpts' ? DEVPTS_MAGIC : isUnlimited ? RAMFS_MAGIC : TMPFS_MAGIC;
    this.dev = options.dev;
    this.#budget = options.budget;
    this.maxPages = options.maxPages;
    this.#maxInodes = options.maxInodes;
    this.#optionsText = options.optionsText ?? '';
    this.root = this.inode({
      mode: S_IFDIR | (options.rootMode ?? 0o755),
      uid: options.rootUid ?? 0,
      gid: options.rootGid ?? 0,
      time: options.time,
    });
    this.root.populate = options.populate ?? null;
    this.rootDentry = new Dentry('', null, this.root);
  }

  inode(attributes: InodeAttributes): TmpfsInode {
    this.inodes++;
    return new TmpfsInode(this, this.#nextIno++, attributes);
  }

  get pages(): number {
    return this.#pages;
  }

  /** 0, or why there is no room: its own limit, or the RAM. Pages given back are negative. */
  take(pages: number): number {
    if (pages > 0 && this.maxPages !== null && this.#pages + pages > this.maxPages) return -ENOSPC;
    if (pages > 0 && !this.#budget.hasRoom(pages)) return -ENOMEM;
    this.#pages += pages;
    this.#budget.take(pages);
    return 0;
  }

  get isOutOfInodes(): boolean {
    return this.#maxInodes !== null && this.inodes >= this.#maxInodes;
  }

  statfs(): FileSystemStatus {
    const limited = this.maxPages !== null;
    const free = limited ? Math.max(0, this.maxPages! - this.pages) : 0;
    return {
      type: this.magic,
      bsize: PAGE_BYTES,
      blocks: limited ? this.maxPages! : 0,
      bfree: free,
      bavail: free,
      files: this.#maxInodes ?? 0,
      ffree: this.#maxInodes === null ? 0 : Math.max(0, this.#maxInodes - this.inodes),
      namelen: NAME_MAX,
    };
  }

  optionsText(): string {
    return this.#optionsText;
  }

  remount(data: string, readOnly: boolean): number {
    for (const option of data.split(',')) {
      const size = /^size=(\d+)([kmgKMG]?)$/.exec(option);
      if (size !== null) {
        const pages = Math.ceil((Number(size[1]) * unitBytes(size[2]!)) / PAGE_BYTES);
        if (pages < this.pages) return -EINVAL;
        this.maxPages = pages;
        this.#optionsText = `,size=${pages * (PAGE_BYTES / 1024)}k${this.#optionsText.replace(/,size=\d+k/, '')}`;
      }
    }
    this.readOnly = readOnly;
    return 0;
  }

  sync(): number {
    return 0;
  }

  unmount(): void {
    this.#budget.take(-this.#pages);
  }
}

/** memparse's letters. */
function unitBytes(letter: string): number {
  const power = ['', 'k', 'm', 'g', 't'].indexOf(letter.toLowerCase());
  return 1024 ** Math.max(0, power);
}

export class TmpfsInode extends Inode {
  readonly superblock: Tmpfs;
  /** Makes the entries of the directory when they are first needed. */
  populate: ((directory: TmpfsInode) => void) | null = null;
  #entries: Map<string, TmpfsInode> | null = null;
  #content: PageStore | null = null;
  #target: string | null = null;

  constructor(superblock: Tmpfs, ino: number, attributes: InodeAttributes) {
    super(ino, attributes.mode);
    this.superblock = superblock;
    this.uid = attributes.uid;
    this.gid = attributes.gid;
    this.rdev = attributes.rdev ?? 0;
    this.atime = attributes.time;
    this.mtime = attributes.time;
    this.ctime = attributes.time;
    if (this.isDirectory) {
      this.nlink = 2;
      // `.` and `..`; ramfs counts nothing.
      if (superblock.type !== 'ramfs') this.size = 2 * BOGO_DIRENT_BYTES;
    }
  }

  override refresh(): void {
    // The link count of a directory is known when its entries are.
    if (this.populate !== null) void this.entries;
  }

  override blocks(): number {
    return this.#content === null ? 0 : this.#content.pageCount * (PAGE_BYTES / 512);
  }

  // ---- directories ----

  /** What a directory holds, by name, oldest first. */
  get entries(): Map<string, TmpfsInode> {
    if (this.#entries === null) {
      this.#entries = new Map();
      const populate = this.populate;
      this.populate = null;
      populate?.(this);
    }
    return this.#entries;
  }

  override lookup(name: string): TmpfsInode | number {
    return this.entries.get(name) ?? -ENOENT;
  }

  override list(): readonly DirectoryEntry[] {
    const found: DirectoryEntry[] = [];
    for (const [name, inode] of this.entries) found.push({ name, ino: inode.ino, type: inode.mode & S_IFMT });
    return found.reverse();
  }

  /** Puts an inode under a name without any check: for those who build trees. */
  place(name: string, inode: TmpfsInode): void {
    this.entries.set(name, inode);
    this.size += BOGO_DIRENT_BYTES;
    if (inode.isDirectory) this.nlink++;
  }

  override create(name: string, attributes: InodeAttributes): TmpfsInode | number {
    if (this.superblock.isOutOfInodes) return -ENOSPC;
    if (this.entries.has(name)) return -EEXIST;
    const inode = this.superblock.inode(attributes);
    this.place(name, inode);
    this.#changed(attributes.time);
    return inode;
  }

  override mkdir(name: string, attributes: InodeAttributes): TmpfsInode | number {
    return this.create(name, attributes);
  }

  override symlink(name: string, target: string, attributes: InodeAttributes): TmpfsInode | number {
    const inode = this.create(name, { ...attributes, mode: S_IFLNK | 0o777 });
    if (typeof inode !== 'number') inode.setTarget(target);
    return inode;
  }

  setTarget(target: string): void {
    this.#target = target;
    this.size = target.length;
  }

  override link(name: string, inode: Inode, time: Timespec): number {
    this.place(name, inode as TmpfsInode);
    inode.nlink++;
    inode.ctime = time;
    this.#changed(time);
    return 0;
  }

  override unlink(name: string, inode: Inode, time: Timespec): number {
    this.#remove(name);
    inode.nlink--;
    inode.ctime = time;
    this.#changed(time);
    return 0;
  }

  override rmdir(name: string, inode: Inode, time: Timespec): number {
    if ((inode as TmpfsInode).entries.size > 0) return -ENOTEMPTY;
    this.#remove(name);
    this.nlink--;
    inode.nlink = 0;
    this.#changed(time);
    return 0;
  }

  override rename(name: string, to: Inode, newName: string, replaced: Inode | null, time: Timespec): number {
    const target = to as TmpfsInode;
    const inode = this.entries.get(name)!;
    if (replaced !== null) {
      const error = replaced.isDirectory
        ? target.rmdir(newName, replaced, time)
        : target.unlink(newName, replaced, time);
      if (error !== 0) return error;
    }
    this.#remove(name);
    if (inode.isDirectory) this.nlink--;
    target.place(newName, inode);
    inode.ctime = time;
    this.#changed(time);
    target.#changed(time);
    return 0;
  }

  #remove(name: string): void {
    this.entries.delete(name);
    this.size -= BOGO_DIRENT_BYTES;
  }

  #changed(time: Timespec): void {
    this.mtime = time;
    this.ctime = time;
  }

  // ---- files ----

  override readlink(): string | number {
    return this.#target ?? -EINVAL;
  }

  /** Gives a new file its contents; they are shared until somebody writes. */
  setContent(bytes: Uint8Array): void {
    this.#content = new PageStore(bytes);
    this.size = bytes.length;
    this.superblock.take(this.#content.pageCount);
  }

  override read(offset: number, count: number): Uint8Array | number {
    const length = Math.max(0, Math.min(count, this.size - offset));
    return this.#content?.read(offset, length) ?? new Uint8Array(length);
  }

  override write(offset: number, bytes: Uint8Array, time: Timespec): number {
    if (offset + bytes.length > FILE_BYTES_MAX) return -EFBIG;
    if (bytes.length === 0) return 0;
    this.#content ??= new PageStore();
    const { superblock } = this;
    let length = bytes.length;
    let error = superblock.take(this.#content.newPages(offset, length));
    while (error !== 0) {
      // Who finds no RAM waits for it in the middle of the write.
      if (error === -ENOMEM) return error;
      // As many pages as there is room for; shmem fills page by page.
      length = Math.floor((offset + length - 1) / PAGE_BYTES) * PAGE_BYTES - offset;
      if (length <= 0) return error;
      error = superblock.take(this.#content.newPages(offset, length));
    }
    this.#content.write(offset, length === bytes.length ? bytes : bytes.subarray(0, length));
    if (offset + length > this.size) this.size = offset + length;
    this.#changed(time);
    return length;
  }

  override truncate(size: number, time: Timespec): number {
    if (this.#content !== null && size < this.size) {
      const before = this.#content.pageCount;
      this.#content.truncate(size);
      this.superblock.take(this.#content.pageCount - before);
    }
    this.size = size;
    this.#changed(time);
    return 0;
  }

  override setAttributes(changes: AttributeChanges): number {
    if (changes.mode !== undefined) this.mode = (this.mode & S_IFMT) | changes.mode;
    if (changes.uid !== undefined) this.uid = changes.uid;
    if (changes.gid !== undefined) this.gid = changes.gid;
    if (changes.atime !== undefined) this.atime = changes.atime;
    if (changes.mtime !== undefined) this.mtime = changes.mtime;
    if (changes.ctime !== undefined) this.ctime = changes.ctime;
    return 0;
  }

  override evict(): void {
    if ((this.mode & S_IFMT) === S_IFREG && this.#content !== null) {
      this.superblock.take(-this.#content.pageCount);
      this.#content = null;
    }
    this.superblock.inodes--;
  }
}

/** What the mount options of tmpfs say; the names of those it does not know. */
export interface TmpfsMountOptions {
  readonly maxPages: number | null;
  readonly maxInodes: number | null;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly text: string;
}

/** `size=`, `nr_blocks=`, `nr_inodes=`, `mode=`, `uid=`, `gid=`; half of RAM by default. */
export function tmpfsOptions(data: string, ramBytes: number, isInode64: boolean): TmpfsMountOptions | number {
  let maxPages: number | null = Math.floor(ramBytes / PAGE_BYTES / 2);
  let maxInodes: number | null = maxPages;
  let mode = S_ISVTX | 0o777;
  let uid = 0;
  let gid = 0;
  let text = '';
  for (const option of data === '' ? [] : data.split(',')) {
    const [name, value = ''] = option.split('=', 2) as [string, string?];
    const number = /^(\d+)([kmgtKMGT]?)$/.exec(value);
    const amount = number === null ? Number.NaN : Number(number[1]) * unitBytes(number[2]!);
    if (name === 'size' && /^\d+%$/.test(value)) {
      maxPages = Math.floor(((Number.parseInt(value, 10) / 100) * ramBytes) / PAGE_BYTES);
      text += `,size=${maxPages * 4}k`;
    } else if (name === 'size' && !Number.isNaN(amount)) {
      maxPages = amount === 0 ? null : Math.ceil(amount / PAGE_BYTES);
      text += `,size=${Math.ceil(amount / PAGE_BYTES) * 4}k`;
    } else if (name === 'nr_blocks' && !Number.isNaN(amount)) {
      maxPages = amount === 0 ? null : amount;
      text += `,size=${amount * 4}k`;
    } else if (name === 'nr_inodes' && !Number.isNaN(amount)) {
      maxInodes = amount === 0 ? null : amount;
      text += `,nr_inodes=${amount}`;
    } else if (name === 'mode' && /^[0-7]+$/.test(value)) {
      mode = Number.parseInt(value, 8) & 0o7777;
      if (mode !== (S_ISVTX | 0o777)) text += `,mode=${(mode & 0o7777).toString(8).padStart(3, '0')}`;
    } else if (name === 'uid' && /^\d+$/.test(value)) {
      uid = Number(value);
      if (uid !== 0) text += `,uid=${uid}`;
    } else if (name === 'gid' && /^\d+$/.test(value)) {
      gid = Number(value);
      if (gid !== 0) text += `,gid=${gid}`;
    } else if (name !== 'inode32' && name !== 'inode64' && name !== 'huge') return -EINVAL;
  }
  if (isInode64) text += ',inode64';
  return { maxPages, maxInodes, mode, uid, gid, text };
}
