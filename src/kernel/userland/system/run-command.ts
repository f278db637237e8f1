/** Programs that run another one: `sleep`, `timeout`, `nice`, `nohup` of coreutils 9.1, `setsid` of util-linux, `run-parts` of debianutils. */
import {
  type Blocking,
  O_APPEND,
  O_CREAT,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  S_IFDIR,
  S_IFMT,
  signals,
  X_OK,
} from '../../../shell/posix.ts';
import { EACCES, EINTR, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { execSearched, fail, getenv, print, runChild, sortedNames, usageError } from './program-frame.ts';
import { signalNumber } from './signal-names.ts';

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };
const EXIT_CANCELED = 125;
const EXIT_TIMEDOUT = 124;
/** What a signed 64-bit count of nanoseconds holds is far beyond what anybody waits for. */
const SLEEP_MAX_NS = 2 ** 53;

/** Nanoseconds of `1.5`, `2m`, `inf`; null when it is no interval. */
function interval(word: string): number | null {
  const match = /^\+?(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|0x[0-9a-f]+|inf(?:inity)?)([smhd]?)$/i.exec(word);
  if (match === null) return null;
  const number = /^inf/i.test(match[1]!) ? Number.POSITIVE_INFINITY : Number(match[1]);
  return Math.min(SLEEP_MAX_NS, number * UNIT_SECONDS[match[2] === '' ? 's' : match[2]!]! * 1e9);
}

export const sleep: Program = function* (system, argv) {
  const name = argv[0]!;
  const { operands, error } = getopt(argv, { short: '' });
  if (error !== null) return yield* usageError(system, name, error);
  if (operands.length === 0) return yield* usageError(system, name, 'missing operand');
  let total = 0;
  let isWrong = false;
  for (const operand of operands) {
    const ns = interval(operand);
    if (ns === null) {
      yield* printError(system, `${name}: invalid time interval ${quote(operand)}\n`);
      isWrong = true;
    } else total += ns;
  }
  if (isWrong) return yield* fail(system, `Try '${name} --help' for more information.`);
  yield* system.sleep(Math.min(SLEEP_MAX_NS, Math.ceil(total)));
  return 0;
};

export const timeout: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(argv, {
    short: '+k:s:v',
    long: {
      'kill-after': { argument: 'required', key: 'k' },
      signal: { argument: 'required', key: 's' },
      foreground: {},
      'preserve-status': { key: 'preserve' },
      verbose: { key: 'v' },
    },
  });
  if (error !== null) return yield* usageError(system, name, error, EXIT_CANCELED);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  const killAfter = value('k') === null ? 0 : interval(value('k')!);
  if (killAfter === null)
    return yield* usageError(system, name, `invalid time interval ${quote(value('k')!)}`, EXIT_CANCELED);
  const signal = signalNumber(value('s') ?? 'TERM');
  if (signal === null) return yield* usageError(system, name, `${quote(value('s')!)}: invalid signal`, EXIT_CANCELED);
  if (operands.length < 2) return yield* fail(system, `Try '${name} --help' for more information.`, EXIT_CANCELED);
  const [duration, ...command] = operands;
  const limit = interval(duration!);
  if (limit === null)
    return yield* usageError(system, name, `invalid time interval ${quote(duration!)}`, EXIT_CANCELED);

  system.signal(signals.CHLD, 'catch');
  const pid = system.fork(function* (child) {
    const status = yield* execSearched(child as SystemCalls, command);
    return status < 0 ? yield* runFailure(child as SystemCalls, name, command[0]!, status) : status;
  });
  if (pid < 0) return yield* fail(system, `${name}: fork system call failed: ${strerror(pid)}`, EXIT_CANCELED);
  // 0 means no limit.
  let left = limit === 0 ? SLEEP_MAX_NS : limit;
  let sent = 0;
  for (;;) {
    const ended = yield* system.wait(pid, { noHang: true });
    if (ended !== undefined && typeof ended !== 'number') {
      const { status } = ended;
      if (status.kind === 'stopped') continue;
      const code = status.kind === 'exited' ? status.status : 128 + status.signal;
      const wasKilled = status.kind === 'killed' && status.signal === signals.KILL;
      if (sent > 0 && wasKilled && !has('preserve')) return 128 + signals.KILL;
      return sent > 0 && !has('preserve') ? EXIT_TIMEDOUT : code;
    }
    if (typeof ended === 'number' && ended !== -EINTR) return EXIT_CANCELED;
    const before = system.clockMonotonic();
    const slept = yield* system.sleep(left);
    left -= system.clockMonotonic() - before;
    if (slept === -EINTR && left > 0) {
      system.takeSignal();
      continue;
    }
    const next = sent === 0 ? signal : signals.KILL;
    if (has('v'))
      yield* printError(
        system,
        `${name}: sending signal ${next === signals.KILL ? 'KILL' : (value('s') ?? 'TERM')} to command ${quote(command[0]!)}\n`,
      );
    yield* system.kill(pid, next);
    sent++;
    left = sent === 1 && killAfter > 0 ? killAfter : SLEEP_MAX_NS;
  }
};

