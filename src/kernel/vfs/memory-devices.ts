/** The devices of Linux `drivers/char/mem.c`: null, zero, full, random, urandom, at their fixed numbers. */
import { ENOSPC } from '../../sim/errno.ts';
import type { RandomStream } from '../../sim/random.ts';
import type { DeviceTable } from './devices.ts';
import type { FileOperations } from './vfs-objects.ts';

const MEM_MAJOR = 1;
/** Bytes of one read of /dev/random that come at once; a signal may come between pages, as with ours. */
const RANDOM_READ_MAX = 1 << 20;
/** Largest piece of zeros made for one read. */
const ZERO_READ_MAX = 64 << 20;
const NOTHING = new Uint8Array(0);

export function registerMemoryDevices(devices: DeviceTable, random: RandomStream): void {
  const seek = () => 0;
  const swallow = (_file: unknown, bytes: Uint8Array) => bytes.length;
  const zeros = (_file: unknown, count: number) => new Uint8Array(Math.min(count, ZERO_READ_MAX));
  const randomBytes = (_file: unknown, count: number) => {
    const bytes = new Uint8Array(Math.min(count, RANDOM_READ_MAX));
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) view.setUint32(at, random.uint32(), true);
    for (; at < bytes.length; at++) bytes[at] = random.uint32() & 0xff;
    return bytes;
  };
  const table: readonly (readonly [number, string, FileOperations])[] = [
    [3, 'null', { read: () => NOTHING, write: swallow, seek }],
    [5, 'zero', { read: zeros, write: swallow, seek }],
    [7, 'full', { read: zeros, write: () => -ENOSPC, seek }],
    [8, 'random', { read: randomBytes, write: swallow, seek }],
    [9, 'urandom', { read: randomBytes, write: swallow, seek }],
  ];
  for (const [minor, name, operations] of table) {
    devices.registerCharDevice(MEM_MAJOR, minor, { open: () => operations }, { name, mode: 0o666 });
  }
}
