/**
 * The variables a shell begins with: the environment, those bash sets itself, and the hooks on those it lives by.
 *
 * bash 5.2 `variables.c` (`initialize_shell_variables`).
 */
import { arithmetic, assignElement, installComputed } from './parameters.ts';
import { S_IFDIR, S_IFMT } from './posix.ts';
import { type ShellState, separatorTable } from './shell-state.ts';
import { isName } from './word-parser.ts';

/** Fills the variables of a new shell. */
export function initializeVariables(shell: ShellState, environment: readonly string[]): void {
  const { variables, system } = shell;
  for (const entry of environment) {
    const equals = entry.indexOf('=');
    const name = entry.slice(0, equals);
    if (equals < 1 || !isName(name)) continue;
    variables.set(name, entry.slice(equals + 1)).exported = true;
  }
  installHooks(shell);
  const setDefault = (name: string, value: string): void => {
    if (variables.get(name) === undefined) variables.set(name, value);
  };
  variables.set('IFS', ' \t\n');
  setDefault('PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  variables.set('OPTIND', '1');
  setDefault('PS4', '+ ');
  initializePwd(shell);
  variables.touched();
  if (shell.dialect.kind === 'ash') {
    variables.set('PPID', String(system.ppid)).readonly = false;
    // BusyBox with its fancy prompt; dash tells root from others.
    setDefault('PS1', shell.dialect.isDash === true ? (system.getuid() === 0 ? '# ' : '$ ') : '\\w \\$ ');
    setDefault('PS2', '> ');
    return;
  }
  variables.set('OPTERR', '1');
  installComputed(shell, false);
  const levels = Number.parseInt(variables.get('SHLVL') ?? '0', 10) || 0;
  variables.set('SHLVL', String(levels < 0 ? 0 : levels + 1)).exported = true;
  variables.set('BASH', '/usr/bin/bash');
  variables.set('BASH_VERSION', '5.2.15(1)-release');
  const versions = variables.declare('BASH_VERSINFO');
  versions.elements = new Map(['5', '2', '15', '1', 'release', 'x86_64-pc-linux-gnu'].map((text, at) => [at, text]));
  versions.readonly = true;
  for (const name of ['BASH_ARGC', 'BASH_ARGV', 'BASH_LINENO', 'BASH_SOURCE', 'DIRSTACK', 'GROUPS']) {
    variables.declare(name).elements = new Map();
  }
  for (const name of ['BASH_ALIASES', 'BASH_CMDS']) variables.declare(name).associative = new Map();
  variables.set(
    'BASH_LOADABLES_PATH',
    '/usr/local/lib/bash:/usr/lib/bash:/opt/local/lib/bash:/usr/pkg/lib/bash:/opt/pkg/lib/bash:.',
  );
  variables.set('HOSTTYPE', 'x86_64');
  variables.set('MACHTYPE', 'x86_64-pc-linux-gnu');
  variables.set('OSTYPE', 'linux-gnu');
  setDefault('POSIXLY_CORRECT', 'y');
  setDefault('TERM', 'dumb');
  setDefault('SHELL', '/bin/bash');
  for (const [name, value] of [
    ['EUID', system.geteuid()],
    ['PPID', system.ppid],
    ['UID', system.getuid()],
  ] as const) {
    const variable = variables.set(name, String(value));
    variable.readonly = true;
    variable.integer = true;
  }
  if (shell.isInteractive) {
    setDefault('PS1', '\\s-\\v\\$ ');
    setDefault('PS2', '> ');
  }
}

/** PWD of the environment is kept when it names the directory; else the system's answer. */
function initializePwd(shell: ShellState): void {
  const { system, variables } = shell;
  const inherited = variables.get('PWD');
  const here = system.stat('.');
  let pwd: string | number = system.getcwd();
  if (inherited?.startsWith('/') && typeof here !== 'number') {
    const there = system.stat(inherited);
    const isSame =
      typeof there !== 'number' &&
      (there.mode & S_IFMT) === S_IFDIR &&
      there.dev === here.dev &&
      there.ino === here.ino &&
      !/\/\.\.?(\/|$)/.test(inherited);
    if (isSame) pwd = inherited;
  }
  if (typeof pwd === 'string') variables.set('PWD', pwd).exported = true;
  const old = variables.find('OLDPWD');
  if (old === undefined && shell.dialect.kind === 'bash') variables.declare('OLDPWD').exported = true;
}

/** What the shell does when variables it lives by are set. */
export function installHooks(shell: ShellState): void {
  const { variables } = shell;
  variables.evaluate = (text) => String(arithmetic(shell, text));
  const { hooks } = variables;
  hooks.set('IFS', (value) => {
    shell.separators = separatorTable(value);
    shell.joiner = value === undefined ? ' ' : value.slice(0, 1);
  });
  hooks.set('PATH', () => shell.hashed.clear());
  hooks.set('OPTIND', (value) => {
    if (value !== undefined) shell.getoptsPosition = 1;
  });
  hooks.set('RANDOM', (value) => {
    if (value !== undefined) shell.random = Number.parseInt(value, 10) >>> 0 || 0;
  });
  hooks.set('SECONDS', (value) => {
    const seconds = Number.parseInt(value ?? '0', 10) || 0;
    shell.secondsBase = seconds - Math.floor(shell.system.now() - shell.startTime);
  });
}

/** Assigns for `read`, `getopts` and the like: a name, or one with a subscript. */
export function assignName(shell: ShellState, target: string, value: string): void {
  const bracket = target.indexOf('[');
  if (bracket > 0 && target.endsWith(']')) {
    assignElement(shell, target.slice(0, bracket), target.slice(bracket + 1, -1), value, false);
  } else shell.variables.set(target, value);
}
