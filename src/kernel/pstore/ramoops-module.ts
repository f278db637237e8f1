/**
 * Loading ramoops: from module parameters or for a device tree node, to the driver core's last word.
 *
 * Mirrors `ramoops_init`, `ramoops_register_dummy` and the beginning and end of `ramoops_probe` in Linux v4.19, v6.1 and v6.12
 * `fs/pstore/ram.c`, and what `really_probe` of `drivers/base/dd.c` says about a failed probe. Left out:
 * what becomes of a working device without dump zones when a second one is laid out over its data.
 */

import type { KernelProfile, PstoreProfile } from '../../profiles/kernel.ts';
import { EINVAL } from '../../sim/errno.ts';
import { KMSG_DUMP_OOPS } from '../printk/kmsg-dump.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import { PSTORE_FLAGS_DMESG } from './pstore-record.ts';
import { Ramoops, type RamoopsOptions, type RegisterBackend } from './ram.ts';
import { type MemoryResource, type RamoopsNode, ramoopsParseDt } from './ramoops-dt.ts';
import {
  platformDataOfModule,
  platformReason,
  type RamoopsModuleParameters,
  type RamoopsPlatformData,
  ramoopsModuleDefaults,
} from './ramoops-parameters.ts';
import { roundDownPowerOfTwo } from './ramoops-zones.ts';

export type RamoopsSource =
  | { readonly kind: 'module'; readonly parameters: RamoopsModuleParameters }
  | {
      readonly kind: 'device-tree';
      /** `4e000000.ramoops`. */
      readonly deviceName: string;
      readonly node: RamoopsNode;
      /** Null where `reg` names no memory. */
      readonly resource: MemoryResource | null;
    };

export type LoadOptions = Omit<RamoopsOptions, 'deviceName'> & {
  readonly source: RamoopsSource;
  readonly register: RegisterBackend;
  /** Told of a device's parameters before its region is looked at. */
  readonly probing?: (pdata: RamoopsPlatformData) => void;
};

export type DevicesOptions = Omit<LoadOptions, 'source'> & { readonly sources: readonly RamoopsSource[] };

