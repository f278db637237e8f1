/**
 * Walks the tree: lists, conditions, loops, `case`, groups, functions' definitions.
 *
 * bash 5.2 `execute_cmd.c` (`execute_command_internal`). Each kind is a generator, for any command may wait; a simple command that
 * cannot is run without one.
 */
import type {
  AndOr,
  ArithmeticFor,
  Case,
  Command,
  ConditionalCommand,
  For,
  If,
  List,
  Pipeline,
  SimpleCommand,
  While,
  Word,
} from './ast.ts';
import { afterFailure, attend, commandDone, failed } from './attention.ts';
import { runPipeline, runSubshell, startBackground } from './children.ts';
import { runConditional } from './conditional.ts';
import { expandToPatternBlocking, expandToTextBlocking, expandWordsBlocking } from './expand.ts';
import { ShellFailure } from './failure.ts';
import { nested } from './nesting.ts';
import { arithmetic } from './parameters.ts';
import { compilePattern } from './pattern.ts';
import type { Blocking } from './posix.ts';
import { applyRedirects, restoreDescriptors, type SavedDescriptor } from './redirect.ts';
import { runSelect } from './select.ts';
import type { ShellState } from './shell-state.ts';
import { runSimple, trySimple } from './simple-command.ts';
import { timed } from './timing.ts';
import { traceLine } from './trace.ts';
import { isName } from './word-parser.ts';

/** Runs a command; its status is in the state too. */
export function* execute(shell: ShellState, command: Command): Blocking<number> {
  if (shell.options.noexec && !shell.isInteractive) return 0;
  if (command.type === 'simple') return yield* runSimple(shell, command);
  const hasRedirects = command.redirects.length > 0 && command.type !== 'function';
  return yield* nested(shell, hasRedirects ? withRedirects(shell, command) : executeCompound(shell, command));
}

function* withRedirects(shell: ShellState, command: Exclude<Command, SimpleCommand>): Blocking<number> {
  const saved: SavedDescriptor[] = [];
  shell.line = command.line;
  let message: string | null;
  try {
    message = yield* applyRedirects(shell, command.redirects, saved);
  } catch (failure) {
    restoreDescriptors(shell, saved);
    return failed(shell, failure);
  }
  if (message !== null) {
    shell.complain(message);
    yield* shell.flush();
    restoreDescriptors(shell, saved);
    shell.status = 1;
    yield* afterFailure(shell, 1);
    return 1;
  }
  try {
    return yield* executeCompound(shell, command);
  } finally {
    restoreDescriptors(shell, saved);
  }
}

function* executeCompound(shell: ShellState, command: Exclude<Command, SimpleCommand>): Blocking<number> {
  switch (command.type) {
    case 'list':
      return yield* executeList(shell, command);
    case 'and-or':
      return yield* executeAndOr(shell, command);
    case 'pipeline':
      return yield* executePipeline(shell, command);
    case 'if':
      return yield* executeIf(shell, command);
    case 'while':
      return yield* executeWhile(shell, command);
    case 'for':
      return yield* executeFor(shell, command);
    case 'select':
      return yield* runSelect(shell, command);
    case 'arithmetic-for':
      return yield* executeArithmeticFor(shell, command);
    case 'case':
      return yield* executeCase(shell, command);
    case 'group':
      return yield* execute(shell, command.body);
    case 'subshell': {
      shell.line = command.line;
      shell.mayExec = false;
      try {
        shell.status = yield* runSubshell(shell, command.body, command);
      } catch (failure) {
        return failed(shell, failure);
      }
      return yield* settle(shell, shell.status);
    }
    case 'function':
      return defineFunction(shell, command.name, command.body, command.line);
    case 'arithmetic': {
      shell.line = command.line;
      return yield* settle(shell, yield* executeArithmetic(shell, command.expression));
    }
    case 'conditional':
      return yield* settle(shell, yield* executeConditional(shell, command));
  }
}

/** After a command that is no list: what is due, and `set -e`. */
function* settle(shell: ShellState, status: number): Blocking<number> {
  shell.status = status;
  if (commandDone(shell)) yield* attend(shell, status);
  if (status !== 0) yield* afterFailure(shell, status);
  return status;
}

function* executeList(shell: ShellState, list: List): Blocking<number> {
  let status = 0;
  const { items } = list;
  const { mayExec } = shell;
  for (let at = 0; at < items.length; at++) {
    const { command, background } = items[at] as List['items'][number];
    shell.mayExec = mayExec && at === items.length - 1;
    if (background) {
      shell.line = command.line;
      try {
        startBackground(shell, command);
        status = shell.status = 0;
      } catch (failure) {
        status = failed(shell, failure);
      }
      if (commandDone(shell)) yield* attend(shell, status);
    } else if (command.type === 'simple') {
      status = trySimple(shell, command);
      if (status < 0) status = yield* runSimple(shell, command);
      else {
        if (commandDone(shell)) status = yield* attend(shell, status, command.words[0]?.literal ?? '');
        if (status !== 0) yield* afterFailure(shell, status);
      }
    } else status = yield* execute(shell, command);
    if (shell.flow !== 'none' || (shell.options.noexec && !shell.isInteractive)) return status;
  }
  return status;
}

