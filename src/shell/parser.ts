/**
 * The grammar: turns tokens into the tree of `ast.ts`, one complete command (up to the end of its line) at a time.
 *
 * bash 5.2 `parse.y`. Left out: coprocesses. Aliases are spliced into the text where a command name stands. Compound commands
 * are in `compound-parser.ts`.
 */
import type {
  AndOr,
  Assignment,
  Command,
  List,
  Pipeline,
  Redirect,
  RedirectOperator,
  SimpleCommand,
  Word,
} from './ast.ts';
import { parseCompound } from './compound-parser.ts';
import { Lexer } from './lexer.ts';
import { parseBracedParameter } from './parameter-parser.ts';
import type { Grammar, Scanner, ScannerOptions, Token } from './scanner.ts';
import { SyntaxFailure } from './syntax-failure.ts';
import { makeWord, textPart } from './word-builder.ts';
import { isName, readWhole } from './word-parser.ts';

export interface ParserOptions extends ScannerOptions {
  readonly aliases: ReadonlyMap<string, string> | null;
  /** Builtins whose arguments may be array assignments. */
  readonly declarations: ReadonlySet<string>;
  readonly extendedPatterns: boolean;
}

const REDIRECTS: ReadonlySet<string> = new Set([
  '<',
  '>',
  '>>',
  '>|',
  '<>',
  '<&',
  '>&',
  '&>',
  '&>>',
  '<<',
  '<<-',
  '<<<',
]);
/** Words that end a list where a command could begin. */
const TERMINATORS: ReadonlySet<string> = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

/** See the head of the file. */
export class Parser {
  readonly scanner: Scanner;
  readonly options: ParserOptions;
  #token: Token | null = null;
  /** Aliases being expanded, and where their text ends. */
  #expanding: { readonly name: string; end: number }[] = [];
  /** End of an alias that asks for the next word to be looked up too. */
  #aliasNext = -1;

  constructor(scanner: Scanner, options: ParserOptions) {
    this.scanner = scanner;
    this.options = options;
  }

  /** The next complete command; null at the end of the text. Throws `SyntaxFailure`. */
  next(): Command | null {
    this.scanner.depth = 0;
    while (this.peek(true).kind === 'newline') this.take();
    if (this.peek(true).kind === 'end') return null;
    const list = this.#list(false);
    const after = this.peek(true);
    if (after.kind === 'end') this.finish();
    else if (after.kind !== 'newline') throw this.unexpected();
    this.#token = null;
    return list;
  }

  finish(): void {
    if (this.scanner instanceof Lexer) this.scanner.finish();
  }

  /** The list of `$(…)` up to its parenthesis. */
  substitution(): Command | null {
    const { scanner } = this;
    const { pending } = scanner;
    scanner.pending = [];
    scanner.substitutions++;
    let list: Command | null = null;
    while (this.peek(true).kind === 'newline') this.take();
    if (!this.isOperator(')')) list = this.#list(true);
    const closer = this.peek(true);
    if (closer.kind === 'end') throw new SyntaxFailure('match', ')', scanner.line, scanner.pos);
    if (!this.isOperator(')')) throw this.unexpected();
    if (scanner.pending.length > 0) this.finish();
    scanner.pending = pending;
    scanner.substitutions--;
    return list;
  }

  // ---- tokens ----

  peek(assignable = false): Token {
    this.#token ??= this.scanner.next(assignable);
    return this.#token;
  }

  take(): Token {
    const token = this.peek();
    this.#token = null;
    return token;
  }

  /** Drops the token looked at and reads on from behind it. */
  isOperator(text: string): boolean {
    const token = this.peek(true);
    return token.kind === 'operator' && token.text === text;
  }

  isWord(text: string): boolean {
    const token = this.peek(true);
    return token.kind === 'word' && token.text === text;
  }

  expectWord(text: string): void {
    if (!this.isWord(text)) throw this.unexpected(text);
    this.take();
  }

  skipNewlines(): void {
    while (this.peek(true).kind === 'newline') this.take();
  }

