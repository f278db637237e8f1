/** The contents of one file into another: coreutils 9.1 `src/copy.c` (`copy_reg`, `sparse_copy`). */
import {
  type Blocking,
  type FileStatus,
  O_CREAT,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  S_IFMT,
  S_IFREG,
  SEEK_CUR,
} from '../../../shell/posix.ts';
import { EEXIST, EINVAL, EISDIR, ENOENT, ENOTDIR, EPERM } from '../../../sim/errno.ts';
import { quoteAlways } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';
import type { CopyOptions } from './copy-options.ts';
import { isSameInode } from './same-file.ts';

const BUFFER_BYTES = 131072;
/** Runs of zeros of this length become holes. */
const HOLE_BYTES = 4096;

/** A copy that is being made; `isNew` becomes true when the target had to be unlinked. */
export interface RegularCopy {
  readonly source: string;
  readonly sourceStatus: FileStatus;
  readonly target: string;
  isNew: boolean;
  readonly mode: number;
  readonly omittedPermissions: number;
  readonly umask: number;
}

/** Copies data, times, owner and mode as the options say; false when something failed, which has been told. */
export function* copyRegular(tool: Tool, options: CopyOptions, copy: RegularCopy): Blocking<boolean> {
  const { system } = tool;
  const { source, target } = copy;
  const from = system.open(source, O_RDONLY | (options.dereference === 'never' ? O_NOFOLLOW : 0));
  if (from < 0) {
    yield* tool.warn(`cannot open ${quoteAlways(source)} for reading`, from);
    return false;
  }
  const opened = system.fstat(from);
  if (typeof opened === 'number' || !isSameInode(opened, copy.sourceStatus)) {
    yield* typeof opened === 'number'
      ? tool.warn(`cannot fstat ${quoteAlways(source)}`, opened)
      : tool.warn(`skipping file ${quoteAlways(source)}, as it was replaced while being copied`);
    system.close(from);
    return false;
  }
  const to = yield* openTarget(tool, options, copy);
  if (to < 0) {
    system.close(from);
    return false;
  }
  let ok = true;
  if (options.dataCopy) ok = yield* copyData(tool, options, copy, from, to);
  if (ok) ok = yield* settleAttributes(tool, options, copy);
  const closed = system.close(to);
  if (closed < 0) {
    yield* tool.warn(`failed to close ${quoteAlways(target)}`, closed);
    ok = false;
  }
  system.close(from);
  return ok;
}

/** A descriptor, or a negative number after a message. */
function* openTarget(tool: Tool, options: CopyOptions, copy: RegularCopy): Blocking<number> {
  const { system } = tool;
  const { target } = copy;
  const name = quoteAlways(target);
  let fd = -ENOENT;
  if (!copy.isNew) {
    fd = system.open(target, O_WRONLY | (options.dataCopy ? O_TRUNC : 0));
    if (fd < 0 && fd !== -ENOENT && options.unlinkAfterFailedOpen) {
      const removed = yield* system.unlink(target);
      if (removed < 0) {
        yield* tool.warn(`cannot remove ${name}`, removed);
        return removed;
      }
      if (options.verbose) yield* tool.out.put(`removed ${name}\n`);
      copy.isNew = true;
    }
  }
  if (copy.isNew) {
    fd = system.open(target, O_WRONLY | O_CREAT | O_EXCL, copy.mode & ~copy.omittedPermissions);
    if (fd === -EEXIST && !options.moveMode && typeof system.readlink(target) === 'string') {
      if (tool.getenv('POSIXLY_CORRECT') === undefined) {
        yield* tool.warn(`not writing through dangling symlink ${name}`);
        return fd;
      }
      fd = system.open(target, O_WRONLY | O_CREAT, copy.mode & ~copy.omittedPermissions);
    }
    if (fd === -EISDIR && target.endsWith('/')) fd = -ENOTDIR;
  }
  if (fd < 0) yield* tool.warn(`cannot create regular file ${name}`, fd);
  return fd;
}

