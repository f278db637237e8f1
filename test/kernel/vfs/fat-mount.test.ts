/** FAT on a block device as a kernel mounts it: options as shown, what is said and refused, what a reset leaves. */
import { expect, test } from 'vitest';
import { newFileSystem } from '../../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../../src/disk/sparse-disk.ts';
import { O_CREAT, O_WRONLY } from '../../../src/shell/posix.ts';
import { latin1Bytes } from '../../../src/sim/bytes.ts';
import { EINVAL, EPERM } from '../../../src/sim/errno.ts';
import { contents, directory, TestSystem } from '../process/user-space-harness.ts';

function systemWith(disk: SparseDisk): TestSystem {
  const system = new TestSystem({
    entries: [
      directory('/mnt'),
      { path: '/dev/vda1', mode: 0o060600, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 }, device: 0xfd01 },
    ],
    options: { disks: [{ name: 'vda1', major: 253, minor: 1, device: disk }] },
  });
  system.userSpace.start();
  return system;
}

const mount = (system: TestSystem, data: string) =>
  system.now((calls) => calls.mount('/dev/vda1', '/mnt', 'vfat', [], data));

function newDisk(): SparseDisk {
  return newFileSystem('fat16-32m');
}

test('owners and modes come from the options; what FAT has not is refused', () => {
  const system = systemWith(newDisk());
  expect(mount(system, 'uid=7,umask=077')).toBe(0);
  const made = system.now(function* (calls) {
    const fd = calls.open('/mnt/Long name.txt', O_WRONLY | O_CREAT);
    yield* calls.write(fd, latin1Bytes('hello'));
    calls.close(fd);
    const status = calls.stat('/mnt/Long name.txt');
    const link = calls.symlink('x', '/mnt/link');
    return typeof status === 'number' ? status : [status.uid, status.mode.toString(8), link];
  });
  expect(made).toEqual([7, '100700', -EPERM]);
});

test('unknown options and volumes that are none are refused with a word in the log', () => {
  expect(mount(systemWith(newDisk()), 'umask=999')).toBe(-EINVAL);
  expect(mount(systemWith(newDisk()), 'nosuch')).toBe(-EINVAL);
  expect(mount(systemWith(newFileSystem('ext4-64m')), '')).toBe(-EINVAL);
});

test('what was synced outlives a reset, and the next mount knows that it was not unmounted', () => {
  const disk = newDisk();
  const system = systemWith(disk);
  expect(mount(system, '')).toBe(0);
  system.now(function* (calls) {
    const fd = calls.open('/mnt/file', O_WRONLY | O_CREAT);
    yield* calls.write(fd, latin1Bytes('kept'));
    yield* calls.fsync(fd);
    const later = calls.open('/mnt/lost', O_WRONLY | O_CREAT);
    yield* calls.write(later, latin1Bytes('lost'));
    return 0;
  });
  const next = systemWith(disk.fork());
  expect(mount(next, '')).toBe(0);
  expect(next.now((calls) => contents(calls, '/mnt/file'))).toBe('kept');
  expect(next.now((calls) => contents(calls, '/mnt/lost'))).toBe(-2);
  expect(next.log.some((line) => line.includes('Volume was not properly unmounted'))).toBe(true);
});
