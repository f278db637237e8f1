/**
 * What an arm64 kernel says about its memory while it boots, and where KASLR and its page tables stand.
 *
 * Mirrors the prints of Linux v6.1 and v6.12 `arch/arm64/mm/init.c`, `drivers/base/arch_numa.c`, `mm/mm_init.c` and
 * `kernel/dma/contiguous.c` for a machine of one node below 4 GiB. Recorded with 224 and 256 MiB; other sizes are computed
 * [read]. memblock gives from the top down: page tables of the linear map (a page for each 2 MiB), the unflattened
 * tree, NODE_DATA, then the memory map on whole 2 MiB, the area of CMA, and last the crash kernel's.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { hex } from '../../sim/bytes.ts';
import { type KernelCommandLine, parameterValue } from '../cmdline.ts';
import { CORE_HEADER_REGION, type MemoryLayout } from '../memblock/memory-layout.ts';
import { bootMemblock } from '../mm/boot-memblock.ts';
import type { Memblock } from '../mm/memblock.ts';
import type { TextValue } from './template.ts';

const PAGE_SIZE = 4096;
const TWO_MIB = 0x200000;
const CMA_BYTES = 0x4000000;
/** Devices of 32 address bits reach no farther. */
const DMA_END = 2 ** 32;
/** PAGES_PER_SECTION: 128 MiB sections, 2 MiB of memory map each. */
const SECTION_BYTES = 0x8000000;
const STRUCT_PAGE_BYTES = 64;
/** What lies between page tables and NODE_DATA, NODE_DATA itself, and what more lies above in a crash kernel, by version [recorded]. */
const above = {
  early: { gap: 0xd000, node: 0x2c80, crash: 0x1000 },
  late: { gap: -0x2500, node: 0x3740, crash: 0x1ac0 },
} as const;
/** A reserved-memory node takes one more page of the unflattened tree. */
const NODE_BYTES = 0x1000;
/** 6.12, the bounce buffer: 256 KiB a CPU, so far below the top [recorded]. */
const SWIOTLB = { bytes: 0x40000, below: 0x12b000, perCpu: 0x22000 } as const;
/** Initrd and device tree as QEMU places them, of which memblock must not give anything away; a crash kernel has its own behind its image. */
const LOADED = { start: 0x8000000, end: 0x8300000 } as const;

const inclusive = (start: number, end: number, digits: number) => `0x${hex(start, digits)}-0x${hex(end - 1, digits)}`;

export interface Arm64BootFacts {
  readonly cpus: number;
  readonly commandLine: KernelCommandLine;
  /** 6.12 counts the memory map in `Total pages:` and says earlier that KASLR is off. */
  readonly totalPagesWithMap: boolean;
  /** What is kept for a crash kernel. */
  readonly crashKernel: AddressRange | null;
}

/** Where the first large areas lie. */
interface EarlyMemory {
  readonly nodeData: AddressRange;
  readonly cma: number;
  /** All of them, the initial RAM disk and the device tree taken. */
  readonly memblock: Memblock;
}

export function arm64EarlyMemory(
  layout: MemoryLayout,
  { cpus, totalPagesWithMap }: Pick<Arm64BootFacts, 'cpus' | 'totalPagesWithMap'>,
): EarlyMemory {
  const { memory, reserved } = layout;
  const start = memory[0]?.start ?? 0;
  const end = memory.at(-1)?.end ?? start;
  const bytes = sizeOf(memory);
  const { gap, node, crash } = totalPagesWithMap ? above.late : above.early;
  const isCrashKernel = reserved.some(({ name }) => name === CORE_HEADER_REGION);
  const tablesBytes = Math.ceil(bytes / TWO_MIB) * PAGE_SIZE;
  const perCpu = totalPagesWithMap ? 0x6c0 * (cpus - 1) : 0;
  const nodeEnd = end - tablesBytes - gap - perCpu - (isCrashKernel ? crash : reserved.length > 0 ? NODE_BYTES : 0);
  const mapBytes = (Math.ceil(end / SECTION_BYTES) - Math.floor(start / SECTION_BYTES)) * TWO_MIB;
  const mapStart = Math.floor((nodeEnd - node) / TWO_MIB) * TWO_MIB - mapBytes;
  const memblock = bootMemblock(layout);
  if (!isCrashKernel) memblock.reserve({ start: start + LOADED.start, end: start + LOADED.end }, 'initrd');
  memblock.reserve({ start: mapStart, end }, 'memory map');
  const cma = memblock.allocate(CMA_BYTES, TWO_MIB, 'cma', DMA_END) ?? mapStart;
  return { nodeData: { start: nodeEnd - node, end: nodeEnd }, cma, memblock };
}

