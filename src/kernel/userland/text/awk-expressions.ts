/** Expressions of awk, by precedence (mawk 1.3.4 `parse.y`): a pipe into getline binds as tightly as a primary. */
import type { Token } from './awk-lexer.ts';
import type { ProgramNames } from './awk-names.ts';
import { compileAwkRegex } from './awk-regex.ts';
import type { BinaryOperator, Expression, Place } from './awk-tree.ts';
import { AwkError } from './awk-value.ts';
import type { ProgramWords } from './awk-words.ts';

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
  /** `>` and `|` belong to a print. */
  readonly inPrint?: boolean;
}

const anywhere: Context = {};

export class ExpressionParser {
  readonly #words: ProgramWords;
  readonly #names: ProgramNames;

  constructor(words: ProgramWords, names: ProgramNames) {
    this.#words = words;
    this.#names = names;
  }

  /** Expressions with commas between them. */
  list(context: Context = anywhere): Expression[] {
    const values = [this.expression(context)];
    while (this.#words.accept(',')) {
      this.#words.skip('newline');
      values.push(this.expression(context));
    }
    return values;
  }

  /** What stands in brackets behind an array. */
  keys(): readonly Expression[] {
    this.#words.expect('[');
    const keys = this.list(anywhere);
    this.#words.expect(']');
    return keys;
  }

