/**
 * Commands line by line, from a terminal or from an input that is none: each is run before the next is read.
 */
import type { Command } from './ast.ts';
import { execute } from './execute.ts';
import type { Blocking } from './posix.ts';
import { readLine } from './read-line.ts';
import { parserFor, reportSyntax, warnDocuments } from './run-text.ts';
import type { ShellState } from './shell-state.ts';
import { SyntaxFailure } from './syntax-failure.ts';

/** What the outside may want to know of a shell at a terminal. */
export interface ShellObserver {
  /** A prompt stands and waits for a line; `isContinuation` for PS2. */
  onPrompt?(isContinuation: boolean): void;
  /** A line has been taken. */
  onLine?(line: string): void;
}

/** Commands from a standard input that is no terminal, each run before the next line is read. */
export function* runInput(state: ShellState): Blocking<number> {
  let status = 0;
  let buffer = '';
  let line = 1;
  let isOver = false;
  while (!isOver && state.flow === 'none') {
    const text = yield* readLine(state, 0);
    isOver = text === null;
    if (text !== null) {
      if (state.options.verbose) {
        state.printError(`${text}\n`);
        yield* state.flush();
      }
      buffer += `${text}\n`;
    }
    if (buffer === '') continue;
    const result = yield* runBuffer(state, buffer, line, !isOver);
    if (result === null) continue;
    status = result;
    line += countNewlines(buffer);
    buffer = '';
    state.flow = (state.flow as string) === 'discard' ? 'none' : state.flow;
  }
  return (state.flow as string) === 'exit' ? state.status : status;
}

/** Runs a complete command; null when more lines are needed. A syntax error ends a shell that is not interactive. */
export function* runBuffer(
  state: ShellState,
  buffer: string,
  line: number,
  mayContinue: boolean,
): Blocking<number | null> {
  const parser = parserFor(state, buffer, line, mayContinue);
  let status = state.status;
  for (;;) {
    let command: Command | null;
    try {
      command = parser.next();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      if (mayContinue && failure.incomplete) return null;
      warnDocuments(state, parser);
      reportSyntax(state, failure, parser, { label: '', line });
      yield* state.flush();
      state.status = 2;
      if (!state.isInteractive) state.flow = 'exit';
      return 2;
    }
    warnDocuments(state, parser);
    if (command === null) return status;
    if (state.options.noexec && !state.isInteractive) continue;
    status = yield* execute(state, command);
    if (state.flow !== 'none') return status;
  }
}

function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
