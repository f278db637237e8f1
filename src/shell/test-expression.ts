/**
 * The tests of `test`, `[` and `[[`: files, strings, numbers.
 *
 * bash 5.2 `test.c`. The grammar of `test` follows the number of its arguments, as POSIX has it.
 */
import { type Integer, parseInteger } from './arithmetic.ts';
import { setOptions } from './options.ts';
import {
  type FileStatus,
  R_OK,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
  W_OK,
  X_OK,
} from './posix.ts';
import type { ShellState } from './shell-state.ts';

/** What is wrong with a test. */
export class TestFailure {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const UNARY = new Set([...'abcdefghknoprstuvwxzGLNORS'].map((letter) => `-${letter}`));
const BINARY = new Set(['=', '==', '!=', '<', '>', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

/** Whether the arguments of `test` hold. Throws `TestFailure`. */
export function evaluateTest(shell: ShellState, args: readonly string[]): boolean {
  const isUnary = (text: string): boolean => UNARY.has(text);
  const [first = '', second = '', third = '', fourth = ''] = args;
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return first !== '';
    case 2:
      if (first === '!') return second === '';
      if (isUnary(first)) return unaryTest(shell, first, second);
      if (shell.dialect.kind === 'ash' && BINARY.has(second)) throw new TestFailure(`${second}: argument expected`);
      throw new TestFailure(`${shell.dialect.kind === 'ash' ? second : first}: unary operator expected`);
    case 3:
      return threeArguments(shell, first, second, third);
    case 4:
      if (first === '!') return !threeArguments(shell, second, third, fourth);
      if (first === '(' && fourth === ')') return evaluateTest(shell, [second, third]);
  }
  return new TestParser(shell, args).parse();
}

function threeArguments(shell: ShellState, first: string, second: string, third: string): boolean {
  if (BINARY.has(second)) return binaryTest(shell, first, second, third);
  if (second === '-a') return first !== '' && third !== '';
  if (second === '-o') return first !== '' || third !== '';
  if (first === '!') return !evaluateTest(shell, [second, third]);
  if (first === '(' && third === ')') return second !== '';
  throw new TestFailure(`${second}: binary operator expected`);
}

/** Five arguments and more: `-o` under `-a` under `!` and parentheses. */
class TestParser {
  readonly #shell: ShellState;
  readonly #args: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(shell: ShellState, args: readonly string[]) {
    this.#shell = shell;
    this.#args = args;
  }

  parse(): boolean {
    const result = this.#or();
    if (this.#at < this.#args.length) {
      const isAsh = this.#shell.dialect.kind === 'ash';
      throw new TestFailure(isAsh ? `${this.#peek()}: binary operator expected` : 'too many arguments');
    }
    return result;
  }

  #peek(): string | undefined {
    return this.#args[this.#at];
  }

