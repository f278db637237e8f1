/** Columns of `ps`: names, headers, widths and texts of procps 4.0.2 (`src/ps/output.c`). */
import type { Accounts } from './accounts.ts';
import { MONTHS, WEEKDAYS } from './calendar-names.ts';
import { type ProcessEntry, TICKS, terminalName } from './process-list.ts';

/** What a column needs to know besides the process. */
export interface Surroundings {
  readonly accounts: Accounts;
  readonly bootTime: number;
  readonly uptimeSeconds: number;
  readonly memoryKib: number;
  readonly nowSeconds: number;
  readonly isBsd: boolean;
  readonly showsEnvironment: boolean;
}

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly right: boolean;
  /** Cut at the width (but for the last column). */
  readonly truncates: boolean;
  readonly text: (process: ProcessEntry, around: Surroundings) => string;
  readonly key: (process: ProcessEntry) => number | string;
}

const PAGE_KIB = 4;

function number(header: string, width: number, value: (process: ProcessEntry) => number): Column {
  return { header, width, right: true, truncates: false, text: (one) => String(value(one)), key: value };
}

function words(header: string, width: number, text: Column['text'], key: Column['key'] = () => 0): Column {
  return { header, width, right: false, truncates: true, text, key };
}

function fullCommand(one: ProcessEntry): string {
  if (one.argv.length === 0) return one.state === 'Z' ? `[${one.comm}] <defunct>` : `[${one.comm}]`;
  return one.argv.join(' ');
}

function name(one: ProcessEntry): string {
  return one.state === 'Z' ? `${one.comm} <defunct>` : one.comm;
}

/** A name that does not fit gives way to the number. */
function user(uid: number, around: Surroundings): string {
  const text = around.accounts.userName(uid);
  return text.length > 8 ? `${text.slice(0, 7)}+` : text;
}

function flagsText(one: ProcessEntry): string {
  let text = one.state;
  if (one.nice < 0) text += '<';
  else if (one.nice > 0) text += 'N';
  if (one.isLocked) text += 'L';
  if (one.session === one.pid && one.argv.length > 0) text += 's';
  if (one.threads > 1) text += 'l';
  if (one.tpgid > 0 && one.pgrp === one.tpgid) text += '+';
  return text;
}

function cpuSeconds(one: ProcessEntry): number {
  return Math.floor((one.utime + one.stime) / TICKS);
}

/** Share of the CPU over the process's life in tenths of a percent. */
function cpuTenths(one: ProcessEntry, { uptimeSeconds }: Surroundings): number {
  const seconds = uptimeSeconds - one.startTime / TICKS;
  return seconds <= 0 ? 0 : Math.floor((((one.utime + one.stime) / TICKS) * 1000) / seconds);
}

