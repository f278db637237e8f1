/**
 * What procfs shows of a process: the face that the process table gives to `/proc/PID`.
 *
 * Values only, in the kernel's own units; procfs makes the text (`fs/proc/base.c`, `fs/proc/array.c`, `fs/proc/task_mmu.c`). A view is
 * asked for anew at each reading, so getters may compute.
 */

import type { Location } from '../vfs/vfs-objects.ts';

/** One mapping of `/proc/PID/maps`. */
export interface MemoryArea {
  /** Bytes; `end` is exclusive. */
  readonly start: bigint;
  readonly end: bigint;
  /** `r-xp`. */
  readonly permissions: string;
  readonly offset: bigint;
  /** Device number as `makedev` packs it (major << 8 | minor), and inode: 0 for anonymous memory. */
  readonly dev: number;
  readonly ino: number;
  /** Path, `[heap]`, `[stack]`, `[vdso]`, or empty. */
  readonly name: string;
}

/** One line of `/proc/PID/mountinfo`, from which `mounts` is made as well. */
export interface MountView {
  readonly id: number;
  readonly parentId: number;
  readonly dev: number;
  /** Root of the mount inside its file system, `/` but for bind mounts. */
  readonly root: string;
  /** Mount point as the process sees it. Blanks, tabs, newlines and backslashes are escaped by procfs. */
  readonly target: string;
  /** Options of the mount itself: `rw,relatime`. */
  readonly options: string;
  readonly type: string;
  readonly source: string;
  /** Options of the file system, first `rw` or `ro`: `rw,errors=remount-ro`. */
  readonly superOptions: string;
}

/** An open file of `/proc/PID/fd`. */
export interface OpenFileView {
  readonly fd: number;
  /** Path, `pipe:[4711]`, or a path and ` (deleted)`. */
  readonly target: string;
  /** May the descriptor be read, written: the permission bits of the link. */
  readonly readable: boolean;
  readonly writable: boolean;
  /** `f_pos` and `f_flags` for fdinfo. */
  readonly position: number;
  readonly flags: number;
  readonly mountId: number;
  readonly ino: number;
  /** Where following the link leads: what `follow` of its node gives. */
  readonly place?: Location | undefined;
}

/** Soft and hard limit of one resource; null: unlimited. */
export interface ResourceLimit {
  readonly soft: number | null;
  readonly hard: number | null;
}

/** By the resource's name in `/proc/PID/limits`; those not given have the kernel's defaults. */
type ResourceLimits = Readonly<Partial<Record<ResourceName, ResourceLimit>>>;

export type ResourceName =
  | 'cpu'
  | 'fsize'
  | 'data'
  | 'stack'
  | 'core'
  | 'rss'
  | 'nproc'
  | 'nofile'
  | 'memlock'
  | 'as'
  | 'locks'
  | 'sigpending'
  | 'msgqueue'
  | 'nice'
  | 'rtprio'
  | 'rttime';

export interface ProcessView {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  /** `R` running, `S` sleeping, `D` disk sleep, `T` stopped, `Z` zombie, `I` idle kernel thread, `X` dead. */
  readonly state: 'R' | 'S' | 'D' | 'T' | 't' | 'Z' | 'I' | 'X';
  /** It writes its core. */
  readonly isDumpingCore: boolean;
  /** At most 15 bytes. */
  readonly comm: string;
  /** A kernel thread has no memory: empty cmdline and environ, no exe. */
  readonly isKernelThread: boolean;
  readonly argv: readonly string[];
  /** `NAME=value`, as the program was started with. */
  readonly environ: readonly string[];
  readonly cwd: string;
  readonly root: string;
  /** Path of the program's file; null: none (kernel thread). */
  readonly exe: string | null;
  /** Real, effective, saved, file system ids. */
  readonly uids: readonly [number, number, number, number];
  readonly gids: readonly [number, number, number, number];
  readonly groups: readonly number[];
  readonly umask: number;
  /** Controlling terminal's device number (major << 8 | minor), 0: none, and its foreground process group, -1: none. */
  readonly ttyDev: number;
  readonly ttyPgid: number;
  /** Nanoseconds since boot. */
  readonly startNs: number;
  /** CPU time used, and that of children waited for, in nanoseconds. */
  readonly userNs: number;
  readonly systemNs: number;
  readonly childUserNs: number;
  readonly childSystemNs: number;
  readonly nice: number;
  /** CPU it ran on last. */
  readonly cpu: number;
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
  /** Signal sets, bit n-1 for signal n. */
  readonly pendingSignals: bigint;
  readonly sharedPendingSignals: bigint;
  readonly blockedSignals: bigint;
  readonly ignoredSignals: bigint;
  readonly caughtSignals: bigint;
  readonly exitSignal: number;
  /** As waitpid packs it; 0 while it runs. */
  readonly exitCode: number;
  /** Bytes. */
  readonly memory: {
    readonly total: number;
    readonly resident: number;
    /** Resident pages of files. */
    readonly shared: number;
    readonly text: number;
    readonly data: number;
    readonly stack: number;
    readonly libraries: number;
  };
  readonly areas: readonly MemoryArea[];
  readonly files: readonly OpenFileView[];
  readonly mounts: readonly MountView[];
  readonly limits: ResourceLimits;
  oomScoreAdj: number;
  /** Which memory a core holds: bits of `/proc/PID/coredump_filter`. */
  coreFilter: number;
  /** Bytes and calls of `/proc/PID/io`. */
  readonly io: {
    readonly readChars: number;
    readonly writtenChars: number;
    readonly readCalls: number;
    readonly writeCalls: number;
    readonly readBytes: number;
    readonly writeBytes: number;
    readonly cancelledWriteBytes: number;
  };
  /** Kernel function it waits in (`do_wait`, `n_tty_read`, `pipe_read`), null while it runs. */
  readonly waitChannel: string | null;
  /** `prctl(PR_SET_NAME)` by a write to comm. */
  setComm(name: string): void;
}

/** The process table as procfs asks it. */
export interface ProcessSource {
  /** Pids in rising order. */
  pids(): readonly number[];
  find(pid: number): ProcessView | undefined;
  /** Who reads: `/proc/self`. */
  current(): ProcessView;
  /** Pid given last (`/proc/loadavg`). */
  readonly lastPid: number;
  /** Processes made since boot, kernel threads included (`processes` of `/proc/stat`). */
  readonly forks: number;
  /** Runnable and all tasks, load averages of 1, 5, 15 minutes. */
  readonly load: {
    readonly running: number;
    readonly total: number;
    readonly averages: readonly [number, number, number];
  };
}
