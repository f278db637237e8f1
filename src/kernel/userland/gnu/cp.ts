/** `cp` of coreutils 9.1 (`src/cp.c`). Security contexts and reflinks are passed over. */
import { type Blocking, type FileStatus, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EEXIST, ENOENT, ENOTDIR } from '../../../sim/errno.ts';
import { backupType } from '../libc/backup.ts';
import { baseName, join, stripSlashes } from '../libc/fts.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { Copier } from './copy.ts';
import { type CopyOptions, copyDefaults } from './copy-options.ts';
import { directoryError } from './target-directory.ts';

const attributes = [
  ['mode', 'mode'],
  ['timestamps', 'timestamps'],
  ['ownership', 'ownership'],
  ['links', 'links'],
  ['context', 'context'],
  ['xattr', 'xattr'],
  ['all', 'all'],
] as const;
const sparseChoices = [
  ['never', 'never'],
  ['auto', 'auto'],
  ['always', 'always'],
] as const;
const reflinkChoices = [
  ['auto', 'auto'],
  ['always', 'always'],
  ['never', 'never'],
] as const;

const table = {
  short: 'abdfHilLnprst:uvxPRS:TZ',
  long: {
    archive: { key: 'a' },
    'attributes-only': {},
    backup: { argument: 'optional' },
    'copy-contents': {},
    dereference: { key: 'L' },
    force: { key: 'f' },
    interactive: { key: 'i' },
    link: { key: 'l' },
    'no-clobber': { key: 'n' },
    'no-dereference': { key: 'P' },
    'no-preserve': { argument: 'required' },
    'no-target-directory': { key: 'T' },
    'one-file-system': { key: 'x' },
    parents: {},
    path: { key: 'parents' },
    preserve: { argument: 'optional' },
    recursive: { key: 'R' },
    'remove-destination': {},
    sparse: { argument: 'required' },
    reflink: { argument: 'optional' },
    'strip-trailing-slashes': {},
    suffix: { argument: 'required', key: 'S' },
    'symbolic-link': { key: 's' },
    'target-directory': { argument: 'required', key: 't' },
    update: { key: 'u' },
    verbose: { key: 'v' },
    context: { argument: 'optional', key: 'Z' },
  },
} as const;

interface CpOptions {
  readonly copy: CopyOptions;
  dereference: CopyOptions['dereference'] | null;
  copyContents: boolean;
  makeBackups: boolean;
  version: string | null;
  parents: boolean;
  stripSlashes: boolean;
  targetDirectory: string | null;
  noTargetDirectory: boolean;
}

