/** The command line of diff 3.8 (`src/diff.c`, `main`). */
import type { Blocking } from '../../../shell/posix.ts';
import type { OptionTable } from '../libc/getopt.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import { Regex, tryRegex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import type { Tool } from '../text/tool.ts';

type DiffStyle = 'normal' | 'unified' | 'context' | 'ed' | 'rcs' | 'side-by-side';

export interface DiffOptions {
  style: DiffStyle;
  context: number;
  brief: boolean;
  reportIdentical: boolean;
  recursive: boolean;
  newFile: boolean;
  unidirectionalNewFile: boolean;
  text: boolean;
  ignoreCase: boolean;
  /** `-E`, `-Z`, `-b`, `-w` in rising order. */
  space: 'none' | 'tab-expansion' | 'trailing' | 'change' | 'all';
  ignoreBlankLines: boolean;
  ignoreMatching: Regex | null;
  stripCr: boolean;
  minimal: boolean;
  expandTabs: boolean;
  initialTab: boolean;
  width: number;
  labels: string[];
  functionLine: Regex | null;
  exclude: string[];
  color: boolean;
  fromFile: string | null;
  toFile: string | null;
  /** The options as written, for the lines `diff -r a b`. */
  written: string;
}

const table: OptionTable = {
  short: '0123456789abBcC:dD:eEfF:hHiI:lL:nNpPqrsS:tTuU:vwW:x:X:yZ',
  long: {
    binary: {},
    brief: { key: 'q' },
    color: { argument: 'optional' },
    context: { argument: 'optional', key: 'C' },
    ed: { key: 'e' },
    exclude: { argument: 'required', key: 'x' },
    'expand-tabs': { key: 't' },
    'from-file': { argument: 'required' },
    horizon: { argument: 'required', key: 'ignored' },
    'horizon-lines': { argument: 'required', key: 'ignored' },
    'ignore-blank-lines': { key: 'B' },
    'ignore-case': { key: 'i' },
    'ignore-matching-lines': { argument: 'required', key: 'I' },
    'ignore-space-change': { key: 'b' },
    'ignore-tab-expansion': { key: 'E' },
    'ignore-trailing-space': { key: 'Z' },
    'ignore-all-space': { key: 'w' },
    'initial-tab': { key: 'T' },
    label: { argument: 'required', key: 'L' },
    minimal: { key: 'd' },
    'new-file': { key: 'N' },
    'no-dereference': { key: 'ignored' },
    normal: {},
    palette: { argument: 'required', key: 'ignored' },
    rcs: { key: 'n' },
    recursive: { key: 'r' },
    'report-identical-files': { key: 's' },
    'show-c-function': { key: 'p' },
    'show-function-line': { argument: 'required', key: 'F' },
    'side-by-side': { key: 'y' },
    'speed-large-files': { key: 'H' },
    'strip-trailing-cr': {},
    'suppress-common-lines': { key: 'ignored' },
    text: { key: 'a' },
    'to-file': { argument: 'required' },
    'unidirectional-new-file': { key: 'P' },
    unified: { argument: 'optional', key: 'U' },
    width: { argument: 'required', key: 'W' },
  },
};

const spaceOrder = ['none', 'tab-expansion', 'trailing', 'change', 'all'] as const;

