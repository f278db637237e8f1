/**
 * An ext2, ext3 or ext4 as U-Boot takes it: superblock, group descriptors, inodes, block maps.
 *
 * Mirrors `ext4fs_mount`, `ext4fs_read_inode`, `read_allocated_block` of U-Boot `fs/ext4/ext4_common.c` and `fs_devread` of
 * `fs/fs_internal.c`. U-Boot checks no checksum, looks at no state and reads what the journal holds only before it writes. Any
 * bytes may lie there: sizes that cannot be are a failed mount here, where the real code divides by zero.
 */
import { SECTOR_BYTES } from '../../../disk/block-device.ts';
import { EXT_MAGIC, incompat, SUPERBLOCK_BYTES, SUPERBLOCK_OFFSET } from '../../../formats/ext4-superblock.ts';
import type { UBootProfile } from '../../../profiles/uboot.ts';
import { hex } from '../../../sim/bytes.ts';
import type { PartitionAccess, Puts } from '../partition-access.ts';

/** Bytes of the inode that U-Boot knows (`struct ext2_inode`). */
export const INODE_BYTES = 128;
export const ROOT_INODE = 2;
export const JOURNAL_INODE = 8;
export const DIRECT_BLOCKS = 12;
const INODE_MODE = 0;
const INODE_SIZE = 4;
const INODE_FLAGS = 32;
export const INODE_BLOCK = 40;
export const EXTENTS_FLAG = 0x80000;
const EXTENT_MAGIC = 0xf30a;
const EXTENT_BYTES = 12;
/** Levels followed below a root; the real loop goes on for ever where blocks point at each other. */
const EXTENT_DEPTH_MAX = 32;
const MAPS_MAX = 1024;

/** EXT4_FEATURE_INCOMPAT_SUPP, and what reading passes over besides: multiple mount protection, csum_seed, encryption. */
export const WRITABLE_INCOMPAT =
  incompat.fileType | incompat.recover | incompat.extents | incompat.is64Bit | incompat.flexGroups;
const READABLE_INCOMPAT = WRITABLE_INCOMPAT | 0x100 | incompat.checksumSeed | 0x10000;

export type Ext4Rules = UBootProfile['storage'];

export class Ext4Volume {
  readonly partition: PartitionAccess;
  readonly puts: Puts;
  readonly rules: Ext4Rules;
  /** `ext4fs_root->sblock`: as it was when the file system was mounted. */
  readonly superblock: DataView;
  readonly blockBytes: number;
  readonly inodeBytes: number;
  readonly descriptorBytes: number;
  readonly inodesPerGroup: number;
  readonly blocksPerGroup: number;
  /** Blocks of maps read last; U-Boot keeps them until the file system is closed. */
  readonly #maps = new Map<number, DataView>();

  private constructor(partition: PartitionAccess, superblock: DataView, puts: Puts, rules: Ext4Rules) {
    this.partition = partition;
    this.puts = puts;
    this.rules = rules;
    this.superblock = superblock;
    this.blockBytes = 1024 * 2 ** superblock.getUint32(0x18, true);
    const isOld = superblock.getUint32(0x4c, true) === 0;
    const is64Bit = (superblock.getUint32(0x60, true) & incompat.is64Bit) !== 0;
    this.inodeBytes = isOld ? 128 : superblock.getUint16(0x58, true);
    this.descriptorBytes = !isOld && is64Bit ? superblock.getUint16(0xfe, true) : 32;
    this.inodesPerGroup = superblock.getUint32(0x28, true);
    this.blocksPerGroup = superblock.getUint32(0x20, true);
  }

  /** Null where there is no such file system; what is wrong has been told then. */
  static mount(partition: PartitionAccess, puts: Puts, rules: Ext4Rules): Ext4Volume | null {
    const bytes = devread(partition, puts, rules, SUPERBLOCK_OFFSET / SECTOR_BYTES, 0, SUPERBLOCK_BYTES);
    const failed = (): null => {
      if (rules.ext4MountFailureLine) puts('Failed to mount ext2 filesystem...\n');
      return null;
    };
    if (bytes === null) return failed();
    const superblock = viewOf(bytes);
    if (superblock.getUint16(0x38, true) !== EXT_MAGIC) return null;
    if (superblock.getUint32(0x18, true) > 6) return failed();
    const volume = new Ext4Volume(partition, superblock, puts, rules);
    const unknown = superblock.getUint32(0x60, true) & ~READABLE_INCOMPAT;
    if (rules.ext4IncompatLine && superblock.getUint32(0x4c, true) !== 0 && unknown !== 0) {
      puts(`fs uses incompatible features: ${hex(unknown >>> 0, 8)}, ignoring\n`);
    }
    return volume.readInode(ROOT_INODE) === null ? failed() : volume;
  }

