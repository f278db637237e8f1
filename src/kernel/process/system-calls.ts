/**
 * The system calls of a simulated Linux process, as its programs make them.
 *
 * The shell's part is in `src/shell/system.ts`; this is the rest. Names and errors are those of the real calls (section 2 of the
 * manual); errors are negated error numbers. Calls that may wait, or that may kill the caller with the kernel, are `Blocking`.
 */

import type { Blocking, Timespec } from '../../shell/posix.ts';
import type { ShellSystem } from '../../shell/system.ts';
import type { CrashKernelFiles } from '../kdump/kexec.ts';
import type { CpuFault } from './cpu-fault.ts';

/** UTIME_NOW as null; undefined leaves the time as it is. */
export interface FileTimes {
  readonly atime?: Timespec | null;
  readonly mtime?: Timespec | null;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly ino: number;
  /** File type bits of `st_mode`. */
  readonly type: number;
}

/** `statfs`: counts in blocks of `bsize` bytes. */
export interface FileSystemStatus {
  readonly type: number;
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
  readonly namelen: number;
  /** `f_fsid`, where the file system has one. */
  readonly fsid?: bigint;
}

export interface Uname {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
}

/** `struct termios` as far as the line discipline of `src/kernel/tty` goes. */
export interface TerminalSettings {
  /** Lines are edited by the kernel (ICANON). */
  readonly canonical: boolean;
  readonly echo: boolean;
  /** Ctrl-C, Ctrl-Z and Ctrl-\\ are signals (ISIG). */
  readonly signals: boolean;
  /** Carriage return typed becomes a line end (ICRNL). */
  readonly mapReturn: boolean;
  /** Ctrl-S and Ctrl-Q stop and start the output (IXON). */
  readonly flowControl: boolean;
  /** A line end written becomes CR LF (OPOST and ONLCR). */
  readonly mapNewline: boolean;
  /** Background processes that write are stopped (TOSTOP). */
  readonly stopWriters: boolean;
}

export interface SystemCalls extends ShellSystem {
  /** The child of a program makes all the calls its parent makes. */
  fork(body: (child: SystemCalls) => Blocking<number>): number;

  // ---- terminal ----
  terminalSettings(fd: number): TerminalSettings | number;
  setTerminalSettings(fd: number, settings: TerminalSettings): number;

  // ---- files ----
  pread(fd: number, count: number, offset: number): Blocking<Uint8Array | number>;
  /** Entries of an open directory or of a path, `.` and `..` included. */
  getdents(fdOrPath: number | string): readonly DirectoryEntry[] | number;
  statfs(path: string): FileSystemStatus | number;
  mkdir(path: string, mode: number): number;
  rmdir(path: string): Blocking<number>;
  unlink(path: string): Blocking<number>;
  rename(from: string, to: string): number;
  link(from: string, to: string): number;
  symlink(target: string, path: string): number;
  mknod(path: string, mode: number, rdev: number): number;
  chmod(path: string, mode: number): number;
  /** -1 leaves an id. `noFollow`: lchown. */
  chown(path: string, uid: number, gid: number, noFollow?: boolean): number;
  utimens(path: string, times: FileTimes, noFollow?: boolean): number;
  truncate(path: string, size: number): number;
  ftruncate(fd: number, size: number): number;
  fsync(fd: number): Blocking<number>;
  fdatasync(fd: number): Blocking<number>;
  sync(): Blocking<number>;
  /** open flags of a descriptor (F_GETFL). */
  fcntlGetFlags(fd: number): number;
  /** ioctl(2) of a driver, by the request's name: numbers that it gives, or a negated error number. */
  ioctl(fd: number, request: string, argument: readonly number[]): readonly number[] | number;

  // ---- mounts ----
  mount(source: string, target: string, type: string, flags: readonly MountFlag[], data: string): Blocking<number>;
  umount(target: string, flags?: { readonly lazy?: boolean; readonly force?: boolean }): Blocking<number>;

  // ---- processes and identity ----
  setuid(uid: number): number;
  setgid(gid: number): number;
  setgroups(groups: readonly number[]): number;
  getgroups(): readonly number[];
  getpgid(pid: number): number;
  getsid(pid: number): number;
  /** A new session without a terminal. */
  setsid(): number;
  /** Makes an open terminal the controlling one (TIOCSCTTY). */
  setControllingTerminal(fd: number): number;
  getppid(): number;
  /** comm, at most 15 bytes. */
  setName(name: string): void;
  nice(increment: number): number;
  /** The environment the program was started with, `NAME=value`. */
  readonly environ: readonly string[];
  /** `brk` or `mmap`, and the first write to what they give. 0; -ENOMEM when there is none and nobody could be killed for it. */
  growMemory(bytes: number): Blocking<number>;
  /** Gives memory back. */
  shrinkMemory(bytes: number): void;
  /** No call: the processor stops the program at an instruction. */
  fault(fault: CpuFault): Blocking<never>;

  // ---- time ----
  sleep(durationNs: number): Blocking<number>;
  clockRealtime(): Timespec;
  /** Nanoseconds since boot. */
  clockMonotonic(): number;
  setClockRealtime(time: Timespec): number;

  // ---- the system ----
  uname(): Uname;
  sethostname(name: string): number;
  /** klogctl: 3 read all, 4 read and clear, 5 clear, 6 console off, 7 console on, 8 console level, 9 size unread, 10 size. */
  syslog(action: number, argument: number): Blocking<string | number>;
  /** `restart`, `halt`, `power-off`. Returns only when refused. */
  reboot(command: 'restart' | 'halt' | 'power-off'): Blocking<number>;
  /** finit_module: the bytes of a module file and its parameters as one string. */
  initModule(image: Uint8Array, parameters: string): Blocking<number>;
  /** kexec_file_load(2) with KEXEC_FILE_ON_CRASH; with KEXEC_FILE_UNLOAD. */
  kexecLoad(files: CrashKernelFiles): Blocking<number>;
  kexecUnload(): Blocking<number>;
  deleteModule(name: string, options: { readonly nonBlock: boolean; readonly force: boolean }): Blocking<number>;
}

export type MountFlag =
  | 'ro'
  | 'nosuid'
  | 'nodev'
  | 'noexec'
  | 'sync'
  | 'remount'
  | 'bind'
  | 'noatime'
  | 'relatime'
  | 'move';

/** A program: what a file on the disk names and `exec` runs. Gives the exit status. */
export type Program = (system: SystemCalls, argv: readonly string[]) => Blocking<number>;