function* runFailure(system: SystemCalls, name: string, command: string, error: number): Blocking<number> {
  yield* printError(system, `${name}: failed to run command ${quote(command)}: ${strerror(error)}\n`);
  return error === -ENOENT ? 127 : 126;
}

export const nice: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(
    argv.map((word, at) =>
      at > 0 && /^-[-+]?\d+$/.test(word) && argv.slice(1, at).every((one) => one.startsWith('-'))
        ? `-n${word.slice(1)}`
        : word,
    ),
    { short: '+n:', long: { adjustment: { argument: 'required', key: 'n' } } },
  );
  if (error !== null) return yield* usageError(system, name, error, EXIT_CANCELED);
  const given = options.findLast(({ key }) => key === 'n')?.value ?? null;
  if (given !== null && !/^[+-]?\d+$/.test(given))
    return yield* fail(system, `${name}: invalid adjustment ${quote(given)}`, EXIT_CANCELED);
  if (operands.length === 0) {
    if (given !== null)
      return yield* usageError(system, name, 'a command must be given with an adjustment', EXIT_CANCELED);
    return (yield* print(system, name, `${system.nice(0)}\n`)) ? 0 : 1;
  }
  const result = system.nice(given === null ? 10 : Number(given));
  if (result === -EACCES) yield* printError(system, `${name}: cannot set niceness: Permission denied\n`);
  const status = yield* execSearched(system, operands);
  if (status >= 0) return status;
  yield* printError(system, `${name}: ${quote(operands[0]!)}: ${strerror(status)}\n`);
  return status === -ENOENT ? 127 : 126;
};

export const nohup: Program = function* (system, argv) {
  const name = argv[0]!;
  const { operands, error } = getopt(argv, { short: '+' });
  if (error !== null) return yield* usageError(system, name, error, EXIT_CANCELED);
  if (operands.length === 0) return yield* usageError(system, name, 'missing operand', EXIT_CANCELED);
  const ignoresInput = system.isatty(0);
  const redirectsOutput = system.isatty(1);
  const redirectsErrors = system.isatty(2);
  if (ignoresInput) {
    const fd = system.open('/dev/null', O_WRONLY);
    if (fd >= 0) {
      system.dup2(fd, 0);
      system.close(fd);
    }
    if (!redirectsOutput) {
      const also = redirectsErrors ? ' and redirecting stderr to stdout' : '';
      yield* printError(system, `${name}: ignoring input${also}\n`);
    }
  }
  if (redirectsOutput) {
    let path = 'nohup.out';
    let fd = system.open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600);
    const home = getenv(system, 'HOME');
    if (fd < 0 && home !== undefined) {
      path = `${home}/nohup.out`;
      fd = system.open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600);
    }
    if (fd < 0) return yield* fail(system, `${name}: failed to open ${quote(path)}: ${strerror(fd)}`, EXIT_CANCELED);
    system.dup2(fd, 1);
    system.close(fd);
    const text = ignoresInput ? 'ignoring input and appending output to' : 'appending output to';
    yield* printError(system, `${name}: ${text} ${quote(path)}\n`);
  }
  if (redirectsErrors) system.dup2(1, 2);
  system.signal(signals.HUP, 'ignore');
  const status = yield* execSearched(system, operands);
  return status < 0 ? yield* runFailure(system, name, operands[0]!, status) : status;
};

