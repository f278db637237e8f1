/** `ln` of coreutils 9.1 (`src/ln.c`). */
import { type Blocking, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EEXIST, EMLINK, ENAMETOOLONG, ENOENT, ENOSPC, EROFS } from '../../../sim/errno.ts';
import { Asker } from '../libc/ask.ts';
import { type BackupType, backupName, backupType } from '../libc/backup.ts';
import { canonicalize } from '../libc/canonicalize.ts';
import { baseName, directoryName, join } from '../libc/fts.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { relativePath } from '../libc/relative-path.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { resolveLink } from './copy-make.ts';
import { isSameInode, isSameName } from './same-file.ts';
import { directoryError } from './target-directory.ts';

interface LnOptions {
  symbolic: boolean;
  relative: boolean;
  /** -L: a link to a link's target. */
  logical: boolean;
  interactive: boolean;
  force: boolean;
  verbose: boolean;
  directories: boolean;
  backup: BackupType;
  backupSuffix: string;
}

const table = {
  short: 'bdfinrst:vFLPS:T',
  long: {
    backup: { argument: 'optional' },
    directory: { key: 'F' },
    'no-dereference': { key: 'n' },
    'no-target-directory': { key: 'T' },
    force: { key: 'f' },
    interactive: { key: 'i' },
    suffix: { argument: 'required', key: 'S' },
    'target-directory': { argument: 'required', key: 't' },
    logical: { key: 'L' },
    physical: { key: 'P' },
    relative: { key: 'r' },
    symbolic: { key: 's' },
    verbose: { key: 'v' },
  },
} as const;

