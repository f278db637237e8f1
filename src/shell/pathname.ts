/**
 * Pathname expansion, as bash 5.2 `lib/glob/glob.c` in the C locale: sorted by byte, hidden names only for a pattern that names
 * the dot. Left out: `globstar`.
 */
import { compilePattern, hasPattern } from './pattern.ts';
import { S_IFDIR, S_IFMT } from './posix.ts';
import type { ShellState } from './shell-state.ts';
import { unprotect } from './word-builder.ts';

/** The paths a protected field matches, sorted; empty when none. */
export function expandPathname(shell: ShellState, field: string): string[] {
  const extended = shell.options.shopt('extglob');
  const components = splitPath(field);
  let found = [field.startsWith('/') ? leadingSlashes(field) : ''];
  let isPattern = false;
  components.forEach(({ text, slashes }, index) => {
    const isLast = index === components.length - 1;
    if (!isMagic(text, extended)) {
      const literal = withoutBackslashes(text);
      found = found.map((base) => base + literal + slashes);
      if (isPattern && (isLast || slashes !== '')) found = found.filter((path) => exists(shell, path));
      return;
    }
    isPattern = true;
    found = found.flatMap((base) => matchDirectory(shell, base, text, extended, slashes));
  });
  return isPattern ? found.sort(byByte) : [];
}

/** Whether a protected field asks for pathname expansion. */
export function isMagic(text: string, extended: boolean): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2a || code === 0x3f) return true;
    if (code === 0x5b && text.indexOf(']', at + 1) > 0) return true;
    if (code === 0x5c) at++;
  }
  return extended && hasPattern(text, true) && text.includes('(');
}

function matchDirectory(shell: ShellState, base: string, text: string, extended: boolean, slashes: string): string[] {
  const names = shell.system.readDirectory(base === '' ? '.' : base);
  if (typeof names === 'number') return [];
  const pattern = compilePattern(text, { extended, ignoreCase: shell.options.shopt('nocaseglob') });
  const first = text.charCodeAt(0) & 0xff;
  const showsHidden = first === 0x2e || (first === 0x5c && text.charAt(1) === '.') || shell.options.shopt('dotglob');
  const result: string[] = [];
  for (const name of names) {
    if (name === '.' || name === '..') continue;
    if (name.startsWith('.') && !showsHidden) continue;
    if (!pattern.matches(name)) continue;
    const path = base + name;
    if (slashes !== '') {
      const status = shell.system.stat(path);
      if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFDIR) continue;
    }
    result.push(path + slashes);
  }
  return result;
}

function exists(shell: ShellState, path: string): boolean {
  return typeof shell.system.lstat(path) !== 'number';
}

function leadingSlashes(field: string): string {
  let end = 0;
  while (field.charCodeAt(end) === 0x2f) end++;
  return field.slice(0, end);
}

/** Components with the slashes behind each. */
function splitPath(field: string): { text: string; slashes: string }[] {
  const result: { text: string; slashes: string }[] = [];
  let at = field.startsWith('/') ? leadingSlashes(field).length : 0;
  while (at < field.length) {
    let end = field.indexOf('/', at);
    if (end < 0) end = field.length;
    let next = end;
    while (field.charCodeAt(next) === 0x2f) next++;
    result.push({ text: field.slice(at, end), slashes: field.slice(end, next) });
    at = next;
  }
  return result;
}

function withoutBackslashes(text: string): string {
  if (!text.includes('\\')) return unprotect(text);
  return unprotect(text.replace(/\\([\s\S])/g, '$1'));
}

/** Order of bytes, as the C locale sorts. */
export function byByte(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
