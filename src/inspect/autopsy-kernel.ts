/**
 * The kernel of an autopsy: it loads pstore and ramoops, keeps what they say, and does nothing else.
 */
import { NVRAM_BLOCK_LEN, NVRAM_FREE_NAME, NVRAM_SIG_FREE, nvramHeaderBytes } from '../formats/chrp-nvram.ts';
import { Nvram } from '../hardware/nvram.ts';
import type { KernelStop } from '../kernel/kernel-stop.ts';
import { emptyLog } from '../kernel/printk/kernel-log.ts';
import type { PrintkLog } from '../kernel/printk/log.ts';
import { nvramBackend } from '../kernel/pstore/nvram-backend.ts';
import type { Pstore, PstoreParameters } from '../kernel/pstore/platform.ts';
import type { PstoreKernel } from '../kernel/pstore/pstore-kernel.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
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

/** An autopsy has RAM alone to look at: no dump lies in its NVRAM, which is free space. */
function freeNvram(): Nvram {
  const nvram = new Nvram(AUTOPSY_NVRAM_BYTES);
  const length = AUTOPSY_NVRAM_BYTES / NVRAM_BLOCK_LEN;
  nvram.write(0, nvramHeaderBytes({ signature: NVRAM_SIG_FREE, name: NVRAM_FREE_NAME, length }));
  return nvram;
}

const AUTOPSY_NVRAM_BYTES = 65536;

/** pstore itself, and where it is built in, the backend that is there before ramoops can be. */
export function startPstore(pstore: Pstore, profile: KernelProfile): void {
  if (profile.pstore.earlierBackend !== null) {
    const backend = nvramBackend(freeNvram(), () => {});
    if (backend !== null) pstore.register(backend);
  }
  pstore.start();
}
