/** `su` of util-linux 2.38.1 and the login that a getty without a question gives (`agetty --autologin`). */
import { exitStatus } from '../../../shell/jobs.ts';
import { type Blocking, signals } from '../../../shell/posix.ts';
import { signalDescription } from '../../../shell/signal-names.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { printError } from '../libc/stdio.ts';
import { readAccounts, type User } from './accounts.ts';
import { askPassword, becomeUser, ROOT_PATH, USER_PATH } from './become-user.ts';
import { fail, getenv, print, readText, shortName, usageError, waitForEnd, withVariables } from './program-frame.ts';
import { openTerminal } from './run-command.ts';

export const su: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'c:fg:G:lmpPTs:u:hVw:',
    long: {
      command: { argument: 'required', key: 'c' },
      'session-command': { argument: 'required', key: 'c' },
      login: { key: 'l' },
      'preserve-environment': { key: 'p' },
      shell: { argument: 'required', key: 's' },
      version: { key: 'V' },
    },
  });
  if (error !== null) return yield* usageError(system, 'su', error);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const value = (key: string): string | null => options.findLast((option) => option.key === key)?.value ?? null;
  if (has('V')) return (yield* print(system, 'su', 'su from util-linux 2.38.1\n')) ? 0 : 1;
  const words = [...operands];
  const isLogin = has('l') || words[0] === '-';
  if (words[0] === '-') words.shift();
  const name = words.shift() ?? 'root';
  const accounts = yield* readAccounts(system);
  const user = accounts.userByName(name);
  if (user === undefined) {
    return yield* fail(
      system,
      `su: user ${name} does not exist or the user entry does not contain all the required fields`,
    );
  }
  if (system.getuid() !== 0) {
    yield* askPassword(system, 'Password: ');
    yield* system.sleep(1e9);
    return yield* fail(system, 'su: Authentication failure');
  }
  const shell = value('s') ?? (has('p') || has('m') ? getenv(system, 'SHELL') : undefined) ?? user.shell;
  const line = [
    `${isLogin ? '-' : ''}${shortName(shell)}`,
    ...(value('c') === null ? [] : ['-c', value('c')!]),
    ...words,
  ];
  // The parent stays and waits, as PAM wants it; the shell is its child.
  const pid = system.fork(function* (body) {
    const child = body as SystemCalls;
    const became = becomeUser(child, accounts, user);
    if (became < 0) return yield* fail(child, `su: cannot set user id: ${strerror(became)}`);
    const environ = isLogin ? loginEnvironment(child, user) : suEnvironment(child, user, shell, has('p') || has('m'));
    if (isLogin && child.chdir(user.home) < 0) {
      yield* printError(child, `su: warning: cannot change directory to ${user.home}: No such file or directory\n`);
    }
    const status = yield* child.exec(shell, line, environ);
    return status < 0
      ? yield* fail(child, `su: failed to execute ${shell}: ${strerror(status)}`, status === -2 ? 127 : 126)
      : status;
  });
  if (pid < 0) return yield* fail(system, `su: cannot create child process: ${strerror(pid)}`);
  system.signal(signals.INT, 'ignore');
  system.signal(signals.QUIT, 'ignore');
  return yield* waitForShell(system, pid);
};

/** su says itself which signal ended the shell. */
function* waitForShell(system: SystemCalls, pid: number): Blocking<number> {
  const ended = yield* waitForEnd(system, pid);
  if (typeof ended === 'number') return ended;
  if (ended.kind !== 'killed') return exitStatus(ended);
  yield* printError(system, `${signalDescription(ended.signal)}${ended.coreDumped ? ' (core dumped)' : ''}\n`);
  return exitStatus(ended);
}

function suEnvironment(system: SystemCalls, user: User, shell: string, preserves: boolean): string[] {
  if (preserves) return [...system.environ];
  const who = user.uid === 0 ? {} : { USER: user.name, LOGNAME: user.name };
  return withVariables(system.environ, { HOME: user.home, SHELL: shell, MAIL: `/var/mail/${user.name}`, ...who });
}

