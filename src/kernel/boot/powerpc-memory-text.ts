/**
 * What a ppc64le kernel on pseries says about its memory and its MMU while it boots.
 *
 * Mirrors the prints of Linux v6.1 `arch/powerpc/mm/book3s64/radix_pgtable.c` and `hash_utils.c`, `arch/powerpc/kernel/setup_64.c`,
 * `arch/powerpc/mm/numa.c` and `mm/mm_init.c` for 64 KiB pages. Recorded with 896 and 1024 MiB; other sizes are computed [read].
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { hex } from '../../sim/bytes.ts';
import type { KernelCommandLine } from '../cmdline.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import { usesHashMmu } from '../memblock/powerpc-memory.ts';
import { powernvMemoryText } from './powernv-memory-text.ts';
import type { TextLine, TextValue } from './template.ts';

const PAGE_SIZE = 0x10000;
const PACA_BYTES = 8;
const PACA_BASE_BYTES = { little: 3328, big: 2944 } as const;
/** From the top of RAM down to the end of NODE_DATA, and its size; a further CPU takes more above it [recorded]. */
const NODE_BELOW = { radix: 0x54000, hash: 0x34000 } as const;
const CAPTURE_BELOW = 0x1c000;
const NODE_BYTES = 0x5500;
const NODE_BELOW_PER_CPU = 0x14000;
/** What the hash MMU does not take from the reserved memory, and what a further CPU takes, KiB [recorded]. */
const HASH_SAVES_KIB = 17664;
const CPU_TAKES_KIB = 704;
/** Total pages: memory map of 64 bytes a page; the small build has 56. */
const STRUCT_PAGE_BYTES = 64;
const SMALL_STRUCT_PAGE_BYTES = 56;

const inclusive = (start: number, end: number, digits: number) => `0x${hex(start, digits)}-0x${hex(end - 1, digits)}`;

export interface PowerpcBootFacts {
  readonly cpus: number;
  readonly commandLine: KernelCommandLine;
  readonly kernel: KernelProfile;
  /** The small private build: no NUMA, smaller page structures, FA_DUMP. */
  readonly isSmallBuild: boolean;
  /** No hypervisor is below. */
  readonly isBareMetal: boolean;
  /** `cma`: of what is reserved, what the contiguous memory allocator has. */
  readonly fadump: {
    readonly early: readonly TextLine[];
    readonly reservedBytes: number;
    readonly cma: { readonly range: AddressRange; readonly text: string } | null;
  } | null;
  /** Memory kept for a crash kernel. */
  readonly crashKernel: AddressRange | null;
  /** Of a crash kernel: bytes below it that are the dead one's; else 0. */
  readonly deadBytes: number;
}

export function powerpcMemoryText(
  { memory }: MemoryLayout,
  table: BootLogTable,
  { cpus, commandLine, kernel, isSmallBuild, isBareMetal, crashKernel, deadBytes, fadump }: PowerpcBootFacts,
): Record<string, TextValue> {
  const end = memory.at(-1)?.end ?? 0;
  const isHash = usesHashMmu(commandLine, kernel);
  const pages = end / PAGE_SIZE;
  // A crash kernel has RTAS and its tree at the top.
  const below = NODE_BELOW[isHash ? 'hash' : 'radix'] + (deadBytes > 0 ? CAPTURE_BELOW : 0);
  const nodeEnd = end - below - NODE_BELOW_PER_CPU * (cpus - 1);
  const { reservedK, unaccountedK } = table.memory;
  const dumpBytes = fadump?.reservedBytes ?? 0;
  const { cma = null } = fadump ?? {};
  const cmaK = cma === null ? 0 : (cma.range.end - cma.range.start) / 1024;
  const takenBytes = (crashKernel === null ? 0 : crashKernel.end - crashKernel.start) + dumpBytes + deadBytes;
  const reserved = reservedK - (isHash ? HASH_SAVES_KIB : 0) + CPU_TAKES_KIB * (cpus - 1) + takenBytes / 1024;
  const mapBytes = isSmallBuild ? SMALL_STRUCT_PAGE_BYTES : STRUCT_PAGE_BYTES;
  const hashTableShift = Math.max(18, Math.ceil(Math.log2(end)) - 7);
  return {
    mappedEnd: `0x${hex(end, 16)}`,
    physMemSize: `0x${hex(end)}`,
    ramRange: inclusive(0, end, 16),
    nodeRanges: memory.map((range) => `  node   0: [mem ${inclusive(range.start, range.end, 16)}]`),
    nodeData: inclusive(nodeEnd - NODE_BYTES, nodeEnd, 8),
    pacaBytes: String(PACA_BASE_BYTES[kernel.byteOrder ?? 'little'] + PACA_BYTES * cpus),
    lastCpu: String(cpus - 1),
    cpuRange: cpus === 1 ? '0' : `0-${cpus - 1}`,
    mmuFeatures: isHash ? '0x78007001' : '0x3c007641',
    percpuUnit: isHash ? '1048576' : '655360',
    percpuAllocation: isHash ? '1*1048576' : '10*65536',
    hashTableShift: hex(hashTableShift),
    hashMask: hex(2 ** (hashTableShift - 7) - 1),
    totalPages: String(pages - Math.ceil((pages * mapBytes) / PAGE_SIZE)),
    totalK: String(end / 1024),
    reservedK: String(Math.min(reserved, end / 1024)),
    // Debian's build hands the pages over later (deferred initialisation).
    availableK: String(Math.max(0, unaccountedK > 0 ? 0 : end / 1024 - reserved - cmaK)),
    fadump: fadump?.early ?? [],
    fadumpCma: cma === null ? [] : [cma.text],
    cmaK: String(cmaK),
    ...(isBareMetal && powernvMemoryText(end, table, { cpus, isHash, takenBytes, lentBytes: cmaK * 1024 })),
  };
}
