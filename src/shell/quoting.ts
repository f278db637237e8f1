/** Ways bash writes text so that it can be read again: bash 5.2 `lib/sh/shquote.c`, `lib/sh/strtrans.c` (`ansic_quote`). */

/** `'…'`, each quote inside as `'\''`; the form of `set`, `export -p`, `trap`. */
export function singleQuote(text: string): string {
  if (text === "'") return "\\'";
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `"…"` with backslashes: the form of `declare -p`. */
export function doubleQuote(text: string): string {
  let result = '"';
  for (const char of text) result += '"$`\\'.includes(char) ? `\\${char}` : char;
  return `${result}"`;
}

/** Whether text has control or non-ASCII characters, which only `$'…'` can show. */
export function needsAnsi(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code >= 0x7f) return true;
  }
  return false;
}

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\x1b': '\\E',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
};

/** `$'…'`. */
export function ansiQuote(text: string): string {
  let result = "$'";
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (NAMED[char] !== undefined) result += NAMED[char];
    else if (code < 0x20 || code >= 0x7f) result += `\\${code.toString(8).padStart(3, '0')}`;
    else result += char;
  }
  return `${result}'`;
}

/** `@Q`: single quotes, or `$'…'` where they cannot show it. */
export function quoteForReuse(text: string): string {
  return needsAnsi(text) ? ansiQuote(text) : singleQuote(text);
}

/** Backslashes before all that needs them: `printf %q`. */
export function backslashQuote(text: string): string {
  if (text === '') return "''";
  if (needsAnsi(text)) return ansiQuote(text);
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const needs = ' !"$&\'()*,;<>?[\\]^`{|}'.includes(char) || (at === 0 && (char === '#' || char === '~'));
    const afterTilde = char === '~' && ':='.includes(text.charAt(at - 1) || '.');
    result += needs || afterTilde ? `\\${char}` : char;
  }
  return result;
}

/** Whether the shell would take text apart if it were not quoted. */
function needsQuotes(text: string): boolean {
  if (text === '') return true;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (' \t\n\'"\\|&;()<>!{}*[]?^$`'.includes(char)) return true;
    if (char === '~' && (at === 0 || ':='.includes(text.charAt(at - 1)))) return true;
    if (char === '#' && at === 0) return true;
  }
  return false;
}

/** As `set` shows a value and `set -x` a word: quotes for what the shell would take apart, `$'…'` only for what else is not plain. */
export function quoteForTrace(text: string): string {
  if (text === '') return "''";
  if (needsQuotes(text)) return singleQuote(text);
  return needsAnsi(text) ? ansiQuote(text) : text;
}
