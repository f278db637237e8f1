/**
 * Keeps the leaves below one node of an extent tree evenly filled.
 *
 * No real code: Linux splits in the middle and never joins. e2fsck offers to optimise a tree whose nodes have more than a block's
 * worth of empty entries; sharing what room there is before a leaf is added keeps them below that.
 */
import type { MapContext } from './block-map.ts';
import { ENTRY_BYTES, ExtentNode } from './extent-node.ts';
import type { Inode } from './inode.ts';

/** Entries in all leaves below a node, and how many one leaf can hold. */
export function leafCounts(
  context: MapContext,
  inode: Inode,
  parent: ExtentNode,
): { readonly entries: number; readonly room: number } {
  let entries = 0;
  let room = 1;
  for (let index = 0; index < parent.entries; index++) {
    const leaf = ExtentNode.child(context, inode, parent, index);
    entries += leaf.entries;
    room = leaf.room;
  }
  return { entries, room };
}

/** Whether a leaf below the node has an empty entry. */
export function hasRoomBeside(context: MapContext, inode: Inode, parent: ExtentNode): boolean {
  for (let index = parent.entries - 1; index >= 0; index--) {
    if (!ExtentNode.child(context, inode, parent, index).isFull) return true;
  }
  return false;
}

/** Shares all entries evenly among the first `count` leaves; gives back the leaves that the node lost, for the caller to free. */
export function spread(context: MapContext, inode: Inode, parent: ExtentNode, count: number): readonly ExtentNode[] {
  const leaves = Array.from({ length: parent.entries }, (_, index) => ExtentNode.child(context, inode, parent, index));
  const pieces = leaves.map((leaf) => leaf.copyEntries());
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const piece of pieces) {
    all.set(piece, end);
    end += piece.length;
  }
  const total = all.length / ENTRY_BYTES;
  for (let index = 0; index < count; index++) {
    const from = Math.floor((total * index) / count);
    const to = Math.floor((total * (index + 1)) / count);
    const leaf = leaves[index]!;
    leaf.putEntries(all.subarray(from * ENTRY_BYTES, to * ENTRY_BYTES), to - from);
    leaf.touch();
    parent.setKey(index, leaf.key(0));
  }
  for (let index = parent.entries - 1; index >= count; index--) parent.remove(index);
  parent.touch();
  return leaves.slice(count);
}
