/**
 * What can be observed of a running world: facts in the past tense, as plain data.
 *
 * Times are virtual nanoseconds, addresses physical, sizes in bytes.
 */
import type { DecayFacts } from '../memory/retention.ts';
import type { ResetCause } from '../profiles/board.ts';

interface Timed {
  readonly timeNs: number;
}

/** A region as ramoops was asked to use it; sizes in bytes, before rounding. */
export interface RamoopsRegion {
  /** The kernel, as `uname -r` says. */
  readonly release: string;
  readonly byteOrder: 'little' | 'big';
  /** Physical. */
  readonly address: number;
  readonly length: number;
  readonly recordSize: number;
  readonly consoleSize: number;
  readonly ftraceSize: number;
  readonly pmsgSize: number;
  /** Parity bytes a block; 0: no ECC. */
  readonly eccSize: number;
  readonly memType: number;
  readonly maxReason: number;
  readonly flags: number;
  readonly possibleCpus: number;
  /** `pstore.compress`; null: none. */
  readonly compress: string | null;
}

export interface WorldEvents {
  /** The lifecycle entered another state: `firmware`, `bootloader`, `kernel`, `resetting`, `off`, `hung`. */
  'machine.stateEntered': Timed & { readonly state: string };
  'machine.reset': Timed & { readonly cause: ResetCause };
  /** A reset took what CPU caches and write-combining buffers held and RAM has otherwise. */
  'machine.cacheLost': Timed & { readonly cause: ResetCause; readonly lines: number; readonly bytes: number };
  'machine.retentionApplied': Timed & {
    readonly cause: ResetCause;
    /** Physical ranges that were lost whole; `end` is exclusive. */
    readonly lostRanges: readonly { readonly start: number; readonly end: number }[];
    readonly flippedBits: number;
    /** What the cells of memory modules forgot, by range. */
    readonly decays: readonly DecayFacts[];
    /** The firmware did it, when it initialised DRAM; absent: the reset. */
    readonly byFirmware?: true;
  };
  /** A PC has fetched what the boot firmware offered in download mode; sizes in bytes. */
  'download.fetched': Timed & {
    readonly regions: number;
    readonly sizeBytes: number;
    readonly skipped: readonly string[];
  };
  'machine.hung': Timed & { readonly reason: string };
  /** Text on the serial line, latin1, as it went over the wire. */
  'console.written': Timed & { readonly stage: string; readonly text: string };
  'kernel.booted': Timed & { readonly release: string };
  'kernel.oopsed': Timed & { readonly count: number; readonly message: string };
  'kernel.panicked': Timed & { readonly message: string };
  /** A panic has done its work: the log is dumped, or another kernel is about to start in this one's place. */
  'kernel.died': Timed;
  'kernel.stateEntered': Timed & { readonly state: string };
  /** ramoops has its parameters and is about to look into its region, of which it has touched nothing yet. */
  'ramoops.regionFound': Timed & RamoopsRegion;
  /** A front end of pstore stored something: `zone` is the zone's label, as `ramoops:dmesg(0/2)`. */
  'pstore.recordWritten': Timed & {
    /** As in file names: `dmesg`, `console`, `ftrace`, `pmsg`. */
    readonly frontEnd: string;
    readonly reason: string | null;
    readonly part: number;
    readonly sizeBytes: number;
    readonly compressed: boolean;
    readonly result: number;
  };
  'pstore.mounted': Timed & { readonly files: readonly string[] };
  /** ramoops or pstore has something to say; what is below the level that this kernel logs (`isLogged` false) nobody in the world gets to see. */
  'pstore.messagePrinted': Timed & { readonly level: number; readonly text: string; readonly isLogged: boolean };
  /** A backend asked pstore to be let in; `result`: 0 or a negative errno. */
  'pstore.backendOffered': Timed & { readonly backend: string; readonly result: number };
  /** A file of pstorefs was unlinked, and its record erased; `by`: name of the task. */
  'pstore.recordErased': Timed & { readonly frontEnd: string; readonly id: number; readonly by: string };
  /** `pstore display` has looked for records: where, and with which sizes. */
  'uboot.regionDisplayed': Timed & {
    readonly address: number;
    readonly length: number;
    readonly recordSize: number;
    readonly consoleSize: number;
    readonly ftraceSize: number;
    readonly pmsgSize: number;
  };
  /** `pstore display` has shown a record; `text`: what it printed of it, latin1 with LF line ends. */
  'uboot.recordDisplayed': Timed & {
    readonly kind: string;
    readonly address: number;
    readonly sizeBytes: number;
    readonly text: string;
  };
  'uboot.promptShown': Timed;
  /** Damage from outside. `plan`: the name of the fault plan; null: asked for by hand. */
  'fault.injected': Timed & { readonly plan: string | null; readonly kind: string; readonly flippedBits: number };
}
