/** What a machine starts with: its disk, and the boot medium that a loader reads. */
import { SECTOR_BYTES } from '../disk/block-device.ts';
import { SparseDisk } from '../disk/sparse-disk.ts';
import type { BootMedium } from '../hardware/boot-medium.ts';
import { DiskDrive } from '../hardware/disk-drive.ts';
import { utf8ToLatin1 } from '../sim/bytes.ts';
import { bootFiles } from './boot-files.ts';
import type { MachineOptions } from './machine.ts';

export interface StartingPoint {
  readonly drive: DiskDrive | null;
  readonly medium: BootMedium | null;
}

export function startingPoint(options: MachineOptions): StartingPoint {
  const { board, kernel, deviceTree } = options;
  if (kernel === null) return { drive: null, medium: null };
  const commandLine = utf8ToLatin1(options.commandLine ?? board.defaultCommandLine);
  const medium = bootFiles({ board, kernel, commandLine, deviceTree });
  if ((options.userland ?? null) === null || board.disk === null) return { drive: null, medium };
  const { readBytesPerSecond, writeBytesPerSecond, requestNs, sizeBytes } = board.disk;
  const disk = options.disk?.fork() ?? new SparseDisk(sizeBytes / SECTOR_BYTES);
  return { drive: new DiskDrive(disk, { readBytesPerSecond, writeBytesPerSecond, requestNs }), medium };
}