  #or(): boolean {
    let result = this.#and();
    while (this.#peek() === '-o') {
      this.#at++;
      const right = this.#and();
      result = result || right;
    }
    return result;
  }

  #and(): boolean {
    let result = this.#term();
    while (this.#peek() === '-a') {
      this.#at++;
      const right = this.#term();
      result = result && right;
    }
    return result;
  }

  #term(): boolean {
    const word = this.#peek();
    if (word === undefined) throw new TestFailure('argument expected');
    if (++this.#depth > 1000) throw new TestFailure('too many arguments');
    const operator = this.#args[this.#at + 1];
    const right = this.#args[this.#at + 2];
    if (word === '!') {
      this.#at++;
      return !this.#term();
    }
    if (word === '(' && !(operator !== undefined && BINARY.has(operator) && right !== undefined)) {
      this.#at++;
      const inner = this.#or();
      if (this.#peek() !== ')') {
        const found = this.#peek();
        throw new TestFailure(found === undefined ? "`)' expected" : `\`)' expected, found ${found}`);
      }
      this.#at++;
      return inner;
    }
    if (operator !== undefined && BINARY.has(operator) && right !== undefined) {
      this.#at += 3;
      return binaryTest(this.#shell, word, operator, right);
    }
    if (UNARY.has(word) && operator !== undefined) {
      this.#at += 2;
      return unaryTest(this.#shell, word, operator);
    }
    this.#at++;
    return word !== '';
  }
}

/** `-f file` and its kin. */
export function unaryTest(shell: ShellState, operator: string, operand: string): boolean {
  switch (operator) {
    case '-z':
      return operand === '';
    case '-n':
      return operand !== '';
    case '-t': {
      const fd = parseInteger(operand);
      if (fd === null) throw new TestFailure(`${operand}: integer expression expected`);
      return shell.system.isatty(Number(fd));
    }
    case '-o':
      return setOptions[operand] !== undefined && shell.options.get(operand);
    case '-v': {
      const bracket = operand.indexOf('[');
      const variable = shell.variables.find(bracket > 0 ? operand.slice(0, bracket) : operand);
      if (bracket > 0) {
        const key = operand.slice(bracket + 1, -1);
        if (key === '@' || key === '*') return variable?.isSet === true;
        return variable?.associative?.has(key) ?? variable?.elements?.has(Number(key)) ?? false;
      }
      if (/^\d+$/.test(operand)) return Number(operand) <= shell.positional.length;
      return variable?.text !== undefined;
    }
    case '-R':
      return false;
    case '-r':
      return shell.system.access(operand, R_OK) >= 0;
    case '-w':
      return shell.system.access(operand, W_OK) >= 0;
    case '-x':
      return shell.system.access(operand, X_OK) >= 0;
  }
  const isLink = operator === '-h' || operator === '-L';
  const status = isLink ? shell.system.lstat(operand) : shell.system.stat(operand);
  if (typeof status === 'number') return false;
  return fileTest(shell, operator, status);
}

function fileTest(shell: ShellState, operator: string, status: FileStatus): boolean {
  const type = status.mode & S_IFMT;
  switch (operator) {
    case '-a':
    case '-e':
      return true;
    case '-f':
      return type === S_IFREG;
    case '-d':
      return type === S_IFDIR;
    case '-b':
      return type === S_IFBLK;
    case '-c':
      return type === S_IFCHR;
    case '-p':
      return type === S_IFIFO;
    case '-S':
      return type === S_IFSOCK;
    case '-h':
    case '-L':
      return type === S_IFLNK;
    case '-s':
      return status.size > 0;
    case '-u':
      return (status.mode & S_ISUID) !== 0;
    case '-g':
      return (status.mode & S_ISGID) !== 0;
    case '-k':
      return (status.mode & S_ISVTX) !== 0;
    case '-O':
      return status.uid === shell.system.geteuid();
    case '-G':
      return status.gid === shell.system.getegid();
    case '-N':
      return isNewer(status.mtime, status.atime);
    default:
      return false;
  }
}

function isNewer(a: FileStatus['mtime'], b: FileStatus['mtime']): boolean {
  return a.seconds > b.seconds || (a.seconds === b.seconds && a.nanoseconds > b.nanoseconds);
}

/** `a = b`, `1 -lt 2`, `x -nt y`. */
export function binaryTest(shell: ShellState, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef':
      return compareFiles(shell, left, operator, right);
  }
  return compareNumbers(operator, integerOf(left), integerOf(right));
}

function integerOf(text: string): Integer {
  const { length } = text;
  // Small numbers are what loops compare.
  if (length > 0 && length < 10) {
    let value = 0;
    let at = 0;
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === length) return value;
  }
  const value = parseInteger(text);
  if (value === null) throw new TestFailure(`${text}: integer expression expected`);
  return value;
}

/** `-eq` and its kin. */
export function compareNumbers(operator: string, a: Integer, b: Integer): boolean {
  switch (operator) {
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    default:
      return a >= b;
  }
}

function compareFiles(shell: ShellState, left: string, operator: string, right: string): boolean {
  const a = shell.system.stat(left);
  const b = shell.system.stat(right);
  const hasLeft = typeof a !== 'number';
  const hasRight = typeof b !== 'number';
  if (operator === '-ef') return hasLeft && hasRight && a.dev === b.dev && a.ino === b.ino;
  if (operator === '-nt') return hasLeft && (!hasRight || isNewer(a.mtime, b.mtime));
  return hasRight && (!hasLeft || isNewer(b.mtime, a.mtime));
}
