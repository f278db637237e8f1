/** wc of coreutils 9.1 (`src/wc.c`), in the C locale. */
import { type Blocking, S_IFMT, S_IFREG, SEEK_CUR, SEEK_END } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { printError, readAll } from '../libc/stdio.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  bytes: { key: 'c' },
  chars: { key: 'm' },
  lines: { key: 'l' },
  words: { key: 'w' },
  'max-line-length': { key: 'L' },
  'files0-from': { argument: 'required' },
  debug: {},
} as const;

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

/** The order in which the columns stand. */
const columns = [
  ['l', 'lines'],
  ['w', 'words'],
  ['m', 'chars'],
  ['c', 'bytes'],
  ['L', 'longest'],
] as const;

// By the time wc looks, the reason is forgotten.
const info = { ...coreutils('wc', '[OPTION]... [FILE]...'), writeError: () => 'write error' };

export const wc = tool(info, function* (tool) {
  const shown = new Set<string>();
  let list: string | null = null;
  for (const option of tool.options({ short: 'clLmw', long })) {
    if ('clLmw'.includes(option.key)) shown.add(option.key);
    else if (option.key === 'files0-from') list = option.value;
    else if (option.key !== 'debug') yield* tool.other(option);
  }
  if (shown.size === 0) for (const letter of 'lwc') shown.add(letter);
  const names = list === null ? tool.operands : yield* listed(tool, list);
  const width = numberWidth(tool, names, shown.size);
  const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  for (const name of names.length === 0 && list === null ? [null] : names) {
    const fd = name === null ? 0 : tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`${quoteFile(name!)}: ${strerror(fd)}`);
      continue;
    }
    const counts = yield* count(tool, fd, name ?? 'standard input', shown);
    tool.close(fd);
    yield* print(tool, counts, shown, width, name);
    total.lines += counts.lines;
    total.words += counts.words;
    total.chars += counts.chars;
    total.bytes += counts.bytes;
    total.longest = Math.max(total.longest, counts.longest);
  }
  if (names.length > 1) yield* print(tool, total, shown, width, 'total');
  return tool.status;
});

function* listed(tool: Tool, list: string): Blocking<readonly string[]> {
  if (tool.operands.length > 0) {
    yield* tool.warn(`extra operand ${quoteAlways(tool.operands[0]!)}`);
    yield* printError(tool.system, 'file operands cannot be combined with --files0-from\n');
    yield* tool.usage(null);
  }
  const fd = tool.open(list);
  if (fd < 0) yield* tool.die(`cannot open ${quoteAlways(list)} for reading: ${strerror(fd)}`);
  const bytes = yield* readAll(tool.system, fd);
  tool.close(fd);
  if (typeof bytes === 'number') return yield* tool.die(`${quoteFile(list)}: read error: ${strerror(bytes)}`);
  const names = latin1Text(bytes).split('\0');
  if (names.at(-1) === '') names.pop();
  return names;
}

function* print(
  tool: Tool,
  counts: Counts,
  shown: ReadonlySet<string>,
  width: number,
  name: string | null,
): Blocking<void> {
  const numbers = columns.filter(([letter]) => shown.has(letter)).map(([, key]) => String(counts[key]).padStart(width));
  const shownName = name === null ? '' : ` ${name.includes('\n') ? quoteFile(name) : name}`;
  yield* tool.out.put(`${numbers.join(' ')}${shownName}\n`);
}

/** Wide enough for the sum of the sizes of regular files; 7 when something else is among them. */
function numberWidth(tool: Tool, names: readonly string[], columnCount: number): number {
  const files = names.length === 0 ? ['-'] : names;
  if (files.length === 1 && columnCount === 1) return 1;
  let minimum = 1;
  let sum = 0;
  for (const name of files) {
    const status = name === '-' ? tool.system.fstat(0) : tool.system.stat(name);
    if (typeof status === 'number') continue;
    if ((status.mode & S_IFMT) === S_IFREG) sum += status.size;
    else minimum = 7;
  }
  return Math.max(minimum, String(sum).length);
}

function* count(tool: Tool, fd: number, name: string, shown: ReadonlySet<string>): Blocking<Counts> {
  const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  const onlyBytes = !shown.has('l') && !shown.has('w') && !shown.has('m') && !shown.has('L');
  if (onlyBytes) {
    const status = tool.system.fstat(fd);
    if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFREG && status.size > 0) {
      const here = tool.system.lseek(fd, 0, SEEK_CUR);
      if (here >= 0 && here <= status.size) {
        tool.system.lseek(fd, 0, SEEK_END);
        counts.bytes = status.size - here;
        return counts;
      }
    }
  }
  const onlyLines = !shown.has('w') && !shown.has('m') && !shown.has('L');
  let inWord = false;
  let column = 0;
  for (;;) {
    const bytes = yield* tool.read(fd, 131072);
    if (bytes === null) break;
    if (typeof bytes === 'number') {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(bytes)}`);
      break;
    }
    counts.bytes += bytes.length;
    if (onlyBytes) continue;
    if (onlyLines) {
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) counts.lines++;
      continue;
    }
    let { lines, words, longest } = counts;
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at]!;
      if (code > 32 && code < 127) {
        if (!inWord) words++;
        inWord = true;
        column++;
      } else if (code === 32) {
        inWord = false;
        column++;
      } else if (code === 9) {
        inWord = false;
        column += 8 - (column & 7);
      } else if (code >= 10 && code <= 13) {
        inWord = false;
        if (code === 10) lines++;
        if (code !== 11) {
          if (column > longest) longest = column;
          column = 0;
        }
      }
    }
    counts.lines = lines;
    counts.words = words;
    counts.longest = longest;
  }
  counts.chars = counts.bytes;
  counts.longest = Math.max(counts.longest, column);
  return counts;
}
