/**
 * `struct page` of every page frame: what the allocator knows, in the form in which dump tools read it.
 *
 * Mirrors Linux v6.1 and v6.12 `include/linux/mm_types.h` and `page-flags.h` for 64-bit kernels with SPARSEMEM_VMEMMAP, one node and ten bits of
 * node number: a flag word with the zone, `_mapcount` (or `page_type`), `_refcount`, for the first page of a free block its order in
 * `private`. Pointers into lists and to files are left out but for a mapping that says whether a page is anonymous.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { CoreFacts } from '../../profiles/core-facts.ts';

const PAGE_SIZE = 4096;
export const STRUCT_PAGE_BYTES = 64;
/** RAM that one template's worth of `struct page` describes: 4 MiB of them, what one node of RAM's own page table covers. */
const STRETCH_BYTES = 2 ** 28;
/** MAX_ORDER 11: blocks of up to 4 MiB. */
const ORDER_MAX = 10;
/** Where zone and last CPU stand in the upper half of the flag word; no CPU was last. */
const ZONE_SHIFT = 51 - 32;
const NO_LAST_CPU = 0x7ffffc0000000n;
const DMA_END = 0x1000000;
const DMA32_END = 2 ** 32;
const PAGE_MAPPING_ANON = 1;
const OFFSETS = { flags: 0, mapping: 24, private: 40, mapcount: 48, refcount: 52 } as const;

/** What a page is: as `MemoryPurpose`, or free, or taken before there were pages, or no RAM. */
type PageKind = 'free' | 'reserved' | 'anon' | 'file' | 'slab' | 'kernel';

export interface PageRange extends AddressRange {
  readonly kind: PageKind;
}

/** How an owner's pages look, by the names of `MemoryPurpose`; all others were taken before there were pages. */
export function pageKind(owner: string): PageKind {
  if (owner === 'anon') return 'anon';
  if (owner === 'page-cache' || owner === 'buffers' || owner === 'shmem') return 'file';
  if (owner.startsWith('slab-')) return 'slab';
  return owner === 'kernel' || owner === 'kernel-stack' || owner === 'page-tables' ? 'kernel' : 'reserved';
}

const templates = new Map<string, PageTemplate>();
/** Beyond this many stretches of different contents the bytes are stored as they are. */
const TEMPLATES_MAX = 64;

/**
 * Writes the `struct page` of all RAM below `ramEnd` to `address`. `ranges`: what is not reserved, in order of address. A stretch
 * that looks like one before is shared with it, so that empty RAM costs nothing.
 */
export function storeMemMap(
  memory: PhysicalMemory,
  facts: CoreFacts,
  map: { readonly address: number; readonly ramEnd: number; readonly ranges: readonly PageRange[] },
): void {
  let next = 0;
  for (let start = 0; start < map.ramEnd; start += STRETCH_BYTES) {
    const end = Math.min(start + STRETCH_BYTES, map.ramEnd);
    const inside: PageRange[] = [];
    while (next < map.ranges.length && map.ranges[next]!.start < end) {
      const range = map.ranges[next]!;
      const [from, to] = [Math.max(range.start, start), Math.min(range.end, end)];
      if (from < to) inside.push({ start: from - start, end: to - start, kind: range.kind });
      if (range.end > end) break;
      next++;
    }
    storeStretch(memory, facts, map.address + (start / PAGE_SIZE) * STRUCT_PAGE_BYTES, {
      pages: (end - start) / PAGE_SIZE,
      base: start,
      ranges: inside,
    });
  }
}

interface Stretch {
  readonly pages: number;
  /** Physical address of its first page. */
  readonly base: number;
  /** Relative to that. */
  readonly ranges: readonly PageRange[];
}

