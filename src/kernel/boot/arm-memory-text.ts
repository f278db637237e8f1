/**
 * What a 32-bit ARM kernel says about its memory while it boots.
 *
 * Mirrors the prints of Linux v6.1 `arch/arm/mm/init.c`, `mm/mm_init.c` and `kernel/dma/contiguous.c` for a kernel with
 * 240 MiB of vmalloc space and a 16 MiB CMA pool. Recorded with 224 and 256 MiB of RAM; what is said about high memory and
 * about other sizes is computed [read]. The reserved figure grows by the memory map of the added RAM.
 */
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { hex } from '../../sim/bytes.ts';
import { lowmem, type MemoryLayout } from '../memblock/memory-layout.ts';
import type { TextValue } from './template.ts';

const PAGE_SIZE = 4096;
const CMA_SIZE = 0x1000000;
/** From the recorded page totals: 65536 - 64960 and 57344 - 56840 pages are 36 bytes a page. */
const STRUCT_PAGE_SIZE = 36;
/** RAM of the machine whose reserved figure the table holds. */
const RECORDED_PAGES = 0x10000;

const inclusive = (start: number, end: number, digits: number) => `0x${hex(start, digits)}-0x${hex(end - 1, digits)}`;

export function armMemoryText(layout: MemoryLayout, table: BootLogTable, cpus: number): Record<string, TextValue> {
  const { memory, reserved } = layout;
  const low = lowmem(layout);
  const top = memory.at(-1)?.end ?? low.end;
  const pages = memory.reduce((sum, { start, end }) => sum + (end - start) / PAGE_SIZE, 0);
  const highmemK = memory.reduce((sum, { start, end }) => sum + Math.max(0, end - Math.max(start, low.end)) / 1024, 0);
  const lowPages = pages - highmemK / 4;
  const mapPages = Math.ceil((lowPages * STRUCT_PAGE_SIZE) / PAGE_SIZE);
  const noMapK = reserved.filter(({ noMap }) => noMap).reduce((sum, { start, end }) => sum + (end - start) / 1024, 0);
  const totalK = pages * 4;
  const cmaK = CMA_SIZE / 1024;
  const mapGrowthK = ((pages - RECORDED_PAGES) * STRUCT_PAGE_SIZE) / 1024;
  const reservedK = table.memory.reservedK + Math.trunc(mapGrowthK) + noMapK + 12 * (cpus - 1);
  return {
    reservedMemory: layout.messages,
    cmaBase: `0x${hex(top - CMA_SIZE, 8)}`,
    lowmemRange: inclusive(low.start, low.end, 16),
    highmemRange: highmemK === 0 ? 'empty' : `[mem ${inclusive(low.end, top, 16)}]`,
    ramRange: inclusive(low.start, top, 16),
    nodeRanges: nodeRanges(layout).map(([start, end]) => `  node   0: [mem ${inclusive(start, end, 16)}]`),
    // Lowmem less its own memory map; high memory counts whole.
    totalPages: String(pages - mapPages),
    totalK: String(totalK),
    availableK: String(Math.max(0, totalK - reservedK - cmaK)),
    reservedK: String(reservedK),
    highmemK: String(Math.max(0, highmemK - (highmemK > 0 ? cmaK : 0))),
    identityMap: `0x${hex(low.start + 0x300000, 8)} - 0x${hex(low.start + 0x3000ac, 8)}`,
    workingset: workingset(pages),
  };
}

/** A `no-map` region stays a range of its own. */
function nodeRanges({ memory, systemRam, reserved }: MemoryLayout): [number, number][] {
  const holes = reserved.filter(
    ({ noMap, start, end }) => noMap && memory.some((one) => one.start <= start && end <= one.end),
  );
  return [...systemRam, ...holes].map(({ start, end }): [number, number] => [start, end]).sort((a, b) => a[0] - b[0]);
}

/** `mm/workingset.c`: bits for the page count against the 14 that a shadow entry has left on 32 bits. */
function workingset(pages: number): string {
  const timestampBits = 14;
  const maxOrder = 32 - Math.clz32(pages - 1);
  return `timestamp_bits=${timestampBits} max_order=${maxOrder} bucket_order=${Math.max(0, maxOrder - timestampBits)}`;
}
