/**
 * What U-Boot's ext4 code holds in memory while it writes: superblock, descriptors, all bitmaps, blocks for the journal and
 * blocks that changed.
 *
 * Mirrors `ext4fs_init`, `ext4fs_update` and `ext4fs_deinit` of U-Boot `fs/ext4/ext4_write.c`. Nothing reaches the bitmaps, tables
 * and directories of the disk before `update`, so an operation that fails half way leaves them as they were. Without a journal
 * the code takes block 0 for it and steps a counter there: so does this.
 */

import { crc16 } from '../../../formats/ext4-checksum.ts';
import { incompat, readOnlyCompat, SUPERBLOCK_BYTES, SUPERBLOCK_OFFSET } from '../../../formats/ext4-superblock.ts';
import { finishJournal, type JournalBlock, prepareJournal, writeJournal } from './journal.ts';
import { blockNumber, type Ext4Volume, viewOf } from './volume.ts';

/** CONFIG_EXT4_MAX_JOURNAL_ENTRIES. */
const JOURNAL_ENTRIES_MAX = 100;
const FEATURE_INCOMPAT = 0x60;
const FREE_BLOCKS = 0x0c;
const FREE_BLOCKS_HIGH = 0x158;
const FREE_INODES = 0x10;
const DESCRIPTOR_CHECKSUM = 0x1e;
/** `short` counts the groups. */
const GROUPS_MAX = 0x7fff;

/** Variables that live as long as U-Boot runs: the group whose bitmap each function put into the journal last. */
export interface Ext4Statics {
  readonly lastGroups: Map<string, number>;
}

/** A group descriptor in the table. */
export class GroupDescriptor {
  readonly view: DataView;
  readonly isLong: boolean;

  constructor(view: DataView, isLong: boolean) {
    this.view = view;
    this.isLong = isLong;
  }

  get blockBitmap(): number {
    return blockNumber(this.view, 0x00, this.isLong);
  }
  get inodeBitmap(): number {
    return blockNumber(this.view, 0x04, this.isLong);
  }
  get inodeTable(): number {
    return blockNumber(this.view, 0x08, this.isLong);
  }
  get freeBlocks(): number {
    return this.#count(0x0c);
  }
  set freeBlocks(count: number) {
    this.#setCount(0x0c, count);
  }
  get freeInodes(): number {
    return this.#count(0x0e);
  }
  set freeInodes(count: number) {
    this.#setCount(0x0e, count);
  }
  get flags(): number {
    return this.view.getUint16(0x12, true);
  }
  set flags(flags: number) {
    this.view.setUint16(0x12, flags, true);
  }
  /** Only the low half is assigned where the count is taken over from the free inodes. */
  set unusedInodesLow(count: number) {
    this.view.setUint16(0x1c, count, true);
  }
  get unusedInodes(): number {
    return this.view.getUint16(0x1c, true) + (this.isLong ? this.view.getUint16(0x32, true) * 0x10000 : 0);
  }
  set unusedInodes(count: number) {
    this.view.setUint16(0x1c, count, true);
    if (this.isLong) this.view.setUint16(0x32, count >>> 16, true);
  }

  /** The high half of a counter lies 32 bytes behind the low one. */
  #count(offset: number): number {
    return this.view.getUint16(offset, true) + (this.isLong ? this.view.getUint16(offset + 0x20, true) * 0x10000 : 0);
  }

  #setCount(offset: number, count: number): void {
    this.view.setUint16(offset, count, true);
    if (this.isLong) this.view.setUint16(offset + 0x20, count >>> 16, true);
  }
}

export class WriteState {
  readonly volume: Ext4Volume;
  readonly statics: Ext4Statics;
  superblock: DataView = new DataView(new ArrayBuffer(SUPERBLOCK_BYTES));
  table = new Uint8Array(0);
  tableBlock = 1;
  blockBitmaps: Uint8Array[] = [];
  inodeBitmaps: Uint8Array[] = [];
  /** Old contents that go into the journal. */
  backups: JournalBlock[] = [];
  /** New contents; `dirtyCount` is where the next one goes. */
  dirty: JournalBlock[] = [];
  dirtyCount = 0;
  /** The block given out last; 0 before the first. */
  lastBlock = 0;

