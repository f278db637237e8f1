/**
 * What ramoops is given in an autopsy: module parameters or a device tree node, made of the user's options and the image's size.
 */
import { PERSISTENT_RAM_SIG, persistentRamBuffer } from '../formats/persistent-ram.ts';
import { KERN_ERR } from '../kernel/printk/levels.ts';
import type { RamoopsSource } from '../kernel/pstore/ramoops-module.ts';
import {
  parseParameter,
  type RamoopsModuleParameters,
  type RamoopsParameterName,
  ramoopsModuleDefaults,
  ramoopsParameterTypes,
} from '../kernel/pstore/ramoops-parameters.ts';
import type { AutopsyKernel } from './autopsy-kernel.ts';
import type { AutopsyOptions } from './autopsy-options.ts';

/** Null where a parameter is refused and the module with it. */
export function ramoopsSource(image: Uint8Array, options: AutopsyOptions, kernel: AutopsyKernel): RamoopsSource | null {
  const { address, deviceTree } = options;
  if (!deviceTree) {
    const parameters = moduleParameters(image, options, kernel);
    return parameters === null ? null : { kind: 'module', parameters };
  }
  return {
    kind: 'device-tree',
    deviceName: `${address.toString(16)}.ramoops`,
    resource: { start: address, size: BigInt(image.length) },
    node: {
      parentName: 'reserved-memory',
      property: (name) => {
        const parameter = PROPERTY_PARAMETERS[name];
        const value = parameter === undefined ? undefined : options.values.get(parameter);
        return value === undefined ? undefined : cell(BigInt(value));
      },
    },
  };
}

const PROPERTY_PARAMETERS: Readonly<Record<string, RamoopsParameterName>> = {
  'record-size': 'record_size',
  'console-size': 'console_size',
  'ftrace-size': 'ftrace_size',
  'pmsg-size': 'pmsg_size',
  'ecc-size': 'ecc',
  'mem-type': 'mem_type',
  'max-reason': 'max_reason',
};

function cell(value: bigint): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Number(value), false);
  return bytes;
}

function moduleParameters(
  image: Uint8Array,
  options: AutopsyOptions,
  kernel: AutopsyKernel,
): RamoopsModuleParameters | null {
  const { wordBytes } = options.kernel;
  const texts = new Map<RamoopsParameterName, string>([
    ['mem_address', String(options.address)],
    ['mem_size', String(image.length)],
    ...options.values,
  ]);
  const values = new Map<RamoopsParameterName, bigint>();
  for (const [name, text] of texts) {
    const value = parseParameter(text, ramoopsParameterTypes[name], wordBytes);
    if (value === null) {
      kernel.printk(KERN_ERR, `ramoops: \`${text}' invalid for parameter \`${name}'`);
      return null;
    }
    values.set(name, value);
  }
  const { ecc, memType, maxReason, ...sizes } = ramoopsModuleDefaults;
  return {
    ...ramoopsModuleDefaults,
    memAddress: BigInt.asUintN(wordBytes * 8, values.get('mem_address')!),
    memSize: values.get('mem_size')!,
    memType: Number(values.get('mem_type') ?? assumedMemType(image, options) ?? memType),
    recordSize: values.get('record_size') ?? sizes.recordSize,
    consoleSize: values.get('console_size') ?? sizes.consoleSize,
    ftraceSize: values.get('ftrace_size') ?? sizes.ftraceSize,
    pmsgSize: values.get('pmsg_size') ?? sizes.pmsgSize,
    maxReason: Number(values.get('max_reason') ?? maxReason),
    ecc: Number(values.get('ecc') ?? ecc),
  };
}

export function refusesUncachedMapping({ kernel, commandLine }: AutopsyOptions): boolean {
  return kernel.architecture === 'ppc64le' && commandLine.disableRadix;
}

/**
 * With the hash MMU only `mem_type=2` works. When the user does not say the type, a region that already holds a zone tells that
 * it could be written, so that this type was in use.
 */
export function assumedMemType(image: Uint8Array, options: AutopsyOptions): number | undefined {
  if (!refusesUncachedMapping(options) || options.deviceTree || options.values.has('mem_type')) return undefined;
  if (image.length < persistentRamBuffer.sizeBytes) return undefined;
  return persistentRamBuffer.read(image, 'little').sig === PERSISTENT_RAM_SIG ? 2 : undefined;
}
