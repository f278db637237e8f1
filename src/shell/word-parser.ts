/**
 * Takes words apart: quotes, `$…`, backquotes, patterns, array assignments.
 *
 * bash 5.2 `parse.y` (`read_token_word`, `parse_matched_pair`) and `subst.c` (`parameter_brace_expand`), which finds out at run
 * time what is decided here once. Parameters in braces are in `parameter-parser.ts`.
 */

import { ansiC } from './ansi-c.ts';
import type { ArrayPart, Word } from './ast.ts';
import { isMeta, type Scanner } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { makeWord, textPart, WordBuilder } from './word-builder.ts';

/** One word, from the current position to the next metacharacter. */
export function parseWord(scanner: Scanner, assignable: boolean): Word {
  const builder = new WordBuilder();
  const start = scanner.pos;
  const { bashWords } = scanner.options;
  for (;;) {
    const { text, pos } = scanner;
    if (pos >= text.length) break;
    const code = text.charCodeAt(pos);
    if (isPatternParenthesis(scanner, code)) {
      readPattern(scanner, builder);
      continue;
    }
    if (bashWords && (code === 0x3c || code === 0x3e) && text.charCodeAt(pos + 1) === 0x28) {
      scanner.pos += 2;
      const list = scanner.nested(() => scanner.grammar.substitution(scanner));
      if (list !== null) builder.part({ kind: 'process', direction: code === 0x3c ? '<' : '>', list });
      continue;
    }
    if (isMeta(code)) {
      if (code === 0x28 && bashWords && assignable && isArrayTarget(builder.onlyLiteral)) {
        builder.part(readArray(scanner));
        continue;
      }
      break;
    }
    if (code === 0x5b && bashWords && assignable && isName(builder.onlyLiteral ?? '')) {
      readSubscriptText(scanner, builder);
      continue;
    }
    readPiece(scanner, builder, code, false);
  }
  return builder.word(scanner.text.slice(start, scanner.pos));
}

/** Text up to an unquoted closer; the closer is left unread. `null` at the end of the text. */
export function readUntil(
  scanner: Scanner,
  builder: WordBuilder,
  isEnd: (code: number) => boolean,
  double: boolean,
): boolean {
  for (;;) {
    if (scanner.pos >= scanner.text.length) return false;
    const code = scanner.text.charCodeAt(scanner.pos);
    if (isEnd(code)) return true;
    readPiece(scanner, builder, code, double);
  }
}

/** One character, or one quoted or expanding piece. */
export function readPiece(scanner: Scanner, builder: WordBuilder, code: number, quoted: boolean): void {
  const { text, pos } = scanner;
  switch (code) {
    case 0x5c: // backslash
      readBackslash(scanner, builder, quoted ? '$`"\\}' : null);
      return;
    case 0x27: // '
      if (quoted) break;
      scanner.pos++;
      builder.quoted(readSingleQuoted(scanner));
      return;
    case 0x22: // "
      scanner.pos++;
      if (quoted) readNestedDouble(scanner, builder);
      else readDoubleQuoted(scanner, builder);
      return;
    case 0x24: // $
      readDollar(scanner, builder, quoted);
      return;
    case 0x60: // `
      readBackquote(scanner, builder, quoted);
      return;
    case 0x0a:
      scanner.line++;
      break;
  }
  // A run of characters without meaning is taken at once.
  let end = pos + 1;
  while (end < text.length && isOrdinary(text.charCodeAt(end))) end++;
  if (!isOrdinary(code)) end = pos + 1;
  const run = text.slice(pos, end);
  if (quoted) builder.quoted(run);
  else builder.literal(run);
  scanner.pos = end;
}

/** Letters, digits and the like: never the end of anything. */
function isOrdinary(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x2c ||
    code > 0x7f
  );
}

function readBackslash(scanner: Scanner, builder: WordBuilder, escapable: string | null): void {
  const { text, pos } = scanner;
  if (pos + 1 >= text.length) {
    if (scanner.options.mayContinue) throw new SyntaxFailure('end', '', scanner.line, pos);
    scanner.pos++;
    builder.quoted('\\');
    return;
  }
  const next = text.charAt(pos + 1);
  if (next === '\n') {
    scanner.continueLine();
    return;
  }
  scanner.pos += 2;
  if (escapable !== null && !escapable.includes(next)) builder.quoted(`\\${next}`);
  else builder.quoted(next);
}

