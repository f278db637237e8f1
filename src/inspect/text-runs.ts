/**
 * Finds text in bytes: runs of printable ASCII, tabs and newlines.
 */
export interface TextRun {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Runs of at least `minLength` bytes between `from` and `to`, at most `limit` of them. Such a run covers one of the places that
 * lie `minLength` apart, so only those are looked at until one of them is text.
 */
export function textRuns(bytes: Uint8Array, from: number, to: number, minLength: number, limit: number): TextRun[] {
  const runs: TextRun[] = [];
  let done = from;
  let at = from + minLength - 1;
  while (at < to && runs.length < limit) {
    if (!isText(bytes[at]!)) {
      at += minLength;
      continue;
    }
    let start = at;
    while (start > done && isText(bytes[start - 1]!)) start--;
    let end = at + 1;
    while (end < to && isText(bytes[end]!)) end++;
    if (end - start >= minLength) runs.push({ start, end });
    done = end;
    at = end + minLength - 1;
  }
  return runs;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x09;
}
