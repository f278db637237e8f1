/** `test` and `[` of coreutils 9.1 (`src/test.c`): the programs, whose messages differ from the shell's builtin. */
import {
  type Blocking,
  type FileStatus,
  R_OK,
  S_IFLNK,
  S_IFMT,
  S_ISGID,
  S_ISUID,
  S_ISVTX,
  W_OK,
  X_OK,
} from '../../../shell/posix.ts';
import type { Program } from '../../process/system-calls.ts';
import { quote } from '../libc/quote.ts';
import { defineTool, type Exit, type Tool } from '../libc/usage.ts';

const FAILURE = 2;

function testTool(name: 'test' | '['): Program {
  const identity = {
    name,
    synopsis: name === '[' ? ['EXPRESSION ]', ']', 'OPTION'] : ['EXPRESSION', ''],
    summary: 'Exit with the status of EXPRESSION: 0 when it is true, 1 when false, 2 when it is none.',
    help: [
      'as the test of the shell: -e -f -d -r -w -x -s -L and more, = != < >, -eq -ne -lt -le -gt -ge, -nt -ot -ef, ! -a -o ( )',
    ],
    usageStatus: FAILURE,
  };
  return defineTool(identity, function* (tool) {
    let words = tool.argv.slice(1);
    if (name === '[') {
      if (words.length === 1 && words[0] === '--help') throw yield* tool.help();
      if (words.length === 1 && words[0] === '--version') throw yield* tool.version();
      if (words.at(-1) !== ']') throw yield* tool.die(`missing ${quote(']')}`, 0, FAILURE);
      words = words.slice(0, -1);
    }
    if (words.length === 0) return 1;
    const expression = new Expression(tool, words);
    const value = yield* expression.posix(words.length);
    if (expression.at !== words.length) {
      throw yield* tool.die(`extra argument ${quote(words[expression.at]!)}`, 0, FAILURE);
    }
    return value ? 0 : 1;
  });
}

export const testProgram = testTool('test');
export const bracketProgram = testTool('[');

const binaryOperators = new Set(['=', '==', '!=', '-nt', '-ot', '-ef', '-eq', '-ne', '-lt', '-le', '-gt', '-ge']);
/** Deeper parentheses are refused, as a real stack would end too. */
const DEPTH_MAX = 500;

class Expression {
  at = 0;
  readonly #tool: Tool;
  readonly #words: readonly string[];

  constructor(tool: Tool, words: readonly string[]) {
    this.#tool = tool;
    this.#words = words;
  }

  /** POSIX: what so many words mean. */
  *posix(count: number, depth = 0): Blocking<boolean> {
    switch (count) {
      case 1:
        return this.#one();
      case 2:
        return yield* this.#two();
      case 3:
        return yield* this.#three(depth);
      case 4:
        if (this.#words[this.at] === '!') {
          this.at++;
          return !(yield* this.#three(depth));
        }
        if (this.#words[this.at] === '(' && this.#words[this.at + 3] === ')') {
          this.at++;
          const value = yield* this.#two();
          this.at++;
          return value;
        }
        return yield* this.#or(depth);
      default:
        return yield* this.#or(depth);
    }
  }

  #one(): boolean {
    return this.#words[this.at++] !== '';
  }

