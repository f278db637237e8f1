/** Mounting in tests: a refusal is a failure. */
import type { BlockDevice } from '../../src/disk/block-device.ts';
import { type Ext4Options, type MountedExt4, mountExt4 } from '../../src/disk/ext4/mount.ts';

export const someTime = { seconds: 1_700_000_000n, nanoseconds: 123_456_789 };

export function mounted(device: BlockDevice, options: Partial<Ext4Options> = {}): MountedExt4 {
  const result = mountExt4(device, { time: someTime, ...options });
  if ('errno' in result) throw new Error(`${result.errno}: ${result.message}`);
  return result;
}
