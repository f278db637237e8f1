/** Disk images as files, for tools that want a path. */
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECTOR_BYTES } from '../../src/disk/block-device.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';

/** Gives `work` the path of a sparse file with the disk's contents. */
export function withImage<T>(disk: SparseDisk, work: (path: string) => T): T {
  return withFolder((folder) => {
    const path = join(folder, 'disk.img');
    writeFileSync(path, '');
    truncateSync(path, disk.sectorCount * SECTOR_BYTES);
    const file = openSync(path, 'r+');
    for (const { sector, bytes } of disk.ranges()) writeSync(file, bytes, 0, bytes.length, sector * SECTOR_BYTES);
    closeSync(file);
    return work(path);
  });
}

export function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'lastwords-disk-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function readImage(path: string): SparseDisk {
  return SparseDisk.fromBytes(readFileSync(path));
}
