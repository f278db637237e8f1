/**
 * Programs on disk: where they are found, and how they are run in a child.
 *
 * bash 5.2 `findcmd.c`, `execute_cmd.c` (`shell_execve`).
 */
import { latin1Text } from '../sim/bytes.ts';
import { strerror } from '../sim/errno.ts';
import type { SimpleCommand } from './ast.ts';
import { forkShell, waitForeground } from './children.ts';
import { type Blocking, O_RDONLY, S_IFDIR, S_IFMT, S_IFREG, X_OK } from './posix.ts';
import { printCommand } from './print.ts';
import { applyRedirects } from './redirect.ts';
import type { ShellState } from './shell-state.ts';

const ENOENT = 2;
const E2BIG = 7;
const ENOEXEC = 8;
const EACCES = 13;
const EISDIR = 21;

/** Where PATH leads for a name: the file, or undefined. Names with a slash are themselves. */
export function findProgram(shell: ShellState, name: string, path: string | undefined): string | undefined {
  if (path === undefined || path === '') return name;
  let notExecutable: string | undefined;
  for (const folder of path.split(':')) {
    const candidate = folder === '' ? `./${name}` : folder.endsWith('/') ? folder + name : `${folder}/${name}`;
    const status = shell.system.stat(candidate);
    if (typeof status === 'number' || (status.mode & S_IFMT) === S_IFDIR) continue;
    if (shell.system.access(candidate, X_OK) >= 0) return candidate;
    if ((status.mode & S_IFMT) === S_IFREG) notExecutable ??= candidate;
  }
  return notExecutable;
}

/** As `findProgram` with the shell's own PATH, remembered. */
export function hashedProgram(shell: ShellState, name: string): string | undefined {
  if (name.includes('/')) return name;
  const known = shell.hashed.get(name);
  if (known !== undefined) {
    known.hits++;
    return known.path;
  }
  const path = findProgram(shell, name, shell.variables.get('PATH'));
  if (path?.startsWith('/') && shell.options.get('hashall')) shell.hashed.set(name, { path, hits: 1 });
  return path;
}

/** Runs a program in a child and waits; in this very process when nothing else is left to do. */
export function* runProgram(
  shell: ShellState,
  words: readonly string[],
  command: SimpleCommand,
  mayExec: boolean,
): Blocking<number> {
  const name = words[0] as string;
  const path = name === '' ? undefined : hashedProgram(shell, name);
  shell.lastArgument = words.at(-1) ?? '';
  const run = function* (child: ShellState): Blocking<number> {
    const message = yield* applyRedirects(child, command.redirects, null);
    if (message !== null) {
      child.complain(message);
      return 1;
    }
    return yield* execProgram(child, path, words);
  };
  if (mayExec && shell.traps.size === 0) {
    const status = yield* run(shell);
    shell.status = status;
    return status;
  }
  yield* shell.flush();
  const group = shell.options.monitor ? { group: 0, isForeground: true } : {};
  const pid = forkShell(shell, group, run);
  const [status = 0] = yield* waitForeground(shell, [pid], pid, () => printCommand(command));
  shell.status = status;
  shell.pipeStatus = [status];
  return status;
}

/** Replaces this process by a program; only a failure comes back, said and as a status. */
export function* execProgram(
  shell: ShellState,
  path: string | undefined,
  words: readonly string[],
  label = '',
  name = words[0] as string,
): Blocking<number> {
  const { dialect, system } = shell;
  if (path === undefined) {
    shell.complain(
      dialect.kind === 'ash'
        ? `${name}: not found`
        : `${label}${name}: ${label === '' ? 'command not found' : 'not found'}`,
    );
    yield* shell.flush();
    return 127;
  }
  yield* shell.flush();
  const environment = [...shell.variables.environment(), ...(dialect.kind === 'ash' ? [] : [`_=${path}`])];
  const result = yield* system.exec(path, words, environment);
  if (result >= 0) return result;
  if (result === -ENOEXEC) {
    const script = yield* runScriptFile(shell, path, words);
    if (script !== null) return script;
  }
  shell.complain(`${label}${yield* failureText(shell, path, name, result)}`);
  yield* shell.flush();
  return result === -ENOENT ? 127 : 126;
}

function* failureText(shell: ShellState, path: string, name: string, error: number): Blocking<string> {
  const isAsh = shell.dialect.kind === 'ash';
  if (isAsh) return error === -ENOENT ? `${name}: not found` : `${name}: ${strerror(error)}`;
  if (error === -ENOENT || error === -EACCES || error === -EISDIR) {
    const status = shell.system.stat(path);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) return `${name}: Is a directory`;
    if (typeof status !== 'number' && error === -ENOENT) {
      const interpreter = yield* interpreterOf(shell, path);
      if (interpreter !== null) return `${path}: ${interpreter}: bad interpreter: No such file or directory`;
      return `${path}: cannot execute: required file not found`;
    }
  }
  if (error === -ENOEXEC) return `${path}: cannot execute binary file: Exec format error`;
  if (error === -E2BIG) return `${path}: Argument list too long`;
  return `${name}: ${strerror(error)}`;
}

/** What follows `#!` in a file. */
function* interpreterOf(shell: ShellState, path: string): Blocking<string | null> {
  const text = yield* readStart(shell, path);
  if (!text.startsWith('#!')) return null;
  return (
    text
      .slice(2)
      .trimStart()
      .split(/[ \t\n]/, 1)[0] ?? null
  );
}

function* readStart(shell: ShellState, path: string): Blocking<string> {
  const fd = shell.system.open(path, O_RDONLY);
  if (fd < 0) return '';
  const bytes = yield* shell.system.read(fd, 80);
  shell.system.close(fd);
  return typeof bytes === 'number' ? '' : latin1Text(bytes);
}

/** A file the kernel will not run is a script of this shell, unless its start looks binary. */
function* runScriptFile(shell: ShellState, path: string, words: readonly string[]): Blocking<number | null> {
  const start = yield* readStart(shell, path);
  const newline = start.indexOf('\n');
  const line = newline < 0 ? start : start.slice(0, newline);
  if (line.includes('\0')) return null;
  return yield* shell.services.runFile(shell, path, words.slice(1));
}
