/**
 * A small system for the shell's tests: processes as generators run in turn, pipes, signals, files in memory.
 *
 * Waiting calls spin: they yield until what they wait for is there. When everybody has yielded for long and nothing has happened,
 * the test has found a deadlock.
 */
import type { Blocking, ChildStatus, FileStatus } from '../../src/shell/posix.ts';
import type { ShellSystem, SignalDisposition, WaitedChild } from '../../src/shell/system.ts';
import { FakeFiles, type FakeNode, statusOf } from './fake-files.ts';

export type FakeProgram = (system: FakeSystem, argv: readonly string[], env: readonly string[]) => Blocking<number>;

const EBADF = -9;
const ECHILD = -10;
const EAGAIN = -11;
const ENOENT = -2;
const ESRCH = -3;
const EINTR = -4;
const EACCES = -13;
const EEXIST = -17;
const EISDIR = -21;
const EMFILE = -24;
const EPIPE = -32;
const ESPIPE = -29;
const PIPE_SIZE = 65536;
const MAX_TASKS = 200;
/** Signals that do nothing unless caught. */
const HARMLESS = new Set([17, 18, 23, 28]);
const CORES = new Set([3, 4, 5, 6, 7, 8, 11, 24, 25, 31]);

interface Pipe {
  chunks: Uint8Array[];
  length: number;
  readers: number;
  writers: number;
}

interface OpenFile {
  references: number;
  position: number;
  readonly flags: number;
  readonly node: FakeNode | null;
  readonly pipe: Pipe | null;
  readonly side: 'read' | 'write' | null;
  /** Bytes written end here. */
  readonly sink: ((bytes: Uint8Array) => void) | null;
  readonly terminal: FakeTerminal | null;
}

/** A terminal: what is typed, byte by byte, and what came back. */
interface FakeTerminal {
  input: number[];
  output: string;
  mode: 'canonical' | 'raw';
  foreground: number;
  columns: number;
  isClosed: boolean;
}

interface Task {
  readonly pid: number;
  readonly ppid: number;
  pgid: number;
  run: Blocking<number> | null;
  status: ChildStatus | null;
  waited: boolean;
  fds: Map<number, OpenFile>;
  closeOnExec: Set<number>;
  cwd: string;
  umask: number;
  signals: Map<number, SignalDisposition>;
  caught: number[];
}

/** The machine: its tasks and files. */
export class FakeMachine {
  readonly files = new FakeFiles();
  readonly programs = new Map<string, FakeProgram>();
  readonly tasks = new Map<number, Task>();
  /** Something has happened since it was cleared. */
  progress = false;
  clock = 1709294400;
  /** Called when everybody waits; false when there is nothing to be done about it. */
  onIdle: () => boolean = () => false;
  /** Turns taken so far; a test may bound them. */
  turns = 0;
  preempted = 0;
  taskLimit = MAX_TASKS;
  #nextPid = 1000;

  addProgram(path: string, program: FakeProgram): void {
    this.files.put(path, '', 0o100755);
    this.programs.set(path, program);
  }

  newTask(parent: Task | null): Task {
    const pid = this.#nextPid++;
    const task: Task = {
      pid,
      ppid: parent?.pid ?? 1,
      pgid: parent?.pgid ?? pid,
      run: null,
      status: null,
      waited: false,
      fds: new Map(parent?.fds ?? []),
      closeOnExec: new Set(parent?.closeOnExec ?? []),
      cwd: parent?.cwd ?? '/root/t',
      umask: parent?.umask ?? 0o022,
      signals: new Map(parent?.signals ?? []),
      caught: [],
    };
    for (const file of task.fds.values()) file.references++;
    this.tasks.set(pid, task);
    return task;
  }

  /** Runs a first process to its end; gives how it ended. */
  run(
    start: (system: FakeSystem) => Blocking<number>,
    setUp: (system: FakeSystem) => void,
    budget = 5_000_000,
  ): ChildStatus {
    const first = this.newTask(null);
    const system = new FakeSystem(this, first);
    setUp(system);
    first.run = start(system);
    let idle = 0;
    while (first.status === null) {
      this.progress = false;
      for (const task of [...this.tasks.values()]) this.step(task);
      idle = this.progress ? 0 : idle + 1;
      if (idle > 3 && this.onIdle()) idle = 0;
      if (idle > 1000) throw new Error('deadlock: everybody waits');
      if (++this.turns > budget) throw new Error('the budget of turns is used up');
    }
    return first.status;
  }

  step(task: Task): void {
    if (task.run === null || task.status !== null) return;
    const result = task.run.next();
    if (task.status !== null) return;
    if (result.done === true) this.end(task, { kind: 'exited', status: result.value & 0xff });
  }