/** Reads the command line; mistakes end the program. */
export function* diffOptions(tool: Tool): Blocking<DiffOptions> {
  const options: DiffOptions = {
    style: 'normal',
    context: 3,
    brief: false,
    reportIdentical: false,
    recursive: false,
    newFile: false,
    unidirectionalNewFile: false,
    text: false,
    ignoreCase: false,
    space: 'none',
    ignoreBlankLines: false,
    ignoreMatching: null,
    stripCr: false,
    minimal: false,
    expandTabs: false,
    initialTab: false,
    width: 130,
    labels: [],
    functionLine: null,
    exclude: [],
    color: false,
    fromFile: null,
    toFile: null,
    written: writtenOptions(tool.argv),
  };
  const chosen: { style: DiffStyle | null } = { style: null };
  let context = -1;
  let oldContext = '';
  const setStyle = function* (wanted: DiffStyle): Blocking<void> {
    if (chosen.style !== null && chosen.style !== wanted) yield* tool.usage('conflicting output style options');
    chosen.style = wanted;
  };
  const setSpace = (wanted: DiffOptions['space']): void => {
    if (spaceOrder.indexOf(options.space) < spaceOrder.indexOf(wanted)) options.space = wanted;
  };
  for (const option of tool.options(table)) {
    const value = option.value ?? '';
    switch (option.key) {
      case 'a':
        options.text = true;
        break;
      case 'b':
        setSpace('change');
        break;
      case 'B':
        options.ignoreBlankLines = true;
        break;
      case 'c':
        yield* setStyle('context');
        break;
      case 'C':
      case 'U': {
        if (option.value !== null) {
          const { value: lines, error } = parseNumber(value, '');
          if (error === 'invalid' || error === 'suffix') yield* tool.usage(`invalid context length ${quote(value)}`);
          context = Math.max(context, Number(lines));
        }
        yield* setStyle(option.key === 'C' ? 'context' : 'unified');
        break;
      }
      case 'd':
        options.minimal = true;
        break;
      case 'e':
      case 'f':
        yield* setStyle('ed');
        break;
      case 'E':
        setSpace('tab-expansion');
        break;
      case 'p':
      case 'F':
      case 'I': {
        const regex = tryRegex(() => new Regex(option.key === 'p' ? '^[[:alpha:]$_]' : value, regexSyntaxes.grep));
        if (regex instanceof RegexError) return yield* tool.die(`${value}: ${regex.text}`);
        if (option.key === 'I') options.ignoreMatching = regex;
        else options.functionLine = regex;
        if (option.key === 'p') chosen.style ??= 'context';
        break;
      }
      case 'i':
        options.ignoreCase = true;
        break;
      case 'L':
        if (options.labels.length >= 2) yield* tool.die('too many file label options');
        options.labels.push(value);
        break;
      case 'n':
        yield* setStyle('rcs');
        break;
      case 'N':
        options.newFile = true;
        break;
      case 'P':
        options.unidirectionalNewFile = true;
        break;
      case 'normal':
        yield* setStyle('normal');
        break;
      case 'q':
        options.brief = true;
        break;
      case 'r':
        options.recursive = true;
        break;
      case 's':
        options.reportIdentical = true;
        break;
      case 't':
        options.expandTabs = true;
        break;
      case 'T':
        options.initialTab = true;
        break;
      case 'u':
        // `-p -u` is a unified diff.
        if (chosen.style === 'context' && options.functionLine !== null) chosen.style = null;
        yield* setStyle('unified');
        break;
      case 'v':
        yield* tool.other({ key: 'version', value: null });
        break;
      case 'w':
        setSpace('all');
        break;
      case 'W': {
        const { value: width, error } = parseNumber(value, '');
        if (error !== null || width === 0n) yield* tool.usage(`invalid width ${quote(value)}`);
        options.width = Number(width);
        break;
      }
      case 'x':
        options.exclude.push(value);
        break;
      case 'y':
        yield* setStyle('side-by-side');
        break;
      case 'Z':
        setSpace('trailing');
        break;
      case 'strip-trailing-cr':
        options.stripCr = true;
        break;
      case 'color':
        if (option.value === null || value === 'auto') options.color = tool.system.isatty(1);
        else if (value === 'always') options.color = true;
        else if (value !== 'never') yield* tool.usage(`invalid color ${quote(value)}`);
        break;
      case 'from-file':
        options.fromFile = value;
        break;
      case 'to-file':
        options.toFile = value;
        break;
      case 'h':
      case 'H':
      case 'binary':
      case 'ignored':
        break;
      default:
        if (!/^\d$/.test(option.key)) yield* tool.other(option);
        oldContext += option.key;
    }
  }
  options.style = chosen.style ?? 'normal';
  if (oldContext !== '') context = Math.max(context, Number(oldContext));
  if (context >= 0) options.context = context;
  if (options.style !== 'unified' && options.style !== 'context') options.context = 0;
  return options;
}

/** The options quoted as the shell would need them. */
function writtenOptions(argv: readonly string[]): string {
  const words: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i]!;
    if (word === '--') break;
    if (!word.startsWith('-') || word === '-') continue;
    words.push(quoteShell(word));
    if (/^-[^-]*[CDFILSUWxX]$/.test(word) && argv[i + 1] !== undefined) words.push(quoteShell(argv[++i]!));
  }
  return words.map((word) => ` ${word}`).join('');
}

function quoteShell(word: string): string {
  return /^[\w%+,\-./:=@^]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
