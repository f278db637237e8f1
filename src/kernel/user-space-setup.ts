/**
 * From a kernel whose drivers are up to a user space that can start: devices, file systems, programs, and the calls back.
 *
 * Chooses what the command line chooses: the root file system (`root=`) or the initramfs in the kernel image, the console, init.
 */

import { serializeFdt } from '../formats/fdt.ts';
import type { Fdt } from '../formats/fdt-tree.ts';
import type { StageContext } from '../hardware/stage.ts';
import type { BoardProfile } from '../profiles/board.ts';
import type { Architecture, KernelProfile } from '../profiles/kernel.ts';
import { kernelConfigValue } from '../profiles/kernel-config.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import type { OomCause } from '../profiles/oom-text.ts';
import { ashDialect, bashDialect } from '../shell/dialect.ts';
import { Shell } from '../shell/shell.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { type BlockDisks, findDisks } from './block-disks.ts';
import { unameVersion } from './boot/uname-version.ts';
import { type KernelCommandLine, parameterValue, unknownParameters } from './cmdline.ts';
import { consoleNames } from './consoles.ts';
import { loadCrashKernel, unloadCrashKernel } from './kdump/crash-kexec.ts';
import { registerKmsg, registerPmsg } from './kernel-devices.ts';
import { RunningKernel } from './kernel-host.ts';
import type { ShutdownCommand } from './kernel-machine.ts';
import type { KernelParts } from './kernel-parts.ts';
import type { KernelTime } from './kernel-time.ts';
import type { KernelWatch } from './kernel-watch.ts';
import { backendModules } from './kmemdump/backend-modules.ts';
import { moduleInits } from './modules/module-init.ts';
import { ModuleLoader } from './modules/module-loader.ts';
import type { KernelMtd } from './mtd/kernel-mtd.ts';
import { KERN_WARNING } from './printk/levels.ts';
import { kernelThreads } from './process/kernel-threads.ts';
import type { SystemServices } from './process/services.ts';
import type { Session, SessionShell } from './process/session.ts';
import type { Task as ProcessTask } from './process/task.ts';
import { bannerText } from './procfs/cpuinfo.ts';
import type { PseudoServices } from './procfs/services.ts';
import { type PseudoTrees, pseudoTrees } from './pseudo-trees.ts';
import { RateLimit } from './rate-limit.ts';
import { Syslog } from './syslog.ts';
import type { KernelBehindFiles } from './user-files.ts';
import { UserSpace } from './user-space.ts';
import type { ConsoleTerminal, RootOptions } from './user-space-options.ts';
import { rootTree } from './userland/root-tree.ts';
import { programByKey } from './userland/userlands.ts';
import type { FileSystemType } from './vfs/file-system-types.ts';
import type { TreeEntry } from './vfs/initramfs.ts';
import { pseudoFileSystem } from './vfs/pseudo-file-system.ts';

export interface UserSpaceSetup {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly parts: KernelParts;
  readonly time: KernelTime;
  /** What the loader handed over; null where the platform has none. */
  readonly deviceTree: Fdt | null;
  readonly disks: BlockDisks;
  readonly kernel: KernelBehindFiles;
  readonly isAlive: () => boolean;
  readonly takeOops: () => number | null;
  readonly idle: () => void;
  readonly watch: KernelWatch;
  readonly mtd: KernelMtd;
  /** A process finds no page. */
  readonly outOfMemory: (task: ProcessTask, cause: OomCause) => void;
  /** Is given what reads the settings below /proc/sys. */
  readonly readSysctls: (read: (path: string) => number) => void;
  readonly panic: (message: string) => void;
  readonly shutDown: (command: ShutdownCommand) => void;
  /** pstorefs has been mounted. */
  readonly pstoreMounted: () => void;
}

