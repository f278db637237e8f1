/** Which driver stands behind a device number: Linux `fs/char_dev.c` and `block/bdev.c`, and the node devtmpfs makes for it. */
import { S_IFCHR, S_IFMT } from '../../shell/posix.ts';
import { ENXIO } from '../../sim/errno.ts';
import { majorOf, makedev } from './device-number.ts';
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

/** Told of devices as they come and go. */
interface DeviceListener {
  readonly added: (device: RegisteredDevice) => void;
  readonly removed: (device: RegisteredDevice) => void;
}

export class DeviceTable {
  readonly #character = new Map<number, RegisteredDevice>();
  readonly #block = new Map<number, RegisteredDevice>();
  /** Drivers of all numbers of a major that have no device. */
  readonly #characterMajors = new Map<number, DeviceDriver>();
  readonly #listeners: DeviceListener[] = [];
  /** Device files that keep written bytes back; virtual nanoseconds that writing them takes. */
  readonly #writeBacks: (() => number)[] = [];

  registerCharDevice(major: number, minor: number, driver: DeviceDriver, node: DeviceNode | null): void {
    this.#register(this.#character, { kind: 'character', rdev: makedev(major, minor), driver, node });
  }

  registerBlockDevice(major: number, minor: number, driver: DeviceDriver, node: DeviceNode | null): void {
    this.#register(this.#block, { kind: 'block', rdev: makedev(major, minor), driver, node });
  }

  registerCharMajor(major: number, driver: DeviceDriver): void {
    this.#characterMajors.set(major, driver);
  }

  unregisterCharMajor(major: number): void {
    this.#characterMajors.delete(major);
  }

  unregisterCharDevice(major: number, minor: number): void {
    this.#unregister(this.#character, makedev(major, minor));
  }

  unregisterBlockDevice(major: number, minor: number): void {
    this.#unregister(this.#block, makedev(major, minor));
  }

  /** Somebody to be asked by sync(2). */
  onSync(writeBack: () => number): void {
    this.#writeBacks.push(writeBack);
  }

  /** `sync_bdevs`: virtual nanoseconds that it takes. */
  sync(): number {
    return this.#writeBacks.reduce((longest, writeBack) => Math.max(longest, writeBack()), 0);
  }

  #register(table: Map<number, RegisteredDevice>, device: RegisteredDevice): void {
    table.set(device.rdev, device);
    for (const { added } of this.#listeners) added(device);
  }

  #unregister(table: Map<number, RegisteredDevice>, rdev: number): void {
    const device = table.get(rdev);
    if (device === undefined) return;
    table.delete(rdev);
    for (const { removed } of this.#listeners) removed(device);
  }

  /** Told of all devices that there are, of each new one, and of each that goes. */
  listen(listener: DeviceListener): void {
    for (const device of this.#character.values()) listener.added(device);
    for (const device of this.#block.values()) listener.added(device);
    this.#listeners.push(listener);
  }

  open(file: OpenFile): FileOperations | number {
    const { mode, rdev } = file.inode;
    const isCharacter = (mode & S_IFMT) === S_IFCHR;
    const device = (isCharacter ? this.#character : this.#block).get(rdev);
    const driver = device?.driver ?? (isCharacter ? this.#characterMajors.get(majorOf(rdev)) : undefined);
    return driver?.open(file) ?? -ENXIO;
  }
}