export const cp = defineTool(
  {
    name: 'cp',
    synopsis: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
    summary: 'Copy files.',
    help: [
      '-a, --archive; -R, -r, --recursive; -d; -p; --preserve[=LIST]; --no-preserve=LIST',
      '-f, --force; -i, --interactive; -n, --no-clobber; -u, --update; --remove-destination',
      '-H; -L, --dereference; -P, --no-dereference   which links are followed',
      '-l, --link; -s, --symbolic-link               links instead of copies',
      '-b, --backup[=CONTROL]; -S, --suffix=SUFFIX   keep what is overwritten',
      '-t, --target-directory=DIR; -T, --no-target-directory; --parents; --strip-trailing-slashes',
      '--attributes-only; --copy-contents; --sparse=WHEN; -x, --one-file-system; -v, --verbose',
    ],
  },
  function* (tool) {
    const options = yield* readOptions(tool);
    const { copy } = options;
    const files = [...tool.operands];
    if (files.length === 0) throw yield* tool.usageError('missing file operand');
    if (options.noTargetDirectory) {
      if (options.targetDirectory !== null) {
        throw yield* tool.die('cannot combine --target-directory (-t) and --no-target-directory (-T)');
      }
      if (files.length > 2) throw yield* tool.usageError(`extra operand ${quoteAlways(files[2]!)}`);
    }
    let directory = options.targetDirectory;
    let isNew = false;
    if (directory !== null) {
      const error = directoryError(tool.system, directory);
      if (error < 0) throw yield* tool.die(`target directory ${quoteAlways(directory)}`, error);
    } else if (files.length < 2) {
      throw yield* tool.usageError(`missing destination file operand after ${quoteAlways(files[0]!)}`);
    } else if (!options.noTargetDirectory) {
      const last = files.at(-1)!;
      const error = directoryError(tool.system, last);
      if (error === 0) {
        directory = last;
        files.pop();
      } else {
        if (files.length > 2) throw yield* tool.die(`target ${quoteAlways(last)}`, error);
        isNew = error === -ENOENT && typeof tool.system.lstat(last) === 'number';
      }
    }
    const copier = new Copier(tool, copy, directory !== null && files.length > 1);
    if (directory === null) {
      if (options.parents) throw yield* tool.usageError('with --parents, the destination must be a directory');
      const [source, target] = files as [string, string];
      const { ok } = yield* copier.copy(source, target, isNew);
      return ok ? 0 : 1;
    }
    let allOk = true;
    for (const file of files) {
      const source = options.stripSlashes ? stripSlashes(file) : file;
      let target: string;
      let made: MadeParent[] = [];
      if (options.parents) {
        target = join(directory, stripSlashes(source).replace(/^\/+/, ''));
        const parents = yield* makeParents(tool, directory, stripSlashes(source), copy);
        if (parents === null) {
          allOk = false;
          continue;
        }
        made = parents;
      } else {
        const last = baseName(source);
        target = last === '..' ? directory : join(directory, last === '/' ? '' : last);
      }
      const { ok } = yield* copier.copy(source, target);
      allOk &&= ok;
      if (options.parents) settleParents(tool, copy, made);
    }
    return allOk ? 0 : 1;
  },
);

function* readOptions(tool: Tool): Blocking<CpOptions> {
  const copy = copyDefaults();
  const options: CpOptions = {
    copy,
    dereference: null,
    copyContents: false,
    makeBackups: false,
    version: null,
    parents: false,
    stripSlashes: false,
    targetDirectory: null,
    noTargetDirectory: false,
  };
  const preserveUsual = () => {
    copy.preserveOwnership = true;
    copy.preserveMode = true;
    copy.preserveTimestamps = true;
    copy.requirePreserve = true;
  };
  for (const { key, value } of tool.options(table)) {
    if (key === 'a') {
      options.dereference = 'never';
      copy.preserveLinks = true;
      preserveUsual();
      copy.recursive = true;
    } else if (key === 'd') {
      copy.preserveLinks = true;
      options.dereference = 'never';
    } else if (key === 'p') preserveUsual();
    else if (key === 'preserve') {
      if (value === null) preserveUsual();
      else {
        yield* preserve(tool, copy, value, true);
        copy.requirePreserve = true;
      }
    } else if (key === 'no-preserve') yield* preserve(tool, copy, value!, false);
    else if (key === 'R' || key === 'r') copy.recursive = true;
    else if (key === 'f') copy.unlinkAfterFailedOpen = true;
    else if (key === 'i') copy.interactive = 'ask';
    else if (key === 'n') copy.interactive = 'no';
    else if (key === 'u') copy.update = true;
    else if (key === 'v') copy.verbose = true;
    else if (key === 'x') copy.oneFileSystem = true;
    else if (key === 'l') copy.hardLink = true;
    else if (key === 's') copy.symbolicLink = true;
    else if (key === 'H') options.dereference = 'command-line';
    else if (key === 'L') options.dereference = 'always';
    else if (key === 'P') options.dereference = 'never';
    else if (key === 'b' || key === 'backup') {
      options.makeBackups = true;
      if (value !== null) options.version = value;
    } else if (key === 'S') {
      options.makeBackups = true;
      copy.backupSuffix = value!;
    } else if (key === 't') {
      if (options.targetDirectory !== null) throw yield* tool.die('multiple target directories specified');
      options.targetDirectory = value;
    } else if (key === 'T') options.noTargetDirectory = true;
    else if (key === 'parents') options.parents = true;
    else if (key === 'attributes-only') copy.dataCopy = false;
    else if (key === 'copy-contents') options.copyContents = true;
    else if (key === 'remove-destination') copy.unlinkBeforeOpening = true;
    else if (key === 'strip-trailing-slashes') options.stripSlashes = true;
    else if (key === 'sparse') copy.sparse = yield* tool.argmatch('--sparse', value!, sparseChoices);
    else if (key === 'reflink') {
      if (value !== null) yield* tool.argmatch('--reflink', value, reflinkChoices);
    } else if (key !== 'Z') throw yield* tool.standardOption(key);
  }
  yield* tool.endOptions();
  if (copy.hardLink && copy.symbolicLink) throw yield* tool.usageError('cannot make both hard and symbolic links');
  if (options.makeBackups && copy.interactive === 'no') {
    throw yield* tool.usageError('options --backup and --no-clobber are mutually exclusive');
  }
  if (options.makeBackups) copy.backup = yield* backupType(tool, options.version);
  copy.dereference = options.dereference ?? (copy.recursive && !copy.hardLink ? 'never' : 'always');
  if (copy.recursive) copy.copyAsRegular = options.copyContents;
  if (copy.unlinkAfterFailedOpen && (copy.hardLink || copy.symbolicLink)) copy.unlinkBeforeOpening = true;
  return options;
}

