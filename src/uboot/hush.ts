/**
 * The shell at the `=> ` prompt: runs lines of commands and knows how the last one ended.
 *
 * Mirrors `parse_stream_outer`, `run_list_real` and `run_pipe_real` of U-Boot `common/cli_hush.c`, and `cmd_process` of
 * `common/command.c`. Running is a generator: it yields where a command takes virtual time.
 */
import {
  type Command,
  type CommandContext,
  type CommandResult,
  type CommandRun,
  type Ending,
  OUTPUT_LIMIT,
} from './command.ts';
import { NULL_POINTER, raiseException } from './cpu-exception.ts';
import {
  type HushCommand,
  type HushWord,
  parseLine,
  substituted,
  substitutedText,
  unsubstitutedText,
} from './hush-parse.ts';

/** How a line of commands ended: with the status of its last one, or with U-Boot itself. */
export type LineResult = Ending | { readonly kind: 'status'; readonly status: number };

/** Commands of one line, those of variables it runs included. A real board would go on for hours. */
const COMMAND_LIMIT = 100_000;
/** `run` inside `run`: each level takes stack, and U-Boot does not look how much is left. */
const DEPTH_LIMIT = 200;

/** hush holds words, substituted text and words again on the heap at once [assumed]. */
const COPIES_OF_A_LINE = 8;

const ASSIGNMENT = /^([A-Za-z][A-Za-z0-9_]*)=([\s\S]*)$/;

export class Hush {
  readonly context: CommandContext;
  #lastReturnCode = 0;
  /** An empty line repeats the last one. */
  #repeatable = false;
  #lastLine = '';
  #printed = 0;
  #commandCount = 0;
  #depth = 0;

  constructor(parts: Omit<CommandContext, 'runCommand' | 'flooded'>) {
    const { puts } = parts;
    const flooded = () => this.#printed > OUTPUT_LIMIT;
    this.context = {
      ...parts,
      puts: (text) => {
        this.#printed += text.length;
        puts(text);
      },
      get flooded() {
        return flooded();
      },
      runCommand: (text) => this.#nested(text),
    };
  }

  /** `$?`: unsigned decimal. */
  get lastReturnCode(): number {
    return this.#lastReturnCode;
  }

  /** What was typed ends inside quotes or behind a backslash: the console asks for the rest with `> `. */
  isOpen(text: string): boolean {
    for (let at = 0; at < text.length; ) {
      const line = parseLine(text, at);
      if (line.open !== 'no') return true;
      at = line.next;
    }
    return false;
  }

  /** Makes `$?` 0, as any command that succeeds does. */
  clearStatus(): void {
    this.#lastReturnCode = 0;
  }

  /** Ctrl-C at the prompt: nothing is left to repeat. */
  interrupt(): void {
    this.#repeatable = false;
  }

