/** Character devices of the kernel itself: /dev/kmsg and /dev/pmsg0. */

import { O_ACCMODE, O_NONBLOCK, O_WRONLY } from '../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';
import { EAGAIN, EINVAL, ENXIO } from '../sim/errno.ts';
import { DevKmsgReader, devkmsgWrite } from './dev-kmsg.ts';
import type { Printk } from './printk/printk.ts';
import { WaitQueue } from './process/wait-queue.ts';
import type { Pstore } from './pstore/platform.ts';
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
}

export function registerKmsg(devices: DeviceTable, { printk, lineMaxBytes, hasCaller }: KernelDevices): void {
  const queue = new WaitQueue();
  printk.recordsCame = () => queue.wakeAll();
  const driver = {
    open: (file: { readonly flags: number }) => {
      const isForWriting = (file.flags & O_ACCMODE) === O_WRONLY;
      const reader = isForWriting ? null : new DevKmsgReader(printk.log.store, hasCaller);
      return {
        isStream: false,
        read: (open: { readonly flags: number }, count: number) => {
          const text = reader?.read(count) ?? -EINVAL;
          if (text === -EAGAIN && (open.flags & O_NONBLOCK) === 0) return queue;
          return typeof text === 'number' ? text : latin1Bytes(text);
        },
        write: (_open: unknown, bytes: Uint8Array) => devkmsgWrite(printk, lineMaxBytes, latin1Text(bytes)),
        seek: (_open: unknown, offset: number, whence: number) => reader?.seek(offset, whence) ?? 0,
      };
    },
  };
  devices.registerCharDevice(KMSG.major, KMSG.minor, driver, { name: 'kmsg', mode: 0o644 });
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
