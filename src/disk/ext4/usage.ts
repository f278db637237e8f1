/** What `statfs` tells of the file system: Linux v6.1 `fs/ext4/super.c` (`ext4_statfs`, `ext4_calculate_overhead`). */
import type { DiskUsage } from '../file-system.ts';
import type { Parts } from './parts.ts';

const NAME_MAX = 255;

export function usageOf(parts: Parts): DiskUsage {
  const { geometry, groups, allocator } = parts;
  const free = groups.totalFreeBlocks;
  const kept = geometry.reservedBlocks + allocator.keptBlocks;
  return {
    blockBytes: geometry.blockBytes,
    blocks: geometry.blocks - overhead(parts),
    blocksFree: free,
    blocksAvailable: Math.max(0, free - kept),
    blocksKept: allocator.keptBlocks,
    inodes: geometry.inodes,
    inodesFree: groups.totalFreeInodes,
    nameBytesMax: NAME_MAX,
  };
}

/** Blocks of metadata: as the superblock says, or counted. */
function overhead({ geometry, groups, superblock, inodes }: Parts): number {
  const { overheadClusters } = superblock.read();
  if (overheadClusters > 0 && overheadClusters < geometry.blocks) return overheadClusters;
  let blocks = geometry.firstDataBlock;
  for (let group = 0; group < geometry.groups; group++) {
    blocks += groups.baseBlocks(group).tables + geometry.inodeTableBlocks + 2;
  }
  if (geometry.has.journal && geometry.journalInode > 0) {
    blocks += Math.ceil(inodes.load(geometry.journalInode).size / geometry.blockBytes);
  }
  return blocks;
}
