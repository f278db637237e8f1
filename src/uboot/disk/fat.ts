/**
 * FAT as U-Boot's file commands see it.
 *
 * Mirrors the messages and refusals of U-Boot `fs/fat/fat.c` and `fat_write.c` on the engine of `src/disk`. An operation that fails
 * leaves the disk as it was. Left out: U-Boot's choice of clusters and its random short names from the tenth on.
 */

import { type BlockDevice, SECTOR_BYTES } from '../../disk/block-device.ts';
import { mountFat } from '../../disk/fat/fat-file-system.ts';
import type { DiskFileSystem } from '../../disk/file-system.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import { S_IFDIR, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import { latin1Text } from '../../sim/bytes.ts';
import type { DirectoryEntry, FileSource, UBootFileSystem, WriteEnd } from './file-system.ts';
import type { PartitionAccess, Puts } from './partition-access.ts';

/** 2000-01-01: no board here has an RTC that U-Boot drives. */
const NO_CLOCK: Timespec = { seconds: 946684800n, nanoseconds: 0 };
const NAME_BYTES_MAX = 256;
const ILLEGAL = /["*/:<>?\\|]/;
const CHUNK = 1024 * 1024;

export type FatRules = UBootProfile['storage'];

/** Bits of a file-allocation entry and label, as the boot sector has them; null where there is no FAT. */
export function fatBootSector(partition: PartitionAccess): { label: string } | null {
  const sector = partition.driver.read(partition.start, 1);
  if (sector === null || sector[510] !== 0x55 || sector[511] !== 0xaa) return null;
  const text = (at: number, length: number) => latin1Text(sector.subarray(at, at + length));
  if (text(54, 3) === 'FAT') return { label: text(43, 11) };
  return text(82, 5) === 'FAT32' ? { label: text(71, 11) } : null;
}

export class Fat implements UBootFileSystem {
  readonly name = 'fat';
  readonly #partition: PartitionAccess;
  readonly #puts: Puts;
  readonly #rules: FatRules;

  private constructor(partition: PartitionAccess, puts: Puts, rules: FatRules) {
    this.#partition = partition;
    this.#puts = puts;
    this.#rules = rules;
  }

  static mount(partition: PartitionAccess, puts: Puts, rules: FatRules): Fat | null {
    return fatBootSector(partition) === null ? null : new Fat(partition, puts, rules);
  }

  list(path: string): readonly DirectoryEntry[] | null {
    const fat = this.#engine(true);
    const directory = fat === null ? -1 : resolve(fat, path);
    const entries = fat === null || directory < 0 ? -1 : fat.list(directory);
    if (fat === null || typeof entries === 'number') return null;
    return entries.flatMap(({ name, ino, type }): DirectoryEntry[] => {
      const isDots = name === '.' || name === '..';
      if (isDots && directory === fat.root) return [];
      const inode = fat.inode(ino);
      const size = typeof inode === 'number' || type === S_IFDIR ? 0 : inode.size;
      return [{ name, kind: type === S_IFDIR ? 'directory' : 'file', size }];
    });
  }

  /** A directory has size 0. */
  size(path: string): number | null {
    const fat = this.#engine(true);
    const inode = fat === null ? -1 : statusOf(fat, path);
    if (typeof inode === 'number') return null;
    return inode.isDirectory ? 0 : inode.size;
  }

  read(path: string, position: number, length: number): Uint8Array | null {
    const fat = this.#engine(true);
    const inode = fat === null ? -1 : statusOf(fat, path);
    const bytes =
      fat === null || typeof inode === 'number' || inode.isDirectory
        ? -1
        : fat.read(inode.ino, position, length === 0 ? Math.max(0, inode.size - position) : length);
    if (typeof bytes !== 'number') return bytes;
    if (!this.#rules.badDeviceLine) this.#puts(`** Unable to read file ${path} **\n`);
    return null;
  }

  write(path: string, position: number, source: FileSource): WriteEnd {
    const place = this.#newPlace(path);
    if (place === null) return 'failed';
    const { fat, parent, name } = place;
    const existing = fat.lookup(parent, name);
    const old = existing < 0 ? null : fat.inode(existing);
    // A directory of that name, or a hole before the new bytes: refused without a word.
    if (typeof old === 'number' || (old !== null && (old.mode & S_IFMT) === S_IFDIR)) return 'failed';
    if (position > (old?.size ?? 0)) return 'failed';
    const refuse = (text: string): WriteEnd => {
      this.#puts(`${text}Error: writing contents\n`);
      return 'failed';
    };
    const { blockBytes, blocksFree } = fat.usage();
    const needed = Math.ceil((position + source.length) / blockBytes) - Math.ceil((old?.size ?? 0) / blockBytes);
    if (needed > blocksFree) return refuse(`Error: no space left: ${source.length}\n`);
    if (source.length > source.available) return 'fault';
    if (this.#partition.driver.disk.isReadOnly) {
      return refuse(this.#partition.driver.disk.interface === 'mmc' ? 'mmc write failed\n' : '');
    }
    const ino = old?.ino ?? fat.create(parent, name, { mode: S_IFREG | 0o755, uid: 0, gid: 0, time: NO_CLOCK });
    if (ino < 0) return refuse(`Error: no space left: ${source.length}\n`);
    if (old !== null && fat.truncate(ino, position, NO_CLOCK) < 0) return refuse('');
    if (source.length > 0) source.beforeWrite(0, source.length);
    for (let done = 0; done < source.length; ) {
      const piece = source.read(done, Math.min(CHUNK, source.length - done));
      const written = fat.write(ino, position + done, piece, NO_CLOCK);
      if (written <= 0) return refuse(`Error: no space left: ${source.length}\n`);
      done += written;
    }
    fat.unmount();
    return 'written';
  }

  unlink(path: string): boolean {
    const { directory, base } = splitPath(path);
    if (directory === '/' && base === '') {
      this.#puts('Error: cannot remove root\n');
      return false;
    }
    const fat = this.#engine(false);
    const parent = fat === null ? -1 : resolve(fat, directory);
    if (fat === null || parent < 0) {
      this.#puts(`${directory}: doesn't exist (-2)\n`);
      return false;
    }
    const ino = fat.lookup(parent, base);
    const inode = ino < 0 ? ino : fat.inode(ino);
    if (typeof inode === 'number') {
      this.#puts(this.#rules.badDeviceLine ? `${base}: doesn't exist (-2)\n` : `${base}: doesn't exist\n`);
      return false;
    }
    const isDirectory = (inode.mode & S_IFMT) === S_IFDIR;
    const entries = isDirectory ? fat.list(ino) : [];
    if (typeof entries !== 'number' && entries.length > 2) {
      this.#puts(`Error: directory is not empty: ${entries.length}\n`);
      return false;
    }
    if (this.#isWriteProtected()) return false;
    const ended = isDirectory ? fat.rmdir(parent, base, NO_CLOCK) : fat.unlink(parent, base, NO_CLOCK);
    if (ended < 0) return false;
    fat.forget(ino, NO_CLOCK);
    fat.unmount();
    return true;
  }

  mkdir(path: string): boolean {
    const place = this.#newPlace(path);
    if (place === null) return false;
    const { fat, parent, name } = place;
    if (fat.lookup(parent, name) >= 0) {
      this.#puts(`${name.toLowerCase()}: already exists\n`);
      return false;
    }
    if (this.#isWriteProtected()) return false;
    if (fat.mkdir(parent, name, { mode: S_IFDIR | 0o755, uid: 0, gid: 0, time: NO_CLOCK }) < 0) {
      this.#puts('Error: writing contents\n');
      return false;
    }
    fat.unmount();
    return true;
  }

  /** Bits of an entry, as `fatinfo` names the kind; null where it cannot be mounted. */
  get bits(): number | null {
    const usage = this.#engine(true)?.usage();
    if (usage === undefined) return null;
    const sector = this.#partition.driver.read(this.#partition.start, 1)!;
    if (latin1Text(sector.subarray(82, 87)) === 'FAT32') return 32;
    return usage.blocks > 0xff4 ? 16 : 12;
  }

  #isWriteProtected(): boolean {
    const { isReadOnly, interface: name } = this.#partition.driver.disk;
    if (isReadOnly && name === 'mmc') this.#puts('mmc write failed\n');
    return isReadOnly;
  }

  /** Where a new file or directory goes; told where that cannot be. */
  #newPlace(path: string): { fat: DiskFileSystem; parent: number; name: string } | null {
    const { directory, base } = splitPath(path);
    if (base === '') return null;
    const isLegal = base.length < NAME_BYTES_MAX && !base.endsWith('.') && !ILLEGAL.test(base);
    if (!isLegal || Array.from(base).some((character) => character < ' ')) {
      this.#puts(`FAT: illegal filename (${base})\n`);
      return null;
    }
    const fat = this.#engine(false);
    const parent = fat === null ? -1 : resolve(fat, directory);
    const inode = fat === null || parent < 0 ? -1 : fat.inode(parent);
    if (fat !== null && typeof inode !== 'number' && (inode.mode & S_IFMT) === S_IFDIR)
      return { fat, parent, name: base };
    this.#puts(`${directory}: doesn't exist (-2)\n`);
    return null;
  }

  #engine(readOnly: boolean): DiskFileSystem | null {
    const mounted = mountFat(asDevice(this.#partition), { time: NO_CLOCK, readOnly, marksUse: false });
    return 'errno' in mounted ? null : mounted.fileSystem;
  }
}

/** The partition as a device; sectors that the disk does not have are not part of it. */
function asDevice({ driver, start, sectors }: PartitionAccess): BlockDevice {
  const sectorCount = Math.max(0, Math.min(sectors, driver.disk.device.sectorCount - start));
  return {
    sectorCount,
    read: (sector, count) => driver.read(start + sector, count) ?? new Uint8Array(count * SECTOR_BYTES),
    write: (sector, bytes) => {
      driver.write(start + sector, bytes);
    },
    flush: () => {},
  };
}

/** A path's inode, or a negated error number. */
function resolve(fat: DiskFileSystem, path: string): number {
  let at = fat.root;
  for (const name of path.split(/[\\/]/)) {
    if (name === '') continue;
    at = fat.lookup(at, name);
    if (at < 0) return at;
  }
  return at;
}

function statusOf(fat: DiskFileSystem, path: string): { ino: number; size: number; isDirectory: boolean } | number {
  const ino = resolve(fat, path);
  const inode = ino < 0 ? ino : fat.inode(ino);
  if (typeof inode === 'number') return inode;
  return { ino, size: inode.size, isDirectory: (inode.mode & S_IFMT) === S_IFDIR };
}

/** `split_filename`: slashes at the end count for nothing; without one, the directory is the root. */
function splitPath(path: string): { directory: string; base: string } {
  const trimmed = path.replace(/[\\/]+$/, '');
  const match = /^(.*?)[\\/]+([^\\/]*)$/.exec(trimmed);
  if (match === null) return { directory: '/', base: trimmed };
  return { directory: match[1] === '' ? '/' : match[1]!, base: match[2]! };
}
