/**
 * Splitting text into lists of commands, as U-Boot's old hush does.
 *
 * Mirrors `parse_stream`, `handle_dollar`, `done_word`, `done_pipe` and `reserved_word` of U-Boot `common/cli_hush.c`: words,
 * quotes, backslashes, `;`, `&&`, `||`, `$name`, `${name}`, `$?`, comments, `if`, `for`, `while`, `until`. Variables are marked,
 * not replaced: hush puts their values in when the command runs and then parses the result once more.
 */
import { assert } from '../../sim/assert.ts';
import {
  type HushList,
  type HushPipe,
  type HushWord,
  MARK,
  type Reserved,
  type ReservedWord,
  reservedWords,
  VERBATIM,
} from './syntax.ts';

export interface HushParserOptions {
  /** The text holds values of variables, in which `;`, `&`, `|` and `$` are ordinary characters and no word is reserved. */
  readonly reparsing?: boolean;
  /** A line feed ends the list; otherwise it only separates commands, as in a variable that is run. */
  readonly newlineEnds?: boolean;
  /** The variable IFS. */
  readonly ifs?: string | undefined;
}

/** `open`: the text ended inside a command; `done`: a list is complete; `error`: a syntax error. */
export type ParseState = 'open' | 'done' | 'error';

/** What an opening reserved word interrupts. */
interface Context {
  readonly pipes: HushPipe[];
  readonly reserved: Reserved;
  readonly follow: ReservedWord | null;
}

