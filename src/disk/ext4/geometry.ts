/**
 * What a superblock says about sizes and features, checked as a mount checks it.
 *
 * Mirrors Linux v6.1 `fs/ext4/super.c` (`__ext4_fill_super`, `ext4_feature_set_ok`): the same refusals in the same order, for
 * the checks that guard us. Refused beyond Linux: bigalloc, inline data and quota where writing is asked for, encryption,
 * casefolding and extended attributes in inodes, because this engine does not write them.
 */

import { crc32c } from '../../formats/ext4-checksum.ts';
import {
  compat,
  EXT_MAGIC,
  incompat,
  readOnlyCompat,
  SUPERBLOCK_BYTES,
  type Superblock,
  superblockLayout,
  UNSIGNED_HASH,
} from '../../formats/ext4-superblock.ts';
import { hex } from '../../sim/bytes.ts';
import { EBADMSG, EINVAL } from '../../sim/errno.ts';

const KNOWN_INCOMPAT = Object.values(incompat).reduce((all, bit) => all | bit, 0);
const WRITABLE_INCOMPAT = KNOWN_INCOMPAT & ~incompat.inlineData;
const WRITABLE_READ_ONLY_COMPAT =
  Object.values(readOnlyCompat).reduce((all, bit) => all | bit, 0) & ~readOnlyCompat.readOnly;
const MIN_BLOCK_BYTES = 1024;
const GOOD_OLD_INODE_BYTES = 128;
const GOOD_OLD_FIRST_INODE = 11;

/** Why a mount is refused: a negated error number, and what follows `EXT4-fs (device): ` in the kernel log. */
export interface Refusal {
  readonly errno: number;
  readonly message: string;
}

export interface Geometry {
  readonly type: 'ext2' | 'ext3' | 'ext4';
  readonly blockBytes: number;
  readonly sectorsPerBlock: number;
  readonly blocks: number;
  readonly firstDataBlock: number;
  readonly blocksPerGroup: number;
  readonly groups: number;
  readonly inodes: number;
  readonly inodesPerGroup: number;
  readonly inodeBytes: number;
  readonly extraBytes: number;
  readonly firstInode: number;
  readonly descriptorBytes: number;
  readonly firstMetaGroup: number;
  readonly descriptorBlocks: number;
  readonly reservedDescriptorBlocks: number;
  readonly inodeTableBlocks: number;
  readonly flexGroups: number;
  readonly reservedBlocks: number;
  readonly journalInode: number;
  readonly hashVersion: number;
  readonly hashIsUnsigned: boolean;
  readonly hashSeed: Uint8Array;
  readonly checksumSeed: number;
  readonly uuid: Uint8Array;
  readonly backupGroups: readonly [number, number];
  readonly has: {
    readonly journal: boolean;
    readonly directoryIndex: boolean;
    readonly sparseSuper: boolean;
    readonly sparseSuper2: boolean;
    readonly fileType: boolean;
    readonly extents: boolean;
    readonly is64Bit: boolean;
    readonly metaGroups: boolean;
    readonly flexGroups: boolean;
    readonly largeDirectory: boolean;
    readonly hugeFile: boolean;
    readonly groupChecksum: boolean;
    readonly metadataChecksum: boolean;
    readonly directoryLinks: boolean;
    readonly extraInodeSize: boolean;
    readonly orphanFile: boolean;
  };
}

/** The geometry, or why the file system is not mounted. */
export function readGeometry(bytes: Uint8Array, deviceBytes: number, isReadOnly: boolean): Geometry | Refusal {
  const values = superblockLayout.read(bytes, 'little');
  if (values.magic !== EXT_MAGIC) return refuse("VFS: Can't find ext4 filesystem");
  const hasChecksum = (values.featureReadOnlyCompat & readOnlyCompat.metadataChecksum) !== 0;
  const checksumHolds = crc32c(0xffffffff, bytes, 0, SUPERBLOCK_BYTES - 4) === values.checksum;
  if (hasChecksum && (values.checksumType !== 1 || !checksumHolds)) {
    const message = 'VFS: Found ext4 filesystem with invalid superblock checksum.  Run e2fsck?';
    return { errno: -EBADMSG, message };
  }
  return refusedFeature(values, isReadOnly) ?? checkedGeometry(values, deviceBytes);
}

