/** Keys of sort: `-k` and the ordering options (coreutils 9.1 `src/sort.c`). */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import type { Tool } from '../text/tool.ts';

export interface SortKey {
  /** Field and character of the beginning, from 0; -1: the whole line. */
  startField: number;
  startChar: number;
  /** Field and character of the end; -1: the end of the line. */
  endField: number;
  endChar: number;
  skipStartBlanks: boolean;
  skipEndBlanks: boolean;
  ignore: 'none' | 'nondictionary' | 'nonprinting';
  fold: boolean;
  numeric: boolean;
  general: boolean;
  human: boolean;
  month: boolean;
  version: boolean;
  random: boolean;
  reverse: boolean;
}

/** A key over the whole line with no option. */
export function plainKey(): SortKey {
  return {
    startField: -1,
    startChar: 0,
    endField: -1,
    endChar: 0,
    skipStartBlanks: false,
    skipEndBlanks: false,
    ignore: 'none',
    fold: false,
    numeric: false,
    general: false,
    human: false,
    month: false,
    version: false,
    random: false,
    reverse: false,
  };
}

/** Whether a key has no ordering option of its own, so that it takes the global ones. */
export function isDefaultKey(key: SortKey): boolean {
  const { ignore, fold, skipStartBlanks, skipEndBlanks, numeric, general, human, month, version, random, reverse } =
    key;
  const flags = [fold, skipStartBlanks, skipEndBlanks, numeric, general, human, month, version, random, reverse];
  return ignore === 'none' && !flags.includes(true);
}

/** Sets what ordering letters say; gives what is left of the text. */
export function setOrdering(text: string, key: SortKey, blanks: 'start' | 'end' | 'both'): string {
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case 'b':
        if (blanks !== 'end') key.skipStartBlanks = true;
        if (blanks !== 'start') key.skipEndBlanks = true;
        break;
      case 'd':
        key.ignore = 'nondictionary';
        break;
      case 'f':
        key.fold = true;
        break;
      case 'g':
        key.general = true;
        break;
      case 'h':
        key.human = true;
        break;
      case 'i':
        if (key.ignore === 'none') key.ignore = 'nonprinting';
        break;
      case 'M':
        key.month = true;
        break;
      case 'n':
        key.numeric = true;
        break;
      case 'R':
        key.random = true;
        break;
      case 'r':
        key.reverse = true;
        break;
      case 'V':
        key.version = true;
        break;
      default:
        return text.slice(at);
    }
  }
  return '';
}

/** Letters of a key's options in the order sort names them. */
function orderingLetters(key: SortKey): string {
  const { ignore, fold, general, human, month, numeric, random, version } = key;
  return [
    ['d', ignore === 'nondictionary'],
    ['f', fold],
    ['g', general],
    ['h', human],
    ['i', ignore === 'nonprinting'],
    ['M', month],
    ['n', numeric],
    ['R', random],
    ['V', version],
  ]
    .filter(([, on]) => on)
    .map(([letter]) => letter)
    .join('');
}

/** Refuses orderings that exclude each other. */
export function* checkOrdering(tool: Tool, key: SortKey): Blocking<void> {
  const { numeric, general, human, month, version, random, ignore } = key;
  const kinds = [numeric, general, human, month, version || random || ignore !== 'none'].filter(Boolean).length;
  if (kinds > 1) yield* tool.die(`options '-${orderingLetters(key)}' are incompatible`);
}

/** Parses the argument of `-k`. */
export function* parseKey(tool: Tool, spec: string): Blocking<SortKey> {
  const key = plainKey();
  let rest = spec;
  const count = function* (why: string): Blocking<number> {
    const digits = /^\d+/.exec(rest)?.[0];
    if (digits === undefined) {
      return yield* tool.die(`${why}: invalid count at start of ${quote(rest)}`);
    }
    rest = rest.slice(digits.length);
    return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  };
  const bad = (why: string): Blocking<never> => tool.die(`${why}: invalid field specification ${quote(spec)}`);
  key.startField = (yield* count('invalid number at field start')) - 1;
  if (key.startField < 0) yield* bad('field number is zero');
  if (rest.startsWith('.')) {
    rest = rest.slice(1);
    key.startChar = (yield* count("invalid number after '.'")) - 1;
    if (key.startChar < 0) yield* bad('character offset is zero');
  }
  if (key.startField === 0 && key.startChar === 0) key.startField = -1;
  rest = setOrdering(rest, key, 'start');
  if (rest.startsWith(',')) {
    rest = rest.slice(1);
    key.endField = (yield* count("invalid number after ','")) - 1;
    if (key.endField < 0) yield* bad('field number is zero');
    if (rest.startsWith('.')) {
      rest = rest.slice(1);
      key.endChar = yield* count("invalid number after '.'");
    }
    rest = setOrdering(rest, key, 'end');
  }
  if (rest !== '') yield* bad('stray character in field spec');
  return key;
}

function isBlank(line: string, at: number): boolean {
  const c = line.charCodeAt(at);
  return c === 32 || c === 9 || c === 10;
}

/** The part of a line that a key compares. `tab` null: fields begin at blanks. */
export function keyText(line: string, key: SortKey, tab: string | null): string {
  if (key.startField < 0 && key.endField < 0 && !key.skipStartBlanks) return line;
  const limit = line.length;
  let start = skipFields(line, Math.max(key.startField, 0), tab, false);
  if (key.skipStartBlanks) while (start < limit && isBlank(line, start)) start++;
  start = Math.min(limit, start + key.startChar);
  if (key.endField < 0) return line.slice(start);
  let end: number;
  if (key.endChar === 0) end = skipFields(line, key.endField + 1, tab, true);
  else {
    end = skipFields(line, key.endField, tab, false);
    if (key.skipEndBlanks) while (end < limit && isBlank(line, end)) end++;
    end = Math.min(limit, end + key.endChar);
  }
  return end <= start ? '' : line.slice(start, end);
}

/** Behind `count` fields; `keepTab`: before the separator that ends the last. */
function skipFields(line: string, count: number, tab: string | null, keepTab: boolean): number {
  const limit = line.length;
  let at = 0;
  for (let field = 0; field < count && at < limit; field++) {
    if (tab !== null) {
      const next = line.indexOf(tab, at);
      if (next < 0) return limit;
      at = keepTab && field === count - 1 ? next : next + 1;
      continue;
    }
    while (at < limit && isBlank(line, at)) at++;
    while (at < limit && !isBlank(line, at)) at++;
  }
  return at;
}
