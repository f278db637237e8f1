/**
 * A text, a position in it, and what reading words from it needs to know.
 *
 * The base of the lexer, apart from it so that words can be taken apart without knowing tokens, and tokens without knowing the
 * grammar: what lies above comes in through `Grammar`.
 */
import type { Command, Part, Redirect, Word } from './ast.ts';
import { SyntaxFailure } from './syntax-failure.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly word: Word; readonly start: number; readonly line: number }
  | {
      readonly kind: 'operator' | 'newline' | 'end' | 'number';
      readonly text: string;
      readonly start: number;
      readonly line: number;
    };

export interface ScannerOptions {
  /** More text may follow: a here-document that is not finished is incomplete rather than cut short. */
  readonly mayContinue: boolean;
  /** `((`, arrays, `<(…)`, `<<<` and the like exist. */
  readonly bashWords: boolean;
  /** `$'…'`, `[[`, `function`, `&>` exist. */
  readonly extensions: boolean;
}

/** What reading a word asks of the floors above. */
export interface Grammar {
  /** Parses the list of `$(…)` after its opening; the closing parenthesis is read. */
  substitution(scanner: Scanner): Command | null;
  /** Parses `${…}`; the position is at the dollar. */
  parameter(scanner: Scanner, quoted: boolean): Part;
}

export interface PendingHereDocument {
  readonly redirect: Redirect;
  readonly quoted: boolean;
}

/** Where a here-document was cut short by the end of the text. */
export interface HereDocumentWarning {
  readonly line: number;
  readonly endLine: number;
  readonly delimiter: string;
}

const MAX_DEPTH = 400;

/** See the head of the file. */
export abstract class Scanner {
  text: string;
  pos = 0;
  line: number;
  readonly options: ScannerOptions;
  readonly grammar: Grammar;
  /** `@(…)` and its kin are part of words. */
  extendedPatterns = false;
  readonly warnings: HereDocumentWarning[] = [];
  pending: PendingHereDocument[] = [];
  depth = 0;
  /** `$(…)` being read, inside one another. */
  substitutions = 0;

  constructor(text: string, line: number, options: ScannerOptions, grammar: Grammar) {
    this.text = text;
    this.line = line;
    this.options = options;
    this.grammar = grammar;
  }

  /** `assignable`: a word like `a=(1 2)` may begin here. */
  abstract next(assignable: boolean): Token;
  /** A scanner for text taken from this one. */
  abstract sub(text: string, line: number): Scanner;

  /** Runs one level deeper of whatever nests. */
  nested<T>(run: () => T): T {
    if (++this.depth > MAX_DEPTH) throw new SyntaxFailure('deep', '', this.line, this.pos);
    const result = run();
    this.depth--;
    return result;
  }

  /** Steps over a backslash and its newline. */
  continueLine(): void {
    this.pos += 2;
    this.line++;
    if (this.pos >= this.text.length && this.options.mayContinue) {
      throw new SyntaxFailure('end', '', this.line, this.pos);
    }
  }
}

/** The characters that end a word. */
export function isMeta(code: number): boolean {
  switch (code) {
    case 0x20:
    case 0x09:
    case 0x0a:
    case 0x7c: // |
    case 0x26: // &
    case 0x3b: // ;
    case 0x28: // (
    case 0x29: // )
    case 0x3c: // <
    case 0x3e: // >
      return true;
    default:
      return false;
  }
}
