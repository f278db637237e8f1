/** Character devices of the kernel itself: /dev/kmsg and /dev/pmsg0. */

import { O_ACCMODE, O_NONBLOCK, O_WRONLY } from '../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import { EAGAIN, EINVAL, ENXIO, EPERM } from '../sim/errno.ts';
import { DevKmsgReader, devkmsgWrite } from './dev-kmsg.ts';
import { KERN_WARNING } from './printk/levels.ts';
import type { Printk } from './printk/printk.ts';
import { WaitQueue } from './process/wait-queue.ts';
import type { Pstore } from './pstore/platform.ts';
import { RateLimit } from './rate-limit.ts';
import type { DeviceTable } from './vfs/devices.ts';

/** `drivers/char/mem.c`. */
const KMSG = { major: 1, minor: 11 } as const;
/** A dynamic number: the first one that `register_chrdev` gives, counted down from 254 [seen on the recorded kernels]. */
const PMSG = { major: 246, minor: 0 } as const;

export interface KernelDevices {
  readonly printk: Printk;
  /** Longest text of a record of the log. */
  readonly lineMaxBytes: number;
  /** Records name their caller. */
  readonly hasCaller: boolean;
  /** Nanoseconds since the kernel started. */
  readonly now: () => number;
  /** Name of the task that closes the file. */
  readonly comm: () => string;
}

export function registerKmsg(devices: DeviceTable, options: KernelDevices): void {
  const { printk, lineMaxBytes, hasCaller } = options;
  const queue = new WaitQueue();
  printk.recordsCame = () => queue.wakeAll();
  const driver = {
    open: (file: { readonly flags: number }) => {
      const isForWriting = (file.flags & O_ACCMODE) === O_WRONLY;
      if (printk.devkmsg === 'off' && isForWriting) return -EPERM;
      const limit = new KmsgLimit(options);
      const reader = isForWriting ? null : new DevKmsgReader(printk.log.store, hasCaller);
      return {
        isStream: false,
        read: (open: { readonly flags: number }, count: number) => {
          const text = reader?.read(count) ?? -EINVAL;
          if (text === -EAGAIN && (open.flags & O_NONBLOCK) === 0) return queue;
          return typeof text === 'number' ? text : latin1Bytes(text);
        },
        write: (_open: unknown, bytes: Uint8Array) => {
          if (bytes.length > lineMaxBytes + 1) return -EINVAL;
          return limit.allows() ? devkmsgWrite(printk, lineMaxBytes, latin1Text(bytes)) : bytes.length;
        },
        released: () => limit.closed(),
        seek: (_open: unknown, offset: number, whence: number) => reader?.seek(offset, whence) ?? 0,
      };
    },
  };
  devices.registerCharDevice(KMSG.major, KMSG.minor, driver, { name: 'kmsg', mode: 0o644 });
}

/** `printk.devkmsg` for one open file: what is beyond the limit is taken and lost, and told of when the file is closed. */
class KmsgLimit {
  readonly #options: KernelDevices;
  readonly #limit: RateLimit;
  #missed = 0;

  constructor(options: KernelDevices) {
    this.#options = options;
    this.#limit = new RateLimit('devkmsg_write', options.now, () => {});
  }

  allows(): boolean {
    const { devkmsg } = this.#options.printk;
    if (devkmsg !== 'ratelimit') return devkmsg === 'on';
    const isAllowed = this.#limit.allows();
    if (!isAllowed) this.#missed++;
    return isAllowed;
  }

  closed(): void {
    if (this.#missed === 0) return;
    const { comm, printk } = this.#options;
    printk.printk(KERN_WARNING, `printk: ${comm()}: ${this.#missed} output lines suppressed due to ratelimiting`);
  }
}

/** Registers /dev/pmsg0 once the backend of pstore has a place for it. */
export function registerPmsg(devices: DeviceTable, pstore: Pstore): void {
  const operations = {
    write: (_file: unknown, bytes: Uint8Array) => pstore.writePmsg(bytes),
    // no_llseek of a write-only device: noop_llseek.
    seek: () => 0,
  };
  const driver = { open: () => (pstore.hasPmsg ? operations : -ENXIO) };
  devices.registerCharDevice(PMSG.major, PMSG.minor, driver, { name: 'pmsg0', mode: 0o220 });
}