export interface LoadedRamoops {
  /** Null when the parameters ask for no device at all (`mem_size` 0). */
  readonly ramoops: Ramoops | null;
  /** What the probe returned: 0 or a negative errno; -12 also where the kernel stopped inside it. */
  readonly error: number;
  /** `/sys/module/ramoops/parameters`, name and text. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Loads ramoops where there is one device, or none. */
export function loadRamoops({ source, ...options }: LoadOptions): LoadedRamoops {
  return loadRamoopsDevices({ ...options, sources: [source] });
}

/**
 * Loads ramoops and lets it meet its devices, of which only one can work. A module meets those of the device tree first, as
 * they were made at boot; the driver that is built in is there before the device tree's devices.
 */
export function loadRamoopsDevices({ sources, ...options }: DevicesOptions): LoadedRamoops {
  const { kernel } = options;
  const own = sources.find((source) => source.kind === 'module');
  const given = own?.parameters ?? ramoopsModuleDefaults;
  const nodes = sources.filter((source) => source.kind === 'device-tree');
  const dummy = own !== undefined && platformDataOfModule(given) !== null ? [own] : [];
  if (dummy.length > 0) kernel.printk(KERN_INFO, 'ramoops: using module parameters');

  let working: LoadedRamoops | null = null;
  let last: LoadedRamoops = { ramoops: null, error: 0, parameters: shown(given, kernel.profile) };
  const devices = kernel.profile.pstore.linkage === 'builtin' ? [...dummy, ...nodes] : [...nodes, ...dummy];
  for (const source of devices) {
    last = probeDevice({ ...options, source }, given, working?.ramoops ?? null);
    if (last.error === 0) working ??= last;
    if (last.ramoops?.stop) break;
  }
  return working ?? last;
}

function probeDevice(options: LoadOptions, given: RamoopsModuleParameters, working: Ramoops | null): LoadedRamoops {
  const { source, register } = options;
  const ramoops = new Ramoops({ ...options, deviceName: deviceName(source) });
  const { ramoops: switches } = options.kernel.profile.pstore;
  const isSecond = working !== null && (working.flags & PSTORE_FLAGS_DMESG) !== 0;
  const refused = () => {
    options.kernel.printk(KERN_ERR, 'ramoops: already initialized');
    // 4.19 returns what the parsing of a node left behind: 0, and the driver core takes the device for bound.
    const isBound = switches.refusesSecond === 'parsed' && source.kind === 'device-tree';
    return finish(options, ramoops, isBound ? 0 : -EINVAL, given, null);
  };
  if (isSecond && switches.refusesSecond === 'first') return refused();
  const pdata =
    source.kind === 'module'
      ? platformDataOfModule(source.parameters)
      : ramoopsParseDt(source.node, source.resource, (level, text) => ramoops.devPrint(level, text), switches);
  if (typeof pdata === 'number') return finish(options, ramoops, pdata, given, null);
  if (isSecond) return refused();
  if (pdata !== null) options.probing?.(pdata);
  return finish(options, ramoops, ramoops.probe(pdata, register), given, pdata);
}

function finish(
  options: LoadOptions,
  ramoops: Ramoops,
  error: number,
  given: RamoopsModuleParameters,
  pdata: RamoopsPlatformData | null,
): LoadedRamoops {
  const { profile } = options.kernel;
  if (error === 0 && pdata !== null) return { ramoops, error, parameters: shown(writtenBack(given, pdata), profile) };
  if (error !== 0 && ramoops.stop === null) {
    const { kernel, source } = options;
    const { level, text } = probeFailure(kernel.profile.pstore, deviceName(source), error);
    kernel.printk(level, text);
  }
  return { ramoops, error, parameters: shown(given, profile) };
}

function deviceName(source: RamoopsSource): string {
  return source.kind === 'module' ? 'ramoops' : source.deviceName;
}

/** What the driver core says about a driver that refused its device. */
function probeFailure(profile: PstoreProfile, device: string, error: number): { level: number; text: string } {
  return profile.probeFailure === 'probe-of'
    ? { level: KERN_WARNING, text: `ramoops: probe of ${device} failed with error ${error}` }
    : { level: KERN_ERR, text: `ramoops ${device}: probe with driver ramoops failed with error ${error}` };
}

/** The probe stores the values it used, `ecc` and `mem_type` excepted. */
function writtenBack(given: RamoopsModuleParameters, pdata: RamoopsPlatformData): RamoopsModuleParameters {
  return {
    ...given,
    memAddress: pdata.memAddress,
    memSize: pdata.memSize,
    recordSize: roundDownPowerOfTwo(pdata.recordSize),
    consoleSize: roundDownPowerOfTwo(pdata.consoleSize),
    ftraceSize: roundDownPowerOfTwo(pdata.ftraceSize),
    pmsgSize: roundDownPowerOfTwo(pdata.pmsgSize),
    maxReason: pdata.maxReason,
  };
}

function shown(parameters: RamoopsModuleParameters, { pstore }: KernelProfile): Record<string, string> {
  const isOld = pstore.ramoops.reasons === 'dump-oops';
  const dumpOops = isOld ? Number(platformReason(parameters) >= KMSG_DUMP_OOPS) : parameters.dumpOops;
  return {
    console_size: String(parameters.consoleSize),
    dump_oops: String(dumpOops),
    ecc: String(parameters.ecc),
    ftrace_size: String(parameters.ftraceSize),
    ...(isOld ? {} : { max_reason: String(parameters.maxReason) }),
    mem_address: String(parameters.memAddress),
    mem_size: String(parameters.memSize),
    mem_type: String(parameters.memType),
    pmsg_size: String(parameters.pmsgSize),
    record_size: String(parameters.recordSize),
  };
}
