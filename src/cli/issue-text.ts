/**
 * Issues as text for people: what, where, found, expected, hint; with the line of the file and a caret when there is one.
 *
 *     scenario.yaml:3:8: "board" is unknown
 *       3 | board: imx6
 *         |        ^
 *       found     "imx6"
 *       hint      did you mean "imx6q"?
 */

import { printable } from '../scenario/report/printable.ts';
import type { Issue, Place } from '../sim/issue.ts';
import type { Colors } from './io.ts';

/** So many are shown; one mistake at the top of a long file can cause hundreds. */
const ISSUE_LIMIT = 30;
/** Columns of a source line that are shown around the caret. */
const LINE_WINDOW = 90;

/** `sources` holds the text of files that issues may point into, by the name the issues use. */
export function issuesText(
  issues: readonly Issue[],
  colors: Colors,
  sources: ReadonlyMap<string, string> = new Map(),
): string {
  const shown = issues.slice(0, ISSUE_LIMIT).map((issue) => issueText(issue, colors, sources));
  const rest = issues.length - shown.length;
  if (rest > 0) shown.push(`… and ${rest} more\n`);
  return shown.join('');
}

function issueText(issue: Issue, colors: Colors, sources: ReadonlyMap<string, string>): string {
  const where = placeText(issue.place);
  const message = issue.message.startsWith(`${where}: `) ? issue.message.slice(where.length + 2) : issue.message;
  let text = `${colors.bold(`${where === '' ? 'lastwords' : where}:`)} ${colors.red(printable(message))}\n`;
  text += snippet(issue.place, colors, sources);
  const rows = [
    ['found', issue.found],
    ['expected', issue.expected],
    ['hint', issue.hint],
  ] as const;
  for (const [label, value] of rows) {
    if (value !== undefined) text += `  ${colors.dim(label.padEnd(9))} ${printable(value)}\n`;
  }
  return text;
}

function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  if (place.file === undefined) return printable(place.path ?? '');
  const position = place.line === undefined ? '' : `:${place.line}:${place.column ?? 1}`;
  return printable(place.file) + position;
}

function snippet(place: Place | undefined, colors: Colors, sources: ReadonlyMap<string, string>): string {
  if (place?.file === undefined || place.line === undefined) return '';
  const line = nthLine(sources.get(place.file) ?? '', place.line);
  if (line === undefined) return '';
  const column = place.column ?? 1;
  const start = column > LINE_WINDOW ? column - Math.floor(LINE_WINDOW / 2) : 1;
  const visible = printable(line.slice(start - 1, start - 1 + LINE_WINDOW));
  const before = printable(line.slice(start - 1, column - 1));
  const number = String(place.line);
  const gutter = (label: string) => colors.dim(`  ${label.padStart(number.length)} | `);
  return `${gutter(number)}${visible}\n${gutter('')}${' '.repeat(displayWidth(before))}${colors.red('^')}\n`;
}

/** Terminal columns, near enough for a caret: East Asian wide characters and emoji count two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

function nthLine(text: string, line: number): string | undefined {
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  if (start >= text.length) return undefined;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
}
