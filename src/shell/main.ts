/**
 * The shells as programs: `bash`, `sh` (dash), and BusyBox's `ash`, with their options.
 *
 * bash 5.2 `shell.c` (`main`, `parse_long_options`, `parse_shell_options`).
 */
import { strerror } from '../sim/errno.ts';
import { readWholeFile } from './builtins/commands.ts';
import { setOption } from './builtins/set.ts';
import { runExitTrap } from './children.ts';
import { ashDialect, bashDialect, type Dialect, dashDialect } from './dialect.ts';
import { runInteractive } from './interactive.ts';
import { optionOfLetter, setOptions } from './options.ts';
import { type Blocking, signals } from './posix.ts';
import { runInput, type ShellObserver } from './run-lines.ts';
import { evaluateText } from './run-text.ts';
import { Shell } from './shell.ts';
import type { ShellState } from './shell-state.ts';
import type { ShellSystem } from './system.ts';
import { trampoline } from './trampoline.ts';

/** `bash`. */
export function bashMain(
  system: ShellSystem,
  argv: readonly string[],
  environ: readonly string[],
  observer: ShellObserver = {},
): Blocking<number> {
  return trampoline(shellMain(system, argv, environ, bashDialect, observer));
}

/** `sh` of Debian: dash. */
export function dashMain(
  system: ShellSystem,
  argv: readonly string[],
  environ: readonly string[],
  observer: ShellObserver = {},
): Blocking<number> {
  return trampoline(shellMain(system, argv, environ, dashDialect, observer));
}

/** `sh` and `ash` of BusyBox. */
export function ashMain(
  system: ShellSystem,
  argv: readonly string[],
  environ: readonly string[],
  observer: ShellObserver = {},
): Blocking<number> {
  return trampoline(shellMain(system, argv, environ, ashDialect, observer));
}

interface CommandLine {
  command: string | null;
  isStdin: boolean;
  isInteractive: boolean;
  isLogin: boolean;
  readsProfile: boolean;
  readsRc: boolean;
  rcFile: string | null;
  readonly options: [string, boolean][];
  readonly shopts: [string, boolean][];
  rest: readonly string[];
  /** A message and status that end the shell at once. */
  failure: { readonly text: string; readonly status: number } | null;
}

const VERSION =
  'GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\nCopyright (C) 2022 Free Software Foundation, Inc.\n' +
  'License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>\n\n' +
  'This is free software; you are free to change and redistribute it.\n' +
  'There is NO WARRANTY, to the extent permitted by law.\n';

function parseCommandLine(argv: readonly string[], dialect: Dialect): CommandLine {
  const line: CommandLine = {
    command: null,
    isStdin: false,
    isInteractive: false,
    isLogin: argv[0]?.startsWith('-') === true,
    readsProfile: true,
    readsRc: true,
    rcFile: null,
    options: [],
    shopts: [],
    rest: [],
    failure: null,
  };
  const name = argv[0] ?? 'sh';
  let takesCommand = false;
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word === '-' || word === '--') {
      at++;
      break;
    }
    if (word.startsWith('--') && dialect.kind === 'bash') {
      const taken = longOption(line, word, argv[at + 1], name);
      if (line.failure !== null) return line;
      if (taken) at++;
      continue;
    }
    if (!/^[-+]./.test(word)) break;
    const on = word.startsWith('-');
    for (const letter of word.slice(1)) {
      if (letter === 'c') takesCommand = true;
      else if (letter === 's') line.isStdin = true;
      else if (letter === 'i') line.isInteractive = true;
      else if (letter === 'l') line.isLogin = true;
      else if (letter === 'o' || (letter === 'O' && dialect.kind === 'bash')) {
        const option = argv[++at];
        if (option !== undefined) (letter === 'o' ? line.options : line.shopts).push([option, on]);
      } else {
        const option = optionOfLetter(letter);
        if (option === undefined) {
          line.failure = { text: badOption(name, word.charAt(0) + letter, dialect), status: 2 };
          return line;
        }
        line.options.push([option, on]);
      }
    }
  }
  line.rest = argv.slice(at);
  if (takesCommand) {
    const [command, ...rest] = line.rest;
    if (command === undefined) {
      const text =
        dialect.kind === 'bash' ? `${name}: -c: option requires an argument\n` : `${name}: -c requires an argument\n`;
      line.failure = { text, status: 2 };
    }
    line.command = command ?? '';
    line.rest = rest;
  }
  return line;
}

function badOption(name: string, option: string, dialect: Dialect): string {
  if (dialect.isDash) return `${name}: 0: Illegal option ${option}\n`;
  if (dialect.kind === 'ash') return `${name}: illegal option ${option}\n`;
  return (
    `${name}: ${option}: invalid option\nUsage:\t${name} [GNU long option] [option] ...\n` +
    `\t${name} [GNU long option] [option] script-file ...\n`
  );
}

/** Takes a long option; true when it took the next word too. */
function longOption(line: CommandLine, word: string, next: string | undefined, name: string): boolean {
  switch (word.slice(2)) {
    case 'posix':
    case 'debugger':
    case 'noediting':
    case 'restricted':
      return false;
    case 'login':
      line.isLogin = true;
      return false;
    case 'norc':
      line.readsRc = false;
      return false;
    case 'noprofile':
      line.readsProfile = false;
      return false;
    case 'verbose':
      line.options.push(['verbose', true]);
      return false;
    case 'rcfile':
    case 'init-file':
      line.rcFile = next ?? null;
      return true;
    case 'version':
      line.failure = { text: VERSION, status: 0 };
      return false;
    default:
      line.failure = { text: badOption(name, word, bashDialect), status: 2 };
      return false;
  }
}

