/**
 * What an x86-64 kernel says about its memory while it boots.
 *
 * Mirrors the prints of Linux v6.1 and v6.12 `arch/x86/kernel/e820.c`, `mm/mm_init.c`, `mm/page_alloc.c` and
 * `kernel/power/snapshot.c` for one NUMA node; the recorded logs with and without `memmap=` are the test.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { assert } from '../../sim/assert.ts';
import { hex } from '../../sim/bytes.ts';
import { E820_TYPE_RAM, printTable } from '../memblock/e820.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import type { TextValue } from './template.ts';

const PAGE_SIZE = 4096;
/** ZONE_DMA ends at 16 MiB. */
const DMA_END_PFN = 0x1000;
/** PAGES_PER_SECTION: 128 MiB sections. */
const SECTION_PAGES = 0x8000;
const STRUCT_PAGE_SIZE = 64;
/** Pages below 16 MiB that were taken before the zones were built; the same in every recorded boot. */
const DMA_RESERVED_PAGES = 158;

const range = (start: number, end: number, digits: number) => `[mem 0x${hex(start, digits)}-0x${hex(end - 1, digits)}]`;

export function x86MemoryText(
  { memory, e820 }: MemoryLayout,
  table: BootLogTable,
  kernel: { readonly totalPagesWithMap: boolean; readonly crashKernel: AddressRange | null },
): Record<string, TextValue> {
  assert(e820 !== null, 'x86 memory without an e820 map');
  const lastEnd = memory.at(-1)?.end ?? 0;
  const pages = memory.reduce((sum, { start, end }) => sum + (end - start) / PAGE_SIZE, 0);
  const { unaccountedK } = table.memory;
  const crashBytes = kernel.crashKernel === null ? 0 : kernel.crashKernel.end - kernel.crashKernel.start;
  const reservedK = table.memory.reservedK + Math.ceil(crashBytes / PAGE_SIZE) * 4;
  const totalK = pages * 4;
  const user = e820.user === null ? [] : ['user-defined physical RAM map:', ...printTable('user', e820.user)];
  const ram = e820.table.filter(({ type }) => type === E820_TYPE_RAM);
  return {
    biosMap: printTable('BIOS-e820', e820.firmware),
    userMap: [...e820.messages, ...user],
    lastPfn: `0x${hex(lastEnd / PAGE_SIZE)}`,
    lastByte: `0x${hex(Math.max(0, lastEnd - 1), 16)}`,
    nodeRanges: memory.map(({ start, end }) => `  node   0: ${range(start, end, 16)}`),
    unavailableRanges: unavailableRanges(memory.map(({ start, end }) => [start / PAGE_SIZE, end / PAGE_SIZE])),
    nosaveRegions: nosaveRegions(ram, lastEnd),
    ramBuffers: ram.flatMap(({ end }) => {
      const limit = Math.ceil(end / ramAlignment(end)) * ramAlignment(end);
      return limit > end ? [`e820: reserve RAM buffer ${range(end, limit, 8)}`] : [];
    }),
    totalPages: String(
      kernel.totalPagesWithMap ? pages : pages - structPages(lastEnd / PAGE_SIZE) - DMA_RESERVED_PAGES,
    ),
    totalK: String(totalK),
    availableK: String(Math.max(0, totalK - reservedK - unaccountedK)),
    reservedK: String(Math.min(reservedK, totalK)),
  };
}

/** Pages the memory map of both zones takes, holes included. */
function structPages(endPfn: number): number {
  const ofSpan = (span: number) => Math.ceil((Math.max(0, span) * STRUCT_PAGE_SIZE) / PAGE_SIZE);
  return ofSpan(Math.min(endPfn, DMA_END_PFN) - 1) + ofSpan(endPfn - DMA_END_PFN);
}

/** `init_unavailable_range`: holes before each range and the rest of the last section, by zone. */
function unavailableRanges(ranges: readonly (readonly [number, number])[]): string[] {
  const lines: string[] = [];
  let hole = 0;
  const tell = (end: number) => {
    const zone = hole < DMA_END_PFN ? 'DMA' : 'DMA32';
    if (hole < end) lines.push(`On node 0, zone ${zone}: ${end - hole} pages in unavailable ranges`);
  };
  for (const [start, end] of ranges) {
    tell(start);
    hole = end;
  }
  tell(Math.ceil(hole / SECTION_PAGES) * SECTION_PAGES);
  return lines;
}

/** Gaps between RAM, in whole pages towards the RAM. */
function nosaveRegions(ram: readonly { readonly start: number; readonly end: number }[], lastEnd: number): string[] {
  const lines: string[] = [];
  let last = 0;
  for (const { start, end } of [...ram, { start: lastEnd, end: lastEnd }]) {
    const from = Math.floor(last / PAGE_SIZE) * PAGE_SIZE;
    const to = Math.min(lastEnd, Math.ceil(start / PAGE_SIZE) * PAGE_SIZE);
    if (last < start && from < to) lines.push(`PM: hibernation: Registered nosave memory: ${range(from, to, 8)}`);
    last = end;
  }
  return lines;
}

/** To where the space behind RAM is kept free of devices: 64 KiB in the first MiB, 1 MiB up to 16 MiB, 64 MiB above. */
function ramAlignment(address: number): number {
  if (address < 0x100000) return 0x10000;
  return address < 0x1000000 ? 0x100000 : 0x4000000;
}
