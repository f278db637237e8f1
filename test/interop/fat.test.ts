/** fsck.fat finds nothing to complain about, and mtools and our engine read each other's files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { mountFat } from '../../src/disk/fat/fat-file-system.ts';
import { type FileSystemKind, newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { latin1Text, utf8ToLatin1 } from '../../src/sim/bytes.ts';
import { ENOSPC } from '../../src/sim/errno.ts';
import { fatOperation, fatPrelude } from '../disk/fat-operations.ts';
import { someTime } from '../disk/mounted.ts';
import { filler, Pair } from '../disk/operations.ts';
import { expectBytes } from '../formats/expect-bytes.ts';
import { readImage, withFolder, withImage } from './e2fsck-image.ts';
import { describeWithTool } from './tool.ts';

type Tool = (args: readonly string[], input: Uint8Array) => Uint8Array;
const NOTHING = new Uint8Array(0);
const kinds = ['fat12-1440k', 'fat16-32m', 'fat32-64m'] as const satisfies readonly FileSystemKind[];

function mounted(disk: SparseDisk) {
  const result = mountFat(disk, { time: someTime });
  if ('errno' in result) throw new Error(result.message);
  return result.fileSystem;
}

describeWithTool('fsck.fat', (fsck) => {
  const operations = fc.array(fatOperation, { maxLength: 60, size: 'max' });
  test.prop([fc.constantFrom(...kinds), operations], { numRuns: 60 })('accepts what we wrote', (kind, steps) => {
    const disk = newFileSystem(kind);
    const pair = new Pair(mounted(disk));
    for (const step of [...fatPrelude, ...steps]) {
      const [ours, model] = pair.apply(step);
      if (ours === -ENOSPC || (step.do === 'write' && ours > 0 && ours < model)) break;
    }
    pair.fileSystem.unmount();
    withImage(disk, (path) => {
      const lines = latin1Text(fsck(['-n', path], NOTHING))
        .trim()
        .split('\n');
      expect(lines.map((line) => line.replace(path, 'IMAGE').replace(/\d+/g, 'N'))).toEqual([
        'fsck.fat N.N (N-N-N)',
        'IMAGE: N files, N/N clusters',
      ]);
    });
  });
});

describeWithTool('mcopy', (mcopy) => {
  describeWithTool('mdir', (mdir) => {
    describeWithTool('mmd', (mmd) => exchange({ mcopy, mdir, mmd }));
  });
});

function exchange({ mcopy, mdir, mmd }: Readonly<Record<'mcopy' | 'mdir' | 'mmd', Tool>>): void {
  const contents = filler(3, 70_000);
  const names = ['README.TXT', 'a long name, with commas.text', 'lower.txt', 'Mixed.Case', 'x'.repeat(120)];

  it.each(kinds)('reads what we wrote: %s', (kind) => {
    const disk = newFileSystem(kind);
    const fileSystem = mounted(disk);
    const made = { mode: 0o100644, uid: 0, gid: 0, time: someTime };
    const folder = fileSystem.mkdir(1, 'a folder', made);
    for (const name of names) fileSystem.write(fileSystem.create(folder, name, made), 0, contents, someTime);
    fileSystem.unmount();
    withImage(disk, (path) => {
      for (const name of names) expectBytes(mcopy(['-n', '-i', path, `::a folder/${name}`, '-'], NOTHING), contents);
      const listed = latin1Text(mdir(['-i', path, '-b', '::a folder'], NOTHING));
      expect(listed.trim().split('\n').sort()).toEqual(names.map((name) => `::/a folder/${name}`).sort());
    });
  });

  it.each(kinds)('writes what we read: %s', (kind) => {
    withFolder((folder) => {
      const source = join(folder, 'source');
      writeFileSync(source, contents);
      const disk = withImage(newFileSystem(kind), (path) => {
        mmd(['-i', path, '::made by mtools'], NOTHING);
        for (const name of names) mcopy(['-n', '-i', path, source, `::made by mtools/${name}`], NOTHING);
        return readImage(path);
      });
      const fileSystem = mounted(disk);
      const directory = fileSystem.lookup(1, 'made by mtools');
      const entries = fileSystem.list(directory);
      if (typeof entries === 'number') throw new Error(`${entries}`);
      expect(entries.map(({ name }) => name)).toEqual(['.', '..', ...names.map(utf8ToLatin1)]);
      for (const name of names) {
        const read = fileSystem.read(fileSystem.lookup(directory, name), 0, 1e6);
        if (typeof read === 'number') throw new Error(`${name}: ${read}`);
        expectBytes(read, contents);
      }
    });
  });
}
