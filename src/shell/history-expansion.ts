/**
 * History expansion: events (`!!`, `!n`, `!-n`, `!text`, `!?text?`, `!#`), words of them (`:n`, `:x-y`, `^`, `$`, `*`, `%`) and
 * modifiers (`h t r e p q x s & g G`), and `^old^new^`.
 *
 * readline 8.2 `histexpand.c` (`history_expand`, `get_history_event`, `get_history_word_specifier`), and what bash keeps from it:
 * `bashhist.c` (`bash_history_inhibit_expansion`).
 */

/** The expanded line (null when nothing changed) and whether `:p` asks only to see it, or what could not be expanded and why. */
export type HistoryExpansion =
  | { readonly line: string | null; readonly isShownOnly: boolean }
  | { readonly failed: string; readonly why: string };

/** What a reference remembers for the next: `:&`, `%`. */
export interface HistoryMemory {
  old: string;
  replacement: string;
  searched: string;
  matched: string;
}

export function newHistoryMemory(): HistoryMemory {
  return { old: '', replacement: '', searched: '', matched: '' };
}

/** Lines that grow further are given up. */
const MAX_LENGTH = 1 << 22;

class Failure {
  readonly failed: string;
  readonly why: string;

  constructor(failed: string, why: string) {
    this.failed = failed;
    this.why = why;
  }
}

/** Expands the references of one line. */
export function expandHistory(line: string, history: readonly string[], memory: HistoryMemory): HistoryExpansion {
  if (!line.includes('!') && !line.startsWith('^')) return { line: null, isShownOnly: false };
  const text = line.startsWith('^') ? `!!:s${line}` : line;
  // The message of a quick substitution does not show what was put before it.
  const expander = new Expander(text, history, memory);
  try {
    const result = expander.run();
    return { line: expander.changed ? result : null, isShownOnly: expander.isShownOnly };
  } catch (failure) {
    if (failure instanceof Failure) return { failed: failure.failed, why: failure.why };
    throw failure;
  }
}

class Expander {
  changed = false;
  isShownOnly = false;
  readonly #line: string;
  readonly #history: readonly string[];
  readonly #memory: HistoryMemory;
  #at = 0;
  #result = '';
  #inDouble = false;

  constructor(line: string, history: readonly string[], memory: HistoryMemory) {
    this.#line = line;
    this.#history = history;
    this.#memory = memory;
  }

