/**
 * What the pseudo file systems are made from: the parts of a running kernel, by the faces their owners give.
 *
 * Everything is asked for when a file is opened, never before; a tree costs nothing until somebody looks at it.
 */
import type { Fdt } from '../../formats/fdt-tree.ts';
import type { StageContext } from '../../hardware/stage.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { KernelText } from '../../profiles/kernel-text.ts';
import type { KernelParts } from '../kernel-parts.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import type { ModuleLoader } from '../modules/module-loader.ts';
import type { KernelMtd } from '../mtd/kernel-mtd.ts';
import type { WatchdogCore } from '../watchdog/watchdog-core.ts';
import type { ProcessSource } from './process-view.ts';

/** One line of /proc/filesystems, in the order of registration. */
export interface FileSystemType {
  readonly name: string;
  /** FS_REQUIRES_DEV is not set. */
  readonly nodev: boolean;
}

/** Counters of `/proc/diskstats` and `stat`: requests, merged requests, sectors of 512 bytes, milliseconds. */
export interface BlockStatistics {
  readonly reads: number;
  readonly readSectors: number;
  readonly readMs: number;
  readonly writes: number;
  readonly writtenSectors: number;
  readonly writeMs: number;
}

export interface PartitionView {
  readonly name: string;
  readonly number: number;
  readonly minor: number;
  readonly startSector: number;
  readonly sectors: number;
  readonly statistics: BlockStatistics;
}

/** A disk as /proc/partitions, /proc/diskstats and /sys/block show it. Sectors of 512 bytes. */
export interface BlockDeviceView {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly sectors: number;
  readonly isReadOnly: boolean;
  readonly isRemovable: boolean;
  readonly partitions: readonly PartitionView[];
  readonly statistics: BlockStatistics;
}

/** Time a CPU spent so far, in nanoseconds. */
export interface CpuTimes {
  readonly userNs: number;
  readonly niceNs: number;
  readonly systemNs: number;
  readonly idleNs: number;
  readonly iowaitNs: number;
}

/** What only the kernel itself can do or tell. */
export interface KernelHost {
  /** kernel.panic. */
  panicTimeout: number;
  hostname: string;
  domainname: string;
  /** Bytes taken, or a negated error number. May end the kernel. */
  sysrqTrigger(text: string): number;
  /** A write to a file of LKDTM: `DIRECT`, or a crash point. */
  provokeCrash(text: string, point: string): number;
  /** LKDTM's files. */
  readonly crashPoints: readonly string[];
  crashme?(text: string): number;
  /** In the order of registration, those of modules last. */
  fileSystems(): readonly FileSystemType[];
  blockDevices(): readonly BlockDeviceView[];
  /** One for each CPU that is online. */
  cpuTimes(): readonly CpuTimes[];
  /** `vm.drop_caches`: 1 pages, 2 slab objects, 3 both. */
  dropCaches(what: number): void;
  /** `vm.compact_memory` and the like need nothing; `fs.file-nr` asks for this. */
  openFiles(): number;
  /** Characters the serial console sent and received so far: its interrupts. */
  consoleInterrupts(): number;
}

export interface PseudoServices {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly parts: KernelParts;
  readonly time: KernelTime;
  /** What the loader handed over, parsed and as bytes; null where the platform has none. */
  readonly deviceTree: Fdt | null;
  readonly deviceTreeBytes: () => Uint8Array | null;
  readonly memoryUse: () => MemoryUse;
  readonly processes: ProcessSource;
  readonly modules: ModuleLoader;
  /** Absent where nobody can load a driver of one. */
  readonly watchdogs?: WatchdogCore;
  readonly mtd?: KernelMtd;
  readonly host: KernelHost;
}
