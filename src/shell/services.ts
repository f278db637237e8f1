/** Ties the parts of the interpreter together: what lower parts need of higher ones. */
import type { SimpleCommand } from './ast.ts';
import { runTraps } from './attention.ts';
import { readWholeFile } from './builtins/commands.ts';
import { builtins } from './builtins/table.ts';
import { forkShell, runExitTrap, substitute, waitForeground } from './children.ts';
import { bashDialect } from './dialect.ts';
import { execute } from './execute.ts';
import { ShellFailure } from './failure.ts';
import { nested } from './nesting.ts';
import type { Blocking } from './posix.ts';
import { execProgram, findProgram, hashedProgram } from './program.ts';
import { applyRedirects } from './redirect.ts';
import { evaluateText } from './run-text.ts';
import type { Services, ShellState } from './shell-state.ts';
import { runBuiltin } from './simple-command.ts';
import { initializeVariables } from './startup-variables.ts';
import { Variables } from './variables.ts';

export const services: Services = {
  run: execute,
  evaluate: (shell, text, origin) => nested(shell, evaluateText(shell, text, origin)),
  runTraps,

  *substitute(shell, list, source) {
    return yield* substitute(shell, function* (child) {
      child.traceLevel++;
      child.mayExec = true;
      if (list?.type === 'simple' && isFileRead(list, child)) return yield* copyFile(child, list);
      if (list !== null) return yield* execute(child, list);
      const label = child.dialect.kind === 'bash' ? 'command substitution' : '';
      return yield* evaluateText(child, source, { label, line: child.line });
    });
  },

  *processSubstitution(shell, direction, list) {
    const { system } = shell;
    yield* shell.flush();
    const ends = system.pipe();
    if (typeof ends === 'number') throw new ShellFailure('cannot make pipe for process substitution', 1);
    const [readEnd, writeEnd] = ends;
    const [mine, theirs] = direction === '<' ? [readEnd, writeEnd] : [writeEnd, readEnd];
    forkShell(shell, {}, function* (child) {
      child.system.dup2(theirs, direction === '<' ? 1 : 0);
      child.system.close(theirs);
      child.system.close(mine);
      return yield* execute(child, list);
    });
    system.close(theirs);
    const moved = system.dup(mine, 60);
    if (moved < 0) return `/dev/fd/${mine}`;
    system.close(mine);
    shell.processDescriptors.push(moved);
    return `/dev/fd/${moved}`;
  },

  *runCommand(shell, words, { usePath }) {
    const name = words[0] as string;
    const builtin = shell.disabledBuiltins.has(name) ? undefined : builtins.find(shell.dialect, name);
    if (builtin !== undefined) {
      // Called by `command` a special builtin is one like the others.
      return yield* runBuiltin(shell, { ...builtin, isSpecial: false }, words, []);
    }
    const path = name.includes('/')
      ? name
      : usePath === null
        ? hashedProgram(shell, name)
        : findProgram(shell, name, usePath);
    yield* shell.flush();
    const group = shell.options.monitor ? { group: 0, isForeground: true } : {};
    const pid = forkShell(shell, group, (child) => execProgram(child, path, words));
    const [status = 0] = yield* waitForeground(shell, [pid], pid, () => words.join(' '));
    return status;
  },

  *runFile(shell, path, args): Blocking<number> {
    const text = yield* readWholeFile(shell, path);
    if (typeof text === 'number') return 126;
    const fresh = makeSubShell(shell, path, args);
    yield* evaluateText(fresh, text, { label: '', line: 1, source: path });
    return yield* runExitTrap(fresh, fresh.status);
  },

  isBuiltin: (name) => builtins.get(name) !== undefined,
  isSpecialBuiltin: (name) => builtins.get(name)?.isSpecial === true && name !== 'source',
  builtinNames: () => builtins.names(bashDialect),
};

/** A shell as an `exec` of this one would make it: only what is exported remains. */
function makeSubShell(shell: ShellState, path: string, args: readonly string[]): ShellState {
  const fresh = shell.fork();
  fresh.system = shell.system;
  const environment = shell.variables.environment();
  fresh.variables = new Variables();
  fresh.functions = new Map();
  fresh.aliases = new Map();
  fresh.traps = new Map();
  fresh.positional = args;
  fresh.argumentZero = path;
  fresh.source = path;
  fresh.isCommandString = false;
  fresh.isInteractive = false;
  fresh.subshellDepth = 0;
  fresh.functionNames = [];
  fresh.loopDepth = 0;
  initializeVariables(fresh, environment);
  return fresh;
}

/** `$(<file)`. */
function isFileRead(list: SimpleCommand, shell: ShellState): boolean {
  const [redirect] = list.redirects;
  if (list.words.length > 0 || list.assignments.length > 0 || list.redirects.length !== 1) return false;
  return redirect?.operator === '<' && redirect.fd === null && shell.dialect.kind === 'bash';
}

function* copyFile(shell: ShellState, list: SimpleCommand): Blocking<number> {
  const message = yield* applyRedirects(shell, list.redirects, null);
  if (message !== null) {
    shell.complain(message);
    return 1;
  }
  for (;;) {
    const bytes = yield* shell.system.read(0, 65536);
    if (typeof bytes === 'number' || bytes.length === 0) return typeof bytes === 'number' ? 1 : 0;
    yield* shell.system.write(1, bytes);
  }
}
