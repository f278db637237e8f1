/**
 * A light machine for recorded command lines: user space without a kernel around it, the recorded files in /root/t on an ext4
 * disk, and the real shell and tools of the user land.
 */
import { mountExt4 } from '../../src/disk/ext4/mount.ts';
import type { DiskFileSystem } from '../../src/disk/file-system.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { KernelTime } from '../../src/kernel/kernel-time.ts';
import type { SystemCalls } from '../../src/kernel/process/system-calls.ts';
import { processDirectory } from '../../src/kernel/procfs/process-tree.ts';
import type { PseudoServices } from '../../src/kernel/procfs/services.ts';
import { UserSpace } from '../../src/kernel/user-space.ts';
import type { UserSpaceOptions } from '../../src/kernel/user-space-options.ts';
import { rootTree } from '../../src/kernel/userland/root-tree.ts';
import { programByKey, type UserlandName } from '../../src/kernel/userland/userlands.ts';
import type { TreeEntry } from '../../src/kernel/vfs/initramfs.ts';
import { pseudoFileSystem } from '../../src/kernel/vfs/pseudo-file-system.ts';
import type { PseudoDirectoryNode, PseudoNode } from '../../src/kernel/vfs/pseudo-tree.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { type Blocking, O_RDONLY, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, type Timespec } from '../../src/shell/posix.ts';
import { Clock } from '../../src/sim/clock.ts';
import { RandomStreams } from '../../src/sim/random.ts';

/** A file before or after a case (`scripts/record/commands-spec.ts`). */
export interface RecordedFile {
  readonly mode: string;
  readonly mtime?: number;
  readonly text?: string;
  readonly base64?: string;
  readonly link?: string;
  readonly directory?: true;
}

/** What a command line gave. */
export interface CommandResult {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly status: number | null;
}

const FOLDER = '/root/t';
const DISK_NODE: TreeEntry = special('/dev/vda', 0o060600, 0xfd00);
/** Standard input is written into a pipe before the shell starts. */
const STDIN_MAX = 65_536;
/** Virtual seconds and clock events a command line may take. */
const TIME_LIMIT_NS = 3_600e9;
const EVENTS_MAX = 20_000;

function special(path: string, mode: number, device: number): TreeEntry {
  return { path, mode, uid: 0, gid: 0, mtime: { seconds: 0n, nanoseconds: 0 }, device };
}

/** 2024-03-01 12:00:00 UTC: recorded files without a time of their own. */
const MTIME = 1_709_294_400;
/** 2026-11-21 00:00:00 UTC, about when the command lines were recorded: `ls -l` tells old times from recent ones. */
const RECORDED = 1_795_219_200;
const at = (seconds: number): Timespec => ({ seconds: BigInt(seconds), nanoseconds: 0 });

