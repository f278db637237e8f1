/**
 * What a kernel keeps in RAM about itself, for a debugger that has its vmlinux: tasks, CPUs, memory, time.
 *
 * A real kernel keeps these all the time. Here they are written when somebody looks, from what the simulated kernel knows (`store`): a crash that
 * nobody looks at costs nothing. Addresses are the same at each look.
 */
import { CTypes } from '../../../formats/c-types.ts';
import type { AddressRange } from '../../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../../memory/physical-memory.ts';
import type { DumpFacts } from '../../../profiles/dump-facts.ts';
import { dumpFacts } from '../../../profiles/dump-tables.ts';
import { NS_PER_S } from '../../../sim/clock.ts';
import type { CrashEnvironment, CrashSite } from '../../crash/crash-environment.ts';
import { siteNames } from '../../crash/site-names.ts';
import { SymbolTable } from '../../crash/symbols.ts';
import type { MemoryLayout } from '../../memblock/memory-layout.ts';
import type { KernelMapping, MappedRange } from '../../mm/kernel-mapping.ts';
import type { MemoryUse } from '../../mm/memory-use.ts';
import type { LogSymbols } from '../../printk/log-symbols.ts';
import type { ProcessSource } from '../../procfs/process-view.ts';
import { CORE_AREAS } from '../core-areas.ts';
import { storeCpus } from './cpu-objects.ts';
import { deadTasks, type Ways } from './dead-tasks.ts';
import { KernelObjects } from './kernel-objects.ts';
import { KernelSymbols } from './kernel-symbols.ts';
import { storeEmptyLists, storeMemory } from './memory-objects.ts';
import { storeTasks } from './task-objects.ts';
import { CALL_TYPES, type Frame, framesOf, storeCalls, storeUnwindTable, waysOf } from './unwind-table.ts';

/** CONFIG_HZ of Debian's kernels; `jiffies` begins five minutes before its lower half wraps. */
export const HZ = 250;
export const INITIAL_JIFFIES = 2 ** 32 - 300 * HZ;
const VMEMMAP_BASE = 0xffffea0000000000n;
/** Bits of `tainted_mask` and their letters, as `taint_flags` has them: set, and not set. */
export const TAINT_LETTERS = [
  'PG',
  'F ',
  'S ',
  'R ',
  'M ',
  'B ',
  'U ',
  'D ',
  'A ',
  'W ',
  'C ',
  'I ',
  'O ',
  'E ',
  'L ',
  'K ',
  'X ',
  'T ',
  'N ',
];
/** INT_MAX: PANIC_CPU_INVALID is -1. */
const NO_CPU = -1;

export interface KernelStateInput {
  readonly release: string;
  readonly layout: MemoryLayout;
  readonly mapping: KernelMapping;
  readonly memoryUse: MemoryUse;
  readonly log: LogSymbols;
  /** The records of the boot log, the version string first. */
  readonly bootLog: readonly { readonly text: string }[];
  readonly casualty: { environment(): CrashEnvironment };
}

/** What the kernel knows when somebody looks. */
export interface KernelMoment {
  readonly processes: ProcessSource | null;
  /** Where it died. */
  readonly site: CrashSite | null;
  /** The wall clock, and the time since the boot. */
  readonly unixSeconds: number;
  readonly nowNs: number;
  /** CPUs that still ran. */
  readonly online: readonly number[];
}

/** Whom a debugger needs beside the core. */
export interface KernelLayout {
  readonly types: CTypes;
  readonly symbols: KernelSymbols;
  readonly frames: ReadonlyMap<string, Frame>;
  readonly ways: Ways;
}

const parsed = new Map<
  string,
  { readonly types: CTypes; readonly frames: ReadonlyMap<string, Frame>; readonly ways: Ways }
>();

function parsedFacts(release: string, facts: DumpFacts) {
  let known = parsed.get(release);
  if (known === undefined) {
    const frames = framesOf(facts);
    known = { types: new CTypes(facts.types), frames, ways: { ...waysIn(frames), named: waysOf(facts) } };
    parsed.set(release, known);
  }
  return known;
}

function waysIn(frames: ReadonlyMap<string, Frame>): Omit<Ways, 'named'> {
  const first = (name: string) => [...frames.keys()].filter((place) => place.startsWith(`${name}+`)).slice(0, 1);
  const [schedule = ''] = first('__schedule');
  return {
    panic: first('panic'),
    schedule,
    systemCall: ['__schedule', 'schedule', 'do_syscall_64', 'entry_SYSCALL_64_after_hwframe'].flatMap(first),
  };
}

/** Null for a kernel whose structures are not known. */
export function kernelState(input: KernelStateInput): KernelState | null {
  const facts = dumpFacts(input.release);
  return facts === null ? null : new KernelState(input, facts);
}

export class KernelState {
  readonly #input: KernelStateInput;
  readonly #facts: DumpFacts;

  constructor(input: KernelStateInput, facts: DumpFacts) {
    this.#input = input;
    this.#facts = facts;
  }

