/**
 * POSIX extended regular expressions for `=~`, on the host's engine.
 *
 * The syntax is translated; what POSIX and JavaScript see differently in alternations (longest against first) is left to
 * JavaScript. Expressions are bounded in length, and backtracking by the length of the subject.
 */
const MAX_EXPRESSION = 10_000;
const MAX_SUBJECT = 100_000;
const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

/** The match and its groups; null when there is none, undefined when the expression is invalid. `pattern` is protected. */
export function matchRegularExpression(
  subject: string,
  pattern: string,
  ignoreCase: boolean,
): readonly string[] | null | undefined {
  const source = pattern.length > MAX_EXPRESSION ? null : translate(pattern);
  if (source === null || subject.length > MAX_SUBJECT) return undefined;
  let expression: RegExp;
  try {
    expression = new RegExp(source, ignoreCase ? 'is' : 's');
  } catch {
    // The host's engine refuses it as POSIX's would; its words are not ours.
    return undefined;
  }
  const match = expression.exec(subject);
  return match === null ? null : [...match].map((group) => group ?? '');
}

function translate(pattern: string): string | null {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const code = pattern.charCodeAt(at);
    if (code > 0xff) {
      source += literally(String.fromCharCode(code - 0x100));
      continue;
    }
    const char = pattern.charAt(at);
    if (char === '\\') {
      at++;
      if (at >= pattern.length) return null;
      source += literally(String.fromCharCode(pattern.charCodeAt(at) & 0xff));
    } else if (char === '[') {
      const end = bracketEnd(pattern, at);
      if (end < 0) return null;
      source += bracket(pattern.slice(at + 1, end));
      at = end;
    } else if (char === '{' && !/^\{\d+(,\d*)?\}/.test(pattern.slice(at, at + 16))) source += '\\{';
    else if (char === '}' || char === '/') source += char === '/' ? '\\/' : '}';
    else source += char;
  }
  return source;
}

function literally(char: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}

function bracketEnd(pattern: string, open: number): number {
  let at = open + 1;
  if (pattern.charAt(at) === '^') at++;
  if (pattern.charAt(at) === ']') at++;
  for (; at < pattern.length; at++) {
    if (pattern.startsWith('[:', at)) {
      const end = pattern.indexOf(':]', at + 2);
      if (end > 0) at = end + 1;
    } else if (pattern.charAt(at) === ']') return at;
  }
  return -1;
}

function bracket(content: string): string {
  let result = '[';
  let at = 0;
  if (content.charAt(0) === '^') {
    result += '^';
    at = 1;
  }
  for (; at < content.length; at++) {
    if (content.startsWith('[:', at)) {
      const end = content.indexOf(':]', at);
      const name = end > 0 ? CLASSES[content.slice(at + 2, end)] : undefined;
      if (name !== undefined) {
        result += name;
        at = end + 1;
        continue;
      }
    }
    const code = content.charCodeAt(at);
    const char = String.fromCharCode(code & 0xff);
    if (char === '-' && code < 0x100 && at > 0 && at < content.length - 1) result += '-';
    else result += '\\]^[-'.includes(char) ? `\\${char}` : char;
  }
  return `${result}]`;
}
