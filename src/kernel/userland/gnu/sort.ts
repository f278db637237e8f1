/**
 * sort of coreutils 9.1 (`src/sort.c`). Sorts in memory: what would go to temporary files exhausts it. Leaves out `--debug`,
 * `--compress-program`.
 */
import { type Blocking, O_CREAT, O_TRUNC, O_WRONLY } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { Output, printError, readAll } from '../libc/stdio.ts';
import { argmatch } from '../text/argmatch.ts';
import { Lines, MEMORY_BYTES } from '../text/lines.ts';
import { coreutils, Tool, tool } from '../text/tool.ts';
import { compareLines, prepare, type SortLine, type SortOrder } from './sort-compare.ts';
import { checkOrdering, isDefaultKey, parseKey, plainKey, type SortKey, setOrdering } from './sort-keys.ts';

const long = {
  'ignore-leading-blanks': { key: 'b' },
  check: { argument: 'optional', key: 'check' },
  'compress-program': { argument: 'required', key: 'ignored' },
  debug: {},
  'dictionary-order': { key: 'd' },
  'ignore-case': { key: 'f' },
  'files0-from': { argument: 'required' },
  'general-numeric-sort': { key: 'g' },
  'ignore-nonprinting': { key: 'i' },
  key: { argument: 'required', key: 'k' },
  merge: { key: 'm' },
  'month-sort': { key: 'M' },
  'numeric-sort': { key: 'n' },
  'human-numeric-sort': { key: 'h' },
  'version-sort': { key: 'V' },
  'random-sort': { key: 'R' },
  'random-source': { argument: 'required', key: 'ignored' },
  sort: { argument: 'required' },
  output: { argument: 'required', key: 'o' },
  reverse: { key: 'r' },
  stable: { key: 's' },
  'batch-size': { argument: 'required', key: 'ignored' },
  'buffer-size': { argument: 'required', key: 'S' },
  'field-separator': { argument: 'required', key: 't' },
  'temporary-directory': { argument: 'required', key: 'ignored' },
  unique: { key: 'u' },
  'zero-terminated': { key: 'z' },
  parallel: { argument: 'required', key: 'ignored' },
} as const;

const sortWords = [
  ['general-numeric', 'g'],
  ['human-numeric', 'h'],
  ['month', 'M'],
  ['numeric', 'n'],
  ['random', 'R'],
  ['version', 'V'],
] as const;

const checkWords = [
  ['quiet', 'C'],
  ['silent', 'C'],
  ['diagnose-first', 'c'],
] as const;

/** Lines sorted at once before merging, so that others get the processor in between. */
const RUN_LINES = 32768;
const COMPARE_NS = 100;

interface Settings {
  check: 'c' | 'C' | null;
  merge: boolean;
  unique: boolean;
  output: string | null;
  end: string;
}

const info = {
  ...coreutils('sort', '[OPTION]... [FILE]...', 2),
  // The reason has been told by sort itself.
  writeError: () => 'write error',
};

