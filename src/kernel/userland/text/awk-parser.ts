/**
 * Parser of awk programs: POSIX grammar with mawk 1.3.4's choices (`parse.y`): a pipe into getline binds as tightly as a primary, the
 * first mistake ends it.
 */
import { ExpressionParser } from './awk-expressions.ts';
import { ProgramNames } from './awk-names.ts';
import type { AwkFunction, AwkProgram, Expression, Redirection, Rule, Statement } from './awk-tree.ts';
import { AwkError } from './awk-value.ts';
import { ProgramWords } from './awk-words.ts';

export function parseAwk(source: string): AwkProgram {
  return new Parser(source).program();
}

class Parser {
  readonly #words: ProgramWords;
  readonly #names: ProgramNames;
  readonly #expressions: ExpressionParser;
  #loops = 0;
  #inAction = false;

  constructor(source: string) {
    this.#words = new ProgramWords(source);
    this.#names = new ProgramNames(this.#words);
    this.#expressions = new ExpressionParser(this.#words, this.#names);
  }

  program(): AwkProgram {
    const rules: Rule[] = [];
    for (;;) {
      this.#words.skip('newline');
      const token = this.#words.peek();
      if (token.kind === 'end') break;
      if (token.text === '}' && token.kind === 'operator') {
        throw new AwkError(`line ${token.line}: extra '}'\nline ${token.line}: syntax error at or near end of line`);
      }
      if (this.#words.is('function')) this.#function();
      else rules.push(this.#rule());
      this.#words.accept(';');
    }
    const { line } = this.#words.peek();
    for (const name of this.#names.called) {
      if (this.#names.functions.get(name)?.body == null)
        throw new AwkError(`line ${line}: function ${name} never defined`);
    }
    return { rules, functions: this.#names.functions, globals: this.#names.globals };
  }

  #function(): void {
    this.#words.next();
    const token = this.#words.next();
    if (token.kind !== 'name' && token.kind !== 'call') this.#words.fail(token);
    const known = this.#names.functions.get(token.text);
    if (known !== undefined && known.body !== null) this.#words.fail(token);
    this.#words.open();
    const parameters: string[] = [];
    while (!this.#words.is(')')) {
      const parameter = this.#words.next();
      if (parameter.kind !== 'name') this.#words.fail(parameter);
      if (parameters.includes(parameter.text)) {
        throw new AwkError(`line ${parameter.line}: ${parameter.text} is duplicated in argument list`);
      }
      parameters.push(parameter.text);
      if (!this.#words.accept(',')) break;
      this.#words.skip('newline');
    }
    this.#words.close();
    this.#words.skip('newline');
    const made: AwkFunction = { name: token.text, parameters, body: null };
    this.#names.functions.set(token.text, made);
    this.#names.locals = parameters;
    made.body = this.#action();
    this.#names.locals = null;
  }

  #rule(): Rule {
    for (const kind of ['BEGIN', 'END'] as const) {
      if (!this.#words.accept(kind)) continue;
      if (!this.#words.is('{')) this.#words.fail();
      return { kind, pattern: null, rangeEnd: null, body: this.#action() };
    }
    if (this.#words.is('{')) {
      return { kind: 'always', pattern: null, rangeEnd: null, body: this.#mainAction() };
    }
    const pattern = this.#expressions.expression();
    let rangeEnd: Expression | null = null;
    if (this.#words.accept(',')) {
      this.#words.skip('newline');
      rangeEnd = this.#expressions.expression();
    }
    const body = this.#words.is('{') ? this.#mainAction() : null;
    if (
      body === null &&
      !this.#words.is(';') &&
      this.#words.peek().kind !== 'newline' &&
      this.#words.peek().kind !== 'end'
    )
      this.#words.fail();
    return { kind: rangeEnd === null ? 'pattern' : 'range', pattern, rangeEnd, body };
  }

  #mainAction(): Statement {
    this.#inAction = true;
    const body = this.#action();
    this.#inAction = false;
    return body;
  }

  // ---- statements ----

  #action(): Statement {
    return this.#words.deeper(() => {
      this.#words.expect('{');
      this.#words.braces++;
      const body: Statement[] = [];
      for (;;) {
        this.#words.skip('newline', ';');
        if (this.#words.accept('}')) break;
        if (this.#words.peek().kind === 'end') this.#words.fail();
        body.push(this.#statement());
      }
      this.#words.braces--;
      return { kind: 'block', body };
    });
  }

  /** A statement that may stand on the next line. */
  #body(): Statement {
    this.#words.skip('newline');
    if (this.#words.accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #loopBody(): Statement {
    this.#loops++;
    const body = this.#body();
    this.#loops--;
    return body;
  }

  #statement(): Statement {
    return this.#words.deeper(() => {
      if (this.#words.is('{')) return this.#action();
      const token = this.#words.peek();
      if (token.kind === 'keyword') {
        switch (token.text) {
          case 'if':
            return this.#if();
          case 'while': {
            this.#words.place++;
            const test = this.#condition();
            return { kind: 'while', test, body: this.#loopBody() };
          }
          case 'do':
            return this.#do();
          case 'for':
            return this.#for();
        }
      }
      const simple = this.#simple();
      this.#terminator();
      return simple;
    });
  }

  #terminator(): void {
    const { kind } = this.#words.peek();
    if (this.#words.is('}') || kind === 'end') return;
    if (kind === 'newline' || this.#words.is(';')) this.#words.place++;
    else this.#words.fail();
  }

  #condition(): Expression {
    this.#words.open();
    const test = this.#expressions.expression();
    this.#words.close();
    return test;
  }

  #if(): Statement {
    this.#words.place++;
    const test = this.#condition();
    const yes = this.#body();
    const here = this.#words.place;
    this.#words.skip('newline', ';');
    if (!this.#words.accept('else')) {
      this.#words.place = here;
      return { kind: 'if', test, yes, no: null };
    }
    return { kind: 'if', test, yes, no: this.#body() };
  }

  #do(): Statement {
    this.#words.place++;
    const body = this.#loopBody();
    this.#words.skip('newline', ';');
    this.#words.expect('while');
    const test = this.#condition();
    this.#terminator();
    return { kind: 'do', test, body };
  }

  #for(): Statement {
    this.#words.place++;
    this.#words.open();
    const [name, word, array] = [this.#words.peek(), this.#words.peek(1), this.#words.peek(2)];
    const isIn = name.kind === 'name' && word.text === 'in' && word.kind === 'keyword' && array.kind === 'name';
    if (isIn && this.#words.peek(3).text === ')') {
      this.#words.place += 3;
      const place = this.#names.variable(name, 'scalar');
      const over = this.#names.variable(array, 'array');
      this.#words.close();
      return { kind: 'forIn', place, array: over, body: this.#loopBody() };
    }
    const start = this.#words.is(';') ? null : this.#expressions.expression();
    this.#words.expect(';');
    this.#words.skip('newline');
    const test = this.#words.is(';') ? null : this.#expressions.expression();
    this.#words.expect(';');
    this.#words.skip('newline');
    const step = this.#words.is(')') ? null : this.#expressions.expression();
    this.#words.close();
    return { kind: 'for', start, test, step, body: this.#loopBody() };
  }

  #simple(): Statement {
    const token = this.#words.peek();
    if (token.kind !== 'keyword' || token.text === 'getline') {
      return { kind: 'expression', value: this.#expressions.expression() };
    }
    this.#words.place++;
    switch (token.text) {
      case 'print':
      case 'printf':
        return this.#print(token.text);
      case 'delete': {
        const name = this.#words.next();
        if (name.kind !== 'name') this.#words.fail(name);
        const array = this.#names.variable(name, 'array');
        return { kind: 'delete', array, keys: this.#words.is('[') ? this.#expressions.keys() : null };
      }
      case 'next':
      case 'nextfile':
        if (!this.#inAction) throw new AwkError(`line ${token.line}: improper use of ${token.text}`);
        return { kind: token.text };
      case 'break':
      case 'continue':
        if (this.#loops === 0) {
          throw new AwkError(`line ${token.line}: ${token.text} statement outside of loop`);
        }
        return { kind: token.text };
      case 'return':
        if (this.#names.locals === null) throw new AwkError(`line ${token.line}: return outside function body`);
        return { kind: 'return', value: this.#ends() ? null : this.#expressions.expression() };
      case 'exit':
        return { kind: 'exit', value: this.#ends() ? null : this.#expressions.expression() };
      default:
        return this.#words.fail(token);
    }
  }

  #ends(): boolean {
    const { kind } = this.#words.peek();
    return kind === 'newline' || kind === 'end' || this.#words.is(';') || this.#words.is('}');
  }

  #print(kind: 'print' | 'printf'): Statement {
    const values: Expression[] = [];
    const isBare = this.#ends() || this.#words.is('>') || this.#words.is('>>') || this.#words.is('|');
    if (!isBare && this.#words.is('(') && this.#parenthesesEndIt()) {
      this.#words.open();
      if (!this.#words.is(')')) values.push(...this.#expressions.list());
      this.#words.close();
    } else if (!isBare) values.push(...this.#expressions.list({ inPrint: true }));
    if (kind === 'printf' && values.length === 0) this.#words.fail();
    let to: Redirection | null = null;
    for (const mode of ['>', '>>', '|'] as const) {
      if (to === null && this.#words.accept(mode))
        to = { mode, target: this.#expressions.expression({ inPrint: true }) };
    }
    return { kind, values, to };
  }

  /** Whether the parentheses here hold all that is printed. */
  #parenthesesEndIt(): boolean {
    let open = 0;
    for (let ahead = 0; ; ahead++) {
      const { kind, text } = this.#words.peek(ahead);
      if (kind === 'end') return false;
      if (kind !== 'operator') continue;
      if (text === '(') open++;
      else if (text === ')' && --open === 0) {
        const after = this.#words.peek(ahead + 1);
        return (
          after.kind === 'newline' ||
          after.kind === 'end' ||
          (after.kind === 'operator' && [';', '}', '>', '>>', '|'].includes(after.text))
        );
      }
    }
  }
}
