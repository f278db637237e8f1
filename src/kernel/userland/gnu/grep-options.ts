/** The command line of grep 3.8 (`src/grep.c`, `main`): what is wanted, before anything is read. */
import type { Blocking } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import type { OptionTable } from '../libc/getopt.ts';
import { parseNumber } from '../libc/numbers.ts';
import { readAll } from '../libc/stdio.ts';
import { argmatch } from '../text/argmatch.ts';
import type { Tool } from '../text/tool.ts';

export interface GrepOptions {
  matcher: 'G' | 'E' | 'F' | 'P';
  patterns: string[];
  ignoreCase: boolean;
  invert: boolean;
  count: boolean;
  /** `-l`, `-L`. */
  list: 'none' | 'matching' | 'nonmatching';
  lineNumber: boolean;
  /** Null: names are shown when there is more than one file. */
  withFilename: boolean | null;
  onlyMatching: boolean;
  quiet: boolean;
  noMessages: boolean;
  wholeLine: boolean;
  word: boolean;
  after: number;
  before: number;
  maxCount: number;
  binary: 'binary' | 'text' | 'without-match';
  byteOffset: boolean;
  nullData: boolean;
  nullName: boolean;
  initialTab: boolean;
  color: boolean;
  label: string;
  groupSeparator: string | null;
  directories: 'read' | 'skip' | 'recurse';
  /** `-R`: links are followed everywhere. */
  dereference: boolean;
  skipDevices: boolean;
  /** Name patterns in order; a file follows the last that fits, else the opposite of the first. */
  selection: { pattern: string; include: boolean }[];
  excludeDirectories: string[];
  files: readonly string[];
}

const table: OptionTable = {
  short: '0123456789A:B:C:D:EFGHILPTUVX:abcd:e:f:hiLlm:noqRrsuvwxyZz',
  long: {
    'basic-regexp': { key: 'G' },
    'extended-regexp': { key: 'E' },
    'fixed-regexp': { key: 'F' },
    'fixed-strings': { key: 'F' },
    'perl-regexp': { key: 'P' },
    'after-context': { argument: 'required', key: 'A' },
    'before-context': { argument: 'required', key: 'B' },
    'binary-files': { argument: 'required' },
    'byte-offset': { key: 'b' },
    context: { argument: 'required', key: 'C' },
    color: { argument: 'optional', key: 'color' },
    colour: { argument: 'optional', key: 'color' },
    count: { key: 'c' },
    devices: { argument: 'required', key: 'D' },
    directories: { argument: 'required', key: 'd' },
    exclude: { argument: 'required' },
    'exclude-from': { argument: 'required' },
    'exclude-dir': { argument: 'required' },
    file: { argument: 'required', key: 'f' },
    'files-with-matches': { key: 'l' },
    'files-without-match': { key: 'L' },
    'group-separator': { argument: 'required' },
    'ignore-case': { key: 'i' },
    'no-ignore-case': {},
    include: { argument: 'required' },
    'initial-tab': { key: 'T' },
    label: { argument: 'required' },
    'line-buffered': { key: 'u' },
    'line-number': { key: 'n' },
    'line-regexp': { key: 'x' },
    'max-count': { argument: 'required', key: 'm' },
    'no-filename': { key: 'h' },
    'no-group-separator': {},
    'no-messages': { key: 's' },
    null: { key: 'Z' },
    'null-data': { key: 'z' },
    'only-matching': { key: 'o' },
    quiet: { key: 'q' },
    recursive: { key: 'r' },
    'dereference-recursive': { key: 'R' },
    regexp: { argument: 'required', key: 'e' },
    'invert-match': { key: 'v' },
    silent: { key: 'q' },
    text: { key: 'a' },
    binary: { key: 'U' },
    'with-filename': { key: 'H' },
    'word-regexp': { key: 'w' },
  },
};