export function arm64MemoryText(
  layout: MemoryLayout,
  table: BootLogTable,
  facts: Arm64BootFacts,
): Record<string, TextValue> {
  const { cpus, commandLine, totalPagesWithMap } = facts;
  const { memory, messages } = layout;
  const start = memory[0]?.start ?? 0;
  const end = memory.at(-1)?.end ?? start;
  const bytes = sizeOf(memory);
  const isLimited = (text: string) => text.startsWith('Memory limited');
  const { nodeData, cma } = arm64EarlyMemory(layout, facts);
  const holes = [start % SECTION_BYTES, Math.ceil(end / SECTION_BYTES) * SECTION_BYTES - end].filter(
    (hole) => hole > 0,
  );
  const pages = bytes / PAGE_SIZE;
  const isRandom = parameterValue(commandLine, 'nokaslr') === undefined;
  const swiotlbEnd = end - SWIOTLB.below - SWIOTLB.perCpu * (cpus - 1);
  return {
    memoryLimited: messages.filter(({ text }) => isLimited(text)),
    reservedMemory: messages.filter(({ text }) => !isLimited(text)),
    ramRange: inclusive(start, end, 16),
    nodeRanges: zoneRanges(layout).map((range) => `  node   0: [mem ${inclusive(range[0], range[1], 16)}]`),
    unavailableRanges: holes.map((hole) => `On node 0, zone DMA: ${hole / PAGE_SIZE} pages in unavailable ranges`),
    nodeData: inclusive(nodeData.start, nodeData.end, 8),
    cmaBase: `0x${hex(cma, 16)}`,
    totalPages: String(totalPagesWithMap ? pages : pages - Math.ceil((pages * STRUCT_PAGE_BYTES) / PAGE_SIZE)),
    totalK: String(bytes / 1024),
    ...memoryFigures(bytes / 1024, table, facts, start + SECTION_BYTES),
    swiotlb: `0x${hex(swiotlbEnd - SWIOTLB.bytes * cpus, 16)}-0x${hex(swiotlbEnd, 16)}`,
    kpti: isRandom
      ? [
          'CPU features: kernel page table isolation forced ON by KASLR',
          'CPU features: detected: Kernel page table isolation (KPTI)',
        ]
      : [],
    asids: isRandom ? '32768' : '65536',
    kaslr: isRandom ? 'KASLR enabled' : 'KASLR disabled on command line',
  };
}

/**
 * Most pages are handed over later (deferred initialisation), in 6.1 all but the first section's: `available` is the same for every size, whatever is
 * kept for a crash kernel behind that section. 6.12 counts later, and a crash kernel's memory is missing [recorded].
 */
function memoryFigures(
  totalK: number,
  table: BootLogTable,
  { cpus, totalPagesWithMap, crashKernel }: Arm64BootFacts,
  firstSectionEnd: number,
) {
  const cmaK = CMA_BYTES / 1024;
  const { reservedK, unaccountedK } = table.memory;
  const { start, end } = crashKernel ?? { start: 0, end: 0 };
  const counted = totalPagesWithMap ? end : Math.min(end, firstSectionEnd);
  const perCpuK = table.cpus < cpus ? 124 * (cpus - table.cpus) : 0;
  const reserved = Math.min(totalK, reservedK + perCpuK + (end - start) / 1024);
  const available = 262144 - unaccountedK - reservedK - cmaK - Math.max(0, counted - start) / 1024;
  return { reservedK: String(reserved), availableK: String(Math.max(0, Math.min(available, totalK - reserved))) };
}

function sizeOf(ranges: readonly AddressRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Each reserved region that memblock marks (no-map) stands as a range of its own. */
function zoneRanges({ systemRam, memory, reserved }: MemoryLayout): [number, number][] {
  const holes = reserved.filter(
    ({ noMap, start, end }) => noMap && memory.some((one) => one.start <= start && end <= one.end),
  );
  return [...systemRam, ...holes].map(({ start, end }): [number, number] => [start, end]).sort((a, b) => a[0] - b[0]);
}
