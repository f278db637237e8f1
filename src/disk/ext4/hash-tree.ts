/**
 * Indexed directories: a tree of hashes whose leaves are ordinary blocks of entries.
 *
 * Mirrors Linux v6.1 `fs/ext4/namei.c` (`dx_probe`, `do_split`, `make_indexed_dir`, `ext4_dx_add_entry`). The root is block 0
 * and looks like `.` and `..` to those who do not know the index; inner nodes look like one unused entry.
 */
import { crc32c } from '../../formats/ext4-checksum.ts';
import { S_IFDIR } from '../../shell/posix.ts';
import { ENOSPC } from '../../sim/errno.ts';
import { fail } from '../fault.ts';
import { addEntry, entryBytes, packEntries, readEntries, setLength, typeCode, writeEntry } from './directory-block.ts';
import type { Geometry } from './geometry.ts';
import { INDEX_FLAG, type Inode } from './inode.ts';
import { hashName, isKnownHash } from './name-hash.ts';
import type { MetaBlock } from './volume.ts';

const INFO_OFFSET = 0x18;
const INFO_BYTES = 8;
const HASH_VERSION = INFO_OFFSET + 4;
const INFO_LENGTH = INFO_OFFSET + 5;
const LEVELS = INFO_OFFSET + 6;
const ROOT_ENTRIES = INFO_OFFSET + INFO_BYTES;
const NODE_ENTRIES = 8;
const ENTRY_BYTES = 8;
const CHECKSUM_TAIL_BYTES = 8;
/** Splits one insertion may need: each level once, and leaves whose names are long. */
const MAX_ROUNDS = 16;

/** What the tree asks of its directory. */
export interface TreeBlocks {
  /** Where the entries of a leaf end. */
  readonly end: number;
  blockCount(directory: Inode): number;
  block(directory: Inode, logical: number): MetaBlock;
  append(directory: Inode): MetaBlock;
  touch(directory: Inode, leaf: MetaBlock): void;
  touchNode(directory: Inode, node: MetaBlock): void;
  /** Entries with these names lie in another leaf now. */
  moved(directory: Inode, leaf: MetaBlock, logical: number, entries: readonly { readonly name: string }[]): void;
  markNode(directory: Inode, logical: number): void;
}

/** A node on the way from the root to a leaf, and the entry taken there. */
interface Frame {
  readonly block: MetaBlock;
  readonly entries: number;
  readonly index: number;
}

interface Probe {
  readonly frames: readonly Frame[];
  readonly leaf: number;
  readonly version: number;
}

export class HashTree {
  readonly #directories: TreeBlocks;
  readonly #geometry: Geometry;

  constructor(directories: TreeBlocks, geometry: Geometry) {
    this.#directories = directories;
    this.#geometry = geometry;
  }

  /** Adds an entry; gives the leaf's number, -1 when the index makes no sense. */
  insert(directory: Inode, name: string, ino: number, code: number): number {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const probe = this.#probe(directory, name);
      if (probe === null) return -1;
      const leaf = this.#directories.block(directory, probe.leaf);
      if (addEntry(leaf, this.#directories.end, name, ino, code)) {
        this.#directories.touch(directory, leaf);
        return probe.leaf;
      }
      const last = probe.frames.at(-1)!;
      if (countOf(last) >= limitOf(last)) this.#splitNode(directory, probe.frames);
      else this.#splitLeaf(directory, probe, leaf);
    }
    return fail(ENOSPC);
  }

