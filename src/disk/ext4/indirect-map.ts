/**
 * Block-mapped files: twelve direct blocks, then a tree of one, two and three levels of indirect blocks.
 *
 * Mirrors Linux v6.1 `fs/ext4/indirect.c`. Indirect blocks carry no checksum. Indirect blocks that lose all their entries are
 * freed.
 */
import { EFBIG } from '../../sim/errno.ts';
import { corrupted, fail } from '../fault.ts';
import type { BlockRun } from './allocator.ts';
import { type BlockMap, freeContents, type MapContext, type MappedRun } from './block-map.ts';
import { INODE_BLOCK, type Inode } from './inode.ts';
import type { MetaBlock } from './volume.ts';

const DIRECT_BLOCKS = 12;
const INDIRECT = 'indirect';
/** Sectors a file can have where their count is a 32-bit field, and where it is a 48-bit one. */
const MAX_SECTORS = 2 ** 32;
const MAX_HUGE_SECTORS = 2 ** 48;

/** A place that holds a block number: in the inode, or in an indirect block. */
interface Slot {
  readonly block: MetaBlock | null;
  readonly view: DataView;
  readonly at: number;
}

export class IndirectMap implements BlockMap {
  readonly #context: MapContext;
  /** Block numbers an indirect block holds. */
  readonly #perBlock: number;

  constructor(context: MapContext) {
    this.#context = context;
    this.#perBlock = context.volume.geometry.blockBytes / 4;
  }

  maxBlocks(): number {
    const n = this.#perBlock;
    const { sectorsPerBlock, has } = this.#context.volume.geometry;
    const byTree = DIRECT_BLOCKS + n + n * n + n ** 3;
    const bySectors = (has.hugeFile ? MAX_HUGE_SECTORS : MAX_SECTORS) / sectorsPerBlock;
    const ofMaps = 1 + (1 + n) + (1 + n + n * n);
    return Math.min(byTree, bySectors - Math.min(ofMaps, Math.ceil(bySectors / n)), 2 ** 32 - 1);
  }

  find(inode: Inode, logical: number): MappedRun {
    const path = this.#offsets(logical);
    if (path === null) return { block: 0, count: Number.MAX_SAFE_INTEGER, isUnwritten: false };
    let view = inode.view;
    let at = inode.at + INODE_BLOCK + path[0]! * 4;
    let end = logical < DIRECT_BLOCKS ? DIRECT_BLOCKS - logical : 1;
    for (let level = 1; level < path.length; level++) {
      const number = view.getUint32(at, true);
      if (number === 0) return { block: 0, count: this.#restOf(path, level), isUnwritten: false };
      view = this.#indirect(number).view;
      at = path[level]! * 4;
      end = this.#perBlock - path[level]!;
    }
    const first = view.getUint32(at, true);
    let count = 1;
    if (first === 0) {
      while (count < end && view.getUint32(at + count * 4, true) === 0) count++;
    } else {
      while (count < end && view.getUint32(at + count * 4, true) === first + count) count++;
      this.#checkData(first, count);
    }
    return { block: first, count, isUnwritten: false };
  }

  goal(inode: Inode, logical: number): number {
    for (let before = logical - 1; before >= Math.max(0, logical - 8); before--) {
      const { block } = this.find(inode, before);
      if (block !== 0) return block + 1;
    }
    return this.#context.allocator.goalOf(inode.number, inode.mode);
  }

  put(inode: Inode, logical: number, { block, count }: BlockRun): void {
    if (logical + count > this.maxBlocks()) fail(EFBIG);
    let slot: Slot | null = null;
    let left = 0;
    for (let done = 0; done < count; done++) {
      if (slot === null || left === 0) {
        const place = logical + done;
        slot = this.#slot(inode, place, block);
        left = place < DIRECT_BLOCKS ? DIRECT_BLOCKS - place : this.#perBlock - this.#offsets(place)!.at(-1)!;
      }
      slot.view.setUint32(slot.at, block + done, true);
      this.#touch(inode, slot);
      slot = { ...slot, at: slot.at + 4 };
      left--;
    }
  }

  markWritten(): void {}

  cut(inode: Inode, from: number, pause: () => void): void {
    // From the end, so that what is left is a whole file whenever `pause` lets a commit in.
    for (let tree = 3; tree >= 1; tree--) {
      const root: Slot = { block: null, view: inode.view, at: inode.at + INODE_BLOCK + (DIRECT_BLOCKS + tree - 1) * 4 };
      let start = DIRECT_BLOCKS;
      for (let smaller = 1; smaller < tree; smaller++) start += this.#perBlock ** smaller;
      this.#cutBranch(inode, root, tree, Math.max(0, from - start), pause);
    }
    for (let index = DIRECT_BLOCKS - 1; index >= from; index--) {
      this.#freeSlot(inode, { block: null, view: inode.view, at: inode.at + INODE_BLOCK + index * 4 });
    }
  }

  /** Frees the blocks of a branch from its `from`th on; true when nothing of the branch is left. */
  #cutBranch(inode: Inode, slot: Slot, depth: number, from: number, pause: () => void): boolean {
    const number = slot.view.getUint32(slot.at, true);
    if (number === 0) return true;
    const span = this.#perBlock ** (depth - 1);
    if (from >= span * this.#perBlock) return false;
    const block = this.#indirect(number);
    let isEmpty = true;
    for (let index = this.#perBlock - 1; index >= 0; index--) {
      const entry: Slot = { block, view: block.view, at: index * 4 };
      const start = index * span;
      if (block.view.getUint32(entry.at, true) === 0) continue;
      if (depth === 1) {
        if (start >= from) this.#freeSlot(inode, entry);
        else isEmpty = false;
      } else {
        const gone = this.#cutBranch(inode, entry, depth - 1, Math.max(0, from - start), pause);
        if (!gone) isEmpty = false;
      }
    }
    if (!isEmpty) return false;
    this.#context.allocator.freeBlocks(number, 1);
    this.#context.volume.forget(number);
    this.#clearSlot(inode, slot);
    pause();
    return true;
  }

  #freeSlot(inode: Inode, slot: Slot): void {
    const number = slot.view.getUint32(slot.at, true);
    if (number === 0) return;
    freeContents(this.#context, inode, number, 1);
    this.#clearSlot(inode, slot);
  }

  #clearSlot(inode: Inode, slot: Slot): void {
    slot.view.setUint32(slot.at, 0, true);
    inode.addBlocks(-1);
    inode.touch();
    this.#touch(inode, slot);
  }

