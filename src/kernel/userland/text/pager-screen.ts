/**
 * less on a terminal: moving, searching and the status line (less 590 `command.c`, `forwback.c`, `search.c`), the part of it that people
 * use on a console.
 *
 * The screen is driven with the sequences that every VT102 and better knows. Left out: marks, tags, filters, options while running.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { PagerKeys } from './pager-keys.ts';
import type { PagerText } from './pager-text.ts';
import { Regex, tryRegex } from './regex.ts';
import { RegexError, regexSyntaxes } from './regex-syntax.ts';
import type { Tool } from './tool.ts';

export interface ScreenOptions {
  readonly rows: number;
  readonly ignoreCase: boolean;
  /** Leave at the end of the file: the second time it is reached, or at once. */
  readonly quitAtEnd: 'never' | 'second' | 'first';
  /** What is done first: `G`, a line number, `/pattern`. */
  readonly start: string;
  /** The name in the first status line; null for standard input. */
  readonly name: string | null;
}

/** What a command asks for beyond the screen. */
type Outcome = 'stay' | 'quit' | 'next file' | 'previous file';

export class PagerScreen {
  readonly #tool: Tool;
  readonly #text: PagerText;
  readonly #options: ScreenOptions;
  readonly #keys: PagerKeys;
  readonly #window: number;
  #top = 0;
  #half: number;
  #pattern: Regex | null = null;
  #forwards = true;
  #isFirst = true;
  #message: string | null = null;
  #endSeen = false;

  constructor(tool: Tool, text: PagerText, keys: PagerKeys, options: ScreenOptions) {
    this.#tool = tool;
    this.#text = text;
    this.#options = options;
    this.#keys = keys;
    this.#window = Math.max(1, options.rows - 1);
    this.#half = Math.max(1, this.#window >> 1);
  }

  *run(): Blocking<Outcome> {
    const { start } = this.#options;
    yield* this.#text.need(this.#window + 1);
    if (start === 'G') yield* this.#toEnd();
    else if (start.startsWith('/')) yield* this.#search(start.slice(1), 1);
    else if (start !== '') yield* this.#toLine(Number(start));
    yield* this.#paint();
    let count = '';
    for (;;) {
      if (yield* this.#leavesAtEnd()) return 'quit';
      yield* this.#status(count);
      const key = yield* this.#keys.next();
      if (key === null) return 'quit';
      if (/^\d$/.test(key)) {
        count = (count + key).slice(0, 9);
        continue;
      }
      const outcome = yield* this.#command(key, count === '' ? null : Number(count));
      count = '';
      if (outcome !== 'stay') return outcome;
    }
  }

  get #isAtEnd(): boolean {
    return this.#text.atEnd && this.#top + this.#window >= this.#text.rows.length;
  }

  *#leavesAtEnd(): Blocking<boolean> {
    const { quitAtEnd } = this.#options;
    if (quitAtEnd !== 'first' || !this.#isAtEnd) return false;
    yield* this.#put('\r\x1b[K');
    return true;
  }

