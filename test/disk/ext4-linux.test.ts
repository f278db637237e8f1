/** What the real Linux wrote, journal included, is read back; directories list in its order; statfs tells its numbers. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { S_IFBLK, S_IFCHR, S_IFIFO, S_IFMT } from '../../src/shell/posix.ts';
import { mounted } from './mounted.ts';
import { Pair } from './operations.ts';
import { diskOf, recordedImages } from './recorded-images.ts';

describe.each(Object.entries(recordedImages))('%s', (_, image) => {
  const { fileSystem, report } = mounted(diskOf(image), { readOnly: true });
  const pair = new Pair(fileSystem);

  it('is recovered', () => {
    expect(report).toMatchObject({ recovered: true, orphansDeleted: 1, orphansTruncated: 0 });
    expect(report.transactions).toBeGreaterThan(0);
  });

  it.each(Object.entries(image.listings))('lists %s in the order of Linux', (directory, names) => {
    const entries = fileSystem.list(pair.find(directory === '.' ? '' : `/${directory}`));
    if (typeof entries === 'number') throw new Error(`${entries}`);
    expect(entries.map(({ name }) => name)).toEqual(names);
  });

  it.each(Object.entries(image.files))('reads %s', (path, sha256) => {
    const bytes = fileSystem.read(pair.find(`/${path}`), 0, 1e9);
    if (typeof bytes === 'number') throw new Error(`${bytes}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });

  it('knows links and special files', () => {
    expect(fileSystem.readlink(pair.find('/short'))).toBe('target');
    expect(fileSystem.readlink(pair.find('/long'))).toBe('7'.padStart(100, '0'));
    const status = (path: string) => {
      const found = fileSystem.inode(pair.find(path));
      if (typeof found === 'number') throw new Error(`${found}`);
      return found;
    };
    expect(status('/null')).toMatchObject({ rdev: 0x103, mode: S_IFCHR | 0o644 });
    expect(status('/fifo').mode & S_IFMT).toBe(S_IFIFO);
    expect(status('/null').mode & S_IFMT).not.toBe(S_IFBLK);
    expect(status('/big')).toMatchObject({ nlink: 2, size: 300_000 });
  });

  it('has as much room', () => {
    const { blocks, blocksFree, blocksAvailable, inodes, inodesFree } = fileSystem.usage();
    expect([blocks, blocksFree, blocksAvailable, inodes, inodesFree].join(' ')).toBe(image.statistics);
  });
});
