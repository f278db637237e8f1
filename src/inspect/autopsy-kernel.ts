/**
 * The kernel of an autopsy: it loads pstore and ramoops, keeps what they say, and does nothing else.
 */
import type { KernelStop } from '../kernel/kernel-stop.ts';
import { emptyLog } from '../kernel/printk/kernel-log.ts';
import type { PrintkLog } from '../kernel/printk/log.ts';
import type { Pstore, PstoreParameters } from '../kernel/pstore/platform.ts';
import type { PstoreKernel } from '../kernel/pstore/pstore-kernel.ts';
import { PSTORE_FLAGS_DMESG, type PstoreBackend } from '../kernel/pstore/pstore-record.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { EINVAL } from '../sim/errno.ts';
import type { AutopsyOptions } from './autopsy-options.ts';

export interface AutopsyMessage {
  readonly level: number;
  readonly text: string;
}

/** A kernel that does nothing but load ramoops and mount pstorefs, at the beginning of its time. */
export class AutopsyKernel implements PstoreKernel {
  readonly profile: KernelProfile;
  readonly log: PrintkLog;
  readonly dumpFormat = { syslog: true, time: true, caller: false };
  readonly messages: AutopsyMessage[] = [];
  stop: KernelStop | null = null;

  constructor(profile: KernelProfile) {
    this.profile = profile;
    this.log = emptyLog(profile);
  }

  readonly now = () => 0;
  readonly realTime = () => ({ seconds: 0, nanoseconds: 0 });

  printk(level: number, text: string): void {
    if (this.stop === null) this.messages.push({ level, text });
  }

  registerConsole(): void {}
  unregisterConsole(): void {}
  registerDumper(): void {}
  unregisterDumper(): void {}

  stopped(stop: KernelStop): void {
    this.stop ??= stop;
  }
}

export function pstoreParameters({ commandLine }: AutopsyOptions): PstoreParameters {
  const { compress, backend } = commandLine;
  return { ...(compress === undefined ? {} : { compress }), ...(backend === undefined ? {} : { backend }) };
}

/** pstore itself, and where it is built in, the backend that is there before ramoops can be. */
export function startPstore(pstore: Pstore, profile: KernelProfile): void {
  const { earlierBackend } = profile.pstore;
  if (earlierBackend !== null) pstore.register(emptyBackend(earlierBackend));
  pstore.start();
}

/** A backend whose records lie outside the region, so that nothing is known of them. */
function emptyBackend(name: string): PstoreBackend {
  return {
    name,
    flags: PSTORE_FLAGS_DMESG,
    bufsize: 4096,
    maxReason: 0,
    firstPartOnly: false,
    open: () => 0,
    read: () => null,
    write: () => 0,
    writeUser: () => -EINVAL,
  };
}
