/** What a text must hold: the `equals`, `contains`, `absent`, `lines` and `matches` of an expectation, checked. */
import { utf8ToLatin1 } from '../sim/bytes.ts';
import { firstDifference } from './difference.ts';
import type { Contents } from './schema.ts';

/** One broken expectation. `expected` and `found` are latin1 texts, one code point a byte. */
export interface Failure {
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** Where they first differ, 1-based; only for whole-text comparisons. */
  readonly line?: number;
  readonly column?: number;
}

/** `found` is latin1 text with LF line ends; what the scenario gives meets it as UTF-8 bytes. */
export function checkContents(what: string, found: string, contents: Contents): Failure[] {
  const failures: Failure[] = [];
  if (contents.equals !== undefined) {
    const expected = utf8ToLatin1(contents.equals);
    const difference = firstDifference(expected, found);
    if (difference !== undefined) {
      failures.push({
        message: `${what} differs at line ${difference.line}, column ${difference.column}`,
        expected: difference.expected ?? '(the end)',
        found: difference.found ?? '(the end)',
        line: difference.line,
        column: difference.column,
      });
    }
  }
  for (const one of list(contents.contains)) {
    const expected = utf8ToLatin1(one);
    if (!found.includes(expected)) failures.push({ message: `${what} does not contain the text`, expected, found });
  }
  for (const one of list(contents.absent)) {
    const unwanted = utf8ToLatin1(one);
    const at = found.indexOf(unwanted);
    if (at >= 0) {
      const message = `${what} contains a text that must not be there`;
      failures.push({ message, expected: `no ${unwanted}`, found: linesAround(found, at, at + unwanted.length) });
    }
  }
  if (contents.lines !== undefined) failures.push(...checkLines(what, found, contents.lines.map(utf8ToLatin1)));
  for (const one of list(contents.matches)) {
    const pattern = utf8ToLatin1(one);
    const hit = found.split('\n').some((line) => matchesPattern(line, pattern));
    if (!hit) failures.push({ message: `${what} has no line of this form`, expected: pattern, found });
  }
  return failures;
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The lines of a text that hold a piece of it, and two more on each side. */
function linesAround(text: string, start: number, end: number): string {
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length - 1;
  return text
    .split('\n')
    .slice(Math.max(0, lineAt(start) - 2), lineAt(end) + 3)
    .join('\n');
}

/** The whole lines must follow each other directly. The place with the longest agreement is reported. */
function checkLines(what: string, found: string, wanted: readonly string[]): Failure[] {
  const lines = found.split('\n');
  let best = 0;
  let bestAt = -1;
  for (let at = 0; at < lines.length; at++) {
    let count = 0;
    while (count < wanted.length && lines[at + count] === wanted[count]) count++;
    if (count === wanted.length) return [];
    if (count > best) {
      best = count;
      bestAt = at;
    }
  }
  if (bestAt < 0) return [{ message: `${what} does not have the line`, expected: wanted[0]!, found }];
  const message = `${what} has the first ${best} of ${wanted.length} lines, then line ${bestAt + best + 1} is another`;
  return [
    {
      message,
      expected: wanted[best]!,
      found: lines[bestAt + best] ?? '(the end)',
      line: bestAt + best + 1,
      column: 1,
    },
  ];
}

/**
 * Does the whole line have the form? `*` stands for any characters, none included. No regular expressions: a pattern of the
 * user must not be able to hang the tool, and this scan is bounded by length of line × length of pattern.
 */
export function matchesPattern(line: string, pattern: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let retry = 0;
  while (at < line.length) {
    if (place < pattern.length && pattern[place] === '*') {
      star = place++;
      retry = at;
    } else if (place < pattern.length && pattern[place] === line[at]) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}
