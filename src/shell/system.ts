/**
 * What the shell needs of the system it runs on: a process's system calls.
 *
 * The shell knows no kernel; the simulated Linux implements this for each of its processes. Calls that fail give a negated error
 * number (`-ENOENT`). Calls that may wait are generators (`Blocking`): run them with `yield*`.
 */
import type { Blocking, ChildStatus, FileStatus } from './posix.ts';

/** What `ulimit -S` and `ulimit -H` name. */
export type LimitKind = 'soft' | 'hard';

export type SignalDisposition = 'default' | 'ignore' | 'catch';

export interface WaitedChild {
  readonly pid: number;
  readonly status: ChildStatus;
}

export interface ShellSystem {
  readonly pid: number;
  readonly ppid: number;
  getuid(): number;
  geteuid(): number;
  getgid(): number;
  getegid(): number;

  // ---- files ----

  /** Lowest free descriptor. `mode` is subject to the umask; 0o666 when absent. */
  open(path: string, flags: number, mode?: number): number;
  close(fd: number): number;
  /** Up to `count` bytes; none at the end of the file. -EINTR when a caught signal came first. */
  read(fd: number, count: number): Blocking<Uint8Array | number>;
  /** Writes all of it (waiting as a pipe or terminal demands) unless an error or a signal stops it; gives what was taken. */
  write(fd: number, bytes: Uint8Array): Blocking<number>;
  /** Waits until a read would not wait, at most so long: 1, or 0 when the time is over, or -EINTR. Absent: `read -t` waits for ever. */
  waitReadable?(fd: number, timeoutNs: number): Blocking<number>;
  lseek(fd: number, offset: number, whence: number): number;
  /** F_DUPFD: the lowest free descriptor not below `minimum`. */
  dup(fd: number, minimum?: number): number;
  dup2(from: number, to: number): number;
  setCloseOnExec(fd: number, on: boolean): number;
  /** Read end and write end. */
  pipe(): readonly [number, number] | number;
  stat(path: string): FileStatus | number;
  lstat(path: string): FileStatus | number;
  fstat(fd: number): FileStatus | number;
  /** By the effective ids. */
  access(path: string, mode: number): number;
  /** Names in the directory's own order, `.` and `..` included. */
  readDirectory(path: string): readonly string[] | number;
  readlink(path: string): string | number;
  chdir(path: string): number;
  getcwd(): string | number;
  /** Sets the mask and gives the old one. */
  umask(mask: number): number;

  // ---- terminal ----

  isatty(fd: number): boolean;
  /** `raw`: each byte as it comes, no echo, Ctrl-C still a signal; `canonical`: the kernel edits lines. */
  setTerminalMode(fd: number, mode: 'canonical' | 'raw'): number;
  windowSize(fd: number): { readonly rows: number; readonly columns: number };
  tcsetpgrp(fd: number, pgid: number): number;

  // ---- processes ----

  /**
   * A child with copies of descriptors, directory, mask, ids and signal dispositions; it runs `body` on its own system calls and
   * exits with what that returns. Gives the pid, or -EAGAIN.
   */
  fork(body: (child: ShellSystem) => Blocking<number>): number;
  /** Runs a program in this process. A negated error number when it could not be started, else its exit status. */
  exec(path: string, argv: readonly string[], env: readonly string[]): Blocking<number>;
  /** `pid` -1: any child. With `noHang` undefined when none has ended. -ECHILD, -EINTR. */
  wait(
    pid: number,
    options?: { readonly noHang?: boolean; readonly stopped?: boolean },
  ): Blocking<WaitedChild | number | undefined>;
  kill(pid: number, signal: number): Blocking<number>;
  setpgid(pid: number, pgid: number): number;
  getpgrp(): number;

  // ---- signals ----

  /** Sets what a signal does and gives what it did before. `catch`: it waits in `takeSignal`, and wakes waiting calls. */
  signal(signal: number, disposition: SignalDisposition): SignalDisposition;
  /** The next caught signal that came, or 0. Cheap; asked between commands. */
  takeSignal(): number;

  // ---- time ----

  /** Seconds since 1970, as a fraction. */
  now(): number;
  /** CPU time of this process and of its waited-for children, in nanoseconds of virtual time. */
  times(): {
    readonly userNs: number;
    readonly systemNs: number;
    readonly childUserNs: number;
    readonly childSystemNs: number;
  };
  /** The process has computed for a while (`costNs` of virtual time); true when others must get the CPU: `yield* preempt()`. */
  spend(costNs: number): boolean;
  preempt(): Blocking<void>;
  /** `getrlimit` by the letter that `ulimit` gives a limit; null for unlimited, the soft one unless told. */
  getLimit(letter: string, kind?: LimitKind): number | null;
  /** `setrlimit`: both limits, or the one named. */
  setLimit(letter: string, value: number | null, only?: LimitKind): number;
}
