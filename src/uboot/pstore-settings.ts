/**
 * Where U-Boot's pstore command looks: CONFIG_CMD_PSTORE_* or the last `pstore set`.
 *
 * Mirrors the static variables of U-Boot `cmd/pstore.c`. They live in U-Boot's RAM: a reset brings the configuration back.
 */
import type { UBootConfig } from '../profiles/board.ts';
import type { WordBits } from './numbers.ts';

export interface PstoreSettings {
  /** Physical address and length, unsigned, as wide as `phys_addr_t`. Length 0: not configured. */
  address: bigint;
  length: bigint;
  /** Unsigned 32-bit sizes in bytes, used as given: no rounding, no check. */
  recordSize: number;
  consoleSize: number;
  ftraceSize: number;
  pmsgSize: number;
  /** Only ever copied into the device tree; 1 stays 1. */
  eccSize: number;
  /** Size of the heap buffer records are copied to; 0 until the first `display` or `save`, never enlarged after that. */
  bufferSize: number;
}

export function configuredPstore(config: UBootConfig): PstoreSettings {
  const { address, length, ...sizes } = config.pstore;
  return { address: BigInt(address), length: BigInt(length), ...sizes, bufferSize: 0 };
}

/** Zones as U-Boot lays them out: dump, console, ftrace, pmsg (the order of Linux before 6.2). */
export interface PstoreZones {
  readonly dump: bigint;
  /** End of the dump zones, and the console zone. */
  readonly console: bigint;
  readonly ftrace: bigint;
  readonly pmsg: bigint;
}

/** Addresses wrap at the width of `phys_addr_t`. */
export function pstoreZones(settings: PstoreSettings, physicalBits: WordBits): PstoreZones {
  const wrap = (value: bigint) => BigInt.asUintN(physicalBits, value);
  const end = settings.address + settings.length;
  const pmsg = end - BigInt(settings.pmsgSize);
  const ftrace = pmsg - BigInt(settings.ftraceSize);
  const console = ftrace - BigInt(settings.consoleSize);
  return { dump: settings.address, console: wrap(console), ftrace: wrap(ftrace), pmsg: wrap(pmsg) };
}
