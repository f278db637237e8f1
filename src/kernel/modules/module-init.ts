/**
 * What modules do when they start and end, by name.
 *
 * Only those whose work is simulated, or whose start says something, are here; all others are loaded in silence, as most real ones are.
 * Mirrors the init and exit functions of Linux v6.1 `fs/pstore/ram.c`, `drivers/block/loop.c`,
 * `drivers/misc/lkdtm/core.c` and `drivers/firmware/efi/efi-pstore.c`.
 */
import type { KernelParameter } from '../cmdline.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import type { Lkdtm } from '../lkdtm.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { PstoreService } from '../pstore-service.ts';

/** A parameter with a function of its own that takes each value (`module_param_call`). */
export interface ParameterSetter {
  /** 0, a negated error number, or something above 0, which callers take for other things. */
  readonly set: (value: string) => number;
  /** Every use taints the kernel (KERNEL_PARAM_FL_UNSAFE). */
  readonly isDangerous: boolean;
}

export interface ModuleInit {
  readonly setters?: Readonly<Record<string, ParameterSetter>>;
  /** The module is thrown away without having been started: a parameter failed. */
  readonly dropped?: () => void;
  /**
   * The init function: 0 or a negated error number, or `stopped` where the kernel does not come back from it. Words are those the
   * parameters were parsed from.
   */
  readonly start?: (words: readonly KernelParameter[]) => number | 'stopped';
  /** The exit function. */
  readonly stop?: () => void;
  /** References beside those of other modules: mounts, open devices. */
  readonly references?: () => number;
}

export interface ModuleInitOptions {
  readonly lkdtm: Lkdtm;
  readonly pstore: PstoreService;
  readonly print: PrintkFunction;
  /** Those of watchdogs, and of MTD. */
  readonly drivers: Readonly<Record<string, ModuleInit>>;
  /** How many things of a kind hold a module: mounts of `ext4`, disks of `loop`. */
  readonly held: (module: string) => number;
}

/** The start functions of this kernel; parts that come later add theirs. */
export function moduleInits(options: ModuleInitOptions): Readonly<Record<string, ModuleInit>> {
  const { held, lkdtm, print, pstore, drivers } = options;
  const holding = (name: string): ModuleInit => ({ references: () => held(name) });
  return {
    ramoops: { start: (words) => pstore.startRamoops(words), stop: () => pstore.stopRamoops() },
    pstore: { start: () => pstore.startCore(), references: () => (pstore.pstore.fs.isMounted ? 1 : 0) },
    lkdtm: { start: (words) => lkdtm.start(words), stop: () => lkdtm.stop() },
    loop: {
      start: () => {
        print(KERN_INFO, 'loop: module loaded');
        return 0;
      },
      references: () => held('loop'),
    },
    ...drivers,
    efi_pstore: { start: () => pstore.startEfi(), stop: () => pstore.stopEfi() },
    ext4: holding('ext4'),
    vfat: holding('vfat'),
    msdos: holding('msdos'),
    configfs: holding('configfs'),
  };
}
