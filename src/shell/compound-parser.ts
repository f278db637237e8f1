/**
 * The compound commands: `if`, loops, `case`, groups, subshells, functions, `((…))`, `[[ … ]]`.
 *
 * bash 5.2 `parse.y` (`shell_command`). The parser comes in as an interface, for these and the lists inside them need each other.
 */
import type { ArithmeticCommand, ArithmeticFor, Case, Command, For, Group, If, Redirect, While, Word } from './ast.ts';
import { parseConditional } from './conditional-parser.ts';
import type { Scanner, Token } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { findArithmeticEnd, isName, readArithmetic } from './word-parser.ts';

/** What compound commands need of the parser. */
export interface ListParser {
  readonly scanner: Scanner;
  readonly options: { readonly bashWords: boolean; readonly extensions: boolean };
  peek(assignable?: boolean): Token;
  take(): Token;
  isOperator(text: string): boolean;
  isWord(text: string): boolean;
  expectWord(text: string): void;
  skipNewlines(): void;
  unexpected(expected?: string): SyntaxFailure;
  /** `closer`: the word it is to end with, for the message when it does not. */
  compoundList(closer: string): Command;
  functionBody(name: string, line: number): Command;
  redirect(): Redirect | null;
}

/** The compound command at the current token, or null when a simple command begins there. */
export function parseCompound(parser: ListParser): Exclude<Command, { type: 'simple' }> | null {
  const token = parser.peek(true);
  if (token.kind === 'operator') {
    if (token.text !== '(') return null;
    return parseParenthesis(parser, token);
  }
  if (token.kind !== 'word') return null;
  const { line } = token;
  switch (token.text) {
    case 'if':
      return parseIf(parser, line);
    case 'while':
    case 'until': {
      parser.take();
      const condition = parser.compoundList('do');
      const body = parseDo(parser);
      return { type: 'while', until: token.text === 'until', condition, body, line, redirects: [] } satisfies While;
    }
    case 'for':
      parser.take();
      return parseFor(parser, line, 'for');
    case 'select':
      if (!parser.options.bashWords) return null;
      parser.take();
      return parseFor(parser, line, 'select');
    case 'case':
      return parseCase(parser, line);
    case '{': {
      parser.take();
      const body = parser.compoundList('}');
      parser.expectWord('}');
      return { type: 'group', body, line, redirects: [] } satisfies Group;
    }
    case 'function': {
      if (!parser.options.extensions) return null;
      parser.take();
      const name = parser.take();
      if (name.kind !== 'word') throw new SyntaxFailure('near', name.text, name.line, name.start);
      if (parser.isOperator('(')) {
        parser.take();
        if (!parser.isOperator(')')) throw parser.unexpected();
        parser.take();
      }
      return parser.functionBody(name.text, line) as Exclude<Command, { type: 'simple' }>;
    }
    case '[[': {
      if (!parser.options.extensions) return null;
      parser.take();
      return parseConditional(parser, line);
    }
    case 'then':
    case 'else':
    case 'elif':
    case 'fi':
    case 'do':
    case 'done':
    case 'esac':
    case '}':
      throw parser.unexpected();
    default:
      return null;
  }
}

function parseParenthesis(parser: ListParser, token: Token): Group | ArithmeticCommand {
  const { scanner } = parser;
  const { line } = token;
  if (parser.options.bashWords && scanner.text.charCodeAt(scanner.pos) === 0x28) {
    if (findArithmeticEnd(scanner.text, scanner.pos + 1)) {
      const { pos } = scanner;
      scanner.pos++;
      const expression = readArithmetic(scanner, '))');
      if (expression !== null) {
        parser.take();
        return { type: 'arithmetic', expression, line: scanner.line, redirects: [] };
      }
      scanner.pos = pos;
    }
  }
  parser.take();
  const body = parser.compoundList(')');
  if (!parser.isOperator(')')) {
    const next = parser.peek();
    if (next.kind === 'end' && scanner.text.charAt(token.start + 1) === '(') {
      throw new SyntaxFailure('match', ')', line, token.start);
    }
    throw parser.unexpected(')');
  }
  parser.take();
  return { type: 'subshell', body, line, redirects: [] };
}

