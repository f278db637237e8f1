/**
 * Reading what a crash left: the list of orphans and the orphan file.
 *
 * Mirrors Linux v6.1 `fs/ext4/orphan.c` (`ext4_orphan_cleanup`, `ext4_process_orphan`). Numbers that cannot be orphans end the
 * list, as does one that comes twice.
 */
import { crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import { compat, readOnlyCompat } from '../../formats/ext4-superblock.ts';
import { attempt } from '../fault.ts';
import type { Parts } from './parts.ts';

/** Orphan file: blocks of inode numbers, the last eight bytes are a magic number and a checksum. */
const TAIL_BYTES = 8;

/** Inode numbers: those of the list, the last orphan first, and those of the file, which is empty afterwards. */
export function readOrphans(parts: Parts): { readonly listed: readonly number[]; readonly filed: readonly number[] } {
  const { superblock, geometry } = parts;
  const { featureCompat, featureReadOnlyCompat, orphanFileInode, lastOrphan } = superblock.read();
  const numbers = new Set<number>();
  const filed = new Set<number>();
  for (let next = lastOrphan; canBeOrphan(parts, next) && !numbers.has(next); ) {
    numbers.add(next);
    const inode = attempt(() => parts.inodes.load(next));
    if (typeof inode === 'number') break;
    next = inode.deleteTime;
  }
  const hasFile = (featureCompat & compat.orphanFile) !== 0;
  const isPresent = (featureReadOnlyCompat & readOnlyCompat.orphanPresent) !== 0;
  if (hasFile && isPresent && orphanFileInode > 0 && orphanFileInode <= geometry.inodes) {
    attempt(() => readOrphanFile(parts, orphanFileInode, filed));
  }
  return { listed: [...numbers], filed: [...filed].filter((number) => !numbers.has(number)) };
}

function canBeOrphan({ geometry, allocator }: Parts, number: number): boolean {
  return number >= geometry.firstInode && number <= geometry.inodes && allocator.isInodeTaken(number);
}

/** Collects the entries and empties the file. */
function readOrphanFile(parts: Parts, fileInode: number, numbers: Set<number>): number {
  const { files, inodes, geometry, volume, superblock } = parts;
  const inode = inodes.load(fileInode);
  const emptied = new Map<number, Uint8Array>();
  const blocks = Math.min(Math.ceil(inode.size / geometry.blockBytes), geometry.blocks);
  for (let logical = 0; logical < blocks; logical++) {
    const { block } = files.mapOf(inode).find(inode, logical);
    if (block === 0) break;
    const bytes = volume.readData(block, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at + 4 <= bytes.length - TAIL_BYTES; at += 4) {
      const number = view.getUint32(at, true);
      if (canBeOrphan(parts, number)) numbers.add(number);
    }
    bytes.fill(0, 0, bytes.length - TAIL_BYTES);
    if (geometry.has.metadataChecksum) {
      const start = crc32cOfWord(crc32cOfWord(inode.checksumSeed, block % 2 ** 32), Math.floor(block / 2 ** 32));
      view.setUint32(bytes.length - 4, crc32c(start, bytes, 0, bytes.length - TAIL_BYTES), true);
    }
    emptied.set(block, bytes);
  }
  // With the transaction that takes the orphans over into the list.
  for (const [block, bytes] of emptied) volume.fresh(block, 'orphan file').bytes.set(bytes);
  const { featureReadOnlyCompat } = superblock.read();
  superblock.change({ featureReadOnlyCompat: (featureReadOnlyCompat & ~readOnlyCompat.orphanPresent) >>> 0 });
  return 0;
}
