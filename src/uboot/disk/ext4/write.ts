/**
 * Writing a file to ext2, ext3 or ext4.
 *
 * Mirrors `ext4fs_write`, `ext4fs_delete_file` and `ext4_write_file` of U-Boot `fs/ext4/ext4_write.c`: mode 0100755, owner and
 * times 0, block-mapped also on ext4. A file that is there is deleted first, in a journal round of its own.
 */
import { readOnlyCompat } from '../../../formats/ext4-superblock.ts';
import { hex } from '../../../sim/bytes.ts';
import type { FileSource, WriteEnd } from '../file-system.ts';
import { allocateBlocks, freeBlock, freeInode } from './allocate.ts';
import { addName, parentOf, unlinkName } from './directory.ts';
import {
  DIRECT_BLOCKS,
  EXTENTS_FLAG,
  type Ext4Volume,
  INODE_BLOCK,
  INODE_BYTES,
  modeOf,
  sizeOf,
  viewOf,
  WRITABLE_INCOMPAT,
} from './volume.ts';
import { type Ext4Statics, WriteState } from './write-state.ts';

const INDEX_FLAG = 0x1000;
const FILE_TYPE_REGULAR = 1;
const S_IFLNK = 0xa000;
const S_IFMT = 0xf000;
const NEW_MODE = 0o100755;
const FAST_LINK_BYTES = 60;
const WRITABLE_READ_ONLY_COMPAT =
  readOnlyCompat.sparseSuper |
  readOnlyCompat.largeFile |
  readOnlyCompat.hugeFile |
  readOnlyCompat.groupChecksum |
  readOnlyCompat.directoryLinks |
  readOnlyCompat.extraInodeSize;

export function writeExt4(volume: Ext4Volume, statics: Ext4Statics, path: string, source: FileSource): WriteEnd {
  const end = new FileWriter(volume, statics).write(path, source);
  if (end === 'failed') volume.puts('** Error ext4fs_write() **\n');
  return end;
}

class FileWriter {
  readonly #volume: Ext4Volume;
  readonly #state: WriteState;

  constructor(volume: Ext4Volume, statics: Ext4Statics) {
    this.#volume = volume;
    this.#state = new WriteState(volume, statics);
  }

  write(path: string, source: FileSource): WriteEnd {
    const { puts, rules } = this.#volume;
    if (!this.#state.init()) {
      puts('error in File System init\n');
      return 'failed';
    }
    const refusal = this.#refusal();
    if (refusal !== null) {
      puts(refusal);
      if (rules.ext4ClosesRefused) this.#state.deinit();
      return 'failed';
    }
    const end = this.#writeFile(path, source);
    // A fault leaves everything as it stands.
    if (end !== 'fault') this.#state.deinit();
    return end;
  }

