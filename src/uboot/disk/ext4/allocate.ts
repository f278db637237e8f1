/**
 * Where U-Boot puts new files: the lowest free inode, the first free block and what follows it.
 *
 * Mirrors `ext4fs_get_new_blk_no`, `ext4fs_get_new_inode_no`, `ext4fs_allocate_blocks` and the bitmap functions of U-Boot
 * `fs/ext4/ext4_common.c`. A group whose bitmap was never written counts as empty, its copies of superblock and descriptors included.
 */
import { readOnlyCompat } from '../../../formats/ext4-superblock.ts';
import { DIRECT_BLOCKS, INODE_BLOCK, viewOf } from './volume.ts';
import type { GroupDescriptor, WriteState } from './write-state.ts';

const INODE_UNINIT = 1;
const BLOCK_UNINIT = 2;
const NO_BLOCK = 'no block left to assign\n';

/** The number of a new block; -1 where there is none. */
export function newBlock(state: WriteState): number {
  return state.lastBlock === 0 ? firstBlock(state) : nextBlock(state);
}

function firstBlock(state: WriteState): number {
  const { blockBytes } = state.volume;
  for (let group = 0; group < state.groups; group++) {
    const descriptor = state.descriptor(group)!;
    if (descriptor.freeBlocks === 0) continue;
    startBlockBitmap(state, descriptor, group);
    const bit = firstZero(state.blockBitmaps[group]!);
    if (bit < 0) continue;
    setBit(state.blockBitmaps[group]!, bit);
    state.lastBlock = bit + (blockBytes === 1024 ? 1 : 0) + group * blockBytes * 8;
    countBlock(state, descriptor);
    return state.backUpBitmap(null, group, descriptor.blockBitmap) ? state.lastBlock : -1;
  }
  return -1;
}

function nextBlock(state: WriteState): number {
  const { blocksPerGroup, blockBytes } = state.volume;
  state.lastBlock++;
  for (;;) {
    const group = state.groupOfBlock(state.lastBlock);
    const descriptor = group < state.groups ? state.descriptor(group) : null;
    if (descriptor === null) return -1;
    if (descriptor.freeBlocks === 0) {
      state.lastBlock = (group + 1) * blocksPerGroup + (blockBytes === 1024 ? 1 : 0);
      continue;
    }
    startBlockBitmap(state, descriptor, group);
    const bit = blockBit(state, state.lastBlock, group);
    const bitmap = state.blockBitmaps[group]!;
    if (bit < 0 || bit >= bitmap.length * 8 || hasBit(bitmap, bit)) {
      state.lastBlock++;
      continue;
    }
    setBit(bitmap, bit);
    if (!state.backUpBitmap('newBlock', group, descriptor.blockBitmap)) return -1;
    countBlock(state, descriptor);
    return state.lastBlock;
  }
}

function countBlock(state: WriteState, descriptor: GroupDescriptor): void {
  descriptor.freeBlocks -= 1;
  state.freeBlocks -= 1;
}

function startBlockBitmap(state: WriteState, descriptor: GroupDescriptor, group: number): void {
  if ((descriptor.flags & BLOCK_UNINIT) === 0) return;
  state.blockBitmaps[group]!.fill(0);
  state.volume.putBlock(descriptor.blockBitmap, new Uint8Array(state.volume.blockBytes));
  descriptor.flags &= ~BLOCK_UNINIT;
}

/** Gives a block back; false where its number is none of the file system. `key` names the function, see `backUpBitmap`. */
export function freeBlock(state: WriteState, block: number, key: string): boolean {
  const group = state.groupOfBlock(block);
  const descriptor = state.descriptor(group);
  const bitmap = state.blockBitmaps[group];
  if (descriptor === null || bitmap === undefined) return false;
  const bit = blockBit(state, block, group);
  if (bit >= 0 && bit < bitmap.length * 8) clearBit(bitmap, bit);
  descriptor.freeBlocks += 1;
  state.freeBlocks += 1;
  return state.backUpBitmap(key, group, descriptor.blockBitmap);
}

