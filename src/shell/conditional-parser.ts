/** The grammar of `[[ … ]]`, as bash 5.2 `parse.y` (`cond_expr`, `cond_term`) has it, with its own messages. */
import type { Condition, ConditionalCommand } from './ast.ts';
import type { Scanner, Token } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { parseRegularExpression } from './word-parser.ts';

/** What conditions need of the parser. */
export interface ConditionTokens {
  readonly scanner: Scanner;
  peek(): Token;
  take(): Token;
  isOperator(text: string): boolean;
  isWord(text: string): boolean;
  skipNewlines(): void;
}

const UNARY = new Set([...'abcdefghknoprstuvwxzGLNORS'].map((letter) => `-${letter}`));
const BINARY = new Set(['=', '==', '!=', '=~', '-eq', '-ne', '-lt', '-le', '-gt', '-ge', '-nt', '-ot', '-ef']);

/** bash tells of a bad condition, and does not touch the status. */
const KEEPS_STATUS = -1;

/** `[[` has been taken. */
export function parseConditional(parser: ConditionTokens, line: number): ConditionalCommand {
  const condition = parseOr(parser);
  const closer = parser.peek();
  if (!parser.isWord(']]')) {
    if (closer.kind === 'end') throw textFailure("unexpected EOF while looking for `]]'", closer);
    throw nearFailure(closer);
  }
  parser.take();
  return { type: 'conditional', condition, line, redirects: [] };
}

function parseOr(parser: ConditionTokens): Condition {
  let left = parseAnd(parser);
  while (parser.isOperator('||')) {
    parser.take();
    left = { kind: 'or', left, right: parseAnd(parser) };
  }
  return left;
}

function parseAnd(parser: ConditionTokens): Condition {
  let left = parseTerm(parser);
  while (parser.isOperator('&&')) {
    parser.take();
    left = { kind: 'and', left, right: parseTerm(parser) };
  }
  return left;
}

function parseTerm(parser: ConditionTokens): Condition {
  parser.skipNewlines();
  const token = parser.take();
  if (token.kind === 'operator' && token.text === '(') {
    const operand = parser.scanner.nested(() => parseOr(parser));
    if (!parser.isOperator(')')) throw nearFailure(parser.peek());
    parser.take();
    skipBlankLines(parser);
    return { kind: 'group', operand };
  }
  if (token.kind !== 'word') {
    if (token.kind === 'end') throw new SyntaxFailure('end', '', token.line, token.start);
    throw nearFailure(token);
  }
  if (token.text === '!') return { kind: 'not', operand: parser.scanner.nested(() => parseTerm(parser)) };
  // `[[ ]]` is refused without a word.
  if (token.text === ']]') throw textFailure('', token);
  if (UNARY.has(token.text)) {
    const operand = parser.peek();
    if (operand.kind === 'word' && operand.text !== ']]') {
      parser.take();
      skipBlankLines(parser);
      return { kind: 'unary', operator: token.text, operand: operand.word };
    }
    const name = operand.kind === 'end' ? 'newline' : operand.text;
    throw textFailure(`unexpected argument \`${name}' to conditional unary operator`, operand);
  }
  return parseBinary(parser, token);
}

function parseBinary(parser: ConditionTokens, left: Token & { kind: 'word' }): Condition {
  // `a < b` compares; a token that cannot stand here ends the term.
  const { extendedPatterns } = parser.scanner;
  parser.scanner.extendedPatterns = true;
  const operator = parser.peek();
  const isComparison = operator.kind === 'operator' && (operator.text === '<' || operator.text === '>');
  if (isComparison || (operator.kind === 'word' && BINARY.has(operator.text))) {
    parser.take();
    if (operator.text === '=~') {
      const word = parseRegularExpression(parser.scanner);
      skipBlankLines(parser);
      parser.scanner.extendedPatterns = extendedPatterns;
      return { kind: 'binary', operator: '=~', left: left.word, right: word };
    }
    const right = parser.peek();
    parser.scanner.extendedPatterns = extendedPatterns;
    if (right.kind !== 'word' || right.text === ']]') {
      const name = right.kind === 'end' ? 'newline' : right.text;
      throw textFailure(`unexpected argument \`${name}' to conditional binary operator`, right);
    }
    parser.take();
    skipBlankLines(parser);
    return { kind: 'binary', operator: operator.text, left: left.word, right: right.word };
  }
  parser.scanner.extendedPatterns = extendedPatterns;
  const ends =
    (operator.kind === 'word' && operator.text === ']]') ||
    (operator.kind === 'operator' && ['&&', '||', ')'].includes(operator.text));
  if (ends) {
    skipBlankLines(parser);
    return { kind: 'word', word: left.word };
  }
  if (operator.kind === 'end') {
    throw textFailure("unexpected token `newline', conditional binary operator expected", operator);
  }
  if (operator.kind === 'word') throw textFailure('conditional binary operator expected', operator);
  throw textFailure(`unexpected token \`${operator.text}', conditional binary operator expected`, operator);
}

function skipBlankLines(parser: ConditionTokens): void {
  if (parser.peek().kind === 'newline') parser.skipNewlines();
}

function nearFailure(token: Token): SyntaxFailure {
  if (token.kind === 'end') return new SyntaxFailure('end', '', token.line, token.start);
  return textFailure(`syntax error in conditional expression: unexpected token \`${token.text}'`, token);
}

function textFailure(message: string, token: Token): SyntaxFailure {
  return new SyntaxFailure('text', message, token.line, token.start, token.kind === 'newline' ? 2 : KEEPS_STATUS);
}
