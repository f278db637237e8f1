/**
 * Directories: names to inode numbers, adding and removing entries.
 *
 * Mirrors Linux v6.1 `fs/ext4/namei.c` and `dir.c`. A directory that is used is read once into a map from names to entries,
 * block by block and whether it is indexed or not; entries are then changed in their blocks and in the map. Listing gives
 * Linux's order: by the hash of the name, where directories can be indexed; else as stored.
 */
import { crc32c } from '../../formats/ext4-checksum.ts';
import { S_IFDIR } from '../../shell/posix.ts';
import { EEXIST, ENOENT, ENOSPC } from '../../sim/errno.ts';
import { badChecksum, corrupted, fail } from '../fault.ts';
import type { DiskEntry } from '../file-system.ts';
import type { MapContext } from './block-map.ts';
import {
  addEntry,
  entriesEnd,
  entryBytes,
  findEntry,
  hasTail,
  isOneUnusedEntry,
  largestGap,
  packEntries,
  readEntries,
  removeEntry,
  replaceEntry,
  typeCode,
  writeTail,
} from './directory-block.ts';
import type { FileData } from './file-data.ts';
import { HashTree, type TreeBlocks } from './hash-tree.ts';
import { readInlineData } from './inline-data.ts';
import { INDEX_FLAG, INLINE_DATA_FLAG, INODE_BLOCK, type Inode } from './inode.ts';
import { hashName, isKnownHash } from './name-hash.ts';
import type { MetaBlock } from './volume.ts';

/** Names kept in memory, of all directories together. */
const MAX_KEPT_NAMES = 200_000;

interface NamedEntry {
  ino: number;
  type: number;
  /** Block of the directory, counted from its first. */
  logical: number;
}

/** What is remembered of a directory. */
interface NameMap {
  readonly names: Map<string, NamedEntry>;
  /** The largest entry each block could take; 0 for the inner nodes of a hash tree. */
  readonly room: number[];
  listed: readonly DiskEntry[] | null;
}

export class Directories implements TreeBlocks {
  /** Order of `list`: as Linux gives it, or as the entries lie on the disk. */
  order: 'linux' | 'stored' = 'linux';
  readonly #context: MapContext;
  readonly #files: FileData;
  readonly #tree: HashTree;
  readonly #maps = new Map<number, NameMap>();
  #keptNames = 0;

  constructor(context: MapContext, files: FileData) {
    this.#context = context;
    this.#files = files;
    this.#tree = new HashTree(this, context.volume.geometry);
  }

  /** 0 where there is no such name. */
  lookup(directory: Inode, name: string): number {
    return this.#names(directory).names.get(name)?.ino ?? 0;
  }

  isEmpty(directory: Inode): boolean {
    const { names } = this.#names(directory);
    return names.size - (names.has('.') ? 1 : 0) - (names.has('..') ? 1 : 0) === 0;
  }

  list(directory: Inode): readonly DiskEntry[] {
    const map = this.#names(directory);
    map.listed ??= this.#listed(directory, map);
    return map.listed;
  }

  /** A new directory's first block. */
  format(directory: Inode, parent: number): void {
    const block = this.append(directory);
    const type = this.#context.volume.geometry.has.fileType ? S_IFDIR : 0;
    const code = typeCode(type);
    packEntries(block, this.end, [
      { ino: directory.number, name: '.', code },
      { ino: parent, name: '..', code },
    ]);
    const names = new Map([
      ['.', { ino: directory.number, type, logical: 0 }],
      ['..', { ino: parent, type, logical: 0 }],
    ]);
    this.#remember(directory.number, { names, room: [largestGap(block, this.end)], listed: null });
  }

  add(directory: Inode, name: string, ino: number, mode: number): void {
    const map = this.#names(directory);
    if (map.names.has(name)) fail(EEXIST);
    const code = this.#context.volume.geometry.has.fileType ? typeCode(mode) : 0;
    const logical = this.#place(directory, map, name, ino, code);
    map.names.set(name, { ino, type: code === 0 ? 0 : mode & 0o170000, logical });
    map.listed = null;
    this.#keptNames++;
  }

