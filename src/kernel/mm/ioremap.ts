/**
 * `ioremap`: physical addresses for a driver that never asked whose they are.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/mm/ioremap.c` (`__ioremap_caller`, `__ioremap_check_ram`: whole pages of System RAM are refused, unless
 * they were reserved at boot and never given back), `arch/arm/mm/ioremap.c` and `mm/ioremap.c` of arm64 (the first page alone is looked at), and
 * `arch/powerpc/mm/ioremap.c`. Left out: the warnings of arm, arm64 and POWER, which were not recorded; addresses that lead nowhere are given, and
 * what a load from them does is the business of who makes it.
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import { type Mapping, map } from '../../memory/mapping.ts';
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { KERN_WARNING } from '../printk/levels.ts';
import type { MemoryUse } from './memory-use.ts';

const PAGE_SIZE = 4096;
/** What the CPU can address: QEMU's qemu64 40 bits, LPAE of ARM too; arm64 and POWER more, which no board has. */
const PHYSICAL_BITS = 40n;

export interface IoremapHost {
  readonly memory: PhysicalMemory;
  readonly byteOrder: ByteOrder;
  readonly layout: MemoryLayout;
  readonly memoryUse: MemoryUse;
  readonly ioResources: IoResources;
  readonly print: PrintkFunction;
  /** x86, once a boot: a driver asked for RAM in use. First and last byte. */
  readonly warnOfRam: (first: bigint, last: bigint) => void;
}

/** Uncached memory at an address; null where the kernel refuses. `writer`: whose stores these will be. */
export function ioremap(host: IoremapHost, start: bigint, length: bigint, writer: string): Mapping | null {
  const { ioResources, memory, byteOrder, layout } = host;
  const end = start + length;
  if (length === 0n || end > 1n << 64n) return null;
  const isX86 = layout.architecture === 'x86_64';
  if (start >= 1n << PHYSICAL_BITS) {
    if (isX86) host.print(KERN_WARNING, `ioremap: invalid physical address ${start.toString(16)}`);
    return null;
  }
  if (end > BigInt(memory.sizeBytes)) return null;
  const range = { start: Number(start), end: Number(end) };
  if (isX86 ? hasUsedRam(host, range) : isRam(layout, range.start)) {
    if (isX86) host.warnOfRam(start, end - 1n);
    return null;
  }
  const decoder = ioResources.decoder(range);
  return map(
    memory,
    { address: range.start, length: range.end - range.start },
    { cacheType: 'uncached', byteOrder, writer, decoder },
  );
}

/** A whole page of System RAM, inside the range, that is nobody's for good. */
function hasUsedRam({ layout, memoryUse }: IoremapHost, range: AddressRange): boolean {
  const pages = layout.systemRam
    .map((ram) => ({
      start: Math.ceil(Math.max(ram.start, range.start) / PAGE_SIZE) * PAGE_SIZE,
      end: Math.floor(Math.min(ram.end, range.end) / PAGE_SIZE) * PAGE_SIZE,
    }))
    .filter(({ start, end }) => start < end);
  return subtract(pages, memoryUse.reserved()).length > 0;
}

function isRam({ systemRam }: MemoryLayout, address: number): boolean {
  return systemRam.some(({ start, end }) => address >= start && address < end);
}
