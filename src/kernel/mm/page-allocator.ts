/**
 * Who has which page while the kernel runs, and what that does to RAM.
 *
 * Mirrors, as far as /proc/meminfo and the bytes in RAM show it, the page allocator and the page cache of Linux v6.1: user pages
 * come from high memory first, then from the normal zone, then from ZONE_DMA; kernel pages never from high memory; when memory
 * is short the oldest cached file pages go. Left out: swap, watermarks beyond one low mark, fragmentation, the OOM killer (a
 * caller gets -ENOMEM).
 */
import { type AddressRange, subtract, unite } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { ENOMEM } from '../../sim/errno.ts';
import { FreeList } from './free-list.ts';
import type { Allocation, MemoryFigures, MemoryPurpose, MemoryUse, OwnedRange } from './memory-use.ts';
import { overwritePages } from './page-contents.ts';
import { sizeKiB, within, x86Zones, type ZoneContents, type ZoneFigures, zoneFigures } from './zone-figures.ts';

type CachePurpose = 'page-cache' | 'buffers' | 'shmem';

/** Memory in the hands of nobody, in the order in which it is given out. */
export interface Zones {
  /** 32-bit ARM: above the linear map. */
  readonly high: readonly AddressRange[];
  readonly normal: readonly AddressRange[];
  /** x86: below 16 MiB, kept for last. */
  readonly dma: readonly AddressRange[];
  /** Areas of the contiguous memory allocator that are lent to user space; absent: none. */
  readonly cma?: readonly AddressRange[];
}

export interface PageAllocatorInput {
  readonly memory: PhysicalMemory;
  readonly pageSizeBytes: number;
  readonly zones: Zones;
  /** Taken for good before there were pages: image, memory map, reserved regions. */
  readonly reserved: readonly OwnedRange[];
  readonly memTotalKiB: number;
  /** Of it, what the boot gave back when the watermarks were set already. */
  readonly freedKiB: number;
  /** RAM in the kernel's hands, reserved or not. */
  readonly present: readonly AddressRange[];
  readonly highTotalKiB: number;
  /** What the zone is called that has all memory but high memory, where x86's zones are not. */
  readonly zoneName?: 'DMA' | 'Normal';
  readonly percpuKiB: number;
  /** The contiguous memory allocator's areas; what is not in `zones.cma` is free and lent to nobody. */
  readonly cmaKiB: number;
  readonly mappedKiB: number;
  /** What the boot left, where that is known already: it replaces `takeAtBoot`. */
  readonly booted?: BootState | undefined;
}

/** Who has what when the boot is done; the same in each boot with the same memory. */
export interface BootState {
  readonly free: Zones;
  readonly held: readonly Allocation[];
}

/** File pages that may be cached or given up, oldest first. */
interface Cache {
  bytes: number;
  pages: number;
  ranges: AddressRange[];
}

/** One 128th of memory is never filled with cache: stands for the low watermark. */
const LOW_MARK_SHARE = 128;

