/**
 * Simple commands: expansion, assignments, redirections, then a function, a builtin or a program.
 *
 * bash 5.2 `execute_cmd.c` (`execute_simple_command`, `execute_disk_command`) in POSIX mode: special builtins are found before
 * functions, and assignments before them last.
 */
import { arrayArgument, assign, assignArray, assignBlocking } from './assignments.ts';
import type { Redirect, SimpleCommand } from './ast.ts';
import { afterFailure, attend, commandDone, complainOfWrite, failed, runDebugTrap } from './attention.ts';
import { type Builtin, plainStatus } from './builtin.ts';
import { builtins } from './builtins/table.ts';
import { braced, expandToTextBlocking, expandWords, expandWordsBlocking } from './expand.ts';
import { ShellFailure } from './failure.ts';
import { dieOfStack, isTooDeep } from './nesting.ts';
import type { Blocking } from './posix.ts';
import { runProgram } from './program.ts';
import { applyRedirects, restoreDescriptors, type SavedDescriptor } from './redirect.ts';
import type { ArrayArgument, ShellFunction, ShellState } from './shell-state.ts';
import { tracedWords, traceLine } from './trace.ts';
import { isName } from './word-parser.ts';

/** dash 0.5.12 `eval.c`. */
const DASH_CALLS = 1000;

/**
 * Runs a command that is quick: a builtin that cannot wait, words that cannot wait, no redirections. -1 when it is not; else its
 * status, with `commandDone` still to be asked.
 */
export function trySimple(shell: ShellState, command: SimpleCommand): number {
  if (command.blocking || command.redirects.length > 0 || shell.options.xtrace || shell.traps.size > 0) return -1;
  const { words, assignments } = command;
  if (words.length === 0) {
    shell.line = command.line;
    try {
      for (let at = 0; at < assignments.length; at++) {
        assign(shell, assignments[at] as (typeof assignments)[number]);
      }
    } catch (failure) {
      return failed(shell, failure);
    }
    shell.status = 0;
    return 0;
  }
  const name = words[0]?.literal;
  if (name == null || assignments.length > 0) return -1;
  const builtin = builtins.get(name);
  if (builtin === undefined || !builtin.isQuick || (shell.functions.size > 0 && shell.functions.has(name))) return -1;
  if (shell.disabledBuiltins.size > 0 || shell.dialect.kind === 'ash') return -1;
  shell.line = command.line;
  let args: string[];
  try {
    args = expandWords(shell, words);
    args.shift();
    const status = builtin.run(shell, args, name) as number;
    if (status > 255) return finishBuiltin(shell, builtin, status);
    shell.lastArgument = args.length > 0 ? (args[args.length - 1] as string) : name;
    if (shell.flow === 'none') shell.status = status;
    return status;
  } catch (failure) {
    const status = builtinFailed(shell, builtin, failure);
    shell.status = status;
    return status;
  }
}

/** A plain builtin that may not assign has failed, no more. */
function builtinFailed(shell: ShellState, builtin: Builtin, failure: unknown): number {
  if (builtin.isSpecial || !(failure instanceof ShellFailure) || !failure.message.endsWith(': readonly variable')) {
    return failed(shell, failure);
  }
  shell.complain(failure.message);
  return 1;
}

/** The statuses that mean more: a fatal one ends a shell that is not interactive. */
function finishBuiltin(shell: ShellState, builtin: Builtin, status: number): number {
  const plain = plainStatus(status);
  if (shell.flow === 'none') shell.status = plain;
  if (status > 255 && builtin.isSpecial && !(shell.isInteractive && shell.subshellDepth === 0)) {
    shell.flow = 'exit';
  }
  return plain;
}

/** Any simple command. */
export function* runSimple(shell: ShellState, command: SimpleCommand): Blocking<number> {
  const quick = trySimple(shell, command);
  let status = quick;
  let name = '';
  if (quick < 0) {
    shell.line = command.line;
    try {
      status = yield* runWords(shell, command);
    } catch (failure) {
      status = failed(shell, failure);
    }
    for (const fd of shell.processDescriptors.splice(0)) shell.system.close(fd);
  } else name = command.words[0]?.literal ?? '';
  if (commandDone(shell)) {
    status = yield* attend(shell, status, name);
    if (shell.flow === 'none') shell.status = status;
  }
  if (status !== 0) yield* afterFailure(shell, status);
  return status;
}

