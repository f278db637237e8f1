/**
 * Texts of /proc/PID: status, stat, limits, maps, mounts and the like.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/proc/array.c` (proc_pid_status, do_task_stat), `fs/proc/base.c` (proc_pid_limits, tgid_io_accounting),
 * `fs/proc/task_mmu.c` (show_map_vma) and `fs/proc_namespace.c` (show_vfsmnt, show_mountinfo).
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import { majorOf, minorOf } from '../vfs/device-number.ts';
import type { MountView, ProcessView, ResourceLimit, ResourceName } from './process-view.ts';

const USER_HZ = 100;
const PF_KTHREAD = 0x00200000;
const PF_FORKNOEXEC = 0x00000040;
const PF_SUPERPRIV = 0x00000100;
const PF_RANDOMIZE = 0x00400000;
/** CAP_LAST_CAP 40. */
const ALL_CAPABILITIES = 0x1ffffffffffn;
const NO_CAPABILITIES = 0n;

const stateNames: Readonly<Record<ProcessView['state'], string>> = {
  R: 'running',
  S: 'sleeping',
  D: 'disk sleep',
  T: 'stopped',
  t: 'tracing stop',
  X: 'dead',
  Z: 'zombie',
  I: 'idle',
};

function hex64(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0');
}

function capabilities({ uids }: ProcessView): bigint {
  return uids[1] === 0 ? ALL_CAPABILITIES : NO_CAPABILITIES;
}

export interface StatusContext {
  readonly profile: KernelProfile;
  readonly cpus: number;
  /** RLIMIT_SIGPENDING of everybody. */
  readonly pendingSignalsLimit: number;
}

