/**
 * Where the zones of a machine's ramoops region lie: for pictures and names of bytes, never for the simulated world.
 *
 * The parameters are those a kernel would get: from whoever says where to look, else from the kernel's command line, else from what
 * U-Boot writes into the device tree, or from the tree itself where there is no U-Boot. The arithmetic is the simulated kernel's own: ramoops lays out the region in a scratch
 * memory, and its zones are read off.
 */
import { parseFdt } from '../formats/fdt.ts';
import { linuxVersionCode, PERSISTENT_RAM_SIG } from '../formats/persistent-ram.ts';
import type { RamoopsZoneKind } from '../formats/pstore.ts';
import { parameterValue, parseCommandLine } from '../kernel/cmdline.ts';
import { emptyLog } from '../kernel/printk/kernel-log.ts';
import type { PstoreKernel } from '../kernel/pstore/pstore-kernel.ts';
import { Ramoops } from '../kernel/pstore/ram.ts';
import { ramoopsParseDt } from '../kernel/pstore/ramoops-dt.ts';
import { ramoopsNodes } from '../kernel/pstore/ramoops-nodes.ts';
import {
  parseParameter,
  platformDataOfModule,
  type RamoopsModuleParameters,
  type RamoopsParameterName,
  type RamoopsPlatformData,
  ramoopsModuleDefaults,
  ramoopsParameterTypes,
} from '../kernel/pstore/ramoops-parameters.ts';
import { boardDeviceTree } from '../machine/board-device-tree.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernels } from '../profiles/kernels.ts';

export interface RegionZone {
  readonly kind: RamoopsZoneKind;
  /** Which of the zones of its kind, from 0. */
  readonly index: number;
  readonly address: number;
  readonly sizeBytes: number;
  /** Bytes of data, parity not counted. */
  readonly capacityBytes: number;
  /** Parity bytes of a block and of the header; 0: no ECC. */
  readonly eccSize: number;
  /** What the first word must be. */
  readonly signature: number;
}

/** A region as the user describes it; sizes in bytes. */
interface UserRegion {
  readonly address: number;
  readonly length: number;
  readonly recordSize?: number | undefined;
  readonly consoleSize?: number | undefined;
  readonly ftraceSize?: number | undefined;
  readonly pmsgSize?: number | undefined;
  readonly eccSize?: number | undefined;
}

/** What says where the region is. */
export interface RegionSource {
  readonly board: BoardProfile;
  readonly kernel: KernelProfile | null;
  /** Latin1. */
  readonly commandLine: string;
  /** What the user says counts before all else; what is not given in it is as the board's U-Boot has it. */
  readonly region?: UserRegion | undefined;
  /** Blob on the boot medium; absent or null: the board's own. */
  readonly deviceTree?: Uint8Array | null | undefined;
}

export interface RegionLayout {
  readonly address: number;
  readonly length: number;
  readonly zones: readonly RegionZone[];
}

/** Undefined when nothing says where the region is, or when no kernel could lay it out. */
export function regionLayout(setup: RegionSource): RegionLayout | undefined {
  // A board without a kernel (U-Boot's sandbox) still has a region; U-Boot assumes the layout of Linux 6.1.
  const profile = setup.kernel ?? kernels.find((kernel) => kernel.version.patchlevel === 1);
  if (profile === undefined) return undefined;
  const platformData = fromUser(setup) ?? fromCommandLine(setup, profile) ?? fromTree(setup, profile);
  if (platformData === undefined) return undefined;
  const kernel = scratchKernel(profile);
  const options = { kernel, memory: new PhysicalMemory(), byteOrder: setup.board.byteOrder, deviceName: 'ramoops' };
  const ramoops = new Ramoops({ ...options, possibleCpus: profile.possibleCpus });
  if (ramoops.probe(platformData, () => 0) !== 0) return undefined;

  const counts = new Map<RamoopsZoneKind, number>();
  const zones = ramoops.zones.map(({ kind, paddr, size, bufferSize, eccSize }): RegionZone => {
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    const own = kind === 'ftrace' ? linuxVersionCode(profile.version) : 0;
    const signature = (PERSISTENT_RAM_SIG ^ own) >>> 0;
    return { kind, index, address: paddr, sizeBytes: size, capacityBytes: bufferSize, eccSize, signature };
  });
  return { address: Number(platformData.memAddress), length: Number(platformData.memSize), zones };
}

