/** `pgrep` and `pkill` of procps 4.0.2, `pidof` of sysvinit-utils 3.06, `killall` of psmisc 23.6. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { readAccounts } from './accounts.ts';
import { type ProcessEntry, readProcesses, terminalName } from './process-list.ts';
import { fail, print, shortName } from './program-frame.ts';
import { signalNumber } from './signal-names.ts';

const EXIT_USAGE = 2;

const LONG = {
  delimiter: { argument: 'required', key: 'd' },
  'list-name': { key: 'l' },
  'list-full': { key: 'a' },
  inverse: { key: 'v' },
  count: { key: 'c' },
  full: { key: 'f' },
  group: { argument: 'required', key: 'G' },
  'ignore-case': { key: 'i' },
  newest: { key: 'n' },
  oldest: { key: 'o' },
  parent: { argument: 'required', key: 'P' },
  session: { argument: 'required', key: 's' },
  terminal: { argument: 'required', key: 't' },
  euid: { argument: 'required', key: 'u' },
  uid: { argument: 'required', key: 'U' },
  exact: { key: 'x' },
  signal: { argument: 'required', key: 'signal' },
  echo: { key: 'e' },
} as const;

export const pgrep: Program = (system, argv) => search(system, argv, false);

export const pkill: Program = (system, argv) => search(system, argv, true);

function* search(system: SystemCalls, argv: readonly string[], kills: boolean): Blocking<number> {
  const name = kills ? 'pkill' : 'pgrep';
  let signal = 15;
  const words = argv.filter((word, at) => {
    if (!kills || at === 0 || !/^-[A-Z0-9]/.test(word)) return true;
    const number = signalNumber(word.slice(1));
    if (number !== null) signal = number;
    return number === null;
  });
  const { options, operands, error } = getopt(words, { short: 'ld:avcfG:ing:oP:s:t:u:U:xewF:', long: LONG });
  if (error !== null) {
    return yield* fail(
      system,
      `${name}: ${error}\n\nUsage:\n ${name} [options] <pattern>\n\nFor more details see pgrep(1).`,
      EXIT_USAGE,
    );
  }
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  const named = value('signal');
  if (named !== null) {
    const number = signalNumber(named);
    if (number === null) return yield* fail(system, `${name}: Unknown signal "${named}".`, EXIT_USAGE);
    signal = number;
  }
  const criteria = ['P', 's', 't', 'u', 'U', 'G', 'g'].some(has);
  if (operands.length === 0 && !criteria) {
    return yield* fail(
      system,
      `${name}: no matching criteria specified\nTry \`${name} --help' for more information.`,
      EXIT_USAGE,
    );
  }
  if (operands.length > 1) {
    return yield* fail(
      system,
      `${name}: only one pattern can be provided\nTry \`${name} --help' for more information.`,
      EXIT_USAGE,
    );
  }
  let pattern: RegExp | null = null;
  if (operands[0] !== undefined) {
    try {
      pattern = new RegExp(has('x') ? `^(${operands[0]})$` : operands[0], has('i') ? 'i' : '');
    } catch {
      return yield* fail(system, `${name}: Unmatched [, [^, [:, [., or [=`, EXIT_USAGE);
    }
  }
  const accounts = yield* readAccounts(system);
  const list = (key: string): string[] => value(key)?.split(',') ?? [];
  const userIds = (key: string): number[] =>
    list(key).map((one) => (/^\d+$/.test(one) ? Number(one) : (accounts.userByName(one)?.uid ?? -1)));
  const isWanted = (one: ProcessEntry): boolean => {
    const text = has('f') && one.argv.length > 0 ? one.argv.join(' ') : one.comm;
    const fits =
      (pattern === null || pattern.test(text)) &&
      (value('P') === null || list('P').includes(String(one.ppid))) &&
      (value('s') === null || list('s').includes(String(one.session))) &&
      (value('t') === null || list('t').includes(terminalName(one.ttyNumber))) &&
      (value('u') === null || userIds('u').includes(one.euid)) &&
      (value('U') === null || userIds('U').includes(one.uid));
    return fits !== has('v');
  };
  let found = ((yield* readProcesses(system)) ?? []).filter((one) => one.pid !== system.pid && isWanted(one));
  if (has('n')) found = found.slice(-1);
  if (has('o')) found = found.slice(0, 1);
  if (kills) return yield* killThem(system, found, signal, has('e'), has('c'));
  if (has('c')) yield* print(system, name, `${found.length}\n`);
  else if (found.length > 0) {
    const lines = found.map((one) => {
      if (has('a')) return `${one.pid} ${one.argv.length > 0 ? one.argv.join(' ') : one.comm}`;
      return has('l') ? `${one.pid} ${one.comm}` : String(one.pid);
    });
    yield* print(system, name, `${lines.join(value('d') ?? '\n')}\n`);
  }
  return found.length > 0 ? 0 : 1;
}

function* killThem(
  system: SystemCalls,
  found: readonly ProcessEntry[],
  signal: number,
  echoes: boolean,
  counts: boolean,
): Blocking<number> {
  let killed = 0;
  for (const one of found) {
    const sent = yield* system.kill(one.pid, signal);
    if (sent < 0) {
      yield* printError(system, `pkill: killing pid ${one.pid} failed: ${strerror(sent)}\n`);
      continue;
    }
    killed++;
    if (echoes) yield* print(system, 'pkill', `${one.comm} killed (pid ${one.pid})\n`);
  }
  if (counts) yield* print(system, 'pkill', `${found.length}\n`);
  return killed > 0 ? 0 : 1;
}

export const pidof: Program = function* (system, argv) {
  const { options, operands } = getopt(argv, { short: 'hco:sxqznd:' });
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const omitted = options.filter(({ key }) => key === 'o').flatMap(({ value }) => value!.split(/[, ]/));
  const processes = (yield* readProcesses(system)) ?? [];
  const found: number[] = [];
  for (const wanted of operands) {
    const base = shortName(wanted);
    for (const one of [...processes].reverse()) {
      if (one.pid === system.pid || one.argv.length === 0 || omitted.includes(String(one.pid))) continue;
      const program = one.argv[0]!.replace(/^-/, '');
      const isIt = wanted.includes('/') ? program === wanted : shortName(program) === base || one.comm === base;
      if (isIt && !found.includes(one.pid)) found.push(one.pid);
    }
  }
  if (found.length === 0) return 1;
  if (has('q')) return 0;
  const shown = has('s') ? found.slice(0, 1) : found;
  return (yield* print(system, 'pidof', `${shown.join(options.findLast(({ key }) => key === 'd')?.value ?? ' ')}\n`))
    ? 0
    : 1;
};

export const killall: Program = function* (system, argv) {
  let signal = 15;
  const words = argv.filter((word, at) => {
    if (at === 0 || !/^-[A-Z0-9]/.test(word)) return true;
    const number = signalNumber(word.slice(1));
    if (number !== null) signal = number;
    return number === null;
  });
  const { options, operands, error } = getopt(words, {
    short: 'egIilqrs:u:vVwn:y:o:',
    long: {
      signal: { argument: 'required', key: 's' },
      quiet: { key: 'q' },
      list: { key: 'l' },
      verbose: { key: 'v' },
    },
  });
  if (error !== null) return yield* fail(system, `killall: ${error}\nUsage: killall [OPTION]... [--] NAME...`);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const named = options.findLast(({ key }) => key === 's')?.value ?? null;
  if (named !== null) {
    const number = signalNumber(named);
    if (number === null) return yield* fail(system, `${named}: unknown signal; killall -l lists signals.`);
    signal = number;
  }
  if (operands.length === 0) return yield* fail(system, 'Usage: killall [OPTION]... [--] NAME...');
  const processes = (yield* readProcesses(system)) ?? [];
  let status = 0;
  for (const wanted of operands) {
    const found = processes.filter((one) => one.pid !== system.pid && one.comm === shortName(wanted).slice(0, 15));
    if (found.length === 0) {
      if (!has('q')) yield* printError(system, `${wanted}: no process found\n`);
      status = 1;
    }
    for (const one of found) {
      const sent = yield* system.kill(one.pid, signal);
      if (sent < 0) status = yield* fail(system, `${wanted}(${one.pid}): ${strerror(sent)}`);
      else if (has('v')) yield* printError(system, `Killed ${one.comm}(${one.pid}) with signal ${signal}\n`);
    }
  }
  return status;
};
