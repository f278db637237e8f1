/**
 * ext2, ext3 and ext4 as U-Boot's file commands see them.
 *
 * Mirrors `ext4fs_find_file`, `ext4fs_iterate_dir` and `ext4fs_readdir` of U-Boot `fs/ext4`: symbolic links are followed up to a depth
 * of eight, entries come as they lie on the disk, hash trees are not looked at. The real directory loops do not end on a directory
 * that is as large as its inode claims; here a directory is read up to `DIRECTORY_BYTES_MAX`.
 */
import type { DirectoryEntry, FileSource, UBootFileSystem, WriteEnd } from '../file-system.ts';
import type { PartitionAccess, Puts } from '../partition-access.ts';
import { type Ext4Rules, Ext4Volume, INODE_BLOCK, modeOf, ROOT_INODE, sizeOf, viewOf } from './volume.ts';
import { writeExt4 } from './write.ts';
import type { Ext4Statics } from './write-state.ts';

const ENTRY_BYTES = 8;
const LINKS_MAX = 8;
const FAST_LINK_BYTES = 60;
/** A target longer than this would not fit the heap on a small board. */
const LINK_BYTES_MAX = 64 * 1024;
const DIRECTORY_BYTES_MAX = 16 * 1024 * 1024;
const S_IFMT = 0xf000;
const S_IFDIR = 0x4000;
const S_IFREG = 0x8000;
const S_IFLNK = 0xa000;

type Kind = DirectoryEntry['kind'];
/** `FILETYPE_*`: the type byte of an entry. */
const ENTRY_KINDS: Readonly<Record<number, Kind>> = { 1: 'file', 2: 'directory', 7: 'link' };

interface Node {
  readonly inode: number;
  readonly kind: Kind;
}

interface StoredEntry {
  readonly name: string;
  readonly inode: number;
  readonly type: number;
}

export class Ext4 implements UBootFileSystem {
  readonly name = 'ext4';
  readonly #volume: Ext4Volume;
  readonly #statics: Ext4Statics;
  readonly #puts: Puts;
  #linksLeft = 0;

  private constructor(volume: Ext4Volume, statics: Ext4Statics, puts: Puts) {
    this.#volume = volume;
    this.#statics = statics;
    this.#puts = puts;
  }

  /** Null where there is none. */
  static mount(partition: PartitionAccess, puts: Puts, rules: Ext4Rules, statics: Ext4Statics): Ext4 | null {
    const volume = Ext4Volume.mount(partition, puts, rules);
    return volume === null ? null : new Ext4(volume, statics, puts);
  }

  list(path: string): readonly DirectoryEntry[] | null {
    const found = this.#find(path);
    if (found === null || found.kind !== 'directory') return null;
    const inode = this.#volume.readInode(found.inode);
    if (inode === null) return null;
    const isOwn = this.#volume.rules.ext4List === 'own';
    const entries: DirectoryEntry[] = [];
    for (const { name, inode: number, type } of this.#entries(inode)) {
      const own = this.#volume.readInode(number);
      // The rest of the directory is not shown.
      if (own === null) break;
      const kind = isOwn && type !== 0 ? (ENTRY_KINDS[type] ?? 'other') : kindOf(own);
      entries.push({ name, kind, size: sizeOf(own) });
    }
    return entries;
  }

  size(path: string): number | null {
    const inode = this.#file(path);
    return inode === null ? null : sizeOf(inode);
  }

  read(path: string, position: number, length: number): Uint8Array | null {
    const inode = this.#file(path);
    if (inode === null) {
      this.#puts(`** File not found ${path} **\n`);
      return null;
    }
    return this.#volume.readFile(inode, position, length === 0 ? sizeOf(inode) : length);
  }

  write(path: string, position: number, source: FileSource): WriteEnd {
    if (position !== 0) {
      this.#puts('** Cannot support non-zero offset **\n');
      return 'failed';
    }
    return writeExt4(this.#volume, this.#statics, path, source);
  }

  /** U-Boot cannot delete on ext4, and says nothing about it. */
  unlink(): boolean {
    return false;
  }

  mkdir(): boolean {
    return false;
  }

  #file(path: string): DataView | null {
    const found = this.#find(path);
    return found === null || found.kind !== 'file' ? null : this.#volume.readInode(found.inode);
  }

  /** `ext4fs_find_file` */
  #find(path: string): Node | null {
    this.#linksLeft = LINKS_MAX;
    return this.#findFrom(path, { inode: ROOT_INODE, kind: 'directory' });
  }

  #findFrom(path: string, start: Node): Node | null {
    let at = start;
    for (const name of path.split('/')) {
      if (name === '') continue;
      if (at.kind !== 'directory') return null;
      const directory = this.#volume.readInode(at.inode);
      const entry = directory === null ? undefined : this.#entryOf(directory, name);
      if (entry === undefined) return null;
      const kind = this.#kindOf(entry);
      if (kind === null) return null;
      const next = kind === 'link' ? this.#follow(entry.inode, at) : { inode: entry.inode, kind };
      if (next === null) return null;
      at = next;
    }
    return at;
  }

  #follow(number: number, directory: Node): Node | null {
    if (--this.#linksLeft === 0) return null;
    const inode = this.#volume.readInode(number);
    const size = inode === null ? 0 : sizeOf(inode);
    if (inode === null || size > LINK_BYTES_MAX) return null;
    const bytes =
      size < FAST_LINK_BYTES
        ? new Uint8Array(inode.buffer, inode.byteOffset + INODE_BLOCK, size)
        : this.#volume.readFile(inode, 0, size);
    if (bytes === null) return null;
    const target = textOf(bytes);
    return this.#findFrom(target, target.startsWith('/') ? { inode: ROOT_INODE, kind: 'directory' } : directory);
  }

  #entryOf(directory: DataView, name: string): StoredEntry | undefined {
    for (const entry of this.#entries(directory)) if (entry.name === name) return entry;
    return undefined;
  }

  /** By the entry's type byte, or by the inode where that says nothing. */
  #kindOf({ inode, type }: StoredEntry): Kind | null {
    if (type !== 0) return ENTRY_KINDS[type] ?? 'other';
    const own = this.#volume.readInode(inode);
    return own === null ? null : kindOf(own);
  }

  *#entries(directory: DataView): Generator<StoredEntry> {
    const size = Math.min(sizeOf(directory), DIRECTORY_BYTES_MAX);
    const bytes = size === 0 ? null : this.#volume.readFile(directory, 0, size);
    if (bytes === null) return;
    const view = viewOf(bytes);
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; ) {
      const length = view.getUint16(at + 4, true);
      if (length === 0) return;
      const nameLength = bytes[at + 6]!;
      const end = at + ENTRY_BYTES + nameLength;
      if (nameLength > 0 && end <= bytes.length) {
        yield {
          name: textOf(bytes.subarray(at + ENTRY_BYTES, end)),
          inode: view.getUint32(at, true),
          type: bytes[at + 7]!,
        };
      }
      at += length;
    }
  }
}

function kindOf(inode: DataView): Kind {
  const type = modeOf(inode) & S_IFMT;
  if (type === S_IFDIR) return 'directory';
  if (type === S_IFLNK) return 'link';
  return type === S_IFREG ? 'file' : 'other';
}

/** Up to a NUL, as C reads it. */
function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}