export const sort = tool(info, function* (run) {
  const tool = new Tool(run.system, withoutOldKeys(run.argv), run.info, run.out);
  const settings: Settings = { check: null, merge: false, unique: false, output: null, end: '\n' };
  const global = plainKey();
  const keys: SortKey[] = [];
  let tab: string | null = null;
  let stable = false;
  let list: string | null = null;
  for (const option of tool.options({ short: 'bcCdfghik:mMno:rRsS:t:T:uVy::z', long })) {
    const value = option.value ?? '';
    switch (option.key) {
      case 'c':
      case 'C':
        yield* setCheck(tool, settings, option.key);
        break;
      case 'check':
        yield* setCheck(
          tool,
          settings,
          option.value === null ? 'c' : yield* argmatch(tool, '--check', value, checkWords, 1),
        );
        break;
      case 'sort':
        setOrdering(yield* argmatch(tool, '--sort', value, sortWords, 1), global, 'both');
        break;
      case 'k':
        keys.push(yield* parseKey(tool, value));
        break;
      case 'm':
        settings.merge = true;
        break;
      case 'o':
        if (settings.output !== null && settings.output !== value) yield* tool.die('multiple output files specified');
        settings.output = value;
        break;
      case 's':
        stable = true;
        break;
      case 'S': {
        const { error } = parseNumber(value.replace(/%$/, ''), 'EgGkKmMPtTYZ0b');
        const argument = quote(value);
        if (error === 'overflow') yield* tool.die(`-S argument ${argument} too large`);
        else if (error !== null) {
          yield* tool.die(
            error === 'suffix' ? `invalid suffix in -S argument ${argument}` : `invalid -S argument ${argument}`,
          );
        }
        break;
      }
      case 't': {
        if (value === '') yield* tool.die('empty tab');
        if (value.length > 1 && value !== '\\0') yield* tool.die(`multi-character tab ${quote(value)}`);
        const chosen = value === '\\0' ? '\0' : value;
        if (tab !== null && tab !== chosen) yield* tool.die('incompatible tabs');
        tab = chosen;
        break;
      }
      case 'u':
        settings.unique = true;
        break;
      case 'z':
        settings.end = '\0';
        break;
      case 'files0-from':
        list = value;
        break;
      case 'T':
      case 'y':
      case 'ignored':
      case 'debug':
        break;
      default:
        if (!'bdfghiMnrRV'.includes(option.key)) yield* tool.other(option);
        setOrdering(option.key, global, 'both');
    }
  }
  let names: readonly string[] = tool.operands;
  if (list !== null) names = yield* listed(tool, list);
  const hasGlobal = !isDefaultKey({ ...global, reverse: false });
  for (const key of keys) {
    if (!isDefaultKey(key)) continue;
    const { startField, startChar, endField, endChar } = key;
    Object.assign(key, global, { startField, startChar, endField, endChar });
  }
  if (keys.length === 0 && (hasGlobal || (global.reverse && (stable || settings.unique)))) keys.push(global);
  for (const key of keys) yield* checkOrdering(tool, key);
  const salt = keys.some(({ random }) => random) ? yield* randomSalt(tool) : '';
  const order: SortOrder = { keys, tab, stable: stable || settings.unique, reverse: global.reverse, salt };
  if (settings.check !== null) {
    if (names.length > 1) {
      yield* tool.die(`extra operand ${quote(names[1]!)} not allowed with -${settings.check}`);
    }
    return yield* checkSorted(tool, names[0] ?? '-', order, settings);
  }
  // What cannot be read is told before anything is sorted.
  for (const name of names) {
    const failed = name === '-' ? 0 : tool.system.access(name, 4);
    if (failed < 0) yield* tool.die(`cannot read: ${quoteFile(name)}: ${strerror(failed)}`);
  }
  const inputs: SortLine[][] = [];
  let size = 0;
  for (const name of names.length === 0 ? ['-'] : names) {
    const lines: SortLine[] = [];
    size = yield* readLines(tool, name, order, settings.end, lines, size);
    inputs.push(lines);
  }
  const runs = settings.merge ? inputs : inRuns(inputs, order);
  const sorted = yield* mergeAll(tool, runs, order);
  yield* write(tool, sorted, order, settings);
  return tool.status;
});

/** `+1.2n -3.4r`, keys of old counted from 0, written as `-k`. */
function withoutOldKeys(argv: readonly string[]): readonly string[] {
  if (!argv.some((word) => /^\+\d/.test(word))) return argv;
  const words: string[] = [];
  const old = /^[+-](\d+)(?:\.(\d+))?([bdfghiMnRrV]*)$/;
  for (let i = 0; i < argv.length; i++) {
    const start = argv[i]!.startsWith('+') ? old.exec(argv[i]!) : null;
    if (start === null) {
      words.push(argv[i]!);
      continue;
    }
    let key = `${Number(start[1]) + 1}.${Number(start[2] ?? 0) + 1}${start[3]}`;
    const end = argv[i + 1]?.startsWith('-') ? old.exec(argv[i + 1]!) : null;
    if (end !== null) {
      const chars = Number(end[2] ?? 0);
      if (chars > 0 || Number(end[1]) > 0)
        key += chars > 0 ? `,${Number(end[1]) + 1}.${chars}${end[3]}` : `,${end[1]}${end[3]}`;
      i++;
    }
    words.push('-k', key);
  }
  return words;
}

function* setCheck(tool: Tool, settings: Settings, letter: 'c' | 'C'): Blocking<void> {
  if (settings.check !== null && settings.check !== letter) yield* tool.die("options '-cC' are incompatible");
  settings.check = letter;
}

function* listed(tool: Tool, list: string): Blocking<readonly string[]> {
  if (tool.operands.length > 0) {
    yield* tool.warn(`extra operand ${quoteAlways(tool.operands[0]!)}`);
    yield* printError(tool.system, 'file operands cannot be combined with --files0-from\n');
    yield* tool.usage(null);
  }
  const fd = tool.open(list);
  if (fd < 0) yield* tool.die(`open failed: ${quoteFile(list)}: ${strerror(fd)}`);
  const bytes = yield* readAll(tool.system, fd);
  tool.close(fd);
  if (typeof bytes === 'number') return yield* tool.die(`read failed: ${quoteFile(list)}: ${strerror(bytes)}`);
  const names = latin1Text(bytes).split('\0');
  if (names.at(-1) === '') names.pop();
  return names;
}

function* randomSalt(tool: Tool): Blocking<string> {
  const fd = tool.system.open('/dev/urandom', 0);
  if (fd < 0) return yield* tool.die(`open failed: /dev/urandom: ${strerror(fd)}`);
  const bytes = yield* tool.system.read(fd, 16);
  tool.close(fd);
  return typeof bytes === 'number' ? '' : latin1Text(bytes);
}

