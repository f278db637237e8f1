/**
 * The boot medium of a machine without a disk, as a file system: kernel and device tree can be read by their paths.
 *
 * It stands for an ext4 as mke2fs makes it today, with metadata_csum, which U-Boot reads and refuses to write.
 */
import type { BootMedium } from '../../hardware/boot-medium.ts';
import type { UBootConfig } from '../../profiles/board.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import { NS_PER_MS } from '../../sim/clock.ts';
import type { DiskTime } from './disk-time.ts';
import type { UBootFileSystem, WriteEnd } from './file-system.ts';
import type { Puts } from './partition-access.ts';

export class StandInFileSystem implements UBootFileSystem {
  readonly name = 'ext4';
  readonly #medium: BootMedium;
  readonly #config: UBootConfig;
  readonly #profile: UBootProfile;
  readonly #puts: Puts;
  readonly #time: DiskTime;

  constructor(medium: BootMedium, config: UBootConfig, profile: UBootProfile, puts: Puts, time: DiskTime) {
    this.#medium = medium;
    this.#config = config;
    this.#profile = profile;
    this.#puts = puts;
    this.#time = time;
  }

  list(): null {
    return null;
  }

  size(path: string): number | null {
    return this.#bytes(path)?.length ?? null;
  }

  read(path: string, position: number, length: number): Uint8Array | null {
    const bytes = this.#bytes(path);
    if (bytes === null) return null;
    const end = length === 0 ? bytes.length : Math.min(bytes.length, position + length);
    const read = bytes.subarray(position, end);
    const { storageBytesPerMs } = this.#config;
    if (storageBytesPerMs !== null) this.#time.spend(Math.ceil(read.length / storageBytesPerMs) * NS_PER_MS);
    return read;
  }

  write(): WriteEnd {
    this.#puts(`${this.#profile.storage.metadataCsumText}\n** Error ext4fs_write() **\n`);
    return 'failed';
  }

  unlink(): boolean {
    return false;
  }

  mkdir(): boolean {
    return false;
  }

  #bytes(path: string): Uint8Array | null {
    const file = this.#medium.file(path);
    if (file === undefined) return null;
    return 'template' in file ? file.template.bytes.subarray(0, file.sizeBytes) : file.bytes;
  }
}
