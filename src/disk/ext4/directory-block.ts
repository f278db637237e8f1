/**
 * One block of a directory: entries in a row, each as long as it says, the last one reaching to the end.
 *
 * Mirrors Linux v6.1 `fs/ext4/dir.c` (`__ext4_check_dir_entry`) and `namei.c` (`add_dirent_to_buf`, `ext4_generic_delete_entry`).
 * With `metadata_csum` the last twelve bytes of a leaf are an entry of their own that holds the checksum.
 */
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } from '../../shell/posix.ts';
import { corrupted } from '../fault.ts';
import type { MetaBlock } from './volume.ts';

const TAIL_BYTES = 12;
const TAIL_TYPE = 0xde;
const HEADER_BYTES = 8;
const SHORTEST = 12;

const TYPES = [0, S_IFREG, S_IFDIR, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK, S_IFLNK] as const;

export interface StoredEntry {
  readonly at: number;
  /** 0: the entry is not in use. */
  readonly ino: number;
  readonly length: number;
  readonly name: string;
  /** Type bits of `st_mode`, 0 when not said. */
  readonly type: number;
}

/** Bytes an entry with a name of this length takes. */
export function entryBytes(nameLength: number): number {
  return (HEADER_BYTES + nameLength + 3) & ~3;
}

/** What the type bits of a mode are called in a directory. */
export function typeCode(mode: number): number {
  return Math.max(0, (TYPES as readonly number[]).indexOf(mode & S_IFMT));
}

/** A length of 64 KiB does not fit its field. */
function readLength(view: DataView, at: number): number {
  const raw = view.getUint16(at + 4, true);
  if (view.byteLength < 0x10000) return raw;
  return raw === 0xffff || raw === 0 ? view.byteLength : (raw & 0xfffc) | ((raw & 3) << 16);
}

function writeLength(view: DataView, at: number, length: number): void {
  view.setUint16(at + 4, length >= 0x10000 ? 0xffff : length, true);
}

/** Where the entries end: before the checksum of a leaf. */
export function entriesEnd(blockBytes: number, hasTail: boolean): number {
  return hasTail ? blockBytes - TAIL_BYTES : blockBytes;
}

/** Every entry of a block, checked. Names only of entries in use. */
export function readEntries({ bytes, view }: MetaBlock, end: number, inodes: number, hasTypes: boolean): StoredEntry[] {
  const entries: StoredEntry[] = [];
  for (let at = 0; at < end; ) {
    if (at + HEADER_BYTES > end) corrupted();
    const ino = view.getUint32(at, true);
    const length = readLength(view, at);
    const nameLength = bytes[at + 6]!;
    if (length < SHORTEST || (length & 3) !== 0 || length < entryBytes(nameLength) || at + length > end) corrupted();
    if (ino > inodes) corrupted();
    let name = '';
    if (ino !== 0) {
      for (let letter = 0; letter < nameLength; letter++)
        name += String.fromCharCode(bytes[at + HEADER_BYTES + letter]!);
    }
    entries.push({ at, ino, length, name, type: hasTypes ? (TYPES[bytes[at + 7]! & 7] ?? 0) : 0 });
    at += length;
  }
  return entries;
}

export function writeEntry(
  { bytes, view }: MetaBlock,
  at: number,
  entry: { readonly ino: number; readonly length: number; readonly name: string; readonly code: number },
): void {
  view.setUint32(at, entry.ino, true);
  writeLength(view, at, entry.length);
  bytes[at + 6] = entry.name.length;
  bytes[at + 7] = entry.code;
  for (let letter = 0; letter < entry.name.length; letter++) {
    bytes[at + HEADER_BYTES + letter] = entry.name.charCodeAt(letter);
  }
}

/** The largest entry that could be added. */
export function largestGap(block: MetaBlock, end: number): number {
  const { bytes, view } = block;
  let largest = 0;
  for (let at = 0; at < end; ) {
    const length = readLength(view, at);
    const used = view.getUint32(at, true) === 0 ? 0 : entryBytes(bytes[at + 6]!);
    if (length - used > largest) largest = length - used;
    at += length;
  }
  return largest;
}

