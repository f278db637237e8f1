/**
 * The board's disk as the kernel finds it: what the driver says, the partitions, and block devices for the VFS.
 *
 * Mirrors Linux v6.1 `block/partitions/core.c` (the line of partitions) and the drivers' own lines, which the board's profile has.
 */
import type { BlockDevice } from '../disk/block-device.ts';
import { type PartitionEntry, readMbr } from '../disk/mbr.ts';
import { slice } from '../disk/partition.ts';
import type { DiskDrive, TimedBlockDevice } from '../hardware/disk-drive.ts';
import type { DiskProfile } from '../profiles/board.ts';
import type { PrintkFunction } from './crash/crash-environment.ts';
import type { KernelTime } from './kernel-time.ts';
import { KERN_INFO } from './printk/levels.ts';
import type { BlockDeviceView, PartitionView } from './procfs/services.ts';
import type { BlockDeviceNode } from './user-space-options.ts';

const NO_STATISTICS = { reads: 0, readSectors: 0, readMs: 0, writes: 0, writtenSectors: 0, writeMs: 0 };

/** Sectors and requests so far; times are those of the drive. */
class CountedDevice implements BlockDevice {
  readonly sectorCount: number;
  readonly statistics = { ...NO_STATISTICS };
  readonly #device: BlockDevice;

  constructor(device: BlockDevice) {
    this.#device = device;
    this.sectorCount = device.sectorCount;
  }

  read(sector: number, count: number): Uint8Array {
    this.statistics.reads++;
    this.statistics.readSectors += count;
    return this.#device.read(sector, count);
  }

  write(sector: number, bytes: Uint8Array): void {
    this.statistics.writes++;
    this.statistics.writtenSectors += bytes.length / 512;
    this.#device.write(sector, bytes);
  }

  flush(): void {
    this.#device.flush();
  }
}

export interface BlockDisks {
  /** The disk and its partitions, for the VFS. */
  readonly nodes: readonly BlockDeviceNode[];
  /** The same for procfs and sysfs. */
  views(): readonly BlockDeviceView[];
}

/** `worldNow`: the world's clock when the kernel's own time was 0. */
export interface FoundDisk {
  readonly drive: DiskDrive;
  readonly profile: DiskProfile;
  readonly time: KernelTime;
  /** The kernel's present on the world's clock, in nanoseconds. */
  readonly worldNow: () => number;
  readonly print: PrintkFunction;
}

export function findDisks({ drive, profile, time, worldNow, print }: FoundDisk): BlockDisks {
  const timed: TimedBlockDevice = drive.device(worldNow, (durationNs) => time.spend(durationNs));
  for (const { level, text } of profile.foundLines) print(level, text);
  const whole = new CountedDevice(timed);
  const partitions = readMbr(timed)?.partitions ?? [];
  const names = partitions.map(({ number }) => `${profile.partitionInfix}${number}`);
  const nameOf = ({ number }: PartitionEntry) => `${profile.name}${profile.partitionInfix}${number}`;
  if (partitions.length > 0) {
    // `p1` behind a name that ends in a digit, the whole name behind one that does not.
    const list = profile.partitionInfix === 'p' ? names : partitions.map(nameOf);
    print(KERN_INFO, ` ${profile.name}: ${list.join(' ')}`);
  }
  const busyNs = () => Math.max(0, timed.busyUntilNs - worldNow());
  const parts = partitions.map((entry) => ({
    entry,
    device: new CountedDevice(slice(whole, entry.start, entry.count)),
  }));
  const { name, major, firstMinor } = profile;
  return {
    nodes: [
      { name, major, minor: firstMinor, device: whole, busyNs },
      ...parts.map(({ entry, device }) => ({
        name: nameOf(entry),
        major,
        minor: firstMinor + entry.number,
        device,
        busyNs,
      })),
    ],
    views: () => [
      {
        name,
        major,
        minor: firstMinor,
        sectors: whole.sectorCount,
        isReadOnly: false,
        isRemovable: false,
        partitions: parts.map(
          ({ entry, device }): PartitionView => ({
            name: nameOf(entry),
            number: entry.number,
            minor: firstMinor + entry.number,
            startSector: entry.start,
            sectors: entry.count,
            statistics: device.statistics,
          }),
        ),
        statistics: whole.statistics,
      },
    ],
  };
}
