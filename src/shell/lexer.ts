/**
 * Cuts the text of a script into tokens: words, operators, newlines; here-documents are read when their line ends.
 *
 * bash 5.2 `parse.y` (`read_token`, `read_token_word`). The words themselves are taken apart in `word-parser.ts`. What a token
 * means (reserved word, name, alias) is the parser's business.
 */
import type { Redirect } from './ast.ts';
import { isMeta, Scanner, type Token } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { parseHereDocument, parseWord } from './word-parser.ts';

const OPERATORS = [';;&', '&>>', '<<<', '<<-', '&&', '||', ';;', ';&', '<<', '>>', '<&', '>&', '<>', '>|', '&>', '|&'];
const BASH_ONLY = new Set([';;&', '<<<', ';&', '|&']);
const EXTENSIONS = new Set(['&>', '&>>']);

/** See the head of the file. */
export class Lexer extends Scanner {
  override sub(text: string, line: number): Scanner {
    const lexer = new Lexer(text, line, { ...this.options, mayContinue: false }, this.grammar);
    lexer.depth = this.depth;
    lexer.extendedPatterns = this.extendedPatterns;
    return lexer;
  }

  override next(assignable: boolean): Token {
    this.#skipBlanks();
    const { text, pos: start, line } = this;
    if (start >= text.length) return { kind: 'end', text: 'newline', start, line };
    const code = text.charCodeAt(start);
    if (code === 0x0a) {
      this.pos++;
      this.line++;
      this.#readHereDocuments();
      return { kind: 'newline', text: 'newline', start, line };
    }
    const isProcess = this.options.bashWords && (code === 0x3c || code === 0x3e) && text.charCodeAt(start + 1) === 0x28;
    if (isMeta(code) && !isProcess) return this.#operator(start, line);
    const word = parseWord(this, assignable);
    const after = text.charCodeAt(this.pos);
    if ((after === 0x3c || after === 0x3e) && isNumber(word.raw))
      return { kind: 'number', text: word.raw, start, line };
    return { kind: 'word', text: word.raw, word, start, line };
  }

  #operator(start: number, line: number): Token {
    for (const operator of OPERATORS) {
      if (!this.text.startsWith(operator, start)) continue;
      if (BASH_ONLY.has(operator) && !this.options.bashWords) continue;
      if (EXTENSIONS.has(operator) && !this.options.extensions) continue;
      this.pos += operator.length;
      return { kind: 'operator', text: operator, start, line };
    }
    this.pos++;
    return { kind: 'operator', text: this.text.charAt(start), start, line };
  }

  #skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.pos);
      if (code === 0x20 || code === 0x09) this.pos++;
      else if (code === 0x5c && text.charCodeAt(this.pos + 1) === 0x0a) this.continueLine();
      else if (code === 0x23) {
        const end = text.indexOf('\n', this.pos);
        this.pos = end < 0 ? text.length : end;
      } else return;
    }
  }

  #readHereDocuments(): void {
    const { pending } = this;
    this.pending = [];
    for (const { redirect, quoted } of pending) this.#readHereDocument(redirect, quoted);
  }

  /** At the end of the text: what is still waiting for its lines gets none. */
  finish(): void {
    this.#readHereDocuments();
  }

  #readHereDocument(redirect: Redirect, quoted: boolean): void {
    const strip = redirect.operator === '<<-';
    let body = '';
    for (;;) {
      if (this.pos >= this.text.length) {
        if (this.options.mayContinue) throw new SyntaxFailure('end', '', this.line, this.pos);
        this.warnings.push({ line: redirect.line, endLine: this.line - 1, delimiter: redirect.delimiter });
        break;
      }
      const newline = this.text.indexOf('\n', this.pos);
      let end = newline < 0 ? this.text.length : newline;
      let from = this.pos;
      if (strip) while (this.text.charCodeAt(from) === 0x09) from++;
      let content = this.text.slice(from, end);
      this.line++;
      // In an unquoted document a backslash joins the next line before the delimiter is looked for.
      while (!quoted && newline >= 0 && endsInBackslash(content)) {
        const next = this.text.indexOf('\n', end + 1);
        const nextEnd = next < 0 ? this.text.length : next;
        content = content.slice(0, -1) + this.text.slice(end + 1, nextEnd);
        end = nextEnd;
        this.line++;
        if (next < 0) break;
      }
      this.pos = Math.min(end + 1, this.text.length);
      if (content === redirect.delimiter) break;
      // In `$(…)` the closing parenthesis may follow the delimiter; bash warns.
      if (this.substitutions > 0 && this.options.bashWords && content.startsWith(`${redirect.delimiter})`)) {
        this.pos = end - content.length + redirect.delimiter.length;
        this.line--;
        this.warnings.push({ line: redirect.line, endLine: this.line, delimiter: redirect.delimiter });
        break;
      }
      body += `${content}\n`;
    }
    redirect.body = parseHereDocument(body, quoted, redirect.line, this);
  }
}

function endsInBackslash(text: string): boolean {
  let count = 0;
  while (count < text.length && text.charCodeAt(text.length - 1 - count) === 0x5c) count++;
  return count % 2 === 1;
}

function isNumber(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0;
}
