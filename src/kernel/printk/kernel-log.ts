/**
 * The log of a kernel: the store its version has, at the place its image gives it.
 *
 * `emptyLog` is the log of a kernel that runs nowhere: it has no RAM, and nothing is stored.
 */
import { type Mapping, map } from '../../memory/mapping.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { PrintkLog } from './log.ts';
import type { LogStore } from './log-record.ts';
import { logSymbols } from './log-symbols.ts';
import { type DynamicLogBuf, RamLogStore } from './ram-log-store.ts';
import { RecordLogStore } from './record-log-store.ts';
import { LOG_WRITER } from './ring-init.ts';

export interface KernelLogInput {
  readonly memory: PhysicalMemory;
  readonly profile: KernelProfile;
  readonly byteOrder: 'little' | 'big';
  /** Where the kernel's image lies. */
  readonly image: AddressRange;
  /** The end of RAM: no pointer leads beyond it. */
  readonly ramEnd: number;
  readonly virtual: (physical: number) => bigint;
  readonly physical: (virtual: bigint, length: number) => number | null;
  /** The longer buffer, where one was asked for. */
  readonly dynamic?: DynamicLogBuf | undefined;
}

/** Puts an empty log into RAM, over what the image had there. */
export function kernelLog(input: KernelLogInput): PrintkLog {
  const { profile, memory, byteOrder, image, ramEnd } = input;
  const range = { address: 0, length: ramEnd };
  const ram = map(memory, range, { cacheType: 'cached', byteOrder, writer: LOG_WRITER });
  return new PrintkLog(profile.printk.lineMaxBytes, storeOf(input, ram, image));
}

function storeOf(
  { memory, profile, virtual, physical, dynamic }: KernelLogInput,
  ram: Mapping,
  image: AddressRange,
): LogStore {
  const { wordBytes } = profile;
  const { ring, logBufShift } = profile.printk;
  const symbols = logSymbols(profile, image);
  if (ring === 'record') return new RecordLogStore({ ram, symbols, wordBytes, logBufShift, virtual });
  const lastFinalized = ring === 'finalized-id' ? 'id' : 'seq';
  return new RamLogStore({ memory, ram, symbols, wordBytes, logBufShift, lastFinalized, virtual, physical, dynamic });
}

/** A log without RAM. */
export function emptyLog(profile: KernelProfile): PrintkLog {
  return new PrintkLog(profile.printk.lineMaxBytes, {
    firstSeq: 0,
    readableSeq: 0,
    clearSeq: 0,
    next: () => undefined,
    range: () => [],
    store: () => {},
    storeAll: () => {},
  });
}
