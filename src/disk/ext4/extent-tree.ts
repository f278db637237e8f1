/**
 * Extent-mapped files.
 *
 * Mirrors Linux v6.1 `fs/ext4/extents.c`: finding, inserting with merging and splitting, growing in depth, removing from the
 * end, and folding a tree of one leaf back into the inode. Unlike Linux, leaves below one node are kept as full as they can be
 * (extent-balance.ts), because e2fsck offers to optimise a tree that has a whole block to spare.
 */
import { EFBIG, ENOSPC } from '../../sim/errno.ts';
import { corrupted, fail } from '../fault.ts';
import type { BlockRun } from './allocator.ts';
import { type BlockMap, freeContents, type MapContext, type MappedRun } from './block-map.ts';
import { hasRoomBeside, leafCounts, spread } from './extent-balance.ts';
import { type Extent, ExtentNode, MAX_EXTENT_BLOCKS, MAX_UNWRITTEN_BLOCKS } from './extent-node.ts';
import type { Inode } from './inode.ts';

/** Logical block numbers have 32 bits, the last is not used. */
const MAX_BLOCKS = 2 ** 32 - 1;
const MAX_DEPTH = 5;

/** A node on the way down and the entry taken there; -1 where the key lies before the first. */
interface Step {
  readonly node: ExtentNode;
  readonly index: number;
}

export class ExtentTree implements BlockMap {
  readonly #context: MapContext;

  constructor(context: MapContext) {
    this.#context = context;
  }

  maxBlocks(): number {
    return MAX_BLOCKS;
  }

