/** The two ways from a file's blocks to the device's: extents (ext4) and indirect blocks (ext2, ext3). */
import type { Allocator, BlockRun } from './allocator.ts';
import type { Groups } from './groups.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/** A run of a file's blocks that lie side by side on the device, or are all missing. */
export interface MappedRun {
  /** First block on the device; 0 for a hole. */
  readonly block: number;
  /** Blocks from the one asked for to the end of the run; for a hole perhaps fewer than are missing. */
  readonly count: number;
  /** Allocated, but reads as zeros. */
  readonly isUnwritten: boolean;
}

export interface BlockMap {
  /** Blocks a file can have. */
  maxBlocks(): number;
  find(inode: Inode, logical: number): MappedRun;
  /** Where a block of the file would best be allocated. */
  goal(inode: Inode, logical: number): number;
  /** Maps blocks that were a hole. The caller has allocated them. */
  put(inode: Inode, logical: number, run: BlockRun): void;
  /** Blocks that were allocated but unwritten hold data now. */
  markWritten(inode: Inode, logical: number, count: number): void;
  /** Frees everything from a block on. `pause` is called where a commit may come between. */
  cut(inode: Inode, from: number, pause: () => void): void;
}

/** What a map works with. */
export interface MapContext {
  readonly volume: Volume;
  readonly groups: Groups;
  readonly allocator: Allocator;
}

/** Frees blocks that held a file's contents; those of a directory were metadata. */
export function freeContents({ volume, allocator }: MapContext, inode: Inode, block: number, count: number): void {
  allocator.freeBlocks(block, count);
  if (!inode.isDirectory) return;
  for (let at = block; at < block + count; at++) volume.forget(at);
}