/** Text of /proc/PID/status. */
export function statusText(view: ProcessView, { profile, cpus, pendingSignalsLimit }: StatusContext): string {
  const is612 = profile.version.patchlevel >= 12;
  const isX86 = profile.architecture === 'x86_64';
  const isZombie = view.state === 'Z' || view.state === 'X';
  const kib = (bytes: number) => `${String(Math.floor(bytes / 1024)).padStart(8)} kB`;
  const { memory } = view;
  const anon = Math.max(0, memory.resident - memory.shared);
  const rows = [
    `Name:\t${view.comm.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
    ...(view.isKernelThread || isZombie ? [] : [`Umask:\t${view.umask.toString(8).padStart(4, '0')}`]),
    `State:\t${view.state} (${stateNames[view.state]})`,
    `Tgid:\t${view.pid}`,
    'Ngid:\t0',
    `Pid:\t${view.pid}`,
    `PPid:\t${view.ppid}`,
    'TracerPid:\t0',
    `Uid:\t${view.uids.join('\t')}`,
    `Gid:\t${view.gids.join('\t')}`,
    `FDSize:\t${isZombie ? 0 : fdTableSize(view, profile.wordBytes)}`,
    `Groups:\t${view.groups.map((group) => `${group} `).join('')}${view.groups.length === 0 ? ' ' : ''}`,
    `NStgid:\t${view.pid}`,
    `NSpid:\t${view.pid}`,
    `NSpgid:\t${view.pgid}`,
    `NSsid:\t${view.sid}`,
    ...(is612 ? [`Kthread:\t${Number(view.isKernelThread)}`] : []),
    ...(view.isKernelThread || isZombie
      ? []
      : [
          `VmPeak:\t${kib(memory.total)}`,
          `VmSize:\t${kib(memory.total)}`,
          `VmLck:\t${kib(0)}`,
          `VmPin:\t${kib(0)}`,
          `VmHWM:\t${kib(memory.resident)}`,
          `VmRSS:\t${kib(memory.resident)}`,
          `RssAnon:\t${kib(anon)}`,
          `RssFile:\t${kib(memory.resident - anon)}`,
          `RssShmem:\t${kib(0)}`,
          `VmData:\t${kib(memory.data)}`,
          `VmStk:\t${kib(memory.stack)}`,
          `VmExe:\t${kib(memory.text)}`,
          `VmLib:\t${kib(memory.libraries)}`,
          `VmPTE:\t${kib(isX86 ? 32768 : 8192)}`,
          `VmSwap:\t${kib(0)}`,
          ...(isX86 ? [`HugetlbPages:\t${kib(0)}`] : []),
          `CoreDumping:\t${Number(view.isDumpingCore)}`,
          `THP_enabled:\t${Number(isX86)}`,
          ...(is612 && isX86 ? ['untag_mask:\t0xffffffffffffffff'] : []),
        ]),
    'Threads:\t1',
    `SigQ:\t0/${pendingSignalsLimit}`,
    `SigPnd:\t${hex64(view.pendingSignals)}`,
    `ShdPnd:\t${hex64(view.sharedPendingSignals)}`,
    `SigBlk:\t${hex64(view.blockedSignals)}`,
    `SigIgn:\t${hex64(view.ignoredSignals)}`,
    `SigCgt:\t${hex64(view.caughtSignals)}`,
    'CapInh:\t0000000000000000',
    `CapPrm:\t${hex64(capabilities(view))}`,
    `CapEff:\t${hex64(capabilities(view))}`,
    `CapBnd:\t${hex64(ALL_CAPABILITIES)}`,
    'CapAmb:\t0000000000000000',
    'NoNewPrivs:\t0',
    'Seccomp:\t0',
    'Seccomp_filters:\t0',
    `Speculation_Store_Bypass:\t${isX86 ? 'not vulnerable' : 'unknown'}`,
    `SpeculationIndirectBranch:\t${isX86 ? 'always enabled' : 'unsupported'}`,
    `Cpus_allowed:\t${(2 ** cpus - 1).toString(16)}`,
    `Cpus_allowed_list:\t${cpus === 1 ? '0' : `0-${cpus - 1}`}`,
    `Mems_allowed:\t${isX86 ? `${'00000000,'.repeat(31)}00000001` : '1'}`,
    'Mems_allowed_list:\t0',
    `voluntary_ctxt_switches:\t${view.voluntarySwitches}`,
    `nonvoluntary_ctxt_switches:\t${view.involuntarySwitches}`,
    ...(is612 && isX86 ? ['x86_Thread_features:\t', 'x86_Thread_features_locked:\t'] : []),
  ];
  return rows.map((row) => `${row}\n`).join('');
}

/** `max_fds`: as many as a word has bits, doubled until the highest descriptor fits. */
function fdTableSize({ files }: ProcessView, wordBytes: number): number {
  const highest = files.reduce((most, { fd }) => Math.max(most, fd), 0);
  let size = wordBytes * 8;
  while (size <= highest) size *= 2;
  return size;
}

/** Text of /proc/PID/stat. Addresses are zero, as for a reader who may not trace the process. */
export function statLine(view: ProcessView, { profile }: StatusContext): string {
  const jiffies = (ns: number) => Math.floor(ns / (NS_PER_S / USER_HZ));
  const flags =
    (view.isKernelThread ? PF_KTHREAD : PF_RANDOMIZE) |
    (view.uids[1] === 0 ? PF_SUPERPRIV : 0) |
    (view.argv.length === 0 ? PF_FORKNOEXEC : 0);
  const limit = profile.wordBytes === 8 ? 18446744073709551615n : 4294967295n;
  const { memory } = view;
  const area = (name: string) => view.areas.find((one) => one.name === name);
  const text = view.areas.find(({ permissions }) => permissions.includes('x'));
  const data = view.areas.find(({ permissions, name }) => permissions.startsWith('rw') && name.startsWith('/'));
  const stack = area('[stack]');
  const number = (value: bigint | undefined) => String(value ?? 0n);
  const pages = Math.floor(memory.resident / profile.pageSizeBytes);
  return `${[
    view.pid,
    `(${view.comm})`,
    view.state,
    view.ppid,
    view.pgid,
    view.sid,
    signedDevice(view.ttyDev),
    view.ttyPgid,
    flags,
    pages + 24,
    0,
    0,
    0,
    jiffies(view.userNs),
    jiffies(view.systemNs),
    jiffies(view.childUserNs),
    jiffies(view.childSystemNs),
    20 + view.nice,
    view.nice,
    1,
    0,
    jiffies(view.startNs),
    memory.total,
    pages,
    limit,
    number(text?.start),
    number(text?.end),
    number(stack?.end),
    0,
    0,
    view.pendingSignals & 0x7fffffffn,
    view.blockedSignals & 0x7fffffffn,
    view.ignoredSignals & 0x7fffffffn,
    view.caughtSignals & 0x7fffffffn,
    view.waitChannel === null ? 0 : 1,
    0,
    0,
    view.exitSignal,
    view.cpu,
    0,
    0,
    0,
    0,
    0,
    number(data?.start),
    number(data?.end),
    number(area('[heap]')?.start),
    0,
    0,
    0,
    0,
    view.exitCode,
  ].join(' ')}\n`;
}

/** The number of a terminal as `new_encode_dev` and a C int give it. */
function signedDevice(dev: number): number {
  return dev | 0;
}

export function statmLine({ memory }: ProcessView, pageSizeBytes: number): string {
  const pages = (bytes: number) => Math.floor(bytes / pageSizeBytes);
  return `${[memory.total, memory.resident, memory.shared, memory.text].map(pages).join(' ')} 0 ${pages(memory.data + memory.stack)} 0\n`;
}

/** In the order of the file: name, unit, and what a process has when nobody set it. */
const limitRows: readonly (readonly [
  key: ResourceName,
  name: string,
  unit: string,
  fallback: ResourceLimit | 'tasks',
])[] = [
  ['cpu', 'Max cpu time', 'seconds', { soft: null, hard: null }],
  ['fsize', 'Max file size', 'bytes', { soft: null, hard: null }],
  ['data', 'Max data size', 'bytes', { soft: null, hard: null }],
  ['stack', 'Max stack size', 'bytes', { soft: 8388608, hard: null }],
  ['core', 'Max core file size', 'bytes', { soft: 0, hard: null }],
  ['rss', 'Max resident set', 'bytes', { soft: null, hard: null }],
  ['nproc', 'Max processes', 'processes', 'tasks'],
  ['nofile', 'Max open files', 'files', { soft: 1024, hard: 4096 }],
  ['memlock', 'Max locked memory', 'bytes', { soft: 8388608, hard: 8388608 }],
  ['as', 'Max address space', 'bytes', { soft: null, hard: null }],
  ['locks', 'Max file locks', 'locks', { soft: null, hard: null }],
  ['sigpending', 'Max pending signals', 'signals', 'tasks'],
  ['msgqueue', 'Max msgqueue size', 'bytes', { soft: 819200, hard: 819200 }],
  ['nice', 'Max nice priority', '', { soft: 0, hard: 0 }],
  ['rtprio', 'Max realtime priority', '', { soft: 0, hard: 0 }],
  ['rttime', 'Max realtime timeout', 'us', { soft: null, hard: null }],
];

/** Text of /proc/PID/limits. */
export function limitsText({ limits }: ProcessView, tasks: number): string {
  const line = (name: string, soft: string, hard: string, unit: string) =>
    `${name.padEnd(25)} ${soft.padEnd(20)} ${hard.padEnd(20)} ${unit.padEnd(10)}\n`;
  const value = (limit: number | null) => (limit === null ? 'unlimited' : String(limit));
  const rows = limitRows.map(([key, name, unit, fallback]) => {
    const { soft, hard } = limits[key] ?? (fallback === 'tasks' ? { soft: tasks, hard: tasks } : fallback);
    // A row without a unit ends behind its numbers.
    return unit === ''
      ? `${name.padEnd(25)} ${value(soft).padEnd(20)} ${value(hard).padEnd(20)} \n`
      : line(name, value(soft), value(hard), unit);
  });
  return line('Limit', 'Soft Limit', 'Hard Limit', 'Units') + rows.join('');
}

/** Text of /proc/PID/maps. Names begin at one column where the line is short enough. */
export function mapsText({ areas }: ProcessView, wordBytes: number): string {
  const width = 25 + wordBytes * 6 - 1;
  return areas
    .map(({ start, end, permissions, offset, dev, ino, name }) => {
      const hex = (value: bigint) => value.toString(16).padStart(8, '0');
      const device = `${majorOf(dev).toString(16).padStart(2, '0')}:${minorOf(dev).toString(16).padStart(2, '0')}`;
      const line = `${hex(start)}-${hex(end)} ${permissions} ${hex(offset)} ${device} ${ino} `;
      return `${name === '' ? line : `${line.padEnd(width)}${name}`}\n`;
    })
    .join('');
}

/** `mangle`: what would end a field is written in octal. */
function mangled(text: string): string {
  return text.replace(/[ \t\n\\#]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`);
}

