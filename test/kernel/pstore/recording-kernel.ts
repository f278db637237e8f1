/** A kernel for tests of pstore: real printk, fixed clock, everything it says kept as `<level>text`. */
import type { KernelStop } from '../../../src/kernel/kernel-stop.ts';
import { Printk, type PrintkOptions } from '../../../src/kernel/printk/printk.ts';
import type { PstoreKernel } from '../../../src/kernel/pstore/pstore-kernel.ts';
import type { WallTime } from '../../../src/kernel/pstore/pstore-record.ts';
import type { KernelProfile } from '../../../src/profiles/kernel.ts';
import { ramLog } from '../printk/ram-log.ts';

export interface RecordingKernel extends PstoreKernel {
  readonly printkOf: Printk;
  /** What pstore and ramoops printed, as `<6>ramoops: …`. */
  readonly lines: string[];
  readonly stops: KernelStop[];
  /** Wall clock, to be set. */
  time: WallTime;
  nowNs: number;
}

export function recordingKernel(profile: KernelProfile, options: Partial<PrintkOptions> = {}): RecordingKernel {
  const lines: string[] = [];
  const stops: KernelStop[] = [];
  const now = () => kernel.nowNs;
  const printk = new Printk({ profile, now, ...options, log: options.log ?? ramLog({ profile }).log });
  const kernel: RecordingKernel = {
    profile,
    log: printk.log,
    dumpFormat: printk.dumpFormat,
    printkOf: printk,
    lines,
    stops,
    time: { seconds: 0, nanoseconds: 0 },
    nowNs: 0,
    now,
    realTime: () => kernel.time,
    printk: (level, text) => {
      lines.push(`<${level}>${text}`);
      printk.printk(level, text);
    },
    registerConsole: (console) => printk.registerConsole(console),
    unregisterConsole: (console) => printk.unregisterConsole(console),
    registerDumper: (dumper) => printk.dumpers.register(dumper),
    unregisterDumper: (dumper) => printk.dumpers.unregister(dumper),
    stopped: (stop) => stops.push(stop),
  };
  return kernel;
}
