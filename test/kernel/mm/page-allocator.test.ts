/** The page allocator: who gets which page, what its figures say, and that free memory is all it overwrites. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { FreeList } from '../../../src/kernel/mm/free-list.ts';
import { Memblock } from '../../../src/kernel/mm/memblock.ts';
import type { Allocation } from '../../../src/kernel/mm/memory-use.ts';
import { PageAllocator } from '../../../src/kernel/mm/page-allocator.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { ENOMEM } from '../../../src/sim/errno.ts';

const PAGE = 4096;
const MIB = 0x100000;

function allocator(high = 0, cma = 0) {
  const memory = new PhysicalMemory({ sizeBytes: 16 * MIB, initialContents: { noiseSeed: 3 } });
  const pages = new PageAllocator({
    memory,
    pageSizeBytes: PAGE,
    zones: {
      high: high > 0 ? [{ start: 12 * MIB, end: 12 * MIB + high }] : [],
      normal: [
        { start: 2 * MIB, end: 4 * MIB },
        { start: 5 * MIB, end: 8 * MIB },
      ],
      dma: [{ start: MIB, end: 2 * MIB }],
      cma: cma > 0 ? [{ start: 8 * MIB, end: 8 * MIB + cma }] : [],
    },
    reserved: [{ start: 4 * MIB, end: 5 * MIB, owner: 'ramoops' }],
    memTotalKiB: 6 * 1024 + (high + cma) / 1024,
    freedKiB: 0,
    present: [{ start: MIB, end: 16 * MIB }],
    highTotalKiB: high / 1024,
    percpuKiB: 8,
    cmaKiB: cma / 1024,
    mappedKiB: 0,
  });
  return { memory, pages };
}

const touched = (memory: PhysicalMemory) => [...memory.touchedPages()].map((pfn) => pfn * PAGE);

describe('pages', () => {
  test('come from the lowest address of the normal zone, then from the zone kept for last', () => {
    const { memory, pages } = allocator();
    pages.allocate(2, 'slab-unreclaimable');
    expect(touched(memory)).toEqual([2 * MIB, 2 * MIB + PAGE]);
    pages.allocate(511, 'kernel');
    expect(pages.owners().map(({ start, end, owner }) => [start, end, owner])).toEqual([
      [2 * MIB, 2 * MIB + 2 * PAGE, 'slab-unreclaimable'],
      [2 * MIB + 2 * PAGE, 4 * MIB, 'kernel'],
      [4 * MIB, 5 * MIB, 'ramoops'],
      [5 * MIB, 5 * MIB + PAGE, 'kernel'],
    ]);
    pages.allocate(1024 - 257, 'kernel');
    expect(touched(memory).some((at) => at < 2 * MIB)).toBe(false);
    pages.allocate(1, 'kernel');
    expect(touched(memory).includes(MIB)).toBe(true);
  });

  test('of CMA are lent to user space alone, side by side with others once no more than half of what is free is there', () => {
    const { pages } = allocator(0, 2 * MIB);
    const free = () => [pages.figures().memFreeKiB, pages.figures().cmaFreeKiB];
    const anon = pages.allocate((4 * MIB) / PAGE, 'anon') as Allocation;
    expect(free()).toEqual([4096, 2048]);
    pages.allocate(256, 'anon');
    expect(free()).toEqual([3072, 1536]);
    expect(pages.allocate(385, 'kernel')).toBe(-ENOMEM);
    pages.allocate(384, 'kernel');
    expect(free()).toEqual([1536, 1536]);
    pages.allocate(128, 'anon');
    expect(free()).toEqual([1024, 1024]);
    expect(pages.owners().filter(({ start }) => start >= 8 * MIB)).toEqual([
      { start: 8 * MIB, end: 8 * MIB + MIB / 2, owner: 'anon' },
      { start: 8.5 * MIB, end: 9 * MIB, owner: 'anon' },
    ]);
    pages.free(anon);
    expect(free()).toEqual([5120, 1024]);
    const most = pages.allocate(1280, 'anon') as Allocation;
    expect(free()).toEqual([0, 0]);
    pages.free(most);
    expect(free()).toEqual([5120, 1024]);
  });

  test('of user space come from high memory first; the kernel has none there', () => {
    const { memory, pages } = allocator(2 * PAGE);
    pages.allocate(3, 'anon');
    expect(touched(memory)).toEqual([2 * MIB, 12 * MIB, 12 * MIB + PAGE]);
    expect(pages.figures()).toMatchObject({ anonPagesKiB: 12, highFreeKiB: 0, highTotalKiB: 8 });
  });

  test('one more than there are is -ENOMEM, and takes nothing', () => {
    const { pages } = allocator();
    expect(pages.allocate(6 * 256 + 1, 'kernel')).toBe(-ENOMEM);
    expect(pages.figures().memFreeKiB).toBe(6 * 1024);
    expect(pages.allocate(6 * 256, 'kernel')).toMatchObject({ pages: 6 * 256 });
    expect(pages.figures()).toMatchObject({ memFreeKiB: 0, availableKiB: 0 });
  });

  test('given back keep their bytes and are taken again', () => {
    const { memory, pages } = allocator();
    const taken = pages.allocate(1, 'kernel') as Allocation;
    const bytes = memory.read(2 * MIB, PAGE);
    pages.free(taken);
    pages.free(taken);
    expect(memory.read(2 * MIB, PAGE)).toEqual(bytes);
    expect(pages.figures().memFreeKiB).toBe(6 * 1024);
    pages.allocate(1, 'anon');
    expect(pages.owners()[0]).toEqual({ start: 2 * MIB, end: 2 * MIB + PAGE, owner: 'anon' });
  });
});

describe('the page cache', () => {
  test('grows by bytes, counts by pages, and shrinks', () => {
    const { pages } = allocator();
    pages.pageCacheGrow(100);
    pages.pageCacheGrow(100);
    expect(pages.figures()).toMatchObject({ cachedKiB: 4, buffersKiB: 0, memFreeKiB: 6140 });
    pages.pageCacheGrow(PAGE, 'buffers');
    pages.pageCacheGrow(2 * PAGE, 'shmem');
    pages.setDirty(1);
    expect(pages.figures()).toMatchObject({ cachedKiB: 12, buffersKiB: 4, shmemKiB: 8, dirtyKiB: 1 });
    pages.pageCacheShrink(1e9);
    pages.pageCacheShrink(1e9, 'buffers');
    pages.pageCacheShrink(1e9, 'shmem');
    expect(pages.figures()).toMatchObject({ cachedKiB: 0, memFreeKiB: 6 * 1024 });
  });

  test('gives way to whoever needs the memory', () => {
    const { pages } = allocator();
    pages.pageCacheGrow(5 * MIB);
    expect(pages.allocate(4 * 256, 'anon')).toMatchObject({ pages: 4 * 256 });
    expect(pages.figures()).toMatchObject({ anonPagesKiB: 4096, cachedKiB: 2048, memFreeKiB: 0 });
  });

  test('of more than memory holds overwrites all that is free, and nothing that is reserved', () => {
    const { memory, pages } = allocator();
    pages.pageCacheGrow(100 * MIB);
    const { cachedKiB, memFreeKiB } = pages.figures();
    expect(cachedKiB + memFreeKiB).toBe(6 * 1024);
    expect(memFreeKiB).toBeLessThan(64);
    expect(touched(memory).filter((at) => at >= 4 * MIB && at < 5 * MIB)).toEqual([]);
    expect(touched(memory)).toHaveLength(cachedKiB / 4);
  });
});

const action = fc.record({
  kind: fc.constantFrom('allocate', 'free', 'grow', 'shrink'),
  amount: fc.nat({ max: 700 }),
  purpose: fc.constantFrom('page-cache', 'buffers', 'shmem'),
});

fuzz.prop([fc.array(action, { maxLength: 60 })])('no page has two owners, and none is lost', (actions) => {
  const { memory, pages } = allocator(MIB);
  const held: Allocation[] = [];
  for (const { kind, amount, purpose } of actions) {
    if (kind === 'allocate') {
      const taken = pages.allocate(amount, amount % 2 === 0 ? 'anon' : 'kernel');
      if (typeof taken !== 'number') held.push(taken);
    } else if (kind === 'free') {
      const given = held.splice(amount % (held.length + 1), 1)[0];
      if (given !== undefined) pages.free(given);
    } else if (kind === 'grow') pages.pageCacheGrow(amount * 4000, purpose as 'shmem');
    else pages.pageCacheShrink(amount * 3000, purpose as 'shmem');
    const owned = pages.owners();
    for (const [i, range] of owned.entries()) expect(range.start).toBeGreaterThanOrEqual(owned[i - 1]?.end ?? 0);
    const ownedKiB = owned.reduce((sum, { start, end }) => sum + (end - start) / 1024, 0);
    expect(ownedKiB - 1024 + pages.figures().memFreeKiB).toBe(7 * 1024);
  }
  expect(touched(memory).filter((at) => at >= 4 * MIB && at < 5 * MIB)).toEqual([]);
});

test('memblock allocates from the top, aligned, below its limit, and not twice', () => {
  const memblock = new Memblock([
    { start: 0, end: 4 * MIB },
    { start: 6 * MIB, end: 8 * MIB },
  ]);
  memblock.reserve({ start: 7 * MIB, end: 9 * MIB }, 'image');
  expect(memblock.allocate(0x1800, 0x1000, 'a')).toBe(7 * MIB - 0x2000);
  expect(memblock.allocate(2 * MIB, 2 * MIB, 'b')).toBe(2 * MIB);
  expect(memblock.allocate(0x1000, 0x1000, 'c', 2 * MIB)).toBe(2 * MIB - 0x1000);
  expect(memblock.allocate(3 * MIB, 0x1000, 'd')).toBeNull();
  expect(memblock.reserved.map(({ owner }) => owner)).toEqual(['image', 'a', 'b', 'c']);
});

fuzz.prop([fc.array(fc.nat({ max: 9 }), { maxLength: 40 })])('a free list gives each byte once', (amounts) => {
  const list = new FreeList([
    { start: 0, end: 16 },
    { start: 20, end: 40 },
  ]);
  const out: { start: number; end: number }[] = [];
  for (const amount of amounts) {
    if (amount < 4 && out.length > 0) list.give(out.splice(amount % out.length, 1)[0]!);
    else out.push(...list.take(amount));
  }
  const bytes = out.reduce((sum, { start, end }) => sum + end - start, 0);
  expect(bytes + list.bytes).toBe(36);
  const rest = list.take(36);
  const all = [...out, ...rest].flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  expect(new Set(all).size).toBe(36);
});