export function contentOf({ text, base64 }: RecordedFile): Uint8Array {
  return new Uint8Array(base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64'));
}

/** A disk with the files in the folder `t`. */
export function diskWith(files: Readonly<Record<string, RecordedFile>>): SparseDisk {
  const disk = newFileSystem('ext4-uboot-256m');
  const mounted = mountExt4(disk, { time: at(MTIME), journaled: false });
  if ('errno' in mounted) throw new Error(mounted.message);
  const { fileSystem } = mounted;
  const root = made(fileSystem.mkdir(fileSystem.root, 't', attributes(S_IFDIR | 0o755)), 't');
  const directories = new Map([['', root]]);
  for (const [path, file] of Object.entries(files)) place(fileSystem, directories, path, file);
  for (const [path, ino] of [...directories].reverse()) settle(fileSystem, ino, files[path]?.mtime ?? MTIME);
  fileSystem.unmount();
  return disk;
}

const attributes = (mode: number) => ({ mode, uid: 0, gid: 0, time: at(MTIME) });

function made(ino: number, path: string): number {
  if (ino < 0) throw new Error(`${path}: error ${ino}`);
  return ino;
}

function settle(fileSystem: DiskFileSystem, ino: number, mtime: number): void {
  fileSystem.change(ino, { atime: at(mtime), mtime: at(mtime) });
}

function folderOf(fileSystem: DiskFileSystem, directories: Map<string, number>, path: string): number {
  const known = directories.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const parent = folderOf(fileSystem, directories, path.slice(0, Math.max(0, slash)));
  const ino = made(fileSystem.mkdir(parent, path.slice(slash + 1), attributes(S_IFDIR | 0o755)), path);
  directories.set(path, ino);
  return ino;
}

function place(fileSystem: DiskFileSystem, directories: Map<string, number>, path: string, file: RecordedFile): void {
  const mode = Number.parseInt(file.mode, 8);
  if (file.directory === true) {
    fileSystem.change(folderOf(fileSystem, directories, path), { mode });
    return;
  }
  const slash = path.lastIndexOf('/');
  const parent = folderOf(fileSystem, directories, path.slice(0, Math.max(0, slash)));
  const name = Buffer.from(path.slice(slash + 1), 'utf8').toString('latin1');
  if (file.link !== undefined) {
    const target = Buffer.from(file.link, 'utf8').toString('latin1');
    const ino = made(fileSystem.symlink(parent, name, target, attributes(S_IFLNK | 0o777)), path);
    settle(fileSystem, ino, file.mtime ?? MTIME);
    return;
  }
  const ino = made(fileSystem.create(parent, name, attributes(S_IFREG | mode)), path);
  const bytes = contentOf(file);
  if (bytes.length > 0) made(fileSystem.write(ino, 0, bytes, at(MTIME)), path);
  settle(fileSystem, ino, file.mtime ?? MTIME);
}

const roots = new Map<UserlandName, readonly TreeEntry[]>();

function rootEntries(userland: UserlandName): readonly TreeEntry[] {
  let entries = roots.get(userland);
  if (entries === undefined) {
    const board = findBoard('pc')!;
    const kernel = findKernel('deb61')!;
    const tree = rootTree({ board, kernel, userland, deviceTree: null, kind: 'disk' });
    const listed = tree.map(({ path, mode, uid, gid, mtime, content, link, rdev }) => ({
      path,
      mode,
      uid,
      gid,
      mtime: at(mtime),
      ...(content === undefined ? {} : { content: content() }),
      ...(link === undefined ? {} : { link }),
      ...(rdev === undefined ? {} : { device: rdev }),
    }));
    const missing = [folder('/mnt'), folder('/root', 0o700), folder('/tmp', 0o1777), folder('/dev'), folder('/proc')];
    const there = new Set(listed.map(({ path }) => path));
    entries = [...listed, ...missing.filter(({ path }) => !there.has(path)), folder(FOLDER), DISK_NODE];
    roots.set(userland, entries);
  }
  return entries;
}

function folder(path: string, mode = 0o755): TreeEntry {
  return { path, mode: S_IFDIR | mode, uid: 0, gid: 0, mtime: at(MTIME) };
}

export class CommandMachine {
  readonly #clock = new Clock();
  readonly #userSpace: UserSpace;
  readonly #shell: readonly [path: string, argv: readonly string[]];

  constructor(userland: UserlandName, disk: SparseDisk) {
    this.#userSpace = new UserSpace({ ...fixedOptions(userland), ...this.#world(), disks: [disks(disk)] });
    this.#registerProc();
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
    const services = { processes, profile: findKernel('deb61')!, host: { cpuTimes: () => [] } };
    const link = (target: string): PseudoNode => ({ kind: 'link', mode: 0o777, target: () => target });
    const file = (read: () => string): PseudoNode => ({ kind: 'file', mode: 0o444, read });
    const fixed = new Map<string, PseudoNode>([
      ['mounts', link('self/mounts')],
      ['filesystems', file(() => fileSystems.text())],
      ['meminfo', file(() => MEMINFO)],
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
    const line = Buffer.from(script, 'utf8').toString('latin1');
    const session = this.#userSpace.openSession(
      function* (system, port) {
        yield* port.next();
        yield* feed(system, new Uint8Array(bytes));
        return yield* system.exec(path, [...argv, '-c', line], environment);
      },
      environment,
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
    const name = Buffer.from(`${FOLDER}/${path}`, 'utf8').toString('latin1');
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
  ['devtmpfs', '/dev', 'devtmpfs', []],
  ['/dev/vda', '/mnt', 'ext4', []],
  ['/mnt/t', FOLDER, '', ['bind']],
] as const;

function disks(device: SparseDisk): UserSpaceOptions['disks'][number] {
  return { name: 'vda', major: 253, minor: 0, device };
}

type FixedOptions = Omit<UserSpaceOptions, 'clock' | 'time' | 'random' | 'disks'>;

function fixedOptions(userland: UserlandName): FixedOptions {
  return {
    target: 'kernel',
    printk: () => {},
    architecture: 'x86_64',
    version: { major: 6, patchlevel: 1 },
    ramBytes: 128 << 20,
    wallTimeAtStart: at(RECORDED),
    firstPid: 1000,
    console: { name: 'ttyS0', major: 4, minor: 64, baud: 115_200, write: () => {} },
    root: {
      initramfs: rootEntries(userland),
      root: null,
      rootfstype: null,
      rootflags: null,
      isReadOnly: false,
      rdinit: null,
      init: null,
      arguments: [],
      environment: [],
      isAnnounced: false,
    },
    fileSystems: [],
    programs: programByKey,
    system: {
      uname: () => ({ sysname: 'Linux', nodename: 'debian', release: '6.1.0', version: '#1 SMP', machine: 'x86_64' }),
      sethostname: () => 0,
      syslog: () => 0,
      reboot: () => -1,
      initModule: () => -38,
      deleteModule: () => -38,
    },
    isAlive: () => true,
    takeOops: () => null,
    panic: (message) => {
      throw new Error(`kernel panic: ${message}`);
    },
  };
}
