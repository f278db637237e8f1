/** `alias` and `unalias`: bash 5.2 `builtins/alias.def`. */
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { singleQuote } from '../quoting.ts';
import type { ShellState } from '../shell-state.ts';

function show(shell: ShellState, name: string, value: string): void {
  // In POSIX mode bash leaves the word `alias` out.
  shell.print(`${name}=${singleQuote(value)}\n`);
}

function notFound(shell: ShellState, command: string, name: string): void {
  if (shell.dialect.kind === 'ash') shell.printError(`${command}: ${name} not found\n`);
  else shell.complain(`${command}: ${name}: not found`);
}

export const aliasBuiltin: BuiltinFunction = (shell, args) => {
  const { bad, rest, letters } = parseOptions(args, 'p');
  if (bad !== null) return invalidOption(shell, 'alias', bad, 'alias [-p] [name[=value] ... ]');
  if (rest.length === 0 || letters !== '') {
    for (const [name, value] of [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1))) show(shell, name, value);
  }
  let status = 0;
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (equals > 0) {
      const name = word.slice(0, equals);
      if (/[\s"'\\$`&|;()<>/=]/.test(name)) {
        shell.complain(`alias: \`${name}': invalid alias name`);
        status = 1;
      } else shell.aliases.set(name, word.slice(equals + 1));
      continue;
    }
    const value = shell.aliases.get(word);
    if (value !== undefined) show(shell, word, value);
    else {
      notFound(shell, 'alias', word);
      status = 1;
    }
  }
  return status;
};

export const unaliasBuiltin: BuiltinFunction = (shell, args) => {
  const usage = 'unalias [-a] name [name ...]';
  const { bad, rest, letters } = parseOptions(args, 'a');
  if (bad !== null) return invalidOption(shell, 'unalias', bad, usage);
  if (letters.includes('a')) {
    shell.aliases.clear();
    return 0;
  }
  if (rest.length === 0) {
    shell.printError(`unalias: usage: ${usage}\n`);
    return EX_USAGE;
  }
  let status = 0;
  for (const name of rest) {
    if (shell.aliases.delete(name)) continue;
    notFound(shell, 'unalias', name);
    status = 1;
  }
  return status;
};
