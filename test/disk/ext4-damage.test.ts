/**
 * Damaged images: whatever bytes of the metadata are wrong, every operation ends, soon, with a result or an error number.
 *
 * Bytes are changed anywhere in the blocks that hold metadata: superblock, descriptors, bitmaps, inodes, directories, maps, journal.
 * Without metadata_csum most damage is believed, so that the deeper checks are reached.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { EBADMSG, EINVAL, EUCLEAN } from '../../src/sim/errno.ts';
import { filled, useAll } from './damage.ts';
import { someTime } from './mounted.ts';

const SECTOR = 512;

const change = fc.record({
  place: fc.nat(1_000_000),
  offset: fc.nat(SECTOR - 4),
  how: fc.constantFrom('flip', 'byte', 'word', 'ones', 'zeros'),
  value: fc.nat(0xffffffff),
});

describe.each([
  ['ext4-uboot-64m', false],
  ['ext4-uboot-64m', true],
  ['ext4-64m', false],
  ['ext2-8m', false],
] as const)('damaged %s, journal to replay: %s', (kind, isDirty) => {
  const { disk, sectors } = filled(kind, isDirty);
  test.prop([fc.array(change, { minLength: 1, maxLength: 12 })], { numRuns: 80 })('every operation ends', (changes) => {
    const damaged = disk.fork();
    for (const { place, offset, how, value } of changes) {
      const sector = sectors[place % sectors.length]!;
      const bytes = damaged.read(sector, 1);
      const view = new DataView(bytes.buffer);
      if (how === 'flip') bytes[offset]! ^= 1 << (value & 7);
      else if (how === 'byte') bytes[offset] = value & 0xff;
      else if (how === 'word') view.setUint32(offset, value, true);
      else bytes.fill(how === 'ones' ? 0xff : 0, offset, Math.min(SECTOR, offset + (value % 64)));
      damaged.write(sector, bytes);
    }
    const result = mountExt4(damaged, { time: someTime });
    if (!('errno' in result)) useAll(result.fileSystem);
  });
});

describe('a device that holds something else', () => {
  test.prop([fc.uint8Array({ maxLength: 8192 })])('is refused', (bytes) => {
    const image = new Uint8Array(65_536);
    image.set(bytes);
    const device = newFileSystem('ext2-8m');
    device.write(0, image);
    expect(mountExt4(device, { time: someTime })).toMatchObject({ errno: -EINVAL });
  });

  it.each([
    [
      'an unknown incompatible feature',
      0x60,
      0x80000000,
      -EINVAL,
      "Couldn't mount because of unsupported optional features (80000000)",
    ],
    [
      'an unknown feature for writers',
      0x64,
      0x80000000,
      -EINVAL,
      "couldn't mount RDWR because of unsupported optional features (80000000)",
    ],
    [
      'too many blocks',
      0x04,
      0x7fffffff,
      -EINVAL,
      'bad geometry: block count 2147483647 exceeds size of device (8192 blocks)',
    ],
    ['a strange inode size', 0x58, 300, -EINVAL, 'unsupported inode size: 300'],
    ['huge blocks', 0x18, 9, -EINVAL, 'bad block size'],
    ['no magic number', 0x38, 0x12340000, -EINVAL, "VFS: Can't find ext4 filesystem"],
  ])('is refused for %s', (_, offset, value, errno, message) => {
    const disk = newFileSystem('ext2-8m');
    const bytes = disk.read(2, 2);
    const view = new DataView(bytes.buffer);
    if (offset === 0x38 || offset === 0x58) view.setUint16(offset, value & 0xffff, true);
    else view.setUint32(offset, value, true);
    disk.write(2, bytes);
    expect(mountExt4(disk, { time: someTime })).toEqual({ errno, message });
  });

  it('is refused for wrong checksums', () => {
    const disk = newFileSystem('ext4-64m');
    const bytes = disk.read(2, 2);
    bytes[0x78]! ^= 1;
    disk.write(2, bytes);
    const message = 'VFS: Found ext4 filesystem with invalid superblock checksum.  Run e2fsck?';
    expect(mountExt4(disk, { time: someTime })).toEqual({ errno: -EBADMSG, message });
    const second = newFileSystem('ext4-64m');
    const descriptors = second.read(4, 2);
    descriptors[0x0c]! ^= 1;
    second.write(4, descriptors);
    expect(mountExt4(second, { time: someTime })).toEqual({ errno: -EUCLEAN, message: 'group descriptors corrupted!' });
  });

  it('that is too short is refused', () => {
    expect(
      mountExt4({ sectorCount: 3, read: () => new Uint8Array(0), write() {}, flush() {} }, { time: someTime }),
    ).toMatchObject({ errno: -EINVAL });
  });
});
