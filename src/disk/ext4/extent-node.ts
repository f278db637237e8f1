/**
 * A node of an extent tree: in the inode, or a block of its own.
 *
 * Mirrors Linux v6.1 `fs/ext4/ext4_extents.h` and `__ext4_ext_check`: a header of 12 bytes, entries of 12 bytes, and with
 * `metadata_csum` a checksum behind the last possible entry. A node is checked once, when it is first read; afterwards only we
 * change it.
 */
import { crc32c } from '../../formats/ext4-checksum.ts';
import { badChecksum, corrupted } from '../fault.ts';
import type { MapContext } from './block-map.ts';
import { INODE_BLOCK, INODE_BLOCK_BYTES, type Inode } from './inode.ts';
import type { MetaBlock } from './volume.ts';

const MAGIC = 0xf30a;
export const ENTRY_BYTES = 12;
/** Lengths above this one mean that the blocks are allocated but not written. */
export const MAX_EXTENT_BLOCKS = 32768;
export const MAX_UNWRITTEN_BLOCKS = 32767;
const MAX_DEPTH = 5;

export interface Extent {
  readonly logical: number;
  readonly count: number;
  readonly block: number;
  readonly isUnwritten: boolean;
}

export class ExtentNode {
  /** Absent for the root, which lies in the inode. */
  readonly block: MetaBlock | null;
  readonly #inode: Inode;
  readonly #context: MapContext;
  readonly #view: DataView;
  readonly #at: number;

  private constructor(context: MapContext, inode: Inode, block: MetaBlock | null) {
    this.#context = context;
    this.#inode = inode;
    this.block = block;
    this.#view = block === null ? inode.view : block.view;
    this.#at = block === null ? inode.at + INODE_BLOCK : 0;
  }

  static root(context: MapContext, inode: Inode): ExtentNode {
    const node = new ExtentNode(context, inode, null);
    // Four entries at most: checked each time.
    node.#check(node.depth, -1, (INODE_BLOCK_BYTES - ENTRY_BYTES) / ENTRY_BYTES);
    return node;
  }

