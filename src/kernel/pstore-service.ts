/**
 * pstore and ramoops in the running kernel: what the command line and the device tree ask for.
 *
 * Mirrors the order of Linux v6.1: the pstore module first, then ramoops; a device tree node before module parameters, because
 * its device exists before the driver is loaded.
 */
import { type Fdt, type FdtNode, findNode, getProperty } from '../formats/fdt-tree.ts';
import { readReg, readStrings, readU32 } from '../formats/fdt-values.ts';
import type { StageContext } from '../hardware/stage.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { hex } from '../sim/bytes.ts';
import { type KernelCommandLine, kstrtobool, kstrtoint, parameterValue, sameParameter } from './cmdline.ts';
import type { LoadedModule } from './crash/crash-environment.ts';
import type { KernelStop } from './kernel-stop.ts';
import type { KernelTime } from './kernel-time.ts';
import type { Printk } from './printk/printk.ts';
import { Pstore } from './pstore/platform.ts';
import type { PstoreKernel } from './pstore/pstore-kernel.ts';
import type { Ramoops } from './pstore/ram.ts';
import { loadRamoops, type RamoopsSource } from './pstore/ramoops-module.ts';
import {
  parseParameter,
  type RamoopsModuleParameters,
  type RamoopsParameterName,
  ramoopsModuleDefaults,
  ramoopsParameterTypes,
} from './pstore/ramoops-parameters.ts';
import { WatchedBackend } from './watched-backend.ts';

const KERN_ERR = 3;
const KERN_DEBUG = 7;

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
  readonly loadModule: (module: LoadedModule) => void;
  readonly stopped: (stop: KernelStop) => void;
}

export class PstoreService {
  readonly pstore: Pstore;
  readonly #options: PstoreServiceOptions;
  readonly #kernel: PstoreKernel;
  #ramoops: Ramoops | null = null;
  #parameters: Readonly<Record<string, string>> = {};

  constructor(options: PstoreServiceOptions) {
    this.#options = options;
    this.#kernel = pstoreKernel(options);
    this.pstore = new Pstore(this.#kernel, pstoreParameters(options.commandLine));
  }

  /** The loaded driver, or null. */
  get ramoops(): Ramoops | null {
    return this.#ramoops;
  }

  /** `/sys/module/ramoops/parameters`. */
  get ramoopsParameters(): Readonly<Record<string, string>> {
    return this.#parameters;
  }

  /** Loads pstore and ramoops, as the initramfs or the initcalls do; nothing is loaded that nobody asked for. */
  load(): void {
    const sources = this.#sources();
    if (sources.length === 0) return;
    const { profile, loadModule } = this.#options;
    for (const module of profile.pstore.modules) loadModule(module);
    this.pstore.start();
    for (const source of sources) this.#loadRamoops(source);
  }

  #sources(): RamoopsSource[] {
    const { commandLine, deviceTree, profile } = this.#options;
    const sources: RamoopsSource[] = [];
    if (deviceTree !== null) sources.push(...ramoopsNodes(deviceTree));
    const parameters = moduleParameters(commandLine, profile.wordBytes, (level, text) => {
      this.#kernel.printk(level, text);
    });
    if (parameters.memSize !== 0n) sources.push({ kind: 'module', parameters });
    return sources;
  }

  #loadRamoops(source: RamoopsSource): void {
    const { context, possibleCpus } = this.#options;
    const loaded = loadRamoops({
      kernel: this.#kernel,
      memory: context.memory,
      byteOrder: context.board.byteOrder,
      possibleCpus,
      source,
      register: (backend) => this.pstore.register(new WatchedBackend(backend, context.bus, () => context.clock.now)),
    });
    this.#parameters = loaded.parameters;
    if (loaded.error === 0) this.#ramoops = loaded.ramoops;
  }
}

function pstoreKernel({ context, profile, printk, print, time, stopped }: PstoreServiceOptions): PstoreKernel {
  return {
    profile,
    log: printk.log,
    dumpFormat: printk.dumpFormat,
    now: () => time.now(),
    realTime: () => context.rtc.read(time.aheadNs()),
    // ramoops says at debug level what it found; without dynamic debug the kernel does not even store it.
    printk: (level, text) => {
      if (level < KERN_DEBUG) print(level, text);
    },
    registerConsole: (console) => printk.registerConsole(console),
    unregisterConsole: (console) => printk.unregisterConsole(console),
    registerDumper: (dumper) => printk.dumpers.register(dumper),
    unregisterDumper: (dumper) => printk.dumpers.unregister(dumper),
    stopped,
  };
}

function pstoreParameters(line: KernelCommandLine) {
  const compress = parameterValue(line, 'pstore.compress');
  const backend = parameterValue(line, 'pstore.backend');
  const kmsgBytes = kstrtoint(parameterValue(line, 'pstore.kmsg_bytes') ?? '');
  const updateMs = kstrtoint(parameterValue(line, 'pstore.update_ms') ?? '');
  const recordFtrace = kstrtobool(parameterValue(line, 'pstore.record_ftrace') ?? '');
  return {
    ...(compress == null ? {} : { compress }),
    ...(backend == null ? {} : { backend }),
    ...(kmsgBytes === null ? {} : { kmsgBytes }),
    ...(updateMs === null ? {} : { updateMs }),
    ...(recordFtrace === null ? {} : { recordFtrace }),
  };
}

/** `ramoops.NAME=VALUE` of the command line; what cannot be parsed is told and keeps its default. */
function moduleParameters(
  line: KernelCommandLine,
  wordBytes: 4 | 8,
  printk: (level: number, text: string) => void,
): RamoopsModuleParameters {
  const values: Record<string, bigint | number> = {};
  for (const { name, value } of line.parameters) {
    const known = (Object.keys(ramoopsParameterTypes) as RamoopsParameterName[]).find((one) =>
      sameParameter(`ramoops.${one}`, name),
    );
    if (known === undefined) continue;
    const type = ramoopsParameterTypes[known];
    const parsed = parseParameter(value ?? '', type, wordBytes);
    if (parsed === null) printk(KERN_ERR, `ramoops: \`${value ?? ''}' invalid for parameter \`${known}'`);
    else values[camelCase(known)] = type === 'int' || type === 'uint' ? Number(parsed) : parsed;
  }
  return { ...ramoopsModuleDefaults, ...values };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Nodes below /reserved-memory that are compatible with `ramoops`, as `of_platform_default_populate` makes devices of them. */
function ramoopsNodes(tree: Fdt): RamoopsSource[] {
  const parent = findNode(tree, '/reserved-memory');
  if (parent === null) return [];
  const addressCells = readU32(getProperty(parent, '#address-cells') ?? new Uint8Array(0)) ?? 2;
  const sizeCells = readU32(getProperty(parent, '#size-cells') ?? new Uint8Array(0)) ?? 1;
  return parent.children.filter(isRamoops).map((node) => {
    const reg = readReg(getProperty(node, 'reg') ?? new Uint8Array(0), addressCells, sizeCells);
    const first = reg?.[0] ?? null;
    const resource = first === null ? null : { start: first.address, size: first.size };
    const unit = node.name.split('@')[0]!;
    return {
      kind: 'device-tree',
      deviceName: resource === null ? unit : `${hex(Number(resource.start))}.${unit}`,
      node: { parentName: 'reserved-memory', property: (name) => getProperty(node, name) ?? undefined },
      resource,
    };
  });
}

function isRamoops(node: FdtNode): boolean {
  const compatible = getProperty(node, 'compatible');
  return compatible !== null && (readStrings(compatible) ?? []).includes('ramoops');
}