/** Text of /proc/PID/mounts: options of the mount and of the file system in one field. */
export function mountsText({ mounts }: ProcessView): string {
  return mounts
    .map(({ source, target, type, options, superOptions }) => {
      const [access = 'rw', ...mountWords] = options.split(',');
      const [superAccess = 'rw', ...superWords] = superOptions.split(',');
      const first = access === 'ro' || superAccess === 'ro' ? 'ro' : 'rw';
      // sb options first, then those of the mount, then what the file system adds.
      const general = superWords.filter((word) => /^(sync|dirsync|mand|lazytime)$/.test(word));
      const own = superWords.filter((word) => !general.includes(word));
      return `${mangled(source)} ${mangled(target)} ${mangled(type)} ${[first, ...general, ...mountWords, ...own].join(',')} 0 0\n`;
    })
    .join('');
}

/** Text of /proc/PID/mountinfo. */
export function mountinfoText({ mounts }: ProcessView): string {
  return mounts.map((mount) => `${mountinfoLine(mount)}\n`).join('');
}

function mountinfoLine({ id, parentId, dev, root, target, options, type, source, superOptions }: MountView): string {
  const where = `${id} ${parentId} ${majorOf(dev)}:${minorOf(dev)} ${mangled(root)} ${mangled(target)} ${options}`;
  return `${where} - ${mangled(type)} ${mangled(source)} ${superOptions}`;
}

export function mountstatsText({ mounts }: ProcessView): string {
  return mounts
    .map(
      ({ source, target, type }) =>
        `device ${mangled(source)} mounted on ${mangled(target)} with fstype ${mangled(type)}\n`,
    )
    .join('');
}

export function ioText({ io }: ProcessView): string {
  return [
    `rchar: ${io.readChars}`,
    `wchar: ${io.writtenChars}`,
    `syscr: ${io.readCalls}`,
    `syscw: ${io.writeCalls}`,
    `read_bytes: ${io.readBytes}`,
    `write_bytes: ${io.writeBytes}`,
    `cancelled_write_bytes: ${io.cancelledWriteBytes}`,
    '',
  ].join('\n');
}
