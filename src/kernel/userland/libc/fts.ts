/**
 * Walking a file tree.
 *
 * Mirrors the C library's `fts` as gnulib has it: a directory comes before and after its entries, the path to ask the kernel with
 * (`accessPath`) is not the path to show (`path`). Trees deeper than a path name may be long are walked with `chdir`, as the real
 * one does with descriptors. The walk keeps its own stack, so depth costs memory and nothing else.
 */
import { type FileStatus, S_IFDIR, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import { ENOENT } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

/** Longest path that is handed to the kernel before the walk changes directory: a walk down each time from the top costs. */
const CHDIR_LENGTH = 256;
/** A thousand times `../`. */
const RETURN_LENGTH = 3000;

/** What a visit is about. `directory` before its entries, `post` behind them, `cycle` a directory that contains itself. */
type VisitKind = 'directory' | 'post' | 'file' | 'cycle' | 'no-status' | 'unreadable' | 'dangling';

export interface Visit {
  readonly kind: VisitKind;
  /** The path from the operand, to show. */
  readonly path: string;
  /** The path to give to system calls now. */
  readonly accessPath: string;
  readonly name: string;
  readonly level: number;
  /** Absent for `no-status`. */
  readonly status: FileStatus | null;
  /** Negated error number of `no-status` and `unreadable`. */
  readonly error: number;
}

export interface WalkOptions {
  /** Follow symbolic links: none, those that are operands, all. */
  readonly follow: 'never' | 'operand' | 'always';
  /** Stay on the file system of the operand. */
  readonly oneFileSystem?: boolean;
  /** Orders the names of a directory; the file system's own order when absent. */
  readonly compare?: (a: string, b: string) => number;
  /** Directories at this level are not entered. */
  readonly maxLevel?: number;
}

interface Level {
  readonly visit: Visit;
  readonly names: readonly string[];
  next: number;
  /** Where to change to when this level ends, because the walk changed into it; null when it did not. */
  readonly returnTo: string | null;
  /** Access path of the entries: what stands before their names. */
  readonly accessBase: string;
}

export class TreeWalk {
  /** Negated error number when the walk could not come back to the directory it started in; else 0. */
  lostError = 0;
  readonly #system: SystemCalls;
  readonly #options: WalkOptions;
  readonly #stack: Level[] = [];
  /** Identity and path of the directories the walk is in. */
  readonly #ancestors = new Map<string, string>();
  #pending: Visit | null;
  #entered = false;
  #skip = false;
  /** Device of the operand. */
  readonly device: number;

  constructor(system: SystemCalls, operand: string, options: WalkOptions) {
    this.#system = system;
    this.#options = options;
    // Trailing slashes stay on the operand itself and vanish between it and a name.
    const name = baseName(operand);
    this.#pending = this.#look(operand, operand, name, 0, options.follow !== 'never');
    this.device = this.#pending.status?.dev ?? -1;
  }

  /** Path of the directory that a `cycle` leads back to. */
  cyclePath(visit: Visit): string {
    return (visit.status !== null && this.#ancestors.get(identity(visit.status))) || visit.path;
  }

  /** The next visit, or null at the end. */
  next(): Visit | null {
    if (this.#pending !== null) {
      const visit = this.#pending;
      if (visit.kind === 'directory' && !this.#entered) {
        this.#entered = true;
        return visit;
      }
      this.#pending = null;
      this.#entered = false;
      if (visit.kind !== 'directory') return visit;
      const skipped = this.#skip;
      this.#skip = false;
      const closed = this.#enter(visit, skipped);
      if (closed !== null) return closed;
    }
    for (;;) {
      const level = this.#stack.at(-1);
      if (level === undefined) return null;
      if (level.next >= level.names.length) return this.#leave(level);
      const name = level.names[level.next++]!;
      const visit = this.#look(
        // Only the operand may end with a slash; asking each path for its last character would make every one of them whole.
        level.visit.level === 0 ? join(level.visit.path, name) : `${level.visit.path}/${name}`,
        level.accessBase + name,
        name,
        level.visit.level + 1,
        this.#options.follow === 'always',
      );
      if (visit.kind === 'directory') {
        this.#pending = visit;
        this.#entered = true;
      }
      return visit;
    }
  }

  /** After a `directory` visit: its entries are not wanted. A `post` visit still follows. */
  skip(): void {
    this.#skip = true;
  }

  #look(path: string, accessPath: string, name: string, level: number, follow: boolean): Visit {
    let status = follow ? this.#system.stat(accessPath) : this.#system.lstat(accessPath);
    if (typeof status === 'number' && follow && status === -ENOENT) {
      const link = this.#system.lstat(accessPath);
      if (typeof link !== 'number' && (link.mode & S_IFMT) === S_IFLNK) {
        return { kind: 'dangling', path, accessPath, name, level, status: link, error: status };
      }
      if (typeof link === 'number') status = link;
    }
    if (typeof status === 'number') {
      return { kind: 'no-status', path, accessPath, name, level, status: null, error: status };
    }
    const visit = { path, accessPath, name, level, status, error: 0 };
    if ((status.mode & S_IFMT) !== S_IFDIR) return { kind: 'file', ...visit };
    return { kind: this.#ancestors.has(identity(status)) ? 'cycle' : 'directory', ...visit };
  }

  /** Reads a directory; a visit when there is nothing to descend into. */
  #enter(visit: Visit, skipped: boolean): Visit | null {
    const { status } = visit;
    const crosses = this.#options.oneFileSystem === true && status!.dev !== this.device;
    const tooDeep = this.#options.maxLevel !== undefined && visit.level >= this.#options.maxLevel;
    if (skipped || crosses || tooDeep) return { ...visit, kind: 'post' };
    let accessBase = visit.accessPath.endsWith('/') ? visit.accessPath : `${visit.accessPath}/`;
    let returnTo: string | null = null;
    const names = this.#system.readDirectory(visit.accessPath);
    if (typeof names === 'number') return { ...visit, kind: 'unreadable', error: names };
    if (accessBase.length > CHDIR_LENGTH && this.#options.follow !== 'always') {
      // From below, `..` leads back; the operand itself may hold links and dots, so the first way back is the full path.
      const isInside = this.#stack.some((level) => level.returnTo !== null);
      const cwd = isInside ? '../'.repeat(visit.accessPath.split('/').length) : this.#system.getcwd();
      const changed = typeof cwd === 'number' ? cwd : this.#system.chdir(visit.accessPath);
      if (changed < 0) return { ...visit, kind: 'unreadable', error: changed };
      returnTo = cwd as string;
      accessBase = '';
    }
    const entries = names.filter((name) => name !== '.' && name !== '..');
    if (this.#options.compare !== undefined) entries.sort(this.#options.compare);
    this.#ancestors.set(identity(status!), visit.path);
    this.#stack.push({ visit, names: entries, next: 0, returnTo, accessBase });
    return null;
  }

  #leave(level: Level): Visit {
    this.#stack.pop();
    // Many short names make a `..` for each: the way back is taken in pieces no longer than a path may be.
    for (let at = 0; level.returnTo !== null && at < level.returnTo.length; at += RETURN_LENGTH) {
      const isClimb = level.returnTo.startsWith('..');
      const error = this.#system.chdir(isClimb ? level.returnTo.slice(at, at + RETURN_LENGTH) : level.returnTo);
      if (error < 0) this.lostError = error;
      if (!isClimb) break;
    }
    this.#ancestors.delete(identity(level.visit.status!));
    return { ...level.visit, kind: 'post' };
  }
}

function identity(status: FileStatus): string {
  return `${status.dev}:${status.ino}`;
}

/** A name behind a directory's path. */
export function join(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/** The last part of a path without trailing slashes; `/` for the root. */
export function baseName(path: string): string {
  const trimmed = stripSlashes(path);
  return trimmed === '/' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The path without trailing slashes; a path of slashes alone becomes `/`. */
export function stripSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return end === 0 && path !== '' ? '/' : path.slice(0, end);
}

/** Everything before the last part: `dirname`. */
export function directoryName(path: string): string {
  let end = stripSlashes(path).length;
  if (path[0] === '/' && stripSlashes(path) === '/') return '/';
  while (end > 0 && path[end - 1] !== '/') end--;
  if (end === 0) return '.';
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
