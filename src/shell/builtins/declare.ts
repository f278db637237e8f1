/** `declare`, `typeset`, `local`, `export`, `readonly`: bash 5.2 `builtins/declare.def`, `builtins/setattr.def`. */

import { failureMessage } from '../ash-messages.ts';
import { type BuiltinFunction, EX_BADASSIGN, EX_USAGE, invalidOption, parseOptions } from '../builtin.ts';
import { ShellFailure } from '../failure.ts';
import { attributeLetters } from '../parameter-operators.ts';
import { assignElement, sortedKeys, toIndexed } from '../parameters.ts';
import { printFunction } from '../print.ts';
import { ansiQuote, backslashQuote, doubleQuote, needsAnsi, quoteForTrace } from '../quoting.ts';
import type { ShellState } from '../shell-state.ts';
import type { Variable } from '../variables.ts';
import { isName } from '../word-parser.ts';

/** `name=value` as `set` shows it. */
export function variableLine(name: string, variable: Variable): string {
  if (variable.isArray) return `${name}=${arrayText(variable)}`;
  const value = variable.text ?? '';
  return `${name}=${value === '' ? '' : quoteForTrace(value)}`;
}

function arrayText(variable: Variable): string {
  const show = (key: string, value: string): string =>
    `[${key}]=${needsAnsi(value) ? ansiQuote(value) : doubleQuote(value)}`;
  if (variable.computeList !== null) {
    return `(${variable
      .computeList()
      .map((value, index) => show(String(index), value))
      .join(' ')})`;
  }
  if (variable.associative !== null) {
    const entries = [...variable.associative].map(([key, value]) => show(keyText(key), value));
    return `(${entries.map((entry) => `${entry} `).join('')})`;
  }
  const elements = variable.elements ?? new Map<number, string>();
  return `(${sortedKeys(elements)
    .map((key) => show(String(key), elements.get(key) ?? ''))
    .join(' ')})`;
}

function keyText(key: string): string {
  return backslashQuote(key) === key ? key : doubleQuote(key);
}

/** `declare -x name="value"`; in POSIX mode `export name="value"`. */
function declaration(name: string, variable: Variable, word: string | null): string {
  const letters = attributeLetters(variable);
  const head = word ?? `declare ${letters === '' ? '--' : `-${letters}`}`;
  if (!variable.isSet) return `${head} ${name}\n`;
  if (variable.isArray) return `${head} ${name}=${arrayText(variable)}\n`;
  const value = variable.text ?? '';
  return `${head} ${name}=${needsAnsi(value) ? ansiQuote(value) : doubleQuote(value)}\n`;
}

type Attribute = 'exported' | 'readonly';

function attributeBuiltin(attribute: Attribute): BuiltinFunction {
  const command = attribute === 'exported' ? 'export' : 'readonly';
  const usage =
    attribute === 'exported'
      ? 'export [-fn] [name[=value] ...] or export -p'
      : 'readonly [-aAf] [name[=value] ...] or readonly -p';
  return (shell, args) => {
    const { letters, rest, bad } = parseOptions(args, attribute === 'exported' ? 'fnp' : 'aAfp');
    if (bad !== null) return invalidOption(shell, command, bad, usage);
    if (rest.length === 0) {
      if (letters.includes('f')) return 0;
      for (const [name, variable] of shell.variables.all()) {
        if (!variable[attribute]) continue;
        if (shell.dialect.kind === 'ash') {
          const value = variable.text;
          shell.print(`${command} ${name}${value === undefined ? '' : `='${value.replaceAll("'", "'\\''")}'`}\n`);
          continue;
        }
        const isPlain = variable.elements === null && variable.associative === null && variable.computeList === null;
        const extra = isPlain ? '' : ` -${variable.associative === null ? 'a' : 'A'}`;
        shell.print(declaration(name, variable, command + extra));
      }
      return 0;
    }
    let status = 0;
    for (const word of rest) {
      const result = setAttribute(shell, word, attribute, letters, command);
      if (result !== 0) status = result;
    }
    shell.variables.touched();
    return status;
  };
}

function setAttribute(shell: ShellState, word: string, attribute: Attribute, letters: string, command: string): number {
  const equals = word.indexOf('=');
  const append = equals > 0 && word.charAt(equals - 1) === '+';
  const target = equals < 0 ? word : word.slice(0, append ? equals - 1 : equals);
  const bracket = target.indexOf('[');
  const name = bracket > 0 && attribute === 'readonly' ? target.slice(0, bracket) : target;
  if (letters.includes('f')) {
    if (shell.functions.has(name)) return 0;
    shell.complain(`${command}: ${name}: not a function`);
    return 1;
  }
  if (!isName(name)) {
    if (shell.dialect.kind === 'ash') {
      shell.complain(`${command}: ${target}: bad variable name`);
      return EX_USAGE;
    }
    shell.complain(`${command}: \`${word}': not a valid identifier`);
    return 1;
  }
  if (equals >= 0) {
    try {
      assignElement(shell, name, null, word.slice(equals + 1), append);
    } catch (failure) {
      if (!(failure instanceof ShellFailure)) throw failure;
      shell.complain(failureMessage(shell.dialect, failure));
      return shell.dialect.kind === 'ash' ? EX_USAGE : EX_BADASSIGN;
    }
  }
  const variable = shell.variables.declare(name);
  if (letters.includes('a')) toIndexed(variable);
  if (letters.includes('A')) variable.associative ??= new Map();
  variable[attribute] = !(attribute === 'exported' && letters.includes('n'));
  return 0;
}

export const exportBuiltin = attributeBuiltin('exported');
export const readonlyBuiltin = attributeBuiltin('readonly');

