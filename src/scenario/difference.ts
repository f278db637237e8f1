/** Where two texts first differ: the line and column a reader should look at. */

export interface TextDifference {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** 0-based offset in both texts. */
  readonly offset: number;
  /** The whole line in each text; undefined where a text has ended before it. */
  readonly expected: string | undefined;
  readonly found: string | undefined;
}

/** Undefined when the texts are equal. Lines end at LF. */
export function firstDifference(expected: string, found: string): TextDifference | undefined {
  if (expected === found) return undefined;
  const shorter = Math.min(expected.length, found.length);
  let offset = 0;
  while (offset < shorter && expected.charCodeAt(offset) === found.charCodeAt(offset)) offset++;
  const lineStart = offset === 0 ? 0 : expected.lastIndexOf('\n', offset - 1) + 1; // -1 would mean 0 to lastIndexOf
  let line = 1;
  for (let at = expected.indexOf('\n'); at >= 0 && at < lineStart; at = expected.indexOf('\n', at + 1)) line++;
  return {
    line,
    column: offset - lineStart + 1,
    offset,
    expected: lineAt(expected, lineStart),
    found: lineAt(found, lineStart),
  };
}

function lineAt(text: string, start: number): string | undefined {
  if (start >= text.length) return undefined;
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}
