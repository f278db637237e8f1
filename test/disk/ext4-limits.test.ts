/** At each limit and one step beyond it. */
import { describe, expect, it } from 'vitest';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { type FileSystemKind, newFileSystem } from '../../src/disk/new-file-system.ts';
import { S_IFCHR, S_IFREG } from '../../src/shell/posix.ts';
import {
  EEXIST,
  EFBIG,
  EINVAL,
  EISDIR,
  EMLINK,
  ENAMETOOLONG,
  ENOENT,
  ENOSPC,
  ENOTDIR,
  ENOTEMPTY,
  EPERM,
  EROFS,
  ESTALE,
} from '../../src/sim/errno.ts';
import { mounted, partsOf, someTime } from './mounted.ts';

const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time: someTime };
const kinds = ['ext4-uboot-64m', 'ext4-64m', 'ext2-8m'] as const satisfies readonly FileSystemKind[];
const open = (kind: FileSystemKind): DiskFileSystem => mounted(newFileSystem(kind)).fileSystem;

/** Writes until nothing more goes in; gives the bytes. */
function fill(fileSystem: DiskFileSystem, ino: number): number {
  const piece = new Uint8Array(300_000).fill(7);
  let size = 0;
  for (;;) {
    const written = fileSystem.write(ino, size, piece, someTime);
    if (written < 0) {
      expect(written).toBe(-ENOSPC);
      return size;
    }
    size += written;
  }
}

describe.each(kinds)('%s', (kind) => {
  it('is full to the last block, and keeps some for root', () => {
    const fileSystem = open(kind);
    const ino = fileSystem.create(2, 'big', made);
    const { blocksAvailable, blockBytes } = fileSystem.usage();
    fileSystem.mayUseReserve = false;
    const size = fill(fileSystem, ino);
    // The map of the file takes a few blocks, from what is kept.
    expect(size % blockBytes).toBe(0);
    expect(blocksAvailable - size / blockBytes).toBeGreaterThanOrEqual(0);
    expect(blocksAvailable - size / blockBytes).toBeLessThan(50);
    expect(fileSystem.usage().blocksAvailable).toBe(0);
    fileSystem.mayUseReserve = true;
    expect(fill(fileSystem, fileSystem.create(2, 'of root', made))).toBeGreaterThan(100_000);
    expect(fileSystem.truncate(ino, 0, someTime)).toBe(0);
    expect(fileSystem.write(ino, 0, new Uint8Array(1000), someTime)).toBe(1000);
  });

  it('gives back everything', () => {
    const fileSystem = open(kind);
    const before = fileSystem.usage();
    const ino = fileSystem.create(2, 'big', made);
    fill(fileSystem, ino);
    fileSystem.unlink(2, 'big', someTime);
    fileSystem.forget(ino, someTime);
    expect(fileSystem.usage()).toEqual(before);
    expect(fileSystem.inode(ino)).toBe(-ESTALE);
  });

  it('has no more inodes than it has', () => {
    const fileSystem = open(kind);
    const folder = fileSystem.mkdir(2, 'many', made);
    let count = 0;
    for (let last = folder; last > 0; count++)
      last = fileSystem.create(folder, `${count}`, { ...made, mode: S_IFCHR, rdev: 5 });
    expect(fileSystem.usage().inodesFree).toBe(0);
    expect(fileSystem.create(2, 'one more', made)).toBe(-ENOSPC);
    expect(fileSystem.mkdir(2, 'one more', made)).toBe(-ENOSPC);
    expect(fileSystem.symlink(2, 'one more', 'x', made)).toBe(-ENOSPC);
    expect(fileSystem.lookup(2, 'one more')).toBe(-ENOENT);
  });

  it('takes names of 255 bytes', () => {
    const fileSystem = open(kind);
    expect(fileSystem.create(2, 'n'.repeat(255), made)).toBeGreaterThan(0);
    expect(fileSystem.create(2, 'n'.repeat(256), made)).toBe(-ENAMETOOLONG);
    expect(fileSystem.lookup(2, 'n'.repeat(256))).toBe(-ENAMETOOLONG);
    expect(fileSystem.rename(2, 'n'.repeat(255), 2, 'm'.repeat(256), someTime)).toBe(-ENAMETOOLONG);
    expect(fileSystem.lookup(2, 'n'.repeat(255))).toBeGreaterThan(0);
  });

  it('takes targets of links up to a block', () => {
    const fileSystem = open(kind);
    const { blockBytes } = fileSystem.usage();
    for (const length of [1, 59, 60, 61, blockBytes - 1]) {
      const ino = fileSystem.symlink(2, `l${length}`, 'x'.repeat(length), made);
      expect(fileSystem.readlink(ino)).toBe('x'.repeat(length));
    }
    expect(fileSystem.symlink(2, 'too long', 'x'.repeat(blockBytes), made)).toBe(-ENAMETOOLONG);
  });

  it('counts 65,000 links of a file', () => {
    const fileSystem = open(kind);
    const ino = fileSystem.create(2, 'file', made);
    const folder = fileSystem.mkdir(2, 'links', made);
    for (let link = 1; link < 65_000; link++) {
      if (fileSystem.link(folder, `${link}`, ino, someTime) !== 0) throw new Error(`link ${link}`);
    }
    expect(fileSystem.link(folder, 'one more', ino, someTime)).toBe(-EMLINK);
    expect(fileSystem.inode(ino)).toMatchObject({ nlink: 65_000 });
  });

  it('knows the largest file', () => {
    const fileSystem = open(kind);
    const ino = fileSystem.create(2, 'file', made);
    const { blockBytes } = fileSystem.usage();
    const n = blockBytes / 4;
    // Triple indirect blocks, or 2^32 - 1 blocks of an extent tree.
    const limit = kind === 'ext2-8m' ? (12 + n + n ** 2 + n ** 3) * blockBytes : (2 ** 32 - 1) * blockBytes;
    expect(fileSystem.truncate(ino, limit, someTime)).toBe(0);
    expect(fileSystem.truncate(ino, limit + 1, someTime)).toBe(-EFBIG);
    expect(fileSystem.write(ino, limit - 3, Uint8Array.of(1, 2, 3, 4), someTime)).toBe(3);
    expect(fileSystem.write(ino, limit, Uint8Array.of(1), someTime)).toBe(-EFBIG);
    expect(fileSystem.read(ino, limit - 5, 100)).toEqual(Uint8Array.of(0, 0, 1, 2, 3));
    expect(fileSystem.read(ino, limit, 100)).toEqual(new Uint8Array(0));
    expect(fileSystem.truncate(ino, 10, someTime)).toBe(0);
  });

  it('says what is wrong', () => {
    const fileSystem = open(kind);
    const file = fileSystem.create(2, 'file', made);
    const folder = fileSystem.mkdir(2, 'folder', made);
    const inner = fileSystem.mkdir(folder, 'inner', made);
    expect(fileSystem.create(2, 'file', made)).toBe(-EEXIST);
    expect(fileSystem.mkdir(2, '.', made)).toBe(-EEXIST);
    expect(fileSystem.create(file, 'x', made)).toBe(-ENOTDIR);
    expect(fileSystem.lookup(file, 'x')).toBe(-ENOTDIR);
    expect(fileSystem.list(file)).toBe(-ENOTDIR);
    expect(fileSystem.lookup(2, 'none')).toBe(-ENOENT);
    expect(fileSystem.unlink(2, 'none', someTime)).toBe(-ENOENT);
    expect(fileSystem.unlink(2, 'folder', someTime)).toBe(-EISDIR);
    expect(fileSystem.rmdir(2, 'file', someTime)).toBe(-ENOTDIR);
    expect(fileSystem.rmdir(2, 'folder', someTime)).toBe(-ENOTEMPTY);
    expect(fileSystem.rmdir(folder, '.', someTime)).toBe(-EINVAL);
    expect(fileSystem.link(2, 'x', folder, someTime)).toBe(-EPERM);
    expect(fileSystem.rename(2, 'folder', inner, 'below itself', someTime)).toBe(-EINVAL);
    expect(fileSystem.rename(2, 'file', 2, 'folder', someTime)).toBe(-EISDIR);
    expect(fileSystem.rename(2, 'folder', 2, 'file', someTime)).toBe(-ENOTDIR);
    expect(fileSystem.read(folder, 0, 10)).toBe(-EISDIR);
    expect(fileSystem.write(folder, 0, new Uint8Array(1), someTime)).toBe(-EISDIR);
    expect(fileSystem.readlink(file)).toBe(-EINVAL);
    expect(fileSystem.create(2, 'a/b', made)).toBe(-EINVAL);
    expect(fileSystem.create(2, '', made)).toBe(-ENOENT);
    expect(fileSystem.remount(true, someTime)).toBe(0);
    expect(fileSystem.create(2, 'x', made)).toBe(-EROFS);
    expect(fileSystem.remount(false, someTime)).toBe(0);
    expect(fileSystem.create(2, 'x', made)).toBeGreaterThan(0);
  });
});