  /** Makes a directory of one full block an indexed one; false when the block is not as it should be. */
  create(directory: Inode): boolean {
    const root = this.#directories.block(directory, 0);
    const entries = this.#entriesOf(root);
    const [dot, dotDot, ...others] = entries.filter(({ ino }) => ino !== 0);
    if (dot?.name !== '.' || dotDot?.name !== '..' || dotDot.at !== 12) return false;
    const leaf = this.#directories.append(directory);
    packEntries(leaf, this.#directories.end, others);
    this.#directories.touch(directory, leaf);

    const { blockBytes, hashVersion } = this.#geometry;
    root.bytes.fill(0);
    const code = this.#geometry.has.fileType ? typeCode(S_IFDIR) : 0;
    writeEntry(root, 0, { ino: dot.ino, length: 12, name: '.', code });
    writeEntry(root, 12, { ino: dotDot.ino, length: blockBytes - 12, name: '..', code });
    root.bytes[HASH_VERSION] = hashVersion;
    root.bytes[INFO_LENGTH] = INFO_BYTES;
    this.#format(root, ROOT_ENTRIES, 1);
    putEntry(root, ROOT_ENTRIES, 0, 0, this.#directories.blockCount(directory) - 1);
    this.#directories.touchNode(directory, root);
    directory.flags |= INDEX_FLAG;
    directory.touch();
    this.#directories.markNode(directory, 0);
    this.#directories.moved(directory, leaf, this.#directories.blockCount(directory) - 1, others);
    return true;
  }

  /** Stores the checksum behind the last possible entry of an inner node. */
  seal(node: MetaBlock, seed: number): void {
    const start = entriesStart(node);
    node.view.setUint32(this.#tailAt(node, start) + 4, this.#checksum(node, start, seed), true);
  }

  checksumHolds(node: MetaBlock, seed: number): boolean {
    const start = entriesStart(node);
    const { view } = node;
    const limit = view.getUint16(start, true);
    if (start + limit * ENTRY_BYTES > node.bytes.length - CHECKSUM_TAIL_BYTES) return false;
    if (view.getUint16(start + 2, true) > limit) return false;
    return view.getUint32(this.#tailAt(node, start) + 4, true) === this.#checksum(node, start, seed);
  }

  /** The way to the leaf that a name belongs into; null where the index is not to be trusted. */
  #probe(directory: Inode, name: string): Probe | null {
    const root = this.#directories.block(directory, 0);
    const raw = root.bytes[HASH_VERSION]!;
    const levels = root.bytes[LEVELS]!;
    const isGood = isKnownHash(raw) && root.bytes[INFO_LENGTH] === INFO_BYTES && (root.bytes[LEVELS + 1]! & 1) === 0;
    if (!isGood || levels >= this.#maxLevels) return null;
    const version = raw < 3 && this.#geometry.hashIsUnsigned ? raw + 3 : raw;
    const { major } = hashName(name, version, this.#geometry.hashSeed);
    const frames: Frame[] = [];
    const blocks = this.#directories.blockCount(directory);
    let block = root;
    for (let level = 0; ; level++) {
      const entries = level === 0 ? ROOT_ENTRIES : NODE_ENTRIES;
      const count = block.view.getUint16(entries + 2, true);
      if (count === 0 || count > this.#limit(entries) || block.view.getUint16(entries, true) !== this.#limit(entries)) {
        return null;
      }
      let index = 0;
      while (index + 1 < count && hashAt(block, entries, index + 1) <= major) index++;
      frames.push({ block, entries, index });
      const next = block.view.getUint32(entries + index * ENTRY_BYTES + 4, true) & 0x0fffffff;
      if (next === 0 || next >= blocks) return null;
      if (level === levels) return { frames, leaf: next, version };
      block = this.#directories.block(directory, next);
    }
  }

  /** Half of a full leaf, the names with the higher hashes, moves to a new one. */
  #splitLeaf(directory: Inode, { frames, leaf, version }: Probe, block: MetaBlock): void {
    const { blockBytes, hashSeed } = this.#geometry;
    const entries = this.#entriesOf(block)
      .filter(({ ino }) => ino !== 0)
      .map((entry) => ({ ...entry, hash: hashName(entry.name, version, hashSeed).major }))
      .sort((a, b) => a.hash - b.hash);
    if (entries.length < 2) fail(ENOSPC);
    let size = 0;
    let split = entries.length;
    while (split > 1) {
      const bytes = entryBytes(entries[split - 1]!.name.length);
      if (size + bytes / 2 > blockBytes / 2) break;
      size += bytes;
      split--;
    }
    if (split === entries.length) split--;
    const added = this.#directories.append(directory);
    const logical = this.#directories.blockCount(directory) - 1;
    const { hash } = entries[split]!;
    // The lowest bit says that names with this hash are in the leaf before, too.
    const continued = hash === entries[split - 1]!.hash ? 1 : 0;
    const upper = entries.slice(split);
    packEntries(added, this.#directories.end, upper);
    packEntries(block, this.#directories.end, entries.slice(0, split));
    this.#directories.touch(directory, added);
    this.#directories.touch(directory, block);
    this.#insertEntry(directory, frames.at(-1)!, hash + continued, logical);
    this.#directories.moved(directory, added, logical, upper);
    this.#directories.moved(directory, block, leaf, []);
  }

  /** Makes room in the lowest node: it, or one above it, is split, or the tree becomes one level higher. */
  #splitNode(directory: Inode, frames: readonly Frame[]): void {
    let level = frames.length - 1;
    while (level > 0 && countOf(frames[level - 1]!) >= limitOf(frames[level - 1]!)) level--;
    const frame = frames[level]!;
    if (level === 0) {
      this.#grow(directory, frame, frames.length);
      return;
    }
    const count = countOf(frame);
    const kept = count >>> 1;
    const hash = hashAt(frame.block, frame.entries, kept);
    const added = this.#newNode(directory);
    const logical = this.#directories.blockCount(directory) - 1;
    moveEntries(frame.block, frame.entries + kept * ENTRY_BYTES, added, count - kept);
    frame.block.view.setUint16(frame.entries + 2, kept, true);
    this.#directories.touchNode(directory, frame.block);
    this.#insertEntry(directory, frames[level - 1]!, hash, logical);
  }

  /** The root's entries move into a node of their own. */
  #grow(directory: Inode, { block: root, entries }: Frame, depth: number): void {
    if (depth >= this.#maxLevels) fail(ENOSPC);
    const added = this.#newNode(directory);
    const logical = this.#directories.blockCount(directory) - 1;
    moveEntries(root, entries, added, root.view.getUint16(entries + 2, true));
    this.#format(root, ROOT_ENTRIES, 1);
    putEntry(root, ROOT_ENTRIES, 0, 0, logical);
    root.bytes[LEVELS]! += 1;
    this.#directories.touchNode(directory, root);
  }

  #newNode(directory: Inode): MetaBlock {
    const block = this.#directories.append(directory);
    const { blockBytes } = this.#geometry;
    block.bytes.fill(0);
    setLength(block, 0, blockBytes);
    this.#format(block, NODE_ENTRIES, 0);
    this.#directories.touchNode(directory, block);
    this.#directories.markNode(directory, this.#directories.blockCount(directory) - 1);
    return block;
  }

  #insertEntry(directory: Inode, { block, entries, index }: Frame, hash: number, logical: number): void {
    const count = block.view.getUint16(entries + 2, true);
    const at = entries + (index + 1) * ENTRY_BYTES;
    block.bytes.copyWithin(at + ENTRY_BYTES, at, entries + count * ENTRY_BYTES);
    putEntry(block, entries, index + 1, hash, logical);
    block.view.setUint16(entries + 2, count + 1, true);
    this.#directories.touchNode(directory, block);
  }

  #entriesOf(block: MetaBlock): { at: number; ino: number; name: string; code: number }[] {
    const { inodes, has } = this.#geometry;
    return readEntries(block, this.#directories.end, inodes, has.fileType).map(({ at, ino, name, type }) => ({
      at,
      ino,
      name,
      code: has.fileType && type !== 0 ? typeCode(type) : 0,
    }));
  }