  get sectorsPerBlock(): number {
    return this.blockBytes / SECTOR_BYTES;
  }

  /** `ext4fs_devread`; null where it lies beyond the partition, or the driver failed. */
  read(sector: number, byteOffset: number, byteLength: number): Uint8Array | null {
    return devread(this.partition, this.puts, this.rules, sector, byteOffset, byteLength);
  }

  readBlock(block: number): Uint8Array | null {
    return this.read(block * this.sectorsPerBlock, 0, this.blockBytes);
  }

  /** `put_ext4`: whole sectors at a byte offset; a failed write goes unnoticed, as there. */
  put(byteOffset: number, bytes: Uint8Array): void {
    const { driver, start, sectors } = this.partition;
    const sector = Math.floor(byteOffset / SECTOR_BYTES);
    const count = bytes.length / SECTOR_BYTES;
    if (sector + count > sectors) {
      this.puts(`part_offset is ${start}\ntotal_sector is ${sectors}\nerror: overflow occurs\n`);
      return;
    }
    this.#maps.clear();
    driver.write(start + sector, bytes);
  }

  putBlock(block: number, bytes: Uint8Array): void {
    // A negative block number is one that could not be told; as an unsigned offset it lies far outside.
    this.put(block < 0 ? Number.MAX_SAFE_INTEGER : block * this.blockBytes, bytes);
  }

  /** The first 128 bytes of an inode; null where they cannot be read. */
  readInode(number: number): DataView | null {
    const { inodesPerGroup, inodeBytes, descriptorBytes, blockBytes, superblock } = this;
    const index = (number - 1) >>> 0;
    const inodesPerBlock = Math.floor(blockBytes / Math.max(inodeBytes, 1));
    const perBlock = Math.floor(blockBytes / Math.max(descriptorBytes, 1));
    if (inodesPerGroup === 0 || inodeBytes === 0 || descriptorBytes < 32 || inodesPerBlock === 0 || perBlock === 0) {
      return null;
    }
    const group = Math.floor(index / inodesPerGroup);
    const block = superblock.getUint32(0x14, true) + 1 + Math.floor(group / perBlock);
    const offset = (group % perBlock) * descriptorBytes;
    const bytes = this.read(block * this.sectorsPerBlock, offset, descriptorBytes);
    if (bytes === null) return null;
    const table = blockNumber(viewOf(bytes), 0x08, descriptorBytes === 64);
    const inodeBlock = table + Math.floor((index % inodesPerGroup) / inodesPerBlock);
    const inodeOffset = (index % inodesPerBlock) * inodeBytes;
    const inode = this.read(inodeBlock * this.sectorsPerBlock, inodeOffset, INODE_BYTES);
    return inode === null ? null : viewOf(inode);
  }

  /** `read_allocated_block`: the block that holds block `index` of a file; 0 for a hole, negative where it cannot be told. */
  blockOf(inode: DataView, index: number): number {
    if ((inode.getUint32(INODE_FLAGS, true) & EXTENTS_FLAG) !== 0) return this.#extentBlock(inode, index);
    const perBlock = this.blockBytes / 4;
    if (index < DIRECT_BLOCKS) return inode.getUint32(INODE_BLOCK + 4 * index, true);
    let rest = index - DIRECT_BLOCKS;
    for (let level = 1; level <= 3; level++) {
      if (rest < perBlock ** level) {
        return this.#indirectBlock(inode.getUint32(INODE_BLOCK + 4 * (DIRECT_BLOCKS + level - 1), true), rest, level);
      }
      rest -= perBlock ** level;
    }
    return -1;
  }

