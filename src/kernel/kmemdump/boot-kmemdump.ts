/** Puts kmemdump together for a kernel that is built with it, when its memory is laid out and its log is there. */
import type { StageContext } from '../../hardware/stage.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { coreFacts } from '../../profiles/core-facts.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigText } from '../../profiles/kernel-config.ts';
import { kernelPlaces } from '../../profiles/kernel-places.ts';
import type { KmemdumpBuild } from '../../profiles/kmemdump.ts';
import { dynamicId, regionId } from '../../profiles/kmemdump-ids.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import type { Casualty } from '../casualty.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { MemoryLayout } from '../memblock/memory-layout.ts';
import type { KernelMapping } from '../mm/kernel-mapping.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import type { KmsgDumpers } from '../printk/kmsg-dump.ts';
import { logSymbols } from '../printk/log-symbols.ts';
import type { DynamicLogBuf } from '../printk/ram-log-store.ts';
import type { Pstore } from '../pstore/platform.ts';
import type { WallTime } from '../pstore/pstore-record.ts';
import { CORE_AREAS, SECTION_STRUCT_BYTES, sparseMemory } from '../vmcore/core-areas.ts';
import type { CoreStructures } from '../vmcore/core-structures.ts';
import { words } from '../vmcore/state/kernel-objects.ts';
import type { KernelMoment } from '../vmcore/state/kernel-state.ts';
import { makeBackend } from './backends.ts';
import { configFile } from './config-file.ts';
import { KernelHeap } from './kernel-heap.ts';
import { KernelVariables } from './kernel-variables.ts';
import { type KernelRegions, Kmemdump } from './kmemdump.ts';
import { type BootAllocations, OwnRegions } from './own-regions.ts';
import type { DumpMemory } from './region-table.ts';
import { stateRegions } from './state-objects.ts';

const PAGE_SIZE = 4096;
/** `pglist_data` and what is written of it; `struct rq`: Linux 6.12 for arm64, from its BTF. */
const NODE = { zones: 11232, startPage: 11240, presentPages: 11248, spannedPages: 11256 } as const;
const RUN_QUEUE = { running: 4, clock: 2736, cpu: 2920 } as const;
/** SMP_CACHE_BYTES. */
const CACHE_LINE = 64;
/** `struct mem_section_usage`: the map of its 64 parts, then four bits for each 2 MiB: MIGRATE_MOVABLE. */
const USAGE = { bytes: 56, map: 16, movable: 0x11 } as const;

export interface BootKmemdumpInput {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly commandLine: string;
  readonly layout: MemoryLayout;
  readonly mapping: KernelMapping;
  readonly memoryUse: MemoryUse;
  readonly casualty: Casualty;
  readonly core: CoreStructures | null;
  readonly bootLog: readonly { readonly text: string }[];
  readonly ring: DynamicLogBuf | undefined;
  readonly print: PrintkFunction;
  readonly dumpers: KmsgDumpers;
  readonly pstore: Pstore;
  /** `ktime_get_real_ts64`. */
  readonly realTime: () => WallTime;
}

/** Null: the kernel is built without it, or of this one it is not known where its variables lie. */
export function bootKmemdump(input: BootKmemdumpInput): Kmemdump | null {
  const { context, core, casualty, memoryUse, mapping, print, commandLine, profile } = input;
  const build = context.board.kmemdump;
  if (build === undefined || core === null) return null;
  const heap = new KernelHeap(context.memory, memoryUse);
  const linear = (physical: number) =>
    BigInt(`0x${casualty.addresses.pageOffset}`) + BigInt(physical - linearOrigin(input));
  const info = storedInfo(core.infoText(), heap, context, linear);
  const own = build.regions === 'upstream' ? armRegions(input, build, heap, linear) : x86Regions(input, build, linear);
  if (own === null) return null;
  const { architecture } = profile;
  if (architecture !== 'arm64' && architecture !== 'x86_64') return null;
  return new Kmemdump({
    context,
    build,
    architecture,
    print,
    heap,
    cma: memoryUse.owners().find(({ owner }) => owner === 'cma') ?? null,
    virtual: linear,
    commandLine,
    regions: { ...own.regions(info), info },
    makeBackend: (refresh) =>
      makeBackend({
        context,
        build,
        print,
        allocate: (bytes) => heap.allocate(bytes),
        virtual: (physical) => mapping.virtual(physical),
        dumpers: input.dumpers,
        pstore: () => input.pstore.psinfo,
        realTime: input.realTime,
        refresh,
      }),
    store: (moment) => {
      own.store(moment);
      core.store(context.memory, moment);
    },
  });
}

