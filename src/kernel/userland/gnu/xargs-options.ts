/** The options of `xargs` (findutils 4.9 `xargs/xargs.c`, `main`). */
import type { Blocking } from '../../../shell/posix.ts';
import type { Tool } from '../libc/usage.ts';

const ARG_MAX = 2097152;
/** POSIX wants that much left for the command itself. */
const HEADROOM = 2048;
const USUAL_BYTES = 131072;

export interface XargsOptions {
  /** Null: blanks and quotes. */
  delimiter: string | null;
  inputFile: string | null;
  endMark: string | null;
  replace: string | null;
  lines: number;
  args: number;
  maxBytes: number;
  exitIfTooLong: boolean;
  runIfEmpty: boolean;
  ask: boolean;
  trace: boolean;
  processes: number;
}

const table = {
  short: '+0a:E:e::i::I:l::L:n:prs:txoP:d:',
  long: {
    null: { key: '0' },
    'arg-file': { argument: 'required', key: 'a' },
    delimiter: { argument: 'required', key: 'd' },
    eof: { argument: 'optional', key: 'e' },
    replace: { argument: 'optional', key: 'i' },
    'max-lines': { argument: 'optional', key: 'l' },
    'max-args': { argument: 'required', key: 'n' },
    'open-tty': { key: 'o' },
    interactive: { key: 'p' },
    'no-run-if-empty': { key: 'r' },
    'max-chars': { argument: 'required', key: 's' },
    verbose: { key: 't' },
    exit: { key: 'x' },
    'max-procs': { argument: 'required', key: 'P' },
    'process-slot-var': { argument: 'required' },
  },
} as const;

export function* readXargsOptions(tool: Tool): Blocking<XargsOptions> {
  const environment = tool.system.environ.reduce((sum, one) => sum + one.length + 1, 0);
  const limit = ARG_MAX - HEADROOM - environment;
  const options: XargsOptions = {
    delimiter: null,
    inputFile: null,
    endMark: null,
    replace: null,
    lines: 0,
    args: 0,
    maxBytes: Math.min(limit, USUAL_BYTES),
    exitIfTooLong: false,
    runIfEmpty: true,
    ask: false,
    trace: false,
    processes: 1,
  };
  const exclude = function* (option: string, offending: string): Blocking<void> {
    yield* tool.warn(
      `warning: options ${offending} and ${option} are mutually exclusive, ignoring previous ${offending} value`,
    );
  };
  const setLines = function* (option: string, count: number): Blocking<void> {
    if (options.args > 0) yield* exclude(option, '--max-args');
    if (options.replace !== null) yield* exclude(option, '--replace');
    Object.assign(options, { args: 0, replace: null, lines: count, exitIfTooLong: true });
  };
  const setReplace = function* (pattern: string): Blocking<void> {
    if (options.args > 0) yield* exclude('--replace/-I/-i', '--max-args');
    if (options.lines > 0) yield* exclude('--replace/-I/-i', '--max-lines');
    Object.assign(options, { args: 0, lines: 0, replace: pattern });
  };
  for (const { key, value } of tool.options(table)) {
    switch (key) {
      case '0':
        options.delimiter = '\0';
        break;
      case 'a':
        options.inputFile = value;
        break;
      case 'd':
        options.delimiter = yield* delimiter(tool, value!);
        break;
      case 'E':
      case 'e':
        options.endMark = value === '' ? null : value;
        break;
      case 'I':
      case 'i':
        yield* setReplace(value ?? '{}');
        break;
      case 'L':
        yield* setLines('-L', yield* number(tool, value!, 'L', 1));
        break;
      case 'l':
        yield* setLines('--max-lines/-l', value === null ? 1 : yield* number(tool, value, 'l', 1));
        break;
      case 'n': {
        const count = yield* number(tool, value!, 'n', 1);
        if (options.lines > 0) yield* exclude('--max-args/-n', '--max-lines');
        // With -I each command takes one line anyway.
        if (options.replace !== null && count === 1) break;
        if (options.replace !== null) yield* exclude('--max-args/-n', '--replace');
        Object.assign(options, { lines: 0, replace: null, args: count });
        break;
      }
      case 's': {
        const bytes = yield* number(tool, value!, 's', 1);
        if (bytes > limit) yield* tool.warn(`value ${value} for -s option should be <= ${limit}`);
        options.maxBytes = Math.min(limit, bytes);
        break;
      }
      case 'P':
        options.processes = yield* number(tool, value!, 'P', 0);
        break;
      case 'p':
        options.ask = true;
        options.trace = true;
        break;
      case 'r':
        options.runIfEmpty = false;
        break;
      case 't':
        options.trace = true;
        break;
      case 'x':
        options.exitIfTooLong = true;
        break;
      case 'o':
      case 'process-slot-var':
        break;
      default:
        throw yield* tool.standardOption(key);
    }
  }
  yield* tool.endOptions();
  if (options.replace !== null) options.exitIfTooLong = true;
  return options;
}

function* number(tool: Tool, text: string, option: string, minimum: number): Blocking<number> {
  if (!/^\s*[+-]?\d+$/.test(text)) throw yield* tool.usageError(`invalid number "${text}" for -${option} option`);
  const value = Number(text);
  if (value < minimum) {
    throw yield* tool.usageError(`value ${text} for -${option} option should be >= ${minimum}`);
  }
  return value;
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

function* delimiter(tool: Tool, text: string): Blocking<string> {
  if (text.length === 1) return text;
  if (!text.startsWith('\\')) {
    throw yield* tool.die(
      `Invalid input delimiter specification ${text}: the delimiter must be either a single character or an escape sequence starting with \\.`,
    );
  }
  const letter = text[1]!;
  const isHex = letter === 'x';
  if (!isHex && !/[0-7]/.test(letter)) {
    const known = escapes[letter];
    if (known !== undefined && text.length === 2) return known;
    throw yield* tool.die(`Invalid escape sequence ${text} in input delimiter specification.`);
  }
  const rest = text.slice(isHex ? 2 : 1);
  const digits = (isHex ? /^[0-9a-fA-F]*/ : /^[0-7]*/).exec(rest)![0];
  const behind = rest.slice(digits.length);
  if (behind !== '') {
    throw yield* tool.die(
      `Invalid escape sequence ${text} in input delimiter specification; trailing characters ${behind} not recognised.`,
    );
  }
  const code = digits === '' ? 0 : Number.parseInt(digits, isHex ? 16 : 8);
  if (code > 0xff) {
    throw yield* tool.die(
      `Invalid escape sequence ${text} in input delimiter specification; character values must not exceed ${isHex ? 'ff' : '377'}.`,
    );
  }
  return String.fromCharCode(code);
}