  run(): string {
    const line = this.#line;
    while (this.#at < line.length) {
      const char = line.charAt(this.#at);
      if (char === '\\') this.#copy(2);
      else if (char === "'" && !this.#inDouble) {
        const end = line.indexOf("'", this.#at + 1);
        this.#copy((end < 0 ? line.length : end + 1) - this.#at);
      } else if (char === '!' && !this.#isPlain()) {
        this.#result += this.#reference();
        this.changed = true;
      } else {
        if (char === '"') this.#inDouble = !this.#inDouble;
        this.#copy(1);
      }
    }
    return this.#result;
  }

  #copy(count: number): void {
    this.#result += this.#line.slice(this.#at, this.#at + count);
    this.#at += count;
  }

  /** Whether the `!` here is one for the shell. */
  #isPlain(): boolean {
    const line = this.#line;
    const at = this.#at;
    const next = line.charAt(at + 1);
    if (next === '' || ' \t\n\r=('.includes(next) || (this.#inDouble && next === '"')) return true;
    const before = line.charAt(at - 1);
    if (before === '[') return line.includes(']', at + 1);
    if (before === '{' && line.charAt(at - 2) === '$') return line.includes('}', at + 1);
    return before === '$';
  }

  #reference(): string {
    const from = this.#at;
    this.#at++;
    const event = this.#event(from);
    const specifier = this.#at;
    const words = this.#words(event, specifier);
    const text = this.#modified(words, specifier);
    // `!#` doubles the line each time.
    if (this.#result.length + text.length > MAX_LENGTH) this.#fail(from, 'event not found');
    return text;
  }

  #fail(from: number, why: string): never {
    throw new Failure(this.#line.slice(from, this.#at), why);
  }

  #event(from: number): string {
    const line = this.#line;
    const history = this.#history;
    const last = history.at(-1);
    const rest = line.slice(this.#at);
    const found = (text: string | undefined, length: number): string => {
      this.#at += length;
      if (text === undefined) this.#fail(from, 'event not found');
      return text as string;
    };
    if (rest.startsWith('!')) return found(last, 1);
    if (rest.startsWith('#')) return found(this.#result, 1);
    if (/^[:$^*%]/.test(rest) || /^-(?!\d)/.test(rest)) return found(last, 0);
    const number = /^-?\d+/.exec(rest)?.[0];
    if (number !== undefined) {
      const value = Number(number);
      return found(history[value < 0 ? history.length + value : value - 1], number.length);
    }
    const contains = /^\?([^?\n]*)\??/.exec(rest);
    if (contains !== null) {
      const wanted = contains[1] === '' ? this.#memory.searched : (contains[1] as string);
      this.#memory.searched = wanted;
      const entry = wanted === '' ? undefined : history.findLast((one) => one.includes(wanted));
      if (entry !== undefined) {
        this.#memory.matched = splitWords(entry).find((word) => word.includes(wanted)) ?? '';
      }
      return found(entry, contains[0].length);
    }
    const prefix = (this.#inDouble ? /^[^\s;&|()<>":^$*%-]*/ : /^[^\s;&|()<>:^$*%-]*/).exec(rest)?.[0] as string;
    return found(prefix === '' ? undefined : history.findLast((one) => one.startsWith(prefix)), prefix.length);
  }

  /** The words that a specifier picks; the whole event where there is none. */
  #words(event: string, from: number): string {
    const rest = this.#line.slice(from);
    const match = /^(?::(?=[\d^$*%-])|(?=[\^$*%-]))(?:\$|(%)|(\*)|(\d+|\^)?(?:(-)(\d+|\$|\^)?|(\*))?)/.exec(rest);
    if (match === null || match[0] === '') return event;
    if (match[0].endsWith('$') && match[0].length <= 2 && !match[0].startsWith('-')) {
      this.#at += match[0].length;
      return splitWords(event).at(-1) ?? '';
    }
    const [whole, percent, star, firstText, dash, lastText, firstStar] = match;
    if (percent !== undefined) {
      this.#at += whole.length;
      return this.#memory.matched;
    }
    const words = splitWords(event);
    // `!-3` was an event; `!!-3` is a range from the command's name.
    const numberOf = (text: string): number => (text === '^' ? 1 : text === '$' ? words.length - 1 : Number(text));
    let first: number;
    let last: number;
    if (star !== undefined || firstStar !== undefined) {
      first = star !== undefined ? 1 : numberOf(firstText as string);
      last = words.length - 1;
      this.#at += whole.length;
      // Nothing behind the command's name is no error.
      if (first === last + 1) return '';
    } else {
      if (firstText === undefined && dash === undefined) return event;
      first = firstText === undefined ? 0 : numberOf(firstText);
      last = dash === undefined ? first : lastText === undefined ? words.length - 2 : numberOf(lastText);
      this.#at += whole.length;
    }
    if (first >= words.length || last >= words.length || first > last || last < 0)
      this.#fail(from, 'bad word specifier');
    return words.slice(first, last + 1).join(' ');
  }

  #modified(words: string, specifier: number): string {
    const line = this.#line;
    let text = words;
    while (line.charAt(this.#at) === ':') {
      const flags = /^[agG]*/.exec(line.slice(this.#at + 1))?.[0] as string;
      const letter = line.charAt(this.#at + 1 + flags.length);
      if (letter === '') break;
      this.#at += 2 + flags.length;
      if (letter === 's' || letter === '&') text = this.#substituted(text, specifier, letter, flags);
      else if (letter === 'p') this.isShownOnly = true;
      else {
        const change = MODIFIERS[letter];
        if (change === undefined) throw new Failure(letter, 'unrecognized history modifier');
        text = change(text);
      }
    }
    return text;
  }

  /** `s/old/new/` and `&`; a slash is whatever stands behind the s. */
  #substituted(text: string, specifier: number, letter: string, flags: string): string {
    const memory = this.#memory;
    if (letter === 's') {
      const delimiter = this.#line.charAt(this.#at++);
      const old = this.#until(delimiter);
      if (old !== '') memory.old = old;
      memory.replacement = this.#until(delimiter);
    }
    const { old } = memory;
    if (old === '') this.#fail(specifier, 'no previous substitution');
    const replacement = memory.replacement.replace(/\\&|&/g, (one) => (one === '&' ? old : '&'));
    const isGlobal = /[ag]/.test(flags);
    const once = (part: string): string =>
      isGlobal ? part.replaceAll(old, () => replacement) : part.replace(old, () => replacement);
    const result = flags.includes('G') ? splitWords(text, true).map(once).join('') : once(text);
    if (!text.includes(old)) this.#fail(specifier, 'substitution failed');
    return result;
  }

  /** The text up to a delimiter, which is passed; a backslash before it makes it plain. */
  #until(delimiter: string): string {
    const line = this.#line;
    let result = '';
    for (; this.#at < line.length; this.#at++) {
      const char = line.charAt(this.#at);
      if (char === '\\' && line.charAt(this.#at + 1) === delimiter) result += line.charAt(++this.#at);
      else if (char === delimiter || char === '\n') break;
      else result += char;
    }
    if (this.#at < line.length) this.#at++;
    return result;
  }
}

const MODIFIERS: Readonly<Record<string, (text: string) => string>> = {
  q: quoted,
  x: (text) => splitWords(text).map(quoted).join(' '),
  h: (text) => (text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : text),
  t: (text) => text.slice(text.lastIndexOf('/') + 1),
  r: (text) => (text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : text),
  e: (text) => (text.includes('.') ? text.slice(text.lastIndexOf('.')) : text),
};

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const WORD = /(?:\\[\s\S]|'[^']*'?|"(?:\\[\s\S]|[^"\\])*"?|[^\s;&|()<>])+|[<>]&|[;&|<>]{1,2}|[()]/y;

/** The words of a command line as the shell would see them, operators among them; `withBlanks` keeps what is between. */
function splitWords(text: string, withBlanks = false): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? text.charAt(at);
    if (withBlanks || word.trim() !== '') words.push(word);
    at += word.length;
  }
  return words;
}
