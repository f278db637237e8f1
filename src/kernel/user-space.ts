/**
 * User space of one boot: processes, files and the terminal, put together.
 *
 * The kernel constructs it when its drivers are up, calls `start`, and hands on what concerns it: bytes from the serial line and
 * clock events (`owns`). Everything it knows is gone with the kernel; disks keep what was written to them.
 */

import { type Blocking, O_RDWR, S_IFCHR, S_IFDIR } from '../shell/posix.ts';
import type { ClockEvent } from '../sim/clock.ts';
import { EAGAIN, EIO, ENOENT } from '../sim/errno.ts';
import { openExclusively } from './exclusive-block-file.ts';
import { KERN_DEBUG, KERN_ERR, KERN_INFO } from './printk/levels.ts';
import { AddressSpaces } from './process/address-space.ts';
import { becomeProgram, commOf, loadProgram } from './process/exec.ts';
import { UserFaults } from './process/fault.ts';
import { FdTable } from './process/fd-table.ts';
import { Limits } from './process/limits.ts';
import { Process } from './process/process-calls.ts';
import { processSource } from './process/process-source.ts';
import { ProcessTable } from './process/process-table.ts';
import { RUN_EVENT, Scheduler } from './process/scheduler.ts';
import type { FaultHandling, ProcessServices } from './process/services.ts';
import { Session, type SessionShell } from './process/session.ts';
import type { SystemCalls } from './process/system-calls.ts';
import type { Task } from './process/task.ts';
import { TIMER_EVENT, Timers } from './process/timers.ts';
import { startHelper } from './process/usermode-helper.ts';
import { WallClock } from './process/wall-clock.ts';
import type { ProcessSource } from './procfs/process-view.ts';
import type { BlockFile } from './pstore/pstore-blk.ts';
import { prepareRoot, walkerOf } from './root-mount.ts';
import { OutputLine } from './tty/output-line.ts';
import { Tty } from './tty/tty.ts';
import { registerTerminal } from './tty/tty-driver.ts';
import type { UserSpaceOptions } from './user-space-options.ts';
import { blockOperations } from './vfs/block-device-files.ts';
import { rootCredentials } from './vfs/credentials.ts';
import { makedev } from './vfs/device-number.ts';
import { devtmpfs } from './vfs/devtmpfs.ts';
import { DiskClaims } from './vfs/disk-claims.ts';
import type { DiskSuperBlock } from './vfs/disk-superblock.ts';
import type { MountableDevice } from './vfs/disk-type-options.ts';
import { ext4Type } from './vfs/ext4-type.ts';
import { fatType } from './vfs/fat-type.ts';
import { FileSystemTypes } from './vfs/file-system-types.ts';
import { populateFrom, type TreeEntry } from './vfs/initramfs.ts';
import { registerMemoryDevices } from './vfs/memory-devices.ts';
import { memoryFileSystems } from './vfs/memory-file-systems.ts';
import { walk } from './vfs/path-walk.ts';
import { MemoryBudget, Tmpfs } from './vfs/tmpfs.ts';
import { Vfs } from './vfs/vfs.ts';

const INIT_PID = 1;
const KTHREADD_PID = 2;
/** Default of kernel.pid_max. */
const PID_MAX = 32_768;
/** THREAD_SIZE: 8 KiB on 32-bit ARM, 16 KiB elsewhere; threads-max lets stacks take an eighth of RAM. */
const STACK_BYTES = { arm: 8192, x86_64: 16_384, arm64: 16_384, ppc64le: 16_384 } as const;
/** What a call from outside may compute before it counts as blocked. */
const RUN_NOW_LIMIT_NS = 60_000_000_000;
/** The kernel's own fallbacks when nobody names an init. */
const INIT_FALLBACKS = ['/sbin/init', '/etc/init', '/bin/init', '/bin/sh'];
const NO_INIT =
  'No working init found.  Try passing init= option to kernel. See Linux Documentation/admin-guide/init.rst for guidance.';
/** vm.dirty_ratio. */
const DIRTY_RATIO = 0.2;
const SIGSEGV = 11;
const SIGKILL = 9;
const SIGXCPU = 24;