export function setUpUserSpace(setup: UserSpaceSetup): UserSpace {
  const { context, profile, text, deviceTree, parts, time, disks, kernel, isAlive, takeOops, panic } = setup;
  let made: UserSpace | null = null;
  const userSpace = (): UserSpace => {
    assert(made !== null, 'user space is asked before it is there');
    return made;
  };
  const host = new RunningKernel({
    kernel,
    parts,
    time,
    disks: () => [...disks.views(), ...setup.mtd.block.views()],
    cpus: onlineCpus(setup),
    userSpace,
  });
  const pstoreBlk = parts.pstore.makeBlk({
    open: (path) => userSpace().openBlockDevice(path),
    schedule: (delayNs, work) => userSpace().later(delayNs, work),
  });
  const modules = new ModuleLoader({
    profile,
    casualty: parts.casualty,
    print: parts.print,
    commandLine: parts.commandLine,
    inits: moduleInits({
      lkdtm: kernel.lkdtm,
      pstore: parts.pstore,
      print: parts.print,
      drivers: {
        ...setup.watch.modules(),
        ...setup.mtd.modules(),
        pstore_blk: pstoreBlk.module,
        ...backendModules(parts.kmemdump, parts.print),
      },
      held: (module) => userSpace().vfs.mounts.mounts.filter(({ superblock }) => superblock.type === module).length,
    }),
  });
  const services: PseudoServices = {
    context,
    profile,
    text,
    parts,
    time,
    deviceTree,
    deviceTreeBytes: () => (deviceTree === null ? null : serializeFdt(deviceTree)),
    memoryUse: () => parts.memoryUse,
    get processes() {
      return userSpace().processes;
    },
    modules,
    watchdogs: setup.watch.watchdogs,
    mtd: setup.mtd,
    host,
  };
  let madeTrees: PseudoTrees | null = null;
  const trees = (): PseudoTrees => {
    madeTrees ??= pseudoTrees(services);
    return madeTrees;
  };
  const wire = (text: string): void => {
    host.consoleCharacters += text.length;
    context.console.write(text);
  };
  const { clock, random, rtc } = context;
  // What limits are reckoned from: `totalram_pages`.
  const ramBytes = parts.memoryUse.figures().memTotalKiB * 1024;
  const { seconds, nanoseconds } = rtc.read();
  // The wall clock when the kernel's own time was 0.
  const startNs = BigInt(seconds) * BigInt(NS_PER_S) + BigInt(nanoseconds) - BigInt(time.now() - time.aheadNs());
  const root = rootOptions(parts.commandLine, profile, context);
  // Whoever looks for the root loads what its file system needs.
  if (root.root !== null) modules.requestModule(root.rootfstype ?? 'ext4');
  made = new UserSpace({
    time,
    clock,
    target: 'kernel',
    random: random.stream('kernel/user-space'),
    printk: parts.print,
    architecture: profile.architecture,
    version: profile.version,
    ramBytes,
    memory: parts.memoryUse,
    wallTimeAtStart: { seconds: startNs / BigInt(NS_PER_S), nanoseconds: Number(startNs % BigInt(NS_PER_S)) },
    firstPid: parts.casualty.firstPid,
    kernelThreads: kernelThreads({
      release: profile.release,
      cpus: onlineCpus(setup),
      isSmp: profile.smp,
      isX86: profile.architecture === 'x86_64',
      journal: root.root?.replace(/^\/dev\//, '') ?? null,
    }),
    console: consoleTerminal(parts.commandLine, wire),
    disks: disks.nodes,
    root,
    fileSystems: kernelFileSystems(setup, trees, userSpace),
    fileSystemModules: {
      has: (name) => modules.isPresent(name),
      request: (name) => modules.requestModule(name),
    },
    programs: programByKey,
    system: systemServices(setup, services, userSpace, () => trees().sysctls.number('kernel/dmesg_restrict') !== 0),
    isAlive,
    takeOops,
    idle: setup.idle,
    takeLost: () => setup.watch.takeLost(),
    submitted: () => kernel.lkdtm.called('FS_SUBMIT_BH'),
    outOfMemory: setup.outOfMemory,
    panic,
    faults: faultSettings(setup, trees),
  });
  setup.readSysctls((path) => trees().sysctls.number(path));
  const { devices } = made.vfs;
  const { lineMaxBytes, caller } = profile.printk;
  setup.watch.useDevices(devices);
  setup.mtd.useDevices(devices);
  registerKmsg(devices, {
    printk: parts.printk,
    lineMaxBytes,
    hasCaller: caller,
    now: () => time.now(),
    comm: () => userSpace().current?.comm ?? 'swapper/0',
  });
  if (parts.pstore.pstore.hasPmsg) registerPmsg(devices, parts.pstore.pstore);
  return made;
}

/** What is said of programs that crash. On x86-64 `printk_ratelimit` is shared with audit records, which the boot had. */
function faultSettings({ parts, profile, time }: UserSpaceSetup, trees: () => PseudoTrees) {
  let atNs: number | null = null;
  const warn = (text: string) => parts.print(KERN_WARNING, text);
  const { architecture, version } = profile;
  const isFrom = (major: number, patchlevel: number) =>
    version.major > major || (version.major === major && version.patchlevel >= patchlevel);
  const func = architecture === 'arm64' ? 'arm64_show_signal' : 'show_signal_msg';
  const rateLimit = new RateLimit(func, () => atNs ?? time.now(), warn);
  for (const auditNs of architecture === 'x86_64' ? parts.bootLog.auditNs : []) {
    atNs = auditNs;
    rateLimit.allows();
  }
  atNs = null;
  return {
    rateLimit,
    accessLimit: new RateLimit('sanity_check_fault', () => time.now(), warn),
    number: (path: string) => trees().sysctls.number(path),
    corePattern: () => trees().sysctls.text('kernel/core_pattern'),
    isNew: isFrom(6, 12),
    isOld: !isFrom(5, 3),
    environment: () => parts.casualty.environment(),
  };
}

function onlineCpus({ profile, context }: UserSpaceSetup): number {
  return profile.smp ? Math.max(context.board.cpus, profile.possibleCpus) : 1;
}

/** procfs and its kin; their trees are made when the first of them is looked at. */
function kernelFileSystems(
  { parts, pstoreMounted }: UserSpaceSetup,
  trees: () => PseudoTrees,
  userSpace: () => UserSpace,
): FileSystemType[] {
  const tree = (name: 'proc' | 'sys' | 'debug' | 'tracing' | 'pstore') => () => trees()[name];
  const dev = () => userSpace().vfs.anonymousDevice();
  const now = () => userSpace().vfs.now();
  const { pstore } = parts.pstore;
  return [
    pseudoFileSystem({ type: 'proc', root: tree('proc'), dev, now }),
    pseudoFileSystem({ type: 'sysfs', root: tree('sys'), dev, now }),
    pseudoFileSystem({ type: 'debugfs', root: tree('debug'), dev, now }),
    pseudoFileSystem({ type: 'tracefs', root: tree('tracing'), dev, now }),
    pseudoFileSystem({
      type: 'pstore',
      root: tree('pstore'),
      dev,
      now,
      parse: (data, request) => {
        if (request !== null) pstore.mount(data);
        else pstore.fs.mount(data);
        if (request !== null) pstoreMounted();
        return 0;
      },
      optionsText: () => pstore.fs.mountOptions(),
      unmounted: () => pstore.fs.unmount(),
    }),
  ];
}

function systemServices(
  { profile, parts, shutDown }: UserSpaceSetup,
  services: PseudoServices,
  userSpace: () => UserSpace,
  isLogRestricted: () => boolean,
): SystemServices {
  const { host, modules } = services;
  const { printk } = parts;
  const syslog = new Syslog({ printk, logBufLen: 2 ** profile.printk.logBufShift, isRestricted: isLogRestricted });
  return {
    uname: () => ({
      sysname: 'Linux',
      nodename: host.hostname,
      release: profile.release,
      version: unameVersion(bannerText(services)),
      machine: profile.byteOrder === 'big' ? 'ppc64' : MACHINES[profile.architecture],
    }),
    sethostname: (name) => {
      host.hostname = name;
      return 0;
    },
    syslog: (action, argument) => syslog.call(action, argument, (userSpace().current?.uid ?? 0) === 0),
    reboot: (command) => {
      shutDown(command);
      return 0;
    },
    initModule: (image, parameters) => {
      const { pstore } = services.parts.pstore;
      const hadPmsg = pstore.hasPmsg;
      const result = modules.initModule(image, parameters);
      if (!hadPmsg && pstore.hasPmsg) registerPmsg(userSpace().vfs.devices, pstore);
      return result;
    },
    deleteModule: (name) => modules.deleteModule(name),
    kexecLoad: (files) => loadCrashKernel(parts, files, services.context.board.byteOrder),
    kexecUnload: () => unloadCrashKernel(parts),
  };
}

const MACHINES: Readonly<Record<Architecture, string>> = {
  x86_64: 'x86_64',
  arm: 'armv7l',
  arm64: 'aarch64',
  ppc64le: 'ppc64le',
};

/** What the operator's shell has in its environment. */
const sessionEnvironment = (shell: string): readonly string[] => [
  'HOME=/root',
  'LOGNAME=root',
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  `SHELL=${shell}`,
  'TERM=dumb',
  'USER=root',
];

/** The operator's shell, bash or what the system has in its place; null when no process can be made. */
export function openOperatorSession(userSpace: UserSpace): Session | null {
  const session = userSpace.openSession(operatorShell, sessionEnvironment, '/root');
  return typeof session === 'number' ? null : session;
}

const operatorShell: SessionShell = function* (system, port) {
  const isBash = typeof system.stat('/bin/bash') !== 'number';
  const dialect = isBash ? bashDialect : ashDialect;
  const shell = new Shell(system, { dialect, name: isBash ? 'bash' : 'sh', environment: system.environ, letters: 'c' });
  if (isBash) yield* shell.runLine('set -o posix');
  yield* shell.loadNames();
  for (;;) {
    const line = yield* port.next();
    if (line === null) return shell.status;
    const status = yield* shell.runLine(line);
    if (shell.hasEnded) return status;
    port.finished(status);
  }
};

/** Nothing but memory: a kernel without a disk. */
export const NO_DISKS: BlockDisks = { nodes: [], views: () => [] };

export function disksOf(context: StageContext, parts: KernelParts, time: KernelTime): BlockDisks {
  const { drive, board, clock } = context;
  if (drive === null || board.disk === null) return NO_DISKS;
  const worldNow = () => clock.now + time.aheadNs();
  return findDisks({ drive, profile: board.disk, time, worldNow, print: parts.print });
}

/** Serial drivers: major number and the minor number of port 0. */
const SERIAL_DRIVERS: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  ttyS: [4, 64],
  ttymxc: [207, 16],
  ttyAMA: [204, 64],
  hvc: [229, 0],
};
const BAUD_DEFAULT = 9600;

