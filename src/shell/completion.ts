/** Completion of commands, files and variables, as bash 5.2 does it by default without programmable completion. */
import { byByte } from './pathname.ts';
import { S_IFDIR, S_IFMT, X_OK } from './posix.ts';
import type { ShellState } from './shell-state.ts';

interface Match {
  /** What stands in the line in place of the word. */
  readonly text: string;
  /** How the match is listed. */
  readonly label: string;
}

/** Matches for the word before the cursor, and where that word begins. */
export type Completer = (
  line: string,
  cursor: number,
) => { readonly start: number; readonly matches: readonly Match[] };

const BREAKS = ' \t\n"\'><=;|&(';
const QUOTED = /[ \t\n\\"'@<>=;|&()#$`?*[!:{~]/g;
/** More names than this are not looked at. */
const MAX_NAMES = 20_000;
const KEYWORDS =
  '! [[ ]] { } case do done elif else esac fi for function if in select then time until while coproc'.split(' ');

/** Completes in the state a shell is in. */
export function completerFor(shell: ShellState): Completer {
  return (line, cursor) => {
    let start = cursor;
    while (start > 0 && !(BREAKS.includes(line.charAt(start - 1)) && line.charAt(start - 2) !== '\\')) start--;
    const word = line.slice(start, cursor);
    if (word.startsWith('$')) return { start, matches: variableMatches(shell, word) };
    const lead = line.slice(0, start).trimEnd();
    const isCommand = lead === '' || /[;|&(]$|\b(?:then|do|else|elif|if|while|until|time|sudo|exec)$|!$/.test(lead);
    if (isCommand && !word.includes('/')) return { start, matches: commandMatches(shell, word) };
    return { start, matches: fileMatches(shell, word, isCommand) };
  };
}

function variableMatches(shell: ShellState, word: string): Match[] {
  const isBraced = word.startsWith('${');
  const prefix = word.slice(isBraced ? 2 : 1);
  return shell.variables
    .all()
    .filter(([name]) => name.startsWith(prefix))
    .map(([name]) => ({ text: isBraced ? `\${${name}}` : `$${name}`, label: isBraced ? `\${${name}}` : `$${name}` }));
}

function commandMatches(shell: ShellState, word: string): Match[] {
  const names = new Set<string>([
    ...shell.services.builtinNames(),
    ...KEYWORDS,
    ...shell.functions.keys(),
    ...shell.aliases.keys(),
  ]);
  for (const folder of (shell.variables.get('PATH') ?? '').split(':')) {
    const entries = shell.system.readDirectory(folder === '' ? '.' : folder);
    if (typeof entries === 'number') continue;
    for (const name of entries.slice(0, MAX_NAMES)) {
      if (!name.startsWith(word) || names.has(name)) continue;
      const path = `${folder}/${name}`;
      if (shell.system.access(path, X_OK) >= 0 && !isDirectory(shell, path)) names.add(name);
    }
  }
  const found = [...names].filter((name) => name.startsWith(word)).sort(byByte);
  const matches = found.map((name) => ({ text: name, label: name }));
  return matches.length > 0 || word === '' ? matches : fileMatches(shell, word, true);
}

function isDirectory(shell: ShellState, path: string): boolean {
  const status = shell.system.stat(path);
  return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFDIR;
}

function fileMatches(shell: ShellState, word: string, onlyPrograms: boolean): Match[] {
  const typed = word.replace(/\\(.)/g, '$1');
  const slash = typed.lastIndexOf('/');
  const folder = typed.slice(0, slash + 1);
  const prefix = typed.slice(slash + 1);
  const home = shell.variables.get('HOME') ?? '';
  const real = folder.startsWith('~/') ? home + folder.slice(1) : folder;
  const entries = shell.system.readDirectory(real === '' ? '.' : real);
  if (typeof entries === 'number') return [];
  const matches: Match[] = [];
  for (const name of entries.slice(0, MAX_NAMES)) {
    if (!name.startsWith(prefix) || name === '.' || name === '..' || (name.startsWith('.') && !prefix.startsWith('.')))
      continue;
    const isFolder = isDirectory(shell, real + name);
    if (onlyPrograms && !isFolder && shell.system.access(real + name, X_OK) < 0) continue;
    const tail = isFolder ? '/' : '';
    const quoted = name.replace(QUOTED, (char) => `\\${char}`);
    matches.push({ text: folder.replace(/[ \t]/g, '\\$&') + quoted + tail, label: name + tail });
  }
  return matches.sort((a, b) => byByte(a.label, b.label));
}

/** What all texts begin with. */
export function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) {
    let end = 0;
    while (end < prefix.length && text.charAt(end) === prefix.charAt(end)) end++;
    prefix = prefix.slice(0, end);
  }
  return prefix;
}

/** Labels in columns, filled downwards, two blanks between them. */
export function columnsOf(labels: readonly string[], width: number): string {
  const cell = Math.max(...labels.map((label) => label.length)) + 2;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(labels.length / columns);
  let text = '';
  for (let row = 0; row < rows; row++) {
    for (let at = row; at < labels.length; at += rows) {
      const label = labels[at] as string;
      text += at + rows < labels.length ? label.padEnd(cell) : label;
    }
    text += '\n';
  }
  return text;
}
