/**
 * /dev/mtdN and /dev/mtdNro: an MTD device as a file.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/mtd/mtdchar.c` (open, lseek, read, write, ioctl). Left out: mmap(2), and requests that no program here makes.
 */
import { O_DIRECT, SEEK_CUR, SEEK_END, SEEK_SET } from '../../shell/posix.ts';
import { EACCES, EINVAL, ENOSPC, EOPNOTSUPP, EPERM } from '../../sim/errno.ts';
import { minorOf } from '../vfs/device-number.ts';
import type { DeviceDriver, DeviceTable } from '../vfs/devices.ts';
import type { FileOperations, OpenFile } from '../vfs/vfs-objects.ts';
import type { MtdCore, MtdDevice, MtdUser } from './mtd-core.ts';

const MTD_CHAR_MAJOR = 90;

/** The driver of all minor numbers, whether they have a device or not. */
function mtdCharDriver(core: MtdCore): DeviceDriver {
  return {
    open(file) {
      const minor = minorOf(file.inode.rdev);
      if (file.isWritable && (minor & 1) !== 0) return -EACCES;
      const device = core.get(minor >> 1);
      if (typeof device === 'number') return device;
      if ((file.flags & O_DIRECT) !== 0) {
        core.put(device);
        return -EINVAL;
      }
      core.openFiles++;
      return operations(core, device);
    },
  };
}

function operations(core: MtdCore, device: MtdDevice): FileOperations {
  const { sizeBytes } = device;
  return {
    read: (_file, count, offset) => core.read(device, offset, Math.max(0, Math.min(count, sizeBytes - offset))),
    write(_file, bytes, offset) {
      if (offset >= sizeBytes) return -ENOSPC;
      const length = Math.min(bytes.length, sizeBytes - offset);
      if (length > 0) core.write(device, offset, bytes.subarray(0, length));
      return length;
    },
    seek: (file, offset, whence) => fixedSizeSeek(file, offset, whence, sizeBytes),
    // The file operations have none.
    fsync: () => -EINVAL,
    ioctl: (file, request, argument) => ioctl(core, device, file, request, argument),
    released() {
      core.openFiles--;
      core.put(device);
    },
  };
}

/** `mtdchar_ioctl`: of what memory has, which is neither locks nor bad blocks. */
function ioctl(
  core: MtdCore,
  device: MtdDevice,
  file: OpenFile,
  request: string,
  [start = 0, length = 0]: readonly number[],
): readonly number[] | number {
  const { sizeBytes, eraseSize } = device;
  if (request === 'MEMGETINFO') return [sizeBytes, eraseSize, 1, 0];
  if (!file.isWritable) return -EPERM;
  if (request !== 'MEMERASE') return -EOPNOTSUPP;
  if (!(start < sizeBytes && length <= sizeBytes - start)) return -EINVAL;
  if (length > 0) core.write(device, start, new Uint8Array(length).fill(0xff));
  return [];
}

/** `fixed_size_llseek`: anywhere up to the end. */
function fixedSizeSeek(file: OpenFile, offset: number, whence: number, size: number): number {
  const bases: Readonly<Record<number, number>> = { [SEEK_SET]: 0, [SEEK_CUR]: file.offset, [SEEK_END]: size };
  const place = (bases[whence] ?? Number.NaN) + offset;
  if (!(place >= 0 && place <= size)) return -EINVAL;
  file.offset = place;
  return place;
}

/** Takes the numbers; gives who makes the nodes of each device. */
export function mtdCharNodes(core: MtdCore, table: DeviceTable): MtdUser {
  const driver = mtdCharDriver(core);
  table.registerCharMajor(MTD_CHAR_MAJOR, driver);
  return {
    add({ index }) {
      table.registerCharDevice(MTD_CHAR_MAJOR, 2 * index, driver, { name: `mtd${index}`, mode: 0o600 });
      table.registerCharDevice(MTD_CHAR_MAJOR, 2 * index + 1, driver, { name: `mtd${index}ro`, mode: 0o600 });
    },
    remove({ index }) {
      table.unregisterCharDevice(MTD_CHAR_MAJOR, 2 * index);
      table.unregisterCharDevice(MTD_CHAR_MAJOR, 2 * index + 1);
    },
  };
}

/** The core is gone, and nobody has its numbers. */
export function releaseMtdNumbers(table: DeviceTable): void {
  table.unregisterCharMajor(MTD_CHAR_MAJOR);
}
