/** A second partition on a board's disk, behind the root file system and without one: a place for pstore_blk, or for anything raw. */
import type { BoardProfile } from './board.ts';

const MIB = 2 ** 20;
export const SPARE_PARTITION_MAX_MIB = 128;

/** `1MiB` in bytes; null for anything else. */
export function sparePartitionBytes(text: string): number | null {
  const mib = Number(/^([1-9]\d{0,2})MiB$/.exec(text)?.[1] ?? 0);
  return mib === 0 || mib > SPARE_PARTITION_MAX_MIB ? null : mib * MIB;
}

/** The board with a disk that is larger by that; unchanged where it has no disk. The driver's lines tell the new size. */
export function withSparePartition(board: BoardProfile, bytes: number): BoardProfile {
  const { disk } = board;
  if (disk === null) return board;
  const sizeBytes = disk.sizeBytes + bytes;
  const mib = sizeBytes / MIB;
  const foundLines = disk.foundLines.map(({ level, text }) => ({
    level,
    text: text
      .replace(/\d+ 512-byte/, `${sizeBytes / 512} 512-byte`)
      .replace(/\(\d+ MB\/\d+ MiB\)/, `(${Math.round(sizeBytes / 1e6)} MB/${mib} MiB)`)
      .replace(/ \d+ MiB $/, ` ${mib} MiB `),
  }));
  return { ...board, disk: { ...disk, sizeBytes, foundLines, spareBytes: bytes } };
}
