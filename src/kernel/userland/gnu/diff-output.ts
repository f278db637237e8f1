/** The output styles of diff 3.8 (`src/normal.c`, `context.c`, `ed.c`, `side.c`, `util.c`). */
import type { Blocking, FileStatus } from '../../../shell/posix.ts';
import { strftime } from '../libc/strftime.ts';
import { TimeZone } from '../libc/time-zone.ts';
import type { Change } from '../text/diff-script.ts';
import type { Tool } from '../text/tool.ts';
import type { DiffOptions } from './diff-options.ts';

export interface DiffFile {
  readonly name: string;
  /** Lines with their newline; the last may lack it. */
  readonly lines: readonly string[];
  readonly status: FileStatus | null;
}

/** A change that may be one to ignore (blank lines, `-I`). */
export interface MarkedChange extends Change {
  readonly ignored: boolean;
}

const colors = { header: '1', line: '36', old: '31', new: '32' } as const;

export class DiffOutput {
  readonly #tool: Tool;
  readonly #options: DiffOptions;
  readonly #files: readonly [DiffFile, DiffFile];

  constructor(tool: Tool, options: DiffOptions, files: readonly [DiffFile, DiffFile]) {
    this.#tool = tool;
    this.#options = options;
    this.#files = files;
  }

  /** Prints all changes. */
  *print(changes: readonly MarkedChange[]): Blocking<void> {
    switch (this.#options.style) {
      case 'normal':
        for (const change of changes) if (!change.ignored) yield* this.#normal(change);
        return;
      case 'ed':
        for (const change of [...changes].reverse()) if (!change.ignored) yield* this.#ed(change);
        return;
      case 'rcs':
        for (const change of changes) if (!change.ignored) yield* this.#rcs(change);
        return;
      case 'side-by-side':
        yield* this.#sideBySide(changes);
        return;
      default:
        yield* this.#withContext(changes);
    }
  }

