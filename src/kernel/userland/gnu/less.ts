/** less 590: without a terminal it copies its files; on one it shows them by the screen (`text/pager-screen.ts`). */
import { type Blocking, S_IFDIR, S_IFMT } from '../../../shell/posix.ts';
import { EISDIR, strerror } from '../../../sim/errno.ts';
import { printError } from '../libc/stdio.ts';
import { PagerKeys } from '../text/pager-keys.ts';
import { PagerScreen } from '../text/pager-screen.ts';
import { copyAll, PagerText } from '../text/pager-text.ts';
import { type Tool, type ToolInfo, tool } from '../text/tool.ts';

const info: ToolInfo = { name: 'less', package: 'less', version: '590', usage: '[OPTION]... [FILE]...' };

interface LessOptions {
  numbers: boolean;
  chops: boolean;
  raw: boolean;
  ignoreCase: boolean;
  quitIfOneScreen: boolean;
  quitAtEnd: 'never' | 'second' | 'first';
  start: string;
}

/** Options with a value in the same word or the next. */
const WITH_VALUE = 'bhjkoOpPtTxyzD#"';

/** Long names of the options that do something here. */
const longNames: Readonly<Record<string, string>> = {
  'line-numbers': 'n',
  'LINE-NUMBERS': 'N',
  'chop-long-lines': 'S',
  'raw-control-chars': 'r',
  'RAW-CONTROL-CHARS': 'R',
  'ignore-case': 'i',
  'IGNORE-CASE': 'I',
  'quit-if-one-screen': 'F',
  'quit-at-eof': 'e',
  'QUIT-AT-EOF': 'E',
  'no-init': 'X',
  quiet: 'q',
  silent: 'q',
  help: '?',
  version: 'V',
};

export const less = tool(info, function* (tool): Blocking<number> {
  const options: LessOptions = {
    numbers: false,
    chops: false,
    raw: false,
    ignoreCase: false,
    quitIfOneScreen: false,
    quitAtEnd: 'never',
    start: '',
  };
  const names = yield* parse(tool, options);
  if (names.length === 0) {
    if (tool.system.isatty(0)) {
      yield* tool.out.put('Missing filename ("less --help" for help)\n');
      return 1;
    }
    names.push('-');
  }
  if (!tool.system.isatty(1)) {
    for (const name of names) yield* copyFile(tool, name);
    return 0;
  }
  return yield* show(tool, names, options);
});

function* parse(tool: Tool, options: LessOptions): Blocking<string[]> {
  const names: string[] = [];
  const words = [...tool.argv.slice(1)];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '--') return [...names, ...words];
    if (word.startsWith('+')) {
      options.start = word.slice(1);
      continue;
    }
    if (word === '-' || !word.startsWith('-')) {
      names.push(word);
      continue;
    }
    let letters = word.slice(1);
    if (word.startsWith('--')) {
      const given = word.slice(2).split('=')[0]!;
      const letter = longNames[given];
      if (letter === undefined) {
        yield* printError(tool.system, `There is no ${given} option ("less --help" for help)\n`);
        return tool.exit(1);
      }
      letters = letter;
    }
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at]!;
      if (letter === 'V') yield* version(tool);
      else if (letter === '?') yield* tool.other({ key: 'help', value: null });
      else if (WITH_VALUE.includes(letter)) {
        const value = letters.slice(at + 1) || (words.shift() ?? '');
        if (letter === 'p') options.start = `/${value}`;
        break;
      } else set(options, letter);
    }
  }
  return names;
}

function* version(tool: Tool): Blocking<void> {
  yield* tool.out.put('less 590 (GNU regular expressions)\n');
  tool.exit(0);
}

function set(options: LessOptions, letter: string): void {
  if (letter === 'N') options.numbers = true;
  else if (letter === 'S') options.chops = true;
  else if (letter === 'r' || letter === 'R') options.raw = true;
  else if (letter === 'i' || letter === 'I') options.ignoreCase = true;
  else if (letter === 'F') options.quitIfOneScreen = true;
  else if (letter === 'e') options.quitAtEnd = 'second';
  else if (letter === 'E') options.quitAtEnd = 'first';
}

/** The descriptor, or what is said about a file that cannot be shown. */
function openFile(tool: Tool, name: string): number | string {
  if (name === '-') return 0;
  const status = tool.system.stat(name);
  if (typeof status === 'number') return `${name}: ${strerror(status)}`;
  if ((status.mode & S_IFMT) === S_IFDIR) return `${name} is a directory`;
  const fd = tool.open(name);
  return fd < 0 ? `${name}: ${strerror(fd)}` : fd;
}

function* copyFile(tool: Tool, name: string): Blocking<void> {
  const fd = openFile(tool, name);
  if (typeof fd === 'string') {
    yield* tool.out.put(`${fd}\n`);
    return;
  }
  const error = yield* copyAll(tool, fd);
  if (error < 0 && error !== -EISDIR) yield* tool.out.put(`${name}: ${strerror(error)}\n`);
  tool.close(fd);
}

function* show(tool: Tool, names: readonly string[], options: LessOptions): Blocking<number> {
  const { rows, columns } = tool.system.windowSize(1);
  const keys = new PagerKeys(tool);
  let at = 0;
  while (at >= 0 && at < names.length) {
    const name = names[at]!;
    const fd = openFile(tool, name);
    if (typeof fd === 'string') {
      yield* tool.out.put(`${fd}\n`);
      at++;
      continue;
    }
    const { chops, numbers, raw, quitAtEnd, ignoreCase, start } = options;
    const text = new PagerText(tool, fd, { columns: columns || 80, chops, numbers, raw });
    const height = rows || 24;
    if (options.quitIfOneScreen && names.length === 1) {
      yield* text.need(height);
      if (text.rows.length < height) {
        for (const row of text.rows) yield* tool.out.put(`${row.text}\n`);
        break;
      }
    }
    const title = name === '-' ? null : name;
    const screen = new PagerScreen(tool, text, keys, { rows: height, ignoreCase, quitAtEnd, start, name: title });
    const outcome = yield* screen.run();
    tool.close(fd);
    if (outcome === 'quit' || outcome === 'stay') break;
    at = outcome === 'next file' ? Math.min(names.length - 1, at + 1) : Math.max(0, at - 1);
  }
  keys.end();
  return tool.status;
}
