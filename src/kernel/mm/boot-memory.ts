/**
 * The memory a boot takes: before there are pages, and then page by page, until user space starts.
 *
 * Mirrors the order of Linux v6.1 `setup_arch`, `sparse_init`, `setup_per_cpu_areas` and `vfs_caches_init_early` as far as it decides
 * where things lie: memblock from the top down, then the page allocator from the bottom up. The sizes are what the boot
 * log says (`Memory:`, `percpu:`, hash tables, `Freeing …`), so that /proc/meminfo agrees with it; what the log reserves beyond
 * that is one block without a name.
 */
import { type AddressRange, subtract, unite } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { lowmem, type MemoryLayout } from '../memblock/memory-layout.ts';
import { CORE_AREAS, coreAreas } from '../vmcore/core-areas.ts';
import { bootFootprint } from './boot-footprint.ts';
import { lowMemoryEnd } from './boot-memblock.ts';
import type { Memblock } from './memblock.ts';
import type { OwnedRange } from './memory-use.ts';
import { type BootState, PageAllocator, type Zones } from './page-allocator.ts';
import { overwritePages } from './page-contents.ts';

const PAGE_SIZE = 4096;
const TWO_MIB = 0x200000;
/** MAX_ORDER: 4 MiB. */
const BLOCK_BYTES = 0x400000;
/** x86: ZONE_DMA ends at 16 MiB. */
const DMA_END = 0x1000000;
/** `sizeof(struct page)` on 32-bit ARM, from the recorded page totals. */
const ARM_STRUCT_PAGE_BYTES = 36;

export interface BootMemoryInput {
  readonly memory: PhysicalMemory;
  readonly profile: KernelProfile;
  readonly layout: MemoryLayout;
  /** What is taken so far: image, device tree reservations, a log buffer. */
  readonly memblock: Memblock;
  /** Texts of the boot log, in order. */
  readonly bootLog: readonly { readonly text: string }[];
  readonly cpus: number;
  /** Of what is taken, what is lent to user space. */
  readonly lent?: AddressRange | undefined;
  /** The end of that part of the image that is given back after the boot. */
  readonly initEnd: number;
}

/** Takes the memory, overwrites what was in it, and gives the allocator for the rest. */
export function bootMemory(input: BootMemoryInput): PageAllocator {
  const { memory } = input;
  const said = readBootLog(input.bootLog);
  const plan = planFor(input, said);
  const allocator = newAllocator(input, said, plan);
  if (plan.booted === null) takePages(input, allocator, plan);
  for (const { start, end } of plan.early) overwritePages(memory, start, end, 'kernel/mm');
  for (const { start, end } of plan.reached) overwritePages(memory, start, end, 'kernel/mm');
  return allocator;
}

function newAllocator({ memory, profile, layout, cpus }: BootMemoryInput, said: Said, plan: Plan): PageAllocator {
  const { zones, reserved, booted } = plan;
  const highTotal = zones.high.reduce((sum, { start, end }) => sum + end - start, 0);
  return new PageAllocator({
    memory,
    pageSizeBytes: profile.pageSizeBytes,
    zones,
    reserved,
    memTotalKiB: said.availableKiB + said.freedKiB + said.unaccountedKiB + said.cmaKiB,
    freedKiB: said.freedKiB,
    present: layout.memory,
    zoneName: profile.architecture === 'arm64' ? 'DMA' : 'Normal',
    highTotalKiB: highTotal === 0 ? 0 : highTotal / 1024 + said.cmaKiB,
    percpuKiB: said.percpuPages * 4 * cpus,
    cmaKiB: said.cmaKiB,
    mappedKiB: bootFootprint(profile.release).mappedKiB,
    booted: booted ?? undefined,
  });
}

/** Page by page, until user space starts; the next boot with the same plan begins where this one ends. */
function takePages({ profile, layout }: BootMemoryInput, allocator: PageAllocator, plan: Plan): void {
  const footprint = bootFootprint(profile.release);
  allocator.takeAtBoot(footprint.kernelKiB, 'kernel');
  allocator.takeAtBoot(footprint.slabUnreclaimableKiB, 'slab-unreclaimable');
  allocator.takeAtBoot(footprint.slabReclaimableKiB, 'slab-reclaimable');
  allocator.takeAtBoot(footprint.kernelStackKiB, 'kernel-stack');
  allocator.takeAtBoot(footprint.pageTablesKiB, 'page-tables');
  allocator.takeAtBoot(footprint.shmemKiB, 'shmem');
  allocator.takeAtBoot(footprint.anonKiB, 'anon');
  // Blocks of the highest order are split from the bottom up, so the last one counts whole.
  const reach = layout.kernelImage.end + footprint.touchedKiB * 1024;
  plan.reached = allocator.reached(layout.kernelImage.end, Math.ceil(reach / BLOCK_BYTES) * BLOCK_BYTES);
  plan.booted = allocator.bootState();
}

