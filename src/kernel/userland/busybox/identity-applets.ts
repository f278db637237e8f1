/** Applets that tell who and where one is, and small ones that only run or wait (BusyBox 1.35). */
import type { Blocking } from '../../../shell/posix.ts';
import { signals } from '../../../shell/posix.ts';
import { EINTR, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { readAccounts } from '../system/accounts.ts';
import { execSearched, getenv, readText, searchPath } from '../system/program-frame.ts';
import { SIGNAL_NAMES, signalNumber } from '../system/signal-names.ts';
import { stty as gnuStty, terminalPath } from '../system/stty.ts';
import { applet, type Run } from './applet.ts';

export const id = applet(
  { usage: '[-ugGnr] [USER]', options: { short: 'ruGgn' }, most: 1 },
  function* (run): Blocking<number> {
    const accounts = yield* readAccounts(run.system);
    const wanted = run.operands[0];
    const user = wanted === undefined ? undefined : (accounts.userByName(wanted) ?? accounts.userById(Number(wanted)));
    if (wanted !== undefined && user === undefined) throw yield* run.die(`unknown user ${wanted}`);
    const { system } = run;
    const uid = user?.uid ?? (run.has('r') ? system.getuid() : system.geteuid());
    const gid = user?.gid ?? (run.has('r') ? system.getgid() : system.getegid());
    const groups = user === undefined ? system.getgroups() : accounts.groupList(user);
    const group = (one: number): string => (run.has('n') ? accounts.groupName(one) : String(one));
    if (run.has('u')) yield* run.out.put(`${run.has('n') ? accounts.userName(uid) : uid}\n`);
    else if (run.has('g')) yield* run.out.put(`${group(gid)}\n`);
    else if (run.has('G')) yield* run.out.put(`${[...new Set([gid, ...groups])].map(group).join(' ')}\n`);
    else {
      const named = (number: number, name: string | undefined): string =>
        name === undefined ? String(number) : `${number}(${name})`;
      let text = `uid=${named(uid, accounts.userById(uid)?.name)} gid=${named(gid, accounts.groupById(gid)?.name)}`;
      if (groups.length > 0)
        text += ` groups=${groups.map((one) => named(one, accounts.groupById(one)?.name)).join(',')}`;
      yield* run.out.put(`${text}\n`);
    }
    return 0;
  },
);

export const whoami = applet({ usage: '', options: { short: '' }, most: 0 }, function* (run): Blocking<void> {
  const uid = run.system.geteuid();
  const user = (yield* readAccounts(run.system)).userById(uid);
  if (user === undefined) throw yield* run.die(`unknown uid ${uid}`);
  yield* run.out.put(`${user.name}\n`);
});

export const uname = applet(
  { usage: '[-amnrspvio]', options: { short: 'snrvmpioa' }, most: 0 },
  function* (run): Blocking<void> {
    const { sysname, nodename, release, version, machine } = run.system.uname();
    const values: readonly (readonly [string, string])[] = [
      ['s', sysname],
      ['n', nodename],
      ['r', release],
      ['v', version],
      ['m', machine],
      ['p', 'unknown'],
      ['i', 'unknown'],
      ['o', 'GNU/Linux'],
    ];
    const wanted = run.options.map(({ key }) => key);
    const shown = values.filter(([letter, value]) =>
      wanted.includes('a') ? value !== 'unknown' : wanted.length === 0 ? letter === 's' : wanted.includes(letter),
    );
    yield* run.out.put(`${shown.map(([, value]) => value).join(' ')}\n`);
  },
);

export const hostname = applet(
  { usage: '[-sidf] [HOSTNAME | -F FILE]', options: { short: 'dfisF:v' }, most: 1 },
  function* (run): Blocking<void> {
    const { system } = run;
    const file = run.value('F');
    let wanted = run.operands[0];
    if (file !== null) {
      const text = yield* readText(system, file);
      if (typeof text === 'number') throw yield* run.die(`can't open '${file}'`, text);
      wanted = text
        .split('\n')
        .find((line) => line.trim() !== '' && !line.startsWith('#'))
        ?.trim();
    }
    const { nodename } = system.uname();
    if (wanted !== undefined) {
      const set = system.sethostname(wanted);
      if (set < 0) throw yield* run.die('sethostname', set);
    } else if (run.has('s')) yield* run.out.put(`${nodename.split('.')[0]}\n`);
    else if (run.has('d'))
      yield* run.out.put(nodename.includes('.') ? `${nodename.slice(nodename.indexOf('.') + 1)}\n` : '');
    else yield* run.out.put(`${nodename}\n`);
  },
);

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

function* duration(run: Run, text: string): Blocking<number> {
  const match = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text);
  if (match === null) throw yield* run.die(`invalid number '${text}'`);
  return Math.min(2 ** 53, Number(match[1]) * UNITS[match[2]!]! * 1e9);
}

