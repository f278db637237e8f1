/** The options of `ls` (coreutils 9.1 `src/ls.c`, `decode_switches`). */

import { compilePattern, type Pattern } from '../../../shell/pattern.ts';
import type { Blocking } from '../../../shell/posix.ts';
import {
  defaultBlockSize,
  humanStyle,
  parseBlockSize,
  plainStyle,
  type SizeStyle,
  siStyle,
} from '../libc/human-size.ts';
import { numberComplaint, parseNumber } from '../libc/numbers.ts';
import { type QuotingStyle, quote } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { Exit, type Tool } from '../libc/usage.ts';
import { type LsColors, readColors } from './ls-colors.ts';
import {
  formatChoices,
  indicatorChoices,
  quotingChoices,
  sortChoices,
  table,
  timeChoices,
  whenChoices,
} from './ls-option-table.ts';

type ListFormat = 'long' | 'one' | 'vertical' | 'horizontal' | 'commas';
type SortKey = 'none' | 'name' | 'time' | 'size' | 'extension' | 'version' | 'width';
type Indicator = 'none' | 'slash' | 'file-type' | 'classify';
type Dereference = 'never' | 'command-line' | 'command-line-directory' | 'always';

/** A pattern of names to leave out. */
interface NamePattern {
  readonly pattern: Pattern;
  readonly beginsWithDot: boolean;
}

export interface LsOptions {
  format: ListFormat;
  sort: SortKey;
  reverse: boolean;
  directoriesFirst: boolean;
  time: 'mtime' | 'atime' | 'ctime' | 'btime';
  indicator: Indicator;
  dereference: Dereference;
  recursive: boolean;
  immediate: boolean;
  /** Which names are left out: those with a dot, `.` and `..`, none. */
  ignore: 'default' | 'dots' | 'none';
  ignorePatterns: NamePattern[];
  hidePatterns: NamePattern[];
  inode: boolean;
  blocks: boolean;
  owner: boolean;
  group: boolean;
  author: boolean;
  numeric: boolean;
  context: boolean;
  quoting: QuotingStyle;
  /** Escaped besides what the style escapes. */
  alsoQuote: string;
  questionMarks: boolean;
  /** Unquoted names stand one column further right beside quoted ones. */
  alignQuotes: boolean;
  sizeStyle: SizeStyle;
  fileSizeStyle: SizeStyle;
  /** `strftime` formats of old and of recent times. */
  timeFormats: readonly [string, string];
  lineLength: number;
  tabSize: number;
  end: string;
  colors: LsColors | null;
}

/** What was given on the command line and waits for the rest to be known. */
interface Given {
  format: ListFormat | null;
  sort: SortKey | null;
  dereference: Dereference | null;
  time: boolean;
  quoting: QuotingStyle | null;
  questionMarks: boolean | null;
  width: number | null;
  tabSize: number | null;
  timeStyle: string | null;
  style: SizeStyle | null;
  kibibytes: boolean;
  color: 'always' | 'never' | 'auto';
}

/** What `dir` and `vdir` take where nothing else is said; `ls` itself asks whether it writes to a terminal. */
export interface LsDefaults {
  readonly format: ListFormat;
  readonly quoting: QuotingStyle;
}

/** Reads command line and environment. */
export function* readLsOptions(tool: Tool, defaults: LsDefaults | null): Blocking<LsOptions> {
  const isTerminal = tool.system.isatty(1);
  const options = emptyOptions();
  const given: Given = {
    format: null,
    sort: null,
    dereference: null,
    time: false,
    quoting: null,
    questionMarks: null,
    width: null,
    tabSize: null,
    timeStyle: null,
    style: null,
    kibibytes: false,
    color: 'never',
  };
  for (const { key, value } of tool.options(table)) yield* readOption(tool, options, given, key, value, isTerminal);
  yield* tool.endOptions();
  given.format ??= defaults?.format ?? null;
  yield* settle(tool, options, given, isTerminal, defaults?.quoting ?? null);
  return options;
}