function* executeAndOr(shell: ShellState, command: AndOr): Blocking<number> {
  const last = command.rest.length;
  shell.mayExec = false;
  shell.conditionDepth++;
  let status = yield* execute(shell, command.first);
  for (let at = 0; at < last && shell.flow === 'none'; at++) {
    const { operator, command: next } = command.rest[at] as AndOr['rest'][number];
    if ((status === 0) !== (operator === '&&')) continue;
    if (at === last - 1) {
      shell.conditionDepth--;
      return yield* execute(shell, next);
    }
    status = yield* execute(shell, next);
  }
  shell.conditionDepth--;
  return status;
}

function* executePipeline(shell: ShellState, command: Pipeline): Blocking<number> {
  const run = function* (): Blocking<number> {
    const [only] = command.commands;
    if (command.commands.length === 1 && only !== undefined) {
      if (command.negated) shell.conditionDepth++;
      shell.mayExec = false;
      const status = yield* execute(shell, only);
      if (command.negated) shell.conditionDepth--;
      return status;
    }
    shell.line = command.line;
    yield* shell.flush();
    try {
      shell.pipeStatus = yield* runPipeline(shell, command, false);
    } catch (failure) {
      return failed(shell, failure);
    }
    return shell.options.pipefail
      ? (shell.pipeStatus.findLast((status) => status !== 0) ?? 0)
      : (shell.pipeStatus.at(-1) ?? 0);
  };
  let status = command.timed === '' ? yield* run() : yield* timed(shell, command.timed === 'time -p', run());
  if (shell.flow !== 'none') return status;
  if (command.negated) {
    status = status === 0 ? 1 : 0;
    shell.status = status;
    return status;
  }
  if (command.commands.length === 1) return status;
  return yield* settle(shell, status);
}

/** A condition: `set -e` does not look inside. */
function* condition(shell: ShellState, command: Command): Blocking<number> {
  shell.conditionDepth++;
  let status: number;
  if (command.type === 'simple') {
    status = trySimple(shell, command);
    if (status < 0) status = yield* runSimple(shell, command);
    else if (commandDone(shell)) status = yield* attend(shell, status, command.words[0]?.literal ?? '');
  } else status = yield* execute(shell, command);
  shell.conditionDepth--;
  return status;
}

function* executeIf(shell: ShellState, command: If): Blocking<number> {
  shell.mayExec = false;
  for (const clause of command.clauses) {
    const status = yield* condition(shell, clause.condition);
    if (shell.flow !== 'none') return status;
    if (status === 0) return yield* execute(shell, clause.body);
  }
  if (command.otherwise !== null) return yield* execute(shell, command.otherwise);
  shell.status = 0;
  return 0;
}

/** Whether the loop goes on after its body; takes one level of `break` or `continue`. */
function leavesLoop(shell: ShellState): boolean {
  if (shell.flow === 'none') return false;
  if (shell.flow === 'break') {
    if (--shell.flowCount <= 0) shell.flow = 'none';
    return true;
  }
  if (shell.flow === 'continue') {
    if (--shell.flowCount > 0) return true;
    shell.flow = 'none';
    return false;
  }
  return true;
}

function* executeWhile(shell: ShellState, command: While): Blocking<number> {
  shell.mayExec = false;
  shell.loopDepth++;
  let result = 0;
  const { body } = command;
  for (;;) {
    const status = yield* condition(shell, command.condition);
    if (shell.flow !== 'none') {
      if (leavesLoop(shell)) break;
      continue;
    }
    if ((status === 0) === command.until) break;
    if (body.type === 'simple') {
      result = trySimple(shell, body);
      if (result < 0) result = yield* runSimple(shell, body);
      else {
        if (commandDone(shell)) result = yield* attend(shell, result, body.words[0]?.literal ?? '');
        if (result !== 0) yield* afterFailure(shell, result);
      }
    } else result = yield* execute(shell, body);
    if (shell.flow !== 'none' && leavesLoop(shell)) break;
  }
  shell.loopDepth--;
  if (shell.flow === 'none') shell.status = result;
  return result;
}

function* executeFor(shell: ShellState, command: For): Blocking<number> {
  shell.mayExec = false;
  shell.line = command.line;
  let values: readonly string[];
  try {
    if (!isName(command.name)) {
      shell.complain(`\`${command.name}': not a valid identifier`);
      yield* shell.flush();
      shell.status = 1;
      if (!(shell.isInteractive && shell.subshellDepth === 0)) {
        shell.flow = 'exit';
        shell.status = 2;
      }
      return shell.status;
    }
    values = command.words === null ? shell.positional : yield* expandWordsBlocking(shell, command.words);
  } catch (failure) {
    return failed(shell, failure);
  }
  shell.loopDepth++;
  let result = 0;
  for (const value of values) {
    shell.line = command.line;
    try {
      if (traces(shell)) {
        const words = command.words === null ? '"$@"' : command.words.map((word) => word.raw).join(' ');
        yield* traceLine(shell, `for ${command.name} in ${words}`);
      }
      shell.variables.set(command.name, value);
    } catch (failure) {
      result = failed(shell, failure);
      break;
    }
    result = yield* execute(shell, command.body);
    if (shell.flow !== 'none' && leavesLoop(shell)) break;
    if (commandDone(shell)) yield* attend(shell, result);
    if (shell.flow !== 'none') break;
  }
  shell.loopDepth--;
  if (shell.flow === 'none') shell.status = result;
  return result;
}

