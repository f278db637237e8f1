/** The board's disk as a block device of U-Boot: the one it boots from. */
import type { StageContext } from '../../hardware/stage.ts';
import type { UBootConfig } from '../../profiles/board.ts';
import { type DiskTime, synchronousDrive } from './disk-time.ts';
import type { UBootDisk } from './partition-access.ts';

/** Empty where the board has no disk, or boots from something else. */
export function boardDisks({ drive, clock }: StageContext, config: UBootConfig, time: DiskTime): readonly UBootDisk[] {
  const { bootDevice } = config;
  if (drive === null || bootDevice === null) return [];
  const { interface: name, device: number } = bootDevice;
  return [{ interface: name, number, device: synchronousDrive(drive, time, () => clock.now), isReadOnly: false }];
}
