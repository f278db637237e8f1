/**
 * The engine of sed: sed 4.9 `sed/execute.c` (`process_files`, `execute_program`, `do_subst`).
 */
import type { Blocking } from '../../../shell/posix.ts';
import { MEMORY_BYTES } from './lines.ts';
import type { Match, Regex } from './regex.ts';
import type { SedFiles } from './sed-files.ts';
import {
  type Address,
  type CaseMode,
  type SedCommand,
  SedError,
  type SedScript,
  type Substitution,
} from './sed-script.ts';

export interface SedOptions {
  /** `-n`. */
  readonly quiet: boolean;
  /** `-s` or `-i`: lines are counted in each file for itself. */
  readonly separate: boolean;
  /** `-l`. */
  readonly lineLength: number;
  readonly posix: boolean;
}

type Flow = 'next' | 'end cycle' | 'new cycle' | 'again' | 'quit';

/** What waits for the end of the cycle. */
type Appended = { readonly text: string } | { readonly file: string } | { readonly lineOf: string };

/** State of a range of addresses. */
interface Range {
  active: boolean;
  end: number;
}

export class SedRun {
  status = 0;
  readonly #script: SedScript;
  readonly #options: SedOptions;
  readonly #files: SedFiles;
  readonly #ranges: Range[];
  #pattern = '';
  /** The line in the pattern space came with its newline; the hold space remembers it likewise. */
  #ends = true;
  #hold = '';
  #holdEnds = true;
  #appended: Appended[] = [];
  #replaced = false;
  #quitSilently = false;
  #lastRegex: Regex | null = null;