function longTime(seconds: number, hasDays: boolean): string {
  const days = Math.floor(seconds / 86400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 && hasDays ? `${days}-${clock}` : clock;
}

function elapsed(one: ProcessEntry, { uptimeSeconds }: Surroundings): string {
  const seconds = Math.max(0, Math.floor(uptimeSeconds - one.startTime / TICKS));
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${days}-${two(hours)}:${rest}`;
  return hours > 0 ? `${two(hours)}:${rest}` : rest;
}

function startDate(one: ProcessEntry, { bootTime }: Surroundings): Date {
  return new Date((bootTime + Math.floor(one.startTime / TICKS)) * 1000);
}

/** Hour and minute today, month and day this year, the year otherwise. */
function shortStart(one: ProcessEntry, around: Surroundings, separator: string): string {
  const date = startDate(one, around);
  const now = new Date(Math.floor(around.nowSeconds) * 1000);
  if (date.getUTCFullYear() !== now.getUTCFullYear()) return String(date.getUTCFullYear());
  if (date.getUTCMonth() === now.getUTCMonth() && date.getUTCDate() === now.getUTCDate()) {
    return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  }
  return `${MONTHS[date.getUTCMonth()]!.slice(0, 3)}${separator}${two(date.getUTCDate())}`;
}

function tenths(value: number): string {
  return value >= 1000 ? String(Math.floor(value / 10)) : `${Math.floor(value / 10)}.${value % 10}`;
}

function memoryTenths(one: ProcessEntry, { memoryKib }: Surroundings): number {
  return Math.min(999, Math.floor((one.rssPages * PAGE_KIB * 1000) / memoryKib));
}

const pages = (one: ProcessEntry): number => Math.floor(one.vsizeBytes / 4096);

export const COLUMNS = {
  pid: number('PID', 5, (one) => one.pid),
  ppid: number('PPID', 5, (one) => one.ppid),
  pgid: number('PGID', 5, (one) => one.pgrp),
  sid: number('SID', 5, (one) => one.session),
  tpgid: number('TPGID', 5, (one) => one.tpgid),
  lwp: number('LWP', 5, (one) => one.pid),
  nlwp: number('NLWP', 4, (one) => one.threads),
  psr: number('PSR', 3, (one) => one.processor),
  nice: {
    ...number('NI', 3, (one) => one.nice),
    text: (one) => String(one.nice),
  },
  pri: number('PRI', 3, (one) => 19 - one.nice),
  priUnix: number('PRI', 3, (one) => 60 + one.priority),
  vsz: number('VSZ', 6, (one) => Math.floor(one.vsizeBytes / 1024)),
  rss: number('RSS', 5, (one) => one.rssPages * PAGE_KIB),
  sz: number('SZ', 5, pages),
  uidNumber: number('UID', 5, (one) => one.euid),
  gidNumber: number('GID', 5, (one) => one.egid),
  flags: { ...number('F', 1, (one) => one.flags), text: (one) => ((one.flags >> 6) & 7).toString(8) },
  c: { ...number('C', 2, () => 0), text: (one, around) => String(Math.floor(cpuTenths(one, around) / 10)) },
  pcpu: {
    ...number('%CPU', 4, (one) => one.utime + one.stime),
    text: (one, around) => tenths(cpuTenths(one, around)),
  },
  pmem: { ...number('%MEM', 4, (one) => one.rssPages), text: (one, around) => tenths(memoryTenths(one, around)) },
  user: words(
    'USER',
    8,
    (one, around) => user(one.euid, around),
    (one) => one.euid,
  ),
  uidName: words('UID', 8, (one, around) => user(one.euid, around)),
  ruser: words('RUSER', 8, (one, around) => user(one.uid, around)),
  group: words('GROUP', 8, (one, around) => around.accounts.groupName(one.egid)),
  tty: words('TTY', 8, (one) => terminalName(one.ttyNumber)),
  stat: words('STAT', 4, flagsText),
  s: words('S', 1, (one) => one.state),
  time: {
    ...words('TIME', 8, (one) => longTime(cpuSeconds(one), true)),
    right: true,
    key: (one) => one.utime + one.stime,
  },
  bsdTime: {
    ...words('TIME', 6, (one) => `${Math.floor(cpuSeconds(one) / 60)}:${two(cpuSeconds(one) % 60)}`),
    right: true,
    key: (one) => one.utime + one.stime,
  },
  etime: { ...words('ELAPSED', 11, elapsed), right: true },
  etimes: {
    ...number('ELAPSED', 7, (one) => -one.startTime),
    text: (one, { uptimeSeconds }) => String(Math.max(0, Math.floor(uptimeSeconds - one.startTime / TICKS))),
  },
  stime: {
    ...words('STIME', 5, (one, around) => shortStart(one, around, '')),
    right: false,
    key: (one) => one.startTime,
  },
  bsdStart: { ...words('START', 5, (one, around) => shortStart(one, around, '')), key: (one) => one.startTime },
  start: {
    ...words('STARTED', 8, (one, around) => {
      const date = startDate(one, around);
      if (around.nowSeconds - date.getTime() / 1000 >= 86400)
        return `${MONTHS[date.getUTCMonth()]!.slice(0, 3)} ${two(date.getUTCDate())}`;
      return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
    }),
    right: true,
    key: (one) => one.startTime,
  },
  lstart: {
    ...words('STARTED', 24, (one, around) => {
      const date = startDate(one, around);
      const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
      const day = `${WEEKDAYS[date.getUTCDay()]!.slice(0, 3)} ${MONTHS[date.getUTCMonth()]!.slice(0, 3)}`;
      return `${day} ${String(date.getUTCDate()).padStart(2)} ${clock} ${date.getUTCFullYear()}`;
    }),
    right: true,
    key: (one) => one.startTime,
  },
  /** ADDR is one column wide under a title of four: SZ behind it gives what that needs. */
  addressAndSize: words('ADDR SZ', 7, (one) => `- ${String(pages(one)).padStart(5)}`),
  wchan: words('WCHAN', 6, (one) => one.wchan),
  comm: { ...words('COMMAND', 15, name, (one) => one.comm) },
  cmd: { ...words('CMD', 27, fullCommand, (one) => fullCommand(one)), truncates: false },
} satisfies Record<string, Column>;

/** Names of `-o` and their columns, with the header where it differs. */
const NAMES: Readonly<Record<string, readonly [Column, string?]>> = {
  pid: [COLUMNS.pid],
  tgid: [COLUMNS.pid, 'TGID'],
  ppid: [COLUMNS.ppid],
  pgid: [COLUMNS.pgid],
  pgrp: [COLUMNS.pgid, 'PGRP'],
  sid: [COLUMNS.sid],
  sess: [COLUMNS.sid, 'SESS'],
  session: [COLUMNS.sid, 'SESS'],
  tpgid: [COLUMNS.tpgid],
  lwp: [COLUMNS.lwp],
  nlwp: [COLUMNS.nlwp],
  thcount: [COLUMNS.nlwp, 'THCNT'],
  psr: [COLUMNS.psr],
  ni: [COLUMNS.nice],
  nice: [COLUMNS.nice],
  pri: [COLUMNS.pri],
  vsz: [COLUMNS.vsz],
  vsize: [COLUMNS.vsz],
  rss: [COLUMNS.rss],
  rssize: [COLUMNS.rss],
  rsz: [COLUMNS.rss, 'RSZ'],
  sz: [COLUMNS.sz],
  uid: [COLUMNS.uidNumber],
  euid: [COLUMNS.uidNumber, 'EUID'],
  gid: [COLUMNS.gidNumber],
  egid: [COLUMNS.gidNumber, 'EGID'],
  f: [COLUMNS.flags],
  flags: [COLUMNS.flags],
  c: [COLUMNS.c],
  pcpu: [COLUMNS.pcpu],
  '%cpu': [COLUMNS.pcpu],
  pmem: [COLUMNS.pmem],
  '%mem': [COLUMNS.pmem],
  user: [COLUMNS.user],
  euser: [COLUMNS.user, 'EUSER'],
  ruser: [COLUMNS.ruser],
  group: [COLUMNS.group],
  egroup: [COLUMNS.group, 'EGROUP'],
  tty: [COLUMNS.tty, 'TT'],
  tt: [COLUMNS.tty, 'TT'],
  tname: [COLUMNS.tty],
  stat: [COLUMNS.stat],
  state: [COLUMNS.s],
  s: [COLUMNS.s],
  time: [COLUMNS.time],
  cputime: [COLUMNS.time],
  etime: [COLUMNS.etime],
  etimes: [COLUMNS.etimes],
  stime: [COLUMNS.stime],
  start: [COLUMNS.start],
  start_time: [COLUMNS.bsdStart],
  lstart: [COLUMNS.lstart],
  wchan: [COLUMNS.wchan],
  comm: [COLUMNS.comm],
  ucmd: [COLUMNS.comm, 'CMD'],
  ucomm: [COLUMNS.comm],
  cmd: [COLUMNS.cmd],
  args: [COLUMNS.cmd, 'COMMAND'],
  command: [COLUMNS.cmd, 'COMMAND'],
};

/** The column and header of a name of `-o` or a sort key; undefined: there is none. */
export function columnNamed(name: string): { readonly column: Column; readonly header: string } | undefined {
  if (!Object.hasOwn(NAMES, name)) return undefined;
  const [column, header] = NAMES[name]!;
  return { column, header: header ?? column.header };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
