/**
 * /proc/meminfo, vmstat and buddyinfo from the page allocator's figures.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/meminfo.c` (meminfo_proc_show) with x86 `arch_report_meminfo`, and `mm/vmstat.c`. Amounts nobody
 * counts here (swap, huge pages, events of reclaim) are 0, as on a machine that has not needed them.
 */
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import type { MemoryFigures } from '../mm/memory-use.ts';
import type { PseudoServices } from './services.ts';
import { systemLists } from './system-lists.ts';

/** VMALLOC_TOTAL: 32 TiB less a byte on x86-64, 240 MiB on 32-bit ARM; what the kernel itself uses of it [recorded]. */
const VMALLOC = {
  x86_64: { totalKiB: 34359738367, usedKiB: 7200 },
  arm: { totalKiB: 245760, usedKiB: 2700 },
  arm64: { totalKiB: 133141626880, usedKiB: 9000 },
  ppc64le: { totalKiB: 549755813888, usedKiB: 4000 },
} as const;
/** Memory mapped with 4 KiB pages, the rest with 2 MiB pages [recorded]. */
const DIRECT_MAP_4K_KIB = 31616;

/** Text of /proc/meminfo. */
export function meminfoText(services: PseudoServices): string {
  const { profile, memoryUse } = services;
  const figures = memoryUse().figures();
  const isX86 = profile.architecture === 'x86_64';
  const rows: (readonly [name: string, kib: number])[] = [
    ['MemTotal', figures.memTotalKiB],
    ['MemFree', figures.memFreeKiB],
    ['MemAvailable', figures.availableKiB],
    ...cacheRows(figures),
    ...(profile.architecture === 'arm' ? highRows(figures) : []),
    ['SwapTotal', 0],
    ['SwapFree', 0],
    ['Zswap', 0],
    ['Zswapped', 0],
    ['Dirty', figures.dirtyKiB],
    ['Writeback', 0],
    ['AnonPages', figures.anonPagesKiB],
    ['Mapped', figures.mappedKiB],
    ['Shmem', figures.shmemKiB],
    ['KReclaimable', figures.slabReclaimableKiB],
    ['Slab', figures.slabKiB],
    ['SReclaimable', figures.slabReclaimableKiB],
    ['SUnreclaim', figures.slabUnreclaimableKiB],
    ['KernelStack', figures.kernelStackKiB],
    ['PageTables', figures.pageTablesKiB],
    ['SecPageTables', 0],
    ['NFS_Unstable', 0],
    ['Bounce', 0],
    ['WritebackTmp', 0],
    ['CommitLimit', Math.floor(figures.memTotalKiB / 2 / 4) * 4],
    ['Committed_AS', figures.anonPagesKiB + figures.shmemKiB + figures.mappedKiB],
    ['VmallocTotal', VMALLOC[profile.architecture].totalKiB],
    ['VmallocUsed', VMALLOC[profile.architecture].usedKiB + moduleKiB(services)],
    ['VmallocChunk', 0],
    ['Percpu', figures.percpuKiB],
  ];
  const hasCma = figures.cmaTotalKiB > 0 || kernelConfigValue(profile, 'CMA') === 'y';
  const tail = isX86 ? x86Rows(services) : hasCma ? cmaRows(figures) : '';
  return rows.map(([name, kib]) => row(name, kib)).join('') + tail;
}

function row(name: string, kib: number): string {
  return `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB\n`;
}

function cacheRows({ buffersKiB, cachedKiB, anonPagesKiB, shmemKiB }: MemoryFigures): [string, number][] {
  const fileKiB = Math.max(0, cachedKiB - shmemKiB) + buffersKiB;
  return [
    ['Buffers', buffersKiB],
    ['Cached', cachedKiB],
    ['SwapCached', 0],
    ['Active', shmemKiB],
    ['Inactive', anonPagesKiB + fileKiB],
    ['Active(anon)', shmemKiB],
    ['Inactive(anon)', anonPagesKiB],
    ['Active(file)', 0],
    ['Inactive(file)', fileKiB],
    ['Unevictable', 0],
    ['Mlocked', 0],
  ];
}

function highRows({ memTotalKiB, memFreeKiB, highTotalKiB, highFreeKiB }: MemoryFigures): [string, number][] {
  return [
    ['HighTotal', highTotalKiB],
    ['HighFree', highFreeKiB],
    ['LowTotal', memTotalKiB - highTotalKiB],
    ['LowFree', memFreeKiB - highFreeKiB],
  ];
}

function cmaRows({ cmaTotalKiB, cmaFreeKiB }: MemoryFigures): string {
  return row('CmaTotal', cmaTotalKiB) + row('CmaFree', cmaFreeKiB);
}

