/** What every file system type on block devices is given. */
import type { BlockDevice } from '../../disk/block-device.ts';
import type { Timespec } from '../../shell/posix.ts';
import type { DiskEnvironment, DiskSuperBlock } from './disk-superblock.ts';

/** A block device as a file system finds it by its number. */
export interface MountableDevice {
  readonly name: string;
  readonly device: BlockDevice;
  readonly busyNs: () => number;
}

export interface DiskTypeOptions {
  readonly environment: DiskEnvironment;
  readonly now: () => Timespec;
  readonly deviceAt: (rdev: number) => MountableDevice | undefined;
  /** All superblocks on devices, of all types: a device is mounted once. */
  readonly mounted: Map<number, DiskSuperBlock>;
  /** A driver has the device for itself. */
  readonly isClaimed: (rdev: number) => boolean;
}
