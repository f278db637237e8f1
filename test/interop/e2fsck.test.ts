/**
 * e2fsck finds nothing to complain about, debugfs reads the same bytes, and what the real tools made reads equal.
 *
 * `e2fsck -fn` prints five pass lines and a summary, and ends with 0; every other line is a complaint.
 */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type FileSystemKind, newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { ENOSPC } from '../../src/sim/errno.ts';
import { complaints, record } from '../disk/crash-history.ts';
import { mounted, someTime } from '../disk/mounted.ts';
import { dumpFileSystem, filler, type Operation, operation, Pair, prelude } from '../disk/operations.ts';
import { fates } from '../disk/power-cut.ts';
import { diskOf, recordedImages } from '../disk/recorded-images.ts';
import { expectBytes } from '../formats/expect-bytes.ts';
import { readImage, withFolder, withImage } from './e2fsck-image.ts';
import { describeWithTool } from './tool.ts';

type Tool = (args: readonly string[], input: Uint8Array) => Uint8Array;
const NOTHING = new Uint8Array(0);
const kinds = ['ext4-uboot-64m', 'ext4-64m', 'ext2-8m'] as const satisfies readonly FileSystemKind[];
/** Features a real mke2fs can set, beyond those of the templates. */
const variants: Readonly<Record<string, readonly string[]>> = {
  ext3: ['-t', 'ext3', '-b', '1024'],
  'uninit_bg and 2 KiB blocks': ['-t', 'ext4', '-b', '2048', '-O', '^metadata_csum,uninit_bg,^64bit'],
  meta_bg: ['-t', 'ext4', '-b', '1024', '-O', 'meta_bg,^resize_inode'],
  'orphan_file, metadata_csum_seed, 128-byte inodes': [
    '-t',
    'ext4',
    '-b',
    '1024',
    '-I',
    '128',
    '-O',
    'sparse_super2,orphan_file,metadata_csum_seed',
  ],
  'large_dir, 4 KiB blocks, metadata_csum': ['-t', 'ext4', '-b', '4096', '-O', 'large_dir'],
  'no flex_bg, small groups': ['-t', 'ext4', '-b', '1024', '-g', '1024', '-O', '^flex_bg,^resize_inode'],
  'revision 0': ['-t', 'ext2', '-r', '0'],
};