  #paint(what: keyof typeof colors, text: string): string {
    return this.#options.color ? `\x1b[${colors[what]}m${text}\x1b[0m` : text;
  }

  *#put(text: string): Blocking<void> {
    yield* this.#tool.out.put(text);
  }

  /** A line with its mark, and the note about a newline that is not there. */
  *#line(mark: string, line: string, color: keyof typeof colors | null): Blocking<void> {
    const ends = line.endsWith('\n');
    let text = ends ? line.slice(0, -1) : line;
    if (this.#options.expandTabs) text = expandTabs(text);
    const flag = this.#options.initialTab && mark !== '' ? `${mark.trimEnd()}\t` : mark;
    const shown = color === null ? flag + text : this.#paint(color, flag + text);
    yield* this.#put(`${shown}\n`);
    if (!ends) yield* this.#put('\\ No newline at end of file\n');
  }

  *#lines(file: 0 | 1, from: number, count: number, mark: string, color: keyof typeof colors | null): Blocking<void> {
    const { lines } = this.#files[file];
    for (let i = from; i < from + count; i++) yield* this.#line(mark, lines[i]!, color);
  }

  *#normal({ line0, line1, deleted, inserted }: Change): Blocking<void> {
    const letter = deleted === 0 ? 'a' : inserted === 0 ? 'd' : 'c';
    const head = `${numberRange(line0, deleted)}${letter}${numberRange(line1, inserted)}`;
    yield* this.#put(`${this.#paint('line', head)}\n`);
    yield* this.#lines(0, line0, deleted, '< ', 'old');
    if (letter === 'c') yield* this.#put('---\n');
    yield* this.#lines(1, line1, inserted, '> ', 'new');
  }

  *#ed({ line0, line1, deleted, inserted }: Change): Blocking<void> {
    const letter = deleted === 0 ? 'a' : inserted === 0 ? 'd' : 'c';
    yield* this.#put(`${numberRange(line0, deleted)}${letter}\n`);
    if (inserted === 0) return;
    let inText = true;
    for (let i = line1; i < line1 + inserted; i++) {
      if (!inText) {
        yield* this.#put('a\n');
        inText = true;
      }
      const line = this.#files[1].lines[i]!;
      // A lone dot would end the text: it is written double and cut afterwards.
      if (line === '.\n') {
        yield* this.#put('..\n.\ns/.//\n');
        inText = false;
      } else yield* this.#put(line.endsWith('\n') ? line : `${line}\n`);
    }
    if (inText) yield* this.#put('.\n');
  }

  *#rcs({ line0, line1, deleted, inserted }: Change): Blocking<void> {
    if (deleted > 0) yield* this.#put(`d${line0 + 1} ${deleted}\n`);
    if (inserted === 0) return;
    yield* this.#put(`a${line0 + deleted} ${inserted}\n`);
    for (let i = line1; i < line1 + inserted; i++) yield* this.#put(this.#files[1].lines[i]!);
  }

  *#withContext(changes: readonly MarkedChange[]): Blocking<void> {
    const { context, style } = this.#options;
    const isUnified = style === 'unified';
    let headed = false;
    for (let from = 0; from < changes.length; ) {
      let to = from;
      for (;;) {
        const previous = changes[to++]!;
        const next = changes[to];
        if (next === undefined) break;
        const threshold = next.ignored ? context : 2 * context + 1;
        if (next.line0 - (previous.line0 + previous.deleted) >= threshold) break;
      }
      const hunk = changes.slice(from, to);
      from = to;
      if (hunk.every(({ ignored }) => ignored)) continue;
      if (!headed) yield* this.#header(isUnified);
      headed = true;
      if (isUnified) yield* this.#unifiedHunk(hunk);
      else yield* this.#contextHunk(hunk);
    }
  }

  *#header(isUnified: boolean): Blocking<void> {
    const marks = isUnified ? ['---', '+++'] : ['***', '---'];
    for (const file of [0, 1] as const) {
      const label = this.#options.labels[file];
      const { name, status } = this.#files[file];
      const text = label ?? `${name}\t${this.#fileTime(status, isUnified)}`;
      yield* this.#put(`${this.#paint('header', `${marks[file]} ${text}`)}\n`);
    }
  }

  /** A file's time as the headers of the two styles show it; that of a missing file is the beginning of time. */
  #fileTime(status: FileStatus | null, isUnified: boolean): string {
    const { environ } = this.#tool.system;
    const zone = new TimeZone(environ.find((one) => one.startsWith('TZ='))?.slice(3));
    const { seconds, nanoseconds } = status?.mtime ?? { seconds: 0n, nanoseconds: 0 };
    const time = { ...zone.calendar(seconds), seconds, nanoseconds };
    return strftime(isUnified ? '%Y-%m-%d %H:%M:%S.%N %z' : '%a %b %e %T %Y', time);
  }

  /** Lines from which to which a hunk goes in both files, with its context. */
  #extent(hunk: readonly Change[]): readonly [number, number, number, number] {
    const { context } = this.#options;
    const first = hunk[0]!;
    const last = hunk.at(-1)!;
    const before = Math.min(context, first.line0, first.line1);
    const end0 = last.line0 + last.deleted;
    const end1 = last.line1 + last.inserted;
    const behind = Math.min(context, this.#files[0].lines.length - end0, this.#files[1].lines.length - end1);
    return [first.line0 - before, end0 + behind, first.line1 - before, end1 + behind];
  }

  /** The nearest line above that begins a function. */
  #functionOf(line: number): string {
    const { functionLine } = this.#options;
    if (functionLine === null) return '';
    for (let i = line - 1; i >= 0; i--) {
      const text = this.#files[0].lines[i]!;
      if (functionLine.test(text.endsWith('\n') ? text.slice(0, -1) : text))
        return ` ${text.trim().slice(0, 40).trimEnd()}`;
    }
    return '';
  }

  *#unifiedHunk(hunk: readonly Change[]): Blocking<void> {
    const [from0, to0, from1, to1] = this.#extent(hunk);
    const range = (from: number, to: number): string => {
      const count = to - from;
      if (count === 1) return `${to}`;
      return count === 0 ? `${to},0` : `${from + 1},${count}`;
    };
    const head = this.#paint('line', `@@ -${range(from0, to0)} +${range(from1, to1)} @@`);
    yield* this.#put(`${head}${this.#functionOf(from0)}\n`);
    const same = this.#options.initialTab ? '\t' : ' ';
    let at = from0;
    for (const change of hunk) {
      for (; at < change.line0; at++) yield* this.#unifiedLine(same, this.#files[0].lines[at]!, null);
      for (let i = 0; i < change.deleted; i++) yield* this.#unifiedLine('-', this.#files[0].lines[at++]!, 'old');
      for (let i = 0; i < change.inserted; i++) {
        yield* this.#unifiedLine('+', this.#files[1].lines[change.line1 + i]!, 'new');
      }
    }
    for (; at < to0; at++) yield* this.#unifiedLine(same, this.#files[0].lines[at]!, null);
  }

  *#unifiedLine(mark: string, line: string, color: keyof typeof colors | null): Blocking<void> {
    const isEmptyContext = mark === ' ' && line === '\n';
    yield* this.#line(isEmptyContext ? ' ' : mark, line, color);
  }

  *#contextHunk(hunk: readonly Change[]): Blocking<void> {
    const [from0, to0, from1, to1] = this.#extent(hunk);
    const range = (from: number, to: number): string => (to - from <= 1 ? `${to}` : `${from + 1},${to}`);
    yield* this.#put(`***************${this.#functionOf(from0)}\n`);
    yield* this.#put(`${this.#paint('line', `*** ${range(from0, to0)} ****`)}\n`);
    yield* this.#contextSide(hunk, 0, from0, to0);
    yield* this.#put(`${this.#paint('line', `--- ${range(from1, to1)} ----`)}\n`);
    yield* this.#contextSide(hunk, 1, from1, to1);
  }

  *#contextSide(hunk: readonly Change[], file: 0 | 1, from: number, to: number): Blocking<void> {
    const size = (change: Change): number => (file === 0 ? change.deleted : change.inserted);
    if (hunk.every((change) => size(change) === 0)) return;
    let at = from;
    for (const change of hunk) {
      const start = file === 0 ? change.line0 : change.line1;
      yield* this.#lines(file, at, start - at, '  ', null);
      const mark = change.deleted > 0 && change.inserted > 0 ? '! ' : file === 0 ? '- ' : '+ ';
      yield* this.#lines(file, start, size(change), mark, file === 0 ? 'old' : 'new');
      at = start + size(change);
    }
    yield* this.#lines(file, at, to - at, '  ', null);
  }

  *#sideBySide(changes: readonly MarkedChange[]): Blocking<void> {
    const tab = this.#options.expandTabs ? 1 : 8;
    const { width } = this.#options;
    const offset = Math.floor((width + tab + 3) / (2 * tab)) * tab;
    const half = Math.max(0, Math.min(offset - 3, width - offset));
    const second = half > 0 ? offset : width;
    const bare = (line: string): string => (line.endsWith('\n') ? line.slice(0, -1) : line);
    const row = (leftLine: string | null, given: string, rightLine: string | null): string => {
      const left = leftLine === null ? null : bare(leftLine);
      const right = rightLine === null ? null : bare(rightLine);
      const leftEnds = leftLine?.endsWith('\n') ?? false;
      const rightEnds = rightLine?.endsWith('\n') ?? false;
      // Lines that differ in their newline are marked apart.
      const mark = given === '|' && leftEnds !== rightEnds ? (leftEnds ? '/' : '\\') : given;
      let out = left === null ? '' : clip(left, half);
      let column = textWidth(out);
      if (mark !== ' ') {
        out += padTo(column, Math.floor((half + second - 1) / 2), tab) + mark;
        column = Math.max(column, Math.floor((half + second - 1) / 2)) + 1;
      }
      if (right !== null && right !== '') out += padTo(column, second, tab) + clip(right, half);
      return leftEnds || rightEnds ? `${out}\n` : out;
    };
    const left = this.#files[0].lines;
    const right = this.#files[1].lines;
    let i = 0;
    let j = 0;
    for (const change of [...changes, { line0: left.length, line1: right.length, deleted: 0, inserted: 0 }]) {
      while (i < change.line0) yield* this.#put(row(left[i++]!, ' ', right[j++]!));
      const both = Math.min(change.deleted, change.inserted);
      for (let n = 0; n < both; n++) yield* this.#put(row(left[i++]!, '|', right[j++]!));
      for (let n = both; n < change.inserted; n++) yield* this.#put(row(null, '>', right[j++]!));
      for (let n = both; n < change.deleted; n++) yield* this.#put(row(left[i++]!, '<', null));
    }
  }
}

function numberRange(line: number, count: number): string {
  if (count === 0) return `${line}`;
  return count === 1 ? `${line + 1}` : `${line + 1},${line + count}`;
}

function expandTabs(text: string): string {
  let out = '';
  for (const c of text) out += c === '\t' ? ' '.repeat(8 - (out.length % 8)) : c;
  return out;
}

function textWidth(text: string): number {
  let column = 0;
  for (const c of text) column += c === '\t' ? 8 - (column % 8) : 1;
  return column;
}

function clip(text: string, width: number): string {
  let column = 0;
  let out = '';
  for (const c of text) {
    const next = c === '\t' ? column + 8 - (column % 8) : column + 1;
    if (next > width) break;
    out += c;
    column = next;
  }
  return out;
}

/** White space from one column to another, in tabs as far as they reach. */
function padTo(from: number, to: number, tab: number): string {
  let out = '';
  let column = from;
  if (tab > 1) {
    while (column + tab - (column % tab) <= to) {
      out += '\t';
      column += tab - (column % tab);
    }
  }
  return out + ' '.repeat(Math.max(0, to - column));
}
