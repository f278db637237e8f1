/**
 * `sudo` 1.9.13: runs a command as another user, when /etc/sudoers allows it.
 *
 * Of sudoers it reads lines `USER|%GROUP HOSTS=(RUNAS) [NOPASSWD:] COMMANDS` with ALL as commands. No account has a password, so where one is
 * asked for, no answer is right. Left out: `-e`, plugins, aliases, defaults other than Debian's.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { EACCES, ENOENT, strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { type Accounts, readAccounts, type User } from './accounts.ts';
import { askPassword, becomeUser, ROOT_PATH } from './become-user.ts';
import { fail, getenv, print, readText, searchPath, shortName, sortedNames } from './program-frame.ts';

const USAGE = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user]
            [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g
            group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user]
            [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group]
            [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...`;

/** Variables that env_reset keeps. */
const KEPT =
  /^(COLORTERM|COLUMNS|DISPLAY|HOSTNAME|KRB5CCNAME|LANG|LANGUAGE|LC_[A-Z]+|LINES|LS_COLORS|PS1|PS2|TERM|TZ|XAUTHORITY)=/;
const ATTEMPTS = 3;

export const sudo: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: '+ABbC:D:EeHg:h:iKklNnPp:R:r:ST:t:U:u:Vvs',
    long: {
      user: { argument: 'required', key: 'u' },
      login: { key: 'i' },
      shell: { key: 's' },
      'non-interactive': { key: 'n' },
      'preserve-env': { argument: 'optional', key: 'E' },
      'set-home': { key: 'H' },
      version: { key: 'V' },
      validate: { key: 'v' },
      list: { key: 'l' },
      background: { key: 'b' },
    },
  });
  if (error !== null) return yield* fail(system, `sudo: ${error}\n${USAGE}`);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (has('V'))
    return (yield* print(system, 'sudo', 'Sudo version 1.9.13p3\nSudoers policy plugin version 1.9.13p3\n')) ? 0 : 1;
  if (has('k') && operands.length === 0) return 0;
  const assignments: string[] = [];
  const command = [...operands];
  while (command[0] !== undefined && /^[A-Za-z_][A-Za-z0-9_]*=/.test(command[0])) assignments.push(command.shift()!);
  if (command.length === 0 && !has('i') && !has('s') && !has('v') && !has('l')) return yield* fail(system, USAGE);

  const accounts = yield* readAccounts(system);
  const wanted = options.findLast(({ key }) => key === 'u')?.value ?? 'root';
  const target = wanted.startsWith('#') ? accounts.userById(Number(wanted.slice(1))) : accounts.userByName(wanted);
  if (target === undefined) {
    return yield* fail(system, `sudo: unknown user ${wanted}\nsudo: error initializing audit plugin sudoers_audit`);
  }
  const caller = accounts.userById(system.getuid());
  if (caller === undefined) return yield* fail(system, `sudo: you do not exist in the passwd database`);
  const rule = yield* ruleFor(system, accounts, caller);
  if (caller.uid !== 0 && rule !== 'free') {
    const refused = yield* authenticate(system, caller, rule, has('n'));
    if (refused !== 0) return refused;
  }
  if (has('v')) return 0;
  if (has('l')) return yield* listRights(system, caller, rule);

  const shell = has('i') ? target.shell : (getenv(system, 'SHELL') ?? caller.shell);
  const line = has('i') || has('s') ? shellCommand(shell, has('i'), command) : command;
  const keeps = yield* keptNames(system);
  const environ = environment(system, {
    keeps,
    caller,
    target,
    command: line,
    assignments,
    preserves: has('E'),
    isLogin: has('i'),
  });
  const path = has('i') || has('s') ? shell : searchPath(system, line[0]!, ROOT_PATH);
  if (typeof path === 'number' || typeof system.stat(path) === 'number' || system.access(path, 1) < 0) {
    return yield* fail(system, `sudo: ${line[0]}: command not found`);
  }
  const became = becomeUser(system, accounts, target);
  if (became < 0) return yield* fail(system, `sudo: unable to change to uid ${target.uid}: ${strerror(became)}`);
  if (has('i')) system.chdir(target.home);
  const status = yield* system.exec(path, line, environ);
  if (status >= 0) return status;
  if (status === -ENOENT) return yield* fail(system, `sudo: ${line[0]}: command not found`);
  return yield* fail(system, `sudo: unable to execute ${path}: ${strerror(status)}`, status === -EACCES ? 126 : 1);
};

/** `-s` and `-i` hand the words to the shell as one line, with what is not a word character escaped. */
function shellCommand(shell: string, isLogin: boolean, words: readonly string[]): string[] {
  const name = isLogin ? `-${shortName(shell)}` : shell;
  if (words.length === 0) return [name];
  const line = words.map((word) => word.replace(/[^A-Za-z0-9_$-]/g, '\\$&')).join(' ');
  return [name, '-c', line];
}

