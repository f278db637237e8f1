/**
 * The system calls of one process: each looks up what it needs, charges its virtual time and leaves the work to the part of the
 * kernel that knows it.
 */

import { type Blocking, signals, type Timespec } from '../../shell/posix.ts';
import type { LimitKind, SignalDisposition, WaitedChild } from '../../shell/system.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import { EBADF, EINTR, EINVAL, ENOMEM, ENOTTY, EPERM, ESRCH } from '../../sim/errno.ts';
import type { CrashKernelFiles } from '../kdump/kexec.ts';
import type { Tty } from '../tty/tty.ts';
import { callCosts } from './costs.ts';
import type { CpuFault } from './cpu-fault.ts';
import { becomeProgram, commOf, loadProgram } from './exec.ts';
import { FileCalls } from './file-calls.ts';
import * as jobs from './job-calls.ts';
import * as mounts from './mount-calls.ts';
import { never, type ProcessServices } from './services.ts';
import { leaveCall, OOM_WAIT_NS, sleepFor, waitForDisk } from './sleep.ts';
import type { MountFlag, SystemCalls, TerminalSettings, Uname } from './system-calls.ts';
import type { Task } from './task.ts';
import { ERESTARTSYS } from './wait-queue.ts';

const COMM_MAX = 15;
/** How long a process waits for another to give its memory: a jiffy. */
const NICE_MIN = -20;
const NICE_MAX = 19;

export class Process extends FileCalls implements SystemCalls {
  // ---- mounts ----

  *mount(source: string, target: string, type: string, flags: readonly MountFlag[], data: string): Blocking<number> {
    this.charge(callCosts.mount);
    const result = mounts.mount(this.services, this.walker, { source, target, type, flags, data });
    yield* leaveCall(this.services, this.task);
    return result;
  }

  *umount(target: string, flags: { readonly lazy?: boolean } = {}): Blocking<number> {
    this.charge(callCosts.mount);
    const result = mounts.umount(this.services, this.walker, target, flags.lazy === true);
    if (result > 0) yield* waitForDisk(this.services, this.task, result);
    yield* leaveCall(this.services, this.task);
    return Math.min(0, result);
  }

  // ---- terminal ----

