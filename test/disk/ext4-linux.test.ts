/** What the real Linux wrote, journal included, is read back; directories list in its order; statfs tells its numbers. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { S_IFBLK, S_IFCHR, S_IFIFO, S_IFMT } from '../../src/shell/posix.ts';
import { mounted } from './mounted.ts';
import { Pair } from './operations.ts';

interface RecordedImage {
  readonly sectors: number;
  readonly pages: readonly number[];
  readonly deflated: string;
  readonly listings: Readonly<Record<string, readonly string[]>>;
  readonly files: Readonly<Record<string, string>>;
  /** Blocks, free, available, inodes, free inodes. */
  readonly statistics: string;
}

const recorded: { readonly images: Readonly<Record<string, RecordedImage>> } = JSON.parse(
  readFileSync('test/fixtures/disk/linux-ext4.json', 'utf8'),
);
const PAGE_BYTES = 4096;

function diskOf({ sectors, pages, deflated }: RecordedImage): SparseDisk {
  const bytes = inflateRawSync(Buffer.from(deflated, 'base64'));
  return SparseDisk.fromRanges(
    sectors,
    pages.map((page, index) => ({
      sector: page * (PAGE_BYTES / 512),
      bytes: bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES),
    })),
  );
}

describe.each(Object.entries(recorded.images))('%s', (_, image) => {
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