  #refusal(): string | null {
    const { superblock, volume } = this.#state;
    const readOnly = superblock.getUint32(0x64, true);
    if (volume.rules.ext4Refusal === 'metadata-csum') {
      return (readOnly & readOnlyCompat.metadataChecksum) === 0 ? null : `${volume.rules.metadataCsumText}\n`;
    }
    const unknown = superblock.getUint32(0x60, true) & ~WRITABLE_INCOMPAT;
    if (unknown !== 0) return `Unsupported features found ${hex(unknown >>> 0, 8)}, not writing.\n`;
    const unknownReadOnly = readOnly & ~WRITABLE_READ_ONLY_COMPAT;
    if (unknownReadOnly === 0) return null;
    return `Unsupported RO compat features found ${hex(unknownReadOnly >>> 0, 8)}, not writing.\n`;
  }

  #writeFile(path: string, source: FileSource): WriteEnd {
    const { puts, rules, blockBytes } = this.#volume;
    const state = this.#state;
    if (rules.ext4AbsoluteOnly && !path.startsWith('/')) {
      puts('Please supply Absolute path\n');
      return 'failed';
    }
    const parent = parentOf(this.#volume, path);
    if (parent === null) return 'failed';
    if (parent === 'null-pointer') return 'fault';
    const directory = this.#volume.readInode(parent.inode);
    if (directory === null) return 'failed';
    if ((directory.getUint32(32, true) & INDEX_FLAG) !== 0) {
      puts('hash tree directory\n');
      return 'failed';
    }
    let mode = NEW_MODE;
    const existing = unlinkName(state, directory, parent.name);
    if (existing !== -1) {
      const inode = this.#volume.readInode(existing);
      if (inode === null || !this.#deleteFile(existing, inode)) return 'failed';
      if (rules.ext4KeepsMode) mode = modeOf(inode);
    }
    const blocks = Math.ceil(source.length / blockBytes);
    if (state.superblock.getUint32(0x0c, true) < blocks) {
      puts('Not enough space on partition !!!\n');
      return 'failed';
    }
    if (source.length > source.available) return 'fault';
    const number = addName(state, directory, parent.name, FILE_TYPE_REGULAR);
    if (number === -1) return 'failed';
    const inode = new DataView(new ArrayBuffer(INODE_BYTES));
    inode.setUint16(0, mode, true);
    inode.setUint32(4, source.length >>> 0, true);
    inode.setUint16(26, 1, true);
    const maps = allocateBlocks(state, inode, blocks);
    inode.setUint32(28, ((blocks + maps) * blockBytes) / 512, true);
    return this.#finish(number, inode, parent.inode, directory, source) ? 'written' : 'failed';
  }

  /** Inode, contents and the directory's inode; then all that was collected. */
  #finish(number: number, inode: DataView, parent: number, directory: DataView, source: FileSource): boolean {
    const state = this.#state;
    const own = this.#inodePlace(number);
    const bytes = own === null ? null : this.#volume.readBlock(own.block);
    if (own === null || bytes === null || !state.backUp(own.block, bytes)) return false;
    this.#putInode(bytes, own.offset, inode);
    if (!state.putMetadata(own.block, bytes)) return false;
    if (!this.#writeContents(inode, source)) {
      this.#volume.puts('Error in copying content\n');
      return false;
    }
    const above = this.#inodePlace(parent);
    if (above === null) return false;
    if (above.block === own.block) {
      this.#putInode(bytes, above.offset, directory);
      state.dirtyCount--;
      if (!state.putMetadata(own.block, bytes)) return false;
    } else {
      const others = this.#volume.readBlock(above.block);
      if (others === null || !state.backUp(above.block, others)) return false;
      this.#putInode(others, above.offset, directory);
      if (!state.putMetadata(above.block, others)) return false;
    }
    state.update();
    return true;
  }

  /** The whole inode is written, what U-Boot does not know of it as zeros. */
  #putInode(block: Uint8Array, offset: number, inode: DataView): void {
    block.fill(0, offset, offset + this.#volume.inodeBytes);
    block.set(new Uint8Array(inode.buffer, inode.byteOffset, INODE_BYTES), offset);
  }

  /** The group is one too high for the last inode of a group, as in `freeInode`. */
  #inodePlace(number: number): { block: number; offset: number } | null {
    const { inodesPerGroup, inodeBytes, blockBytes } = this.#volume;
    const descriptor = this.#state.descriptor(Math.floor(number / inodesPerGroup));
    if (descriptor === null) return null;
    const perBlock = Math.floor(blockBytes / inodeBytes);
    const index = (number - 1) % inodesPerGroup;
    return {
      block: descriptor.inodeTable + Math.floor(index / perBlock),
      offset: ((number - 1) % perBlock) * inodeBytes,
    };
  }

  /** `ext4fs_write_file`: neighbouring blocks in one request. */
  #writeContents(inode: DataView, source: FileSource): boolean {
    const { blockBytes } = this.#volume;
    const blocks = Math.ceil(source.length / blockBytes);
    for (let index = 0; index < blocks; ) {
      const block = this.#volume.blockOf(inode, index);
      if (block <= 0) return false;
      let count = 1;
      let next = index + 1 < blocks ? this.#volume.blockOf(inode, index + 1) : 0;
      while (next === block + count) {
        count++;
        next = index + count < blocks ? this.#volume.blockOf(inode, index + count) : 0;
      }
      // The run is only written when the block after it has been found.
      if (index + count < blocks && next <= 0) return false;
      source.beforeWrite(index * blockBytes, count * blockBytes);
      this.#volume.put(block * blockBytes, source.read(index * blockBytes, count * blockBytes));
      index += count;
    }
    return true;
  }

  #deleteFile(number: number, inode: DataView): boolean {
    const { blockBytes, inodeBytes, rules } = this.#volume;
    const state = this.#state;
    const size = sizeOf(inode);
    const mode = modeOf(inode);
    const isLink = rules.ext4LinkTest === 'exact' ? (mode & S_IFMT) === S_IFLNK : (mode & S_IFLNK) !== 0;
    const blocks = isLink && size <= FAST_LINK_BYTES ? 0 : Math.ceil(size / blockBytes);
    // The blocks of a deep extent tree are forgotten.
    if ((inode.getUint32(32, true) & EXTENTS_FLAG) === 0) this.#freeMaps(inode);
    for (let index = 0; index < blocks; index++) {
      const block = this.#volume.blockOf(inode, index);
      if (block === 0) continue;
      if (block < 0 || !freeBlock(state, block, 'data')) return false;
    }
    const descriptor = state.descriptor(Math.floor(number / this.#volume.inodesPerGroup));
    const place = this.#inodePlace(number);
    const bytes = place === null ? null : this.#volume.readBlock(place.block);
    if (descriptor === null || place === null || bytes === null || !state.backUp(place.block, bytes)) return false;
    bytes.fill(0, place.offset, place.offset + inodeBytes);
    if (!state.putMetadata(place.block, bytes) || !freeInode(state, number)) return false;
    state.update();
    state.deinit();
    if (state.init()) return true;
    this.#volume.puts('error in File System init\n');
    return false;
  }

  /** Blocks of maps; each list ends at its first zero. */
  #freeMaps(inode: DataView): void {
    const entry = (level: number): number => inode.getUint32(INODE_BLOCK + 4 * (DIRECT_BLOCKS + level - 1), true);
    const listed = (block: number): number[] => {
      const bytes = this.#volume.readBlock(block) ?? new Uint8Array(0);
      const view = viewOf(bytes);
      const numbers: number[] = [];
      for (let at = 0; at < bytes.length && view.getUint32(at, true) !== 0; at += 4)
        numbers.push(view.getUint32(at, true));
      return numbers;
    };
    const free = (blocks: readonly number[], key: string): boolean =>
      blocks.every((block) => freeBlock(this.#state, block, key));
    if (entry(1) !== 0) free([entry(1)], 'single');
    if (entry(2) !== 0) free([...listed(entry(2)), entry(2)], 'double');
    if (entry(3) === 0) return;
    for (const child of listed(entry(3))) if (!free([...listed(child), child], 'triple')) return;
    free([entry(3)], 'triple');
  }
}