  remove(directory: Inode, name: string): void {
    const map = this.#names(directory);
    const { block, at, before } = this.#find(directory, map, name);
    removeEntry(block, at, before);
    const { logical } = map.names.get(name)!;
    map.room[logical] = largestGap(block, this.end);
    this.touch(directory, block);
    map.names.delete(name);
    map.listed = null;
    this.#keptNames--;
  }

  /** An existing name stands for another inode. */
  replace(directory: Inode, name: string, ino: number, mode: number): void {
    const map = this.#names(directory);
    const { block, at } = this.#find(directory, map, name);
    const code = this.#context.volume.geometry.has.fileType ? typeCode(mode) : 0;
    replaceEntry(block, at, ino, code);
    const known = map.names.get(name)!;
    if (this.#isNode(directory, block, known.logical)) this.touchNode(directory, block);
    else this.touch(directory, block);
    known.ino = ino;
    known.type = code === 0 ? 0 : mode & 0o170000;
    map.listed = null;
  }

  /** The directory is gone, or was changed behind our back. */
  forget(number: number): void {
    const map = this.#maps.get(number);
    if (map === undefined) return;
    this.#keptNames -= map.names.size;
    this.#maps.delete(number);
  }

  /** Lets go of what was read when it is much. Between operations only. */
  trim(force: boolean): void {
    if (!force && this.#keptNames <= MAX_KEPT_NAMES) return;
    this.#maps.clear();
    this.#keptNames = 0;
  }

  /** Where the entries of a leaf end. */
  get end(): number {
    const { blockBytes, has } = this.#context.volume.geometry;
    return entriesEnd(blockBytes, has.metadataChecksum);
  }

  blockCount(directory: Inode): number {
    return Math.ceil(directory.size / this.#context.volume.geometry.blockBytes);
  }

  /** A block of the directory, checked. */
  block(directory: Inode, logical: number): MetaBlock {
    const { block } = this.#files.mapOf(directory).find(directory, logical);
    if (block === 0) corrupted();
    return this.#checked(directory, this.#context.volume.meta(block), logical);
  }

  /** A new block at the directory's end; its entries are the caller's business. */
  append(directory: Inode): MetaBlock {
    const { volume, allocator } = this.#context;
    const logical = this.blockCount(directory);
    const map = this.#files.mapOf(directory);
    const run = allocator.takeBlocks(map.goal(directory, logical), 1, 'data');
    map.put(directory, logical, run);
    directory.addBlocks(1);
    directory.size = (logical + 1) * volume.geometry.blockBytes;
    directory.touch();
    const block = volume.fresh(run.block, `directory ${directory.number}`);
    if (volume.geometry.has.metadataChecksum) writeTail(block);
    this.touch(directory, block);
    return block;
  }

  /** A leaf goes with the running transaction, sealed by the checksum in its tail. */
  touch(directory: Inode, block: MetaBlock): void {
    if (this.#context.volume.geometry.has.metadataChecksum) {
      const seed = directory.checksumSeed;
      block.seal = ({ bytes, view }) => {
        view.setUint32(bytes.length - 4, crc32c(seed, bytes, 0, bytes.length - 12), true);
      };
    }
    this.#context.volume.change(block);
  }

  /** An inner node goes with the running transaction. */
  touchNode(directory: Inode, block: MetaBlock): void {
    if (this.#context.volume.geometry.has.metadataChecksum) {
      const seed = directory.checksumSeed;
      block.seal = (node) => this.#tree.seal(node, seed);
    }
    this.#context.volume.change(block);
  }

  /** Entries with these names lie in another leaf now. */
  moved(directory: Inode, block: MetaBlock, logical: number, entries: readonly { readonly name: string }[]): void {
    const map = this.#maps.get(directory.number);
    if (map === undefined) return;
    for (const { name } of entries) {
      const known = map.names.get(name);
      if (known !== undefined) known.logical = logical;
    }
    map.room[logical] = largestGap(block, this.end);
  }

  /** A block of the directory became an inner node. */
  markNode(directory: Inode, logical: number): void {
    const map = this.#maps.get(directory.number);
    if (map !== undefined) map.room[logical] = 0;
  }

  #place(directory: Inode, map: NameMap, name: string, ino: number, code: number): number {
    if ((directory.flags & INDEX_FLAG) !== 0) {
      const logical = this.#tree.insert(directory, name, ino, code);
      if (logical >= 0) {
        // Not measured: an index places its entries by their hashes.
        map.room[logical] = 0;
        return logical;
      }
      // The index makes no sense: without checksums Linux goes on without it.
      if (this.#context.volume.geometry.has.metadataChecksum) corrupted();
      directory.flags &= ~INDEX_FLAG;
      directory.touch();
    }
    const needed = entryBytes(name.length);
    for (let logical = 0; logical < map.room.length; logical++) {
      if (map.room[logical]! < needed) continue;
      const block = this.block(directory, logical);
      if (!addEntry(block, this.end, name, ino, code)) continue;
      map.room[logical] = largestGap(block, this.end);
      this.touch(directory, block);
      return logical;
    }
    const { geometry } = this.#context.volume;
    if (map.room.length !== this.blockCount(directory)) corrupted();
    if (map.room.length === 1 && geometry.has.directoryIndex && isKnownHash(geometry.hashVersion)) {
      if (this.#context.allocator.available < 2) fail(ENOSPC);
      if (this.#tree.create(directory)) return this.#place(directory, map, name, ino, code);
    }
    const block = this.append(directory);
    packEntries(block, this.end, [{ ino, name, code }]);
    const logical = this.blockCount(directory) - 1;
    map.room[logical] = largestGap(block, this.end);
    return logical;
  }

  #find(directory: Inode, map: NameMap, name: string): { block: MetaBlock; at: number; before: number } {
    const known = map.names.get(name);
    if (known === undefined) fail(ENOENT);
    const block = this.block(directory, known.logical);
    const { at, before } = findEntry(block, this.end, name);
    if (at < 0) corrupted();
    return { block, at, before };
  }

  #names(directory: Inode): NameMap {
    return this.#maps.get(directory.number) ?? this.#read(directory);
  }

  #remember(number: number, map: NameMap): NameMap {
    this.forget(number);
    this.#maps.set(number, map);
    this.#keptNames += map.names.size;
    return map;
  }

  #read(directory: Inode): NameMap {
    const map: NameMap = { names: new Map(), room: [], listed: null };
    if ((directory.flags & INLINE_DATA_FLAG) !== 0)
      return this.#remember(directory.number, this.#readInline(directory));
    const { inodes, has } = this.#context.volume.geometry;
    const blocks = this.blockCount(directory);
    const blockMap = this.#files.mapOf(directory);
    // A block that turns up twice would make a small corrupted map a directory without end.
    const seen = new Set<number>();
    for (let logical = 0; logical < blocks; ) {
      const run = blockMap.find(directory, logical);
      // A directory has no holes: what lies behind one is not looked for.
      if (run.block === 0) break;
      for (let index = 0; index < run.count && logical < blocks; index++, logical++) {
        if (seen.has(run.block + index)) corrupted();
        seen.add(run.block + index);
        const block = this.#checked(directory, this.#context.volume.meta(run.block + index), logical);
        const isNode = this.#isNode(directory, block, logical);
        const end = isNode ? block.bytes.length : this.end;
        for (const { ino, name, type } of readEntries(block, end, inodes, has.fileType)) {
          if (ino !== 0 && !map.names.has(name)) map.names.set(name, { ino, type, logical });
        }
        map.room[logical] = isNode ? 0 : largestGap(block, end);
      }
    }
    return this.#remember(directory.number, map);
  }

  #readInline(directory: Inode): NameMap {
    const { inodes, inodeBytes, has } = this.#context.volume.geometry;
    const bytes = readInlineData(directory, inodeBytes);
    const names = new Map<string, NamedEntry>([['.', { ino: directory.number, type: S_IFDIR, logical: 0 }]]);
    if (bytes.length < 4) corrupted();
    names.set('..', { ino: new DataView(bytes.buffer).getUint32(0, true), type: S_IFDIR, logical: 0 });
    // Entries stand in two runs: behind the parent's number in the inode, and in the attribute.
    const inInode = 60;
    for (const part of [bytes.slice(4, inInode), bytes.slice(inInode)]) {
      const view = new DataView(part.buffer);
      const block = { block: 0, bytes: part, view, checkedAs: '', seal: null, isRunning: false, isLogged: false };
      for (const { ino, name, type } of readEntries(block, part.length, inodes, has.fileType)) {
        if (ino !== 0 && !names.has(name)) names.set(name, { ino, type, logical: 0 });
      }
    }
    return { names, room: [], listed: null };
  }

