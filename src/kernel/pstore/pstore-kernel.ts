/**
 * What the rest of the kernel lends to pstore and its backends.
 *
 * The machine's kernel gives its printk, its dumpers and its clock; an autopsy, which has no running kernel, gives a recorder of
 * messages.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { KernelStop } from '../kernel-stop.ts';
import type { PrintFormat } from '../printk/format.ts';
import type { KmsgDumper } from '../printk/kmsg-dump.ts';
import type { PrintkLog } from '../printk/log.ts';
import type { KernelConsole } from '../printk/printk.ts';
import type { WallTime } from './pstore-record.ts';

export interface PstoreKernel {
  readonly profile: KernelProfile;
  /** The log that dumps are taken from, and the form of their text. */
  readonly log: PrintkLog;
  readonly dumpFormat: PrintFormat;
  /** Nanoseconds since the kernel started. */
  readonly now: () => number;
  /** `ktime_get_real_ts64`; zeros while timekeeping is suspended. */
  readonly realTime: () => WallTime;
  printk(level: number, text: string): void;
  registerConsole(console: KernelConsole): void;
  unregisterConsole(console: KernelConsole): void;
  registerDumper(dumper: KmsgDumper): void;
  unregisterDumper(dumper: KmsgDumper): void;
  /** The kernel has stopped inside pstore; nothing of it may run on. */
  stopped(stop: KernelStop): void;
}
