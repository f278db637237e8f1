/**
 * Block devices as U-Boot's file commands name them: `mmc 1:1`.
 *
 * Mirrors the device and partition lookup of U-Boot `disk/part.c` and the messages of `fs/fs.c`. So far there is one partition,
 * the boot medium: its files can be read by their paths. It stands for an ext4 as mke2fs makes it today, with metadata_csum,
 * which U-Boot reads and refuses to write.
 */
import type { BootFile, BootMedium } from '../hardware/boot-medium.ts';
import type { UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { parseHex } from './numbers.ts';

/** A file to be written: bytes in RAM. */
export interface FileToSave {
  readonly path: string;
  readonly address: number;
  readonly length: number;
}

export interface Storage {
  /** Text that `fs_set_blk_dev` prints when the device or partition is not there; undefined when it is. */
  missing(interfaceName: string, device: string): string | undefined;
  /** The console text of one save operation. */
  save(interfaceName: string, device: string, file: FileToSave): string;
  /** Undefined when there is no such file. */
  file(path: string): BootFile | undefined;
  /** How long a transfer takes, in whole milliseconds. */
  readTimeMs(bytes: number): number;
}

export class BootMediumStorage implements Storage {
  readonly #medium: BootMedium | null;
  readonly #config: UBootConfig;
  readonly #profile: UBootProfile;

  constructor(medium: BootMedium | null, config: UBootConfig, profile: UBootProfile) {
    this.#medium = medium;
    this.#config = config;
    this.#profile = profile;
  }

  missing(interfaceName: string, device: string): string | undefined {
    const { badDeviceLine, partitionLine } = this.#profile.storage;
    const [deviceText, partitionText] = splitOnce(device, ':');
    const number = parseHex(deviceText, 64);
    const isNumber = number.length === deviceText.length;
    const boot = this.#medium === null ? null : this.#config.bootDevice;
    const badDevice = `** Bad device specification ${interfaceName} ${deviceText} **\n`;
    const notFound = partitionLine ? `Couldn't find partition ${interfaceName} ${device}\n` : '';
    if (!isNumber) return badDevice + (badDeviceLine ? badDevice : '') + notFound;
    if (boot === null || boot.interface !== interfaceName || BigInt(boot.device) !== number.value) {
      return (badDeviceLine ? badDevice : '') + notFound;
    }
    if (partitionText === undefined || partitionText === '' || partitionText === 'auto') return undefined;
    const partition = parseHex(partitionText, 64);
    if (partition.length !== partitionText.length) {
      return `** Bad partition specification ${interfaceName} ${device} **\n${notFound}`;
    }
    if (partition.value === BigInt(boot.partition)) return undefined;
    // Partition 0 is the whole disk, on which no file system is found: that gives no line of its own.
    return partition.value === 0n ? '' : `** Invalid partition ${partition.value} **\n${notFound}`;
  }

  save(interfaceName: string, device: string, file: FileToSave): string {
    const missing = this.missing(interfaceName, device);
    if (missing !== undefined) return missing;
    const { metadataCsumText } = this.#profile.storage;
    return `${metadataCsumText}\n** Error ext4fs_write() **\n** Unable to write file ${file.path} **\n`;
  }

  file(path: string): BootFile | undefined {
    return this.#medium?.file(path);
  }

  readTimeMs(bytes: number): number {
    const { storageBytesPerMs } = this.#config;
    return storageBytesPerMs === null ? 0 : Math.ceil(bytes / storageBytesPerMs);
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