  #indirectBlock(root: number, index: number, level: number): number {
    const perBlock = this.blockBytes / 4;
    let block = root;
    for (let below = level - 1; below >= 0; below--) {
      const map = this.#readMap(block);
      if (map === null) {
        this.puts(
          `** ${['SI', 'DI', 'TI'][level - 1]} ext2fs read block (indir ${level === 1 ? '1' : '2 1'})failed. **\n`,
        );
        return -1;
      }
      block = map.getUint32(4 * (Math.floor(index / perBlock ** below) % perBlock), true);
    }
    return block;
  }

  #extentBlock(inode: DataView, index: number): number {
    let node = new DataView(inode.buffer, inode.byteOffset + INODE_BLOCK, INODE_BYTES - INODE_BLOCK);
    for (let depth = 0; depth < EXTENT_DEPTH_MAX; depth++) {
      if (node.getUint16(0, true) !== EXTENT_MAGIC) break;
      const room = Math.floor(node.byteLength / EXTENT_BYTES) - 1;
      const entries = Math.min(node.getUint16(2, true), room);
      if (node.getUint16(6, true) === 0) return extentAt(node, entries, index);
      let chosen = 0;
      while (chosen < entries && index >= node.getUint32(EXTENT_BYTES * (chosen + 1), true)) chosen++;
      const at = EXTENT_BYTES * Math.max(chosen, 1);
      const next = this.#readMap(node.getUint16(at + 8, true) * 2 ** 32 + node.getUint32(at + 4, true));
      if (next === null) break;
      node = next;
    }
    this.puts('invalid extent block\n');
    return -1;
  }

  #readMap(block: number): DataView | null {
    const known = this.#maps.get(block);
    if (known !== undefined) return known;
    const bytes = this.readBlock(block);
    if (bytes === null) return null;
    if (this.#maps.size >= MAPS_MAX) this.#maps.clear();
    this.#maps.set(block, viewOf(bytes));
    return viewOf(bytes);
  }

  /** `ext4fs_read_file`; null where a block cannot be read or the file ends before `position`. */
  readFile(inode: DataView, position: number, length: number): Uint8Array | null {
    const size = inode.getUint32(INODE_SIZE, true);
    const wanted = Math.min(length, size - position);
    if (wanted <= 0) return null;
    const { blockBytes } = this;
    const first = Math.floor(position / blockBytes);
    const end = Math.ceil((position + wanted) / blockBytes);
    const bytes = new Uint8Array((end - first) * blockBytes);
    for (let index = first; index < end; ) {
      const block = this.blockOf(inode, index);
      if (block < 0) return null;
      let count = 1;
      if (block > 0) {
        while (index + count < end && this.blockOf(inode, index + count) === block + count) count++;
        // The last block is read as far as the file goes.
        const part = Math.min(count * blockBytes, position + wanted - index * blockBytes);
        const run = this.read(block * this.sectorsPerBlock, 0, Math.ceil(part / SECTOR_BYTES) * SECTOR_BYTES);
        if (run === null) return null;
        bytes.set(run, (index - first) * blockBytes);
      }
      index += count;
    }
    return bytes.subarray(position - first * blockBytes, position - first * blockBytes + wanted);
  }
}

/** Bytes of the file; U-Boot looks at the low 32 bits. */
export function sizeOf(inode: DataView): number {
  return inode.getUint32(INODE_SIZE, true);
}

export function modeOf(inode: DataView): number {
  return inode.getUint16(INODE_MODE, true);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** A block number in a group descriptor: low half at `offset`, high half 32 bytes behind where descriptors have 64 bytes. */
export function blockNumber(descriptor: DataView, offset: number, isLong: boolean): number {
  return descriptor.getUint32(offset, true) + (isLong ? descriptor.getUint32(offset + 0x20, true) * 2 ** 32 : 0);
}

function extentAt(node: DataView, entries: number, index: number): number {
  for (let entry = 1; entry <= entries; entry++) {
    const at = entry * EXTENT_BYTES;
    const start = node.getUint32(at, true);
    if (start > index) return 0;
    if (index < start + node.getUint16(at + 4, true)) {
      return index - start + node.getUint16(at + 6, true) * 2 ** 32 + node.getUint32(at + 8, true);
    }
  }
  return 0;
}

function devread(
  partition: PartitionAccess,
  puts: Puts,
  rules: Ext4Rules,
  sector: number,
  byteOffset: number,
  byteLength: number,
): Uint8Array | null {
  const { driver, start, sectors } = partition;
  if (sector + Math.floor((byteOffset + byteLength - 1) / SECTOR_BYTES) >= sectors) {
    if (rules.outsideLine === 'named') puts(`fs_devread read outside partition ${sector}\n`);
    if (rules.outsideLine === 'starred') puts(`** Read outside partition ${sector}\n`);
    return null;
  }
  const skip = byteOffset % SECTOR_BYTES;
  const first = sector + (byteOffset - skip) / SECTOR_BYTES;
  const read = driver.read(start + first, Math.ceil((skip + byteLength) / SECTOR_BYTES));
  return read === null ? null : read.subarray(skip, skip + byteLength);
}