/** The terminal behind /dev/console: the last `console=` that is a serial port; a screen that nobody sees where none is. */
function consoleTerminal(line: KernelCommandLine, wire: (text: string) => void): ConsoleTerminal {
  const name = consoleNames(line).at(-1) ?? 'tty0';
  const [, driver = '', port = '0'] = /^(.*?)(\d*)$/.exec(name)!;
  const numbers = SERIAL_DRIVERS[driver];
  if (numbers === undefined) return { name: 'tty1', major: 4, minor: 1, baud: 0, write: () => {} };
  const [major, minor] = numbers;
  return { name, major, minor: minor + Number(port), baud: baudOf(line, name), write: wire };
}

/** `console=ttyS0,115200n8`. */
function baudOf(line: KernelCommandLine, name: string): number {
  const option = line.parameters.findLast((one) => one.name === 'console' && one.value?.split(',')[0] === name);
  return Number.parseInt(option?.value?.split(',')[1] ?? '', 10) || BAUD_DEFAULT;
}

function rootOptions(line: KernelCommandLine, profile: KernelProfile, context: StageContext): RootOptions {
  const text = (name: string) => parameterValue(line, name) ?? null;
  const root = text('root');
  const access = line.parameters.findLast(({ name, value }) => value === null && (name === 'ro' || name === 'rw'));
  const unknown = unknownParameters(line, profile);
  return {
    initramfs: root === null ? initramfs(profile, context) : null,
    root,
    rootfstype: text('rootfstype'),
    hasDiskFileSystems: ['EXT4_FS', 'EXT2_FS', 'VFAT_FS'].some((name) => kernelConfigValue(profile, name) !== null),
    rootflags: text('rootflags'),
    isReadOnly: access?.name !== 'rw',
    rootwait: parameterValue(line, 'rootwait') !== undefined,
    rdinit: text('rdinit'),
    init: text('init'),
    arguments: [...unknown.words, ...line.initArguments],
    environment: unknown.environment,
    // The boot log ends with the start of the initramfs, which finds the root.
    isAnnounced: false,
  };
}

