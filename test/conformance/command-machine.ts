/**
 * A light machine for recorded command lines: user space without a kernel around it, its root on an ext4 disk, the recorded files
 * in /root/t, and the real shell and tools of the user land.
 */
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { KernelTime } from '../../src/kernel/kernel-time.ts';
import type { Program, SystemCalls } from '../../src/kernel/process/system-calls.ts';
import { processDirectory } from '../../src/kernel/procfs/process-tree.ts';
import type { PseudoServices } from '../../src/kernel/procfs/services.ts';
import { UserSpace } from '../../src/kernel/user-space.ts';
import type { UserSpaceOptions } from '../../src/kernel/user-space-options.ts';
import { programByKey, type UserlandName } from '../../src/kernel/userland/userlands.ts';
import { pseudoFileSystem } from '../../src/kernel/vfs/pseudo-file-system.ts';
import { type PseudoDirectoryNode, type PseudoNode, pseudoDirectory } from '../../src/kernel/vfs/pseudo-tree.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { type Blocking, O_RDONLY, S_IFDIR, S_IFLNK, S_IFMT } from '../../src/shell/posix.ts';
import { Clock } from '../../src/sim/clock.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { at, COPY, IDLE_INIT, latin1 } from './command-disk.ts';

/** What a command line gave. */
export interface CommandResult {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly status: number | null;
}

const FOLDER = '/root/t';
/** Standard input is written into a pipe before the shell starts. */
const STDIN_MAX = 65_536;
/** Virtual seconds and clock events a command line may take. */
const TIME_LIMIT_NS = 3_600e9;
const EVENTS_MAX = 20_000;
/** 2026-11-21 00:00:00 UTC, about when the command lines were recorded: `ls -l` tells old times from recent ones. */
const RECORDED = 1_795_219_200;

const idle: Program = function* (system) {
  for (;;) yield* system.sleep(TIME_LIMIT_NS);
};

export class CommandMachine {
  readonly #clock = new Clock();
  readonly #userSpace: UserSpace;
  readonly #shell: readonly [path: string, argv: readonly string[]];

  constructor(userland: UserlandName, disk: SparseDisk) {
    this.#userSpace = new UserSpace({ ...fixedOptions, ...this.#world(), disks: [disks(disk)] });
    this.#registerProc();
    this.#userSpace.start();
    this.#shell =
      userland === 'gnu' ? ['/usr/bin/bash', ['bash', '--norc', '--posix']] : ['/bin/busybox', ['busybox', 'sh']];
    this.#mount();
  }

  #world(): Pick<UserSpaceOptions, 'clock' | 'time' | 'random'> {
    return {
      clock: this.#clock,
      time: new KernelTime(this.#clock),
      random: new RandomStreams('commands').stream('user-space'),
    };
  }

  /** The part of procfs that shows processes and mounts; the rest needs a kernel. */
  #registerProc(): void {
    const { vfs, fileSystems, processes } = this.#userSpace;
    const services = {
      processes,
      profile: findKernel('deb61')!,
      host: { cpuTimes: () => [] },
      memoryUse: () => ({ figures: () => ({ memTotalKiB: 128_000 }) }),
    };
    const link = (target: string): PseudoNode => ({ kind: 'link', mode: 0o777, target: () => target });
    const file = (read: () => string): PseudoNode => ({ kind: 'file', mode: 0o444, read });
    const fixed = new Map<string, PseudoNode>([
      ['mounts', link('self/mounts')],
      ['filesystems', file(() => fileSystems.text())],
      ['meminfo', file(() => MEMINFO)],
      ['uptime', file(() => '100.00 90.00\n')],
      ['loadavg', file(() => '0.00 0.00 0.00 1/50 1000\n')],
      ['stat', file(() => `cpu  0 0 0 0 0 0 0 0 0 0\nbtime ${RECORDED - 100}\nprocesses 1000\n`)],
      [
        'sys',
        pseudoDirectory({
          kernel: pseudoDirectory({ ostype: file(() => 'Linux\n'), pid_max: file(() => '4194304\n') }),
        }),
      ],
    ]);
    const root: PseudoDirectoryNode = {
      kind: 'directory',
      mode: 0o555,
      names: () => [...fixed.keys(), 'self', ...processes.pids().map(String)],
      child: (name) =>
        fixed.get(name) ??
        (name === 'self'
          ? link(String(processes.current().pid))
          : processDirectory(services as unknown as PseudoServices, Number(name))),
    };
    const dev = () => vfs.anonymousDevice();
    fileSystems.register(pseudoFileSystem({ type: 'proc', root: () => root, dev, now: vfs.now }));
  }

  #mount(): void {
    const error = this.#userSpace.runNow('mount', function* (system) {
      for (const [source, target, type, flags] of mounts) {
        const result = yield* system.mount(source, target, type, flags, '');
        if (result !== 0) return result;
      }
      return 0;
    });
    if (error !== 0) throw new Error(`mounting the files: error ${error}`);
  }

  /** Runs `bash --posix -c SCRIPT` (or `busybox sh -c SCRIPT`) in the folder with the files. */
  run(script: string, stdin: string): CommandResult {
    const [path, argv] = this.#shell;
    const bytes = Buffer.from(stdin, 'utf8');
    if (bytes.length > STDIN_MAX) throw new Error('standard input is longer than a pipe');
    const line = latin1(script);
    const session = this.#userSpace.openSession(
      function* (system, port) {
        yield* port.next();
        yield* feed(system, new Uint8Array(bytes));
        return yield* system.exec(path, [...argv, '-c', line], environment);
      },
      () => environment,
      FOLDER,
    );
    if (typeof session === 'number') throw new Error(`no process: error ${session}`);
    const command = session.execute(script);
    let events = 0;
    while (!command.isDone && this.#clock.next !== undefined && this.#clock.now < TIME_LIMIT_NS) {
      if (++events > EVENTS_MAX) break;
      this.#userSpace.handle(this.#clock.step()!);
    }
    return { stdout: command.stdout(), stderr: command.stderr(), status: command.isDone ? command.status : null };
  }

  /** What became of a file; null when it is not there. */
  file(path: string): { readonly mode: string; readonly kind: string; readonly content: Uint8Array } | null {
    const name = latin1(`${FOLDER}/${path}`);
    const found = this.#userSpace.runNow('cat', (system) => look(system, name));
    return typeof found === 'number' ? null : found;
  }
}

