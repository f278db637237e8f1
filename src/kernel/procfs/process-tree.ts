/**
 * /proc/PID: the directory of one process.
 *
 * Mirrors the tables of Linux v6.1 `fs/proc/base.c` (tgid_base_stuff) and `fs/proc/fd.c`. A process that is gone leaves its open files
 * behind: reading them gives -ESRCH. Left out: tasks other than the first thread, namespaces, smaps, memory itself.
 */
import { EACCES, EINVAL, EIO, ESRCH } from '../../sim/errno.ts';
import { kstrtouint } from '../cmdline.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoLinkNode, PseudoNode } from '../vfs/pseudo-tree.ts';
import {
  ioText,
  limitsText,
  mapsText,
  mountinfoText,
  mountsText,
  mountstatsText,
  type StatusContext,
  statLine,
  statmLine,
  statusText,
} from './process-texts.ts';
import type { OpenFileView, ProcessView } from './process-view.ts';
import type { PseudoServices } from './services.ts';

/** TASK_COMM_LEN less the NUL. */
const COMM_MAX = 15;
const OOM_SCORE_MAX = 1000;
/** MMF_DUMP_FILTER_MASK. */
const CORE_FILTER_BITS = 0x1ff;

/** The recorded order of the directory; those we do not have are missing. */
const NAMES = (
  'task fd fdinfo environ status personality limits comm cmdline stat statm maps cwd root exe mounts mountinfo mountstats wchan ' +
  'schedstat cpuset cgroup oom_score oom_adj oom_score_adj loginuid sessionid coredump_filter io uid_map gid_map projid_map setgroups ' +
  'timerslack_ns'
).split(' ');

/** The directory of a process; undefined when there is none. */
export function processDirectory(services: PseudoServices, pid: number): PseudoDirectoryNode | undefined {
  const view = services.processes.find(pid);
  if (view === undefined) return undefined;
  const owner = { uid: view.uids[1], gid: view.gids[1] };
  return {
    kind: 'directory',
    mode: 0o555,
    ...owner,
    names: () => NAMES,
    child: (name) => {
      const node = NAMES.includes(name) ? processNode(services, pid, name) : undefined;
      return node === undefined ? undefined : { ...node, ...owner };
    },
  };
}

function processNode(services: PseudoServices, pid: number, name: string): PseudoNode | undefined {
  const { processes, profile, host } = services;
  const now = (): ProcessView | undefined => processes.find(pid);
  const text = (make: (view: ProcessView) => string, mode = 0o444): PseudoFileNode => ({
    kind: 'file',
    mode,
    size: 0,
    read: () => {
      const view = now();
      return view === undefined ? -ESRCH : make(view);
    },
    write: () => -EINVAL,
  });
  const link = (make: (view: ProcessView) => string): PseudoLinkNode => ({
    kind: 'link',
    mode: 0o777,
    target: () => {
      const view = now();
      return view === undefined ? '' : make(view);
    },
  });
  const context = (): StatusContext => ({
    profile,
    cpus: host.cpuTimes().length,
    pendingSignalsLimit: Math.floor(maxTasks(services) / 2),
  });
  switch (name) {
    case 'task':
      return taskDirectory(services, pid);
    case 'fd':
      return descriptors(now, 'fd');
    case 'fdinfo':
      return descriptors(now, 'fdinfo');
    case 'environ':
      return text(({ environ }) => environ.map((entry) => `${entry}\0`).join(''), 0o400);
    case 'status':
      return text((view) => statusText(view, context()));
    case 'personality':
      // ADDR_LIMIT_32BIT on 32-bit ARM.
      return text(() => (profile.architecture === 'arm' ? '00800000\n' : '00000000\n'), 0o400);
    case 'limits':
      return text((view) => limitsText(view, Math.floor(maxTasks(services) / 2)));
    case 'comm':
      return commFile(text, now);
    case 'cmdline':
      return text(({ argv }) => argv.map((word) => `${word}\0`).join(''));
    case 'stat':
      return text((view) => statLine(view, context()));
    case 'statm':
      return text((view) => statmLine(view, profile.pageSizeBytes));
    case 'maps':
      return text((view) => mapsText(view, profile.wordBytes));
    case 'cwd':
      return link(({ cwd }) => cwd);
    case 'root':
      return link(({ root }) => root);
    case 'exe':
      return now()?.exe === null ? undefined : link(({ exe }) => exe ?? '');
    case 'mounts':
      return text(mountsText);
    case 'mountinfo':
      return text(mountinfoText);
    case 'mountstats':
      return text(mountstatsText, 0o400);
    case 'wchan':
      return text(({ waitChannel }) => waitChannel ?? '0');
    case 'schedstat':
      return text(
        ({ userNs, systemNs, voluntarySwitches, involuntarySwitches }) =>
          `${userNs + systemNs} 0 ${voluntarySwitches + involuntarySwitches}\n`,
      );
    case 'cpuset':
      return text(() => '/\n');
    case 'cgroup':
      return text(() => '');
    case 'oom_score':
      return text(({ oomScoreAdj, memory }) => `${oomScore(oomScoreAdj, memory.resident, services)}\n`);
    case 'oom_adj':
      return text(
        ({ oomScoreAdj }) => `${oomScoreAdj === OOM_SCORE_MAX ? 15 : Math.trunc((oomScoreAdj * 17) / OOM_SCORE_MAX)}\n`,
        0o644,
      );
    case 'oom_score_adj':
      return oomScoreAdjFile(text, now);
    case 'loginuid':
      return text(() => '4294967295', 0o644);
    case 'sessionid':
      return text(() => '4294967295');
    case 'coredump_filter':
      return coreFilterFile(text, now);
    case 'io':
      return text(ioText, 0o400);
    case 'uid_map':
    case 'gid_map':
    case 'projid_map':
      return text(() => '         0          0 4294967295\n', 0o644);
    case 'setgroups':
      return text(() => 'allow\n', 0o644);
    case 'timerslack_ns':
      return text(() => '50000\n', 0o666);
    default:
      return undefined;
  }
}