  #format(block: MetaBlock, entries: number, count: number): void {
    block.view.setUint16(entries, this.#limit(entries), true);
    block.view.setUint16(entries + 2, count, true);
  }

  #limit(entries: number): number {
    const tail = this.#geometry.has.metadataChecksum ? CHECKSUM_TAIL_BYTES : 0;
    return Math.floor((this.#geometry.blockBytes - entries - tail) / ENTRY_BYTES);
  }

  /** Nodes on the way to a leaf, at most. */
  get #maxLevels(): number {
    return this.#geometry.has.largeDirectory ? 3 : 2;
  }

  #tailAt(node: MetaBlock, start: number): number {
    return start + node.view.getUint16(start, true) * ENTRY_BYTES;
  }

  #checksum(node: MetaBlock, start: number, seed: number): number {
    const { bytes, view } = node;
    const tail = this.#tailAt(node, start);
    const used = start + view.getUint16(start + 2, true) * ENTRY_BYTES;
    const entries = crc32c(seed, bytes, 0, used);
    return crc32c(crc32c(entries, bytes, tail, tail + 4), FOUR_ZEROS);
  }
}

const FOUR_ZEROS = new Uint8Array(4);

/** The root begins with two short entries, a node with one as long as the block. */
function entriesStart({ view }: MetaBlock): number {
  return view.getUint16(4, true) === 12 ? ROOT_ENTRIES : NODE_ENTRIES;
}

function countOf({ block, entries }: Frame): number {
  return block.view.getUint16(entries + 2, true);
}

function limitOf({ block, entries }: Frame): number {
  return block.view.getUint16(entries, true);
}

/** The first entry has no hash: limit and count stand in its place. */
function hashAt(block: MetaBlock, entries: number, index: number): number {
  return index === 0 ? 0 : block.view.getUint32(entries + index * ENTRY_BYTES, true);
}

function putEntry(block: MetaBlock, entries: number, index: number, hash: number, logical: number): void {
  if (index > 0) block.view.setUint32(entries + index * ENTRY_BYTES, hash, true);
  block.view.setUint32(entries + index * ENTRY_BYTES + 4, logical, true);
}

/** Copies entries to the beginning of an empty node; limit and count stay in their places. */
function moveEntries(from: MetaBlock, at: number, to: MetaBlock, count: number): void {
  const limit = to.view.getUint16(NODE_ENTRIES, true);
  to.bytes.set(from.bytes.subarray(at, at + count * ENTRY_BYTES), NODE_ENTRIES);
  to.view.setUint16(NODE_ENTRIES, limit, true);
  to.view.setUint16(NODE_ENTRIES + 2, count, true);
}
