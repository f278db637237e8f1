/** cut of coreutils 9.1 (`src/cut.c`, `src/set-fields.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import { chomp, forEachInput } from '../text/inputs.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  bytes: { argument: 'required', key: 'b' },
  characters: { argument: 'required', key: 'c' },
  fields: { argument: 'required', key: 'f' },
  delimiter: { argument: 'required', key: 'd' },
  'only-delimited': { key: 's' },
  'output-delimiter': { argument: 'required' },
  complement: {},
  'zero-terminated': { key: 'z' },
} as const;

/** First and last position, counted from 1. */
type Range = readonly [number, number];

export const cut = tool(coreutils('cut', 'OPTION... [FILE]...'), function* (tool) {
  let list: string | null = null;
  let isFields = false;
  let delimiter: string | null = null;
  let outputDelimiter: string | null = null;
  let onlyDelimited = false;
  let complement = false;
  let end = '\n';
  for (const option of tool.options({ short: 'b:c:d:f:nsz', long })) {
    switch (option.key) {
      case 'b':
      case 'c':
      case 'f':
        if (list !== null) yield* tool.usage('only one list may be specified');
        list = option.value!;
        isFields = option.key === 'f';
        break;
      case 'd':
        if (option.value!.length > 1) yield* tool.usage('the delimiter must be a single character');
        delimiter = option.value === '' ? '\0' : option.value;
        break;
      case 'output-delimiter':
        outputDelimiter = option.value === '' ? '\0' : option.value;
        break;
      case 'n':
        break;
      case 's':
        onlyDelimited = true;
        break;
      case 'complement':
        complement = true;
        break;
      case 'z':
        end = '\0';
        break;
      default:
        yield* tool.other(option);
    }
  }
  if (list === null) return yield* tool.usage('you must specify a list of bytes, characters, or fields');
  if (!isFields) {
    if (delimiter !== null) yield* tool.usage('an input delimiter may be specified only when operating on fields');
    if (onlyDelimited) {
      yield* tool.usage('suppressing non-delimited lines makes sense\n\tonly when operating on fields');
    }
  }
  const ranges = yield* parseList(tool, list, isFields, complement);
  const separator = delimiter ?? '\t';
  const joiner = outputDelimiter ?? separator;
  if (isFields && separator === end) {
    // The line end as delimiter: the whole input is one record of lines.
    yield* forEachInput(tool, end, function* (lines) {
      let number = 0;
      let isFirst = true;
      for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
        if (!isSelected(ranges, ++number)) continue;
        yield* tool.out.put((isFirst ? '' : joiner) + chomp(line, end));
        isFirst = false;
      }
      if (number > 0) yield* tool.out.put(end);
    });
    return tool.status;
  }
  yield* forEachInput(tool, end, function* (lines) {
    for (;;) {
      const raw = lines.take() ?? (yield* lines.next());
      if (raw === null) break;
      const line = chomp(raw, end);
      if (!isFields) yield* tool.out.put(cutPositions(line, ranges, outputDelimiter) + end);
      else {
        const cutLine = cutFields(line, ranges, separator, joiner, onlyDelimited);
        if (cutLine !== null) yield* tool.out.put(cutLine + end);
      }
    }
  });
  return tool.status;
});

function isSelected(ranges: readonly Range[], position: number): boolean {
  return ranges.some(([low, high]) => position >= low && position <= high);
}

/** Without an output delimiter touching ranges run together. */
function cutPositions(line: string, ranges: readonly Range[], delimiter: string | null): string {
  let out = '';
  let isFirst = true;
  for (const [low, high] of ranges) {
    if (low > line.length) break;
    if (delimiter !== null && !isFirst) out += delimiter;
    out += line.slice(low - 1, high);
    isFirst = false;
  }
  return out;
}

function cutFields(
  line: string,
  ranges: readonly Range[],
  separator: string,
  joiner: string,
  onlyDelimited: boolean,
): string | null {
  if (!line.includes(separator)) return onlyDelimited ? null : line;
  const fields = line.split(separator);
  const chosen: string[] = [];
  for (const [low, high] of ranges) {
    if (low > fields.length) break;
    for (let i = low; i <= Math.min(high, fields.length); i++) chosen.push(fields[i - 1]!);
  }
  return chosen.join(joiner);
}

/** `1,3-5,7-` as ranges in order; overlapping ones are merged, touching ones are not. */
function* parseList(tool: Tool, list: string, isFields: boolean, complement: boolean): Blocking<readonly Range[]> {
  const fromOne = isFields ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1';
  const what = isFields ? 'field' : 'byte/character position';
  const ranges: [number, number][] = [];
  for (const part of list.split(/[, \t]/)) {
    const match = /^(\d*)(-?)(\d*)/.exec(part)!;
    if (match[0].length < part.length) {
      const rest = part.slice(match[0].length);
      if (rest.startsWith('-')) yield* tool.usage(isFields ? 'invalid field range' : 'invalid byte or character range');
      const shown = part.slice(match[0].length - match[3]!.length);
      yield* tool.usage(
        `invalid ${isFields ? 'field value' : 'byte/character position'} ${quote(shown.replace(/^\d+/, ''))}`,
      );
    }
    for (const digits of [match[1]!, match[3]!]) {
      if (BigInt(digits || '0') >= (1n << 64n) - 1n) {
        yield* tool.usage(
          isFields
            ? `field number ${quote(digits)} is too large`
            : `byte/character offset ${quote(digits)} is too large`,
        );
      }
    }
    const low = Number(match[1]);
    const high = Number(match[3]);
    if (match[2] === '') {
      if (low === 0) yield* tool.usage(fromOne);
      ranges.push([low, low]);
      continue;
    }
    if (match[1] === '' && match[3] === '') yield* tool.usage('invalid range with no endpoint: -');
    if ((match[1] !== '' && low === 0) || (match[3] !== '' && high === 0 && match[1] === ''))
      yield* tool.usage(fromOne);
    const start = match[1] === '' ? 1 : low;
    if (match[3] !== '' && high < start) yield* tool.usage('invalid decreasing range');
    ranges.push([start, match[3] === '' ? Number.POSITIVE_INFINITY : high]);
  }
  if (ranges.length === 0) yield* tool.usage(`missing list of ${what}s`);
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  if (!complement) return merged;
  const rest: [number, number][] = [];
  let next = 1;
  for (const [low, high] of merged) {
    if (low > next) rest.push([next, low - 1]);
    next = high + 1;
  }
  if (next !== Number.POSITIVE_INFINITY) rest.push([next, Number.POSITIVE_INFINITY]);
  return rest;
}
