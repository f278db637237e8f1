/** The options of `du` (coreutils 9.1 `src/du.c`, `main`). */
import { type Blocking, O_RDONLY } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import {
  defaultBlockSize,
  humanStyle,
  parseBlockSize,
  plainStyle,
  type SizeStyle,
  siStyle,
} from '../libc/human-size.ts';
import { numberComplaint, parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { readAll } from '../libc/stdio.ts';
import type { Tool } from '../libc/usage.ts';

export interface DuOptions {
  all: boolean;
  apparent: boolean;
  inodes: boolean;
  countLinks: boolean;
  separateDirectories: boolean;
  total: boolean;
  oneFileSystem: boolean;
  follow: 'never' | 'operand' | 'always';
  maxDepth: number;
  /** Negative: at most. */
  threshold: bigint;
  sizeStyle: SizeStyle;
  time: 'mtime' | 'atime' | 'ctime' | null;
  timeFormat: string;
  readonly exclude: string[];
  end: string;
  files: readonly string[];
}

const timeChoices = [
  ['atime', 'atime'],
  ['access', 'atime'],
  ['use', 'atime'],
  ['ctime', 'ctime'],
  ['status', 'ctime'],
] as const;
const styleChoices = [
  ['full-iso', '%Y-%m-%d %H:%M:%S.%N %z'],
  ['long-iso', '%Y-%m-%d %H:%M'],
  ['iso', '%Y-%m-%d'],
] as const;

const table = {
  short: '0abd:chHklmst:xB:DLPSX:',
  long: {
    all: { key: 'a' },
    'apparent-size': {},
    'block-size': { argument: 'required' },
    bytes: { key: 'b' },
    'count-links': { key: 'l' },
    dereference: { key: 'L' },
    'dereference-args': { key: 'D' },
    exclude: { argument: 'required' },
    'exclude-from': { argument: 'required', key: 'X' },
    'files0-from': { argument: 'required' },
    'human-readable': { key: 'h' },
    inodes: {},
    si: {},
    'max-depth': { argument: 'required', key: 'd' },
    null: { key: '0' },
    'no-dereference': { key: 'P' },
    'one-file-system': { key: 'x' },
    'separate-dirs': { key: 'S' },
    summarize: { key: 's' },
    total: { key: 'c' },
    threshold: { argument: 'required' },
    time: { argument: 'optional' },
    'time-style': { argument: 'required' },
  },
} as const;

export function* readDuOptions(tool: Tool): Blocking<DuOptions> {
  const options: DuOptions = {
    all: false,
    apparent: false,
    inodes: false,
    countLinks: false,
    separateDirectories: false,
    total: false,
    oneFileSystem: false,
    follow: 'never',
    maxDepth: Number.POSITIVE_INFINITY,
    threshold: 0n,
    sizeStyle: defaultBlockSize((name) => tool.getenv(name), 'DU_BLOCK_SIZE'),
    time: null,
    timeFormat: '%Y-%m-%d %H:%M',
    exclude: [],
    end: '\n',
    files: [],
  };
  let summarize = false;
  let givenDepth = false;
  let isWrong = false;
  let filesFrom: string | null = null;
  let timeStyle: string | null = null;
  for (const { key, value } of tool.options(table)) {
    switch (key) {
      case '0':
        options.end = '\0';
        break;
      case 'a':
        options.all = true;
        break;
      case 'apparent-size':
        options.apparent = true;
        break;
      case 'b':
        options.apparent = true;
        options.sizeStyle = plainStyle(1);
        break;
      case 'c':
        options.total = true;
        break;
      case 'h':
        options.sizeStyle = humanStyle;
        break;
      case 'si':
        options.sizeStyle = siStyle;
        break;
      case 'k':
        options.sizeStyle = plainStyle(1024);
        break;
      case 'm':
        options.sizeStyle = plainStyle(1048576);
        break;
      case 'd': {
        const parsed = parseNumber(value!, '', { base: 0 });
        if (parsed.error === null) {
          givenDepth = true;
          options.maxDepth = Number(parsed.value);
        } else {
          yield* tool.warn(`invalid maximum depth ${quote(value!)}`);
          isWrong = true;
        }
        break;
      }
      case 'l':
        options.countLinks = true;
        break;
      case 's':
        summarize = true;
        break;
      case 't':
      case 'threshold': {
        const parsed = parseNumber(value!, 'kKmMGTPEZY0', { base: 0, signed: true });
        const option = key === 't' ? '-t' : '--threshold';
        if (parsed.error !== null) throw yield* tool.die(numberComplaint(parsed.error, option, quote(value!)));
        if (parsed.value === 0n && value!.startsWith('-')) throw yield* tool.die(`invalid ${option} argument '-0'`);
        options.threshold = parsed.value;
        break;
      }
      case 'x':
        options.oneFileSystem = true;
        break;
      case 'B':
      case 'block-size': {
        const style = parseBlockSize(value!);
        if (typeof style === 'string') {
          throw yield* tool.die(numberComplaint(style, key === 'B' ? '-B' : '--block-size', quote(value!)));
        }
        options.sizeStyle = style;
        break;
      }
      case 'D':
      case 'H':
        options.follow = 'operand';
        break;
      case 'L':
        options.follow = 'always';
        break;
      case 'P':
        options.follow = 'never';
        break;
      case 'S':
        options.separateDirectories = true;
        break;
      case 'X':
        options.exclude.push(...(yield* lines(tool, value!, '\n', quoteFile(value!))));
        break;
      case 'exclude':
        options.exclude.push(value!);
        break;
      case 'files0-from':
        filesFrom = value;
        break;
      case 'inodes':
        options.inodes = true;
        break;
      case 'time':
        options.time = value === null ? 'mtime' : yield* tool.argmatch('--time', value, timeChoices);
        break;
      case 'time-style':
        timeStyle = value;
        break;
      default:
        throw yield* tool.standardOption(key);
    }
  }
  yield* tool.endOptions();
  if (isWrong) throw yield* tool.usageError('');
  if (options.all && summarize) throw yield* tool.usageError('cannot both summarize and show all entries');
  if (summarize && givenDepth && options.maxDepth === 0) {
    yield* tool.warn('warning: summarizing is the same as using --max-depth=0');
  }
  if (summarize && givenDepth && options.maxDepth !== 0) {
    throw yield* tool.usageError(`warning: summarizing conflicts with --max-depth=${options.maxDepth}`);
  }
  if (summarize) options.maxDepth = 0;
  if (options.inodes) options.sizeStyle = { ...options.sizeStyle, blockSize: 1n };
  if (options.time !== null) {
    const style = timeStyle ?? tool.getenv('TIME_STYLE') ?? 'long-iso';
    if (style.startsWith('+')) options.timeFormat = style.slice(1);
    else if (style !== 'locale') options.timeFormat = yield* tool.argmatch('time style', style, styleChoices);
  }
  if (filesFrom === null) options.files = tool.operands.length === 0 ? ['.'] : tool.operands;
  else {
    if (tool.operands.length > 0) {
      yield* tool.warn(`extra operand ${quote(tool.operands[0]!)}`);
      throw yield* tool.usageError('');
    }
    options.files = yield* lines(tool, filesFrom, '\0', quoteAlways(filesFrom));
  }
  return options;
}

/** The pieces of a file that end with a delimiter. */
function* lines(tool: Tool, path: string, delimiter: string, name: string): Blocking<string[]> {
  const { system } = tool;
  const fd = path === '-' ? 0 : system.open(path, O_RDONLY);
  if (fd < 0) {
    throw yield* tool.die(delimiter === '\0' ? `cannot open ${name} for reading` : name, fd);
  }
  const bytes = yield* readAll(system, fd);
  if (fd !== 0) system.close(fd);
  if (typeof bytes === 'number') throw yield* tool.die(`${name}: read error`, bytes);
  const pieces = latin1Text(bytes).split(delimiter);
  if (pieces.at(-1) === '') pieces.pop();
  return pieces;
}