  constructor(volume: Ext4Volume, statics: Ext4Statics) {
    this.volume = volume;
    this.statics = statics;
  }

  get groups(): number {
    return this.blockBitmaps.length;
  }

  get freeBlocks(): number {
    return this.superblock.getUint32(FREE_BLOCKS, true) + this.superblock.getUint32(FREE_BLOCKS_HIGH, true) * 2 ** 32;
  }
  set freeBlocks(count: number) {
    this.superblock.setUint32(FREE_BLOCKS, count >>> 0, true);
    this.superblock.setUint32(FREE_BLOCKS_HIGH, Math.floor(count / 2 ** 32), true);
  }
  get freeInodes(): number {
    return this.superblock.getUint32(FREE_INODES, true);
  }
  set freeInodes(count: number) {
    this.superblock.setUint32(FREE_INODES, count, true);
  }

  /** A 1 KiB file system counts its blocks from 1. */
  groupOfBlock(block: number): number {
    const { blocksPerGroup, blockBytes } = this.volume;
    const group = Math.floor(block / blocksPerGroup);
    return blockBytes === 1024 && block % blocksPerGroup === 0 ? group - 1 : group;
  }

  /** Null beyond the table. */
  descriptor(group: number): GroupDescriptor | null {
    const { descriptorBytes } = this.volume;
    const at = group * descriptorBytes;
    if (group < 0 || at + descriptorBytes > this.table.length) return null;
    return new GroupDescriptor(viewOf(this.table.subarray(at, at + descriptorBytes)), descriptorBytes === 64);
  }

  /** `ext4fs_init`; false where something could not be read. */
  init(): boolean {
    if (this.#load()) return true;
    this.deinit();
    return false;
  }

  #load(): boolean {
    const { volume } = this;
    const { puts, superblock, blockBytes, descriptorBytes } = volume;
    this.backups = [];
    this.dirty = [];
    this.dirtyCount = 0;
    this.lastBlock = 0;
    if (!this.readSuperblock()) return false;
    if (!prepareJournal(this)) return false;
    const blocks = (superblock.getUint32(0x04, true) - superblock.getUint32(0x14, true)) >>> 0;
    const groups = volume.blocksPerGroup === 0 ? 0 : Math.ceil(blocks / volume.blocksPerGroup);
    this.tableBlock = blockBytes === 1024 ? 2 : 1;
    const tableBlocks = Math.ceil((groups * descriptorBytes) / blockBytes);
    const failed = (): false => {
      puts('Error in getting the block group descriptor table\n');
      return false;
    };
    // More than the heap could take, or than the loops could count.
    if (groups === 0 || groups > GROUPS_MAX) return failed();
    const table = volume.read(this.tableBlock * volume.sectorsPerBlock, 0, tableBlocks * blockBytes);
    if (table === null) return failed();
    if (this.backups.length + tableBlocks > JOURNAL_ENTRIES_MAX) {
      if (volume.rules.ext4ChecksTable) puts('*** Not enough journal entries allocated\n');
      puts('Error in ext4fs_log_gdt\n');
      return failed();
    }
    this.table = table.slice();
    for (let index = 0; index < tableBlocks; index++) {
      const bytes = this.table.slice(index * blockBytes, (index + 1) * blockBytes);
      this.backups.push({ block: this.tableBlock + index, bytes });
    }
    return this.#loadBitmaps(groups);
  }

