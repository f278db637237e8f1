/**
 * `ps` of procps 4.0.2: the usual selections and formats of its UNIX and BSD options.
 *
 * Mirrors `src/ps` (select, output, sortformat) in what it does for the options below. Left out: threads, cgroups, security labels, the
 * personalities of other systems.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { type Accounts, readAccounts } from './accounts.ts';
import {
  bootTime,
  memoryTotalKib,
  type ProcessEntry,
  readProcesses,
  terminalName,
  uptimeSeconds,
} from './process-list.ts';
import { print } from './program-frame.ts';
import { COLUMNS, type Column, type Surroundings } from './ps-columns.ts';
import { type PsRequest, parseOptions } from './ps-options.ts';

const HELP = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

export const ps: Program = function* (system, argv) {
  const request = parseOptions(argv.slice(1));
  if (typeof request === 'string') {
    yield* printError(system, `error: ${request}\n${HELP}`);
    return 1;
  }
  if (request.showsHelp) return (yield* print(system, 'ps', HELP)) ? 0 : 1;
  if (request.showsVersion) return (yield* print(system, 'ps', 'ps from procps-ng 4.0.2\n')) ? 0 : 1;
  const processes = yield* readProcesses(system);
  if (processes === null) {
    yield* printError(system, 'Error, do this: mount -t proc proc /proc\n');
    return 1;
  }
  const accounts = yield* readAccounts(system);
  const chosen = select(system, processes, request, accounts);
  const ordered = sorted(chosen, request.sort);
  const around: Surroundings = {
    accounts,
    bootTime: yield* bootTime(system),
    uptimeSeconds: yield* uptimeSeconds(system),
    memoryKib: yield* memoryTotalKib(system),
    nowSeconds: system.now(),
    isBsd: request.isBsd,
    showsEnvironment: false,
  };
  const text = yield* listing(system, ordered, request, around);
  if (!(yield* print(system, 'ps', text))) return 1;
  return ordered.length === 0 ? 1 : 0;
};

function select(
  system: SystemCalls,
  processes: readonly ProcessEntry[],
  request: PsRequest,
  accounts: Accounts,
): ProcessEntry[] {
  const own = processes.find(({ pid }) => pid === system.pid);
  const tty = own?.ttyNumber ?? 0;
  const euid = system.geteuid();
  const userId = (word: string): number => (/^\d+$/.test(word) ? Number(word) : (accounts.userByName(word)?.uid ?? -1));
  const users = request.users.map(userId);
  const isChosen = (one: ProcessEntry): boolean => {
    if (request.all) return true;
    const hasList =
      request.pids.length +
        request.commands.length +
        request.users.length +
        request.parents.length +
        request.ttys.length >
      0;
    if (hasList) {
      return (
        request.pids.includes(one.pid) ||
        request.commands.includes(one.comm) ||
        request.parents.includes(one.ppid) ||
        users.includes(one.euid) ||
        request.ttys.includes(terminalName(one.ttyNumber))
      );
    }
    // BSD `a` lifts "only yours", `x` lifts "must have a tty"; `-a` is all with a terminal but session leaders, `-d` all but those.
    if (request.bsdA || request.bsdX) {
      return (request.bsdA || one.euid === euid) && (request.bsdX || one.ttyNumber !== 0);
    }
    if (request.notLeaders) return one.session !== one.pid && (request.needsTty ? one.ttyNumber !== 0 : true);
    return one.ttyNumber === tty && one.euid === euid;
  };
  return processes.filter((one) => isChosen(one) !== request.negated);
}

function sorted(
  processes: readonly ProcessEntry[],
  keys: readonly { column: Column; descending: boolean }[],
): ProcessEntry[] {
  if (keys.length === 0) return [...processes];
  return [...processes].sort((a, b) => {
    for (const { column, descending } of keys) {
      const left = column.key(a);
      const right = column.key(b);
      const order = left < right ? -1 : left > right ? 1 : 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function* listing(
  system: SystemCalls,
  processes: readonly ProcessEntry[],
  request: PsRequest,
  around: Surroundings,
): Blocking<string> {
  const { columns } = request;
  const depth = request.isForest ? depths(processes) : null;
  const ordered = depth === null ? processes : [...depth.keys()];
  const widths = columns.map(({ column, header }) => Math.max(column.width, header.length));
  const lineWidth = request.isWide || !system.isatty(1) ? Number.POSITIVE_INFINITY : system.windowSize(1).columns || 80;
  const line = (cell: (at: number) => string): string => {
    let text = '';
    for (const [at, { column }] of columns.entries()) {
      const isLast = at === columns.length - 1;
      const value = cell(at);
      const fitted = column.truncates && !isLast ? value.slice(0, widths[at]) : value;
      text += column.right ? fitted.padStart(widths[at]!) : isLast ? fitted : fitted.padEnd(widths[at]!);
      if (!isLast) text += ' ';
    }
    return text.slice(0, lineWidth);
  };
  let text = '';
  if (request.showsHeader && columns.some(({ header }) => header !== ''))
    text += `${line((at) => columns[at]!.header)}\n`;
  for (const process of ordered) {
    const indent = depth === null ? '' : depth.get(process)!;
    text += `${line((at) => {
      const { column } = columns[at]!;
      const value = column.text(process, around);
      return column === COLUMNS.cmd || column === COLUMNS.comm ? indent + value : value;
    })}\n`;
  }
  return text;
}

/** The tree of `-H` and `f`: children behind their parents, each with the blanks before its command. */
function depths(processes: readonly ProcessEntry[]): Map<ProcessEntry, string> {
  const found = new Map<ProcessEntry, string>();
  const add = (one: ProcessEntry, indent: string): void => {
    if (found.has(one)) return;
    found.set(one, indent);
    for (const child of processes) if (child.ppid === one.pid && child !== one) add(child, `${indent}  `);
  };
  for (const one of processes) if (!processes.some(({ pid }) => pid === one.ppid)) add(one, '');
  return found;
}
