/**
 * What takes kmemdump's regions: the face between the core and a driver that firmware or hardware reads later.
 *
 * Mirrors `struct kmemdump_backend` of the kmemdump series (`include/linux/kmemdump.h`). meminspect has a table that drivers walk and a chain of
 * notifiers in its place: there ADD (and the walk at the start) is `registerRegion`, REMOVE `unregisterRegion`.
 */
import type { StageContext } from '../../hardware/stage.ts';
import type { KmemdumpBuild } from '../../profiles/kmemdump.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';

/** A piece of memory that somebody wants in a dump. */
export interface DumpRegion {
  /** Slot in the table. v1: 0 … 511, as they come; later: the fixed uid, or the next free one. */
  readonly id: number;
  /**
   * v1: the handle, cut to 7 characters where a late backend is told. Later: the symbol that the uid stands for (`ELF`, `jiffies_64`), '' for a uid without one:
   * the real code gives the uid alone.
   */
  readonly name: string;
  /** The kernel's virtual address. */
  readonly virtual: bigint;
  /** Where that is in RAM; behind the first page only true where the memory is contiguous. */
  readonly physical: number;
  readonly sizeBytes: number;
}

export interface KmemdumpBackend {
  readonly name: string;
  /** 0 or a negated error number. */
  registerRegion(region: DumpRegion): number;
  /** 0 or a negated error number. */
  unregisterRegion(id: number): number;
}

/** What a backend may ask of its kernel when it is made: at boot, or when its module is loaded. */
export interface BackendHost {
  readonly context: StageContext;
  readonly build: KmemdumpBuild;
  /** printk. */
  readonly print: PrintkFunction;
  /** Zeroed memory of its own for as long as the kernel lives: its physical address, or -ENOMEM. */
  allocate(bytes: number): number;
  virtual(physical: number): bigint;
}