  #tty(fd: number): Tty | number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return -EBADF;
    return (file.operations.terminal as Tty | undefined) ?? -ENOTTY;
  }

  isatty(fd: number): boolean {
    this.charge(callCosts.simple);
    return typeof this.#tty(fd) !== 'number';
  }

  setTerminalMode(fd: number, mode: 'canonical' | 'raw'): number {
    return this.#onTerminal(fd, (tty) => {
      tty.setMode(mode);
      return 0;
    });
  }

  terminalSettings(fd: number): TerminalSettings | number {
    const tty = this.#tty(fd);
    return typeof tty === 'number' ? tty : tty.settings;
  }

  setTerminalSettings(fd: number, settings: TerminalSettings): number {
    return this.#onTerminal(fd, (tty) => {
      tty.settings = settings;
      return 0;
    });
  }

  /** Only the foreground may change a terminal. */
  #onTerminal(fd: number, change: (tty: Tty) => number): number {
    this.charge(callCosts.simple);
    const tty = this.#tty(fd);
    if (typeof tty === 'number') return tty;
    if (tty === this.task.terminal) {
      const refused = this.services.table.checkForeground(this.task, signals.TTOU);
      if (refused !== 0) return refused === -ERESTARTSYS ? -EINTR : refused;
    }
    return change(tty);
  }

  windowSize(fd: number): { readonly rows: number; readonly columns: number } {
    const tty = this.#tty(fd);
    return typeof tty === 'number' ? { rows: 0, columns: 0 } : tty.windowSize;
  }

  tcsetpgrp(fd: number, pgid: number): number {
    return this.#onTerminal(fd, (tty) => {
      if (tty !== this.task.terminal || tty.sid !== this.task.sid) return -ENOTTY;
      if (pgid < 0) return -EINVAL;
      if (!this.services.table.hasGroup(pgid, this.task.sid)) return -EPERM;
      tty.pgid = pgid;
      return 0;
    });
  }

  setControllingTerminal(fd: number): number {
    const tty = this.#tty(fd);
    if (typeof tty === 'number') return tty;
    if (this.task.sid !== this.task.pid || this.task.terminal !== null) return tty === this.task.terminal ? 0 : -EPERM;
    if (tty.sid !== 0) return -EPERM;
    this.task.terminal = tty;
    tty.sid = this.task.sid;
    tty.pgid = this.task.pgid;
    return 0;
  }

  // ---- memory ----

  *growMemory(bytes: number): Blocking<number> {
    this.charge(callCosts.simple);
    const { memory } = this.task;
    let isEnough = memory === null || memory.grow(bytes);
    while (!isEnough) {
      if (this.services.outOfMemory === undefined) return -ENOMEM;
      this.services.outOfMemory(this.task, 'read');
      yield* leaveCall(this.services, this.task);
      isEnough = memory === null || memory.grow(0);
      // Whoever was chosen is not gone yet.
      if (!isEnough) yield* sleepFor(this.services, this.task, OOM_WAIT_NS);
    }
    return 0;
  }

  shrinkMemory(bytes: number): void {
    this.task.memory?.shrink(bytes);
  }

  // ---- processes ----

  fork(body: (child: SystemCalls) => Blocking<number>): number {
    this.charge(callCosts.fork);
    let child = this.services.table.fork(this.task);
    if (child === -ENOMEM && this.services.outOfMemory !== undefined) {
      this.services.outOfMemory(this.task, 'fork');
      child = this.services.table.fork(this.task);
    }
    if (typeof child === 'number') return child;
    this.services.table.start(child, body(new Process(this.services, child)));
    return child.pid;
  }

  *exec(path: string, argv: readonly string[], env: readonly string[]): Blocking<number> {
    this.charge(callCosts.exec);
    const loaded = loadProgram(this.services, this.walker, path, argv, env);
    if (typeof loaded === 'number') {
      yield* leaveCall(this.services, this.task);
      return loaded;
    }
    if (this.task.memory?.becomes(commOf(path)) === false) {
      yield* leaveCall(this.services, this.task);
      return -ENOMEM;
    }
    becomeProgram(this.services, this.task, loaded, path, env);
    this.task.body = loaded.program(this, loaded.argv);
    return yield* never();
  }

  wait(
    pid: number,
    options: { readonly noHang?: boolean; readonly stopped?: boolean } = {},
  ): Blocking<WaitedChild | number | undefined> {
    this.charge(callCosts.simple);
    return jobs.waitForChild(this.services, this.task, pid, options);
  }

  *kill(pid: number, signal: number): Blocking<number> {
    this.charge(callCosts.simple);
    const result = this.services.table.kill(this.task, pid, signal);
    yield* leaveCall(this.services, this.task);
    return result;
  }

  *fault(fault: CpuFault): Blocking<never> {
    this.services.faults.deliver(this.task, fault);
    return yield* never();
  }

  setpgid(pid: number, pgid: number): number {
    this.charge(callCosts.simple);
    return jobs.setpgid(this.services, this.task, pid, pgid);
  }

  getpgrp(): number {
    return this.task.pgid;
  }

  getpgid(pid: number): number {
    return this.#other(pid)?.pgid ?? -ESRCH;
  }

  getsid(pid: number): number {
    return this.#other(pid)?.sid ?? -ESRCH;
  }

  #other(pid: number): Task | undefined {
    return pid === 0 ? this.task : this.services.table.tasks.get(pid);
  }

  setsid(): number {
    return jobs.setsid(this.services, this.task);
  }

  setName(name: string): void {
    this.task.comm = name.slice(0, COMM_MAX);
  }

  nice(increment: number): number {
    const wanted = Math.max(NICE_MIN, Math.min(NICE_MAX, this.task.nice + increment));
    if (wanted < this.task.nice && this.task.credentials.euid !== 0) return -EPERM;
    this.task.nice = wanted;
    return wanted;
  }

  // ---- signals ----

  signal(signal: number, disposition: SignalDisposition): SignalDisposition {
    const old = this.task.disposition(signal);
    if (signal === signals.KILL || signal === signals.STOP) return old;
    this.task.dispositions.set(signal, disposition);
    if (disposition !== 'catch') this.task.caught &= ~(1 << (signal - 1));
    return old;
  }

  takeSignal(): number {
    const { caught } = this.task;
    if (caught === 0) return 0;
    const signal = 32 - Math.clz32(caught & -caught);
    this.task.caught &= ~(1 << (signal - 1));
    return signal;
  }

  // ---- time ----

  now(): number {
    return this.services.wallClock.seconds();
  }

  clockRealtime(): Timespec {
    return this.services.wallClock.now();
  }

  clockMonotonic(): number {
    return Math.floor(this.services.time.now());
  }

  setClockRealtime(time: Timespec): number {
    if (this.task.credentials.euid !== 0) return -EPERM;
    if (time.seconds < 0n || time.nanoseconds < 0 || time.nanoseconds >= NS_PER_S) return -EINVAL;
    this.services.wallClock.set(time);
    return 0;
  }

  times(): {
    readonly userNs: number;
    readonly systemNs: number;
    readonly childUserNs: number;
    readonly childSystemNs: number;
  } {
    const { userNs, systemNs, childUserNs, childSystemNs } = this.task;
    return { userNs, systemNs, childUserNs, childSystemNs };
  }

  spend(costNs: number): boolean {
    const { time, scheduler } = this.services;
    const cost = Math.ceil(costNs);
    time.spend(cost);
    this.task.userNs += cost;
    return scheduler.mustYield;
  }

  *preempt(): Blocking<void> {
    yield* leaveCall(this.services, this.task);
  }

  *sleep(durationNs: number): Blocking<number> {
    this.charge(callCosts.simple);
    const leftNs = yield* sleepFor(this.services, this.task, durationNs);
    return leftNs > 0 ? -EINTR : 0;
  }

  getLimit(letter: string, kind: LimitKind = 'soft'): number | null {
    return this.task.limits[kind](letter) ?? null;
  }

  setLimit(letter: string, value: number | null, only?: LimitKind): number {
    const limits = this.task.limits.with(letter, value, only, this.task.credentials.euid === 0);
    if (typeof limits === 'number') return limits;
    this.task.limits = limits;
    if (letter === 'n') this.task.fds.limit = limits.soft('n') ?? Number.POSITIVE_INFINITY;
    return 0;
  }

  // ---- the system ----

  uname(): Uname {
    this.charge(callCosts.simple);
    return this.services.system.uname();
  }

  sethostname(name: string): number {
    return this.task.credentials.euid === 0 ? this.services.system.sethostname(name) : -EPERM;
  }

  syslog(action: number, argument: number): Blocking<string | number> {
    return this.#asked((system) => system.syslog(action, argument));
  }

  reboot(command: 'restart' | 'halt' | 'power-off'): Blocking<number> {
    return this.#asked((system) => system.reboot(command), true);
  }

  initModule(image: Uint8Array, parameters: string): Blocking<number> {
    return this.#asked((system) => system.initModule(image, parameters), true);
  }

  kexecLoad(files: CrashKernelFiles): Blocking<number> {
    return this.#asked((system) => system.kexecLoad(files), true);
  }

  kexecUnload(): Blocking<number> {
    return this.#asked((system) => system.kexecUnload(), true);
  }

  deleteModule(name: string, options: { readonly nonBlock: boolean; readonly force: boolean }): Blocking<number> {
    return this.#asked((system) => system.deleteModule(name, options), true);
  }

  *#asked<Result>(call: (system: ProcessServices['system']) => Result, needsRoot = false): Blocking<Result | number> {
    this.charge(callCosts.simple);
    const result = needsRoot && this.task.credentials.euid !== 0 ? -EPERM : call(this.services.system);
    yield* leaveCall(this.services, this.task);
    return result;
  }
}