/** Where the boot puts things: the same in each boot with the same memory. */
interface Plan {
  /** What is overwritten before there are pages. */
  readonly early: readonly AddressRange[];
  readonly zones: Zones;
  readonly reserved: readonly OwnedRange[];
  /** What is overwritten page by page. */
  reached: readonly AddressRange[];
  booted: BootState | null;
}

const plans = new Map<string, Plan>();
const PLANS_MAX = 16;

function planFor(input: BootMemoryInput, said: Said): Plan {
  const { profile, layout, memblock, cpus, initEnd } = input;
  let key = `${profile.release} ${cpus} ${initEnd} ${layout.kernelImage.end} ${said.text}`;
  if (input.lent !== undefined) key += ` lent ${input.lent.start}`;
  for (const { start, end, owner } of memblock.reserved) key += ` ${owner} ${start} ${end}`;
  for (const { start, end } of memblock.free) key += ` ${start} ${end}`;
  let plan = plans.get(key);
  if (plan === undefined) {
    plan = makePlan(input, said);
    if (plans.size >= PLANS_MAX) plans.clear();
    plans.set(key, plan);
  }
  return plan;
}

function makePlan(input: BootMemoryInput, said: Said): Plan {
  const { layout, memblock } = input;
  const before = memblock.reserved.length;
  takeEarly(input, said);
  const freed = [initrdIn(layout, said), initMemory(input, said)].filter((range) => range !== null);
  return {
    early: unite(memblock.reserved.slice(before)),
    zones: { ...zonesOf(layout, [...memblock.free, ...freed]), cma: input.lent === undefined ? [] : [input.lent] },
    reserved: withoutFreed(memblock.reserved, freed),
    reached: [],
    booted: null,
  };
}

/** What the boot log says about memory. */
interface Said {
  readonly availableKiB: number;
  readonly cmaKiB: number;
  /** Of the total neither available nor reserved: struct pages that are made later, when the CPUs run (deferred initialisation). */
  readonly unaccountedKiB: number;
  /** Given back after the `Memory:` line, the initrd included. */
  readonly freedKiB: number;
  readonly initrdKiB: number;
  readonly initrd: AddressRange | null;
  readonly cmaBase: number | null;
  readonly percpuPages: number;
  readonly percpuUnit: number;
  readonly hashBytes: readonly number[];
  /** All of the above. */
  readonly text: string;
}

/** The log that was read last: the next boot says the same, but for the lines that tell the time of day. */
let lastRead: { readonly log: readonly { readonly text: string }[]; readonly said: Said } | null = null;

function readBootLog(log: readonly { readonly text: string }[]): Said {
  const known = lastRead;
  const isSame =
    known?.log.length === log.length &&
    log.every((line, i) => known.log[i] === line || !FIRST_LETTERS.has(line.text.charCodeAt(0)));
  if (isSame) return known.said;
  const said = parseBootLog(log);
  lastRead = { log, said };
  return said;
}

/** Of the lines that `readBootLog` looks at. */
const FIRST_LETTERS = new Set(Array.from('MFRcpDI', (letter) => letter.charCodeAt(0)));

function parseBootLog(log: readonly { readonly text: string }[]): Said {
  let available = 0;
  let cma = 0;
  let unaccounted = 0;
  let freed = 0;
  let initrdKiB = 0;
  let initrd: AddressRange | null = null;
  let cmaBase: number | null = null;
  let percpuPages = 0;
  let percpuUnit = 0;
  const hashBytes: number[] = [];
  let isCounted = false;
  for (const { text } of log) {
    if (!FIRST_LETTERS.has(text.charCodeAt(0))) continue;
    let match: RegExpExecArray | null;
    if (text.startsWith('Memory: ')) {
      match = /^Memory: (\d+)K\/(\d+)K available .*?(\d+)K reserved, (\d+)K cma-reserved/.exec(text);
      const [total, reserved] = [Number(match?.[2] ?? 0), Number(match?.[3] ?? 0)];
      available = Number(match?.[1] ?? 0);
      cma = Number(match?.[4] ?? 0);
      unaccounted = Math.max(0, total - available - reserved - cma);
      isCounted = true;
    } else if (text.startsWith('Freeing ') && isCounted) {
      const size = Number(/memory: (\d+)K$/.exec(text)?.[1] ?? 0);
      freed += size;
      if (text.startsWith('Freeing initrd')) initrdKiB = size;
    } else if (text.startsWith('RAMDISK: ')) {
      match = /0x([0-9a-f]+)-0x([0-9a-f]+)/.exec(text);
      if (match !== null) initrd = { start: Number.parseInt(match[1]!, 16), end: Number.parseInt(match[2]!, 16) + 1 };
    } else if (text.startsWith('cma: Reserved')) {
      cmaBase = Number(/at (0x[0-9a-f]+)/.exec(text)?.[1] ?? Number.NaN);
    } else if (text.startsWith('percpu: Embedded ')) {
      match = /Embedded (\d+) pages.* u(\d+)/.exec(text);
      percpuPages = Number(match?.[1] ?? 0);
      percpuUnit = Number(match?.[2] ?? 0);
    } else if (/^(?:Dentry|Inode)-? ?cache hash/.test(text)) {
      hashBytes.push(Number(/, (\d+) bytes/.exec(text)?.[1] ?? 0));
    }
  }
  const said = {
    availableKiB: available,
    cmaKiB: cma,
    unaccountedKiB: unaccounted,
    freedKiB: freed,
    initrdKiB,
    initrd,
    cmaBase,
    percpuPages,
    percpuUnit,
    hashBytes,
  };
  return { ...said, text: JSON.stringify(said) };
}

