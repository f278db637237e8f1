/**
 * Performs redirections, and undoes those of builtins and compound commands.
 *
 * bash 5.2 `redir.c` in POSIX mode: the target is one word, neither split nor globbed. A here-document goes through a pipe; one
 * that does not fit has a child to write it (bash uses a temporary file).
 */
import { latin1Bytes } from '../sim/bytes.ts';
import { ENOENT, ENOTDIR, strerror } from '../sim/errno.ts';
import type { Redirect } from './ast.ts';
import { expandToTextBlocking } from './expand.ts';
import { ShellFailure } from './failure.ts';
import {
  type Blocking,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFMT,
  S_IFREG,
} from './posix.ts';
import type { ShellState } from './shell-state.ts';

/** A descriptor as it was: its copy, or -1 when it was closed. */
export interface SavedDescriptor {
  readonly fd: number;
  readonly copy: number;
}

const PIPE_SIZE = 65536;
/** Copies of descriptors go here, as bash has them. */
const SAVE_FROM = 10;

/**
 * Performs them in order. `saved` collects what was there before; null in a child, where nothing comes back. Gives the message
 * of the first that failed, or null.
 */
export function* applyRedirects(
  shell: ShellState,
  redirects: readonly Redirect[],
  saved: SavedDescriptor[] | null,
): Blocking<string | null> {
  for (const redirect of redirects) {
    const message = yield* applyRedirect(shell, redirect, saved);
    if (message !== null) return message;
  }
  return null;
}

/** Puts descriptors back, the last changed first. */
export function restoreDescriptors(shell: ShellState, saved: readonly SavedDescriptor[]): void {
  const { system } = shell;
  for (let at = saved.length - 1; at >= 0; at--) {
    const { fd, copy } = saved[at] as SavedDescriptor;
    if (copy < 0) system.close(fd);
    else {
      system.dup2(copy, fd);
      system.close(copy);
    }
  }
}

function* applyRedirect(
  shell: ShellState,
  redirect: Redirect,
  saved: SavedDescriptor[] | null,
): Blocking<string | null> {
  const { operator } = redirect;
  const isInput = operator.startsWith('<');
  const fd = redirect.fd ?? (isInput ? 0 : 1);
  if (operator === '<<' || operator === '<<-' || operator === '<<<') {
    const text = yield* hereText(shell, redirect);
    return install(
      shell,
      yield* hereDocument(shell, text),
      redirect,
      fd,
      saved,
      'cannot create temp file for here-document',
    );
  }
  const target = yield* expandToTextBlocking(shell, redirect.target);
  if (operator === '<&' || operator === '>&') {
    if (target === '-') {
      close(shell, redirect, fd, saved);
      return null;
    }
    const isMove = target.endsWith('-');
    const digits = isMove ? target.slice(0, -1) : target;
    if (isDigits(digits)) return duplicate(shell, redirect, fd, Number(digits), isMove, saved);
    const isBoth = operator === '>&' && redirect.fd === null && target !== '';
    if (!isBoth || !shell.dialect.bashWords) {
      if (shell.dialect.kind === 'ash')
        throw new ShellFailure(shell.dialect.isDash ? `Bad fd number` : 'redir error', 2);
      return `${redirect.target.raw}: ambiguous redirect`;
    }
    return both(shell, redirect, target, O_TRUNC, saved);
  }
  if (operator === '&>') return both(shell, redirect, target, O_TRUNC, saved);
  if (operator === '&>>') return both(shell, redirect, target, O_APPEND, saved);
  const opened = openTarget(shell, operator, target);
  if (typeof opened === 'string') return opened;
  return install(shell, opened, redirect, fd, saved, target);
}

function openTarget(shell: ShellState, operator: string, target: string): number | string {
  const { system } = shell;
  switch (operator) {
    case '<':
      return system.open(target, O_RDONLY);
    case '<>':
      return system.open(target, O_RDWR | O_CREAT, 0o666);
    case '>>':
      return system.open(target, O_WRONLY | O_CREAT | O_APPEND, 0o666);
  }
  if (operator === '>' && shell.options.noclobber) {
    const status = system.stat(target);
    if (typeof status === 'number') return system.open(target, O_WRONLY | O_CREAT | O_EXCL, 0o666);
    if ((status.mode & S_IFMT) === S_IFREG) {
      if (shell.dialect.kind === 'ash') return `${cannot(shell)} create ${target}: File exists`;
      return `${target}: cannot overwrite existing file`;
    }
  }
  return system.open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o666);
}

