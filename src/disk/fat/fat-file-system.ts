/**
 * FAT12, FAT16 and FAT32 with long names behind the synchronous face of a file system.
 *
 * Mirrors Linux v6.1 `fs/fat` (type `vfat`). There are no owners, links and special files: they are refused with the error of Linux.
 * Modes come from the options and the read-only attribute; a mode that cannot be kept is ignored, as Linux does.
 */
import { fatAttribute } from '../../formats/fat-boot-sector.ts';
import { S_IFDIR, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import {
  EEXIST,
  EFBIG,
  EINVAL,
  EISDIR,
  ENAMETOOLONG,
  ENOENT,
  ENOTDIR,
  ENOTEMPTY,
  EPERM,
  EROFS,
  ESTALE,
} from '../../sim/errno.ts';
import { type BlockDevice, SECTOR_BYTES } from '../block-device.ts';
import { attempt, fail, orUndo } from '../fault.ts';
import type { DiskEntry, DiskFileSystem, DiskInode, DiskUsage, InodeChanges, NewInode } from '../file-system.ts';
import { FatContents } from './fat-contents.ts';
import { FatDirectories, ROOT_INO } from './fat-directory.ts';
import type { FatNode } from './fat-node.ts';
import { FatTable } from './fat-table.ts';
import { type FatRefusal, FatVolume, readFatGeometry } from './fat-volume.ts';

/** FAT_LFN_LEN times the longest character of a character set. */
const NAME_BYTES_MAX = 255 * 6;
const WRITE_BITS = 0o222;
const MAX_DEPTH = 10_000;

export interface FatOptions {
  readonly time: Timespec;
  readonly readOnly?: boolean;
  readonly uid?: number;
  readonly gid?: number;
  /** Permission bits that files and directories do not have. */
  readonly fileMask?: number;
  readonly directoryMask?: number;
  /** `mixed`, as Linux stores them: a long name unless all is in capitals. `upper`: no long name where capitals would do. */
  readonly shortNames?: 'mixed' | 'upper';
  /** `false`: the mark that the volume is in use is neither set nor cleared, as loaders that write leave it. */
  readonly marksUse?: boolean;
}

export interface MountedFat {
  readonly fileSystem: FatFileSystem;
  /** It was not unmounted cleanly. */
  readonly wasUnclean: boolean;
}

/** Mounts; or says why not, as a negated error number and the words of the kernel log. */
export function mountFat(device: BlockDevice, options: FatOptions): MountedFat | FatRefusal {
  const geometry = readFatGeometry(device);
  if ('errno' in geometry) return geometry;
  const fileSystem = new FatFileSystem(new FatVolume(geometry, device), options);
  return { fileSystem, wasUnclean: geometry.wasDirty };
}

class FatFileSystem implements DiskFileSystem {
  readonly type = 'vfat';
  readonly root = ROOT_INO;
  /** Nothing is kept for root. */
  mayUseReserve = true;
  readonly #volume: FatVolume;
  readonly #table: FatTable;
  readonly #directories: FatDirectories;
  readonly #contents: FatContents;
  readonly #options: FatOptions;
  #isReadOnly: boolean;
  #hasChanges = false;

  constructor(volume: FatVolume, options: FatOptions) {
    this.#volume = volume;
    this.#options = options;
    this.#table = new FatTable(volume);
    this.#directories = new FatDirectories(volume, this.#table, options.shortNames === 'upper');
    this.#contents = new FatContents(volume, this.#table);
    this.#isReadOnly = options.readOnly ?? false;
    if (!this.#isReadOnly) this.#markUse(true);
  }

  get isDirty(): boolean {
    return this.#volume.isDirty || this.#hasChanges;
  }

  get isReadOnly(): boolean {
    return this.#isReadOnly;
  }

  inode(ino: number): DiskInode | number {
    return this.#look(() => this.#statusOf(this.#live(ino)));
  }

  lookup(directory: number, name: string): number {
    return this.#look(() => this.#child(this.#directory(directory), name).ino);
  }

  list(directory: number): readonly DiskEntry[] | number {
    return this.#look(() => {
      const node = this.#directory(directory);
      const entries: DiskEntry[] = [
        { name: '.', ino: node.ino, type: S_IFDIR },
        { name: '..', ino: this.#parentOf(node).ino, type: S_IFDIR },
      ];
      for (const { name, node: child } of this.#directories.list(node)) {
        entries.push({ name, ino: child.ino, type: child.isDirectory ? S_IFDIR : S_IFREG });
      }
      return entries;
    });
  }

  read(ino: number, offset: number, length: number): Uint8Array | number {
    return this.#look(() => this.#contents.read(this.#file(ino), offset, length));
  }

  write(ino: number, offset: number, bytes: Uint8Array, time: Timespec): number {
    return this.#change(() => {
      const node = this.#file(ino);
      const written = this.#contents.write(node, offset, bytes);
      this.#stamp(node, time);
      return written;
    });
  }

  truncate(ino: number, size: number, time: Timespec): number {
    return this.#change(() => {
      const node = this.#file(ino);
      if (!Number.isSafeInteger(size) || size < 0) fail(size < 0 ? EINVAL : EFBIG);
      this.#contents.resize(node, size);
      this.#stamp(node, time);
      return 0;
    });
  }

  create(directory: number, name: string, { mode, time }: NewInode): number {
    return this.#change(() => {
      const type = mode & S_IFMT;
      if (type !== 0 && type !== S_IFREG) fail(EPERM);
      const parent = this.#forNewName(directory, name);
      const node = this.#directories.create(parent, name, fatAttribute.archive, time);
      this.#touch(parent, time);
      return node.ino;
    });
  }

  mkdir(directory: number, name: string, { time }: NewInode): number {
    return this.#change(() => {
      const parent = this.#forNewName(directory, name);
      const node = this.#directories.create(parent, name, fatAttribute.directory, time);
      orUndo(
        () => this.#directories.format(node, parent),
        () => {
          this.#directories.remove(node);
          this.#directories.forget(node);
        },
      );
      this.#directories.store(node);
      this.#touch(parent, time);
      return node.ino;
    });
  }

  symlink(): number {
    return this.#isReadOnly ? -EROFS : -EPERM;
  }

  readlink(ino: number): string | number {
    return this.#look(() => {
      this.#live(ino);
      return fail(EINVAL);
    });
  }

  link(): number {
    return this.#isReadOnly ? -EROFS : -EPERM;
  }

  unlink(directory: number, name: string, time: Timespec): number {
    return this.#change(() => {
      const parent = this.#directory(directory);
      const node = this.#child(parent, name);
      if (node.isDirectory) fail(EISDIR);
      this.#directories.remove(node);
      this.#touch(parent, time);
      return 0;
    });
  }

  rmdir(directory: number, name: string, time: Timespec): number {
    return this.#change(() => {
      if (name === '.') fail(EINVAL);
      if (name === '..') fail(ENOTEMPTY);
      const parent = this.#directory(directory);
      const node = this.#child(parent, name);
      if (!node.isDirectory) fail(ENOTDIR);
      if (!this.#directories.isEmpty(node)) fail(ENOTEMPTY);
      this.#directories.remove(node);
      this.#touch(parent, time);
      return 0;
    });
  }

  rename(fromDirectory: number, fromName: string, toDirectory: number, toName: string, time: Timespec): number {
    return this.#change(() => {
      if (isDots(fromName) || isDots(toName)) fail(EINVAL);
      const source = this.#directory(fromDirectory);
      const target = this.#directory(toDirectory);
      const node = this.#child(source, fromName);
      const replaced = this.#directories.lookup(target, toName);
      if (replaced === node) return 0;
      if (node.isDirectory) this.#checkNoCircle(node, target);
      if (replaced === undefined) {
        this.#move(node, source, fromName, target, toName, time);
      } else {
        if (replaced.isDirectory && !node.isDirectory) fail(EISDIR);
        if (!replaced.isDirectory && node.isDirectory) fail(ENOTDIR);
        if (replaced.isDirectory && !this.#directories.isEmpty(replaced)) fail(ENOTEMPTY);
        this.#directories.remove(node);
        this.#directories.replace(replaced, node);
      }
      if (node.isDirectory && source !== target) this.#directories.setParent(node, target);
      this.#touch(source, time);
      this.#touch(target, time);
      return 0;
    });
  }

  change(ino: number, { mode, uid, gid, atime, mtime }: InodeChanges): number {
    return this.#change(() => {
      const node = this.#live(ino);
      if (uid !== undefined && uid !== (this.#options.uid ?? 0)) fail(EPERM);
      if (gid !== undefined && gid !== (this.#options.gid ?? 0)) fail(EPERM);
      if (mode !== undefined) this.#changeMode(node, mode);
      if (atime !== undefined) node.accessed = atime;
      if (mtime !== undefined) node.modified = mtime;
      this.#directories.store(node);
      return 0;
    });
  }

  forget(ino: number): void {
    this.#change(() => {
      const node = this.#directories.node(ino);
      if (node === undefined || node.place !== null || node.ino === ROOT_INO) return 0;
      this.#directories.forget(node);
      return 0;
    });
  }

  usage(): DiskUsage {
    const { clusterBytes, lastCluster } = this.#volume.geometry;
    const free = this.#table.freeClusters;
    return {
      blockBytes: clusterBytes,
      blocks: lastCluster - 1,
      blocksFree: free,
      blocksAvailable: free,
      inodes: 0,
      inodesFree: 0,
      nameBytesMax: NAME_BYTES_MAX,
    };
  }

  commit(): void {
    if (this.#isReadOnly) return;
    this.#table.storeInfo();
    this.#volume.commit();
    this.#hasChanges = false;
  }

  unmount(): void {
    if (this.#isReadOnly) return;
    for (const node of this.#directories.nameless()) attempt(() => this.#directories.forget(node));
    this.commit();
    // A volume that was not clean when it was mounted stays so: only a check makes it clean.
    if (!this.#volume.geometry.wasDirty) this.#markUse(false);
    this.#isReadOnly = true;
  }

  remount(readOnly: boolean): number {
    if (readOnly === this.#isReadOnly) return 0;
    if (readOnly) {
      this.commit();
      if (!this.#volume.geometry.wasDirty) this.#markUse(false);
    } else {
      this.#markUse(true);
    }
    this.#isReadOnly = readOnly;
    return 0;
  }

  #markUse(isInUse: boolean): void {
    if (this.#options.marksUse ?? true) this.#volume.setDirty(isInUse);
  }

  #look<T>(work: () => T): T | number {
    const result = attempt(work);
    this.#volume.trim();
    return result;
  }

  #change(work: () => number): number {
    if (this.#isReadOnly) return -EROFS;
    this.#hasChanges = true;
    return this.#look(work);
  }

  #live(ino: number): FatNode {
    return this.#directories.node(ino) ?? fail(ESTALE);
  }

  #file(ino: number): FatNode {
    const node = this.#live(ino);
    if (node.isDirectory) fail(EISDIR);
    return node;
  }

  #directory(ino: number): FatNode {
    const node = this.#live(ino);
    if (!node.isDirectory) fail(ENOTDIR);
    return node;
  }

  #parentOf(node: FatNode): FatNode {
    return node.place?.directory ?? this.#directories.root;
  }

  #child(directory: FatNode, name: string): FatNode {
    if (name === '.') return directory;
    if (name === '..') return this.#parentOf(directory);
    if (name.length > NAME_BYTES_MAX) fail(ENAMETOOLONG);
    return this.#directories.lookup(directory, name) ?? fail(ENOENT);
  }

  #forNewName(ino: number, name: string): FatNode {
    if (name === '') fail(ENOENT);
    const directory = this.#directory(ino);
    if (isDots(name) || this.#directories.lookup(directory, name) !== undefined) fail(EEXIST);
    if (directory.place === null && directory !== this.#directories.root) fail(ENOENT);
    return directory;
  }

  /** To a new name; where that finds no room the old one comes back. */
  #move(node: FatNode, source: FatNode, oldName: string, target: FatNode, name: string, time: Timespec): void {
    this.#directories.remove(node);
    orUndo(
      () => this.#directories.insert(target, name, node, time),
      () => this.#directories.insert(source, oldName, node, time),
    );
  }

  #checkNoCircle(moved: FatNode, target: FatNode): void {
    let at = target;
    for (let depth = 0; depth < MAX_DEPTH && at !== this.#directories.root; depth++) {
      if (at === moved) fail(EINVAL);
      at = this.#parentOf(at);
    }
  }

  #statusOf(node: FatNode): DiskInode {
    const { uid = 0, gid = 0 } = this.#options;
    const { clusterBytes } = this.#volume.geometry;
    const isRoot = node === this.#directories.root;
    const { isDirectory } = node;
    const size = isDirectory ? this.#directorySize(node) : node.size;
    const time = isRoot ? { seconds: 0n, nanoseconds: 0 } : node.modified;
    return {
      ino: node.ino,
      mode: (isDirectory ? S_IFDIR : S_IFREG) | this.#permissionsOf(node),
      nlink: node.place === null && !isRoot ? 0 : isDirectory ? 2 + this.#directories.subdirectories(node) : 1,
      uid,
      gid,
      rdev: 0,
      size,
      blocks: (Math.ceil(size / clusterBytes) * clusterBytes) / SECTOR_BYTES,
      atime: isRoot ? time : node.accessed,
      mtime: time,
      ctime: time,
    };
  }

  #directorySize(node: FatNode): number {
    const { bits, rootSectors, clusterBytes } = this.#volume.geometry;
    if (node === this.#directories.root && bits !== 32) return rootSectors * SECTOR_BYTES;
    return node.clusters.length * clusterBytes;
  }

  #permissionsOf(node: FatNode): number {
    const { fileMask = 0o022, directoryMask = 0o022 } = this.#options;
    if (node.isDirectory) return 0o777 & ~directoryMask;
    const isReadOnly = (node.attributes & fatAttribute.readOnly) !== 0;
    return 0o777 & ~fileMask & ~(isReadOnly ? WRITE_BITS : 0);
  }

  /** Only the write bits of a file can be kept, all or none; anything else is passed over in silence. */
  #changeMode(node: FatNode, mode: number): void {
    const { fileMask = 0o022 } = this.#options;
    if (node.isDirectory) return;
    const wanted = mode & ~fileMask;
    const writable = WRITE_BITS & ~fileMask;
    if ((wanted & 0o555) !== (0o555 & ~fileMask)) return;
    if ((wanted & WRITE_BITS) !== 0 && (wanted & WRITE_BITS) !== writable) return;
    if ((wanted & WRITE_BITS) === 0) node.attributes |= fatAttribute.readOnly;
    else node.attributes &= ~fatAttribute.readOnly;
  }

  #stamp(node: FatNode, time: Timespec): void {
    node.attributes |= fatAttribute.archive;
    this.#touch(node, time);
  }

  #touch(node: FatNode, time: Timespec): void {
    if (node === this.#directories.root) return;
    node.modified = time;
    this.#directories.store(node);
  }
}

function isDots(name: string): boolean {
  return name === '.' || name === '..';
}
