/**
 * The memory that a boot takes for what dump tools look for: the memory map, page tables, sections, the VMCOREINFO note.
 *
 * Mirrors `sparse_init`, `init_mem_mapping` and `crash_save_vmcoreinfo_init` of Linux v6.1 as far as sizes go; in which order the kernel takes them
 * was not recorded.
 */
import { VMCOREINFO_NOTE_EXTRA_BYTES } from '../../formats/vmcoreinfo.ts';
import { x86TablePages } from './x86-page-tables.ts';

const PAGE_SIZE = 4096;
const SECTION_BYTES = 2 ** 27;
const STRUCT_PAGE_BYTES = 64;

/** Room for the notes of 176 CPUs. */
const CRASH_NOTES_PAGES = 16;

/** Owners of the areas, as the map of RAM names them. */
export const CORE_AREAS = {
  memMap: 'mem_map',
  tables: 'early page tables',
  sections: 'mem_section',
  info: 'vmcoreinfo',
  notes: 'crash_notes',
  /** LENGTH(mem_section) pointers in front of the sections. */
  rootsBytes: 0x8000,
} as const;

/** Bytes of the memory map of an x86-64 kernel with RAM up to `ramEnd`: that of whole sections. */
export function x86MemMapBytes(ramEnd: number): number {
  return ((Math.ceil(ramEnd / SECTION_BYTES) * SECTION_BYTES) / PAGE_SIZE) * STRUCT_PAGE_BYTES;
}

/** The others, with their bytes. */
export function x86CoreAreas(ramEnd: number): readonly (readonly [owner: string, bytes: number])[] {
  return [
    [CORE_AREAS.tables, x86TablePages(ramEnd) * PAGE_SIZE],
    [CORE_AREAS.sections, CORE_AREAS.rootsBytes + PAGE_SIZE],
    [CORE_AREAS.info, PAGE_SIZE + VMCOREINFO_NOTE_EXTRA_BYTES],
    [CORE_AREAS.notes, CRASH_NOTES_PAGES * PAGE_SIZE],
  ];
}
