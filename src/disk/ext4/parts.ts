/** The parts of a mounted file system, put together. */
import type { BlockDevice } from '../block-device.ts';
import { Allocator } from './allocator.ts';
import type { MapContext } from './block-map.ts';
import { Directories } from './directories.ts';
import { ExtentTree } from './extent-tree.ts';
import { FileData } from './file-data.ts';
import type { Geometry, Refusal } from './geometry.ts';
import { Groups } from './groups.ts';
import { IndirectMap } from './indirect-map.ts';
import { type Inode, InodeTable } from './inode.ts';
import { Orphans } from './orphans.ts';
import { SuperblockRecord } from './superblock-record.ts';
import { Volume } from './volume.ts';

/** A running transaction this full is committed where the operation allows it. */
const COMMIT_PRESSURE = 0.5;

export interface Parts {
  readonly geometry: Geometry;
  readonly volume: Volume;
  readonly groups: Groups;
  readonly allocator: Allocator;
  readonly inodes: InodeTable;
  readonly files: FileData;
  readonly directories: Directories;
  readonly superblock: SuperblockRecord;
  readonly orphans: Orphans;
}

/** The parts, or why the group descriptors are refused. */
export function assemble(device: BlockDevice, geometry: Geometry): Parts | Refusal {
  const volume = new Volume(geometry, device);
  const groups = new Groups(volume);
  const refusal = groups.load();
  if (refusal !== null) return refusal;
  const allocator = new Allocator(volume, groups);
  const context: MapContext = { volume, groups, allocator };
  const inodes = new InodeTable(volume, groups);
  const superblock = new SuperblockRecord(volume, groups);
  const orphans = new Orphans(inodes, superblock);
  // A commit between the steps of cutting a file off: the list of orphans says that it is not finished.
  const pause = (cutting: Inode | null): void => {
    if (volume.pressure < COMMIT_PRESSURE) return;
    if (cutting !== null) orphans.add(cutting);
    volume.commit();
  };
  const maps = { extents: new ExtentTree(context), indirect: new IndirectMap(context) };
  const files = new FileData(context, maps, pause);
  const directories = new Directories(context, files);
  // Counters go to the descriptors before the inodes are sealed and the superblock is looked at.
  volume.beforeCommit.unshift(() => groups.store());
  return { geometry, volume, groups, allocator, inodes, files, directories, superblock, orphans };
}