/** Reads the command line; mistakes end the program. */
export function* grepOptions(tool: Tool, matcher: GrepOptions['matcher'] | null): Blocking<GrepOptions> {
  const options: GrepOptions = {
    matcher: matcher ?? 'G',
    patterns: [],
    ignoreCase: false,
    invert: false,
    count: false,
    list: 'none',
    lineNumber: false,
    withFilename: null,
    onlyMatching: false,
    quiet: false,
    noMessages: false,
    wholeLine: false,
    word: false,
    after: -1,
    before: -1,
    maxCount: Number.POSITIVE_INFINITY,
    binary: 'binary',
    byteOffset: false,
    nullData: false,
    nullName: false,
    initialTab: false,
    color: false,
    label: '(standard input)',
    groupSeparator: '--',
    directories: 'read',
    dereference: false,
    skipDevices: false,
    selection: [],
    excludeDirectories: [],
    files: [],
  };
  let chosen: GrepOptions['matcher'] | null = matcher;
  let keys: string | null = null;
  let defaultContext = -1;
  let digits = '';
  let files: string[] = [];
  for (const option of tool.options(table)) {
    const value = option.value ?? '';
    if (/^\d$/.test(option.key)) {
      digits += option.key;
      defaultContext = Number(digits);
      continue;
    }
    digits = '';
    switch (option.key) {
      case 'A':
        options.after = yield* contextLength(tool, value);
        break;
      case 'B':
        options.before = yield* contextLength(tool, value);
        break;
      case 'C':
        defaultContext = yield* contextLength(tool, value);
        break;
      case 'D':
        if (value === 'read' || value === 'skip') options.skipDevices = value === 'skip';
        else yield* tool.die('unknown devices method');
        break;
      case 'E':
      case 'F':
      case 'G':
      case 'P':
        if (chosen !== null && chosen !== option.key && (chosen === 'P' || option.key === 'P' || matcher === null)) {
          yield* tool.die('conflicting matchers specified');
        }
        chosen = option.key;
        break;
      case 'H':
        options.withFilename = true;
        break;
      case 'I':
        options.binary = 'without-match';
        break;
      case 'T':
        options.initialTab = true;
        break;
      case 'u':
      case 'U':
        break;
      case 'V':
        yield* tool.other({ key: 'version', value: null });
        break;
      case 'a':
        options.binary = 'text';
        break;
      case 'b':
        options.byteOffset = true;
        break;
      case 'c':
        options.count = true;
        break;
      case 'd':
        options.directories = yield* argmatch(tool, '--directories', value, directoryActions, 1);
        break;
      case 'e':
        keys = keys === null ? value : `${keys}\n${value}`;
        break;
      case 'f': {
        const text = yield* patternFile(tool, value);
        const lines = text.endsWith('\n') ? text.slice(0, -1) : text;
        // An empty file holds no pattern at all.
        if (text !== '') keys = keys === null ? lines : `${keys}\n${lines}`;
        else files.push(value);
        break;
      }
      case 'h':
        options.withFilename = false;
        break;
      case 'i':
      case 'y':
        options.ignoreCase = true;
        break;
      case 'no-ignore-case':
        options.ignoreCase = false;
        break;
      case 'L':
        options.list = 'nonmatching';
        break;
      case 'l':
        options.list = 'matching';
        break;
      case 'm': {
        const { value: count, error } = parseNumber(value, '', { signed: true });
        if (error !== null && error !== 'overflow') yield* tool.die('invalid max count');
        options.maxCount = count < 0n ? Number.POSITIVE_INFINITY : Number(count);
        break;
      }
      case 'n':
        options.lineNumber = true;
        break;
      case 'o':
        options.onlyMatching = true;
        break;
      case 'q':
        options.quiet = true;
        break;
      case 'R':
      case 'r':
        options.directories = 'recurse';
        options.dereference = option.key === 'R';
        break;
      case 's':
        options.noMessages = true;
        break;
      case 'v':
        options.invert = true;
        break;
      case 'w':
        options.word = true;
        break;
      case 'x':
        options.wholeLine = true;
        break;
      case 'Z':
        options.nullName = true;
        break;
      case 'z':
        options.nullData = true;
        break;
      case 'binary-files':
        if (value === 'binary' || value === 'text' || value === 'without-match') options.binary = value;
        else yield* tool.die('unknown binary-files type');
        break;
      case 'color':
        if (['always', 'yes', 'force'].includes(value)) options.color = true;
        else if (['never', 'no', 'none'].includes(value)) options.color = false;
        else if (option.value === null || ['auto', 'tty', 'if-tty'].includes(value))
          options.color = tool.system.isatty(1);
        else yield* tool.other({ key: 'help', value: null });
        break;
      case 'include':
      case 'exclude':
        options.selection.push({ pattern: value, include: option.key === 'include' });
        break;
      case 'exclude-from': {
        const text = yield* patternFile(tool, value);
        for (const pattern of text.split('\n')) if (pattern !== '') options.selection.push({ pattern, include: false });
        break;
      }
      case 'exclude-dir':
        options.excludeDirectories.push(value.length > 1 ? value.replace(/\/+$/, '') : value);
        break;
      case 'group-separator':
        options.groupSeparator = value;
        break;
      case 'no-group-separator':
        options.groupSeparator = null;
        break;
      case 'label':
        options.label = value;
        break;
      default:
        yield* tool.other(option);
    }
  }
  options.matcher = chosen ?? 'G';
  if (options.after < 0) options.after = Math.max(defaultContext, 0);
  if (options.before < 0) options.before = Math.max(defaultContext, 0);
  const noPatterns = files.length > 0 && keys === null;
  files = [...tool.operands];
  if (keys === null && !noPatterns) {
    if (files.length === 0) yield* tool.usage(null);
    keys = files.shift()!;
  }
  options.patterns = keys === null ? [] : [...new Set(keys.split('\n'))];
  options.files = files;
  return options;
}

const directoryActions = [
  ['read', 'read'],
  ['recurse', 'recurse'],
  ['skip', 'skip'],
] as const;

function* contextLength(tool: Tool, text: string): Blocking<number> {
  const { value, error } = parseNumber(text, '', { signed: true });
  if ((error !== null && error !== 'overflow') || value < 0n)
    yield* tool.die(`${text}: invalid context length argument`);
  return Number(value);
}

function* patternFile(tool: Tool, name: string): Blocking<string> {
  const fd = tool.open(name);
  if (fd < 0) yield* tool.die(`${name}: ${strerror(fd)}`);
  const bytes = yield* readAll(tool.system, fd);
  tool.close(fd);
  if (typeof bytes === 'number') return yield* tool.die(`${name}: ${strerror(bytes)}`);
  return latin1Text(bytes);
}
