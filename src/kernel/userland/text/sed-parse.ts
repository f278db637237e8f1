/**
 * Parser of sed scripts: sed 4.9 `sed/compile.c`, its messages and the places they name.
 */

import { Regex } from './regex.ts';
import { RegexError, regexSyntaxes } from './regex-syntax.ts';
import { BracketTracker } from './sed-brackets.ts';
import { patternText, plainText, replacementParts } from './sed-escapes.ts';
import {
  type Address,
  type ScriptPart,
  type SedCommand,
  type SedDialect,
  SedError,
  type SedScript,
  type Substitution,
} from './sed-script.ts';

const END = '';

/** Reads all parts of a script as one program; throws a SedError. */
export function parseSed(parts: readonly ScriptPart[], dialect: SedDialect): SedScript {
  const parser = new Parser(dialect);
  for (const part of parts) parser.part(part);
  return parser.finish();
}

type Draft = { -readonly [Key in keyof SedCommand]: SedCommand[Key] };

class Parser {
  readonly #dialect: SedDialect;
  readonly #commands: Draft[] = [];
  /** Open braces, with where they stand for the message. */
  readonly #blocks: number[] = [];
  readonly #labels = new Map<string, number>();
  #expression = 0;
  #text = '';
  #at = 0;
  #line = 1;
  #file: string | null = null;
  #quiet = false;
  #isFirst = true;
  /** A command whose text goes on in the next part (`-e 'a\' -e text`). */
  #unfinished: Draft | null = null;

  constructor(dialect: SedDialect) {
    this.#dialect = dialect;
  }

  part({ text, file }: ScriptPart): void {
    this.#text = text;
    this.#file = file;
    this.#at = 0;
    this.#line = 1;
    if (file === null) this.#expression++;
    const unfinished = this.#unfinished;
    if (unfinished !== null) {
      this.#unfinished = null;
      this.#readText(unfinished, unfinished.text);
    }
    while (this.#command()) {
      // Commands go on to the end of the part.
    }
    this.#isFirst = false;
  }

  finish(): SedScript {
    const open = this.#blocks.pop();
    if (open !== undefined) throw new SedError("-e expression #1, char 0: unmatched `{'");
    for (const command of this.#commands) {
      if (!'btT'.includes(command.name)) continue;
      if (command.text === '') command.target = this.#commands.length;
      else {
        const target = this.#labels.get(command.text);
        if (target === undefined) throw new SedError(`can't find label for jump to \`${command.text}'`, 4);
        command.target = target;
      }
    }
    return { commands: this.#commands, quiet: this.#quiet };
  }

  #fail(why: string): never {
    const place =
      this.#file === null
        ? `-e expression #${this.#expression}, char ${this.#at}`
        : `file ${this.#file} line ${this.#line}`;
    throw new SedError(`${place}: ${why}`);
  }

