/** `set -x`: the line of a command as it is run. bash 5.2 `print_cmd.c` (`indirection_level_string`). */
import { quoteForAshTrace } from './ash-messages.ts';
import { expandToTextBlocking } from './expand.ts';
import { makeParser } from './parser.ts';
import type { Blocking } from './posix.ts';
import { quoteForTrace } from './quoting.ts';
import type { ShellState } from './shell-state.ts';
import { parseHereDocument } from './word-parser.ts';

/** Shows a line behind PS4, whose first character is repeated for each level of subshells. */
export function* traceLine(shell: ShellState, text: string): Blocking<void> {
  const { line, status } = shell;
  const prompt = yield* expandPrompt(shell, shell.variables.get('PS4') ?? '');
  const level = Math.min(shell.traceLevel, 98);
  shell.line = line;
  shell.status = status;
  shell.printError(`${prompt.slice(0, 1).repeat(level + 1)}${prompt.slice(1)}${text}\n`);
  yield* shell.flush();
}

/** The words of a command as the shell shows them. */
export function tracedWords(shell: ShellState, words: readonly string[]): string {
  return words.map(shell.dialect.kind === 'ash' ? quoteForAshTrace : quoteForTrace).join(' ');
}

/** Parameters and substitutions in a prompt. */
export function* expandPrompt(shell: ShellState, text: string): Blocking<string> {
  if (!text.includes('$') && !text.includes('`')) return text;
  const parser = makeParser('', shell.line, {
    mayContinue: false,
    bashWords: shell.dialect.bashWords,
    extensions: shell.dialect.extensions,
    extendedPatterns: false,
    aliases: null,
    declarations: new Set(),
  });
  return yield* expandToTextBlocking(shell, parseHereDocument(text, false, shell.line, parser.scanner));
}
