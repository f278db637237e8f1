/**
 * How a copied name comes into being: links, special files, their times, owners and modes (coreutils 9.1 `src/copy.c`).
 */
import {
  type Blocking,
  type FileStatus,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFMT,
  S_IFSOCK,
} from '../../../shell/posix.ts';
import { EEXIST } from '../../../sim/errno.ts';
import { directoryName, join } from '../libc/fts.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';
import type { CopyOptions } from './copy-options.ts';
import { preserveOwner } from './copy-regular.ts';
import { isSameInode } from './same-file.ts';

/** What the levels of one tree share. */
export interface Tree {
  readonly source: string;
  readonly target: string;
  renamed: boolean;
  intoItself: boolean;
  hasMadeDirectory: boolean;
  /** Identities of the directories that are being copied, one inside the other. */
  readonly ancestors: Set<string>;
}

export interface Step {
  readonly source: string;
  readonly target: string;
  readonly isOperand: boolean;
  readonly isNewParent: boolean;
  /** Device of the directory above; 0 for an operand. */
  readonly device: number;
  readonly tree: Tree;
}

/** What there is about the target of a step. */
export interface Target {
  status: FileStatus | null;
  isNew: boolean;
  backup: string | null;
}

/** The parts of copying that make one name. */
export class Maker {
  protected readonly tool: Tool;
  protected readonly options: CopyOptions;
  protected readonly umask: number;

  constructor(tool: Tool, options: CopyOptions) {
    this.tool = tool;
    this.options = options;
    this.umask = tool.system.umask(0);
    tool.system.umask(this.umask);
  }

  protected *hardLink(source: string, target: string, replace: boolean, verbose: boolean): Blocking<boolean> {
    const { system } = this.tool;
    let result = system.link(source, target);
    if (result === -EEXIST && replace) {
      yield* system.unlink(target);
      result = system.link(source, target);
      if (result >= 0 && verbose) yield* this.tool.out.put(`removed ${quoteAlways(target)}\n`);
    }
    if (result >= 0) return true;
    return yield* this.fail(`cannot create hard link ${quoteAlways(target)} to ${quoteAlways(source)}`, result);
  }

  protected *makeSymbolicLink(source: string, target: string): Blocking<boolean> {
    const { system } = this.tool;
    if (!source.startsWith('/')) {
      const parent = system.stat(directoryName(target));
      const here = system.stat('.');
      if (typeof parent === 'number' || typeof here === 'number' || !isSameInode(parent, here)) {
        return yield* this.fail(`${quoteFile(target)}: can make relative symbolic links only in current directory`);
      }
    }
    const result = yield* forceSymlink(this.tool, source, target, this.options.unlinkAfterFailedOpen);
    if (result >= 0) return true;
    return yield* this.fail(`cannot create symbolic link ${quoteAlways(target)} to ${quoteAlways(source)}`, result);
  }

  protected *copyLink({ source, target }: Step, status: FileStatus, to: Target): Blocking<boolean> {
    const { system } = this.tool;
    const options = this.options;
    const value = system.readlink(source);
    if (typeof value === 'number') return yield* this.fail(`cannot read symbolic link ${quoteAlways(source)}`, value);
    const result = yield* forceSymlink(this.tool, value, target, options.unlinkAfterFailedOpen);
    if (result < 0) {
      const isThere = options.update && !to.isNew && system.readlink(target) === value;
      if (!isThere) return yield* this.fail(`cannot create symbolic link ${quoteAlways(target)}`, result);
    }
    if (options.preserveOwnership) {
      if ((yield* preserveOwner(this.tool, options, status, target, true)) === 'failed') return false;
    }
    if (!options.preserveTimestamps) return true;
    return yield* this.preserveTimes(target, status, true);
  }

  protected *makeSpecial(
    { target }: Step,
    status: FileStatus,
    to: Target,
    mode: number,
    omitted: number,
  ): Blocking<boolean> {
    const { system } = this.tool;
    const type = status.mode & S_IFMT;
    if (type !== S_IFIFO && type !== S_IFBLK && type !== S_IFCHR && type !== S_IFSOCK) {
      return yield* this.fail(`${quoteAlways(target)} has unknown file type`);
    }
    const result = system.mknod(target, type | (mode & ~omitted), status.rdev);
    if (result < 0) {
      return yield* this.fail(
        `cannot create ${type === S_IFIFO ? 'fifo' : 'special file'} ${quoteAlways(target)}`,
        result,
      );
    }
    return yield* this.settle(target, status, to, mode, omitted, null);
  }

  /** Times, owner and mode of what is neither a plain file nor a link. */
  protected *settle(
    target: string,
    status: FileStatus,
    to: Target,
    mode: number,
    omitted: number,
    restore: number | null,
  ): Blocking<boolean> {
    const { system } = this.tool;
    const options = this.options;
    if (options.preserveTimestamps && !(yield* this.preserveTimes(target, status, false))) return false;
    let sourceMode = status.mode & 0o7777;
    if (options.preserveOwnership) {
      const owned = yield* preserveOwner(this.tool, options, status, target, false);
      if (owned === 'failed') return false;
      if (owned === 'refused') sourceMode &= ~0o7000;
    }
    let wanted: number | null = null;
    if (options.preserveMode || options.moveMode) wanted = sourceMode;
    else if (options.mode !== null) wanted = mode;
    else if (options.explicitNoPreserveMode && to.isNew) {
      wanted = ((status.mode & S_IFMT) === S_IFDIR ? 0o777 : 0o666) & ~this.umask;
    } else {
      const missing = omitted & ~this.umask;
      const found = missing !== 0 && restore === null ? system.lstat(target) : 0;
      if (typeof found !== 'number' && (missing & ~found.mode) !== 0) wanted = (found.mode & 0o7777) | missing;
      else if (restore !== null) wanted = restore | missing;
    }
    if (wanted === null) return true;
    const result = system.chmod(target, wanted);
    if (result < 0) {
      yield* this.tool.warn(`preserving permissions for ${quoteAlways(target)}`, result);
      return !options.requirePreserve;
    }
    return true;
  }

  protected *preserveTimes(target: string, { atime, mtime }: FileStatus, noFollow: boolean): Blocking<boolean> {
    const result = this.tool.system.utimens(target, { atime, mtime }, noFollow);
    if (result >= 0) return true;
    yield* this.tool.warn(`preserving times for ${quoteAlways(target)}`, result);
    return !this.options.requirePreserve;
  }

  protected *announce(source: string, target: string, backup: string | null): Blocking<void> {
    const behind = backup === null ? '' : ` (backup: ${quoteAlways(backup)})`;
    yield* this.tool.out.put(`${quoteAlways(source)} -> ${quoteAlways(target)}${behind}\n`);
  }

  protected *fail(text: string, errno = 0): Blocking<boolean> {
    yield* this.tool.warn(text, errno);
    return false;
  }
}

/** What `linkat` with AT_SYMLINK_FOLLOW links to. */
export function resolveLink(system: Tool['system'], path: string): string {
  let name = path;
  for (let followed = 0; followed < 40; followed++) {
    const target = system.readlink(name);
    if (typeof target === 'number') return name;
    name = target.startsWith('/') ? target : join(directoryName(name), target);
  }
  return name;
}

/** `force_symlinkat`: takes the place of what is there. */
function* forceSymlink(tool: Tool, value: string, target: string, force: boolean): Blocking<number> {
  const { system } = tool;
  const result = system.symlink(value, target);
  if (result !== -EEXIST || !force) return result;
  const removed = yield* system.unlink(target);
  return removed < 0 ? removed : system.symlink(value, target);
}
