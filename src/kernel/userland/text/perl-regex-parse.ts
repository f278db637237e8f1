/** Parser of the subset of Perl's regular expressions that `perl-regex.ts` matches. */
import { type ByteSet, byteSet, characterClasses, isWordByte, RegexError } from './regex-syntax.ts';

export type PerlNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly set: ByteSet }
  | { readonly kind: 'cat' | 'alt'; readonly items: readonly PerlNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly item: PerlNode }
  | { readonly kind: 'atomic'; readonly item: PerlNode }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly item: PerlNode }
  | { readonly kind: 'back'; readonly index: number }
  | { readonly kind: 'assert'; readonly what: '^' | '$' | 'b' | 'B' }
  | {
      readonly kind: 'repeat';
      readonly item: PerlNode;
      readonly min: number;
      readonly max: number;
      readonly mode: 'greedy' | 'lazy' | 'possessive';
    };

const MAX_DEPTH = 200;
const empty: PerlNode = { kind: 'empty' };

const escapeClasses: Readonly<Record<string, ByteSet>> = {
  d: byteSet(characterClasses['digit']!),
  w: isWordByte,
  s: byteSet(characterClasses['space']!),
  h: byteSet((code) => code === 9 || code === 32 || code === 0xa0),
  R: byteSet((code) => code >= 10 && code <= 13),
};

const controlEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, e: 27, a: 7 };

/** Parses or throws a RegexError. */
export function parsePerl(pattern: string, ignoreCase: boolean): { readonly node: PerlNode; readonly groups: number } {
  const parser = new Parser(pattern, ignoreCase);
  const node = parser.parse();
  return { node, groups: parser.groups };
}

