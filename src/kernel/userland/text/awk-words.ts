/** The words of an awk program as its parser takes them: looking ahead, expecting, and mawk's syntax errors. */
import { Lexer, type Token } from './awk-lexer.ts';
import { AwkError } from './awk-value.ts';

/** Expressions and statements inside one another. */
const DEPTH_MAX = 300;

export class ProgramWords {
  /** Open parentheses and braces: they tell what is missing at a mistake. */
  parens = 0;
  braces = 0;
  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#lexer = new Lexer(source);
  }

  /** Where the next word is, to come back to. */
  get place(): number {
    return this.#at;
  }

  set place(place: number) {
    this.#at = place;
  }

  peek(ahead = 0): Token {
    while (this.#tokens.length <= this.#at + ahead) {
      const last = this.#tokens.at(-1);
      this.#tokens.push(last?.kind === 'end' ? last : this.#lexer.next());
    }
    return this.#tokens[this.#at + ahead]!;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Whether the next word is this operator or keyword. */
  is(text: string): boolean {
    const token = this.peek();
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  skip(...what: readonly string[]): void {
    for (;;) {
      const token = this.peek();
      const isNewline = token.kind === 'newline' && what.includes('newline');
      if (!isNewline && !(token.kind === 'operator' && what.includes(token.text))) return;
      this.#at++;
    }
  }

  fail(token = this.peek()): never {
    const { kind, line } = token;
    const shown = kind === 'newline' ? 'end of line' : kind === 'end' ? 'end of file' : shownText(token);
    const ends = kind === 'newline' || kind === 'end' || token.text === ';' || token.text === '}';
    if (this.parens > 0 && ends) throw new AwkError(`line ${line}: missing ) near ${shown}`);
    if (this.braces > 0 && kind === 'end') throw new AwkError(`line ${line}: missing } near ${shown}`);
    throw new AwkError(`line ${line}: syntax error at or near ${shown}`);
  }

  deeper<Result>(work: () => Result): Result {
    if (++this.#depth > DEPTH_MAX) throw new AwkError(`line ${this.peek().line}: yacc stack overflow`);
    const result = work();
    this.#depth--;
    return result;
  }

  open(): void {
    this.expect('(');
    this.parens++;
  }

  close(): void {
    if (!this.is(')')) this.fail();
    this.#at++;
    this.parens--;
  }
}

function shownText({ kind, text }: Token): string {
  if (kind === 'string') return `"${text}"`;
  return kind === 'regex' ? `/${text}/` : text;
}
