/** The process table as procfs shows it: tasks as `ProcessView`. */
import { O_ACCMODE, O_RDONLY, O_WRONLY } from '../../shell/posix.ts';
import type { MountView, OpenFileView, ProcessSource, ProcessView } from '../procfs/process-view.ts';
import { mountFlagsText } from '../vfs/mount-table.ts';
import { pathText } from '../vfs/path-walk.ts';
import type { Location, OpenFile } from '../vfs/vfs-objects.ts';
import { isIdleChannel } from './kernel-threads.ts';
import { programMemory } from './process-memory.ts';
import { packedStatus } from './process-table.ts';
import type { ProcessServices } from './services.ts';
import { DISK_CHANNEL } from './sleep.ts';
import type { Task } from './task.ts';

const SIGCHLD = 17;
const NO_MEMORY = { total: 0, resident: 0, shared: 0, text: 0, data: 0, stack: 0, libraries: 0 };

/** A place as text; gone directories and files say so. */
function placeText(root: Location, location: Location | null): string {
  if (location === null) return '';
  const { dentry } = location;
  if (dentry.parent === null && dentry.name !== '') return dentry.name;
  return pathText(root, location);
}

export function processSource(services: ProcessServices): ProcessSource {
  const { table, scheduler } = services;
  return {
    pids: () => [...table.tasks.keys()].sort((left, right) => left - right),
    find: (pid) => {
      const task = table.tasks.get(pid);
      return task === undefined ? undefined : processView(services, task);
    },
    current: () => processView(services, scheduler.current ?? table.init ?? [...table.tasks.values()][0]!),
    get lastPid() {
      return table.lastPid;
    },
    get forks() {
      return table.forks;
    },
    get load() {
      return { running: scheduler.readyCount, total: table.tasks.size, averages: [0, 0, 0] as const };
    },
  };
}

/** A program's own, and what it has asked for on top. */
function grownMemory(task: Task): ProcessView['memory'] {
  const grown = task.memory?.grownBytes ?? 0;
  const memory = programMemory(task.comm);
  return { ...memory, total: memory.total + grown, resident: memory.resident + grown, data: memory.data + grown };
}

function processView(services: ProcessServices, task: Task): ProcessView {
  const { credentials: who, io } = task;
  const root = services.vfs.mounts.root;
  let caught = 0n;
  let ignored = 0n;
  for (const [signal, disposition] of task.dispositions) {
    if (disposition === 'catch') caught |= 1n << BigInt(signal - 1);
    if (disposition === 'ignore') ignored |= 1n << BigInt(signal - 1);
  }
  return {
    pid: task.pid,
    ppid: task.parent?.pid ?? 0,
    pgid: task.pgid,
    sid: task.sid,
    state: stateLetter(task),
    isDumpingCore: task.dump !== null,
    comm: task.comm,
    isKernelThread: task.isKernelThread,
    argv: task.argv,
    environ: task.environ,
    cwd: placeText(root, task.cwd),
    root: placeText(root, task.root),
    exe: task.exe === null ? null : placeText(root, task.exe),
    uids: [who.uid, who.euid, who.suid, who.euid],
    gids: [who.gid, who.egid, who.sgid, who.egid],
    groups: who.groups,
    umask: task.umask,
    ttyDev: task.terminal?.rdev ?? 0,
    ttyPgid: task.terminal?.pgid ?? -1,
    startNs: task.startNs,
    userNs: task.userNs,
    systemNs: task.systemNs,
    childUserNs: task.childUserNs,
    childSystemNs: task.childSystemNs,
    nice: task.nice,
    cpu: 0,
    voluntarySwitches: task.voluntarySwitches,
    involuntarySwitches: task.involuntarySwitches,
    pendingSignals: 0n,
    sharedPendingSignals: BigInt(task.caught >>> 0),
    blockedSignals: 0n,
    ignoredSignals: ignored,
    caughtSignals: caught,
    exitSignal: SIGCHLD,
    exitCode: task.ending === null ? 0 : packedStatus(task.ending),
    memory: task.isKernelThread || !task.isAlive ? NO_MEMORY : grownMemory(task),
    get areas() {
      return task.exe === null ? [] : services.addressSpaces.of(task).areas;
    },
    get files() {
      return fileViews(root, task);
    },
    get mounts() {
      return mountViews(services);
    },
    limits: task.limits.byName(),
    get oomScoreAdj() {
      return task.oomScoreAdj;
    },
    set oomScoreAdj(value: number) {
      task.oomScoreAdj = value;
    },
    get coreFilter() {
      return task.coreFilter;
    },
    set coreFilter(value: number) {
      task.coreFilter = value;
    },
    io: { ...io, readBytes: 0, writeBytes: 0, cancelledWriteBytes: 0 },
    waitChannel: task.state === 'sleeping' ? (task.waitChannel ?? 'schedule') : null,
    setComm: (name) => {
      task.comm = name.slice(0, 15);
    },
  };
}

function stateLetter(task: Task): ProcessView['state'] {
  if (!task.isAlive) return 'Z';
  if (task.isStopped) return 'T';
  if (task.isKernelThread && isIdleChannel(task.waitChannel)) return 'I';
  if (task.state !== 'sleeping') return 'R';
  if (task.lost !== null) return task.lost;
  return task.waitChannel === DISK_CHANNEL ? 'D' : 'S';
}

function fileViews(root: Location, task: Task): readonly OpenFileView[] {
  const views: OpenFileView[] = [];
  for (const [fd, file] of task.fds.entries()) views.push(fileView(root, fd, file));
  return views;
}

function fileView(root: Location, fd: number, file: OpenFile): OpenFileView {
  const access = file.flags & O_ACCMODE;
  return {
    fd,
    target: placeText(root, file.location),
    readable: access !== O_WRONLY,
    writable: access !== O_RDONLY,
    position: file.offset,
    flags: file.flags,
    mountId: file.location?.mount.id ?? 0,
    ino: file.inode.ino,
    place: file.location ?? undefined,
  };
}

function mountViews({ vfs }: ProcessServices): readonly MountView[] {
  const views: MountView[] = [];
  for (const mount of vfs.mounts.mounts) {
    const target = vfs.mounts.pathOf(mount);
    if (target === null) continue;
    const { superblock, flags, id, source, root } = mount;
    const shown = pathWithin(root, superblock.rootDentry);
    views.push({
      id,
      parentId: mount.parent?.id ?? 0,
      dev: superblock.dev,
      root: shown,
      target,
      options: `${flags.readOnly ? 'ro' : 'rw'}${mountFlagsText(flags)}`,
      type: superblock.type,
      source,
      superOptions: `${superblock.readOnly ? 'ro' : 'rw'}${superblock.optionsText()}`,
    });
  }
  return views;
}

function pathWithin(dentry: Location['dentry'], top: Location['dentry']): string {
  const names: string[] = [];
  for (let at: Location['dentry'] | null = dentry; at !== null && at !== top; at = at.parent) names.push(at.name);
  return `/${names.reverse().join('/')}`;
}
