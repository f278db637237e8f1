/** A kernel whose pseudo file systems are looked at: real parts on a board's RAM, a small process table made up here. */
import { serializeFdt } from '../../../src/formats/fdt.ts';
import type { Fdt } from '../../../src/formats/fdt-tree.ts';
import { Rtc } from '../../../src/hardware/rtc.ts';
import { kernelImagePlace } from '../../../src/kernel/boot/image-template.ts';
import { kernelParts } from '../../../src/kernel/kernel-parts.ts';
import { KernelTime } from '../../../src/kernel/kernel-time.ts';
import type { Lkdtm } from '../../../src/kernel/lkdtm.ts';
import { moduleInits } from '../../../src/kernel/modules/module-init.ts';
import { ModuleLoader } from '../../../src/kernel/modules/module-loader.ts';
import { builtinFileSystems } from '../../../src/kernel/procfs/device-files.ts';
import type { ProcessView } from '../../../src/kernel/procfs/process-view.ts';
import type { KernelHost, PseudoServices } from '../../../src/kernel/procfs/services.ts';
import { type PseudoTrees, pseudoTrees } from '../../../src/kernel/pseudo-trees.ts';
import type { PseudoNode } from '../../../src/kernel/vfs/pseudo-tree.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { kernelText } from '../../../src/profiles/kernel-texts.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { Clock, NS_PER_S } from '../../../src/sim/clock.ts';
import { EventBus } from '../../../src/sim/events.ts';
import { RandomStreams } from '../../../src/sim/random.ts';

/** A module that is loaded and asked nothing. */
const silentLkdtm = { start: () => 0, stop: () => {} } as unknown as Lkdtm;

export interface RunningOptions {
  readonly kernel?: string;
  readonly board?: string;
  readonly commandLine?: string;
  readonly deviceTree?: Fdt;
}

export interface Running {
  readonly services: PseudoServices;
  readonly trees: PseudoTrees;
  /** Lines the kernel printed since the last call. */
  printed(): string[];
  process: ProcessView;
  host: KernelHost;
  read(path: string): string | number;
  write(path: string, text: string, offset?: number): number;
  node(path: string): PseudoNode | undefined;
}

export const INIT: ProcessView = {
  pid: 1,
  ppid: 0,
  pgid: 0,
  sid: 0,
  state: 'S',
  isDumpingCore: false,
  coreFilter: 0x33,
  comm: 'init',
  isKernelThread: false,
  argv: ['/bin/busybox', 'sh', '/init'],
  environ: ['HOME=/', 'TERM=linux'],
  cwd: '/',
  root: '/',
  exe: '/bin/busybox',
  uids: [0, 0, 0, 0],
  gids: [0, 0, 0, 0],
  groups: [],
  umask: 0o22,
  ttyDev: 0,
  ttyPgid: -1,
  startNs: 1_090_000_000,
  userNs: 30_000_000,
  systemNs: 1_660_000_000,
  childUserNs: 10_000_000,
  childSystemNs: 580_000_000,
  nice: 0,
  cpu: 0,
  voluntarySwitches: 117,
  involuntarySwitches: 247,
  pendingSignals: 0n,
  sharedPendingSignals: 0n,
  blockedSignals: 0n,
  ignoredSignals: 4n,
  caughtSignals: 0x10002n,
  exitSignal: 0,
  exitCode: 0,
  memory: {
    total: 2314240,
    resident: 1712128,
    shared: 1642496,
    text: 1589248,
    data: 180224,
    stack: 135168,
    libraries: 8192,
  },
  areas: [],
  files: [
    { fd: 0, target: '/dev/console', readable: true, writable: true, position: 0, flags: 2, mountId: 23, ino: 12 },
    { fd: 10, target: '/init', readable: true, writable: false, position: 0, flags: 0, mountId: 1, ino: 9 },
  ],
  mounts: [
    {
      id: 1,
      parentId: 1,
      dev: 2,
      root: '/',
      target: '/',
      options: 'rw',
      type: 'rootfs',
      source: 'rootfs',
      superOptions: 'rw,size=35520k,nr_inodes=8880,inode64',
    },
    {
      id: 21,
      parentId: 1,
      dev: 19,
      root: '/',
      target: '/proc',
      options: 'rw,relatime',
      type: 'proc',
      source: 'proc',
      superOptions: 'rw',
    },
  ],
  limits: {},
  oomScoreAdj: 0,
  io: {
    readChars: 2891745,
    writtenChars: 216,
    readCalls: 59,
    writeCalls: 5,
    readBytes: 0,
    writeBytes: 0,
    cancelledWriteBytes: 0,
  },
  waitChannel: 'do_wait',
  setComm: () => {},
};

