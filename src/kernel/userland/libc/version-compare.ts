/** Names with version numbers in their order: gnulib `lib/filevercmp.c`, for `ls -v` and `sort -V`. */

/** Negative, zero or positive, as `a` stands before, with or behind `b`. */
export function compareVersions(a: string, b: string): number {
  if (a === '' || b === '') return (a === '' ? 0 : 1) - (b === '' ? 0 : 1);
  const rank = (name: string) => (name === '.' ? 0 : name === '..' ? 1 : name.startsWith('.') ? 2 : 3);
  const rankA = rank(a);
  const rankB = rank(b);
  if (rankA !== rankB || rankA < 2) return rankA - rankB;
  const prefixA = a.slice(0, prefixLength(a));
  const prefixB = b.slice(0, prefixLength(b));
  const result = compareRevisions(prefixA, prefixB);
  return result !== 0 || (prefixA === a && prefixB === b) ? result : compareRevisions(a, b);
}

/** Length without suffixes such as `.tar.gz`. */
function prefixLength(name: string): number {
  let length = 0;
  let at = 0;
  while (at < name.length) {
    at++;
    length = at;
    while (name[at] === '.' && isMatch(name, at + 1, false)) {
      at += 2;
      while (isMatch(name, at, true)) at++;
    }
  }
  return length;
}

function isMatch(name: string, at: number, digits: boolean): boolean {
  const code = name.charCodeAt(at) | 0;
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return isLetter || code === 0x7e || (digits && isDigit(name, at));
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** `~` before the end, the end before digits, letters before the rest. */
function order(text: string, at: number): number {
  if (at >= text.length) return -1;
  const code = text.charCodeAt(at);
  if (isDigit(text, at)) return 0;
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return code;
  return code === 0x7e ? -2 : code + 256;
}

function compareRevisions(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const difference = order(a, i) - order(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    while (a[i] === '0') i++;
    while (b[j] === '0') j++;
    let first = 0;
    while (isDigit(a, i) && isDigit(b, j)) {
      if (first === 0) first = a.charCodeAt(i) - b.charCodeAt(j);
      i++;
      j++;
    }
    if (isDigit(a, i)) return 1;
    if (isDigit(b, j)) return -1;
    if (first !== 0) return first;
  }
  return 0;
}