export const sleep = applet({ usage: '[N]...', options: { short: '+' }, least: 1 }, function* (run): Blocking<void> {
  let total = 0;
  for (const word of run.operands) total += word === 'inf' ? 2 ** 53 : yield* duration(run, word);
  yield* run.system.sleep(Math.min(2 ** 53, Math.ceil(total)));
});

export const usleep = applet({ usage: 'N', options: { short: '' }, least: 1 }, function* (run): Blocking<void> {
  yield* run.system.sleep((yield* run.number(run.operands[0]!)) * 1000);
});

export const timeout = applet(
  { usage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS', options: { short: '+s:k:t:' }, least: 2 },
  function* (run): Blocking<number> {
    const { system } = run;
    const named = run.value('s') ?? 'TERM';
    const signal = signalNumber(named);
    if (signal === null) throw yield* run.die(`bad signal name '${named}'`);
    const [limitText, ...command] = run.operands as [string, ...string[]];
    let left = yield* duration(run, limitText);
    const killAfter = run.value('k') === null ? 0 : yield* duration(run, run.value('k')!);
    system.signal(signals.CHLD, 'catch');
    const pid = system.fork(function* (child) {
      const status = yield* execSearched(child, command);
      if (status >= 0) return status;
      yield* run.warn(`can't execute '${command[0]}'`, status);
      return status === -ENOENT ? 127 : 126;
    });
    if (pid < 0) throw yield* run.die('fork', pid);
    let isSent = false;
    for (;;) {
      const ended = yield* system.wait(pid, { noHang: true });
      if (typeof ended === 'object' && ended.status.kind !== 'stopped') {
        return ended.status.kind === 'exited' ? ended.status.status : 128 + ended.status.signal;
      }
      const before = system.clockMonotonic();
      const slept = yield* system.sleep(left);
      left -= system.clockMonotonic() - before;
      if (slept === -EINTR && left > 0) {
        system.takeSignal();
        continue;
      }
      yield* system.kill(pid, isSent ? signals.KILL : signal);
      left = !isSent && killAfter > 0 ? killAfter : 2 ** 53;
      isSent = true;
    }
  },
);

/** `kill -l`, `killall -l`: all signals, or the other half of one. */
export function* listSignals(run: Run, wanted: string | undefined): Blocking<number> {
  if (wanted === undefined) {
    for (const [at, name] of SIGNAL_NAMES.entries()) yield* run.out.put(`${String(at + 1).padStart(2)}) ${name}\n`);
    return 0;
  }
  const number = signalNumber(wanted);
  if (number === null) throw yield* run.die(`unknown signal '${wanted}'`);
  yield* run.out.put(/^\d/.test(wanted) ? `${SIGNAL_NAMES[(number & 127) - 1] ?? number}\n` : `${number}\n`);
  return 0;
}

/** Takes `-9`, `-KILL`, `-s KILL` and `--` off the head of the words; there must be others behind. */
export function* takeSignal(run: Run, list: string[]): Blocking<number> {
  let signal: number = signals.TERM;
  if (list[0] === '-s' && list[1] !== undefined) list.splice(0, 1, `-${list.splice(1, 1)[0]}`);
  if (list[0]?.startsWith('-') && list[0] !== '--') {
    const number = signalNumber(list[0].slice(1));
    if (number === null) throw yield* run.die(`bad signal name '${list[0].slice(1)}'`);
    signal = number;
    list.shift();
  }
  if (list[0] === '--') list.shift();
  if (list.length === 0) throw yield* run.die('you need to specify whom to kill');
  return signal;
}

/** The words come as they are: the signal is an option that no table knows. */
const killFrame = applet({ usage: '[-l] [-SIG] PID...', options: { short: '+' } }, function* (run): Blocking<number> {
  const list = [...run.operands];
  if (list[0] === '-l') return yield* listSignals(run, list[1]);
  const signal = yield* takeSignal(run, list);
  for (const word of list) {
    if (!/^-?\d+$/.test(word)) {
      yield* run.error(`invalid number '${word}'`);
      continue;
    }
    const sent = yield* run.system.kill(Number(word), signal);
    if (sent < 0) yield* run.error(`can't kill pid ${word}: ${strerror(sent)}`);
  }
  return run.status;
});

export const kill: Program = (system, argv) => killFrame(system, [argv[0]!, '--', ...argv.slice(1)]);

export const tty = applet({ usage: '[-s]', options: { short: 's' }, most: 0 }, function* (run): Blocking<number> {
  const is = run.system.isatty(0);
  if (!run.has('s')) yield* run.out.put(is ? `${terminalPath(run.system, 0)}\n` : 'not a tty\n');
  return is ? 0 : 1;
});

export const nproc = applet(
  { usage: '[--all] [--ignore=N]', options: { short: '', long: { all: {}, ignore: { argument: 'required' } } } },
  function* (run): Blocking<void> {
    const text = yield* readText(run.system, '/proc/stat');
    const count = typeof text === 'number' ? 1 : (text.match(/^cpu\d+ /gm)?.length ?? 1);
    const ignored = run.value('ignore') === null ? 0 : yield* run.number(run.value('ignore')!);
    yield* run.out.put(`${Math.max(1, count - ignored)}\n`);
  },
);

export const which = applet(
  { usage: '[-a] COMMAND...', options: { short: 'a' }, least: 1 },
  function* (run): Blocking<void> {
    for (const command of run.operands) {
      const found = searchPath(run.system, command, getenv(run.system, 'PATH'));
      if (typeof found === 'number' || typeof run.system.stat(found) === 'number' || run.system.access(found, 1) < 0)
        run.status = 1;
      else yield* run.out.put(`${found}\n`);
    }
  },
);

export const yes = applet({ usage: '[STRING]', options: { short: '+' } }, function* (run): Blocking<number> {
  const line = `${run.operands.length === 0 ? 'y' : run.operands.join(' ')}\n`;
  const block = line.repeat(Math.max(1, Math.floor(4096 / line.length)));
  while (run.out.errno === 0) yield* run.out.put(block);
  return 1;
});

/** Takes any words. */
export const clear: Program = (system, argv) => clearFrame(system, [argv[0]!]);

const clearFrame = applet({ usage: '', options: { short: '' } }, function* (run): Blocking<void> {
  yield* run.out.put('\x1b[H\x1b[J');
});

export const isTrue = applet({ usage: '', options: { short: '+' } }, function* (run): Blocking<number> {
  yield* run.out.flush();
  return 0;
});

export const isFalse = applet({ usage: '', options: { short: '+' } }, function* (run): Blocking<number> {
  yield* run.out.flush();
  return 1;
});

export const sync = applet({ usage: '', options: { short: 'df' } }, function* (run): Blocking<void> {
  yield* run.system.sync();
});

/** The settings themselves are those of the GNU tool. */
export const stty: Program = function* (system, argv) {
  if (typeof system.terminalSettings(0) !== 'number') return yield* gnuStty(system, argv);
  yield* printError(system, 'stty: standard input: Inappropriate ioctl for device\n');
  return 1;
};