  end(task: Task, status: ChildStatus): void {
    this.progress = true;
    task.status = status;
    task.run = null;
    for (const fd of [...task.fds.keys()]) new FakeSystem(this, task).close(fd);
    for (const child of this.tasks.values()) if (child.ppid === task.pid) child.waited = true;
  }

  send(task: Task, signal: number): void {
    if (task.status !== null) return;
    this.progress = true;
    const disposition = signal === 9 ? 'default' : (task.signals.get(signal) ?? 'default');
    if (disposition === 'ignore') return;
    if (disposition === 'catch') task.caught.push(signal);
    else if (signal !== 0 && !HARMLESS.has(signal)) {
      this.end(task, { kind: 'killed', signal, coreDumped: false && CORES.has(signal) });
    }
  }
}

/** The calls of one process. */
export class FakeSystem implements ShellSystem {
  readonly machine: FakeMachine;
  readonly task: Task;

  constructor(machine: FakeMachine, task: Task) {
    this.machine = machine;
    this.task = task;
  }

  get pid(): number {
    return this.task.pid;
  }
  get ppid(): number {
    return this.task.ppid;
  }
  getuid = (): number => 0;
  geteuid = (): number => 0;
  getgid = (): number => 0;
  getegid = (): number => 0;

  install(file: Omit<OpenFile, 'references' | 'position'>, minimum = 0): number {
    let fd = minimum;
    while (this.task.fds.has(fd)) fd++;
    if (fd > 1023) return EMFILE;
    this.task.fds.set(fd, { ...file, references: 1, position: 0 });
    this.task.closeOnExec.delete(fd);
    return fd;
  }

  open(path: string, flags: number, mode = 0o666): number {
    const special = /^\/dev\/(?:fd\/(\d+)|std(in|out|err))$/.exec(path);
    if (special) return this.dup(special[1] ? Number(special[1]) : { in: 0, out: 1, err: 2 }[special[2] as 'in']);
    const found = this.machine.files.walk(path, this.task.cwd);
    if (typeof found === 'number') return found;
    let { node } = found;
    const wantsWrite = (flags & 3) !== 0;
    if (node === null) {
      if ((flags & 0o100) === 0) return ENOENT;
      node = this.machine.files.make(0o100000 | (mode & ~this.task.umask));
      found.parent.children?.set(found.name, node);
    } else if ((flags & 0o200) !== 0 && (flags & 0o100) !== 0) return EEXIST;
    if (node.children !== null && wantsWrite) return EISDIR;
    if ((flags & 0o1000) !== 0 && (node.mode & 0o170000) === 0o100000) node.content = new Uint8Array();
    return this.install({ flags, node, pipe: null, side: null, sink: null, terminal: null });
  }

