/**
 * What the programs of this folder share: printing, whole small files, starting other programs, the environment.
 *
 * Mirrors the parts of the C library that each of them would use (`execvp`, `getenv`, `getline`), no program in particular.
 */
import { exitStatus } from '../../../shell/jobs.ts';
import {
  type Blocking,
  type ChildStatus,
  O_CREAT,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  S_IFDIR,
  S_IFMT,
  X_OK,
} from '../../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../../sim/bytes.ts';
import { EACCES, EISDIR, ENOENT, ENOTDIR, strerror } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { Output, printError, readAll } from '../libc/stdio.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Prints `text` on standard output; false when not all of it could be written (a message has been printed). */
export function* print(system: SystemCalls, name: string, text: string): Blocking<boolean> {
  const output = new Output(system);
  yield* output.put(text);
  yield* output.flush();
  if (output.errno === 0) return true;
  yield* printError(system, `${name}: write error: ${strerror(output.errno)}\n`);
  return false;
}

/** Prints `text` and a newline on standard error and gives `status`: the usual end of a program that failed. */
export function* fail(system: SystemCalls, text: string, status = 1): Blocking<number> {
  yield* printError(system, `${text}\n`);
  return status;
}

/** A mistake in the options, as coreutils and util-linux tell it. */
export function* usageError(system: SystemCalls, name: string, message: string, status = 1): Blocking<number> {
  return yield* fail(system, `${name}: ${message}\nTry '${name} --help' for more information.`, status);
}

/** Name behind the last slash, as `program_invocation_short_name`. */
export function shortName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The whole of a file as latin1 text, or a negated error number. */
export function* readText(system: SystemCalls, path: string): Blocking<string | number> {
  const bytes = yield* readBytes(system, path);
  return typeof bytes === 'number' ? bytes : latin1Text(bytes);
}

/** The whole of a file, or a negated error number. */
export function* readBytes(system: SystemCalls, path: string): Blocking<Uint8Array | number> {
  const fd = system.open(path, O_RDONLY);
  if (fd < 0) return fd;
  const bytes = yield* readAll(system, fd);
  system.close(fd);
  return bytes;
}

/** Writes a file anew in one call (or adds to it, by `flags`); a negated error number when that failed. */
export function* writeText(
  system: SystemCalls,
  path: string,
  text: string,
  flags = O_WRONLY | O_CREAT | O_TRUNC,
): Blocking<number> {
  const fd = system.open(path, flags, 0o666);
  if (fd < 0) return fd;
  const written = yield* system.write(fd, latin1Bytes(text));
  const closed = system.close(fd);
  return written < 0 ? written : closed;
}

/** Value of an environment variable. */
export function getenv(system: SystemCalls, name: string): string | undefined {
  const start = `${name}=`;
  return system.environ.find((one) => one.startsWith(start))?.slice(start.length);
}

/** The environment with some variables set; undefined takes one out. */
export function withVariables(
  environ: readonly string[],
  changes: Readonly<Record<string, string | undefined>>,
): string[] {
  const kept = environ.filter((one) => !Object.hasOwn(changes, one.slice(0, one.indexOf('='))));
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) kept.push(`${name}=${value}`);
  return kept;
}

/** Where `execvp` finds a command, or a negated error number. */
export function searchPath(system: SystemCalls, command: string, path = getenv(system, 'PATH')): string | number {
  if (command.includes('/')) return command;
  if (command === '') return -ENOENT;
  let error = -ENOENT;
  for (const folder of (path ?? DEFAULT_PATH).split(':')) {
    const full = folder === '' ? command : `${folder}/${command}`;
    const status = system.stat(full);
    if (typeof status === 'number') {
      if (status !== -ENOENT && status !== -ENOTDIR) error = status;
      continue;
    }
    if ((status.mode & S_IFMT) === S_IFDIR || system.access(full, X_OK) < 0) {
      error = -EACCES;
      continue;
    }
    return full;
  }
  return error;
}

/** `execvp`: runs a command in this process. Its status, or a negated error number when it could not be started. */
export function* execSearched(
  system: SystemCalls,
  argv: readonly string[],
  environ: readonly string[] = system.environ,
  path?: string,
): Blocking<number> {
  const found = searchPath(system, argv[0]!, path ?? getenv(system, 'PATH'));
  if (typeof found === 'number') return found;
  return yield* system.exec(found, argv, environ);
}

/** Runs a command in a child and waits for it: its status, 128 + the signal that ended it, 127 when it was not there. */
export function* runChild(
  system: SystemCalls,
  argv: readonly string[],
  environ: readonly string[] = system.environ,
): Blocking<number> {
  const pid = system.fork(function* (child) {
    const status = yield* execSearched(child as SystemCalls, argv, environ);
    return status < 0 ? 127 : status;
  });
  if (pid < 0) return pid;
  return yield* waitFor(system, pid);
}

/** Waits for a child: its status, or 128 + the signal that ended it. */
export function* waitFor(system: SystemCalls, pid: number): Blocking<number> {
  const ended = yield* waitForEnd(system, pid);
  return typeof ended === 'number' ? ended : exitStatus(ended);
}

/** The same with the way it ended. */
export function* waitForEnd(system: SystemCalls, pid: number): Blocking<ChildStatus | number> {
  for (;;) {
    const ended = yield* system.wait(pid);
    if (typeof ended === 'number') {
      if (ended === -4) continue; // EINTR: a caught signal came first
      return ended;
    }
    if (ended === undefined || ended.status.kind === 'stopped') continue;
    return ended.status;
  }
}

/** Names in a directory in byte order, without `.` and `..`; none when it cannot be read. */
export function sortedNames(system: SystemCalls, path: string): string[] {
  const names = system.readDirectory(path);
  if (typeof names === 'number') return [];
  return names.filter((name) => name !== '.' && name !== '..').sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A plain file can be opened for reading but a directory gives its error only at the first read; this asks first. */
export function openFile(system: SystemCalls, path: string): number {
  const status = system.stat(path);
  if (typeof status === 'number') return status;
  return (status.mode & S_IFMT) === S_IFDIR ? -EISDIR : system.open(path, O_RDONLY);
}
