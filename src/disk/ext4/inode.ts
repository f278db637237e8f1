/**
 * Inodes: where they lie, their fields, their checksums.
 *
 * Mirrors Linux v6.1 `fs/ext4/inode.c` (`__ext4_iget`, `ext4_do_update_inode`). An `Inode` is a window into a block of the
 * inode table: fields are read from and written to the block itself. Fields that we know nothing of keep their bytes.
 */
import { crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../shell/posix.ts';
import { badChecksum, corrupted } from '../fault.ts';
import type { Groups } from './groups.ts';
import type { MetaBlock, Volume } from './volume.ts';

/** `i_flags`. */
export const INDEX_FLAG = 0x1000;
const HUGE_FILE_FLAG = 0x40000;
export const EXTENTS_FLAG = 0x80000;
export const INLINE_DATA_FLAG = 0x10000000;

/** Offsets of fields. */
const MODE = 0x00;
const UID = 0x02;
const SIZE = 0x04;
const ACCESS_TIME = 0x08;
const CHANGE_TIME = 0x0c;
const MODIFY_TIME = 0x10;
const DELETE_TIME = 0x14;
const GID = 0x18;
const LINKS = 0x1a;
const BLOCKS = 0x1c;
const FLAGS = 0x20;
export const INODE_BLOCK = 0x28;
export const INODE_BLOCK_BYTES = 60;
const GENERATION = 0x64;
const FILE_ACL = 0x68;
const SIZE_HIGH = 0x6c;
const BLOCKS_HIGH = 0x74;
const FILE_ACL_HIGH = 0x76;
const UID_HIGH = 0x78;
const GID_HIGH = 0x7a;
const CHECKSUM = 0x7c;
const EXTRA_SIZE = 0x80;
const CHECKSUM_HIGH = 0x82;
const CHANGE_TIME_EXTRA = 0x84;
const MODIFY_TIME_EXTRA = 0x88;
const ACCESS_TIME_EXTRA = 0x8c;
const BIRTH_TIME = 0x90;
const BIRTH_TIME_EXTRA = 0x94;
const GOOD_OLD_BYTES = 128;

export type InodeTime = 'access' | 'change' | 'modify' | 'birth';
const TIMES: Readonly<Record<InodeTime, readonly [field: number, extra: number]>> = {
  access: [ACCESS_TIME, ACCESS_TIME_EXTRA],
  change: [CHANGE_TIME, CHANGE_TIME_EXTRA],
  modify: [MODIFY_TIME, MODIFY_TIME_EXTRA],
  birth: [BIRTH_TIME, BIRTH_TIME_EXTRA],
};

export class Inode {
  readonly number: number;
  readonly block: MetaBlock;
  readonly view: DataView;
  readonly at: number;
  readonly #table: InodeTable;

  constructor(table: InodeTable, number: number, block: MetaBlock, at: number) {
    this.#table = table;
    this.number = number;
    this.block = block;
    this.view = block.view;
    this.at = at;
  }

  /** Says that fields are about to change: the inode goes with the running transaction. */
  touch(): void {
    this.#table.touch(this);
  }

  get mode(): number {
    return this.#u16(MODE);
  }
  set mode(value: number) {
    this.#put16(MODE, value);
  }
  get type(): number {
    return this.mode & S_IFMT;
  }
  get isDirectory(): boolean {
    return this.type === S_IFDIR;
  }
  get isFile(): boolean {
    return this.type === S_IFREG;
  }
  get uid(): number {
    return this.#u16(UID) + this.#u16(UID_HIGH) * 0x10000;
  }
  set uid(value: number) {
    this.#put16(UID, value & 0xffff);
    this.#put16(UID_HIGH, value >>> 16);
  }
  get gid(): number {
    return this.#u16(GID) + this.#u16(GID_HIGH) * 0x10000;
  }
  set gid(value: number) {
    this.#put16(GID, value & 0xffff);
    this.#put16(GID_HIGH, value >>> 16);
  }
  get links(): number {
    return this.#u16(LINKS);
  }
  set links(value: number) {
    this.#put16(LINKS, value);
  }
  get flags(): number {
    return this.#u32(FLAGS);
  }
  set flags(value: number) {
    this.#put32(FLAGS, value);
  }
  get generation(): number {
    return this.#u32(GENERATION);
  }
  set generation(value: number) {
    this.#put32(GENERATION, value);
  }
  get size(): number {
    return this.#u32(SIZE) + (this.type === S_IFREG || this.type === S_IFDIR ? this.#u32(SIZE_HIGH) * 2 ** 32 : 0);
  }
  set size(value: number) {
    this.#put32(SIZE, value % 2 ** 32);
    this.#put32(SIZE_HIGH, Math.floor(value / 2 ** 32));
  }
  /** The moment an orphan was deleted, or the next inode in the list of orphans. */
  get deleteTime(): number {
    return this.#u32(DELETE_TIME);
  }
  set deleteTime(value: number) {
    this.#put32(DELETE_TIME, value);
  }
  /** Block of extended attributes; 0 for none. */
  get attributeBlock(): number {
    return this.#u32(FILE_ACL) + this.#u16(FILE_ACL_HIGH) * 2 ** 32;
  }
  set attributeBlock(value: number) {
    this.#put32(FILE_ACL, value % 2 ** 32);
    this.#put16(FILE_ACL_HIGH, Math.floor(value / 2 ** 32));
  }
  get hasExtents(): boolean {
    return (this.flags & EXTENTS_FLAG) !== 0;
  }

  /** Sectors of 512 bytes that the file takes, its map included. */
  get sectors(): number {
    const { has, sectorsPerBlock } = this.#table.geometry;
    const low = this.#u32(BLOCKS);
    if (!has.hugeFile) return low;
    const all = low + this.#u16(BLOCKS_HIGH) * 2 ** 32;
    return (this.flags & HUGE_FILE_FLAG) !== 0 ? all * sectorsPerBlock : all;
  }
  addBlocks(count: number): void {
    const { sectorsPerBlock } = this.#table.geometry;
    const unit = (this.flags & HUGE_FILE_FLAG) !== 0 ? 1 : sectorsPerBlock;
    const { has } = this.#table.geometry;
    const now = this.#u32(BLOCKS) + (has.hugeFile ? this.#u16(BLOCKS_HIGH) * 2 ** 32 : 0);
    const value = Math.max(0, now + count * unit);
    this.#put32(BLOCKS, value % 2 ** 32);
    if (has.hugeFile) this.#put16(BLOCKS_HIGH, Math.floor(value / 2 ** 32) & 0xffff);
  }

  /** A symbolic link whose target stands in the inode. */
  get isFastLink(): boolean {
    if (this.type !== S_IFLNK || (this.flags & (INLINE_DATA_FLAG | EXTENTS_FLAG)) !== 0) return false;
    const attributes = this.attributeBlock === 0 ? 0 : this.#table.geometry.sectorsPerBlock;
    return this.sectors - attributes === 0;
  }

  get rdev(): number {
    if (this.type !== S_IFCHR && this.type !== S_IFBLK) return 0;
    const old = this.#u32(INODE_BLOCK);
    if (old !== 0) return old & 0xffff;
    return this.#u32(INODE_BLOCK + 4);
  }
  set rdev(value: number) {
    const isOld = value < 0x10000;
    this.#put32(INODE_BLOCK, isOld ? value : 0);
    this.#put32(INODE_BLOCK + 4, isOld ? 0 : value);
  }

  /** Bytes beyond the first 128 that hold fields. */
  get extraBytes(): number {
    const { inodeBytes } = this.#table.geometry;
    if (inodeBytes === GOOD_OLD_BYTES) return 0;
    return Math.min(this.#u16(EXTRA_SIZE), inodeBytes - GOOD_OLD_BYTES);
  }

  time(which: InodeTime): Timespec {
    const [field, extra] = TIMES[which];
    if (which === 'birth' && !this.#has(field, 4)) return { seconds: 0n, nanoseconds: 0 };
    const seconds = this.view.getInt32(this.at + field, true);
    if (!this.#has(extra, 4)) return { seconds: BigInt(seconds), nanoseconds: 0 };
    const rest = this.#u32(extra);
    return { seconds: BigInt(seconds + (rest & 3) * 2 ** 32), nanoseconds: Math.min(rest >>> 2, 999_999_999) };
  }
  setTime(which: InodeTime, { seconds, nanoseconds }: Timespec): void {
    const [field, extra] = TIMES[which];
    if (which === 'birth' && !this.#has(field, 4)) return;
    const hasExtra = this.#has(extra, 4);
    // Beyond the field's range a time stays at its end, as the kernel's timestamp_truncate has it.
    const last = hasExtra ? 0x37fffffff : 0x7fffffff;
    const clamped = Math.min(Math.max(Number(seconds), -0x80000000), last);
    this.#put32(field, clamped >>> 0);
    if (hasExtra) {
      const epoch = Math.floor((clamped + 0x80000000) / 2 ** 32) & 3;
      this.#put32(extra, ((nanoseconds << 2) | epoch) >>> 0);
    }
  }

  /** Start of the checksums of everything that belongs to this inode. */
  get checksumSeed(): number {
    return crc32cOfWord(crc32cOfWord(this.#table.geometry.checksumSeed, this.number), this.generation);
  }

  /** Empties the inode and gives it its extra size. */
  clear(): void {
    const { inodeBytes, extraBytes } = this.#table.geometry;
    this.block.bytes.fill(0, this.at, this.at + inodeBytes);
    if (inodeBytes > GOOD_OLD_BYTES) this.#put16(EXTRA_SIZE, extraBytes);
  }

  seal(): void {
    const sum = this.#checksum();
    this.#put16(CHECKSUM, sum & 0xffff);
    if (this.#has(CHECKSUM_HIGH, 2)) this.#put16(CHECKSUM_HIGH, sum >>> 16);
  }

  checksumHolds(): boolean {
    const low = this.#u16(CHECKSUM);
    const isWide = this.#has(CHECKSUM_HIGH, 2);
    const high = isWide ? this.#u16(CHECKSUM_HIGH) : 0;
    const sum = this.#checksum();
    return low === (sum & 0xffff) && (!isWide || high === sum >>> 16);
  }

  #checksum(): number {
    const { inodeBytes } = this.#table.geometry;
    const { bytes } = this.block;
    const [low, high] = [this.#u16(CHECKSUM), inodeBytes > GOOD_OLD_BYTES ? this.#u16(CHECKSUM_HIGH) : 0];
    const isWide = this.#has(CHECKSUM_HIGH, 2);
    // Computed over zeros in the places of the checksum itself.
    this.#put16(CHECKSUM, 0);
    if (isWide) this.#put16(CHECKSUM_HIGH, 0);
    const sum = crc32c(this.checksumSeed, bytes, this.at, this.at + inodeBytes);
    this.#put16(CHECKSUM, low);
    if (isWide) this.#put16(CHECKSUM_HIGH, high);
    return sum;
  }

  /** Whether the inode is long enough for a field beyond the first 128 bytes. */
  #has(offset: number, length: number): boolean {
    return offset + length <= GOOD_OLD_BYTES + this.extraBytes;
  }
  #u16(offset: number): number {
    return this.view.getUint16(this.at + offset, true);
  }
  #u32(offset: number): number {
    return this.view.getUint32(this.at + offset, true);
  }
  #put16(offset: number, value: number): void {
    this.view.setUint16(this.at + offset, value, true);
  }
  #put32(offset: number, value: number): void {
    this.view.setUint32(this.at + offset, value, true);
  }
}

export class InodeTable {
  readonly #volume: Volume;
  readonly #groups: Groups;
  /** Inodes whose checksum was seen to hold, or that we wrote. */
  readonly #trusted = new Set<number>();
  readonly #changed = new Map<number, Inode>();

  constructor(volume: Volume, groups: Groups) {
    this.#volume = volume;
    this.#groups = groups;
    volume.beforeCommit.push(() => this.#seal());
  }

  get geometry() {
    return this.#volume.geometry;
  }

  /** The inode as it stands; an impossible number or a wrong checksum ends the operation. */
  load(number: number): Inode {
    if (!(number >= 1 && number <= this.geometry.inodes)) corrupted();
    const inode = this.#locate(number);
    if (this.geometry.has.metadataChecksum && !this.#trusted.has(number)) {
      if (!inode.checksumHolds()) badChecksum();
      this.#trusted.add(number);
    }
    return inode;
  }

  /** An inode that was free: emptied, and the table before it too where nobody wrote it yet. */
  fresh(number: number): Inode {
    const { inodesPerGroup, inodeBytes } = this.geometry;
    const group = Math.floor((number - 1) / inodesPerGroup);
    const place = (number - 1) % inodesPerGroup;
    const { count, restIsZero } = this.#groups.initialisedInodes(group);
    if (place >= count) {
      if (!restIsZero) {
        for (let before = count; before < place; before++) {
          const unused = this.#locate(group * inodesPerGroup + before + 1);
          unused.block.bytes.fill(0, unused.at, unused.at + inodeBytes);
          this.#volume.change(unused.block);
        }
      }
      this.#groups.setInitialisedInodes(group, place + 1);
    }
    const inode = this.#locate(number);
    inode.clear();
    this.#trusted.add(number);
    inode.touch();
    return inode;
  }

  touch(inode: Inode): void {
    this.#volume.change(inode.block);
    this.#changed.set(inode.number, inode);
  }

  /** The cache let go of blocks: what was trusted may have to be read again. */
  distrust(): void {
    this.#trusted.clear();
    for (const number of this.#changed.keys()) this.#trusted.add(number);
  }

  #locate(number: number): Inode {
    const { inodesPerGroup, inodeBytes, blockBytes } = this.geometry;
    const group = Math.floor((number - 1) / inodesPerGroup);
    const offset = ((number - 1) % inodesPerGroup) * inodeBytes;
    const block = this.#volume.meta(this.#groups.inodeTable(group) + Math.floor(offset / blockBytes));
    if (block.checkedAs !== 'inodes') {
      if (block.checkedAs !== '') corrupted();
      block.checkedAs = 'inodes';
    }
    return new Inode(this, number, block, offset % blockBytes);
  }

  #seal(): void {
    if (this.geometry.has.metadataChecksum) for (const inode of this.#changed.values()) inode.seal();
    this.#changed.clear();
  }
}
