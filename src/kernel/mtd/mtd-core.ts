/**
 * The MTD core: the table of devices, those who are told of each, and the text of /proc/mtd.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/mtd/mtdcore.c` (add_mtd_device, del_mtd_device, register_mtd_user, get_mtd_device,
 * mtd_proc_show) and, of `mtdpart.c`, what is said at the end. Left out: partitions, flash and all that goes with it (bad blocks,
 * out-of-band bytes, ECC, locks, OTP), NVMEM cells.
 */
import { ENODEV } from '../../sim/errno.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { KernelStop } from '../kernel-stop.ts';
import { KERN_INFO } from '../printk/levels.ts';

/** MTD_WRITEABLE, MTD_BIT_WRITEABLE and MTD_NO_ERASE. */
export const MTD_CAP_RAM = 0x1c00;
/** References an open character device takes on the core: its region of numbers, and its file operations. */
const REFERENCES_OF_OPEN = 2;

/** The bytes of a device; offsets and lengths have been checked. */
export interface MtdStore {
  read(offset: number, length: number): Uint8Array | KernelStop;
  write(offset: number, bytes: Uint8Array): KernelStop | undefined;
}

export interface MtdDescription {
  readonly name: string;
  readonly sizeBytes: number;
  readonly eraseSize: number;
  readonly store: MtdStore;
}

/** A device in the table. */
export interface MtdDevice extends MtdDescription {
  /** N of mtdN. */
  readonly index: number;
  bitflipThreshold: number;
  /** Who has it open: references on the module it belongs to. */
  users: number;
  /** Its module has been thrown away, and nobody took it out of the table. */
  isForsaken: boolean;
}

/** Who wants to know of devices: `struct mtd_notifier`. */
export interface MtdUser {
  add(device: MtdDevice): void;
  remove(device: MtdDevice): void;
}

export interface MtdCoreOptions {
  readonly print: PrintkFunction;
  /** The kernel stops inside its own code. */
  readonly stopped: (stop: KernelStop) => void;
}

export class MtdCore {
  /** By index. */
  readonly devices: MtdDevice[] = [];
  /** Open character devices. */
  openFiles = 0;
  readonly #options: MtdCoreOptions;
  readonly #users: MtdUser[] = [];
  /** Who makes and removes the nodes in /dev: there as long as the core is loaded. */
  #nodes: MtdUser | null = null;

  constructor(options: MtdCoreOptions) {
    this.#options = options;
  }

  /** Users, devices and open files hold the core. */
  get references(): number {
    return this.#users.length + this.devices.length + this.openFiles * REFERENCES_OF_OPEN;
  }

  useNodes(nodes: MtdUser): void {
    this.#nodes = nodes;
    for (const device of this.devices) nodes.add(device);
  }

  /** `add_mtd_device`: the lowest free number. */
  register(description: MtdDescription): MtdDevice {
    let index = 0;
    while (this.devices[index]?.index === index) index++;
    const device: MtdDevice = { ...description, index, bitflipThreshold: 0, users: 0, isForsaken: false };
    this.devices.splice(index, 0, device);
    this.#nodes?.add(device);
    for (const user of this.#users) user.add(device);
    return device;
  }

  /** `mtd_device_unregister`. */
  unregister(device: MtdDevice): void {
    this.#options.print(KERN_INFO, `Deleting MTD partitions on "${device.name}":`);
    for (const user of this.#users) user.remove(device);
    this.#nodes?.remove(device);
    this.devices.splice(this.devices.indexOf(device), 1);
  }

  addUser(user: MtdUser): void {
    this.#users.push(user);
    for (const device of this.devices) user.add(device);
  }

  removeUser(user: MtdUser): void {
    for (const device of this.devices) user.remove(device);
    this.#users.splice(this.#users.indexOf(user), 1);
  }

  /** `get_mtd_device`: the device with one user more, or a negated error number. Give it back with `put`. */
  get(index: number): MtdDevice | number {
    const device = this.devices.find((one) => one.index === index);
    if (device === undefined) return -ENODEV;
    if (device.isForsaken) {
      // try_module_get looks at a module whose memory has been given back.
      this.#options.stopped({
        kind: 'fault',
        text: 'a read of the memory of a module that is gone',
        where: 'try_module_get',
      });
      return -ENODEV;
    }
    device.users++;
    return device;
  }

  put(device: MtdDevice): void {
    device.users--;
  }

  /** Bytes from an offset on; empty where the kernel stopped in the driver. */
  read({ store }: MtdDevice, offset: number, length: number): Uint8Array {
    const bytes = store.read(offset, length);
    if (bytes instanceof Uint8Array) return bytes;
    this.#options.stopped(bytes);
    return new Uint8Array(0);
  }

  write({ store }: MtdDevice, offset: number, bytes: Uint8Array): void {
    const stop = store.write(offset, bytes);
    if (stop !== undefined) this.#options.stopped(stop);
  }

  /** Text of /proc/mtd. */
  text(): string {
    const lines = this.devices.map(({ index, sizeBytes, eraseSize, name }) => {
      const hex = (value: number) => value.toString(16).padStart(8, '0');
      return `mtd${index}: ${hex(sizeBytes)} ${hex(eraseSize)} "${name}"\n`;
    });
    return `dev:    size   erasesize  name\n${lines.join('')}`;
  }
}
