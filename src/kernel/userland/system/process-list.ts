/** The processes as procps' library reads them from /proc: stat, status, cmdline. */
import type { Blocking } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { readText } from './program-frame.ts';

export interface ProcessEntry {
  readonly pid: number;
  readonly ppid: number;
  readonly pgrp: number;
  readonly session: number;
  /** Controlling terminal's device number, 0: none; and its foreground process group. */
  readonly ttyNumber: number;
  readonly tpgid: number;
  readonly state: string;
  readonly comm: string;
  /** Words of the command line; none for kernel threads and zombies. */
  readonly argv: readonly string[];
  readonly uid: number;
  readonly euid: number;
  readonly gid: number;
  readonly egid: number;
  /** Clock ticks (1/100 s): user, system, start after boot. */
  readonly utime: number;
  readonly stime: number;
  readonly startTime: number;
  readonly priority: number;
  readonly nice: number;
  readonly threads: number;
  readonly flags: number;
  readonly vsizeBytes: number;
  readonly rssPages: number;
  readonly processor: number;
  readonly wchan: string;
  /** Memory is locked in RAM (`L` of STAT). */
  readonly isLocked: boolean;
}

/** Clock ticks a second, USER_HZ. */
export const TICKS = 100;

/** All processes by pid; null when /proc is not there. */
export function* readProcesses(system: SystemCalls): Blocking<ProcessEntry[] | null> {
  const names = system.readDirectory('/proc');
  if (typeof names === 'number') return null;
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const entries: ProcessEntry[] = [];
  for (const pid of pids.sort((a, b) => a - b)) {
    const entry = yield* readProcess(system, pid);
    if (entry !== null) entries.push(entry);
  }
  return pids.length === 0 ? null : entries;
}

/** One process, or null when it is gone. */
function* readProcess(system: SystemCalls, pid: number): Blocking<ProcessEntry | null> {
  const stat = yield* readText(system, `/proc/${pid}/stat`);
  if (typeof stat === 'number') return null;
  const open = stat.indexOf('(');
  const close = stat.lastIndexOf(')');
  if (open < 0 || close < 0) return null;
  const fields = stat
    .slice(close + 2)
    .trim()
    .split(' ');
  // Field 3 (state) stands at 0.
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  const status = yield* readText(system, `/proc/${pid}/status`);
  const cmdline = yield* readText(system, `/proc/${pid}/cmdline`);
  const wchan = yield* readText(system, `/proc/${pid}/wchan`);
  const ids = (name: string): number[] => {
    const line = typeof status === 'number' ? undefined : status.split('\n').find((one) => one.startsWith(`${name}:`));
    return line === undefined
      ? [0, 0]
      : line
          .slice(name.length + 1)
          .trim()
          .split(/\s+/)
          .map(Number);
  };
  const [uid = 0, euid = 0] = ids('Uid');
  const [gid = 0, egid = 0] = ids('Gid');
  const [locked = 0] = ids('VmLck');
  return {
    pid,
    comm: stat.slice(open + 1, close),
    state: fields[0] ?? 'R',
    ppid: field(4),
    pgrp: field(5),
    session: field(6),
    ttyNumber: field(7),
    tpgid: field(8),
    flags: field(9),
    utime: field(14),
    stime: field(15),
    priority: field(18),
    nice: field(19),
    threads: field(20),
    startTime: field(22),
    vsizeBytes: field(23),
    rssPages: field(24),
    processor: field(39),
    uid,
    euid,
    gid,
    egid,
    argv: typeof cmdline === 'number' || cmdline === '' ? [] : cmdline.replace(/\0$/, '').split('\0'),
    wchan: typeof wchan === 'number' || wchan === '' || wchan === '0' ? '-' : wchan.trim(),
    isLocked: locked > 0,
  };
}

/** Name of a terminal's device, `?` without one. */
export function terminalName(device: number): string {
  if (device === 0) return '?';
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major === 4) return minor < 64 ? `tty${minor}` : `ttyS${minor - 64}`;
  if (major === 5) return minor === 1 ? 'console' : 'tty';
  if (major === 136) return `pts/${minor}`;
  if (major === 207) return `ttymxc${minor - 16}`;
  if (major === 204) return `ttyAMA${minor - 64}`;
  if (major === 229) return `hvc${minor}`;
  return '?';
}

/** Seconds since boot, of /proc/uptime. */
export function* uptimeSeconds(system: SystemCalls): Blocking<number> {
  const text = yield* readText(system, '/proc/uptime');
  return typeof text === 'number' ? system.clockMonotonic() / 1e9 : Number(text.split(' ')[0]);
}

/** Seconds since 1970 of the boot. */
export function* bootTime(system: SystemCalls): Blocking<number> {
  const text = yield* readText(system, '/proc/stat');
  const match = typeof text === 'number' ? null : /^btime (\d+)/m.exec(text);
  return match === null ? Math.floor(system.now() - system.clockMonotonic() / 1e9) : Number(match[1]);
}

/** Total RAM in KiB. */
export function* memoryTotalKib(system: SystemCalls): Blocking<number> {
  const text = yield* readText(system, '/proc/meminfo');
  const match = typeof text === 'number' ? null : /^MemTotal:\s*(\d+)/m.exec(text);
  return match === null ? 1 : Number(match[1]);
}
