/**
 * The shell at the `=> ` prompt: hush with U-Boot's commands, variables and Ctrl-C around it.
 *
 * Mirrors `get_user_input` of U-Boot `common/cli_hush.c` (what an empty line repeats), `run_command` and `run_command_list` of
 * `common/cli.c`, and `cmd_process` of `common/command.c`. The language itself is `src/shell/hush`. All releases here are
 * built with the old parser, as their default configurations say.
 */
import { HushInterpreter, type HushResult, type HushSource } from '../shell/hush/hush-interpreter.ts';
import type { HushParser, ParseState } from '../shell/hush/hush-parser.ts';
import {
  type Command,
  type CommandContext,
  type CommandResult,
  type CommandRun,
  type Ending,
  OUTPUT_LIMIT,
  type Pause,
  wireNs,
} from './command.ts';
import { NULL_POINTER, raiseException } from './cpu-exception.ts';

/** How a line of commands ended: with the status of its last one, or with U-Boot itself. */
export type LineResult = Ending | { readonly kind: 'status'; readonly status: number };

/** Commands of one line where nobody looks at the clock, those of variables it runs included. */
const COMMAND_LIMIT = 100_000;
/** `run` inside `run`, `if` inside `if`: each level takes stack, and U-Boot does not look how much is left. */
const DEPTH_LIMIT = 400;
/** hush holds words, substituted text and words again on the heap at once [assumed]. */
const COPIES_OF_A_LINE = 8;
/** A command without any work of its own [assumed]. */
const COMMAND_NS = 20_000;
/** Commands between two looks at the clock. */
const COMMANDS_A_SLICE = 256;

/** The serial line's other direction, for commands that look at it. */
export interface Keys {
  /** True when Ctrl-C is the next character on the serial line; it is taken. */
  takeCtrlC(): boolean;
  /** A line typed behind a prompt; null: Ctrl-C. */
  readLine(prompt: string, initial: string): Generator<Pause, string | null, void>;
}

interface Outside {
  /** Null: nobody types anything but commands, and whoever asks for more gets Ctrl-C. */
  readonly keys: Keys | null;
  /** Time passes only in the books: a line may not run for ever. */
  readonly isUntimed: boolean;
}

type Parts = Omit<CommandContext, 'runCommand' | 'runVariable' | 'flooded' | 'ctrlc' | 'readLine' | 'isRepeat'>;

export class Hush {
  readonly context: CommandContext;
  readonly #outside: Outside;
  readonly #shell: HushInterpreter<Pause, Ending>;
  /** An empty line repeats the last one. */
  #repeatable = false;
  #isRepeat = false;
  /** What an empty line would run, line feed included. */
  #lastLine = '\n';
  /** The command that is being typed. */
  #parser: HushParser | null = null;
  #state: ParseState = 'open';
  #hadCtrlC = false;
  #printed = 0;
  #printedBefore = 0;
  #commandCount = 0;
  #depth = 0;

  constructor(parts: Parts, outside: Outside) {
    this.#outside = outside;
    const { puts, profile, environment } = parts;
    const flooded = () => this.#printed > OUTPUT_LIMIT;
    const isRepeat = () => this.#isRepeat;
    this.context = {
      ...parts,
      puts: (text) => {
        this.#printed += text.length;
        puts(text);
      },
      get flooded() {
        return flooded();
      },
      get isRepeat() {
        return isRepeat();
      },
      ctrlc: () => this.#ctrlc(),
      readLine: (prompt, initial = '') => this.#readLine(prompt, initial),
      runCommand: (text) => this.#runText(text, 'command'),
      runVariable: (text) => this.#runText(text, 'variable'),
    };
    this.#shell = new HushInterpreter<Pause, Ending>(
      {
        lookUp: (name, where) => environment.lookUp(name, where),
        setLocal: (name, value) => this.#setLocal(name, value),
        puts: (text) => this.context.puts(text),
        run: (words) => this.#process(words),
        nullWord: (errors) => {
          if (!this.#isNullFatal()) return undefined;
          this.context.puts(errors);
          return raiseException(this.context, NULL_POINTER);
        },
        clearRepeat: () => {
          this.#repeatable = false;
        },
        loopTurn: () => this.#loopTurn(),
        nest: () => this.#nest(),
        unnest: () => {
          this.#depth--;
        },
        reparse: (text) => this.#reparse(text),
      },
      {
        returnCodeIsFlag: profile.returnCodeIsFlag,
        commandBehindAssignment: profile.commandBehindAssignment,
        exitKeepsStatus: profile.exitKeepsStatus,
      },
    );
  }

  /** `$?`: unsigned decimal. */
  get lastReturnCode(): number {
    return this.#shell.lastReturnCode;
  }

  /** Makes `$?` 0, as any command that succeeds does. */
  clearStatus(): void {
    this.#shell.clearStatus();
  }

  /** Ctrl-C at the prompt: what was typed is gone, and nothing is left to repeat. */
  interrupt(): void {
    this.#repeatable = false;
    this.#parser = null;
  }

