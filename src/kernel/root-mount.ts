/**
 * From the rootfs to the first process: Linux `init/main.c` kernel_init, `init/do_mounts.c`.
 *
 * Messages and their order are the kernel's (6.1); an initramfs that finds the root and starts its init says nothing. Left out: root on
 * network, several file system types tried in turn.
 */
import { hex } from '../sim/bytes.ts';
import { EINVAL, ENXIO } from '../sim/errno.ts';
import { KERN_DEFAULT } from './crash/stack-dump.ts';
import { KERN_ERR, KERN_INFO } from './printk/levels.ts';
import { mountFlags } from './process/mount-calls.ts';
import type { ProcessServices } from './process/services.ts';
import type { BlockDeviceNode, RootOptions } from './user-space-options.ts';
import { type Credentials, rootCredentials } from './vfs/credentials.ts';
import { majorOf, makedev, minorOf } from './vfs/device-number.ts';
import { type Walker, walk } from './vfs/path-walk.ts';

export interface RootMountOptions {
  readonly services: ProcessServices;
  readonly root: RootOptions;
  readonly disks: readonly BlockDeviceNode[];
  readonly printk: (level: number, text: string) => void;
  readonly panic: (message: string) => void;
}

const RAMDISK_INIT = '/init';
const DEFAULT_TYPE = 'ext4';

/** Programs tried in turn, and what to say when the first of them does not start. */
export interface InitCandidates {
  /** Started first; when it fails `failed` tells, and `panics` says whether that is the end. */
  readonly requested: string | null;
  readonly isFromRamdisk: boolean;
}

export function walkerOf(services: ProcessServices, credentials: Credentials = rootCredentials()): Walker {
  const { root } = services.vfs.mounts;
  return { root, cwd: root, credentials, now: services.vfs.now };
}

/** Mounts the root file system unless the initramfs has an init; null after a panic, or while the device is waited for. */
export function prepareRoot(options: RootMountOptions): InitCandidates | null {
  const { services, root } = options;
  const rdinit = root.rdinit ?? RAMDISK_INIT;
  if (root.initramfs !== null && typeof walk(walkerOf(services), rdinit) !== 'number') {
    return { requested: rdinit, isFromRamdisk: true };
  }
  return mountRoot(options) ? { requested: root.init, isFromRamdisk: false } : null;
}

function mountRoot({ services, root, disks, printk, panic }: RootMountOptions): boolean {
  const name = root.root ?? '';
  const disk = disks.find((one) => name === `/dev/${one.name}`);
  const rdev = disk === undefined ? 0 : makedev(disk.major, disk.minor);
  const place = `unknown-block(${majorOf(rdev)},${minorOf(rdev)})`;
  if (disk === undefined && name !== '' && root.rootwait === true) {
    // It would appear when a driver finds it; ours have all been probed.
    printk(KERN_INFO, `Waiting for root device ${name}...`);
    return false;
  }
  const type = root.rootfstype ?? DEFAULT_TYPE;
  const flags = root.isReadOnly ? (['ro'] as const) : [];
  if (disk === undefined && root.rootfstype === null && root.hasDiskFileSystems === false) {
    // The kernel has no file system of a disk: there is none to try.
    listPartitions(disks, printk, 'List of all partitions:');
    for (const line of ['No filesystem could mount root, tried: ', '']) printk(KERN_DEFAULT, line);
    panic(`VFS: Unable to mount root fs on ${place}`);
    return false;
  }
  const superblock = services.fileSystems.get(type)?.mount({
    source: '/dev/root',
    data: root.rootflags ?? '',
    readOnly: root.isReadOnly,
    isSynchronous: false,
    credentials: rootCredentials(),
    rdev: disk === undefined ? null : rdev,
  });
  if (superblock === undefined || typeof superblock === 'number') {
    const error = superblock === -EINVAL && disk !== undefined ? -EINVAL : disk === undefined ? -ENXIO : superblock;
    if (error === -EINVAL) {
      listPartitions(disks, printk, 'List of all partitions:');
      for (const line of ['No filesystem could mount root, tried: ', ` ${type}`, '']) printk(KERN_DEFAULT, line);
    } else {
      printk(
        KERN_ERR,
        `VFS: Cannot open root device "${name.replace(/^\/dev\//, '')}" or ${place}: error ${error ?? -ENXIO}`,
      );
      listPartitions(disks, printk, 'Please append a correct "root=" boot option; here are the available partitions:');
    }
    panic(`VFS: Unable to mount root fs on ${place}`);
    return false;
  }
  const rootMount = services.vfs.mounts.setRoot(superblock, '/dev/root', mountFlags([...flags]));
  const say = root.isAnnounced ? printk : () => {};
  const how = superblock.readOnly ? ' readonly' : '';
  say(
    KERN_INFO,
    `VFS: Mounted root (${superblock.type} filesystem)${how} on device ${majorOf(rdev)}:${minorOf(rdev)}.`,
  );
  mountDev(services, say);
  return rootMount.superblock === superblock;
}

/** CONFIG_DEVTMPFS_MOUNT. */
function mountDev(services: ProcessServices, printk: RootMountOptions['printk']): void {
  const at = walk(walkerOf(services), '/dev');
  const superblock = services.fileSystems.get('devtmpfs')?.mount({
    source: 'devtmpfs',
    data: '',
    readOnly: false,
    isSynchronous: false,
    credentials: rootCredentials(),
    rdev: null,
  });
  if (superblock === undefined || typeof superblock === 'number') return;
  const error =
    typeof at === 'number' ? at : services.vfs.mounts.attach(superblock.rootDentry, at, 'devtmpfs', mountFlags([]));
  if (typeof error === 'number') printk(KERN_INFO, `devtmpfs: error mounting ${error}`);
  else printk(KERN_INFO, 'devtmpfs: mounted');
}

/** Names of the drivers behind whole disks, by major number. */
const DRIVERS: Readonly<Record<number, string>> = { 8: 'sd', 179: 'mmcblk', 253: 'virtio_blk', 254: 'virtio_blk' };

/** printk_all_partitions: number in hex, blocks of 1 KiB, name; partitions are indented, whole disks tell their driver. */
function listPartitions(disks: readonly BlockDeviceNode[], printk: RootMountOptions['printk'], heading: string): void {
  printk(KERN_DEFAULT, heading);
  for (const { name, major, minor, device } of disks) {
    const number = hex(major, 2) + hex(minor, 2);
    const isPartition = disks.some((other) => other.name !== name && name.startsWith(other.name));
    const size = String(Math.floor(device.sectorCount / 2)).padStart(10);
    const line = `${number.padEnd(9)} ${size} ${name} `;
    printk(
      KERN_DEFAULT,
      isPartition ? `  ${line}` : `${line} driver: ${DRIVERS[major] ?? name.replace(/[a-z]$|\d+$/, '')}`,
    );
  }
}