interface Run {
  readonly caller: User;
  readonly target: User;
  readonly command: readonly string[];
  readonly assignments: readonly string[];
  readonly preserves: boolean;
  readonly isLogin: boolean;
  /** Further variables that sudoers lets through. */
  readonly keeps: ReadonlySet<string>;
}

function environment(
  system: SystemCalls,
  { keeps, caller, target, command, assignments, preserves, isLogin }: Run,
): string[] {
  const kept = system.environ.filter((one) =>
    preserves
      ? !/^(PATH|HOME|MAIL|LOGNAME|USER|SHELL|SUDO_\w+)=/.test(one)
      : KEPT.test(one) || keeps.has(one.slice(0, one.indexOf('='))),
  );
  const env = isLogin ? kept.filter((one) => /^(TERM|LANG|LC_[A-Z]+)=/.test(one)) : kept;
  if (!env.some((one) => one.startsWith('TERM='))) env.push('TERM=unknown');
  const shell = isLogin ? target.shell : preserves ? (getenv(system, 'SHELL') ?? target.shell) : target.shell;
  env.push(
    `PATH=${ROOT_PATH}`,
    `MAIL=/var/mail/${target.name}`,
    `LOGNAME=${target.name}`,
    `USER=${target.name}`,
    `HOME=${target.home}`,
    `SHELL=${shell}`,
  );
  const full = searchPath(system, command[0]!, ROOT_PATH);
  env.push(
    `SUDO_COMMAND=${[typeof full === 'number' ? command[0]! : full, ...command.slice(1)].join(' ')}`,
    `SUDO_USER=${caller.name}`,
    `SUDO_UID=${caller.uid}`,
    `SUDO_GID=${caller.gid}`,
    ...assignments,
  );
  return env;
}

function ruleFiles(system: SystemCalls): string[] {
  const names = sortedNames(system, '/etc/sudoers.d').filter((name) => !name.includes('.') && !name.endsWith('~'));
  return ['/etc/sudoers', ...names.map((name) => `/etc/sudoers.d/${name}`)];
}

/** Names of `Defaults env_keep += "NAME …"`. */
function* keptNames(system: SystemCalls): Blocking<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of ruleFiles(system)) {
    const text = yield* readText(system, path);
    if (typeof text === 'number') continue;
    for (const match of text.matchAll(/^Defaults\s+env_keep\s*\+?=\s*"?([\w ]+)"?\s*$/gm)) {
      for (const name of match[1]!.split(' ')) names.add(name);
    }
  }
  return names;
}

type Rule = 'none' | 'password' | 'free';

/** What the last fitting line of sudoers says about a user. */
function* ruleFor(system: SystemCalls, accounts: Accounts, user: User): Blocking<Rule> {
  const groups = accounts.groupList(user).map((gid) => accounts.groupName(gid));
  let rule: Rule = 'none';
  for (const path of ruleFiles(system)) {
    const text = yield* readText(system, path);
    if (typeof text === 'number') continue;
    for (const line of text.split('\n')) {
      const match = /^\s*([^\s#@=]+)\s+\S+\s*=\s*(?:\([^)]*\)\s*)?(NOPASSWD:)?\s*ALL\s*$/.exec(line);
      if (match === null) continue;
      const who = match[1]!;
      const fits = who === 'ALL' || who === user.name || (who.startsWith('%') && groups.includes(who.slice(1)));
      if (fits) rule = match[2] === undefined ? 'password' : 'free';
    }
  }
  return rule;
}

function* authenticate(system: SystemCalls, user: User, rule: Rule, nonInteractive: boolean): Blocking<number> {
  if (nonInteractive) return yield* fail(system, 'sudo: a password is required');
  if (!system.isatty(0)) {
    return yield* fail(
      system,
      'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required',
    );
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const answer = yield* askPassword(system, `[sudo] password for ${user.name}: `);
    if (answer === null) return yield* fail(system, '\nsudo: no password was provided\nsudo: a password is required');
    yield* system.sleep(2e9);
    if (attempt < ATTEMPTS) yield* fail(system, 'Sorry, try again.');
  }
  if (rule === 'none') return yield* fail(system, `${user.name} is not in the sudoers file.`);
  return yield* fail(system, `sudo: ${ATTEMPTS} incorrect password attempts`);
}

function* listRights(system: SystemCalls, user: User, rule: Rule): Blocking<number> {
  const host = system.uname().nodename;
  if (rule === 'none') return yield* fail(system, `Sorry, user ${user.name} may not run sudo on ${host}.`);
  const path = ROOT_PATH.replaceAll(':', '\\:');
  const text = `Matching Defaults entries for ${user.name} on ${host}:
    env_reset, mail_badpass, secure_path=${path}, use_pty

User ${user.name} may run the following commands on ${host}:
    (ALL : ALL) ${rule === 'free' ? 'NOPASSWD: ' : ''}ALL
`;
  return (yield* print(system, 'sudo', text)) ? 0 : 1;
}