export function running({
  kernel = '6.1.0-56-amd64',
  board: boardName = 'pc',
  commandLine,
  deviceTree,
}: RunningOptions = {}): Running {
  const profile = findKernel(kernel)!;
  const text = kernelText(profile.release)!;
  const board = findBoard(boardName)!;
  const clock = new Clock();
  const memory = new PhysicalMemory();

  const time = new KernelTime(clock);
  const context = {
    memory,
    clock,
    random: new RandomStreams('seed'),
    bus: new EventBus(),
    board,
    rtc: new Rtc(clock, board.rtcEpochSeconds),
    bootMedium: null,
    drive: null,
    hasUserSpace: true,
    console: { write: () => {} },
    control: { handOver: () => {}, reset: () => {}, hang: () => {}, powerOff: () => {} },
  } as unknown as PseudoServices['context'];
  const parts = kernelParts({
    context,
    profile,
    text,
    time,
    information: {
      deviceTree: deviceTree ?? null,
      commandLine: commandLine ?? board.defaultCommandLine,
      parameters: null,
    },
    image: kernelImagePlace(profile, text, board.kernelImage, board.kernelFile.address),
    callerId: () => 1,
    callerName: () => 'sh',
    stopped: () => {},
    isStopped: () => false,
  });
  time.reach(9 * NS_PER_S);
  const cpus = profile.smp ? Math.max(board.cpus, profile.possibleCpus) : 1;
  const host: KernelHost = {
    panicTimeout: parts.panicTimeout,
    hostname: '(none)',
    domainname: '(none)',
    sysrqTrigger: (written) => written.length,
    provokeCrash: (written) => written.length,
    crashPoints: ['DIRECT'],
    fileSystems: () => builtinFileSystems(profile),
    blockDevices: () => [],
    cpuTimes: () =>
      Array.from({ length: cpus }, () => ({
        userNs: 0.91 * NS_PER_S,
        niceNs: 0,
        systemNs: 6.46 * NS_PER_S,
        idleNs: 0.02 * NS_PER_S,
        iowaitNs: 0,
      })),
    dropCaches: () => {},
    openFiles: () => 0,
    consoleInterrupts: () => 6,
  };
  const table = new Map<number, ProcessView>();
  const modules = new ModuleLoader({
    profile,
    casualty: parts.casualty,
    print: parts.print,
    commandLine: parts.commandLine,
    inits: moduleInits({ lkdtm: silentLkdtm, pstore: parts.pstore, print: parts.print, drivers: {}, held: () => 0 }),
  });
  const services: PseudoServices = {
    context,
    profile,
    text,
    parts,
    time,
    deviceTree: deviceTree ?? null,
    deviceTreeBytes: () => (deviceTree === undefined ? null : serializeFdt(deviceTree)),
    memoryUse: () => parts.memoryUse,
    processes: {
      pids: () => [...table.keys()],
      find: (pid) => table.get(pid),
      current: () => result.process,
      lastPid: 781,
      forks: 752,
      load: { running: 1, total: 49, averages: [0.16, 0.03, 0.01] },
    },
    modules,
    host,
  };
  const trees = pseudoTrees(services);
  let seen = parts.printk.log.readableSeq;
  const result: Running = {
    services,
    trees,
    process: INIT,
    host,
    printed: () => {
      const lines: string[] = [];
      for (const record of parts.printk.log.store.range(seen, parts.printk.log.readableSeq))
        lines.push(`<${record.level}>${record.text}`);
      seen = parts.printk.log.readableSeq;
      return lines;
    },
    node: (path) => lookUp(trees, path),
    read: (path) => {
      const node = lookUp(trees, path);
      if (node?.kind !== 'file' || node.read === undefined) throw new Error(`${path} cannot be read`);
      return node.read();
    },
    write: (path, written, offset = 0) => {
      const node = lookUp(trees, path);
      if (node?.kind !== 'file' || node.write === undefined) throw new Error(`${path} cannot be written`);
      return node.write(written, offset);
    },
  };
  table.set(INIT.pid, INIT);
  return result;
}

/** Walks a path; links are not followed but at `/proc/self`. */
function lookUp(trees: PseudoTrees, path: string): PseudoNode | undefined {
  const mounts: [string, PseudoNode][] = [
    ['/sys/kernel/debug', trees.debug],
    ['/sys/kernel/tracing', trees.tracing],
    ['/sys/fs/pstore', trees.pstore],
    ['/proc', trees.proc],
    ['/sys', trees.sys],
  ];
  const [mount, root] = mounts.find(([at]) => path === at || path.startsWith(`${at}/`))!;
  let node: PseudoNode | undefined = root;
  for (const name of path
    .slice(mount.length)
    .split('/')
    .filter((part) => part !== '')) {
    if (node?.kind !== 'directory') return undefined;
    node = node.child(name);
  }
  return node;
}
