/**
 * Parser of awk programs: POSIX grammar with mawk 1.3.4's choices (`parse.y`): a pipe into getline binds as tightly as a primary, the
 * first mistake ends it.
 */
import { Lexer, type Token } from './awk-lexer.ts';
import { compileAwkRegex } from './awk-regex.ts';
import {
  type AwkFunction,
  type AwkProgram,
  type BinaryOperator,
  type Expression,
  type Place,
  type Redirection,
  type Rule,
  SPECIALS,
  type Statement,
  type VariableNode,
} from './awk-tree.ts';
import { AwkError } from './awk-value.ts';

/** Expressions and statements inside one another. */
const DEPTH_MAX = 300;

/** Least and most arguments. */
const arities: Readonly<Record<string, readonly [number, number]>> = {
  atan2: [2, 2],
  close: [1, 1],
  cos: [1, 1],
  exp: [1, 1],
  fflush: [0, 1],
  gsub: [2, 3],
  index: [2, 2],
  int: [1, 1],
  length: [0, 1],
  log: [1, 1],
  match: [2, 2],
  rand: [0, 0],
  sin: [1, 1],
  split: [2, 3],
  sprintf: [1, 255],
  sqrt: [1, 1],
  srand: [0, 1],
  sub: [2, 3],
  substr: [2, 3],
  system: [1, 1],
  tolower: [1, 1],
  toupper: [1, 1],
};

/** Builtins that may have to wait. */
const waiting = new Set(['close', 'fflush', 'system']);

/** What the surroundings of an expression forbid at its top level. */
interface Context {
  /** `in` belongs to a for. */
  readonly noIn?: boolean;
  /** `>` and `|` belong to a print. */
  readonly inPrint?: boolean;
}

const anywhere: Context = {};

export function parseAwk(source: string): AwkProgram {
  return new Parser(source).program();
}