  /** Whether a block is an inner node of a hash tree; block 0 of an indexed directory is its root. */
  #isNode(directory: Inode, block: MetaBlock, logical: number): boolean {
    if ((directory.flags & INDEX_FLAG) === 0) return false;
    return logical === 0 || isOneUnusedEntry(block);
  }

  #checked(directory: Inode, block: MetaBlock, logical: number): MetaBlock {
    const key = `directory ${directory.number}`;
    if (block.checkedAs === key) return block;
    if (block.checkedAs !== '' || this.#context.groups.isTable(block.block, 1)) corrupted();
    const { geometry } = this.#context.volume;
    if (geometry.has.metadataChecksum) {
      const seed = directory.checksumSeed;
      const { bytes, view } = block;
      const holds = this.#isNode(directory, block, logical)
        ? this.#tree.checksumHolds(block, seed)
        : hasTail(block) && view.getUint32(bytes.length - 4, true) === crc32c(seed, bytes, 0, bytes.length - 12);
      if (!holds) badChecksum();
    }
    const isNode = this.#isNode(directory, block, logical);
    readEntries(block, isNode ? block.bytes.length : this.end, geometry.inodes, geometry.has.fileType);
    block.checkedAs = key;
    return block;
  }

  #listed(directory: Inode, { names }: NameMap): readonly DiskEntry[] {
    const stored = [...names].map(([name, { ino, type }]) => ({ name, ino, type }));
    const { hashVersion, hashIsUnsigned, hashSeed, has } = this.#context.volume.geometry;
    const isIndexed = (directory.flags & INDEX_FLAG) !== 0;
    const isHashed = isIndexed || this.blockCount(directory) === 1;
    if (this.order === 'stored' || !has.directoryIndex || !isHashed) return stored;
    let version = hashVersion;
    if (isIndexed) version = this.block(directory, 0).bytes[0x1c]!;
    if (!isKnownHash(version)) return stored;
    if (version < 3 && hashIsUnsigned) version += 3;
    const hashed = stored.map((entry) => {
      // Of an indexed directory Linux gives the two first entries first, and hashes them like all others elsewhere.
      if (isIndexed && entry.name === '.') return { entry, major: 0, minor: 0 };
      if (isIndexed && entry.name === '..') return { entry, major: 2, minor: 0 };
      return { entry, ...hashName(entry.name, version, hashSeed) };
    });
    hashed.sort((a, b) => a.major - b.major || a.minor - b.minor);
    return hashed.map(({ entry }) => entry);
  }

  /** The number of the directory above, as the second entry says. */
  parentOf(directory: Inode): number {
    if ((directory.flags & INLINE_DATA_FLAG) !== 0) return directory.view.getUint32(directory.at + INODE_BLOCK, true);
    return this.lookup(directory, '..');
  }
}