/** bash shows the heads of compound commands too. */
function traces(shell: ShellState): boolean {
  return shell.options.xtrace && shell.dialect.kind === 'bash';
}

function* evaluate(shell: ShellState, word: Word): Blocking<number | bigint> {
  const text = yield* expandToTextBlocking(shell, word);
  if (traces(shell)) yield* traceLine(shell, `(( ${text.trim()} ))`);
  return arithmetic(shell, text);
}

function* executeArithmeticFor(shell: ShellState, command: ArithmeticFor): Blocking<number> {
  shell.mayExec = false;
  shell.line = command.line;
  shell.loopDepth++;
  let result = 0;
  try {
    yield* evaluate(shell, command.initial);
    for (;;) {
      shell.line = command.line;
      const isEmpty = command.condition.raw.trim() === '';
      if (!isEmpty && (yield* evaluate(shell, command.condition)) === 0) break;
      result = yield* execute(shell, command.body);
      if (shell.flow !== 'none' && leavesLoop(shell)) break;
      yield* evaluate(shell, command.step);
      if (commandDone(shell)) yield* attend(shell, result);
      if (shell.flow !== 'none') break;
    }
  } catch (failure) {
    result = arithmeticFailure(shell, failure);
  }
  shell.loopDepth--;
  if (shell.flow === 'none') shell.status = result;
  return result;
}

function arithmeticFailure(shell: ShellState, failure: unknown): number {
  if (!(failure instanceof ShellFailure)) throw failure;
  // An expression of `((` that fails is a command that fails, no more; an unset variable or a bad assignment is.
  if (!failure.message.includes('(error token is ')) return failed(shell, failure);
  shell.complain(`((: ${failure.message}`);
  shell.status = 1;
  return 1;
}

function* executeArithmetic(shell: ShellState, word: Word): Blocking<number> {
  try {
    return (yield* evaluate(shell, word)) === 0 ? 1 : 0;
  } catch (failure) {
    return arithmeticFailure(shell, failure);
  }
}

function* executeConditional(shell: ShellState, command: ConditionalCommand): Blocking<number> {
  shell.line = command.line;
  try {
    return yield* runConditional(shell, command.condition);
  } catch (failure) {
    return failed(shell, failure);
  }
}

function* executeCase(shell: ShellState, command: Case): Blocking<number> {
  shell.line = command.line;
  shell.mayExec = false;
  let status = 0;
  try {
    if (traces(shell)) yield* traceLine(shell, `case ${command.word.raw} in`);
    const subject = yield* expandToTextBlocking(shell, command.word, true);
    let isFallen = false;
    for (const { patterns, body, end } of command.clauses) {
      if (!isFallen && !(yield* matchesAny(shell, subject, patterns))) continue;
      status = shell.status = 0;
      if (body !== null) status = yield* execute(shell, body);
      if (end === ';;' || shell.flow !== 'none') return status;
      isFallen = end === ';&';
    }
  } catch (failure) {
    return failed(shell, failure);
  }
  shell.status = status;
  return status;
}

function* matchesAny(shell: ShellState, subject: string, patterns: readonly Word[]): Blocking<boolean> {
  for (const word of patterns) {
    if (word.literal !== null) {
      if (word.literal === subject) return true;
      continue;
    }
    const text = yield* expandToPatternBlocking(shell, word);
    const extended = shell.options.shopt('extglob');
    if (compilePattern(text, { extended, ignoreCase: shell.options.shopt('nocasematch') }).matches(subject))
      return true;
  }
  return false;
}

function defineFunction(shell: ShellState, name: string, body: Command, line: number): number {
  shell.line = line;
  if (!isName(name) && shell.dialect.kind === 'bash') {
    shell.complain(`\`${name}': not a valid identifier`);
    return fatal(shell, 2);
  }
  if (shell.services.isSpecialBuiltin(name)) {
    shell.complain(`\`${name}': is a special builtin`);
    return fatal(shell, 2);
  }
  const source =
    shell.functionNames.length > 0 || shell.sourceDepth > 0 || !shell.isCommandString ? shell.source : 'environment';
  shell.functions.set(name, { name, body, source, line });
  shell.status = 0;
  return 0;
}

function fatal(shell: ShellState, status: number): number {
  shell.status = status;
  if (!(shell.isInteractive && shell.subshellDepth === 0)) shell.flow = 'exit';
  return status;
}
