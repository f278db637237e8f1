/** A process as the kernel knows it: Linux `include/linux/sched.h` task_struct, one thread each. */
import type { Blocking, ChildStatus } from '../../shell/posix.ts';
import type { SignalDisposition } from '../../shell/system.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import type { Credentials } from '../vfs/credentials.ts';
import type { Inode, Location } from '../vfs/vfs-objects.ts';
import { type Dumpable, SUID_DUMP_USER } from './dumpable.ts';
import type { FdTable } from './fd-table.ts';
import type { Limits } from './limits.ts';
import type { ProcessMemory } from './process-memory.ts';
import { type Sleeper, WaitQueue } from './wait-queue.ts';

/** A core that its dying process writes. */
export interface DumpInProgress {
  /** Lets go of what it holds; also when the process is killed meanwhile. */
  end(): void;
}

/** `dead`: waited for. */
export type TaskState = 'ready' | 'running' | 'sleeping' | 'zombie' | 'dead';

/** The part of a terminal that its processes share. */
export interface ControllingTerminal {
  readonly rdev: number;
  /** Its session; 0: none. */
  sid: number;
  /** Foreground process group. */
  pgid: number;
}

/** Anonymous mappings, ELF headers, private huge pages: MMF_DUMP_FILTER_DEFAULT. */
const DEFAULT_CORE_FILTER = 0x33;

export interface TaskParts {
  readonly pid: number;
  readonly parent: Task | null;
  readonly credentials: Credentials;
  readonly cwd: Location;
  readonly root: Location;
  readonly fds: FdTable;
  readonly limits: Limits;
  readonly startNs: number;
}

export class Task implements Sleeper {
  readonly pid: number;
  parent: Task | null;
  readonly children = new Set<Task>();
  /** Init got it when its parent ended. */
  isAdopted = false;
  pgid: number;
  sid: number;
  terminal: ControllingTerminal | null = null;
  readonly credentials: Credentials;
  cwd: Location;
  root: Location;
  umask = 0o022;
  readonly fds: FdTable;
  limits: Limits;
  nice = 0;
  oomScoreAdj = 0;
  /** `/proc/PID/coredump_filter`: which mappings a core has. */
  coreFilter = DEFAULT_CORE_FILTER;
  comm = '';
  argv: readonly string[] = [];
  environ: readonly string[] = [];
  /** The file of the program that runs. */
  exe: Location | null = null;
  /** The path that execve was given. */
  execPath = '';
  /** PF_RANDOMIZE: its memory was laid out by chance. */
  isRandomized = false;
  isKernelThread = false;

  state: TaskState = 'ready';
  /** It stands in the queue of those who are ready. */
  isQueued = false;
  /** A stop signal holds it; it does not run until SIGCONT. */
  isStopped = false;
  /** The stop its parent has not been told of: the signal, or 0. */
  unreportedStop = 0;
  /** Why it sleeps, as `/proc/PID/wchan` names it. */
  waitChannel: string | null = null;
  /** Where it sleeps. */
  queue: WaitQueue | null = null;
  /** It never leaves the kernel again: it waits there (D), or goes round (R). */
  lost: 'D' | 'R' | null = null;
  /** A signal ended its sleep. */
  isInterrupted = false;
  /** Children that end or stop wake who waits here. */
  readonly childQueue = new WaitQueue();
  /** May it leave a core, and as whom? */
  dumpable: Dumpable = SUID_DUMP_USER;
  /** It is dying and writes its core: only SIGKILL reaches it. */
  dump: DumpInProgress | null = null;
  /** How it ended. */
  ending: ChildStatus | null = null;
  /** Told of its end: the operator's session. */
  whenEnded: ((ending: ChildStatus) => void) | null = null;
  body: Blocking<number> | null = null;
  /** Its pages; null where nobody counts them. */
  memory: ProcessMemory | null = null;
  /** It runs a program of its own: its parent may no longer move it to another group. */
  hasExecuted = false;

  readonly dispositions = new Map<number, SignalDisposition>();
  /** Caught signals that wait for `takeSignal`, bit n-1 for signal n. */
  caught = 0;

  userNs = 0;
  systemNs = 0;
  childUserNs = 0;
  childSystemNs = 0;
  readonly startNs: number;
  voluntarySwitches = 0;
  involuntarySwitches = 0;
  readonly io = { readChars: 0, writtenChars: 0, readCalls: 0, writeCalls: 0 };
  /** Makes it ready: the scheduler's business. */
  readonly #enqueue: (task: Task) => void;

  constructor(parts: TaskParts, enqueue: (task: Task) => void) {
    this.pid = parts.pid;
    this.parent = parts.parent;
    this.pgid = parts.parent?.pgid ?? parts.pid;
    this.sid = parts.parent?.sid ?? parts.pid;
    this.credentials = parts.credentials;
    this.cwd = parts.cwd;
    this.root = parts.root;
    this.fds = parts.fds;
    this.limits = parts.limits;
    this.startNs = parts.startNs;
    this.#enqueue = enqueue;
    parts.parent?.children.add(this);
  }

  get isAlive(): boolean {
    return this.state !== 'zombie' && this.state !== 'dead';
  }

  /** RLIMIT_CPU, in seconds. */
  get isOverCpuLimit(): boolean {
    const seconds = this.limits.soft('t');
    return typeof seconds === 'number' && this.userNs + this.systemNs >= seconds * NS_PER_S;
  }

  disposition(signal: number): SignalDisposition {
    return this.dispositions.get(signal) ?? 'default';
  }

  wake(): void {
    if (this.state !== 'sleeping') return;
    this.queue?.remove(this);
    this.queue = null;
    this.waitChannel = null;
    this.state = 'ready';
    if (!this.isStopped) this.#enqueue(this);
  }

  /** SIGCONT: runs on if it was ready. */
  continueRunning(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    this.unreportedStop = 0;
    if (this.state === 'ready') this.#enqueue(this);
  }

  /** The inode of the running program. */
  get exeInode(): Inode | null {
    return this.exe?.dentry.inode ?? null;
  }
}