function readSingleQuoted(scanner: Scanner): string {
  const end = scanner.text.indexOf("'", scanner.pos);
  if (end < 0) throw unmatched(scanner, "'", scanner.line);
  const content = scanner.text.slice(scanner.pos, end);
  scanner.pos = end + 1;
  scanner.line += countLines(content);
  return content;
}

function readDoubleQuoted(scanner: Scanner, builder: WordBuilder): void {
  const { line } = scanner;
  const before = builder.count;
  for (;;) {
    const { text, pos } = scanner;
    if (pos >= text.length) throw unmatched(scanner, '"', line);
    switch (text.charCodeAt(pos)) {
      case 0x22:
        scanner.pos++;
        // `""` is a word; `"$@"` may be none.
        if (builder.count === before) builder.quoted('');
        return;
      case 0x5c:
        readBackslash(scanner, builder, '$`"\\');
        break;
      case 0x24:
        readDollar(scanner, builder, true);
        break;
      case 0x60:
        readBackquote(scanner, builder, true);
        break;
      default: {
        let end = pos + 1;
        while (end < text.length && !isDoubleSpecial(text.charCodeAt(end))) end++;
        const run = text.slice(pos, end);
        scanner.line += countLines(run);
        builder.quoted(run);
        scanner.pos = end;
      }
    }
  }
}

/** Quotes inside `"${x:-"…"}"`: all of it is quoted anyway. */
function readNestedDouble(scanner: Scanner, builder: WordBuilder): void {
  scanner.nested(() => readDoubleQuoted(scanner, builder));
}

function isDoubleSpecial(code: number): boolean {
  return code === 0x22 || code === 0x5c || code === 0x24 || code === 0x60;
}

function readDollar(scanner: Scanner, builder: WordBuilder, quoted: boolean): void {
  const { text, pos } = scanner;
  const { bashWords, extensions } = scanner.options;
  const code = text.charCodeAt(pos + 1);
  if (code === 0x28) {
    scanner.nested(() => readParenthesis(scanner, builder, quoted));
  } else if (code === 0x7b) {
    scanner.nested(() => builder.part(scanner.grammar.parameter(scanner, quoted)));
  } else if (code === 0x27 && !quoted && extensions) {
    scanner.pos += 2;
    builder.quoted(readAnsiC(scanner));
  } else if (code === 0x22 && !quoted && bashWords) {
    scanner.pos += 2;
    readDoubleQuoted(scanner, builder);
  } else if (code === 0x5b && bashWords) {
    scanner.pos += 2;
    const expression = readArithmetic(scanner, ']');
    if (expression === null) throw unmatched(scanner, ']', scanner.line);
    builder.part({ kind: 'arithmetic', expression, quoted });
  } else {
    const name = parameterNameAt(text, pos + 1);
    if (name === '') {
      scanner.pos++;
      if (quoted) builder.quoted('$');
      else builder.literal('$');
      return;
    }
    scanner.pos += 1 + name.length;
    builder.part(plainParameter(name, quoted));
  }
}

/** `$name` as a part. */
export function plainParameter(name: string, quoted: boolean) {
  return {
    kind: 'parameter',
    name,
    subscript: null,
    operator: '',
    argument: null,
    second: null,
    length: false,
    indirect: false,
    quoted,
    blocking: false,
    raw: `$${name}`,
  } as const;
}

/** Longest parameter name at a position: a name, one digit, or one special character; empty when there is none. */
function parameterNameAt(text: string, pos: number): string {
  const code = text.charCodeAt(pos);
  if (isNameStart(code)) {
    let end = pos + 1;
    while (isNameCode(text.charCodeAt(end))) end++;
    return text.slice(pos, end);
  }
  if (code >= 0x30 && code <= 0x39) return text.charAt(pos);
  return pos < text.length && '@*#?-$!'.includes(text.charAt(pos)) ? text.charAt(pos) : '';
}

