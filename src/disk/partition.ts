/** A part of a device as a device of its own: what a partition is to a file system. */
import { assert } from '../sim/assert.ts';
import type { BlockDevice } from './block-device.ts';

/** Sectors `start` to `start + count - 1` of a device. */
export function slice(device: BlockDevice, start: number, count: number): BlockDevice {
  assert(start >= 0 && count >= 0 && start + count <= device.sectorCount, 'a partition lies outside its device');
  return {
    sectorCount: count,
    read(sector, wanted) {
      assert(sector >= 0 && sector + wanted <= count, 'a read beyond the partition');
      return device.read(start + sector, wanted);
    },
    write(sector, bytes) {
      assert(sector >= 0 && sector * 512 + bytes.length <= count * 512, 'a write beyond the partition');
      device.write(start + sector, bytes);
    },
    flush: () => device.flush(),
  };
}
