/**
 * An environment as text: `name=value` entries with a separator between them. Mirrors the reading half of `himport_r` of U-Boot
 * `lib/hashtable.c`.
 */

interface EnvironmentEntry {
  readonly name: string;
  /** Null: a name alone, which takes the variable away. */
  readonly value: string | null;
}

/** The entries up to an empty string or the end of the text; `#` begins a comment. */
export function environmentEntries(text: string, separator: '\n' | '\0'): EnvironmentEntry[] {
  const end = text.indexOf(separator === '\0' ? '\0\0' : '\0');
  const entries: EnvironmentEntry[] = [];
  for (const entry of splitEntries(end < 0 ? text : text.slice(0, end), separator)) {
    const line = entry.replace(/^[ \t]+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const at = line.search(/[= ]/);
    const value = at < 0 || line[at] !== '=' ? null : line.slice(at + 1).replace(/\\([\s\S])/g, '$1');
    entries.push({ name: at < 0 ? line : line.slice(0, at), value });
  }
  return entries;
}

/** At separators that no backslash protects. */
function splitEntries(text: string, separator: '\n' | '\0'): string[] {
  const entries: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === separator) {
      entries.push(text.slice(start, at));
      start = at + 1;
    }
  }
  entries.push(text.slice(start));
  return entries;
}
