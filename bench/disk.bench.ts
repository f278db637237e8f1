/**
 * The file-system engine in memory: mounting, making many small files, reading a large one. No peer runs in-process.
 *
 * Figures are the least of many rounds: what else the host does only adds.
 */
import { mountExt4 } from '../src/disk/ext4/mount.ts';
import { newFileSystem } from '../src/disk/new-file-system.ts';
import { populate, type TreeFile } from '../src/disk/populate.ts';
import type { SparseDisk } from '../src/disk/sparse-disk.ts';
import { S_IFDIR, S_IFREG } from '../src/shell/posix.ts';
import type { BenchReport } from './report.ts';

const ROUNDS = 31;
const BIG_FILE_BYTES = 5_000_000;
const time = { seconds: 1_709_294_400n, nanoseconds: 0 };
const made = { mode: S_IFREG | 0o644, uid: 0, gid: 0, time };

export async function run(report: BenchReport): Promise<void> {
  for (const kind of ['ext4-uboot-256m', 'ext4-64m'] as const) {
    const disk = newFileSystem(kind);
    const mount = least(() => {
      const fork = disk.fork();
      return () => fileSystemOf(fork);
    });
    report.row(`mount ${kind}`, `${mount.toFixed(2)} ms`, 'none', null, '<= 1 ms', mount <= 1);
    const create = least(() => {
      const fileSystem = fileSystemOf(disk.fork());
      return () => {
        const folder = fileSystem.mkdir(2, 'folder', made);
        for (let index = 0; index < 1000; index++) {
          const ino = fileSystem.create(folder, `file-with-a-name-${index}`, made);
          fileSystem.write(ino, 0, new Uint8Array(100 + index).fill(index), time);
        }
        fileSystem.commit();
      };
    });
    report.row(`1,000 small files on ${kind}`, `${create.toFixed(1)} ms`, 'none', null, '<= 30 ms', create <= 30);
    const tree = someTree();
    const fill = least(() => {
      const fileSystem = fileSystemOf(disk.fork(), false);
      return () => {
        populate(fileSystem, tree);
        fileSystem.unmount();
      };
    });
    report.row(`a root of 600 files on ${kind}`, `${fill.toFixed(1)} ms`, 'none', null, '<= 40 ms', fill <= 40);
    const fileSystem = fileSystemOf(disk.fork());
    const ino = fileSystem.create(2, 'big', made);
    fileSystem.write(ino, 0, new Uint8Array(BIG_FILE_BYTES).fill(7), time);
    const read = least(() => () => fileSystem.read(ino, 0, BIG_FILE_BYTES));
    const rate = BIG_FILE_BYTES / 1e6 / (read / 1e3);
    report.row(`read 5 MB on ${kind}`, `${rate.toFixed(0)} MB/s`, 'none', null, '>= 500 MB/s', rate >= 500);
  }
}

function fileSystemOf(disk: SparseDisk, journaled = true) {
  const mounted = mountExt4(disk, { time, journaled });
  if ('errno' in mounted) throw new Error(mounted.message);
  return mounted.fileSystem;
}

function someTree(): TreeFile[] {
  const files: TreeFile[] = [];
  for (let folder = 0; folder < 20; folder++) {
    files.push({ path: `folder${folder}`, mode: S_IFDIR | 0o755, uid: 0, gid: 0, mtime: time });
    for (let file = 0; file < 30; file++) {
      const content = new Uint8Array(200 + file * 150).fill(file);
      files.push({ path: `folder${folder}/file${file}`, mode: S_IFREG | 0o644, uid: 0, gid: 0, mtime: time, content });
    }
  }
  return files;
}

/** The least milliseconds of what `prepare` gives back. */
function least(prepare: () => () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const work = prepare();
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
