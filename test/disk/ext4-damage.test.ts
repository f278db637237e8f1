/**
 * Damaged images: whatever bytes of the metadata are wrong, every operation ends, soon, with a result or an error number.
 *
 * Bytes are changed anywhere in the blocks that hold metadata: superblock, descriptors, bitmaps, inodes, directories, maps, journal.
 * Without metadata_csum most damage is believed, so that the deeper checks are reached.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { S_IFDIR, S_IFMT, S_IFREG } from '../../src/shell/posix.ts';
import { EBADMSG, EINVAL, EUCLEAN } from '../../src/sim/errno.ts';
import { mounted, someTime } from './mounted.ts';
import { Pair } from './operations.ts';
import { RecordingDevice } from './power-cut.ts';

const SECTOR = 512;
const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time: someTime };

/** A file system with something of everything, with or without a journal to replay; and the sectors that hold metadata. */
function filled(kind: 'ext4-uboot-64m' | 'ext4-64m' | 'ext2-8m', isDirty: boolean) {
  const device = new RecordingDevice(newFileSystem(kind));
  const pair = new Pair(mounted(device).fileSystem);
  pair.apply({ do: 'mkdir', path: '/dir' });
  pair.apply({ do: 'many', path: '/dir', count: 300, nameLength: 40 });
  pair.apply({ do: 'mkdir', path: '/sub' });
  pair.apply({ do: 'create', path: '/sub/big' });
  pair.apply({ do: 'write', path: '/sub/big', offset: 0, length: 700_000 });
  pair.apply({ do: 'create', path: '/sparse' });
  for (let at = 60; at > 0; at--) pair.apply({ do: 'write', path: '/sparse', offset: at * 20_000, length: 10 });
  pair.apply({ do: 'symlink', path: '/link', length: 90 });
  pair.fileSystem.commit();
  if (!isDirty) pair.fileSystem.unmount();
  const disk = device.cut(device.eventCount, () => 'whole');
  const sectors: number[] = [];
  for (const { sector, bytes } of disk.ranges()) {
    for (let inside = 0; inside * SECTOR < bytes.length; inside++) sectors.push(sector + inside);
  }
  // Contents of files take most sectors; metadata lies in front of them, or in the last groups' tables.
  return { disk, sectors: sectors.filter((sector) => !isContents(disk, sector)) };
}

function isContents(disk: SparseDisk, sector: number): boolean {
  const bytes = disk.read(sector, 1);
  let zeros = 0;
  for (const byte of bytes) if (byte === 0) zeros++;
  return zeros === 0;
}

/** Everything a user could do, in short. */
function useAll(fileSystem: DiskFileSystem): void {
  let left = 2000;
  const walk = (directory: number, depth: number): void => {
    const entries = fileSystem.list(directory);
    if (typeof entries === 'number') return;
    for (const { name, ino } of entries) {
      if (left-- <= 0) return;
      const status = fileSystem.inode(ino);
      if (typeof status === 'number' || name === '.' || name === '..') continue;
      fileSystem.readlink(ino);
      const type = status.mode & S_IFMT;
      if (type === S_IFDIR && depth < 3) walk(ino, depth + 1);
      if (type !== S_IFREG) continue;
      fileSystem.read(ino, 0, 2_000_000);
      fileSystem.read(ino, Math.max(0, status.size - 5000), 10_000);
    }
  };
  walk(fileSystem.root, 0);
  const folder = fileSystem.mkdir(2, 'new folder', made);
  for (const directory of [2, folder, fileSystem.lookup(2, 'dir'), fileSystem.lookup(2, 'sub')]) {
    if (directory < 0) continue;
    for (let file = 0; file < 20; file++) {
      const ino = fileSystem.create(directory, `a new file, number ${file}`, made);
      if (ino > 0) fileSystem.write(ino, file * 3000, new Uint8Array(5000).fill(file), someTime);
    }
    fileSystem.rename(directory, 'a new file, number 3', 2, `moved ${directory}`, someTime);
  }
  for (const path of ['sparse', 'big']) {
    const directory = path === 'big' ? fileSystem.lookup(2, 'sub') : 2;
    if (directory < 0) continue;
    const ino = fileSystem.lookup(directory, path);
    if (ino < 0) continue;
    fileSystem.write(ino, 100_000, new Uint8Array(300_000).fill(5), someTime);
    fileSystem.truncate(ino, 90_000, someTime);
    fileSystem.unlink(directory, path, someTime);
    fileSystem.forget(ino, someTime);
  }
  fileSystem.rmdir(2, 'dir', someTime);
  fileSystem.usage();
  fileSystem.commit();
  fileSystem.unmount();
}

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
  test.prop([fc.array(change, { minLength: 1, maxLength: 12 })], { numRuns: 150 })(
    'every operation ends',
    (changes) => {
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
    },
  );
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
