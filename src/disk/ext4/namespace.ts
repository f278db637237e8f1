/**
 * Operations on names: create, link, unlink, rename.
 *
 * Mirrors Linux v6.1 `fs/ext4/namei.c`, with the checks of `fs/namei.c` that need the disk. Errors are thrown as faults. What
 * can run out is taken first, so that an operation that fails has changed nothing.
 */
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import {
  EEXIST,
  EINVAL,
  EISDIR,
  EMLINK,
  ENAMETOOLONG,
  ENOENT,
  ENOTDIR,
  ENOTEMPTY,
  EPERM,
  EUCLEAN,
} from '../../sim/errno.ts';
import { DiskFault, fail, orUndo } from '../fault.ts';
import type { NewInode } from '../file-system.ts';
import { ExtentNode } from './extent-node.ts';
import { EXTENTS_FLAG, INDEX_FLAG, INODE_BLOCK, type Inode } from './inode.ts';
import type { Parts } from './parts.ts';

const NAME_MAX = 255;
const LINK_MAX = 65000;
/** Targets shorter than this stand in the inode. */
const FAST_LINK_BYTES = 60;
/** Directories between two, at most, when rename looks for a circle. */
const MAX_DEPTH = 10_000;

export class Namespace {
  readonly #parts: Parts;
  #generation: number;

  constructor(parts: Parts, firstGeneration: number) {
    this.#parts = parts;
    this.#generation = firstGeneration;
  }

  directory(number: number): Inode {
    const inode = this.#parts.inodes.load(number);
    if (!inode.isDirectory) fail(ENOTDIR);
    return inode;
  }

  /** The inode a name stands for. */
  child(directory: Inode, name: string): Inode {
    if (name.length > NAME_MAX) fail(ENAMETOOLONG);
    const number = this.#parts.directories.lookup(directory, name);
    if (number === 0) fail(ENOENT);
    return this.#usable(number);
  }

  create(directoryNumber: number, name: string, wanted: NewInode): Inode {
    const directory = this.#forNewName(directoryNumber, name);
    const inode = this.#take(directory, name, wanted);
    const type = wanted.mode & S_IFMT;
    if (type === S_IFCHR || type === S_IFBLK) inode.rdev = wanted.rdev ?? 0;
    else if (type === S_IFREG) this.#useExtents(inode);
    inode.links = 1;
    orUndo(
      () => this.#parts.directories.add(directory, name, inode.number, wanted.mode),
      () => this.#drop(inode),
    );
    this.#stamp(directory, wanted.time);
    return inode;
  }

  mkdir(directoryNumber: number, name: string, wanted: NewInode): Inode {
    const directory = this.#forNewName(directoryNumber, name);
    this.#checkDirectoryLinks(directory);
    const inode = this.#take(directory, name, { ...wanted, mode: (wanted.mode & ~S_IFMT) | S_IFDIR });
    this.#useExtents(inode);
    inode.links = 2;
    orUndo(
      () => {
        this.#parts.directories.format(inode, directory.number);
        this.#parts.directories.add(directory, name, inode.number, S_IFDIR);
      },
      () => this.#drop(inode),
    );
    this.#addDirectoryLink(directory);
    this.#stamp(directory, wanted.time);
    return inode;
  }