it('keeps times beyond 2038, with nanoseconds, where the inode has room', () => {
  const times = [0n, 1n, 0x7fffffffn, 0x80000000n, 0x1_0000_0000n, 0x3_7fff_ffffn, -1n, -0x80000000n];
  const fileSystem = open('ext4-64m');
  for (const seconds of times) {
    const time = { seconds, nanoseconds: 987_654_321 };
    const ino = fileSystem.create(2, `at ${seconds}`, { ...made, time });
    expect(fileSystem.inode(ino)).toMatchObject({ atime: time, mtime: time, ctime: time });
  }
  const ino = fileSystem.create(2, 'beyond', made);
  fileSystem.change(ino, { mtime: { seconds: 2n ** 40n, nanoseconds: 0 } });
  expect(fileSystem.inode(ino)).toMatchObject({ mtime: { seconds: 0x3_7fff_ffffn, nanoseconds: 0 } });
});

it('a directory beyond 65,000 others does not count them any more, if it is indexed', () => {
  const disk = newFileSystem('ext4-uboot-64m');
  const { fileSystem } = mounted(disk);
  const folder = fileSystem.mkdir(2, 'many', made);
  const short = fileSystem.mkdir(2, 'few', made);
  for (let index = 0; index < 300; index++) fileSystem.create(folder, `${index}`.padEnd(100, 'x'), made);
  fileSystem.unmount();
  const parts = partsOf(disk);
  for (const ino of [folder, short]) {
    const inode = parts.inodes.load(ino);
    inode.links = 64_999;
    inode.touch();
  }
  parts.volume.commit();
  const again = mounted(disk).fileSystem;
  const links = (ino: number) => {
    const status = again.inode(ino);
    return typeof status === 'number' ? status : status.nlink;
  };
  for (const ino of [folder, short]) {
    expect(again.mkdir(ino, 'the last one', made)).toBeGreaterThan(0);
    expect(links(ino)).toBe(65_000);
  }
  expect(again.mkdir(short, 'one more', made)).toBe(-EMLINK);
  expect(again.mkdir(folder, 'one more', made)).toBeGreaterThan(0);
  expect(links(folder)).toBe(1);
  expect(again.rmdir(folder, 'one more', someTime)).toBe(0);
  expect(links(folder)).toBe(1);
});
