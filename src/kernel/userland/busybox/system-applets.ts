/** Applets that speak with the kernel about processes, memory, its log and parameters, and power (BusyBox 1.35). */
import type { Blocking } from '../../../shell/posix.ts';
import { ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { readAccounts } from '../system/accounts.ts';
import { INIT_SIGNALS, type PowerCommand } from '../system/power.ts';
import { type ProcessEntry, readProcesses, TICKS, uptimeSeconds } from '../system/process-list.ts';
import { execSearched, readText, shortName, sortedNames, writeText } from '../system/program-frame.ts';
import { applet, type Run } from './applet.ts';
import { listSignals, takeSignal } from './identity-applets.ts';

export const free = applet(
  { usage: '[-bkmgh]', options: { short: 'bkmgh' }, isQuiet: true },
  function* (run): Blocking<void> {
    const text = yield* readText(run.system, '/proc/meminfo');
    if (typeof text === 'number') throw yield* run.die('/proc/meminfo', text);
    const kib = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    const scale = (value: number): string => {
      if (run.has('h')) return human(value * 1024);
      const unit = run.has('b') ? 1 : run.has('m') ? 2 ** 20 : run.has('g') ? 2 ** 30 : 1024;
      return String(Math.floor((value * 1024) / unit));
    };
    const cell = (value: number): string => scale(value).padStart(12);
    const cached = kib('Buffers') + kib('Cached') + kib('SReclaimable');
    const used = kib('MemTotal') - kib('MemFree') - cached;
    yield* run.out.put('              total        used        free      shared  buff/cache   available\n');
    yield* run.out.put(
      `Mem:   ${cell(kib('MemTotal'))}${cell(used)}${cell(kib('MemFree'))}${cell(kib('Shmem'))}${cell(cached)}${cell(kib('MemAvailable'))}\n`,
    );
    const swap = kib('SwapTotal');
    yield* run.out.put(`Swap:  ${cell(swap)}${cell(swap - kib('SwapFree'))}${cell(kib('SwapFree'))}\n`);
  },
);

function human(bytes: number): string {
  const letters = ['', 'K', 'M', 'G', 'T'];
  let at = 0;
  while (at < 4 && bytes >= 1024 ** (at + 1)) at++;
  return at === 0 ? String(bytes) : `${(bytes / 1024 ** at).toFixed(1)}${letters[at]}`;
}

export const uptime = applet({ usage: '', options: { short: '' } }, function* (run): Blocking<void> {
  const seconds = Math.floor(yield* uptimeSeconds(run.system));
  const now = new Date(Math.floor(run.system.now()) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const load = yield* readText(run.system, '/proc/loadavg');
  const averages = typeof load === 'number' ? ['0.00', '0.00', '0.00'] : load.split(' ').slice(0, 3);
  const up = `${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${hours > 0 ? `${String(hours).padStart(2)}:${two(minutes)}` : `${minutes} min`}`;
  const clock = `${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())}`;
  yield* run.out.put(` ${clock} up ${up},  0 users,  load average: ${averages.join(', ')}\n`);
});

const PS_COLUMNS: Readonly<
  Record<string, readonly [header: string, width: number, text: (one: ProcessEntry, user: string) => string]>
> = {
  user: ['USER', 8, (_, user) => user],
  pid: ['PID', 5, ({ pid }) => String(pid)],
  ppid: ['PPID', 5, ({ ppid }) => String(ppid)],
  pgid: ['PGID', 5, ({ pgrp }) => String(pgrp)],
  sid: ['SID', 5, ({ session }) => String(session)],
  tty: ['TT', 6, ({ ttyNumber }) => (ttyNumber === 0 ? '?' : `${ttyNumber >> 8},${ttyNumber & 0xff}`)],
  stat: [
    'STAT',
    4,
    (one) =>
      `${one.state}${one.rssPages === 0 && one.state !== 'Z' ? 'W' : ' '}${one.nice < 0 ? '<' : one.nice > 0 ? 'N' : ' '} `,
  ],
  vsz: ['VSZ', 4, ({ vsizeBytes }) => sizeText(Math.floor(vsizeBytes / 1024))],
  rss: ['RSS', 4, ({ rssPages }) => sizeText(rssPages * 4)],
  time: ['TIME', 5, ({ utime, stime }) => timeText(Math.floor((utime + stime) / TICKS))],
  nice: ['NI', 5, ({ nice }) => String(nice)],
  comm: ['COMMAND', 16, ({ comm }) => comm],
  args: ['COMMAND', 256, ({ argv, comm }) => (argv.length === 0 ? `[${comm}]` : argv.join(' '))],
};

function sizeText(kib: number): string {
  if (kib < 10000) return String(kib);
  const mib = kib / 1024;
  return mib < 100 ? `${mib.toFixed(1)}`.slice(0, 4) : `${Math.floor(mib)}m`;
}

function timeText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export const ps = applet(
  { usage: '[-o COL1,COL2=HEADER] [-T]', options: { short: 'o:T' } },
  function* (run): Blocking<void> {
    const wanted = run.values('o').flatMap((list) => list.split(','));
    const names = wanted.length === 0 ? ['pid', 'user', 'time', 'args'] : wanted;
    const columns: { header: string; width: number; text: (one: ProcessEntry, user: string) => string }[] = [];
    for (const word of names) {
      const [name, header] = word.split('=') as [string, string?];
      const column = PS_COLUMNS[name];
      if (column === undefined)
        throw yield* run.die(`bad -o argument '${name}', supported arguments: ${Object.keys(PS_COLUMNS).join(',')}`);
      columns.push({ header: header ?? column[0], width: column[1], text: column[2] });
    }
    const accounts = yield* readAccounts(run.system);
    const width = run.system.isatty(1) ? run.system.windowSize(1).columns || 80 : 132;
    const line = (cell: (at: number) => string): string =>
      columns
        .map(({ width: size }, at) => (at === columns.length - 1 ? cell(at) : cell(at).slice(0, size).padEnd(size)))
        .join(' ')
        .slice(0, width);
    const rightPid = (text: string, at: number): string =>
      names[at]!.startsWith('p') && /^\d+$/.test(text) ? text.padStart(columns[at]!.width) : text;
    yield* run.out.put(`${line((at) => (columns[at]!.header === 'PID' ? '  PID' : columns[at]!.header))}\n`);
    for (const one of (yield* readProcesses(run.system)) ?? []) {
      const user = accounts.userName(one.euid);
      yield* run.out.put(`${line((at) => rightPid(columns[at]!.text(one, user), at))}\n`);
    }
  },
);

export const pidof = applet(
  { usage: '[OPTIONS] [NAME]...', options: { short: 'so:' } },
  function* (run): Blocking<number> {
    const found: number[] = [];
    const omitted = run.values('o').map((word) => (word === '%PPID' ? run.system.ppid : Number(word)));
    for (const one of [...((yield* readProcesses(run.system)) ?? [])].reverse()) {
      if (one.pid === run.system.pid || omitted.includes(one.pid)) continue;
      const base = shortName(one.argv[0] ?? '');
      if (run.operands.some((name) => one.comm === name.slice(0, 15) || base === shortName(name))) found.push(one.pid);
    }
    if (found.length === 0) return 1;
    yield* run.out.put(`${(run.has('s') ? found.slice(0, 1) : found).join(' ')}\n`);
    return 0;
  },
);

export const dmesg = applet(
  { usage: '[-cr] [-n LEVEL] [-s SIZE]', options: { short: 'cs:n:r' } },
  function* (run): Blocking<number> {
    const level = run.value('n');
    if (level !== null) {
      const set = yield* run.system.syslog(8, yield* run.number(level, 1, 8));
      if (typeof set === 'number' && set < 0) throw yield* run.die('klogctl', set);
      return 0;
    }
    const text = yield* run.system.syslog(
      run.has('c') ? 4 : 3,
      run.value('s') === null ? 1 << 24 : Number(run.value('s')),
    );
    if (typeof text === 'number') throw yield* run.die('klogctl', text);
    const shown = run.has('r') ? text : text.replace(/^<\d+>/gm, '');
    yield* run.out.put(shown.endsWith('\n') || shown === '' ? shown : `${shown}\n`);
    return 0;
  },
);

export const sysctl = applet(
  { usage: '[-enq] { -a | -p [FILE]... | [-w] [KEY[=VALUE]]... }', options: { short: '+neAapwq' } },
  function* (run): Blocking<void> {
    const { system } = run;
    const show = function* (key: string): Blocking<void> {
      const path = `/proc/sys/${key.replace(/[./]/g, (c) => (c === '.' ? '/' : c))}`;
      const status = system.stat(path);
      if (typeof status === 'number') {
        if (!run.has('e')) yield* run.error(`error: '${key.replaceAll('.', '/')}' is an unknown key`);
        return;
      }
      if ((status.mode & 0o170000) === 0o040000) {
        for (const name of sortedNames(system, path)) yield* show(`${key === '' ? '' : `${key}/`}${name}`);
        return;
      }
      if ((status.mode & 0o444) === 0) return;
      const text = yield* readText(system, path);
      if (typeof text === 'number') return yield* run.error(`error reading key '${key.replaceAll('/', '.')}'`, text);
      const name = key.replaceAll('/', '.');
      for (const line of text.replace(/\n$/, '').split('\n'))
        yield* run.out.put(run.has('n') ? `${line}\n` : `${name} = ${line}\n`);
    };
    const set = function* (word: string): Blocking<void> {
      const equals = word.indexOf('=');
      if (equals < 0)
        return run.has('w') ? yield* run.error(`error: '${word}' must be of the form name=value`) : yield* show(word);
      const key = word.slice(0, equals).trim();
      const value = word.slice(equals + 1).trim();
      const path = `/proc/sys/${key.replaceAll('.', '/')}`;
      if (typeof system.stat(path) === 'number') {
        if (!run.has('e')) yield* run.error(`error: '${key.replaceAll('.', '/')}' is an unknown key`);
        return;
      }
      const written = yield* writeText(system, path, value, 1);
      if (written < 0) yield* run.error(`error setting key '${key.replaceAll('/', '.')}'`, written);
      else if (!run.has('q'))
        yield* run.out.put(run.has('n') ? `${value}\n` : `${key.replaceAll('/', '.')} = ${value}\n`);
    };
    if (run.has('a') || run.has('A')) yield* show('');
    else if (run.has('p')) {
      for (const path of run.operands.length === 0 ? ['/etc/sysctl.conf'] : run.operands) {
        const text = yield* readText(system, path);
        if (typeof text === 'number') throw yield* run.die(`can't open '${path}'`, text);
        for (const line of text.split('\n')) if (/^\s*[^#;\s]/.test(line)) yield* set(line.trim());
      }
    } else {
      if (run.operands.length === 0) throw yield* run.usage();
      for (const word of run.operands) yield* set(word);
    }
  },
);

// ---- power ----

const POWER_USAGE = '[-d DELAY] [-nf]';
const power = (command: PowerCommand) =>
  applet({ usage: POWER_USAGE, options: { short: 'd:nfwi' } }, function* (run): Blocking<number> {
    const delay = run.value('d');
    if (delay !== null) yield* run.system.sleep((yield* run.number(delay)) * 1e9);
    if (!run.has('n')) yield* run.system.sync();
    const result = run.has('f') ? yield* run.system.reboot(command) : yield* run.system.kill(1, INIT_SIGNALS[command]);
    if (result < 0) throw yield* run.die(run.has('f') ? 'reboot' : "can't signal init", result);
    return 0;
  });

export const reboot = power('restart');
export const poweroff = power('power-off');
export const halt = power('halt');

// ---- running others ----

/** `cttyhack PROG`: gives PROG the console's own terminal as controlling one, which /dev/console cannot be. */
export const cttyhack = applet({ usage: '[PROG ARGS]', options: { short: '+' } }, function* (run): Blocking<number> {
  const { system } = run;
  const active = yield* readText(system, '/sys/class/tty/console/active');
  const terminal = typeof active === 'number' ? 'console' : (active.trim().split(' ').at(-1) ?? 'console');
  if (system.getsid(0) === system.pid) {
    const fd = system.open(`/dev/${terminal}`, 2);
    if (fd >= 0) {
      for (const to of [0, 1, 2]) system.dup2(fd, to);
      if (fd > 2) system.close(fd);
      system.setControllingTerminal(0);
    }
  }
  return yield* start(run, run.operands.length === 0 ? ['sh'] : run.operands);
});

export const setsid = applet(
  { usage: '[-c] PROG ARGS', options: { short: '+c' }, least: 1 },
  function* (run): Blocking<number> {
    const { system } = run;
    if (system.setsid() < 0) {
      const pid = system.fork(function* (child) {
        child.setsid();
        const status = yield* execSearched(child, run.operands);
        return status < 0 ? 127 : status;
      });
      return pid < 0 ? 1 : 0;
    }
    if (run.has('c')) system.setControllingTerminal(0);
    return yield* start(run, run.operands);
  },
);

function* start(run: Run, words: readonly string[]): Blocking<number> {
  const status = yield* execSearched(run.system, words);
  if (status >= 0) return status;
  yield* run.warn(`can't execute '${words[0]}': ${strerror(status)}`);
  return status === -ENOENT ? 127 : 126;
}

const killallUsage = '[-lq] [-SIG] PROCESS_NAME...';
/** The words come as they are, as those of `kill` do. */
const killallFrame = applet({ usage: killallUsage, options: { short: '+' } }, function* (run): Blocking<number> {
  const list = [...run.operands];
  if (list[0] === '-l') return yield* listSignals(run, list[1]);
  const isQuiet = list[0] === '-q';
  if (isQuiet) list.shift();
  const signal = yield* takeSignal(run, list);
  const processes = (yield* readProcesses(run.system)) ?? [];
  for (const name of list) {
    const found = processes.filter(
      (one) => one.pid !== run.system.pid && (one.comm === name.slice(0, 15) || shortName(one.argv[0] ?? '') === name),
    );
    if (found.length === 0) {
      run.status = 1;
      if (!isQuiet) yield* run.warn(`${name}: no process killed`);
    }
    for (const one of found) {
      const sent = yield* run.system.kill(one.pid, signal);
      if (sent < 0) yield* run.error(`can't kill pid ${one.pid}`, sent);
    }
  }
  return run.status;
});

/** Kills by name. */
export const killall: Program = (system, argv) => killallFrame(system, [argv[0]!, '--', ...argv.slice(1)]);
