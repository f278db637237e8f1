/**
 * A shell at a terminal: prompts, lines, history, jobs, Ctrl-C and Ctrl-D.
 *
 * bash 5.2 `eval.c` (`reader_loop`) and `jobs.c` (`initialize_job_control`).
 */
import { notifyJobs } from './builtins/jobs.ts';
import { runExitTrap } from './children.ts';
import { completerFor } from './completion.ts';
import { expandHistory, type HistoryMemory, newHistoryMemory } from './history-expansion.ts';
import { type EditedLine, LineEditor } from './line-editor.ts';
import { type Blocking, signals } from './posix.ts';
import { makePrompt } from './prompt.ts';
import { readLine } from './read-line.ts';
import { runBuffer, type ShellObserver } from './run-lines.ts';
import type { ShellState } from './shell-state.ts';

const HISTORY_SIZE = 500;
/** Text that is still no complete command: more is given up. */
const MAX_BUFFER = 1 << 24;

/** What BusyBox says first. */
const BANNER =
  "\n\nBusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) built-in shell (ash)\nEnter 'help' for a list of built-in commands.\n\n";

/** Reads and runs lines until `exit` or the end of the input; gives the shell's status. */
export function* runInteractive(state: ShellState, observer: ShellObserver): Blocking<number> {
  const { system } = state;
  const isTerminal = system.isatty(0);
  prepareSignals(state);
  if (isTerminal) yield* startJobControl(state);
  if (state.dialect.kind === 'bash') state.options.set('emacs', true);
  state.options.set('histexpand', state.dialect.kind === 'bash');
  state.options.set('history', true);
  const editor = new LineEditor(system, {
    fd: 0,
    outFd: 2,
    history: state.history,
    completer: completerFor(state),
  });
  if (state.dialect.kind === 'ash' && !state.dialect.isDash) state.print(BANNER);
  yield* state.flush();
  editor.onSignal = () => takeSignals(state);
  const memory = newHistoryMemory();
  let buffer = '';
  let isFirst = true;
  while (state.flow !== 'exit') {
    state.flow = 'none';
    state.interrupted = false;
    state.caught = [];
    yield* notifyJobs(state);
    const prompt = yield* makePrompt(state, isFirst ? 'PS1' : 'PS2');
    observer.onPrompt?.(!isFirst);
    const input: EditedLine = isTerminal
      ? yield* editor.read(prompt.text, prompt.visible)
      : yield* plainLine(state, prompt.text);
    if (input.kind === 'interrupted') {
      buffer = '';
      isFirst = true;
      state.status = 130;
      continue;
    }
    if (input.kind === 'end') {
      if (yield* endOfInput(state, buffer)) break;
      buffer = '';
      isFirst = true;
      continue;
    }
    observer.onLine?.(input.text);
    const line = yield* remember(state, input.text, isFirst, memory);
    if (line === null) continue;
    buffer += `${line}\n`;
    const result = yield* runBuffer(state, buffer, 1, buffer.length < MAX_BUFFER);
    isFirst = result !== null;
    if (result !== null) buffer = '';
    yield* state.flush();
  }
  return yield* runExitTrap(state, state.status);
}

function prepareSignals(state: ShellState): void {
  const { system } = state;
  system.signal(signals.INT, 'catch');
  for (const signal of [signals.QUIT, signals.TERM, signals.TSTP, signals.TTIN, signals.TTOU])
    system.signal(signal, 'ignore');
}

/** The shell gets a process group of its own and the terminal. */
function* startJobControl(state: ShellState): Blocking<void> {
  const { system } = state;
  system.setpgid(0, system.pid);
  const result = system.tcsetpgrp(0, system.getpgrp());
  if (result < 0) {
    state.printError(`${state.argumentZero}: cannot set terminal process group (-1): Inappropriate ioctl for device\n`);
    state.printError(`${state.argumentZero}: no job control in this shell\n`);
    yield* state.flush();
    return;
  }
  state.terminalFd = system.dup(0, 255);
  if (state.terminalFd < 0) state.terminalFd = 0;
  else system.setCloseOnExec(state.terminalFd, true);
  state.options.monitor = true;
}

/** A signal woke the editor: true when it was Ctrl-C. */
function takeSignals(state: ShellState): boolean {
  let isInterrupted = false;
  for (let signal = state.system.takeSignal(); signal !== 0; signal = state.system.takeSignal()) {
    if (signal === signals.INT && !state.traps.has(signals.INT)) isInterrupted = true;
    else state.caught.push(signal);
  }
  return isInterrupted;
}

/** A line from something that is no terminal, behind a prompt all the same. */
function* plainLine(state: ShellState, prompt: string): Blocking<EditedLine> {
  state.printError(prompt);
  yield* state.flush();
  const text = yield* readLine(state, 0);
  return text === null ? { kind: 'end' } : { kind: 'line', text };
}

/** Ctrl-D: true when the shell ends. */
function* endOfInput(state: ShellState, buffer: string): Blocking<boolean> {
  if (buffer !== '') {
    state.printError(`${state.argumentZero}: syntax error: unexpected end of file\n`);
    state.status = 2;
    yield* state.flush();
    return false;
  }
  const stopped = [...state.jobs.jobs.values()].some((job) =>
    job.processes.some(({ status }) => status?.kind === 'stopped'),
  );
  if (state.dialect.kind === 'bash') state.printError(state.isLogin ? 'logout\n' : 'exit\n');
  if (stopped && !state.warnedStopped) {
    state.printError('There are stopped jobs.\n');
    state.warnedStopped = true;
    yield* state.flush();
    return false;
  }
  if (state.options.ignoreeof) {
    state.printError(`Use "exit" to leave the shell.\n`);
    yield* state.flush();
    return false;
  }
  yield* state.flush();
  return true;
}

/** Expands history references and keeps the line; null when it is not to be run. */
function* remember(state: ShellState, text: string, isFirst: boolean, memory: HistoryMemory): Blocking<string | null> {
  let line = text;
  let isShownOnly = false;
  if (state.options.get('histexpand')) {
    const expanded = expandHistory(text, state.history, memory);
    if ('why' in expanded) {
      state.printError(`${state.argumentZero}: ${expanded.failed}: ${expanded.why}\n`);
      yield* state.flush();
      return null;
    }
    if (expanded.line !== null) {
      line = expanded.line;
      isShownOnly = expanded.isShownOnly;
      state.printError(`${line}\n`);
      yield* state.flush();
    }
  }
  if (line.trim() === '' && isFirst) return line;
  const { history } = state;
  const last = history.length - 1;
  // Lines of one command are one entry.
  if (isFirst || last < 0) history.push(line);
  else history[last] = `${history[last]}${joinerAfter(history[last] as string)}${line}`;
  if (history.length > HISTORY_SIZE) history.shift();
  return isShownOnly ? null : line;
}

/** What stands between two lines of a command in the history: a semicolon where that means the same. */
function joinerAfter(line: string): string {
  if (/<<|["'][^"']*$/.test(line)) return '\n';
  return /(?:[;&|({]|\b(?:then|do|else|elif|if|while|until|in))\s*$/.test(line) ? ' ' : '; ';
}