function* feed(system: SystemCalls, bytes: Uint8Array): Blocking<void> {
  const ends = system.pipe();
  if (typeof ends === 'number') throw new Error(`no pipe: error ${ends}`);
  const [reader, writer] = ends;
  yield* system.write(writer, bytes);
  system.close(writer);
  system.dup2(reader, 0);
  system.close(reader);
}

function* look(
  system: SystemCalls,
  path: string,
): Blocking<{ mode: string; kind: string; content: Uint8Array } | number> {
  const status = system.lstat(path);
  if (typeof status === 'number') return status;
  const mode = `0${(status.mode & 0o7777).toString(8)}`;
  const type = status.mode & S_IFMT;
  if (type === S_IFLNK) {
    const target = system.readlink(path);
    return { mode, kind: 'link', content: new Uint8Array(Buffer.from(String(target), 'latin1')) };
  }
  if (type === S_IFDIR) return { mode, kind: 'directory', content: new Uint8Array(0) };
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const content = yield* system.read(fd, status.size);
  return typeof content === 'number' ? content : { mode, kind: 'file', content };
}

const environment = ['LC_ALL=C', 'TZ=UTC', 'HOME=/root', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'];

const MEMINFO = 'MemTotal:         128000 kB\nMemFree:          100000 kB\nMemAvailable:     110000 kB\n';

/** What the recorder's machine had mounted, as far as commands look at it. */
const mounts = [
  ['proc', '/proc', 'proc', []],
  [COPY, FOLDER, '', ['bind']],
] as const;

function disks(device: SparseDisk): UserSpaceOptions['disks'][number] {
  return { name: 'vda', major: 253, minor: 0, device };
}

type FixedOptions = Omit<UserSpaceOptions, 'clock' | 'time' | 'random' | 'disks'>;

const fixedOptions: FixedOptions = {
  target: 'kernel',
  printk: () => {},
  architecture: 'x86_64',
  version: { major: 6, patchlevel: 1 },
  ramBytes: 128 << 20,
  wallTimeAtStart: at(RECORDED),
  firstPid: 1000,
  console: { name: 'ttyS0', major: 4, minor: 64, baud: 115_200, write: () => {} },
  root: {
    initramfs: null,
    root: '/dev/vda',
    rootfstype: null,
    rootflags: null,
    isReadOnly: false,
    rdinit: null,
    init: IDLE_INIT.path,
    arguments: [],
    environment: [],
    isAnnounced: false,
  },
  fileSystems: [],
  programs: (key) => (key === IDLE_INIT.key ? idle : programByKey(key)),
  system: {
    uname: () => ({ sysname: 'Linux', nodename: 'debian', release: '6.1.0', version: '#1 SMP', machine: 'x86_64' }),
    sethostname: () => 0,
    syslog: () => 0,
    reboot: () => -1,
    initModule: () => -38,
    deleteModule: () => -38,
    kexecLoad: () => -38,
    kexecUnload: () => -38,
  },
  // The recorder's kernel was built without it.
  hasTmpfsInode64: false,
  isAlive: () => true,
  takeOops: () => null,
  panic: (message) => {
    throw new Error(`kernel panic: ${message}`);
  },
};