type TextFile = (make: (view: ProcessView) => string, mode?: number) => PseudoFileNode;

function commFile(text: TextFile, now: () => ProcessView | undefined): PseudoFileNode {
  return {
    ...text(({ comm }) => `${comm}\n`, 0o644),
    write: (written) => {
      const view = now();
      if (view === undefined) return -ESRCH;
      view.setComm(written.split(/[\0\n]/, 1)[0]!.slice(0, COMM_MAX));
      return written.length;
    },
  };
}

function oomScoreAdjFile(text: TextFile, now: () => ProcessView | undefined): PseudoFileNode {
  return {
    ...text(({ oomScoreAdj }) => `${oomScoreAdj}\n`, 0o644),
    write: (written) => {
      const view = now();
      if (view === undefined) return -ESRCH;
      const match = /^\s*([+-]?\d{1,9})\s*$/.exec(written.slice(0, 12).replace(/\0.*$/s, ''));
      if (match === null) return -EINVAL;
      const value = Number(match[1]);
      if (value < -OOM_SCORE_MAX || value > OOM_SCORE_MAX) return -EINVAL;
      view.oomScoreAdj = value;
      return written.length;
    },
  };
}

/** `proc_coredump_filter_write`: bits that the kernel does not know are dropped. */
function coreFilterFile(text: TextFile, now: () => ProcessView | undefined): PseudoFileNode {
  const shown = ({ isKernelThread, coreFilter }: ProcessView) =>
    isKernelThread ? '' : `${coreFilter.toString(16).padStart(8, '0')}\n`;
  return {
    ...text(shown, 0o644),
    write: (written) => {
      const value = kstrtouint(written);
      if (value < 0) return value;
      const view = now();
      if (view === undefined || view.isKernelThread) return -ESRCH;
      view.coreFilter = value & CORE_FILTER_BITS;
      return written.length;
    },
  };
}

/** `proc_oom_score`: badness of 0 … 2000, two thirds of it shown. */
function oomScore(adjustment: number, residentBytes: number, { memoryUse, profile }: PseudoServices): number {
  if (adjustment === -OOM_SCORE_MAX) return 0;
  const totalPages = Math.max(1, Math.floor((memoryUse().figures().memTotalKiB * 1024) / profile.pageSizeBytes));
  const points = Math.floor(residentBytes / profile.pageSizeBytes) + Math.trunc((adjustment * totalPages) / 1000);
  const badness = Math.trunc(((1000 + Math.trunc((points * 1000) / totalPages)) * 2) / 3);
  return Math.max(0, badness);
}

/** kernel.threads-max of this machine, whose half bounds the processes of one user. */
function maxTasks({ memoryUse, profile }: PseudoServices): number {
  const threadBytes = profile.wordBytes === 8 ? 16384 : 8192;
  const pages = Math.floor((memoryUse().figures().memTotalKiB * 1024) / profile.pageSizeBytes);
  return Math.max(20, Math.floor((pages * profile.pageSizeBytes) / (threadBytes * 8)));
}

function taskDirectory(services: PseudoServices, pid: number): PseudoDirectoryNode {
  return {
    kind: 'directory',
    mode: 0o555,
    names: () => [String(pid)],
    child: (name) => {
      if (name !== String(pid)) return undefined;
      const whole = processDirectory(services, pid);
      if (whole === undefined) return undefined;
      const own = (one: string) => one !== 'task' && one !== 'mountstats';
      return {
        ...whole,
        names: () => whole.names().filter(own),
        child: (one) => (own(one) ? whole.child(one) : undefined),
      };
    },
  };
}

function descriptors(now: () => ProcessView | undefined, kind: 'fd' | 'fdinfo'): PseudoDirectoryNode {
  const files = (): readonly OpenFileView[] => now()?.files ?? [];
  return {
    kind: 'directory',
    mode: kind === 'fd' ? 0o500 : 0o555,
    names: () => files().map(({ fd }) => String(fd)),
    child: (name) => {
      const file = files().find(({ fd }) => String(fd) === name);
      if (file === undefined) return undefined;
      if (kind === 'fdinfo') return fdinfoFile(now, file.fd);
      const mode = (file.readable ? 0o500 : 0) | (file.writable ? 0o300 : 0) | 0o100;
      const still = () => files().find(({ fd }) => fd === file.fd);
      return { kind: 'link', mode, target: () => still()?.target ?? '', follow: () => still()?.place };
    },
  };
}

function fdinfoFile(now: () => ProcessView | undefined, wanted: number): PseudoFileNode {
  return {
    kind: 'file',
    mode: 0o400,
    size: 0,
    read: () => {
      const file = now()?.files.find(({ fd }) => fd === wanted);
      if (file === undefined) return -ESRCH;
      return `pos:\t${file.position}\nflags:\t0${file.flags.toString(8)}\nmnt_id:\t${file.mountId}\nino:\t${file.ino}\n`;
    },
    write: () => (now() === undefined ? -EACCES : -EIO),
  };
}