  /** The slot of a block, with the indirect blocks on the way allocated. */
  #slot(inode: Inode, logical: number, near: number): Slot {
    const path = this.#offsets(logical);
    if (path === null) fail(EFBIG);
    let slot: Slot = { block: null, view: inode.view, at: inode.at + INODE_BLOCK + path[0]! * 4 };
    for (let level = 1; level < path.length; level++) {
      let number = slot.view.getUint32(slot.at, true);
      let block: MetaBlock;
      if (number === 0) {
        number = this.#context.allocator.takeBlocks(near, 1, 'map').block;
        block = this.#context.volume.fresh(number, INDIRECT);
        slot.view.setUint32(slot.at, number, true);
        this.#touch(inode, slot);
        inode.addBlocks(1);
        inode.touch();
      } else {
        block = this.#indirect(number);
      }
      slot = { block, view: block.view, at: path[level]! * 4 };
    }
    return slot;
  }

  #touch(inode: Inode, { block }: Slot): void {
    if (block === null) inode.touch();
    else this.#context.volume.change(block);
  }

  #indirect(number: number): MetaBlock {
    if (number >= this.#context.volume.geometry.blocks || this.#context.groups.isTable(number, 1)) corrupted();
    const block = this.#context.volume.meta(number);
    if (block.checkedAs !== INDIRECT) {
      if (block.checkedAs !== '') corrupted();
      block.checkedAs = INDIRECT;
    }
    return block;
  }

  #checkData(block: number, count: number): void {
    const { blocks, firstDataBlock } = this.#context.volume.geometry;
    if (block < firstDataBlock || block + count > blocks) corrupted();
    if (this.#context.groups.isTable(block, count)) corrupted();
  }

  /** The slot in the inode, then in each indirect block; null beyond the triple tree. */
  #offsets(logical: number): readonly number[] | null {
    if (logical < DIRECT_BLOCKS) return [logical];
    const n = this.#perBlock;
    let rest = logical - DIRECT_BLOCKS;
    if (rest < n) return [DIRECT_BLOCKS, rest];
    rest -= n;
    if (rest < n * n) return [DIRECT_BLOCKS + 1, Math.floor(rest / n), rest % n];
    rest -= n * n;
    if (rest >= n ** 3) return null;
    return [DIRECT_BLOCKS + 2, Math.floor(rest / (n * n)), Math.floor(rest / n) % n, rest % n];
  }

  /** Missing blocks from the one asked for to the end of the branch that is missing at `level`. */
  #restOf(path: readonly number[], level: number): number {
    const n = this.#perBlock;
    let before = 0;
    for (let below = level; below < path.length; below++) before = before * n + path[below]!;
    return n ** (path.length - level) - before;
  }
}
