/**
 * kmemdump in a running kernel: the table of its version, the ELF header, what the kernel registers itself, and the backend.
 *
 * Mirrors `init_kmemdump`, `kmemdump_register_backend` and v1's `register_coreinfo` in their order; meminspect's `meminspect_prepare_table` and `meminspect_prepare_crashdump`.
 * When what happens is in `kmemdump-machine.ts`.
 */
import { align4, type CoreImageArchitecture, coreImageLayout } from '../../formats/kmemdump-core.ts';
import type { StageContext } from '../../hardware/stage.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { KmemdumpBuild } from '../../profiles/kmemdump.ts';
import { dynamicId, regionId, regionName } from '../../profiles/kmemdump-ids.ts';
import { EEXIST, ENOMEM } from '../../sim/errno.ts';
import { StateMachineDriver } from '../../sim/state-machine.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_DEBUG, KERN_ERR, KERN_WARNING } from '../printk/levels.ts';
import type { KernelMoment } from '../vmcore/state/kernel-state.ts';
import type { DumpRegion, KmemdumpBackend } from './backend.ts';
import { CoreHeader } from './core-header.ts';
import { DriverRegions } from './driver-regions.ts';
import { HandleTable } from './handle-table.ts';
import { InspectTable } from './inspect-table.ts';
import type { KernelHeap } from './kernel-heap.ts';
import { kmemdumpMachine } from './kmemdump-machine.ts';
import type { DumpMemory } from './region-table.ts';
import { UidTable } from './uid-table.ts';

/** A registration: the number that is asked for, and memory. */
export interface OwnRegion {
  readonly id: number;
  readonly memory: DumpMemory;
  /** Drops whoever has that number first (`kmemdump_alloc_id_size_replace`). */
  readonly replaces?: boolean;
}

/** What the kernel registers itself. */
export interface KernelRegions {
  /** While it boots, before late_initcall. */
  readonly early: readonly OwnRegion[];
  /** What the linker collected. */
  readonly statics: readonly OwnRegion[];
  /** v1: when a backend comes. */
  readonly handles: readonly { readonly handle: string; readonly memory: DumpMemory }[];
  /** `vmcoreinfo_data`, as long as its text; null: there is none. */
  readonly info: DumpMemory | null;
}

export interface KmemdumpInput {
  readonly context: StageContext;
  readonly build: KmemdumpBuild;
  readonly architecture: CoreImageArchitecture;
  readonly print: PrintkFunction;
  readonly heap: KernelHeap;
  /** Contiguous memory for devices; null: the kernel has none. */
  readonly cma: AddressRange | null;
  readonly virtual: (physical: number) => bigint;
  readonly commandLine: string;
  readonly regions: KernelRegions;
  /** Null: there is none; a negated error number: its probe failed. */
  readonly makeBackend: (refresh: () => void) => KmemdumpBackend | number | null;
  /** Writes what the kernel keeps in RAM all the time. */
  readonly store: (moment: KernelMoment) => void;
}

const PAGE_SIZE = 4096;
/** `get_order` of a header. */
const CMA_ALIGN = 4 * PAGE_SIZE;
/** The first region that has a program header. */
const FIRST_LOAD = 3;

export class Kmemdump {
  readonly #input: KmemdumpInput;
  readonly table: HandleTable | UidTable | InspectTable;
  /** Drivers that register memory of their own. */
  readonly drivers: DriverRegions;
  readonly #driver: StateMachineDriver;
  /** What the backend's driver registered. */
  #loaded: KmemdumpBackend | null = null;
  /** Offers the next backend to the table. */
  #replay: () => void = () => {};
  #result: number | null = 0;
  #moment: (() => KernelMoment) | null = null;
  /** What is done to the table next. */
  #change: () => void = () => {};

