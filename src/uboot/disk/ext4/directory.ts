/**
 * Directory entries as U-Boot changes them: finding the parent, adding a name, taking one out.
 *
 * Mirrors `ext4fs_get_parent_inode_num`, `search_dir`, `ext4fs_update_parent_dentry` and `unlink_filename` of U-Boot
 * `fs/ext4/ext4_common.c`. New names are tried in the last block of the directory first; a directory with extents does not grow.
 */
import { latin1Bytes } from '../../../sim/bytes.ts';
import { newBlock, newInode } from './allocate.ts';
import {
  DIRECT_BLOCKS,
  EXTENTS_FLAG,
  type Ext4Volume,
  INODE_BLOCK,
  modeOf,
  ROOT_INODE,
  sizeOf,
  viewOf,
} from './volume.ts';
import type { WriteState } from './write-state.ts';

const ENTRY_BYTES = 8;
const NAME_MAX = 255;
const S_IFDIR = 0x4000;
const INODE_SIZE = 4;
const INODE_SECTORS = 28;

interface Entry {
  readonly at: number;
  readonly previous: number | null;
  readonly inode: number;
}

/** Finds a name in one block of a directory. */
function findInBlock(volume: Ext4Volume, bytes: Uint8Array, name: string): Entry | null {
  const view = viewOf(bytes);
  let previous: number | null = null;
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; ) {
    if ((at & 3) !== 0) {
      volume.puts('Badly aligned ext2_dirent\n');
      return null;
    }
    const length = view.getUint16(at + 4, true);
    if (length < ENTRY_BYTES) return null;
    const inode = view.getUint32(at, true);
    if (inode !== 0 && nameAt(bytes, at) === name) return { at, previous, inode };
    previous = at;
    at += length;
  }
  return null;
}

/** Of the name's length, even where it would run out of the block: what is missing does not compare equal. */
function nameAt(bytes: Uint8Array, at: number): string {
  const end = at + ENTRY_BYTES + bytes[at + 6]!;
  let name = '';
  for (let index = at + ENTRY_BYTES; index < end; index++) name += String.fromCharCode(bytes[index] ?? 0);
  return name;
}

/** `search_dir`: the inode that has the name; -1 where none has. */
function search(volume: Ext4Volume, directory: DataView, name: string): number {
  const blocks = Math.floor(sizeOf(directory) / volume.blockBytes);
  for (let index = 0; index < blocks; index++) {
    const block = volume.blockOf(directory, index);
    const bytes = block <= 0 ? null : volume.readBlock(block);
    if (bytes === null) return -1;
    const found = findInBlock(volume, bytes, name);
    if (found !== null && found.inode < 2 ** 31) return found.inode;
  }
  return -1;
}

/** Where a new file goes: the directory's inode and the last name of the path; null where that cannot be, told already. */
export function parentOf(volume: Ext4Volume, path: string): { inode: number; name: string } | 'null-pointer' | null {
  const names = path.split('/').filter((name) => name !== '');
  const last = names.pop();
  // strlen of a name that is not there.
  if (last === undefined) return 'null-pointer';
  let inode = ROOT_INODE;
  let directory = volume.readInode(ROOT_INODE);
  if (directory === null) return null;
  for (const name of names) {
    inode = search(volume, directory, name);
    if (inode < 0) {
      volume.puts('Invalid path\n');
      return null;
    }
    directory = volume.readInode(inode);
    if (directory === null) return null;
  }
  const existing = search(volume, directory, last);
  const found = existing < 0 ? null : volume.readInode(existing);
  if (found !== null && (modeOf(found) & S_IFDIR) !== 0) {
    volume.puts('It is a Directory\n');
    return null;
  }
  return last.length > NAME_MAX ? null : { inode, name: last };
}

