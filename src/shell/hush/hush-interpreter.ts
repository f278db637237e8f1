/**
 * Running what the parser made: U-Boot's old hush, with all it does otherwise than other shells.
 *
 * Mirrors `parse_stream_outer`, `run_list_real`, `run_pipe_real`, `make_string` and `make_list_in` of U-Boot
 * `common/cli_hush.c`. Known oddities, all kept: a `||` behind a failed `&&` is skipped with it, an `if` without a true branch
 * leaves its condition's status, `exit` inside a compound command gives 0, and behind a variable it does not end anything.
 * Running is a generator: it yields where a command takes time, and at each turn of a loop.
 */

import { HushParser } from './hush-parser.ts';
import { type HushList, type HushPipe, substitutedText, unsubstitutedText, VERBATIM } from './syntax.ts';

/** A status: any integer; `EXIT`: `exit` was run. Or an end of the boot loader itself. */
export type HushResult<Ending> = number | Ending;
export type HushRun<Pause, Ending> = Generator<Pause, HushResult<Ending>, void>;

/** What `exit` makes a command list return: -2 - status. */
const EXIT = -2;

/** Where text comes from decides how it is split. */
export type HushSource =
  /** Lines that stand for themselves, each parsed when the one before has run (`run_command_list`). */
  | 'list'
  /** The first line only (`run_command`). */
  | 'command'
  /** All lines as one list (`run` of a variable). */
  | 'variable'
  /** Words whose variables have been replaced: no reserved words, no separators. */
  | 'reparse';

/** What differs between releases. */
export interface HushDialect {
  /** `$?` is 0 or 1, whatever the command gave. */
  readonly returnCodeIsFlag: boolean;
  /** `a=1 echo b`: hush sets the variable, then takes `a=1` for the command's name. */
  readonly commandBehindAssignment: boolean;
  /** `exit N` ends a list with status N; before, with 0. */
  readonly exitKeepsStatus: boolean;
}

/** The boot loader around the shell. */
export interface HushHost<Pause, Ending extends object> {
  /** A variable of the environment or else of the shell, or of one of them; undefined: there is none. */
  lookUp(name: string, where?: 'environment' | 'shell'): string | undefined;
  setLocal(name: string, value: string): void;
  puts(text: string): void;
  /** cmd_process */
  run(words: readonly string[]): HushRun<Pause, Ending>;
  /** Compares a null pointer with the reserved words, after these messages: an ending where that is an exception. */
  nullWord(errors: string): Ending | undefined;
  /** Nothing is left to repeat by an empty line. */
  clearRepeat(): void;
  /** A turn of a loop: time passes, Ctrl-C is looked for. True: it was pressed. */
  loopTurn(): Generator<Pause, boolean, void>;
  /** A level of nesting more: an ending where the stack does not bear it. */
  nest(): Ending | undefined;
  unnest(): void;
  /** A reparse of this text: an ending where the heap does not bear it. */
  reparse(text: string): Ending | undefined;
}

const ASSIGNMENT = /^([A-Za-z][A-Za-z0-9_]*)=([\s\S]*)$/;

/** See the head of the file. */
export class HushInterpreter<Pause, Ending extends object> {
  readonly #host: HushHost<Pause, Ending>;
  readonly #dialect: HushDialect;
  #lastReturnCode = 0;

  constructor(host: HushHost<Pause, Ending>, dialect: HushDialect) {
    this.#host = host;
    this.#dialect = dialect;
  }

  /** `$?`: unsigned. */
  get lastReturnCode(): number {
    return this.#lastReturnCode;
  }

  /** Makes `$?` 0, as any command that succeeds does. */
  clearStatus(): void {
    this.#lastReturnCode = 0;
  }

  /** A parser for a list of this source, with the variable IFS as it is now. */
  parser(source: HushSource): HushParser {
    return new HushParser({
      reparsing: source === 'reparse',
      newlineEnds: source !== 'variable',
      ifs: this.#host.lookUp('IFS', 'environment'),
    });
  }