function refuse(message: string): Refusal {
  return { errno: -EINVAL, message };
}

function refusedFeature(values: Superblock, isReadOnly: boolean): Refusal | null {
  if (values.revision === 0) return null;
  const unknown = values.featureIncompat & ~KNOWN_INCOMPAT;
  if (unknown !== 0) return refuse(`Couldn't mount because of unsupported optional features (${hex(unknown >>> 0)})`);
  if (isReadOnly) return null;
  const unwritable =
    (values.featureReadOnlyCompat & ~WRITABLE_READ_ONLY_COMPAT) | (values.featureIncompat & ~WRITABLE_INCOMPAT);
  if (unwritable === 0) return null;
  return refuse(`couldn't mount RDWR because of unsupported optional features (${hex(unwritable >>> 0)})`);
}

function checkedGeometry(values: Superblock, deviceBytes: number): Geometry | Refusal {
  const isOld = values.revision === 0;
  const feature = (word: number, bit: number): boolean => !isOld && (word & bit) !== 0;
  const incompatible = (bit: number): boolean => feature(values.featureIncompat, bit);
  const readOnlyCompatible = (bit: number): boolean => feature(values.featureReadOnlyCompat, bit);

  if (values.logBlockSize > 6) return refuse('bad block size');
  const blockBytes = MIN_BLOCK_BYTES << values.logBlockSize;
  if (values.logClusterSize !== values.logBlockSize) {
    return refuse(`fragment/cluster size (${1024 * 2 ** values.logClusterSize}) != block size (${blockBytes})`);
  }
  const inodeBytes = isOld ? GOOD_OLD_INODE_BYTES : values.inodeSize;
  if (inodeBytes < GOOD_OLD_INODE_BYTES || inodeBytes > blockBytes || (inodeBytes & (inodeBytes - 1)) !== 0) {
    return refuse(`unsupported inode size: ${inodeBytes}`);
  }
  const is64Bit = incompatible(incompat.is64Bit);
  const { descriptorSize } = values;
  if (is64Bit && (descriptorSize < 64 || descriptorSize > 1024 || (descriptorSize & (descriptorSize - 1)) !== 0)) {
    return refuse(`unsupported descriptor size ${descriptorSize}`);
  }
  const { blocksPerGroup, inodesPerGroup, firstDataBlock } = values;
  if (inodesPerGroup === 0 || blocksPerGroup === 0) return refuse('bad geometry: empty groups');
  if (inodesPerGroup < blockBytes / inodeBytes || inodesPerGroup > blockBytes * 8 || inodesPerGroup % 8 !== 0) {
    return refuse(`invalid inodes per group: ${inodesPerGroup}`);
  }
  if (blocksPerGroup > blockBytes * 8 || blocksPerGroup % 8 !== 0) {
    return refuse(`#blocks per group too big: ${blocksPerGroup}`);
  }
  const blocks = values.blocksCountLow + (is64Bit ? values.blocksCountHigh * 2 ** 32 : 0);
  const deviceBlocks = Math.floor(deviceBytes / blockBytes);
  if (blocks > deviceBlocks) {
    return refuse(`bad geometry: block count ${blocks} exceeds size of device (${deviceBlocks} blocks)`);
  }
  if (firstDataBlock >= blocks || firstDataBlock !== (blockBytes === MIN_BLOCK_BYTES ? 1 : 0)) {
    return refuse(`bad geometry: first data block ${firstDataBlock} is beyond end of filesystem (${blocks})`);
  }
  const groups = Math.ceil((blocks - firstDataBlock) / blocksPerGroup);
  if (groups * inodesPerGroup !== values.inodesCount) {
    return refuse(`inodes count not valid: ${values.inodesCount} vs ${groups * inodesPerGroup}`);
  }
  const descriptorBytes = is64Bit ? descriptorSize : 32;
  const hasJournal = feature(values.featureCompat, compat.hasJournal);
  const hasExtents = incompatible(incompat.extents);
  const hasMetadataChecksum = readOnlyCompatible(readOnlyCompat.metadataChecksum);
  const hasFlexGroups = incompatible(incompat.flexGroups);
  const flexGroups = hasFlexGroups && values.logGroupsPerFlex <= 31 ? 2 ** values.logGroupsPerFlex : 1;
  const hasSeed = incompatible(incompat.checksumSeed);
  const backups = new DataView(values.backupGroups.buffer, values.backupGroups.byteOffset, 8);
  return {
    type: hasExtents || is64Bit || hasFlexGroups ? 'ext4' : hasJournal ? 'ext3' : 'ext2',
    blockBytes,
    sectorsPerBlock: blockBytes / 512,
    blocks,
    firstDataBlock,
    blocksPerGroup,
    groups,
    inodes: values.inodesCount,
    inodesPerGroup,
    inodeBytes,
    extraBytes:
      Math.min(Math.max(values.wantExtraSize, values.minExtraSize, 32), inodeBytes - GOOD_OLD_INODE_BYTES) & ~3,
    firstInode: isOld ? GOOD_OLD_FIRST_INODE : Math.max(values.firstInode, GOOD_OLD_FIRST_INODE),
    descriptorBytes,
    firstMetaGroup: values.firstMetaGroup,
    descriptorBlocks: Math.ceil((groups * descriptorBytes) / blockBytes),
    reservedDescriptorBlocks: values.reservedDescriptorBlocks,
    inodeTableBlocks: Math.ceil((inodesPerGroup * inodeBytes) / blockBytes),
    flexGroups,
    reservedBlocks: values.reservedBlocksLow + (is64Bit ? values.reservedBlocksHigh * 2 ** 32 : 0),
    journalInode: values.journalInode,
    hashVersion: values.hashVersion,
    hashIsUnsigned: (values.flags & UNSIGNED_HASH) !== 0,
    hashSeed: values.hashSeed,
    checksumSeed: hasSeed ? values.checksumSeed : crc32c(0xffffffff, values.uuid),
    uuid: values.uuid,
    backupGroups: [backups.getUint32(0, true), backups.getUint32(4, true)],
    has: {
      journal: hasJournal,
      directoryIndex: feature(values.featureCompat, compat.dirIndex),
      sparseSuper: readOnlyCompatible(readOnlyCompat.sparseSuper),
      sparseSuper2: feature(values.featureCompat, compat.sparseSuper2),
      fileType: incompatible(incompat.fileType),
      extents: hasExtents,
      is64Bit,
      metaGroups: incompatible(incompat.metaGroups),
      flexGroups: hasFlexGroups,
      largeDirectory: incompatible(incompat.largeDirectory),
      hugeFile: readOnlyCompatible(readOnlyCompat.hugeFile),
      groupChecksum: readOnlyCompatible(readOnlyCompat.groupChecksum) && !hasMetadataChecksum,
      metadataChecksum: hasMetadataChecksum,
      directoryLinks: readOnlyCompatible(readOnlyCompat.directoryLinks),
      extraInodeSize: readOnlyCompatible(readOnlyCompat.extraInodeSize),
      orphanFile: feature(values.featureCompat, compat.orphanFile),
    },
  };
}

/** Whether a group begins with a copy of superblock and descriptors. */
export function groupHasSuperblock(geometry: Geometry, group: number): boolean {
  if (group === 0) return true;
  if (geometry.has.sparseSuper2) return geometry.backupGroups.includes(group);
  if (group === 1 || !geometry.has.sparseSuper) return true;
  return isPowerOf(group, 3) || isPowerOf(group, 5) || isPowerOf(group, 7);
}

function isPowerOf(value: number, base: number): boolean {
  let power = base;
  while (power < value) power *= base;
  return power === value;
}
