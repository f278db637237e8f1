/**
 * The line editor of an interactive shell: readline's emacs keys on a terminal in raw mode.
 *
 * Mirrors GNU readline 8.2 as far as a session on a serial console needs it: moving, killing and yanking, history, incremental
 * search, completion. Left out: vi mode, undo, macros, numeric arguments, bracketed paste. One byte is read at a time, so that
 * what follows the line stays for the programs it starts.
 */

import { latin1Bytes } from '../sim/bytes.ts';
import type { Completer } from './completion.ts';
import { columnsOf, commonPrefix } from './completion.ts';
import { LineDisplay } from './line-display.ts';
import type { Blocking } from './posix.ts';
import { ReverseSearch } from './reverse-search.ts';
import type { ShellSystem } from './system.ts';

export type EditedLine =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'interrupted' };

/** No line is longer; the bell rings for every further character. */
const MAX_LINE = 1 << 20;
const BELL = '\x07';
/** More possibilities than this are listed only when asked. */
const QUERY_ITEMS = 100;
const EINTR = 4;

/** See the head of the file. */
export class LineEditor {
  readonly #system: ShellSystem;
  readonly #fd: number;
  readonly #outFd: number;
  readonly #history: readonly string[];
  readonly #completer: Completer;
  #display: LineDisplay;
  /** The characters before the cursor, and those behind it, last first. */
  #before: string[] = [];
  #behind: string[] = [];
  #killed = '';
  #wasKill = false;
  #tabs = 0;
  /** Position in the history; its length is the line being typed. */
  #at = 0;
  readonly #edits = new Map<number, string>();

  constructor(
    system: ShellSystem,
    options: {
      readonly fd: number;
      readonly outFd: number;
      readonly history: readonly string[];
      readonly completer: Completer;
    },
  ) {
    this.#system = system;
    this.#fd = options.fd;
    this.#outFd = options.outFd;
    this.#history = options.history;
    this.#completer = options.completer;
    this.#display = new LineDisplay(80);
  }

  /** Reads one line behind a prompt; `visible` is the prompt without its invisible parts. */
  *read(prompt: string, visible: string): Blocking<EditedLine> {
    this.#before = [];
    this.#behind = [];
    this.#edits.clear();
    this.#at = this.#history.length;
    this.#display = new LineDisplay(this.#system.windowSize(this.#outFd).columns || 80);
    this.#system.setTerminalMode(this.#fd, 'raw');
    this.#display.start(prompt, visible);
    try {
      for (;;) {
        yield* this.#send();
        const key = yield* this.#key();
        if (key === 'interrupted' || key === 'end') {
          if (key === 'interrupted') this.#display.output += '^C\n';
          yield* this.#send();
          if (key === 'end' && this.#before.length > 0) return { kind: 'line', text: this.#text() };
          return { kind: key };
        }
        const done = yield* this.#handle(key);
        if (done !== null) {
          yield* this.#send();
          return done;
        }
      }
    } finally {
      this.#system.setTerminalMode(this.#fd, 'canonical');
    }
  }

  #text(): string {
    return this.#before.join('') + this.#after();
  }