  /** The node an index entry points to. */
  static child(context: MapContext, inode: Inode, parent: ExtentNode, index: number): ExtentNode {
    const number = parent.childBlock(index);
    if (context.groups.isTable(number, 1)) corrupted();
    const block = context.volume.meta(number);
    const node = new ExtentNode(context, inode, block);
    const key = `extents of ${inode.number}`;
    if (block.checkedAs !== key) {
      if (block.checkedAs !== '') corrupted();
      const room = Math.floor((block.bytes.length - ENTRY_BYTES) / ENTRY_BYTES);
      node.#check(parent.depth - 1, parent.key(index), room);
      if (context.volume.geometry.has.metadataChecksum && !node.#checksumHolds()) badChecksum();
      block.checkedAs = key;
    }
    return node;
  }

  /** An empty node in a block that was just allocated. */
  static fresh(context: MapContext, inode: Inode, number: number, depth: number): ExtentNode {
    const block = context.volume.fresh(number, `extents of ${inode.number}`);
    const node = new ExtentNode(context, inode, block);
    node.#format(depth, Math.floor((block.bytes.length - ENTRY_BYTES) / ENTRY_BYTES));
    node.touch();
    return node;
  }

  /** Makes the root an empty leaf. */
  static format(inode: Inode): void {
    const { view, at } = inode;
    view.setUint16(at + INODE_BLOCK, MAGIC, true);
    view.setUint16(at + INODE_BLOCK + 2, 0, true);
    view.setUint16(at + INODE_BLOCK + 4, (INODE_BLOCK_BYTES - ENTRY_BYTES) / ENTRY_BYTES, true);
    view.setUint32(at + INODE_BLOCK + 6, 0, true);
  }

  get entries(): number {
    return this.#view.getUint16(this.#at + 2, true);
  }
  set entries(count: number) {
    this.#view.setUint16(this.#at + 2, count, true);
  }
  get room(): number {
    return this.#view.getUint16(this.#at + 4, true);
  }
  get depth(): number {
    return this.#view.getUint16(this.#at + 6, true);
  }
  set depth(depth: number) {
    this.#view.setUint16(this.#at + 6, depth, true);
  }
  get isFull(): boolean {
    return this.entries >= this.room;
  }

  /** The node goes with the running transaction. */
  touch(): void {
    if (this.block === null) {
      this.#inode.touch();
      return;
    }
    const { volume } = this.#context;
    if (volume.geometry.has.metadataChecksum) {
      const seed = this.#inode.checksumSeed;
      this.block.seal = ({ bytes, view }) => {
        const end = ENTRY_BYTES + view.getUint16(4, true) * ENTRY_BYTES;
        view.setUint32(end, crc32c(seed, bytes, 0, end), true);
      };
    }
    volume.change(this.block);
  }

  /** First block of the file under an entry. */
  key(index: number): number {
    return this.#view.getUint32(this.#entry(index), true);
  }
  setKey(index: number, logical: number): void {
    this.#view.setUint32(this.#entry(index), logical, true);
  }

  childBlock(index: number): number {
    const at = this.#entry(index);
    return this.#view.getUint32(at + 4, true) + this.#view.getUint16(at + 8, true) * 2 ** 32;
  }
  setChild(index: number, logical: number, block: number): void {
    const at = this.#entry(index);
    this.#view.setUint32(at, logical, true);
    this.#view.setUint32(at + 4, block % 2 ** 32, true);
    this.#view.setUint16(at + 8, Math.floor(block / 2 ** 32), true);
    this.#view.setUint16(at + 10, 0, true);
  }

  extent(index: number): Extent {
    const at = this.#entry(index);
    const length = this.#view.getUint16(at + 4, true);
    const isUnwritten = length > MAX_EXTENT_BLOCKS;
    return {
      logical: this.#view.getUint32(at, true),
      count: isUnwritten ? length - MAX_EXTENT_BLOCKS : length,
      block: this.#view.getUint32(at + 8, true) + this.#view.getUint16(at + 6, true) * 2 ** 32,
      isUnwritten,
    };
  }
  setExtent(index: number, { logical, count, block, isUnwritten }: Extent): void {
    const at = this.#entry(index);
    this.#view.setUint32(at, logical, true);
    this.#view.setUint16(at + 4, isUnwritten ? count + MAX_EXTENT_BLOCKS : count, true);
    this.#view.setUint16(at + 6, Math.floor(block / 2 ** 32), true);
    this.#view.setUint32(at + 8, block % 2 ** 32, true);
  }

  /** Entries whose key is not above `logical`. */
  countUpTo(logical: number): number {
    let low = 0;
    let high = this.entries;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.key(middle) <= logical) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Makes room for one entry at `index`; the caller fills it. */
  open(index: number): void {
    const bytes = this.#bytes;
    const count = this.entries;
    bytes.copyWithin(this.#entry(index + 1), this.#entry(index), this.#entry(count));
    this.entries = count + 1;
  }

  remove(index: number): void {
    const count = this.entries;
    this.#bytes.copyWithin(this.#entry(index), this.#entry(index + 1), this.#entry(count));
    this.entries = count - 1;
  }

  /** Moves the entries from `from` on to the end of another node. */
  moveTo(target: ExtentNode, from: number): void {
    const count = this.entries;
    const moved = this.#bytes.subarray(this.#entry(from), this.#entry(count));
    target.#bytes.set(moved, target.#entry(target.entries));
    target.entries += count - from;
    this.entries = from;
  }

  /** The entries as they lie there. */
  copyEntries(): Uint8Array {
    return this.#bytes.slice(this.#entry(0), this.#entry(this.entries));
  }

  /** Replaces all entries by `count` ones as `copyEntries` gives them. */
  putEntries(entries: Uint8Array, count: number): void {
    this.#bytes.set(entries, this.#entry(0));
    this.entries = count;
  }

  get #bytes(): Uint8Array {
    return this.block === null ? this.#inode.block.bytes : this.block.bytes;
  }

  #entry(index: number): number {
    return this.#at + ENTRY_BYTES + index * ENTRY_BYTES;
  }

  #format(depth: number, room: number): void {
    this.#view.setUint16(this.#at, MAGIC, true);
    this.#view.setUint16(this.#at + 2, 0, true);
    this.#view.setUint16(this.#at + 4, room, true);
    this.#view.setUint16(this.#at + 6, depth, true);
  }

  #check(depth: number, key: number, most: number): void {
    if (this.#view.getUint16(this.#at, true) !== MAGIC) corrupted();
    const { entries, room } = this;
    if (this.depth !== depth || depth > MAX_DEPTH || room > most || room === 0 || entries > room) corrupted();
    if (entries === 0) {
      if (depth > 0) corrupted();
      return;
    }
    // Keys that agree with the parent's and rise mean that no node can be reached twice.
    if (key >= 0 && this.key(0) !== key) corrupted();
    const { blocks, firstDataBlock } = this.#context.volume.geometry;
    let next = 0;
    for (let index = 0; index < entries; index++) {
      if (depth > 0) {
        const logical = this.key(index);
        const child = this.childBlock(index);
        if (logical < next || child <= firstDataBlock || child >= blocks) corrupted();
        next = logical + 1;
        continue;
      }
      const { logical, count, block } = this.extent(index);
      if (count === 0 || logical < next || logical + count > 2 ** 32) corrupted();
      if (block <= firstDataBlock || block + count > blocks) corrupted();
      next = logical + count;
    }
  }

  #checksumHolds(): boolean {
    const { bytes, view } = this.block!;
    const end = ENTRY_BYTES + this.room * ENTRY_BYTES;
    return view.getUint32(end, true) === crc32c(this.#inode.checksumSeed, bytes, 0, end);
  }
}
