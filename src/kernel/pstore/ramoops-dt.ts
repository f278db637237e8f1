/**
 * ramoops parameters from a device tree node.
 *
 * Mirrors `ramoops_parse_dt` and `ramoops_parse_dt_u32` (4.19: `ramoops_parse_dt_size`) of Linux v4.19, v6.1 and v6.12 `fs/pstore/ram.c`, and of `of_property_read_u32` what
 * they can see. Finding the node and the region it names is the business of whoever populates the platform devices.
 */

import type { RamoopsSwitches } from '../../profiles/kernel.ts';
import { EINVAL, EOVERFLOW } from '../../sim/errno.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC } from '../printk/kmsg-dump.ts';
import { KERN_DEBUG, KERN_ERR } from '../printk/levels.ts';
import type { RamoopsPlatformData } from './ramoops-parameters.ts';

const INT_MAX = 0x7fffffff;

/** A node as the driver sees it. */
export interface RamoopsNode {
  /** Name of the parent node, without its unit address; empty for the root. */
  readonly parentName: string;
  /** Raw value of a property, or undefined when there is none. */
  property(name: string): Uint8Array | undefined;
}

/** `platform_get_resource(IORESOURCE_MEM, 0)`: what the first entry of `reg` says. */
export interface MemoryResource {
  readonly start: bigint;
  readonly size: bigint;
}

/** Prints with the device's name before the text. */
export type DevPrint = (level: number, text: string) => void;

/** The node's parameters, or a negative errno. Every size that is not given is 0, and so is ECC. */
export function ramoopsParseDt(
  node: RamoopsNode,
  resource: MemoryResource | null,
  devPrint: DevPrint,
  { memTypes, reasons }: RamoopsSwitches,
): RamoopsPlatformData | number {
  devPrint(KERN_DEBUG, 'using Device Tree');
  if (resource === null) {
    devPrint(KERN_ERR, 'failed to locate DT /reserved-memory resource');
    return -EINVAL;
  }
  const has = (name: string) => node.property(name) !== undefined;
  // In the driver's order: the first property that is wrong is the one that is named.
  const wanted: readonly (readonly [string, number])[] = [
    ['mem-type', has('unbuffered') ? 1 : 0],
    ['record-size', 0],
    ['console-size', 0],
    ['ftrace-size', 0],
    ['pmsg-size', 0],
    ['ecc-size', 0],
    ['flags', 0],
    ['max-reason', has('no-dump-oops') ? KMSG_DUMP_PANIC : KMSG_DUMP_OOPS],
  ];
  const unknown = [...(memTypes === 'two' ? ['mem-type'] : []), ...(reasons === 'dump-oops' ? ['max-reason'] : [])];
  const values: number[] = [];
  for (const [name, defaultValue] of wanted) {
    const value = unknown.includes(name) ? defaultValue : parseU32(node, name, defaultValue, devPrint);
    if (value < 0) return value;
    values.push(value);
  }
  const [memType, recordSize, consoleSize, ftraceSize, pmsgSize, eccSize, flags, maxReason] = values as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Old Chromebooks have the node outside reserved-memory and count on sizes that their first kernels made up.
  const isOldChromebook =
    memTypes === 'three' &&
    node.parentName !== 'reserved-memory' &&
    consoleSize === 0 &&
    ftraceSize === 0 &&
    pmsgSize === 0 &&
    eccSize === 0;
  return {
    memAddress: resource.start,
    memSize: resource.size,
    memType,
    recordSize: BigInt(recordSize),
    consoleSize: BigInt(isOldChromebook ? recordSize : consoleSize),
    ftraceSize: BigInt(ftraceSize),
    pmsgSize: BigInt(isOldChromebook ? recordSize : pmsgSize),
    maxReason,
    flags,
    eccSize,
  };
}

/** A cell no greater than INT_MAX; a missing property is the default; longer values count by their first cell. */
function parseU32(node: RamoopsNode, name: string, defaultValue: number, devPrint: DevPrint): number {
  const bytes = node.property(name);
  if (bytes === undefined) return defaultValue;
  if (bytes.length < 4) {
    devPrint(KERN_ERR, `failed to parse property ${name}: ${-EOVERFLOW}`);
    return -EOVERFLOW;
  }
  const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, false);
  if (value > INT_MAX) {
    devPrint(KERN_ERR, `${name} ${value} > INT_MAX`);
    return -EOVERFLOW;
  }
  return value;
}
