/**
 * The block of extended attributes an inode may point to: we never write one, but a deleted inode gives up its share.
 *
 * Mirrors Linux v6.1 `fs/ext4/xattr.c` (`ext4_xattr_release_block`).
 */
import { crc32c, crc32cOfWord } from '../../formats/ext4-checksum.ts';
import { corrupted } from '../fault.ts';
import type { Inode } from './inode.ts';
import type { Parts } from './parts.ts';

const MAGIC = 0xea020000;
const REFERENCES = 4;
const CHECKSUM = 16;

export function releaseAttributes({ volume, allocator, groups, geometry }: Parts, inode: Inode): void {
  const number = inode.attributeBlock;
  if (number === 0) return;
  if (number >= geometry.blocks || groups.isTable(number, 1)) corrupted();
  const block = volume.meta(number);
  if (block.checkedAs === '') block.checkedAs = 'attributes';
  if (block.checkedAs !== 'attributes' || block.view.getUint32(0, true) !== MAGIC) corrupted();
  const references = block.view.getUint32(REFERENCES, true);
  inode.attributeBlock = 0;
  inode.addBlocks(-1);
  inode.touch();
  if (references <= 1) {
    allocator.freeBlocks(number, 1);
    volume.forget(number);
    return;
  }
  block.view.setUint32(REFERENCES, references - 1, true);
  if (geometry.has.metadataChecksum) {
    block.seal = ({ bytes, view }) => {
      view.setUint32(CHECKSUM, 0, true);
      const low = crc32cOfWord(geometry.checksumSeed, number % 2 ** 32);
      view.setUint32(CHECKSUM, crc32c(crc32cOfWord(low, Math.floor(number / 2 ** 32)), bytes), true);
    };
  }
  volume.change(block);
}