/** The initial RAM disk, where it lies in memory that this kernel has: a crash kernel's boot log names the place of another. */
function initrdIn({ memory }: MemoryLayout, { initrd }: Said): AddressRange | null {
  if (initrd === null) return null;
  return memory.some(({ start, end }) => initrd.start >= start && initrd.end <= end) ? initrd : null;
}

/** memblock's part, in the order of the boot. */
function takeEarly({ profile, layout, memblock, cpus, lent }: BootMemoryInput, said: Said): void {
  const limit = lowMemoryEnd(layout);
  const isX86 = layout.architecture === 'x86_64';
  const initrd = initrdIn(layout, said);
  if (initrd !== null) memblock.reserve(initrd, 'initrd');
  if (said.cmaBase !== null) {
    const otherBytes = lent === undefined ? 0 : lent.end - lent.start;
    memblock.reserve({ start: said.cmaBase, end: said.cmaBase + said.cmaKiB * 1024 - otherBytes }, 'cma');
  }
  const take = (bytes: number, align: number, owner: string) => {
    const size = Math.ceil(bytes / PAGE_SIZE) * PAGE_SIZE;
    if (size > 0) memblock.allocate(size, align, owner, limit);
  };
  if (layout.architecture === 'arm') {
    const pages = layout.memory.reduce((sum, { start, end }) => sum + (end - start) / PAGE_SIZE, 0);
    take(pages * ARM_STRUCT_PAGE_BYTES, PAGE_SIZE, CORE_AREAS.memMap);
  } else {
    const areas = coreAreas(layout.architecture, layout.memory, profile.pageSizeBytes);
    for (const { owner, bytes, align } of areas) take(bytes, align, owner);
  }
  const unit = Math.max(said.percpuUnit, said.percpuPages * PAGE_SIZE);
  const area = isX86 ? memblock.allocate(unit * cpus, TWO_MIB, 'per-CPU areas', limit) : null;
  if (area === null) take(unit * cpus, PAGE_SIZE, 'per-CPU areas');
  for (const bytes of said.hashBytes) take(bytes, PAGE_SIZE, 'hash tables');
  // Page tables and all that has no line of its own: up to what the log counts as reserved.
  const free = memblock.free.reduce((sum, { start, end }) => sum + end - start, 0);
  let rest = free - (said.availableKiB + said.unaccountedKiB) * 1024;
  for (const range of memblock.free.toReversed()) {
    if (rest < PAGE_SIZE) break;
    const top = Math.min(range.end, limit);
    const size = Math.min(Math.floor(rest / PAGE_SIZE) * PAGE_SIZE, top - range.start);
    if (size <= 0) continue;
    memblock.reserve({ start: top - size, end: top }, 'boot memory');
    rest -= size;
  }
}

/** The part of the image that the boot needs alone: `Freeing unused kernel image …`, less the initrd. */
function initMemory({ layout, initEnd }: BootMemoryInput, said: Said): AddressRange | null {
  const bytes = (said.freedKiB - said.initrdKiB) * 1024;
  const start = Math.max(layout.kernelImage.start, initEnd - bytes);
  return bytes > 0 && start < initEnd ? { start, end: initEnd } : null;
}

function zonesOf(layout: MemoryLayout, free: readonly AddressRange[]): Zones {
  const all = subtract(free, []);
  const within = (start: number, end: number) =>
    subtract(all, [
      { start: 0, end: start },
      { start: end, end: Number.MAX_SAFE_INTEGER },
    ]);
  if (layout.architecture === 'arm') {
    const low = lowmem(layout);
    return { high: within(low.end, Number.MAX_SAFE_INTEGER), normal: within(0, low.end), dma: [] };
  }
  if (layout.architecture !== 'x86_64') return { high: [], normal: all, dma: [] };
  return { high: [], normal: within(DMA_END, Number.MAX_SAFE_INTEGER), dma: within(0, DMA_END) };
}

function withoutFreed<Range extends AddressRange>(reserved: readonly Range[], freed: readonly AddressRange[]): Range[] {
  return reserved.flatMap((range) => subtract([range], freed).map((part) => ({ ...range, ...part })));
}