interface Flags {
  readonly on: string;
  readonly off: string;
}

/** Options of `declare`, which may be taken back with `+`. */
function declareOptions(args: readonly string[]): { flags: Flags; rest: readonly string[]; bad: string | null } {
  let on = '';
  let off = '';
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (word === '--') {
      at++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    for (const letter of word.slice(1)) {
      if (!'aAfFgiIlnprtuxc'.includes(letter)) return { flags: { on, off }, rest: [], bad: word.charAt(0) + letter };
      if (word.startsWith('-')) on += letter;
      else off += letter;
    }
  }
  return { flags: { on, off }, rest: args.slice(at), bad: null };
}

function declareAs(command: string): BuiltinFunction {
  return (shell, args) => {
    const { flags, rest, bad } = declareOptions(args);
    const usage =
      command === 'local'
        ? 'local [option] name[=value] ...'
        : `${command} [-aAfFgiIlnrtux] [name[=value] ...] or ${command} -p [-aAfFilnrtux] [name ...]`;
    if (bad !== null) return invalidOption(shell, command, bad, usage);
    if (command === 'local' && shell.functionNames.length === 0) {
      if (shell.dialect.kind === 'ash') {
        shell.complain('local: not in a function');
        shell.flow = 'exit';
        shell.status = 2;
        return 2;
      }
      shell.complain('local: can only be used in a function');
      return 1;
    }
    if (flags.on.includes('f') || flags.on.includes('F')) return showFunctions(shell, rest, flags, command);
    if (flags.on.includes('p') || (rest.length === 0 && command !== 'local'))
      return showVariables(shell, rest, flags, command);
    if (rest.length === 0) {
      for (const [name, variable] of shell.variables.locals()) shell.print(declaration(name, variable, null));
      return 0;
    }
    let status = 0;
    for (const word of rest) {
      const result = declareOne(shell, word, flags, command);
      if (result !== 0) status = result;
    }
    shell.variables.touched();
    return status;
  };
}

function declareOne(shell: ShellState, word: string, flags: Flags, command: string): number {
  const equals = word.indexOf('=');
  const append = equals > 0 && word.charAt(equals - 1) === '+';
  const target = equals < 0 ? word : word.slice(0, append ? equals - 1 : equals);
  const bracket = target.indexOf('[');
  const name = bracket > 0 ? target.slice(0, bracket) : target;
  if (!isName(name)) {
    shell.complain(`${command}: \`${word}': not a valid identifier`);
    return 1;
  }
  const isLocal = shell.functionNames.length > 0 && !flags.on.includes('g');
  const outer = shell.variables.find(name);
  if (outer?.readonly === true && (equals >= 0 || shell.pendingArrays.has(name) || flags.off.includes('r'))) {
    if (!isLocal || shell.variables.findLocal(name) !== undefined || outer.readonly) {
      shell.complain(`${command}: ${name}: readonly variable`);
      return 1;
    }
  }
  const variable = isLocal ? shell.variables.declareLocal(name) : shell.variables.declare(name);
  const has = (letter: string): boolean => flags.on.includes(letter);
  if (has('a')) toIndexed(variable);
  if (has('A') && variable.associative === null) variable.associative = new Map();
  if (has('i')) variable.integer = true;
  if (has('x')) variable.exported = true;
  if (has('l')) variable.letterCase = 'lower';
  if (has('u')) variable.letterCase = 'upper';
  if (has('c')) variable.letterCase = 'capital';
  if (flags.off.includes('i')) variable.integer = false;
  if (flags.off.includes('x')) variable.exported = false;
  if (flags.off.includes('l') || flags.off.includes('u')) variable.letterCase = '';
  if (equals >= 0) {
    const value = word.slice(equals + 1);
    if (bracket > 0) assignElement(shell, name, target.slice(bracket + 1, -1), value, append);
    else if (append) assignElement(shell, name, null, value, true);
    else shell.variables.assign(name, variable, value);
  }
  const pending = shell.pendingArrays.get(name);
  if (pending !== undefined && has('r')) shell.readonlyLater.add(name);
  else if (has('r')) variable.readonly = true;
  return 0;
}

function showFunctions(shell: ShellState, rest: readonly string[], flags: Flags, command: string): number {
  const namesOnly = flags.on.includes('F');
  let status = 0;
  const names = rest.length > 0 ? rest : [...shell.functions.keys()].sort();
  for (const name of names) {
    const definition = shell.functions.get(name);
    if (definition === undefined) {
      if (command === '') shell.complain(`${name}: not found`);
      status = 1;
    } else if (namesOnly) shell.print(rest.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else shell.print(`${printFunction(name, definition.body)}\n`);
  }
  return status;
}

function showVariables(shell: ShellState, rest: readonly string[], flags: Flags, command: string): number {
  let status = 0;
  if (rest.length > 0) {
    for (const name of rest) {
      const variable = shell.variables.find(name);
      if (variable === undefined) {
        shell.complain(`${command}: ${name}: not found`);
        status = 1;
      } else shell.print(declaration(name, variable, null));
    }
    return status;
  }
  const wanted = flags.on.replace('p', '');
  for (const [name, variable] of shell.variables.all()) {
    const letters = attributeLetters(variable);
    if ([...wanted].some((letter) => !letters.includes(letter))) continue;
    if (flags.on === '') {
      if (variable.isSet) shell.print(`${variableLine(name, variable)}\n`);
    } else shell.print(declaration(name, variable, null));
  }
  return 0;
}

export const declareBuiltin = declareAs('declare');
export const typesetBuiltin = declareAs('typeset');
export const localBuiltin = declareAs('local');
