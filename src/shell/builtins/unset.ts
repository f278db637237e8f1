/** `unset`: bash 5.2 `builtins/set.def` (`unset_builtin`). */
import { type BuiltinFunction, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { arrayIndex } from '../parameters.ts';
import type { ShellState } from '../shell-state.ts';
import { isName } from '../word-parser.ts';

export const unsetBuiltin: BuiltinFunction = (shell, args) => {
  const { letters, rest, bad } = parseOptions(args, 'fvn');
  if (bad !== null) return invalidOption(shell, 'unset', bad, 'unset [-f] [-v] [-n] [name ...]');
  if (letters.includes('f') && letters.includes('v')) {
    shell.complain('unset: cannot simultaneously unset a function and a variable');
    return 1;
  }
  let status = 0;
  for (const word of rest) {
    if (letters.includes('f')) {
      shell.functions.delete(word);
      continue;
    }
    const bracket = word.indexOf('[');
    if (bracket > 0 && word.endsWith(']') && isName(word.slice(0, bracket))) {
      status = unsetElement(shell, word.slice(0, bracket), word.slice(bracket + 1, -1)) || status;
      continue;
    }
    if (!isName(word) && !letters.includes('v') && shell.dialect.kind === 'bash') {
      shell.functions.delete(word);
      continue;
    }
    if (!isName(word) && shell.dialect.kind === 'ash') {
      shell.complain(`unset: ${word}: bad variable name`);
      return EX_USAGE;
    }
    if (!isName(word)) {
      shell.complain(`unset: \`${word}': not a valid identifier`);
      status = 1;
      continue;
    }
    const variable = shell.variables.find(word);
    if (variable?.readonly === true) {
      if (shell.dialect.kind === 'ash') {
        shell.complain(`unset: ${word}: is read only`);
        return EX_USAGE;
      }
      shell.complain(`unset: ${word}: cannot unset: readonly variable`);
      status = 1;
    } else if (variable !== undefined) shell.variables.unset(word);
    else if (!letters.includes('v')) shell.functions.delete(word);
  }
  return status;
};

function unsetElement(shell: ShellState, name: string, subscript: string): number {
  const variable = shell.variables.find(name);
  if (variable === undefined) return 0;
  if (variable.readonly) {
    shell.complain(`unset: ${name}: cannot unset: readonly variable`);
    return 1;
  }
  if (variable.associative !== null) variable.associative.delete(subscript);
  else if (subscript === '@' || subscript === '*') shell.variables.unset(name);
  else if (variable.elements !== null) variable.elements.delete(arrayIndex(shell, name, variable, subscript));
  else if (arrayIndex(shell, name, variable, subscript) === 0) shell.variables.unset(name);
  else {
    shell.complain(`unset: ${name}: not an array variable`);
    return 1;
  }
  return 0;
}
