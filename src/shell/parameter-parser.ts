/**
 * Parses `${…}`: name, subscript, operator and its words.
 *
 * bash 5.2 `subst.c` (`parameter_brace_expand`). What bash finds to be a bad substitution only when it expands it becomes a part
 * of kind `bad` here, so that the error comes at the same moment.
 */
import type { Part, Word } from './ast.ts';
import type { Scanner } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { WordBuilder } from './word-builder.ts';
import { isNameCode, isNameStart, readPiece, readUntil } from './word-parser.ts';

const OPERATORS = [
  ':-',
  ':=',
  ':?',
  ':+',
  '##',
  '%%',
  '//',
  '/#',
  '/%',
  '^^',
  ',,',
  '-',
  '=',
  '?',
  '+',
  '#',
  '%',
  '/',
  '^',
  ',',
  ':',
  '@',
];
const CLOSE = 0x7d;

/** The position is at the dollar; afterwards behind the closing brace. */
export function parseBracedParameter(scanner: Scanner, quoted: boolean): Part {
  const { pos, line } = scanner;
  const part = parseWellFormed(scanner, quoted);
  if (part !== null) return part;
  scanner.pos = pos + 2;
  scanner.line = line;
  if (!readUntil(scanner, new WordBuilder(), (code) => code === CLOSE, quoted)) {
    throw new SyntaxFailure('match', '}', line, scanner.pos);
  }
  scanner.pos++;
  return { kind: 'bad', raw: scanner.text.slice(pos, scanner.pos), quoted };
}

function parseWellFormed(scanner: Scanner, quoted: boolean): Part | null {
  const { text, pos: start, line } = scanner;
  let pos = start + 2;
  let length = false;
  let indirect = false;
  if (text.charAt(pos) === '#' && text.charAt(pos + 1) !== '}' && nameEnd(text, pos + 1) > pos + 1) {
    const after = text.charAt(nameEnd(text, pos + 1));
    // `${#-x}` and the like are `$#` with an operator; `${#x}` and `${#a[1]}` are lengths.
    if (after === '}' || after === '[') {
      length = true;
      pos++;
    }
  } else if (text.charAt(pos) === '!' && scanner.options.bashWords && nameEnd(text, pos + 1) > pos + 1) {
    const first = text.charAt(pos + 1);
    // POSIX: `${!#}` is `$!` without a prefix.
    if (first !== '-' && first !== '?' && first !== '!' && first !== '#') {
      indirect = true;
      pos++;
    }
  }
  const end = nameEnd(text, pos);
  if (end === pos) return null;
  const name = text.slice(pos, end);
  scanner.pos = end;
  let subscript: Word | null = null;
  if (text.charAt(end) === '[' && scanner.options.bashWords && isNameStart(text.charCodeAt(pos))) {
    scanner.pos++;
    subscript = readSubscript(scanner);
    if (subscript === null) return null;
  }
  const done = (operator: string, argument: Word | null, second: Word | null): Part => {
    scanner.pos++;
    return {
      kind: 'parameter',
      name,
      subscript,
      operator,
      argument,
      second,
      length,
      indirect,
      quoted,
      blocking: subscript?.blocking === true || argument?.blocking === true || second?.blocking === true,
      raw: text.slice(start, scanner.pos),
    };
  };
  if (text.charAt(scanner.pos) === '}') return done('', null, null);
  if (length) return null;
  const { bashWords } = scanner.options;
  if (indirect && (text.startsWith('*}', scanner.pos) || text.startsWith('@}', scanner.pos))) {
    const operator = `names${text.charAt(scanner.pos)}`;
    scanner.pos++;
    return done(operator, null, null);
  }
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, scanner.pos));
  if (operator === undefined) {
    if (scanner.pos >= text.length) throw new SyntaxFailure('match', '}', line, scanner.pos);
    return null;
  }
  if (!bashWords && (operator === '@' || operator.startsWith('^') || operator.startsWith(','))) return null;
  scanner.pos += operator.length;
  const finish = (argument: Word, second: Word | null): Part => {
    if (scanner.pos >= text.length) throw new SyntaxFailure('match', '}', line, scanner.pos);
    return done(operator, argument, second);
  };
  if (operator === ':') return substring(scanner, finish);
  if (operator.startsWith('/')) {
    const pattern = readArgument(scanner, false, (code) => code === CLOSE || code === 0x2f, operator === '/');
    if (scanner.text.charAt(scanner.pos) !== '/') return finish(pattern, null);
    scanner.pos++;
    const replacement = readArgument(scanner, false, (code) => code === CLOSE);
    return finish(pattern, replacement);
  }
  const isDefault = '-=?+'.includes(operator.slice(-1));
  return finish(
    readArgument(scanner, quoted && isDefault, (code) => code === CLOSE),
    null,
  );
}

function readArgument(scanner: Scanner, double: boolean, isEnd: (code: number) => boolean, notFirst = false): Word {
  const builder = new WordBuilder();
  const start = scanner.pos;
  // `${x///y}`: a slash that opens the pattern of `/` belongs to it.
  if (notFirst && scanner.text.charAt(start) === '/') readPiece(scanner, builder, 0x2f, double);
  readUntil(scanner, builder, isEnd, double);
  return builder.word(scanner.text.slice(start, scanner.pos));
}

/** `:offset:length`: expressions, in which `?:` and parentheses may hide colons. */
function substring(scanner: Scanner, finish: (argument: Word, second: Word | null) => Part): Part {
  const offset = readExpression(scanner);
  if (scanner.text.charAt(scanner.pos) !== ':') return finish(offset, null);
  scanner.pos++;
  return finish(offset, readExpression(scanner));
}

function readExpression(scanner: Scanner): Word {
  let depth = 0;
  let questions = 0;
  const isEnd = (code: number): boolean => {
    if (code === 0x28) depth++;
    else if (code === 0x29) depth--;
    else if (code === 0x3f) questions++;
    else if (depth === 0 && code === CLOSE) return true;
    else if (depth === 0 && code === 0x3a && questions-- <= 0) return true;
    return false;
  };
  return readArgument(scanner, true, isEnd);
}

/** Up to the matching `]`, which is read. */
function readSubscript(scanner: Scanner): Word | null {
  const builder = new WordBuilder();
  const start = scanner.pos;
  let depth = 0;
  const isEnd = (code: number): boolean => {
    if (code === 0x5b) depth++;
    else if (code === 0x5d && depth-- === 0) return true;
    return false;
  };
  if (!readUntil(scanner, builder, isEnd, false)) return null;
  const word = builder.word(scanner.text.slice(start, scanner.pos));
  scanner.pos++;
  return word.raw === '' ? null : word;
}

/** Where the parameter's name ends: a name, digits, or one special character. */
function nameEnd(text: string, pos: number): number {
  const code = text.charCodeAt(pos);
  let end = pos;
  if (isNameStart(code)) while (isNameCode(text.charCodeAt(end))) end++;
  else if (code >= 0x30 && code <= 0x39) while (text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end++;
  else if (pos < text.length && '@*#?-$!'.includes(text.charAt(pos))) end++;
  return end;
}
