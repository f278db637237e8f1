/** `mv` of coreutils 9.1 (`src/mv.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { backupType } from '../libc/backup.ts';
import { baseName, join, stripSlashes } from '../libc/fts.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { Copier } from './copy.ts';
import { copyDefaults } from './copy-options.ts';
import { Remover } from './rm.ts';
import { directoryError } from './target-directory.ts';

const table = {
  short: 'bfint:uvS:TZ',
  long: {
    backup: { argument: 'optional' },
    context: { key: 'Z' },
    force: { key: 'f' },
    interactive: { key: 'i' },
    'no-clobber': { key: 'n' },
    'no-target-directory': { key: 'T' },
    'strip-trailing-slashes': {},
    suffix: { argument: 'required', key: 'S' },
    'target-directory': { argument: 'required', key: 't' },
    update: { key: 'u' },
    verbose: { key: 'v' },
  },
} as const;

export const mv = defineTool(
  {
    name: 'mv',
    synopsis: ['[OPTION]... [-T] SOURCE DEST', '[OPTION]... SOURCE... DIRECTORY', '[OPTION]... -t DIRECTORY SOURCE...'],
    summary: 'Rename files, or move them into a directory.',
    help: [
      '-f, --force; -i, --interactive; -n, --no-clobber   whether to ask before overwriting',
      '-b, --backup[=CONTROL]; -S, --suffix=SUFFIX        keep what is overwritten',
      '-t, --target-directory=DIR; -T, --no-target-directory; --strip-trailing-slashes',
      '-u, --update; -v, --verbose',
    ],
  },
  function* (tool) {
    const copy = copyDefaults();
    Object.assign(copy, {
      dereference: 'never',
      copyAsRegular: false,
      moveMode: true,
      preserveOwnership: true,
      preserveLinks: true,
      preserveMode: true,
      preserveTimestamps: true,
      recursive: true,
    });
    let makesBackups = false;
    let version: string | null = null;
    let strips = false;
    let directory: string | null = null;
    let noTargetDirectory = false;
    for (const { key, value } of tool.options(table)) {
      if (key === 'f') copy.interactive = 'never';
      else if (key === 'i') copy.interactive = 'ask';
      else if (key === 'n') copy.interactive = 'no';
      else if (key === 'u') copy.update = true;
      else if (key === 'v') copy.verbose = true;
      else if (key === 'b' || key === 'backup') {
        makesBackups = true;
        if (value !== null) version = value;
      } else if (key === 'S') {
        makesBackups = true;
        copy.backupSuffix = value!;
      } else if (key === 't') {
        if (directory !== null) throw yield* tool.die('multiple target directories specified');
        directory = value;
      } else if (key === 'T') noTargetDirectory = true;
      else if (key === 'strip-trailing-slashes') strips = true;
      else if (key !== 'Z') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    const files = [...tool.operands];
    if (files.length <= (directory === null ? 1 : 0)) {
      const [only] = files;
      throw yield* tool.usageError(
        only === undefined ? 'missing file operand' : `missing destination file operand after ${quoteAlways(only)}`,
      );
    }
    if (strips) for (const [at, file] of files.entries()) files[at] = stripSlashes(file);
    if (noTargetDirectory) {
      if (directory !== null) {
        throw yield* tool.die('cannot combine --target-directory (-t) and --no-target-directory (-T)');
      }
      if (files.length > 2) throw yield* tool.usageError(`extra operand ${quoteAlways(files[2]!)}`);
    } else if (directory === null) {
      const last = files.at(-1)!;
      const error = directoryError(tool.system, last);
      if (error === 0) {
        directory = last;
        files.pop();
      } else if (files.length > 2) throw yield* tool.die(`target ${quoteAlways(last)}`, error);
    } else {
      const error = directoryError(tool.system, directory);
      if (error < 0) throw yield* tool.die(`target directory ${quoteAlways(directory)}`, error);
    }
    if (makesBackups && copy.interactive === 'no') {
      throw yield* tool.usageError('options --backup and --no-clobber are mutually exclusive');
    }
    if (makesBackups) copy.backup = yield* backupType(tool, version);
    const copier = new Copier(tool, copy, directory !== null && files.length > 1);
    if (directory === null) yield* move(tool, copier, files[0]!, files[1]!, copy.verbose);
    else for (const file of files) yield* move(tool, copier, file, join(directory, baseName(file)), copy.verbose);
    return tool.status;
  },
);

/** Renames; where that cannot be, copies and then removes the source. */
function* move(tool: Tool, copier: Copier, source: string, target: string, verbose: boolean): Blocking<void> {
  const { ok, renamed, intoItself } = yield* copier.copy(source, target);
  if (!ok || intoItself) {
    tool.status = 1;
    return;
  }
  if (renamed) return;
  const remover = new Remover(tool, {
    interactive: 'never',
    ignoreMissing: false,
    recursive: true,
    emptyDirectories: false,
    oneFileSystem: false,
    preserveRoot: true,
    preserveAllRoot: false,
    verbose,
  });
  yield* remover.remove(source);
}
