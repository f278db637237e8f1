/** `chmod` of coreutils 9.1. */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import { TreeWalk, type Visit } from '../libc/fts.ts';
import { adjustMode, compileMode, type ModeChange, modeString } from '../libc/mode.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { guardedRoot, isGuardedRoot } from '../libc/root-guard.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

interface ChmodOptions {
  recursive: boolean;
  verbosity: 'off' | 'changes' | 'all';
  silent: boolean;
  changes: readonly ModeChange[];
  umask: number;
  /** The mode was written as an option (`-w`): the umask may have surprised. */
  diagnoseSurprises: boolean;
  root: FileStatus | null;
}

const modeLetters = [...'rwxXstugoa,+=01234567'];

export const chmod = defineTool(
  {
    name: 'chmod',
    synopsis: [
      '[OPTION]... MODE[,MODE]... FILE...',
      '[OPTION]... OCTAL-MODE FILE...',
      '[OPTION]... --reference=RFILE FILE...',
    ],
    summary: 'Change the permissions of each FILE.',
    help: [
      '-c, --changes          tell what was changed',
      '-f, --silent, --quiet  no error messages',
      '-v, --verbose          tell each file',
      '--[no-]preserve-root   whether to refuse to walk from /',
      '--reference=RFILE      the mode of RFILE',
      '-R, --recursive        directories with all they hold',
    ],
  },
  function* (tool) {
    const options: ChmodOptions = {
      recursive: false,
      verbosity: 'off',
      silent: false,
      changes: [],
      umask: 0,
      diagnoseSurprises: false,
      root: null,
    };
    let preserveRoot = false;
    let reference: string | null = null;
    let mode: string | null = null;
    const table = {
      short: `Rcfv${modeLetters.map((letter) => `${letter}::`).join('')}`,
      long: {
        changes: { key: 'c' },
        recursive: { key: 'R' },
        'no-preserve-root': {},
        'preserve-root': {},
        quiet: { key: 'f' },
        reference: { argument: 'required' },
        silent: { key: 'f' },
        verbose: { key: 'v' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'R') options.recursive = true;
      else if (key === 'c') options.verbosity = 'changes';
      else if (key === 'f') options.silent = true;
      else if (key === 'v') options.verbosity = 'all';
      else if (key === 'preserve-root') preserveRoot = true;
      else if (key === 'no-preserve-root') preserveRoot = false;
      else if (key === 'reference') reference = value;
      else if (modeLetters.includes(key)) {
        const part = `-${key}${value ?? ''}`;
        mode = mode === null ? part : `${mode},${part}`;
        options.diagnoseSurprises = true;
      } else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    let files = tool.operands;
    if (reference !== null && mode !== null)
      throw yield* tool.usageError('cannot combine mode and --reference options');
    let operandMode: string | undefined;
    if (reference === null && mode === null) {
      operandMode = files[0];
      files = files.slice(1);
    }
    if (files.length === 0) {
      const what = operandMode === undefined ? '' : ` after ${quote(operandMode)}`;
      throw yield* tool.usageError(`missing operand${what}`);
    }
    const { system } = tool;
    if (reference !== null) {
      const status = system.stat(reference);
      if (typeof status === 'number')
        throw yield* tool.die(`failed to get attributes of ${quoteAlways(reference)}`, status);
      options.changes = compileMode((status.mode & 0o7777).toString(8).padStart(5, '0'))!;
    } else {
      const text = (operandMode ?? mode)!;
      const changes = compileMode(text);
      if (changes === null) throw yield* tool.usageError(`invalid mode: ${quote(text)}`);
      options.changes = changes;
      options.umask = system.umask(0);
      system.umask(options.umask);
    }
    options.root = guardedRoot(tool, options.recursive && preserveRoot);
    for (const file of files) {
      const walk = new TreeWalk(system, file, { follow: 'operand' });
      for (let visit = walk.next(); visit !== null; visit = walk.next()) {
        if (visit.kind === 'post') continue;
        const walksOn = yield* changeFile(tool, visit, options);
        if (visit.kind === 'directory' && !(options.recursive && walksOn)) walk.skip();
      }
    }
    return tool.status;
  },
);

/** False when the directory is not to be walked. */
function* changeFile(tool: Tool, visit: Visit, options: ChmodOptions): Blocking<boolean> {
  // Quoted only when it is shown: names deep down are long.
  const name = () => quoteAlways(visit.path);
  const { status } = visit;
  const refusal = complaint(visit);
  if (refusal !== null || status === null) {
    tool.status = 1;
    if (!options.silent && refusal !== null) yield* tool.warn(refusal, visit.kind === 'dangling' ? 0 : visit.error);
    if (options.verbosity === 'all') yield* tool.out.put(`${name()} could not be accessed\n`);
    return true;
  }
  const isDirectory = (status.mode & S_IFMT) === S_IFDIR;
  if (isDirectory && (yield* isGuardedRoot(tool, options.root, status, visit.path))) {
    tool.status = 1;
    return false;
  }
  const old = status.mode & 0o7777;
  const { mode } = adjustMode(old, isDirectory, options.umask, options.changes);
  const type = status.mode & S_IFMT;
  const isLink = type === S_IFLNK;
  const result = isLink ? 0 : tool.system.chmod(visit.accessPath, mode);
  if (result < 0) {
    tool.status = 1;
    if (!options.silent) yield* tool.warn(`changing permissions of ${name()}`, result);
  }
  if (options.verbosity !== 'off')
    yield* describe(tool, name(), { type, old, mode, isLink, failed: result < 0 }, options);
  if (result >= 0 && !isLink && options.diagnoseSurprises) {
    const expected = adjustMode(old, isDirectory, 0, options.changes).mode;
    if ((mode & ~expected) !== 0) {
      const text = (permissions: number) => modeString(type | permissions).slice(1);
      yield* tool.error(`${quoteFile(visit.path)}: new permissions are ${text(mode)}, not ${text(expected)}`);
    }
  }
  return true;
}

function complaint(visit: Visit): string | null {
  const name = () => quoteAlways(visit.path);
  if (visit.kind === 'no-status') return `cannot access ${name()}`;
  if (visit.kind === 'unreadable') return `cannot read directory ${name()}`;
  return visit.kind === 'dangling' ? `cannot operate on dangling symlink ${name()}` : null;
}

function* describe(
  tool: Tool,
  name: string,
  change: {
    readonly type: number;
    readonly old: number;
    readonly mode: number;
    readonly isLink: boolean;
    readonly failed: boolean;
  },
  { verbosity }: ChmodOptions,
): Blocking<void> {
  const text = (mode: number) => `${mode.toString(8).padStart(4, '0')} (${modeString(change.type | mode).slice(1)})`;
  const isChanged = !change.isLink && !change.failed && change.old !== change.mode;
  if (!isChanged && verbosity === 'changes') return;
  let line: string;
  if (change.failed) line = `failed to change mode of ${name} from ${text(change.old)} to ${text(change.mode)}`;
  else if (change.isLink) line = `neither symbolic link ${name} nor referent has been changed`;
  else if (isChanged) line = `mode of ${name} changed from ${text(change.old)} to ${text(change.mode)}`;
  else line = `mode of ${name} retained as ${text(change.mode)}`;
  yield* tool.out.put(`${line}\n`);
}
