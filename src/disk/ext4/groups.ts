/**
 * Block groups: descriptors, bitmaps, free counts.
 *
 * Mirrors Linux v6.1 `fs/ext4/balloc.c`, `bitmap.c` and the descriptor part of `super.c`. Counters live in arrays and go to
 * their descriptors with the commit, together with the bitmaps' checksums. Bitmaps are read when they are needed; one whose
 * checksum is wrong makes its group unusable, as in Linux.
 */
import { crc16, crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import { EUCLEAN } from '../../sim/errno.ts';
import { corrupted } from '../fault.ts';
import { type Geometry, groupHasSuperblock, type Refusal } from './geometry.ts';
import type { MetaBlock, Volume } from './volume.ts';

const INODE_UNINIT = 1;
const BLOCK_UNINIT = 2;
const INODE_ZEROED = 4;
const CHECKSUM_OFFSET = 0x1e;
/** Descriptors from here on hold the high halves. */
const HIGH_HALVES = 0x20;

export type BitmapKind = 'block' | 'inode';

export class Groups {
  readonly freeBlocks: Uint32Array;
  readonly freeInodes: Uint32Array;
  readonly usedDirectories: Uint32Array;
  totalFreeBlocks = 0;
  totalFreeInodes = 0;
  readonly #volume: Volume;
  readonly #geometry: Geometry;
  readonly #flags: Uint16Array;
  readonly #unusedInodes: Uint32Array;
  readonly #changed = new Set<number>();
  readonly #damaged = new Set<string>();
  #zones: Float64Array | null = null;

  constructor(volume: Volume) {
    const { geometry } = volume;
    this.#volume = volume;
    this.#geometry = geometry;
    this.freeBlocks = new Uint32Array(geometry.groups);
    this.freeInodes = new Uint32Array(geometry.groups);
    this.usedDirectories = new Uint32Array(geometry.groups);
    this.#flags = new Uint16Array(geometry.groups);
    this.#unusedInodes = new Uint32Array(geometry.groups);
  }

  /** Reads and checks all descriptors. */
  load(): Refusal | null {
    const { groups, firstDataBlock, blocks, inodeTableBlocks } = this.#geometry;
    const refusal = { errno: -EUCLEAN, message: 'group descriptors corrupted!' };
    const hasChecksums = this.#hasChecksums;
    for (let group = 0; group < groups; group++) {
      const { view, at } = this.#descriptor(group);
      this.freeBlocks[group] = this.#wide16(view, at, 0x0c, 0x2c);
      this.freeInodes[group] = this.#wide16(view, at, 0x0e, 0x2e);
      this.usedDirectories[group] = this.#wide16(view, at, 0x10, 0x30);
      this.#unusedInodes[group] = hasChecksums ? this.#wide16(view, at, 0x1c, 0x32) : 0;
      this.#flags[group] = hasChecksums ? view.getUint16(at + 0x12, true) : INODE_ZEROED;
      this.totalFreeBlocks += this.freeBlocks[group]!;
      this.totalFreeInodes += this.freeInodes[group]!;
      const inside = (start: number, count: number): boolean => start >= firstDataBlock && start + count <= blocks;
      if (!inside(this.bitmapBlock('block', group), 1) || !inside(this.bitmapBlock('inode', group), 1)) return refusal;
      if (!inside(this.inodeTable(group), inodeTableBlocks)) return refusal;
      if (hasChecksums && view.getUint16(at + CHECKSUM_OFFSET, true) !== this.#checksum(group, view, at))
        return refusal;
    }
    return null;
  }

  bitmapBlock(kind: BitmapKind, group: number): number {
    const { view, at } = this.#descriptor(group);
    return kind === 'block' ? this.#wide32(view, at, 0x00, 0x20) : this.#wide32(view, at, 0x04, 0x24);
  }

  inodeTable(group: number): number {
    const { view, at } = this.#descriptor(group);
    return this.#wide32(view, at, 0x08, 0x28);
  }

  firstBlock(group: number): number {
    return this.#geometry.firstDataBlock + group * this.#geometry.blocksPerGroup;
  }

  blocksIn(group: number): number {
    return Math.min(this.#geometry.blocksPerGroup, this.#geometry.blocks - this.firstBlock(group));
  }

  groupOfBlock(block: number): number {
    return Math.floor((block - this.#geometry.firstDataBlock) / this.#geometry.blocksPerGroup);
  }

  /** The bitmap to look at or to change; null when it is damaged. */
  bitmap(kind: BitmapKind, group: number): MetaBlock | null {
    const key = `${kind}${group}`;
    if (this.#damaged.has(key)) return null;
    const block = this.#volume.meta(this.bitmapBlock(kind, group));
    if (block.checkedAs === key) return block;
    // Two groups, or something else, with the same block as bitmap.
    if (block.checkedAs !== '') return null;
    const uninitialised = kind === 'block' ? BLOCK_UNINIT : INODE_UNINIT;
    if ((this.#flags[group]! & uninitialised) !== 0) {
      if (kind === 'block') this.#buildBlockBitmap(group, block.bytes);
      else this.#buildInodeBitmap(block.bytes);
    } else if (this.#geometry.has.metadataChecksum && !this.#bitmapHolds(kind, group, block.bytes)) {
      this.#damaged.add(key);
      return null;
    }
    block.checkedAs = key;
    return block;
  }

  /** The bitmap and its group's counters change. */
  change(kind: BitmapKind, group: number, bitmap: MetaBlock): void {
    this.#flags[group]! &= ~(kind === 'block' ? BLOCK_UNINIT : INODE_UNINIT);
    this.#volume.change(bitmap);
    this.#changed.add(group);
  }

  addFreeBlocks(group: number, count: number): void {
    this.freeBlocks[group]! += count;
    this.totalFreeBlocks += count;
  }

  addFreeInodes(group: number, count: number): void {
    this.freeInodes[group]! += count;
    this.totalFreeInodes += count;
  }

  /** Inodes of the group's table that were ever in use, and whether the rest of the table holds zeros. */
  initialisedInodes(group: number): { count: number; restIsZero: boolean } {
    const { inodesPerGroup } = this.#geometry;
    const isUninitialised = (this.#flags[group]! & INODE_UNINIT) !== 0;
    const unused = isUninitialised ? inodesPerGroup : Math.min(this.#unusedInodes[group]!, inodesPerGroup);
    return { count: inodesPerGroup - unused, restIsZero: (this.#flags[group]! & INODE_ZEROED) !== 0 };
  }

  setInitialisedInodes(group: number, count: number): void {
    if (!this.#hasChecksums) return;
    this.#unusedInodes[group] = this.#geometry.inodesPerGroup - count;
    this.#changed.add(group);
  }

  /** Whether any of the blocks belongs to the file system's own tables. */
  isTable(block: number, count: number): boolean {
    this.#zones ??= this.#findZones();
    const zones = this.#zones;
    let low = 0;
    let high = zones.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (zones[middle * 2 + 1]! <= block) low = middle + 1;
      else high = middle;
    }
    return low < zones.length / 2 && zones[low * 2]! < block + count;
  }

  /** Blocks of a group taken by superblock and descriptors, and by those kept for more descriptors. */
  baseBlocks(group: number): { tables: number; reserved: number } {
    const { has, firstMetaGroup, blockBytes, descriptorBytes, descriptorBlocks } = this.#geometry;
    const hasSuperblock = groupHasSuperblock(this.#geometry, group);
    const perBlock = blockBytes / descriptorBytes;
    if (!has.metaGroups || group < firstMetaGroup * perBlock) {
      if (!hasSuperblock) return { tables: 0, reserved: 0 };
      const own = has.metaGroups ? firstMetaGroup : descriptorBlocks;
      return { tables: 1 + own, reserved: this.#geometry.reservedDescriptorBlocks };
    }
    const place = group % perBlock;
    const hasDescriptors = place === 0 || place === 1 || place === perBlock - 1;
    return { tables: (hasSuperblock ? 1 : 0) + (hasDescriptors ? 1 : 0), reserved: 0 };
  }

  /** Puts counters and checksums of changed groups into their descriptors. */
  store(): void {
    for (const group of this.#changed) {
      const { block, view, at } = this.#descriptor(group);
      this.#putWide16(view, at, 0x0c, 0x2c, this.freeBlocks[group]!);
      this.#putWide16(view, at, 0x0e, 0x2e, this.freeInodes[group]!);
      this.#putWide16(view, at, 0x10, 0x30, this.usedDirectories[group]!);
      if (this.#hasChecksums) {
        this.#putWide16(view, at, 0x1c, 0x32, this.#unusedInodes[group]!);
        view.setUint16(at + 0x12, this.#flags[group]!, true);
      }
      if (this.#geometry.has.metadataChecksum) {
        for (const kind of ['block', 'inode'] as const) this.#storeBitmapChecksum(kind, group, view, at);
      }
      if (this.#hasChecksums) view.setUint16(at + CHECKSUM_OFFSET, this.#checksum(group, view, at), true);
      this.#volume.change(block);
    }
    this.#changed.clear();
  }

  get #hasChecksums(): boolean {
    return this.#geometry.has.groupChecksum || this.#geometry.has.metadataChecksum;
  }

  #descriptor(group: number): { block: MetaBlock; view: DataView; at: number } {
    const { blockBytes, descriptorBytes, firstDataBlock, has, firstMetaGroup } = this.#geometry;
    const perBlock = blockBytes / descriptorBytes;
    const number = Math.floor(group / perBlock);
    let location = firstDataBlock + 1 + number;
    if (has.metaGroups && number >= firstMetaGroup) {
      const first = number * perBlock;
      location = this.firstBlock(first) + (groupHasSuperblock(this.#geometry, first) ? 1 : 0);
    }
    const block = this.#volume.meta(location);
    block.checkedAs = 'descriptors';
    return { block, view: block.view, at: (group % perBlock) * descriptorBytes };
  }

  #checksum(group: number, view: DataView, at: number): number {
    const { descriptorBytes, checksumSeed, uuid, has } = this.#geometry;
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, descriptorBytes);
    if (has.metadataChecksum) {
      const start = crc32c(crc32cOfWord(checksumSeed, group), bytes, 0, CHECKSUM_OFFSET);
      return crc32c(crc32c(start, TWO_ZEROS), bytes, HIGH_HALVES) & 0xffff;
    }
    const number = Uint8Array.of(group, group >>> 8, group >>> 16, group >>> 24);
    const start = crc16(crc16(crc16(0xffff, uuid), number), bytes, 0, CHECKSUM_OFFSET);
    return crc16(start, bytes, HIGH_HALVES);
  }

  #bitmapChecksum(kind: BitmapKind, bytes: Uint8Array): number {
    const { blocksPerGroup, inodesPerGroup, checksumSeed } = this.#geometry;
    return crc32c(checksumSeed, bytes, 0, (kind === 'block' ? blocksPerGroup : inodesPerGroup) / 8);
  }

  #bitmapHolds(kind: BitmapKind, group: number, bytes: Uint8Array): boolean {
    const { view, at } = this.#descriptor(group);
    const sum = this.#bitmapChecksum(kind, bytes);
    const [low, high] = kind === 'block' ? [0x18, 0x38] : [0x1a, 0x3a];
    if (view.getUint16(at + low, true) !== (sum & 0xffff)) return false;
    return !this.#hasHigh || view.getUint16(at + high, true) === sum >>> 16;
  }

  #storeBitmapChecksum(kind: BitmapKind, group: number, view: DataView, at: number): void {
    const uninitialised = kind === 'block' ? BLOCK_UNINIT : INODE_UNINIT;
    if ((this.#flags[group]! & uninitialised) !== 0) return;
    const bitmap = this.bitmap(kind, group);
    if (bitmap === null) return;
    const sum = this.#bitmapChecksum(kind, bitmap.bytes);
    const [low, high] = kind === 'block' ? [0x18, 0x38] : [0x1a, 0x3a];
    view.setUint16(at + low, sum & 0xffff, true);
    if (this.#hasHigh) view.setUint16(at + high, sum >>> 16, true);
  }

  /** What is taken in a group nobody has used yet. */
  #buildBlockBitmap(group: number, bytes: Uint8Array): void {
    bytes.fill(0);
    const first = this.firstBlock(group);
    const count = this.blocksIn(group);
    const { tables, reserved } = this.baseBlocks(group);
    fillBits(bytes, 0, Math.min(tables + reserved, count));
    const mark = (start: number, length: number): void => {
      for (let block = start; block < start + length; block++) {
        if (block >= first && block < first + count) fillBits(bytes, block - first, block - first + 1);
      }
    };
    mark(this.bitmapBlock('block', group), 1);
    mark(this.bitmapBlock('inode', group), 1);
    mark(this.inodeTable(group), this.#geometry.inodeTableBlocks);
    fillBits(bytes, count, bytes.length * 8);
  }

  #buildInodeBitmap(bytes: Uint8Array): void {
    bytes.fill(0);
    fillBits(bytes, this.#geometry.inodesPerGroup, bytes.length * 8);
  }

  /** Start and end of each run of tables, in order. */
  #findZones(): Float64Array {
    const runs: [number, number][] = [];
    for (let group = 0; group < this.#geometry.groups; group++) {
      const first = this.firstBlock(group);
      const { tables } = this.baseBlocks(group);
      if (tables > 0) runs.push([first, first + tables]);
      for (const kind of ['block', 'inode'] as const) {
        const block = this.bitmapBlock(kind, group);
        runs.push([block, block + 1]);
      }
      const table = this.inodeTable(group);
      runs.push([table, table + this.#geometry.inodeTableBlocks]);
    }
    runs.sort((a, b) => a[0] - b[0]);
    const merged: [number, number][] = [];
    for (const run of runs) {
      const last = merged.at(-1);
      if (last !== undefined && run[0] <= last[1]) last[1] = Math.max(last[1], run[1]);
      else merged.push(run);
    }
    return Float64Array.from(merged.flat());
  }

  get #hasHigh(): boolean {
    return this.#geometry.descriptorBytes > HIGH_HALVES;
  }

  #wide16(view: DataView, at: number, low: number, high: number): number {
    const wide = this.#hasHigh ? view.getUint16(at + high, true) * 0x10000 : 0;
    return wide + view.getUint16(at + low, true);
  }

  #putWide16(view: DataView, at: number, low: number, high: number, value: number): void {
    view.setUint16(at + low, value & 0xffff, true);
    if (this.#hasHigh) view.setUint16(at + high, value >>> 16, true);
  }

  #wide32(view: DataView, at: number, low: number, high: number): number {
    const wide = this.#hasHigh ? view.getUint32(at + high, true) * 2 ** 32 : 0;
    return wide + view.getUint32(at + low, true);
  }
}

const TWO_ZEROS = new Uint8Array(2);

/** Sets bits `from` to `to`-1. */
export function fillBits(bytes: Uint8Array, from: number, to: number): void {
  let bit = from;
  while (bit < to && (bit & 7) !== 0) {
    bytes[bit >>> 3]! |= 1 << (bit & 7);
    bit++;
  }
  if (bit < to) bytes.fill(0xff, bit >>> 3, to >>> 3);
  for (bit = Math.max(bit, to & ~7); bit < to; bit++) bytes[bit >>> 3]! |= 1 << (bit & 7);
}

/** Clears bits `from` to `to`-1; one that is clear already is corruption. */
export function clearBits(bytes: Uint8Array, from: number, to: number): void {
  for (let bit = from; bit < to; bit++) {
    const mask = 1 << (bit & 7);
    if ((bytes[bit >>> 3]! & mask) === 0) corrupted();
    bytes[bit >>> 3]! &= ~mask;
  }
}
