/** `rmdir` of coreutils 9.1. */
import { type Blocking, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import { EACCES, EBUSY, EEXIST, ENOTDIR, ENOTEMPTY, EPERM, EROFS } from '../../../sim/errno.ts';
import { stripSlashes } from '../libc/fts.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

export const rmdir = defineTool(
  {
    name: 'rmdir',
    synopsis: ['[OPTION]... DIRECTORY...'],
    summary: 'Remove each DIRECTORY that is empty.',
    help: [
      '--ignore-fail-on-non-empty  a directory that holds something is no error',
      '-p, --parents               the directories above as well',
      '-v, --verbose               tell each directory',
    ],
  },
  function* (tool) {
    const options = { parents: false, verbose: false, ignoreNonEmpty: false };
    const table = {
      short: 'pv',
      long: {
        'ignore-fail-on-non-empty': {},
        path: { key: 'p' },
        parents: { key: 'p' },
        verbose: { key: 'v' },
      },
    } as const;
    for (const { key } of tool.options(table)) {
      if (key === 'p') options.parents = true;
      else if (key === 'v') options.verbose = true;
      else if (key === 'ignore-fail-on-non-empty') options.ignoreNonEmpty = true;
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    for (const operand of tool.operands) {
      if (options.verbose) yield* tool.out.put(`rmdir: removing directory, ${quoteAlways(operand)}\n`);
      const result = yield* tool.system.rmdir(operand);
      if (result >= 0) {
        if (options.parents) yield* removeParents(tool, operand, options);
      } else if (!(options.ignoreNonEmpty && meansNonEmpty(tool, operand, result))) {
        const isFollowable = result === -ENOTDIR && isLinkWithSlash(tool, operand);
        if (isFollowable) yield* tool.error(`failed to remove ${quoteAlways(operand)}: Symbolic link not followed`);
        else yield* tool.error(`failed to remove ${quoteAlways(operand)}`, result);
      }
    }
    return tool.status;
  },
);

function* removeParents(
  tool: Tool,
  operand: string,
  options: { readonly verbose: boolean; readonly ignoreNonEmpty: boolean },
): Blocking<void> {
  let directory = stripSlashes(operand);
  for (;;) {
    const slash = directory.lastIndexOf('/');
    if (slash < 0) return;
    directory = directory.slice(0, slash + 1).replace(/\/+$/, '');
    if (directory === '') directory = '/';
    if (options.verbose) yield* tool.out.put(`rmdir: removing directory, ${quoteAlways(directory)}\n`);
    const result = yield* tool.system.rmdir(directory);
    if (result < 0) {
      if (options.ignoreNonEmpty && meansNonEmpty(tool, directory, result)) return;
      yield* tool.error(`failed to remove directory ${quoteAlways(directory)}`, result);
      return;
    }
    if (directory === '/') return;
  }
}

/** Errors that a file system may give for a directory that holds something. */
function meansNonEmpty(tool: Tool, directory: string, error: number): boolean {
  if (error === -ENOTEMPTY || error === -EEXIST) return true;
  if (![EACCES, EPERM, EROFS, EBUSY].includes(-error as never)) return false;
  const names = tool.system.readDirectory(directory);
  return typeof names !== 'number' && names.some((name) => name !== '.' && name !== '..');
}

function isLinkWithSlash(tool: Tool, operand: string): boolean {
  if (!operand.endsWith('/')) return false;
  const status = tool.system.lstat(stripSlashes(operand));
  return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFLNK;
}