export const ln = defineTool(
  {
    name: 'ln',
    synopsis: [
      '[OPTION]... [-T] TARGET LINK_NAME',
      '[OPTION]... TARGET',
      '[OPTION]... TARGET... DIRECTORY',
      '[OPTION]... -t DIRECTORY TARGET...',
    ],
    summary: 'Make links: hard ones, or symbolic ones with -s.',
    help: [
      '-s, --symbolic; -r, --relative           symbolic links; with names as seen from the link',
      '-f, --force; -i, --interactive           remove what is there; ask first',
      '-L, --logical; -P, --physical            hard links to what a link leads to; to the link itself',
      '-n, --no-dereference                     a link to a directory is no directory',
      '-b, --backup[=CONTROL]; -S, --suffix=S   keep what is overwritten',
      '-t, --target-directory=DIR; -T, --no-target-directory; -v, --verbose',
    ],
  },
  function* (tool) {
    const options: LnOptions = {
      symbolic: false,
      relative: false,
      logical: false,
      interactive: false,
      force: false,
      verbose: false,
      directories: false,
      backup: 'none',
      backupSuffix: '~',
    };
    let makesBackups = false;
    let version: string | null = null;
    let followsTarget = true;
    let directory: string | null = null;
    let noTargetDirectory = false;
    for (const { key, value } of tool.options(table)) {
      if (key === 's') options.symbolic = true;
      else if (key === 'r') options.relative = true;
      else if (key === 'f') {
        options.force = true;
        options.interactive = false;
      } else if (key === 'i') {
        options.force = false;
        options.interactive = true;
      } else if (key === 'L') options.logical = true;
      else if (key === 'P') options.logical = false;
      else if (key === 'n') followsTarget = false;
      else if (key === 'd' || key === 'F') options.directories = true;
      else if (key === 'v') options.verbose = true;
      else if (key === 'b' || key === 'backup') {
        makesBackups = true;
        if (value !== null) version = value;
      } else if (key === 'S') {
        makesBackups = true;
        options.backupSuffix = value!;
      } else if (key === 't') {
        if (directory !== null) throw yield* tool.die('multiple target directories specified');
        const status = tool.system.stat(value!);
        if (typeof status === 'number') throw yield* tool.die(`failed to access ${quoteAlways(value!)}`, status);
        if ((status.mode & S_IFMT) !== S_IFDIR) {
          throw yield* tool.die(`target ${quoteAlways(value!)} is not a directory`);
        }
        directory = value;
      } else if (key === 'T') noTargetDirectory = true;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    const files = [...tool.operands];
    const [first, second, third] = files;
    if (first === undefined) throw yield* tool.usageError('missing file operand');
    if (options.relative && !options.symbolic) throw yield* tool.die('cannot do --relative without --symbolic');
    let linkIsOperand = false;
    if (noTargetDirectory) {
      if (directory !== null) throw yield* tool.die('cannot combine --target-directory and --no-target-directory');
      if (second === undefined) {
        throw yield* tool.usageError(`missing destination file operand after ${quoteAlways(first)}`);
      }
      if (third !== undefined) throw yield* tool.usageError(`extra operand ${quoteAlways(third)}`);
      linkIsOperand = true;
    } else if (files.length === 1 && directory === null) directory = '.';
    else if (directory === null) {
      const last = files.at(-1)!;
      const error = directoryError(tool.system, last, followsTarget);
      if (error === 0) {
        directory = last;
        files.pop();
      } else {
        if (files.length > 2) throw yield* tool.die(`target ${quoteAlways(last)}`, error);
        linkIsOperand = true;
      }
    }
    if (makesBackups) options.backup = yield* backupType(tool, version);
    const linker = new Linker(tool, options);
    if (linkIsOperand) yield* linker.link(first, second!);
    else for (const file of files) yield* linker.link(file, join(directory!, baseName(file)));
    return tool.status;
  },
);

class Linker {
  readonly #tool: Tool;
  readonly #options: LnOptions;
  readonly #asker: Asker;
  readonly #made = new Set<string>();

  constructor(tool: Tool, options: LnOptions) {
    this.#tool = tool;
    this.#options = options;
    this.#asker = new Asker(tool);
  }

  *link(operand: string, target: string): Blocking<void> {
    const tool = this.#tool;
    const { system } = tool;
    const options = this.#options;
    if (!options.symbolic) {
      const status = options.logical ? system.stat(operand) : system.lstat(operand);
      if (typeof status === 'number') return yield* tool.error(`failed to access ${quoteAlways(operand)}`, status);
      if ((status.mode & S_IFMT) === S_IFDIR && !options.directories) {
        return yield* tool.error(`${quoteFile(operand)}: hard link not allowed for directory`);
      }
    }
    const source = options.relative ? relativeSource(tool, operand, target) : operand;
    let error = this.#make(source, target);
    let backup: string | null = null;
    if (error === -EEXIST && (options.force || options.interactive || options.backup !== 'none')) {
      const cleared = yield* this.#clear(operand, target);
      if (cleared === null) return;
      backup = cleared.backup;
      error = this.#make(source, target);
    }
    if (error >= 0) {
      const status = system.lstat(target);
      if (typeof status !== 'number') this.#made.add(`${status.dev}:${status.ino}:${baseName(target)}`);
      if (!options.verbose) return;
      const before = backup === null ? '' : `${quoteAlways(backup)} ~ `;
      return yield* tool.out.put(
        `${before}${quoteAlways(target)} ${options.symbolic ? '-' : '='}> ${quoteAlways(source)}\n`,
      );
    }
    yield* tool.error(failure(options.symbolic, source, target, error), error);
    if (backup === null) return;
    const restored = system.rename(backup, target);
    if (restored < 0) yield* tool.error(`cannot un-backup ${quoteAlways(target)}`, restored);
  }

  #make(source: string, target: string): number {
    const { system } = this.#tool;
    if (this.#options.symbolic) return system.symlink(source, target);
    return system.link(this.#options.logical ? resolveLink(system, source) : source, target);
  }

  /** Takes away what stands in the way; null when it stays, after a message or a no. */
  *#clear(source: string, target: string): Blocking<{ readonly backup: string | null } | null> {
    const tool = this.#tool;
    const { system } = tool;
    const { symbolic, interactive, backup: type, backupSuffix } = this.#options;
    const status = system.lstat(target);
    if (typeof status === 'number') {
      if (status === -ENOENT) return { backup: null };
      yield* tool.error(`failed to access ${quoteAlways(target)}`, status);
      return null;
    }
    if ((status.mode & S_IFMT) === S_IFDIR) {
      yield* tool.error(`${quoteFile(target)}: cannot overwrite directory`);
      return null;
    }
    if (this.#made.has(`${status.dev}:${status.ino}:${baseName(target)}`)) {
      yield* tool.error(`will not overwrite just-created ${quoteAlways(target)} with ${quoteAlways(source)}`);
      return null;
    }
    const from = symbolic ? system.stat(source) : system.lstat(source);
    if (typeof from !== 'number' && isSameInode(from, status)) {
      if (from.nlink === 1 || isSameName(system, source, target)) {
        yield* tool.error(`${quoteAlways(source)} and ${quoteAlways(target)} are the same file`);
        return null;
      }
    }
    if (interactive && !(yield* this.#asker.ask(`replace ${quoteAlways(target)}?`))) return null;
    if (type !== 'none') {
      const backup = backupName(system, target, type, backupSuffix);
      const renamed = system.rename(target, backup);
      if (renamed >= 0) return { backup };
      if (renamed === -ENOENT) return { backup: null };
      yield* tool.error(`cannot backup ${quoteAlways(target)}`, renamed);
      return null;
    }
    const removed = yield* system.unlink(target);
    if (removed >= 0 || removed === -ENOENT) return { backup: null };
    yield* tool.error(`cannot remove ${quoteAlways(target)}`, removed);
    return null;
  }
}

function failure(symbolic: boolean, source: string, target: string, error: number): string {
  const to = quoteAlways(target);
  const from = quoteAlways(source);
  if (symbolic) {
    const isPlain = error !== -ENAMETOOLONG && source !== '';
    return `failed to create symbolic link ${to}${isPlain ? '' : ` -> ${from}`}`;
  }
  if (error === -EMLINK) return `failed to create hard link to ${from}`;
  const isPlain = error === -EEXIST || error === -ENOSPC || error === -EROFS;
  return `failed to create hard link ${to}${isPlain ? '' : ` => ${from}`}`;
}

/** `convert_abs_rel`: the source as seen from where the link stands. */
function relativeSource(tool: Tool, source: string, target: string): string {
  const from = canonicalize(tool.system, source, 'missing');
  const directory = canonicalize(tool.system, directoryName(target), 'missing');
  return typeof from === 'number' || typeof directory === 'number' ? source : relativePath(from, directory);
}
