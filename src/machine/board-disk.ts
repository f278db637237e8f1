/**
 * What a machine starts with: its disk, and the boot medium that a loader reads.
 *
 * A disk has a partition with an ext4 that U-Boot can read and write too, and, where it was asked for, one with nothing; the files on it are those of `rootTree`. Disks are
 * made once for each board, kernel and user land; machines get copies that share their pages.
 */
import { SECTOR_BYTES } from '../disk/block-device.ts';
import { mountExt4 } from '../disk/ext4/mount.ts';
import { type PartitionEntry, writeMbr } from '../disk/mbr.ts';
import { newFileSystem } from '../disk/new-file-system.ts';
import { slice } from '../disk/partition.ts';
import { populate, type TreeFile } from '../disk/populate.ts';
import { SparseDisk } from '../disk/sparse-disk.ts';
import type { BootMedium } from '../hardware/boot-medium.ts';
import { DiskDrive } from '../hardware/disk-drive.ts';
import { rootTree } from '../kernel/userland/root-tree.ts';
import type { BoardProfile, DiskProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { assert } from '../sim/assert.ts';
import { utf8ToLatin1 } from '../sim/bytes.ts';
import { boardDeviceTree } from './board-device-tree.ts';
import { bootFiles, kernelImage } from './boot-files.ts';
import { diskBootMedium } from './disk-boot-medium.ts';
import type { MachineOptions } from './machine-options.ts';

export interface StartingPoint {
  readonly drive: DiskDrive | null;
  readonly disk: SparseDisk | null;
  readonly medium: BootMedium | null;
}

/** MBR type of a Linux file system. */
const PARTITION_TYPE_LINUX = 0x83;
/** Data without a file system. */
const PARTITION_TYPE_DATA = 0xda;
/** Signature of the partition table: makes the PARTUUID. */
const DISK_SIGNATURE = 0x4c415354;
const FILE_SYSTEM = 'ext4-uboot-256m';

export function startingPoint(options: MachineOptions): StartingPoint {
  const { board, kernel, deviceTree, userland = null } = options;
  if (kernel === null) return { drive: null, disk: null, medium: null };
  const hasDisk = userland !== null && board.disk !== null;
  const isOnDisk = userland === 'gnu' || board.collector !== undefined;
  const ownLine = hasDisk && isOnDisk ? board.disk.commandLine : board.defaultCommandLine;
  const commandLine = utf8ToLatin1(options.commandLine ?? ownLine);
  const files = bootFiles({ board, kernel, commandLine, deviceTree });
  if (!hasDisk) return { drive: null, disk: null, medium: files };
  const { readBytesPerSecond, writeBytesPerSecond, requestNs, partitionStart } = board.disk;
  const disk = options.disk?.fork() ?? boardDisk(board, board.disk, kernel, userland, deviceTree);
  const drive = new DiskDrive(disk, { readBytesPerSecond, writeBytesPerSecond, requestNs });
  // Without a loader the platform starts the kernel from outside: the disk is not asked.
  if (board.bootloader === 'none') return { drive, disk, medium: files };
  const template = kernelImage(kernel, board);
  const medium = diskBootMedium({
    disk,
    partitionStart,
    deviceTreeName: `${board.name}.dtb`,
    commandLine: options.commandLine === undefined ? null : commandLine,
    kernelTemplate: template,
  });
  return { drive, disk, medium };
}

/** A raw image, as a disk; what is missing in its last sector is zero. */
export function readDiskImage(image: Uint8Array): SparseDisk {
  return SparseDisk.fromBytes(image);
}

const disks = new Map<string, SparseDisk>();

function boardDisk(
  board: BoardProfile,
  profile: DiskProfile,
  kernel: KernelProfile,
  userland: 'gnu' | 'busybox',
  ownTree: Uint8Array | undefined,
): SparseDisk {
  const key = `${board.name} ${board.bootloader} ${kernel.release} ${userland} ${JSON.stringify(board.collector ?? null)} ${profile.sizeBytes}`;
  if (ownTree !== undefined) return makeDisk(board, profile, kernel, userland, ownTree);
  let disk = disks.get(key);
  if (disk === undefined) {
    disk = makeDisk(board, profile, kernel, userland, boardDeviceTree(board));
    disks.set(key, disk);
  }
  return disk.fork();
}

function makeDisk(
  board: BoardProfile,
  profile: DiskProfile,
  kernel: KernelProfile,
  userland: 'gnu' | 'busybox',
  deviceTree: Uint8Array | null,
): SparseDisk {
  const disk = new SparseDisk(profile.sizeBytes / SECTOR_BYTES);
  const template = newFileSystem(FILE_SYSTEM);
  const partition: PartitionEntry = {
    number: 1,
    isActive: true,
    type: PARTITION_TYPE_LINUX,
    start: profile.partitionStart,
    count: template.sectorCount,
  };
  const { sizeBytes, spareBytes = 0 } = profile;
  const spare: PartitionEntry = {
    number: 2,
    isActive: false,
    type: PARTITION_TYPE_DATA,
    start: (sizeBytes - spareBytes) / SECTOR_BYTES,
    count: spareBytes / SECTOR_BYTES,
  };
  const partitions = spareBytes === 0 ? [partition] : [partition, spare];
  writeMbr(disk, { signature: DISK_SIGNATURE, partitions });
  const place = slice(disk, partition.start, partition.count);
  for (const { sector, bytes } of template.ranges()) place.write(sector, bytes);
  const time = { seconds: BigInt(board.rtcEpochSeconds), nanoseconds: 0 };
  const mounted = mountExt4(place, { time, journaled: false });
  assert(!('errno' in mounted), `the root file system of ${board.name} cannot be mounted`);
  const tree = rootTree({ board, kernel, userland, deviceTree, kind: 'disk' });
  const filled = populate(mounted.fileSystem, tree.map(treeFile));
  assert(filled.errno === 0, `the root file system of ${board.name}: ${filled.path} gives ${filled.errno}`);
  mounted.fileSystem.unmount();
  return disk;
}

function treeFile(entry: ReturnType<typeof rootTree>[number]): TreeFile {
  const { path, mode, uid, gid, mtime, content, link, rdev } = entry;
  return {
    path: path.slice(1),
    mode,
    uid,
    gid,
    mtime: { seconds: BigInt(mtime), nanoseconds: 0 },
    ...(content === undefined ? {} : { content: content() }),
    ...(link === undefined ? {} : { link }),
    ...(rdev === undefined ? {} : { device: rdev }),
  };
}