  /** Runs text. With `isMain` it was typed: `exit` is refused. */
  *runText(text: string, source: HushSource, isMain = false): HushRun<Pause, Ending> {
    if (text === '') return 0;
    const tooDeep = this.#host.nest();
    if (tooDeep !== undefined) return tooDeep;
    const whole = text.indexOf('\n') === text.length - 1 ? text : `${text}\n`;
    let result: HushResult<Ending> = 1;
    for (let at = 0; at < whole.length; ) {
      const parser = this.parser(source);
      const { next, state } = parser.feed(whole, at);
      const list = state === 'error' ? undefined : state === 'done' ? parser.list() : parser.finish();
      result = yield* this.runParsed(parser, list, isMain);
      if (typeof result !== 'number') return result;
      if (list === undefined) break;
      if (result === EXIT) {
        result = this.#dialect.exitKeepsStatus ? this.#lastReturnCode : 0;
        break;
      }
      result = result === 0 ? 0 : 1;
      at = next;
      if (source === 'command' || source === 'reparse') break;
    }
    this.#host.unnest();
    return result;
  }

  /** Runs the list that a parser has come to; undefined: a syntax error. */
  *runParsed(parser: HushParser, list: HushList | undefined, isMain: boolean): HushRun<Pause, Ending> {
    const host = this.#host;
    const { errorsAtNullWord } = parser;
    if (errorsAtNullWord !== null) {
      const ending = host.nullWord(errorsAtNullWord);
      if (ending !== undefined) return ending;
    }
    host.puts(parser.takeErrors());
    if (list === undefined) {
      host.clearRepeat();
      return 1;
    }
    const result = yield* this.#runList(list);
    if (result === -1) host.clearRepeat();
    if (result !== EXIT || !isMain) return result;
    host.puts('exit not allowed from main input shell.\n');
    return 0;
  }