function emptyOptions(): LsOptions {
  return {
    format: 'one',
    sort: 'name',
    reverse: false,
    directoriesFirst: false,
    time: 'mtime',
    indicator: 'none',
    dereference: 'never',
    recursive: false,
    immediate: false,
    ignore: 'default',
    ignorePatterns: [],
    hidePatterns: [],
    inode: false,
    blocks: false,
    owner: true,
    group: true,
    author: false,
    numeric: false,
    context: false,
    quoting: 'literal',
    alsoQuote: '',
    questionMarks: false,
    alignQuotes: false,
    sizeStyle: plainStyle(1024),
    fileSizeStyle: plainStyle(1),
    timeFormats: ['', ''],
    lineLength: 80,
    tabSize: 8,
    end: '\n',
    colors: null,
  };
}

function* readOption(
  tool: Tool,
  options: LsOptions,
  given: Given,
  key: string,
  value: string | null,
  isTerminal: boolean,
): Blocking<void> {
  const pattern = (text: string) => ({
    pattern: compilePattern(text, { extended: false }),
    beginsWithDot: text.startsWith('.'),
  });
  switch (key) {
    case 'a':
      options.ignore = 'none';
      break;
    case 'A':
      options.ignore = 'dots';
      break;
    case 'b':
      given.quoting = 'escape';
      break;
    case 'B':
      options.ignorePatterns.push(pattern('*~'), pattern('.*~'));
      break;
    case 'c':
      options.time = 'ctime';
      given.time = true;
      break;
    case 'u':
      options.time = 'atime';
      given.time = true;
      break;
    case 'time':
      options.time = yield* tool.argmatch('--time', value!, timeChoices);
      given.time = true;
      break;
    case 'C':
      given.format = 'vertical';
      break;
    case 'x':
      given.format = 'horizontal';
      break;
    case 'm':
      given.format = 'commas';
      break;
    case 'l':
      given.format = 'long';
      break;
    case 'g':
      given.format = 'long';
      options.owner = false;
      break;
    case 'o':
      given.format = 'long';
      options.group = false;
      break;
    case 'n':
      given.format = 'long';
      options.numeric = true;
      break;
    case '1':
      if (given.format !== 'long') given.format = 'one';
      break;
    case 'format':
      given.format = yield* tool.argmatch('--format', value!, formatChoices);
      break;
    case 'd':
      options.immediate = true;
      break;
    case 'f':
      options.ignore = 'none';
      given.sort = 'none';
      if (given.format === 'long') given.format = null;
      options.blocks = false;
      given.color = 'never';
      break;
    case 'F':
      options.indicator = 'classify';
      break;
    case 'classify': {
      const when = value === null ? 'always' : yield* tool.argmatch('--classify', value, whenChoices);
      if (when === 'always' || (when === 'auto' && isTerminal)) options.indicator = 'classify';
      break;
    }
    case 'p':
      options.indicator = 'slash';
      break;
    case 'file-type':
      options.indicator = 'file-type';
      break;
    case 'indicator-style':
      options.indicator = yield* tool.argmatch('--indicator-style', value!, indicatorChoices);
      break;
    case 'G':
      options.group = false;
      break;
    case 'h':
      options.sizeStyle = humanStyle;
      given.style = humanStyle;
      break;
    case 'si':
      given.style = siStyle;
      break;
    case 'k':
      given.kibibytes = true;
      break;
    case 'block-size': {
      const style = parseBlockSize(value!);
      if (typeof style === 'string') throw yield* tool.die(numberComplaint(style, '--block-size', quote(value!)), 0, 2);
      given.style = style;
      break;
    }
    case 'H':
      given.dereference = 'command-line';
      break;
    case 'dereference-command-line-symlink-to-dir':
      given.dereference = 'command-line-directory';
      break;
    case 'L':
      given.dereference = 'always';
      break;
    case 'i':
      options.inode = true;
      break;
    case 'I':
      options.ignorePatterns.push(pattern(value!));
      break;
    case 'hide':
      options.hidePatterns.push(pattern(value!));
      break;
    case 'N':
      given.quoting = 'literal';
      break;
    case 'Q':
      given.quoting = 'c';
      break;
    case 'quoting-style':
      given.quoting = yield* tool.argmatch('--quoting-style', value!, quotingChoices);
      break;
    case 'q':
      given.questionMarks = true;
      break;
    case 'show-control-chars':
      given.questionMarks = false;
      break;
    case 'r':
      options.reverse = true;
      break;
    case 'R':
      options.recursive = true;
      break;
    case 's':
      options.blocks = true;
      break;
    case 'S':
      given.sort = 'size';
      break;
    case 't':
      given.sort = 'time';
      break;
    case 'U':
      given.sort = 'none';
      break;
    case 'v':
      given.sort = 'version';
      break;
    case 'X':
      given.sort = 'extension';
      break;
    case 'sort':
      given.sort = yield* tool.argmatch('--sort', value!, sortChoices);
      break;
    case 'group-directories-first':
      options.directoriesFirst = true;
      break;
    case 'w':
      given.width = lineLength(value!);
      if (given.width === null) throw yield* tool.die(`invalid line width: ${quote(value!)}`, 0, 2);
      break;
    case 'T': {
      const parsed = parseNumber(value!, '', { base: 0 });
      if (parsed.error !== null) throw yield* tool.die(`invalid tab size: ${quote(value!)}`, 0, 2);
      given.tabSize = Number(parsed.value);
      break;
    }
    case 'full-time':
      given.format = 'long';
      given.timeStyle = 'full-iso';
      break;
    case 'time-style':
      given.timeStyle = value;
      break;
    case 'zero':
      options.end = '\0';
      given.questionMarks = false;
      if (given.format !== 'long') given.format = 'one';
      given.color = 'never';
      given.quoting = 'literal';
      break;
    case 'color':
      given.color = value === null ? 'always' : yield* tool.argmatch('--color', value, whenChoices);
      break;
    case 'hyperlink':
      if (value !== null) yield* tool.argmatch('--hyperlink', value, whenChoices);
      break;
    case 'Z':
      options.context = true;
      break;
    case 'author':
      options.author = true;
      break;
    default:
      throw yield* tool.standardOption(key);
  }
}

