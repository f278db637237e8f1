/**
 * Mounting ext2, ext3 and ext4 from block devices, with what the kernel log says of it: Linux v6.1 and v6.12 `fs/ext4/super.c`.
 */
import type { Ext4FileSystem } from '../../disk/ext4/ext4-file-system.ts';
import { type Ext4Report, mountExt4 } from '../../disk/ext4/mount.ts';
import { superblockLayout } from '../../formats/ext4-superblock.ts';
import { hex } from '../../sim/bytes.ts';
import { EBUSY, EINVAL, ENXIO } from '../../sim/errno.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { DiskSuperBlock } from './disk-superblock.ts';
import type { DiskTypeOptions, MountableDevice } from './disk-type-options.ts';
import { type Ext4MountOptions, ext4Options } from './ext4-options.ts';
import type { FileSystemType, MountRequest } from './file-system-types.ts';

export interface Ext4TypeOptions extends DiskTypeOptions {
  /** Messages tell the UUID and how it is mounted (6.2 and later). */
  readonly tellsUuid: boolean;
}

export function ext4Type(name: 'ext2' | 'ext3' | 'ext4', options: Ext4TypeOptions): FileSystemType {
  return { name, needsDevice: true, mount: (request) => new Ext4Mounter(name, options, request).mount() };
}

class Ext4Mounter {
  readonly #type: string;
  readonly #options: Ext4TypeOptions;
  readonly #request: MountRequest;

  constructor(type: string, options: Ext4TypeOptions, request: MountRequest) {
    this.#type = type;
    this.#options = options;
    this.#request = request;
  }

  mount(): DiskSuperBlock | number {
    const { rdev, readOnly } = this.#request;
    const { mounted, deviceAt, isClaimed } = this.#options;
    const found = rdev === null ? undefined : deviceAt(rdev);
    if (rdev === null || found === undefined) return -ENXIO;
    const there = mounted.get(rdev);
    if (there !== undefined) return there.readOnly === readOnly ? there : -EBUSY;
    if (isClaimed(rdev)) return -EBUSY;
    const superblock = superblockLayout.read(found.device.read(2, 2), 'little');
    const options = this.#parse(superblock.errors);
    if (typeof options === 'number') return options;
    return this.#mountDevice(rdev, found, options, uuidText(superblock.uuid));
  }

  #parse(errors: number): Ext4MountOptions | number {
    const options = ext4Options(this.#request.data, errors, this.#request.isSynchronous);
    if (typeof options === 'number' || !('unknown' in options)) return options;
    this.#options.environment.printk(KERN_ERR, `${this.#type}: Unknown parameter '${options.unknown}'`);
    return -EINVAL;
  }

  #mountDevice(
    rdev: number,
    { name, device, busyNs }: MountableDevice,
    options: Ext4MountOptions,
    uuid: string,
  ): DiskSuperBlock | number {
    const { environment, now, mounted } = this.#options;
    const { readOnly } = this.#request;
    const say = (level: number, text: string) => environment.printk(level, `EXT4-fs (${name}): ${text}`);
    const result = mountExt4(device, {
      time: now(),
      readOnly,
      recovery: options.ignoresJournal ? 'ignore' : 'replay',
    });
    if ('errno' in result) {
      say(KERN_ERR, result.message);
      return result.errno;
    }
    const { fileSystem, report } = result;
    this.#tell(fileSystem, report, options, uuid, say);
    const superblock: DiskSuperBlock = new DiskSuperBlock(environment, {
      name,
      rdev,
      engine: fileSystem,
      readOnly,
      options,
      busyNs,
      remount: (data, toReadOnly) => this.#remount(superblock, fileSystem, data, toReadOnly, uuid, say),
      unmounted: () => {
        mounted.delete(rdev);
        say(KERN_INFO, this.#options.tellsUuid ? `unmounting filesystem ${uuid}.` : 'unmounting filesystem.');
      },
    });
    mounted.set(rdev, superblock);
    return superblock;
  }

  #tell(
    { type }: Ext4FileSystem,
    report: Ext4Report,
    options: Ext4MountOptions,
    uuid: string,
    say: (level: number, text: string) => void,
  ): void {
    const { readOnly } = this.#request;
    if (type !== 'ext4') say(KERN_INFO, `mounting ${type} file system using the ext4 subsystem`);
    if (readOnly && report.recovered) {
      say(KERN_INFO, 'INFO: recovery required on readonly filesystem');
      say(KERN_INFO, 'write access will be enabled during recovery');
    }
    if (!readOnly && report.hasErrors) {
      say(KERN_WARNING, 'warning: mounting fs with errors, running e2fsck is recommended');
    } else if (!readOnly && report.wasUnclean) {
      say(KERN_WARNING, 'warning: mounting unchecked fs, running e2fsck is recommended');
    }
    const { orphansDeleted, orphansTruncated } = report;
    if (readOnly && orphansDeleted + orphansTruncated > 0) say(KERN_INFO, 'orphan cleanup on readonly fs');
    if (orphansDeleted > 0) say(KERN_INFO, `${orphansDeleted} orphan inode${orphansDeleted > 1 ? 's' : ''} deleted`);
    if (orphansTruncated > 0)
      say(KERN_INFO, `${orphansTruncated} truncate${orphansTruncated > 1 ? 's' : ''} cleaned up`);
    if (report.recovered) say(KERN_INFO, 'recovery complete');
    const journal = type === 'ext2' || options.ignoresJournal ? 'without journal' : 'with ordered data mode';
    const which = this.#options.tellsUuid ? ` ${uuid} ${readOnly ? 'ro' : 'r/w'}` : '';
    say(KERN_INFO, `mounted filesystem${which} ${journal}. Quota mode: none.`);
  }

  #remount(
    superblock: DiskSuperBlock,
    fileSystem: Ext4FileSystem,
    data: string,
    readOnly: boolean,
    uuid: string,
    say: (level: number, text: string) => void,
  ): number {
    const options = data === '' ? superblock.options : this.#reparse(superblock, data);
    if (typeof options === 'number') return options;
    const error = fileSystem.remount(readOnly, this.#options.now());
    if (error !== 0) return error;
    superblock.options = options;
    const which = this.#options.tellsUuid
      ? `re-mounted ${uuid}${readOnly ? ' ro' : ' r/w'}.`
      : 're-mounted. Quota mode: none.';
    say(KERN_INFO, which);
    return 0;
  }

  #reparse(superblock: DiskSuperBlock, data: string): Ext4MountOptions | number {
    const standing = { continue: 1, 'remount-ro': 2, panic: 3 }[superblock.options.errors];
    const options = ext4Options(data, standing, superblock.options.isSynchronous);
    if (typeof options === 'number' || !('unknown' in options)) return options;
    this.#options.environment.printk(KERN_ERR, `${this.#type}: Unknown parameter '${options.unknown}'`);
    return -EINVAL;
  }
}

/** `%pU`: 8-4-4-4-12 digits. */
function uuidText(uuid: Uint8Array): string {
  const digits = Array.from(uuid, (byte) => hex(byte, 2)).join('');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}
