/** What the system calls of all processes stand on: the parts of one running kernel. */

import type { Architecture } from '../../profiles/kernel.ts';
import type { OomCause } from '../../profiles/oom-text.ts';
import type { Blocking } from '../../shell/posix.ts';
import type { CrashKernelFiles } from '../kdump/kexec.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { FileSystemTypes } from '../vfs/file-system-types.ts';
import type { Vfs } from '../vfs/vfs.ts';
import type { AddressSpaces } from './address-space.ts';
import type { CpuFault } from './cpu-fault.ts';
import type { Dumpable } from './dumpable.ts';
import type { ProcessTable } from './process-table.ts';
import type { Scheduler } from './scheduler.ts';
import type { Program, Uname } from './system-calls.ts';
import type { Task } from './task.ts';
import type { Timers } from './timers.ts';
import type { WallClock } from './wall-clock.ts';

/** Calls that other parts of the kernel answer. Each may kill the caller, or the kernel. */
export interface SystemServices {
  uname(): Uname;
  /** The new `nodename`. */
  sethostname(name: string): number;
  syslog(action: number, argument: number): string | number;
  reboot(command: 'restart' | 'halt' | 'power-off'): number;
  initModule(image: Uint8Array, parameters: string): number;
  kexecLoad(files: CrashKernelFiles): number;
  kexecUnload(): number;
  deleteModule(name: string, options: { readonly nonBlock: boolean; readonly force: boolean }): number;
}

/** Ends of programs that may leave a core. */
export interface FaultHandling {
  /** The processor stopped the program: the task never runs its program again, init as well. */
  deliver(task: Task, fault: CpuFault): void;
  /** A signal from elsewhere whose default is a core ends the task. */
  fatalSignal(task: Task, signal: number): void;
  /** The stack grew down to its limit: what a recursion without end comes to. */
  stackOverflow(task: Task, signal: number): void;
  /** `fs.suid_dumpable`. */
  suidDumpable(): Dumpable;
}

export interface ProcessServices {
  readonly time: KernelTime;
  readonly timers: Timers;
  readonly wallClock: WallClock;
  readonly vfs: Vfs;
  readonly fileSystems: FileSystemTypes;
  readonly table: ProcessTable;
  readonly scheduler: Scheduler;
  /** Programs that the processor stops, and cores. */
  readonly faults: FaultHandling;
  readonly addressSpaces: AddressSpaces;
  readonly system: SystemServices;
  readonly architecture: Architecture;
  /** Program by the key that its file names. */
  readonly programs: (key: string) => Program | undefined;
  readonly isAlive: () => boolean;
  /** The signal that the current task dies of because of an oops in its call, or null. */
  readonly takeOops: () => number | null;
  /** The call of the current task never ends: it waits in it (D), or goes round (R). */
  readonly takeLost: () => 'D' | 'R' | null;
  /** A file system hands buffers to a disk; absent: nobody looks. */
  readonly submitted?: () => void;
  /** A process finds no page: somebody is killed, or the kernel panics. */
  readonly outOfMemory?: (task: Task, cause: OomCause) => void;
  /** Programs that were started in place of another one. */
  readonly executed?: (pid: number, path: string) => void;
}

/** A wait for nothing: the process is not run again. */
export function* never(): Blocking<never> {
  for (;;) yield;
}