export class PageAllocator implements MemoryUse {
  readonly pageSizeBytes: number;
  readonly #input: PageAllocatorInput;
  readonly #high: FreeList;
  readonly #normal: FreeList;
  readonly #dma: FreeList;
  readonly #cma: FreeList;
  readonly #held: Set<Allocation>;
  readonly #caches: Readonly<Record<CachePurpose, Cache>> = {
    'page-cache': { bytes: 0, pages: 0, ranges: [] },
    buffers: { bytes: 0, pages: 0, ranges: [] },
    shmem: { bytes: 0, pages: 0, ranges: [] },
  };
  #dirtyBytes = 0;
  /** Reserved at boot, and given back since. */
  readonly #released: AddressRange[] = [];
  /** Not there at boot. */
  readonly #added: AddressRange[] = [];

  constructor(input: PageAllocatorInput) {
    this.#input = input;
    this.pageSizeBytes = input.pageSizeBytes;
    const { zones, booted } = input;
    const { high, normal, dma, cma = [] } = booted?.free ?? zones;
    this.#high = new FreeList(high);
    this.#normal = new FreeList(normal);
    this.#dma = new FreeList(dma);
    this.#cma = new FreeList(cma);
    this.#held = new Set(booted?.held);
  }

  figures(): MemoryFigures {
    const { highTotalKiB, percpuKiB, cmaKiB, mappedKiB } = this.#input;
    const memTotalKiB = this.#input.memTotalKiB + sizeKiB(this.#released);
    const of = (purpose: MemoryPurpose) => this.#heldKiB(purpose);
    const cmaFreeKiB = cmaKiB - sizeKiB(this.#input.zones.cma ?? []) + this.#cma.bytes / 1024;
    const freeKiB = this.#freeBytes / 1024 + cmaFreeKiB;
    const reclaimable = of('slab-reclaimable');
    const unreclaimable = of('slab-unreclaimable');
    const cacheKiB = (purpose: CachePurpose) => (this.#caches[purpose].pages * this.pageSizeBytes) / 1024;
    const fileKiB = cacheKiB('page-cache') + cacheKiB('buffers');
    const low = Math.floor(memTotalKiB / LOW_MARK_SHARE);
    // si_mem_available: half of the cache, or all but the low mark, whichever is more; of slab alike.
    const available =
      freeKiB - low + fileKiB - Math.min(fileKiB / 2, low) + reclaimable - Math.min(reclaimable / 2, low);
    const shmemKiB = cacheKiB('shmem') + of('shmem');
    return {
      memTotalKiB,
      memFreeKiB: freeKiB,
      availableKiB: Math.max(0, Math.floor(available)),
      buffersKiB: cacheKiB('buffers'),
      cachedKiB: cacheKiB('page-cache') + shmemKiB,
      anonPagesKiB: of('anon'),
      mappedKiB,
      shmemKiB,
      dirtyKiB: Math.ceil(this.#dirtyBytes / 1024),
      slabKiB: reclaimable + unreclaimable,
      slabReclaimableKiB: reclaimable,
      slabUnreclaimableKiB: unreclaimable,
      kernelStackKiB: of('kernel-stack'),
      pageTablesKiB: of('page-tables'),
      percpuKiB,
      highTotalKiB,
      highFreeKiB: this.#high.bytes / 1024,
      cmaTotalKiB: cmaKiB,
      cmaFreeKiB,
    };
  }

  allocate(pages: number, purpose: MemoryPurpose): Allocation | number {
    const ranges = this.#take(pages * this.pageSizeBytes, purpose);
    if (ranges === null) return -ENOMEM;
    for (const { start, end } of ranges) overwritePages(this.#input.memory, start, end, writerOf(purpose));
    return this.#hold(pages, purpose, ranges);
  }

  /** `free_reserved_page`: memory that was reserved at boot is anybody's from now on. */
  release(range: AddressRange): void {
    this.#released.push(range);
    this.#give(range);
  }

  /** `online_pages`: memory that was not there at boot. */
  hotAdd(range: AddressRange): void {
    this.#added.push(range);
    this.release(range);
  }

  /** Pages that the boot takes, and whose contents are written in one go (`reached`); fewer when memory is short. */
  takeAtBoot(kib: number, purpose: MemoryPurpose): void {
    const size = this.pageSizeBytes;
    const pages = Math.min(Math.ceil((kib * 1024) / size), Math.floor(this.#freeBytes / size / 4));
    const ranges = this.#take(pages * size, purpose);
    if (ranges !== null) this.#hold(pages, purpose, ranges);
  }

  /** RAM that the boot took for a purpose, in order of address. */
  ranges(purpose: MemoryPurpose): readonly AddressRange[] {
    return joined([...this.#held].filter((held) => held.purpose === purpose).flatMap(({ ranges }) => ranges));
  }

  /** For the next boot. */
  bootState(): BootState {
    const [high, normal] = [this.#high.ranges(), this.#normal.ranges()];
    return { free: { high, normal, dma: this.#dma.ranges(), cma: this.#cma.ranges() }, held: [...this.#held] };
  }

  /**
   * What the boot has written: what it has taken, and what it took and gave back, which is all that is free in the normal zone
   * below `end`. What lies in the image, before `imageEnd`, keeps the bytes the image had there.
   */
  reached(imageEnd: number, end: number): AddressRange[] {
    const taken = [...this.#held].flatMap(({ ranges }) => ranges);
    return joined([...taken, ...this.#normal.below(end)].filter((range) => range.start >= imageEnd));
  }

  free(allocation: Allocation): void {
    const held = allocation as Allocation;
    if (!this.#held.delete(held)) return;
    for (const range of held.ranges) this.#give(range);
  }

  hasRoom(bytes: number): boolean {
    const free = this.#zonesOf('shmem').reduce((sum, zone) => sum + zone.bytes, 0);
    const clean = Math.max(0, this.#caches['page-cache'].bytes - this.#dirtyBytes);
    return bytes <= free - this.#lowMark + clean;
  }

  pageCacheGrow(bytes: number, purpose: CachePurpose = 'page-cache'): void {
    const cache = this.#caches[purpose];
    const size = this.pageSizeBytes;
    const free = this.#zonesOf(purpose).reduce((sum, zone) => sum + zone.bytes, 0);
    const room = Math.max(0, Math.floor((free - this.#lowMark) / size) + cache.pages) * size;
    // More than memory holds: what came first is gone again.
    const total = Math.min(cache.bytes + Math.max(0, bytes), room);
    const wanted = Math.ceil(total / size) - cache.pages;
    const ranges = wanted > 0 ? this.#take(wanted * size, purpose) : [];
    if (ranges !== null && wanted > 0) {
      for (const { start, end } of ranges) overwritePages(this.#input.memory, start, end, 'user space');
      cache.pages += wanted;
      for (const range of ranges) append(cache.ranges, range);
    }
    cache.bytes = Math.min(Math.max(total, cache.bytes), cache.pages * size);
    if (bytes > room) this.#turnOver(cache);
  }

  /** A stream longer than memory: every page of the cache is overwritten on its way. */
  #turnOver(cache: Cache): void {
    for (const { start, end } of cache.ranges) overwritePages(this.#input.memory, start, end, 'user space');
  }

  pageCacheShrink(bytes: number, purpose: CachePurpose = 'page-cache'): void {
    const cache = this.#caches[purpose];
    cache.bytes = Math.max(0, cache.bytes - Math.max(0, bytes));
    this.#dropPages(cache, cache.pages - Math.ceil(cache.bytes / this.pageSizeBytes));
  }

  setDirty(bytes: number): void {
    this.#dirtyBytes = bytes;
  }

  zones(zoneTypes: number): readonly ZoneFigures[] {
    return zoneFigures(this.#zoneContents(), { pageSizeBytes: this.pageSizeBytes, zoneTypes });
  }

  #zoneContents(): ZoneContents[] {
    const { zones, freedKiB, highTotalKiB, zoneName = 'Normal' } = this.#input;
    const present = unite([...this.#input.present, ...this.#added]);
    const memTotalKiB = this.#input.memTotalKiB + sizeKiB(this.#added);
    const hasDma = zones.dma.length > 0;
    const highStart = zones.high[0]?.start ?? Number.MAX_SAFE_INTEGER;
    const ranges = hasDma
      ? x86Zones(present)
      : ([
          [zoneName, within(present, 0, highStart)],
          ['HighMem', within(present, highStart, Number.MAX_SAFE_INTEGER)],
        ] as const);
    const free = [this.#dma, this.#normal, this.#high, this.#cma].flatMap((list) => list.ranges());
    const dmaKiB = sizeKiB(zones.dma);
    const lowKiB = memTotalKiB - highTotalKiB - dmaKiB;
    const rest = sizeKiB(
      ranges.filter(([name]) => name !== 'HighMem' && !(hasDma && name === 'DMA')).flatMap(([, own]) => own),
    );
    return ranges
      .filter(([, own]) => own.length > 0)
      .map(([name, own]) => {
        const inside = (list: readonly AddressRange[]) => own.flatMap(({ start, end }) => within(list, start, end));
        const kib = (list: readonly AddressRange[]) => sizeKiB(inside(list));
        const share = sizeKiB(own) / Math.max(1, rest);
        const isX86Dma = hasDma && name === 'DMA';
        const managed = isX86Dma ? dmaKiB : name === 'HighMem' ? highTotalKiB : lowKiB * share;
        const freed = isX86Dma || name === 'HighMem' ? 0 : freedKiB * share;
        const held = (purpose: MemoryPurpose) =>
          [...this.#held].filter((one) => one.purpose === purpose).flatMap((one) => one.ranges);
        return {
          name,
          present: own,
          managedKiB: Math.floor(managed),
          initialKiB: Math.floor(managed - freed),
          free: inside(free),
          anonKiB: kib(held('anon')),
          fileKiB: kib(this.#caches['page-cache'].ranges) + kib(this.#caches.buffers.ranges),
          shmemKiB: kib(held('shmem')) + kib(this.#caches.shmem.ranges),
        };
      });
  }

  reserved(): readonly OwnedRange[] {
    const lent = this.#input.zones.cma ?? [];
    return this.#input.reserved.flatMap((range) =>
      subtract([range], [...this.#released, ...lent]).map((part) => ({ ...range, ...part })),
    );
  }

  owners(): readonly OwnedRange[] {
    const owned = [...this.reserved()];
    for (const { ranges, purpose } of this.#held) owned.push(...ranges.map((range) => ({ ...range, owner: purpose })));
    for (const [owner, { ranges }] of Object.entries(this.#caches)) {
      owned.push(...ranges.map((range) => ({ ...range, owner })));
    }
    return owned.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  get #freeBytes(): number {
    return this.#high.bytes + this.#normal.bytes + this.#dma.bytes;
  }

  #heldKiB(purpose: MemoryPurpose): number {
    let pages = 0;
    for (const held of this.#held) if (held.purpose === purpose) pages += held.pages;
    return (pages * this.pageSizeBytes) / 1024;
  }

  #hold(pages: number, purpose: MemoryPurpose, ranges: AddressRange[]): Allocation {
    const held = { pages, purpose, ranges };
    this.#held.add(held);
    return held;
  }

  /** Free memory for a purpose, cache given up for it where that is needed; null when there is not enough. */
  #take(bytes: number, purpose: MemoryPurpose): AddressRange[] | null {
    const zones = this.#zonesOf(purpose);
    const free = () => zones.reduce((sum, zone) => sum + zone.bytes, 0);
    const spare = purpose === 'page-cache' || purpose === 'buffers' ? this.#lowMark : 0;
    for (const purposeToDrop of ['page-cache', 'buffers'] as const) {
      const missing = bytes + spare - free();
      if (missing > 0) this.#reclaim(this.#caches[purposeToDrop], missing);
    }
    if (free() < bytes + spare) return null;
    const taken: AddressRange[] = [];
    let left = bytes;
    if (zones.includes(this.#cma)) {
      const ranges = this.#cma.take(this.#cmaShare(bytes));
      for (const { start, end } of ranges) left -= end - start;
      taken.push(...ranges);
    }
    for (const zone of zones) {
      const ranges = zone.take(left);
      for (const { start, end } of ranges) left -= end - start;
      taken.push(...ranges);
    }
    return taken;
  }

  #zonesOf(purpose: MemoryPurpose): FreeList[] {
    return isUserMemory(purpose) ? [this.#high, this.#normal, this.#dma, this.#cma] : [this.#normal, this.#dma];
  }

  /**
   * How much of so many movable bytes comes from CMA first: `__rmqueue` goes there as long as more than half of what is free is there, so that
   * both are used up side by side from then on.
   */
  #cmaShare(bytes: number): number {
    const other = this.#freeBytes;
    const ahead = this.#cma.bytes - other;
    const side = Math.max(0, bytes - Math.abs(ahead)) / 2;
    const wanted = Math.min(bytes, Math.max(0, ahead)) + Math.floor(side / this.pageSizeBytes) * this.pageSizeBytes;
    return Math.min(wanted, this.#cma.bytes);
  }

  get #lowMark(): number {
    return Math.floor((this.#input.memTotalKiB * 1024) / LOW_MARK_SHARE);
  }

  #reclaim(cache: Cache, bytes: number): void {
    this.#dropPages(cache, Math.min(cache.pages, Math.ceil(bytes / this.pageSizeBytes)));
    cache.bytes = Math.min(cache.bytes, cache.pages * this.pageSizeBytes);
  }

  /** Gives up the oldest pages. */
  #dropPages(cache: Cache, pages: number): void {
    let left = pages * this.pageSizeBytes;
    cache.pages -= Math.max(0, pages);
    while (left > 0) {
      const range = cache.ranges[0];
      if (range === undefined) return;
      const end = Math.min(range.end, range.start + left);
      left -= end - range.start;
      if (end === range.end) cache.ranges.shift();
      else cache.ranges[0] = { start: end, end: range.end };
      this.#give({ start: range.start, end });
    }
  }

  /** Back to the zones a range came from. */
  #give(range: AddressRange): void {
    const { high, normal, dma, cma = [] } = this.#input.zones;
    for (const [zone, list] of [
      [high, this.#high],
      [[...normal, ...this.#released], this.#normal],
      [dma, this.#dma],
      [cma, this.#cma],
    ] as const) {
      for (const part of zone) {
        const start = Math.max(part.start, range.start);
        const end = Math.min(part.end, range.end);
        if (start < end) list.give({ start, end });
      }
    }
  }
}

/** GFP_HIGHUSER: memory the kernel need not have mapped all the time. */
function isUserMemory(purpose: MemoryPurpose): boolean {
  return purpose === 'anon' || purpose === 'page-cache' || purpose === 'shmem';
}

function writerOf(purpose: MemoryPurpose): 'kernel/mm' | 'user space' {
  return isUserMemory(purpose) || purpose === 'buffers' ? 'user space' : 'kernel/mm';
}

function append(ranges: AddressRange[], range: AddressRange): void {
  const last = ranges.at(-1);
  if (last?.end === range.start) ranges[ranges.length - 1] = { start: last.start, end: range.end };
  else ranges.push(range);
}

function joined(ranges: readonly AddressRange[]): AddressRange[] {
  const result: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) append(result, range);
  return result;
}
