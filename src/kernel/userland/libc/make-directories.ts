/**
 * A directory with the ones above it: gnulib `lib/mkdir-p.c` and `lib/mkancesdirs.c`, for `mkdir -p`, `install -d`, `-D`.
 *
 * The real one changes directory on its way down so that a path may be longer than the kernel takes; this one does not.
 */
import { type Blocking, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EEXIST, ENOENT, ENOTDIR } from '../../../sim/errno.ts';
import { stripSlashes } from './fts.ts';
import { quote } from './quote.ts';
import type { Tool } from './usage.ts';

/** Makes what is missing above `path`: 0, or the error with the directory that could not be made. */
export function* makeAncestors(
  tool: Tool,
  path: string,
  mode: number,
  announce: (directory: string) => Blocking<void>,
): Blocking<{ readonly error: number; readonly directory: string }> {
  const { system } = tool;
  const whole = stripSlashes(path);
  let end = 0;
  for (;;) {
    while (whole[end] === '/') end++;
    const slash = whole.indexOf('/', end);
    if (slash < 0) return { error: 0, directory: '' };
    const directory = whole.slice(0, slash);
    end = slash;
    if (/(^|\/)\.$/.test(directory)) continue;
    const made = system.mkdir(directory, mode);
    if (made >= 0) {
      yield* announce(directory);
      // A mask that forbids the owner to write and search would stop us at the next step.
      const status = system.stat(directory);
      if (typeof status !== 'number' && (status.mode & 0o300) !== 0o300) {
        system.chmod(directory, (status.mode & 0o7777) | 0o300);
      }
      continue;
    }
    const status = system.stat(directory);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) continue;
    const isOther = typeof status !== 'number';
    return { error: isOther ? -ENOTDIR : made === -EEXIST ? -EEXIST : made, directory };
  }
}

/** `make_dir_parents`: true when the directory is there at the end; else its message is told. */
export function* makeDirectoryPath(
  tool: Tool,
  path: string,
  options: {
    readonly parents: boolean;
    readonly parentMode: number;
    readonly mode: number;
    /** Bits of the mode to set once more after making, past the mask. */
    readonly modeBits?: number;
    readonly announce: (directory: string) => Blocking<void>;
  },
): Blocking<boolean> {
  const { system } = tool;
  if (options.parents) {
    const { error, directory } = yield* makeAncestors(tool, path, options.parentMode, options.announce);
    if (error < 0) {
      yield* tool.error(`cannot create directory ${quote(directory)}`, error);
      return false;
    }
  }
  const made = system.mkdir(path, options.mode);
  if (made >= 0) {
    yield* options.announce(path);
    const bits = options.modeBits ?? 0;
    const status = bits === 0 ? 0 : system.stat(path);
    if (typeof status === 'number') return true;
    const changed = system.chmod(path, (status.mode & 0o7777 & ~bits) | (options.mode & bits));
    if (changed < 0) yield* tool.error(`cannot change permissions of ${quote(path)}`, changed);
    return changed >= 0;
  }
  if (options.parents && made !== -ENOENT) {
    const status = system.stat(path);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR) return true;
  }
  yield* tool.error(`cannot create directory ${quote(path)}`, made);
  return false;
}
