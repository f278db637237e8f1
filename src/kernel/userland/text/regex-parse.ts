/**
 * Parser of POSIX basic and extended regular expressions with the GNU extensions.
 *
 * Behaves as glibc `posix/regcomp.c` (`parse_reg_exp`, `parse_expression`, `parse_bracket_exp`) in the C locale, with its
 * errors. Nesting and repetition are bounded as there (RE_DUP_MAX 32767; a pattern that grows too big is refused).
 */
import {
  byteSet,
  characterClasses,
  isWordByte,
  RegexError,
  type RegexNode,
  type RegexSyntax,
  regexErrors,
} from './regex-syntax.ts';

const DUP_MAX = 0x7fff;
/** A bound of ours: the C library's parser recurses until its stack ends. */
const MAX_DEPTH = 1000;

export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groups: number;
  readonly hasBackReference: boolean;
  /** Operators that stood where nothing can be repeated, as grep warns of them. */
  readonly strayOperators: readonly string[];
  /** A class name stands in single brackets, `[:alpha:]`: grep refuses that. */
  readonly hasLoneClass: boolean;
}

/** Parses or throws a RegexError. */
export function parseRegex(pattern: string, syntax: RegexSyntax): ParsedRegex {
  return new Parser(pattern, syntax).parse();
}

const empty: RegexNode = { kind: 'empty' };
const anything = byteSet(() => true);
const notNewline = byteSet((code) => code !== 10);

class Parser {
  readonly #text: string;
  readonly #syntax: RegexSyntax;
  #at = 0;
  #groups = 0;
  #closed = new Set<number>();
  #hasBack = false;
  #depth = 0;
  readonly #stray: string[] = [];
  /** Nothing but `^` stands before in the branch. */
  #atStart = true;
  #loneClass = false;

  constructor(text: string, syntax: RegexSyntax) {
    this.#text = text;
    this.#syntax = syntax;
  }

  parse(): ParsedRegex {
    const node = this.#alternatives();
    if (this.#at < this.#text.length) throw new RegexError(regexErrors.rightParen);
    return {
      node,
      groups: this.#groups,
      hasBackReference: this.#hasBack,
      strayOperators: this.#stray,
      hasLoneClass: this.#loneClass,
    };
  }

  /** The operator at the reading position in either dialect's spelling, without its backslash; '' when there is none. */
  #operator(): string {
    const c = this.#text[this.#at];
    if (c === undefined) return '';
    const { extended, gnuOperators } = this.#syntax;
    if (c === '*') return '*';
    if (extended) return '+?|(){'.includes(c) ? c : '';
    if (c !== '\\') return '';
    const next = this.#text[this.#at + 1] ?? '';
    if ('(){'.includes(next) && next !== '') return next;
    return gnuOperators && next !== '' && '+?|'.includes(next) ? next : '';
  }