  /** One expression, assignments included. */
  expression(context: Context = anywhere): Expression {
    return this.#words.deeper(() => {
      const left = this.#choice(context);
      const token = this.#words.peek();
      if (token.kind !== 'operator' || !/^[-+*/%^]?=$/.test(token.text)) return left;
      const place = asPlace(left);
      if (place === null) this.#words.fail();
      this.#words.place++;
      if (place.kind === 'variable') this.#names.noteScalar(place, token);
      const value = this.expression(context);
      const operator = token.text === '=' ? null : (token.text[0] as BinaryOperator);
      return { kind: 'assign', place, operator, value, waits: waits(left) || waits(value) };
    });
  }

  #choice(context: Context): Expression {
    const test = this.#or(context);
    if (!this.#words.accept('?')) return test;
    this.#words.skip('newline');
    const yes = this.expression(context);
    this.#words.skip('newline');
    this.#words.expect(':');
    this.#words.skip('newline');
    const no = this.expression(context);
    return { kind: 'choice', test, yes, no, waits: waits(test) || waits(yes) || waits(no) };
  }

  #or(context: Context): Expression {
    let left = this.#and(context);
    while (this.#words.accept('||')) {
      this.#words.skip('newline');
      const right = this.#and(context);
      left = { kind: 'or', left, right, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #and(context: Context): Expression {
    let left = this.#in(context);
    while (this.#words.accept('&&')) {
      this.#words.skip('newline');
      const right = this.#in(context);
      left = { kind: 'and', left, right, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #in(context: Context): Expression {
    let left = this.#match(context);
    while (this.#words.accept('in')) left = this.#inArray([left]);
    return left;
  }

  #inArray(keys: readonly Expression[]): Expression {
    const name = this.#words.next();
    if (name.kind !== 'name') this.#words.fail(name);
    return { kind: 'in', keys, array: this.#names.variable(name, 'array'), waits: keys.some(waits) };
  }

  #match(context: Context): Expression {
    let left = this.#comparison(context);
    while (this.#words.is('~') || (this.#words.is('!') && this.#words.peek(1).text === '~')) {
      const negated = this.#words.accept('!');
      this.#words.expect('~');
      const right = asPattern(this.#comparison(context), this.#words.peek().line);
      left = { kind: 'match', left, right, negated, waits: waits(left) || waits(right) };
    }
    return left;
  }

  #comparison(context: Context): Expression {
    const left = this.#concatenation(context);
    const { kind, text } = this.#words.peek();
    if (kind !== 'operator' || !['<', '<=', '==', '!=', '>', '>='].includes(text)) return left;
    if (text === '>' && context.inPrint) return left;
    this.#words.place++;
    return binary(text as BinaryOperator, left, this.#concatenation(context));
  }

  #concatenation(context: Context): Expression {
    let left = this.#sum(context);
    while (this.#startsOperand()) left = binary(' ', left, this.#sum(context));
    return left;
  }

  /** Whether the next word begins what can be put behind another. */
  #startsOperand(): boolean {
    const { kind, text } = this.#words.peek();
    if (kind === 'operator') return text === '(' || text === '$' || text === '++' || text === '--' || this.#isNot();
    return ['number', 'string', 'regex', 'name', 'call', 'builtin'].includes(kind);
  }

  /** A `!` that is not the one of `!~`. */
  #isNot(): boolean {
    return this.#words.is('!') && this.#words.peek(1).text !== '~' && this.#words.peek(1).text !== '=';
  }

  #sum(context: Context): Expression {
    let left = this.#product(context);
    while (this.#words.is('+') || this.#words.is('-')) {
      left = binary(this.#words.next().text as BinaryOperator, left, this.#product(context));
    }
    return left;
  }

  #product(context: Context): Expression {
    let left = this.#unary(context);
    while (this.#words.is('*') || this.#words.is('/') || this.#words.is('%')) {
      left = binary(this.#words.next().text as BinaryOperator, left, this.#unary(context));
    }
    return left;
  }

  #unary(context: Context): Expression {
    for (const [text, kind] of [
      ['!', 'not'],
      ['-', 'minus'],
      ['+', 'plus'],
    ] as const) {
      if (!this.#words.accept(text)) continue;
      const operand = this.#words.deeper(() => this.#unary(context));
      return { kind, operand, waits: waits(operand) };
    }
    return this.#power(context);
  }

  #power(context: Context): Expression {
    const left = this.#postfix(context);
    if (!this.#words.accept('^')) return left;
    const right = this.#words.deeper(() => this.#unary(context));
    return binary('^', left, right);
  }

  #postfix(context: Context): Expression {
    let value = this.#primary();
    const place = asPlace(value);
    if (place !== null && (this.#words.is('++') || this.#words.is('--'))) {
      if (place.kind === 'variable') this.#names.noteScalar(place, this.#words.peek());
      value = {
        kind: 'step',
        place,
        by: this.#words.next().text === '++' ? 1 : -1,
        isPrefix: false,
        waits: waits(value),
      };
    }
    while (!context.inPrint && this.#words.is('|') && this.#words.peek(1).text === 'getline') {
      this.#words.place += 2;
      value = { kind: 'getline', from: 'command', place: this.#getlinePlace(), source: value, waits: true };
    }
    return value;
  }

  #primary(): Expression {
    const token = this.#words.next();
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
        return this.#words.fail(token);
      case 'operator':
        break;
      default:
        return this.#words.fail(token);
    }
    switch (token.text) {
      case '$':
        return this.#field();
      case '++':
      case '--': {
        const place = asPlace(this.#words.deeper(() => this.#primary()));
        if (place === null) return this.#words.fail();
        if (place.kind === 'variable') this.#names.noteScalar(place, token);
        return { kind: 'step', place, by: token.text === '++' ? 1 : -1, isPrefix: true, waits: waits(place) };
      }
      case '-':
      case '+':
      case '!': {
        const operand = this.#words.deeper(() => this.#unary(anywhere));
        return {
          kind: token.text === '-' ? 'minus' : token.text === '+' ? 'plus' : 'not',
          operand,
          waits: waits(operand),
        };
      }
      case '(':
        return this.#group();
      default:
        return this.#words.fail(token);
    }
  }

  #group(): Expression {
    this.#words.parens++;
    const values = this.list(anywhere);
    this.#words.close();
    if (values.length > 1) {
      this.#words.expect('in');
      return this.#inArray(values);
    }
    return { kind: 'group', operand: values[0]!, waits: waits(values[0]!) };
  }

  #field(): Expression {
    const index = this.#words.deeper(() => this.#primary());
    return { kind: 'field', index, waits: waits(index) };
  }

  #name(token: Token): Expression {
    if (!this.#words.is('[')) return this.#names.variable(token, 'either');
    const array = this.#names.variable(token, 'array');
    const keys = this.keys();
    return { kind: 'element', array, keys, waits: keys.some(waits) };
  }

  #arguments(): Expression[] {
    this.#words.open();
    const args: Expression[] = [];
    if (!this.#words.is(')')) {
      do {
        this.#words.skip('newline');
        args.push(this.expression());
      } while (this.#words.accept(','));
    }
    this.#words.skip('newline');
    this.#words.close();
    return args;
  }

  #call(token: Token): Expression {
    const args = this.#arguments();
    this.#names.called.push(token.text);
    if (!this.#names.functions.has(token.text)) {
      this.#names.functions.set(token.text, { name: token.text, parameters: [], body: null });
    }
    const known = this.#names.functions.get(token.text)!;
    if (known.body !== null && args.length > known.parameters.length) {
      throw new AwkError(`line ${token.line}: too many arguments in call to ${token.text}`);
    }
    return { kind: 'call', name: token.text, args, waits: true };
  }

  #builtin(token: Token): Expression {
    const name = token.text;
    const args = this.#words.is('(') ? this.#arguments() : name === 'length' ? [] : this.#words.fail();
    const [least, most] = arities[name]!;
    if (args.length < least || args.length > most) {
      throw new AwkError(`line ${token.line}: wrong number of arguments in call to ${name}`);
    }
    const pattern = name === 'match' ? 1 : name === 'sub' || name === 'gsub' ? 0 : -1;
    if (pattern >= 0) args[pattern] = asPattern(args[pattern]!, token.line);
    args.forEach((arg, at) => {
      const isArray = (name === 'split' && at === 1) || (name === 'length' && this.#names.isKnownArray(arg));
      if (arg.kind === 'variable' && !isArray) this.#names.noteScalar(arg, token);
    });
    if (name === 'split') {
      const array = args[1]!;
      if (array.kind !== 'variable') this.#words.fail();
      this.#names.noteArray(array, token);
    }
    if (name === 'sub' || name === 'gsub') {
      if (args.length === 2)
        args.push({ kind: 'field', index: { kind: 'constant', value: 0, waits: false }, waits: false });
    }
    return { kind: 'builtin', name, args, waits: waiting.has(name) || args.some(waits) };
  }

  #getlinePlace(): Place | null {
    if (!this.#words.is('$') && this.#words.peek().kind !== 'name') return null;
    const token = this.#words.next();
    const value = token.kind === 'name' ? this.#name(token) : this.#field();
    const place = asPlace(value);
    if (place?.kind === 'variable') this.#names.noteScalar(place, token);
    return place;
  }

  #getline(): Expression {
    const place = this.#getlinePlace();
    if (!this.#words.accept('<')) return { kind: 'getline', from: 'main', place, source: null, waits: true };
    const source = this.#words.deeper(() => this.#postfix({ inPrint: true }));
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
