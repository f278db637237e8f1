/**
 * Small files that live in their inode (`inline_data`), for reading.
 *
 * Mirrors Linux v6.1 `fs/ext4/inline.c`: 60 bytes where the block map would be, the rest as the value of the extended attribute
 * `system.data` behind the inode's fields.
 */
import { corrupted } from '../fault.ts';
import { INODE_BLOCK, INODE_BLOCK_BYTES, type Inode } from './inode.ts';

const MAGIC = 0xea020000;
const SYSTEM_INDEX = 7;
const NAME = 'data';
const ENTRY_BYTES = 16;
const GOOD_OLD_BYTES = 128;

/** All bytes of the file, up to its size. */
export function readInlineData(inode: Inode, inodeBytes: number): Uint8Array {
  const { view, at, size } = inode;
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, inodeBytes);
  const head = bytes.slice(INODE_BLOCK, INODE_BLOCK + Math.min(size, INODE_BLOCK_BYTES));
  if (size <= INODE_BLOCK_BYTES) return head;
  const value = attributeValue(bytes, GOOD_OLD_BYTES + inode.extraBytes);
  if (value === null || INODE_BLOCK_BYTES + value.length < size) corrupted();
  const whole = new Uint8Array(size);
  whole.set(head);
  whole.set(value.subarray(0, size - INODE_BLOCK_BYTES), INODE_BLOCK_BYTES);
  return whole;
}

function attributeValue(bytes: Uint8Array, start: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (start + 4 > bytes.length || view.getUint32(start, true) !== MAGIC) return null;
  const first = start + 4;
  for (let at = first; at + ENTRY_BYTES <= bytes.length && view.getUint32(at, true) !== 0; ) {
    const nameLength = bytes[at]!;
    const offset = first + view.getUint16(at + 2, true);
    const size = view.getUint32(at + 8, true);
    let name = '';
    for (let letter = 0; letter < nameLength; letter++)
      name += String.fromCharCode(bytes[at + ENTRY_BYTES + letter] ?? 0);
    if (bytes[at + 1] === SYSTEM_INDEX && name === NAME) {
      if (offset + size > bytes.length) corrupted();
      return bytes.slice(offset, offset + size);
    }
    at += (ENTRY_BYTES + nameLength + 3) & ~3;
  }
  return null;
}
