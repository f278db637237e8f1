/** `stat` of coreutils 9.1. Security contexts are those of a kernel without SELinux. */
import type { Blocking, FileStatus } from '../../../shell/posix.ts';
import { type QuotingStyle, quote, quoteAlways } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { readAccounts } from '../system/accounts.ts';
import { formatFileSystem, formatStatus, type StatContext } from './stat-format.ts';

const HEAD = '  File: %N\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\nDevice: %Hd,%Ld\tInode: %-10i  Links: ';
const TAIL =
  'Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nAccess: %x\nModify: %y\nChange: %z\n Birth: %w\n';
const FILE_FORMAT = `${HEAD}%h\n${TAIL}`;
const DEVICE_FORMAT = `${HEAD}%-5h Device type: %Hr,%Lr\n${TAIL}`;
const TERSE_FORMAT = '%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o\n';
const FILE_SYSTEM_FORMAT =
  '  File: "%n"\n    ID: %-8i Namelen: %-7l Type: %T\nBlock size: %-10s Fundamental block size: %S\n' +
  'Blocks: Total: %-10b Free: %-10f Available: %a\nInodes: Total: %-10c Free: %d\n';
const FILE_SYSTEM_TERSE = '%n %i %l %t %s %S %b %f %a %c %d\n';

const styles: readonly QuotingStyle[] = [
  'literal',
  'shell',
  'shell-always',
  'shell-escape',
  'shell-escape-always',
  'c',
  'c-maybe',
  'escape',
  'locale',
  'clocale',
];

const cachedChoices = [
  ['default', 'default'],
  ['never', 'never'],
  ['always', 'always'],
] as const;

export const stat = defineTool(
  {
    name: 'stat',
    synopsis: ['[OPTION]... FILE...'],
    summary: 'Tell what is known of files or file systems.',
    help: [
      '-L, --dereference   follow links',
      '-f, --file-system   the file system that holds FILE',
      '--cached=MODE       default, never, always: no difference here',
      '-c, --format=FORMAT FORMAT and a line end for each FILE',
      '--printf=FORMAT     as --format, with escapes and without the line end',
      '-t, --terse         all in one line',
    ],
  },
  function* (tool) {
    let follow = false;
    let fileSystem = false;
    let terse = false;
    let format: string | null = null;
    let escapes = false;
    const table = {
      short: 'c:fLt',
      long: {
        dereference: { key: 'L' },
        'file-system': { key: 'f' },
        format: { argument: 'required', key: 'c' },
        printf: { argument: 'required' },
        terse: { key: 't' },
        cached: { argument: 'required' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'c') {
        format = value;
        escapes = false;
      } else if (key === 'printf') {
        format = value;
        escapes = true;
      } else if (key === 'L') follow = true;
      else if (key === 'f') fileSystem = true;
      else if (key === 't') terse = true;
      else if (key === 'cached') yield* tool.argmatch('--cached', value!, cachedChoices);
      else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (tool.operands.length === 0) throw yield* tool.usageError('missing operand');
    const context: StatContext = {
      tool,
      accounts: yield* readAccounts(tool.system),
      style: nameStyle(tool, format !== null),
      escapes,
      end: format !== null && !escapes ? '\n' : '',
    };
    for (const file of tool.operands) {
      if (fileSystem) {
        yield* showFileSystem(context, file, format ?? (terse ? FILE_SYSTEM_TERSE : FILE_SYSTEM_FORMAT));
      } else yield* showFile(context, file, follow, format ?? (terse ? TERSE_FORMAT : null));
    }
    return tool.status;
  },
);

/** How `%N` quotes: QUOTING_STYLE when it is one; plain in the usual form. */
function nameStyle(tool: Tool, hasFormat: boolean): QuotingStyle {
  if (!hasFormat) return 'literal';
  const wanted = tool.getenv('QUOTING_STYLE');
  return styles.find((style) => style === wanted) ?? 'shell-escape-always';
}

function* showFile(context: StatContext, file: string, follow: boolean, format: string | null): Blocking<void> {
  const { tool } = context;
  const { system } = tool;
  const isInput = file === '-';
  const status = isInput ? system.fstat(0) : follow ? system.stat(file) : system.lstat(file);
  if (typeof status === 'number') {
    if (isInput) yield* tool.error('cannot stat standard input', status);
    else yield* tool.error(`cannot statx ${quoteAlways(file)}`, status);
    return;
  }
  yield* formatStatus(context, file, status, format ?? usualFormat(status));
}

function usualFormat(status: FileStatus): string {
  const type = status.mode & 0o170000;
  return type === 0o060000 || type === 0o020000 ? DEVICE_FORMAT : FILE_FORMAT;
}

function* showFileSystem(context: StatContext, file: string, format: string): Blocking<void> {
  const { tool } = context;
  if (file === '-') {
    yield* tool.error(`using ${quote('-')} to denote standard input does not work in file system mode`);
    return;
  }
  const status = tool.system.statfs(file);
  if (typeof status === 'number') {
    yield* tool.error(`cannot read file system information for ${quoteAlways(file)}`, status);
    return;
  }
  yield* formatFileSystem(context, file, status, format);
}
