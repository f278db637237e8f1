/**
 * Absolute names without links, dots and doubled slashes.
 *
 * Mirrors gnulib `lib/canonicalize.c` (`canonicalize_filename_mode`), which `readlink -f -e -m`, `realpath` and `ln -r` share.
 */
import { S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EINVAL, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';

/** Which parts of a name must exist: all, all but the last, none. */
export type CanonicalizeMode = 'existing' | 'all-but-last' | 'missing';

/** What the kernel follows in one name. */
const LINKS_MAX = 40;
const NAME_MAX = 1 << 20;

/** The canonical name, or a negated error number. `links` false: symbolic links are left as they are. */
export function canonicalize(system: SystemCalls, name: string, mode: CanonicalizeMode, links = true): string | number {
  if (name === '') return -ENOENT;
  let done = '';
  if (!name.startsWith('/')) {
    const cwd = system.getcwd();
    if (typeof cwd === 'number') return cwd;
    done = cwd === '/' ? '' : cwd;
  }
  let rest = name;
  let followed = 0;
  for (;;) {
    const start = skipSlashes(rest, 0);
    if (start >= rest.length) return done === '' ? '/' : done;
    const slash = rest.indexOf('/', start);
    const end = slash < 0 ? rest.length : slash;
    const part = rest.slice(start, end);
    rest = rest.slice(end);
    if (part === '.') continue;
    if (part === '..') {
      done = done.slice(0, Math.max(0, done.lastIndexOf('/')));
      continue;
    }
    done += `/${part}`;
    if (done.length + rest.length > NAME_MAX) return -ENAMETOOLONG;
    const target = links ? system.readlink(done) : -EINVAL;
    if (typeof target === 'string') {
      if (++followed > LINKS_MAX) {
        if (mode === 'missing') continue;
        return -ELOOP;
      }
      done = target.startsWith('/') ? '' : done.slice(0, done.lastIndexOf('/'));
      rest = target + rest;
      continue;
    }
    let error = target;
    if (needsDirectory(rest)) error = checkDirectory(system, done);
    else if (links) error = target === -EINVAL ? 0 : target;
    else if (rest !== '') error = 0;
    else {
      const status = system.stat(done);
      error = typeof status === 'number' ? status : 0;
    }
    if (error === 0 || mode === 'missing') continue;
    if (mode === 'existing' || error !== -ENOENT || skipSlashes(rest, 0) < rest.length) return error;
  }
}

/** A slash at the end, or `/.` there, or `/..` anywhere next: what stands before must be a directory. */
function needsDirectory(suffix: string): boolean {
  let at = 0;
  while (suffix[at] === '/') {
    at = skipSlashes(suffix, at);
    if (at >= suffix.length) return true;
    if (suffix[at] !== '.') return false;
    at++;
    if (at >= suffix.length) return true;
    if (suffix[at] === '.' && (at + 1 >= suffix.length || suffix[at + 1] === '/')) return true;
  }
  return false;
}

function checkDirectory(system: SystemCalls, path: string): number {
  const status = system.stat(path);
  if (typeof status === 'number') return status;
  return (status.mode & S_IFMT) === S_IFDIR ? 0 : -ENOTDIR;
}

function skipSlashes(text: string, from: number): number {
  let at = from;
  while (text[at] === '/') at++;
  return at;
}
