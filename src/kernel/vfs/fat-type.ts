/**
 * Mounting FAT volumes with long names from block devices: Linux v6.1 `fs/fat/inode.c` (parse_options, fat_show_options, fat_fill_super).
 *
 * Names are UTF-8 on disk as Debian's kernels have it (CONFIG_FAT_DEFAULT_UTF8). Leaves out the options for NFS, for free clusters and
 * for time zones, and the type `msdos`.
 */
import { mountFat } from '../../disk/fat/fat-file-system.ts';
import { EBUSY, EINVAL, ENXIO } from '../../sim/errno.ts';
import { KERN_ERR, KERN_WARNING } from '../printk/levels.ts';
import { type DiskOptions, DiskSuperBlock } from './disk-superblock.ts';
import type { DiskTypeOptions } from './disk-type-options.ts';
import type { FileSystemType, MountRequest } from './file-system-types.ts';

/** FAT has no transactions: what changed goes out with the first pass of the flusher. */
const COMMIT_SECONDS = 5;
/** umask of a mount(8) started by init or a login shell. */
const UMASK = 0o022;
/** Known, and of no effect here. */
const IGNORED = new Set(['utf8', 'uni_xlate', 'nonumtail', 'flush', 'discard', 'quiet', 'dos1xfloppy', 'showexec']);
const IGNORED_VALUES = new Set(['codepage', 'iocharset', 'shortname', 'utf8', 'allow_utime', 'time_offset', 'nfs']);

interface FatMountOptions extends DiskOptions {
  readonly uid: number;
  readonly gid: number;
  readonly fileMask: number;
  readonly directoryMask: number;
}

export function fatType(options: DiskTypeOptions): FileSystemType {
  return { name: 'vfat', needsDevice: true, mount: (request) => mount(options, request) };
}

function mount(
  { environment, now, deviceAt, mounted, isClaimed }: DiskTypeOptions,
  request: MountRequest,
): DiskSuperBlock | number {
  const { rdev, readOnly } = request;
  const found = rdev === null ? undefined : deviceAt(rdev);
  if (rdev === null || found === undefined) return -ENXIO;
  const there = mounted.get(rdev);
  if (there !== undefined) return there.readOnly === readOnly ? there : -EBUSY;
  if (isClaimed(rdev)) return -EBUSY;
  const say = (level: number, text: string) => environment.printk(level, `FAT-fs (${found.name}): ${text}`);
  const options = fatOptions(request.data, request.isSynchronous);
  if (typeof options === 'string') {
    say(KERN_ERR, `Unrecognized mount option "${options}" or missing value`);
    return -EINVAL;
  }
  const { uid, gid, fileMask, directoryMask } = options;
  const result = mountFat(found.device, { time: now(), readOnly, uid, gid, fileMask, directoryMask });
  if ('errno' in result) {
    say(KERN_ERR, result.message);
    return result.errno;
  }
  const { fileSystem, wasUnclean } = result;
  if (wasUnclean) {
    say(KERN_WARNING, 'Volume was not properly unmounted. Some data may be corrupt. Please run fsck.');
  }
  const superblock = new DiskSuperBlock(environment, {
    name: found.name,
    rdev,
    engine: fileSystem,
    readOnly,
    options,
    busyNs: found.busyNs,
    // fat_remount takes the flags alone.
    remount: (_data, toReadOnly) => fileSystem.remount(toReadOnly),
    unmounted: () => mounted.delete(rdev),
  });
  mounted.set(rdev, superblock);
  return superblock;
}

/** The options, or the word that is not one. */
function fatOptions(data: string, isSynchronous: boolean): FatMountOptions | string {
  const numbers = { uid: 0, gid: 0, umask: -1, fmask: UMASK, dmask: UMASK };
  let errors: DiskOptions['errors'] = 'remount-ro';
  for (const option of data === '' ? [] : data.split(',')) {
    const [name = '', value] = option.split('=', 2);
    if (name === 'errors' && (value === 'continue' || value === 'remount-ro' || value === 'panic')) errors = value;
    else if (name === 'uid' || name === 'gid') {
      if (value === undefined || !/^\d{1,9}$/.test(value)) return option;
      numbers[name] = Number(value);
    } else if (name === 'umask' || name === 'fmask' || name === 'dmask') {
      if (value === undefined || !/^[0-7]{1,4}$/.test(value)) return option;
      numbers[name] = Number.parseInt(value, 8);
    } else if (!(value === undefined ? IGNORED : IGNORED_VALUES).has(name)) return option;
  }
  if (numbers.umask >= 0) numbers.fmask = numbers.dmask = numbers.umask;
  const { uid, gid, fmask, dmask } = numbers;
  const owners = `${uid === 0 ? '' : `,uid=${uid}`}${gid === 0 ? '' : `,gid=${gid}`}`;
  const masks = `,fmask=${octal(fmask)},dmask=${octal(dmask)}`;
  const text = `${owners}${masks},codepage=437,iocharset=ascii,shortname=mixed,utf8,errors=${errors}`;
  return {
    uid,
    gid,
    fileMask: fmask,
    directoryMask: dmask,
    errors,
    isSynchronous,
    commitSeconds: COMMIT_SECONDS,
    text,
  };
}

const octal = (mask: number): string => mask.toString(8).padStart(4, '0');