function parseIf(parser: ListParser, line: number): If {
  const clauses: { condition: Command; body: Command }[] = [];
  let otherwise: Command | null = null;
  do {
    parser.take();
    const condition = parser.compoundList('then');
    parser.expectWord('then');
    clauses.push({ condition, body: parser.compoundList('fi') });
  } while (parser.isWord('elif'));
  if (parser.isWord('else')) {
    parser.take();
    otherwise = parser.compoundList('fi');
  }
  parser.expectWord('fi');
  return { type: 'if', clauses, otherwise, line, redirects: [] };
}

function parseDo(parser: ListParser): Command {
  parser.skipNewlines();
  parser.expectWord('do');
  const body = parser.compoundList('done');
  parser.expectWord('done');
  return body;
}

function parseFor(parser: ListParser, line: number, type: 'for' | 'select'): For | ArithmeticFor {
  const { scanner } = parser;
  const bodyOf = (): Command => {
    if (parser.isWord('{') && parser.options.bashWords) {
      parser.take();
      const body = parser.compoundList('}');
      parser.expectWord('}');
      return body;
    }
    return parseDo(parser);
  };
  if (
    type === 'for' &&
    parser.options.bashWords &&
    parser.isOperator('(') &&
    scanner.text.charAt(scanner.pos) === '('
  ) {
    scanner.pos++;
    const header = arithmeticHeader(scanner, line);
    parser.take();
    if (parser.isOperator(';')) parser.take();
    parser.skipNewlines();
    return { type: 'arithmetic-for', ...header, body: bodyOf(), line, redirects: [] };
  }
  const name = parser.peek();
  if (name.kind !== 'word') throw parser.unexpected();
  parser.take();
  if (!parser.options.bashWords && !isName(name.text))
    throw new SyntaxFailure('text', 'bad for loop variable', line, 0);
  parser.skipNewlines();
  let words: Word[] | null = null;
  if (parser.isWord('in')) {
    parser.take();
    words = [];
    for (let token = parser.peek(); token.kind === 'word'; token = parser.peek()) {
      words.push(token.word);
      parser.take();
    }
    if (parser.isOperator(';')) parser.take();
    else if (parser.peek().kind !== 'newline') throw parser.unexpected();
  } else if (parser.isOperator(';')) parser.take();
  parser.skipNewlines();
  return { type, name: name.text, words, body: bodyOf(), line, redirects: [] };
}

/** `initial; condition; step))`. */
function arithmeticHeader(scanner: Scanner, line: number): { initial: Word; condition: Word; step: Word } {
  const initial = readArithmetic(scanner, ';');
  const condition = initial === null ? null : readArithmetic(scanner, ';');
  const step = condition === null ? null : readArithmetic(scanner, '))');
  if (initial === null || condition === null || step === null) {
    throw new SyntaxFailure('text', 'syntax error: arithmetic expression required', line, scanner.pos);
  }
  return { initial, condition, step };
}

function parseCase(parser: ListParser, line: number): Case {
  parser.take();
  const subject = parser.peek();
  if (subject.kind !== 'word') throw parser.unexpected();
  parser.take();
  parser.skipNewlines();
  parser.expectWord('in');
  const clauses: { patterns: Word[]; body: Command | null; end: ';;' | ';&' | ';;&' }[] = [];
  parser.skipNewlines();
  while (!parser.isWord('esac')) {
    const patterns: Word[] = [];
    if (parser.isOperator('(')) parser.take();
    for (;;) {
      const pattern = parser.peek();
      if (pattern.kind !== 'word' && pattern.kind !== 'number') throw parser.unexpected(')');
      parser.take();
      if (pattern.kind === 'word') patterns.push(pattern.word);
      if (!parser.isOperator('|')) break;
      parser.take();
    }
    if (!parser.isOperator(')')) throw parser.unexpected();
    parser.take();
    parser.skipNewlines();
    const isEmpty = isClauseEnd(parser) || parser.isWord('esac');
    const body = isEmpty ? null : parser.compoundList(';;');
    if (!isClauseEnd(parser)) {
      if (parser.peek(true).kind === 'end') throw parser.unexpected(';;');
      clauses.push({ patterns, body, end: ';;' });
      break;
    }
    const end = parser.take().text as ';;' | ';&' | ';;&';
    clauses.push({ patterns, body, end });
    parser.skipNewlines();
  }
  if (!parser.isWord('esac')) throw parser.unexpected();
  parser.take();
  return { type: 'case', word: subject.word, clauses, line, redirects: [] };
}

function isClauseEnd(parser: ListParser): boolean {
  return parser.isOperator(';;') || parser.isOperator(';&') || parser.isOperator(';;&');
}
