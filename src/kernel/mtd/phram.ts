/**
 * phram: a range of physical addresses as an MTD device, reserved by nobody.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/mtd/devices/phram.c` as a module: devices are made while its parameters are parsed, before its
 * init function, so a load that fails at a later parameter leaves them behind. Left out: the driver built into the kernel, device tree
 * nodes, and what becomes of a kernel whose own code is written over through a device.
 */
import type { Mapping } from '../../memory/mapping.ts';
import { EIO } from '../../sim/errno.ts';
import type { KernelStop } from '../kernel-stop.ts';
import { type IoremapHost, ioremap } from '../mm/ioremap.ts';
import type { ModuleInit } from '../modules/module-init.ts';
import { KERN_ERR, KERN_INFO } from '../printk/levels.ts';
import type { MtdCore, MtdDevice, MtdStore } from './mtd-core.ts';
import { parsePhram } from './phram-parameter.ts';

export interface PhramOptions extends IoremapHost {
  readonly core: MtdCore;
  readonly pageSizeBytes: number;
}

export class Phram {
  readonly #options: PhramOptions;
  #devices: MtdDevice[] = [];

  constructor(options: PhramOptions) {
    this.#options = options;
  }

  get module(): ModuleInit {
    return {
      setters: { phram: { set: (value) => this.#setup(value), isDangerous: true } },
      stop: () => this.#unregisterAll(),
      dropped: () => this.#forsake(),
      references: () => this.#devices.reduce((sum, { users }) => sum + users, 0),
    };
  }

  /** `phram_setup`: 0, 1 for a mistake in the text, or a negated error number. */
  #setup(value: string): number {
    const { core, pageSizeBytes, print } = this.#options;
    const parsed = parsePhram(value, pageSizeBytes);
    if ('result' in parsed) {
      if (parsed.message !== null) print(KERN_ERR, `phram: ${parsed.message}`);
      return parsed.result;
    }
    const { name, start, length, eraseSize } = parsed;
    const mapping = ioremap(this.#options, start, length, 'kernel/phram');
    if (mapping === null) {
      print(KERN_ERR, 'phram: ioremap failed');
      return -EIO;
    }
    const store = this.#store(mapping);
    this.#devices.push(core.register({ name, sizeBytes: mapping.length, eraseSize: Number(eraseSize), store }));
    const hex = (number: bigint) => `0x${number.toString(16)}`;
    print(KERN_INFO, `phram: ${name} device: ${hex(length)} at ${hex(start)} for erasesize ${hex(eraseSize)}`);
    return 0;
  }

  #store(mapping: Mapping): MtdStore {
    const abort = (offset: number, length: number) => this.#abort(mapping.address + offset, length);
    return {
      read: (offset, length) => abort(offset, length) ?? mapping.read(offset, length),
      write: (offset, bytes) => {
        const stop = abort(offset, bytes.length);
        if (stop === undefined) mapping.write(offset, bytes);
        return stop;
      },
    };
  }

  /** An access to addresses that nothing answers, where that is an error. */
  #abort(address: number, length: number): KernelStop | undefined {
    const { ioResources } = this.#options;
    const isAnswered = [address, address + length - 1].every((one) => !ioResources.aborts(BigInt(one)));
    if (length === 0 || isAnswered) return undefined;
    return { kind: 'abort', text: 'synchronous external abort', where: 'memcpy' };
  }

  #unregisterAll(): void {
    for (const device of this.#devices) this.#options.core.unregister(device);
    this.#devices = [];
  }

  /** The module is thrown away because a parameter failed: the devices of the others stay in the table. */
  #forsake(): void {
    for (const device of this.#devices) device.isForsaken = true;
    this.#devices = [];
  }
}
