/** The words of an awk program (mawk 1.3.4 `scan.c`). */
import { AwkError } from './awk-value.ts';

export type TokenKind =
  | 'number'
  | 'string'
  | 'regex'
  | 'name'
  | 'call'
  | 'builtin'
  | 'keyword'
  | 'operator'
  | 'newline'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** The word itself; the value of a string or the pattern of a regex. */
  readonly text: string;
  readonly line: number;
}

const keywords = new Set(
  'BEGIN END break continue delete do else exit for function func getline if in next nextfile print printf return while'.split(
    ' ',
  ),
);
const builtinNames = new Set(
  'atan2 close cos exp fflush gsub index int length log match rand sin split sprintf sqrt srand sub substr system tolower toupper'.split(
    ' ',
  ),
);

/** Longest first. */
const operators =
  '**= && || ++ -- += -= *= /= %= ^= == <= >= != >> ** { } ( ) [ ] ; , + - * / % ^ ! > < | ? : ~ $ ='.split(' ');

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A text with its backslash escapes done; an unknown one stays as it is. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  let result = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\' || at + 1 >= text.length) {
      result += text[at]!;
      continue;
    }
    const letter = text[++at]!;
    const simple = escapes[letter];
    if (simple !== undefined) result += simple;
    else if (letter >= '0' && letter <= '7') {
      const digits = /^[0-7]{1,3}/.exec(text.slice(at, at + 3))![0];
      result += String.fromCharCode(Number.parseInt(digits, 8) & 255);
      at += digits.length - 1;
    } else if (letter !== '\n') result += `\\${letter}`;
  }
  return result;
}

/** Words one at a time; what stood before tells a division from a regex. */
export class Lexer {
  readonly #source: string;
  #at = 0;
  #line = 1;
  #previous: Token = { kind: 'newline', text: '\n', line: 1 };

  constructor(source: string) {
    this.#source = source;
  }

  next(): Token {
    const token = this.#read();
    this.#previous = token;
    return token;
  }

  #token(kind: TokenKind, text: string): Token {
    return { kind, text, line: this.#line };
  }

  #read(): Token {
    const source = this.#source;
    for (;;) {
      const letter = source[this.#at];
      if (letter === undefined) {
        this.#line++;
        return this.#token('end', 'end of file');
      }
      if (letter === ' ' || letter === '\t' || letter === '\r' || letter === '\f' || letter === '\v') this.#at++;
      else if (letter === '\\' && /^\r?\n/.test(source.slice(this.#at + 1, this.#at + 3))) {
        this.#at = source.indexOf('\n', this.#at) + 1;
        this.#line++;
      } else if (letter === '#') {
        const end = source.indexOf('\n', this.#at);
        this.#at = end < 0 ? source.length : end;
      } else break;
    }
    const letter = source[this.#at]!;
    if (letter === '\n') {
      this.#at++;
      const token = this.#token('newline', '\n');
      this.#line++;
      return token;
    }
    if (/[A-Za-z_]/.test(letter)) return this.#word();
    if (/[0-9]/.test(letter) || (letter === '.' && /[0-9]/.test(source[this.#at + 1] ?? ''))) return this.#number();
    if (letter === '"') return this.#string();
    if (letter === '/' && this.#regexMayStart()) return this.#regex();
    for (const operator of operators) {
      if (source.startsWith(operator, this.#at)) {
        this.#at += operator.length;
        const text = operator === '**' ? '^' : operator === '**=' ? '^=' : operator;
        return this.#token('operator', text);
      }
    }
    throw new AwkError(`${this.#line}: unexpected character '${letter}'`);
  }

  #regexMayStart(): boolean {
    const { kind, text } = this.#previous;
    if (kind === 'number' || kind === 'string' || kind === 'name' || kind === 'regex') return false;
    // `length / 2` divides.
    if (kind === 'builtin') return text !== 'length';
    return !(kind === 'operator' && (text === ')' || text === ']' || text === '$' || text === '++' || text === '--'));
  }

  #word(): Token {
    const start = this.#at;
    while (/[A-Za-z0-9_]/.test(this.#source[this.#at] ?? '')) this.#at++;
    const text = this.#source.slice(start, this.#at);
    if (keywords.has(text)) return this.#token('keyword', text === 'func' ? 'function' : text);
    if (builtinNames.has(text)) return this.#token('builtin', text);
    return this.#token(this.#source[this.#at] === '(' ? 'call' : 'name', text);
  }

  #number(): Token {
    const rest = this.#source.slice(this.#at, this.#at + 400);
    const text = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(rest)![0];
    this.#at += text.length;
    if (!Number.isFinite(Number(text))) throw new AwkError(`line ${this.#line}: ${text} : decimal overflow`);
    return this.#token('number', text);
  }

  #string(): Token {
    const source = this.#source;
    const start = this.#at + 1;
    let at = start;
    for (; source[at] !== '"'; at++) {
      if (source[at] === '\\') at++;
      if (at >= source.length || source[at] === '\n') {
        if (source[at] === '\n' && source[at - 1] === '\\') {
          this.#line++;
          continue;
        }
        throw new AwkError(
          `line ${this.#line}: runaway string constant "${source.slice(start, start + 10).split('\n')[0]} ...`,
        );
      }
    }
    this.#at = at + 1;
    return this.#token('string', unescapeText(source.slice(start, at)));
  }

  #regex(): Token {
    const source = this.#source;
    const start = this.#at + 1;
    let at = start;
    let inBrackets = false;
    for (; source[at] !== '/' || inBrackets; at++) {
      if (source[at] === '\\') at++;
      else if (source[at] === '[' && !inBrackets) {
        inBrackets = true;
        if (source[at + 1] === '^') at++;
        if (source[at + 1] === ']') at++;
      } else if (source[at] === ']') inBrackets = false;
      if (at >= source.length || source[at] === '\n') {
        if (inBrackets) {
          // A bracket that is never closed is none.
          inBrackets = false;
          at = source.indexOf('/', start) - 1;
          if (at >= 0) continue;
        }
        throw new AwkError(
          `line ${this.#line}: runaway regular expression /${source.slice(start, start + 10).split('\n')[0]} ...`,
        );
      }
    }
    this.#at = at + 1;
    return this.#token('regex', source.slice(start, at).replaceAll('\\/', '/'));
  }
}
