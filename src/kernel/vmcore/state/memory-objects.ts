/**
 * Node, zones and counters of memory as dump tools read them (`kmem -i`).
 *
 * Mirrors Linux v6.1 and v6.12 `include/linux/mmzone.h` for a machine with one node. Free lists are empty: who counts free pages by them finds none,
 * who counts by `struct page` or by the counters finds them. Left out: per-CPU counters, swap.
 */
import type { MemoryLayout } from '../../memblock/memory-layout.ts';
import type { MemoryUse } from '../../mm/memory-use.ts';
import { type KernelObjects, words } from './kernel-objects.ts';

const PAGE_SIZE = 4096;
const KIB_PER_PAGE = 4;
/** ZONE_DMA, ZONE_DMA32, ZONE_NORMAL, ZONE_MOVABLE, ZONE_DEVICE, and where the first two end. */
const ZONES = ['DMA', 'DMA32', 'Normal', 'Movable', 'Device'] as const;
const ENDS = [0x1000000, 2 ** 32, Number.MAX_SAFE_INTEGER] as const;

export function storeMemory(objects: KernelObjects, layout: MemoryLayout, memoryUse: MemoryUse): void {
  const { types } = objects;
  const node = objects.allocate('pglist_data');
  if (node === null) return;
  const figures = memoryUse.figures();
  const zones = memoryUse.zones(ZONES.length);
  const present = layout.memory.reduce((sum, { start, end }) => sum + (end - start) / PAGE_SIZE, 0);
  const spanned = Math.ceil((layout.memory.at(-1)?.end ?? 0) / PAGE_SIZE);
  const namesAt = objects.take(8 * ZONES.length);
  ZONES.forEach((name, index) => {
    const zone = zones.find((one) => one.name === name);
    const start = (index === 0 ? 0 : (ENDS[index - 1] ?? 0)) / PAGE_SIZE;
    const end = Math.min(ENDS[index] ?? 0, spanned * PAGE_SIZE) / PAGE_SIZE;
    const pages = (kib: number | undefined) => Math.floor((kib ?? 0) / KIB_PER_PAGE);
    const at = `node_zones[${index}]`;
    if (namesAt !== null) {
      objects.write(namesAt + 8 * index, new TextEncoder().encode(`${name}\0`));
      node.object.set(`${at}.name`, objects.linear(namesAt + 8 * index));
    }
    node.object.set(`${at}.zone_pgdat`, node.address);
    if (zone === undefined) return;
    node.object
      .set(`${at}.zone_start_pfn`, index === 0 ? 1 : start)
      .set(`${at}.spanned_pages`, Math.max(0, end - start))
      .set(`${at}.present_pages`, pages(zone.presentKiB))
      .set(`${at}.managed_pages.counter`, pages(zone.managedKiB))
      .set(`${at}.vm_stat[0].counter`, pages(zone.freeKiB))
      .set(`${at}._watermark[0]`, pages(zone.minKiB))
      .set(`${at}._watermark[1]`, pages(zone.lowKiB))
      .set(`${at}._watermark[2]`, pages(zone.highKiB));
    for (let order = 0; order < zone.freeBlocks.length; order++) {
      node.object.set(`${at}.free_area[${order}].nr_free`, zone.freeBlocks[order]!);
      for (let list = 0; list < FREE_LISTS; list++) {
        node.object.emptyList(`${at}.free_area[${order}].free_list[${list}]`, node.address);
      }
    }
  });
  const counters = nodeCounters(objects, figures);
  for (const [index, value] of counters) node.object.set(`vm_stat[${index}].counter`, value);
  node.object
    .set('nr_zones', ZONES.length)
    .set('node_start_pfn', 1)
    .set('node_present_pages', present)
    .set('node_spanned_pages', spanned - 1)
    .set('node_id', 0);
  objects.store(node);
  objects.set('node_data', [node.address, ...new Array<bigint>(NODES - 1).fill(0n)]);
  const nodeMask = types.size('nodemask_t') / 8;
  const states = types.enumerations.get('node_states')!.values.find(([name]) => name === 'NR_NODE_STATES')![1];
  objects.set(
    'node_states',
    Array.from({ length: states * nodeMask }, (_, word) => (word % nodeMask === 0 ? 1 : 0)),
  );
  objects.set('nr_node_ids', [1], 4);
  const zoneItems = itemCount(objects, 'zone_stat_item', 'NR_VM_ZONE_STAT_ITEMS');
  const free = zones.reduce((sum, zone) => sum + Math.floor(zone.freeKiB / KIB_PER_PAGE), 0);
  objects.set('vm_zone_stat', [free, ...new Array<number>(zoneItems - 1).fill(0)]);
  const nodeItems = itemCount(objects, 'node_stat_item', 'NR_VM_NODE_STAT_ITEMS');
  objects.set(
    'vm_node_stat',
    Array.from({ length: nodeItems }, (_, index) => counters.get(index) ?? 0),
  );
  objects.set('_totalram_pages', [Math.floor(figures.memTotalKiB / KIB_PER_PAGE)]);
  objects.set('max_pfn', [spanned]);
  objects.set('high_memory', [objects.linear(spanned * PAGE_SIZE)]);
  objects.set('sysctl_overcommit_memory', [0], 4);
  objects.set('sysctl_overcommit_ratio', [50], 4);
  objects.set('sysctl_overcommit_kbytes', [0]);
  objects.set('nr_swapfiles', [0], 4);
  objects.store(objects.variable('vm_committed_as'));
}