const initramfses = new WeakMap<BoardProfile, Map<string, readonly TreeEntry[]>>();

/** The BusyBox that is built into the kernel image, as the recorded kernels had it in their initramfs, and the board's own files. */
function initramfs(kernel: KernelProfile, { board }: StageContext): readonly TreeEntry[] {
  const made = initramfses.get(board) ?? new Map<string, readonly TreeEntry[]>();
  initramfses.set(board, made);
  let entries = made.get(kernel.release);
  if (entries === undefined) {
    const root = { uid: 0, gid: 0, mtime: { seconds: BigInt(board.rtcEpochSeconds), nanoseconds: 0 } };
    const own = (board.initramfsFiles ?? []).map(({ path, mode, content, link }) => ({
      path,
      mode,
      ...root,
      ...(content === undefined ? {} : { content: latin1Bytes(content) }),
      ...(link === undefined ? {} : { link }),
    }));
    const ownPaths = new Set(own.map(({ path }) => path));
    const base = rootTree({ board, kernel, userland: 'busybox', deviceTree: null, kind: 'initramfs' })
      .filter(({ path }) => !ownPaths.has(path))
      .map(({ path, mode, uid, gid, mtime, content, link, rdev }) => ({
        path,
        mode,
        uid,
        gid,
        mtime: { seconds: BigInt(mtime), nanoseconds: 0 },
        ...(content === undefined ? {} : { content: content() }),
        ...(link === undefined ? {} : { link }),
        ...(rdev === undefined ? {} : { device: rdev }),
      }));
    entries = [...base, ...own];
    made.set(kernel.release, entries);
  }
  return entries;
}