function* readLines(
  tool: Tool,
  name: string,
  order: SortOrder,
  end: string,
  into: SortLine[],
  sizeBefore: number,
): Blocking<number> {
  const fd = tool.open(name);
  if (fd < 0) yield* tool.die(`cannot read: ${quoteFile(name)}: ${strerror(fd)}`);
  const lines = new Lines(tool.system, fd, end);
  let size = sizeBefore;
  for (;;) {
    const raw = lines.take() ?? (yield* lines.next());
    if (raw === null) break;
    size += raw.length + 16;
    if (size > MEMORY_BYTES) yield* tool.die('memory exhausted');
    into.push(prepare(raw.endsWith(end) ? raw.slice(0, -1) : raw, order));
  }
  if (lines.errno !== 0) {
    yield* tool.die(
      lines.errno === 12 ? 'memory exhausted' : `read failed: ${quoteFile(name)}: ${strerror(lines.errno)}`,
    );
  }
  tool.close(fd);
  return size;
}

function inRuns(inputs: readonly SortLine[][], order: SortOrder): SortLine[][] {
  const runs: SortLine[][] = [];
  const lines = inputs.length === 1 ? inputs[0]! : inputs.flat();
  for (let at = 0; at < lines.length; at += RUN_LINES) {
    const run = lines.length <= RUN_LINES ? lines : lines.slice(at, at + RUN_LINES);
    run.sort((a, b) => compareLines(a, b, order));
    runs.push(run);
  }
  return runs;
}

function* mergeAll(tool: Tool, given: SortLine[][], order: SortOrder): Blocking<SortLine[]> {
  let runs = given;
  for (const run of runs) yield* tool.spend(run.length * COMPARE_NS * 16);
  while (runs.length > 1) {
    const next: SortLine[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const right = runs[i + 1];
      if (right === undefined) next.push(runs[i]!);
      else {
        next.push(mergeTwo(runs[i]!, right, order));
        yield* tool.spend((runs[i]!.length + right.length) * COMPARE_NS);
      }
    }
    runs = next;
  }
  return runs[0] ?? [];
}

function mergeTwo(left: readonly SortLine[], right: readonly SortLine[], order: SortOrder): SortLine[] {
  const merged: SortLine[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (compareLines(left[i]!, right[j]!, order) <= 0) merged.push(left[i++]!);
    else merged.push(right[j++]!);
  }
  while (i < left.length) merged.push(left[i++]!);
  while (j < right.length) merged.push(right[j++]!);
  return merged;
}

function* write(tool: Tool, lines: readonly SortLine[], order: SortOrder, settings: Settings): Blocking<void> {
  let out = tool.out;
  if (settings.output !== null) {
    const fd = tool.system.open(settings.output, O_WRONLY | O_CREAT | O_TRUNC);
    if (fd < 0) yield* tool.die(`open failed: ${quoteFile(settings.output)}: ${strerror(fd)}`);
    out = new Output(tool.system, fd);
  }
  let last: SortLine | null = null;
  for (const line of lines) {
    if (settings.unique && last !== null && compareLines(last, line, order) === 0) continue;
    last = line;
    yield* out.put(line.text + settings.end);
    if (out.errno !== 0) break;
  }
  const early = out.errno !== 0;
  yield* out.flush();
  if (out.errno === 0) return;
  const name = quoteFile(settings.output ?? 'standard output');
  yield* tool.die(`${early ? 'write failed' : 'fflush failed'}: ${name}: ${strerror(out.errno)}`);
}

/** `-c`: tells of the first line out of order. */
function* checkSorted(tool: Tool, name: string, order: SortOrder, settings: Settings): Blocking<number> {
  const fd = tool.open(name);
  if (fd < 0) yield* tool.die(`cannot read: ${quoteFile(name)}: ${strerror(fd)}`);
  const lines = new Lines(tool.system, fd, settings.end);
  let last: SortLine | null = null;
  for (let number = 1; ; number++) {
    const raw = lines.take() ?? (yield* lines.next());
    if (raw === null) break;
    const line = prepare(raw.endsWith(settings.end) ? raw.slice(0, -1) : raw, order);
    const result: number = last === null ? -1 : compareLines(last, line, order);
    if (result > 0 || (settings.unique && result === 0)) {
      if (settings.check === 'c') {
        yield* tool.out.flush();
        yield* printError(tool.system, `${tool.name}: ${name}:${number}: disorder: ${line.text}\n`);
      }
      return 1;
    }
    last = line;
  }
  if (lines.errno !== 0) yield* tool.die(`read failed: ${quoteFile(name)}: ${strerror(lines.errno)}`);
  tool.close(fd);
  return 0;
}
