/** A kernel log in a RAM of its own, for tests that need no machine around it. */
import { kernelLog } from '../../../src/kernel/printk/kernel-log.ts';
import type { PrintkLog } from '../../../src/kernel/printk/log.ts';
import { type LogSymbols, logSymbols } from '../../../src/kernel/printk/log-symbols.ts';
import type { DynamicLogBuf } from '../../../src/kernel/printk/ram-log-store.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import type { KernelProfile } from '../../../src/profiles/kernel.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';

export interface RamLogOptions {
  readonly profile?: KernelProfile;
  readonly ring?: KernelProfile['printk']['ring'];
  readonly logBufShift?: number;
  readonly wordBytes?: 4 | 8;
  readonly byteOrder?: 'little' | 'big';
  readonly lineMaxBytes?: number;
  readonly dynamic?: DynamicLogBuf;
}

export interface RamLog {
  readonly log: PrintkLog;
  readonly memory: PhysicalMemory;
  readonly symbols: LogSymbols;
  readonly profile: KernelProfile;
}

const RAM_BYTES = 0x400000;
const IMAGE = { start: 0x100000, end: 0x300000 };
/** Where this kernel's image window begins; the linear map would do as well. */
const VIRTUAL = { 4: 0xc0000000n, 8: 0xffffffff80000000n } as const;

export function ramLog(options: RamLogOptions = {}): RamLog {
  const { wordBytes = 8, logBufShift = 17, byteOrder = 'little' } = options;
  const base = options.profile ?? findKernel('deb612')!;
  const { ring = base.printk.ring, lineMaxBytes = base.printk.lineMaxBytes } = options;
  const profile = { ...base, wordBytes, printk: { ...base.printk, ring, logBufShift, lineMaxBytes } };
  const memory = new PhysicalMemory({ sizeBytes: RAM_BYTES, initialContents: { noiseSeed: 5 } });
  const offset = VIRTUAL[wordBytes];
  const log = kernelLog({
    memory,
    profile,
    byteOrder,
    image: IMAGE,
    ramEnd: RAM_BYTES,
    virtual: (physical) => offset + BigInt(physical),
    physical: (virtual, length) => {
      const at = virtual - offset;
      return at >= 0n && at + BigInt(length) <= BigInt(RAM_BYTES) ? Number(at) : null;
    },
    dynamic: options.dynamic,
  });
  return { log, memory, symbols: logSymbols(profile, IMAGE), profile };
}
