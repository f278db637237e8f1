/** `rm` of coreutils 9.1 (`src/rm.c`, `src/remove.c`). */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT, W_OK } from '../../../shell/posix.ts';
import { EEXIST, EILSEQ, EINVAL, EISDIR, ENOENT, ENOTDIR, ENOTEMPTY } from '../../../sim/errno.ts';
import { Asker } from '../libc/ask.ts';
import { fileTypeName } from '../libc/file-type.ts';
import { baseName, TreeWalk, type Visit } from '../libc/fts.ts';
import { quoteAlways, quoteShell } from '../libc/quote.ts';
import { guardedRoot, isGuardedRoot } from '../libc/root-guard.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

/** What `rm` was asked. */
export interface RemoveOptions {
  interactive: 'never' | 'once' | 'always' | 'protected';
  ignoreMissing: boolean;
  recursive: boolean;
  emptyDirectories: boolean;
  oneFileSystem: boolean;
  preserveRoot: boolean;
  preserveAllRoot: boolean;
  verbose: boolean;
}

const choices = [
  ['never', 'never'],
  ['no', 'never'],
  ['none', 'never'],
  ['once', 'once'],
  ['always', 'always'],
  ['yes', 'always'],
] as const;

export const rm = defineTool(
  {
    name: 'rm',
    synopsis: ['[OPTION]... [FILE]...'],
    summary: 'Remove each FILE.',
    help: [
      '-f, --force               no questions, no complaint about what is not there',
      '-i                        ask before each removal',
      '-I                        ask once before more than three files or a recursive removal',
      '--interactive[=WHEN]      never, once (-I) or always (-i)',
      '--one-file-system         leave other file systems alone',
      '--[no-]preserve-root[=all] whether to refuse to remove /',
      '-r, -R, --recursive       directories and all they hold',
      '-d, --dir                 empty directories',
      '-v, --verbose             tell what is removed',
    ],
  },
  function* (tool) {
    const options: RemoveOptions = {
      interactive: 'protected',
      ignoreMissing: false,
      recursive: false,
      emptyDirectories: false,
      oneFileSystem: false,
      preserveRoot: true,
      preserveAllRoot: false,
      verbose: false,
    };
    const table = {
      short: 'dfirvIR',
      long: {
        force: { key: 'f' },
        interactive: { argument: 'optional' },
        'one-file-system': {},
        'no-preserve-root': {},
        'preserve-root': { argument: 'optional' },
        recursive: { key: 'r' },
        dir: { key: 'd' },
        verbose: { key: 'v' },
      },
    } as const;
    const ask = (when: 'never' | 'once' | 'always') => {
      options.interactive = when;
      options.ignoreMissing = false;
    };
    for (const { key, value } of tool.options(table)) {
      if (key === 'd') options.emptyDirectories = true;
      else if (key === 'f') {
        options.interactive = 'never';
        options.ignoreMissing = true;
      } else if (key === 'i') ask('always');
      else if (key === 'I') ask('once');
      else if (key === 'interactive')
        ask(value === null ? 'always' : yield* tool.argmatch('--interactive', value, choices));
      else if (key === 'r' || key === 'R') options.recursive = true;
      else if (key === 'one-file-system') options.oneFileSystem = true;
      else if (key === 'no-preserve-root') {
        if (!tool.argv.includes('--no-preserve-root')) {
          throw yield* tool.die('you may not abbreviate the --no-preserve-root option');
        }
        options.preserveRoot = false;
      } else if (key === 'preserve-root') {
        if (value !== null && value !== 'all') {
          throw yield* tool.die(`unrecognized --preserve-root argument: ${quoteAlways(value)}`);
        }
        options.preserveAllRoot = value !== null;
        options.preserveRoot = true;
      } else if (key === 'v') options.verbose = true;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions(() => leadingHyphenHint(tool));
    const count = tool.operands.length;
    if (count === 0) {
      if (options.ignoreMissing) return 0;
      throw yield* tool.usageError('missing operand');
    }
    const remover = new Remover(tool, options);
    if (options.interactive === 'once' && (options.recursive || count > 3)) {
      const files = `${count} argument${count === 1 ? '' : 's'}`;
      if (!(yield* remover.asker.ask(`remove ${files}${options.recursive ? ' recursively' : ''}?`))) return 0;
    }
    for (const operand of tool.operands) yield* remover.remove(operand);
    return tool.status;
  },
);

/** A file whose name looks like options needs `./` before it. */
function leadingHyphenHint(tool: Tool): string {
  for (const word of tool.argv.slice(1)) {
    if (word === '--') return '';
    if (word.length > 1 && word.startsWith('-') && typeof tool.system.lstat(word) !== 'number') {
      return `Try '${tool.name} ./${quoteShell(word)}' to remove the file ${quoteAlways(word)}.\n`;
    }
  }
  return '';
}

/** Removes operands with all they hold; what cannot be removed is told. */
export class Remover {
  readonly asker: Asker;
  readonly #tool: Tool;
  readonly #options: RemoveOptions;
  readonly #root: FileStatus | null;
  /** For each level of the walk: something below stays, so the directory stays too. */
  #stays: boolean[] = [];

  constructor(tool: Tool, options: RemoveOptions) {
    this.#tool = tool;
    this.#options = options;
    this.asker = new Asker(tool);
    this.#root = guardedRoot(tool, options.recursive && options.preserveRoot);
  }

  *remove(operand: string): Blocking<void> {
    const walk = new TreeWalk(this.#tool.system, operand, {
      follow: 'never',
      oneFileSystem: this.#options.oneFileSystem,
    });
    this.#stays = [];
    for (let visit = walk.next(); visit !== null; visit = walk.next()) {
      if (visit.kind === 'directory') {
        this.#stays[visit.level] = false;
        if (!(yield* this.#before(visit))) {
          walk.skip();
          walk.next();
        }
      } else yield* this.#after(visit, walk);
    }
  }

  /** Before a directory's entries; false when the directory is done with. */
  *#before(visit: Visit): Blocking<boolean> {
    const tool = this.#tool;
    const { recursive, emptyDirectories } = this.#options;
    if (!recursive && !(emptyDirectories && this.#isEmpty(visit))) {
      yield* this.#fail(visit, emptyDirectories ? ENOTEMPTY : EISDIR);
      return false;
    }
    if (visit.level === 0 && (yield* this.#isForbidden(visit))) {
      tool.status = 1;
      return false;
    }
    const empty = this.#options.interactive === 'always' && this.#isEmpty(visit);
    if (!(yield* this.#confirm(visit, true, empty ? 'remove' : 'descend'))) {
      this.#keepParents(visit);
      return false;
    }
    if (!empty) return true;
    yield* this.#excise(visit, true);
    return false;
  }

  /** `.`, `..` and `/` are never removed. */
  *#isForbidden(visit: Visit): Blocking<boolean> {
    const tool = this.#tool;
    const last = baseName(visit.path);
    if (last === '.' || last === '..') {
      yield* tool.warn(`refusing to remove '.' or '..' directory: skipping ${quoteAlways(visit.path)}`);
      return true;
    }
    const status = visit.status!;
    if (yield* isGuardedRoot(tool, this.#root, status, visit.path)) return true;
    if (!this.#options.preserveAllRoot) return false;
    const parent = tool.system.lstat(`${visit.accessPath}/..`);
    if (typeof parent !== 'number' && parent.dev === status.dev) return false;
    yield* tool.warn(`skipping ${quoteAlways(visit.path)}, since it's on a different device`);
    yield* tool.warn('and --preserve-root=all is in effect');
    return true;
  }

  *#after(visit: Visit, walk: TreeWalk): Blocking<void> {
    const isDirectory = visit.kind === 'post' || visit.kind === 'unreadable';
    if (isDirectory && this.#stays[visit.level]) return;
    if (visit.kind === 'post' && this.#options.oneFileSystem && visit.level > 0 && walk.device !== visit.status!.dev) {
      this.#keepParents(visit);
      yield* this.#tool.error(`skipping ${quoteAlways(visit.path)}, since it's on a different device`);
      return;
    }
    if (yield* this.#confirm(visit, isDirectory, 'remove')) yield* this.#excise(visit, isDirectory);
    else this.#keepParents(visit);
  }

  *#confirm(visit: Visit, isDirectory: boolean, action: 'remove' | 'descend'): Blocking<boolean> {
    const { interactive, ignoreMissing } = this.#options;
    if (interactive === 'never') return true;
    const { system } = this.#tool;
    const always = interactive === 'always';
    const { status } = visit;
    const mayBeProtected = !ignoreMissing && (always || system.isatty(0)) && status !== null;
    const isLink = status !== null && (status.mode & S_IFMT) === S_IFLNK;
    const isProtected = mayBeProtected && !isLink && system.access(visit.accessPath, W_OK) < 0;
    if (!always && !isProtected) return true;
    if (status === null) {
      if (visit.error !== -ENOENT || !ignoreMissing) yield* this.#fail(visit, visit.error);
      return false;
    }
    const name = quoteAlways(visit.path);
    const what = isProtected ? 'write-protected ' : '';
    if (isDirectory && action === 'descend') return yield* this.asker.ask(`descend into ${what}directory ${name}?`);
    return yield* this.asker.ask(`remove ${what}${fileTypeName(status)} ${name}?`);
  }

  *#excise(visit: Visit, isDirectory: boolean): Blocking<void> {
    const { system, out } = this.#tool;
    const result = isDirectory ? yield* system.rmdir(visit.accessPath) : yield* system.unlink(visit.accessPath);
    if (result >= 0) {
      const what = isDirectory ? 'removed directory' : 'removed';
      if (this.#options.verbose) yield* out.put(`${what} ${quoteAlways(visit.path)}\n`);
      return;
    }
    if (this.#options.ignoreMissing && [EILSEQ, EINVAL, ENOENT, ENOTDIR].includes(-result as never)) return;
    const isVague = [ENOTEMPTY, EISDIR, ENOTDIR, EEXIST].includes(-result as never);
    yield* this.#fail(visit, visit.kind === 'unreadable' && isVague ? visit.error : result);
  }

  *#fail(visit: Visit, errno: number): Blocking<void> {
    this.#keepParents(visit);
    yield* this.#tool.error(`cannot remove ${quoteAlways(visit.path)}`, errno);
  }

  #keepParents({ level }: Visit): void {
    for (let at = level - 1; at >= 0 && !this.#stays[at]; at--) this.#stays[at] = true;
  }

  #isEmpty({ accessPath, status }: Visit): boolean {
    if (status === null || (status.mode & S_IFMT) !== S_IFDIR) return false;
    const names = this.#tool.system.readDirectory(accessPath);
    return typeof names !== 'number' && names.every((name) => name === '.' || name === '..');
  }
}