/** `$((…))`, or else `$(…)`. */
function readParenthesis(scanner: Scanner, builder: WordBuilder, quoted: boolean): void {
  const { text, pos, line } = scanner;
  const { bashWords } = scanner.options;
  if (text.charCodeAt(pos + 2) === 0x28) {
    const closed = findArithmeticEnd(text, pos + 3);
    if (closed) {
      scanner.pos = pos + 3;
      const expression = readArithmetic(scanner, '))');
      if (expression !== null) {
        builder.part({ kind: 'arithmetic', expression, quoted });
        return;
      }
      scanner.pos = pos;
      scanner.line = line;
    } else if (closed === null) throw unmatched(scanner, bashWords ? ')' : '))', line);
  }
  scanner.pos = pos + 2;
  const list = scanner.grammar.substitution(scanner);
  builder.part({ kind: 'command', list, source: text.slice(pos + 2, scanner.pos - 1), quoted });
}

/** Whether the parentheses opened by `((` are closed by two in a row; null when they are not closed at all. */
export function findArithmeticEnd(text: string, from: number): boolean | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x28) depth++;
    else if (code === 0x27 || code === 0x22) {
      const end = text.indexOf(text.charAt(at), at + 1);
      if (end > 0) at = end;
    } else if (code === 0x29) {
      if (depth === 0) return text.charCodeAt(at + 1) === 0x29;
      depth--;
    }
  }
  return null;
}

/** An expression up to its closer, which is read; null when the parentheses turn out to be something else. */
export function readArithmetic(scanner: Scanner, closer: ')' | '))' | ']' | ';'): Word | null {
  const builder = new WordBuilder();
  const start = scanner.pos;
  let depth = 0;
  for (;;) {
    const { text, pos } = scanner;
    if (pos >= text.length) return null;
    const code = text.charCodeAt(pos);
    if (depth === 0 && text.startsWith(closer, pos)) break;
    if (code === 0x28 || code === 0x5b) depth++;
    else if (code === 0x29 || code === 0x5d) {
      if (depth === 0) return null;
      depth--;
    }
    if (code === 0x22) {
      scanner.pos++;
      continue;
    }
    if (code === 0x27) {
      scanner.pos++;
      builder.quoted("'");
      continue;
    }
    readPiece(scanner, builder, code, true);
  }
  const raw = scanner.text.slice(start, scanner.pos);
  scanner.pos += closer.length;
  return builder.word(raw);
}

function readBackquote(scanner: Scanner, builder: WordBuilder, quoted: boolean): void {
  const { text, line } = scanner;
  let source = '';
  for (let at = scanner.pos + 1; ; at++) {
    if (at >= text.length) throw unmatched(scanner, '`', line);
    const char = text.charAt(at);
    if (char === '`') {
      scanner.pos = at + 1;
      builder.part({ kind: 'command', list: null, source, quoted });
      return;
    }
    if (char === '\n') scanner.line++;
    if (char !== '\\') {
      source += char;
      continue;
    }
    const next = text.charAt(++at);
    if (next === '$' || next === '`' || next === '\\' || (quoted && next === '"')) source += next;
    else source += `\\${next}`;
  }
}

function readAnsiC(scanner: Scanner): string {
  const { text, line } = scanner;
  for (let at = scanner.pos; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x27) {
      const content = text.slice(scanner.pos, at);
      scanner.pos = at + 1;
      scanner.line += countLines(content);
      return ansiC(content);
    }
  }
  throw unmatched(scanner, "'", line);
}

function isPatternParenthesis(scanner: Scanner, code: number): boolean {
  if (!scanner.extendedPatterns || scanner.text.charCodeAt(scanner.pos + 1) !== 0x28) return false;
  return code === 0x40 || code === 0x2a || code === 0x2b || code === 0x3f || code === 0x21;
}

/** `@(a|b)`: its parentheses, bars and blanks belong to the word. */
function readPattern(scanner: Scanner, builder: WordBuilder): void {
  const { line } = scanner;
  builder.literal(scanner.text.slice(scanner.pos, scanner.pos + 2));
  scanner.pos += 2;
  let depth = 1;
  while (depth > 0) {
    if (scanner.pos >= scanner.text.length) throw unmatched(scanner, ')', line);
    const code = scanner.text.charCodeAt(scanner.pos);
    if (code === 0x28) depth++;
    else if (code === 0x29) depth--;
    readPiece(scanner, builder, code, false);
  }
}

function isArrayTarget(text: string | null): boolean {
  if (text === null || !text.endsWith('=')) return false;
  return isName(text.endsWith('+=') ? text.slice(0, -2) : text.slice(0, -1));
}

