/**
 * The time that disk operations take: a command that uses a disk waits until its drive has finished.
 *
 * A command runs in one go; what its transfers take is gathered here and passes when the command yields. On the sandbox a transfer
 * takes no time.
 */
import type { BlockDevice } from '../../disk/block-device.ts';
import type { DiskDrive } from '../../hardware/disk-drive.ts';
import { NS_PER_MS } from '../../sim/clock.ts';

export class DiskTime {
  #spentNs = 0;
  #passedNs = 0;

  /** Nanoseconds gathered and not yet passed. */
  get spentNs(): number {
    return this.#spentNs;
  }

  /** All that was taken so far: a clock for those who have none. */
  get passedNs(): number {
    return this.#passedNs;
  }

  spend(durationNs: number): void {
    this.#spentNs += durationNs;
  }

  /** What was gathered, to be yielded by the caller. */
  take(): { readonly delayNs: number; readonly milliseconds: number } {
    const delayNs = Math.max(0, Math.round(this.#spentNs));
    this.#spentNs = 0;
    this.#passedNs += delayNs;
    return { delayNs, milliseconds: Math.floor(delayNs / NS_PER_MS) };
  }
}

/** A drive as U-Boot uses it: a request ends before the next one begins. `nowNs`: the clock without what was gathered. */
export function synchronousDrive(drive: DiskDrive, time: DiskTime, nowNs: () => number): BlockDevice {
  const device = drive.device(
    () => nowNs() + time.spentNs,
    (durationNs) => time.spend(durationNs),
    nowNs,
  );
  return {
    sectorCount: device.sectorCount,
    read: (sector, count) => device.read(sector, count),
    write(sector, bytes) {
      device.write(sector, bytes);
      time.spend(Math.max(0, device.busyUntilNs - nowNs() - time.spentNs));
    },
    flush: () => device.flush(),
  };
}
