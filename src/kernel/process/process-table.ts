/**
 * All processes: making them, their ends, their groups, and signals between them.
 *
 * Mirrors Linux `kernel/fork.c`, `kernel/exit.c`, `kernel/signal.c` for processes of one thread. Left out: blocked and
 * real-time signals, subreapers.
 */
import { type Blocking, type ChildStatus, signals } from '../../shell/posix.ts';
import { assert } from '../../sim/assert.ts';
import { EAGAIN, EINVAL, EIO, EPERM, ESRCH } from '../../sim/errno.ts';
import type { KernelTime } from '../kernel-time.ts';
import type { MemoryUse } from '../mm/memory-use.ts';
import type { Vfs } from '../vfs/vfs.ts';
import { ProcessMemory } from './process-memory.ts';
import type { Scheduler } from './scheduler.ts';
import { defaultAction, SIGNAL_MAX } from './signals.ts';
import { type DumpInProgress, Task, type TaskParts } from './task.ts';
import { ERESTARTSYS } from './wait-queue.ts';

const INIT_PID = 1;
/** RESERVED_PIDS: pids begin anew behind these. */
const RESERVED_PIDS = 300;

export interface ProcessTableOptions {
  readonly time: KernelTime;
  readonly vfs: Vfs;
  readonly scheduler: () => Scheduler;
  /** Pid of the first process after init. */
  readonly firstPid: number;
  readonly pidMax: number;
  /** kernel.threads-max. */
  readonly threadsMax: number;
  /** The page allocator, or null where nobody counts pages; THREAD_SIZE. */
  readonly memory: MemoryUse | null;
  readonly stackBytes: number;
  /** Init has ended: `exitcode` as the kernel packs it. */
  readonly initEnded: (exitCode: number) => void;
  /** A signal whose default is a core ends a task. */
  readonly fatalSignal: (task: Task, signal: number) => void;
}

export class ProcessTable {
  readonly tasks = new Map<number, Task>();
  /** Processes made since boot. */
  forks = 0;
  lastPid = 0;
  threadsMax: number;
  /** Init has sent a signal to all: the system is on its way down. */
  isGoingDown = false;
  /** The terminal's session leader has gone: files opened on the terminal before are dead. */
  hungUp: () => void = () => {};
  readonly #options: ProcessTableOptions;
  #nextPid: number;

  constructor(options: ProcessTableOptions) {
    this.#options = options;
    this.#nextPid = options.firstPid;
    this.threadsMax = options.threadsMax;
  }

  get init(): Task | undefined {
    return this.tasks.get(INIT_PID);
  }