function both(
  shell: ShellState,
  redirect: Redirect,
  target: string,
  flag: number,
  saved: SavedDescriptor[] | null,
): string | null {
  const opened = shell.system.open(target, O_WRONLY | O_CREAT | flag, 0o666);
  const message = install(shell, opened, redirect, 1, saved, target);
  if (message !== null) return message;
  save(shell, 2, saved);
  shell.system.dup2(1, 2);
  return null;
}

/** Moves an opened descriptor where it belongs; `name` is what a failure is reported for. */
function install(
  shell: ShellState,
  opened: number,
  redirect: Redirect,
  fd: number,
  saved: SavedDescriptor[] | null,
  name: string,
): string | null {
  const { system } = shell;
  if (opened < 0) return openFailure(shell, redirect.operator, name, opened);
  if (redirect.variable !== null) {
    const moved = system.dup(opened, SAVE_FROM);
    system.close(opened);
    shell.variables.set(redirect.variable, String(moved));
    return null;
  }
  if (opened === fd) {
    saved?.push({ fd, copy: -1 });
    return null;
  }
  save(shell, fd, saved);
  const result = system.dup2(opened, fd);
  system.close(opened);
  return result < 0 ? `${fd}: ${strerror(result)}` : null;
}

function openFailure(shell: ShellState, operator: string, name: string, error: number): string {
  if (shell.dialect.kind !== 'ash') return `${name}: ${strerror(error)}`;
  const { isDash } = shell.dialect;
  const isMissing = error === -ENOENT || error === -ENOTDIR;
  if (operator === '<') {
    const text = isDash ? 'No such file' : 'no such file';
    return `${cannot(shell)} open ${name}: ${isMissing ? text : strerror(error)}`;
  }
  const text = isDash ? 'Directory nonexistent' : 'nonexistent directory';
  return `${cannot(shell)} create ${name}: ${isMissing ? text : strerror(error)}`;
}

const cannot = (shell: ShellState): string => (shell.dialect.isDash ? 'cannot' : "can't");

function duplicate(
  shell: ShellState,
  redirect: Redirect,
  fd: number,
  from: number,
  isMove: boolean,
  saved: SavedDescriptor[] | null,
): string | null {
  const { system } = shell;
  if (redirect.variable !== null) {
    const copy = system.dup(from, SAVE_FROM);
    if (copy < 0) return `${from}: ${strerror(copy)}`;
    shell.variables.set(redirect.variable, String(copy));
    return null;
  }
  const status = system.fstat(from);
  if (typeof status === 'number') {
    return `${from}: ${strerror(status)}`;
  }
  if (from === fd) return null;
  save(shell, fd, saved);
  system.dup2(from, fd);
  if (isMove) {
    save(shell, from, saved);
    system.close(from);
  }
  return null;
}

function close(shell: ShellState, redirect: Redirect, fd: number, saved: SavedDescriptor[] | null): void {
  if (redirect.variable !== null) {
    shell.system.close(Number(shell.variables.get(redirect.variable) ?? -1));
    return;
  }
  save(shell, fd, saved);
  shell.system.close(fd);
}

function save(shell: ShellState, fd: number, saved: SavedDescriptor[] | null): void {
  if (saved === null || saved.some((entry) => entry.fd === fd)) return;
  const copy = shell.system.dup(fd, SAVE_FROM);
  if (copy >= 0) shell.system.setCloseOnExec(copy, true);
  saved.push({ fd, copy: copy < 0 ? -1 : copy });
}

function* hereText(shell: ShellState, redirect: Redirect): Blocking<string> {
  if (redirect.operator === '<<<') return `${yield* expandToTextBlocking(shell, redirect.target)}\n`;
  return redirect.body === null ? '' : yield* expandToTextBlocking(shell, redirect.body);
}

/** A descriptor that reads the text. */
function* hereDocument(shell: ShellState, text: string): Blocking<number> {
  const { system } = shell;
  const ends = system.pipe();
  if (typeof ends === 'number') return ends;
  const [readEnd, writeEnd] = ends;
  const bytes = latin1Bytes(text);
  if (bytes.length <= PIPE_SIZE) {
    yield* system.write(writeEnd, bytes);
  } else {
    const pid = system.fork(function* (child) {
      child.close(readEnd);
      yield* child.write(writeEnd, bytes);
      return 0;
    });
    if (pid < 0) {
      system.close(readEnd);
      system.close(writeEnd);
      return pid;
    }
  }
  system.close(writeEnd);
  return readEnd;
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0 && text.length < 10;
}