  layout(): KernelLayout {
    const { release, log, layout, casualty } = this.#input;
    const { types, frames, ways } = parsedFacts(release, this.#facts);
    const { block: _block, ...own } = log;
    const symbols = new KernelSymbols({
      facts: this.#facts,
      types,
      functions: SymbolTable.of(casualty.environment().text.crash).symbols(),
      log: own,
      image: layout.kernelImage,
    });
    return { types, symbols, frames, ways };
  }

  /** Writes all of it; gives the stacks that are to be mapped. */
  store(memory: PhysicalMemory, moment: KernelMoment): readonly MappedRange[] {
    const { layout, mapping, memoryUse, casualty } = this.#input;
    const { types, symbols, frames, ways } = this.layout();
    const known = casualty.environment();
    const { addresses } = known;
    const objects = new KernelObjects({
      memory,
      types,
      symbols,
      room: rangesOf(memoryUse, 'slab-unreclaimable'),
      linear: BigInt(`0x${addresses.pageOffset}`),
      kernelOffset: BigInt(addresses.kernelOffset ?? 0),
    });
    const { site, processes } = moment;
    const areas = memoryUse.owners().find(({ owner }) => owner === 'per-CPU areas');
    const cpus = known.onlineCpus;
    const tasks = storeTasks(objects, {
      tasks: deadTasks(known, processes, site, ways),
      crashCpu: site?.cpu ?? null,
      ways,
      cpus,
      frames,
      stackRoom: rangesOf(memoryUse, 'kernel-stack'),
      mapped: mapping.areas,
      vmalloc: BigInt(`0x${addresses.vmalloc}`),
      crashStackPointer: site === null ? null : (siteNames(site)['sp'] ?? null),
    });
    if (areas !== undefined) {
      const stoppedWay = ways.named.get('stopped') ?? [];
      const { online, nowNs } = moment;
      storeCpus(objects, { cpus, areas, tasks, online, nowNs, stoppedWay, frames });
    }
    storeMemory(objects, layout, memoryUse);
    const callType = types.has('orc_entry', 'end') ? CALL_TYPES.old : CALL_TYPES.new;
    storeUnwindTable(objects, frames, callType);
    storeCalls(objects, frames, callType);
    this.#storeValues(objects, moment, tasks.count);
    return tasks.stacks;
  }

  #storeValues(objects: KernelObjects, { site, unixSeconds, nowNs }: KernelMoment, taskCount: number): void {
    const { bootLog, layout, casualty } = this.#input;
    const { addresses, taint } = casualty.environment();
    objects.write(objects.symbols.physical('linux_banner'), new TextEncoder().encode(`${bootLog[0]?.text ?? ''}\n\0`));
    const jiffies = BigInt(INITIAL_JIFFIES) + BigInt(Math.floor(nowNs / (NS_PER_S / HZ)));
    objects.set('jiffies_64', [jiffies]);
    objects.set('jiffies', [jiffies]);
    objects.set('avenrun', [0, 0, 0]);
    const clock = objects.variable('shadow_timekeeper');
    clock.object.set('xtime_sec', unixSeconds).set('ktime_sec', Math.floor(nowNs / NS_PER_S));
    objects.store(clock);
    objects.set('nr_threads', [taskCount], 4);
    objects.set('tainted_mask', [taint]);
    storeTaintFlags(objects);
    objects.set('page_offset_base', [objects.linear(0)]);
    objects.set('vmalloc_base', [BigInt(`0x${addresses.vmalloc}`)]);
    objects.set('vmemmap_base', [VMEMMAP_BASE]);
    objects.set('phys_base', [BigInt(layout.kernelImage.start - 0x1000000) - BigInt(addresses.kernelOffset ?? 0)]);
    objects.set('__pgtable_l5_enabled', [0], 4);
    const sections = this.#input.memoryUse.owners().find(({ owner }) => owner === CORE_AREAS.sections);
    objects.set('mem_section', [objects.linear(sections?.start ?? 0)]);
    objects.set('cpu_khz', [Math.round(1000 * cpuMhz(bootLog))], 4);
    objects.set('crashing_cpu', [NO_CPU], 4);
    objects.set('panic_cpu', [site?.cpu ?? NO_CPU], 4);
    const memory = objects.variable('init_mm');
    memory.object.set('pgd', objects.address('init_top_pgt'));
    objects.store(memory);
    storeEmptyLists(objects, ['vmap_area_list', 'modules', 'slab_caches']);
    objects.set('sysrq_pressed', [0]);
  }
}

function cpuMhz(bootLog: KernelStateInput['bootLog']): number {
  for (const { text } of bootLog) {
    const match = /^tsc: Detected ([\d.]+) MHz/.exec(text);
    if (match !== null) return Number(match[1]);
  }
  return 0;
}

function storeTaintFlags(objects: KernelObjects): void {
  const size = objects.types.size('taint_flag');
  const bytes = new Uint8Array(size * TAINT_LETTERS.length);
  for (const [index, letters] of TAINT_LETTERS.entries()) {
    bytes.set([letters.charCodeAt(0), letters.charCodeAt(1)], index * size);
  }
  objects.write(objects.symbols.physical('taint_flags'), bytes);
}

function rangesOf(memoryUse: MemoryUse, owner: string): readonly AddressRange[] {
  return memoryUse.owners().filter((range) => range.owner === owner);
}
