/** The board's disks as block devices of U-Boot: the one it boots from, and what lies in its slots. */
import { DiskDrive } from '../../hardware/disk-drive.ts';
import type { DiskSlot } from '../../hardware/disk-slot.ts';
import type { StageContext } from '../../hardware/stage.ts';
import type { BoardProfile, UBootConfig } from '../../profiles/board.ts';
import { type DiskTime, synchronousDrive } from './disk-time.ts';
import type { UBootDisk } from './partition-access.ts';

/** A disk in the slot that the board boots from takes the place of the board's own. */
export function boardDisks(context: StageContext, config: UBootConfig, time: DiskTime): readonly UBootDisk[] {
  const { drive, clock, board, slots = [] } = context;
  const { bootDevice } = config;
  const inSlots = slots.map((slot) => slotDisk(slot, board, time, () => clock.now));
  if (drive === null || bootDevice === null) return inSlots;
  const { interface: name, device: number } = bootDevice;
  const isTaken = inSlots.some((disk) => disk.interface === name && disk.number === number);
  if (isTaken) return inSlots;
  const device = synchronousDrive(drive, time, () => clock.now);
  return [...inSlots, { interface: name, number, device, isReadOnly: false }];
}

/** At the speed of the board's own disk; where it has none, as on the sandbox, transfers take no time. */
export function slotDisk(slot: DiskSlot, board: BoardProfile, time: DiskTime, nowNs: () => number): UBootDisk {
  const { disk, ...rest } = slot;
  if (board.disk === null) return { ...rest, device: disk };
  const { readBytesPerSecond, writeBytesPerSecond, requestNs } = board.disk;
  const drive = new DiskDrive(disk, { readBytesPerSecond, writeBytesPerSecond, requestNs });
  return { ...rest, device: synchronousDrive(drive, time, nowNs) };
}