function* settle(
  tool: Tool,
  options: LsOptions,
  given: Given,
  isTerminal: boolean,
  quoting: QuotingStyle | null,
): Blocking<void> {
  const { system } = tool;
  options.format = given.format ?? (isTerminal ? 'vertical' : 'one');
  const ownVariable = tool.getenv('LS_BLOCK_SIZE');
  options.sizeStyle =
    given.style ??
    (given.kibibytes ? plainStyle(1024) : defaultBlockSize((name) => tool.getenv(name), 'LS_BLOCK_SIZE'));
  if (given.style !== null) options.fileSizeStyle = given.style;
  else if (ownVariable !== undefined || tool.getenv('BLOCK_SIZE') !== undefined) {
    options.fileSizeStyle = defaultBlockSize((name) => tool.getenv(name), 'LS_BLOCK_SIZE');
  }
  const hasColumns = options.format === 'vertical' || options.format === 'horizontal' || options.format === 'commas';
  const wantsColor = given.color === 'always' || (given.color === 'auto' && isTerminal);
  if (wantsColor) {
    options.colors = readColors(tool.getenv('LS_COLORS'), tool.getenv('TERM'));
    if (options.colors !== null) options.tabSize = 0;
  }
  let width = given.width;
  if (width === null && (hasColumns || options.colors !== null)) {
    if (isTerminal) width = system.windowSize(1).columns || null;
    const columns = width === null ? tool.getenv('COLUMNS') : undefined;
    if (columns) {
      width = lineLength(columns);
      if (width === null) yield* ignored(tool, 'width', 'COLUMNS', columns);
    }
  }
  options.lineLength = width ?? 80;
  if (given.tabSize !== null) options.tabSize = given.tabSize;
  options.quoting =
    given.quoting ?? (yield* environmentQuoting(tool)) ?? quoting ?? (isTerminal ? 'shell-escape' : 'literal');
  options.questionMarks = given.questionMarks ?? isTerminal;
  const canAlign =
    options.format === 'long' ||
    ((options.format === 'vertical' || options.format === 'horizontal') && options.lineLength > 0);
  const style = options.quoting;
  options.alignQuotes = canAlign && (style === 'shell' || style === 'shell-escape' || style === 'c-maybe');
  if (style === 'escape') options.alsoQuote = ' ';
  if (options.indicator === 'file-type') options.alsoQuote += '*=>@|';
  else if (options.indicator === 'classify') options.alsoQuote += '=>@|';
  options.sort = given.sort ?? (options.format !== 'long' && given.time ? 'time' : 'name');
  const listsItself = options.immediate || options.indicator === 'classify' || options.format === 'long';
  options.dereference = given.dereference ?? (listsItself ? 'never' : 'command-line-directory');
  if (options.format === 'long') {
    options.timeFormats = yield* timeFormats(tool, given.timeStyle ?? tool.getenv('TIME_STYLE') ?? 'locale');
  }
}