  symlink(directoryNumber: number, name: string, target: string, wanted: NewInode): Inode {
    if (target.length === 0) fail(ENOENT);
    if (target.length >= this.#parts.geometry.blockBytes) fail(ENAMETOOLONG);
    const directory = this.#forNewName(directoryNumber, name);
    const inode = this.#take(directory, name, { ...wanted, mode: (wanted.mode & ~S_IFMT) | S_IFLNK });
    inode.links = 1;
    const bytes = latin1Bytes(target);
    orUndo(
      () => {
        if (bytes.length < FAST_LINK_BYTES) {
          inode.block.bytes.set(bytes, inode.at + INODE_BLOCK);
          inode.size = bytes.length;
        } else {
          this.#useExtents(inode);
          this.#parts.files.write(inode, 0, bytes);
        }
        this.#parts.directories.add(directory, name, inode.number, S_IFLNK);
      },
      () => this.#drop(inode),
    );
    this.#stamp(directory, wanted.time);
    return inode;
  }

  link(directoryNumber: number, name: string, number: number, time: Timespec): void {
    const inode = this.#usable(number);
    if (inode.isDirectory) fail(EPERM);
    const directory = this.#forNewName(directoryNumber, name);
    if (inode.links >= LINK_MAX) fail(EMLINK);
    if (inode.links === 0) fail(ENOENT);
    this.#parts.directories.add(directory, name, number, inode.mode);
    inode.links++;
    this.#change(inode, time);
    this.#stamp(directory, time);
  }

  unlink(directoryNumber: number, name: string, time: Timespec): void {
    const directory = this.directory(directoryNumber);
    const inode = this.child(directory, name);
    if (inode.isDirectory) fail(EISDIR);
    this.#parts.directories.remove(directory, name);
    this.#stamp(directory, time);
    this.#dropLink(inode, time);
  }

  rmdir(directoryNumber: number, name: string, time: Timespec): void {
    if (name === '.') fail(EINVAL);
    if (name === '..') fail(ENOTEMPTY);
    const directory = this.directory(directoryNumber);
    const inode = this.child(directory, name);
    if (!inode.isDirectory) fail(ENOTDIR);
    if (!this.#parts.directories.isEmpty(inode)) fail(ENOTEMPTY);
    this.#parts.directories.remove(directory, name);
    this.#dropDirectory(inode, time);
    this.#removeDirectoryLink(directory);
    this.#stamp(directory, time);
  }

  rename(from: number, fromName: string, to: number, toName: string, time: Timespec): void {
    const source = this.directory(from);
    const target = from === to ? source : this.directory(to);
    const inode = this.child(source, fromName);
    this.#checkName(toName);
    if (isDots(fromName) || isDots(toName)) fail(EINVAL);
    const existing = this.#parts.directories.lookup(target, toName);
    if (existing === inode.number) return;
    if (inode.isDirectory) this.#checkNoCircle(inode, target);
    const replaced = existing === 0 ? null : this.#usable(existing);
    if (replaced !== null) this.#checkReplaced(inode, replaced);
    const movesDirectory = inode.isDirectory && from !== to;
    if (movesDirectory && replaced === null) this.#checkDirectoryLinks(target);

    if (replaced === null) this.#parts.directories.add(target, toName, inode.number, inode.mode);
    else this.#parts.directories.replace(target, toName, inode.number, inode.mode);
    this.#parts.directories.remove(source, fromName);
    if (movesDirectory) {
      this.#parts.directories.replace(inode, '..', target.number, S_IFDIR);
      this.#removeDirectoryLink(source);
      if (replaced === null) this.#addDirectoryLink(target);
    }
    if (replaced?.isDirectory) {
      this.#dropDirectory(replaced, time);
      if (!movesDirectory) this.#removeDirectoryLink(target);
    } else if (replaced !== null) {
      this.#dropLink(replaced, time);
    }
    this.#change(inode, time);
    this.#stamp(source, time);
    if (target !== source) this.#stamp(target, time);
  }

  readlink(inode: Inode): string {
    if (inode.type !== S_IFLNK) fail(EINVAL);
    const { size } = inode;
    let bytes: Uint8Array;
    if (inode.isFastLink) {
      if (size >= FAST_LINK_BYTES) fail(EUCLEAN);
      bytes = inode.block.bytes.subarray(inode.at + INODE_BLOCK, inode.at + INODE_BLOCK + size);
    } else {
      bytes = this.#parts.files.read(inode, 0, Math.min(size, this.#parts.geometry.blockBytes));
    }
    let target = '';
    // The name ends where C would see its end.
    for (const byte of bytes) {
      if (byte === 0) break;
      target += String.fromCharCode(byte);
    }
    return target;
  }

  /** An inode that a directory names: one that was deleted makes no sense there. */
  #usable(number: number): Inode {
    const { firstInode } = this.#parts.geometry;
    if (number !== 2 && number < firstInode) throw new DiskFault(-EUCLEAN);
    const inode = this.#parts.inodes.load(number);
    if (inode.mode === 0 || (inode.links === 0 && !this.#parts.orphans.has(number))) throw new DiskFault(-EUCLEAN);
    return inode;
  }

  #forNewName(directoryNumber: number, name: string): Inode {
    this.#checkName(name);
    const directory = this.directory(directoryNumber);
    if (isDots(name) || this.#parts.directories.lookup(directory, name) !== 0) fail(EEXIST);
    // A directory that was removed while somebody stood in it takes no new names.
    if (directory.links === 0) fail(ENOENT);
    return directory;
  }

  #checkName(name: string): void {
    if (name.length > NAME_MAX) fail(ENAMETOOLONG);
    if (name.length === 0) fail(ENOENT);
    if (name.includes('/') || name.includes('\0')) fail(EINVAL);
  }

  #take(directory: Inode, name: string, { mode, uid, gid, time }: NewInode): Inode {
    const isDirectory = (mode & S_IFMT) === S_IFDIR;
    const number = this.#parts.allocator.takeInode(directory.number, name, isDirectory);
    const inode = this.#parts.inodes.fresh(number);
    inode.mode = mode;
    inode.uid = uid;
    inode.gid = gid;
    inode.generation = this.#generation;
    // A linear congruential step (Numerical Recipes): the next one differs, and a replay gives the same.
    this.#generation = (Math.imul(this.#generation, 1664525) + 1013904223) >>> 0;
    for (const which of ['access', 'change', 'modify', 'birth'] as const) inode.setTime(which, time);
    return inode;
  }

  #useExtents(inode: Inode): void {
    if (!this.#parts.geometry.has.extents) return;
    inode.flags |= EXTENTS_FLAG;
    ExtentNode.format(inode);
  }

  /** Gives back an inode that got no name. */
  #drop(inode: Inode): void {
    const wasDirectory = inode.isDirectory;
    if (wasDirectory) this.#parts.directories.forget(inode.number);
    if (inode.isDirectory || inode.isFile || (inode.type === S_IFLNK && !inode.isFastLink)) {
      this.#parts.files.free(inode, 0);
    }
    inode.links = 0;
    this.#parts.allocator.freeInode(inode.number, wasDirectory);
  }