/** Takes a name out of its directory; the inode it had, or -1. */
export function unlinkName(state: WriteState, directory: DataView, name: string): number {
  const { volume } = state;
  const blocks = Math.floor(sizeOf(directory) / volume.blockBytes);
  for (let index = 0; index < blocks; index++) {
    const block = volume.blockOf(directory, index);
    const bytes = block <= 0 ? null : volume.readBlock(block);
    if (bytes === null) return -1;
    const found = findInBlock(volume, bytes, name);
    if (found === null) continue;
    volume.puts('file found, deleting\n');
    if (!state.backUp(block, bytes)) return -1;
    const view = viewOf(bytes);
    // Its room goes to the entry before it; the first of a block is only marked as unused.
    if (found.previous === null) view.setUint32(found.at, 0, true);
    else {
      const length = view.getUint16(found.previous + 4, true) + view.getUint16(found.at + 4, true);
      view.setUint16(found.previous + 4, length & 0xffff, true);
    }
    return state.putMetadata(block, bytes) ? found.inode : -1;
  }
  return -1;
}

/** `ext4fs_update_parent_dentry`: a new inode, named in the directory; its number, or -1. */
export function addName(state: WriteState, directory: DataView, name: string, type: number): number {
  const { volume } = state;
  const wanted = entryBytes(name.length);
  for (;;) {
    const blocks = Math.floor(sizeOf(directory) / volume.blockBytes);
    for (let index = blocks - 1; ; index--) {
      const block = volume.blockOf(directory, index);
      const bytes = index < 0 || block <= 0 ? null : volume.readBlock(block);
      if (bytes === null || !state.backUp(block, bytes)) return -1;
      const place = roomIn(bytes, wanted);
      if (place === 'broken') return -1;
      if (place !== null) return writeEntry(state, block, bytes, place, name, type);
      if (index > 0) {
        volume.puts('Block full, trying previous\n');
        continue;
      }
      if (!grow(state, directory, blocks, block, bytes)) return -1;
      break;
    }
  }
}

interface Place {
  readonly at: number;
  readonly length: number;
}

/** Finds room for an entry and cuts the one before it short; null where the block is full. */
function roomIn(bytes: Uint8Array, wanted: number): Place | 'broken' | null {
  const view = viewOf(bytes);
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; ) {
    const length = view.getUint16(at + 4, true);
    if (length === 0) return { at, length: bytes.length - at };
    const used = entryBytes(bytes[at + 6]!);
    if (bytes.length - at === length) {
      if (used + wanted > length) return null;
      view.setUint16(at + 4, used, true);
      return { at: at + used, length: bytes.length - at - used };
    }
    if (length - used >= wanted) {
      view.setUint16(at + 4, used, true);
      return { at: at + used, length: length - used };
    }
    at += length;
  }
  return 'broken';
}

function writeEntry(
  state: WriteState,
  block: number,
  bytes: Uint8Array,
  { at, length }: Place,
  name: string,
  type: number,
): number {
  if (at + entryBytes(name.length) > bytes.length) return -1;
  const inode = newInode(state);
  if (inode < 0) {
    state.volume.puts('no inode left to assign\n');
    return -1;
  }
  const view = viewOf(bytes);
  view.setUint32(at, inode, true);
  view.setUint16(at + 4, length, true);
  bytes[at + 6] = name.length;
  bytes[at + 7] = type;
  bytes.set(latin1Bytes(name), at + ENTRY_BYTES);
  return state.putMetadata(block, bytes) ? inode : -1;
}

/** One more block for a directory; it is empty, and the search begins anew. */
function grow(state: WriteState, directory: DataView, blocks: number, block: number, bytes: Uint8Array): boolean {
  const { volume } = state;
  volume.puts('All blocks full: Allocate new\n');
  if ((directory.getUint32(32, true) & EXTENTS_FLAG) !== 0) {
    volume.puts('Directory uses extents\n');
    return false;
  }
  if (blocks >= DIRECT_BLOCKS) {
    volume.puts('Directory exceeds limit\n');
    return false;
  }
  const added = newBlock(state);
  if (added < 0) {
    volume.puts('no block left to assign\n');
    return false;
  }
  volume.putBlock(added, new Uint8Array(volume.blockBytes));
  directory.setUint32(INODE_BLOCK + 4 * blocks, added, true);
  directory.setUint32(INODE_SIZE, sizeOf(directory) + volume.blockBytes, true);
  directory.setUint32(INODE_SECTORS, directory.getUint32(INODE_SECTORS, true) + volume.sectorsPerBlock, true);
  return state.putMetadata(block, bytes);
}

function entryBytes(nameLength: number): number {
  return ENTRY_BYTES + Math.ceil(nameLength / 4) * 4;
}