  *#put(text: string): Blocking<void> {
    yield* this.#tool.out.put(text);
    yield* this.#tool.out.flush();
  }

  *#status(count: string): Blocking<void> {
    const { name } = this.#options;
    let text = ':';
    if (count !== '') text = `:${count}`;
    else if (this.#message !== null) text = reversed(this.#message);
    else if (this.#isAtEnd) text = reversed(this.#isFirst && name !== null ? `${name} (END)` : '(END)');
    else if (this.#isFirst && name !== null) text = reversed(name);
    this.#message = null;
    this.#isFirst = false;
    yield* this.#put(`\r\x1b[K${text}`);
  }

  *#paint(): Blocking<void> {
    let text = '\x1b[H\x1b[J';
    for (let row = this.#top; row < this.#top + this.#window; row++) text += `${this.#row(row)}\n`;
    yield* this.#put(text);
  }

  #row(row: number): string {
    const found = this.#text.rows[row];
    if (found === undefined) return '~';
    return this.#pattern === null ? found.text : marked(found.text, this.#pattern);
  }

  *#forward(rows: number): Blocking<void> {
    yield* this.#text.need(this.#top + this.#window + rows + 1);
    const last = Math.max(this.#top, this.#text.rows.length - this.#window);
    const target = Math.min(this.#top + rows, last);
    if (target === this.#top) {
      this.#endSeen = true;
      return;
    }
    let text = '\r\x1b[K';
    if (target - this.#top >= this.#window) {
      this.#top = target;
      yield* this.#paint();
      return;
    }
    for (let row = this.#top + this.#window; row < target + this.#window; row++) text += `${this.#row(row)}\n`;
    this.#top = target;
    yield* this.#put(text);
  }

  *#backward(rows: number): Blocking<void> {
    const target = Math.max(0, this.#top - rows);
    if (target === this.#top) return;
    this.#top = target;
    yield* this.#paint();
  }

  *#toEnd(): Blocking<void> {
    yield* this.#text.need(Number.POSITIVE_INFINITY);
    this.#top = Math.max(0, this.#text.rows.length - this.#window);
  }

  *#toLine(line: number): Blocking<void> {
    yield* this.#text.needLines(line);
    const row = this.#text.rowOfLine(Math.max(0, Math.min(line, this.#text.lines.length) - 1));
    yield* this.#text.need(row + this.#window + 1);
    this.#top = Math.max(0, Math.min(row, this.#text.rows.length - 1));
  }

  *#command(key: string, count: number | null): Blocking<Outcome> {
    const times = count ?? 1;
    switch (key) {
      case 'q':
      case 'Q':
      case 'Z':
        yield* this.#put('\r\x1b[K');
        return 'quit';
      case ' ':
      case 'f':
      case 'z':
      case '\x06':
      case '\x16':
        if (this.#isAtEnd && this.#options.quitAtEnd === 'second' && this.#endSeen) return 'quit';
        if (this.#isAtEnd) this.#endSeen = true;
        yield* this.#forward(count ?? this.#window);
        return 'stay';
      case 'b':
      case 'w':
      case '\x02':
        yield* this.#backward(count ?? this.#window);
        return 'stay';
      case 'd':
      case '\x04':
        this.#half = count ?? this.#half;
        yield* this.#forward(this.#half);
        return 'stay';
      case 'u':
      case '\x15':
        this.#half = count ?? this.#half;
        yield* this.#backward(this.#half);
        return 'stay';
      case 'j':
      case 'e':
      case '\r':
      case '\n':
      case '\x0e':
      case '\x05':
        yield* this.#forward(times);
        return 'stay';
      case 'k':
      case 'y':
      case '\x10':
      case '\x19':
        yield* this.#backward(times);
        return 'stay';
      case 'g':
      case '<':
        yield* this.#toLine(times);
        yield* this.#paint();
        return 'stay';
      case 'G':
      case '>':
        if (count === null) yield* this.#toEnd();
        else yield* this.#toLine(count);
        yield* this.#paint();
        return 'stay';
      case '/':
      case '?': {
        const typed = yield* this.#keys.line(key);
        if (typed === null) return 'stay';
        this.#forwards = key === '/';
        yield* this.#search(typed, times);
        yield* this.#paint();
        return 'stay';
      }
      case 'n':
      case 'N':
        if (this.#pattern === null) this.#message = 'No previous regular expression  (press RETURN)';
        else {
          yield* this.#find(times, (key === 'n') === this.#forwards);
          yield* this.#paint();
        }
        return 'stay';
      case 'r':
      case '\x0c':
        yield* this.#paint();
        return 'stay';
      case '=':
      case '\x07':
        this.#message = this.#position();
        return 'stay';
      case ':': {
        const next = yield* this.#keys.next();
        if (next === 'n') return 'next file';
        if (next === 'p') return 'previous file';
        return next === 'q' || next === null ? 'quit' : 'stay';
      }
      case '':
      case '\x03':
        return 'stay';
      default:
        yield* this.#put('\x07');
        return 'stay';
    }
  }

  #position(): string {
    const { rows, lines, atEnd } = this.#text;
    const first = (rows[this.#top]?.line ?? 0) + 1;
    const last = (rows[Math.min(rows.length, this.#top + this.#window) - 1]?.line ?? 0) + 1;
    const of = atEnd ? `/${lines.length}` : '';
    return `${this.#options.name ?? 'standard input'} lines ${first}-${last}${of}${this.#isAtEnd ? ' (END)' : ''}`;
  }

  *#search(typed: string, times: number): Blocking<void> {
    if (typed !== '') {
      const ignoreCase = this.#options.ignoreCase && typed === typed.toLowerCase();
      const made = tryRegex(() => new Regex(typed, { ...regexSyntaxes.egrep, ignoreCase }));
      if (made instanceof RegexError) {
        this.#message = `${made.text}  (press RETURN)`;
        return;
      }
      this.#pattern = made;
    }
    if (this.#pattern === null) this.#message = 'No previous regular expression  (press RETURN)';
    else yield* this.#find(times, this.#forwards);
  }

  *#find(times: number, forwards: boolean): Blocking<void> {
    const pattern = this.#pattern!;
    let line = this.#text.rows[this.#top]?.line ?? 0;
    if (forwards && this.#isFirst) line--;
    for (let left = times; left > 0; left--) {
      for (line += forwards ? 1 : -1; ; line += forwards ? 1 : -1) {
        if (forwards) yield* this.#text.needLines(line + 1);
        const text = this.#text.lines[line];
        if (text === undefined) {
          this.#message = 'Pattern not found  (press RETURN)';
          return;
        }
        yield* this.#tool.spend(text.length + 50);
        if (pattern.test(text)) break;
      }
    }
    this.#top = this.#text.rowOfLine(line);
    yield* this.#text.need(this.#top + this.#window + 1);
  }
}

function reversed(text: string): string {
  return `\x1b[7m${text}\x1b[27m`;
}

/** A row with its matches in reverse. */
function marked(text: string, pattern: Regex): string {
  let result = '';
  let copied = 0;
  for (let at = 0; at <= text.length; ) {
    const match = pattern.search(text, at);
    if (match === null) break;
    if (match.end > match.start) {
      result += text.slice(copied, match.start) + reversed(text.slice(match.start, match.end));
      copied = match.end;
    }
    at = Math.max(match.end, match.start + 1);
  }
  return result + text.slice(copied);
}
