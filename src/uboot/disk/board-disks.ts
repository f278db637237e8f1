/** The board's disks as block devices of U-Boot: the one it boots from, and what lies in its slots. */
import type { FittedSlot } from '../../hardware/disk-slot.ts';
import type { StageContext } from '../../hardware/stage.ts';
import type { UBootConfig } from '../../profiles/board.ts';
import { type DiskTime, synchronousDrive } from './disk-time.ts';
import type { UBootDisk } from './partition-access.ts';

/** A disk in the slot that the board boots from takes the place of the board's own. */
export function boardDisks(context: StageContext, config: UBootConfig, time: DiskTime): readonly UBootDisk[] {
  const { drive, clock, slots = [] } = context;
  const { bootDevice } = config;
  const inSlots = slots.map((slot) => slotDisk(slot, time, () => clock.now));
  if (drive === null || bootDevice === null) return inSlots;
  const { interface: name, device: number } = bootDevice;
  const isTaken = inSlots.some((disk) => disk.interface === name && disk.number === number);
  if (isTaken) return inSlots;
  const device = synchronousDrive(drive, time, () => clock.now);
  return [...inSlots, { interface: name, number, device, isReadOnly: false }];
}

export function slotDisk({ drive, ...slot }: FittedSlot, time: DiskTime, nowNs: () => number): UBootDisk {
  return { ...slot, device: synchronousDrive(drive, time, nowNs) };
}