interface RegionSizes {
  readonly address: number;
  readonly length: number;
  readonly recordSize: number;
  readonly consoleSize: number;
  readonly ftraceSize: number;
  readonly pmsgSize: number;
  readonly eccSize: number;
}

function fromUser({ region, board }: RegionSource): RamoopsPlatformData | undefined {
  if (region === undefined) return undefined;
  const defaults = board.uboot?.pstore ?? {
    recordSize: 4096,
    consoleSize: 4096,
    ftraceSize: 4096,
    pmsgSize: 4096,
    eccSize: 0,
  };
  return asNode({
    address: region.address,
    length: region.length,
    recordSize: region.recordSize ?? defaults.recordSize,
    consoleSize: region.consoleSize ?? defaults.consoleSize,
    ftraceSize: region.ftraceSize ?? defaults.ftraceSize,
    pmsgSize: region.pmsgSize ?? defaults.pmsgSize,
    eccSize: region.eccSize ?? defaults.eccSize,
  });
}

/** U-Boot writes its own node over what the tree has. */
function fromTree({ board, deviceTree }: RegionSource, profile: KernelProfile): RamoopsPlatformData | undefined {
  if (board.uboot !== null) return asNode(board.uboot.pstore);
  const blob = deviceTree ?? boardDeviceTree(board);
  const tree = blob === null ? null : parseFdt(blob);
  if (tree === null || 'error' in tree) return undefined;
  const [device] = ramoopsNodes(tree);
  if (device === undefined) return undefined;
  const data = ramoopsParseDt(device.node, device.resource, () => {}, profile.pstore.ramoops);
  return typeof data === 'number' ? undefined : data;
}

/** As a device tree node has it: one ftrace zone for all CPUs. */
function asNode(sizes: RegionSizes): RamoopsPlatformData {
  return {
    memAddress: BigInt(sizes.address),
    memSize: BigInt(sizes.length),
    memType: 0,
    recordSize: BigInt(sizes.recordSize),
    consoleSize: BigInt(sizes.consoleSize),
    ftraceSize: BigInt(sizes.ftraceSize),
    pmsgSize: BigInt(sizes.pmsgSize),
    maxReason: 2,
    flags: 0,
    eccSize: sizes.eccSize,
  };
}

/** `ramoops.NAME=VALUE`; a value that the kernel would not take counts as not given. */
function fromCommandLine({ commandLine }: RegionSource, { wordBytes }: KernelProfile): RamoopsPlatformData | undefined {
  const line = parseCommandLine(commandLine);
  const given = (name: RamoopsParameterName): bigint | undefined => {
    const text = parameterValue(line, `ramoops.${name}`);
    if (text === null || text === undefined) return undefined;
    return parseParameter(text, ramoopsParameterTypes[name], wordBytes) ?? undefined;
  };
  const defaults = ramoopsModuleDefaults;
  const parameters: RamoopsModuleParameters = {
    ...defaults,
    memAddress: given('mem_address') ?? defaults.memAddress,
    memSize: given('mem_size') ?? defaults.memSize,
    recordSize: given('record_size') ?? defaults.recordSize,
    consoleSize: given('console_size') ?? defaults.consoleSize,
    ftraceSize: given('ftrace_size') ?? defaults.ftraceSize,
    pmsgSize: given('pmsg_size') ?? defaults.pmsgSize,
    ecc: Number(given('ecc') ?? BigInt(defaults.ecc)),
  };
  return platformDataOfModule(parameters) ?? undefined;
}

/** Enough of a kernel for ramoops to lay out its zones; nothing is printed or registered. */
function scratchKernel(profile: KernelProfile): PstoreKernel {
  const nothing = () => {};
  return {
    profile,
    log: emptyLog(profile),
    dumpFormat: { syslog: true, time: true, caller: false },
    now: () => 0,
    realTime: () => ({ seconds: 0, nanoseconds: 0 }),
    printk: nothing,
    registerConsole: nothing,
    unregisterConsole: nothing,
    registerDumper: nothing,
    unregisterDumper: nothing,
    stopped: nothing,
  };
}