/** The environment a login starts with. */
function loginEnvironment(system: SystemCalls, user: User, term = getenv(system, 'TERM')): string[] {
  return [
    ...(term === undefined ? [] : [`TERM=${term}`]),
    `HOME=${user.home}`,
    `SHELL=${user.shell}`,
    `USER=${user.name}`,
    `LOGNAME=${user.name}`,
    `PATH=${user.uid === 0 ? ROOT_PATH : USER_PATH}`,
    `MAIL=/var/mail/${user.name}`,
  ];
}

/** `agetty --autologin USER [--noclear] PORT [BAUD] [TERM]`: opens the terminal, shows /etc/issue, logs the user in without a question. */
export const agetty: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: '8a:cE:f:hH:iI:JL::l:mnNo:pP:r:Rst:UwV',
    long: {
      autologin: { argument: 'required', key: 'a' },
      noclear: { key: 'J' },
      'keep-baud': {},
      noissue: { key: 'i' },
      'local-line': { argument: 'optional', key: 'L' },
    },
  });
  if (error !== null) return yield* usageError(system, 'agetty', error);
  const port = operands[0];
  if (port === undefined) return yield* usageError(system, 'agetty', 'not enough arguments');
  const path = port.startsWith('/') ? port : `/dev/${port}`;
  system.setsid();
  const opened = openTerminal(system, path);
  if (opened < 0) return yield* fail(system, `agetty: ${path}: cannot open as standard input: ${strerror(opened)}`);
  system.setControllingTerminal(0);
  const accounts = yield* readAccounts(system);
  const name = options.findLast(({ key }) => key === 'a')?.value ?? 'root';
  const user = accounts.userByName(name);
  if (user === undefined) return yield* fail(system, `agetty: ${name}: no such user`);
  const { nodename } = system.uname();
  if (!options.some(({ key }) => key === 'i')) {
    const issue = yield* readText(system, '/etc/issue');
    if (typeof issue !== 'number') yield* print(system, 'agetty', `\n${issueText(system, issue, shortName(path))}`);
  }
  yield* print(system, 'agetty', `${nodename} login: ${name} (automatic login)\n\n`);
  return yield* login(system, user, operands[2] ?? 'vt220');
};

/** Escapes of /etc/issue. */
function issueText(system: SystemCalls, text: string, line: string): string {
  const { nodename, release, machine, sysname, version } = system.uname();
  const values: Readonly<Record<string, string>> = {
    n: nodename,
    r: release,
    m: machine,
    s: sysname,
    v: version,
    l: line,
  };
  return text.replace(/\\(.)/g, (whole, letter: string) => values[letter] ?? (letter === '\\' ? '\\' : whole));
}

/** What login(1) does once it knows who: message of the day, home, login shell. */
function* login(system: SystemCalls, user: User, term: string): Blocking<number> {
  const hush = typeof system.stat(`${user.home}/.hushlogin`) !== 'number';
  if (!hush) {
    for (const path of ['/run/motd.dynamic', '/etc/motd']) {
      const text = yield* readText(system, path);
      if (typeof text !== 'number') yield* print(system, 'login', text);
    }
  }
  const accounts = yield* readAccounts(system);
  const became = becomeUser(system, accounts, user);
  if (became < 0) return yield* fail(system, `login: ${strerror(became)}`);
  if (system.chdir(user.home) < 0) {
    system.chdir('/');
    yield* print(system, 'login', 'No directory, logging in with HOME=/\n');
  }
  const status = yield* system.exec(user.shell, [`-${shortName(user.shell)}`], loginEnvironment(system, user, term));
  return status < 0 ? yield* fail(system, `login: couldn't exec shell script: ${strerror(status)}.`) : status;
}
