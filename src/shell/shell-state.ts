/**
 * The state of one shell process: variables, functions, options, jobs, traps, and what it wants to print.
 *
 * Everything the parts of the interpreter share; they are functions of this. A subshell gets a copy. What a part needs of those
 * above it (running a list, evaluating text) comes in as `services`, so that nothing imports in a circle.
 */

import { latin1Bytes } from '../sim/bytes.ts';
import type { Command } from './ast.ts';
import type { Dialect } from './dialect.ts';
import { JobTable } from './jobs.ts';
import { Options } from './options.ts';
import type { Blocking } from './posix.ts';
import type { ShellSystem } from './system.ts';
import { Variables } from './variables.ts';
import { writeAll } from './write-all.ts';

export interface ShellFunction {
  readonly name: string;
  readonly body: Command;
  /** The name its errors carry: the file it came from. */
  readonly source: string;
  readonly line: number;
}

/** One element of `a=(…)`; `key` where it says `[key]=`. */
export interface ArrayElement {
  readonly key: string | null;
  readonly text: string;
}

/** `a=(…)` among the arguments of `declare` and its kin. */
export interface ArrayArgument {
  readonly name: string;
  readonly append: boolean;
  readonly elements: readonly ArrayElement[];
}

/** Why commands are being left. */
export type Flow = 'none' | 'break' | 'continue' | 'return' | 'exit' | 'discard';

export interface Services {
  run(shell: ShellState, command: Command): Blocking<number>;
  /** Parses and runs text in this shell; `origin` is what its syntax errors name (`eval`). */
  evaluate(shell: ShellState, text: string, origin: TextOrigin): Blocking<number>;
  /** Runs text in a child and gives what it printed. */
  substitute(shell: ShellState, list: Command | null, source: string): Blocking<string>;
  /** `<(…)`: the path that stands for the pipe. */
  processSubstitution(shell: ShellState, direction: '<' | '>', list: Command): Blocking<string>;
  runTraps(shell: ShellState): Blocking<void>;
  /** A builtin or an external command by its words, functions left out. */
  runCommand(shell: ShellState, words: readonly string[], options: { usePath: string | null }): Blocking<number>;
  /** Runs a file as a script of a shell made anew in this process. */
  runFile(shell: ShellState, path: string, args: readonly string[]): Blocking<number>;
  isBuiltin(name: string): boolean;
  isSpecialBuiltin(name: string): boolean;
  builtinNames(): readonly string[];
}

export interface TextOrigin {
  /** Between the shell's name and the line: `-c`, `eval`, or empty. */
  readonly label: string;
  readonly line: number;
  /** The file, for `.` and scripts. */
  readonly source?: string;
}

/** How a shell was asked for. */
export interface ShellOptions {
  readonly dialect: Dialect;
  /** `$0`, and the name in messages. */
  readonly name: string;
  readonly arguments?: readonly string[];
  readonly environment: readonly string[];
  readonly isInteractive?: boolean;
  readonly isLogin?: boolean;
  /** Letters of `$-` that say where commands come from: `c` or `s`. */
  readonly letters?: string;
}

const MAX_PENDING = 1 << 22;
/** Builtins of BusyBox ash that are applets: they complain in the shell's name. */
const BORROWED = new Set(['[', 'echo', 'kill', 'printf', 'test', 'ulimit']);