  *#two(): Blocking<boolean> {
    const first = this.#words[this.at]!;
    if (first === '!') {
      this.at++;
      return !this.#one();
    }
    if (/^-.$/.test(first)) return yield* this.#unary();
    return yield* this.#missing();
  }

  *#missing(): Blocking<boolean> {
    const word = this.#words[this.#words.length - 1]!;
    throw yield* this.#fail(`missing argument after ${quote(word)}`);
  }

  *#three(depth: number): Blocking<boolean> {
    const [first, second, third] = this.#words.slice(this.at, this.at + 3) as [string, string, string];
    if (binaryOperators.has(second)) return yield* this.#binary(false);
    if (first === '!') {
      this.at++;
      return !(yield* this.#two());
    }
    if (first === '(' && third === ')') {
      this.at++;
      const value = this.#one();
      this.at++;
      return value;
    }
    if (second === '-a' || second === '-o' || second === '>' || second === '<') return yield* this.#or(depth);
    throw yield* this.#fail(`${quote(second)}: binary operator expected`);
  }

  *#or(depth: number): Blocking<boolean> {
    let value = false;
    for (;;) {
      const next = yield* this.#and(depth);
      value ||= next;
      if (this.#words[this.at] !== '-o') return value;
      this.at++;
    }
  }

  *#and(depth: number): Blocking<boolean> {
    let value = true;
    for (;;) {
      const next = yield* this.#term(depth);
      value &&= next;
      if (this.#words[this.at] !== '-a') return value;
      this.at++;
    }
  }

  *#term(depth: number): Blocking<boolean> {
    if (depth > DEPTH_MAX) throw yield* this.#fail('expression too deep');
    const words = this.#words;
    let isNegated = false;
    while (words[this.at] === '!') {
      this.at++;
      if (this.at >= words.length) yield* this.#missing();
      isNegated = !isNegated;
    }
    const first = words[this.at];
    if (first === undefined) return yield* this.#missing();
    let value: boolean;
    if (first === '(') {
      this.at++;
      if (this.at >= words.length) yield* this.#missing();
      let count = 1;
      while (this.at + count < words.length && words[this.at + count] !== ')' && count < 4) count++;
      value = yield* this.posix(words[this.at + count] === ')' ? count : words.length - this.at, depth + 1);
      if (words[this.at] === undefined) throw yield* this.#fail(`${quote(')')} expected`);
      if (words[this.at] !== ')') throw yield* this.#fail(`${quote(')')} expected, found ${quote(words[this.at]!)}`);
      this.at++;
    } else if (words.length - this.at >= 4 && first === '-l' && binaryOperators.has(words[this.at + 2]!)) {
      value = yield* this.#binary(true);
    } else if (words.length - this.at >= 3 && binaryOperators.has(words[this.at + 1]!))
      value = yield* this.#binary(false);
    else if (/^-.$/.test(first)) value = yield* this.#unary();
    else {
      this.at++;
      value = first !== '';
    }
    return value !== isNegated;
  }

  *#binary(leftIsLength: boolean): Blocking<boolean> {
    const words = this.#words;
    if (leftIsLength) this.at++;
    const left = words[this.at]!;
    const operator = words[this.at + 1]!;
    const rightIsLength = words[this.at + 2] === '-l' && this.at + 3 < words.length;
    const right = words[this.at + (rightIsLength ? 3 : 2)]!;
    this.at += rightIsLength ? 4 : 3;
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '-nt':
      case '-ot':
      case '-ef':
        return this.#compareFiles(operator, left, right);
      default: {
        const a = leftIsLength ? BigInt(left.length) : yield* this.#integer(left);
        const b = rightIsLength ? BigInt(right.length) : yield* this.#integer(right);
        if (operator === '-eq') return a === b;
        if (operator === '-ne') return a !== b;
        if (operator === '-lt') return a < b;
        if (operator === '-le') return a <= b;
        return operator === '-gt' ? a > b : a >= b;
      }
    }
  }

  #compareFiles(operator: '-nt' | '-ot' | '-ef', left: string, right: string): boolean {
    const { system } = this.#tool;
    const a = system.stat(left);
    const b = system.stat(right);
    if (operator === '-ef') return typeof a !== 'number' && typeof b !== 'number' && a.dev === b.dev && a.ino === b.ino;
    const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
    if (typeof newer === 'number') return false;
    if (typeof older === 'number') return true;
    const seconds = newer.mtime.seconds - older.mtime.seconds;
    return seconds > 0n || (seconds === 0n && newer.mtime.nanoseconds > older.mtime.nanoseconds);
  }

  *#integer(word: string): Blocking<bigint> {
    if (/^\s*[+-]?\d+\s*$/.test(word)) return BigInt(word.trim().replace(/^\+/, ''));
    throw yield* this.#fail(`invalid integer ${quote(word)}`);
  }

  *#unary(): Blocking<boolean> {
    const operator = this.#words[this.at]!;
    const operand = this.#words[this.at + 1];
    const letter = operator[1]!;
    if (!'abcdefghknoprstuwxzGLNOS'.includes(letter) || letter === 'a' || letter === 'o') {
      throw yield* this.#fail(`${quote(operator)}: unary operator expected`);
    }
    if (operand === undefined) return yield* this.#missing();
    this.at += 2;
    if (letter === 'n') return operand !== '';
    if (letter === 'z') return operand === '';
    if (letter === 't') return this.#tool.system.isatty(Number(yield* this.#integer(operand)));
    return this.#file(letter, operand);
  }

  #file(letter: string, path: string): boolean {
    const { system } = this.#tool;
    if (letter === 'r') return system.access(path, R_OK) >= 0;
    if (letter === 'w') return system.access(path, W_OK) >= 0;
    if (letter === 'x') return system.access(path, X_OK) >= 0;
    if (letter === 'h' || letter === 'L') {
      const status = system.lstat(path);
      return typeof status !== 'number' && (status.mode & S_IFMT) === S_IFLNK;
    }
    const status = system.stat(path);
    return typeof status !== 'number' && this.#status(letter, status);
  }

  #status(letter: string, status: FileStatus): boolean {
    const types: Readonly<Record<string, number>> = {
      b: 0o060000,
      c: 0o020000,
      d: 0o040000,
      f: 0o100000,
      p: 0o010000,
      S: 0o140000,
    };
    if (Object.hasOwn(types, letter)) return (status.mode & S_IFMT) === types[letter];
    const { system } = this.#tool;
    const { atime, mtime } = status;
    switch (letter) {
      case 's':
        return status.size > 0;
      case 'u':
        return (status.mode & S_ISUID) !== 0;
      case 'g':
        return (status.mode & S_ISGID) !== 0;
      case 'k':
        return (status.mode & S_ISVTX) !== 0;
      case 'O':
        return status.uid === system.geteuid();
      case 'G':
        return status.gid === system.getegid();
      case 'N':
        return (
          mtime.seconds > atime.seconds || (mtime.seconds === atime.seconds && mtime.nanoseconds > atime.nanoseconds)
        );
      default:
        return true;
    }
  }

  *#fail(text: string): Blocking<Exit> {
    return yield* this.#tool.die(text, 0, FAILURE);
  }
}
