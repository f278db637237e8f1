/** Whether a copy would destroy its own source: coreutils 9.1 `src/copy.c` (`same_file_ok`) and gnulib `lib/same.c`. */
import { type FileStatus, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { canonicalize } from '../libc/canonicalize.ts';
import { baseName, directoryName } from '../libc/fts.ts';
import type { CopyOptions } from './copy-options.ts';

export function isSameInode(a: FileStatus, b: FileStatus): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}

export function isLink({ mode }: FileStatus): boolean {
  return (mode & S_IFMT) === S_IFLNK;
}

/** Whether two names are one directory entry. */
export function isSameName(system: SystemCalls, a: string, b: string): boolean {
  if (baseName(a) !== baseName(b)) return false;
  const parentA = system.stat(directoryName(a));
  const parentB = system.stat(directoryName(b));
  return typeof parentA !== 'number' && typeof parentB !== 'number' && isSameInode(parentA, parentB);
}

/** `ok`: copying does no harm. `done`: there is nothing to copy. */
export interface SameFileVerdict {
  readonly ok: boolean;
  readonly done: boolean;
}

const fine: SameFileVerdict = { ok: true, done: false };
const harmful: SameFileVerdict = { ok: false, done: false };

export function sameFileVerdict(
  system: SystemCalls,
  source: string,
  sourceStatus: FileStatus,
  target: string,
  targetStatus: FileStatus,
  options: CopyOptions,
): SameFileVerdict {
  const same = isSameInode(sourceStatus, targetStatus);
  if (same && options.hardLink) return { ok: true, done: true };
  let sourceLink = sourceStatus;
  let targetLink = targetStatus;
  let sameLink = same;
  if (options.dereference === 'never') {
    if (isLink(sourceStatus) && isLink(targetStatus)) {
      const sameName = isSameName(system, source, target);
      if (!sameName && options.backup !== 'none') return fine;
      if (!sameName && sameLink) return { ok: !options.moveMode, done: true };
      return sameName ? harmful : fine;
    }
  } else {
    if (!same) return fine;
    const targetSelf = system.lstat(target);
    const sourceSelf = system.lstat(source);
    if (typeof targetSelf === 'number' || typeof sourceSelf === 'number') return fine;
    sourceLink = sourceSelf;
    targetLink = targetSelf;
    sameLink = isSameInode(sourceLink, targetLink);
    if (isLink(sourceLink) && isLink(targetLink) && options.unlinkBeforeOpening) return fine;
  }
  if (options.backup !== 'none') {
    if (sameLink) return isSameName(system, source, target) ? harmful : fine;
    // The backup would leave the source a link to nowhere.
    const dangles = !options.moveMode && options.dereference !== 'never' && isLink(sourceLink) && !isLink(targetLink);
    return dangles ? harmful : fine;
  }
  if (options.moveMode || options.unlinkBeforeOpening) {
    if (isLink(targetLink)) return fine;
    if (sameLink && targetLink.nlink > 1 && !isSameName(system, source, target)) {
      return { ok: !options.moveMode, done: false };
    }
  }
  if (!isLink(sourceLink) && !isLink(targetLink)) {
    if (!isSameInode(sourceLink, targetLink)) return fine;
    if (options.hardLink) return { ok: true, done: true };
  }
  if (options.moveMode && isLink(sourceStatus) && targetLink.nlink > 1) {
    const full = canonicalize(system, source, 'existing');
    if (typeof full === 'string') return isSameName(system, full, target) ? harmful : fine;
  }
  if (options.symbolicLink && isLink(targetLink)) return fine;
  if (options.dereference === 'never') {
    const sourceEnd = isLink(sourceLink) ? system.stat(source) : sourceLink;
    if (typeof sourceEnd === 'number') return fine;
    const targetEnd = isLink(targetLink) ? system.stat(target) : targetLink;
    if (typeof targetEnd === 'number' || !isSameInode(sourceEnd, targetEnd)) return fine;
    if (options.hardLink) return { ok: true, done: !isLink(targetLink) };
  }
  return harmful;
}