/** See the head of the file. */
export class ShellState {
  system: ShellSystem;
  readonly dialect: Dialect;
  readonly services: Services;
  variables = new Variables();
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  options = new Options();
  jobs = new JobTable();
  /** Commands found in PATH: where, and how often. */
  hashed = new Map<string, { readonly path: string; hits: number }>();
  /** By signal number, 0 for EXIT, -1 ERR, -2 DEBUG, -3 RETURN. Empty text: ignored. */
  traps = new Map<number, string>();
  /** Signals ignored when the shell began: they cannot be trapped. */
  ignoredAtStart = new Set<number>();
  positional: readonly string[] = [];
  /** `$0`. */
  argumentZero: string;
  /** The name in messages; a file's while it runs. */
  source: string;
  status = 0;
  pipeStatus: readonly number[] = [0];
  /** `$!`. */
  backgroundPid: number | null = null;
  /** `$$`: the first shell's, in subshells too. */
  readonly shellPid: number;
  line = 0;
  /** The builtin that runs, for the messages of ash. */
  builtinName = '';
  isInteractive: boolean;
  readonly isLogin: boolean;
  letters: string;
  flow: Flow = 'none';
  /** Loops still to leave. */
  flowCount = 0;
  loopDepth = 0;
  functionNames: string[] = [];
  sourceDepth = 0;
  subshellDepth = 0;
  /** Levels `set -x` shows: command substitutions and `eval`. */
  traceLevel = 0;
  /** Commands running inside one another. */
  depth = 0;
  /** Conditions of `if`, `while`, `&&`: `set -e` does not look. */
  conditionDepth = 0;
  /** The status of the last command substitution of a command without a name. */
  substitutionStatus: number | null = null;
  lastArgument: string;
  /** `-c` text. */
  executionString: string | null = null;
  /** The commands come from `-c`: functions have no file. */
  isCommandString = false;
  /** They come from a file named on the command line. */
  isScriptFile = false;
  history: string[] = [];
  getoptsPosition = 1;
  random: number;
  readonly startTime: number;
  secondsBase = 0;
  /** The CPU is wanted by others. */
  mustPreempt = false;
  /** `exit` has been refused once because of stopped jobs. */
  warnedStopped = false;
  /** A child that has only this command left: it may be replaced by it. */
  mayExec = false;
  inDebugTrap = false;
  /** The last text evaluated had a syntax error. */
  syntaxFailed = false;
  /** Signals that were caught and wait for their traps. */
  caught: number[] = [];
  /** The signal the foreground command died of, when the interactive line must be given up. */
  interrupted = false;
  directoryStack: string[] = [];
  /** Ends of process substitutions, closed when their command is over. */
  processDescriptors: number[] = [];
  /** Turned off by `enable -n`. */
  disabledBuiltins = new Set<string>();
  /** Array arguments of the declaration that is running. */
  readonly pendingArrays = new Map<string, ArrayArgument>();
  /** Arrays of that declaration that become readonly once they are filled. */
  readonly readonlyLater = new Set<string>();
  /** `exec` without a command: its redirections stay. */
  keepRedirects = false;
  terminalFd = -1;
  /** BusyBox's own shell never dies of SIGQUIT; its children do. */
  ignoresQuit = false;
  /** What each byte is to field splitting: 0 nothing, 1 blank, 2 another separator. */
  separators: Uint8Array = separatorTable(undefined);
  /** What `"$*"` joins with. */
  joiner = ' ';
  /** Directories of users by name; of the shell's own user under the empty name. */
  homes = new Map<string, string>();
  userName = 'root';
  hostName = 'localhost';
  #pending: { readonly fd: 1 | 2; text: string }[] = [];
  #pendingLength = 0;

  constructor(system: ShellSystem, services: Services, options: ShellOptions, parent?: ShellState) {
    this.system = system;
    this.services = services;
    this.dialect = options.dialect;
    this.argumentZero = options.name;
    this.source = options.name;
    this.positional = options.arguments ?? [];
    this.isInteractive = options.isInteractive === true;
    this.isLogin = options.isLogin === true;
    this.letters = options.letters ?? '';
    this.shellPid = parent?.shellPid ?? system.pid;
    this.startTime = parent?.startTime ?? system.now();
    this.random = ((Math.floor(system.now() * 1000) ^ (system.pid * 7919)) >>> 0) % 0x7fffffff || 1;
    this.lastArgument = parent?.lastArgument ?? options.name;
  }

