/**
 * env of coreutils 9.1 (`src/env.c`): changes the environment, the directory and ignored signals, then runs a command.
 *
 * `--block-signal` is taken without effect: processes here have no signal mask.
 */
import { type Blocking, signals } from '../../../shell/posix.ts';
import { EINVAL, ENOENT, strerror } from '../../../sim/errno.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { execSearched } from '../system/program-frame.ts';
import { coreutils, Tool, tool } from '../text/tool.ts';
import { splitString } from './env-split.ts';

const EXIT_CANCELED = 125;
const EXIT_CANNOT_INVOKE = 126;
const EXIT_ENOENT = 127;
/** `-S` inside `-S`. */
const SPLITS_MAX = 64;

const table = {
  short: '+C:iS:u:v0',
  long: {
    'ignore-environment': { key: 'i' },
    null: { key: '0' },
    unset: { argument: 'required', key: 'u' },
    chdir: { argument: 'required', key: 'C' },
    'default-signal': { argument: 'optional' },
    'ignore-signal': { argument: 'optional' },
    'block-signal': { argument: 'optional' },
    'list-signal-handling': {},
    debug: { key: 'v' },
    'split-string': { argument: 'required', key: 'S' },
  },
} as const;

const info = coreutils('env', '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]', EXIT_CANCELED);

export const env = tool(info, function* (run): Blocking<number> {
  const tool = new Tool(run.system, yield* splitArguments(run), info);
  let empty = false;
  let end = '\n';
  let directory: string | null = null;
  const unset: string[] = [];
  for (const option of tool.options(table)) {
    switch (option.key) {
      case 'i':
        empty = true;
        break;
      case 'u':
        unset.push(option.value!);
        break;
      case 'v':
      case 'block-signal':
      case 'list-signal-handling':
        break;
      case '0':
        end = '\0';
        break;
      case 'C':
        directory = option.value;
        break;
      case 'ignore-signal':
      case 'default-signal':
        yield* setSignals(tool, option.key === 'ignore-signal' ? 'ignore' : 'default', option.value);
        break;
      default:
        yield* run.other(option);
    }
  }
  let words = tool.operands;
  if (words[0] === '-') {
    empty = true;
    words = words.slice(1);
  }
  let environment = empty ? [] : [...tool.system.environ];
  for (const name of unset) {
    if (name === '' || name.includes('=')) yield* run.die(`cannot unset ${quote(name)}: ${strerror(EINVAL)}`);
    if (!empty) environment = environment.filter((one) => !one.startsWith(`${name}=`));
  }
  let at = 0;
  for (; at < words.length && words[at]!.includes('='); at++) put(environment, words[at]!);
  const command = words.slice(at);
  if (end === '\0' && command.length > 0) yield* run.usage('cannot specify --null (-0) with command');
  if (directory !== null && command.length === 0) yield* run.usage('must specify command with --chdir (-C)');
  if (command.length === 0) {
    for (const variable of environment) yield* run.out.put(variable + end);
    return 0;
  }
  if (directory !== null) {
    const error = run.system.chdir(directory);
    if (error < 0) yield* run.die(`cannot change directory to ${quoteAlways(directory)}: ${strerror(error)}`);
  }
  const path = environment.find((one) => one.startsWith('PATH='))?.slice('PATH='.length) ?? DEFAULT_PATH;
  const status = yield* execSearched(run.system, command, environment, path);
  if (status >= 0) return status;
  const name = command[0]!;
  yield* run.warn(`${quote(name)}: ${strerror(status)}`);
  if (status === -ENOENT && /[ \t\n]/.test(name)) yield* run.warn('use -[v]S to pass options in shebang lines');
  return status === -ENOENT ? EXIT_ENOENT : EXIT_CANNOT_INVOKE;
});

/** What `execvp` searches when there is no PATH. */
const DEFAULT_PATH = '/bin:/usr/bin';

/** `putenv`: a name that is there keeps its place. */
function put(environment: string[], variable: string): void {
  const name = variable.slice(0, variable.indexOf('=') + 1);
  const at = environment.findIndex((one) => one.startsWith(name));
  if (at < 0) environment.push(variable);
  else environment[at] = variable;
}

/** The words with each `-S STRING` among the options replaced by the words of its string. */
function* splitArguments(tool: Tool): Blocking<readonly string[]> {
  let argv = tool.argv;
  for (let splits = 0; splits < SPLITS_MAX; splits++) {
    const found = findSplit(argv);
    if (found === null) break;
    const words = splitString(found.text, (name) => {
      const variable = tool.system.environ.find((one) => one.startsWith(`${name}=`));
      return variable?.slice(name.length + 1);
    });
    if (typeof words === 'string') return yield* tool.die(words);
    argv = [...argv.slice(0, found.at), ...found.before, ...words, ...argv.slice(found.end)];
  }
  return argv;
}

interface Split {
  readonly at: number;
  readonly end: number;
  /** Options written in the same word before it. */
  readonly before: readonly string[];
  readonly text: string;
}

function findSplit(argv: readonly string[]): Split | null {
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--' || word === '-' || !word.startsWith('-')) return null;
    const long = /^--s[a-z-]*(?:=(.*))?$/s.exec(word);
    if (long !== null && 'split-string'.startsWith(word.slice(2).split('=')[0]!)) {
      if (long[1] !== undefined) return { at, end: at + 1, before: [], text: long[1] };
      return at + 1 < argv.length ? { at, end: at + 2, before: [], text: argv[at + 1]! } : null;
    }
    if (word.startsWith('--')) {
      if (/^--(u|c)[a-z-]*$/.test(word)) at++;
      continue;
    }
    const short = /^-([iv0]*)([SuC])(.*)$/s.exec(word);
    if (short === null) continue;
    const [, before, letter, rest] = short;
    if (letter === 'S') {
      const options = before === '' ? [] : [`-${before}`];
      if (rest !== '') return { at, end: at + 1, before: options, text: rest! };
      return at + 1 < argv.length ? { at, end: at + 2, before: options, text: argv[at + 1]! } : null;
    }
    if (rest === '') at++;
  }
  return null;
}

function* setSignals(tool: Tool, action: 'ignore' | 'default', list: string | null): Blocking<void> {
  const every = Object.values(signals).filter((number) => number !== signals.KILL && number !== signals.STOP);
  if (list === null) {
    for (const number of every) tool.system.signal(number, action);
    return;
  }
  for (const word of list.split(',')) {
    if (word === '') continue;
    const upper = word.toUpperCase().replace(/^SIG/, '');
    const byName = (signals as Readonly<Record<string, number>>)[upper];
    const number = /^\d+$/.test(word) ? Number(word) : byName;
    if (number === undefined || number < 1 || number > 64) {
      return yield* tool.usage(`${quote(word)}: invalid signal`);
    }
    if (number === signals.KILL || number === signals.STOP) {
      yield* tool.die(`failed to set signal action for signal ${number}: ${strerror(EINVAL)}`);
    }
    tool.system.signal(number, action);
  }
}