function* ignored(tool: Tool, what: string, variable: string, value: string): Blocking<void> {
  yield* tool.warn(
    `ignoring invalid ${what} ${what === 'width' ? 'in' : 'of'} environment variable ${variable}: ${quote(value)}`,
  );
}

function* environmentQuoting(tool: Tool): Blocking<QuotingStyle | null> {
  const wanted = tool.getenv('QUOTING_STYLE');
  if (wanted === undefined) return null;
  const found = quotingChoices.find(([name]) => name === wanted);
  if (found !== undefined) return found[1];
  yield* ignored(tool, 'value', 'QUOTING_STYLE', wanted);
  return null;
}

function lineLength(text: string): number | null {
  const { value, error } = parseNumber(text, '', { base: 0 });
  if (error === 'overflow') return 0;
  return error === null ? Number(value > 0xffffffffn ? 0n : value) : null;
}

function* timeFormats(tool: Tool, style: string): Blocking<readonly [string, string]> {
  if (style.startsWith('+')) {
    const [old, recent, more] = style.slice(1).split('\n') as [string, string | undefined, string | undefined];
    if (more !== undefined) throw yield* tool.die(`invalid time style format ${quote(style.slice(1))}`, 0, 2);
    return [old, recent ?? old];
  }
  // The C locale has the POSIX format, and `posix-` asks for that.
  if (style.startsWith('posix-')) return localeFormats;
  const name = ['full-iso', 'long-iso', 'iso', 'locale'].find((one) => one === style) ?? unique(style);
  if (name === 'full-iso') return ['%Y-%m-%d %H:%M:%S.%N %z', '%Y-%m-%d %H:%M:%S.%N %z'];
  if (name === 'long-iso') return ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M'];
  if (name === 'iso') return ['%Y-%m-%d ', '%m-%d %H:%M'];
  if (name === 'locale') return localeFormats;
  yield* tool.warn(`invalid argument ${quote(style)} for ${quote('time style')}`);
  yield* printError(
    tool.system,
    'Valid arguments are:\n  - [posix-]full-iso\n  - [posix-]long-iso\n  - [posix-]iso\n  - [posix-]locale\n' +
      "  - +FORMAT (e.g., +%H:%M) for a 'date'-style format\n",
  );
  yield* tool.tryHelp();
  throw new Exit(2);
}

const localeFormats = ['%b %e  %Y', '%b %e %H:%M'] as const;

function unique(start: string): string {
  const near = ['full-iso', 'long-iso', 'iso', 'locale'].filter((name) => name.startsWith(start));
  return near.length === 1 ? near[0]! : '';
}
