/** uniq of coreutils 9.1 (`src/uniq.c`). */
import { type Blocking, O_CREAT, O_TRUNC, O_WRONLY } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteAlways, quoteFile } from '../libc/quote.ts';
import { Output } from '../libc/stdio.ts';
import { argmatch } from '../text/argmatch.ts';
import { chomp, openLines } from '../text/inputs.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  count: { key: 'c' },
  repeated: { key: 'd' },
  'all-repeated': { argument: 'optional', key: 'D' },
  group: { argument: 'optional' },
  'ignore-case': { key: 'i' },
  unique: { key: 'u' },
  'skip-fields': { argument: 'required', key: 'f' },
  'skip-chars': { argument: 'required', key: 's' },
  'check-chars': { argument: 'required', key: 'w' },
  'zero-terminated': { key: 'z' },
} as const;

const delimitings = [
  ['none', 'none'],
  ['prepend', 'prepend'],
  ['separate', 'separate'],
] as const;
const groupings = [
  ['prepend', 'prepend'],
  ['append', 'append'],
  ['separate', 'separate'],
  ['both', 'both'],
] as const;

interface Key {
  skipFields: number;
  skipChars: number;
  check: number;
  ignoreCase: boolean;
}

export const uniq = tool(coreutils('uniq', '[OPTION]... [INPUT [OUTPUT]]'), function* (tool) {
  const key: Key = { skipFields: 0, skipChars: 0, check: Number.POSITIVE_INFINITY, ignoreCase: false };
  let count = false;
  let onlyUnique = false;
  let onlyRepeated = false;
  let all: 'none' | 'prepend' | 'separate' | null = null;
  let group: 'prepend' | 'append' | 'separate' | 'both' | null = null;
  let filtered = false;
  let end = '\n';
  let oldDigits = '';
  for (const option of tool.options({ short: '-0123456789Dcdf:is:uw:z', long })) {
    switch (option.key) {
      case 'c':
        count = true;
        filtered = true;
        break;
      case 'd':
        onlyRepeated = true;
        filtered = true;
        break;
      case 'D':
        onlyRepeated = true;
        filtered = true;
        all = option.value === null ? 'none' : yield* argmatch(tool, '--all-repeated', option.value, delimitings);
        break;
      case 'group':
        group = option.value === null ? 'separate' : yield* argmatch(tool, '--group', option.value, groupings);
        break;
      case 'i':
        key.ignoreCase = true;
        break;
      case 'u':
        onlyUnique = true;
        filtered = true;
        break;
      case 'f':
        key.skipFields = yield* number(tool, option.value!, 'fields to skip');
        break;
      case 's':
        key.skipChars = yield* number(tool, option.value!, 'bytes to skip');
        break;
      case 'w':
        key.check = yield* number(tool, option.value!, 'bytes to compare');
        break;
      case 'z':
        end = '\0';
        break;
      default:
        if (!/^\d$/.test(option.key)) yield* tool.other(option);
        oldDigits += option.key;
        key.skipFields = Number(oldDigits);
    }
  }
  const [input = '-', output = '-', extra] = tool.operands;
  if (extra !== undefined) yield* tool.usage(`extra operand ${quote(extra)}`);
  if (group !== null && filtered) yield* tool.usage('--group is mutually exclusive with -c/-d/-D/-u');
  if (all !== null && count) {
    yield* tool.usage('printing all duplicated lines and repeat counts is meaningless');
  }
  const lines = yield* openLines(tool, input, end);
  let out: Output = tool.out;
  if (output !== '-') {
    const fd = tool.system.open(output, O_WRONLY | O_CREAT | O_TRUNC);
    if (fd < 0) yield* tool.die(`${quoteFile(output)}: ${strerror(fd)}`);
    out = new Output(tool.system, fd);
  }
  let held: string[] = [];
  let heldKey: string | null = null;
  let repeats = 0;
  let groups = 0;
  const finishGroup = function* (): Blocking<void> {
    if (heldKey === null) return;
    if (group !== null) {
      if (group === 'prepend' || group === 'both' || (group === 'separate' && groups > 0)) yield* out.put(end);
      for (const line of held) yield* out.put(line + end);
      if (group === 'append') yield* out.put(end);
      groups++;
    } else if (all !== null) {
      if (repeats > 1 && !onlyUnique) {
        if (all === 'prepend' || (all === 'separate' && groups > 0)) yield* out.put(end);
        for (const line of held) yield* out.put(line + end);
        groups++;
      }
    } else if (repeats > 1 ? !onlyUnique : !onlyRepeated) {
      yield* out.put(`${count ? `${String(repeats).padStart(7)} ` : ''}${held[0]!}${end}`);
    }
  };
  for (;;) {
    const raw = lines.take() ?? (yield* lines.next());
    if (raw === null) break;
    const line = chomp(raw, end);
    const lineKey = keyOf(line, key);
    if (lineKey === heldKey) {
      repeats++;
      if (group !== null || all !== null) held.push(line);
      continue;
    }
    yield* finishGroup();
    held = [line];
    heldKey = lineKey;
    repeats = 1;
  }
  if (lines.errno !== 0) yield* tool.die(`error reading ${quoteAlways(input)}`);
  yield* finishGroup();
  if (group === 'both' && groups > 0) yield* out.put(end);
  yield* out.flush();
  if (out !== tool.out && out.errno !== 0) yield* tool.die(`write error: ${strerror(out.errno)}`);
  return tool.status;
});

function* number(tool: Tool, text: string, what: string): Blocking<number> {
  const { value, error } = parseNumber(text, '');
  if (error !== null && error !== 'overflow') yield* tool.die(`${text}: invalid number of ${what}`);
  return Number(value);
}

/** What lines are compared by. */
function keyOf(line: string, { skipFields, skipChars, check, ignoreCase }: Key): string {
  let at = 0;
  for (let field = 0; field < skipFields && at < line.length; field++) {
    while (at < line.length && (line[at] === ' ' || line[at] === '\t')) at++;
    while (at < line.length && line[at] !== ' ' && line[at] !== '\t') at++;
  }
  const key =
    at === 0 && skipChars === 0 && check === Number.POSITIVE_INFINITY
      ? line
      : line.slice(at + skipChars).slice(0, check);
  return ignoreCase ? key.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : key;
}