const BLANKS = ' \t\n';
const NAME = /[A-Za-z][A-Za-z0-9_]*/y;
const EMPTY: HushPipe = { reserved: 'none', words: [], variables: 0, group: null, followup: ';' };
/** A run of characters without any meaning of their own, for the usual IFS. */
const PLAIN = /[^\\'"$# \t\n;&|*?[\ue001]+/y;

export class HushParser {
  readonly #reparsing: boolean;
  readonly #newlineEnds: boolean;
  readonly #ifs: string;
  #errors = '';
  /** A first word was empty (`''`), so that hush compares a null pointer with its reserved words: the messages before that. */
  errorsAtNullWord: string | null = null;
  #mode: 'text' | 'single-quotes' | 'brace' | 'verbatim' | 'backslash' = 'text';
  #inQuotes = false;
  /** The word so far, backslashes still in it. */
  #word = '';
  #quotedWord = false;
  /** Anything stood in the word buffer yet: before that, hush has no buffer. */
  #hasBuffer = false;
  #words: HushWord[] = [];
  #variables = 0;
  #group: HushList | null = null;
  #pipes: HushPipe[] = [];
  #reserved: Reserved = 'none';
  /** ctx->old_flag; null: not inside a compound command. */
  #follow: ReservedWord | null = null;
  readonly #stack: Context[] = [];

  constructor({ reparsing = false, newlineEnds = true, ifs = BLANKS }: HushParserOptions = {}) {
    this.#reparsing = reparsing;
    this.#newlineEnds = newlineEnds;
    this.#ifs = ifs;
  }

  /** Messages of syntax errors since the last call. */
  takeErrors(): string {
    const errors = this.#errors;
    this.#errors = '';
    return errors;
  }

  /** Reads `text` from `from` on; gives where it stopped and how. */
  feed(text: string, from = 0): { readonly next: number; readonly state: ParseState } {
    let at = from;
    while (at < text.length) {
      if (this.#mode === 'text' && this.#ifs === BLANKS) {
        PLAIN.lastIndex = at;
        const run = PLAIN.exec(text)?.[0] ?? '';
        this.#word += run;
        at += run.length;
        if (at >= text.length) break;
      }
      const character = text[at++]!;
      if (this.#mode !== 'text') {
        this.#inMode(character);
        continue;
      }
      if (this.#ifs.includes(character) && !this.#inQuotes) {
        if (this.#doneWord()) return { next: at, state: 'error' };
        if (character !== '\n') continue;
        this.#donePipe(';');
        if (this.#newlineEnds && this.#reserved === 'none') return { next: at, state: 'done' };
        continue;
      }
      const next = this.#special(character, text, at);
      if (next === 'error') return { next: at, state: 'error' };
      at = next;
    }
    return { next: at, state: 'open' };
  }

  /** The text is at its end. Undefined: a syntax error. */
  finish(): HushList | undefined {
    if (this.#mode === 'single-quotes' || this.#mode === 'brace' || this.#mode === 'verbatim') {
      this.#syntaxError();
      return undefined;
    }
    if (this.#follow !== null) {
      this.#syntaxError();
      return undefined;
    }
    return this.list();
  }

  /** The list that is complete, with the empty pipe that ends every list. */
  list(): HushList {
    this.#doneWord();
    this.#donePipe(';');
    return [...this.#pipes, EMPTY];
  }

  #inMode(character: string): void {
    switch (this.#mode) {
      case 'backslash':
        this.#add(character);
        this.#mode = 'text';
        return;
      case 'single-quotes':
        if (character === "'") this.#mode = 'text';
        else this.#word += character;
        return;
      case 'verbatim':
        if (character === VERBATIM) this.#mode = 'text';
        else this.#word += character;
        return;
      default:
        this.#word += character === '}' ? MARK : character;
        if (character === '}') this.#mode = 'text';
    }
  }

  /** A character that is no blank: gives where the text goes on behind it. */
  #special(character: string, text: string, at: number): number | 'error' {
    switch (character) {
      case '\\':
        this.#add('\\');
        this.#mode = 'backslash';
        return at;
      case "'":
        this.#quotedWord = true;
        this.#mode = 'single-quotes';
        return at;
      case '"':
        this.#quotedWord = true;
        this.#inQuotes = !this.#inQuotes;
        return at;
      case VERBATIM:
        this.#quotedWord = true;
        this.#mode = 'verbatim';
        return at;
      case '$':
        if (this.#reparsing) break;
        return this.#dollar(text, at);
      case '#':
        if (this.#inQuotes || this.#word !== '') break;
        return lineEnd(text, at);
      case ';':
        if (this.#inQuotes || this.#reparsing) break;
        this.#doneWord();
        this.#donePipe(';');
        return at;
      case '&':
      case '|':
        if (this.#inQuotes || this.#reparsing) break;
        this.#doneWord();
        if (text[at] !== character) {
          this.#syntaxError();
          return 'error';
        }
        this.#donePipe(character === '&' ? '&&' : '||');
        return at + 1;
    }
    this.#add(character);
    return at;
  }

  /** `$name`, `$?` and the beginning of `${name}`; any other dollar is one. */
  #dollar(text: string, at: number): number {
    NAME.lastIndex = at;
    const name = text[at] === '?' ? '?' : NAME.exec(text)?.[0];
    if (name !== undefined) {
      this.#word += MARK + name + MARK;
      this.#variables++;
      return at + name.length;
    }
    if (text[at] !== '{') {
      this.#add('$');
      return at;
    }
    this.#word += MARK;
    this.#variables++;
    this.#mode = 'brace';
    return at + 1;
  }

  #syntaxError(): void {
    this.#errors += 'syntax error\n';
  }

  /** In double quotes these four, kept from globbing, come out with their backslash. */
  #add(character: string): void {
    if (this.#inQuotes && '*?[\\'.includes(character)) this.#word += '\\';
    this.#word += character;
  }

  #resetWord(): void {
    this.#word = '';
    this.#quotedWord = false;
  }

  /** True: a syntax error, which not everybody who ends a word looks for. */
  #doneWord(): boolean {
    if (this.#word !== '') this.#hasBuffer = true;
    if (this.#word === '' && !this.#quotedWord) return false;
    // The word stays in its buffer: groups and words do not mix.
    if (this.#group !== null) {
      this.#syntaxError();
      return true;
    }
    if (this.#words.length === 0 && !this.#reparsing) {
      if (!this.#hasBuffer) this.errorsAtNullWord ??= this.#errors;
      const reserved = reservedWords.get(this.#word);
      if (reserved !== undefined) return this.#reservedWord(this.#word as Reserved, reserved);
    }
    this.#words.push({ text: this.#word.replace(/\\([\s\S]?)/g, '$1'), quoted: this.#quotedWord });
    this.#resetWord();
    if (this.#reserved === 'for') this.#donePipe(';');
    return false;
  }

  /** True when it may not stand here. */
  #reservedWord(word: Reserved, reserved: ReservedWord): boolean {
    this.#resetWord();
    const isWrong = reserved.start
      ? this.#reserved === 'in' || this.#reserved === 'for'
      : this.#reserved === 'none' || this.#follow?.next.includes(word) !== true;
    if (isWrong) {
      this.#syntaxError();
      this.#reserved = 'syntax';
      return true;
    }
    if (reserved.start) {
      this.#stack.push({ pipes: this.#pipes, reserved: this.#reserved, follow: this.#follow });
      this.#pipes = [];
    }
    this.#reserved = word;
    this.#follow = reserved;
    if (reserved.end) {
      this.#donePipe(';');
      const group = [...this.#pipes, EMPTY];
      const outer = this.#stack.pop();
      assert(outer !== undefined, `hush: ${word} closes nothing`);
      this.#pipes = outer.pipes;
      this.#reserved = outer.reserved;
      this.#follow = outer.follow;
      this.#group = group;
    }
    // Also where a compound command has closed behind a word that was wrong: hush then gives up without another message.
    return this.#reserved === 'syntax';
  }

  #donePipe(followup: HushPipe['followup']): void {
    this.#pipes.push({
      reserved: this.#reserved,
      words: this.#words,
      variables: this.#variables,
      group: this.#group,
      followup,
    });
    this.#words = [];
    this.#variables = 0;
    this.#group = null;
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
