/** `select`: a menu on standard error, an answer from standard input. bash 5.2 `execute_cmd.c` (`execute_select_command`). */
import type { For } from './ast.ts';
import { failed } from './attention.ts';
import { expandWordsBlocking } from './expand.ts';
import type { Blocking } from './posix.ts';
import { readLine } from './read-line.ts';
import type { ShellState } from './shell-state.ts';

const COLUMNS = 80;

/** Runs the loop until `break` or the end of the input. */
export function* runSelect(shell: ShellState, command: For): Blocking<number> {
  shell.line = command.line;
  let words: readonly string[];
  try {
    words = command.words === null ? shell.positional : yield* expandWordsBlocking(shell, command.words);
  } catch (failure) {
    return failed(shell, failure);
  }
  if (words.length === 0) return 0;
  let showsMenu = true;
  let result = 0;
  shell.loopDepth++;
  for (;;) {
    if (showsMenu) shell.printError(menu(words));
    shell.printError(shell.variables.get('PS3') ?? '#? ');
    yield* shell.flush();
    const line = yield* readLine(shell, 0);
    if (line === null) {
      shell.print('\n');
      yield* shell.flush();
      result = 1;
      break;
    }
    shell.variables.set('REPLY', line);
    showsMenu = line === '';
    if (showsMenu) continue;
    const choice = /^\s*\d+\s*$/.test(line) ? words[Number(line) - 1] : undefined;
    shell.variables.set(command.name, choice ?? '');
    result = yield* shell.services.run(shell, command.body);
    if (shell.flow === 'none') continue;
    if (shell.flow === 'continue' && --shell.flowCount <= 0) {
      shell.flow = 'none';
      continue;
    }
    if (shell.flow === 'break' && --shell.flowCount <= 0) shell.flow = 'none';
    break;
  }
  shell.loopDepth--;
  if (shell.flow === 'none') shell.status = result;
  return result;
}

/** Words in columns with their numbers. */
function menu(words: readonly string[]): string {
  const digits = String(words.length).length;
  const width = Math.max(...words.map((word) => word.length)) + digits + 2;
  const columns = Math.max(1, Math.floor(COLUMNS / (width + 2)));
  let rows = Math.ceil(words.length / columns);
  if (words.length <= rows || Math.ceil(words.length / rows) === 1 || words.length < 10) rows = words.length;
  let text = '';
  for (let row = 0; row < rows; row++) {
    const cells: string[] = [];
    for (let at = row; at < words.length; at += rows) {
      cells.push(`${String(at + 1).padStart(digits)}) ${words[at]}`);
    }
    text += `${cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(width + 2))).join('')}\n`;
  }
  return text;
}
