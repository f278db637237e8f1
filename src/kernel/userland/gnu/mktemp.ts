/** `mktemp` of coreutils 9.1. Its letters come from /dev/urandom. */
import { type Blocking, O_CREAT, O_EXCL, O_RDONLY, O_RDWR } from '../../../shell/posix.ts';
import { EEXIST } from '../../../sim/errno.ts';
import { join } from '../libc/fts.ts';
import { quote } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Names that are tried before giving up; the real one tries 62³. */
const ATTEMPTS_MAX = 62 ** 3;

export const mktemp = defineTool(
  {
    name: 'mktemp',
    synopsis: ['[OPTION]... [TEMPLATE]'],
    summary: 'Make a file with a new name and print it. The Xs at the end of TEMPLATE are replaced.',
    help: [
      '-d, --directory   make a directory',
      '-u, --dry-run     only print a name',
      '-q, --quiet       no message when it fails',
      '--suffix=S        add S to the name',
      '-p, --tmpdir[=D]  below D, TMPDIR or /tmp',
      '-t                TEMPLATE is one name, below TMPDIR, D or /tmp',
    ],
  },
  function* (tool) {
    let directory = false;
    let dryRun = false;
    let quiet = false;
    let useDirectory = false;
    let old = false;
    let given: string | null = null;
    let suffix: string | null = null;
    const table = {
      short: 'dp:qtuV',
      long: {
        directory: { key: 'd' },
        quiet: { key: 'q' },
        'dry-run': { key: 'u' },
        suffix: { argument: 'required' },
        tmpdir: { argument: 'optional', key: 'p' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'd') directory = true;
      else if (key === 'u') dryRun = true;
      else if (key === 'q') quiet = true;
      else if (key === 't') {
        useDirectory = true;
        old = true;
      } else if (key === 'p') {
        given = value;
        useDirectory = true;
      } else if (key === 'suffix') suffix = value;
      else throw yield* tool.standardOption(key === 'V' ? 'version' : key);
    }
    yield* tool.endOptions();
    if (tool.operands.length > 1) throw yield* tool.usageError('too many templates');
    let template = tool.operands[0] ?? 'tmp.XXXXXXXXXX';
    if (tool.operands.length === 0) useDirectory = true;
    if (suffix !== null) {
      if (!template.endsWith('X')) {
        throw yield* tool.die(`with --suffix, template ${quote(template)} must end in X`);
      }
    } else {
      const last = template.lastIndexOf('X');
      suffix = last < 0 ? '' : template.slice(last + 1);
      template = last < 0 ? template : template.slice(0, last + 1);
    }
    if (suffix.includes('/')) throw yield* tool.die(`invalid suffix ${quote(suffix)}, contains directory separator`);
    const count = /X*$/.exec(template)![0].length;
    if (count < 3) throw yield* tool.die(`too few X's in template ${quote(template + suffix)}`);
    if (useDirectory) {
      const fromEnvironment = tool.getenv('TMPDIR') || undefined;
      const base = old ? (fromEnvironment ?? given ?? '/tmp') : given || fromEnvironment || '/tmp';
      if (old && template.includes('/')) {
        throw yield* tool.die(`invalid template, ${quote(template + suffix)}, contains directory separator`);
      }
      if (template.startsWith('/')) {
        throw yield* tool.die(`invalid template, ${quote(template + suffix)}; with --tmpdir, it may not be absolute`);
      }
      template = join(base, template);
    }
    const made = yield* makeName(tool, template, suffix, count, { directory, dryRun });
    if (typeof made === 'string') {
      yield* tool.out.put(`${made}\n`);
      return 0;
    }
    const what = directory ? 'directory' : 'file';
    if (!quiet) yield* tool.warn(`failed to create ${what} via template ${quote(template + suffix)}`, made);
    return 1;
  },
);

function* makeName(
  tool: Tool,
  template: string,
  suffix: string,
  count: number,
  { directory, dryRun }: { readonly directory: boolean; readonly dryRun: boolean },
): Blocking<string | number> {
  const { system } = tool;
  const start = template.slice(0, template.length - count);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const name = `${start}${yield* randomLetters(tool, count)}${suffix}`;
    let result: number;
    if (dryRun) result = typeof system.lstat(name) === 'number' ? 0 : -EEXIST;
    else if (directory) result = system.mkdir(name, 0o700);
    else {
      result = system.open(name, O_RDWR | O_CREAT | O_EXCL, 0o600);
      if (result >= 0) system.close(result);
    }
    if (result >= 0) return name;
    if (result !== -EEXIST) return result;
  }
  return -EEXIST;
}

function* randomLetters(tool: Tool, count: number): Blocking<string> {
  const { system } = tool;
  const fd = system.open('/dev/urandom', O_RDONLY);
  const bytes = fd < 0 ? fd : yield* system.read(fd, count);
  if (fd >= 0) system.close(fd);
  let letters = '';
  // Without the device the clock must do.
  let clock = system.clockMonotonic();
  for (let at = 0; at < count; at++) {
    const byte = typeof bytes === 'number' ? undefined : bytes[at];
    letters += LETTERS[(byte ?? clock) % LETTERS.length];
    clock = Math.floor(clock / LETTERS.length) + at;
  }
  return letters;
}
