/**
 * What is known of a run to those who explain it: plain facts, boot by boot, as `RunWitness` gathers them.
 *
 * Times are virtual nanoseconds, addresses physical; ends of ranges are exclusive.
 */
import type { RamoopsRegion } from '../../hardware/world-events.ts';
import type { DamagedByte } from '../../memory/ledger.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { ReadZone } from '../region-reading.ts';

/** What ramoops or pstore said; `isLogged` false: a debug message that nobody in the world gets to see. */
export interface Said {
  readonly timeNs: number;
  readonly text: string;
  readonly isLogged: boolean;
}

/** A line of the serial console that may matter. */
export interface ConsoleNote {
  readonly timeNs: number;
  readonly stage: string;
  readonly text: string;
}

/** Whose the addresses of a region were for the kernel that looked into it. */
interface Reservation {
  /** Parts where the board has no RAM. */
  readonly withoutRam: readonly AddressRange[];
  /** Parts that the kernel may give to anybody: System RAM that nothing reserves. */
  readonly exposed: readonly AddressRange[];
  /** Who has which parts, by the kernel's own list. */
  readonly owners: readonly (AddressRange & { readonly name: string })[];
}

/** Stores into a region by somebody whom it does not belong to. */
export interface Trespass extends AddressRange {
  readonly writer: string;
  /** Number of the boot that was going on, or in whose place a loader or firmware ran. */
  readonly boot: number;
  readonly timeNs: number;
  /** Bytes that have another value since. */
  readonly changedBytes: number;
  /** The first of them, as they were and as they are. */
  readonly at: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Damage to a zone that held a record, as it stood after a reset or a fault. */
export interface ZoneDamage {
  readonly timeNs: number;
  readonly zone: ReadZone;
  /** As in the ledger: `retention: warm`, `fault`. */
  readonly causes: readonly string[];
  /** Damaged bytes of the twelve of the header. */
  readonly header: readonly DamagedByte[];
  /** Damaged bytes and bits of the whole zone, as far as they were counted (`DAMAGE_MAX`). */
  readonly bytes: number;
  readonly bits: number;
  readonly first: DamagedByte;
}

/** A dump or another record that a front end stored. */
interface StoredRecord {
  readonly timeNs: number;
  readonly frontEnd: string;
  readonly reason: string | null;
  readonly sizeBytes: number;
  readonly compressed: boolean;
  readonly result: number;
}

interface ErasedRecord {
  readonly timeNs: number;
  readonly frontEnd: string;
  readonly id: number;
  readonly by: string;
}

/** Where U-Boot's `pstore display` looked. */
export interface UBootLook {
  readonly timeNs: number;
  /** The boot that had ended before. */
  readonly afterBoot: number;
  readonly address: number;
  readonly length: number;
  readonly recordSize: number;
  readonly consoleSize: number;
  readonly ftraceSize: number;
  readonly pmsgSize: number;
}

/** One life of a kernel. */
export interface BootFacts {
  /** From 1. */
  readonly number: number;
  readonly startNs: number;
  readonly release: string;
  readonly commandLine: string;
  readonly architecture: string;
  /** What ramoops was asked to use; null: nobody asked. */
  readonly region: RamoopsRegion | null;
  readonly zones: readonly ReadZone[];
  /** Header bytes of each zone before ramoops touched them. */
  readonly foundHeaders: readonly Uint8Array[];
  readonly reservation: Reservation | null;
  readonly said: readonly Said[];
  readonly notes: readonly ConsoleNote[];
  readonly offers: readonly { readonly timeNs: number; readonly backend: string; readonly result: number }[];
  readonly deaths: readonly { readonly timeNs: number; readonly kind: 'panic' | 'oops'; readonly message: string }[];
  readonly stored: readonly StoredRecord[];
  readonly mounts: readonly { readonly timeNs: number; readonly files: readonly string[] }[];
  readonly erased: readonly ErasedRecord[];
  /** Null: it still runs. `state`: what the kernel was in. */
  readonly end: { readonly timeNs: number; readonly cause: string; readonly state: string } | null;
  /** Zones that held something when it ended, by the truth. */
  readonly written: readonly ReadZone[];
  readonly trespasses: readonly Trespass[];
  readonly damage: readonly ZoneDamage[];
}

/** A whole run so far. */
export interface RunFacts {
  readonly board: string;
  readonly hasUBoot: boolean;
  readonly boots: readonly BootFacts[];
  /** Notes of loaders, by the boot that had ended before (0: none). */
  readonly loaderNotes: readonly (ConsoleNote & { readonly afterBoot: number })[];
  readonly looks: readonly UBootLook[];
  readonly state: string;
  readonly timeNs: number;
}
