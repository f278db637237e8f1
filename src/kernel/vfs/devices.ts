/** Which driver stands behind a device number: Linux `fs/char_dev.c` and `block/bdev.c`, and the node devtmpfs makes for it. */
import { S_IFCHR, S_IFMT } from '../../shell/posix.ts';
import { ENXIO } from '../../sim/errno.ts';
import { makedev } from './device-number.ts';
import type { FileOperations, OpenFile } from './vfs-objects.ts';

export interface DeviceDriver {
  /** Once for each `open`; an error refuses. */
  open(file: OpenFile): FileOperations | number;
}

/** How the node in /dev is called and whose it is. */
export interface DeviceNode {
  readonly name: string;
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

export interface RegisteredDevice {
  readonly kind: 'character' | 'block';
  readonly rdev: number;
  readonly driver: DeviceDriver;
  readonly node: DeviceNode | null;
}

export class DeviceTable {
  readonly #character = new Map<number, RegisteredDevice>();
  readonly #block = new Map<number, RegisteredDevice>();
  readonly #listeners: ((device: RegisteredDevice) => void)[] = [];

  registerCharDevice(major: number, minor: number, driver: DeviceDriver, node: DeviceNode | null): void {
    this.#register(this.#character, { kind: 'character', rdev: makedev(major, minor), driver, node });
  }

  registerBlockDevice(major: number, minor: number, driver: DeviceDriver, node: DeviceNode | null): void {
    this.#register(this.#block, { kind: 'block', rdev: makedev(major, minor), driver, node });
  }

  #register(table: Map<number, RegisteredDevice>, device: RegisteredDevice): void {
    table.set(device.rdev, device);
    for (const listener of this.#listeners) listener(device);
  }

  /** All devices that there are, and each new one. */
  forEach(listener: (device: RegisteredDevice) => void): void {
    for (const device of this.#character.values()) listener(device);
    for (const device of this.#block.values()) listener(device);
    this.#listeners.push(listener);
  }

  open(file: OpenFile): FileOperations | number {
    const { mode, rdev } = file.inode;
    const table = (mode & S_IFMT) === S_IFCHR ? this.#character : this.#block;
    return table.get(rdev)?.driver.open(file) ?? -ENXIO;
  }
}