function readArray(scanner: Scanner): ArrayPart {
  const { line, pos: start } = scanner;
  scanner.pos++;
  const elements: { subscript: Word | null; value: Word }[] = [];
  for (;;) {
    const token = scanner.next(false);
    if (token.kind === 'newline') continue;
    if (token.kind === 'end') throw new SyntaxFailure('match', ')', line, scanner.pos, 127);
    if (token.kind === 'operator' && token.text === ')') break;
    if (token.kind !== 'word') throw new SyntaxFailure('near', token.text, token.line, token.start);
    elements.push(arrayElement(scanner, token.word));
  }
  const blocking = elements.some(({ subscript, value }) => value.blocking || subscript?.blocking === true);
  return { kind: 'array', raw: scanner.text.slice(start, scanner.pos), elements, blocking };
}

/** `[3]=x` within an array's parentheses. */
function arrayElement(scanner: Scanner, word: Word): { subscript: Word | null; value: Word } {
  const first = word.parts[0];
  if (first?.kind !== 'text' || first.quoted || !first.text.startsWith('[')) return { subscript: null, value: word };
  const end = word.raw.indexOf(']=');
  if (end < 0) return { subscript: null, value: word };
  const subscript = readWhole(scanner.sub(word.raw.slice(1, end), scanner.line));
  return { subscript, value: readWhole(scanner.sub(word.raw.slice(end + 2), scanner.line)) };
}

/** Everything of a scanner's text as one word. */
export function readWhole(scanner: Scanner): Word {
  const builder = new WordBuilder();
  readUntil(scanner, builder, () => false, false);
  return builder.word(scanner.text);
}

/** `a[1 + 2]=`: the subscript, blanks included. */
function readSubscriptText(scanner: Scanner, builder: WordBuilder): void {
  const { text, pos } = scanner;
  let depth = 0;
  for (let at = pos; at < text.length && text.charCodeAt(at) !== 0x0a; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b) depth++;
    else if (code === 0x5d && --depth === 0) {
      const isAssignment = text.charAt(at + 1) === '=' || text.startsWith('+=', at + 1);
      if (!isAssignment) break;
      while (scanner.pos <= at) readPiece(scanner, builder, text.charCodeAt(scanner.pos), false);
      return;
    }
  }
  builder.literal('[');
  scanner.pos++;
}

/** The body of a here-document: only `$`, backquotes and backslashes mean something, unless its delimiter was quoted. */
export function parseHereDocument(body: string, quoted: boolean, line: number, outer: Scanner): Word {
  if (quoted) return makeWord(body, body === '' ? [] : [textPart(body, true)]);
  const scanner = outer.sub(body, line);
  const builder = new WordBuilder();
  while (scanner.pos < body.length) {
    const code = body.charCodeAt(scanner.pos);
    if (code === 0x5c) readBackslash(scanner, builder, '$`\\');
    else if (code === 0x24) readDollar(scanner, builder, true);
    else if (code === 0x60) readBackquote(scanner, builder, true);
    else {
      let end = scanner.pos + 1;
      while (end < body.length && !isDoubleSpecial(body.charCodeAt(end))) end++;
      builder.quoted(body.slice(scanner.pos, end));
      scanner.pos = end;
    }
  }
  return builder.word(body);
}

function unmatched(scanner: Scanner, closer: string, line: number): SyntaxFailure {
  return new SyntaxFailure('match', closer, line, scanner.pos);
}

export function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

export function isNameCode(code: number): boolean {
  return isNameStart(code) || (code >= 0x30 && code <= 0x39);
}

/** A valid variable name. */
export function isName(text: string): boolean {
  if (!isNameStart(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at++) if (!isNameCode(text.charCodeAt(at))) return false;
  return true;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The right side of `=~`: parentheses and bars belong to it; blanks outside them end it. */
export function parseRegularExpression(scanner: Scanner): Word {
  const builder = new WordBuilder();
  while (scanner.text.charCodeAt(scanner.pos) === 0x20 || scanner.text.charCodeAt(scanner.pos) === 0x09) scanner.pos++;
  const start = scanner.pos;
  let depth = 0;
  const isEnd = (code: number): boolean => {
    if (code === 0x28) depth++;
    else if (code === 0x29 && depth-- === 0) return true;
    return depth === 0 && (code === 0x20 || code === 0x09 || code === 0x0a);
  };
  readUntil(scanner, builder, isEnd, false);
  return builder.word(scanner.text.slice(start, scanner.pos));
}