  *#runList(list: HushList): HushRun<Pause, Ending> {
    if (!loopsAreWhole(list)) {
      this.#host.puts('syntax error\n');
      this.#host.clearRepeat();
      return 1;
    }
    const tooDeep = this.#host.nest();
    if (tooDeep !== undefined) return tooDeep;
    const result = yield* this.#runPipes(list);
    this.#host.unnest();
    return result;
  }

  /** run_list_real: one walk over the pipes, led by their reserved words; loops go back to their head. */
  *#runPipes(list: HushList): HushRun<Pause, Ending> {
    let code: HushResult<Ending> = 0;
    /** The loop's head; null: not in a loop. */
    let head: number | null = null;
    let goesOn = false;
    let values: string[] | null = null;
    let ifCode = 0;
    let nextIfCode = 0;
    let skippedIn: HushPipe['reserved'] | null = null;
    let skips = true;
    for (let at = 0; at < list.length; at++) {
      const pipe = list[at]!;
      const { reserved, followup } = pipe;
      if (reserved === 'while' || reserved === 'until' || reserved === 'for') {
        if (yield* this.#host.loopTurn()) return 1;
        if (head === null) {
          goesOn = false;
          head = at;
        }
      }
      if (reserved === skippedIn && skips) {
        if (followup === ';') skips = false;
        continue;
      }
      skips = true;
      skippedIn = null;
      if (reserved === 'then' || reserved === 'else') ifCode = nextIfCode;
      if (reserved === 'then' && ifCode !== 0) continue;
      if (reserved === 'else' && ifCode === 0) continue;
      if (reserved === 'elif' && ifCode === 0) break;
      let value: string | undefined;
      if (reserved === 'for' && pipe.words.length > 0) {
        if (values === null) {
          const words: HushPipe['words'] = list[at + 1]?.words ?? [];
          if (words.length === 0) continue;
          values = this.#listValues(words);
          goesOn = true;
        }
        value = values.shift();
        if (value === undefined) {
          values = null;
          goesOn = false;
          continue;
        }
      }
      if (reserved === 'in' || (reserved === 'do' && !goesOn)) continue;
      if (pipe.words.length > 0 || pipe.group !== null) {
        code = value === undefined ? yield* this.#runPipe(pipe) : yield* this.#setLoopVariable(pipe, value);
        if (typeof code !== 'number') return code;
        if (code < -1) {
          this.#lastReturnCode = -code - 2;
          return EXIT;
        }
        this.#lastReturnCode = (this.#dialect.returnCodeIsFlag ? Math.min(1, Math.abs(code)) : code) >>> 0;
        if (reserved === 'if' || reserved === 'elif') nextIfCode = code;
        if (reserved === 'while') goesOn = this.#lastReturnCode === 0;
        if (reserved === 'until') goesOn = this.#lastReturnCode !== 0;
        if (code === 0 ? followup === '||' : followup === '&&') skippedIn = reserved;
      }
      if (reserved !== 'done') continue;
      if (goesOn && head !== null) at = head - 1;
      else head = null;
    }
    return code;
  }

  /** The values behind `in`: variables replaced, then split at blanks, whatever was quoted. */
  #listValues(words: HushPipe['words']): string[] {
    return words.flatMap(({ text }) => this.#withValues(text).split(' ')).filter((value) => value !== '');
  }

  /** `name=value` in place of the loop's name: an assignment, or a command nobody knows. */
  *#setLoopVariable(pipe: HushPipe, value: string): HushRun<Pause, Ending> {
    const text = `${pipe.words[0]!.text}=${value}`;
    return yield* this.#runPipe({ ...pipe, words: [{ text, quoted: false }], variables: 0 });
  }

  *#runPipe(pipe: HushPipe): HushRun<Pause, Ending> {
    if (pipe.group !== null) return yield* this.#runList(pipe.group);
    const host = this.#host;
    const words = [...pipe.words];
    let { variables } = pipe;
    for (let match = assignment(words[0]?.text); match !== null; match = assignment(words[0]?.text)) {
      words.shift();
      const value = this.#withValues(match.value);
      // One is taken off for the whole assignment, however many stand in it.
      if (value !== match.value) variables--;
      host.setLocal(match.name, value);
    }
    if (words.length === 0) return 0;
    if (variables > 0) {
      const text = this.#substituted(words);
      const ending = host.reparse(text);
      if (ending !== undefined) return ending;
      const ended: HushResult<Ending> = yield* this.runText(text, 'reparse');
      return typeof ended === 'number' ? this.#lastReturnCode : ended;
    }
    const command = this.#dialect.commandBehindAssignment ? words : pipe.words;
    const first = unsubstitutedText(words[0]!.text);
    if (first.includes(';')) {
      host.puts(`Unknown command '${first}' - try 'help' or use 'run' command\n`);
      return -1;
    }
    return yield* host.run(command.map(({ text }) => unsubstitutedText(text)));
  }

  /** insert_var_value: where a variable was replaced, line feeds become blanks. */
  #withValues(text: string, isVerbatim = false): string {
    const value = substitutedText(text, (name) => {
      const found = this.#lookUp(name);
      return found === undefined || !isVerbatim ? found : VERBATIM + found + VERBATIM;
    });
    return value === text ? text : value.replaceAll('\n', ' ');
  }

  /** The text for the second parse: quoted words quoted again. */
  #substituted(words: HushPipe['words']): string {
    const noEval = this.#host.lookUp('HUSH_NO_EVAL', 'shell') ?? '';
    const isVerbatim = noEval !== '' && !noEval.startsWith('0');
    const parts = words.map(({ text, quoted }) => {
      const value = this.#withValues(text, isVerbatim);
      return quoted ? `'${value}'` : value;
    });
    return `${parts.join(' ')}\n`;
  }

  /** `$name`, with hush's `:-`, `:=` and `:+`. */
  #lookUp(expression: string): string | undefined {
    if (expression === '?') return String(this.#lastReturnCode);
    const colon = expression.indexOf(':');
    const name = colon < 0 ? expression : expression.slice(0, colon);
    const operator = colon < 0 ? '' : expression.slice(colon + 1, colon + 2);
    const other = colon < 0 ? '' : expression.slice(colon + 2);
    const value = this.#host.lookUp(name);
    if (value !== undefined && value !== '') return operator === '+' ? '' : value;
    if (operator === '=') this.#host.setLocal(name, other);
    return operator !== '' && '-=+'.includes(operator) ? other : undefined;
  }
}

/** Behind `for NAME` stands `in`, and not twice. */
function loopsAreWhole(list: HushList): boolean {
  return list.every(({ reserved }, at) => {
    const next = list[at + 1];
    if (reserved === 'for') return next?.reserved === 'in';
    return reserved !== 'in' || (next !== undefined && !(next.reserved === 'in' && next.words.length > 0));
  });
}

function assignment(text: string | undefined): { name: string; value: string } | null {
  const match = text === undefined ? null : ASSIGNMENT.exec(text);
  return match === null ? null : { name: match[1]!, value: match[2]! };
}
