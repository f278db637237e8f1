/** Builtin functions of awk on values (mawk 1.3.4 `bi_funct.c`). Those that wait or assign are in `awk-run.ts`. */
import { toNumber, type Value } from './awk-value.ts';
import type { Regex } from './regex.ts';

/** Functions of numbers. */
export const mathFunctions: Readonly<Record<string, (x: number) => number>> = {
  cos: Math.cos,
  exp: Math.exp,
  int: Math.trunc,
  log: Math.log,
  sin: Math.sin,
  sqrt: Math.sqrt,
};

/** `substr` with the arithmetic of this mawk: numbers are cut, and a start before the text makes it longer, not shorter. */
export function substring(text: string, from: Value, count: Value | null): string {
  let start = Math.trunc(toNumber(from));
  let length = count === null ? text.length : Math.trunc(toNumber(count));
  if (Number.isNaN(start) || Number.isNaN(length)) return '';
  if (start < 0) length -= start;
  start = Math.max(1, start);
  return length <= 0 || start > text.length ? '' : text.slice(start - 1, start - 1 + length);
}

export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** A replacement with `&` for what matched: pieces of text, and null where it goes. */
function replacementPieces(text: string): (string | null)[] {
  const pieces: (string | null)[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === '\\' && (text[at + 1] === '&' || text[at + 1] === '\\')) plain += text[++at]!;
    else if (letter === '&') {
      pieces.push(plain, null);
      plain = '';
    } else plain += letter;
  }
  pieces.push(plain);
  return pieces;
}

/** What no text may become longer than. */
const TEXT_MAX = 256 * 1024 * 1024;

/** The text with matches replaced, and how many there were; null when it would be too long. */
export function substitute(
  text: string,
  regex: Regex,
  replacement: string,
  all: boolean,
): { readonly text: string; readonly count: number } | null {
  const pieces = replacementPieces(replacement);
  const parts: string[] = [];
  let length = 0;
  let count = 0;
  let copied = 0;
  let lastEnd = -1;
  for (let at = 0; at <= text.length; ) {
    const match = regex.search(text, at);
    if (match === null) break;
    const isEmpty = match.start === match.end;
    at = isEmpty ? match.end + 1 : match.end;
    // Nothing is matched right behind a match.
    if (isEmpty && match.start === lastEnd) continue;
    count++;
    lastEnd = match.end;
    const matched = text.slice(match.start, match.end);
    const made = text.slice(copied, match.start) + pieces.map((piece) => piece ?? matched).join('');
    parts.push(made);
    length += made.length;
    if (length > TEXT_MAX) return null;
    copied = match.end;
    if (!all) break;
  }
  parts.push(text.slice(copied));
  return { text: parts.join(''), count };
}