  #loadBitmaps(groups: number): boolean {
    const bitmaps = (which: 'blockBitmap' | 'inodeBitmap'): Uint8Array[] | null => {
      const all: Uint8Array[] = [];
      for (let group = 0; group < groups; group++) {
        const bytes = this.volume.readBlock(this.descriptor(group)![which]);
        if (bytes === null) return null;
        all.push(bytes);
      }
      return all;
    };
    const blockBitmaps = bitmaps('blockBitmap');
    const inodeBitmaps = blockBitmaps === null ? null : bitmaps('inodeBitmap');
    if (blockBitmaps === null || inodeBitmaps === null) return false;
    this.blockBitmaps = blockBitmaps;
    this.inodeBitmaps = inodeBitmaps;
    let free = 0;
    for (let group = 0; group < groups; group++) free += this.descriptor(group)!.freeBlocks;
    // After a crash of Linux the superblock may be behind its groups.
    if (free !== this.freeBlocks) this.freeBlocks = free;
    return true;
  }

  readSuperblock(): boolean {
    const bytes = this.volume.read(SUPERBLOCK_OFFSET / 512, 0, SUPERBLOCK_BYTES);
    if (bytes === null) return false;
    this.superblock = viewOf(bytes);
    return true;
  }

  putSuperblock(): void {
    const { buffer, byteOffset } = this.superblock;
    this.volume.put(SUPERBLOCK_OFFSET, new Uint8Array(buffer, byteOffset, SUPERBLOCK_BYTES).slice());
  }

  markRecovery(isNeeded: boolean): void {
    this.readSuperblock();
    const features = this.superblock.getUint32(FEATURE_INCOMPAT, true);
    const marked = isNeeded ? features | incompat.recover : features & ~incompat.recover;
    this.superblock.setUint32(FEATURE_INCOMPAT, marked, true);
    this.putSuperblock();
  }

  /** `ext4fs_log_journal`: remembers the old contents of a block, once. False: the array is full. */
  backUp(block: number, bytes: Uint8Array): boolean {
    if (this.backups.some((one) => one.block === block)) return true;
    if (this.backups.length >= JOURNAL_ENTRIES_MAX) return false;
    this.backups.push({ block, bytes: bytes.slice() });
    return true;
  }

  /** The bitmap as it lies on the disk; `key` names the function that remembers its last group, null: always. */
  backUpBitmap(key: string | null, group: number, block: number): boolean {
    const { lastGroups } = this.statics;
    if (key !== null && lastGroups.get(key) === group) return true;
    const bytes = this.volume.readBlock(block);
    if (bytes === null || !this.backUp(block, bytes)) return false;
    if (key !== null) lastGroups.set(key, group);
    return true;
  }

  /** `ext4fs_put_metadata`: new contents of a block, written by `update`. */
  putMetadata(block: number, bytes: Uint8Array): boolean {
    if (this.dirtyCount >= JOURNAL_ENTRIES_MAX) return false;
    this.dirty[this.dirtyCount++] = { block, bytes: bytes.slice() };
    return true;
  }

  /** `ext4fs_update`: the journal, then everything in its place. */
  update(): void {
    const { volume, superblock } = this;
    writeJournal(this);
    this.putSuperblock();
    const hasChecksum = (superblock.getUint32(0x64, true) & readOnlyCompat.groupChecksum) !== 0;
    for (let group = 0; group < this.groups; group++) {
      const descriptor = this.descriptor(group)!;
      descriptor.view.setUint16(DESCRIPTOR_CHECKSUM, hasChecksum ? this.#checksum(group, descriptor) : 0, true);
      volume.putBlock(descriptor.blockBitmap, this.blockBitmaps[group]!);
    }
    for (let group = 0; group < this.groups; group++) {
      volume.putBlock(this.descriptor(group)!.inodeBitmap, this.inodeBitmaps[group]!);
    }
    volume.putBlock(this.tableBlock, this.table);
    for (const { block, bytes } of this.dirty) volume.putBlock(block, bytes);
    this.dirtyCount = 0;
  }

  #checksum(group: number, { view }: GroupDescriptor): number {
    const number = new Uint8Array(4);
    viewOf(number).setUint32(0, group, true);
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    const uuid = new Uint8Array(this.superblock.buffer, this.superblock.byteOffset + 0x68, 16);
    const crc = crc16(crc16(crc16(0xffff, uuid), number), bytes.subarray(0, DESCRIPTOR_CHECKSUM));
    return bytes.length > 32 ? crc16(crc, bytes.subarray(32)) : crc;
  }

  /** `ext4fs_deinit`: the journal is empty, the mark goes. */
  deinit(): void {
    finishJournal(this);
    this.markRecovery(false);
  }
}
