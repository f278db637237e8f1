/**
 * `Mem-Info:`, as sysrq m, the OOM killer and panic_print show memory.
 *
 * Mirrors Linux v6.1 and v6.12 `lib/show_mem.c` and `mm/page_alloc.c` (show_free_areas, show_migration_types). Amounts that nobody
 * counts here (per-CPU lists, swap, huge pages, reclaim) are 0; free blocks are called movable, the largest unmovable.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import { stateText } from '../../profiles/state-texts.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { MemoryFigures, MemoryUse } from '../mm/memory-use.ts';
import type { ZoneFigures } from '../mm/zone-figures.ts';
import { KERN_WARNING } from '../printk/levels.ts';

export interface MemInfo {
  readonly profile: KernelProfile;
  readonly memoryUse: MemoryUse;
  /** Reclaim has given up. */
  readonly isExhausted: boolean;
}

/** What the configuration adds to the lines. */
interface Wording {
  readonly hasNode: boolean;
  readonly hugePages: string;
  readonly hasHugetlb: boolean;
  readonly hasSwap: boolean;
  readonly hasPoison: boolean;
  readonly zoneTypes: number;
}

/** Types of zones: DMA, DMA32, Normal, HighMem and Movable as far as the architecture has them; Device where it is configured. */
const ZONE_TYPES = { x86_64: 4, arm: 3, arm64: 4, ppc64le: 2 } as const;
/** Sizes of huge pages in the order in which they were registered; those of ppc64le as with radix tables [read]. */
const HUGE_KIB = { x86_64: [2048], arm: [], arm64: [1_048_576, 32_768, 2048, 64], ppc64le: [2048, 1_048_576] } as const;

/** CONFIG_ZONE_DEVICE of Debian: not on arm64 6.1, whose console was recorded, nor on 32-bit ARM. */
function hasDeviceZone({ architecture }: KernelProfile): boolean {
  return architecture === 'x86_64' || architecture === 'ppc64le';
}

function wordingOf(profile: KernelProfile): Wording {
  const has = (name: string) => kernelConfigValue(profile, name) === 'y';
  const { isDistribution } = stateText(profile.release);
  const blank = profile.version.patchlevel < 12 ? ' ' : '';
  return {
    hasNode: has('NUMA'),
    hugePages: has('TRANSPARENT_HUGEPAGE')
      ? ['shmem_thp', 'shmem_pmdmapped', 'anon_thp'].map((name) => ` ${name}:${blank}0kB`).join('')
      : '',
    hasHugetlb: has('HUGETLBFS'),
    hasSwap: has('SWAP'),
    hasPoison: isDistribution,
    zoneTypes: ZONE_TYPES[profile.architecture] + (isDistribution && hasDeviceZone(profile) ? 1 : 0),
  };
}

/** Prints all of it at level 4. */
export function showMem({ profile, memoryUse, isExhausted }: MemInfo, printk: PrintkFunction): void {
  const say = (text: string) => printk(KERN_WARNING, text);
  const figures = memoryUse.figures();
  const wording = wordingOf(profile);
  const zones = memoryUse.zones(wording.zoneTypes);
  const pageKiB = memoryUse.pageSizeBytes / 1024;
  const node = wording.hasNode ? 'Node 0 ' : '';
  say('Mem-Info:');
  say(totals(figures, pageKiB));
  say(nodeLine(figures, wording, isExhausted));
  for (const zone of zones) {
    say(`${node}${zoneLine(zone)}`);
    say(`lowmem_reserve[]: ${zone.lowmemReserve.join(' ')}`);
  }
  for (const zone of zones) say(`${node}${blocksLine(zone, pageKiB)}`);
  for (const kib of wording.hasHugetlb ? HUGE_KIB[profile.architecture] : []) {
    say(`${node}hugepages_total=0 hugepages_free=0 hugepages_surp=0 hugepages_size=${kib}kB`);
  }
  say(`${(figures.cachedKiB + figures.buffersKiB) / pageKiB} total pagecache pages`);
  if (wording.hasSwap) {
    say('0 pages in swap cache');
    say('Free swap  = 0kB');
    say('Total swap = 0kB');
  }
  const presentKiB = zones.reduce((sum, zone) => sum + zone.presentKiB, 0);
  say(`${presentKiB / pageKiB} pages RAM`);
  say(`${figures.highTotalKiB / pageKiB} pages HighMem/MovableOnly`);
  say(`${(presentKiB - figures.memTotalKiB) / pageKiB} pages reserved`);
  if (figures.cmaTotalKiB > 0) say(`${figures.cmaTotalKiB / pageKiB} pages cma reserved`);
  if (wording.hasPoison) say('0 pages hwpoisoned');
}