interface Own {
  /** `info`: VMCOREINFO, which is one of them. */
  regions(info: DumpMemory | null): Omit<KernelRegions, 'info'>;
  store(moment: KernelMoment): void;
}

function linearOrigin({ layout, profile }: BootKmemdumpInput): number {
  return profile.architecture === 'arm64' ? (layout.memory[0]?.start ?? 0) : 0;
}

/** `vmcoreinfo_data`: a page of its own with the text. */
function storedInfo(
  text: string,
  heap: KernelHeap,
  { memory }: StageContext,
  linear: (physical: number) => bigint,
): DumpMemory | null {
  const physical = heap.allocate(PAGE_SIZE);
  if (physical < 0) return null;
  const bytes = latin1Bytes(text);
  memory.write(physical, bytes, memory.writer('kernel'));
  return { virtual: linear(physical), physical, sizeBytes: bytes.length };
}

// ---- arm64: what the series register ----

function armRegions(
  input: BootKmemdumpInput,
  build: KmemdumpBuild,
  heap: KernelHeap,
  linear: (physical: number) => bigint,
): Own | null {
  const { context, profile, layout, casualty, memoryUse, bootLog, ring } = input;
  const places = kernelPlaces(profile.release);
  const boot = places === null ? null : bootAllocations(input, heap, linear, places);
  if (places === null || boot === null) return null;
  const { memory } = context;
  const { addresses, environment } = { addresses: casualty.addresses, environment: casualty.environment() };
  const areas = rangeOf(memoryUse, 'per-CPU areas')!;
  const cpus = environment.onlineCpus;
  const variables = new KernelVariables({
    memory,
    places,
    image: layout.kernelImage,
    text: BigInt(`0x${addresses.text}`),
    textMoved: BigInt(addresses.kernelOffset ?? 0),
    log: logSymbols(profile, layout.kernelImage),
    banner: bootLog.find(({ text }) => text.startsWith('Linux version '))?.text ?? '',
    config: configFile(kernelConfigText(profile) ?? ''),
    linear,
    ramEnd: layout.memory.at(-1)?.end ?? 0,
    totalPages: memoryUse.figures().memTotalKiB / 4,
    interrupts: numberIn(bootLog, /nr_irqs: (\d+)/),
    sections: boot.sections.physical,
    perCpu: { start: areas.start, unitBytes: (areas.end - areas.start) / cpus, cpus },
    node: boot.node.physical,
  });
  variables.storeConstants();
  return {
    regions(info) {
      const find = (name: string) => (name === 'VMCOREINFO' ? info : variables.find(name));
      const own = new OwnRegions({ find }, { ...boot, ring: ring ?? null });
      const { series } = build;
      if (series === 'v1') return { early: [], statics: [], handles: own.handles() };
      return { early: own.early(series), statics: own.statics(series), handles: [] };
    },
    store({ online, nowNs, unixSeconds, processes }) {
      const { taint } = casualty.environment();
      variables.store({ online, nowNs, unixSeconds, taint, threads: processes?.load.total ?? 1 });
      boot.runQueues.forEach(({ physical }, cpu) => {
        memory.write(physical + RUN_QUEUE.clock, words([nowNs], 8), memory.writer('kernel'));
        memory.write(physical + RUN_QUEUE.cpu, words([cpu], 4), memory.writer('kernel'));
      });
    },
  };
}

