/**
 * What memory is used for: the face of the page allocator for the rest of the kernel.
 *
 * `KernelParts.memoryUse` is one. Whoever holds memory on behalf of user space says so here (`pageCacheGrow`, `allocate`), so that
 * /proc/meminfo adds up and RAM that nobody reserved is really overwritten. Amounts are whole pages of the kernel.
 *
 * Mirrors the counters behind Linux v6.1 `fs/proc/meminfo.c` and `si_mem_available`; per-CPU lists, swap and huge pages are
 * left out.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { ZoneFigures } from './zone-figures.ts';

/** The figures of /proc/meminfo, in KiB. What is not here is 0 on every simulated machine. */
export interface MemoryFigures {
  readonly memTotalKiB: number;
  readonly memFreeKiB: number;
  /** MemAvailable. */
  readonly availableKiB: number;
  readonly buffersKiB: number;
  /** Cached: the page cache without block devices, tmpfs included. */
  readonly cachedKiB: number;
  readonly anonPagesKiB: number;
  /** File pages mapped by processes. */
  readonly mappedKiB: number;
  readonly shmemKiB: number;
  /** Written to files and not yet on disk. */
  readonly dirtyKiB: number;
  readonly slabKiB: number;
  readonly slabReclaimableKiB: number;
  readonly slabUnreclaimableKiB: number;
  readonly kernelStackKiB: number;
  readonly pageTablesKiB: number;
  readonly percpuKiB: number;
  /** 32-bit ARM: memory above the linear map; 0 elsewhere. */
  readonly highTotalKiB: number;
  readonly highFreeKiB: number;
  readonly cmaTotalKiB: number;
  readonly cmaFreeKiB: number;
}

/** What pages are used for; decides the figure of /proc/meminfo they count in. `kernel` counts in none of its own. */
export type MemoryPurpose =
  | 'anon'
  | 'page-cache'
  | 'buffers'
  | 'shmem'
  | 'slab-reclaimable'
  | 'slab-unreclaimable'
  | 'kernel-stack'
  | 'page-tables'
  | 'kernel';

/** A range of RAM and who has it, for people. */
export interface OwnedRange extends AddressRange {
  readonly owner: string;
}

/** Pages handed out; give them back with `free`. */
export interface Allocation {
  readonly pages: number;
  readonly purpose: MemoryPurpose;
  readonly ranges: readonly AddressRange[];
}

export interface MemoryUse {
  readonly pageSizeBytes: number;
  figures(): MemoryFigures;
  /** Takes pages and overwrites what they held; page cache is given up for them. -ENOMEM when there is too little. */
  allocate(pages: number, purpose: MemoryPurpose): Allocation | number;
  /** The bytes stay where they are until someone else takes the pages. */
  free(allocation: Allocation): void;
  /** More file contents (or, as `buffers`, blocks of a disk) are cached; the oldest cache makes room when memory is full. */
  pageCacheGrow(bytes: number, purpose?: 'page-cache' | 'buffers' | 'shmem'): void;
  /** Whether so much more of files in memory fits, with the clean page cache given up for it. */
  hasRoom(bytes: number): boolean;
  /** Cached contents are gone: a file was deleted, a file system unmounted, caches dropped. */
  pageCacheShrink(bytes: number, purpose?: 'page-cache' | 'buffers' | 'shmem'): void;
  /** Bytes of the page cache that are not on disk yet, as the file systems count them. */
  setDirty(bytes: number): void;
  /** The zones that have memory, from the lowest; `zoneTypes`: how many types of zones the kernel knows. */
  zones(zoneTypes: number): readonly ZoneFigures[];
  /** Taken before there were pages and never given back: `PageReserved`. */
  reserved(): readonly AddressRange[];
  /** Who has which part of RAM now, in order of address; free memory is left out. */
  owners(): readonly OwnedRange[];
}