  find(inode: Inode, logical: number): MappedRun {
    let node = ExtentNode.root(this.#context, inode);
    let end = MAX_BLOCKS;
    for (;;) {
      const above = node.countUpTo(logical);
      if (above < node.entries) end = Math.min(end, node.key(above));
      if (node.depth === 0) {
        if (above > 0) {
          const { logical: start, count, block, isUnwritten } = node.extent(above - 1);
          const inside = logical - start;
          if (inside < count) {
            if (this.#context.groups.isTable(block, count)) corrupted();
            return { block: block + inside, count: count - inside, isUnwritten };
          }
        }
        return { block: 0, count: Math.max(end - logical, 1), isUnwritten: false };
      }
      if (above === 0) return { block: 0, count: Math.max(end - logical, 1), isUnwritten: false };
      node = ExtentNode.child(this.#context, inode, node, above - 1);
    }
  }

  goal(inode: Inode, logical: number): number {
    const { node, index } = this.#descend(inode, logical).at(-1)!;
    const near = Math.max(index, 0);
    if (near < node.entries) {
      const { logical: start, block } = node.extent(near);
      return logical > start ? block + (logical - start) : Math.max(block - (start - logical), 0);
    }
    return this.#context.allocator.goalOf(inode.number, inode.mode);
  }

  put(inode: Inode, logical: number, { block, count }: BlockRun): void {
    if (logical + count > MAX_BLOCKS) fail(EFBIG);
    for (let done = 0; done < count; ) {
      const length = Math.min(count - done, MAX_EXTENT_BLOCKS);
      this.#insert(inode, { logical: logical + done, count: length, block: block + done, isUnwritten: false });
      done += length;
    }
    this.#fold(inode);
  }

  markWritten(inode: Inode, logical: number, count: number): void {
    const { node, index } = this.#descend(inode, logical).at(-1)!;
    if (index < 0) return;
    const old = node.extent(index);
    const inside = logical - old.logical;
    if (!old.isUnwritten || inside >= old.count) return;
    const written = Math.min(count, old.count - inside);
    const after = old.count - inside - written;
    const middle: Extent = { logical, count: written, block: old.block + inside, isUnwritten: false };
    if (inside === 0) {
      node.setExtent(index, middle);
      node.touch();
    } else {
      node.setExtent(index, { ...old, count: inside });
      node.touch();
      this.#insert(inode, middle);
    }
    if (after > 0) {
      const start = inside + written;
      this.#insert(inode, {
        logical: old.logical + start,
        count: after,
        block: old.block + start,
        isUnwritten: true,
      });
    }
    this.#fold(inode);
  }

  cut(inode: Inode, from: number, pause: () => void): void {
    for (;;) {
      const path = this.#descend(inode, MAX_BLOCKS);
      const { node, index } = path.at(-1)!;
      let changed = false;
      for (let last = index; last >= 0; last--) {
        const extent = node.extent(last);
        const kept = Math.min(Math.max(from - extent.logical, 0), extent.count);
        if (kept === extent.count) break;
        freeContents(this.#context, inode, extent.block + kept, extent.count - kept);
        inode.addBlocks(kept - extent.count);
        if (kept > 0) node.setExtent(last, { ...extent, count: kept });
        else node.remove(last);
        changed = true;
      }
      if (!changed) break;
      node.touch();
      inode.touch();
      if (node.entries > 0) break;
      this.#dropEmpty(inode, path);
      pause();
      if (path.length === 1) break;
    }
    this.#tighten(inode, from);
    this.#fold(inode);
  }

  #descend(inode: Inode, logical: number): Step[] {
    const path: Step[] = [];
    let node = ExtentNode.root(this.#context, inode);
    for (;;) {
      const index = node.countUpTo(logical) - 1;
      path.push({ node, index });
      if (node.depth === 0) return path;
      node = ExtentNode.child(this.#context, inode, node, Math.max(index, 0));
    }
  }

  #insert(inode: Inode, extent: Extent): void {
    // Each round without an insertion makes one node more; twice the depth is more than can be needed.
    for (let round = 0; round <= MAX_DEPTH * 2; round++) {
      const path = this.#descend(inode, extent.logical);
      const { node, index } = path.at(-1)!;
      if (this.#merge(inode, path, extent)) return;
      if (!node.isFull) {
        node.open(index + 1);
        node.setExtent(index + 1, extent);
        node.touch();
        if (index < 0) lowerKeys(path, extent.logical);
        return;
      }
      this.#split(inode, path, path.length - 1);
    }
    fail(ENOSPC);
  }

  /** Joins the extent to its neighbours in the leaf. */
  #merge(inode: Inode, path: readonly Step[], extent: Extent): boolean {
    const { node, index } = path.at(-1)!;
    const before = index >= 0 ? node.extent(index) : null;
    const after = index + 1 < node.entries ? node.extent(index + 1) : null;
    if (before !== null && canJoin(before, extent)) {
      const joined = { ...before, count: before.count + extent.count };
      if (after !== null && canJoin(joined, after)) {
        node.setExtent(index, { ...joined, count: joined.count + after.count });
        node.remove(index + 1);
        node.touch();
        this.#tighten(inode, extent.logical);
        return true;
      } else {
        node.setExtent(index, joined);
      }
      node.touch();
      return true;
    }
    if (after === null || !canJoin(extent, after)) return false;
    node.setExtent(index + 1, { ...extent, count: extent.count + after.count });
    node.touch();
    if (index < 0) lowerKeys(path, extent.logical);
    return true;
  }

  /** Makes room at a level: the node there is full. */
  #split(inode: Inode, path: readonly Step[], level: number): void {
    const { node, index } = path[level]!;
    if (level === 0) {
      this.#grow(inode, node);
      return;
    }
    const parent = path[level - 1]!;
    const isAtEnd = index === node.entries - 1 && parent.index === parent.node.entries - 1;
    if (node.depth === 0 && hasRoomBeside(this.#context, inode, parent.node)) {
      spread(this.#context, inode, parent.node, parent.node.entries);
      return;
    }
    if (parent.node.isFull) {
      this.#split(inode, path, level - 1);
      return;
    }
    const middle = index === node.entries - 1 ? node.entries - 1 : node.entries >>> 1;
    const added = ExtentNode.fresh(this.#context, inode, this.#takeBlock(inode, node), node.depth);
    node.moveTo(added, middle);
    const place = Math.max(parent.index, 0) + 1;
    parent.node.open(place);
    parent.node.setChild(place, added.key(0), added.block!.block);
    if (node.depth === 0 && !isAtEnd) spread(this.#context, inode, parent.node, parent.node.entries);
    node.touch();
    added.touch();
    parent.node.touch();
  }

  /** The root's entries move to a block of their own. */
  #grow(inode: Inode, root: ExtentNode): void {
    if (root.depth === MAX_DEPTH) fail(EFBIG);
    const added = ExtentNode.fresh(this.#context, inode, this.#takeBlock(inode, root), root.depth);
    root.moveTo(added, 0);
    root.depth += 1;
    root.entries = 1;
    root.setChild(0, added.key(0), added.block!.block);
    added.touch();
    root.touch();
  }

  #takeBlock(inode: Inode, near: ExtentNode): number {
    const goal = near.block?.block ?? this.#context.allocator.goalOf(inode.number, inode.mode);
    const { block } = this.#context.allocator.takeBlocks(goal, 1, 'map');
    inode.addBlocks(1);
    inode.touch();
    return block;
  }

  #freeNode(inode: Inode, node: ExtentNode): void {
    const { block } = node.block!;
    this.#context.volume.forget(block);
    this.#context.allocator.freeBlocks(block, 1);
    inode.addBlocks(-1);
    inode.touch();
  }

  /** The leaf at the end of the path is empty: it goes, and so do the nodes above that had nothing else. */
  #dropEmpty(inode: Inode, path: readonly Step[]): void {
    for (let level = path.length - 1; level > 0; level--) {
      const { node } = path[level]!;
      if (node.entries > 0) return;
      const parent = path[level - 1]!;
      this.#freeNode(inode, node);
      parent.node.remove(Math.max(parent.index, 0));
      parent.node.touch();
    }
    const { node: root } = path[0]!;
    if (root.entries === 0) root.depth = 0;
  }

  /** Leaves beside the one of a block that have a whole block to spare together become fewer. */
  #tighten(inode: Inode, logical: number): void {
    const parent = this.#descend(inode, logical).at(-2)?.node;
    if (parent === undefined) return;
    const { entries, room } = leafCounts(this.#context, inode, parent);
    const needed = Math.max(1, Math.ceil(entries / room));
    if (needed >= parent.entries) return;
    for (const leaf of spread(this.#context, inode, parent, needed)) this.#freeNode(inode, leaf);
  }

  /** A tree of one node below the root moves into the root when it fits there. */
  #fold(inode: Inode): void {
    for (;;) {
      const root = ExtentNode.root(this.#context, inode);
      if (root.depth === 0 || root.entries !== 1) return;
      const child = ExtentNode.child(this.#context, inode, root, 0);
      if (child.entries > root.room) return;
      root.entries = 0;
      root.depth = child.depth;
      child.moveTo(root, 0);
      root.touch();
      this.#freeNode(inode, child);
    }
  }
}

function canJoin(before: Extent, after: Extent): boolean {
  const most = before.isUnwritten ? MAX_UNWRITTEN_BLOCKS : MAX_EXTENT_BLOCKS;
  return (
    before.isUnwritten === after.isUnwritten &&
    before.logical + before.count === after.logical &&
    before.block + before.count === after.block &&
    before.count + after.count <= most
  );
}

/** The first entry of a leaf begins earlier now: the keys on the way to it follow. */
function lowerKeys(path: readonly Step[], logical: number): void {
  for (let level = path.length - 2; level >= 0; level--) {
    const { node, index } = path[level]!;
    const taken = Math.max(index, 0);
    if (node.key(taken) <= logical) return;
    node.setKey(taken, logical);
    node.touch();
  }
}
