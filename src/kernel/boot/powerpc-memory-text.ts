/**
 * What a ppc64le kernel on pseries says about its memory and its MMU while it boots.
 *
 * Mirrors the prints of Linux v6.1 `arch/powerpc/mm/book3s64/radix_pgtable.c` and `hash_utils.c`, `arch/powerpc/kernel/setup_64.c`,
 * `arch/powerpc/mm/numa.c` and `mm/mm_init.c` for 64 KiB pages. Recorded with 896 and 1024 MiB, 6.12 with 512 MiB to 8 GiB too; other sizes are computed [read].
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
const PACA_BASE_BYTES = { little: 3328, big: 2944, late: 2944 } as const;
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

/** Since 6.12 a further CPU takes this; and of a dump's memory, what the firmware's RTAS had taken of it before [recorded]. */
const CPU_TAKES_KIB_612 = 256;
const RTAS_KIB = 64;
const MIB = 2 ** 20;
/** `alloc_large_system_hash`: an entry for so many bytes of memory, of 8 bytes each. */
const DENTRY_PER_BYTES = 2 ** 13;
const INODE_PER_BYTES = 2 ** 14;
const HASH_ENTRY_BYTES = 8;

const inclusive = (start: number, end: number, digits: number) => `0x${hex(start, digits)}-0x${hex(end - 1, digits)}`;

export interface PowerpcBootFacts {
  readonly cpus: number;
  readonly commandLine: KernelCommandLine;
  readonly kernel: KernelProfile;
  /** The small private build: no NUMA, smaller page structures, FA_DUMP. */
  readonly isSmallBuild: boolean;
  /** 6.12 counts the memory map in `Total pages:`, and has smaller pacas. */
  readonly totalPagesWithMap: boolean;
  /** No hypervisor is below. */
  readonly isBareMetal: boolean;
  /** `cma`: of what is reserved, what the contiguous memory allocator has. */
  readonly fadump: {
    readonly early: readonly TextLine[];
    readonly parameters: readonly TextLine[];
    readonly reservedBytes: number;
    readonly keptBytes: number;
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
  {
    cpus,
    commandLine,
    kernel,
    isSmallBuild,
    totalPagesWithMap,
    isBareMetal,
    crashKernel,
    deadBytes,
    fadump,
  }: PowerpcBootFacts,
): Record<string, TextValue> {
  const end = memory.at(-1)?.end ?? 0;
  const isHash = usesHashMmu(commandLine, kernel);
  const pages = end / PAGE_SIZE;
  // A crash kernel has RTAS and its tree at the top.
  const below = NODE_BELOW[isHash ? 'hash' : 'radix'] + (deadBytes > 0 ? CAPTURE_BELOW : 0);
  const nodeEnd = end - below - NODE_BELOW_PER_CPU * (cpus - 1);
  const { reservedK, unaccountedK, usedK = 0, ramMiB } = table.memory;
  const dumpBytes = fadump?.reservedBytes ?? 0;
  const { cma = null } = fadump ?? {};
  const cmaK = cma === null ? 0 : (cma.range.end - cma.range.start) / 1024;
  const takenBytes = (crashKernel === null ? 0 : crashKernel.end - crashKernel.start) + dumpBytes + deadBytes;
  const mapBytes = isSmallBuild ? SMALL_STRUCT_PAGE_BYTES : STRUCT_PAGE_BYTES;
  const keptBytes = fadump?.keptBytes ?? 0;
  const hashes = hashTables(end - keptBytes);
  let reserved = reservedK + takenBytes / 1024;
  if (ramMiB === undefined) reserved += CPU_TAKES_KIB * (cpus - 1) - (isHash ? HASH_SAVES_KIB : 0);
  else {
    const recorded = ramMiB * MIB;
    reserved += (((end - recorded) / PAGE_SIZE) * mapBytes + hashes.bytes - hashTables(recorded).bytes) / 1024;
    reserved += CPU_TAKES_KIB_612 * (cpus - table.cpus) - (keptBytes > 0 ? RTAS_KIB : 0);
  }
  const hashTableShift = Math.max(18, Math.ceil(Math.log2(end)) - 7);
  return {
    mappedEnd: `0x${hex(end, 16)}`,
    physMemSize: `0x${hex(end)}`,
    ramRange: inclusive(0, end, 16),
    nodeRanges: memory.map((range) => `  node   0: [mem ${inclusive(range.start, range.end, 16)}]`),
    nodeData: inclusive(nodeEnd - NODE_BYTES, nodeEnd, 8),
    pacaBytes: String(PACA_BASE_BYTES[totalPagesWithMap ? 'late' : (kernel.byteOrder ?? 'little')] + PACA_BYTES * cpus),
    lastCpu: String(cpus - 1),
    cpuRange: cpus === 1 ? '0' : `0-${cpus - 1}`,
    mmuFeatures: isHash ? '0x78007001' : '0x3c007641',
    percpuUnit: isHash ? '1048576' : '655360',
    percpuAllocation: isHash ? '1*1048576' : '10*65536',
    hashTableShift: hex(hashTableShift),
    hashMask: hex(2 ** (hashTableShift - 7) - 1),
    totalPages: String(totalPagesWithMap ? pages : pages - Math.ceil((pages * mapBytes) / PAGE_SIZE)),
    totalK: String(end / 1024),
    reservedK: String(Math.min(reserved, end / 1024)),
    // Debian's build hands the pages over later (deferred initialisation).
    availableK: String(Math.max(0, unaccountedK > 0 ? 0 : end / 1024 - reserved - cmaK - usedK)),
    dentryHash: hashes.dentry,
    inodeHash: hashes.inode,
    workingsetOrder: String(Math.ceil(Math.log2((end - keptBytes) / PAGE_SIZE))),
    ...fadumpLines(fadump?.early ?? [], table),
    fadumpParameters: fadump?.parameters ?? [],
    fadumpCma: cma === null ? [] : [cma.text],
    cmaK: String(cmaK),
    ...(isBareMetal && powernvMemoryText(end, table, { cpus, isHash, takenBytes, lentBytes: cmaK * 1024 })),
  };
}

/** The two tables that grow with memory. */
function hashTables(memoryBytes: number): { readonly dentry: string; readonly inode: string; readonly bytes: number } {
  const table = (perBytes: number) => {
    const entries = 2 ** Math.max(0, Math.ceil(Math.log2(memoryBytes / perBytes)));
    const bytes = entries * HASH_ENTRY_BYTES;
    const order = Math.max(0, Math.ceil(Math.log2(bytes / PAGE_SIZE)));
    return { bytes, text: `${entries} (order: ${order}, ${bytes} bytes, linear)` };
  };
  const [dentry, inode] = [table(DENTRY_PER_BYTES), table(INODE_PER_BYTES)];
  return { dentry: dentry.text, inode: inode.text, bytes: dentry.bytes + inode.bytes };
}

/** 6.12 finds a dump before it seeds its random numbers, and says the rest after that. */
function fadumpLines(early: readonly TextLine[], { log }: BootLogTable): Record<string, TextValue> {
  const isFirst = (line: TextLine) =>
    log.includes('%{fadumpFound}') && (typeof line === 'string' ? line : line.text).startsWith('rtas fadump: ');
  return { fadumpFound: early.filter(isFirst), fadump: early.filter((line) => !isFirst(line)) };
}
