/**
 * Values of parameters: variables, positional and special parameters, array elements.
 *
 * bash 5.2 `subst.c` (`param_expand`, `parameter_brace_expand_word`).
 */
import { type ArithmeticVariables, evaluateArithmetic } from './arithmetic.ts';
import { ArithmeticFailure } from './arithmetic-parser.ts';
import { ShellFailure } from './failure.ts';
import { setOptions } from './options.ts';
import type { ShellState } from './shell-state.ts';
import type { Variable } from './variables.ts';

/** A parameter's value: a list for `@`, `*` and whole arrays, else one text or nothing. */
export interface ParameterValue {
  readonly list: readonly string[] | null;
  /** How a list is joined when it must be one word: by the first separator, or always by blanks. */
  readonly isStar: boolean;
  readonly value: string | undefined;
}

/** `subscript` is expanded text; null without one. */
export function parameterValue(shell: ShellState, name: string, subscript: string | null): ParameterValue {
  if (subscript === '@' || subscript === '*') {
    return { list: elementsOf(shell.variables.find(name)), isStar: subscript === '*', value: undefined };
  }
  if (name === '@' || name === '*') return { list: shell.positional, isStar: name === '*', value: undefined };
  return { list: null, isStar: false, value: scalarValue(shell, name, subscript) };
}

function scalarValue(shell: ShellState, name: string, subscript: string | null): string | undefined {
  const first = name.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) {
    const index = Number(name);
    return index === 0 ? shell.argumentZero : shell.positional[index - 1];
  }
  switch (name) {
    case '?':
      return String(shell.status);
    case '#':
      return String(shell.positional.length);
    case '$':
      return String(shell.shellPid);
    case '!':
      return shell.backgroundPid === null ? undefined : String(shell.backgroundPid);
    case '-':
      return shell.options.letters(shell.dialect.kind === 'ash' ? 'hB' : '') + shell.letters;
  }
  const variable = shell.variables.find(name);
  if (subscript === null) return variable?.text;
  return elementOf(shell, name, variable, subscript);
}

/** The values of all elements, in order. */
function elementsOf(variable: Variable | undefined): readonly string[] {
  if (variable === undefined) return [];
  if (variable.computeList !== null) return variable.computeList();
  if (variable.associative !== null) return [...variable.associative.values()];
  if (variable.elements !== null) return sortedKeys(variable.elements).map((key) => variable.elements?.get(key) ?? '');
  const value = variable.text;
  return value === undefined ? [] : [value];
}

/** `${!a[@]}`: the subscripts. */
export function subscriptsOf(variable: Variable | undefined): readonly string[] {
  if (variable === undefined) return [];
  if (variable.computeList !== null) return variable.computeList().map((_, index) => String(index));
  if (variable.associative !== null) return [...variable.associative.keys()];
  if (variable.elements !== null) return sortedKeys(variable.elements).map(String);
  return variable.text === undefined ? [] : ['0'];
}

export function sortedKeys(elements: ReadonlyMap<number, string>): number[] {
  return [...elements.keys()].sort((a, b) => a - b);
}

function elementOf(
  shell: ShellState,
  name: string,
  variable: Variable | undefined,
  subscript: string,
): string | undefined {
  if (variable?.associative) return variable.associative.get(subscript);
  const index = arrayIndex(shell, name, variable, subscript);
  if (variable === undefined) return undefined;
  if (variable.computeList !== null) return variable.computeList()[index];
  if (variable.elements !== null) return variable.elements.get(index);
  return index === 0 ? variable.text : undefined;
}

/** A subscript as a number; negative ones count from the end. */
export function arrayIndex(
  shell: ShellState,
  name: string,
  variable: Variable | undefined,
  subscript: string,
  isAssignment = false,
): number {
  const index = Number(arithmetic(shell, subscript));
  if (index >= 0) return index;
  const top = variable?.elements ? Math.max(-1, ...variable.elements.keys()) : variable?.isSet === true ? 0 : -1;
  const fromEnd = index + top + 1;
  if (fromEnd < 0) {
    if (!isAssignment) {
      shell.complain(`${name}: bad array subscript`);
      return -1;
    }
    throw new ShellFailure(`${name}[${subscript}]: bad array subscript`, 1);
  }
  return fromEnd;
}

/** Evaluates an expression with the shell's variables. Throws `ShellFailure`. */
export function arithmetic(shell: ShellState, text: string): number | bigint {
  try {
    return evaluateArithmetic(text, arithmeticVariables(shell));
  } catch (failure) {
    if (failure instanceof ArithmeticFailure) throw new ShellFailure(failure.text);
    throw failure;
  }
}

const variablesOf = new WeakMap<ShellState, ArithmeticVariables>();

