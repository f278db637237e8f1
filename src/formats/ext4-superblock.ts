/**
 * The superblock of ext2, ext3 and ext4: 1,024 bytes at byte 1,024 of the device, little-endian.
 *
 * Field names without their `s_`; mirrors Linux v6.1 `fs/ext4/ext4.h` (`struct ext4_super_block`). Left out, and kept as they
 * are: the error log, quota, snapshot and encryption fields.
 */
import { bytes, layout, text, u8, u16, u32, u64 } from '../memory/layout.ts';

export const SUPERBLOCK_OFFSET = 1024;
export const SUPERBLOCK_BYTES = 1024;
export const EXT_MAGIC = 0xef53;

/** `s_state`: unmounted cleanly; errors were found. */
export const VALID_FS = 1;
export const ERROR_FS = 2;

/** `s_flags`: how the directory hash takes a character above 127. */
export const UNSIGNED_HASH = 2;

export const compat = { hasJournal: 0x4, dirIndex: 0x20, sparseSuper2: 0x200, orphanFile: 0x1000 } as const;

export const incompat = {
  fileType: 0x2,
  recover: 0x4,
  metaGroups: 0x10,
  extents: 0x40,
  is64Bit: 0x80,
  flexGroups: 0x200,
  checksumSeed: 0x2000,
  largeDirectory: 0x4000,
  inlineData: 0x8000,
} as const;

export const readOnlyCompat = {
  sparseSuper: 0x1,
  largeFile: 0x2,
  bTreeDirectory: 0x4,
  hugeFile: 0x8,
  groupChecksum: 0x10,
  directoryLinks: 0x20,
  extraInodeSize: 0x40,
  metadataChecksum: 0x400,
  readOnly: 0x1000,
  orphanPresent: 0x10000,
} as const;

export const superblockLayout = layout('ext4_super_block', {
  source: 'Linux v6.1 fs/ext4/ext4.h',
  sizeBytes: SUPERBLOCK_BYTES,
  fields: {
    inodesCount: u32(0x00, 'inodes'),
    blocksCountLow: u32(0x04, 'blocks, low half'),
    reservedBlocksLow: u32(0x08, 'blocks kept for root, low half'),
    freeBlocksLow: u32(0x0c, 'free blocks, low half'),
    freeInodes: u32(0x10, 'free inodes'),
    firstDataBlock: u32(0x14, 'block of the superblock'),
    logBlockSize: u32(0x18, 'block size is 1024 << this'),
    logClusterSize: u32(0x1c, 'cluster size is 1024 << this'),
    blocksPerGroup: u32(0x20, 'blocks in a group'),
    clustersPerGroup: u32(0x24, 'clusters in a group'),
    inodesPerGroup: u32(0x28, 'inodes in a group'),
    mountTime: u32(0x2c, 'last mounted at'),
    writeTime: u32(0x30, 'last written at'),
    mountCount: u16(0x34, 'mounts since the last check'),
    maxMountCount: u16(0x36, 'mounts until a check is due'),
    magic: u16(0x38, 'signature'),
    state: u16(0x3a, 'clean, or with errors'),
    errors: u16(0x3c, 'what to do on errors'),
    minorRevision: u16(0x3e, 'minor revision'),
    lastCheck: u32(0x40, 'last checked at'),
    checkInterval: u32(0x44, 'seconds between checks'),
    creatorOs: u32(0x48, 'made by'),
    revision: u32(0x4c, '0 knows no features and inodes of 128 bytes only'),
    reservedUid: u16(0x50, 'user of the reserved blocks'),
    reservedGid: u16(0x52, 'group of the reserved blocks'),
    firstInode: u32(0x54, 'first inode that is not reserved'),
    inodeSize: u16(0x58, 'bytes of an inode'),
    groupOfThisCopy: u16(0x5a, 'group this copy lies in'),
    featureCompat: u32(0x5c, 'features nobody needs to know'),
    featureIncompat: u32(0x60, 'features everybody needs to know'),
    featureReadOnlyCompat: u32(0x64, 'features a writer needs to know'),
    uuid: bytes(0x68, 16, 'identifier'),
    volumeName: text(0x78, 16, 'label'),
    lastMounted: text(0x88, 64, 'where it was mounted'),
    reservedDescriptorBlocks: u16(0xce, 'blocks kept for more group descriptors'),
    journalInode: u32(0xe0, 'inode of the journal'),
    journalDevice: u32(0xe4, 'device of an external journal'),
    lastOrphan: u32(0xe8, 'head of the list of inodes to delete'),
    hashSeed: bytes(0xec, 16, 'seed of the directory hash'),
    hashVersion: u8(0xfc, 'directory hash'),
    descriptorSize: u16(0xfe, 'bytes of a group descriptor'),
    firstMetaGroup: u32(0x104, 'first descriptor block that lies in its own group'),
    makeTime: u32(0x108, 'made at'),
    blocksCountHigh: u32(0x150, 'blocks, high half'),
    reservedBlocksHigh: u32(0x154, 'blocks kept for root, high half'),
    freeBlocksHigh: u32(0x158, 'free blocks, high half'),
    minExtraSize: u16(0x15c, 'bytes every inode has beyond 128'),
    wantExtraSize: u16(0x15e, 'bytes a new inode should have beyond 128'),
    flags: u32(0x160, 'signedness of the directory hash'),
    logGroupsPerFlex: u8(0x174, 'groups whose tables lie together are 1 << this'),
    checksumType: u8(0x175, '1: crc32c'),
    kilobytesWritten: u64(0x178, 'KiB written in its life'),
    overheadClusters: u32(0x248, 'clusters of metadata'),
    backupGroups: bytes(0x24c, 8, 'the two groups with copies (sparse_super2)'),
    checksumSeed: u32(0x270, 'crc32c of the first UUID'),
    orphanFileInode: u32(0x280, 'inode of the orphan file'),
    checksum: u32(0x3fc, 'crc32c of the bytes before'),
  },
});

export type Superblock = ReturnType<typeof superblockLayout.read>;