  #after(): string {
    return this.#behind.length === 0 ? '' : [...this.#behind].reverse().join('');
  }

  *#send(): Blocking<void> {
    const { output } = this.#display;
    if (output === '') return;
    this.#display.output = '';
    yield* this.#system.write(this.#outFd, latin1Bytes(output));
  }

  *#key(): Blocking<string | 'interrupted' | 'end'> {
    for (;;) {
      const bytes = yield* this.#system.read(this.#fd, 1);
      if (typeof bytes === 'number') {
        if (bytes !== -EINTR) return 'end';
        // Only Ctrl-C gives up the line; other signals are for the shell to look at.
        if (this.onSignal()) return 'interrupted';
        continue;
      }
      if (bytes.length === 0) return 'end';
      return String.fromCharCode(bytes[0] as number);
    }
  }

  /** Called when a signal came; true when the line is to be given up. Set by the shell. */
  onSignal: () => boolean = () => true;

  *#handle(key: string): Blocking<EditedLine | null> {
    const wasKill = this.#wasKill;
    this.#wasKill = false;
    if (key !== '\t') this.#tabs = 0;
    switch (key) {
      case '\r':
      case '\n':
        this.#display.finish(this.#before.join(''), this.#after());
        return { kind: 'line', text: this.#text() };
      case '\x01':
        this.#move(-this.#before.length);
        break;
      case '\x02':
        this.#move(-1);
        break;
      case '\x03':
        this.#display.output += '^C\n';
        return { kind: 'interrupted' };
      case '\x04':
        if (this.#before.length === 0 && this.#behind.length === 0) return { kind: 'end' };
        this.#delete(1);
        break;
      case '\x05':
        this.#move(this.#behind.length);
        break;
      case '\x06':
        this.#move(1);
        break;
      case '\b':
      case '\x7f':
        this.#delete(-1);
        break;
      case '\t':
        yield* this.#complete();
        break;
      case '\x0b':
        this.#kill(this.#behind.length, wasKill);
        break;
      case '\x0c':
        this.#display.clear(this.#before.join(''), this.#after());
        break;
      case '\x0e':
        this.#goHistory(1);
        break;
      case '\x10':
        this.#goHistory(-1);
        break;
      case '\x12':
        return yield* this.#search();
      case '\x14':
        this.#transpose();
        break;
      case '\x15':
        this.#kill(-this.#before.length, wasKill);
        break;
      case '\x16': {
        const quoted = yield* this.#key();
        if (quoted.length === 1) this.#insert(quoted);
        break;
      }
      case '\x17':
        this.#kill(-this.#wordBack((char) => !isBlank(char)), wasKill);
        break;
      case '\x19':
        this.#insertText(this.#killed);
        break;
      case '\x1b':
        yield* this.#escape(wasKill);
        break;
      default:
        if (key.charCodeAt(0) < 0x20) this.#bell();
        else this.#insert(key);
    }
    return null;
  }

  *#escape(wasKill: boolean): Blocking<void> {
    const key = yield* this.#key();
    const isWordChar = (char: string): boolean => /[A-Za-z0-9]/.test(char);
    switch (key) {
      case '[':
      case 'O':
        yield* this.#sequence();
        return;
      case 'b':
      case 'B':
        this.#move(-this.#wordBack(isWordChar));
        return;
      case 'f':
      case 'F':
        this.#move(this.#wordForward(isWordChar));
        return;
      case 'd':
      case 'D':
        this.#kill(this.#wordForward(isWordChar), wasKill);
        return;
      case '\x7f':
      case '\b':
        this.#kill(-this.#wordBack(isWordChar), wasKill);
        return;
      case '<':
        this.#goHistory(-this.#at);
        return;
      case '>':
        this.#goHistory(this.#history.length - this.#at);
        return;
      case '.':
      case '_':
        this.#insertText((this.#history.at(-1) ?? '').trim().split(/\s+/).at(-1) ?? '');
        return;
      default:
        if (key.length === 1) this.#bell();
    }
  }

  /** `ESC [ …`: arrows, Home, End, Delete; with or without modifiers. */
  *#sequence(): Blocking<void> {
    let parameters = '';
    let final = '';
    while (final === '' && parameters.length < 16) {
      const key = yield* this.#key();
      if (key.length !== 1) return;
      if (/[0-9;]/.test(key)) parameters += key;
      else final = key;
    }
    const isWordChar = (char: string): boolean => /[A-Za-z0-9]/.test(char);
    const hasControl = parameters.endsWith(';5');
    switch (final === '~' ? parameters.split(';')[0] : final) {
      case 'A':
        this.#goHistory(-1);
        return;
      case 'B':
        this.#goHistory(1);
        return;
      case 'C':
        this.#move(hasControl ? this.#wordForward(isWordChar) : 1);
        return;
      case 'D':
        this.#move(hasControl ? -this.#wordBack(isWordChar) : -1);
        return;
      case 'H':
      case '1':
      case '7':
        this.#move(-this.#before.length);
        return;
      case 'F':
      case '4':
      case '8':
        this.#move(this.#behind.length);
        return;
      case '3':
        this.#delete(1);
        return;
      default:
        this.#bell();
    }
  }

  #bell(): void {
    this.#display.output += BELL;
  }

  #insert(char: string): void {
    if (this.#before.length + this.#behind.length >= MAX_LINE) {
      this.#bell();
      return;
    }
    this.#before.push(char);
    if (this.#behind.length === 0) this.#display.append(char);
    else this.#redraw(this.#before.length - 1);
  }

  #insertText(text: string): void {
    if (text === '') return;
    const from = this.#before.length;
    for (const char of text.slice(0, MAX_LINE - from)) this.#before.push(char);
    this.#redraw(from);
  }

  #redraw(same = 0): void {
    this.#display.redraw(this.#before.join(''), this.#after(), same);
  }

  /** Moves by so many characters; the bell at an end. */
  #move(by: number): void {
    if (by < 0 && this.#before.length === 0) return;
    for (let left = by; left < 0; left++) this.#behind.push(this.#before.pop() as string);
    for (let left = by; left > 0 && this.#behind.length > 0; left--) this.#before.push(this.#behind.pop() as string);
    this.#display.move(this.#before.join(''), this.#after());
  }

  /** Deletes one character: backwards or under the cursor. */
  #delete(direction: 1 | -1): void {
    const from = direction < 0 ? this.#before : this.#behind;
    if (from.length === 0) {
      this.#bell();
      return;
    }
    from.pop();
    this.#redraw(this.#before.length);
  }

  /** Kills so many characters behind the cursor, or before it. Kills in a row are one. */
  #kill(count: number, wasKill: boolean): void {
    this.#wasKill = true;
    if (count === 0) return;
    if (count < 0) {
      const text = this.#before.splice(this.#before.length + count).join('');
      this.#killed = wasKill ? text + this.#killed : text;
    } else {
      const text = this.#behind
        .splice(this.#behind.length - count)
        .reverse()
        .join('');
      this.#killed = wasKill ? this.#killed + text : text;
    }
    this.#redraw(this.#before.length);
  }

  #wordBack(isPart: (char: string) => boolean): number {
    let at = this.#before.length;
    while (at > 0 && !isPart(this.#before[at - 1] as string)) at--;
    while (at > 0 && isPart(this.#before[at - 1] as string)) at--;
    return this.#before.length - at;
  }

  #wordForward(isPart: (char: string) => boolean): number {
    const { length } = this.#behind;
    let count = 0;
    while (count < length && !isPart(this.#behind[length - 1 - count] as string)) count++;
    while (count < length && isPart(this.#behind[length - 1 - count] as string)) count++;
    return count;
  }

  #transpose(): void {
    if (this.#before.length === 0 || this.#before.length + this.#behind.length < 2) {
      this.#bell();
      return;
    }
    if (this.#behind.length > 0) this.#before.push(this.#behind.pop() as string);
    const last = this.#before.pop() as string;
    const first = this.#before.pop() as string;
    this.#before.push(last, first);
    this.#redraw();
  }

  #goHistory(by: number): void {
    const to = this.#at + by;
    if (to < 0 || to > this.#history.length || by === 0) {
      this.#bell();
      return;
    }
    this.#edits.set(this.#at, this.#text());
    this.#at = to;
    this.#replace(this.#edits.get(to) ?? this.#history[to] ?? '');
  }

  /** Another text, the cursor at its end. */
  #replace(text: string): void {
    this.#before = [...text];
    this.#behind = [];
    this.#redraw();
  }

  *#search(): Blocking<EditedLine | null> {
    const search = new ReverseSearch(this.#history, this.#at, this.#text());
    const prompt = (): void => {
      this.#searchDisplay(search.shown());
    };
    this.#display.redraw('', '');
    prompt();
    for (;;) {
      yield* this.#send();
      const key = yield* this.#key();
      const isOver = key.length !== 1 || !search.take(key);
      if (search.wantsBell) this.#bell();
      if (!isOver) {
        prompt();
        continue;
      }
      this.#at = search.index;
      this.#eraseSearch();
      const isGivenUp = key === 'interrupted' || key === '\x07' || key === '\x03';
      this.#replace(isGivenUp ? '' : search.text);
      if (key === 'interrupted' || key === '\x03') {
        this.#display.output += '^C\n';
        return { kind: 'interrupted' };
      }
      if (key === 'end') return { kind: 'end' };
      return isGivenUp || key === '\x1b' ? null : yield* this.#handle(key);
    }
  }

  #searchCells = 0;

  #searchDisplay(line: string): void {
    const erased = Math.max(0, this.#searchCells - line.length);
    this.#display.output += `\r${line}${' '.repeat(erased)}${'\b'.repeat(erased)}`;
    this.#searchCells = line.length;
  }

  #eraseSearch(): void {
    this.#display.output += `\r${' '.repeat(this.#searchCells)}\r`;
    this.#searchCells = 0;
    this.#display.restart();
  }

  *#complete(): Blocking<void> {
    const text = this.#text();
    const { start, matches } = this.#completer(text, this.#before.length);
    this.#tabs++;
    if (matches.length === 0) {
      this.#bell();
      return;
    }
    const typed = text.slice(start, this.#before.length);
    const [only] = matches;
    if (matches.length === 1 && only !== undefined) {
      this.#tabs = 0;
      this.#substitute(start, only.text + (only.text.endsWith('/') ? '' : ' '));
      return;
    }
    const prefix = commonPrefix(matches.map((match) => match.text));
    if (prefix.length > typed.length) {
      this.#tabs = 0;
      this.#substitute(start, prefix);
      this.#bell();
      return;
    }
    if (this.#tabs < 2) {
      this.#bell();
      return;
    }
    yield* this.#list(matches.map((match) => match.label));
  }

  /** Puts the completed word where its beginning stands. */
  #substitute(start: number, word: string): void {
    let same = start;
    while (same < this.#before.length && this.#before[same] === word.charAt(same - start)) same++;
    this.#before.length = start;
    for (const char of word) this.#before.push(char);
    this.#redraw(same);
  }

  *#list(labels: readonly string[]): Blocking<void> {
    const before = this.#before.join('');
    const after = this.#after();
    this.#display.finish(before, after);
    if (labels.length > QUERY_ITEMS) {
      this.#display.output += `Display all ${labels.length} possibilities? (y or n)`;
      yield* this.#send();
      const answer = yield* this.#key();
      this.#display.output += '\n';
      if (!/^[yY \t]$/.test(answer)) {
        this.#display.restart();
        this.#redraw();
        return;
      }
    }
    const { columns } = this.#system.windowSize(this.#outFd);
    this.#display.output += columnsOf(labels, columns || 80);
    this.#display.restart();
    this.#redraw();
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}
