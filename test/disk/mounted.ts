/** Mounting in tests: a refusal is a failure. */
import type { BlockDevice } from '../../src/disk/block-device.ts';
import { readGeometry } from '../../src/disk/ext4/geometry.ts';
import { type Ext4Options, type MountedExt4, mountExt4 } from '../../src/disk/ext4/mount.ts';
import { assemble, type Parts } from '../../src/disk/ext4/parts.ts';
import { SUPERBLOCK_BYTES } from '../../src/formats/ext4-superblock.ts';

export const someTime = { seconds: 1_700_000_000n, nanoseconds: 123_456_789 };

export function mounted(device: BlockDevice, options: Partial<Ext4Options> = {}): MountedExt4 {
  const result = mountExt4(device, { time: someTime, ...options });
  if ('errno' in result) throw new Error(`${result.errno}: ${result.message}`);
  return result;
}

/** The parts of a file system without a mount, to look at it or change it from inside. */
export function partsOf(device: BlockDevice): Parts {
  const geometry = readGeometry(device.read(2, SUPERBLOCK_BYTES / 512), device.sectorCount * 512, false);
  if ('errno' in geometry) throw new Error(geometry.message);
  const parts = assemble(device, geometry);
  if ('errno' in parts) throw new Error(parts.message);
  return parts;
}