/** MIGRATE_TYPES with CMA and isolation. */
const FREE_LISTS = 5;
/** MAX_NUMNODES. */
const NODES = 1024;

/** `node_stat_item`s in pages, by number. Slabs are counted in bytes since 5.9, and kept in pages. */
function nodeCounters(
  { types }: KernelObjects,
  figures: ReturnType<MemoryUse['figures']>,
): ReadonlyMap<number, number> {
  const values = new Map(types.enumerations.get('node_stat_item')!.values);
  const pages = (kib: number) => Math.floor(kib / KIB_PER_PAGE);
  const named: readonly (readonly [string, number])[] = [
    ['NR_FILE_PAGES', pages(figures.cachedKiB + figures.buffersKiB)],
    ['NR_FILE_MAPPED', pages(figures.mappedKiB)],
    ['NR_FILE_DIRTY', pages(figures.dirtyKiB)],
    ['NR_ANON_MAPPED', pages(figures.anonPagesKiB)],
    ['NR_INACTIVE_ANON', pages(figures.anonPagesKiB + figures.shmemKiB)],
    ['NR_INACTIVE_FILE', pages(figures.cachedKiB + figures.buffersKiB - figures.shmemKiB)],
    ['NR_SHMEM', pages(figures.shmemKiB)],
    ['NR_SLAB_RECLAIMABLE_B', pages(figures.slabReclaimableKiB)],
    ['NR_SLAB_UNRECLAIMABLE_B', pages(figures.slabUnreclaimableKiB)],
    ['NR_KERNEL_STACK_KB', figures.kernelStackKiB],
    ['NR_PAGETABLE', pages(figures.pageTablesKiB)],
  ];
  return new Map(named.flatMap(([name, value]) => (values.has(name) ? [[values.get(name)!, value] as const] : [])));
}

function itemCount({ types }: KernelObjects, enumeration: string, last: string): number {
  return types.enumerations.get(enumeration)!.values.find(([name]) => name === last)![1];
}

/** A list with nothing in it. */
export function storeEmptyLists(objects: KernelObjects, names: readonly string[]): void {
  for (const name of names) {
    if (!objects.symbols.has(name)) continue;
    const address = objects.address(name);
    objects.write(objects.symbols.physical(name), words([address, address], 8));
  }
}
