/**
 * The common face of firmware, bootloader and kernel, and what the machine lends them.
 *
 * A stage lives from `start` to the next hand-over or reset, then it is dropped with all it knows. What crosses to the next
 * stage are bytes in RAM and the `Handoff`, which holds what real CPU registers and reset-cause registers hold.
 */
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile, ResetCause } from '../profiles/board.ts';
import type { Clock, ClockEvent } from '../sim/clock.ts';
import type { EventBus } from '../sim/events.ts';
import type { RandomStreams } from '../sim/random.ts';
import type { BootMedium } from './boot-medium.ts';
import type { DiskDrive } from './disk-drive.ts';
import type { FittedSlot } from './disk-slot.ts';
import type { DownloadMode } from './download-mode.ts';
import type { Nvram } from './nvram.ts';
import type { OpalDump } from './opal-dump.ts';
import type { Rtas } from './rtas.ts';
import type { Rtc } from './rtc.ts';
import type { BoardWatchdog } from './watchdog.ts';
import type { WorldEvents } from './world-events.ts';

/** What one stage tells the next: registers, and where in RAM it left things. */
export interface Handoff {
  readonly resetCause: ResetCause;
  /** Physical address of the flattened device tree (ARM: r2), or null where the platform has none. */
  readonly deviceTreeAddress: number | null;
  /** Physical address of the NUL-terminated command line where no device tree carries it (x86 boot_params); else null. */
  readonly commandLineAddress: number | null;
  /** Physical address of the kernel image or of the loader. */
  readonly entryAddress: number;
  readonly registers: Readonly<Record<string, number>>;
}

/** How a stage ends itself. Each takes effect when the running handler returns; the stage then gets no further calls. */
export interface StageControl {
  handOver(next: 'bootloader' | 'kernel', handoff: Handoff): void;
  reset(cause: ResetCause): void;
  /** Nothing runs any more; only a reset from outside or the power switch helps. */
  hang(reason: string): void;
  powerOff(): void;
}

/** A range of physical RAM and who has it, for people; `end` is exclusive. */
export interface RamOwner {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** What code does about the caches of its CPU, where that has any. */
export interface CacheControl {
  /** `wmb`, `dsb`, `sfence`: waits until what was combined is in RAM. */
  barrier(): void;
  /** `flush_dcache_range`: these bytes are in RAM. */
  writeBack(range: { readonly address: number; readonly length: number }): void;
}

export interface StageContext {
  readonly memory: PhysicalMemory;
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly bus: EventBus<WorldEvents>;
  readonly board: BoardProfile;
  readonly rtc: Rtc;
  /** Battery-backed memory; absent: the board has none. */
  readonly nvram?: Nvram | null;
  /** POWER: what the firmware does for kernels about dumps; absent or null: nothing. */
  readonly rtas?: Rtas | null;
  readonly opal?: OpalDump | null;
  /** Qualcomm: the cookie that says whether the firmware collects a crash; absent or null: the chip is another. */
  readonly download?: DownloadMode | null;
  /** What the boot medium holds; null on a board without one. */
  readonly bootMedium: BootMedium | null;
  /** The device tree that the platform itself puts into RAM for a loader; absent or null: it has none. */
  readonly platformTree?: Uint8Array | null;
  /** The disk; null on a machine without one. */
  readonly drive: DiskDrive | null;
  /** Disks that a user put in for the loader; absent: none. */
  readonly slots?: readonly FittedSlot[];
  /** The watchdog timer; null on a board without one. */
  readonly watchdog: BoardWatchdog | null;
  /** How ramoops of the running kernel changes its counters; absent: under a lock, as since Linux 4.9. */
  readonly ramoopsCounters?: 'locked' | 'cmpxchg' | undefined;
  /** Absent or null: stores are in RAM at once. */
  readonly caches?: CacheControl | null;
  /** Whether the kernel starts user space; else only the operator makes system calls, as campaigns and autopsies want it. */
  readonly hasUserSpace: boolean;
  /** The serial line. Latin1 text; the stage has already made CR LF of LF. */
  readonly console: { write(text: string): void };
  readonly control: StageControl;
}

export interface Stage {
  /** Also the target of the stage's clock events. */
  readonly name: 'firmware' | 'uboot' | 'kernel';
  start(handoff: Handoff): void;
  /** Bytes from the serial line. */
  input(bytes: Uint8Array): void;
  /** A break on the serial line: the wire held low for longer than a character takes. Absent: nobody cares. */
  lineBreak?(): void;
  /** It is about to be dropped: what it keeps in RAM at all times is brought up to date there. Absent: it is. */
  leave?(): void;
  /** A clock event whose target is this stage. */
  handle(event: ClockEvent): void;
  /** State as a dotted path, for people and for scenarios. */
  readonly state: string;
  /** Who has which part of the RAM now, in order of address; what is free is left out. */
  memoryOwners(): readonly RamOwner[];
  /** Nanoseconds on the world's clock that the stage has got to: it may run ahead while it is busy. */
  readonly nowNs: number;
  /** Whether it waits for a line on the serial console. */
  readonly isAtPrompt: boolean;
}