  close(fd: number): number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    this.task.fds.delete(fd);
    if (--file.references === 0 && file.pipe !== null) {
      if (file.side === 'read') file.pipe.readers--;
      else file.pipe.writers--;
    }
    this.machine.progress = true;
    return 0;
  }

  *read(fd: number, count: number): Blocking<Uint8Array | number> {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    const { node, pipe, terminal } = file;
    if (terminal !== null) {
      for (;;) {
        if (this.task.caught.length > 0) return EINTR;
        if (terminal.input[0] === 3) {
          terminal.input.shift();
          this.machine.progress = true;
          for (const task of this.machine.tasks.values())
            if (task.pgid === terminal.foreground) this.machine.send(task, 2);
          continue;
        }
        if (terminal.mode === 'raw' && terminal.input.length > 0) {
          this.machine.progress = true;
          return Uint8Array.from(terminal.input.splice(0, count));
        }
        const newline = terminal.input.findIndex((code) => code === 13 || code === 10);
        if (terminal.mode === 'canonical' && newline >= 0) {
          this.machine.progress = true;
          const line = terminal.input.splice(0, newline + 1).map((code) => (code === 13 ? 10 : code));
          return Uint8Array.from(line);
        }
        if (terminal.isClosed && terminal.input.length === 0) return new Uint8Array();
        yield;
      }
    }
    if (pipe !== null) {
      if (file.side !== 'read') return EBADF;
      while (pipe.length === 0) {
        if (pipe.writers === 0) return new Uint8Array();
        if (this.task.caught.length > 0) return EINTR;
        yield;
      }
      this.machine.progress = true;
      const first = pipe.chunks[0] as Uint8Array;
      const taken = first.subarray(0, count);
      if (taken.length === first.length) pipe.chunks.shift();
      else pipe.chunks[0] = first.subarray(count);
      pipe.length -= taken.length;
      return taken.slice();
    }
    if (node === null || (file.flags & 3) === 1) return EBADF;
    if (node.children !== null) return EISDIR;
    const bytes = node.content.slice(file.position, file.position + count);
    file.position += bytes.length;
    return bytes;
  }

  *write(fd: number, bytes: Uint8Array): Blocking<number> {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    this.machine.progress = true;
    const { node, pipe } = file;
    if (file.terminal !== null) {
      file.terminal.output += String.fromCharCode(...bytes);
      return bytes.length;
    }
    if (file.sink !== null) {
      file.sink(bytes);
      return bytes.length;
    }
    if (pipe !== null) {
      if (file.side !== 'write') return EBADF;
      while (pipe.length > 0 && pipe.length + bytes.length > PIPE_SIZE && pipe.readers > 0) yield;
      if (pipe.readers === 0) {
        this.machine.send(this.task, 13);
        yield;
        return EPIPE;
      }
      this.machine.progress = true;
      if (bytes.length > 0) pipe.chunks.push(bytes.slice());
      pipe.length += bytes.length;
      return bytes.length;
    }
    if (node === null || (file.flags & 3) === 0) return EBADF;
    if ((node.mode & 0o170000) !== 0o100000) return bytes.length;
    if ((file.flags & 0o2000) !== 0) file.position = node.content.length;
    const end = file.position + bytes.length;
    const content = new Uint8Array(Math.max(end, node.content.length));
    content.set(node.content);
    content.set(bytes, file.position);
    node.content = content;
    file.position = end;
    return bytes.length;
  }

  lseek(fd: number, offset: number, whence: number): number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    if (file.node === null || file.node.children !== null) return ESPIPE;
    file.position = whence === 0 ? offset : whence === 1 ? file.position + offset : file.node.content.length + offset;
    return file.position;
  }

  dup(fd: number, minimum = 0): number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    let to = minimum;
    while (this.task.fds.has(to)) to++;
    if (to > 1023) return EMFILE;
    file.references++;
    this.task.fds.set(to, file);
    this.task.closeOnExec.delete(to);
    return to;
  }

  dup2(from: number, to: number): number {
    const file = this.task.fds.get(from);
    if (file === undefined) return EBADF;
    if (from === to) return to;
    if (this.task.fds.has(to)) this.close(to);
    file.references++;
    this.task.fds.set(to, file);
    this.task.closeOnExec.delete(to);
    return to;
  }

  setCloseOnExec(fd: number, on: boolean): number {
    if (on) this.task.closeOnExec.add(fd);
    else this.task.closeOnExec.delete(fd);
    return 0;
  }

  pipe(): readonly [number, number] | number {
    const pipe: Pipe = { chunks: [], length: 0, readers: 1, writers: 1 };
    const common = { flags: 2, node: null, pipe, sink: null, terminal: null };
    const readEnd = this.install({ ...common, side: 'read' });
    if (readEnd < 0) return readEnd;
    const writeEnd = this.install({ ...common, side: 'write' });
    return writeEnd < 0 ? writeEnd : [readEnd, writeEnd];
  }

  stat(path: string): FileStatus | number {
    const node = this.machine.files.find(path, this.task.cwd);
    return typeof node === 'number' ? node : statusOf(node);
  }

  lstat(path: string): FileStatus | number {
    const node = this.machine.files.find(path, this.task.cwd, false);
    return typeof node === 'number' ? node : statusOf(node);
  }

  fstat(fd: number): FileStatus | number {
    const file = this.task.fds.get(fd);
    if (file === undefined) return EBADF;
    if (file.node !== null) return statusOf(file.node);
    return { ...statusOf(this.machine.files.root), mode: 0o10600 };
  }

  access(path: string, mode: number): number {
    const node = this.machine.files.find(path, this.task.cwd);
    if (typeof node === 'number') return node;
    return (mode & 1) !== 0 && (node.mode & 0o111) === 0 ? EACCES : 0;
  }

  readDirectory(path: string): readonly string[] | number {
    const node = this.machine.files.find(path, this.task.cwd);
    if (typeof node === 'number') return node;
    return node.children === null ? -20 : ['.', '..', ...node.children.keys()];
  }

  readlink(path: string): string | number {
    const node = this.machine.files.find(path, this.task.cwd, false);
    if (typeof node === 'number') return node;
    return node.link ?? -22;
  }

  chdir(path: string): number {
    const node = this.machine.files.find(path, this.task.cwd);
    if (typeof node === 'number') return node;
    if (node.children === null) return -20;
    this.task.cwd = this.machine.files.realPath(path.startsWith('/') ? path : `${this.task.cwd}/${path}`);
    return 0;
  }

  getcwd(): string | number {
    return this.task.cwd;
  }

  umask(mask: number): number {
    const old = this.task.umask;
    this.task.umask = mask & 0o777;
    return old;
  }

  isatty(fd: number): boolean {
    return this.task.fds.get(fd)?.terminal != null;
  }

  setTerminalMode(fd: number, mode: 'canonical' | 'raw'): number {
    const terminal = this.task.fds.get(fd)?.terminal;
    if (terminal == null) return -25;
    terminal.mode = mode;
    return 0;
  }

  windowSize(fd: number): { readonly rows: number; readonly columns: number } {
    return { rows: 24, columns: this.task.fds.get(fd)?.terminal?.columns ?? 80 };
  }

  tcsetpgrp(fd: number, pgid: number): number {
    const terminal = this.task.fds.get(fd)?.terminal;
    if (terminal == null) return -25;
    terminal.foreground = pgid;
    return 0;
  }

  fork(body: (child: ShellSystem) => Blocking<number>): number {
    const alive = [...this.machine.tasks.values()].filter(({ status }) => status === null).length;
    if (alive >= this.machine.taskLimit) return EAGAIN;
    const task = this.machine.newTask(this.task);
    task.run = body(new FakeSystem(this.machine, task));
    this.machine.progress = true;
    return task.pid;
  }

  *exec(path: string, argv: readonly string[], env: readonly string[]): Blocking<number> {
    const node = this.machine.files.find(path, this.task.cwd);
    if (typeof node === 'number') return node;
    if (node.children !== null || (node.mode & 0o111) === 0) return EACCES;
    const real = this.machine.files.realPath(path.startsWith('/') ? path : `${this.task.cwd}/${path}`);
    let program = this.machine.programs.get(real);
    let words = argv;
    const text = String.fromCharCode(...node.content.slice(0, 100));
    if (program === undefined && text.startsWith('#!')) {
      const [interpreter = '', argument] = text.slice(2).split('\n', 1)[0]?.trim().split(' ') ?? [];
      program = this.machine.programs.get(this.machine.files.realPath(interpreter));
      words = [interpreter, ...(argument === undefined ? [] : [argument]), path, ...argv.slice(1)];
      if (program === undefined) return ENOENT;
    }
    if (program === undefined) return -8;
    for (const fd of this.task.closeOnExec) this.close(fd);
    this.task.closeOnExec.clear();
    for (const [signal, disposition] of this.task.signals)
      if (disposition === 'catch') this.task.signals.delete(signal);
    return yield* program(this, words, env);
  }

  *wait(
    pid: number,
    options: { readonly noHang?: boolean; readonly stopped?: boolean } = {},
  ): Blocking<WaitedChild | number | undefined> {
    for (;;) {
      const children = [...this.machine.tasks.values()].filter(
        (task) => task.ppid === this.task.pid && !task.waited && (pid === -1 || task.pid === pid),
      );
      if (children.length === 0) return ECHILD;
      const ended = children.find(({ status }) => status !== null);
      if (ended?.status != null) {
        ended.waited = true;
        this.machine.tasks.delete(ended.pid);
        this.machine.progress = true;
        return { pid: ended.pid, status: ended.status };
      }
      if (options.noHang === true) return undefined;
      if (this.task.caught.length > 0) return EINTR;
      yield;
    }
  }

  *kill(pid: number, signal: number): Blocking<number> {
    const targets = [...this.machine.tasks.values()].filter((task) =>
      pid < -1 ? task.pgid === -pid : task.pid === pid,
    );
    if (targets.length === 0) return ESRCH;
    for (const task of targets) if (signal !== 0) this.machine.send(task, signal);
    if (this.task.status !== null) yield;
    return 0;
  }

  setpgid(pid: number, pgid: number): number {
    const task = pid === 0 ? this.task : this.machine.tasks.get(pid);
    if (task === undefined) return ESRCH;
    task.pgid = pgid === 0 ? task.pid : pgid;
    return 0;
  }

  getpgrp(): number {
    return this.task.pgid;
  }

  signal(signal: number, disposition: SignalDisposition): SignalDisposition {
    const old = this.task.signals.get(signal) ?? 'default';
    this.task.signals.set(signal, disposition);
    return old;
  }

  takeSignal(): number {
    return this.task.caught.shift() ?? 0;
  }

  now(): number {
    return this.machine.clock;
  }

  times() {
    return { userNs: 0, systemNs: 0, childUserNs: 0, childSystemNs: 0 };
  }

  spend(): boolean {
    return ++this.machine.preempted % 1000 === 0;
  }

  *preempt(): Blocking<void> {
    this.machine.progress = true;
    yield;
  }

  readonly #limits = new Map<string, number | null>([
    ['c', 0],
    ['n', 1024],
    ['s', 8192 * 1024],
  ]);
  getLimit(letter: string): number | null {
    return this.#limits.get(letter) ?? null;
  }
  setLimit(letter: string, value: number | null): number {
    this.#limits.set(letter, value);
    return 0;
  }
}
