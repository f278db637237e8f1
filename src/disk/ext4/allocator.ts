/**
 * Which blocks and inodes are taken next, and giving them back.
 *
 * The rules of Linux v6.1 `fs/ext4/ialloc.c` (`find_group_orlov`, `find_group_other`) and `ext4_inode_to_goal_block`; in place
 * of the multi-block allocator's buddies a search for the first run that is long enough, beginning at the goal. Blocks freed
 * by the running transaction are not given out before it is committed: until then a crash brings their old owner back.
 */

import { S_IFMT, S_IFREG } from '../../shell/posix.ts';
import { EBADMSG, ENOSPC } from '../../sim/errno.ts';
import { corrupted, DiskFault, fail } from '../fault.ts';
import type { Geometry } from './geometry.ts';
import { clearBits, fillBits, type Groups } from './groups.ts';
import { hashName } from './name-hash.ts';
import type { Volume } from './volume.ts';

/** Flex groups of at least this many groups keep directories in their first group and files in the others. */
const FLEX_DIRECTORY_SCHEME = 4;
/** A free run of this length is taken without looking for a better one. */
const LONG_ENOUGH = 64;
/** Linux keeps 2 %, at most this many blocks, of an extent-mapped file system from everybody. */
const MAX_KEPT_BLOCKS = 4096;

export interface BlockRun {
  readonly block: number;
  readonly count: number;
}

export class Allocator {
  /** Whether the blocks reserved for root may be used. */
  mayUseReserve = true;
  /** Whether freed blocks wait for the commit. */
  keepsFreed = false;
  readonly #geometry: Geometry;
  readonly #groups: Groups;
  /** Bitmaps of blocks freed by the running transaction. */
  readonly #waiting = new Map<number, Uint8Array>();
  #waitingCount = 0;
  /** No block below this one, within the group, is free. */
  readonly #lowestFree: Uint32Array;

  constructor(volume: Volume, groups: Groups) {
    this.#geometry = volume.geometry;
    this.#groups = groups;
    this.#lowestFree = new Uint32Array(volume.geometry.groups);
    volume.afterCommit.push(() => {
      this.#waiting.clear();
      this.#waitingCount = 0;
    });
  }

  /** Blocks nobody gets for data. */
  get keptBlocks(): number {
    return this.#geometry.has.extents ? Math.min(Math.floor(this.#geometry.blocks / 50), MAX_KEPT_BLOCKS) : 0;
  }

  /** Freed blocks that a commit would make free to use. */
  get waitingBlocks(): number {
    return this.#waitingCount;
  }

