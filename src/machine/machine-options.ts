/** What a machine is made from. */
import type { SparseDisk } from '../disk/sparse-disk.ts';
import type { DiskSlot } from '../hardware/disk-slot.ts';
import type { FaultPlan } from '../memory/fault-plan.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { UBootProfile } from '../profiles/uboot.ts';

export interface MachineOptions {
  readonly board: BoardProfile;
  /** The kernel on the boot medium; null on a board that boots none. */
  readonly kernel: KernelProfile | null;
  /** The bootloader; null where the firmware starts the kernel itself. */
  readonly uboot: UBootProfile | null;
  /** One seed, one world. */
  readonly seed: string;
  /** The kernel's command line; the board's own when absent. */
  readonly commandLine?: string;
  /** Device tree blob on the boot medium; the board's own when absent. */
  readonly deviceTree?: Uint8Array;
  /** What RAM holds when power is first applied. Real RAM is random; zero reads better in a lesson. */
  readonly initialRam?: 'zero' | 'noise';
  /** What lives in user space; null or absent: nothing but what the operator does. */
  readonly userland?: 'gnu' | 'busybox' | null;
  /** What is on the board's disk at first; absent: a root file system for `userland`. The machine writes to a copy. */
  readonly disk?: SparseDisk;
  /** Further disks, for the loader alone; it writes to them. */
  readonly slots?: readonly DiskSlot[];
  /** How the kernel was built: ramoops' counters as up to Linux 4.8, by cmpxchg; absent: as recorded, under a lock. */
  readonly ramoopsCounters?: 'locked' | 'cmpxchg';
  /** Whether the CPU's stores are counted, so that the power can be cut after one of them (`Machine.cutPowerAfter`). */
  readonly countsStores?: boolean;
  /** Fault plans that are armed at the first power-on; an empty list: `Machine.armFault` takes plans that must see stores. */
  readonly faults?: readonly FaultPlan[];
}

/** Under whose name somebody outside the machine writes RAM. */
export type PokeWriter = 'operator' | 'fault' | 'loader';

/** The same options with disks that nobody else writes to; their pages are shared until then. */
export function withOwnDisks(options: MachineOptions): MachineOptions {
  const { disk, slots } = options;
  return {
    ...options,
    ...(disk === undefined ? {} : { disk: disk.fork() }),
    ...(slots === undefined ? {} : { slots: slots.map((slot) => ({ ...slot, disk: slot.disk.fork() })) }),
  };
}
