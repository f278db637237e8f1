/** Files on an ext4 disk: what a reset leaves depends on what was written back, and when. */
import { describe, expect, test } from 'vitest';
import { newFileSystem } from '../../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../../src/disk/sparse-disk.ts';
import type { SystemCalls } from '../../../src/kernel/process/system-calls.ts';
import { type Blocking, O_CREAT, O_TRUNC, O_WRONLY } from '../../../src/shell/posix.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { contents, directory, TestSystem } from '../process/user-space-harness.ts';

function systemWith(disk: SparseDisk, patchlevel = 1): TestSystem {
  const system = new TestSystem({
    entries: [
      directory('/mnt'),
      { path: '/dev/vda1', mode: 0o060600, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 }, device: 0xfd01 },
    ],
    options: {
      version: { major: 6, patchlevel },
      disks: [{ name: 'vda1', major: 253, minor: 1, device: disk }],
    },
  });
  system.userSpace.start();
  expect(system.now((calls) => calls.mount('/dev/vda1', '/mnt', 'ext4', [], ''))).toBe(0);
  return system;
}

function* put(calls: SystemCalls, path: string, text: string): Blocking<number> {
  const fd = calls.open(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (fd < 0) return fd;
  const written = yield* calls.write(fd, latin1Bytes(text));
  calls.close(fd);
  return written;
}

/** What the next boot finds under a name. */
function afterReset(disk: SparseDisk, path: string): string | number {
  return systemWith(disk).now((calls) => contents(calls, path)) as string | number;
}

const newDisk = () => newFileSystem('ext4-64m');

describe('unsynced data are lost as on a real machine', () => {
  test('a new file is gone at once after the reset, empty after the commit, whole after the expiry', () => {
    const disk = newDisk();
    const system = systemWith(disk);
    expect(system.now((calls) => put(calls, '/mnt/file', 'hello\n'))).toBe(6);
    expect(system.now((calls) => contents(calls, '/mnt/file'))).toBe('hello\n');
    expect(afterReset(disk.fork(), '/mnt/file')).toBe(-2);
    system.run(6);
    expect(afterReset(disk.fork(), '/mnt/file')).toBe('');
    system.run(41);
    expect(afterReset(disk.fork(), '/mnt/file')).toBe('hello\n');
  });

  test('an idle machine has no timers', () => {
    const system = systemWith(newDisk());
    system.now((calls) => put(calls, '/mnt/file', 'hello\n'));
    system.run(60);
    // Init sleeps; nothing else is to come.
    expect(system.clock.snapshot().queue.length).toBe(1);
  });

  test('sync and fsync keep', () => {
    const disk = newDisk();
    const system = systemWith(disk);
    system.now((calls) => put(calls, '/mnt/file', 'hello\n'));
    expect(system.now((calls) => calls.sync())).toBe(0);
    expect(afterReset(disk.fork(), '/mnt/file')).toBe('hello\n');
    system.now(function* (calls) {
      const fd = calls.open('/mnt/other', O_WRONLY | O_CREAT);
      yield* calls.write(fd, latin1Bytes('there'));
      return yield* calls.fsync(fd);
    });
    expect(afterReset(disk.fork(), '/mnt/other')).toBe('there');
  });

  test('a file cut to nothing and written anew is written at its close, and kept by the next commit', () => {
    const disk = newDisk();
    const system = systemWith(disk);
    system.now((calls) => put(calls, '/mnt/file', 'old\n'));
    system.now((calls) => calls.sync());
    system.now((calls) => put(calls, '/mnt/file', 'new contents\n'));
    expect(afterReset(disk.fork(), '/mnt/file')).toBe('old\n');
    system.run(6);
    expect(afterReset(disk.fork(), '/mnt/file')).toBe('new contents\n');
  });

  test('unmounting writes everything; a deleted open file lives until it is closed', () => {
    const disk = newDisk();
    const system = systemWith(disk);
    const free = system.now(function* (calls) {
      yield* calls.sync();
      const before = calls.statfs('/mnt');
      const fd = calls.open('/mnt/gone', O_WRONLY | O_CREAT);
      yield* calls.write(fd, new Uint8Array(100_000));
      yield* calls.unlink('/mnt/gone');
      yield* calls.sync();
      const during = calls.statfs('/mnt');
      calls.close(fd);
      yield* calls.sync();
      const after = calls.statfs('/mnt');
      return [before, during, after].map((status) => (typeof status === 'number' ? status : status.bfree));
    }) as number[];
    // Blocks of 1 KiB.
    expect(free[0]! - free[1]!).toBe(98);
    expect(free[2]).toBe(free[0]);
    system.now((calls) => put(calls, '/mnt/file', 'hello\n'));
    expect(system.now((calls) => calls.umount('/mnt'))).toBe(0);
    expect(system.log).toEqual([
      'EXT4-fs (vda1): mounted filesystem with ordered data mode. Quota mode: none.',
      'EXT4-fs (vda1): unmounting filesystem.',
    ]);
    const again = systemWith(disk, 12);
    expect(again.now((calls) => contents(calls, '/mnt/file'))).toBe('hello\n');
    expect(again.log[0]).toMatch(
      /^EXT4-fs \(vda1\): mounted filesystem [0-9a-f-]{36} r\/w with ordered data mode\. Quota mode: none\.$/,
    );
  });

  test('recovery is told', () => {
    const disk = newDisk();
    const system = systemWith(disk);
    system.now((calls) => put(calls, '/mnt/file', 'hello\n'));
    system.now((calls) => calls.sync());
    expect(systemWith(disk.fork()).log[0]).toBe('EXT4-fs (vda1): recovery complete');
  });
});

describe('a full disk', () => {
  test('writes end with -ENOSPC and what was taken is kept', () => {
    const system = systemWith(newDisk());
    const piece = new Uint8Array(1 << 20).fill(7);
    const [taken, error, size] = system.now(function* (calls) {
      const fd = calls.open('/mnt/big', O_WRONLY | O_CREAT);
      let total = 0;
      for (;;) {
        const written = yield* calls.write(fd, piece);
        if (written < 0) {
          const status = calls.fstat(fd);
          const synced = yield* calls.fsync(fd);
          return [total, written, typeof status === 'number' ? status : status.size, synced];
        }
        total += written;
      }
    }) as number[];
    expect(error).toBe(-28);
    expect(taken).toBe(size);
    expect(taken).toBeGreaterThan(40 << 20);
    expect(system.log.filter((line) => line.includes('lost'))).toEqual([]);
  });
});

test('who syncs waits for the disk, whatever signal comes; a call from outside takes the time at once', () => {
  let busyNs = 5e8;
  const seen: unknown[] = [];
  const disk = newDisk();
  const system = new TestSystem({
    *init(calls) {
      const pid = calls.fork(function* (child) {
        child.signal(15, 'catch');
        const before = child.clockMonotonic();
        yield* child.sync();
        seen.push(child.clockMonotonic() - before >= 5e8, child.takeSignal());
        return 0;
      });
      yield* calls.sleep(1e8);
      seen.push(system.userSpace.processes.find(pid)!.state);
      yield* calls.kill(pid, 15);
      yield* calls.wait(pid);
      for (;;) yield* calls.sleep(1e15);
    },
    entries: [
      directory('/mnt'),
      { path: '/dev/vda1', mode: 0o060600, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 }, device: 0xfd01 },
    ],
    options: { disks: [{ name: 'vda1', major: 253, minor: 1, device: disk, busyNs: () => busyNs }] },
  });
  system.now((calls) => calls.mount('/dev/vda1', '/mnt', 'ext4', [], ''));
  system.userSpace.start();
  system.run(2);
  expect(seen).toEqual(['D', true, 15]);
  busyNs = 1e9;
  const before = system.time.now();
  expect(system.now((calls) => calls.sync())).toBe(0);
  expect(system.time.now() - before).toBeGreaterThanOrEqual(1e9);
});