  #dropLink(inode: Inode, time: Timespec): void {
    inode.links = Math.max(0, inode.links - 1);
    this.#change(inode, time);
    if (inode.links === 0) this.#parts.orphans.add(inode);
  }

  #dropDirectory(inode: Inode, time: Timespec): void {
    inode.links = 0;
    inode.size = 0;
    this.#parts.directories.forget(inode.number);
    this.#change(inode, time);
    this.#parts.orphans.add(inode);
  }

  #checkReplaced(inode: Inode, replaced: Inode): void {
    if (!replaced.isDirectory) {
      if (inode.isDirectory) fail(ENOTDIR);
      return;
    }
    if (!inode.isDirectory) fail(EISDIR);
    if (!this.#parts.directories.isEmpty(replaced)) fail(ENOTEMPTY);
  }

  /** A directory cannot move below itself. */
  #checkNoCircle(moved: Inode, target: Inode): void {
    let at = target;
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      if (at.number === moved.number) fail(EINVAL);
      if (at.number === 2) return;
      const above = this.#parts.directories.parentOf(at);
      if (above === 0 || above === at.number) return;
      at = this.directory(above);
    }
    fail(EUCLEAN);
  }

  #checkDirectoryLinks(directory: Inode): void {
    const mayOverflow = this.#parts.geometry.has.directoryLinks && (directory.flags & INDEX_FLAG) !== 0;
    if (directory.links >= LINK_MAX && !mayOverflow) fail(EMLINK);
  }

  /** Beyond the limit an indexed directory's count becomes 1: not known. */
  #addDirectoryLink(directory: Inode): void {
    const isIndexed = (directory.flags & INDEX_FLAG) !== 0;
    const next = directory.links + 1;
    directory.links = isIndexed && (next > LINK_MAX || next === 2) ? 1 : next;
  }

  #removeDirectoryLink(directory: Inode): void {
    if (directory.links > 2) directory.links--;
  }

  #change(inode: Inode, time: Timespec): void {
    inode.setTime('change', time);
    inode.touch();
  }

  #stamp(directory: Inode, time: Timespec): void {
    directory.setTime('modify', time);
    directory.setTime('change', time);
    directory.touch();
  }
}

function isDots(name: string): boolean {
  return name === '.' || name === '..';
}
