/** FAT beside the model, its names, its limits, and volumes that are damaged. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { BlockDevice } from '../../src/disk/block-device.ts';
import { type FatOptions, mountFat } from '../../src/disk/fat/fat-file-system.ts';
import { type FileSystemKind, newFileSystem } from '../../src/disk/new-file-system.ts';
import { S_IFREG } from '../../src/shell/posix.ts';
import { utf8ToLatin1 } from '../../src/sim/bytes.ts';
import { EEXIST, EFBIG, EINVAL, ENAMETOOLONG, ENOENT, ENOSPC, EPERM, EROFS } from '../../src/sim/errno.ts';
import { expectBytes } from '../formats/expect-bytes.ts';
import { useAll } from './damage.ts';
import { fatOperation, fatPrelude } from './fat-operations.ts';
import { type Dump, dumpModel } from './model.ts';
import { someTime } from './mounted.ts';
import { dumpFileSystem, filler, Pair } from './operations.ts';

const kinds = ['fat12-1440k', 'fat16-32m', 'fat32-64m'] as const satisfies readonly FileSystemKind[];
const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time: someTime };

function mounted(device: BlockDevice, options: Partial<FatOptions> = {}) {
  const result = mountFat(device, { time: someTime, ...options });
  if ('errno' in result) throw new Error(`${result.errno}: ${result.message}`);
  return result;
}

/** FAT keeps no permissions: types only. */
function withoutModes(dump: Dump): Dump {
  return new Map([...dump].map(([path, description]) => [path, description.replace(/^(\d+)\d{3} /, '$1 ')]));
}

describe.each(kinds)('%s', (kind) => {
  test.prop([fc.array(fatOperation, { maxLength: 60, size: 'max' })], { numRuns: 40 })(
    'is like the model',
    (operations) => {
      const disk = newFileSystem(kind);
      const pair = new Pair(mounted(disk).fileSystem);
      for (const step of [...fatPrelude, ...operations]) {
        const [ours, model] = pair.apply(step);
        // A small volume may be full; the model never is.
        if (ours === -ENOSPC || (step.do === 'write' && ours > 0 && ours < model)) return;
        expect([step, ours]).toEqual([step, model]);
      }
      const expected = withoutModes(dumpModel(pair.model));
      expect(withoutModes(dumpFileSystem(pair.fileSystem))).toEqual(expected);
      pair.fileSystem.unmount();
      expect(withoutModes(dumpFileSystem(mounted(disk, { readOnly: true }).fileSystem))).toEqual(expected);
    },
  );

  it('is full, and gives back everything', () => {
    const { fileSystem } = mounted(newFileSystem(kind));
    const before = fileSystem.usage();
    const ino = fileSystem.create(1, 'big', made);
    const bytes = filler(0, 100_000);
    let size = 0;
    for (;;) {
      const written = fileSystem.write(ino, size, bytes, someTime);
      if (written < 0) {
        expect(written).toBe(-ENOSPC);
        break;
      }
      size += written;
    }
    expect(size).toBe(before.blocksFree * before.blockBytes);
    expect(fileSystem.mkdir(1, 'one more', made)).toBe(-ENOSPC);
    expect(fileSystem.lookup(1, 'one more')).toBe(-ENOENT);
    const read = fileSystem.read(ino, 100_000, 100_000);
    if (typeof read === 'number') throw new Error(`${read}`);
    expectBytes(read, bytes);
    expect(fileSystem.unlink(1, 'big', someTime)).toBe(0);
    expect(fileSystem.usage().blocksFree).toBe(0);
    fileSystem.forget(ino);
    expect(fileSystem.usage()).toEqual(before);
  });

  it('remembers whether it was unmounted', () => {
    const disk = newFileSystem(kind);
    const first = mounted(disk);
    expect(first.wasUnclean).toBe(false);
    const second = mounted(disk.fork());
    expect(second.wasUnclean).toBe(true);
    second.fileSystem.unmount();
    first.fileSystem.unmount();
    expect(mounted(disk).wasUnclean).toBe(false);
  });

  const change = fc.tuple(fc.nat(200_000), fc.nat(255));
  test.prop([fc.array(change, { minLength: 1, maxLength: 30 })], { numRuns: 50 })(
    'damaged, every operation ends',
    (changes) => {
      const disk = newFileSystem(kind);
      const pair = new Pair(mounted(disk).fileSystem);
      for (const step of fatPrelude) pair.apply(step);
      pair.apply({ do: 'many', path: '/dir', count: 60, nameLength: 40 });
      pair.fileSystem.unmount();
      const used = [...disk.ranges()].filter(({ sector }) => sector < 4000);
      for (const [place, value] of changes) {
        const { sector } = used[place % used.length]!;
        const bytes = disk.read(sector, 8);
        bytes[(place * 31) % (place % 3 === 0 ? 64 : 4096)] = value;
        disk.write(sector, bytes);
      }
      const result = mountFat(disk, { time: someTime });
      if (!('errno' in result)) useAll(result.fileSystem);
    },
  );
});

