/**
 * Trees of files as a real kernel showed them, in a notation of ours that fits a line a node.
 *
 * A line is indented by one blank for each level: `NAME/` a directory (mode 755, or as given behind the slash), `NAME>TARGET` a
 * link, `NAME=TEXT` a file of mode 444; other modes are `~` 644, `!` 200, `?` 400, `%` 600 and `^OCTAL=`. In a text `\n`, `\t` and
 * `\\` are escapes; it ends in a newline unless it ends in `\c`. Order is that of the recorded directory.
 */
import { assert } from '../../sim/assert.ts';

export interface RecordedFile {
  readonly kind: 'file';
  readonly mode: number;
  readonly text: string;
}

interface RecordedLink {
  readonly kind: 'link';
  readonly target: string;
}

export interface RecordedDirectory {
  readonly kind: 'directory';
  readonly mode: number;
  readonly children: ReadonlyMap<string, RecordedEntry>;
}

export type RecordedEntry = RecordedFile | RecordedLink | RecordedDirectory;

const modes: Readonly<Record<string, number>> = { '=': 0o444, '~': 0o644, '!': 0o200, '?': 0o400, '%': 0o600 };
const DIRECTORY_MODE = 0o755;

const parsed = new Map<string, RecordedDirectory>();

/** Parses a tree; the result is kept, as the texts are constants. */
export function recordedTree(text: string): RecordedDirectory {
  let tree = parsed.get(text);
  if (tree === undefined) {
    tree = parseTree(text);
    parsed.set(text, tree);
  }
  return tree;
}

function parseTree(text: string): RecordedDirectory {
  const root = new Map<string, RecordedEntry>();
  /** Children of the directories that are open, outermost first. */
  const open: Map<string, RecordedEntry>[] = [root];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let depth = 0;
    while (line[depth] === ' ') depth++;
    open.length = depth + 1;
    const match = /^ *([^=~!?%^>/]+)([=~!?%^>/])(.*)$/s.exec(line);
    assert(match !== null, `recorded tree: ${JSON.stringify(line)}`);
    const [, name, mark, rest] = match as unknown as [string, string, string, string];
    const siblings = open[depth];
    assert(siblings !== undefined, `recorded tree: ${JSON.stringify(line)} has no parent`);
    if (mark === '/') {
      const children = new Map<string, RecordedEntry>();
      siblings.set(name, {
        kind: 'directory',
        mode: rest === '' ? DIRECTORY_MODE : Number.parseInt(rest, 8),
        children,
      });
      open.push(children);
    } else siblings.set(name, mark === '>' ? { kind: 'link', target: rest } : file(mark, rest));
  }
  return { kind: 'directory', mode: DIRECTORY_MODE, children: root };
}

function file(mark: string, rest: string): RecordedFile {
  if (mark !== '^') return { kind: 'file', mode: modes[mark]!, text: unescaped(rest) };
  const equals = rest.indexOf('=');
  return { kind: 'file', mode: Number.parseInt(rest.slice(0, equals), 8), text: unescaped(rest.slice(equals + 1)) };
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return `${text}\n`;
  const isOpen = text.endsWith('\\c');
  const body = (isOpen ? text.slice(0, -2) : text).replace(/\\(.)/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
  );
  return isOpen ? body : `${body}\n`;
}