/** The face arithmetic has of a shell's variables. */
function arithmeticVariables(shell: ShellState): ArithmeticVariables {
  let face = variablesOf.get(shell);
  if (face === undefined) {
    face = {
      read: (name, subscript) => {
        const value = scalarValue(shell, name, subscript);
        // ash takes an unset variable of an expression for 0 all the same.
        if (value === undefined && shell.options.nounset && shell.dialect.kind === 'bash')
          throw new ShellFailure(`${name}: unbound variable`);
        return value ?? '';
      },
      write: (name, subscript, value) => assignElement(shell, name, subscript, value, false),
    };
    variablesOf.set(shell, face);
  }
  return face;
}

/** `name=value`, `name[subscript]=value`, `+=`. */
export function assignElement(
  shell: ShellState,
  name: string,
  subscript: string | null,
  value: string,
  append: boolean,
): void {
  const { variables } = shell;
  if (subscript === null && !append) {
    variables.set(name, value);
    return;
  }
  const variable = variables.find(name) ?? variables.declare(name);
  if (variable.readonly) throw new ShellFailure(`${name}: readonly variable`);
  if (subscript === null) {
    const old = variable.text ?? '';
    const joined = variable.integer ? String(arithmetic(shell, `(${old || 0})+(${value || 0})`)) : old + value;
    variables.assign(name, variable, joined);
    return;
  }
  assignToArray(shell, name, variable, subscript, value, append);
}

function assignToArray(
  shell: ShellState,
  name: string,
  variable: Variable,
  subscript: string,
  value: string,
  append: boolean,
): void {
  if (variable.associative !== null) {
    const old = append ? (variable.associative.get(subscript) ?? '') : '';
    variable.associative.set(subscript, shell.variables.converted(variable, old + value));
    return;
  }
  if (subscript === '') throw new ShellFailure(`${name}[]: bad array subscript`, 1);
  const index = arrayIndex(shell, name, variable, subscript, true);
  const elements = toIndexed(variable);
  const old = append ? (elements.get(index) ?? '') : '';
  elements.set(index, shell.variables.converted(variable, old + value));
}

/** Makes a variable an indexed array, its value the first element. */
export function toIndexed(variable: Variable): Map<number, string> {
  if (variable.elements === null) {
    variable.elements = new Map();
    if (variable.value !== undefined) variable.elements.set(0, variable.value);
    variable.value = undefined;
  }
  return variable.elements;
}

/** The list as one word. */
export function joinList(shell: ShellState, value: ParameterValue): string {
  return (value.list ?? []).join(value.isStar ? shell.joiner : ' ');
}

/** Variables the shell computes when they are read. */
function computedVariables(shell: ShellState): Readonly<Record<string, () => string>> {
  return {
    RANDOM: () => String(nextRandom(shell)),
    SECONDS: () => String(Math.floor(shell.system.now() - shell.startTime) + shell.secondsBase),
    LINENO: () => String(shell.line),
    EPOCHSECONDS: () => String(Math.floor(shell.system.now())),
    EPOCHREALTIME: () => shell.system.now().toFixed(6),
    BASHPID: () => String(shell.system.pid),
    BASH_SUBSHELL: () => String(shell.subshellDepth),
    BASH_COMMAND: () => '',
    _: () => shell.lastArgument,
    BASHOPTS: () => namesOn(shell.options.shopts),
    SHELLOPTS: () =>
      Object.keys(setOptions)
        .filter((name) => shell.options.get(name))
        .join(':'),
  };
}

function namesOn(options: ReadonlyMap<string, boolean>): string {
  return [...options]
    .filter(([, on]) => on)
    .map(([name]) => name)
    .join(':');
}

/** bash 5.2 `lib/sh/random.c`: the minimal standard generator, both halves folded together. */
function nextRandom(shell: ShellState): number {
  const high = Math.floor(shell.random / 127773);
  const low = shell.random - 127773 * high;
  const next = 16807 * low - 2836 * high;
  shell.random = next < 0 ? next + 0x7fffffff : next;
  return ((shell.random >>> 16) ^ (shell.random & 65535)) & 32767;
}

/** Gives a shell the variables that are computed and those it starts with, and the hooks on those it depends on. */
export function installComputed(shell: ShellState, isFork: boolean): void {
  const computed = computedVariables(shell);
  for (const [name, compute] of Object.entries(computed)) {
    const known = shell.variables.find(name);
    if (isFork && known?.compute == null) continue;
    const variable = known ?? shell.variables.declare(name);
    variable.compute = compute;
    if (name === 'RANDOM' || name === 'SECONDS' || name === 'LINENO') variable.integer = true;
  }
  const lists: Readonly<Record<string, () => readonly string[]>> = {
    PIPESTATUS: () => shell.pipeStatus.map(String),
    FUNCNAME: () => [...shell.functionNames].reverse(),
  };
  for (const [name, computeList] of Object.entries(lists)) {
    const known = shell.variables.find(name);
    if (isFork && known?.computeList == null) continue;
    const variable = known ?? shell.variables.declare(name);
    variable.compute = () => computeList()[0];
    variable.computeList = computeList;
  }
}