  /** The number the next process gets; 0 when there is none left. */
  allocatePid(): number {
    const { pidMax } = this.#options;
    for (let tried = 0; tried < pidMax; tried++) {
      if (this.#nextPid >= pidMax) this.#nextPid = RESERVED_PIDS;
      const pid = this.#nextPid++;
      if (!this.tasks.has(pid)) {
        this.lastPid = pid;
        return pid;
      }
    }
    return 0;
  }

  add(parts: TaskParts): Task {
    const task = new Task(parts, (ready) => this.#options.scheduler().enqueue(ready));
    this.tasks.set(task.pid, task);
    this.#options.vfs.hold(task.cwd);
    this.#options.vfs.hold(task.root);
    this.forks++;
    return task;
  }

  /** A copy of a process, without a body yet; -EAGAIN at the limits, -ENOMEM without memory. */
  fork(parent: Task): Task | number {
    if (this.tasks.size >= this.threadsMax) return -EAGAIN;
    const { credentials, limits } = parent;
    const most = limits.soft('u');
    if (credentials.uid !== 0 && typeof most === 'number' && this.#countOf(credentials.uid) >= most) return -EAGAIN;
    const memory = this.takeMemory();
    if (typeof memory === 'number') return memory;
    const pid = this.allocatePid();
    if (pid === 0) return -EAGAIN;
    const child = this.add({
      pid,
      parent,
      credentials: { ...credentials },
      cwd: parent.cwd,
      root: parent.root,
      fds: parent.fds.copy(),
      limits,
      startNs: this.#options.time.now(),
    });
    child.memory = memory;
    child.terminal = parent.terminal;
    child.umask = parent.umask;
    child.nice = parent.nice;
    child.oomScoreAdj = parent.oomScoreAdj;
    child.coreFilter = parent.coreFilter;
    child.dumpable = parent.dumpable;
    child.comm = parent.comm;
    child.argv = parent.argv;
    child.environ = parent.environ;
    child.execPath = parent.execPath;
    child.isRandomized = parent.isRandomized;
    for (const [signal, disposition] of parent.dispositions) child.dispositions.set(signal, disposition);
    if (parent.exe !== null) this.setExe(child, parent.exe);
    return child;
  }

  /** The pages of a new process, null where nobody counts them, or -ENOMEM. */
  takeMemory(): ProcessMemory | null | number {
    const { memory, stackBytes } = this.#options;
    return memory === null ? null : ProcessMemory.take(memory, stackBytes);
  }

  #countOf(uid: number): number {
    let count = 0;
    for (const task of this.tasks.values()) if (task.credentials.uid === uid) count++;
    return count;
  }

  setExe(task: Task, exe: Task['exe']): void {
    const { vfs } = this.#options;
    if (exe !== null) {
      vfs.hold(exe);
      exe.dentry.inode.run();
      vfs.denyWrite(exe.dentry.inode);
    }
    if (task.exe !== null) {
      vfs.allowWrite(task.exe.dentry.inode);
      vfs.unhold(task.exe);
    }
    task.exe = exe;
  }

  start(task: Task, body: Blocking<number>): void {
    task.body = body;
    this.#options.scheduler().enqueue(task);
  }

  // ---- the end ----

  /** `do_exit`. What the process still had in hand is dropped; it never runs again. */
  exit(task: Task, ending: ChildStatus): void {
    if (!task.isAlive) return;
    const { vfs } = this.#options;
    task.queue?.remove(task);
    task.queue = null;
    task.state = 'zombie';
    task.body = null;
    task.dump?.end();
    task.dump = null;
    task.isStopped = false;
    task.ending = ending;
    task.waitChannel = null;
    task.memory?.free();
    task.memory = null;
    task.fds.closeAll();
    this.setExe(task, null);
    vfs.unhold(task.cwd);
    vfs.unhold(task.root);
    task.whenEnded?.(ending);
    if (task.pid === INIT_PID) {
      this.#options.initEnded(packedStatus(ending));
      return;
    }
    if (task.terminal !== null && task.sid === task.pid) this.disassociate(task);
    this.#orphanChildren(task);
    this.#orphanGroups(task, null);
    this.#tellParent(task);
  }

  #orphanChildren(task: Task): void {
    const { init } = this;
    for (const child of task.children) {
      child.parent = init ?? null;
      child.isAdopted = true;
      if (init !== undefined) init.children.add(child);
      if (child.isAlive) this.#orphanGroups(child, task);
      else this.reap(child);
    }
    task.children.clear();
  }

  #tellParent(task: Task): void {
    const { parent } = task;
    if (parent === null || !parent.isAlive) {
      this.reap(task);
      return;
    }
    const isIgnored = parent.disposition(signals.CHLD) === 'ignore';
    // Init waits for the children it was given, at once and without being seen.
    const isAdopted = parent.pid === INIT_PID && task.isAdopted;
    if (isIgnored || isAdopted) this.reap(task);
    else this.send(parent, signals.CHLD);
    parent.childQueue.wakeAll();
  }

  /** `release_task`: nobody can ask for it any more. */
  reap(task: Task): void {
    assert(!task.isAlive, `process ${task.pid} is reaped alive`);
    task.state = 'dead';
    task.parent?.children.delete(task);
    this.tasks.delete(task.pid);
  }

  /** The task writes its core, which takes it time, and then ends by the signal. */
  endDumping(task: Task, signal: number, dump: DumpInProgress & { write(): Blocking<void> }): void {
    task.dump = dump;
    task.body = this.#dumped(task, signal, dump.write());
    task.isStopped = false;
    task.wake();
  }