  constructor(input: KmemdumpInput) {
    this.#input = input;
    this.table = this.#newTable();
    const { heap, context, virtual } = input;
    this.drivers = new DriverRegions({ kmemdump: this, heap, memory: context.memory, linear: virtual });
    this.#driver = new StateMachineDriver(kmemdumpMachine, {
      clock: input.context.clock,
      target: 'kernel',
      actions: {
        change: () => this.#change(),
        makeHeader: () => this.#lateInit(),
        replay: () => this.#replay(),
        removeBackend: () => this.#removeBackend(),
      },
    });
    this.#driver.start();
    for (const { id, memory, replaces } of input.regions.early) {
      if (replaces === true) this.unregister(id);
      this.register({ id, handle: '' }, memory);
    }
  }

  /** `table.ready+backend.attached`. */
  get state(): string {
    return this.#driver.state;
  }

  regions(): readonly DumpRegion[] {
    return this.table.regions();
  }

  get build(): KmemdumpBuild {
    return this.#input.build;
  }

  /** The device and the late initcalls: a backend that is built in comes before the table is complete. `moment`: the kernel as it is by then, when it dies. */
  boot(moment: () => KernelMoment): void {
    this.#moment = moment;
    if (this.#input.build.backendAt === 'boot') this.addBackend();
    this.#driver.send({ type: 'LATE_INIT' });
  }

  /** `kmemdump_register_id`, v1 `kmemdump_register`: the id or a negated error number; null: the caller waits for ever, or (meminspect) nothing was registered. */
  register(wanted: { readonly id?: number; readonly handle: string }, memory: DumpMemory): number | null {
    if (this.isLocked) return null;
    const { table } = this;
    this.#change = () => {
      this.#result =
        table instanceof HandleTable
          ? table.register(wanted.handle, memory)
          : table.registerId(wanted.id ?? this.#anyId, memory);
    };
    this.#driver.send({ type: 'REGISTER' });
    return this.#result;
  }

  unregister(id: number): void {
    if (this.isLocked) return;
    this.#change = () => this.table.unregister(id);
    this.#driver.send({ type: 'UNREGISTER' });
  }

  /** Loads the backend's driver: 0 or a negated error number; null: its caller waits for ever. */
  addBackend(): number | null {
    if (this.#loaded !== null) return -EEXIST;
    const { makeBackend, store } = this.#input;
    const refresh = () => {
      if (this.#moment !== null) store(this.#moment());
    };
    return this.#offer(
      () => makeBackend(refresh),
      (backend) => {
        this.#loaded = backend;
      },
    );
  }

  /** Another driver comes, Android's kinfo: v1 refuses it, in v2 and v3 it takes the place of the first, meminspect has both. */
  addKinfo(): number | null {
    return this.#offer(
      () => kinfoBackend,
      () => {},
    );
  }

  #offer(make: () => KmemdumpBackend | number | null, taken: (backend: KmemdumpBackend) => void): number | null {
    if (this.isLocked) return null;
    this.#result = 0;
    this.#replay = () => {
      const backend = make();
      const isOne = backend !== null && typeof backend !== 'number';
      this.#result = isOne ? this.table.registerBackend(backend) : (backend ?? 0);
      const isTaken = isOne && this.#result === 0;
      if (isTaken) taken(backend);
      // Where there is one already, there is one.
      const isNew = this.state.includes('replaying');
      if (isNew) this.#driver.send({ type: isTaken ? 'BACKEND_TAKEN' : 'BACKEND_REFUSED' });
    };
    this.#driver.send({ type: 'BACKEND_ADD' });
    return this.#result;
  }

  /** Unloads the driver; where another one has taken its place that changes nothing. */
  removeBackend(): void {
    if (this.isLocked || this.#loaded === null) return;
    const isCurrent = this.table.backend === this.#loaded;
    if (isCurrent) this.#driver.send({ type: 'BACKEND_REMOVE' });
    this.#loaded = null;
  }

  /** v1 has kept its lock behind an error. */
  get isLocked(): boolean {
    return this.table instanceof HandleTable && this.table.isLocked;
  }

  /** The kernel is left, or its clock stands still in a panic: what firmware may look for is in RAM. */
  leave(moment: KernelMoment): void {
    if (this.state.includes('left')) return;
    this.#input.store(moment);
    this.#driver.send({ type: 'STOP' });
  }

  #newTable(): Kmemdump['table'] {
    const { print, build } = this.#input;
    const { series, keepsLock } = build;
    const debug = (text: string) => {
      if (build.debug) print(KERN_DEBUG, text);
    };
    if (series === 'v1') {
      return new HandleTable({ print, debug, keepsLock, started: (backend) => this.#startImage(backend) });
    }
    const nameOf = (id: number) => regionName(series, id);
    if (series === 'v2' || series === 'v3') return new UidTable({ print, debug, noId: dynamicId(series), nameOf });
    return new InspectTable({
      print,
      debug,
      dynamic: dynamicId(series),
      nameOf,
      staticsLackAddress: series === 'meminspect-v1',
    });
  }

  get #anyId(): number {
    const { series } = this.#input.build;
    return series === 'v1' ? 0 : dynamicId(series);
  }

  // ---- late_initcall ----

  #lateInit(): void {
    const { table } = this;
    if (table instanceof UidTable) this.#initUids(table);
    else if (table instanceof InspectTable) this.#initInspect(table);
  }

  #initUids(table: UidTable): void {
    const { build, regions } = this.#input;
    const header = build.coreImage ? this.#newHeader() : null;
    if (header !== null) table.registerId(this.#elfId, header.memory);
    for (const { id, memory } of regions.statics) table.registerId(id, memory);
    if (header === null) return;
    for (const region of table.regions()) if (region.id >= FIRST_LOAD) header.list.append(region);
    table.header = header.list;
  }

  #initInspect(table: InspectTable): void {
    const { build, regions, print } = this.#input;
    for (const { id, memory } of regions.statics) table.storeStatic(id, memory);
    if (build.coreImage) {
      const header = this.#newHeader();
      if (header !== null) {
        table.registerId(this.#elfId, header.memory);
        for (const region of table.regions()) if (region.id >= FIRST_LOAD) header.list.append(region);
        table.header = header.list;
      } else if (build.series === 'meminspect') {
        print(KERN_WARNING, `meminspect: failed to prepare crashdump ELF header: ${-ENOMEM}`);
      }
    }
    table.announce();
    if (build.debug) print(KERN_DEBUG, 'Memory inspection table initialized');
  }

  get #elfId(): number {
    const { series } = this.#input.build;
    return series === 'v1' ? 0 : regionId(series, 'ELF');
  }

  /** The ELF header and its memory; null where there is none for it. */
  #newHeader(): { readonly list: CoreHeader; readonly memory: DumpMemory } | null {
    const { context, architecture, heap, cma, virtual, commandLine, regions, build, print } = this.#input;
    const vmcoreInfoBytes = regions.info?.sizeBytes ?? 0;
    const { tableBytes, regionBytes } = coreImageLayout(architecture, vmcoreInfoBytes);
    const isInspect = this.table instanceof InspectTable;
    const address = isInspect ? cmaPlace(cma) : heap.allocate(tableBytes);
    if (address < 0) return null;
    // Pages of their own, which kzalloc clears whole; meminspect clears less than it writes.
    const clearedBytes = isInspect ? tableBytes : Math.min(regionBytes, Math.ceil(tableBytes / PAGE_SIZE) * PAGE_SIZE);
    const list = new CoreHeader({
      memory: context.memory,
      architecture,
      address,
      clearedBytes,
      vmcoreInfoBytes,
      commandLine,
      missing: (text) => {
        if (build.series === 'v1') print(KERN_ERR, text);
        else if (build.debug) print(KERN_DEBUG, text);
      },
    });
    return { list, memory: { virtual: virtual(address), physical: address, sizeBytes: regionBytes } };
  }

  // ---- backends ----

  #removeBackend(): void {
    if (this.#loaded !== null) this.table.unregisterBackend(this.#loaded);
  }

  /** v1: `init_elfheader`, then `register_coreinfo`, each time a backend comes. */
  #startImage(backend: KmemdumpBackend): void {
    const { table } = this;
    const { build, regions } = this.#input;
    if (!(table instanceof HandleTable) || !build.coreImage) return;
    const header = this.#newHeader();
    if (header !== null) {
      table.header = header.list;
      backend.registerRegion({ id: this.#elfId, name: 'ELF', ...header.memory });
      const { info } = regions;
      if (info !== null) {
        const sizeBytes = align4(info.sizeBytes);
        backend.registerRegion({ id: this.#elfId, name: 'vmcoreinfo', ...info, sizeBytes });
      }
    }
    for (const { handle, memory } of regions.handles) table.register(handle, memory);
  }
}

/** `drivers/debug/kinfo.c`. Left out: the memory that it fills with addresses of a few of the regions, for Android's own firmware. */
const kinfoBackend: KmemdumpBackend = {
  name: 'debug_kinfo',
  registerRegion: () => 0,
  unregisterRegion: () => 0,
};

/** The first place of a header in the area, which nobody else has asked for. */
function cmaPlace(cma: AddressRange | null): number {
  if (cma === null) return -ENOMEM;
  const place = Math.ceil(cma.start / CMA_ALIGN) * CMA_ALIGN;
  return place + CMA_ALIGN <= cma.end ? place : -ENOMEM;
}
