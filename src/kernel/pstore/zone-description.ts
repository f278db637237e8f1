/** What a persistent_ram zone is made from, and what a boot found in it; the arguments of `persistent_ram_new` by name. */
import type { RamoopsZoneKind } from '../../formats/pstore.ts';
import type { ByteOrder } from '../../memory/mapping.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { RamoopsSwitches } from '../../profiles/kernel.ts';
import type { IoResources } from '../memblock/io-resources.ts';
import type { RateLimit } from '../rate-limit.ts';

/** What the zones of one kernel share. */
export interface PersistentRamHost {
  readonly memory: PhysicalMemory;
  /** Absent: every address has a page. */
  readonly ioResources?: IoResources;
  readonly byteOrder: ByteOrder;
  readonly wordBytes: 4 | 8;
  readonly pageSizeBytes: number;
  /** Largest buffer the kernel can allocate for a saved log, in bytes. */
  readonly allocationMaxBytes: number;
  /** x86 stops at a division by zero; other CPUs go on with 0. */
  readonly divisionByZeroStops: boolean;
  /** The CPU cannot reach RAM through a mapping that is not cached (pseries with the hash MMU). */
  readonly refusesUncachedMapping: boolean;
  /** Absent: the atomic operations of the CPU work on memory that is mapped uncached, or this kernel's ramoops needs none. */
  readonly uncachedAtomics?: 'hang';
  /** What taking and giving back a spinlock does to stores that are being combined; absent: nothing needs it. */
  readonly barrier?: (() => void) | undefined;
  /** Limits `uncorrectable error in header`. */
  readonly uncorrectableLimit: RateLimit;
  /** What this kernel's version does otherwise. */
  readonly switches: RamoopsSwitches;
  /** Prints with the prefix of the zone code. */
  printk(level: number, text: string): void;
}

export interface ZoneOptions {
  readonly kind: RamoopsZoneKind;
  /** `ramoops:dmesg(0/2)`: shown in messages. */
  readonly label: string;
  readonly paddr: bigint;
  readonly size: number;
  /** XORed into PERSISTENT_RAM_SIG. */
  readonly sig: number;
  /** The C int `ecc_size`; 0: no ECC. */
  readonly eccSize: number;
  /** 0 write-combine, 1 uncached, 2 cached. */
  readonly memType: number;
  /** PRZ_FLAG_ZAP_OLD: empty the zone once its old log was saved. */
  readonly zapOld: boolean;
}

/** What a boot found in a zone, before it changed anything but repaired header bytes. */
export type ZoneState =
  /** Signature right, nothing in it. */
  | 'empty'
  /** Signature right, counters possible: the old log was saved. */
  | 'valid'
  /** Signature right, counters impossible. */
  | 'invalid'
  /** Another signature, or none. */
  | 'no-signature';

export interface ZoneFinding {
  readonly state: ZoneState;
  readonly sig: number;
  /** Raw 32-bit words; as C ints they may be negative. */
  readonly start: number;
  readonly size: number;
}