  *#dumped(task: Task, signal: number, written: Blocking<void>): Blocking<number> {
    yield* written;
    this.exit(task, { kind: 'killed', signal, coreDumped: true });
    return 0;
  }

  // ---- process groups and sessions ----

  *group(pgid: number): Generator<Task> {
    for (const task of [...this.tasks.values()]) if (task.pgid === pgid && task.isAlive) yield task;
  }

  hasGroup(pgid: number, sid: number): boolean {
    for (const task of this.group(pgid)) if (task.sid === sid) return true;
    return false;
  }

  /** `is_current_pgrp_orphaned`: nobody in its session, outside the group, is the parent of a member. */
  isOrphaned(pgid: number, ignored: Task | null = null): boolean {
    for (const task of this.group(pgid)) {
      if (task === ignored || task.parent === null || task.parent.pid === INIT_PID) continue;
      if (task.parent.pgid !== pgid && task.parent.sid === task.sid) return false;
    }
    return true;
  }

  /** A group that becomes orphaned while members are stopped gets SIGHUP and SIGCONT. */
  #orphanGroups(task: Task, formerParent: Task | null): void {
    const parent = formerParent ?? task.parent;
    if (parent === null || parent.pgid === task.pgid || parent.sid !== task.sid) return;
    if (!this.isOrphaned(task.pgid, formerParent === null ? task : null)) return;
    const members = [...this.group(task.pgid)];
    if (!members.some((member) => member.isStopped)) return;
    for (const member of members) {
      this.send(member, signals.HUP);
      this.send(member, signals.CONT);
    }
  }

  /** `disassociate_ctty`: the session leader gives up its terminal. */
  disassociate(leader: Task): void {
    const { terminal } = leader;
    if (terminal === null) return;
    const { pgid } = terminal;
    for (const task of this.tasks.values()) if (task.sid === leader.sid) task.terminal = null;
    terminal.sid = 0;
    terminal.pgid = 0;
    this.hungUp();
    for (const member of this.group(pgid)) {
      if (member === leader) continue;
      this.send(member, signals.HUP);
      this.send(member, signals.CONT);
    }
  }

  /**
   * `__tty_check_change`: a background process that reads or changes its terminal is stopped with its group, unless it ignores
   * that. 0: it may; -ERESTARTSYS: it was stopped.
   */
  checkForeground(task: Task, signal: number): number {
    const { terminal } = task;
    if (terminal === null || terminal.pgid === task.pgid || terminal.pgid === 0) return 0;
    if (task.disposition(signal) === 'ignore') return signal === signals.TTIN ? -EIO : 0;
    if (this.isOrphaned(task.pgid)) return -EIO;
    this.signalGroup(task.pgid, signal);
    return -ERESTARTSYS;
  }

  // ---- signals ----

  signalGroup(pgid: number, signal: number): number {
    let found = false;
    for (const task of this.group(pgid)) {
      found = true;
      this.send(task, signal);
    }
    return found ? 0 : -ESRCH;
  }

  /** `kill`: 0 tests only; `pid` 0 the caller's group, -1 all but init and the caller, below -1 a group. */
  kill(sender: Task, pid: number, signal: number): number {
    if (signal < 0 || signal > SIGNAL_MAX) return -EINVAL;
    let targets: Task[];
    if (pid > 0) targets = this.#one(pid);
    else if (pid === -1) targets = [...this.tasks.values()].filter((task) => task.pid > 1 && task !== sender);
    else {
      const pgid = pid === 0 ? sender.pgid : -pid;
      targets = [...this.tasks.values()].filter((task) => task.pgid === pgid);
    }
    if (targets.length === 0) return -ESRCH;
    if (pid === -1 && sender === this.init && signal !== 0) this.isGoingDown = true;
    let allowed = 0;
    for (const target of targets) {
      if (!maySignal(sender, target, signal)) continue;
      allowed++;
      if (signal !== 0) this.send(target, signal);
    }
    return allowed > 0 ? 0 : -EPERM;
  }

  #one(pid: number): Task[] {
    const task = this.tasks.get(pid);
    return task === undefined ? [] : [task];
  }

  /** Delivers a signal from anywhere; what it does depends on the receiver alone. */
  send(task: Task, signal: number): void {
    // Signals reach a task on its way out of the kernel.
    if (task.lost !== null) return;
    if (task.dump !== null && signal !== signals.KILL) return;
    if (!task.isAlive || task.isKernelThread) return;
    if (signal === signals.CONT) task.continueRunning();
    const isUncatchable = signal === signals.KILL || signal === signals.STOP;
    const disposition = isUncatchable ? 'default' : task.disposition(signal);
    if (disposition === 'ignore') return;
    if (disposition === 'catch') {
      task.caught |= 1 << (signal - 1);
      // Also one that was just woken has not left its call yet.
      task.isInterrupted = true;
      task.wake();
      return;
    }
    const action = defaultAction(signal);
    // SIGNAL_UNKILLABLE: nothing that init does not catch reaches it.
    if (action === 'ignore' || action === 'continue' || task.pid === INIT_PID) return;
    if (action === 'stop') this.#stop(task, signal);
    else if (action === 'core') this.#options.fatalSignal(task, signal);
    else this.exit(task, { kind: 'killed', signal, coreDumped: false });
  }

  #stop(task: Task, signal: number): void {
    if (task.isStopped) return;
    // Stop signals from the terminal do not reach a group that nobody could continue.
    if (signal !== signals.STOP && this.isOrphaned(task.pgid)) return;
    task.isStopped = true;
    task.unreportedStop = signal;
    const { parent } = task;
    if (parent === null) return;
    this.send(parent, signals.CHLD);
    parent.childQueue.wakeAll();
  }

  /** An oops in a system call of the task: `make_task_dead`. Reaches init as well. */
  die(task: Task, signal: number): void {
    this.exit(task, { kind: 'killed', signal, coreDumped: false });
  }
}

/** `check_kill_permission`. */
function maySignal(sender: Task, target: Task, signal: number): boolean {
  const who = sender.credentials;
  const whom = target.credentials;
  if (who.euid === 0) return true;
  if (signal === signals.CONT && sender.sid === target.sid) return true;
  return [who.euid, who.uid].some((uid) => uid === whom.uid || uid === whom.suid);
}

/** A status as `wait` and `exitcode=` have it. */
export function packedStatus(ending: ChildStatus): number {
  switch (ending.kind) {
    case 'exited':
      return (ending.status & 0xff) << 8;
    case 'killed':
      return ending.signal | (ending.coreDumped ? 0x80 : 0);
    case 'stopped':
      return (ending.signal << 8) | 0x7f;
  }
}