/** Null where memory was too short for them. */
function bootAllocations(
  { context, profile, layout, memoryUse, casualty }: BootKmemdumpInput,
  heap: KernelHeap,
  linear: (physical: number) => bigint,
  places: NonNullable<ReturnType<typeof kernelPlaces>>,
): Omit<BootAllocations, 'ring'> | null {
  const sections = rangeOf(memoryUse, CORE_AREAS.sections);
  const areas = rangeOf(memoryUse, 'per-CPU areas');
  const template = places.get('__per_cpu_start');
  const queue = places.get('runqueues');
  if (sections === null || areas === null || template === undefined || queue === undefined) return null;
  const { memory } = context;
  const writer = memory.writer('kernel/mm');
  const sparse = sparseMemory('arm64', layout.memory, profile.pageSizeBytes);
  const rootBytes = sparse.rootSections * SECTION_STRUCT_BYTES;
  const present = (sparse.mapped.end - sparse.mapped.start) / sparse.sectionBytes;
  const usageBytes = present * USAGE.bytes;
  const usage = heap.allocate(usageBytes);
  const nodeBytes = Number(
    coreFacts(profile.release)?.vmcoreInfo.find(([key]) => key === 'SIZE(pglist_data)')?.[1] ?? 0,
  );
  const node = heap.allocate(nodeBytes);
  if (usage < 0 || node < 0) return null;
  for (let section = 0; section < present; section++) {
    const bytes = new Uint8Array(USAGE.bytes - USAGE.map).fill(0xff, 0, 8).fill(USAGE.movable, 8);
    memory.write(usage + section * USAGE.bytes + USAGE.map, bytes, writer);
  }
  const pages = (bytes: number) => bytes / profile.pageSizeBytes;
  const [start, end] = [layout.memory[0]?.start ?? 0, layout.memory.at(-1)?.end ?? 0];
  const whole = layout.memory.reduce((sum, range) => sum + range.end - range.start, 0);
  memory.write(node + NODE.zones, words([1], 4), writer);
  memory.write(node + NODE.startPage, words([pages(start), pages(whole), pages(end - start)], 8), writer);
  const { onlineCpus } = casualty.environment();
  const unit = (areas.end - areas.start) / onlineCpus;
  return {
    linear,
    node: { physical: node, sizeBytes: Math.ceil(nodeBytes / CACHE_LINE) * CACHE_LINE },
    sections: { physical: sections.start, sizeBytes: sparse.rootsBytes },
    roots: Array.from({ length: sparse.rootCount }, (_, root) => ({
      physical: sections.start + sparse.rootsBytes + root * rootBytes,
      sizeBytes: rootBytes,
    })),
    usage: { physical: usage, sizeBytes: usageBytes },
    runQueues: Array.from({ length: onlineCpus }, (_, cpu) => ({
      physical: areas.start + cpu * unit + Number(queue.address - template.address),
      sizeBytes: queue.sizeBytes,
    })),
  };
}

// ---- x86-64: what crash needs ----

function x86Regions(
  { context, profile, layout, casualty, memoryUse, core, ring }: BootKmemdumpInput,
  { series, regions }: KmemdumpBuild,
  linear: (physical: number) => bigint,
): Own | null {
  const companion = core?.companion ?? null;
  if (companion === null || regions === 'upstream') return null;
  const listed = stateRegions(regions, {
    layout: companion.layout,
    log: logSymbols(profile, layout.kernelImage),
    ring: ring ?? null,
    image: layout.kernelImage,
    text: BigInt(`0x${casualty.addresses.text}`),
    linear,
    ranges: (owner) => memoryUse.owners().filter((range) => range.owner === owner),
  });
  // What crash reads before the kernel is left is written then.
  core?.store(context.memory);
  return {
    regions(info) {
      if (series === 'v1') {
        return { early: [], statics: [], handles: listed.map(({ name, memory }) => ({ handle: name, memory })) };
      }
      const any = dynamicId(series);
      const statics = listed.map(({ name, memory }) => ({
        id: regionId(series, name) < 0 ? any : regionId(series, name),
        memory,
      }));
      const early = info === null ? [] : [{ id: regionId(series, 'VMCOREINFO'), memory: info }];
      return { early, statics, handles: [] };
    },
    store: () => {},
  };
}

function rangeOf(memoryUse: MemoryUse, owner: string): AddressRange | null {
  return memoryUse.owners().find((range) => range.owner === owner) ?? null;
}

function numberIn(log: BootKmemdumpInput['bootLog'], pattern: RegExp): number {
  for (const { text } of log) {
    const match = pattern.exec(text);
    if (match !== null) return Number(match[1]);
  }
  return 0;
}