function* runWords(shell: ShellState, command: SimpleCommand): Blocking<number> {
  yield* runDebugTrap(shell);
  shell.substitutionStatus = null;
  const arrays = new Map<number, ArrayArgument>();
  let words: string[];
  const first = command.words[0]?.literal;
  if (first != null && first !== 'eval' && builtins.declarations.has(first)) {
    words = yield* expandDeclaration(shell, command, arrays);
  } else words = yield* expandWordsBlocking(shell, command.words);
  const name = words[0];
  if (name === undefined) return yield* runAssignments(shell, command);
  const mayExec = shell.mayExec;
  shell.mayExec = false;
  const isDisabled = shell.disabledBuiltins.has(name);
  const builtin = isDisabled ? undefined : builtins.find(shell.dialect, name);
  const definition = builtin?.isSpecial === true ? undefined : shell.functions.get(name);
  if (shell.options.xtrace && !command.assignments.length) yield* traceLine(shell, tracedWords(shell, words));
  if (builtin?.isSpecial === true && definition === undefined) {
    yield* assignAll(shell, command, false);
    if (shell.options.xtrace && command.assignments.length) yield* traceLine(shell, tracedWords(shell, words));
    return yield* runBuiltin(shell, builtin, words, command.redirects, arrays);
  }
  const hasScope = command.assignments.length > 0;
  if (hasScope) shell.variables.pushScope();
  try {
    yield* assignAll(shell, command, true);
    if (shell.options.xtrace && hasScope) yield* traceLine(shell, tracedWords(shell, words));
    if (definition !== undefined) return yield* callFunction(shell, definition, words, command.redirects);
    if (builtin !== undefined) return yield* runBuiltin(shell, builtin, words, command.redirects, arrays);
    return yield* runProgram(shell, words, command, mayExec);
  } finally {
    if (hasScope) shell.variables.popScope();
  }
}

/** `declare a=(1 2) b=$c`: assignments among the arguments are not split. */
function* expandDeclaration(
  shell: ShellState,
  command: SimpleCommand,
  arrays: Map<number, ArrayArgument>,
): Blocking<string[]> {
  const words: string[] = [];
  for (const word of command.words) {
    const array = yield* arrayArgument(shell, word);
    const lead = word.parts[0];
    if (array !== null) {
      arrays.set(words.length, array);
      words.push(array.name);
    } else if (
      lead?.kind === 'text' &&
      !lead.quoted &&
      isName(lead.text.slice(0, Math.max(0, lead.text.indexOf('='))))
    ) {
      for (const single of braced(shell, word)) words.push(yield* expandAssignmentWord(shell, single));
    } else words.push(...(yield* expandWordsBlocking(shell, [word])));
  }
  return words;
}

function* expandAssignmentWord(shell: ShellState, word: SimpleCommand['words'][number]): Blocking<string> {
  const lead = word.parts[0];
  if (lead?.kind !== 'text') return yield* expandToTextBlocking(shell, word);
  const equals = lead.text.indexOf('=') + 1;
  const text = lead.text.slice(equals);
  const rest = text === '' ? word.parts.slice(1) : [{ ...lead, text, pattern: text }, ...word.parts.slice(1)];
  const value = yield* expandToTextBlocking(shell, { ...word, literal: null, parts: rest }, true);
  return lead.text.slice(0, equals) + value;
}

/** A command that only assigns and redirects. */
function* runAssignments(shell: ShellState, command: SimpleCommand): Blocking<number> {
  const saved: SavedDescriptor[] = [];
  shell.substitutionStatus = null;
  const message = yield* applyRedirects(shell, command.redirects, saved);
  try {
    if (message !== null) {
      shell.complain(message);
      yield* shell.flush();
      shell.status = 1;
      return 1;
    }
    yield* assignAll(shell, command, false);
    shell.status = shell.substitutionStatus ?? 0;
    return shell.status;
  } finally {
    restoreDescriptors(shell, saved);
  }
}

