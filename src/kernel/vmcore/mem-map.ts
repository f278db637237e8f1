/**
 * `struct page` of every page frame: what the allocator knows, in the form in which dump tools read it.
 *
 * Mirrors Linux v6.1 and v6.12 `include/linux/mm_types.h` and `page-flags.h` for 64-bit kernels with SPARSEMEM_VMEMMAP and one node: a flag word
 * with the zone, `_mapcount` (or `page_type`), `_refcount`, for the first page of a free block its order in
 * `private`. Pointers into lists and to files are left out but for a mapping that says whether a page is anonymous.
 */
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { CoreFacts } from '../../profiles/core-facts.ts';

const STRUCT_PAGE_BYTES = 64;
/** RAM that one template's worth of `struct page` describes: with pages of 4 KiB 4 MiB of them, what one node of RAM's own page table covers. */
const STRETCH_BYTES = 2 ** 28;
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

/** What the memory map of a kernel is written by. */
export interface MemMapShape {
  readonly facts: CoreFacts;
  readonly byteOrder: ByteOrder;
  readonly pageSizeBytes: number;
  /** MAX_ORDER: of the largest free block. */
  readonly orderMax: number;
  /** From where on which zone, by its number, in order of address. */
  readonly zones: readonly { readonly from: number; readonly zone: number }[];
}

const templates = new Map<string, PageTemplate>();
/** Beyond this many stretches of different contents the bytes are stored as they are. */
const TEMPLATES_MAX = 64;

/**
 * Writes the `struct page` of all memory in `map.mapped` to `address`. `ranges`: what is not reserved, in order of address. A stretch
 * that looks like one before is shared with it, so that empty RAM costs nothing.
 */
export function storeMemMap(
  memory: PhysicalMemory,
  shape: MemMapShape,
  map: { readonly address: number; readonly mapped: AddressRange; readonly ranges: readonly PageRange[] },
): void {
  const { start: first, end: last } = map.mapped;
  let next = 0;
  for (let start = first; start < last; start += STRETCH_BYTES) {
    const end = Math.min(start + STRETCH_BYTES, last);
    const inside: PageRange[] = [];
    while (next < map.ranges.length && map.ranges[next]!.start < end) {
      const range = map.ranges[next]!;
      const [from, to] = [Math.max(range.start, start), Math.min(range.end, end)];
      if (from < to) inside.push({ start: from - start, end: to - start, kind: range.kind });
      if (range.end > end) break;
      next++;
    }
    storeStretch(memory, shape, map.address + ((start - first) / shape.pageSizeBytes) * STRUCT_PAGE_BYTES, {
      pages: (end - start) / shape.pageSizeBytes,
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

function storeStretch(memory: PhysicalMemory, shape: MemMapShape, address: number, stretch: Stretch): void {
  const { facts, byteOrder, pageSizeBytes } = shape;
  const { base, pages, ranges } = stretch;
  const zones = [base, base + (pages - 1) * pageSizeBytes].map((at) => zoneOf(shape, at));
  // A stretch that is all of one zone looks the same wherever it lies.
  const place = zones[0] === zones[1] ? `zone ${zones[0]}` : `at ${base}`;
  const list = ranges.map(({ start, end, kind }) => `${kind} ${start}-${end}`).join();
  const key = `mem_map ${facts.buddyValue} ${facts.noLastCpu} ${byteOrder} ${pageSizeBytes} ${place} ${pages} ${list}`;
  let template = templates.get(key);
  if (template === undefined) {
    if (templates.size >= TEMPLATES_MAX) {
      memory.write(address, stretchBytes(shape, stretch), memory.writer('kernel/mm'));
      return;
    }
    template = pageTemplate(key, 'kernel/mm', () => stretchBytes(shape, stretch));
    templates.set(key, template);
  }
  memory.alias(address, template);
}

function zoneOf({ zones }: MemMapShape, address: number): number {
  return zones.findLast(({ from }) => address >= from)?.zone ?? 0;
}

function stretchBytes(shape: MemMapShape, { pages, base, ranges }: Stretch): Uint8Array {
  const { facts, byteOrder, pageSizeBytes, orderMax } = shape;
  const little = byteOrder === 'little';
  const bytes = new Uint8Array(pages * STRUCT_PAGE_BYTES);
  const view = new DataView(bytes.buffer);
  // Where the two halves of a word of 64 bits are.
  const [lower, upper] = little ? [0, 4] : [4, 0];
  const noLastCpu = [Number(facts.noLastCpu & 0xffffffffn), Number(facts.noLastCpu >> 32n)] as const;
  const zoneUnit = 2 ** (facts.zoneShift - 32);
  const [firstZone, lastZone] = [base, base + (pages - 1) * pageSizeBytes].map((at) => zoneOf(shape, at));
  const zoneAt = (page: number) => (firstZone === lastZone ? firstZone! : zoneOf(shape, base + page * pageSizeBytes));
  const put = (page: number, flags: number, refcount: number, mapcount: number) => {
    const at = page * STRUCT_PAGE_BYTES;
    view.setUint32(at + OFFSETS.flags + lower, (noLastCpu[0] | flags) >>> 0, little);
    view.setUint32(at + OFFSETS.flags + upper, noLastCpu[1] + zoneAt(page) * zoneUnit, little);
    view.setInt32(at + OFFSETS.mapcount, mapcount, little);
    view.setInt32(at + OFFSETS.refcount, refcount, little);
  };
  const word = (page: number, offset: number, value: number) =>
    view.setUint32(page * STRUCT_PAGE_BYTES + offset + lower, value, little);
  const numbers = flagNumbers(facts);
  const reserved = (from: number, to: number) => {
    for (let page = from; page < to; page++) put(page, 2 ** numbers.reserved, 1, -1);
  };
  let at = 0;
  for (const { start, end, kind } of ranges) {
    // What shares its page with something else is not free.
    const isFree = kind === 'free';
    const from = Math.max(at, isFree ? Math.ceil(start / pageSizeBytes) : Math.floor(start / pageSizeBytes));
    const to = isFree ? Math.floor(end / pageSizeBytes) : Math.ceil(end / pageSizeBytes);
    if (to <= from) continue;
    reserved(at, from);
    at = to;
    if (isFree) freeBlocks(from, to, base / pageSizeBytes);
    else for (let page = from; page < to; page++) used(page, kind);
  }
  reserved(at, pages);
  return bytes;

  /** The largest blocks that fit, on boundaries of their size. */
  function freeBlocks(from: number, to: number, basePage: number): void {
    for (let page = from; page < to; ) {
      let order = 0;
      while (order < orderMax && (basePage + page) % 2 ** (order + 1) === 0 && page + 2 ** (order + 1) <= to) order++;
      for (let one = page; one < page + 2 ** order; one++) put(one, 0, 0, -1);
      view.setInt32(page * STRUCT_PAGE_BYTES + OFFSETS.mapcount, facts.buddyValue, little);
      word(page, OFFSETS.private, order);
      page += 2 ** order;
    }
  }

  function used(page: number, kind: PageKind): void {
    const user = (2 ** numbers.uptodate) | (2 ** numbers.lru);
    switch (kind) {
      case 'anon':
        put(page, user | (2 ** numbers.swapbacked), 1, 0);
        word(page, OFFSETS.mapping, PAGE_MAPPING_ANON);
        return;
      case 'file':
        put(page, user, 1, -1);
        // Whose file it is, no tool asks.
        word(page, OFFSETS.mapping, STRUCT_PAGE_BYTES);
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
