/**
 * Block devices, partitions and file systems as U-Boot's commands name them: `mmc 1:1`.
 *
 * Mirrors `blk_get_device_by_str`, `blk_get_device_part_str` and `part_get_info_by_dev_and_name_or_num` of U-Boot `disk/part.c`, and
 * `fs_set_blk_dev` of `fs/fs.c`, with their messages release by release. Hardware partitions other than 0 and partition names are
 * not found.
 */
import type { BootMedium } from '../hardware/boot-medium.ts';
import type { UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { DiskTime } from './disk/disk-time.ts';
import { Ext4 } from './disk/ext4/ext4.ts';
import type { Ext4Statics } from './disk/ext4/write-state.ts';
import { Fat } from './disk/fat.ts';
import type { UBootFileSystem } from './disk/file-system.ts';
import { DriverAccess, type PartitionAccess, type Puts, type UBootDisk } from './disk/partition-access.ts';
import { findPartition, hasPartitionTable, SEARCHED_PARTITIONS } from './disk/partitions.ts';
import { StandInFileSystem } from './disk/stand-in.ts';
import type { Environment } from './environment.ts';
import { parseHex } from './numbers.ts';

export interface StorageOptions {
  readonly disks: readonly UBootDisk[];
  /** What a machine without a disk boots from. */
  readonly bootMedium: BootMedium | null;
  readonly config: UBootConfig;
  readonly profile: UBootProfile;
  readonly environment: Environment;
  readonly puts: Puts;
  /** Where the drives count their time; absent: they take none. */
  readonly time?: DiskTime;
}

/**
 * A partition. `stand-in`: the boot medium of a machine without a disk, which has no sectors; `nothing`: that medium as a whole,
 * on which no file system lies.
 */
export type FoundPartition = { readonly access: PartitionAccess; readonly number: number } | 'stand-in' | 'nothing';

const AUTO = 'auto';

export class Storage {
  readonly time: DiskTime;
  readonly #options: StorageOptions;
  /** Variables of the ext4 code that outlive an operation. */
  readonly #ext4: Ext4Statics = { lastGroups: new Map() };
  /** `curr_device` of `mmc`: -1 before the first use. */
  currentMmc = -1;

  constructor(options: StorageOptions) {
    this.#options = options;
    this.time = options.time ?? new DiskTime();
  }

  /** Disks of one interface, by number. */
  disksOf(interfaceName: string): readonly UBootDisk[] {
    return this.#options.disks.filter((disk) => disk.interface === interfaceName).sort((a, b) => a.number - b.number);
  }

  /** Names of the MMC controllers, by device number; a slot without a card is in the list too. */
  get mmcHosts(): readonly string[] {
    const known = this.#options.config.mmcHosts ?? [];
    const most = Math.max(known.length - 1, ...this.disksOf('mmc').map(({ number }) => number));
    return Array.from({ length: most + 1 }, (_, number) => known[number] ?? `mmc${number}`);
  }

  /** Template pages that hold these bytes; null where they have to be copied. */
  sharedPages(bytes: Uint8Array): ReturnType<NonNullable<BootMedium['sharedPages']>> {
    return this.#options.bootMedium?.sharedPages?.(bytes) ?? null;
  }

  /** `mmc_init` or the lookup of a block device; a slot that is empty says so. */
  driver(interfaceName: string, number: number): DriverAccess | null {
    const disk = this.#options.disks.find((one) => one.interface === interfaceName && one.number === number);
    if (disk !== undefined) return new DriverAccess(disk, this.#options.puts);
    const isEmptySlot = interfaceName === 'mmc' && number < this.mmcHosts.length && !this.#isStandIn('mmc', number);
    if (isEmptySlot) this.#options.puts('MMC: no card present\n');
    return null;
  }

  /** `blk_get_device_by_str`: the device's number, 'stand-in', or null. */
  device(interfaceName: string, text: string): DriverAccess | 'stand-in' | null {
    const { puts } = this.#options;
    const [deviceText, hardwareText] = splitOnce(text, '.');
    const number = wholeNumber(deviceText);
    if (number === null) {
      puts(`** Bad device specification ${interfaceName} ${deviceText} **\n`);
      return null;
    }
    const hardware = hardwareText === undefined ? 0 : wholeNumber(hardwareText);
    if (hardware === null) {
      puts(`** Bad HW partition specification ${interfaceName} ${hardwareText} **\n`);
      return null;
    }
    if (hardware !== 0) return null;
    return this.#isStandIn(interfaceName, number) ? 'stand-in' : this.driver(interfaceName, number);
  }

  /** `fs_set_blk_dev` (by way of `part_get_info_by_dev_and_name_or_num`); null where there is no such partition or nothing that can be read on it. */
  fileSystem(interfaceName: string, text: string | undefined, kind: 'any' | 'ext4' | 'fat'): UBootFileSystem | null {
    const { puts, profile, config, bootMedium } = this.#options;
    const found = this.find(interfaceName, text, true);
    if (found === null && profile.storage.partitionLine) {
      puts(`Couldn't find partition ${interfaceName} ${text ?? '<NULL>'}\n`);
    }
    if (found === null || found === 'nothing') return null;
    if (found === 'stand-in') {
      return kind === 'fat' || bootMedium === null
        ? null
        : new StandInFileSystem(bootMedium, config, profile, puts, this.time);
    }
    const fat = kind === 'ext4' ? null : Fat.mount(found.access, puts, profile.storage);
    if (fat !== null) return fat;
    return kind === 'fat' ? null : Ext4.mount(found.access, puts, profile.storage, this.#ext4);
  }

  #isStandIn(interfaceName: string, number: number): boolean {
    const { bootMedium, disks, config } = this.#options;
    const { bootDevice } = config;
    const hasDisk = disks.some((disk) => disk.interface === interfaceName && disk.number === number);
    return bootMedium !== null && !hasDisk && bootDevice?.interface === interfaceName && bootDevice.device === number;
  }

  /** `blk_get_device_part_str`: the same without the last message. */
  find(interfaceName: string, given: string | undefined, allowsWhole: boolean): FoundPartition | null {
    const { puts, profile, environment } = this.#options;
    const text = given === undefined || given === '' || given === '-' ? environment.get('bootdevice') : given;
    if (text === undefined) {
      puts('** No device specified **\n');
      return null;
    }
    const [deviceText, partitionText] = splitOnce(text, ':');
    const device = this.device(interfaceName, deviceText);
    if (device === null) {
      // Older releases tell only what is no number, which `device` has done.
      if (profile.storage.badDeviceLine) puts(`** Bad device specification ${interfaceName} ${deviceText} **\n`);
      return null;
    }
    const wanted = partitionText === undefined || partitionText === '' ? 'unspecified' : partitionText;
    const number = wanted === 'unspecified' || wanted === AUTO ? null : wholeNumber(wanted);
    if ((number === null && wanted !== 'unspecified' && wanted !== AUTO) || (number === 0 && !allowsWhole)) {
      puts(`** Bad partition specification ${interfaceName} ${text} **\n`);
      return null;
    }
    if (device === 'stand-in') return this.#standInPartition(number);
    if (number === 0 || !hasPartitionTable(device)) {
      if (device.disk.device.sectorCount === 0) {
        puts(`** Bad device size - ${interfaceName} ${deviceText} **\n`);
        return null;
      }
      if ((number ?? 0) > 0 || !allowsWhole) {
        puts(`** No partition table - ${interfaceName} ${deviceText} **\n`);
        return null;
      }
      return { access: { driver: device, start: 0, sectors: device.disk.device.sectorCount }, number: 0 };
    }
    return wanted === AUTO ? this.#bootable(device) : this.#numbered(device, number ?? 1);
  }

  #standInPartition(number: number | null): FoundPartition | null {
    const { config, puts } = this.#options;
    if (number === null || number === config.bootDevice?.partition) return 'stand-in';
    if (number === 0) return 'nothing';
    puts(`** Invalid partition ${number} **\n`);
    return null;
  }

  #numbered(driver: DriverAccess, number: number): FoundPartition | null {
    const found = findPartition(driver, number);
    if (found === null) {
      this.#options.puts(`** Invalid partition ${number | 0} **\n`);
      return null;
    }
    return { access: found, number };
  }

  /** The first bootable partition, or the first of all. */
  #bootable(driver: DriverAccess): FoundPartition | null {
    let first: FoundPartition | null = null;
    for (let number = 1; number <= SEARCHED_PARTITIONS; number++) {
      const found = findPartition(driver, number);
      if (found?.isBootable === true) return { access: found, number };
      if (found !== null) first ??= { access: found, number };
    }
    if (first === null) this.#options.puts('** No valid partitions found **\n');
    return first;
  }
}

/** A number that is nothing else; null for any other text. */
function wholeNumber(text: string): number | null {
  const { value, length } = parseHex(text, 64);
  return length === text.length ? Number(BigInt.asUintN(32, value)) : null;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
