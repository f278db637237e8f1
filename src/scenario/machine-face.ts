/**
 * What a scenario needs of a machine. `Machine` has it; the tests of the runner put a scripted one in its place.
 *
 * Kernel calls give what the real system call gives: a count or the data, or a negated error number.
 */

import type { DownloadMode } from '../hardware/download-mode.ts';
import type { WorldEvents } from '../hardware/world-events.ts';
import type { KmemdumpRequest } from '../kernel/kmemdump/driver-regions.ts';
import type { NmiReason } from '../kernel/nmi.ts';
import type { GuestCommand } from '../kernel/user-space-face.ts';
import type { FaultPlan } from '../memory/fault-plan.ts';
import type { KnownGap } from '../memory/retention.ts';
import type { ResetCause } from '../profiles/board.ts';
import type { Clock } from '../sim/clock.ts';
import type { EventBus } from '../sim/events.ts';

export interface MachineFace {
  /** `gap`: how long the memory was without power, and how warm. */
  powerOn(gap?: KnownGap): void;
  powerOff(): void;
  /** `gap`: how long the memory was not refreshed, and how warm. */
  reset(cause: ResetCause, gap?: KnownGap): void;
  nmi(reason?: NmiReason): void;
  /** Two CPUs panic at the same moment; -ENXIO where the kernel runs on one. */
  crashTwoCpus(): number;
  /** A break on the serial line. */
  sendBreak(): void;
  /** The silent hang: no code runs any more. */
  freeze(): void;
  /** Types on the serial console; the text goes over the line as UTF-8. */
  type(text: string): void;
  /** Runs events up to a virtual time; `stop` is asked before each. True when stopped, else the clock stands at the limit. */
  runUntil(timeNs: number, stop?: () => boolean): boolean;
  readonly clock: Clock;
  readonly bus: EventBus<WorldEvents>;
  readonly memory: {
    read(address: number, length: number): Uint8Array;
    hash(): string;
  };
  /** Bytes as the CPU loads them: those that have not reached RAM too. */
  view(address: number, length: number): Uint8Array;
  /** What RAM would hold without the damage done to it. */
  readonly ledger: { pristine(address: number, length: number): Uint8Array };
  /** What a PC has fetched from firmware in download mode. */
  readonly firmwareDevices: { readonly download: DownloadMode | null };
  readonly state: string;
  /** Resets so far, and why the last one was. */
  readonly resetCount: number;
  readonly lastResetCause: ResetCause;
  /** Who waits for a line on the serial console. */
  readonly promptWaiting: 'linux' | 'uboot' | null;
  /** Starts a command line in the operator's own shell; null where no user space runs. */
  execute(line: string): GuestCommand | null;
  interrupt(): void;
  kernelWrite(path: string, text: string): number;
  kernelRead(path: string): Uint8Array | number;
  kernelList(path: string): readonly FileEntry[] | number;
  kernelUnlink(path: string): number;
  kernelMount(fileSystem: 'pstore'): number;
  kernelKmemdump(request: KmemdumpRequest): number;
  /** Plugs in memory; null, or why the board cannot have it. */
  plugMemory(bytes: number): string | null;
  /** Writes RAM from outside. */
  poke(address: number, bytes: Uint8Array, writer?: 'operator' | 'fault'): void;
  inject(fault: FaultRequest): void;
  /** Lets a fault happen when its time comes. */
  armFault(plan: FaultPlan): void;
  readonly traceHash: string;
}

/** One name of a directory, with what `stat` tells of it. */
export interface FileEntry {
  readonly name: string;
  /** `st_mode`, type bits included. */
  readonly mode: number;
  readonly nlink: number;
  readonly size: number;
  readonly mtimeSeconds: number;
}

export type FaultRequest =
  | { readonly kind: 'bits'; readonly bits: readonly { readonly address: number; readonly bit: number }[] }
  | { readonly kind: 'uniform'; readonly address: number; readonly length: number; readonly rate: number };