/** Adds an entry in the first gap that takes it; false when none does. */
export function addEntry(block: MetaBlock, end: number, name: string, ino: number, code: number): boolean {
  const { bytes, view } = block;
  const needed = entryBytes(name.length);
  for (let at = 0; at < end; ) {
    const length = readLength(view, at);
    const used = view.getUint32(at, true) === 0 ? 0 : entryBytes(bytes[at + 6]!);
    if (length - used >= needed) {
      if (used > 0) writeLength(view, at, used);
      writeEntry(block, at + used, { ino, length: length - used, name, code });
      return true;
    }
    at += length;
  }
  return false;
}

/** Where an entry with this name is; -1 when it is not in the block. `before` is the entry in front of it, or -1. */
export function findEntry(block: MetaBlock, end: number, name: string): { at: number; before: number } {
  const { bytes, view } = block;
  let before = -1;
  for (let at = 0; at < end; ) {
    if (bytes[at + 6] === name.length && view.getUint32(at, true) !== 0 && hasName(bytes, at + HEADER_BYTES, name)) {
      return { at, before };
    }
    before = at;
    at += readLength(view, at);
  }
  return { at: -1, before: -1 };
}

/** Takes an entry out: the one before grows over it, or it stays as an unused one. */
export function removeEntry({ bytes, view }: MetaBlock, at: number, before: number): void {
  const length = readLength(view, at);
  if (before >= 0) writeLength(view, before, readLength(view, before) + length);
  // Wiped as Linux does since 5.14: no name is left behind.
  bytes.fill(0, at, at + entryBytes(bytes[at + 6]!));
  if (before < 0) writeLength(view, at, length);
}

/** Points an entry at another inode. */
export function replaceEntry({ bytes, view }: MetaBlock, at: number, ino: number, code: number): void {
  view.setUint32(at, ino, true);
  bytes[at + 7] = code;
}

/** Fills a block with the given entries, packed, the last one up to the end. */
export function packEntries(
  block: MetaBlock,
  end: number,
  entries: readonly { readonly ino: number; readonly name: string; readonly code: number }[],
): void {
  block.bytes.fill(0, 0, end);
  let at = 0;
  for (const [index, entry] of entries.entries()) {
    const length = index === entries.length - 1 ? end - at : entryBytes(entry.name.length);
    writeEntry(block, at, { ...entry, length });
    at += length;
  }
  if (entries.length === 0) writeLength(block.view, 0, end);
}

/** Makes the last bytes of a leaf the entry that holds its checksum. */
export function writeTail({ bytes, view }: MetaBlock): void {
  const at = bytes.length - TAIL_BYTES;
  bytes.fill(0, at);
  writeLength(view, at, TAIL_BYTES);
  bytes[at + 7] = TAIL_TYPE;
}

/** Whether the last bytes of a block are the entry that holds a checksum. */
export function hasTail({ bytes, view }: MetaBlock): boolean {
  const at = bytes.length - TAIL_BYTES;
  return (
    view.getUint32(at, true) === 0 &&
    view.getUint16(at + 4, true) === TAIL_BYTES &&
    bytes[at + 6] === 0 &&
    bytes[at + 7] === TAIL_TYPE
  );
}

/** A block that is one unused entry: what the inner nodes of a hash tree look like to those who do not know it. */
export function isOneUnusedEntry({ view }: MetaBlock): boolean {
  return view.getUint32(0, true) === 0 && readLength(view, 0) === view.byteLength;
}

export function setLength({ view }: MetaBlock, at: number, length: number): void {
  writeLength(view, at, length);
}

function hasName(bytes: Uint8Array, at: number, name: string): boolean {
  for (let letter = 0; letter < name.length; letter++) {
    if (bytes[at + letter] !== name.charCodeAt(letter)) return false;
  }
  return true;
}
