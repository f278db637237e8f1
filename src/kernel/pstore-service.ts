/**
 * pstore and ramoops in the running kernel: what the command line and the device tree ask for.
 *
 * Mirrors what modprobe and Linux v6.1 do: modules in the order of their needs, each with its words of the command line.
 */
import type { Fdt } from '../formats/fdt-tree.ts';
import { EfiVariables } from '../hardware/efi-variables.ts';
import type { StageContext } from '../hardware/stage.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelConfigValue } from '../profiles/kernel-config.ts';
import { type KernelCommandLine, type KernelParameter, sameParameter } from './cmdline.ts';
import type { LoadedModule } from './crash/crash-environment.ts';
import type { KernelStop } from './kernel-stop.ts';
import type { KernelTime } from './kernel-time.ts';
import type { IoResources } from './memblock/io-resources.ts';
import { usesHashMmu } from './memblock/powerpc-memory.ts';
import type { NamedMemory } from './mm/reserve-mem.ts';
import { moduleWords, type ParameterTable, parameterMessages, parameterValuesOf } from './module-parameters.ts';
import { KERN_DEBUG, KERN_ERR } from './printk/levels.ts';
import type { Printk } from './printk/printk.ts';
import { EfiBackend } from './pstore/efi-backend.ts';
import { nvramBackend } from './pstore/nvram-backend.ts';
import { Pstore, type PstoreParameters } from './pstore/platform.ts';
import { PstoreBlk, type PstoreBlkOptions } from './pstore/pstore-blk.ts';
import type { PstoreKernel } from './pstore/pstore-kernel.ts';
import type { PstoreBackend } from './pstore/pstore-record.ts';
import type { Ramoops } from './pstore/ram.ts';
import { loadRamoopsDevices, type RamoopsSource } from './pstore/ramoops-module.ts';
import { ramoopsNodes } from './pstore/ramoops-nodes.ts';
import {
  type RamoopsModuleParameters,
  type RamoopsParameterName,
  type RamoopsPlatformData,
  ramoopsModuleDefaults,
  ramoopsParameterTypes,
} from './pstore/ramoops-parameters.ts';
import { WatchedBackend } from './watched-backend.ts';

export interface PstoreServiceOptions {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly printk: Printk;
  /** printk of a kernel message that takes its time. */
  readonly print: (level: number, text: string) => void;
  readonly time: KernelTime;
  readonly commandLine: KernelCommandLine;
  readonly deviceTree: Fdt | null;
  readonly possibleCpus: number;
  /** Who acts: name of the current task. */
  readonly caller: () => string;
  readonly ioResources: IoResources;
  /** What `reserve_mem=` set aside. */
  readonly namedMemory: readonly NamedMemory[];
  readonly loadModule: (module: LoadedModule, accepts: () => boolean) => boolean;
  readonly stopped: (stop: KernelStop) => void;
}

export class PstoreService {
  readonly pstore: Pstore;
  readonly #options: PstoreServiceOptions;
  readonly #kernel: PstoreKernel;
  #parameters: Readonly<Record<string, string>> = {};
  /** What ramoops registered. */
  #backend: PstoreBackend | null = null;
  /** The device that works. */
  #ramoops: Ramoops | null = null;
  /** What efi-pstore registered. */
  #efi: PstoreBackend | null = null;
  #blk: PstoreBlk | null = null;
  #hasRamoopsDriver = false;
  /** The device that module parameters ask for is there. */
  #hasDummyDevice = false;
  /** The parameter `mem_name`. */
  #memName: string | null = null;
  /** Dynamic debug is on for ramoops. */
  #saysDebug = false;
  /** The parameter `pstore.record_ftrace`, which the switch in debugfs does not change. */
  readonly recordsFtraceFromBoot: boolean;