class Parser {
  groups = 0;
  readonly #text: string;
  #ignoreCase: boolean;
  #extended = false;
  #at = 0;
  #depth = 0;
  readonly #names = new Map<string, number>();

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text;
    this.#ignoreCase = ignoreCase;
  }

  parse(): PerlNode {
    const node = this.#alternatives();
    if (this.#at < this.#text.length) throw new RegexError('unmatched closing parenthesis');
    return node;
  }

  #alternatives(): PerlNode {
    if (++this.#depth > MAX_DEPTH) throw new RegexError('parentheses are too deeply nested');
    const wasIgnoring = this.#ignoreCase;
    const items = [this.#branch()];
    while (this.#text[this.#at] === '|') {
      this.#at++;
      items.push(this.#branch());
    }
    this.#ignoreCase = wasIgnoring;
    this.#depth--;
    return items.length === 1 ? items[0]! : { kind: 'alt', items };
  }

  #branch(): PerlNode {
    const items: PerlNode[] = [];
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at]!;
      if (c === '|' || c === ')') break;
      if (this.#extended && (c === ' ' || c === '\t')) {
        this.#at++;
        continue;
      }
      items.push(this.#quantified(this.#atom()));
    }
    return items.length === 1 ? items[0]! : { kind: 'cat', items };
  }

  #quantified(atom: PerlNode): PerlNode {
    let node = atom;
    for (;;) {
      const c = this.#text[this.#at];
      let bounds: [number, number];
      if (c === '*') bounds = [0, Number.POSITIVE_INFINITY];
      else if (c === '+') bounds = [1, Number.POSITIVE_INFINITY];
      else if (c === '?') bounds = [0, 1];
      else {
        const braces = /^\{(\d{1,5})(,(\d{0,5}))?\}/.exec(this.#text.slice(this.#at, this.#at + 16));
        if (braces === null) return node;
        const min = Number(braces[1]);
        const max = braces[2] === undefined ? min : braces[3] === '' ? Number.POSITIVE_INFINITY : Number(braces[3]);
        if (max < min) throw new RegexError('numbers out of order in {} quantifier');
        if (min > 65535) throw new RegexError('number too big in {} quantifier');
        this.#at += braces[0].length - 1;
        bounds = [min, max];
      }
      this.#at++;
      let mode: 'greedy' | 'lazy' | 'possessive' = 'greedy';
      if (this.#text[this.#at] === '?') mode = 'lazy';
      else if (this.#text[this.#at] === '+') mode = 'possessive';
      if (mode !== 'greedy') this.#at++;
      node = { kind: 'repeat', item: node, min: bounds[0], max: bounds[1], mode };
    }
  }

  #atom(): PerlNode {
    const c = this.#text[this.#at++]!;
    switch (c) {
      case '.':
        return { kind: 'set', set: byteSet((code) => code !== 10) };
      case '^':
      case '$':
        return { kind: 'assert', what: c };
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#bracket() };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new RegexError('quantifier does not follow a repeatable item');
    }
    return this.#literal(c.charCodeAt(0));
  }

  #literal(code: number): PerlNode {
    const set = new Uint8Array(256);
    set[code] = 1;
    if (this.#ignoreCase) foldCase(set);
    return { kind: 'set', set };
  }

  #group(): PerlNode {
    const rest = this.#text.slice(this.#at, this.#at + 40);
    const open =
      /^\?(?:([:=!>|])|<([=!])|P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|([a-z]*)(?:-([a-z]+))?([:)])|#[^)]*\))/.exec(rest);
    if (rest.startsWith('?')) {
      if (open === null) throw new RegexError('unrecognized character after (? or (?-');
      this.#at += open[0].length;
      if (open[0].startsWith('?#')) return empty;
      const flags = open[5];
      if (flags !== undefined && open[7] !== undefined) {
        const before = this.#ignoreCase;
        if (flags.includes('i')) this.#ignoreCase = true;
        if (open[6]?.includes('i')) this.#ignoreCase = false;
        if (flags.includes('x')) this.#extended = true;
        if (open[7] === ')') return empty;
        const inner = this.#closed();
        this.#ignoreCase = before;
        return inner;
      }
      const mark = open[1];
      if (mark === ':' || mark === '|') return this.#closed();
      if (mark === '>') return { kind: 'atomic', item: this.#closed() };
      if (mark !== undefined) return { kind: 'look', behind: false, negative: mark === '!', item: this.#closed() };
      if (open[2] !== undefined) return { kind: 'look', behind: true, negative: open[2] === '!', item: this.#closed() };
      this.#names.set(open[3] ?? open[4]!, this.groups + 1);
    }
    const index = ++this.groups;
    return { kind: 'group', index, item: this.#closed() };
  }

  #closed(): PerlNode {
    const node = this.#alternatives();
    if (this.#text[this.#at] !== ')') throw new RegexError('missing closing parenthesis');
    this.#at++;
    return node;
  }

  #escape(): PerlNode {
    const c = this.#text[this.#at++];
    if (c === undefined) throw new RegexError('\\ at end of pattern');
    switch (c) {
      case 'b':
      case 'B':
        return { kind: 'assert', what: c };
      case 'A':
        return { kind: 'assert', what: '^' };
      case 'z':
      case 'Z':
        return { kind: 'assert', what: '$' };
      case 'K':
        return { kind: 'keep' };
      case 'E':
        return empty;
      case 'Q': {
        const found = this.#text.indexOf('\\E', this.#at);
        const end = found < 0 ? this.#text.length : found;
        const items = [...this.#text.slice(this.#at, end)].map((one) => this.#literal(one.charCodeAt(0)));
        this.#at = found < 0 ? end : end + 2;
        return { kind: 'cat', items };
      }
      case 'g':
      case 'k': {
        const name = /^(?:\{(\w+)\}|<(\w+)>|(\d+))/.exec(this.#text.slice(this.#at, this.#at + 40));
        if (name === null) throw new RegexError('a numbered reference must not be zero');
        this.#at += name[0].length;
        const word = name[1] ?? name[2] ?? name[3]!;
        return this.#reference(this.#names.get(word) ?? Number(word));
      }
    }
    if (c >= '1' && c <= '9') return this.#reference(Number(c));
    const set = this.#escapedClass(c);
    if (set !== null) return { kind: 'set', set };
    return this.#literal(this.#escapedCode(c));
  }

  #reference(index: number): PerlNode {
    if (!(index >= 1 && index <= this.groups)) throw new RegexError('reference to non-existent subpattern');
    return { kind: 'back', index };
  }

  #escapedClass(c: string): ByteSet | null {
    if (Object.hasOwn(escapeClasses, c)) return escapeClasses[c]!;
    const lower = c.toLowerCase();
    if (c === lower || !Object.hasOwn(escapeClasses, lower)) return null;
    const positive = escapeClasses[lower]!;
    return byteSet((code) => positive[code] === 0);
  }

  #escapedCode(c: string): number {
    if (Object.hasOwn(controlEscapes, c)) return controlEscapes[c]!;
    if (c === 'x') {
      const digits = /^(?:\{([0-9a-fA-F]{1,2})\}|([0-9a-fA-F]{0,2}))/.exec(this.#text.slice(this.#at, this.#at + 4))!;
      this.#at += digits[0].length;
      return Number.parseInt(digits[1] ?? (digits[2] || '0'), 16);
    }
    if (c === '0') {
      const digits = /^[0-7]{0,2}/.exec(this.#text.slice(this.#at, this.#at + 2))![0];
      this.#at += digits.length;
      return Number.parseInt(`0${digits}`, 8);
    }
    if (/[A-Za-z]/.test(c)) throw new RegexError('unrecognized character follows \\');
    return c.charCodeAt(0);
  }

  #bracket(): ByteSet {
    const text = this.#text;
    const set = new Uint8Array(256);
    const negated = text[this.#at] === '^';
    if (negated) this.#at++;
    for (let first = true; ; first = false) {
      const c = text[this.#at++];
      if (c === undefined) throw new RegexError('missing terminating ] for character class');
      if (c === ']' && !first) break;
      const named = c === '[' ? /^:(\^?)([a-z]+):\]/.exec(text.slice(this.#at, this.#at + 16)) : null;
      if (named !== null) {
        const test = named[2] === 'word' ? (code: number) => isWordByte[code] === 1 : characterClasses[named[2]!];
        if (test === undefined) throw new RegexError('unknown POSIX class name');
        for (let code = 0; code < 256; code++) if (test(code) === (named[1] === '')) set[code] = 1;
        this.#at += named[0].length;
        continue;
      }
      let low = c.charCodeAt(0);
      if (c === '\\') {
        const escaped = text[this.#at++] ?? '\\';
        const inner = this.#escapedClass(escaped);
        if (inner !== null) {
          for (let code = 0; code < 256; code++) if (inner[code] === 1) set[code] = 1;
          continue;
        }
        low = escaped === 'b' ? 8 : this.#escapedCode(escaped);
      }
      let high = low;
      if (text[this.#at] === '-' && text[this.#at + 1] !== ']' && this.#at + 1 < text.length) {
        this.#at++;
        const end = text[this.#at++]!;
        high = end === '\\' ? this.#escapedCode(text[this.#at++] ?? '\\') : end.charCodeAt(0);
        if (high < low) throw new RegexError('range out of order in character class');
      }
      for (let code = low; code <= high; code++) set[code] = 1;
    }
    if (this.#ignoreCase) foldCase(set);
    if (negated) for (let code = 0; code < 256; code++) set[code] = set[code]! ^ 1;
    return set;
  }
}

function foldCase(set: Uint8Array): void {
  for (let code = 65; code <= 90; code++) if (set[code] === 1 || set[code + 32] === 1) set[code] = set[code + 32] = 1;
}
