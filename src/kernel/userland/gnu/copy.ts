/**
 * Copying and moving of files and trees, as `cp`, `mv` and `install` share it: coreutils 9.1 `src/copy.c` (`copy_internal`).
 *
 * Left out: extended attributes, security contexts, reflinks. Trees end where their names get too long for the kernel.
 */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, W_OK } from '../../../shell/posix.ts';
import { EEXIST, EINVAL, ELOOP, ENOENT, EXDEV } from '../../../sim/errno.ts';
import { Asker } from '../libc/ask.ts';
import { backupName } from '../libc/backup.ts';
import { baseName, directoryName, join } from '../libc/fts.ts';
import { modeString } from '../libc/mode.ts';
import { quoteAlways } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';
import { Maker, resolveLink, type Step, type Target, type Tree } from './copy-make.ts';
import type { CopyOptions } from './copy-options.ts';
import { copyRegular } from './copy-regular.ts';
import { isLink, isSameInode, isSameName, sameFileVerdict } from './same-file.ts';

/** How one operand fared. */
export interface CopyResult {
  readonly ok: boolean;
  /** mv: the rename did all there was to do. */
  readonly renamed: boolean;
  readonly intoItself: boolean;
}

/** A directory that has been made, while its entries are copied. */
interface OpenDirectory {
  readonly step: Step;
  readonly status: FileStatus;
  readonly to: Target;
  readonly mode: number;
  readonly omitted: number;
  /** Mode to give back to it at the end, when it was changed so that we could write in it. */
  readonly restore: number | null;
  readonly names: readonly string[];
  next: number;
  ok: boolean;
}

export class Copier extends Maker {
  readonly #asker: Asker;
  /** Source inode to the name it was copied to. */
  readonly #copied = new Map<string, string>();
  /** Names already taken as sources and made as targets, when there are several operands. */
  readonly #sources: Set<string> | null;
  readonly #targets: Set<string> | null;

  constructor(tool: Tool, options: CopyOptions, severalOperands: boolean) {
    super(tool, options);
    this.#asker = new Asker(tool);
    this.#sources = severalOperands ? new Set() : null;
    this.#targets = severalOperands ? new Set() : null;
  }

  /** Copies or moves one operand. `isNew`: the target is known not to exist. */
  *copy(source: string, target: string, isNew = false): Blocking<CopyResult> {
    const tree: Tree = {
      source,
      target,
      renamed: false,
      intoItself: false,
      hasMadeDirectory: false,
      ancestors: new Set(),
    };
    const ok = yield* this.#copyTree({ source, target, isOperand: true, isNewParent: isNew, device: 0, tree });
    return { ok, renamed: tree.renamed, intoItself: tree.intoItself };
  }