  constructor(options: PstoreServiceOptions) {
    this.#options = options;
    this.#kernel = pstoreKernel(options, () => this.#saysDebug);
    this.pstore = new Pstore(this.#kernel, pstoreParameters(options));
    this.recordsFtraceFromBoot = this.pstore.recordFtrace;
  }

  /** `/sys/module/ramoops/parameters`. */
  get ramoopsParameters(): Readonly<Record<string, string>> {
    return this.#parameters;
  }

  /** Of it, what was given as `mem_name`. */
  get memName(): string | null {
    return this.#memName;
  }

  /** The driver `ramoops` of the platform bus is registered. */
  get hasRamoopsDriver(): boolean {
    return this.#hasRamoopsDriver;
  }

  /** Platform devices for ramoops: those of the device tree, and the one the module makes of its parameters. */
  get ramoopsDevices(): readonly { readonly name: string; readonly isBound: boolean }[] {
    const { deviceTree } = this.#options;
    const nodes = deviceTree === null ? [] : ramoopsNodes(deviceTree);
    const names = nodes.flatMap((source) => (source.kind === 'device-tree' ? [source.deviceName] : []));
    const all = this.#hasDummyDevice ? [...names, 'ramoops'] : names;
    return all.map((name, index) => ({ name, isBound: index === 0 && this.#backend !== null }));
  }

  /** Loads pstore and ramoops, as the initramfs or the initcalls do; no module is loaded that nobody asked for. */
  load(): void {
    const { commandLine, deviceTree, profile } = this.#options;
    const nodes = deviceTree === null ? [] : ramoopsNodes(deviceTree);
    if (profile.pstore.earlierBackend !== null) {
      this.#registerNvram();
      this.startCore();
    }
    if (profile.pstore.linkage === 'module' && nodes.length === 0 && moduleWords(commandLine, 'ramoops').length === 0) {
      return;
    }
    for (const module of profile.pstore.modules) if (!this.#insert(module)) return;
    this.startCore();
    this.startRamoops(moduleWords(commandLine, 'ramoops'));
  }

  /** `nvram_pstore_init`, where the board has an NVRAM with room. */
  #registerNvram(): void {
    const { context, print } = this.#options;
    const backend = context.nvram ? nvramBackend(context.nvram, print) : null;
    if (backend !== null) this.#register(this.#watched(backend));
  }

  /** `pstore_init`. */
  startCore(): number {
    this.pstore.start();
    return 0;
  }

  /** `ramoops_init` with these parameters: 0, whatever becomes of its devices. */
  startRamoops(words: readonly KernelParameter[]): 0 | 'stopped' {
    const { deviceTree, profile } = this.#options;
    // A pstore that is built in has long started.
    this.startCore();
    this.#saysDebug = asksForDebug(words, profile);
    const nodes = deviceTree === null ? [] : ramoopsNodes(deviceTree);
    const parameters = this.#atNamedMemory(words, moduleParameters(words, profile));
    this.#hasRamoopsDriver = true;
    this.#hasDummyDevice = parameters.memSize !== 0n;
    return this.#loadRamoops([...nodes, { kind: 'module', parameters }]) ? 0 : 'stopped';
  }

  /** `mem_name=`: memory that `reserve_mem=` set aside takes the place of address and size. */
  #atNamedMemory(words: readonly KernelParameter[], given: RamoopsModuleParameters): RamoopsModuleParameters {
    const { namedMemory, profile } = this.#options;
    this.#memName = null;
    if (!profile.pstore.memName) return given;
    this.#memName = words.findLast(({ name }) => sameParameter(name, 'mem_name'))?.value ?? null;
    const memory = namedMemory.find(({ name }) => name === this.#memName);
    return memory === undefined ? given : { ...given, memAddress: BigInt(memory.start), memSize: BigInt(memory.size) };
  }

  /** `ramoops_exit`: pstore loses its backend; what is in RAM stays there. */
  stopRamoops(): void {
    if (this.#backend !== null) this.pstore.unregister(this.#backend);
    this.#ramoops?.release();
    this.#ramoops = null;
    this.#backend = null;
    this.#parameters = {};
    this.#hasRamoopsDriver = false;
    this.#hasDummyDevice = false;
  }

  /** `efivars_pstore_init`: 0, also where there are no variables or another backend was first. */
  startEfi(): number {
    const { context, profile } = this.#options;
    const { nvram, board } = context;
    if (!nvram || board.nvram?.kind !== 'efi-variables') return 0;
    this.startCore();
    const backend = this.#watched(new EfiBackend(new EfiVariables(nvram), profile.pstore.efiName));
    if (this.#register(backend) === 0) this.#efi = backend;
    return 0;
  }

  /** `efivars_pstore_exit`. */
  stopEfi(): void {
    if (this.#efi !== null) this.pstore.unregister(this.#efi);
    this.#efi = null;
  }

  /** The driver pstore_blk, which opens its device by `open` and flushes by `schedule`. */
  makeBlk({ open, schedule }: Pick<PstoreBlkOptions, 'open' | 'schedule'>): PstoreBlk {
    const { context, possibleCpus } = this.#options;
    let registered: PstoreBackend | null = null;
    const blk = new PstoreBlk({
      kernel: this.#kernel,
      byteOrder: context.board.byteOrder,
      possibleCpus,
      open,
      schedule,
      register: (backend) => {
        this.startCore();
        registered = this.#watched(backend);
        return this.#register(registered);
      },
      unregister: () => {
        if (registered !== null) this.pstore.unregister(registered);
        registered = null;
      },
    });
    this.#blk = blk;
    return blk;
  }

  /** `/sys/module/pstore_blk/parameters`. */
  get blkParameters(): Readonly<Record<string, string>> {
    return this.#blk?.parameters ?? {};
  }

  /** A module with a parameter it cannot take is not loaded, and so is none that needs it. */
  #insert(module: LoadedModule): boolean {
    const { commandLine, loadModule, print, profile } = this.#options;
    const { name } = module;
    return loadModule(module, () => {
      const words = moduleWords(commandLine, name);
      const messages = parameterMessages(words, parameterTable(name, profile), {
        module: name,
        wordBytes: profile.wordBytes,
      });
      for (const { level, text } of messages) print(level, text);
      return messages.every(({ level }) => level !== KERN_ERR);
    });
  }

  #watched(backend: PstoreBackend): PstoreBackend {
    const { context, caller } = this.#options;
    return new WatchedBackend(backend, context.bus, () => context.clock.now, caller);
  }

  #register(backend: PstoreBackend): number {
    const { bus, clock } = this.#options.context;
    const result = this.pstore.register(backend);
    bus.emit('pstore.backendOffered', { timeNs: clock.now, backend: backend.name, result });
    return result;
  }

  /** False where the kernel stopped in it. */
  #loadRamoops(sources: readonly RamoopsSource[]): boolean {
    const { context, possibleCpus, profile, commandLine } = this.#options;
    const { parameters, ramoops, error } = loadRamoopsDevices({
      kernel: this.#kernel,
      memory: context.memory,
      byteOrder: context.board.byteOrder,
      possibleCpus,
      ioResources: this.#options.ioResources,
      refusesUncachedMapping: profile.architecture === 'ppc64le' && usesHashMmu(commandLine, profile),
      uncachedAtomics: context.ramoopsCounters === 'cmpxchg' ? context.board.uncachedAtomics : undefined,
      barrier: context.caches ? () => context.caches?.barrier() : undefined,
      sources,
      register: (backend) => {
        const watched = this.#watched(backend);
        const error = this.#register(watched);
        if (error === 0) this.#backend = watched;
        return error;
      },
      probing: (pdata) => {
        const { bus, clock, board } = context;
        const region = regionOf(pdata);
        const { byteOrder } = board;
        const { compress } = this.pstore;
        const kernel = { release: profile.release, byteOrder, possibleCpus, compress };
        bus.emit('ramoops.regionFound', { timeNs: clock.now, ...kernel, ...region });
      },
    });
    this.#parameters = parameters;
    if (error === 0) this.#ramoops = ramoops;
    return ramoops === null || ramoops.stop === null;
  }
}

function pstoreKernel(
  { context, profile, printk, print, time, stopped }: PstoreServiceOptions,
  saysDebug: () => boolean,
): PstoreKernel {
  return {
    profile,
    log: printk.log,
    dumpFormat: printk.dumpFormat,
    now: () => time.now(),
    realTime: () => context.rtc.read(time.aheadNs()),
    // ramoops says at debug level what it found; without dynamic debug the kernel does not even store it.
    printk: (level, text) => {
      const isLogged = level < KERN_DEBUG || saysDebug();
      if (context.bus.watched('pstore.messagePrinted')) {
        const timeNs = context.clock.now + time.aheadNs();
        context.bus.emit('pstore.messagePrinted', { timeNs, level, text, isLogged });
      }
      if (isLogged) print(level, text);
    },
    registerConsole: (console) => printk.registerConsole(console),
    unregisterConsole: (console) => printk.unregisterConsole(console),
    registerDumper: (dumper) => printk.dumpers.register(dumper),
    unregisterDumper: (dumper) => printk.dumpers.unregister(dumper),
    stopped,
  };
}

/** `ddebug_dyndbg_module_param_cb`: `dyndbg` alone or with flags that set `p`; queries for single functions are left out. */
function asksForDebug(words: readonly KernelParameter[], profile: KernelProfile): boolean {
  const given = words.findLast(({ name }) => name === 'dyndbg');
  if (given === undefined || kernelConfigValue(profile, 'DYNAMIC_DEBUG') !== 'y') return false;
  return /^([+=][fltm_]*p[fltm_]*)?$/.test(given.value ?? '');
}

function regionOf(pdata: RamoopsPlatformData) {
  const { memType, maxReason, flags, eccSize } = pdata;
  return {
    address: Number(pdata.memAddress),
    length: Number(pdata.memSize),
    recordSize: Number(pdata.recordSize),
    consoleSize: Number(pdata.consoleSize),
    ftraceSize: Number(pdata.ftraceSize),
    pmsgSize: Number(pdata.pmsgSize),
    eccSize,
    memType,
    maxReason,
    flags,
  };
}

/** Parameters a module declares; none for a module whose parameters nobody would give. */
function parameterTable(module: string, profile: KernelProfile): ParameterTable {
  if (module === 'ramoops') return ramoopsTable(profile);
  return module === 'pstore' ? pstoreTable(profile) : {};
}

function ramoopsTable({ pstore }: KernelProfile): ParameterTable {
  const { max_reason, ...old } = ramoopsParameterTypes;
  if (pstore.ramoops.reasons === 'dump-oops') return old;
  return { ...old, max_reason, ...(pstore.memName ? { mem_name: 'charp' } : {}) };
}

const pstoreParameterTypes = {
  backend: 'charp',
  compress: 'charp',
  update_ms: 'int',
  kmsg_bytes: 'ulong',
  record_ftrace: 'bool',
} as const;

function pstoreTable({ pstore }: KernelProfile): ParameterTable {
  const { kmsg_bytes, record_ftrace, ...always } = pstoreParameterTypes;
  return {
    ...always,
    ...(pstore.kmsgBytesParameter ? { kmsg_bytes } : {}),
    ...(pstore.frontEnds.ftrace ? { record_ftrace } : {}),
  };
}

/** Parameters that the kernel itself parses while it boots, by their full names: those of what is built in. */
export function builtinPstoreParameters(profile: KernelProfile): ParameterTable {
  const isModule = (name: string) => profile.pstore.modules.some((module) => module.name === name);
  const tables = ['pstore', 'ramoops'].filter((name) => !isModule(name));
  return Object.fromEntries(
    tables.flatMap((name) =>
      Object.entries(parameterTable(name, profile)).map(([parameter, type]) => [`${name}.${parameter}`, type]),
    ),
  );
}

function pstoreParameters({ commandLine, profile }: PstoreServiceOptions): PstoreParameters {
  const declared = pstoreTable(profile);
  const words = moduleWords(commandLine, 'pstore').filter(({ name }) => name.replaceAll('-', '_') in declared);
  const values = parameterValuesOf(words, pstoreParameterTypes, profile.wordBytes);
  const { backend, compress, update_ms, kmsg_bytes, record_ftrace } = values;
  return {
    ...(compress === undefined ? {} : { compress }),
    ...(backend === undefined ? {} : { backend }),
    ...(kmsg_bytes === undefined ? {} : { kmsgBytes: Number(kmsg_bytes) }),
    ...(update_ms === undefined ? {} : { updateMs: Number(update_ms) }),
    ...(record_ftrace === undefined ? {} : { recordFtrace: record_ftrace }),
  };
}

function moduleParameters(words: readonly KernelParameter[], profile: KernelProfile): RamoopsModuleParameters {
  const declared = ramoopsTable(profile);
  const known = words.filter(({ name }) => name.replaceAll('-', '_') in declared);
  const given = parameterValuesOf(known, ramoopsParameterTypes, profile.wordBytes);
  const values = Object.entries(given).map(([name, value]) => {
    const type = ramoopsParameterTypes[name as RamoopsParameterName];
    return [camelCase(name), type === 'int' || type === 'uint' ? Number(value) : value];
  });
  return { ...ramoopsModuleDefaults, ...Object.fromEntries(values) };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
