/** `cd`, `pwd`, `pushd`, `popd`, `dirs`: bash 5.2 `builtins/cd.def`, `builtins/pushd.def`. */
import { strerror } from '../../sim/errno.ts';
import { type BuiltinFunction, invalidOption, parseOptions } from '../builtin.ts';
import { S_IFDIR, S_IFMT } from '../posix.ts';
import type { ShellState } from '../shell-state.ts';

export const cdBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'LPe@');
  if (bad !== null) return invalidOption(shell, 'cd', bad, 'cd [-L|[-P [-e]] [-@]] [dir]');
  if (rest.length > 1) {
    if (shell.dialect.kind === 'bash') {
      shell.complain('cd: too many arguments');
      return 1;
    }
  }
  let [target] = rest;
  let shows = false;
  if (target === undefined) {
    target = shell.variables.get('HOME');
    if (target === undefined) {
      if (shell.dialect.kind === 'ash') return 0;
      shell.complain('cd: HOME not set');
      return 1;
    }
  } else if (target === '-') {
    target = shell.variables.get('OLDPWD');
    if (target === undefined) {
      shell.complain('cd: OLDPWD not set');
      return 1;
    }
    shows = true;
  }
  const physical = letters === '' ? shell.options.physical : letters.lastIndexOf('P') > letters.lastIndexOf('L');
  for (const folder of searchPath(shell, target)) {
    const candidate = folder === '' ? target : `${folder}/${target}`;
    if (!changeDirectory(shell, candidate, physical)) continue;
    if (shows || folder !== '') shell.print(`${shell.variables.get('PWD')}\n`);
    return 0;
  }
  const error = tryChange(shell, target, physical);
  if (error >= 0) {
    if (shows) shell.print(`${shell.variables.get('PWD')}\n`);
    return 0;
  }
  if (shell.dialect.kind === 'ash') {
    shell.complain(`cd: can't cd to ${target}${shell.dialect.isDash ? '' : `: ${strerror(error)}`}`);
    return 2;
  }
  shell.complain(`cd: ${target}: ${strerror(error)}`);
  return 1;
};

function searchPath(shell: ShellState, target: string): readonly string[] {
  const paths = shell.variables.get('CDPATH');
  if (paths === undefined || paths === '' || /^\/|^\.\.?(\/|$)/.test(target)) return [];
  return paths.split(':').map((folder) => (folder === '.' ? '' : folder));
}

function changeDirectory(shell: ShellState, target: string, physical: boolean): boolean {
  return tryChange(shell, target, physical) >= 0;
}

/** Changes to a directory and sets PWD and OLDPWD; 0 or a negated error number. */
function tryChange(shell: ShellState, target: string, physical: boolean): number {
  const { system, variables } = shell;
  const pwd = variables.get('PWD') ?? '';
  let path = target;
  if (!physical && target !== '') {
    const logical = canonical(target.startsWith('/') ? target : `${pwd === '/' ? '' : pwd}/${target}`, shell);
    if (logical !== null) path = logical;
  }
  let result = path === '' ? 0 : system.chdir(path);
  if (result < 0 && path !== target) {
    result = system.chdir(target);
    path = '';
  }
  if (result < 0) return result;
  let now: string | number = physical || path === '' ? system.getcwd() : path;
  if (target === '') now = pwd;
  variables.set('OLDPWD', pwd).exported = true;
  variables.set('PWD', typeof now === 'string' ? now : target).exported = true;
  variables.touched();
  return 0;
}

/** The path without `.`, `..` and doubled slashes; null when something before a `..` is no directory. */
function canonical(path: string, shell: ShellState): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      const status = shell.system.stat(`/${parts.join('/')}`);
      if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFDIR) return null;
      parts.pop();
    } else parts.push(part);
  }
  const isDouble = path.startsWith('//') && !path.startsWith('///');
  return `${isDouble ? '//' : '/'}${parts.join('/')}`;
}

export const pwdBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, bad } = parseOptions(args, 'LP');
  if (bad !== null) return invalidOption(shell, 'pwd', bad, 'pwd [-LP]');
  const physical = letters === '' ? shell.options.physical : letters.endsWith('P');
  const pwd = shell.variables.get('PWD');
  if (!physical && pwd?.startsWith('/') === true && isHere(shell, pwd)) {
    shell.print(`${pwd}\n`);
    return 0;
  }
  const path = shell.system.getcwd();
  if (typeof path === 'number') {
    shell.complain(
      `pwd: error retrieving current directory: getcwd: cannot access parent directories: ${strerror(path)}`,
    );
    return 1;
  }
  shell.print(`${path}\n`);
  return 0;
};

function isHere(shell: ShellState, path: string): boolean {
  const there = shell.system.stat(path);
  const here = shell.system.stat('.');
  return typeof there !== 'number' && typeof here !== 'number' && there.ino === here.ino && there.dev === here.dev;
}

function withTilde(shell: ShellState, path: string): string {
  const home = shell.variables.get('HOME') ?? '';
  if (home === '' || home === '/') return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function showStack(shell: ShellState): void {
  const stack = [shell.variables.get('PWD') ?? '', ...shell.directoryStack];
  shell.print(`${stack.map((path) => withTilde(shell, path)).join(' ')}\n`);
}

export const dirsBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, bad } = parseOptions(args, 'clpv');
  if (bad !== null) return invalidOption(shell, 'dirs', bad, 'dirs [-clpv] [+N] [-N]');
  if (letters.includes('c')) shell.directoryStack = [];
  else if (letters.includes('p') || letters.includes('v')) {
    [shell.variables.get('PWD') ?? '', ...shell.directoryStack].forEach((path, index) => {
      const text = letters.includes('l') ? path : withTilde(shell, path);
      shell.print(letters.includes('v') ? `${String(index).padStart(2)}  ${text}\n` : `${text}\n`);
    });
  } else showStack(shell);
  return 0;
};

export const pushdBuiltin: BuiltinFunction = (shell, args) => {
  const { variables, directoryStack } = shell;
  const here = variables.get('PWD') ?? '';
  const [target] = args;
  const to = target ?? directoryStack[0];
  if (to === undefined) {
    shell.complain('pushd: no other directory');
    return 1;
  }
  const error = tryChange(shell, to, false);
  if (error < 0) {
    shell.complain(`pushd: ${to}: ${strerror(error)}`);
    return 1;
  }
  shell.directoryStack = [here, ...(target === undefined ? directoryStack.slice(1) : directoryStack)];
  showStack(shell);
  return 0;
};

export const popdBuiltin: BuiltinFunction = (shell) => {
  const [to, ...rest] = shell.directoryStack;
  if (to === undefined) {
    shell.complain('popd: directory stack empty');
    return 1;
  }
  const error = tryChange(shell, to, false);
  if (error < 0) {
    shell.complain(`popd: ${to}: ${strerror(error)}`);
    return 1;
  }
  shell.directoryStack = rest;
  showStack(shell);
  return 0;
};