  /** Copies a name with all below it. The directories on the way down stand on a stack of our own: depth costs memory alone. */
  *#copyTree(first: Step): Blocking<boolean> {
    const open: OpenDirectory[] = [];
    const { tree } = first;
    let outcome = yield* this.#copyOne(first);
    for (;;) {
      const above = open.at(-1);
      if (typeof outcome !== 'boolean') {
        open.push(outcome);
        tree.ancestors.add(identity(outcome.status));
      } else if (above === undefined) return outcome;
      else above.ok &&= outcome;
      const directory = open.at(-1)!;
      const name = directory.names[directory.next++];
      if (name !== undefined && !tree.intoItself) {
        outcome = yield* this.#copyOne({
          source: join(directory.step.source, name),
          target: join(directory.step.target, name),
          isOperand: false,
          isNewParent: directory.to.isNew,
          device: directory.status.dev,
          tree,
        });
        continue;
      }
      open.pop();
      tree.ancestors.delete(identity(directory.status));
      const { step, status, to, mode, omitted, restore } = directory;
      outcome = (yield* this.settle(step.target, status, to, mode, omitted, restore)) && directory.ok;
    }
  }

  /** Copies one name; a directory comes back made and open, its entries still to be copied. */
  *#copyOne(step: Step): Blocking<boolean | OpenDirectory> {
    const { system } = this.tool;
    const options = this.options;
    const { source, target, tree, isOperand } = step;
    let renameError = 0;
    const to: Target = { status: null, isNew: step.isNewParent, backup: null };
    if (options.moveMode) {
      renameError = typeof system.lstat(target) === 'number' ? system.rename(source, target) : -EEXIST;
      if (renameError >= 0) {
        tree.renamed = true;
        yield* this.#announceRename(step, null);
        if (this.#targets !== null) {
          const status = system.lstat(target);
          if (typeof status !== 'number') this.#targets.add(this.#key(target, status));
        }
        return true;
      }
    }
    const followsSource = options.dereference === 'always' || (options.dereference === 'command-line' && isOperand);
    const status = followsSource ? system.stat(source) : system.lstat(source);
    if (typeof status === 'number') return yield* this.fail(`cannot stat ${quoteAlways(source)}`, status);
    const type = status.mode & S_IFMT;
    const isDirectory = type === S_IFDIR;
    if (isDirectory && !options.recursive) {
      const prefix = options.installMode ? '' : '-r not specified; ';
      return yield* this.fail(`${prefix}omitting directory ${quoteAlways(source)}`);
    }
    if (isOperand && this.#sources !== null) {
      const key = this.#key(source, status);
      if (!isDirectory && options.backup === 'none' && this.#sources.has(key)) {
        yield* this.tool.warn(`warning: source file ${quoteAlways(source)} specified more than once`);
        return true;
      }
      this.#sources.add(key);
    }
    if (!to.isNew) {
      const proceed = yield* this.#meetTarget(step, status, to);
      if (proceed !== 'proceed') return proceed === 'done';
    }
    if (options.verbose && !options.moveMode && !isDirectory) yield* this.announce(source, target, to.backup);
    const earlier = this.#earlierCopy(step, status, isDirectory);
    if (earlier !== null) {
      const met = yield* this.#meetEarlier(step, earlier, isDirectory);
      if (met !== null) return met || (yield* this.#unBackup(target, to));
    }
    if (options.moveMode) {
      const moved = yield* this.#moveOver(step, to, renameError, isDirectory, status);
      if (moved !== null) return moved;
    }
    return yield* this.#make(step, status, to);
  }

  /** What to do about a target that may be there already. */
  *#meetTarget(step: Step, status: FileStatus, to: Target): Blocking<'proceed' | 'done' | 'failed'> {
    const { system } = this.tool;
    const options = this.options;
    const { source, target } = step;
    const name = quoteAlways(target);
    const type = status.mode & S_IFMT;
    const isDirectory = type === S_IFDIR;
    const isSpecial = type !== S_IFREG && (!options.copyAsRegular || isDirectory || type === S_IFLNK);
    const looksAtLink =
      isSpecial ||
      options.moveMode ||
      options.symbolicLink ||
      options.hardLink ||
      options.backup !== 'none' ||
      options.unlinkBeforeOpening;
    const found = looksAtLink ? system.lstat(target) : system.stat(target);
    if (typeof found === 'number') {
      if (found === -ENOENT) to.isNew = true;
      else if (!(found === -ELOOP && !looksAtLink && options.unlinkAfterFailedOpen)) {
        return (yield* this.fail(`cannot stat ${name}`, found)) ? 'done' : 'failed';
      }
      return 'proceed';
    }
    to.status = found;
    const fail = function* (this: Copier, text: string, errno = 0): Blocking<'failed'> {
      yield* this.fail(text, errno);
      return 'failed';
    }.bind(this);
    let done = false;
    if (options.interactive !== 'no') {
      const verdict = sameFileVerdict(system, source, status, target, found, options);
      if (!verdict.ok) return yield* fail(`${quoteAlways(source)} and ${name} are the same file`);
      ({ done } = verdict);
    }
    if (options.update && !isDirectory && !isOlder(found, status)) {
      step.tree.renamed = true;
      return 'done';
    }
    if (
      options.moveMode ? yield* this.#abandonsMove(target, found) : yield* this.#keepsTarget(target, found, isDirectory)
    ) {
      step.tree.renamed = true;
      return 'done';
    }
    if (done) return 'done';
    const targetIsDirectory = (found.mode & S_IFMT) === S_IFDIR;
    const movesWithBackup = options.moveMode && options.backup !== 'none';
    if (!targetIsDirectory) {
      if (isDirectory && !movesWithBackup) {
        return yield* fail(`cannot overwrite non-directory ${name} with directory ${quoteAlways(source)}`);
      }
      if (options.backup !== 'numbered' && this.#targets?.has(this.#key(target, found))) {
        return yield* fail(`will not overwrite just-created ${name} with ${quoteAlways(source)}`);
      }
    } else if (!isDirectory && !movesWithBackup) {
      return yield* fail(`cannot overwrite directory ${name} with non-directory`);
    }
    const last = baseName(source);
    if (options.backup !== 'none' && last !== '.' && last !== '..' && (options.moveMode || !targetIsDirectory)) {
      return yield* this.#backUp(step, to);
    }
    const replacesLink = options.preserveLinks && found.nlink > 1;
    const replacesSpecial = options.dereference === 'never' && type !== S_IFREG;
    if (
      !targetIsDirectory &&
      !options.moveMode &&
      (options.unlinkBeforeOpening || (options.dataCopy && (replacesLink || replacesSpecial)))
    ) {
      const removed = yield* system.unlink(target);
      if (removed < 0 && removed !== -ENOENT) return yield* fail(`cannot remove ${name}`, removed);
      to.isNew = true;
      if (options.verbose) yield* this.tool.out.put(`removed ${name}\n`);
    }
    return 'proceed';
  }

  *#backUp({ source, target }: Step, to: Target): Blocking<'proceed' | 'failed'> {
    const { system } = this.tool;
    const { backup, backupSuffix, moveMode } = this.options;
    const name = backupName(system, target, backup, backupSuffix);
    const there = system.lstat(name);
    const from = system.lstat(source);
    if (typeof there !== 'number' && typeof from !== 'number' && isSameInode(there, from)) {
      const verb = moveMode ? 'moved' : 'copied';
      yield* this.fail(`backing up ${quoteAlways(target)} might destroy source;  ${quoteAlways(source)} not ${verb}`);
      return 'failed';
    }
    const result = system.rename(target, name);
    if (result < 0 && result !== -ENOENT) {
      yield* this.fail(`cannot backup ${quoteAlways(target)}`, result);
      return 'failed';
    }
    if (result >= 0) to.backup = name;
    to.isNew = true;
    return 'proceed';
  }

  *#unBackup(target: string, to: Target): Blocking<boolean> {
    if (to.backup === null) return false;
    const result = this.tool.system.rename(to.backup, target);
    if (result < 0) yield* this.tool.warn(`cannot un-backup ${quoteAlways(target)}`, result);
    else if (this.options.verbose) {
      yield* this.tool.out.put(`${quoteAlways(to.backup)} -> ${quoteAlways(target)} (unbackup)\n`);
    }
    return false;
  }

  *#abandonsMove(target: string, status: FileStatus): Blocking<boolean> {
    const { interactive } = this.options;
    if (interactive === 'no') return true;
    const { system } = this.tool;
    const asks =
      interactive === 'ask' || (interactive === 'unspecified' && system.isatty(0) && !this.#isWritable(target, status));
    return asks && !(yield* this.#mayOverwrite(target, status));
  }

  *#keepsTarget(target: string, status: FileStatus, isDirectory: boolean): Blocking<boolean> {
    const { interactive } = this.options;
    if (isDirectory) return false;
    return interactive === 'no' || (interactive === 'ask' && !(yield* this.#mayOverwrite(target, status)));
  }

  #isWritable(target: string, status: FileStatus): boolean {
    return isLink(status) || this.tool.system.access(target, W_OK) >= 0;
  }

  *#mayOverwrite(target: string, status: FileStatus): Blocking<boolean> {
    const name = quoteAlways(target);
    if (this.#isWritable(target, status)) return yield* this.#asker.ask(`overwrite ${name}?`);
    const mode = (status.mode & 0o7777).toString(8).padStart(4, '0');
    const text = modeString(status.mode).slice(1);
    const { moveMode, unlinkBeforeOpening, unlinkAfterFailedOpen } = this.options;
    return yield* this.#asker.ask(
      moveMode || unlinkBeforeOpening || unlinkAfterFailedOpen
        ? `replace ${name}, overriding mode ${mode} (${text})?`
        : `unwritable ${name} (mode ${mode}, ${text}); try anyway?`,
    );
  }

  /** The name under which this inode was copied before, when that matters; else it is remembered. */
  #earlierCopy(step: Step, { dev, ino, nlink }: FileStatus, isDirectory: boolean): string | null {
    const { recursive, moveMode, preserveLinks, dereference } = this.options;
    const key = `${dev}:${ino}`;
    const known = this.#copied.get(key) ?? null;
    let remembers = false;
    if (recursive && isDirectory) remembers = step.isOperand;
    else if (moveMode && nlink === 1) remembers = false;
    else if (preserveLinks && (nlink > 1 || (step.isOperand && dereference !== 'never'))) remembers = true;
    else return null;
    if (known === null && remembers) this.#copied.set(key, step.target);
    return known;
  }

  /** Null: go on and copy it once more. */
  *#meetEarlier(step: Step, earlier: string, isDirectory: boolean): Blocking<boolean | null> {
    const { system } = this.tool;
    const { source, target, tree } = step;
    if (!isDirectory) return yield* this.hardLink(earlier, target, true, this.options.verbose);
    if (isSameName(system, source, earlier)) {
      tree.intoItself = true;
      return yield* this.fail(
        `cannot copy a directory, ${quoteAlways(tree.source)}, into itself, ${quoteAlways(tree.target)}`,
      );
    }
    if (isSameName(system, target, earlier)) {
      yield* this.tool.warn(`warning: source directory ${quoteAlways(tree.source)} specified more than once`);
      return true;
    }
    const { dereference } = this.options;
    if (dereference === 'always' || (step.isOperand && dereference === 'command-line')) return null;
    return yield* this.fail(`will not create hard link ${quoteAlways(target)} to directory ${quoteAlways(earlier)}`);
  }

  /** A rename onto what is there; null when the file must be copied to another file system. */
  *#moveOver(
    step: Step,
    to: Target,
    firstError: number,
    isDirectory: boolean,
    status: FileStatus,
  ): Blocking<boolean | null> {
    const { system } = this.tool;
    const { source, target, tree } = step;
    const error = firstError === -EEXIST ? system.rename(source, target) : firstError;
    if (error >= 0) {
      tree.renamed = true;
      yield* this.#announceRename(step, to.backup);
      if (step.isOperand) this.#targets?.add(this.#key(target, status));
      return true;
    }
    if (error === -EINVAL) {
      yield* this.fail(
        `cannot move ${quoteAlways(tree.source)} to a subdirectory of itself, ${quoteAlways(tree.target)}`,
      );
      tree.intoItself = true;
      return true;
    }
    if (error !== -EXDEV) {
      yield* this.fail(`cannot move ${quoteAlways(source)} to ${quoteAlways(target)}`, error);
      return yield* this.#unBackup(target, to);
    }
    const removed = isDirectory ? yield* system.rmdir(target) : yield* system.unlink(target);
    if (removed < 0 && removed !== -ENOENT) {
      const names = `${quoteAlways(source)} to ${quoteAlways(target)}`;
      return yield* this.fail(`inter-device move failed: ${names}; unable to remove target`, removed);
    }
    if (this.options.verbose && !isDirectory) {
      yield* this.tool.out.put('copied ');
      yield* this.announce(source, target, to.backup);
    }
    to.isNew = true;
    return null;
  }

  /** Makes the target. */
  *#make(step: Step, status: FileStatus, to: Target): Blocking<boolean | OpenDirectory> {
    const { system } = this.tool;
    const options = this.options;
    const { source, target } = step;
    const type = status.mode & S_IFMT;
    const mode = (options.mode ?? status.mode) & 0o7777;
    const omitted = mode & (options.preserveOwnership ? 0o077 : type === S_IFDIR ? 0o022 : 0);
    let ok: boolean;
    if (type === S_IFDIR) return yield* this.#makeDirectory(step, status, to, mode, omitted);
    if (options.symbolicLink) ok = yield* this.makeSymbolicLink(source, target);
    else if (options.hardLink) {
      const replace = options.unlinkAfterFailedOpen || options.interactive === 'ask';
      const follows = options.dereference === 'always' || (options.dereference === 'command-line' && step.isOperand);
      ok = yield* this.hardLink(follows ? resolveLink(system, source) : source, target, replace, false);
    } else if (type === S_IFREG || (options.copyAsRegular && type !== S_IFLNK)) {
      ok = yield* copyRegular(this.tool, options, {
        source,
        sourceStatus: status,
        target,
        isNew: to.isNew,
        mode: mode & 0o777,
        omittedPermissions: omitted,
        umask: this.umask,
      });
    } else if (type === S_IFLNK) ok = yield* this.copyLink(step, status, to);
    else ok = yield* this.makeSpecial(step, status, to, mode, omitted);
    if (!ok) return yield* this.#unBackup(target, to);
    if (step.isOperand && this.#targets !== null) {
      const made = system.lstat(target);
      if (typeof made !== 'number') this.#targets.add(this.#key(target, made));
    }
    return true;
  }

  *#makeDirectory(
    step: Step,
    status: FileStatus,
    to: Target,
    mode: number,
    omitted: number,
  ): Blocking<boolean | OpenDirectory> {
    const { system } = this.tool;
    const options = this.options;
    const { source, target, tree } = step;
    if (tree.ancestors.has(identity(status))) {
      return yield* this.fail(`cannot copy cyclic symbolic link ${quoteAlways(source)}`);
    }
    let restore: number | null = null;
    let left = omitted;
    if (to.isNew || to.status === null || (to.status.mode & S_IFMT) !== S_IFDIR) {
      const made = system.mkdir(target, mode & ~omitted);
      if (made < 0) return yield* this.fail(`cannot create directory ${quoteAlways(target)}`, made);
      const found = system.lstat(target);
      if (typeof found === 'number') return yield* this.fail(`cannot stat ${quoteAlways(target)}`, found);
      if ((found.mode & 0o700) !== 0o700) {
        restore = found.mode & 0o7777;
        const changed = system.chmod(target, restore | 0o700);
        if (changed < 0) return yield* this.fail(`setting permissions for ${quoteAlways(target)}`, changed);
      }
      // A directory made here must not be copied when the walk comes upon it.
      if (!tree.hasMadeDirectory) {
        this.#copied.set(`${found.dev}:${found.ino}`, target);
        tree.hasMadeDirectory = true;
      }
      if (options.verbose) {
        if (options.moveMode) yield* this.tool.out.put(`created directory ${quoteAlways(target)}\n`);
        else yield* this.announce(source, target, null);
      }
      to.isNew = true;
    } else left = 0;
    const isOther = options.oneFileSystem && step.device !== 0 && step.device !== status.dev;
    const entries = isOther ? [] : system.getdents(source);
    const isReadable = typeof entries !== 'number';
    if (!isReadable) yield* this.fail(`cannot access ${quoteAlways(source)}`, entries);
    // In the order of their inodes, which is how they lie on the disk.
    const ordered = (isReadable ? entries : []).filter(({ name }) => name !== '.' && name !== '..');
    const names = [...ordered].sort((a, b) => a.ino - b.ino).map(({ name }) => name);
    return { step, status, to, mode, omitted: left, restore, names, next: 0, ok: isReadable };
  }

  *#announceRename({ source, target }: Step, backup: string | null): Blocking<void> {
    if (!this.options.verbose) return;
    yield* this.tool.out.put('renamed ');
    yield* this.announce(source, target, backup);
  }

  /** One directory entry: its inode, its name, the directory it stands in. */
  #key(name: string, { dev, ino }: FileStatus): string {
    const parent = this.tool.system.stat(directoryName(name));
    const where = typeof parent === 'number' ? '' : `${parent.dev}:${parent.ino}`;
    return `${dev}:${ino}:${where}:${baseName(name)}`;
  }
}

function identity({ dev, ino }: FileStatus): string {
  return `${dev}:${ino}`;
}

function isOlder(a: FileStatus, b: FileStatus): boolean {
  if (a.mtime.seconds !== b.mtime.seconds) return a.mtime.seconds < b.mtime.seconds;
  return a.mtime.nanoseconds < b.mtime.nanoseconds;
}
