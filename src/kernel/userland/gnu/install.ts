/** `install` of coreutils 9.1 (`src/install.c`). Nothing is stripped (`-s`), security contexts are passed over. */
import { type Blocking, type FileStatus, O_RDONLY, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { backupType } from '../libc/backup.ts';
import { baseName, join } from '../libc/fts.ts';
import { makeAncestors, makeDirectoryPath } from '../libc/make-directories.ts';
import { adjustMode, compileMode, type ModeChange } from '../libc/mode.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { parseGroup, parseOwner } from '../libc/user-spec.ts';
import { readAccounts } from '../system/accounts.ts';
import { Copier } from './copy.ts';
import { type CopyOptions, copyDefaults } from './copy-options.ts';
import { directoryError } from './target-directory.ts';

const table = {
  short: 'bcCDdg:m:o:pst:TvS:Z',
  long: {
    backup: { argument: 'optional' },
    compare: { key: 'C' },
    context: { argument: 'optional', key: 'Z' },
    directory: { key: 'd' },
    group: { argument: 'required', key: 'g' },
    mode: { argument: 'required', key: 'm' },
    'no-target-directory': { key: 'T' },
    owner: { argument: 'required', key: 'o' },
    'preserve-timestamps': { key: 'p' },
    strip: { key: 's' },
    suffix: { argument: 'required', key: 'S' },
    'target-directory': { argument: 'required', key: 't' },
    verbose: { key: 'v' },
  },
} as const;

interface InstallOptions {
  readonly copy: CopyOptions;
  compare: boolean;
  makeParents: boolean;
  uid: number;
  gid: number;
  mode: number;
}

export const install = defineTool(
  {
    name: 'install',
    synopsis: [
      '[OPTION]... [-T] SOURCE DEST',
      '[OPTION]... SOURCE... DIRECTORY',
      '[OPTION]... -t DIRECTORY SOURCE...',
      '[OPTION]... -d DIRECTORY...',
    ],
    summary: 'Copy files and set their mode and owner; or make directories.',
    help: [
      '-d, --directory             make DIRECTORY and those above it',
      '-D                          make the directories above DEST',
      '-m, --mode=MODE; -o, --owner=OWNER; -g, --group=GROUP',
      '-p, --preserve-timestamps; -C, --compare; -b, --backup[=CONTROL]; -S, --suffix=SUFFIX',
      '-t, --target-directory=DIR; -T, --no-target-directory; -v, --verbose',
    ],
  },
  function* (tool) {
    const copy = copyDefaults();
    Object.assign(copy, { unlinkBeforeOpening: true, unlinkAfterFailedOpen: true, installMode: true });
    const options: InstallOptions = { copy, compare: false, makeParents: false, uid: -1, gid: -1, mode: 0o755 };
    let makesBackups = false;
    let version: string | null = null;
    let directories = false;
    let target: string | null = null;
    let noTargetDirectory = false;
    let modeText: string | null = null;
    let owner: string | null = null;
    let group: string | null = null;
    for (const { key, value } of tool.options(table)) {
      if (key === 'b' || key === 'backup') {
        makesBackups = true;
        if (value !== null) version = value;
      } else if (key === 'S') {
        makesBackups = true;
        copy.backupSuffix = value!;
      } else if (key === 'C') options.compare = true;
      else if (key === 'd') directories = true;
      else if (key === 'D') options.makeParents = true;
      else if (key === 'v') copy.verbose = true;
      else if (key === 'g') group = value;
      else if (key === 'm') modeText = value;
      else if (key === 'o') owner = value;
      else if (key === 'p') copy.preserveTimestamps = true;
      else if (key === 't') {
        if (target !== null) throw yield* tool.die('multiple target directories specified');
        target = value;
      } else if (key === 'T') noTargetDirectory = true;
      else if (key !== 'c' && key !== 's' && key !== 'Z') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (directories && target !== null)
      throw yield* tool.die('target directory not allowed when installing a directory');
    if (target !== null && noTargetDirectory) {
      throw yield* tool.die('cannot combine --target-directory (-t) and --no-target-directory (-T)');
    }
    if (makesBackups) copy.backup = yield* backupType(tool, version);
    const files = [...tool.operands];
    if (files.length <= (directories || target !== null ? 0 : 1)) {
      const [only] = files;
      throw yield* tool.usageError(
        only === undefined ? 'missing file operand' : `missing destination file operand after ${quoteAlways(only)}`,
      );
    }
    if (noTargetDirectory && files.length > 2) throw yield* tool.usageError(`extra operand ${quoteAlways(files[2]!)}`);
    yield* resolveNames(tool, options, { modeText, owner, group });
    copy.mode = options.mode;
    if (directories) {
      for (const directory of files) yield* installDirectory(tool, directory, options);
      return tool.status;
    }
    const destination = yield* chooseDirectory(tool, files, target, noTargetDirectory, options);
    const copier = new Copier(tool, copy, destination !== null && files.length > 1);
    if (destination === null) {
      const [source, to] = files as [string, string];
      if (options.makeParents && !(yield* parentsOf(tool, to, options))) return 1;
      yield* installFile(tool, copier, source, to, options);
    } else {
      for (const source of files)
        yield* installFile(tool, copier, source, join(destination, baseName(source)), options);
    }
    return tool.status;
  },
);

function* chooseDirectory(
  tool: Tool,
  files: string[],
  target: string | null,
  noTargetDirectory: boolean,
  options: InstallOptions,
): Blocking<string | null> {
  if (noTargetDirectory) return null;
  if (target !== null) {
    let error = directoryError(tool.system, target);
    if (error < 0 && options.makeParents) {
      const made = yield* makeDirectoryPath(tool, target, {
        parents: true,
        parentMode: 0o755,
        mode: 0o755,
        announce: announcer(tool, options),
      });
      error = made ? directoryError(tool.system, target) : error;
    }
    if (error < 0) throw yield* tool.die(`failed to access ${quoteAlways(target)}`, error);
    return target;
  }
  const last = files.at(-1)!;
  const error = directoryError(tool.system, last);
  if (error === 0) {
    files.pop();
    return last;
  }
  if (files.length > 2) throw yield* tool.die(`target ${quoteAlways(last)}`, error);
  return null;
}

function* resolveNames(
  tool: Tool,
  options: InstallOptions,
  { modeText, owner, group }: { modeText: string | null; owner: string | null; group: string | null },
): Blocking<void> {
  if (modeText !== null) {
    const changes: readonly ModeChange[] | null = compileMode(modeText);
    if (changes === null) throw yield* tool.die(`invalid mode ${quote(modeText)}`);
    options.mode = adjustMode(0, false, 0, changes).mode;
  }
  if (owner === null && group === null) return;
  const accounts = yield* readAccounts(tool.system);
  if (owner !== null) {
    const parsed = parseOwner(owner, accounts);
    if (parsed.error !== undefined || parsed.owner.group !== null) {
      throw yield* tool.die(`invalid user ${quote(owner)}`);
    }
    options.uid = parsed.owner.uid;
  }
  if (group !== null) {
    const parsed = parseGroup(group, accounts);
    if (parsed.error !== undefined) throw yield* tool.die(`invalid group ${quote(group)}`);
    options.gid = parsed.owner.gid;
  }
}

function announcer(tool: Tool, { copy }: InstallOptions): (directory: string) => Blocking<void> {
  return function* (directory) {
    if (copy.verbose) yield* tool.out.put(`${tool.name}: creating directory ${quoteAlways(directory)}\n`);
  };
}

function* installDirectory(tool: Tool, directory: string, options: InstallOptions): Blocking<void> {
  const made = yield* makeDirectoryPath(tool, directory, {
    parents: true,
    parentMode: 0o755,
    mode: 0o755,
    announce: announcer(tool, options),
  });
  if (made) yield* setAttributes(tool, directory, options);
}

function* parentsOf(tool: Tool, file: string, options: InstallOptions): Blocking<boolean> {
  const { error, directory } = yield* makeAncestors(tool, file, 0o755, announcer(tool, options));
  if (error >= 0) return true;
  yield* tool.error(`cannot create directory ${quoteAlways(directory)}`, error);
  return false;
}

function* installFile(
  tool: Tool,
  copier: Copier,
  source: string,
  target: string,
  options: InstallOptions,
): Blocking<void> {
  if (options.compare && (yield* isInstalled(tool, source, target, options))) return;
  const from = options.copy.preserveTimestamps ? tool.system.stat(source) : 0;
  const { ok } = yield* copier.copy(source, target);
  if (!ok) {
    tool.status = 1;
    return;
  }
  if (typeof from !== 'number') tool.system.utimens(target, { atime: from.atime, mtime: from.mtime });
  yield* setAttributes(tool, target, options);
}

function* setAttributes(tool: Tool, path: string, { uid, gid, mode }: InstallOptions): Blocking<void> {
  const { system } = tool;
  if (uid >= 0 || gid >= 0) {
    const result = system.chown(path, uid, gid, true);
    if (result < 0) yield* tool.error(`cannot change ownership of ${quoteAlways(path)}`, result);
  }
  const result = system.chmod(path, mode);
  if (result < 0) yield* tool.error(`cannot change permissions of ${quoteAlways(path)}`, result);
}

/** `-C`: the target is there already with this owner, mode and content. */
function* isInstalled(tool: Tool, source: string, target: string, options: InstallOptions): Blocking<boolean> {
  const { system } = tool;
  const from = system.lstat(source);
  const to = system.lstat(target);
  if (typeof from === 'number' || typeof to === 'number') return false;
  const isRegular = (status: FileStatus) => (status.mode & S_IFMT) === S_IFREG;
  const uid = options.uid >= 0 ? options.uid : system.geteuid();
  const gid = options.gid >= 0 ? options.gid : system.getegid();
  const sameOwner = to.uid === uid && to.gid === gid;
  if (
    !isRegular(from) ||
    !isRegular(to) ||
    from.size !== to.size ||
    (to.mode & 0o7777) !== options.mode ||
    !sameOwner
  ) {
    return false;
  }
  const a = system.open(source, O_RDONLY);
  const b = system.open(target, O_RDONLY);
  let same = a >= 0 && b >= 0;
  while (same) {
    const one = yield* system.read(a, 65536);
    const two = yield* system.read(b, 65536);
    if (typeof one === 'number' || typeof two === 'number' || one.length !== two.length) same = false;
    else if (one.length === 0) break;
    else same = one.every((byte, at) => byte === two[at]);
  }
  if (a >= 0) system.close(a);
  if (b >= 0) system.close(b);
  return same;
}
