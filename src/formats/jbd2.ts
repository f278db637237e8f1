/**
 * The journal of ext3 and ext4: its superblock and the numbers of its other blocks, big-endian.
 *
 * Mirrors Linux v6.1 `include/linux/jbd2.h`. Left out, and refused: fast commits.
 */
import { bytes, layout, u8, u32 } from '../memory/layout.ts';

export const JOURNAL_MAGIC = 0xc03b3998;
/** Bytes of the header every block of the journal's own begins with: magic, type, sequence. */
export const JOURNAL_HEADER_BYTES = 12;
/** Bytes of the checksum at the end of descriptor and revoke blocks. */
export const JOURNAL_TAIL_BYTES = 4;

export const journalBlock = { descriptor: 1, commit: 2, superblockV1: 3, superblockV2: 4, revoke: 5 } as const;
export const tagFlag = { escaped: 1, sameUuid: 2, deleted: 4, last: 8 } as const;
export const journalCompat = { checksum: 1 } as const;
export const journalIncompat = { revoke: 1, is64Bit: 2, asyncCommit: 4, checksumV2: 8, checksumV3: 0x10 } as const;

/** `h_chksum_type`, `h_chksum_size`, `h_chksum`, `h_commit_sec`, `h_commit_nsec` of a commit block. */
export const commitField = { checksumType: 12, checksumSize: 13, checksum: 16, seconds: 48, nanoseconds: 56 } as const;
export const COMMIT_CRC32 = 1;

export const JOURNAL_SUPERBLOCK_BYTES = 1024;

export const journalSuperblockLayout = layout('journal_superblock_s', {
  source: 'Linux v6.1 include/linux/jbd2.h',
  sizeBytes: JOURNAL_SUPERBLOCK_BYTES,
  fields: {
    magic: u32(0x00, 'signature'),
    blockType: u32(0x04, 'superblock, version 1 or 2'),
    headerSequence: u32(0x08, 'not used'),
    blockSize: u32(0x0c, 'bytes of a block'),
    maxLength: u32(0x10, 'blocks of the journal'),
    first: u32(0x14, 'first block of the log'),
    sequence: u32(0x18, 'first transaction expected in the log'),
    start: u32(0x1c, 'where the log begins; 0: it is empty'),
    errorNumber: u32(0x20, 'why the journal was aborted'),
    featureCompat: u32(0x24, 'features nobody needs to know'),
    featureIncompat: u32(0x28, 'features everybody needs to know'),
    featureReadOnlyCompat: u32(0x2c, 'features a writer needs to know'),
    uuid: bytes(0x30, 16, 'identifier'),
    userCount: u32(0x40, 'file systems that use the journal'),
    checksumType: u8(0x50, '4: crc32c'),
    fastCommitBlocks: u32(0x54, 'blocks of fast commits'),
    checksum: u32(0xfc, 'crc32c of the superblock with zeros here'),
  },
});

/** `s_checksum_type` of crc32c. */
export const JOURNAL_CRC32C = 4;

/** Bytes of a tag without its UUID: which block, flags, checksum. */
export function tagBytes(incompat: number): number {
  if ((incompat & journalIncompat.checksumV3) !== 0) return 16;
  const withChecksum = (incompat & journalIncompat.checksumV2) !== 0 ? 14 : 12;
  return (incompat & journalIncompat.is64Bit) !== 0 ? withChecksum : withChecksum - 4;
}