export const setsid: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: '+VhCcfw',
    long: { ctty: { key: 'c' }, fork: { key: 'f' }, wait: { key: 'w' } },
  });
  if (error !== null) return yield* usageError(system, 'setsid', error);
  if (operands.length === 0) return yield* usageError(system, 'setsid', 'no command specified');
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const run = function* (child: SystemCalls): Blocking<number> {
    child.setsid();
    if (has('c')) child.setControllingTerminal(0);
    const status = yield* execSearched(child, operands);
    return status < 0
      ? yield* fail(
          child,
          `setsid: failed to execute ${operands[0]}: ${strerror(status)}`,
          status === -ENOENT ? 127 : 126,
        )
      : status;
  };
  // A process group leader cannot begin a session: its child does.
  if (!has('f') && system.getpgrp() !== system.pid) return yield* run(system);
  const pid = system.fork((child) => run(child as SystemCalls));
  if (pid < 0) return yield* fail(system, `setsid: fork: ${strerror(pid)}`);
  if (!has('w')) return 0;
  const ended = yield* system.wait(pid);
  return typeof ended === 'object' && ended.status.kind === 'exited' ? ended.status.status : 1;
};

export const runParts: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(argv, {
    short: 'a:u:v',
    long: {
      test: {},
      list: {},
      verbose: { key: 'v' },
      report: {},
      reverse: {},
      'exit-on-error': {},
      arg: { argument: 'required', key: 'a' },
      umask: { argument: 'required', key: 'u' },
      regex: { argument: 'required' },
    },
  });
  const usage = `Try \`${name} --help' for more information.`;
  if (error !== null) return yield* fail(system, `${name}: ${error}\n${usage}`);
  const folder = operands[0];
  if (folder === undefined) return yield* fail(system, `${name}: missing operand\n${usage}`);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const there = system.readDirectory(folder);
  if (typeof there === 'number')
    return yield* fail(system, `${name}: failed to open directory ${folder}: ${strerror(there)}`);
  const names = sortedNames(system, folder).filter((one) => /^[A-Za-z0-9_-]+$/.test(one));
  if (has('reverse')) names.reverse();
  const extra = options.filter(({ key }) => key === 'a').map(({ value }) => value!);
  let status = 0;
  for (const one of names) {
    const path = `${folder}/${one}`;
    const found = system.stat(path);
    if (typeof found === 'number' || (found.mode & S_IFMT) === S_IFDIR) continue;
    if (has('list')) yield* print(system, name, `${path}\n`);
    if (has('list') || system.access(path, X_OK) < 0) continue;
    if (has('test')) {
      yield* print(system, name, `${path}\n`);
      continue;
    }
    if (has('v')) yield* printError(system, `${name}: executing ${path}\n`);
    const result = yield* runChild(system, [path, ...extra]);
    if (result !== 0) {
      yield* printError(system, `${name}: ${path} exited with return code ${result}\n`);
      status = 1;
      if (has('exit-on-error')) break;
    }
  }
  return status;
};

/** Opens a terminal for standard input, output and errors of this process. */
export function openTerminal(system: SystemCalls, path: string): number {
  const fd = system.open(path, O_RDWR);
  if (fd < 0) return fd;
  for (const to of [0, 1, 2]) if (to !== fd) system.dup2(fd, to);
  if (fd > 2) system.close(fd);
  return 0;
}

/** Opens `/dev/null` as standard input. */
export function closeInput(system: SystemCalls): void {
  const fd = system.open('/dev/null', O_RDONLY);
  if (fd < 0) return;
  system.dup2(fd, 0);
  if (fd !== 0) system.close(fd);
}
