/**
 * Who has a disk or partition for himself: a mounted file system, or a driver that opened it with O_EXCL.
 *
 * Mirrors `bd_prepare_to_claim` and `bd_may_claim` of Linux v6.1 and v6.12 `block/bdev.c`: a disk and one of its partitions cannot both be
 * taken. Left out: O_EXCL of programs.
 */
import { EBUSY } from '../../sim/errno.ts';

/** A disk, or a partition whose name begins with that of its disk. */
export interface ClaimableDisk {
  readonly name: string;
  readonly rdev: number;
}

export class DiskClaims {
  readonly #disks: readonly ClaimableDisk[];
  readonly #isMounted: (rdev: number) => boolean;
  readonly #claimed = new Set<number>();

  constructor(disks: readonly ClaimableDisk[], isMounted: (rdev: number) => boolean) {
    this.#disks = disks;
    this.#isMounted = isMounted;
  }

  /** 0 or -EBUSY. */
  claim(rdev: number): number {
    if (this.#withKin(rdev).some((one) => this.#isMounted(one)) || this.isClaimed(rdev)) return -EBUSY;
    this.#claimed.add(rdev);
    return 0;
  }

  release(rdev: number): void {
    this.#claimed.delete(rdev);
  }

  /** A driver has it, or its disk, or a partition of it. */
  isClaimed(rdev: number): boolean {
    return this.#withKin(rdev).some((one) => this.#claimed.has(one));
  }

  #withKin(rdev: number): readonly number[] {
    const name = this.#disks.find((disk) => disk.rdev === rdev)?.name ?? '';
    const isKin = (other: string) => other.startsWith(name) || name.startsWith(other);
    return this.#disks.filter((disk) => isKin(disk.name)).map((disk) => disk.rdev);
  }
}
