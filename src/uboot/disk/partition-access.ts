/**
 * A partition as U-Boot's file systems reach it: sectors in, sectors out, and what the driver says when one fails.
 *
 * Mirrors `blk_dread` and `blk_dwrite` with `mmc_bread`/`mmc_bwrite` (U-Boot `drivers/mmc`) and the host device of the sandbox.
 * A partition table may name sectors that the disk does not have: such a transfer fails, it never reaches another place.
 */
import { type BlockDevice, SECTOR_BYTES } from '../../disk/block-device.ts';

/** A block device of the board, as its driver knows it. */
export interface UBootDisk {
  readonly interface: 'mmc' | 'host' | 'virtio';
  readonly number: number;
  readonly device: BlockDevice;
  /** The card's switch, or a file that may only be read. */
  readonly isReadOnly: boolean;
}

/** What one disk operation tells the command: console text with LF line ends. */
export type Puts = (text: string) => void;

/** The device as the driver sees it: bounds checked, failures told. */
export class DriverAccess {
  readonly disk: UBootDisk;
  readonly puts: Puts;
  constructor(disk: UBootDisk, puts: Puts) {
    this.disk = disk;
    this.puts = puts;
  }

  /** Null where the transfer failed. */
  read(sector: number, count: number): Uint8Array | null {
    if (!this.reaches(sector, count)) return null;
    return this.disk.device.read(sector, count);
  }

  write(sector: number, bytes: Uint8Array): boolean {
    if (!this.reaches(sector, bytes.length / SECTOR_BYTES)) return false;
    if (this.disk.isReadOnly) {
      if (this.disk.interface === 'mmc') this.puts('mmc write failed\n');
      return false;
    }
    this.disk.device.write(sector, bytes);
    return true;
  }

  /** Whether the device has these sectors; told where it has not. */
  reaches(sector: number, count: number): boolean {
    const { sectorCount } = this.disk.device;
    if (sector + count <= sectorCount) return true;
    if (this.disk.interface === 'mmc') {
      this.puts(`MMC: block number 0x${(sector + count).toString(16)} exceeds max(0x${sectorCount.toString(16)})\n`);
    }
    return false;
  }
}

/** A range of sectors of a device, as the partition table names it. */
export interface PartitionAccess {
  readonly driver: DriverAccess;
  readonly start: number;
  readonly sectors: number;
}