function storeStretch(memory: PhysicalMemory, facts: CoreFacts, address: number, stretch: Stretch): void {
  const zone = zoneOf(stretch.base);
  const list = stretch.ranges.map(({ start, end, kind }) => `${kind} ${start}-${end}`).join();
  const key = `mem_map ${facts.buddyValue} ${stretch.base === 0 ? 'first' : zone} ${stretch.pages} ${list}`;
  let template = templates.get(key);
  if (template === undefined) {
    if (templates.size >= TEMPLATES_MAX) {
      memory.write(address, stretchBytes(facts, stretch), memory.writer('kernel/mm'));
      return;
    }
    template = pageTemplate(key, 'kernel/mm', () => stretchBytes(facts, stretch));
    templates.set(key, template);
  }
  memory.alias(address, template);
}

function zoneOf(address: number): number {
  if (address < DMA_END) return 0;
  return address < DMA32_END ? 1 : 2;
}

function stretchBytes(facts: CoreFacts, { pages, base, ranges }: Stretch): Uint8Array {
  const bytes = new Uint8Array(pages * STRUCT_PAGE_BYTES);
  const view = new DataView(bytes.buffer);
  const put = (page: number, flags: number, refcount: number, mapcount: number) => {
    const at = page * STRUCT_PAGE_BYTES;
    const upper = Number(NO_LAST_CPU >> 32n) | (zoneOf(base + page * PAGE_SIZE) << ZONE_SHIFT);
    view.setUint32(at + OFFSETS.flags, (Number(NO_LAST_CPU & 0xffffffffn) | flags) >>> 0, true);
    view.setUint32(at + OFFSETS.flags + 4, upper, true);
    view.setInt32(at + OFFSETS.mapcount, mapcount, true);
    view.setInt32(at + OFFSETS.refcount, refcount, true);
  };
  const numbers = flagNumbers(facts);
  const reserved = (from: number, to: number) => {
    for (let page = from; page < to; page++) put(page, 2 ** numbers.reserved, 1, -1);
  };
  let at = 0;
  for (const { start, end, kind } of ranges) {
    const [from, to] = [start / PAGE_SIZE, end / PAGE_SIZE];
    reserved(at, from);
    at = to;
    if (kind === 'free') freeBlocks(from, to, base / PAGE_SIZE);
    else for (let page = from; page < to; page++) used(page, kind);
  }
  reserved(at, pages);
  return bytes;

  /** The largest blocks that fit, on boundaries of their size. */
  function freeBlocks(from: number, to: number, basePage: number): void {
    for (let page = from; page < to; ) {
      let order = 0;
      while (order < ORDER_MAX && (basePage + page) % 2 ** (order + 1) === 0 && page + 2 ** (order + 1) <= to) order++;
      for (let one = page; one < page + 2 ** order; one++) put(one, 0, 0, -1);
      view.setInt32(page * STRUCT_PAGE_BYTES + OFFSETS.mapcount, facts.buddyValue, true);
      view.setUint32(page * STRUCT_PAGE_BYTES + OFFSETS.private, order, true);
      page += 2 ** order;
    }
  }

  function used(page: number, kind: PageKind): void {
    const user = (2 ** numbers.uptodate) | (2 ** numbers.lru);
    switch (kind) {
      case 'anon':
        put(page, user | (2 ** numbers.swapbacked), 1, 0);
        view.setUint32(page * STRUCT_PAGE_BYTES + OFFSETS.mapping, PAGE_MAPPING_ANON, true);
        return;
      case 'file':
        put(page, user, 1, -1);
        // Whose file it is, no tool asks.
        view.setUint32(page * STRUCT_PAGE_BYTES + OFFSETS.mapping, STRUCT_PAGE_BYTES, true);
        return;
      case 'slab':
        put(page, numbers.slab === null ? 0 : 2 ** numbers.slab, 1, facts.slabValue ?? -1);
        return;
      default:
        put(page, 0, 1, -1);
    }
  }
}

function flagNumbers({ vmcoreInfo, pageFlags }: CoreFacts) {
  const named = (name: string) => {
    const entry = vmcoreInfo.find(([key]) => key === `NUMBER(${name})`);
    return entry === undefined ? null : Number(entry[1]);
  };
  return { ...pageFlags, lru: named('PG_lru') ?? 0, swapbacked: named('PG_swapbacked') ?? 0, slab: named('PG_slab') };
}
