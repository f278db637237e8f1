/**
 * GNU quoting of names in messages and listings, in the C locale.
 *
 * Mirrors gnulib `lib/quotearg.c` (`quotearg_buffer_restyled`) as coreutils 9.1 and findutils 4.9 use it: the same decisions in
 * the same order, for one-byte characters. Left out: trigraphs, multibyte locales, custom quotes.
 */

export type QuotingStyle =
  | 'literal'
  | 'shell'
  | 'shell-always'
  | 'shell-escape'
  | 'shell-escape-always'
  | 'c'
  | 'c-maybe'
  | 'escape'
  | 'locale'
  | 'clocale';

const EMPTY = '';

/** `name` in single quotes for a message, with C escapes: `quote()`. */
export function quote(name: string): string {
  return quoteArg(name, 'locale');
}

/** A file name in a message, always quoted: `quoteaf()`. */
export function quoteAlways(name: string): string {
  return quoteArg(name, 'shell-escape-always');
}

/** A file name that begins a message, quoted only when it must be: `quotef()`. */
export function quoteFile(name: string): string {
  return isPlain(name) ? name : quoteArg(name, 'shell-escape', ':');
}

/** A file name quoted only when the shell would need it: `quotearg_style (shell_escape_quoting_style)`. */
export function quoteShell(name: string): string {
  return quoteArg(name, 'shell-escape');
}

/** Letters, digits and a few marks alone, so that no style has anything to do. */
function isPlain(name: string): boolean {
  if (name === EMPTY) return false;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    const plain =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x2b && code <= 0x39) ||
      code === 0x5f;
    if (!plain) return false;
  }
  return true;
}

const escapeLetters: Readonly<Record<string, string>> = {
  '\x07': 'a',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
};

/** `argument` in a style; characters of `alsoQuote` are escaped too where the style has escapes. */
export function quoteArg(argument: string, style: QuotingStyle, alsoQuote = EMPTY): string {
  return new Quoting(argument, style, alsoQuote, false).run();
}

/** One pass over a name. When a pass without outer quotes meets what needs them, another pass with them replaces it. */
class Quoting {
  readonly #argument: string;
  readonly #alsoQuote: string;
  readonly #shell: boolean;
  readonly #backslash: boolean;
  readonly #elide: boolean;
  readonly #mark: string;
  readonly #style: QuotingStyle;
  #text: string;
  /** Inside a `$'…'` part of a shell string. */
  #inEscape: boolean;
  readonly #isSecondScan: boolean;

  constructor(argument: string, style: QuotingStyle, alsoQuote: string, outer: boolean, secondScan = false) {
    this.#isSecondScan = secondScan;
    this.#inEscape = secondScan;
    this.#argument = argument;
    this.#alsoQuote = alsoQuote;
    this.#style = style;
    const elidable = style === 'shell' || style === 'shell-escape' || style === 'c-maybe';
    this.#elide = elidable && !outer;
    this.#shell = style.startsWith('shell');
    this.#backslash = !(style === 'literal' || style === 'shell' || style === 'shell-always');
    if (style === 'literal' || style === 'escape') this.#mark = EMPTY;
    else if (style === 'c' || style === 'c-maybe' || style === 'clocale') this.#mark = '"';
    else this.#mark = "'";
    this.#text = this.#elide ? EMPTY : this.#mark;
  }

  run(): string {
    const argument = this.#argument;
    // A shell string whose characters all mean themselves between double quotes is shown so, to spare an apostrophe its '\''.
    let apostrophe = false;
    let fitsDoubleQuotes = true;
    for (let at = 0; at < argument.length; at++) {
      const c = argument[at]!;
      const compatible = fitsC(argument, at);
      if (c === "'") apostrophe = true;
      const code = c.charCodeAt(0);
      const letter = escapeLetters[c];
      if (letter !== undefined || code < 0x20 || code >= 0x7f) {
        if (!this.#escape(letter, code, argument[at + 1])) return this.#withOuterQuotes();
        if (!compatible) fitsDoubleQuotes = false;
        continue;
      }
      if (this.#shell) {
        if (this.#elide && needsShellQuotes(argument, at)) return this.#withOuterQuotes();
        if (c === "'") {
          // The escaped apostrophe closes a $'…' part as it closes a plain one.
          this.#text += "'\\'";
          this.#inEscape = false;
        }
      } else if (c === '\\' && this.#backslash) {
        if (!(this.#elide && this.#mark !== EMPTY)) this.#text += '\\';
      } else if (this.#backslash && (c === this.#mark || this.#alsoQuote.includes(c))) {
        if (this.#elide) return this.#withOuterQuotes();
        this.#text += '\\';
      }
      if (this.#shell && this.#elide && this.#alsoQuote.includes(c)) return this.#withOuterQuotes();
      this.#put(c);
      if (!compatible) fitsDoubleQuotes = false;
    }
    if (this.#shell && this.#elide && argument === EMPTY) return this.#withOuterQuotes();
    if (this.#shell && !this.#elide && apostrophe && fitsDoubleQuotes) {
      return new Quoting(argument, 'c', this.#alsoQuote, true).run();
    }
    // gnulib scans a string with an apostrophe twice and forgets to leave the $'…' part in which the first scan ended.
    if (this.#shell && !this.#elide && apostrophe && this.#inEscape && !this.#isSecondScan) {
      return new Quoting(argument, this.#style, this.#alsoQuote, true, true).run();
    }
    return this.#elide ? this.#text : this.#text + this.#mark;
  }

  /** A control or 8-bit character; false when it needs outer quotes first. */
  #escape(letter: string | undefined, code: number, next: string | undefined): boolean {
    if (!this.#backslash) {
      if (this.#elide && this.#shell && (code === 9 || code === 10 || code === 13)) return false;
      this.#put(String.fromCharCode(code));
      return true;
    }
    if (this.#elide) return false;
    if (this.#shell && !this.#inEscape) {
      this.#text += "'$'";
      this.#inEscape = true;
    }
    if (letter !== undefined) this.#text += `\\${letter}`;
    else if (code === 0)
      this.#text += !this.#shell && next !== undefined && next >= '0' && next <= '9' ? '\\000' : '\\0';
    else this.#text += `\\${code.toString(8).padStart(3, '0')}`;
    return true;
  }

  #put(c: string): void {
    if (this.#inEscape) {
      this.#text += "''";
      this.#inEscape = false;
    }
    this.#text += c;
  }

  #withOuterQuotes(): string {
    const style = this.#style === 'c-maybe' ? 'c' : this.#style === 'shell' ? 'shell-always' : 'shell-escape-always';
    return new Quoting(this.#argument, style, EMPTY, true).run();
  }
}

/** Characters that need shell quotes where they stand. */
function needsShellQuotes(argument: string, at: number): boolean {
  switch (argument[at]) {
    case '{':
    case '}':
      return argument.length === 1;
    case '#':
    case '~':
      return at === 0;
    case '?':
    case '\\':
    case "'":
    case ' ':
    case '!':
    case '"':
    case '$':
    case '&':
    case '(':
    case ')':
    case '*':
    case ';':
    case '<':
    case '=':
    case '>':
    case '[':
    case '^':
    case '`':
    case '|':
      return true;
    default:
      return false;
  }
}

/** Characters that mean themselves in a C string and between a shell's double quotes alike. */
function fitsC(argument: string, at: number): boolean {
  const c = argument[at]!;
  if (/[%+,\-./0-9:A-Z\]_a-z @']/.test(c)) return true;
  if (c === '#' || c === '~') return at === 0;
  if (c === '{' || c === '}') return argument.length === 1;
  return false;
}