function x86Rows({ profile, parts }: PseudoServices): string {
  const zero = ['AnonHugePages', 'ShmemHugePages', 'ShmemPmdMapped', 'FileHugePages', 'FilePmdMapped'];
  const unaccepted = profile.version.patchlevel >= 12 ? ['Unaccepted'] : [];
  const pools = ['Total', 'Free', 'Rsvd', 'Surp'].map(
    (name) => `${`HugePages_${name}:`.padEnd(16)}${'0'.padStart(8)}\n`,
  );
  // Everything below the end of RAM but what the command line took out is mapped, the first MiB with its holes included.
  const { memory } = parts.memoryLayout;
  const mappedKiB =
    memory.reduce(
      (sum, { start, end }) => sum + (end - Math.max(start, 0x100000) > 0 ? end - Math.max(start, 0x100000) : 0),
      0x100000,
    ) / 1024;
  const large = Math.max(0, Math.floor((mappedKiB - DIRECT_MAP_4K_KIB) / 2048) * 2048);
  return [
    `HardwareCorrupted: ${'0'.padStart(5)} kB\n`,
    ...[...zero, ...unaccepted].map((name) => row(name, 0)),
    ...pools,
    row('Hugepagesize', 2048),
    row('Hugetlb', 0),
    row('DirectMap4k', mappedKiB - large),
    row('DirectMap2M', large),
  ].join('');
}

function moduleKiB({ modules }: PseudoServices): number {
  return modules.list().reduce((sum, { coreBytes }) => sum + Math.ceil(coreBytes / 1024) + 4, 0);
}

/** Text of /proc/vmstat: every name of the kernel, with the counts that are kept. */
export function vmstatText(services: PseudoServices): string {
  const use = services.memoryUse();
  const figures = use.figures();
  const pages = (kib: number) => Math.floor((kib * 1024) / use.pageSizeBytes);
  const filePages = pages(figures.cachedKiB + figures.buffersKiB);
  const counts: Readonly<Record<string, number>> = {
    nr_free_pages: pages(figures.memFreeKiB),
    nr_zone_inactive_anon: pages(figures.anonPagesKiB),
    nr_zone_active_anon: pages(figures.shmemKiB),
    nr_zone_inactive_file: filePages - pages(figures.shmemKiB),
    nr_inactive_anon: pages(figures.anonPagesKiB),
    nr_active_anon: pages(figures.shmemKiB),
    nr_inactive_file: filePages - pages(figures.shmemKiB),
    nr_slab_reclaimable: pages(figures.slabReclaimableKiB),
    nr_slab_unreclaimable: pages(figures.slabUnreclaimableKiB),
    nr_anon_pages: pages(figures.anonPagesKiB),
    nr_mapped: pages(figures.mappedKiB),
    nr_file_pages: filePages,
    nr_dirty: pages(figures.dirtyKiB),
    nr_zone_write_pending: pages(figures.dirtyKiB),
    nr_shmem: pages(figures.shmemKiB),
    nr_kernel_stack: figures.kernelStackKiB,
    nr_page_table_pages: pages(figures.pageTablesKiB),
    nr_free_cma: pages(figures.cmaFreeKiB),
    nr_dirty_threshold: Math.floor(pages(figures.availableKiB) / 5),
    nr_dirty_background_threshold: Math.floor(pages(figures.availableKiB) / 10),
    pgfault: services.processes.forks * 45,
  };
  const names = systemLists(services.profile).vmstat.split(/\s+/);
  return names.map((name) => `${name} ${Math.max(0, counts[name] ?? 0)}\n`).join('');
}

/** MAX_ORDER: one more where a frame buffer wants large pieces (CONFIG_ARCH_FORCE_MAX_ORDER of armmp). */
const ORDERS = { x86_64: 11, arm: 12, arm64: 11, ppc64le: 9 } as const;

/** Text of /proc/buddyinfo: the free pages of each zone as blocks as large as they go. */
export function buddyinfoText(services: PseudoServices): string {
  const use = services.memoryUse();
  const { memFreeKiB, highFreeKiB, highTotalKiB } = use.figures();
  const kib = use.pageSizeBytes / 1024;
  const zones: [string, number][] =
    services.profile.architecture === 'x86_64'
      ? [
          ['DMA', Math.min(3808, Math.floor(memFreeKiB / kib / 4))],
          ['DMA32', memFreeKiB / kib - Math.min(3808, Math.floor(memFreeKiB / kib / 4))],
        ]
      : [
          ['DMA', (memFreeKiB - highFreeKiB) / kib],
          ...(highTotalKiB > 0 ? [['HighMem', highFreeKiB / kib] as [string, number]] : []),
        ];
  return zones
    .map(([name, pages]) => {
      let left = Math.floor(pages);
      const counts: number[] = [];
      for (let order = ORDERS[services.profile.architecture] - 1; order >= 0; order--) {
        counts[order] = Math.floor(left / 2 ** order);
        left -= counts[order]! * 2 ** order;
      }
      return `Node 0, zone ${name.padStart(8)} ${counts.map((count) => `${String(count).padStart(6)} `).join('')}\n`;
    })
    .join('');
}
