/** What user space is started with: the parts of the kernel around it, and what the board brings. */

import type { BlockDevice } from '../disk/block-device.ts';
import type { Architecture } from '../profiles/kernel.ts';
import type { OomCause } from '../profiles/oom-text.ts';
import type { Timespec } from '../shell/posix.ts';
import type { Clock } from '../sim/clock.ts';
import type { RandomStream } from '../sim/random.ts';
import type { KernelTime } from './kernel-time.ts';
import type { MemoryUse } from './mm/memory-use.ts';
import type { FaultSettings } from './process/fault.ts';
import type { KernelThread } from './process/kernel-threads.ts';
import type { SystemServices } from './process/services.ts';
import type { Program } from './process/system-calls.ts';
import type { Task } from './process/task.ts';
import type { FileSystemModules, FileSystemType } from './vfs/file-system-types.ts';
import type { TreeEntry } from './vfs/initramfs.ts';

/** The console's terminal: `ttyS0` is 4:64, `ttymxc1` 207:17, `ttyAMA0` 204:64. */
export interface ConsoleTerminal {
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly baud: number;
  /** Bytes as they go over the wire. */
  readonly write: (text: string) => void;
}

/** A disk or partition. */
export interface BlockDeviceNode {
  /** `mmcblk1p1`. */
  readonly name: string;
  readonly major: number;
  readonly minor: number;
  readonly device: BlockDevice;
  /** When everything written so far will be on the medium, as nanoseconds from now; 0 for a device that is never busy. */
  readonly busyNs?: () => number;
}

/** Where the first process comes from. */
export interface RootOptions {
  /** Files of the initramfs; null: none was loaded. */
  readonly initramfs: readonly TreeEntry[] | null;
  /** `root=`: `/dev/mmcblk1p1`. */
  readonly root: string | null;
  /** `rootwait`: a device that is missing is waited for, instead of a panic. */
  readonly rootwait?: boolean;
  /** The kernel was built with file systems that live on disks; true where it is not said. */
  readonly hasDiskFileSystems?: boolean;
  readonly rootfstype: string | null;
  readonly rootflags: string | null;
  /** The last of `ro` and `rw`; read-only when neither is there. */
  readonly isReadOnly: boolean;
  /** `rdinit=`, `init=`. */
  readonly rdinit: string | null;
  readonly init: string | null;
  /** Unknown words of the command line: arguments and environment of init. */
  readonly arguments: readonly string[];
  readonly environment: readonly string[];
  /** The kernel itself says that it mounts the root and starts init; false where the initramfs of the boot log did that. */
  readonly isAnnounced: boolean;
}

export interface UserSpaceOptions {
  readonly time: KernelTime;
  readonly clock: Clock;
  /** Target of our clock events: the stage that hands them to `handle`. */
  readonly target: string;
  readonly random: RandomStream;
  readonly printk: (level: number, text: string) => void;
  readonly architecture: Architecture;
  readonly version: { readonly major: number; readonly patchlevel: number };
  /** RAM that the page allocator has, in bytes. */
  readonly ramBytes: number;
  /** The page allocator: processes, tmpfs and cached files take their pages from it. Absent: nobody counts. */
  readonly memory?: MemoryUse;
  /** Wall clock when the kernel's time was 0. */
  readonly wallTimeAtStart: Timespec;
  /** Pid of the first process after init. */
  readonly firstPid: number;
  /** Listed from pid 2 on. */
  readonly kernelThreads?: readonly KernelThread[];
  readonly console: ConsoleTerminal;
  readonly disks: readonly BlockDeviceNode[];
  readonly root: RootOptions;
  /** CONFIG_TMPFS_INODE64, which mount options tell; as on Debian when absent: 64-bit kernels. */
  readonly hasTmpfsInode64?: boolean;
  /** Types beside those of memory and disks: procfs, sysfs, pstore … */
  readonly fileSystems: readonly FileSystemType[];
  /** Modules with further types; absent: all are there. */
  readonly fileSystemModules?: FileSystemModules;
  readonly programs: (key: string) => Program | undefined;
  readonly system: SystemServices;
  /** False once the kernel is dead. */
  readonly isAlive: () => boolean;
  /** The signal that the current task dies of because of an oops in its call, or null. */
  readonly takeOops: () => number | null;
  /** The CPU goes idle: no process is ready. */
  readonly idle?: () => void;
  /** The call of the current task never ends; absent: all calls end. */
  readonly takeLost?: () => 'D' | 'R' | null;
  /** A file system hands buffers to a disk; absent: nobody looks. */
  readonly submitted?: () => void;
  /** A process finds no page: somebody is killed, or the kernel panics; absent: nothing happens. */
  readonly outOfMemory?: (task: Task, cause: OomCause) => void;
  readonly panic: (message: string) => void;
  /** What is said of programs that crash, and where their cores go; absent: nothing and nowhere. */
  readonly faults?: Omit<FaultSettings, 'startHelper' | 'printk'>;
  /** Every program start, as `traceexec` would see it. */
  readonly executed?: (pid: number, path: string) => void;
}
