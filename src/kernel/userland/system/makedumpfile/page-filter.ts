/**
 * Which page frames of a core go into a dump: what is in its memory map says which are free, cache, or a user's.
 *
 * Mirrors makedumpfile 1.7.2 `makedumpfile.c` (get_mm_sparsemem, __exclude_unnecessary_pages) for SPARSEMEM with a virtual memory map. Left out: FLATMEM and
 * DISCONTIGMEM, huge pages, poisoned and offline pages.
 */
import type { Blocking } from '../../../../shell/posix.ts';
import type { Vmcore } from './vmcore.ts';

/** Bits of the dump level. */
export const EXCLUDE = { zero: 1, cache: 2, cachePrivate: 4, user: 8, free: 16 } as const;
const MAPPING_ANON = 1;
/** Flags in the low bits of a section's pointer. */
const SECTION_FLAGS = 0xfffn;
const PRESENT = 1n;
/** No more orders of free blocks than this, whatever a core says; and no more frames: 1 TiB. */
const ORDERS_MAX = 16;
const FRAMES_MAX = 2 ** 28;

export interface PageBitmaps {
  readonly frames: number;
  /** A bit for each frame, the lowest first. */
  readonly ram: Uint8Array;
  readonly dump: Uint8Array;
}

/** The last line of what makedumpfile says where it cannot. */
export function* filterPages(core: Vmcore, level: number): Blocking<PageBitmaps | string> {
  const pageBytes = core.number('PAGESIZE') ?? 4096;
  const end = core.loads.reduce((most, { physical, sizeBytes }) => Math.max(most, physical + sizeBytes), 0);
  const frames = Math.ceil(end / pageBytes);
  if (frames > FRAMES_MAX) return "prepare_bitmap_buffer: Can't allocate memory for the 1st bitmaps.";
  const ram = new Uint8Array(Math.ceil(frames / 8));
  const dump = new Uint8Array(ram.length);
  for (const { physical, sizeBytes } of core.loads) {
    const last = (physical + sizeBytes) / pageBytes;
    for (let frame = Math.ceil(physical / pageBytes); frame < last; frame++) {
      ram[frame >> 3]! |= 1 << (frame & 7);
      // A frame of which there is only a part is RAM, and in no dump.
      if (frame + 1 <= last) dump[frame >> 3]! |= 1 << (frame & 7);
    }
  }
  if ((level & ~EXCLUDE.zero) === 0) return { frames, ram, dump };
  const failure = yield* excludePages(core, level, { frames, ram, dump });
  return failure ?? { frames, ram, dump };
}

/** Numbers of VMCOREINFO that say what a `struct page` looks like; null where one is missing. */
function pageShape(core: Vmcore) {
  const names = {
    size: 'SIZE(page)',
    flags: 'OFFSET(page.flags)',
    mapping: 'OFFSET(page.mapping)',
    mapcount: 'OFFSET(page._mapcount)',
    private: 'OFFSET(page.private)',
    buddy: 'NUMBER(PAGE_BUDDY_MAPCOUNT_VALUE)',
    lru: 'NUMBER(PG_lru)',
    hasPrivate: 'NUMBER(PG_private)',
    swapCache: 'NUMBER(PG_swapcache)',
    swapBacked: 'NUMBER(PG_swapbacked)',
  };
  const numbers = Object.entries(names).map(([key, name]) => [key, core.number(name)] as const);
  if (numbers.some(([, value]) => value === null)) return null;
  return Object.fromEntries(numbers) as Readonly<Record<keyof typeof names, number>>;
}

function* excludePages(core: Vmcore, level: number, bitmaps: PageBitmaps): Blocking<string | null> {
  const shape = pageShape(core);
  const sectionBits = core.number('NUMBER(SECTION_SIZE_BITS)');
  const structBytes = core.number('SIZE(mem_section)');
  const rootCount = core.number('LENGTH(mem_section)');
  const mapOffset = core.number('OFFSET(mem_section.section_mem_map)');
  const roots = core.symbol('mem_section');
  const pageBytes = core.number('PAGESIZE') ?? 4096;
  const lacks = shape === null || sectionBits === null || structBytes === null || rootCount === null;
  if (lacks || mapOffset === null || roots === null) return "get_mem_map: Can't distinguish the memory type.";
  const perRoot = Math.floor(pageBytes / structBytes);
  const perSection = 2 ** sectionBits / pageBytes;
  for (let first = 0; first < bitmaps.frames; first += perSection) {
    const section = first / perSection;
    const root = Math.floor(section / perRoot);
    if (root >= rootCount) break;
    const rootBytes = yield* core.virtual(roots + BigInt(8 * root), 8);
    const table = rootBytes === null ? 0n : wordOf(rootBytes);
    if (table === 0n) continue;
    const place = table + BigInt((section % perRoot) * structBytes + mapOffset);
    const bytes = yield* core.virtual(place, 8);
    if (bytes === null) return `section_mem_map_addr: Can't get a struct mem_section(0x${table.toString(16)}).`;
    const coded = wordOf(bytes);
    if ((coded & PRESENT) === 0n) continue;
    const map = (coded & ~SECTION_FLAGS) + BigInt(first * shape.size);
    const failure = yield* excludeOfSection(core, level, bitmaps, { first, count: perSection, map, shape });
    if (failure !== null) return failure;
  }
  return null;
}

const wordOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);

interface Section {
  readonly first: number;
  readonly count: number;
  /** Virtual address of its first `struct page`. */
  readonly map: bigint;
  readonly shape: Readonly<Record<keyof NonNullable<ReturnType<typeof pageShape>>, number>>;
}

/** `struct page`s are read a page of them at a time: a part of a section may have none. */
function* excludeOfSection(
  core: Vmcore,
  level: number,
  { frames, dump }: PageBitmaps,
  { first, count, map, shape }: Section,
): Blocking<string | null> {
  const perRead = Math.floor(4096 / shape.size);
  const clear = (from: number, length: number) => {
    const end = Math.min(from + length, frames);
    for (let frame = from; frame < end; frame++) dump[frame >> 3]! &= ~(1 << (frame & 7));
  };
  const orders = Math.min(core.number('LENGTH(zone.free_area)') ?? 0, ORDERS_MAX);
  const wants = (bit: number) => (level & bit) !== 0;
  for (let at = 0; at < count && first + at < frames; at += perRead) {
    const bytes = yield* core.virtual(map + BigInt(at * shape.size), perRead * shape.size);
    if (bytes === null) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let index = 0; index < perRead; index++) {
      const struct = index * shape.size;
      const frame = first + at + index;
      const flags = view.getUint32(struct + shape.flags, true);
      const has = (bit: number) => ((flags >>> bit) & 1) === 1;
      if (view.getInt32(struct + shape.mapcount, true) === shape.buddy) {
        const order = view.getUint32(struct + shape.private, true);
        if (wants(EXCLUDE.free) && order < orders) clear(frame, 2 ** order);
        continue;
      }
      const isAnon = (view.getUint32(struct + shape.mapping, true) & MAPPING_ANON) !== 0;
      const isCache = has(shape.lru) || (has(shape.swapCache) && has(shape.swapBacked));
      const cacheBit = has(shape.hasPrivate) ? EXCLUDE.cachePrivate : EXCLUDE.cache;
      if (isAnon ? wants(EXCLUDE.user) : isCache && wants(cacheBit)) clear(frame, 1);
    }
  }
  return null;
}