  /** What a forked child begins with; it is given its own system calls when it runs. */
  fork(): ShellState {
    const copy = new ShellState(
      this.system,
      this.services,
      { dialect: this.dialect, name: this.argumentZero, environment: [], isLogin: this.isLogin },
      this,
    );
    copy.variables = this.variables.clone();
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.options = this.options.clone();
    copy.options.monitor = false;
    copy.hashed = new Map(this.hashed);
    copy.jobs = this.jobs.clone();
    for (const [signal, action] of this.traps) if (action === '') copy.traps.set(signal, '');
    copy.ignoredAtStart = new Set(this.ignoredAtStart);
    copy.positional = this.positional;
    copy.source = this.source;
    copy.status = this.status;
    copy.pipeStatus = this.pipeStatus;
    copy.backgroundPid = this.backgroundPid;
    copy.line = this.line;
    copy.letters = this.letters;
    copy.loopDepth = this.loopDepth;
    copy.functionNames = [...this.functionNames];
    copy.sourceDepth = this.sourceDepth;
    copy.subshellDepth = this.subshellDepth + 1;
    copy.depth = this.depth;
    copy.traceLevel = this.traceLevel;
    copy.disabledBuiltins = new Set(this.disabledBuiltins);
    copy.conditionDepth = this.conditionDepth;
    copy.executionString = this.executionString;
    copy.isCommandString = this.isCommandString;
    copy.isScriptFile = this.isScriptFile;
    copy.history = this.history;
    copy.getoptsPosition = this.getoptsPosition;
    copy.random = this.random;
    copy.secondsBase = this.secondsBase;
    copy.directoryStack = [...this.directoryStack];
    copy.isInteractive = this.isInteractive;
    copy.separators = this.separators;
    copy.joiner = this.joiner;
    copy.homes = this.homes;
    copy.userName = this.userName;
    copy.hostName = this.hostName;
    return copy;
  }

  // ---- output ----

  /** Takes text for standard output; it is written when the command is over. */
  print(text: string): void {
    this.#take(1, text);
  }

  /** Takes text for standard error as it is. */
  printError(text: string): void {
    this.#take(2, text);
  }

  /** A message with the shell's name and line before it. */
  complain(message: string): void {
    if (this.dialect.kind === 'bash') this.#take(2, `${this.errorPrefix()}${message}\n`);
    else this.#take(2, `${this.#ashMessage(message)}\n`);
  }

  /** `bash: line 3: `; an interactive shell leaves the line out. */
  errorPrefix(): string {
    if (this.dialect.kind === 'ash') return `${this.argumentZero}: `;
    if (this.isInteractive) return `${this.argumentZero}: `;
    return `${this.source}: line ${this.line}: `;
  }

  /** dash: `sh: 1: cd: …`; BusyBox: `sh: cd: line 0: …`, the line only behind the name of a builtin of its own. */
  #ashMessage(message: string): string {
    const { argumentZero, builtinName } = this;
    if (this.dialect.isDash) return `${argumentZero}: ${this.isInteractive ? '' : `${this.line}: `}${message}`;
    const isOwn = builtinName !== '' && !BORROWED.has(builtinName);
    const lead = `${builtinName}: `;
    const text = builtinName !== '' && message.startsWith(lead) ? message.slice(lead.length) : message;
    const hasLine = !this.isInteractive && (isOwn || this.isScriptFile);
    const line = hasLine ? `line ${Math.max(0, this.isCommandString ? this.line - 1 : this.line)}: ` : '';
    if (!isOwn) return `${argumentZero}: ${line}${text}`;
    return `${argumentZero}: ${lead}${line}${text}`;
  }

  get hasPending(): boolean {
    return this.#pendingLength > 0;
  }

  /** Too much waits to be written: a builtin should pause. */
  get isFull(): boolean {
    return this.#pendingLength > MAX_PENDING;
  }

  /** Takes what waits to be written. */
  takePending(): readonly { readonly fd: 1 | 2; readonly text: string }[] {
    const pending = this.#pending;
    this.#pending = [];
    this.#pendingLength = 0;
    return pending;
  }

  #take(fd: 1 | 2, text: string): void {
    if (text === '') return;
    this.#pendingLength += text.length;
    const last = this.#pending.at(-1);
    if (last?.fd === fd) last.text += text;
    else this.#pending.push({ fd, text });
  }

  /** Writes what waits; a negated error number when standard output did not take it. */
  *flush(): Blocking<number> {
    let result = 0;
    for (const { fd, text } of this.takePending()) {
      const error = yield* writeAll(this.system, fd, latin1Bytes(text));
      if (error < 0 && fd === 1) result = error;
    }
    return result;
  }
}

/** The separators of an IFS value; unset means blank, tab and newline. */
export function separatorTable(ifs: string | undefined): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of ifs ?? ' \t\n') table[char.charCodeAt(0) & 0xff] = ' \t\n'.includes(char) ? 1 : 2;
  return table;
}