function* shellMain(
  system: ShellSystem,
  argv: readonly string[],
  environ: readonly string[],
  dialect: Dialect,
  observer: ShellObserver,
): Blocking<number> {
  const line = parseCommandLine(argv, dialect);
  const [script, ...scriptArguments] = line.rest;
  const readsInput = line.command === null && (script === undefined || line.isStdin);
  const isInteractive = line.isInteractive || (readsInput && system.isatty(0) && system.isatty(2));
  const own = argv[0] ?? 'sh';
  const isScript = line.command === null && !readsInput;
  const name = line.command !== null ? (script ?? own) : isScript ? (script as string) : own;
  const shell = new Shell(system, {
    dialect,
    name,
    arguments: line.command !== null || isScript ? scriptArguments : line.rest,
    environment: environ,
    isInteractive,
    isLogin: line.isLogin,
    letters: (isInteractive ? 'i' : '') + (line.command !== null ? 'c' : readsInput ? 's' : ''),
  });
  const { state } = shell;
  if (line.failure !== null) {
    if (line.failure.status === 0) state.print(line.failure.text);
    else state.printError(line.failure.text);
    yield* state.flush();
    return line.failure.status;
  }
  for (const [option, on] of line.options) {
    if (setOptions[option] !== undefined) setOption(state, option, on);
    else {
      state.printError(`${own}: ${option}: invalid option name\n`);
      yield* state.flush();
      return 2;
    }
  }
  for (const [option, on] of line.shopts) if (state.options.shopts.has(option)) state.options.shopts.set(option, on);
  noteIgnored(state);
  if (dialect.kind === 'ash' && !dialect.isDash && !state.ignoredAtStart.has(signals.QUIT)) {
    system.signal(signals.QUIT, 'ignore');
    state.ignoresQuit = true;
  }
  yield* shell.loadNames();
  if (isInteractive) {
    yield* readStartFiles(state, line);
    if (state.flow === 'exit') return yield* runExitTrap(state, state.status);
    if (line.command === null) return yield* runInteractive(state, observer);
  } else if (line.isLogin && line.readsProfile) yield* sourceAll(state, PROFILES);
  let status: number;
  if (line.command !== null) {
    state.isCommandString = true;
    state.executionString = line.command;
    state.mayExec = true;
    status = yield* evaluateText(state, line.command, { label: '-c', line: 1 });
  } else if (isScript) {
    const text = yield* readScript(state, script as string, own);
    if (typeof text === 'number') return text;
    state.isScriptFile = true;
    status = yield* evaluateText(state, text, { label: '', line: 1 });
  } else status = yield* runInput(state);
  return yield* runExitTrap(state, state.flow === 'exit' ? state.status : status);
}

const PROFILES = ['/etc/profile', '~/.bash_profile', '~/.bash_login', '~/.profile'];

function* readStartFiles(state: ShellState, line: CommandLine): Blocking<void> {
  if (state.dialect.kind === 'ash') {
    if (line.isLogin) yield* sourceAll(state, ['/etc/profile', '~/.profile'], false);
    const env = state.variables.get('ENV');
    if (env !== undefined && env !== '') yield* sourceAll(state, [env]);
    return;
  }
  if (line.isLogin) {
    if (line.readsProfile) yield* sourceAll(state, PROFILES);
  } else if (line.readsRc) yield* sourceAll(state, ['/etc/bash.bashrc', line.rcFile ?? '~/.bashrc'], false);
}

/** Runs start files that exist; of the personal ones only the first. */
function* sourceAll(state: ShellState, paths: readonly string[], onlyFirstOwn = true): Blocking<void> {
  const home = state.variables.get('HOME') ?? '';
  for (const path of paths) {
    const isOwn = path.startsWith('~');
    const text = yield* readWholeFile(state, isOwn ? home + path.slice(1) : path);
    if (typeof text === 'number') continue;
    const { source } = state;
    state.source = path;
    state.sourceDepth++;
    yield* evaluateText(state, text, { label: '', line: 1 });
    state.sourceDepth--;
    state.source = source;
    if (state.flow === 'exit') return;
    state.flow = 'none';
    if (isOwn && onlyFirstOwn) return;
  }
}

/** Signals that were ignored when the shell began stay so. */
function noteIgnored(state: ShellState): void {
  for (const signal of Object.values(signals)) {
    if (signal === signals.KILL || signal === signals.STOP) continue;
    const before = state.system.signal(signal, 'default');
    if (before !== 'ignore') continue;
    state.system.signal(signal, 'ignore');
    if (!state.isInteractive) state.ignoredAtStart.add(signal);
  }
}

function* readScript(state: ShellState, path: string, own: string): Blocking<string | number> {
  const text = yield* readWholeFile(state, path);
  const fail = (message: string, status: number): number => {
    state.printError(`${own}: ${message}\n`);
    return status;
  };
  let status = 0;
  if (typeof text === 'number') {
    if (state.dialect.isDash)
      status = fail(`0: cannot open ${path}: ${text === -2 ? 'No such file' : strerror(text)}`, 2);
    else if (state.dialect.kind === 'ash') status = fail(`can't open '${path}': ${strerror(text)}`, 2);
    else status = fail(`${path}: ${strerror(text)}`, text === -2 ? 127 : 126);
  } else {
    const newline = text.indexOf('\n');
    const first = text.slice(0, newline < 0 ? 80 : Math.min(newline, 80));
    if (first.includes('\0')) status = fail(`${path}: cannot execute binary file`, 126);
  }
  if (status === 0) return text;
  yield* state.flush();
  return status;
}