  constructor(script: SedScript, options: SedOptions, files: SedFiles) {
    this.#script = script;
    this.#options = options;
    this.#files = files;
    this.#ranges = script.commands.map(({ first }) => ({
      active: first?.kind === 'line' && first.line === 0,
      end: -1,
    }));
  }

  /** Runs the script over all input. Throws a SedError when it cannot go on. */
  *run(): Blocking<void> {
    let again = false;
    while (again || (yield* this.#read())) {
      const flow = yield* this.#cycle();
      again = flow === 'again';
      if (!this.#options.quiet && !this.#quitSilently && (flow === 'end cycle' || flow === 'quit')) {
        yield* this.#files.put(this.#pattern, this.#ends);
      }
      yield* this.#flushAppended();
      if (flow === 'quit') return;
    }
  }

  *#read(): Blocking<boolean> {
    this.#replaced = false;
    return yield* this.#readNext();
  }

  *#flushAppended(): Blocking<void> {
    const list = this.#appended;
    if (list.length === 0) return;
    this.#appended = [];
    for (const one of list) {
      if ('text' in one) yield* this.#files.putRaw(one.text);
      else if ('file' in one) yield* this.#files.copy(one.file);
      else {
        const line = yield* this.#files.lineOf(one.lineOf);
        if (line !== null) yield* this.#files.putLine(line);
      }
    }
  }

  *#cycle(): Blocking<Flow> {
    const { commands } = this.#script;
    let at = 0;
    while (at < commands.length) {
      const command = commands[at]!;
      if (command.first !== null || command.negated) {
        const selected = (yield* this.#selects(command, at)) !== command.negated;
        if (!selected) {
          at = command.name === '{' ? command.target : at + 1;
          continue;
        }
      }
      at++;
      switch (command.name) {
        case '{':
          break;
        case 'b':
          if (command.target < at) yield* this.#files.spend(100);
          at = command.target;
          break;
        case 't':
          if (this.#replaced) {
            this.#replaced = false;
            if (command.target < at) yield* this.#files.spend(100);
            at = command.target;
          }
          break;
        case 'T':
          if (this.#replaced) this.#replaced = false;
          else at = command.target;
          break;
        default: {
          const flow = yield* this.#execute(command, at - 1);
          if (flow !== 'next') return flow;
        }
      }
    }
    return 'end cycle';
  }

  *#execute(command: SedCommand, index: number): Blocking<Flow> {
    const files = this.#files;
    switch (command.name) {
      case 'a':
        this.#appended.push({ text: command.text });
        break;
      case 'c':
        if (command.second === null || command.negated || !this.#ranges[index]!.active)
          yield* files.putRaw(command.text);
        return 'new cycle';
      case 'd':
        return 'new cycle';
      case 'D': {
        const end = this.#pattern.indexOf('\n');
        if (end < 0) return 'new cycle';
        this.#pattern = this.#pattern.slice(end + 1);
        yield* files.spend(100);
        return 'again';
      }
      case 'e':
        yield* this.#evaluate(command.text);
        break;
      case 'F':
        yield* files.putLine(files.name);
        break;
      case 'g':
        this.#pattern = this.#hold;
        this.#ends = this.#holdEnds;
        break;
      case 'G':
        this.#pattern = this.#bounded(`${this.#pattern}${files.delimiter}${this.#hold}`);
        this.#ends = this.#holdEnds;
        break;
      case 'h':
        this.#hold = this.#pattern;
        this.#holdEnds = this.#ends;
        break;
      case 'H':
        this.#hold = this.#bounded(`${this.#hold}${files.delimiter}${this.#pattern}`);
        this.#holdEnds = this.#ends;
        break;
      case 'i':
        yield* files.putRaw(command.text);
        break;
      case 'l':
        yield* files.putRaw(visibleLine(this.#pattern, command.number < 0 ? this.#options.lineLength : command.number));
        break;
      case 'n':
        if (yield* files.atEnd()) return 'quit';
        if (!this.#options.quiet) yield* files.put(this.#pattern, this.#ends);
        yield* this.#flushAppended();
        if (!(yield* this.#readNext())) return 'quit';
        break;
      case 'N': {
        if (yield* files.atEnd()) {
          // POSIX has N at the end delete the pattern space; GNU prints it.
          if (this.#options.posix) this.#quitSilently = true;
          return 'quit';
        }
        const before = this.#pattern;
        yield* this.#flushAppended();
        if (!(yield* this.#readNext())) return 'quit';
        this.#pattern = this.#bounded(`${before}${files.delimiter}${this.#pattern}`);
        break;
      }
      case 'p':
        yield* files.put(this.#pattern, this.#ends);
        break;
      case 'P': {
        const end = this.#pattern.indexOf(files.delimiter);
        yield* files.putLine(end < 0 ? this.#pattern : this.#pattern.slice(0, end));
        break;
      }
      case 'q':
        this.status = Math.max(command.number, 0) & 255;
        return 'quit';
      case 'Q':
        this.status = Math.max(command.number, 0) & 255;
        this.#quitSilently = true;
        this.#appended = [];
        return 'quit';
      case 'r':
        this.#appended.push({ file: command.text });
        break;
      case 'R':
        this.#appended.push({ lineOf: command.text });
        break;
      case 's':
        yield* this.#substitute(command.substitution!);
        break;
      case 'w':
        yield* files.write(command.text, this.#pattern, this.#ends);
        break;
      case 'W': {
        const end = this.#pattern.indexOf('\n');
        yield* files.write(command.text, end < 0 ? this.#pattern : this.#pattern.slice(0, end), true);
        break;
      }
      case 'x': {
        const held = this.#hold;
        const heldEnds = this.#holdEnds;
        this.#hold = this.#pattern;
        this.#holdEnds = this.#ends;
        this.#pattern = held;
        this.#ends = heldEnds;
        break;
      }
      case 'y': {
        const map = command.map!;
        let mapped = '';
        for (let i = 0; i < this.#pattern.length; i++) mapped += map[this.#pattern.charCodeAt(i)]!;
        this.#pattern = mapped;
        break;
      }
      case 'z':
        this.#pattern = '';
        break;
      case '=':
        yield* files.putRaw(`${files.line}\n`);
        break;
    }
    return 'next';
  }

  /** `n` and `N` keep the flag of `t`. */
  *#readNext(): Blocking<boolean> {
    const line = yield* this.#files.next();
    if (line === null) return false;
    this.#pattern = line;
    this.#ends = this.#files.hadNewline;
    return true;
  }

  #bounded(text: string): string {
    if (text.length > MEMORY_BYTES) throw new SedError('memory exhausted', 4);
    return text;
  }

  #regex(given: Regex | null): Regex {
    const regex = given ?? this.#lastRegex;
    if (regex === null) throw new SedError('-e expression #1, char 0: no previous regular expression');
    this.#lastRegex = regex;
    return regex;
  }

  *#matches(address: Address): Blocking<boolean> {
    const { line } = this.#files;
    switch (address.kind) {
      case 'line':
        return line === address.line;
      case 'step':
        return line >= address.first && (line - address.first) % address.step === 0;
      case 'last':
        return yield* this.#files.atEnd();
      case 'regex':
        return this.#regex(address.regex).test(this.#pattern);
      default:
        return false;
    }
  }

  *#selects(command: SedCommand, index: number): Blocking<boolean> {
    const { first, second } = command;
    if (first === null) return true;
    if (second === null) return yield* this.#matches(first);
    const range = this.#ranges[index]!;
    const { line } = this.#files;
    if (range.active) {
      if (range.end >= 0) {
        if (line >= range.end) range.active = false;
        return line <= range.end || (yield* this.#matches(first));
      }
      if (yield* this.#matches(second)) range.active = false;
      return true;
    }
    if (!(yield* this.#matches(first))) return false;
    switch (second.kind) {
      case 'line':
        range.end = second.line;
        break;
      case 'count':
        range.end = line + second.count;
        break;
      case 'multiple':
        range.end = second.of <= 0 ? line : Math.ceil(line / second.of) * second.of;
        break;
      default:
        range.end = -1;
        range.active = true;
        // The last line ends a range that begins on it.
        return true;
    }
    range.active = range.end > line;
    return true;
  }

  *#substitute(how: Substitution): Blocking<void> {
    const regex = this.#regex(how.regex);
    const text = this.#pattern;
    let out = '';
    let start = 0;
    let count = 0;
    let done = false;
    let lastEnd = -1;
    while (start <= text.length) {
      const match = regex.search(text, start);
      if (match === null) break;
      out += text.slice(start, match.start);
      const isEmpty = match.start === match.end;
      // An empty match right behind the last one is none.
      if (!(isEmpty && match.start === lastEnd)) {
        count++;
        if (count < how.number) out += text.slice(match.start, match.end);
        else {
          out += this.#replacement(how, regex, text, match);
          done = true;
        }
      }
      lastEnd = match.end;
      start = match.end;
      if (done && !how.global) break;
      if (isEmpty) {
        out += text.slice(start, start + 1);
        start++;
      }
      if (out.length > MEMORY_BYTES) this.#bounded(out);
      yield* this.#files.spend(text.length > 4096 ? text.length : 50);
    }
    if (!done) return;
    this.#replaced = true;
    this.#pattern = start <= text.length ? out + text.slice(start) : out;
    if (how.evaluate) {
      if (how.print === 2) yield* this.#files.put(this.#pattern, this.#ends);
      const output = yield* this.#files.shell(this.#pattern);
      this.#pattern = output.endsWith('\n') ? output.slice(0, -1) : output;
    }
    if (how.print > 0 && !(how.evaluate && how.print === 2)) yield* this.#files.put(this.#pattern, this.#ends);
    if (how.file !== null) yield* this.#files.write(how.file, this.#pattern, this.#ends);
  }

  #replacement(how: Substitution, regex: Regex, text: string, match: Match): string {
    const parts = how.replacement;
    const needsGroups = parts.some(({ group }) => group > 0);
    const groups = needsGroups ? regex.captures(text, match) : null;
    let out = '';
    let mode: CaseMode = 'none';
    let once: CaseMode = 'none';
    for (const part of parts) {
      if (part.mode !== null) mode = part.mode;
      if (part.once !== 'none') once = part.once;
      let piece = part.text;
      if (part.group === 0) piece += text.slice(match.start, match.end);
      else if (part.group > 0) {
        const begin = groups![2 * part.group]!;
        const end = groups![2 * part.group + 1]!;
        if (begin >= 0 && end >= 0) piece += text.slice(begin, end);
      }
      if (mode !== 'none') piece = changeCase(piece, mode);
      if (once !== 'none' && piece !== '') {
        piece = changeCase(piece[0]!, once) + piece.slice(1);
        once = 'none';
      }
      out += piece;
    }
    return out;
  }

  *#evaluate(command: string): Blocking<void> {
    if (command !== '') {
      yield* this.#files.putRaw(yield* this.#files.shell(command));
      return;
    }
    const output = yield* this.#files.shell(this.#pattern);
    this.#pattern = output.endsWith('\n') ? output.slice(0, -1) : output;
  }
}

function changeCase(text: string, mode: CaseMode): string {
  return mode === 'upper'
    ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const lineEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** `l`: the line with everything visible, folded at `length` (0: not at all). */
function visibleLine(text: string, length: number): string {
  const limit = length === 0 ? Number.POSITIVE_INFINITY : length - 1;
  let out = '';
  let width = 0;
  for (const c of text) {
    const code = c.charCodeAt(0);
    const shown = lineEscapes[c] ?? (code >= 32 && code < 127 ? c : `\\${code.toString(8).padStart(3, '0')}`);
    if (width + shown.length > limit) {
      out += '\\\n';
      width = 0;
    }
    out += shown;
    width += shown.length;
  }
  return `${out}$\n`;
}