  /** Runs what was typed at the prompt, line feed included; an empty line repeats the last one if its commands may be. */
  *runTyped(text: string): CommandRun<LineResult> {
    const isEmpty = text === '\n';
    if (isEmpty && !this.#repeatable) return { kind: 'status', status: this.#lastReturnCode };
    if (!isEmpty) {
      this.#lastLine = text;
      this.#repeatable = true;
    }
    return yield* this.run(this.#lastLine);
  }

  /** Runs text that stands for itself, as `run_command_list` does: lines of commands until the end or a syntax error. */
  *run(text: string): CommandRun<LineResult> {
    this.#printed = 0;
    this.#commandCount = 0;
    this.#depth = 0;
    return yield* this.#nested(text);
  }

  *#nested(text: string, reparsing = false): CommandRun<LineResult> {
    if (this.#depth >= DEPTH_LIMIT) return { kind: 'hang', reason: 'commands nested without end: the stack overflows' };
    this.#depth++;
    const whole = text.endsWith('\n') ? text : `${text}\n`;
    let result: LineResult = { kind: 'status', status: 0 };
    for (let at = 0; at < whole.length; ) {
      const line = parseLine(whole, at, reparsing);
      // On ARM boards there is readable ROM at address 0, without any reserved word in it.
      if (line.nullWord && this.context.config.platform === 'sandbox')
        return raiseException(this.context, NULL_POINTER);
      if (line.syntaxError || line.open === 'single-quotes') {
        this.context.puts('syntax error\n');
        this.#repeatable = false;
        result = { kind: 'status', status: 1 };
        break;
      }
      const ended: LineResult = yield* this.#runList(line.commands, result);
      if (ended.kind !== 'status') return ended;
      result = ended;
      at = line.next;
    }
    this.#depth--;
    return result;
  }

  /** A failed `a &&` skips everything up to the next `;`, a `||` in between included: so does hush. */
  *#runList(commands: readonly HushCommand[], before: LineResult): CommandRun<LineResult> {
    let result = before;
    let skipping = false;
    for (const command of commands) {
      if (skipping) {
        skipping = command.followup !== ';';
        continue;
      }
      if (command.words.length === 0) continue;
      const ended: LineResult = yield* this.#runPipe(command);
      if (ended.kind !== 'status') return ended;
      result = ended;
      this.#lastReturnCode = this.context.profile.returnCodeIsFlag ? Math.min(ended.status, 1) : ended.status;
      skipping = ended.status === 0 ? command.followup === '||' : command.followup === '&&';
    }
    return result;
  }

  *#runPipe(command: HushCommand): CommandRun<LineResult> {
    if (++this.#commandCount > COMMAND_LIMIT) return { kind: 'hang', reason: 'more than 100000 commands in one line' };
    const lookUp = (name: string) => this.#lookUp(name);
    const words = [...command.words];
    let { variables } = command;
    for (let match = assignment(words[0]); match !== null; match = assignment(words[0])) {
      words.shift();
      const value = substitutedText(match.value, lookUp);
      // One is taken off for the whole assignment, however many stand in it.
      if (value !== match.value) variables--;
      this.context.environment.setLocal(match.name, value);
    }
    if (words.length === 0) return { kind: 'status', status: 0 };
    if (variables > 0) {
      const text = substituted(words, lookUp);
      if (text.length > this.context.config.memory.mallocBytes / COPIES_OF_A_LINE) {
        this.context.puts('ERROR : memory not allocated\n');
        return { kind: 'hang', reason: 'hush has no memory left and loops' };
      }
      const ended: LineResult = yield* this.#nested(text, true);
      return ended.kind === 'status' ? { kind: 'status', status: this.#lastReturnCode } : ended;
    }
    const behindAssignment = this.context.profile.commandBehindAssignment ? words : command.words;
    return yield* this.#process(behindAssignment.map(({ text }) => unsubstitutedText(text)));
  }

  /** cmd_process */
  *#process(words: readonly string[]): CommandRun<LineResult> {
    const { context } = this;
    const name = words[0]!;
    if (name.includes(';')) {
      context.puts(`Unknown command '${name}' - try 'help' or use 'run' command\n`);
      return { kind: 'status', status: -1 >>> 0 };
    }
    const command = context.table.find(name);
    if (command === undefined) {
      context.puts(`Unknown command '${name}' - try 'help'\n`);
      return { kind: 'status', status: 1 };
    }
    const result = yield* this.#call(command, words);
    if (!command.repeatable) this.#repeatable = false;
    if (context.flooded && result.kind === 'status') return { kind: 'hang', reason: 'printing without end' };
    if (result.kind !== 'usage') return result;
    context.puts(context.table.usage(command));
    return { kind: 'status', status: 1 };
  }

  *#call(command: Command, words: readonly string[]): CommandRun<CommandResult> {
    const { context } = this;
    const maxWords = command.maxWords === 'board' ? context.config.maxWords : command.maxWords;
    if (words.length > maxWords) return { kind: 'usage' };
    const result = command.run(context, words);
    return 'kind' in result ? result : yield* result;
  }

  /** `$name`, with hush's `:-`, `:=` and `:+`; a variable that is not set is empty. */
  #lookUp(expression: string): string {
    if (expression === '?') return String(this.#lastReturnCode >>> 0);
    const { environment } = this.context;
    const colon = expression.indexOf(':');
    const name = colon < 0 ? expression : expression.slice(0, colon);
    const operator = colon < 0 ? '' : expression.slice(colon + 1, colon + 2);
    const other = colon < 0 ? '' : expression.slice(colon + 2);
    const value = environment.lookUp(name) ?? '';
    if (value !== '') return operator === '+' ? '' : value;
    if (operator === '=') environment.setLocal(name, other);
    return '-=+'.includes(operator) ? other : '';
  }
}

function assignment(word: HushWord | undefined): { name: string; value: string } | null {
  const match = word === undefined ? null : ASSIGNMENT.exec(word.text);
  return match === null ? null : { name: match[1]!, value: match[2]! };
}
