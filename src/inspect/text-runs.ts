/**
 * Finds text in bytes: runs of printable ASCII, tabs and newlines.
 */
export interface TextRun {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Runs of at least `minLength` bytes between `from` and `to`, at most `limit` of them. */
export function textRuns(bytes: Uint8Array, from: number, to: number, minLength: number, limit: number): TextRun[] {
  const runs: TextRun[] = [];
  let start = from;
  for (let at = from; at <= to && runs.length < limit; at++) {
    if (at < to && isText(bytes[at]!)) continue;
    if (at - start >= minLength) runs.push({ start, end: at });
    start = at + 1;
  }
  return runs;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x09;
}