  #next(): string {
    const c = this.#text[this.#at];
    if (c === undefined) return END;
    this.#at++;
    if (c === '\n') this.#line++;
    return c;
  }

  #back(c: string): void {
    if (c === END) return;
    this.#at--;
    if (c === '\n') this.#line--;
  }

  #nonBlank(): string {
    let c: string;
    do c = this.#next();
    while (c === ' ' || c === '\t');
    return c;
  }

  #integer(first: string): number {
    let value = Number(first);
    for (;;) {
      const c = this.#next();
      if (c === END || c < '0' || c > '9') {
        this.#back(c);
        return value;
      }
      value = value * 10 + Number(c);
    }
  }

  #endOfCommand(): void {
    const c = this.#nonBlank();
    if (c === '}' || c === '#') this.#back(c);
    else if (c !== END && c !== '\n' && c !== ';') this.#fail('extra characters after command');
  }

  /** Text up to the slash; null when it is not there. Between the brackets of a pattern a slash is itself. */
  #slashed(slash: string, isRegex: boolean): string | null {
    let text = '';
    const bracket = new BracketTracker();
    for (;;) {
      let c = this.#next();
      if (c === END) return null;
      if (c === '\n' && isRegex) {
        this.#back(c);
        return null;
      }
      if (c === slash && !bracket.isOpen) return text;
      if (isRegex) bracket.take(c, this.#text[this.#at] ?? '');
      if (c === '\\') {
        c = this.#next();
        if (c === END) return null;
        if (isRegex) bracket.take(c, this.#text[this.#at] ?? '');
        if (c === 'n' && isRegex && slash !== 'n') c = '\n';
        else if (c !== '\n' && (c !== slash || (!isRegex && c === '&'))) text += '\\';
        else if (c === '\n' && !isRegex) text += '\\';
      }
      text += c;
    }
  }

  #regex(text: string, flags: { ignoreCase: boolean; multiline: boolean }): Regex | null {
    if (text === '') return null;
    const { extended, posix, nullData } = this.#dialect;
    const syntax = extended ? regexSyntaxes.sedExtended : regexSyntaxes.sed;
    const multiline = flags.multiline && !nullData;
    try {
      return new Regex(patternText(text), { ...syntax, ignoreCase: flags.ignoreCase, multiline, gnuOperators: !posix });
    } catch (error) {
      if (error instanceof RegexError) return this.#fail(error.text);
      throw error;
    }
  }

  #address(first: string): Address | null {
    let c = first;
    if (c === '/' || c === '\\') {
      if (c === '\\') c = this.#next();
      const text = this.#slashed(c, true);
      if (text === null) return this.#fail('unterminated address regex');
      const flags = { ignoreCase: false, multiline: false };
      for (;;) {
        c = this.#nonBlank();
        if (c === 'I') flags.ignoreCase = true;
        else if (c === 'M') flags.multiline = true;
        else {
          this.#back(c);
          return { kind: 'regex', regex: this.#regex(text, flags) };
        }
      }
    }
    if (c !== END && c >= '0' && c <= '9') {
      const line = this.#integer(c);
      c = this.#nonBlank();
      if (c !== '~') {
        this.#back(c);
        return { kind: 'line', line };
      }
      const step = this.#integerOr(0);
      return step > 0 ? { kind: 'step', first: line, step } : { kind: 'line', line };
    }
    if (c === '+') return { kind: 'count', count: this.#integerOr(0) };
    if (c === '~') return { kind: 'multiple', of: this.#integerOr(0) };
    return c === '$' ? { kind: 'last' } : null;
  }

  #integerOr(none: number): number {
    const c = this.#nonBlank();
    if (c !== END && c >= '0' && c <= '9') return this.#integer(c);
    this.#back(c);
    return none;
  }

  #command(): boolean {
    let c: string;
    do c = this.#next();
    while (c === ';' || c === ' ' || (c >= '\t' && c <= '\r'));
    if (c === END) return false;
    const command: Draft = {
      name: '',
      first: null,
      second: null,
      negated: false,
      text: '',
      number: -1,
      substitution: null,
      map: null,
      target: -1,
    };
    command.first = this.#address(c);
    if (command.first !== null) {
      if (command.first.kind === 'count' || command.first.kind === 'multiple') {
        this.#fail('invalid usage of +N or ~N as first address');
      }
      c = this.#nonBlank();
      if (c === ',') {
        command.second = this.#address(this.#nonBlank());
        if (command.second === null) this.#fail("unexpected `,'");
        c = this.#nonBlank();
      }
      if (command.first.kind === 'line' && command.first.line === 0 && command.second?.kind !== 'regex') {
        this.#fail('invalid usage of line address 0');
      }
    }
    if (c === '!') {
      command.negated = true;
      c = this.#nonBlank();
      if (c === '!') this.#fail("multiple `!'s");
    }
    if (c === '#') {
      if (command.first !== null) this.#fail("comments don't accept any addresses");
      this.#comment();
      return true;
    }
    command.name = c;
    this.#arguments(command);
    return true;
  }

  #comment(): void {
    const atStart = this.#isFirst && this.#at === 1;
    let c = this.#next();
    if (c === 'n' && atStart) {
      c = this.#next();
      if (c === END || c === '\n') this.#quiet = true;
    }
    while (c !== END && c !== '\n') c = this.#next();
  }

  #arguments(command: Draft): void {
    switch (command.name) {
      case '{':
        this.#blocks.push(this.#commands.length);
        break;
      case '}': {
        const open = this.#blocks.pop();
        if (open === undefined) this.#fail("unexpected `}'");
        if (command.first !== null) this.#fail("} doesn't want any addresses");
        this.#endOfCommand();
        this.#commands[open!]!.target = this.#commands.length;
        return;
      }
      case 'e': {
        const c = this.#nonBlank();
        if (c !== END && c !== '\n') {
          this.#back(c);
          this.#readText(command, '');
          command.text = command.text.slice(0, -1);
        }
        break;
      }
      case 'a':
      case 'i':
      case 'c':
        this.#addedText(command);
        break;
      case ':':
        if (command.first !== null) this.#fail(": doesn't want any addresses");
        command.text = this.#label(false);
        if (command.text === '') this.#fail('":" lacks a label');
        this.#labels.set(command.text, this.#commands.length);
        return;
      case 'b':
      case 't':
      case 'T':
        command.text = this.#label(true);
        break;
      case 'v':
        this.#label(true);
        return;
      case 'q':
      case 'Q':
      case 'l':
      case 'L':
        if (command.second !== null && command.name.toLowerCase() === 'q') this.#fail('command only uses one address');
        command.number = this.#integerOr(-1);
        this.#endOfCommand();
        break;
      case '=':
      case 'd':
      case 'D':
      case 'F':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'n':
      case 'N':
      case 'p':
      case 'P':
      case 'x':
      case 'z':
        this.#endOfCommand();
        break;
      case 'r':
      case 'R':
      case 'w':
      case 'W':
        command.text = this.#fileName();
        if (command.text === '') this.#fail('missing filename in r/R/w/W commands');
        break;
      case 's':
        command.substitution = this.#substitution();
        break;
      case 'y':
        command.map = this.#map();
        this.#endOfCommand();
        break;
      case END:
      case '\n':
        this.#fail('missing command');
        break;
      default:
        this.#fail(`unknown command: \`${command.name}'`);
    }
    this.#commands.push(command);
  }

  #fileName(): string {
    let text = '';
    let c = this.#nonBlank();
    for (; c !== END && c !== '\n'; c = this.#next()) text += c;
    return text;
  }

  /** A label ends at white space or a semicolon; that of a jump also at a brace. */
  #label(endsAtBrace: boolean): string {
    let text = '';
    let c = this.#nonBlank();
    while (c !== END && !/\s/.test(c) && c !== ';' && !(endsAtBrace && c === '}')) {
      text += c;
      c = this.#next();
    }
    this.#back(c);
    return text;
  }

  /** The text of `a`, `i`, `c` in its three spellings: behind backslash and newline, behind a backslash, plain. */
  #addedText(command: Draft): void {
    let c = this.#nonBlank();
    if (c === END) this.#fail("expected \\ after `a', `c' or `i'");
    if (c === '\\') {
      c = this.#next();
      if (c === END) {
        this.#unfinished = command;
        return;
      }
      if (c !== '\n') {
        // White space behind the backslash may lead up to the newline, or belong to the text.
        const start = this.#at - 1;
        while (c === ' ' || c === '\t') c = this.#next();
        if (c !== '\n') {
          this.#at = start;
          c = '';
        }
      }
      this.#readText(command, '');
      return;
    }
    this.#back(c);
    this.#readText(command, '');
  }

  #readText(command: Draft, before: string): void {
    let text = before;
    for (;;) {
      let c = this.#next();
      if (c === END) break;
      if (c === '\n') break;
      if (c === '\\') {
        text += c;
        c = this.#next();
        if (c === END) {
          text = text.slice(0, -1);
          break;
        }
      }
      text += c;
    }
    command.text = `${plainText(text)}\n`;
  }

  #substitution(): Substitution {
    const slash = this.#next();
    const pattern = slash === END ? null : this.#slashed(slash, true);
    const replacement = pattern === null ? null : this.#slashed(slash, false);
    if (pattern === null || replacement === null) return this.#fail("unterminated `s' command");
    const flags = { ignoreCase: false, multiline: false };
    let global = false;
    let print = 0;
    let number = 0;
    let evaluate = false;
    let file: string | null = null;
    options: for (;;) {
      const c = this.#next();
      switch (c) {
        case 'i':
        case 'I':
          flags.ignoreCase = true;
          break;
        case 'm':
        case 'M':
          flags.multiline = true;
          break;
        case 'e':
          evaluate = true;
          break;
        case 'p':
          if (print > 0) this.#fail("multiple `p' options to `s' command");
          print = evaluate ? 2 : 1;
          break;
        case 'g':
          if (global) this.#fail("multiple `g' options to `s' command");
          global = true;
          break;
        case 'w':
          file = this.#fileName();
          if (file === '') this.#fail('missing filename in r/R/w/W commands');
          break options;
        case '}':
        case '#':
          this.#back(c);
          break options;
        case END:
        case '\n':
        case ';':
          break options;
        case ' ':
        case '\t':
        case '\r':
          break;
        default:
          if (c < '0' || c > '9') this.#fail("unknown option to `s'");
          if (number > 0) this.#fail("multiple number options to `s' command");
          number = this.#integer(c);
          if (number === 0) this.#fail("number option to `s' command may not be zero");
      }
    }
    const regex = this.#regex(pattern, flags);
    const { parts, highest } = replacementParts(replacement);
    if (regex !== null && highest > regex.groups) this.#fail(`invalid reference \\${highest} on \`s' command's RHS`);
    return { regex, replacement: parts, global, number, print, evaluate, file };
  }

  #map(): string[] {
    const slash = this.#next();
    const from = slash === END ? null : this.#slashed(slash, false);
    const to = from === null ? null : this.#slashed(slash, false);
    if (from === null || to === null) return this.#fail("unterminated `y' command");
    const map = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    const source = this.#mapText(from);
    const target = this.#mapText(to);
    if (source.length !== target.length) this.#fail("strings for `y' command are different lengths");
    for (let i = source.length - 1; i >= 0; i--) map[source.charCodeAt(i)] = target[i]!;
    return map;
  }

  /** In `y` only `\\`, `\n`, a newline and the other escapes may stand behind a backslash. */
  #mapText(text: string): string {
    for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 2)) {
      const next = text[at + 1] ?? '';
      if (!'\\n\nafrtvcdox'.includes(next)) this.#fail(`\`y' command strings have different lengths`);
    }
    return plainText(text);
  }
}
