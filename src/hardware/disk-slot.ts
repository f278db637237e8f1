/** A disk that somebody put into a slot of the board, beside the one it has: the loader can use it, Linux does not know it. */
import type { SparseDisk } from '../disk/sparse-disk.ts';
import type { BoardProfile } from '../profiles/board.ts';
import { DiskDrive } from './disk-drive.ts';

export interface DiskSlot {
  /** As U-Boot names the interface, and its number there. */
  readonly interface: 'mmc' | 'host' | 'virtio';
  readonly number: number;
  readonly disk: SparseDisk;
  /** The card's switch: writes fail. */
  readonly isReadOnly: boolean;
}

/** A slot as the board drives it. */
export interface FittedSlot extends Omit<DiskSlot, 'disk'> {
  /** At the speed of the board's own disk; a board without one, as the sandbox, moves sectors in no time. */
  readonly drive: DiskDrive;
}

/** The drive for a slot; it outlives the stages, as the disk does. */
export function fitSlot({ disk, ...rest }: DiskSlot, board: BoardProfile): FittedSlot {
  const instant = {
    readBytesPerSecond: Number.POSITIVE_INFINITY,
    writeBytesPerSecond: Number.POSITIVE_INFINITY,
    requestNs: 0,
  };
  return { ...rest, drive: new DiskDrive(disk, board.disk ?? instant) };
}

/** The power or the reset line cuts off the board's disk and all cards in what they are writing. */
export function cutOff(drive: DiskDrive | null, slots: readonly FittedSlot[], atNs: number): void {
  drive?.settle(atNs);
  for (const slot of slots) slot.drive.settle(atNs);
}
