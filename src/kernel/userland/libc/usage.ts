/**
 * The frame of a GNU command line tool: options, messages in its name, `--help`, `--version`, exit status.
 *
 * Mirrors what coreutils 9.1 shares between its programs (`error`, `usage`, `close_stdout`, `XARGMATCH`). The help texts are our
 * own: the usage line in the real form and the options that work here.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt, type OptionTable, type ParsedOption } from './getopt.ts';
import { quote } from './quote.ts';
import { Output, printError } from './stdio.ts';

/** What a tool says of itself. */
export interface ToolIdentity {
  readonly name: string;
  /** Behind the name in the first line of `--version`; `GNU coreutils` when absent. */
  readonly package?: string;
  /** `9.1` when absent. */
  readonly version?: string;
  /** The lines of `--help` behind `Usage: NAME `; the second and later ones are told as alternatives. */
  readonly synopsis: readonly string[];
  /** What the tool does, in one line. */
  readonly summary: string;
  /** Options and what they do, one line each. */
  readonly help: readonly string[];
  /** Status after a wrong option; 1 when absent. */
  readonly usageStatus?: number;
}

/** `exit (status)` of a running tool: thrown by the tool, caught by `defineTool`. Never leaves this file's frame. */
export class Exit {
  readonly status: number;

  constructor(status: number) {
    this.status = status;
  }
}

/** A running tool. */
export class Tool {
  readonly system: SystemCalls;
  readonly argv: readonly string[];
  /** As it was called: what its messages begin with. */
  readonly name: string;
  readonly out: Output;
  /** What the tool exits with when it ends by itself. */
  status = 0;
  /** Operands left by `options`. */
  operands: readonly string[] = [];
  readonly #identity: ToolIdentity;
  #optionError: string | null = null;

  constructor(system: SystemCalls, argv: readonly string[], identity: ToolIdentity) {
    this.system = system;
    this.argv = argv;
    this.name = argv[0] ?? identity.name;
    this.out = new Output(system);
    this.#identity = identity;
  }

  /** The options in order, up to the first wrong one; `--help` and `--version` are added. Call `endOptions` behind them. */
  options(table: OptionTable): readonly ParsedOption[] {
    const long = { ...table.long, help: {}, version: {} };
    const inOrder = table.short.startsWith('+') || this.getenv('POSIXLY_CORRECT') !== undefined;
    const parsed = getopt(this.argv, { short: table.short, long }, inOrder);
    this.#optionError = parsed.error;
    this.operands = parsed.operands;
    return parsed.options;
  }

  /** For an option's `default` branch: `--help` and `--version`. */
  *standardOption(key: string): Blocking<Exit> {
    if (key === 'help') return yield* this.help();
    return yield* this.version();
  }

  /** Behind the last option: tells the mistake that ended them, and a hint of the tool's own. */
  *endOptions(hint: () => string = () => ''): Blocking<void> {
    if (this.#optionError === null) return;
    yield* this.#say(this.#optionError);
    yield* printError(this.system, hint());
    throw yield* this.tryHelp();
  }

  getenv(name: string): string | undefined {
    const start = `${name}=`;
    return this.system.environ.find((one) => one.startsWith(start))?.slice(start.length);
  }

  /** A message that does not change the status. `errno` of either sign adds the C library's text. */
  *warn(text: string, errno = 0): Blocking<void> {
    yield* this.#say(errno === 0 ? text : `${text}: ${strerror(errno)}`);
  }

  /** A message; the status becomes 1 unless it is worse already. */
  *error(text: string, errno = 0): Blocking<void> {
    yield* this.warn(text, errno);
    if (this.status === 0) this.status = 1;
  }

  /** A message, then the end: `throw yield* tool.die(…)`. */
  *die(text: string, errno = 0, status = 1): Blocking<Exit> {
    yield* this.warn(text, errno);
    return new Exit(status);
  }

  /** A message (none when empty) and where to find help, then the end. */
  *usageError(text: string): Blocking<Exit> {
    if (text !== '') yield* this.#say(text);
    return yield* this.tryHelp();
  }

  *tryHelp(): Blocking<Exit> {
    yield* this.out.flush();
    yield* printError(this.system, `Try '${this.name} --help' for more information.\n`);
    return new Exit(this.#identity.usageStatus ?? 1);
  }

  *help(): Blocking<Exit> {
    const { synopsis, summary, help } = this.#identity;
    const usage = synopsis.map((line, at) =>
      `${at === 0 ? 'Usage:' : '  or: '} ${this.name} ${line}\n`.replace(/ \n$/, '\n'),
    );
    const options = [...help, '--help            show this text', '--version         name and version'];
    yield* this.out.put(`${usage.join('')}${summary}\n\n${options.map((line) => `  ${line}\n`).join('')}`);
    return new Exit(0);
  }

  *version(): Blocking<Exit> {
    const { name, package: from = 'GNU coreutils', version = '9.1' } = this.#identity;
    yield* this.out.put(`${name} (${from}) ${version}\n`);
    return new Exit(0);
  }

  /**
   * The meaning of an option's word: written out, or cut short while only one meaning remains. Words of one meaning stand side
   * by side in `choices`, as the message lists them.
   */
  *argmatch<Value>(option: string, word: string, choices: readonly (readonly [string, Value])[]): Blocking<Value> {
    const exact = choices.find(([name]) => name === word);
    if (exact !== undefined) return exact[1];
    const near = choices.filter(([name]) => name.startsWith(word));
    const first = near[0];
    if (first !== undefined && near.every(([, value]) => value === first[1])) return first[1];
    yield* this.#say(`${first === undefined ? 'invalid' : 'ambiguous'} argument ${quote(word)} for ${quote(option)}`);
    let list = 'Valid arguments are:';
    let last: Value | undefined;
    choices.forEach(([name, value], at) => {
      list += at > 0 && value === last ? `, ${quote(name)}` : `\n  - ${quote(name)}`;
      last = value;
    });
    yield* printError(this.system, `${list}\n`);
    yield* this.tryHelp();
    // A wrong word is status 1 even for tools that give 2 for a wrong option.
    throw new Exit(1);
  }

  /** Standard output is written before the message, so that both arrive in their order where they go to one place. */
  *#say(text: string): Blocking<void> {
    yield* this.out.flush();
    yield* printError(this.system, `${this.name}: ${text}\n`);
  }
}

/** Makes a program of a tool's main function, which gives the status or throws `Exit`. */
export function defineTool(identity: ToolIdentity, main: (tool: Tool) => Blocking<number>): Program {
  return function* (system, argv) {
    const tool = new Tool(system, argv, identity);
    let status: number;
    try {
      status = yield* main(tool);
    } catch (thrown) {
      if (!(thrown instanceof Exit)) throw thrown;
      status = thrown.status;
    }
    yield* tool.out.flush();
    if (tool.out.errno === 0) return status;
    yield* printError(system, `${tool.name}: write error: ${strerror(tool.out.errno)}\n`);
    return identity.usageStatus ?? 1;
  };
}