/** One record of eight lines, in pages. */
function totals(figures: MemoryFigures, pageKiB: number): string {
  const pages = (kib: number) => Math.floor(kib / pageKiB);
  const { cachedKiB, shmemKiB, buffersKiB } = figures;
  return [
    `active_anon:${pages(shmemKiB)} inactive_anon:${pages(figures.anonPagesKiB)} isolated_anon:0`,
    ` active_file:0 inactive_file:${pages(Math.max(0, cachedKiB - shmemKiB) + buffersKiB)} isolated_file:0`,
    ` unevictable:0 dirty:${pages(figures.dirtyKiB)} writeback:0`,
    ` slab_reclaimable:${pages(figures.slabReclaimableKiB)} slab_unreclaimable:${pages(figures.slabUnreclaimableKiB)}`,
    ` mapped:${pages(figures.mappedKiB)} shmem:${pages(shmemKiB)} pagetables:${pages(figures.pageTablesKiB)}`,
    ' sec_pagetables:0 bounce:0',
    ' kernel_misc_reclaimable:0',
    ` free:${pages(figures.memFreeKiB)} free_pcp:0 free_cma:${pages(figures.cmaFreeKiB)}`,
  ].join('\n');
}

function nodeLine(figures: MemoryFigures, { hugePages }: Wording, isExhausted: boolean): string {
  const fileKiB = Math.max(0, figures.cachedKiB - figures.shmemKiB) + figures.buffersKiB;
  return (
    `Node 0 active_anon:${figures.shmemKiB}kB inactive_anon:${figures.anonPagesKiB}kB active_file:0kB ` +
    `inactive_file:${fileKiB}kB unevictable:0kB isolated(anon):0kB isolated(file):0kB mapped:${figures.mappedKiB}kB ` +
    `dirty:${figures.dirtyKiB}kB writeback:0kB shmem:${figures.shmemKiB}kB${hugePages} writeback_tmp:0kB ` +
    `kernel_stack:${figures.kernelStackKiB}kB pagetables:${figures.pageTablesKiB}kB sec_pagetables:0kB ` +
    `all_unreclaimable? ${isExhausted ? 'yes' : 'no'}`
  );
}

function zoneLine(zone: ZoneFigures): string {
  return (
    `${zone.name} free:${zone.freeKiB}kB boost:0kB min:${zone.minKiB}kB low:${zone.lowKiB}kB high:${zone.highKiB}kB ` +
    `reserved_highatomic:0KB active_anon:${zone.shmemKiB}kB inactive_anon:${zone.anonKiB}kB active_file:0kB ` +
    `inactive_file:${zone.fileKiB}kB unevictable:0kB writepending:0kB present:${zone.presentKiB}kB ` +
    `managed:${zone.managedKiB}kB mlocked:0kB bounce:0kB free_pcp:0kB local_pcp:0kB free_cma:0kB`
  );
}

function blocksLine({ name, freeBlocks }: ZoneFigures, pageKiB: number): string {
  const largest = freeBlocks.findLastIndex((count) => count > 0);
  let totalKiB = 0;
  const blocks = freeBlocks.map((count, order) => {
    const kib = pageKiB * 2 ** order;
    totalKiB += count * kib;
    const type = count === 0 ? '' : order === largest ? ' (U)' : ' (M)';
    return `${count}*${kib}kB${type}`;
  });
  return `${name}: ${blocks.join(' ')} = ${totalKiB}kB`;
}
