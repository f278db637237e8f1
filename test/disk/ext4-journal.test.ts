/** What the journal is for, case by case: revoked blocks, escaped blocks, a log that wraps, orphans, the ways to recover. */
import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/disk/ext4/journal.ts';
import { JournalLog } from '../../src/disk/ext4/journal-log.ts';
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { JOURNAL_MAGIC } from '../../src/formats/jbd2.ts';
import { S_IFREG } from '../../src/shell/posix.ts';
import { EROFS } from '../../src/sim/errno.ts';
import { expectBytes } from '../formats/expect-bytes.ts';
import { mounted, partsOf, someTime } from './mounted.ts';
import { filler } from './operations.ts';
import { fates, RecordingDevice } from './power-cut.ts';

const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time: someTime };
const whole = () => 'whole' as const;

describe.each(['ext4-uboot-64m', 'ext4-64m'] as const)('the journal of %s', (kind) => {
  it('does not bring back a block of a directory that holds data now', () => {
    const device = new RecordingDevice(newFileSystem(kind));
    const { fileSystem } = mounted(device);
    const folders = Array.from({ length: 20 }, (_, index) => {
      const ino = fileSystem.mkdir(2, `d${index}`, made);
      for (let file = 0; file < 60; file++)
        fileSystem.create(ino, `a file with a rather long name, number ${file}`, made);
      return ino;
    });
    fileSystem.commit();
    for (const [index, folder] of folders.entries()) {
      for (let file = 0; file < 60; file++) {
        const name = `a file with a rather long name, number ${file}`;
        const ino = fileSystem.lookup(folder, name);
        fileSystem.unlink(folder, name, someTime);
        fileSystem.forget(ino, someTime);
      }
      expect(fileSystem.rmdir(2, `d${index}`, someTime)).toBe(0);
      fileSystem.forget(folder, someTime);
    }
    fileSystem.commit();
    // Enough to take every block the directories had.
    const { blocksFree, blockBytes } = fileSystem.usage();
    const ino = fileSystem.create(2, 'data', made);
    const bytes = filler(0, Math.floor(blocksFree * 0.97) * blockBytes);
    expect(fileSystem.write(ino, 0, bytes, someTime)).toBe(bytes.length);
    fileSystem.commit();
    const after = mounted(device.cut(device.eventCount, whole));
    expect(after.report.recovered).toBe(true);
    const read = after.fileSystem.read(after.fileSystem.lookup(2, 'data'), 0, bytes.length);
    if (typeof read === 'number') throw new Error(`${read}`);
    expectBytes(read, bytes);
  });

  it('keeps a block that begins like one of its own', () => {
    const device = new RecordingDevice(newFileSystem(kind));
    const parts = partsOf(device);
    const log = JournalLog.open(parts);
    if ('errno' in log) throw new Error(log.message);
    const journal = new Journal(log);
    journal.useFeaturesOf(parts.geometry.has);
    parts.volume.store = journal;
    parts.superblock.markMounted(1, true);
    const { block } = parts.allocator.takeBlocks(0, 1, 'map');
    const contents = filler(7, parts.geometry.blockBytes);
    new DataView(contents.buffer).setUint32(0, JOURNAL_MAGIC);
    parts.volume.fresh(block, 'a test').bytes.set(contents);
    parts.volume.commit();
    const inLog = Array.from({ length: 20 }, (_, logical) => log.read(logical));
    const copy = contents.slice();
    copy.fill(0, 0, 4);
    expect(inLog.some((bytes) => Buffer.compare(bytes, copy) === 0)).toBe(true);
    const recovered = device.cut(device.eventCount, whole);
    mounted(recovered);
    expectBytes(partsOf(recovered).volume.readData(block, 1), contents);
  });

  it('goes round its log many times', () => {
    const device = new RecordingDevice(newFileSystem(kind));
    const { fileSystem } = mounted(device);
    const endOf: number[] = [];
    const rounds = 700;
    for (let round = 0; round < rounds; round++) {
      fileSystem.create(2, `f${round}`, made);
      if (round > 0) {
        const ino = fileSystem.lookup(2, `f${round - 1}`);
        fileSystem.unlink(2, `f${round - 1}`, someTime);
        fileSystem.forget(ino, someTime);
      }
      fileSystem.commit();
      endOf.push(device.eventCount);
    }
    const check = (at: number, seed: number): void => {
      const last = endOf.findLastIndex((end) => end <= at);
      const names = namesIn(device.cut(at, fates(seed)));
      const allowed = [last, last + 1].map((round) => (round < 0 ? [] : [`f${round}`]));
      expect(allowed).toContainEqual(names);
    };
    for (let cut = 0; cut < 40; cut++) check(Math.floor((device.eventCount * (cut + 1)) / 41), cut * 7919 + 1);
    // The commits that also put blocks in place are the long ones.
    const lengths = endOf.map((end, round) => end - (endOf[round - 1] ?? 0));
    const long = lengths.map((length, round) => ({ length, round })).filter(({ length }) => length > 6);
    expect(long.length).toBeGreaterThan(0);
    for (const { round } of long.slice(-1)) {
      for (let at = endOf[round - 1]!; at <= endOf[round]!; at++) {
        for (let seed = 1; seed <= 3; seed++) check(at, seed * 104_729);
      }
    }
  });

  it('finishes orphans, and tells how many', () => {
    const device = new RecordingDevice(newFileSystem(kind));
    const { fileSystem } = mounted(device);
    const before = fileSystem.usage();
    for (const name of ['one', 'two', 'three']) {
      const ino = fileSystem.create(2, name, made);
      fileSystem.write(ino, 0, filler(0, 200_000), someTime);
    }
    fileSystem.commit();
    for (const name of ['two', 'one', 'three']) expect(fileSystem.unlink(2, name, someTime)).toBe(0);
    fileSystem.commit();
    expect(fileSystem.usage().inodesFree).toBe(before.inodesFree - 3);
    const after = mounted(device.cut(device.eventCount, whole));
    expect(after.report).toMatchObject({ recovered: true, orphansDeleted: 3, orphansTruncated: 0 });
    expect(after.fileSystem.usage()).toEqual(before);
  });

  it('is replayed onto the device, into memory, or not at all', () => {
    const device = new RecordingDevice(newFileSystem(kind));
    const { fileSystem } = mounted(device);
    fileSystem.create(2, 'made', made);
    fileSystem.commit();
    const dirty = device.cut(device.eventCount, whole);
    const untouched = dirty.hash();
    const seen = (disk: SparseDisk, recovery: 'replay' | 'memory' | 'ignore') => {
      const { fileSystem: found, report } = mounted(disk, { readOnly: true, recovery });
      expect(found.create(2, 'x', made)).toBe(-EROFS);
      return [found.lookup(2, 'made') > 0, report.recovered];
    };
    expect(seen(dirty, 'memory')).toEqual([true, true]);
    expect(seen(dirty, 'ignore')).toEqual([false, false]);
    expect(dirty.hash()).toBe(untouched);
    expect(mountExt4(dirty, { time: someTime, recovery: 'ignore' })).toMatchObject({ errno: -EROFS });
    expect(seen(dirty, 'replay')).toEqual([true, true]);
    expect(seen(dirty, 'ignore')).toEqual([true, false]);
  });
});

function namesIn(disk: SparseDisk): string[] {
  const listed = mounted(disk).fileSystem.list(2);
  if (typeof listed === 'number') throw new Error(`${listed}`);
  return listed.map(({ name }) => name).filter((name) => name.startsWith('f'));
}