describe('names', () => {
  const { fileSystem } = mounted(newFileSystem('fat32-64m'));
  const add = (name: string) => fileSystem.create(1, utf8ToLatin1(name), made);
  const listed = () => {
    const entries = fileSystem.list(1);
    return typeof entries === 'number' ? [] : entries.map(({ name }) => name);
  };

  it('are found whatever their capitals, and by their short form', () => {
    const ino = add('A long name.text');
    for (const name of [
      'A long name.text',
      'a LONG name.TEXT',
      'ALONGN~1.TEX',
      'alongn~1.tex',
      'A long name.text...',
    ]) {
      expect([name, fileSystem.lookup(1, name)]).toEqual([name, ino]);
    }
    expect(add('a long name.TEXT')).toBe(-EEXIST);
    expect(add('ALONGN~1.TEX')).toBe(-EEXIST);
  });

  it('are kept as given', () => {
    const names = [
      'README.TXT',
      'readme2.txt',
      'Ünïcödé.txt',
      '日本語',
      '😀',
      'a.b.c',
      '.hidden',
      'with+signs;=[],',
      ' leading',
    ];
    for (const name of names) expect([name, add(name) > 0]).toEqual([name, true]);
    const all = listed();
    for (const name of names) expect(all).toContain(utf8ToLatin1(name));
    expect(fileSystem.lookup(1, 'trailing')).toBe(-ENOENT);
    expect(add('trailing...')).toBeGreaterThan(0);
    expect(fileSystem.lookup(1, 'trailing')).toBeGreaterThan(0);
  });

  it('that cannot be are refused', () => {
    for (const name of ['a:b', 'a?b', 'a\tb', '...', 'ends in space ', 'a\\b'])
      expect([name, add(name)]).toEqual([name, -EINVAL]);
    expect(fileSystem.create(1, '\xff\xfe', made)).toBe(-EINVAL);
    expect(add('n'.repeat(255))).toBeGreaterThan(0);
    expect(add('n'.repeat(256))).toBe(-ENAMETOOLONG);
    expect(add('')).toBe(-ENOENT);
    expect(add('.')).toBe(-EEXIST);
  });
});

it('refuses what FAT does not have', () => {
  const disk = newFileSystem('fat16-32m');
  const { fileSystem } = mounted(disk);
  const ino = fileSystem.create(1, 'file', made);
  expect(fileSystem.symlink()).toBe(-EPERM);
  expect(fileSystem.link()).toBe(-EPERM);
  expect(fileSystem.create(1, 'device', { ...made, mode: 0o020600 })).toBe(-EPERM);
  expect(fileSystem.change(ino, { uid: 1000 })).toBe(-EPERM);
  expect(fileSystem.write(ino, 0xffffffff, Uint8Array.of(1), someTime)).toBe(-EFBIG);
  expect(fileSystem.truncate(ino, 2 ** 32, someTime)).toBe(-EFBIG);
  fileSystem.change(ino, { mode: 0o444 });
  expect(fileSystem.inode(ino)).toMatchObject({ mode: S_IFREG | 0o755 });
  fileSystem.change(ino, { mode: 0o555 });
  expect(fileSystem.inode(ino)).toMatchObject({ mode: S_IFREG | 0o555 });
  fileSystem.unmount();
  expect(fileSystem.create(1, 'x', made)).toBe(-EROFS);
});

it('keeps times to two seconds', () => {
  const { fileSystem } = mounted(newFileSystem('fat16-32m'));
  for (const [seconds, kept] of [
    [1_700_000_001n, 1_700_000_000n],
    [315_532_800n, 315_532_800n],
    [0n, 315_532_800n],
    [4_354_819_199n, 4_354_819_198n],
    [1_709_164_800n, 1_709_164_800n],
  ] as const) {
    const ino = fileSystem.create(1, `at ${seconds}`, { ...made, time: { seconds, nanoseconds: 0 } });
    expect(fileSystem.inode(ino)).toMatchObject({ mtime: { seconds: kept, nanoseconds: 0 } });
  }
});

describe('a device that holds something else', () => {
  it.each([
    [0x0e, 0, 'bogus number of reserved sectors'],
    [0x10, 0, 'bogus number of FAT structure'],
    [0x15, 0x11, 'invalid media value (0x11)'],
    [0x0d, 3, 'bogus sectors per cluster 3'],
    [0x0c, 0, 'bogus logical sector size 0'],
  ])('is refused for byte %i', (offset, value, message) => {
    const disk = newFileSystem('fat16-32m');
    const bytes = disk.read(0, 1);
    bytes[offset] = value;
    if (offset === 0x0e) bytes[0x0f] = 0;
    disk.write(0, bytes);
    expect(mountFat(disk, { time: someTime })).toEqual({ errno: -EINVAL, message });
  });
});