/** The number of the lowest free inode, taken; -1 where there is none. */
export function newInode(state: WriteState): number {
  const { inodesPerGroup, blockBytes } = state.volume;
  const hasChecksum = (state.superblock.getUint32(0x64, true) & readOnlyCompat.groupChecksum) !== 0;
  for (let group = 0; group < state.groups; group++) {
    const descriptor = state.descriptor(group)!;
    const free = descriptor.freeInodes;
    if (free === 0) continue;
    if (hasChecksum) descriptor.unusedInodesLow = free & 0xffff;
    const bitmap = state.inodeBitmaps[group]!;
    if ((descriptor.flags & INODE_UNINIT) !== 0) {
      state.volume.putBlock(descriptor.inodeBitmap, new Uint8Array(blockBytes));
      descriptor.flags &= ~INODE_UNINIT;
      bitmap.fill(0);
    }
    const bit = firstZero(bitmap);
    if (bit < 0 || Math.floor(bit / 8) * 8 + 1 > inodesPerGroup) continue;
    setBit(bitmap, bit);
    descriptor.freeInodes = free - 1;
    if (hasChecksum) descriptor.unusedInodes -= 1;
    state.freeInodes -= 1;
    if (!state.backUpBitmap(null, group, descriptor.inodeBitmap)) return -1;
    return bit + 1 + group * inodesPerGroup;
  }
  return -1;
}

/** The group is computed from the number itself, one too high for the last inode of a group, whose bit is then left alone. */
export function freeInode(state: WriteState, inode: number): boolean {
  const { inodesPerGroup } = state.volume;
  const group = Math.floor(inode / inodesPerGroup);
  const descriptor = state.descriptor(group);
  const bitmap = state.inodeBitmaps[group];
  if (descriptor === null || bitmap === undefined) return false;
  const bit = inode - group * inodesPerGroup - 1;
  if (bit >= 0 && bit < bitmap.length * 8) clearBit(bitmap, bit);
  descriptor.freeInodes += 1;
  state.freeInodes += 1;
  return state.backUpBitmap(null, group, descriptor.inodeBitmap);
}

/** Gives `count` blocks to an inode, block-mapped; the blocks of maps that this took. Stops with a message where none are left. */
export function allocateBlocks(state: WriteState, inode: DataView, count: number): number {
  const { volume } = state;
  const perBlock = volume.blockBytes / 4;
  let left = count;
  let maps = 0;
  const outOfBlocks = (): never => {
    throw new OutOfBlocks();
  };
  const take = (): number => {
    const block = newBlock(state);
    return block < 0 ? outOfBlocks() : block;
  };
  /** A map of `level` levels: itself, then what it points to, written when it is full. */
  const map = (level: number): number => {
    const own = take();
    maps++;
    const bytes = new Uint8Array(volume.blockBytes);
    const view = viewOf(bytes);
    for (let index = 0; index < perBlock && left > 0; index++) {
      const below = level === 1 ? take() : map(level - 1);
      view.setUint32(index * 4, below, true);
      if (level === 1) left--;
    }
    volume.putBlock(own, bytes);
    return own;
  };
  try {
    for (let index = 0; left > 0 && index < DIRECT_BLOCKS; index++, left--) {
      inode.setUint32(INODE_BLOCK + 4 * index, take(), true);
    }
  } catch (stop) {
    if (!(stop instanceof OutOfBlocks)) throw stop;
    volume.puts(NO_BLOCK);
    return maps;
  }
  for (let level = 1; level <= 3 && left > 0; level++) {
    try {
      inode.setUint32(INODE_BLOCK + 4 * (DIRECT_BLOCKS + level - 1), map(level), true);
    } catch (stop) {
      if (!(stop instanceof OutOfBlocks)) throw stop;
      volume.puts(NO_BLOCK);
    }
  }
  return maps;
}

/** Leaves the nested maps when no block is left; never leaves this file. */
class OutOfBlocks extends Error {}

function blockBit({ volume }: WriteState, block: number, group: number): number {
  const { blockBytes } = volume;
  return block - group * blockBytes * 8 - (blockBytes === 1024 ? 1 : 0);
}

function firstZero(bitmap: Uint8Array): number {
  const at = bitmap.findIndex((byte) => byte !== 0xff);
  if (at < 0) return -1;
  let bit = 0;
  while ((bitmap[at]! & (1 << bit)) !== 0) bit++;
  return at * 8 + bit;
}

function hasBit(bitmap: Uint8Array, bit: number): boolean {
  return (bitmap[bit >> 3]! & (1 << (bit & 7))) !== 0;
}

function setBit(bitmap: Uint8Array, bit: number): void {
  bitmap[bit >> 3]! |= 1 << (bit & 7);
}

function clearBit(bitmap: Uint8Array, bit: number): void {
  bitmap[bit >> 3]! &= ~(1 << (bit & 7));
}
