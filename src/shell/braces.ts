/**
 * Brace expansion: `a{b,c}d` and `{1..9..2}`, on the parts of a word before anything else is expanded.
 *
 * bash 5.2 `braces.c`. Only unquoted text can open, part or close a brace.
 */
import type { ParameterPart, Part, Word } from './ast.ts';
import { ShellFailure } from './failure.ts';
import { makeWord, textPart } from './word-builder.ts';
import { isName, isNameCode, plainParameter } from './word-parser.ts';

/** A unit of a word: one unquoted character, or a part that braces do not look into. */
type Unit = string | Part;

const MAX_WORDS = 1 << 20;
const cache = new WeakMap<Word, readonly Word[]>();

/** The words a word stands for; the word itself alone when there is nothing to expand. */
export function expandBraces(word: Word): readonly Word[] {
  let words = cache.get(word);
  if (words === undefined) {
    const expanded = expandUnits(units(word), 0);
    words = expanded.length === 1 ? [word] : expanded.map((unit) => fromUnits(unit));
    cache.set(word, words);
  }
  return words;
}

function units(word: Word): Unit[] {
  const result: Unit[] = [];
  for (const part of word.parts) {
    if (part.kind === 'text' && !part.quoted) result.push(...part.text);
    else result.push(part);
  }
  return result;
}

function fromUnits(list: readonly Unit[]): Word {
  const parts: Part[] = [];
  let text = '';
  for (const unit of list) {
    if (typeof unit === 'string') {
      const last = parts.at(-1);
      // Braces are expanded on the text: in `$x{a,b}` the name grows.
      if (text === '' && last !== undefined && isOpenName(last) && isNameCode(unit.charCodeAt(0))) {
        parts[parts.length - 1] = plainParameter(last.name + unit, last.quoted);
      } else text += unit;
      continue;
    }
    if (text !== '') parts.push(textPart(text, false));
    text = '';
    parts.push(unit);
  }
  if (text !== '') parts.push(textPart(text, false));
  return makeWord(text, parts);
}

function isOpenName(part: Part): part is ParameterPart {
  return part.kind === 'parameter' && !part.quoted && !part.raw.startsWith('${') && isName(part.name);
}

function expandUnits(list: readonly Unit[], depth: number): Unit[][] {
  if (depth > 200) return [[...list]];
  let open = -1;
  for (let at = 0; at < list.length; at++) {
    if (list[at] !== '{') continue;
    const brace = readBrace(list, at);
    if (brace === null) continue;
    open = at;
    const before = list.slice(0, open);
    const tails = expandUnits(list.slice(brace.end + 1), depth + 1);
    const middles = brace.sequence ?? brace.items.flatMap((item) => expandUnits(item, depth + 1));
    if (middles.length * tails.length > MAX_WORDS) {
      throw new ShellFailure(
        `brace expansion: failed to allocate memory for ${middles.length * tails.length} elements`,
        1,
      );
    }
    return middles.flatMap((middle) => tails.map((tail) => [...before, ...middle, ...tail]));
  }
  return [[...list]];
}

interface Brace {
  readonly end: number;
  readonly items: Unit[][];
  readonly sequence: Unit[][] | null;
}

/** The brace that opens at a unit; null when it is plain text. */
function readBrace(list: readonly Unit[], open: number): Brace | null {
  // `{}` at the start of a word is left alone.
  if (open === 0 && list[1] === '}') return null;
  const items: Unit[][] = [];
  let item: Unit[] = [];
  let depth = 0;
  let hasDots = false;
  for (let at = open + 1; at < list.length; at++) {
    const unit = list[at] as Unit;
    if (unit === '{') depth++;
    else if (unit === '}' && depth > 0) depth--;
    else if (unit === '}' && items.length > 0) return { end: at, items: [...items, item], sequence: null };
    else if (unit === '}' && hasDots) {
      const sequence = item.every((inner) => typeof inner === 'string') ? readSequence(item.join('')) : null;
      if (sequence !== null) return { end: at, items: [], sequence };
    } else if (unit === ',' && depth === 0) {
      items.push(item);
      item = [];
      continue;
    } else if (unit === '.' && list[at + 1] === '.' && depth === 0) hasDots = true;
    // A closing brace before any comma is text.
    item.push(unit);
  }
  return null;
}

const NUMBERS = /^([+-]?\d+)\.\.([+-]?\d+)(?:\.\.([+-]?\d+))?$/;
const LETTERS = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([+-]?\d+))?$/;

function readSequence(text: string): Unit[][] | null {
  const numbers = NUMBERS.exec(text);
  const letters = LETTERS.exec(text);
  const match = numbers ?? letters;
  if (match === null) return null;
  const [, first = '', last = '', step = '1'] = match;
  const from = numbers ? Number(first) : first.charCodeAt(0);
  const to = numbers ? Number(last) : last.charCodeAt(0);
  const by = Math.abs(Number(step)) || 1;
  if (![from, to, by].every(Number.isSafeInteger)) return null;
  const count = Math.floor(Math.abs(to - from) / by) + 1;
  if (count > MAX_WORDS) {
    throw new ShellFailure(`brace expansion: failed to allocate memory for \`${count}' elements`, 1);
  }
  const isPadded = numbers !== null && [first, last].some((end) => /^[+-]?0\d/.test(end));
  const width = isPadded ? Math.max(first.length, last.length) : 0;
  const result: Unit[][] = [];
  for (let index = 0; index < count; index++) {
    const value = from <= to ? from + index * by : from - index * by;
    result.push([...(numbers ? padded(value, width) : String.fromCharCode(value))]);
  }
  return result;
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}