  /** A line from the prompt, without its line feed. False: the command is not complete, `> ` asks for more. */
  enterLine(line: string): boolean {
    const { lineBytes } = this.context.config;
    if (this.#hadCtrlC) this.#repeatable = false;
    this.#hadCtrlC = false;
    const isFirst = this.#parser === null;
    this.#parser ??= this.#shell.parser('list');
    let text = `${line}\n`;
    if (isFirst) {
      this.#isRepeat = line === '' && this.#repeatable;
      if (this.#isRepeat) text = this.#lastLine;
      else this.#lastLine = text;
      if (line !== '') this.#repeatable = true;
    } else {
      this.#isRepeat = false;
      if (line !== '' && this.#lastLine.length + text.length < lineBytes) {
        this.#lastLine = `${this.#lastLine.slice(0, -1)} ${text}`;
      } else if (line !== '') {
        this.#lastLine = '\n';
        this.#repeatable = false;
      }
    }
    this.#state = this.#parser.feed(text).state;
    if (this.#state !== 'open' || (this.#parser.errorsAtNullWord !== null && this.#isNullFatal())) return true;
    this.context.puts(this.#parser.takeErrors());
    return false;
  }

  /** Runs the command that was entered. */
  *runEntered(): CommandRun<LineResult> {
    const parser = this.#parser;
    if (parser === null) return { kind: 'status', status: 0 };
    this.#parser = null;
    this.#begin();
    const list = this.#state === 'done' ? parser.list() : undefined;
    return lineResult(yield* this.#shell.runParsed(parser, list, true));
  }

  /** Runs text that stands for itself, as `run_command_list` does: lines of commands until the end or a syntax error. */
  *run(text: string): CommandRun<LineResult> {
    this.#begin();
    return yield* this.#runText(text, 'list');
  }

  /** Runs text as if it were typed, but as far as it goes: a command that is not complete is a syntax error. */
  *runAsTyped(text: string): CommandRun<LineResult> {
    this.#begin();
    return lineResult(yield* this.#shell.runText(text, 'list', true));
  }

  /** On ARM boards there is readable ROM at address 0, without any reserved word in it. */
  #isNullFatal(): boolean {
    return this.context.config.platform === 'sandbox';
  }

  #begin(): void {
    this.#printed = 0;
    this.#printedBefore = 0;
    this.#commandCount = 0;
    this.#depth = 0;
  }

  *#runText(text: string, source: HushSource): CommandRun<LineResult> {
    return lineResult(yield* this.#shell.runText(text, source));
  }

  #nest(): Ending | undefined {
    if (++this.#depth <= DEPTH_LIMIT) return undefined;
    return { kind: 'hang', reason: 'commands nested without end: the stack overflows' };
  }

  #reparse(text: string): Ending | undefined {
    const { config, puts, profile } = this.context;
    if (text.length <= config.memory.mallocBytes / COPIES_OF_A_LINE) return undefined;
    puts(`ERROR : ${profile.outOfMemoryText}\n`);
    return { kind: 'hang', reason: 'hush has no memory left and loops' };
  }

  #setLocal(name: string, value: string): void {
    const { environment, profile } = this.context;
    if (value !== '') environment.setLocal(name, value);
    else if (profile.emptyLocalUnsets) environment.deleteLocal(name);
  }

  /** Real U-Boot throws away the character it finds, whatever it is; here only Ctrl-C is taken. */
  #ctrlc(): boolean {
    if (this.#outside.keys?.takeCtrlC() !== true) return false;
    this.#hadCtrlC = true;
    return true;
  }

  *#readLine(prompt: string, initial: string): Generator<Pause, string | null, void> {
    const { keys } = this.#outside;
    return keys === null ? null : yield* keys.readLine(prompt, initial);
  }

  *#loopTurn(): Generator<Pause, boolean, void> {
    const printed = this.#printed - this.#printedBefore;
    this.#printedBefore = this.#printed;
    yield { delayNs: COMMAND_NS + wireNs(this.context, printed) };
    this.#ctrlc();
    return this.#hadCtrlC;
  }

  /** cmd_process */
  *#process(words: readonly string[]): Generator<Pause, HushResult<Ending>, void> {
    const { context } = this;
    if (++this.#commandCount % COMMANDS_A_SLICE === 0) {
      if (this.#outside.isUntimed && this.#commandCount > COMMAND_LIMIT) {
        return { kind: 'hang', reason: `more than ${COMMAND_LIMIT} commands in one line` };
      }
      yield { delayNs: COMMANDS_A_SLICE * COMMAND_NS };
    }
    const name = words[0]!;
    const command = context.table.find(name);
    if (command === undefined) {
      context.puts(`Unknown command '${name}' - try 'help'\n`);
      return 1;
    }
    const result = yield* this.#call(command, words);
    if (context.flooded && result.kind === 'status') return { kind: 'hang', reason: 'printing without end' };
    if (result.kind === 'status') return result.status;
    if (result.kind !== 'usage') return result;
    context.puts(context.table.usage(command));
    return 1;
  }

  *#call(command: Command, words: readonly string[]): CommandRun<CommandResult> {
    const { context } = this;
    const maxWords = command.maxWords === 'board' ? context.config.maxWords : command.maxWords;
    if (words.length > maxWords) return { kind: 'usage' };
    const run = command.run(context, words);
    const result = 'kind' in run ? run : yield* run;
    if (!command.repeatable) this.#repeatable = false;
    return result;
  }
}

function lineResult(result: HushResult<Ending>): LineResult {
  return typeof result === 'number' ? { kind: 'status', status: result } : result;
}
