/**
 * Block special files: bytes of a disk or partition, as `dd if=/dev/mmcblk1` reads them. Linux `block/fops.c`.
 *
 * Left out: the page cache of the device, which a mounted file system does not share anyway; a write is on its way at once.
 */
import { type BlockDevice, SECTOR_BYTES } from '../../disk/block-device.ts';
import { SEEK_CUR, SEEK_END } from '../../shell/posix.ts';
import { EINVAL, ENOSPC } from '../../sim/errno.ts';
import type { FileOperations, OpenFile } from './vfs-objects.ts';

/** Bytes of one read that come at once. */
const READ_BYTES_MAX = 1 << 20;

export function blockOperations(device: BlockDevice, busyNs: () => number): FileOperations {
  const sizeBytes = device.sectorCount * SECTOR_BYTES;
  return {
    read(_file, count, offset) {
      const length = Math.max(0, Math.min(count, sizeBytes - offset, READ_BYTES_MAX));
      if (length === 0) return new Uint8Array(0);
      const { first, sectors, within } = covering(offset, length);
      return device.read(first, sectors).subarray(within, within + length);
    },
    write(_file, bytes, offset) {
      const length = Math.min(bytes.length, sizeBytes - offset);
      if (length <= 0) return bytes.length === 0 ? 0 : -ENOSPC;
      const { first, sectors, within } = covering(offset, length);
      const isWhole = within === 0 && length === sectors * SECTOR_BYTES;
      const buffer = isWhole ? bytes.slice(0, length) : device.read(first, sectors);
      if (!isWhole) buffer.set(bytes.subarray(0, length), within);
      device.write(first, buffer);
      return length;
    },
    seek(file: OpenFile, offset, whence) {
      const base = whence === SEEK_CUR ? file.offset : whence === SEEK_END ? sizeBytes : 0;
      const place = base + offset;
      if (place < 0 || place > sizeBytes) return -EINVAL;
      file.offset = place;
      return place;
    },
    fsync() {
      device.flush();
      return busyNs();
    },
  };
}

function covering(offset: number, length: number): { first: number; sectors: number; within: number } {
  const first = Math.floor(offset / SECTOR_BYTES);
  const sectors = Math.ceil((offset + length) / SECTOR_BYTES) - first;
  return { first, sectors, within: offset - first * SECTOR_BYTES };
}
