/**
 * Parses the expressions of `$((…))`: C's operators, assignments, `++`, `,`, bases.
 *
 * bash 5.2 `expr.c`. bash evaluates while it reads; here the expression becomes a tree first, so that a loop parses it once.
 * Messages carry the rest of the expression from the last token on, as bash's do.
 */

export type Expression =
  | { readonly kind: 'number'; readonly value: number | bigint }
  | { readonly kind: 'failing'; readonly expression: Expression; readonly failure: ArithmeticFailure }
  | { readonly kind: 'variable'; readonly name: string; readonly subscript: string | null }
  | { readonly kind: 'unary'; readonly operator: '!' | '~' | '-' | '+'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      /** Where the right operand begins: a division by zero is reported from there. */
      readonly at: number;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: 'assign';
      readonly target: Expression & { readonly kind: 'variable' };
      /** `=` or the operator before it. */
      readonly operator: string;
      readonly value: Expression;
      readonly at: number;
    }
  | {
      readonly kind: 'step';
      readonly target: Expression & { readonly kind: 'variable' };
      readonly by: 1 | -1;
      readonly isPrefix: boolean;
    };

/** What is wrong with an expression, in bash's words. */
export class ArithmeticFailure {
  readonly expression: string;
  readonly message: string;
  readonly token: string;

  constructor(expression: string, message: string, token: string) {
    this.expression = expression;
    this.message = message;
    this.token = token;
  }

  /** The message without the shell's name. */
  get text(): string {
    return `${this.expression.trimStart()}: ${this.message} (error token is "${this.token}")`;
  }
}

const OPERATORS = [
  ...['<<=', '>>='],
  ...['**', '++', '--', '&&', '||', '<<', '>>', '<=', '>=', '==', '!=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|='],
  ...['+', '-', '*', '/', '%', '<', '>', '!', '~', '&', '^', '|', '?', ':', '=', ',', '(', ')'],
];
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|=']);
const MAX_DEPTH = 200;

/** The tree of an expression; 0 for an empty one. Throws `ArithmeticFailure`. */
export function parseArithmetic(text: string): Expression {
  return new ArithmeticParser(text).parse();
}