function* copyData(tool: Tool, options: CopyOptions, copy: RegularCopy, from: number, to: number): Blocking<boolean> {
  const { system } = tool;
  const { sourceStatus, source, target } = copy;
  const isRegular = (sourceStatus.mode & S_IFMT) === S_IFREG;
  const end = system.fstat(to);
  const canHole = typeof end !== 'number' && (end.mode & S_IFMT) === S_IFREG;
  const isSparse = isRegular && sourceStatus.blocks * 512 < sourceStatus.size;
  const makesHoles = canHole && (options.sparse === 'always' || (options.sparse === 'auto' && isSparse));
  let endsInHole = false;
  let total = 0;
  for (;;) {
    const bytes = yield* system.read(from, BUFFER_BYTES);
    if (typeof bytes === 'number') {
      yield* tool.warn(`error reading ${quoteAlways(source)}`, bytes);
      return false;
    }
    if (bytes.length === 0) break;
    total += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const hole = makesHoles && isHole(bytes, at);
      let stop = makesHoles ? Math.min(bytes.length, at + HOLE_BYTES) : bytes.length;
      while (makesHoles && stop < bytes.length && isHole(bytes, stop) === hole)
        stop = Math.min(bytes.length, stop + HOLE_BYTES);
      const result = hole
        ? system.lseek(to, stop - at, SEEK_CUR)
        : yield* system.write(to, at === 0 && stop === bytes.length ? bytes : bytes.subarray(at, stop));
      if (result < 0) {
        yield* tool.warn(`error writing ${quoteAlways(target)}`, result);
        return false;
      }
      endsInHole = hole;
      at = stop;
    }
  }
  const extended = endsInHole ? system.ftruncate(to, total) : 0;
  if (extended < 0) yield* tool.warn(`failed to extend ${quoteAlways(target)}`, extended);
  return extended >= 0;
}

function isHole(bytes: Uint8Array, start: number): boolean {
  const end = Math.min(bytes.length, start + HOLE_BYTES);
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return false;
  return true;
}

function* settleAttributes(tool: Tool, options: CopyOptions, copy: RegularCopy): Blocking<boolean> {
  const { system } = tool;
  const { sourceStatus, target, umask } = copy;
  const name = quoteAlways(target);
  if (options.preserveTimestamps) {
    const result = system.utimens(target, { atime: sourceStatus.atime, mtime: sourceStatus.mtime });
    if (result < 0) {
      yield* tool.warn(`preserving times for ${name}`, result);
      if (options.requirePreserve) return false;
    }
  }
  let mode = sourceStatus.mode & 0o7777;
  if (options.preserveOwnership) {
    const owned = yield* preserveOwner(tool, options, copy.sourceStatus, target, false);
    if (owned === 'failed') return false;
    if (owned === 'refused') mode &= ~0o7000;
  }
  let wanted: number | null = null;
  if (options.preserveMode || options.moveMode) wanted = mode;
  else if (options.mode !== null) wanted = options.mode;
  else if (options.explicitNoPreserveMode && copy.isNew) wanted = 0o666 & ~umask;
  else if (copy.isNew && (copy.omittedPermissions & ~umask) !== 0) wanted = copy.mode & ~umask;
  if (wanted === null) return true;
  const result = system.chmod(target, wanted);
  if (result < 0) {
    const what = options.preserveMode || options.moveMode ? 'preserving' : 'setting';
    yield* tool.warn(`${what} permissions for ${name}`, result);
    if (options.requirePreserve) return false;
  }
  return true;
}

/** `set_owner`. `refused`: this user may not give files away, which is no error. */
export function* preserveOwner(
  tool: Tool,
  options: CopyOptions,
  status: FileStatus,
  target: string,
  noFollow: boolean,
): Blocking<'done' | 'refused' | 'failed'> {
  const { system } = tool;
  const result = system.chown(target, status.uid, status.gid, noFollow);
  if (result >= 0) return 'done';
  if ((result === -EPERM || result === -EINVAL) && system.geteuid() !== 0) {
    system.chown(target, -1, status.gid, noFollow);
    return 'refused';
  }
  yield* tool.warn(`failed to preserve ownership for ${quoteAlways(target)}`, result);
  return options.requirePreserve ? 'failed' : 'refused';
}
