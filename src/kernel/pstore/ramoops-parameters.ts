/**
 * Parameters of ramoops: the module's, and what becomes of them (`struct ramoops_platform_data`).
 *
 * Mirrors `ramoops_register_dummy` of Linux v4.19, v6.1 and v6.12 `fs/pstore/ram.c` and, for the parsing of a value,
 * `kernel/params.c` and `lib/kstrtox.c`.
 */
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC } from '../printk/kmsg-dump.ts';

/** Bit 0 of `flags`: one ftrace zone for each possible CPU. */
export const RAMOOPS_FLAG_FTRACE_PER_CPU = 1;

/** C types as wide as the kernel's; sizes before rounding. */
export interface RamoopsPlatformData {
  readonly memAddress: bigint;
  readonly memSize: bigint;
  /** 0 write-combine, 1 uncached, 2 cached. */
  readonly memType: number;
  readonly recordSize: bigint;
  readonly consoleSize: bigint;
  readonly ftraceSize: bigint;
  readonly pmsgSize: bigint;
  readonly maxReason: number;
  readonly flags: number;
  /** `ecc_info.ecc_size`; 0: no ECC. */
  readonly eccSize: number;
}

export interface RamoopsModuleParameters {
  readonly memAddress: bigint;
  readonly memSize: bigint;
  readonly memType: number;
  readonly recordSize: bigint;
  readonly consoleSize: bigint;
  readonly ftraceSize: bigint;
  readonly pmsgSize: bigint;
  /** -1: not given. */
  readonly maxReason: number;
  /** Deprecated; -1: not given. */
  readonly dumpOops: number;
  /** 1 stands for 16. */
  readonly ecc: number;
}

/** The C type of each parameter, by its name on the command line. */
export const ramoopsParameterTypes = {
  mem_address: 'ullong',
  mem_size: 'ulong',
  mem_type: 'uint',
  record_size: 'ulong',
  console_size: 'ulong',
  ftrace_size: 'ulong',
  pmsg_size: 'ulong',
  max_reason: 'int',
  dump_oops: 'int',
  ecc: 'int',
} as const;

export type RamoopsParameterName = keyof typeof ramoopsParameterTypes;

export const ramoopsModuleDefaults: RamoopsModuleParameters = {
  memAddress: 0n,
  memSize: 0n,
  memType: 0,
  recordSize: 4096n,
  consoleSize: 4096n,
  ftraceSize: 4096n,
  pmsgSize: 4096n,
  maxReason: -1,
  dumpOops: -1,
  ecc: 0,
};

/** Platform data of the dummy device that the module makes for its parameters; null: none, because mem_size is 0. */
export function platformDataOfModule(parameters: RamoopsModuleParameters): RamoopsPlatformData | null {
  if (parameters.memSize === 0n) return null;
  const { memAddress, memSize, memType, recordSize, consoleSize, ftraceSize, pmsgSize } = parameters;
  return {
    memAddress,
    memSize,
    memType,
    recordSize,
    consoleSize,
    ftraceSize,
    pmsgSize,
    maxReason: platformReason(parameters),
    flags: RAMOOPS_FLAG_FTRACE_PER_CPU,
    eccSize: parameters.ecc === 1 ? 16 : parameters.ecc,
  };
}

/** Up to which reason dumps are wanted. */
export function platformReason({ maxReason, dumpOops }: RamoopsModuleParameters): number {
  if (maxReason >= 0) return maxReason;
  return dumpOops === 0 ? KMSG_DUMP_PANIC : KMSG_DUMP_OOPS;
}

const INTEGER_BITS = { ullong: 64, ulong: 0, long: 0, uint: 32, int: 32 } as const;

/**
 * `param_set_<type>`: the value of a parameter's text by kstrto…(text, base 0), or null where the kernel says `invalid`. Decimal,
 * 0x hexadecimal, 0 octal; a sign `+`, and `-` only for an int; one newline may follow.
 */
export function parseParameter(
  text: string,
  type: (typeof ramoopsParameterTypes)[RamoopsParameterName] | 'long',
  wordBytes: 4 | 8,
): bigint | null {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))\n?$/.exec(text);
  if (match === null) return null;
  const [, sign, hexadecimal, octal, decimal] = match;
  const isSigned = type === 'int' || type === 'long';
  if (sign === '-' && !isSigned) return null;
  const digits = hexadecimal !== undefined ? `0x${hexadecimal}` : octal !== undefined ? `0o${octal || '0'}` : decimal!;
  const value = sign === '-' ? -BigInt(digits) : BigInt(digits);
  const bits = INTEGER_BITS[type] || wordBytes * 8;
  const fits = isSigned ? BigInt.asIntN(bits, value) === value : value < 1n << BigInt(bits);
  return fits ? value : null;
}