/** Every line of e2fsck that is not the ordinary course of a check. */
function remarks(e2fsck: Tool, disk: SparseDisk): string[] {
  return withImage(disk, (path) =>
    latin1Text(e2fsck(['-fn', path], NOTHING))
      .split('\n')
      .filter((line) => line !== '' && !/^Pass [1-5]: |: \d+\/\d+ files \(/.test(line)),
  );
}

function apply(disk: SparseDisk, operations: readonly Operation[]) {
  const { fileSystem } = mounted(disk);
  const pair = new Pair(fileSystem);
  for (const step of [...prelude, ...operations]) {
    const [ours, model] = pair.apply(step);
    if (ours === -ENOSPC || (step.do === 'write' && ours > 0 && ours < model)) break;
  }
  return fileSystem;
}

function contentsOf(pair: Pair, path: string): Uint8Array {
  const bytes = pair.fileSystem.read(pair.find(path), 0, 1e9);
  if (typeof bytes === 'number') throw new Error(`${path}: ${bytes}`);
  return bytes;
}

const operations = fc.array(operation, { maxLength: 60, size: 'max' });

describeWithTool('e2fsck', (e2fsck) => {
  test.prop([fc.constantFrom(...kinds), operations], { numRuns: 60 })('accepts what we wrote', (kind, steps) => {
    const disk = newFileSystem(kind);
    apply(disk, steps).unmount();
    expect(remarks(e2fsck, disk)).toEqual([]);
  });

  const fewOperations = fc.array(operation, { maxLength: 25, size: 'max' });
  const cut = fc.tuple(fc.nat(10_000), fc.nat(2 ** 31 - 1));
  test.prop([fc.constantFrom('ext4-uboot-64m' as const, 'ext4-64m' as const), fewOperations, cut], { numRuns: 15 })(
    'recovers what a power cut left as we do',
    (kind, steps, [place, seed]) => {
      const recorded = record(newFileSystem(kind), [...prelude, ...steps]);
      const at = Math.floor((place / 10_001) * (recorded.device.eventCount + 1));
      const cutDisk = recorded.device.cut(at, fates(seed));

      const theirs = withImage(cutDisk, (path) => {
        try {
          e2fsck(['-fy', path], NOTHING);
        } catch (failure) {
          // 1: it corrected something, the journal and the orphans.
          expect((failure as { status: number }).status).toBe(1);
        }
        expect(() => e2fsck(['-fn', path], NOTHING)).not.toThrow();
        return readImage(path);
      });
      const { fileSystem } = mounted(cutDisk);
      if (!recorded.hasOwnCommits) {
        const dump = dumpFileSystem(mounted(theirs, { readOnly: true }).fileSystem);
        expect(complaints(recorded, at, dump)).toEqual([]);
        expect(dumpFileSystem(fileSystem)).toEqual(dump);
      }
      fileSystem.unmount();
      expect(remarks(e2fsck, cutDisk)).toEqual([]);
    },
  );
});

describeWithTool('e2fsck', (e2fsck) => {
  it.each(Object.entries(recordedImages))('accepts what we recovered of an image of Linux: %s', (_, image) => {
    const disk = diskOf(image);
    mounted(disk).fileSystem.unmount();
    expect(remarks(e2fsck, disk)).toEqual([]);
  });
});

describeWithTool('mke2fs', (mke2fs) => {
  describe.each(Object.entries(variants))('%s', (_, args) => {
    const made = withFolder((folder) => {
      const path = join(folder, 'disk.img');
      mke2fs(['-q', '-F', ...args, path, '32M'], NOTHING);
      return readImage(path);
    });
    test.prop([operations], { numRuns: 12 })('e2fsck accepts what we wrote', (steps) => {
      const disk = made.fork();
      apply(disk, steps).unmount();
      expect(remarks((rest) => new Uint8Array(execFileSync('e2fsck', rest as string[])), disk)).toEqual([]);
    });
  });

  it.each(['ext2', 'ext3', 'ext4'])('%s, filled by mke2fs -d, reads equal', (type) => {
    withFolder((folder) => {
      const tree = join(folder, 'tree');
      mkdirSync(join(tree, 'deep', 'er'), { recursive: true });
      mkdirSync(join(tree, 'many'));
      writeFileSync(join(tree, 'empty'), '');
      writeFileSync(join(tree, 'big'), filler(0, 3_000_000));
      writeFileSync(join(tree, 'deep', 'er', 'file'), 'text\n');
      linkSync(join(tree, 'big'), join(tree, 'deep', 'hard link'));
      symlinkSync('empty', join(tree, 'short'));
      symlinkSync(`${'x'.repeat(199)}`, join(tree, 'long'));
      for (let index = 0; index < 1500; index++) writeFileSync(join(tree, 'many', `file number ${index}`), `${index}`);
      const path = join(folder, 'disk.img');
      mke2fs(['-q', '-F', '-t', type, '-d', tree, path, '32M'], NOTHING);
      const { fileSystem } = mounted(readImage(path), { readOnly: true });
      const pair = new Pair(fileSystem);
      const expectContents = (at: string, bytes: Uint8Array) => expectBytes(contentsOf(pair, at), bytes);
      expectContents('/big', filler(0, 3_000_000));
      expectContents('/deep/hard link', filler(0, 3_000_000));
      expectContents('/empty', NOTHING);
      expectContents('/deep/er/file', latin1Bytes('text\n'));
      expect(fileSystem.readlink(pair.find('/short'))).toBe('empty');
      expect(fileSystem.readlink(pair.find('/long'))).toBe('x'.repeat(199));
      const entries = fileSystem.list(pair.find('/many'));
      if (typeof entries === 'number') throw new Error(`${entries}`);
      expect(entries.map(({ name }) => name).sort()).toEqual(['.', '..', ...readdirSync(join(tree, 'many'))].sort());
      for (let index = 0; index < 1500; index += 71) {
        expectContents(`/many/file number ${index}`, latin1Bytes(`${index}`));
      }
    });
  });
});

describeWithTool('debugfs', (debugfs) => {
  it.each(kinds)('reads the bytes we wrote: %s', (kind) => {
    const disk = newFileSystem(kind);
    const pair = new Pair(mounted(disk).fileSystem);
    const sizes = [0, 1, 1023, 1024, 4096, 4097, 100_000, 1_500_000];
    pair.apply({ do: 'mkdir', path: '/d' });
    for (const size of sizes) {
      pair.apply({ do: 'create', path: `/d/f${size}` });
      pair.apply({ do: 'write', path: `/d/f${size}`, offset: 0, length: size });
    }
    pair.apply({ do: 'create', path: '/d/sparse' });
    for (let at = 900_000; at > 0; at -= 60_000)
      pair.apply({ do: 'write', path: '/d/sparse', offset: at, length: 500 });
    pair.apply({ do: 'symlink', path: '/d/link', length: 100 });
    const dump = dumpFileSystem(pair.fileSystem);
    pair.fileSystem.unmount();
    withImage(disk, (path) => {
      withFolder((folder) => {
        debugfs(['-R', `rdump /d ${folder}`, path], NOTHING);
        for (const name of [...sizes.map((size) => `f${size}`), 'sparse']) {
          expectBytes(readFileSync(join(folder, 'd', name)), contentsOf(pair, `/d/${name}`));
        }
      });
      const listed = latin1Text(debugfs(['-R', 'ls -p /d', path], NOTHING))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('/')[5]!);
      expect(listed.sort()).toEqual(['.', '..', 'link', 'sparse', ...sizes.map((size) => `f${size}`)].sort());
      const stat = latin1Text(debugfs(['-R', 'stat /d/f4097', path], NOTHING));
      expect(stat).toMatch(/User: {2}1000 {3}Group: {3}100 {3}(Project: {5}0 {3})?Size: 4097/);
      expect(stat).toContain(`mtime: 0x${someTime.seconds.toString(16)}`);
    });
    expect(dump.size).toBe(sizes.length + 5);
  });
});
