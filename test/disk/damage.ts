/** A file system with something of everything, to be damaged, and everything a user could do with it. */
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { S_IFDIR, S_IFMT, S_IFREG } from '../../src/shell/posix.ts';
import { mounted, someTime } from './mounted.ts';
import { Pair } from './operations.ts';
import { RecordingDevice } from './power-cut.ts';

const SECTOR = 512;
const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time: someTime };

/** A file system with something of everything, with or without a journal to replay; and the sectors that hold metadata. */
export function filled(kind: 'ext4-uboot-64m' | 'ext4-64m' | 'ext2-8m', isDirty: boolean) {
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
export function useAll(fileSystem: DiskFileSystem): void {
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
