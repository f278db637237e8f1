/**
 * The memory that a boot takes for what dump tools look for: the memory map, page tables, sections, the VMCOREINFO note.
 *
 * Mirrors `sparse_init`, `init_mem_mapping` and `crash_save_vmcoreinfo_init` of Linux v6.1 as far as sizes go; in which order the kernel takes them
 * was not recorded.
 */
import { VMCOREINFO_NOTE_EXTRA_BYTES } from '../../formats/vmcoreinfo.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { TABLE_BYTES } from './page-tables.ts';

const GIB = 2 ** 30;
const TWO_MIB = 0x200000;
const STRUCT_PAGE_BYTES = 64;
/** Room for the notes of some hundred CPUs. */
const CRASH_NOTES_BYTES = 0x10000;
/**
 * Image, memory map and linear map have a table or two for each level; the rest is for areas of 2 MiB with modules and stacks.
 */
const MINIMUM_TABLES = 40;
/** `struct mem_section`. */
export const SECTION_STRUCT_BYTES = 32;

/** Owners of the areas, as the map of RAM names them. */
export const CORE_AREAS = {
  memMap: 'mem_map',
  tables: 'early page tables',
  sections: 'mem_section',
  info: 'vmcoreinfo',
  notes: 'crash_notes',
} as const;

export type CoreArchitecture = Exclude<Architecture, 'arm'>;

/** 2^SECTION_SIZE_BITS, and LENGTH(mem_section) pointers of 8 bytes [recorded]. */
const sparse = {
  x86_64: { sectionBytes: 2 ** 27, rootsBytes: 0x8000 },
  arm64: { sectionBytes: 2 ** 27, rootsBytes: 0x20000 },
  ppc64le: { sectionBytes: 2 ** 24, rootsBytes: 0x80000 },
} as const;

/** How the memory of a kernel is cut into sections, and which of it has a `struct page`. */
export interface SparseMemory {
  readonly sectionBytes: number;
  /** Bytes of the pointers to the roots. */
  readonly rootsBytes: number;
  /** As many sections in a root as fill a page. */
  readonly rootSections: number;
  readonly rootCount: number;
  /** Whole sections from the first to the last RAM; x86 counts from address 0. */
  readonly mapped: AddressRange;
  /** Bytes of the memory map: whole leaves of 2 MiB. */
  readonly memMapBytes: number;
}

export function sparseMemory(
  architecture: CoreArchitecture,
  memory: readonly AddressRange[],
  pageSizeBytes: number,
): SparseMemory {
  const { sectionBytes, rootsBytes } = sparse[architecture];
  const first = architecture === 'x86_64' ? 0 : (memory[0]?.start ?? 0);
  const start = Math.floor(first / sectionBytes) * sectionBytes;
  const end = Math.ceil((memory.at(-1)?.end ?? 0) / sectionBytes) * sectionBytes;
  const rootSections = pageSizeBytes / SECTION_STRUCT_BYTES;
  return {
    sectionBytes,
    rootsBytes,
    rootSections,
    rootCount: Math.max(1, Math.ceil(end / sectionBytes / rootSections)),
    mapped: { start, end },
    memMapBytes: Math.ceil((((end - start) / pageSizeBytes) * STRUCT_PAGE_BYTES) / TWO_MIB) * TWO_MIB,
  };
}

interface CoreArea {
  readonly owner: string;
  readonly bytes: number;
  readonly align: number;
}

/** The areas in the order in which they are taken, from the top of memory down. */
export function coreAreas(
  architecture: CoreArchitecture,
  memory: readonly AddressRange[],
  pageSizeBytes: number,
): readonly CoreArea[] {
  const { memMapBytes, rootsBytes, rootCount } = sparseMemory(architecture, memory, pageSizeBytes);
  const ramBytes = (memory.at(-1)?.end ?? 0) - (architecture === 'x86_64' ? 0 : (memory[0]?.start ?? 0));
  // POWER's linear map has leaves of 1 GiB; its memory map has one table for each 16 GiB of RAM at most.
  const tables = MINIMUM_TABLES + Math.ceil(ramBytes / GIB);
  const area = (owner: string, bytes: number): CoreArea => ({ owner, bytes, align: pageSizeBytes });
  return [
    { owner: CORE_AREAS.memMap, bytes: memMapBytes, align: TWO_MIB },
    area(CORE_AREAS.tables, tables * TABLE_BYTES),
    // Behind the sections POWER's list of what its memory map is backed by.
    area(CORE_AREAS.sections, rootsBytes + (rootCount + (architecture === 'ppc64le' ? 1 : 0)) * pageSizeBytes),
    area(CORE_AREAS.info, pageSizeBytes + VMCOREINFO_NOTE_EXTRA_BYTES),
    area(CORE_AREAS.notes, CRASH_NOTES_BYTES),
  ];
}