  /** The failure of the token looked at; `expected` is what should stand there. */
  unexpected(expected = ''): SyntaxFailure {
    const token = this.peek(true);
    if (token.kind === 'end') return new SyntaxFailure('end', '', token.line, token.start, 2, expected);
    return new SyntaxFailure('near', token.text, token.line, token.start, 2, expected);
  }

  // ---- lists ----

  /** A list inside a compound command: at least one command, up to a word or operator that cannot begin one. */
  compoundList(closer: string): Command {
    this.skipNewlines();
    if (this.peek(true).kind === 'end') throw this.unexpected(closer);
    return this.#list(true);
  }

  #list(multiline: boolean): Command {
    const items: { command: Command; background: boolean }[] = [];
    const { line } = this.peek(true);
    do {
      const command = this.#andOr();
      const separator = this.peek(true);
      const background = this.isOperator('&');
      items.push({ command, background });
      if (background || this.isOperator(';')) this.take();
      else if (separator.kind !== 'newline' || !multiline) break;
      if (multiline) this.skipNewlines();
    } while (!this.#endsList());
    const only = items[0];
    if (items.length === 1 && only !== undefined && !only.background) return only.command;
    return { type: 'list', items, line, redirects: [] } satisfies List;
  }

  #endsList(): boolean {
    const token = this.peek(true);
    if (token.kind === 'end' || token.kind === 'newline') return true;
    if (token.kind === 'word') return TERMINATORS.has(token.text);
    return token.kind === 'operator' && (token.text === ')' || token.text.startsWith(';'));
  }

  #andOr(): Command {
    const first = this.#pipeline();
    const rest: { operator: '&&' | '||'; command: Command }[] = [];
    for (;;) {
      const token = this.peek(true);
      if (token.kind !== 'operator' || (token.text !== '&&' && token.text !== '||')) break;
      this.take();
      this.skipNewlines();
      rest.push({ operator: token.text, command: this.#pipeline() });
    }
    if (rest.length === 0) return first;
    return { type: 'and-or', first, rest, line: first.line, redirects: [] } satisfies AndOr;
  }

  #pipeline(): Command {
    let negated = false;
    let timed: Pipeline['timed'] = '';
    let hasPrefix = false;
    const { line } = this.peek(true);
    for (;;) {
      if (this.isWord('!')) {
        this.take();
        negated = !negated;
        hasPrefix = true;
      } else if (this.options.bashWords && this.isWord('time')) {
        this.take();
        timed = 'time';
        hasPrefix = true;
        if (this.isWord('-p')) {
          this.take();
          timed = 'time -p';
        }
      } else break;
    }
    if (hasPrefix && this.#endsPipeline()) {
      const empty: SimpleCommand = { type: 'simple', assignments: [], words: [], redirects: [], blocking: false, line };
      return { type: 'pipeline', commands: [empty], both: [false], negated, timed, line, redirects: [] };
    }
    const commands: Command[] = [];
    const both: boolean[] = [];
    for (;;) {
      commands.push(this.scanner.nested(() => this.#command()));
      const token = this.peek(true);
      const isPipe = token.kind === 'operator' && (token.text === '|' || token.text === '|&');
      both.push(isPipe && token.text === '|&');
      if (!isPipe) break;
      this.take();
      this.skipNewlines();
    }
    const [only] = commands;
    if (!hasPrefix && commands.length === 1 && only !== undefined) return only;
    return { type: 'pipeline', commands, both, negated, timed, line, redirects: [] } satisfies Pipeline;
  }

  #endsPipeline(): boolean {
    const token = this.peek(true);
    if (token.kind === 'end' || token.kind === 'newline') return true;
    return token.kind === 'operator' && (token.text === ';' || token.text === '&' || token.text === ')');
  }

  // ---- commands ----

  #command(): Command {
    this.#expandAlias();
    const compound = parseCompound(this);
    if (compound !== null) {
      const redirects: Redirect[] = [];
      for (let redirect = this.redirect(); redirect !== null; redirect = this.redirect()) redirects.push(redirect);
      if (redirects.length === 0) return compound;
      return { ...compound, redirects };
    }
    return this.#simple();
  }

  #simple(): Command {
    let { line } = this.peek(true);
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    let takesArrays = true;
    for (;;) {
      if (words.length === 0) this.#expandAlias();
      else this.#expandNextAlias();
      const redirect = this.redirect(takesArrays);
      if (redirect !== null) {
        redirects.push(redirect);
        continue;
      }
      const token = this.peek(takesArrays);
      if (token.kind !== 'word') break;
      this.take();
      const assignment = words.length === 0 ? this.#assignment(token.word) : null;
      if (assignment !== null) {
        assignments.push(assignment);
        continue;
      }
      if (words.length === 0) {
        takesArrays = this.options.declarations.has(token.text);
        if (assignments.length === 0 && redirects.length === 0) {
          const definition = this.#functionDefinition(token.word, line, takesArrays);
          if (definition !== null) return definition;
          // As in bash's grammar the line is that where the second word has been read.
          const second = this.peek(takesArrays);
          line = second.kind === 'word' || second.kind === 'number' ? this.scanner.line : second.line;
        }
      }
      words.push(token.word);
    }
    if (words.length === 0 && assignments.length === 0 && redirects.length === 0) throw this.unexpected();
    const blocking =
      words.some((word) => word.blocking) ||
      assignments.some(({ value, subscript }) => value.blocking || subscript?.blocking === true);
    return { type: 'simple', assignments, words, redirects, blocking, line } satisfies SimpleCommand;
  }

  /** `name ( ) command`. */
  #functionDefinition(word: Word, line: number, takesArrays: boolean): Command | null {
    const token = this.peek(takesArrays);
    if (token.kind !== 'operator' || token.text !== '(') return null;
    this.take();
    if (!this.isOperator(')')) throw this.unexpected(')');
    this.take();
    return this.functionBody(word.raw, line);
  }

  /** The compound command of a function, with its redirections. */
  functionBody(name: string, line: number): Command {
    this.skipNewlines();
    const compound = this.scanner.nested(() => parseCompound(this));
    if (compound === null) {
      // In ash any command may be the body.
      if (!this.options.bashWords && this.peek(true).kind === 'word') {
        return { type: 'function', name, body: this.#simple(), line, redirects: [] };
      }
      throw this.unexpected();
    }
    const redirects: Redirect[] = [];
    for (let redirect = this.redirect(); redirect !== null; redirect = this.redirect()) redirects.push(redirect);
    return { type: 'function', name, body: { ...compound, redirects }, line, redirects: [] };
  }

  #assignment(word: Word): Assignment | null {
    return parseAssignment(word, this.scanner);
  }

  redirect(assignable = false): Redirect | null {
    let fd: number | null = null;
    let variable: string | null = null;
    let token = this.peek(assignable);
    if (token.kind === 'number') {
      this.take();
      fd = Number(token.text);
      token = this.peek();
    } else if (token.kind === 'word' && token.text.startsWith('{') && this.#beforeRedirect(token)) {
      this.take();
      variable = token.text.slice(1, -1);
      token = this.peek();
    } else if (token.kind !== 'operator' || !REDIRECTS.has(token.text)) return null;
    const { line } = token;
    this.take();
    const target = this.peek();
    if (target.kind !== 'word') throw this.unexpected();
    this.take();
    const operator = token.text as RedirectOperator;
    const quoted = target.word.parts.some((part) => part.kind === 'text' && part.quoted);
    const delimiter = target.word.parts.map((part) => (part.kind === 'text' ? part.text : rawOf(part))).join('');
    const redirect: Redirect = { fd, variable, operator, target: target.word, body: null, delimiter, line };
    if (operator === '<<' || operator === '<<-') this.scanner.pending.push({ redirect, quoted });
    return redirect;
  }

  #beforeRedirect(token: Token): boolean {
    const next = this.scanner.text.charAt(this.scanner.pos);
    if ((next !== '<' && next !== '>') || !this.options.bashWords || !token.text.endsWith('}')) return false;
    return isName(token.text.slice(1, -1));
  }

  /** Replaces an alias at the token looked at by its text. */
  #expandAlias(): void {
    const { aliases } = this.options;
    const { scanner } = this;
    if (aliases === null || aliases.size === 0) return;
    for (;;) {
      const token = this.peek(true);
      this.#expanding = this.#expanding.filter(({ end }) => token.start < end);
      if (token.kind !== 'word') return;
      const value = aliases.get(token.text);
      if (value === undefined || this.#expanding.some(({ name }) => name === token.text)) return;
      const end = token.start + value.length;
      const grown = value.length - (scanner.pos - token.start);
      scanner.text = scanner.text.slice(0, token.start) + value + scanner.text.slice(scanner.pos);
      scanner.pos = token.start;
      scanner.line = token.line;
      for (const outer of this.#expanding) outer.end += grown;
      this.#expanding.push({ name: token.text, end });
      if (this.#aliasNext > token.start) this.#aliasNext += grown;
      else this.#aliasNext = value.endsWith(' ') || value.endsWith('\t') ? end : -1;
      this.#token = null;
    }
  }

  /** An alias that ends in a blank has the next word looked up too. */
  #expandNextAlias(): void {
    if (this.#aliasNext < 0 || this.peek(false).start < this.#aliasNext) return;
    this.#aliasNext = -1;
    this.#expandAlias();
  }
}

function rawOf(part: Word['parts'][number]): string {
  if (part.kind === 'parameter' || part.kind === 'bad') return part.raw;
  if (part.kind === 'command') return `$(${part.source})`;
  return '';
}

/** `name=value`, `name+=value`, `name[sub]=value`; null when the word is none of these. */
function parseAssignment(word: Word, scanner: Scanner): Assignment | null {
  const first = word.parts[0];
  if (first?.kind !== 'text' || first.quoted) return null;
  const { raw } = word;
  let equals = first.text.indexOf('=');
  const bracket = first.text.indexOf('[');
  let nameEnd = equals;
  let subscript: Word | null = null;
  if (bracket > 0 && (equals < 0 || bracket < equals) && scanner.options.bashWords) {
    if (!isName(first.text.slice(0, bracket))) return null;
    const close = closingBracket(raw, bracket);
    if (close < 0) return null;
    equals = raw.startsWith('+=', close + 1) ? close + 2 : close + 1;
    if (raw.charAt(equals) !== '=') return null;
    nameEnd = bracket;
    subscript = wholeWord(scanner, raw.slice(bracket + 1, close));
  } else if (equals < 1) return null;
  const append = raw.charAt(equals - 1) === '+' && scanner.options.bashWords;
  if (subscript === null) nameEnd = append ? equals - 1 : equals;
  const name = raw.slice(0, nameEnd);
  if (!isName(name)) return null;
  const value = subscript === null ? dropText(word, equals + 1) : wholeWord(scanner, raw.slice(equals + 1));
  return { name, subscript, append, value, raw };
}

function closingBracket(raw: string, from: number): number {
  let depth = 0;
  for (let at = from; at < raw.length; at++) {
    const char = raw.charAt(at);
    if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return at;
    else if (char === '\\') at++;
  }
  return -1;
}

/** The word without its first characters, which are unquoted text. */
function dropText(word: Word, count: number): Word {
  const [first, ...rest] = word.parts;
  if (first?.kind !== 'text') return word;
  const text = first.text.slice(count);
  const raw = word.raw.slice(count);
  return makeWord(raw, text === '' ? rest : [textPart(text, false), ...rest]);
}

/** Text as a word of its own, blanks included. */
function wholeWord(scanner: Scanner, text: string): Word {
  const sub = scanner.sub(text, scanner.line);
  return readWhole(sub);
}

/** A parser for a text; the way in. */
export function makeParser(text: string, line: number, options: ParserOptions): Parser {
  const grammar: Grammar = {
    substitution: (scanner) => substitution(scanner, options),
    parameter: parseBracedParameter,
  };
  const lexer = new Lexer(text, line, options, grammar);
  lexer.extendedPatterns = options.extendedPatterns;
  return new Parser(lexer, options);
}

/** An unexpected token inside `$(…)` makes the status of the whole 127 in bash. */
function substitution(scanner: Scanner, options: ParserOptions): Command | null {
  try {
    return new Parser(scanner, options).substitution();
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure) || failure.kind !== 'near' || !options.bashWords) throw failure;
    throw new SyntaxFailure(failure.kind, failure.token, failure.line, failure.position, 127);
  }
}