  /** Blocks that may be allocated for data now. */
  get available(): number {
    const reserve = this.mayUseReserve ? 0 : this.#geometry.reservedBlocks;
    return Math.max(0, this.#groups.totalFreeBlocks - this.#waitingCount - this.keptBlocks - reserve);
  }

  /** Takes up to `wanted` neighbouring blocks, near the goal. The blocks kept from data are open to the maps of files. */
  takeBlocks(goal: number, wanted: number, use: 'data' | 'map'): BlockRun {
    const room = use === 'data' ? this.available : this.#groups.totalFreeBlocks - this.#waitingCount;
    const most = Math.min(wanted, room);
    if (most <= 0) fail(ENOSPC);
    const run = this.#findRun(goal, most);
    if (run === null) fail(ENOSPC);
    const group = this.#groups.groupOfBlock(run.block);
    const bitmap = this.#groups.bitmap('block', group)!;
    const bit = run.block - this.#groups.firstBlock(group);
    fillBits(bitmap.bytes, bit, bit + run.count);
    if (this.#lowestFree[group] === bit) this.#lowestFree[group] = bit + run.count;
    this.#groups.addFreeBlocks(group, -run.count);
    this.#groups.change('block', group, bitmap);
    return run;
  }

  freeBlocks(block: number, count: number): void {
    const { blocks, firstDataBlock } = this.#geometry;
    if (!(block >= firstDataBlock && block + count <= blocks) || this.#groups.isTable(block, count)) corrupted();
    for (let at = block; at < block + count; ) {
      const group = this.#groups.groupOfBlock(at);
      const first = this.#groups.firstBlock(group);
      const end = Math.min(block + count, first + this.#geometry.blocksPerGroup);
      const bitmap = this.#groups.bitmap('block', group);
      if (bitmap === null) throw new DiskFault(-EBADMSG);
      clearBits(bitmap.bytes, at - first, end - first);
      if (this.keepsFreed) this.#wait(group, at - first, end - first);
      this.#lowestFree[group] = Math.min(this.#lowestFree[group]!, at - first);
      this.#groups.addFreeBlocks(group, end - at);
      this.#groups.change('block', group, bitmap);
      at = end;
    }
  }

  /** Where the first block of an inode would best lie. */
  goalOf(ino: number, mode: number): number {
    let group = Math.floor((ino - 1) / this.#geometry.inodesPerGroup);
    const { flexGroups } = this.#geometry;
    if (flexGroups >= FLEX_DIRECTORY_SCHEME) {
      group -= group % flexGroups;
      if ((mode & S_IFMT) === S_IFREG) group++;
    }
    return this.#groups.firstBlock(group < this.#geometry.groups ? group : 0);
  }

  /** Takes a free inode near its directory. */
  takeInode(parent: number, name: string, isDirectory: boolean): number {
    const { groups, inodesPerGroup, firstInode } = this.#geometry;
    const preferred = isDirectory ? this.#groupForDirectory(parent, name) : this.#groupForFile(parent);
    for (let tried = 0; tried < groups; tried++) {
      const group = (preferred + tried) % groups;
      if (this.#groups.freeInodes[group] === 0) continue;
      const bitmap = this.#groups.bitmap('inode', group);
      if (bitmap === null) continue;
      const bit = firstClear(bitmap.bytes, group === 0 ? firstInode - 1 : 0, inodesPerGroup);
      if (bit < 0) continue;
      fillBits(bitmap.bytes, bit, bit + 1);
      this.#groups.addFreeInodes(group, -1);
      if (isDirectory) this.#groups.usedDirectories[group]!++;
      this.#groups.change('inode', group, bitmap);
      return group * inodesPerGroup + bit + 1;
    }
    return fail(ENOSPC);
  }

  freeInode(ino: number, wasDirectory: boolean): void {
    const { inodesPerGroup, firstInode, inodes } = this.#geometry;
    if (ino < firstInode || ino > inodes) corrupted();
    const group = Math.floor((ino - 1) / inodesPerGroup);
    const bitmap = this.#groups.bitmap('inode', group);
    if (bitmap === null) throw new DiskFault(-EBADMSG);
    const bit = (ino - 1) % inodesPerGroup;
    clearBits(bitmap.bytes, bit, bit + 1);
    this.#groups.addFreeInodes(group, 1);
    if (wasDirectory && this.#groups.usedDirectories[group]! > 0) this.#groups.usedDirectories[group]!--;
    this.#groups.change('inode', group, bitmap);
  }

  /** Whether the bitmap says that an inode is in use. */
  isInodeTaken(ino: number): boolean {
    const { inodesPerGroup, inodes } = this.#geometry;
    if (ino < 1 || ino > inodes) return false;
    const bitmap = this.#groups.bitmap('inode', Math.floor((ino - 1) / inodesPerGroup));
    const bit = (ino - 1) % inodesPerGroup;
    return bitmap !== null && (bitmap.bytes[bit >>> 3]! & (1 << (bit & 7))) !== 0;
  }

  #wait(group: number, from: number, to: number): void {
    const waiting = this.#waiting.get(group) ?? new Uint8Array(this.#geometry.blockBytes);
    this.#waiting.set(group, waiting);
    fillBits(waiting, from, to);
    this.#waitingCount += to - from;
  }

  #findRun(goal: number, wanted: number): BlockRun | null {
    const { groups, blocks, firstDataBlock } = this.#geometry;
    const inside = goal >= firstDataBlock && goal < blocks ? goal : firstDataBlock;
    const first = this.#groups.groupOfBlock(inside);
    let best: BlockRun | null = null;
    // The goal's group comes a second time, from its beginning.
    for (let tried = 0; tried <= groups; tried++) {
      const group = (first + tried) % groups;
      if (this.#groups.freeBlocks[group] === 0) continue;
      const bitmap = this.#groups.bitmap('block', group);
      if (bitmap === null) continue;
      const start = this.#groups.firstBlock(group);
      const from = tried === 0 ? inside - start : 0;
      const run = this.#longestRun(group, bitmap.bytes, from, wanted, tried === 0);
      if (run !== null && (best === null || run.count > best.count)) {
        best = { block: start + run.bit, count: run.count };
        if (best.count >= Math.min(wanted, LONG_ENOUGH)) return best;
        if (tried === 0 && run.bit === from) return best;
      }
    }
    return best;
  }

  /** The first run of `wanted` free blocks, or the longest; with `atGoal` whatever begins right at `from`. */
  #longestRun(
    group: number,
    bitmap: Uint8Array,
    from: number,
    wanted: number,
    atGoal: boolean,
  ): { bit: number; count: number } | null {
    const waiting = this.#waiting.get(group);
    const end = this.#groups.blocksIn(group);
    let best: { bit: number; count: number } | null = null;
    const lowest = this.#lowestFree[group]!;
    for (let bit = Math.max(from, lowest); bit < end; ) {
      const free = nextFree(bitmap, waiting, bit, end);
      if (free < 0) break;
      if (bit <= lowest && waiting === undefined) this.#lowestFree[group] = free;
      let stop = free + 1;
      const last = Math.min(end, free + wanted);
      while (stop < last && isFree(bitmap, waiting, stop)) stop++;
      if (best === null || stop - free > best.count) best = { bit: free, count: stop - free };
      if (best.count >= Math.min(wanted, LONG_ENOUGH) || (atGoal && best.bit === from)) break;
      bit = stop + 1;
    }
    return best;
  }

  #groupForFile(parent: number): number {
    const { flexGroups, groups, inodesPerGroup } = this.#geometry;
    const own = Math.floor((parent - 1) / inodesPerGroup);
    if (flexGroups === 1) return own;
    const start = own - (own % flexGroups);
    for (let group = start; group < Math.min(start + flexGroups, groups); group++) {
      if (this.#groups.freeInodes[group]! > 0) return group;
    }
    return own;
  }

  /** Directories of the root are spread, deeper ones stay near their parent while that is not too full. */
  #groupForDirectory(parent: number, name: string): number {
    const { groups, flexGroups, inodesPerGroup, hashSeed } = this.#geometry;
    const flexCount = Math.ceil(groups / flexGroups);
    const averageInodes = Math.floor(this.#groups.totalFreeInodes / flexCount);
    const averageBlocks = Math.floor(this.#groups.totalFreeBlocks / flexCount);
    const isTop = parent === 2;
    const start = isTop
      ? hashName(name, 1, hashSeed).major % flexCount
      : Math.floor((parent - 1) / inodesPerGroup / flexGroups);
    let best = -1;
    let fewest = inodesPerGroup * flexGroups;
    const leastInodes = isTop
      ? averageInodes
      : Math.max(1, averageInodes - Math.floor((inodesPerGroup * flexGroups) / 4));
    const leastBlocks = isTop
      ? averageBlocks
      : averageBlocks - Math.floor((this.#geometry.blocksPerGroup * flexGroups) / 4);
    for (let tried = 0; tried < flexCount; tried++) {
      const flex = (start + tried) % flexCount;
      const stats = this.#flexCounts(flex);
      if (stats.inodes === 0 || stats.inodes < leastInodes || stats.blocks < leastBlocks) continue;
      if (isTop && stats.directories >= fewest) continue;
      best = flex;
      fewest = stats.directories;
      if (!isTop) break;
    }
    if (best < 0) return this.#groupForFile(parent);
    for (let group = best * flexGroups; group < Math.min((best + 1) * flexGroups, groups); group++) {
      if (this.#groups.freeInodes[group]! > 0) return group;
    }
    return this.#groupForFile(parent);
  }

  #flexCounts(flex: number): { inodes: number; blocks: number; directories: number } {
    const { groups, flexGroups } = this.#geometry;
    const counts = { inodes: 0, blocks: 0, directories: 0 };
    for (let group = flex * flexGroups; group < Math.min((flex + 1) * flexGroups, groups); group++) {
      counts.inodes += this.#groups.freeInodes[group]!;
      counts.blocks += this.#groups.freeBlocks[group]!;
      counts.directories += this.#groups.usedDirectories[group]!;
    }
    return counts;
  }
}

function isFree(bitmap: Uint8Array, waiting: Uint8Array | undefined, bit: number): boolean {
  const mask = 1 << (bit & 7);
  return (bitmap[bit >>> 3]! & mask) === 0 && (waiting === undefined || (waiting[bit >>> 3]! & mask) === 0);
}

function nextFree(bitmap: Uint8Array, waiting: Uint8Array | undefined, from: number, end: number): number {
  for (let bit = from; bit < end; ) {
    if ((bit & 7) === 0 && bitmap[bit >>> 3] === 0xff) {
      bit += 8;
      continue;
    }
    if (isFree(bitmap, waiting, bit)) return bit;
    bit++;
  }
  return -1;
}

function firstClear(bitmap: Uint8Array, from: number, end: number): number {
  return nextFree(bitmap, undefined, from, end);
}
