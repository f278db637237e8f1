/** head of coreutils 9.1 (`src/head.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { EOVERFLOW, strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { coreutils, Tool, tool } from '../text/tool.ts';

const long = {
  bytes: { argument: 'required', key: 'c' },
  lines: { argument: 'required', key: 'n' },
  quiet: { key: 'q' },
  silent: { key: 'q' },
  verbose: { key: 'v' },
  'zero-terminated': { key: 'z' },
} as const;

interface Wanted {
  count: number;
  bytes: boolean;
  /** All but the last `count`. */
  elide: boolean;
  delimiter: number;
}

export const head = tool(coreutils('head', '[OPTION]... [FILE]...'), function* (run) {
  const wanted: Wanted = { count: 10, bytes: false, elide: false, delimiter: 10 };
  let headers: 'many' | 'always' | 'never' = 'many';
  let tool = run;
  const old = run.argv[1];
  if (old !== undefined && /^-\d/.test(old)) {
    // `head -NUM[bkm][cqvlz]`, of old.
    const digits = /^-(\d+)/.exec(old)![1]!;
    let multiplier = '';
    for (const letter of old.slice(1 + digits.length)) {
      if (letter === 'c') wanted.bytes = true;
      else if (letter === 'b' || letter === 'k' || letter === 'm') {
        wanted.bytes = true;
        multiplier = letter;
      } else if (letter === 'l') wanted.bytes = false;
      else if (letter === 'q') headers = 'never';
      else if (letter === 'v') headers = 'always';
      else if (letter === 'z') wanted.delimiter = 0;
      else {
        yield* printError(run.system, `${run.name}: invalid trailing option -- ${letter}\n`);
        return yield* run.usage(null);
      }
    }
    wanted.count = yield* count(run, digits + multiplier, wanted.bytes);
    tool = new Tool(run.system, [run.argv[0]!, ...run.argv.slice(2)], run.info, run.out);
  }
  for (const option of tool.options({ short: 'c:n:qvz0123456789', long })) {
    switch (option.key) {
      case 'c':
      case 'n': {
        wanted.bytes = option.key === 'c';
        wanted.elide = option.value!.startsWith('-');
        wanted.count = yield* count(tool, wanted.elide ? option.value!.slice(1) : option.value!, wanted.bytes);
        break;
      }
      case 'q':
        headers = 'never';
        break;
      case 'v':
        headers = 'always';
        break;
      case 'z':
        wanted.delimiter = 0;
        break;
      default:
        if (/\d/.test(option.key))
          yield* printError(tool.system, `${tool.name}: invalid trailing option -- ${option.key}\n`);
        yield* tool.other(/\d/.test(option.key) ? { key: '?', value: null } : option);
    }
  }
  const names = tool.operands.length === 0 ? ['-'] : tool.operands;
  const shown = headers === 'always' || (headers === 'many' && names.length > 1);
  let first = true;
  for (const name of names) {
    const fd = tool.open(name);
    const title = name === '-' ? 'standard input' : name;
    if (fd < 0) {
      yield* tool.fail(`cannot open ${quoteAlways(name)} for reading: ${strerror(fd)}`);
      continue;
    }
    if (shown) yield* tool.out.put(`${first ? '' : '\n'}==> ${title} <==\n`);
    first = false;
    yield* tool.out.flush();
    const failed = wanted.elide ? yield* allButLast(tool, fd, wanted) : yield* beginning(tool, fd, wanted);
    if (failed < 0) yield* tool.fail(`error reading ${quoteAlways(title)}: ${strerror(failed)}`);
    tool.close(fd);
  }
  return tool.status;
});

function* count(tool: Tool, text: string, bytes: boolean): Blocking<number> {
  const { value, error } = parseNumber(text, 'bkKmMGTPEZY0');
  const unit = bytes ? 'bytes' : 'lines';
  if (error === 'overflow') yield* tool.die(`invalid number of ${unit}: ${quote(text)}: ${strerror(EOVERFLOW)}`);
  if (error !== null) yield* tool.die(`invalid number of ${unit}: ${quote(text)}`);
  return Number(value);
}

function* put(tool: Tool, bytes: Uint8Array): Blocking<void> {
  if (bytes.length === 0) return;
  const written = yield* tool.system.write(1, bytes);
  if (written >= 0) return;
  // What fits stdio's buffer fails only when the program ends.
  const what = bytes.length < 4096 ? 'write error' : "error writing 'standard output'";
  yield* tool.die(`${what}: ${strerror(written)}`, 1);
}

function* beginning(tool: Tool, fd: number, wanted: Wanted): Blocking<number> {
  let left = wanted.count;
  while (left > 0) {
    const bytes = yield* tool.read(fd, wanted.bytes ? Math.min(left, 65536) : 8192);
    if (bytes === null) break;
    if (typeof bytes === 'number') return bytes;
    if (wanted.bytes) {
      left -= bytes.length;
      yield* put(tool, bytes);
      continue;
    }
    let at = 0;
    while (left > 0) {
      const end = bytes.indexOf(wanted.delimiter, at);
      if (end < 0) {
        at = bytes.length;
        break;
      }
      at = end + 1;
      left--;
    }
    yield* put(tool, bytes.subarray(0, at));
    // What was read beyond the last line goes back, so that the next reader of the file finds it.
    if (left === 0 && at < bytes.length) tool.system.lseek(fd, at - bytes.length, 1);
  }
  return 0;
}

/** Holds back what may belong to the last `count` lines or bytes. */
function* allButLast(tool: Tool, fd: number, wanted: Wanted): Blocking<number> {
  const held: { bytes: Uint8Array; units: number }[] = [];
  let units = 0;
  let size = 0;
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) break;
    if (typeof bytes === 'number') return bytes;
    const found = wanted.bytes ? bytes.length : occurrences(bytes, wanted.delimiter);
    held.push({ bytes, units: found });
    units += found;
    size += bytes.length;
    while (held.length > 1 && units - held[0]!.units > wanted.count) {
      const whole = held.shift()!;
      units -= whole.units;
      size -= whole.bytes.length;
      yield* put(tool, whole.bytes);
    }
    if (size > 256 * 1024 * 1024) yield* tool.die('memory exhausted');
  }
  const last = held.at(-1)?.bytes;
  const unfinished = last !== undefined && last[last.length - 1] !== wanted.delimiter;
  // A last line without its end counts as a line.
  let surplus = units + (!wanted.bytes && unfinished && wanted.count > 0 ? 1 : 0) - wanted.count;
  for (const { bytes, units: own } of held) {
    if (surplus <= 0) {
      if (wanted.count === 0) yield* put(tool, bytes);
      continue;
    }
    if (own < surplus || (wanted.count === 0 && own <= surplus)) {
      yield* put(tool, bytes);
      surplus -= own;
      continue;
    }
    let at = wanted.bytes ? surplus : 0;
    for (let lines = 0; !wanted.bytes && lines < surplus; lines++) at = bytes.indexOf(wanted.delimiter, at) + 1;
    yield* put(tool, bytes.subarray(0, at));
    surplus = 0;
  }
  return 0;
}

function occurrences(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) count++;
  return count;
}
