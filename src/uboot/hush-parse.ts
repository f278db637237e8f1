/**
 * Splitting a line into commands, as U-Boot's old hush does.
 *
 * Mirrors `parse_stream`, `handle_dollar` and `done_word` of U-Boot `common/cli_hush.c`: words, quotes, backslashes, `;`, `&&`,
 * `||`, `$name`, `${name}`, `$?`, comments. Left out so far: `if`, `for`, `while`, which come with the whole shell. Variables
 * are marked, not replaced: hush puts their values in when the command runs and then parses the result once more.
 */

/** Stands around a variable's name inside a word; no latin1 character, so that no typed text can be taken for it. */
const MARK = '\ue000';
/** A run of characters without any meaning of their own. */
const PLAIN = /[^\\'"$# \t\n;&|*?[]+/y;
const MARKED = new RegExp(`${MARK}([^${MARK}]*)${MARK}`, 'g');

export interface HushWord {
  /** Backslashes are gone, variables are marked. */
  readonly text: string;
  /** Something in it was quoted: it stays one word, even when empty. */
  readonly quoted: boolean;
}

export interface HushCommand {
  /** None between two separators: nothing to run, but what is skipped ends at it as at any other. */
  readonly words: readonly HushWord[];
  /** How many variables stand in its words. */
  readonly variables: number;
  /** What stands between it and the next one. */
  readonly followup: ';' | '&&' | '||';
}

export interface HushLine {
  readonly commands: readonly HushCommand[];
  /** Where the text goes on behind this line. */
  readonly next: number;
  readonly syntaxError: boolean;
  /** The line's first word is empty (`''`): hush compares a null pointer with its reserved words. */
  readonly nullWord: boolean;
  /** The text ended inside single quotes, or inside double quotes or behind a backslash: the prompt asks for more. */
  readonly open: 'no' | 'single-quotes' | 'other';
}

/**
 * Parses from `from` up to and with the next line feed that is not quoted. `text` ends with a line feed. `reparsing`: the text
 * holds values of variables, in which `;`, `&`, `|` and `$` are ordinary characters.
 */
export function parseLine(text: string, from: number, reparsing = false): HushLine {
  return new Parser(text, from, reparsing).line();
}

/** The text for the second parse: marked names replaced, line feeds turned into blanks, quoted words quoted again. */
export function substituted(words: readonly HushWord[], lookUp: (name: string) => string): string {
  const parts = words.map(({ text, quoted }) => {
    const value = substitutedText(text, lookUp).replaceAll('\n', ' ');
    return quoted ? `'${value}'` : value;
  });
  return `${parts.join(' ')}\n`;
}

/** Marked names replaced by their values. */
export function substitutedText(text: string, lookUp: (name: string) => string): string {
  return text.replace(MARKED, (_, name: string) => lookUp(name));
}

/** A word as hush keeps it: SPECIAL_VAR_SYMBOL around the names of variables. */
export function unsubstitutedText(text: string): string {
  return text.replace(MARKED, (_, name: string) => `\x03${name === '?' ? '$?' : name}\x03`);
}

class Parser {
  readonly #text: string;
  readonly #reparsing: boolean;
  #at: number;
  /** The word so far, backslashes still in it. */
  #word = '';
  #quotedWord = false;
  #inQuotes = false;
  #words: HushWord[] = [];
  #variables = 0;
  /** Anything stood in this line's word buffer yet: before that, hush has no buffer. */
  #hasBuffer = false;
  #nullWord = false;
  readonly #commands: HushCommand[] = [];

  constructor(text: string, from: number, reparsing: boolean) {
    this.#text = text;
    this.#at = from;
    this.#reparsing = reparsing;
  }

  line(): HushLine {
    let isEscaped = false;
    while (this.#at < this.#text.length) {
      this.#plainRun();
      const character = this.#text[this.#at++];
      if (character === undefined) break;
      if (character === '\n' && !this.#inQuotes) return this.#result(false, 'no');
      const end = this.#character(character);
      if (end !== undefined) return this.#result(end === 'error', end === 'error' ? 'no' : end);
      isEscaped = character === '\\';
    }
    return this.#result(false, this.#inQuotes || isEscaped ? 'other' : 'no');
  }

  #plainRun(): void {
    PLAIN.lastIndex = this.#at;
    const run = PLAIN.exec(this.#text)?.[0];
    if (run === undefined) return;
    this.#word += run;
    this.#at += run.length;
  }

  #character(character: string): 'error' | 'single-quotes' | undefined {
    switch (character) {
      case '\\':
        this.#backslash();
        return undefined;
      case "'":
        return this.#singleQuotes();
      case '"':
        this.#quotedWord = true;
        this.#inQuotes = !this.#inQuotes;
        return undefined;
      case '$':
        if (this.#reparsing) break;
        return this.#dollar();
      case '#':
        if (this.#inQuotes || this.#word !== '') break;
        this.#at = lineEnd(this.#text, this.#at);
        return undefined;
      case ' ':
      case '\t':
        if (this.#inQuotes) break;
        this.#doneWord();
        return undefined;
      case ';':
        if (this.#inQuotes || this.#reparsing) break;
        this.#doneCommand(';');
        return undefined;
      case '&':
      case '|':
        if (this.#inQuotes || this.#reparsing) break;
        if (this.#text[this.#at] !== character) return 'error';
        this.#at++;
        this.#doneCommand(character === '&' ? '&&' : '||');
        return undefined;
    }
    this.#add(character);
    return undefined;
  }

  /** In double quotes these four, kept from globbing, come out with their backslash. */
  #add(character: string): void {
    if (this.#inQuotes && '*?[\\'.includes(character)) this.#word += '\\';
    this.#word += character;
  }

  /** The next character is ordinary; in double quotes the backslash stays too. */
  #backslash(): void {
    const next = this.#text[this.#at++];
    this.#add('\\');
    if (next !== undefined) this.#add(next);
  }

  #singleQuotes(): 'single-quotes' | undefined {
    this.#quotedWord = true;
    const close = this.#text.indexOf("'", this.#at);
    if (close < 0) {
      this.#at = this.#text.length;
      return 'single-quotes';
    }
    this.#word += this.#text.slice(this.#at, close);
    this.#at = close + 1;
    return undefined;
  }

  #dollar(): 'error' | undefined {
    const rest = this.#text.slice(this.#at, this.#at + 1);
    if (/[A-Za-z]/.test(rest)) {
      let end = this.#at;
      while (/[A-Za-z0-9_]/.test(this.#text[end] ?? '')) end++;
      this.#variable(this.#text.slice(this.#at, end), end);
    } else if (rest === '?') {
      this.#variable('?', this.#at + 1);
    } else if (rest === '{') {
      const close = this.#text.indexOf('}', this.#at);
      if (close < 0) return 'error';
      this.#variable(this.#text.slice(this.#at + 1, close), close + 1);
    } else {
      this.#add('$');
    }
    return undefined;
  }

  #variable(name: string, next: number): void {
    this.#word += MARK + name + MARK;
    this.#variables++;
    this.#at = next;
  }

  #doneWord(): void {
    if (this.#word !== '') this.#hasBuffer = true;
    if (this.#word !== '' || this.#quotedWord) {
      if (!this.#hasBuffer && !this.#reparsing) this.#nullWord = true;
      this.#words.push({ text: this.#word.replace(/\\([\s\S]?)/g, '$1'), quoted: this.#quotedWord });
    }
    this.#word = '';
    this.#quotedWord = false;
  }

  #doneCommand(followup: HushCommand['followup']): void {
    this.#doneWord();
    this.#commands.push({ words: this.#words, variables: this.#variables, followup });
    this.#words = [];
    this.#variables = 0;
  }

  #result(syntaxError: boolean, open: HushLine['open']): HushLine {
    this.#doneCommand(';');
    return { commands: this.#commands, next: this.#at, syntaxError, open, nullWord: this.#nullWord };
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}
