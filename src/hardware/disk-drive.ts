/**
 * A disk of the board: an SD card, an eMMC, a virtual disk. It keeps its contents over every reset; what it was still writing
 * when the reset came is lost.
 *
 * Writes are carried out in order, one after the other, at the drive's speed. The medium shows them at once to whoever reads;
 * until a sector's own time has come its old contents are remembered, and `settle` puts them back. So a cut in the middle of a
 * write leaves whole old and whole new sectors, in order. Left out: a volatile cache inside the drive that reorders writes.
 */
import { type BlockDevice, SECTOR_BYTES } from '../disk/block-device.ts';
import { assert } from '../sim/assert.ts';
import { NS_PER_S } from '../sim/clock.ts';

export interface DriveSpeed {
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
  /** From a request to its first byte. */
  readonly requestNs: number;
}

/** The drive as one stage sees it: that stage's own clock says when a request is made. */
export interface TimedBlockDevice extends BlockDevice {
  /** When everything written so far will be on the medium, on the stage's clock. */
  readonly busyUntilNs: number;
}

interface Writing {
  readonly sector: number;
  /** What was there before. */
  readonly old: Uint8Array;
  readonly firstDoneNs: number;
  readonly nsPerSector: number;
}

export class DiskDrive {
  readonly medium: BlockDevice;
  readonly #speed: DriveSpeed;
  /** Not yet finished, oldest first. */
  #writing: Writing[] = [];
  #busyUntilNs = 0;

  constructor(medium: BlockDevice, speed: DriveSpeed) {
    this.medium = medium;
    this.#speed = speed;
  }

  /**
   * The drive for one stage. `now`: the stage's time on the world's clock, in nanoseconds; it may be ahead of the clock.
   * `spend`: called with the time a read takes. `certain`: up to when nothing can be cut off any more; the world's clock, where
   * the stage's time runs far ahead of it.
   */
  device(
    now: () => number,
    spend: (durationNs: number) => void = () => {},
    certain: () => number = now,
  ): TimedBlockDevice {
    const drive = this;
    return {
      sectorCount: this.medium.sectorCount,
      get busyUntilNs() {
        return drive.#busyUntilNs;
      },
      read(sector, count) {
        const { requestNs, readBytesPerSecond } = drive.#speed;
        spend(requestNs + Math.ceil((count * SECTOR_BYTES * NS_PER_S) / readBytesPerSecond));
        return drive.medium.read(sector, count);
      },
      write(sector, bytes) {
        drive.#forgetDone(certain());
        drive.#write(sector, bytes, now());
      },
      // Requests are carried out in the order in which they were made.
      flush() {},
    };
  }

  /** The power or the reset line cuts the drive off at this moment: what is not on the medium by then never gets there. */
  settle(atNs: number): void {
    for (const { sector, old, firstDoneNs, nsPerSector } of this.#writing.toReversed()) {
      const done = atNs < firstDoneNs ? 0 : 1 + Math.floor((atNs - firstDoneNs) / nsPerSector);
      const lostFrom = done * SECTOR_BYTES;
      if (lostFrom < old.length) this.medium.write(sector + done, old.subarray(lostFrom));
    }
    this.#writing = [];
    this.#busyUntilNs = Math.min(this.#busyUntilNs, atNs);
  }

  #write(sector: number, bytes: Uint8Array, nowNs: number): void {
    assert(bytes.length % SECTOR_BYTES === 0, `disk: a write of ${bytes.length} bytes is not whole sectors`);
    const sectors = bytes.length / SECTOR_BYTES;
    if (sectors === 0) return;
    const { requestNs, writeBytesPerSecond } = this.#speed;
    const nsPerSector = Math.ceil((SECTOR_BYTES * NS_PER_S) / writeBytesPerSecond);
    const startNs = Math.max(nowNs, this.#busyUntilNs) + requestNs;
    this.#writing.push({
      sector,
      old: this.medium.read(sector, sectors),
      firstDoneNs: startNs + nsPerSector,
      nsPerSector,
    });
    this.#busyUntilNs = startNs + sectors * nsPerSector;
    this.medium.write(sector, bytes);
  }

  /** Requests end in order, so the finished ones are at the front. */
  #forgetDone(nowNs: number): void {
    const isDone = ({ old, firstDoneNs, nsPerSector }: Writing) =>
      firstDoneNs + (old.length / SECTOR_BYTES - 1) * nsPerSector <= nowNs;
    const pending = this.#writing.findIndex((writing) => !isDone(writing));
    this.#writing = pending < 0 ? [] : this.#writing.slice(pending);
  }
}
