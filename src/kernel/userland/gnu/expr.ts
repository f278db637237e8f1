/** expr of coreutils 9.1 (`src/expr.c`): whole numbers of any length, strings, and anchored basic regular expressions. */
import type { Blocking } from '../../../shell/posix.ts';
import { quote } from '../libc/quote.ts';
import { Regex, tryRegex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import { coreutils, tool } from '../text/tool.ts';

/** Parentheses inside one another; the real program's stack has an end too. */
const DEPTH_MAX = 500;
/** Digits of a number. */
const DIGITS_MAX = 100_000;
const EXPR_INVALID = 2;
const EXPR_FAILURE = 3;

type Value = bigint | string;

/** A mistake in the expression; never leaves this file. */
class Failure {
  readonly text: string;
  readonly status: number;
  constructor(text: string, status = EXPR_INVALID) {
    this.text = text;
    this.status = status;
  }
}

export const expr = tool(coreutils('expr', 'EXPRESSION', EXPR_INVALID), function* (tool): Blocking<number> {
  let words = tool.argv.slice(1);
  if (words.length === 1 && (words[0] === '--help' || words[0] === '--version')) {
    yield* tool.other({ key: words[0].slice(2), value: null });
  }
  if (words[0] === '--') words = words.slice(1);
  if (words.length === 0) yield* tool.usage('missing operand');
  let value: Value;
  try {
    value = new Evaluation(words).run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return yield* tool.die(error.text, error.status);
  }
  yield* tool.out.put(`${value}\n`);
  return isNull(value) ? 1 : 0;
});

function isNull(value: Value): boolean {
  if (typeof value === 'bigint') return value === 0n;
  return value === '' || /^-?0+$/.test(value);
}

function toNumber(value: Value): bigint | null {
  if (typeof value === 'bigint') return value;
  return /^-?\d+$/.test(value) && value.length <= DIGITS_MAX ? BigInt(value) : null;
}

class Evaluation {
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  run(): Value {
    const value = this.#or(true);
    if (this.#at < this.#words.length) {
      throw new Failure(`syntax error: unexpected argument ${quote(this.#words[this.#at]!)}`);
    }
    return value;
  }

  #next(word: string): boolean {
    if (this.#words[this.#at] !== word) return false;
    this.#at++;
    return true;
  }

  #requireMore(): void {
    if (this.#at >= this.#words.length) {
      throw new Failure(`syntax error: missing argument after ${quote(this.#words[this.#at - 1]!)}`);
    }
  }

  #or(counts: boolean): Value {
    let left = this.#and(counts);
    while (this.#next('|')) {
      const right = this.#and(counts && isNull(left));
      if (isNull(left)) left = isNull(right) ? 0n : right;
    }
    return left;
  }

  #and(counts: boolean): Value {
    let left = this.#comparison(counts);
    while (this.#next('&')) {
      const right = this.#comparison(counts && !isNull(left));
      if (isNull(left) || isNull(right)) left = 0n;
    }
    return left;
  }

  #comparison(counts: boolean): Value {
    let left = this.#sum(counts);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator === undefined || !['<', '<=', '=', '==', '!=', '>=', '>'].includes(operator)) return left;
      this.#at++;
      const right = this.#sum(counts);
      const a = toNumber(left);
      const b = toNumber(right);
      const order = a !== null && b !== null ? compare(a, b) : compare(String(left), String(right));
      left = BigInt(holds(operator, order));
    }
  }

  #sum(counts: boolean): Value {
    let left = this.#product(counts);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator !== '+' && operator !== '-') return left;
      this.#at++;
      const right = this.#product(counts);
      if (!counts) continue;
      const [a, b] = numbers(left, right);
      left = operator === '+' ? a + b : a - b;
    }
  }

  #product(counts: boolean): Value {
    let left = this.#match(counts);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator !== '*' && operator !== '/' && operator !== '%') return left;
      this.#at++;
      const right = this.#match(counts);
      if (!counts) continue;
      const [a, b] = numbers(left, right);
      if (operator !== '*' && b === 0n) throw new Failure('division by zero');
      left = operator === '*' ? a * b : operator === '/' ? a / b : a % b;
    }
  }

  #match(counts: boolean): Value {
    let left = this.#word(counts);
    while (this.#next(':')) {
      const right = this.#word(counts);
      if (counts) left = matched(String(left), String(right));
    }
    return left;
  }

  #word(counts: boolean): Value {
    if (this.#next('+')) {
      this.#requireMore();
      return this.#words[this.#at++]!;
    }
    if (this.#next('length')) return BigInt(String(this.#nested(counts)).length);
    if (this.#next('match')) {
      const text = this.#nested(counts);
      const pattern = this.#nested(counts);
      return counts ? matched(String(text), String(pattern)) : text;
    }
    if (this.#next('index')) {
      const text = String(this.#nested(counts));
      const wanted = String(this.#nested(counts));
      for (let at = 0; at < text.length; at++) if (wanted.includes(text[at]!)) return BigInt(at + 1);
      return 0n;
    }
    if (this.#next('substr')) {
      const text = String(this.#nested(counts));
      const start = toNumber(this.#nested(counts));
      const length = toNumber(this.#nested(counts));
      if (start === null || length === null || start <= 0n || length <= 0n) return '';
      if (start > BigInt(text.length)) return '';
      return text.slice(Number(start) - 1, Number(start) - 1 + Number(length));
    }
    this.#requireMore();
    if (this.#next('(')) {
      this.#deeper();
      const value = this.#or(counts);
      this.#depth--;
      if (this.#at >= this.#words.length) {
        throw new Failure(`syntax error: expecting ')' after ${quote(this.#words[this.#at - 1]!)}`);
      }
      if (!this.#next(')'))
        throw new Failure(`syntax error: expecting ')' instead of ${quote(this.#words[this.#at]!)}`);
      return value;
    }
    if (this.#next(')')) throw new Failure("syntax error: unexpected ')'");
    return this.#words[this.#at++]!;
  }

  /** The argument of `length`, `match`, `index`, `substr`: these bind as tightly as a word does. */
  #nested(counts: boolean): Value {
    this.#requireMore();
    this.#deeper();
    const value = this.#word(counts);
    this.#depth--;
    return value;
  }

  #deeper(): void {
    if (++this.#depth > DEPTH_MAX) throw new Failure('memory exhausted', EXPR_FAILURE);
  }
}

function numbers(left: Value, right: Value): readonly [bigint, bigint] {
  const a = toNumber(left);
  const b = toNumber(right);
  if (a === null || b === null) throw new Failure('non-integer argument');
  return [a, b];
}

function compare<Kind extends bigint | string>(a: Kind, b: Kind): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function holds(operator: string, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}

/** `TEXT : PATTERN`: the first group, or how many characters matched. */
function matched(text: string, pattern: string): Value {
  const result = tryRegex((): Value => {
    const regex = new Regex(pattern, regexSyntaxes.grep);
    const end = regex.longestAt(text, 0);
    if (regex.groups === 0) return BigInt(Math.max(0, end));
    if (end < 0) return '';
    const groups = regex.captures(text, { start: 0, end });
    const start = groups[2] ?? -1;
    return start < 0 ? '' : text.slice(start, groups[3]);
  });
  if (result instanceof RegexError) throw new Failure(result.text);
  return result;
}