export class UserSpace {
  readonly vfs: Vfs;
  readonly fileSystems: FileSystemTypes;
  readonly table: ProcessTable;
  readonly wallClock: WallClock;
  readonly tty: Tty;
  readonly #options: UserSpaceOptions;
  readonly #scheduler: Scheduler;
  readonly #timers: Timers;
  readonly #services: ProcessServices;
  readonly #budget: MemoryBudget;
  readonly #mounted = new Map<number, DiskSuperBlock>();
  readonly #diskClaims: DiskClaims;

  constructor(options: UserSpaceOptions) {
    const { time, clock, target, isAlive, architecture, ramBytes } = options;
    this.#options = options;
    this.fileSystems = new FileSystemTypes(options.fileSystemModules);
    this.#budget = new MemoryBudget(Math.floor(ramBytes / 4096), options.memory ?? null);
    this.wallClock = new WallClock(time, options.wallTimeAtStart);
    this.#timers = new Timers(clock, time, target);
    this.vfs = new Vfs(() => this.wallClock.coarse());
    this.#scheduler = new Scheduler({
      clock,
      time,
      target,
      isAlive,
      finished: (task, status) => this.table.exit(task, { kind: 'exited', status: status & 0xff }),
      brokeDown: (task, error) => this.#brokeDown(task, error),
      // The soft limit and the hard one are the same where nobody set them apart.
      ranOut: (task) => this.table.send(task, task.disposition(SIGXCPU) === 'default' ? SIGXCPU : SIGKILL),
      idle: options.idle ?? (() => {}),
    });
    const threadsMax = Math.max(20, Math.floor(ramBytes / (STACK_BYTES[architecture] * 8)));
    this.table = new ProcessTable({
      time,
      vfs: this.vfs,
      scheduler: () => this.#scheduler,
      firstPid: options.firstPid,
      pidMax: PID_MAX,
      threadsMax,
      memory: options.memory ?? null,
      stackBytes: STACK_BYTES[architecture],
      initEnded: (exitCode) => {
        const code = (exitCode >>> 0).toString(16).padStart(8, '0');
        options.panic(`Attempted to kill init! exitcode=0x${code}`);
      },
      fatalSignal: (task, signal) => this.#services.faults.fatalSignal(task, signal),
    });
    this.tty = this.#makeTerminal();
    const { major, patchlevel } = options.version;
    const isNew = major > 6 || (major === 6 && patchlevel >= 12);
    this.#services = {
      time,
      timers: this.#timers,
      wallClock: this.wallClock,
      vfs: this.vfs,
      fileSystems: this.fileSystems,
      table: this.table,
      scheduler: this.#scheduler,
      faults: this.#makeFaults(),
      addressSpaces: new AddressSpaces({
        architecture,
        isNew,
        random: options.random,
        isRandom: () => options.faults?.number('kernel/randomize_va_space') !== 0,
      }),
      system: options.system,
      architecture,
      programs: options.programs,
      isAlive,
      takeOops: options.takeOops,
      takeLost: options.takeLost ?? (() => null),
      ...(options.submitted === undefined ? {} : { submitted: options.submitted }),
      ...(options.outOfMemory === undefined ? {} : { outOfMemory: options.outOfMemory }),
      ...(options.executed === undefined ? {} : { executed: options.executed }),
    };
    const disks = options.disks.map(({ name, major, minor }) => ({ name, rdev: makedev(major, minor) }));
    this.#diskClaims = new DiskClaims(disks, (rdev) => this.#mounted.has(rdev));
    registerMemoryDevices(this.vfs.devices, options.random);
    this.#registerFileSystems();
    this.#mountRootfs();
  }

  #makeFaults(): FaultHandling {
    const { architecture, random, printk, faults } = this.#options;
    return new UserFaults({
      architecture,
      random,
      services: () => this.#services,
      settings:
        faults === undefined
          ? null
          : { ...faults, printk, startHelper: (argv, stdin) => startHelper(this.#services, argv, stdin) },
    });
  }

  #makeTerminal(): Tty {
    const { time, console } = this.#options;
    const line = new OutputLine(time, this.#timers, console.baud, console.write);
    const tty = new Tty({
      rdev: makedev(console.major, console.minor),
      line,
      signalGroup: (pgid, signal) => this.table.signalGroup(pgid, signal),
    });
    const current = () => this.#scheduler.current;
    const hangUp = registerTerminal(this.vfs.devices, { tty, table: this.table, current }, console);
    this.table.hungUp = hangUp;
    return tty;
  }

  #registerFileSystems(): void {
    const { ramBytes, architecture, fileSystems, hasTmpfsInode64 = architecture !== 'arm' } = this.#options;
    const budget = this.#budget;
    const dev = () => this.vfs.anonymousDevice();
    const { now, devices } = this.vfs;
    for (const type of memoryFileSystems({ dev, now, ramBytes, budget, is64: hasTmpfsInode64 }))
      this.fileSystems.register(type);
    const pages = Math.floor(ramBytes / 4096 / 2);
    const optionsText = `,size=${pages * 4}k,nr_inodes=${pages},mode=755${hasTmpfsInode64 ? ',inode64' : ''}`;
    this.fileSystems.register(devtmpfs({ devices, dev: dev(), now, maxPages: pages, budget, optionsText }));
    for (const type of fileSystems) this.fileSystems.register(type);
    this.#registerDisks();
  }

  #registerDisks(): void {
    const { disks, time, printk, panic, ramBytes, version, memory } = this.#options;
    let dirtyPages = 0;
    const devices = new Map<number, MountableDevice>();
    for (const { name, major, minor, device, busyNs = () => 0 } of disks) {
      devices.set(makedev(major, minor), { name, device, busyNs });
      const operations = blockOperations(device, busyNs);
      this.vfs.devices.registerBlockDevice(major, minor, { open: () => operations }, { name, mode: 0o600 });
    }
    const environment = {
      time,
      timers: this.#timers,
      printk,
      panic,
      comm: () => this.current?.comm ?? 'swapper/0',
      isRoot: () => (this.#scheduler.current?.credentials.euid ?? 0) === 0,
      dirtyPagesMax: Math.floor((ramBytes / 4096) * DIRTY_RATIO),
      memory: memory ?? null,
      noteDirty: (pages: number) => {
        dirtyPages += pages;
        memory?.setDirty(dirtyPages * 4096);
      },
    };
    const tellsUuid = version.major > 6 || (version.major === 6 && version.patchlevel >= 2);
    const shared = {
      environment,
      now: this.vfs.now,
      deviceAt: (rdev: number) => devices.get(rdev),
      tellsUuid,
      mounted: this.#mounted,
      isClaimed: (rdev: number) => this.#diskClaims.isClaimed(rdev),
    };
    for (const name of ['ext3', 'ext2', 'ext4'] as const) this.fileSystems.register(ext4Type(name, shared));
    this.fileSystems.registerModule(fatType(shared));
  }

  /** `default_rootfs`, or the initramfs in its place. */
  #mountRootfs(): void {
    const { initramfs } = this.#options.root;
    const now = this.vfs.now();
    const pages = Math.floor(this.#options.ramBytes / 4096 / 2);
    const rootfs = new Tmpfs({
      type: 'rootfs',
      budget: this.#budget,
      dev: this.vfs.anonymousDevice(),
      time: now,
      maxPages: pages,
      maxInodes: pages,
      populate: populateFrom(initramfs ?? defaultRootfs),
    });
    const flags = { readOnly: false, nosuid: false, nodev: false, noexec: false, atime: 'strictatime' as const };
    this.vfs.mounts.setRoot(rootfs, 'rootfs', flags);
  }

  /** A recursion too deep or a string too long in a program is what a full stack and a full memory are: SIGSEGV, SIGKILL. */
  #brokeDown(task: Task, error: unknown): void {
    if (!(error instanceof RangeError)) throw error;
    if (error.message.includes('call stack')) this.#services.faults.stackOverflow(task, SIGSEGV);
    else this.table.exit(task, { kind: 'killed', signal: SIGKILL, coreDumped: false });
  }

  // ---- the first process ----

  /** Mounts the root and starts init, or panics. */
  start(): void {
    const { printk, panic, root, disks } = this.#options;
    const candidates = prepareRoot({ services: this.#services, root, disks, printk, panic });
    if (candidates === null) return;
    this.#addKernelThreads();
    const task = this.#newTask(INIT_PID, null);
    task.sid = 0;
    task.pgid = 0;
    this.#openConsole(task);
    if (candidates.requested !== null) {
      const error = this.#runInit(task, candidates.requested);
      if (error === 0) return;
      if (!candidates.isFromRamdisk) {
        panic(`Requested init ${candidates.requested} failed (error ${error}).`);
        return;
      }
      printk(KERN_ERR, `Failed to execute ${candidates.requested} (error ${error})`);
      if (root.init !== null) {
        const again = this.#runInit(task, root.init);
        if (again !== 0) panic(`Requested init ${root.init} failed (error ${again}).`);
        return;
      }
    }
    for (const path of INIT_FALLBACKS) {
      const error = this.#runInit(task, path);
      if (error === 0) return;
      if (error !== -ENOENT) printk(KERN_ERR, `Starting init: ${path} exists but couldn't execute it (error ${error})`);
    }
    panic(NO_INIT);
  }

  /** `console_on_rootfs`. */
  #openConsole(task: Task): void {
    const console = this.vfs.open(walkerOf(this.#services), '/dev/console', O_RDWR, 0);
    if (typeof console === 'number') {
      this.#options.printk(KERN_ERR, 'Warning: unable to open an initial console.');
      return;
    }
    for (let fd = 0; fd < 3; fd++) task.fds.install(console);
  }

  #runInit(task: Task, path: string): number {
    const { printk, root } = this.#options;
    const argv = [path, ...root.arguments];
    const env = initEnvironment(root.environment);
    if (root.isAnnounced) {
      printk(KERN_INFO, `Run ${path} as init process`);
      printk(KERN_DEBUG, '  with arguments:');
      for (const word of argv) printk(KERN_DEBUG, `    ${word}`);
      printk(KERN_DEBUG, '  with environment:');
      for (const entry of env) printk(KERN_DEBUG, `    ${entry}`);
    }
    const loaded = loadProgram(this.#services, walkerOf(this.#services), path, argv, env);
    if (typeof loaded === 'number') return loaded;
    task.memory?.becomes(commOf(path));
    becomeProgram(this.#services, task, loaded, path, env);
    this.table.start(task, loaded.program(new Process(this.#services, task), loaded.argv));
    return 0;
  }

  #newTask(pid: number, parent: Task | null): Task {
    const task = this.#bareTask(pid, parent);
    const memory = this.table.takeMemory();
    if (typeof memory !== 'number') task.memory = memory;
    return task;
  }

  #bareTask(pid: number, parent: Task | null): Task {
    const { root } = this.vfs.mounts;
    return this.table.add({
      pid,
      parent,
      credentials: rootCredentials(),
      cwd: root,
      root,
      fds: new FdTable((file) => this.vfs.release(file)),
      limits: Limits.initial(Math.floor(this.table.threadsMax / 2)),
      startNs: this.#options.time.now(),
    });
  }

  // ---- the kernel's own workers ----

  /** A block device that the kernel opens for itself alone, or a negated error number. */
  openBlockDevice(path: string): BlockFile | number {
    return openExclusively(this.vfs, walkerOf(this.#services), this.#diskClaims, path);
  }

  /** Work of a kernel thread, which a dead kernel does no more. */
  later(delayNs: number, work: () => void): void {
    this.#timers.after(delayNs, work);
  }

  // ---- the world ----

  /** Clock events that are ours. */
  owns(event: ClockEvent): boolean {
    return event.type === RUN_EVENT || event.type === TIMER_EVENT;
  }

  handle(event: ClockEvent): void {
    if (!this.#options.isAlive()) return;
    if (event.type === TIMER_EVENT) this.#timers.fired(event.data as number);
    else this.#scheduler.runEventCame();
  }

  /** Bytes from the serial line. */
  input(bytes: Uint8Array): void {
    if (this.#options.isAlive()) this.tty.receive(bytes);
  }

  /**
   * Who waits at the terminal: `raw` as line editors at a prompt do, `canonical` as programs that read lines. Nobody counts once
   * init has told all to end: a shell outlives that by seconds, and a line given to it would be lost.
   */
  get terminalWaiting(): 'raw' | 'canonical' | null {
    return this.table.isGoingDown ? null : this.tty.waiting;
  }

  // ---- for the kernel around it ----

  /** Who makes a system call now; null between processes. */
  get current(): { readonly pid: number; readonly comm: string; readonly uid: number } | null {
    const task = this.#scheduler.current;
    return task === null ? null : { pid: task.pid, comm: task.comm, uid: task.credentials.uid };
  }

  /** The process table for procfs. */
  get processes(): ProcessSource {
    return processSource(this.#services);
  }

  /** For the process list; they do nothing. Those behind the first process's pid have none. */
  #addKernelThreads(): void {
    const { kernelThreads = [], firstPid } = this.#options;
    let next = KTHREADD_PID;
    for (const { pid = next, comm, waitChannel, nice } of kernelThreads) {
      // Without a pid of its own a thread must leave those to processes that are theirs.
      if (pid === next && pid >= firstPid) continue;
      next = pid + 1;
      const task = this.#bareTask(pid, this.table.tasks.get(KTHREADD_PID) ?? null);
      task.isKernelThread = true;
      task.comm = comm;
      task.nice = nice;
      task.waitChannel = waitChannel;
      task.state = 'sleeping';
      task.sid = 0;
      task.pgid = 0;
    }
  }

  // ---- the operator ----

  /**
   * Runs a body as a process of its own, at once and to its end. What it gives; -EAGAIN when it would have to wait, -EIO when
   * the kernel died in it.
   */
  runNow<Result>(comm: string, body: (system: SystemCalls) => Blocking<Result>): Result | number {
    const { isAlive } = this.#options;
    const pid = this.table.allocatePid();
    if (!isAlive() || pid === 0) return isAlive() ? -EAGAIN : -EIO;
    const task = this.#newTask(pid, this.table.init ?? null);
    task.isAdopted = true;
    task.sid = pid;
    task.pgid = pid;
    task.comm = comm;
    task.argv = [comm];
    let result: Result | number = -EAGAIN;
    const system = new Process(this.#services, task);
    task.body = (function* () {
      result = yield* body(system);
      return 0;
    })();
    this.#scheduler.runToCompletion(task, RUN_NOW_LIMIT_NS);
    if (!isAlive()) return -EIO;
    if (task.isAlive && task.lost === null) {
      this.table.exit(task, { kind: 'killed', signal: SIGKILL, coreDumped: false });
    }
    return result;
  }

  /**
   * A shell for the operator, whose outputs are caught; it waits for lines. -EAGAIN when there is no pid left. `environment`: what
   * it starts with, by the path of the shell that the system has.
   */
  openSession(shell: SessionShell, environment: (path: string) => readonly string[], cwd = '/'): Session | number {
    const pid = this.table.allocatePid();
    if (pid === 0) return -EAGAIN;
    const task = this.#newTask(pid, this.table.init ?? null);
    task.isAdopted = true;
    task.sid = pid;
    task.pgid = pid;
    const walker = walkerOf(this.#services);
    const path = typeof walk(walker, '/bin/bash') === 'number' ? '/bin/sh' : '/bin/bash';
    task.comm = commOf(path);
    task.argv = [task.comm];
    task.environ = environment(path);
    const place = walk(walker, cwd);
    if (typeof place !== 'number') {
      this.vfs.hold(place);
      this.vfs.unhold(task.cwd);
      task.cwd = place;
    }
    const input = this.vfs.open(walker, '/dev/null', O_RDWR, 0);
    if (typeof input !== 'number') task.fds.replace(0, input);
    const session = new Session(this.#services, task);
    const system = new Process(this.#services, task);
    this.table.start(task, shell(system, session.port));
    return session;
  }
}

/** HOME and TERM, replaced or followed by what the command line brings. */
function initEnvironment(extra: readonly string[]): readonly string[] {
  const env = new Map([
    ['HOME', '/'],
    ['TERM', 'linux'],
  ]);
  for (const entry of extra) {
    const equals = entry.indexOf('=');
    env.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return [...env].map(([name, value]) => `${name}=${value}`);
}

const AT_BOOT = { seconds: 0n, nanoseconds: 0 };

/** `init/noinitramfs.c`. */
const defaultRootfs: readonly TreeEntry[] = [
  { path: '/dev', mode: S_IFDIR | 0o755, uid: 0, gid: 0, mtime: AT_BOOT },
  { path: '/dev/console', mode: S_IFCHR | 0o600, uid: 0, gid: 0, mtime: AT_BOOT, device: makedev(5, 1) },
  { path: '/root', mode: S_IFDIR | 0o700, uid: 0, gid: 0, mtime: AT_BOOT },
];