class ArithmeticParser {
  readonly #text: string;
  #pos = 0;
  /** Current token: operator text, `name`, `number`, or '' at the end. */
  #token = '';
  #start = 0;
  #value: Expression = { kind: 'number', value: 0 };
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Expression {
    this.#read();
    if (this.#token === '') return { kind: 'number', value: 0 };
    const expression = this.#comma();
    if (this.#token === '') return expression;
    // bash has evaluated so far when it finds that there is more.
    return { kind: 'failing', expression, failure: this.#failure('syntax error in expression', this.#start) };
  }

  #failure(message: string, from: number): ArithmeticFailure {
    return new ArithmeticFailure(this.#text, message, this.#text.slice(from).trimStart());
  }

  #read(): void {
    const text = this.#text;
    while (this.#pos < text.length && isSpace(text.charCodeAt(this.#pos))) this.#pos++;
    if (this.#pos >= text.length) {
      this.#token = '';
      return;
    }
    this.#start = this.#pos;
    const code = text.charCodeAt(this.#pos);
    if (isDigit(code)) {
      this.#readNumber();
      return;
    }
    if (isNameCode(code)) {
      this.#readName();
      return;
    }
    const operator = OPERATORS.find((candidate) => text.startsWith(candidate, this.#pos));
    if (operator === undefined) {
      const isOperand = this.#token === '' || OPERATORS.includes(this.#token);
      const message =
        isOperand && this.#token !== ')'
          ? 'syntax error: operand expected'
          : 'syntax error: invalid arithmetic operator';
      throw this.#failure(message, this.#start);
    }
    this.#pos += operator.length;
    this.#token = operator;
  }

  #readName(): void {
    const text = this.#text;
    let end = this.#pos + 1;
    while (isNameCode(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end++;
    const name = text.slice(this.#pos, end);
    let subscript: string | null = null;
    if (text.charAt(end) === '[') {
      let depth = 0;
      let at = end;
      for (; at < text.length; at++) {
        if (text.charAt(at) === '[') depth++;
        else if (text.charAt(at) === ']' && --depth === 0) break;
      }
      if (at >= text.length) throw this.#failure('bad array subscript', this.#start);
      subscript = text.slice(end + 1, at);
      end = at + 1;
    }
    this.#pos = end;
    this.#token = 'name';
    this.#value = { kind: 'variable', name, subscript };
  }

  #readNumber(): void {
    const text = this.#text;
    let end = this.#pos;
    while (
      isDigit(text.charCodeAt(end)) ||
      isNameCode(text.charCodeAt(end)) ||
      '#@'.includes(text.charAt(end) || ' ')
    ) {
      end++;
    }
    const result = integerConstant(text.slice(this.#pos, end));
    // bash cuts the expression off behind the number while it looks at it.
    if (typeof result === 'string') {
      throw new ArithmeticFailure(text.slice(0, end), result, text.slice(this.#start, end));
    }
    this.#pos = end;
    this.#token = 'number';
    this.#value = { kind: 'number', value: result };
  }

  #deeper<T>(run: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.#failure('expression recursion level exceeded', this.#start);
    const result = run();
    this.#depth--;
    return result;
  }

  /** What the current token is; the reader changes it behind the compiler's back. */
  #is(token: string): boolean {
    return this.#token === token;
  }

  #comma(): Expression {
    let left = this.#assignment();
    while (this.#is(',')) {
      const at = this.#pos;
      this.#read();
      left = { kind: 'binary', operator: ',', left, right: this.#assignment(), at };
    }
    return left;
  }

  #assignment(): Expression {
    return this.#deeper(() => {
      const left = this.#conditional();
      if (!ASSIGNMENTS.has(this.#token)) return left;
      const token = this.#token;
      if (left.kind !== 'variable') throw this.#failure('attempted assignment to non-variable', this.#start);
      this.#read();
      if (this.#is('')) throw this.#failure('syntax error: operand expected', this.#start);
      const at = this.#start;
      const value = this.#assignment();
      return { kind: 'assign', target: left, operator: token === '=' ? '=' : token.slice(0, -1), value, at };
    });
  }

  #conditional(): Expression {
    const condition = this.#or();
    if (!this.#is('?')) return condition;
    this.#read();
    if (this.#is('') || this.#is(':')) throw this.#failure('expression expected', this.#start);
    const yes = this.#deeper(() => this.#comma());
    if (!this.#is(':')) throw this.#failure("`:' expected for conditional expression", this.#start);
    this.#read();
    if (this.#is('')) throw this.#failure('expression expected', this.#start);
    const no = this.#deeper(() => this.#conditional());
    return { kind: 'conditional', condition, yes, no };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#is('||')) {
      this.#read();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#level(0);
    while (this.#is('&&')) {
      this.#read();
      left = { kind: 'and', left, right: this.#level(0) };
    }
    return left;
  }

  #level(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#power();
    let left = this.#level(level + 1);
    while (operators.includes(this.#token)) {
      const operator = this.#token;
      this.#read();
      const at = this.#start;
      left = { kind: 'binary', operator, left, right: this.#level(level + 1), at };
    }
    return left;
  }

  #power(): Expression {
    const left = this.#unary();
    if (!this.#is('**')) return left;
    this.#read();
    const right = this.#deeper(() => this.#power());
    return { kind: 'binary', operator: '**', left, right, at: this.#start };
  }

  #unary(): Expression {
    const operator = this.#token;
    if (operator === '!' || operator === '~' || operator === '-' || operator === '+') {
      this.#read();
      return { kind: 'unary', operator, operand: this.#deeper(() => this.#unary()) };
    }
    if (operator === '++' || operator === '--') {
      this.#read();
      const target = this.#value;
      if (this.#is('name') && target.kind === 'variable') {
        this.#read();
        return { kind: 'step', target, by: operator === '++' ? 1 : -1, isPrefix: true };
      }
      // `--5` is a double negation, `++5` a double plus.
      const sign = operator === '++' ? '+' : '-';
      const operand = this.#deeper(() => this.#unary());
      return { kind: 'unary', operator: sign, operand: { kind: 'unary', operator: sign, operand } };
    }
    return this.#primary();
  }

  #primary(): Expression {
    if (this.#is('(')) {
      this.#read();
      const inner = this.#deeper(() => this.#comma());
      if (!this.#is(')')) throw this.#failure("missing `)'", this.#start);
      this.#read();
      return inner;
    }
    if (this.#is('number') || this.#is('name')) {
      const value = this.#value;
      this.#read();
      if (value.kind === 'variable' && (this.#is('++') || this.#is('--'))) {
        const by = this.#is('++') ? 1 : -1;
        this.#read();
        return { kind: 'step', target: value, by, isPrefix: false };
      }
      return value;
    }
    throw this.#failure('syntax error: operand expected', this.#start);
  }
}

/** Value of a constant (decimal, 0octal, 0xhex, base#digits), wrapped to 64 bits; or what is wrong with it. */
function integerConstant(text: string): number | bigint | string {
  let base = 10;
  let digits = text;
  const hash = text.indexOf('#');
  if (hash > 0) {
    base = 0;
    for (const char of text.slice(0, hash)) {
      const digit = char.charCodeAt(0) - 0x30;
      if (digit < 0 || digit > 9) return 'value too great for base';
      base = base * 10 + digit;
    }
    if (base < 2 || base > 64) return 'invalid arithmetic base';
    digits = text.slice(hash + 1);
    if (digits === '') return 'invalid integer constant';
    if (digits.includes('#')) return 'invalid number';
  } else if (text.length > 1 && text.charCodeAt(0) === 0x30) {
    const isHex = (text.charCodeAt(1) | 0x20) === 0x78;
    base = isHex ? 16 : 8;
    digits = text.slice(isHex ? 2 : 1);
    if (isHex && digits === '') return 0;
  }
  let value = 0;
  let wide: bigint | null = null;
  for (let at = 0; at < digits.length; at++) {
    const digit = digitValue(digits.charCodeAt(at), base);
    if (digit >= base) return 'value too great for base';
    if (wide === null) {
      const next = value * base + digit;
      if (next <= Number.MAX_SAFE_INTEGER) {
        value = next;
        continue;
      }
      wide = BigInt(value);
    }
    wide = BigInt.asIntN(64, wide * BigInt(base) + BigInt(digit));
  }
  return wide ?? value;
}

function digitValue(code: number, base: number): number {
  if (isDigit(code)) return code - 0x30;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 10;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41 + (base <= 36 ? 10 : 36);
  if (code === 0x40) return 62;
  return code === 0x5f ? 63 : 64;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNameCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}