  #skipOperator(operator: string): void {
    this.#at += this.#syntax.extended || operator === '*' ? 1 : 2;
  }

  #alternatives(): RegexNode {
    if (++this.#depth > MAX_DEPTH) throw new RegexError(regexErrors.space);
    // A reference cannot reach from one alternative into another.
    const before = new Set(this.#closed);
    const items = [this.#branch()];
    const after = new Set(this.#closed);
    while (this.#operator() === '|') {
      this.#skipOperator('|');
      this.#closed = new Set(before);
      items.push(this.#branch());
      for (const index of this.#closed) after.add(index);
    }
    this.#closed = after;
    this.#depth--;
    return items.length === 1 ? items[0]! : { kind: 'alt', items };
  }

  #branch(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (this.#at >= this.#text.length) break;
      const operator = this.#operator();
      if (operator === '|') break;
      if (operator === ')') {
        if (this.#depth > 1 || !this.#mayCloseAlone()) break;
      }
      this.#atStart = items.every((item) => item.kind === 'assert' && item.what === '^');
      const item = this.#expression(items.length === 0);
      if (item !== empty) items.push(item);
    }
    if (items.length === 0) return empty;
    return items.length === 1 ? items[0]! : { kind: 'cat', items };
  }

  #mayCloseAlone(): boolean {
    return this.#syntax.extended && this.#syntax.unmatchedParenIsOrdinary;
  }

  /** One atom with its repetitions. `first`: nothing stands before it in its branch. */
  #expression(first: boolean): RegexNode {
    let node = this.#atom(first);
    // Anchors are not repeated: what follows is an operator without an operand.
    if (node.kind === 'assert' || node === empty) return node;
    for (;;) {
      const operator = this.#operator();
      if (operator === '*' || operator === '+' || operator === '?') {
        this.#skipOperator(operator);
        node = repeat(node, operator === '+' ? 1 : 0, operator === '?' ? 1 : Number.POSITIVE_INFINITY);
      } else if (operator === '{') {
        const bounds = this.#interval();
        if (bounds === null) return node;
        node = repeat(node, bounds[0], bounds[1]);
      } else return node;
      if (this.#syntax.contextInvalidDup && '*{'.includes(this.#operator() || ' ')) {
        throw new RegexError(regexErrors.badRepeat);
      }
    }
  }

  #atom(first: boolean): RegexNode {
    const { extended, contextInvalidOps } = this.#syntax;
    const operator = this.#operator();
    const c = this.#text[this.#at]!;
    switch (operator) {
      case '(':
        return this.#group();
      case ')':
        this.#skipOperator(')');
        return this.#literal(41);
      case '*':
      case '+':
      case '?':
      case '{': {
        if (operator === '{' && extended && this.#interval(true) === null) {
          this.#at++;
          return this.#literal(0x7b);
        }
        if (extended && contextInvalidOps) throw new RegexError(regexErrors.badRepeat);
        if (!extended) {
          if (operator === '{' && this.#syntax.contextInvalidDup) throw new RegexError(regexErrors.badRepeat);
          this.#skipOperator(operator);
          return this.#literal(operator.charCodeAt(0));
        }
        if (this.#atStart) this.#stray.push(operator === '{' ? '{...}' : operator);
        if (operator === '{') this.#interval();
        else this.#skipOperator(operator);
        return empty;
      }
    }
    this.#at++;
    switch (c) {
      case '.':
        return { kind: 'set', set: this.#syntax.multiline ? notNewline : anything };
      case '[':
        return { kind: 'set', set: this.#bracket() };
      case '^':
        if (extended || first) return { kind: 'assert', what: '^' };
        break;
      case '$':
        if (extended || this.#endsBranch()) return { kind: 'assert', what: '$' };
        break;
      case '\\':
        return this.#escape();
    }
    return this.#literal(c.charCodeAt(0));
  }

  #endsBranch(): boolean {
    if (this.#at >= this.#text.length) return true;
    const operator = this.#operator();
    return operator === '|' || operator === ')';
  }

  #group(): RegexNode {
    this.#skipOperator('(');
    const index = ++this.#groups;
    const item = this.#alternatives();
    if (this.#operator() !== ')') throw new RegexError(regexErrors.paren);
    this.#skipOperator(')');
    this.#closed.add(index);
    return { kind: 'group', index, item };
  }

  #escape(): RegexNode {
    const c = this.#text[this.#at];
    if (c === undefined) throw new RegexError(regexErrors.escape);
    this.#at++;
    const { backReferences, gnuOperators, awkEscapes } = this.#syntax;
    if (awkEscapes) {
      const code = this.#cEscape(c);
      return this.#literal(code ?? c.charCodeAt(0));
    }
    if (backReferences && c >= '1' && c <= '9') {
      const index = Number(c);
      if (!this.#closed.has(index)) throw new RegexError(regexErrors.back);
      this.#hasBack = true;
      return { kind: 'back', index };
    }
    if (gnuOperators) {
      switch (c) {
        case 'w':
          return { kind: 'set', set: isWordByte };
        case 'W':
          return { kind: 'set', set: byteSet((code) => isWordByte[code] === 0) };
        case 's':
          return { kind: 'set', set: byteSet(characterClasses['space']!) };
        case 'S':
          return { kind: 'set', set: byteSet((code) => !characterClasses['space']!(code)) };
        case 'b':
        case 'B':
        case '<':
        case '>':
        case '`':
        case "'":
          return { kind: 'assert', what: c };
      }
    }
    return this.#literal(c.charCodeAt(0));
  }

  /** awk's escapes behind a backslash; null when the character stands for itself. */
  #cEscape(c: string): number | null {
    const at = 'abfnrtv'.indexOf(c);
    if (at >= 0) return [7, 8, 12, 10, 13, 9, 11][at]!;
    if (c < '0' || c > '7') return null;
    let code = Number(c);
    for (let digits = 1; digits < 3; digits++) {
      const next = this.#text[this.#at] ?? '';
      if (next < '0' || next > '7') break;
      code = code * 8 + Number(next);
      this.#at++;
    }
    return code & 255;
  }

  #literal(code: number): RegexNode {
    const { ignoreCase } = this.#syntax;
    const lower = ignoreCase && code >= 65 && code <= 90 ? code + 32 : code;
    const upper = ignoreCase && code >= 97 && code <= 122 ? code - 32 : code;
    return { kind: 'set', set: byteSet((c) => c === code || c === lower || c === upper) };
  }

  /** Bounds at `{`; null (nothing read) when it is to be taken as itself. With `peek` nothing is read in any case. */
  #interval(peek = false): [number, number] | null {
    const { extended, invalidIntervalIsOrdinary } = this.#syntax;
    const start = this.#at;
    this.#skipOperator('{');
    const end = extended ? '}' : '\\}';
    const low = this.#number();
    let high: number | null = low;
    if (this.#text[this.#at] === ',') {
      this.#at++;
      high = this.#number() ?? Number.POSITIVE_INFINITY;
    }
    const wellFormed = high !== null && this.#text.startsWith(end, this.#at);
    if (!wellFormed) {
      const atEnd = this.#at >= this.#text.length;
      this.#at = start;
      if (extended && invalidIntervalIsOrdinary) return null;
      throw new RegexError(atEnd ? regexErrors.brace : regexErrors.badBrace);
    }
    this.#at += end.length;
    const min = low ?? 0;
    if (high! < min) throw new RegexError(regexErrors.badBrace);
    if (Math.max(min, high === Number.POSITIVE_INFINITY ? 0 : high!) > DUP_MAX) throw new RegexError(regexErrors.size);
    if (peek) this.#at = start;
    return [min, high!];
  }

  #number(): number | null {
    const start = this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at]! >= '0' && this.#text[this.#at]! <= '9') this.#at++;
    return start === this.#at ? null : Math.min(Number(this.#text.slice(start, this.#at)), DUP_MAX + 1);
  }

  /** A bracket expression behind its `[`. */
  #bracket(): Uint8Array {
    const text = this.#text;
    const set = new Uint8Array(256);
    const negated = text[this.#at] === '^';
    if (negated) this.#at++;
    if (this.#at >= text.length) throw new RegexError(regexErrors.invalid);
    const start = this.#at;
    let first = true;
    for (;;) {
      if (this.#at >= text.length) throw new RegexError(regexErrors.bracket);
      if (text[this.#at] === ']' && !first) break;
      first = false;
      const low = this.#bracketElement(set);
      if (low === null) continue;
      if (text[this.#at] === '-' && text[this.#at + 1] !== ']' && this.#at + 1 < text.length) {
        this.#at++;
        const high = this.#bracketElement(null);
        if (high === null || high < low) throw new RegexError(regexErrors.range);
        for (let code = low; code <= high; code++) set[code] = 1;
      } else set[low] = 1;
    }
    if (this.#at - start > 2 && text[start] === ':' && text[this.#at - 1] === ':') this.#loneClass = true;
    this.#at++;
    if (this.#syntax.ignoreCase) {
      for (let code = 65; code <= 90; code++)
        if (set[code] === 1 || set[code + 32] === 1) set[code] = set[code + 32] = 1;
    }
    if (negated) {
      for (let code = 0; code < 256; code++) set[code] = set[code]! ^ 1;
      if (this.#syntax.multiline) set[10] = 0;
    }
    return set;
  }

  /** One character, class or collating element; null when it was a class, which is added to `set`. */
  #bracketElement(set: Uint8Array | null): number | null {
    const text = this.#text;
    const c = text[this.#at++]!;
    const kind = text[this.#at] ?? '';
    if (c === '[' && (kind === ':' || kind === '.' || kind === '=')) {
      const end = text.indexOf(`${kind}]`, this.#at + 1);
      if (end < 0) throw new RegexError(regexErrors.bracket);
      const name = text.slice(this.#at + 1, end);
      if (kind === ':') {
        this.#at = end + 2;
        const test = characterClasses[name];
        if (test === undefined || !Object.hasOwn(characterClasses, name)) throw new RegexError(regexErrors.class);
        if (set === null) throw new RegexError(regexErrors.range);
        for (let code = 0; code < 256; code++) if (test(code)) set[code] = 1;
        return null;
      }
      if (name.length !== 1) throw new RegexError(regexErrors.collation);
      this.#at = end + 2;
      return name.charCodeAt(0);
    }
    if (c === '\\' && this.#syntax.awkEscapes && this.#at < text.length) {
      const escaped = text[this.#at++]!;
      return this.#cEscape(escaped) ?? escaped.charCodeAt(0);
    }
    return c.charCodeAt(0);
  }
}

function repeat(item: RegexNode, min: number, max: number): RegexNode {
  if (item === empty) return empty;
  return { kind: 'repeat', item, min, max };
}