class Parser {
  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];
  #at = 0;
  readonly #globals: string[] = [...SPECIALS];
  readonly #slots = new Map<string, number>(SPECIALS.map((name, slot) => [name, slot]));
  readonly #arrays = new Map<string, boolean>();
  readonly #functions = new Map<string, AwkFunction>();
  readonly #called: string[] = [];
  #locals: readonly string[] | null = null;
  #depth = 0;
  #parens = 0;
  #braces = 0;
  #loops = 0;
  #inAction = false;

  constructor(source: string) {
    this.#lexer = new Lexer(source);
    this.#arrays.set('ENVIRON', true).set('ARGV', true);
  }

  program(): AwkProgram {
    const rules: Rule[] = [];
    for (;;) {
      this.#skip('newline');
      const token = this.#peek();
      if (token.kind === 'end') break;
      if (token.text === '}' && token.kind === 'operator') {
        throw new AwkError(`line ${token.line}: extra '}'\nline ${token.line}: syntax error at or near end of line`);
      }
      if (this.#is('function')) this.#function();
      else rules.push(this.#rule());
      this.#accept(';');
    }
    const { line } = this.#peek();
    for (const name of this.#called) {
      if (this.#functions.get(name)?.body == null) throw new AwkError(`line ${line}: function ${name} never defined`);
    }
    return { rules, functions: this.#functions, globals: this.#globals };
  }

  // ---- words ----

  #peek(ahead = 0): Token {
    while (this.#tokens.length <= this.#at + ahead) {
      const last = this.#tokens.at(-1);
      this.#tokens.push(last?.kind === 'end' ? last : this.#lexer.next());
    }
    return this.#tokens[this.#at + ahead]!;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  /** Whether the next word is this operator or keyword. */
  #is(text: string): boolean {
    const token = this.#peek();
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  #accept(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) this.#fail();
  }

  #skip(...what: readonly string[]): void {
    for (;;) {
      const token = this.#peek();
      const isNewline = token.kind === 'newline' && what.includes('newline');
      if (!isNewline && !(token.kind === 'operator' && what.includes(token.text))) return;
      this.#at++;
    }
  }

  #fail(token = this.#peek()): never {
    const { kind, line } = token;
    const shown = kind === 'newline' ? 'end of line' : kind === 'end' ? 'end of file' : shownText(token);
    const ends = kind === 'newline' || kind === 'end' || token.text === ';' || token.text === '}';
    if (this.#parens > 0 && ends) throw new AwkError(`line ${line}: missing ) near ${shown}`);
    if (this.#braces > 0 && kind === 'end') throw new AwkError(`line ${line}: missing } near ${shown}`);
    throw new AwkError(`line ${line}: syntax error at or near ${shown}`);
  }

  #deeper<Result>(work: () => Result): Result {
    if (++this.#depth > DEPTH_MAX) throw new AwkError(`line ${this.#peek().line}: yacc stack overflow`);
    const result = work();
    this.#depth--;
    return result;
  }

  #open(): void {
    this.#expect('(');
    this.#parens++;
  }

  #close(): void {
    if (!this.#is(')')) this.#fail();
    this.#at++;
    this.#parens--;
  }

  // ---- names ----

  #variable(token: Token, use: 'scalar' | 'array' | 'either'): VariableNode {
    const { text: name, line } = token;
    const local = this.#locals?.indexOf(name) ?? -1;
    if (local >= 0) return { kind: 'variable', slot: local, isLocal: true, name };
    if (this.#functions.has(name)) this.#fail(token);
    if (use !== 'either') {
      const isArray = this.#arrays.get(name);
      if (isArray !== undefined && isArray !== (use === 'array')) {
        throw new AwkError(`line ${line}: illegal reference to ${isArray ? 'array' : 'variable'} ${name}`);
      }
      this.#arrays.set(name, use === 'array');
    }
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.#globals.length;
      this.#globals.push(name);
      this.#slots.set(name, slot);
    }
    return { kind: 'variable', slot, isLocal: false, name };
  }

  #function(): void {
    this.#next();
    const token = this.#next();
    if (token.kind !== 'name' && token.kind !== 'call') this.#fail(token);
    const known = this.#functions.get(token.text);
    if (known !== undefined && known.body !== null) this.#fail(token);
    this.#open();
    const parameters: string[] = [];
    while (!this.#is(')')) {
      const parameter = this.#next();
      if (parameter.kind !== 'name') this.#fail(parameter);
      if (parameters.includes(parameter.text)) {
        throw new AwkError(`line ${parameter.line}: ${parameter.text} is duplicated in argument list`);
      }
      parameters.push(parameter.text);
      if (!this.#accept(',')) break;
      this.#skip('newline');
    }
    this.#close();
    this.#skip('newline');
    const made: AwkFunction = { name: token.text, parameters, body: null };
    this.#functions.set(token.text, made);
    this.#locals = parameters;
    made.body = this.#action();
    this.#locals = null;
  }

  #rule(): Rule {
    for (const kind of ['BEGIN', 'END'] as const) {
      if (!this.#accept(kind)) continue;
      if (!this.#is('{')) this.#fail();
      return { kind, pattern: null, rangeEnd: null, body: this.#action() };
    }
    if (this.#is('{')) {
      return { kind: 'always', pattern: null, rangeEnd: null, body: this.#mainAction() };
    }
    const pattern = this.#expression();
    let rangeEnd: Expression | null = null;
    if (this.#accept(',')) {
      this.#skip('newline');
      rangeEnd = this.#expression();
    }
    const body = this.#is('{') ? this.#mainAction() : null;
    if (body === null && !this.#is(';') && this.#peek().kind !== 'newline' && this.#peek().kind !== 'end') this.#fail();
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
    return this.#deeper(() => {
      this.#expect('{');
      this.#braces++;
      const body: Statement[] = [];
      for (;;) {
        this.#skip('newline', ';');
        if (this.#accept('}')) break;
        if (this.#peek().kind === 'end') this.#fail();
        body.push(this.#statement());
      }
      this.#braces--;
      return { kind: 'block', body };
    });
  }

  /** A statement that may stand on the next line. */
  #body(): Statement {
    this.#skip('newline');
    if (this.#accept(';')) return { kind: 'block', body: [] };
    return this.#statement();
  }

  #loopBody(): Statement {
    this.#loops++;
    const body = this.#body();
    this.#loops--;
    return body;
  }

  #statement(): Statement {
    return this.#deeper(() => {
      if (this.#is('{')) return this.#action();
      const token = this.#peek();
      if (token.kind === 'keyword') {
        switch (token.text) {
          case 'if':
            return this.#if();
          case 'while': {
            this.#at++;
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
    const { kind } = this.#peek();
    if (this.#is('}') || kind === 'end') return;
    if (kind === 'newline' || this.#is(';')) this.#at++;
    else this.#fail();
  }

  #condition(): Expression {
    this.#open();
    const test = this.#expression();
    this.#close();
    return test;
  }

  #if(): Statement {
    this.#at++;
    const test = this.#condition();
    const yes = this.#body();
    const here = this.#at;
    this.#skip('newline', ';');
    if (!this.#accept('else')) {
      this.#at = here;
      return { kind: 'if', test, yes, no: null };
    }
    return { kind: 'if', test, yes, no: this.#body() };
  }

  #do(): Statement {
    this.#at++;
    const body = this.#loopBody();
    this.#skip('newline', ';');
    this.#expect('while');
    const test = this.#condition();
    this.#terminator();
    return { kind: 'do', test, body };
  }

  #for(): Statement {
    this.#at++;
    this.#open();
    const [name, word, array] = [this.#peek(), this.#peek(1), this.#peek(2)];
    const isIn = name.kind === 'name' && word.text === 'in' && word.kind === 'keyword' && array.kind === 'name';
    if (isIn && this.#peek(3).text === ')') {
      this.#at += 3;
      const place = this.#variable(name, 'scalar');
      const over = this.#variable(array, 'array');
      this.#close();
      return { kind: 'forIn', place, array: over, body: this.#loopBody() };
    }
    const start = this.#is(';') ? null : this.#expression();
    this.#expect(';');
    this.#skip('newline');
    const test = this.#is(';') ? null : this.#expression();
    this.#expect(';');
    this.#skip('newline');
    const step = this.#is(')') ? null : this.#expression();
    this.#close();
    return { kind: 'for', start, test, step, body: this.#loopBody() };
  }

  #simple(): Statement {
    const token = this.#peek();
    if (token.kind !== 'keyword' || token.text === 'getline') {
      return { kind: 'expression', value: this.#expression() };
    }
    this.#at++;
    switch (token.text) {
      case 'print':
      case 'printf':
        return this.#print(token.text);
      case 'delete': {
        const name = this.#next();
        if (name.kind !== 'name') this.#fail(name);
        const array = this.#variable(name, 'array');
        return { kind: 'delete', array, keys: this.#is('[') ? this.#keys() : null };
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
        if (this.#locals === null) throw new AwkError(`line ${token.line}: return outside function body`);
        return { kind: 'return', value: this.#ends() ? null : this.#expression() };
      case 'exit':
        return { kind: 'exit', value: this.#ends() ? null : this.#expression() };
      default:
        return this.#fail(token);
    }
  }

  #ends(): boolean {
    const { kind } = this.#peek();
    return kind === 'newline' || kind === 'end' || this.#is(';') || this.#is('}');
  }

  #print(kind: 'print' | 'printf'): Statement {
    const values: Expression[] = [];
    const isBare = this.#ends() || this.#is('>') || this.#is('>>') || this.#is('|');
    if (!isBare && this.#is('(') && this.#parenthesesEndIt()) {
      this.#open();
      if (!this.#is(')')) values.push(...this.#list(anywhere));
      this.#close();
    } else if (!isBare) values.push(...this.#list({ inPrint: true }));
    if (kind === 'printf' && values.length === 0) this.#fail();
    let to: Redirection | null = null;
    for (const mode of ['>', '>>', '|'] as const) {
      if (to === null && this.#accept(mode)) to = { mode, target: this.#expression({ inPrint: true }) };
    }
    return { kind, values, to };
  }

  /** Whether the parentheses here hold all that is printed. */
  #parenthesesEndIt(): boolean {
    let open = 0;
    for (let ahead = 0; ; ahead++) {
      const { kind, text } = this.#peek(ahead);
      if (kind === 'end') return false;
      if (kind !== 'operator') continue;
      if (text === '(') open++;
      else if (text === ')' && --open === 0) {
        const after = this.#peek(ahead + 1);
        return (
          after.kind === 'newline' ||
          after.kind === 'end' ||
          (after.kind === 'operator' && [';', '}', '>', '>>', '|'].includes(after.text))
        );
      }
    }
  }

  #list(context: Context): Expression[] {
    const values = [this.#expression(context)];
    while (this.#accept(',')) {
      this.#skip('newline');
      values.push(this.#expression(context));
    }
    return values;
  }

  #keys(): readonly Expression[] {
    this.#expect('[');
    const keys = this.#list(anywhere);
    this.#expect(']');
    return keys;
  }

  // ---- expressions ----

  #expression(context: Context = anywhere): Expression {
    return this.#deeper(() => {
      const left = this.#choice(context);
      const token = this.#peek();
      if (token.kind !== 'operator' || !/^[-+*/%^]?=$/.test(token.text)) return left;
      const place = asPlace(left);
      if (place === null) this.#fail();
      this.#at++;
      if (place.kind === 'variable') this.#noteScalar(place, token);
      const value = this.#expression(context);
      const operator = token.text === '=' ? null : (token.text[0] as BinaryOperator);
      return { kind: 'assign', place, operator, value, waits: waits(left) || waits(value) };
    });
  }

  #noteScalar({ name, isLocal }: VariableNode, token: Token): void {
    if (!isLocal) this.#variable({ kind: 'name', text: name, line: token.line }, 'scalar');
  }

  #choice(context: Context): Expression {
    const test = this.#or(context);
    if (!this.#accept('?')) return test;
    this.#skip('newline');
    const yes = this.#expression(context);
    this.#skip('newline');
    this.#expect(':');
    this.#skip('newline');
    const no = this.#expression(context);
    return { kind: 'choice', test, yes, no, waits: waits(test) || waits(yes) || waits(no) };
  }

  #or(context: Context): Expression {
    let left = this.#and(context);
    while (this.#accept('||')) {
      this.#skip('newline');
      const right = this.#and(context);
      left = { kind: 'or', left, right, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #and(context: Context): Expression {
    let left = this.#in(context);
    while (this.#accept('&&')) {
      this.#skip('newline');
      const right = this.#in(context);
      left = { kind: 'and', left, right, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #in(context: Context): Expression {
    let left = this.#match(context);
    while (!context.noIn && this.#accept('in')) left = this.#inArray([left]);
    return left;
  }

  #inArray(keys: readonly Expression[]): Expression {
    const name = this.#next();
    if (name.kind !== 'name') this.#fail(name);
    return { kind: 'in', keys, array: this.#variable(name, 'array'), waits: keys.some(waits) };
  }

  #match(context: Context): Expression {
    let left = this.#comparison(context);
    while (this.#is('~') || (this.#is('!') && this.#peek(1).text === '~')) {
      const negated = this.#accept('!');
      this.#expect('~');
      const right = asPattern(this.#comparison(context), this.#peek().line);
      left = { kind: 'match', left, right, negated, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #comparison(context: Context): Expression {
    const left = this.#concatenation(context);
    const { kind, text } = this.#peek();
    if (kind !== 'operator' || !['<', '<=', '==', '!=', '>', '>='].includes(text)) return left;
    if (text === '>' && context.inPrint) return left;
    this.#at++;
    return binary(text as BinaryOperator, left, this.#concatenation(context));
  }

  #concatenation(context: Context): Expression {
    let left = this.#sum(context);
    while (this.#startsOperand()) left = binary(' ', left, this.#sum(context));
    return left;
  }

  /** Whether the next word begins what can be put behind another. */
  #startsOperand(): boolean {
    const { kind, text } = this.#peek();
    if (kind === 'operator') return text === '(' || text === '$' || text === '++' || text === '--' || this.#isNot();
    return ['number', 'string', 'regex', 'name', 'call', 'builtin'].includes(kind);
  }

  /** A `!` that is not the one of `!~`. */
  #isNot(): boolean {
    return this.#is('!') && this.#peek(1).text !== '~' && this.#peek(1).text !== '=';
  }

  #sum(context: Context): Expression {
    let left = this.#product(context);
    while (this.#is('+') || this.#is('-')) {
      left = binary(this.#next().text as BinaryOperator, left, this.#product(context));
    }
    return left;
  }

  #product(context: Context): Expression {
    let left = this.#unary(context);
    while (this.#is('*') || this.#is('/') || this.#is('%')) {
      left = binary(this.#next().text as BinaryOperator, left, this.#unary(context));
    }
    return left;
  }

  #unary(context: Context): Expression {
    for (const [text, kind] of [
      ['!', 'not'],
      ['-', 'minus'],
      ['+', 'plus'],
    ] as const) {
      if (!this.#accept(text)) continue;
      const operand = this.#deeper(() => this.#unary(context));
      return { kind, operand, waits: waits(operand) };
    }
    return this.#power(context);
  }

  #power(context: Context): Expression {
    const left = this.#postfix(context);
    if (!this.#accept('^')) return left;
    const right = this.#deeper(() => this.#unary(context));
    return binary('^', left, right);
  }

  #postfix(context: Context): Expression {
    let value = this.#primary();
    const place = asPlace(value);
    if (place !== null && (this.#is('++') || this.#is('--'))) {
      if (place.kind === 'variable') this.#noteScalar(place, this.#peek());
      value = { kind: 'step', place, by: this.#next().text === '++' ? 1 : -1, isPrefix: false, waits: waits(value) };
    }
    while (!context.inPrint && this.#is('|') && this.#peek(1).text === 'getline') {
      this.#at += 2;
      value = { kind: 'getline', from: 'command', place: this.#getlinePlace(), source: value, waits: true };
    }
    return value;
  }

  #primary(): Expression {
    const token = this.#next();
    switch (token.kind) {
      case 'number':
        return { kind: 'constant', value: Number(token.text), waits: false };
      case 'string':
        return { kind: 'constant', value: token.text, waits: false };
      case 'regex':
        return { kind: 'regex', regex: compileAwkRegex(token.text, token.line), waits: false };
      case 'name':
        return this.#name(token);
      case 'call':
        return this.#call(token);
      case 'builtin':
        return this.#builtin(token);
      case 'keyword':
        if (token.text === 'getline') return this.#getline();
        return this.#fail(token);
      case 'operator':
        break;
      default:
        return this.#fail(token);
    }
    switch (token.text) {
      case '$':
        return this.#field();
      case '++':
      case '--': {
        const place = asPlace(this.#deeper(() => this.#primary()));
        if (place === null) return this.#fail();
        if (place.kind === 'variable') this.#noteScalar(place, token);
        return { kind: 'step', place, by: token.text === '++' ? 1 : -1, isPrefix: true, waits: waits(place) };
      }
      case '-':
      case '+':
      case '!': {
        const operand = this.#deeper(() => this.#unary(anywhere));
        return {
          kind: token.text === '-' ? 'minus' : token.text === '+' ? 'plus' : 'not',
          operand,
          waits: waits(operand),
        };
      }
      case '(':
        return this.#group();
      default:
        return this.#fail(token);
    }
  }

  #group(): Expression {
    this.#parens++;
    const values = this.#list(anywhere);
    this.#close();
    if (values.length > 1) {
      this.#expect('in');
      return this.#inArray(values);
    }
    return { kind: 'group', operand: values[0]!, waits: waits(values[0]!) };
  }

  #field(): Expression {
    const index = this.#deeper(() => this.#primary());
    return { kind: 'field', index, waits: waits(index) };
  }

  #name(token: Token): Expression {
    if (!this.#is('[')) return this.#variable(token, 'either');
    const array = this.#variable(token, 'array');
    const keys = this.#keys();
    return { kind: 'element', array, keys, waits: keys.some(waits) };
  }

  #arguments(): Expression[] {
    this.#open();
    const args: Expression[] = [];
    if (!this.#is(')')) {
      do {
        this.#skip('newline');
        args.push(this.#expression());
      } while (this.#accept(','));
    }
    this.#skip('newline');
    this.#close();
    return args;
  }

  #call(token: Token): Expression {
    const args = this.#arguments();
    this.#called.push(token.text);
    if (!this.#functions.has(token.text)) {
      this.#functions.set(token.text, { name: token.text, parameters: [], body: null });
    }
    const known = this.#functions.get(token.text)!;
    if (known.body !== null && args.length > known.parameters.length) {
      throw new AwkError(`line ${token.line}: too many arguments in call to ${token.text}`);
    }
    return { kind: 'call', name: token.text, args, waits: true };
  }

  #builtin(token: Token): Expression {
    const name = token.text;
    const args = this.#is('(') ? this.#arguments() : name === 'length' ? [] : this.#fail();
    const [least, most] = arities[name]!;
    if (args.length < least || args.length > most) {
      throw new AwkError(`line ${token.line}: wrong number of arguments in call to ${name}`);
    }
    const pattern = name === 'match' ? 1 : name === 'sub' || name === 'gsub' ? 0 : -1;
    if (pattern >= 0) args[pattern] = asPattern(args[pattern]!, token.line);
    args.forEach((arg, at) => {
      const isArray = (name === 'split' && at === 1) || (name === 'length' && this.#isKnownArray(arg));
      if (arg.kind === 'variable' && !isArray) this.#noteScalar(arg, token);
    });
    if (name === 'split') {
      const array = args[1]!;
      if (array.kind !== 'variable') this.#fail();
      this.#arrayArgument(array, token);
    }
    if (name === 'sub' || name === 'gsub') {
      if (args.length === 2)
        args.push({ kind: 'field', index: { kind: 'constant', value: 0, waits: false }, waits: false });
    }
    return { kind: 'builtin', name, args, waits: waiting.has(name) || args.some(waits) };
  }

  #isKnownArray(node: Expression): boolean {
    return node.kind === 'variable' && (node.isLocal || this.#arrays.get(node.name) === true);
  }

  #arrayArgument({ name, isLocal }: VariableNode, token: Token): void {
    if (!isLocal) this.#variable({ kind: 'name', text: name, line: token.line }, 'array');
  }

  #getlinePlace(): Place | null {
    if (!this.#is('$') && this.#peek().kind !== 'name') return null;
    const token = this.#next();
    const value = token.kind === 'name' ? this.#name(token) : this.#field();
    const place = asPlace(value);
    if (place?.kind === 'variable') this.#noteScalar(place, token);
    return place;
  }

  #getline(): Expression {
    const place = this.#getlinePlace();
    if (!this.#accept('<')) return { kind: 'getline', from: 'main', place, source: null, waits: true };
    const source = this.#deeper(() => this.#postfix({ inPrint: true }));
    return { kind: 'getline', from: 'file', place, source, waits: true };
  }
}

function waits(value: Expression): boolean {
  return value.waits === true;
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, waits: waits(left) || waits(right) };
}

/** A text written where a pattern belongs is one. */
function asPattern(node: Expression, line: number): Expression {
  if (node.kind !== 'constant' || typeof node.value !== 'string') return node;
  return { kind: 'regex', regex: compileAwkRegex(node.value, line), waits: false };
}

/** What can be assigned to; parentheses around it do no harm to a field or element. */
function asPlace(value: Expression): Place | null {
  return value.kind === 'variable' || value.kind === 'field' || value.kind === 'element' ? value : null;
}

function shownText({ kind, text }: Token): string {
  if (kind === 'string') return `"${text}"`;
  return kind === 'regex' ? `/${text}/` : text;
}
