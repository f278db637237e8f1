/**
 * Evaluates arithmetic expressions in 64-bit two's complement, as bash 5.2 `expr.c` does.
 *
 * Values are JavaScript numbers as long as they are exact, and bigints beyond; every result is brought back to a number when it
 * fits, so that counting loops never touch bigints.
 */
import { ArithmeticFailure, type Expression, parseArithmetic } from './arithmetic-parser.ts';

export type Integer = number | bigint;

/** The variables an expression can name. */
export interface ArithmeticVariables {
  /** The text of a variable; empty when unset. May throw for an unset one. */
  read(name: string, subscript: string | null): string;
  write(name: string, subscript: string | null, value: string): void;
}

const MAX_RECURSION = 1024;
const cache = new Map<string, Expression>();

/** Parsed once for as long as it stays in a small cache. */
function parsed(text: string): Expression {
  let expression = cache.get(text);
  if (expression === undefined) {
    expression = parseArithmetic(text);
    if (cache.size >= 512) cache.clear();
    cache.set(text, expression);
  }
  return expression;
}

/** Value of an expression's text. Throws `ArithmeticFailure`. */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables, depth = 0): Integer {
  if (depth > MAX_RECURSION) throw new ArithmeticFailure(text, 'expression recursion level exceeded', text);
  return evaluate(parsed(text), text, variables, depth);
}

function evaluate(node: Expression, text: string, variables: ArithmeticVariables, depth: number): Integer {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'failing':
      evaluate(node.expression, text, variables, depth);
      throw node.failure;
    case 'variable':
      return variableValue(variables.read(node.name, node.subscript), variables, depth);
    case 'binary': {
      const left = evaluate(node.left, text, variables, depth);
      const right = evaluate(node.right, text, variables, depth);
      return operate(node.operator, left, right, text, node.at);
    }
    case 'unary': {
      const operand = evaluate(node.operand, text, variables, depth);
      if (node.operator === '-') return typeof operand === 'number' ? 0 - operand : wrap(-operand);
      if (node.operator === '!') return operand === 0 ? 1 : 0;
      if (node.operator === '~') return typeof operand === 'number' ? -operand - 1 : wrap(~operand);
      return operand;
    }
    case 'and':
      if (evaluate(node.left, text, variables, depth) === 0) return 0;
      return evaluate(node.right, text, variables, depth) === 0 ? 0 : 1;
    case 'or':
      if (evaluate(node.left, text, variables, depth) !== 0) return 1;
      return evaluate(node.right, text, variables, depth) === 0 ? 0 : 1;
    case 'conditional':
      return evaluate(
        evaluate(node.condition, text, variables, depth) !== 0 ? node.yes : node.no,
        text,
        variables,
        depth,
      );
    case 'assign': {
      const { name, subscript } = node.target;
      let value = evaluate(node.value, text, variables, depth);
      if (node.operator !== '=') {
        const old = variableValue(variables.read(name, subscript), variables, depth);
        value = operate(node.operator, old, value, text, node.at);
      }
      variables.write(name, subscript, String(value));
      return value;
    }
    case 'step': {
      const { name, subscript } = node.target;
      const old = variableValue(variables.read(name, subscript), variables, depth);
      const value = operate('+', old, node.by, text, 0);
      variables.write(name, subscript, String(value));
      return node.isPrefix ? value : old;
    }
  }
}

/** A variable's text as a number: a constant, or an expression of its own. */
function variableValue(text: string, variables: ArithmeticVariables, depth: number): Integer {
  const { length } = text;
  if (length === 0) return 0;
  let at = text.charCodeAt(0) === 0x2d ? 1 : 0;
  const first = text.charCodeAt(at);
  if (length < 16 && first >= 0x31 && first <= 0x39) {
    let value = 0;
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 0x30;
      if (digit < 0 || digit > 9) return evaluateArithmetic(text, variables, depth + 1);
      value = value * 10 + digit;
    }
    return text.charCodeAt(0) === 0x2d ? -value : value;
  }
  if (text === '0') return 0;
  return evaluateArithmetic(text, variables, depth + 1);
}

/** Back to 64 bits, and to a number where that is exact. */
function wrap(value: bigint): Integer {
  const wrapped = BigInt.asIntN(64, value);
  const number = Number(wrapped);
  return Number.isSafeInteger(number) ? number : wrapped;
}

function operate(operator: string, left: Integer, right: Integer, text: string, at: number): Integer {
  if (typeof left === 'number' && typeof right === 'number') {
    const result = operateNumbers(operator, left, right);
    if (result !== null) return result;
  }
  const a = BigInt(left);
  const b = BigInt(right);
  switch (operator) {
    case '+':
      return wrap(a + b);
    case '-':
      return wrap(a - b);
    case '*':
      return wrap(a * b);
    case '/':
    case '%':
      if (b === 0n) throw new ArithmeticFailure(text, 'division by 0', text.slice(at).trimStart());
      return wrap(operator === '/' ? a / b : a % b);
    case '**':
      if (b < 0n) throw new ArithmeticFailure(text, 'exponent less than 0', text.slice(at).trimStart());
      return power(a, b);
    case '<<':
      return wrap(a << BigInt.asUintN(6, b));
    case '>>':
      return wrap(a >> BigInt.asUintN(6, b));
    case '&':
      return wrap(a & b);
    case '|':
      return wrap(a | b);
    case '^':
      return wrap(a ^ b);
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a === b ? 0 : 1;
    default:
      return right;
  }
}

/** The common cases; null where the exact 64-bit way has to be gone. */
function operateNumbers(operator: string, a: number, b: number): number | null {
  let result: number;
  switch (operator) {
    case '+':
      result = a + b;
      break;
    case '-':
      result = a - b;
      break;
    case '*':
      result = a * b + 0;
      break;
    case '/':
      // Quotients of larger numbers could be rounded up.
      return b === 0 || a > 2 ** 50 || a < -(2 ** 50) ? null : Math.trunc(a / b) + 0;
    case '%':
      return b === 0 ? null : (a % b) + 0;
    case '<':
      return a < b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a === b ? 0 : 1;
    case ',':
      return b;
    default:
      return null;
  }
  return Number.isSafeInteger(result) ? result : null;
}

function power(base: bigint, exponent: bigint): Integer {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return wrap(result);
}

/** A whole text as one integer constant with optional sign and blanks, as `test -eq` and `printf %d` want; null otherwise. */
export function parseInteger(text: string): Integer | null {
  // What C's strtoimax skips before a number, and blanks behind it.
  const trimmed = text.replace(/^[ \t\n\v\f\r]+/, '').replace(/[ \t]+$/, '');
  const isNegative = trimmed.startsWith('-');
  const digits = isNegative || trimmed.startsWith('+') ? trimmed.slice(1) : trimmed;
  if (digits === '') return null;
  for (let at = 0; at < digits.length; at++) {
    const code = digits.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return null;
  }
  if (digits.length < 16) return isNegative ? -Number(digits) + 0 : Number(digits);
  const value = BigInt(digits) * (isNegative ? -1n : 1n);
  if (BigInt.asIntN(64, value) !== value) return null;
  return wrap(value);
}