function* preserve(tool: Tool, copy: CopyOptions, list: string, on: boolean): Blocking<void> {
  for (const word of list.split(',')) {
    const what = yield* tool.argmatch(on ? '--preserve' : '--no-preserve', word, attributes);
    if (what === 'mode' || what === 'all') {
      copy.preserveMode = on;
      copy.explicitNoPreserveMode = !on;
    }
    if (what === 'timestamps' || what === 'all') copy.preserveTimestamps = on;
    if (what === 'ownership' || what === 'all') copy.preserveOwnership = on;
    if (what === 'links' || what === 'all') copy.preserveLinks = on;
  }
}

interface MadeParent {
  readonly target: string;
  readonly status: FileStatus;
}

/** `--parents`: the directories of the source's name below the target; null after a message. */
function* makeParents(tool: Tool, directory: string, source: string, copy: CopyOptions): Blocking<MadeParent[] | null> {
  const { system } = tool;
  const made: MadeParent[] = [];
  for (let slash = source.indexOf('/', 1); slash >= 0; slash = source.indexOf('/', slash + 1)) {
    const part = source.slice(0, slash);
    const target = join(directory, part.replace(/^\/+/, ''));
    const status = system.stat(part);
    if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFDIR) {
      const error = typeof status === 'number' ? status : -ENOTDIR;
      yield* tool.warn(`failed to get attributes of ${quoteAlways(part)}`, error);
      return null;
    }
    const there = system.stat(target);
    if (typeof there !== 'number') {
      if ((there.mode & S_IFMT) === S_IFDIR) continue;
      yield* tool.warn(`${quoteAlways(target)} exists but is not a directory`);
      return null;
    }
    const result = system.mkdir(
      target,
      copy.preserveMode ? (status.mode & 0o7777) | 0o700 : (status.mode & 0o777) | 0o700,
    );
    if (result < 0 && result !== -EEXIST) {
      yield* tool.warn(`cannot make directory ${quoteAlways(target)}`, result);
      return null;
    }
    if (copy.verbose) yield* tool.out.put(`${part} -> ${target}\n`);
    made.push({ target, status });
  }
  return made;
}

/** Times, owners and modes of the directories that `--parents` made. */
function settleParents({ system }: Tool, copy: CopyOptions, made: readonly MadeParent[]): void {
  for (const { target, status } of made) {
    if (copy.preserveTimestamps) system.utimens(target, { atime: status.atime, mtime: status.mtime });
    if (copy.preserveOwnership) system.chown(target, status.uid, status.gid);
    if (copy.preserveMode) system.chmod(target, status.mode & 0o7777);
  }
}