function* assignAll(shell: ShellState, command: SimpleCommand, isTemporary: boolean): Blocking<void> {
  for (const assignment of command.assignments) {
    if (isTemporary) {
      const outer = shell.variables.find(assignment.name);
      if (outer?.readonly === true) throw new ShellFailure(`${assignment.name}: readonly variable`, 1);
      const old = assignment.append ? (outer?.text ?? '') : undefined;
      const variable = shell.variables.declareLocal(assignment.name);
      if (old !== undefined && variable.value === undefined) variable.value = old;
      variable.exported = true;
    }
    const text = yield* assignBlocking(shell, assignment);
    if (shell.options.xtrace) yield* traceLine(shell, text);
  }
}

/** A function: its own positional parameters and scope. */
function* callFunction(
  shell: ShellState,
  definition: ShellFunction,
  words: readonly string[],
  redirects: readonly Redirect[],
): Blocking<number> {
  const saved: SavedDescriptor[] = [];
  const message = yield* applyRedirects(shell, redirects, saved);
  if (message !== null) {
    shell.complain(message);
    restoreDescriptors(shell, saved);
    shell.status = 1;
    return 1;
  }
  const limit = Number(shell.variables.get('FUNCNEST') ?? 0);
  if (limit > 0 && shell.functionNames.length >= limit) {
    restoreDescriptors(shell, saved);
    throw new ShellFailure(`${definition.name}: maximum function nesting level exceeded (${limit})`, 1);
  }
  if (shell.dialect.isDash && shell.functionNames.length >= DASH_CALLS) {
    throw new ShellFailure(`Maximum function recursion depth (${DASH_CALLS}) reached`, 2);
  }
  if (isTooDeep(shell)) yield* dieOfStack(shell);
  const { positional, source, loopDepth, getoptsPosition } = shell;
  shell.positional = words.slice(1);
  shell.loopDepth = 0;
  shell.source = definition.source;
  shell.functionNames.push(definition.name);
  shell.variables.pushScope();
  try {
    yield* shell.services.run(shell, definition.body);
  } finally {
    shell.variables.popScope();
    shell.functionNames.pop();
    shell.positional = positional;
    shell.source = source;
    shell.loopDepth = loopDepth;
    shell.getoptsPosition = getoptsPosition;
    yield* shell.flush();
    restoreDescriptors(shell, saved);
  }
  if (shell.flow === 'return') shell.flow = 'none';
  return shell.status;
}

/** A builtin with its redirections; those of `exec` stay. */
export function* runBuiltin(
  shell: ShellState,
  builtin: Builtin,
  words: readonly string[],
  redirects: readonly Redirect[],
  arrays: ReadonlyMap<number, ArrayArgument> = new Map(),
): Blocking<number> {
  const name = words[0] as string;
  const saved: SavedDescriptor[] = [];
  const message = yield* applyRedirects(shell, redirects, saved);
  if (message !== null) {
    shell.complain(message);
    yield* shell.flush();
    restoreDescriptors(shell, saved);
    shell.status = 1;
    if (builtin.isSpecial && !(shell.isInteractive && shell.subshellDepth === 0)) shell.flow = 'exit';
    return 1;
  }
  let status: number;
  try {
    for (const array of arrays.values()) shell.pendingArrays.set(array.name, array);
    shell.builtinName = name;
    const result = builtin.run(shell, words.slice(1), name);
    status = typeof result === 'number' ? result : yield* result;
    for (const { name: arrayName, append, elements } of shell.pendingArrays.values()) {
      if (status < 256) assignArray(shell, arrayName, append, elements);
      const filled = shell.variables.find(arrayName);
      if (shell.readonlyLater.delete(arrayName) && filled !== undefined) filled.readonly = true;
    }
    const written = yield* shell.flush();
    if (written < 0) status = yield* attendWriteError(shell, name, written);
  } catch (failure) {
    status = builtinFailed(shell, builtin, failure);
    yield* shell.flush();
  } finally {
    shell.builtinName = '';
    shell.pendingArrays.clear();
    if (shell.keepRedirects) {
      for (const { copy } of saved) if (copy >= 0) shell.system.close(copy);
      shell.keepRedirects = false;
    } else restoreDescriptors(shell, saved);
  }
  shell.lastArgument = words.at(-1) ?? '';
  return finishBuiltin(shell, builtin, status);
}

function* attendWriteError(shell: ShellState, name: string, error: number): Blocking<number> {
  complainOfWrite(shell, name, error);
  yield* shell.flush();
  return 1;
}
