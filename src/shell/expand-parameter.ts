/**
 * One `${…}` into fields.
 *
 * The arguments of operators come expanded, so that the same code serves words that may wait and words that cannot; those of
 * `-`, `=`, `+`, `?` are expanded by the caller, and only when they are wanted.
 */
import type { ParameterPart } from './ast.ts';
import { ShellFailure } from './failure.ts';
import type { Fields } from './fields.ts';
import { changeCase, removePattern, replacePattern, substringRange, transform } from './parameter-operators.ts';
import { assignElement, joinList, type ParameterValue, parameterValue, subscriptsOf } from './parameters.ts';
import type { ShellState } from './shell-state.ts';
import { unprotect } from './word-builder.ts';
import { isName } from './word-parser.ts';

export interface ExpandedArguments {
  readonly subscript: string | null;
  /** Protected. */
  readonly argument: string | null;
  readonly second: string | null;
}

/** `-`, `=`, `?`, `+`, with or without colon. */
export function isDefaultOperator(operator: string): boolean {
  switch (operator) {
    case '-':
    case ':-':
    case '=':
    case ':=':
    case '?':
    case ':?':
    case '+':
    case ':+':
      return true;
    default:
      return false;
  }
}

/** The value a part begins with, indirection followed. */
export function resolve(shell: ShellState, part: ParameterPart, subscript: string | null): ParameterValue {
  if (part.indirect) return resolveIndirect(shell, part, subscript);
  const value = parameterValue(shell, part.name, subscript);
  if (value.list === null && value.value === undefined && shell.options.nounset && !isDefaultOperator(part.operator)) {
    throw new ShellFailure(`${unboundName(part, subscript)}: unbound variable`);
  }
  return value;
}

function unboundName(part: ParameterPart, subscript: string | null): string {
  if (subscript !== null) return `${part.name}[${part.subscript?.raw}]`;
  const isPlain = part.operator === '' && !part.raw.startsWith('${');
  const first = part.name.charCodeAt(0);
  return isPlain && !(isName(part.name) && first > 0x39) ? `$${part.name}` : part.name;
}

function resolveIndirect(shell: ShellState, part: ParameterPart, subscript: string | null): ParameterValue {
  if (subscript === '@' || subscript === '*') {
    const list = subscriptsOf(shell.variables.find(part.name));
    return { list, isStar: subscript === '*', value: undefined };
  }
  if (part.operator.startsWith('names')) {
    const list = shell.variables
      .all()
      .filter(([name, variable]) => name.startsWith(part.name) && variable.isSet)
      .map(([name]) => name);
    return { list, isStar: part.operator.endsWith('*'), value: undefined };
  }
  const target = parameterValue(shell, part.name, subscript).value;
  if (target === undefined) throw new ShellFailure(`${part.name}: invalid indirect expansion`);
  const match = /^([A-Za-z_]\w*|\d+|[@*#?$!-])(?:\[(.*)\])?$/s.exec(target);
  if (match === null) throw new ShellFailure(`${target}: invalid variable name`);
  return parameterValue(shell, match[1] as string, match[2] ?? null);
}

/**
 * Decides `${x-w}`, `${x=w}`, `${x?w}`, `${x+w}`: null when the value was taken (or nothing), `word` when the caller has to expand
 * the word in its place, a function when it wants the word as text.
 */
export function expandDefault(
  shell: ShellState,
  part: ParameterPart,
  subscript: string | null,
  fields: Fields,
): null | 'word' | ((text: string) => void) {
  const resolved = resolve(shell, part, subscript);
  const { list, value } = resolved;
  const wantsText = part.operator.startsWith(':');
  const kind = part.operator.slice(-1);
  let isSet = list !== null ? list.length > 0 : value !== undefined;
  if (isSet && wantsText) {
    // Of several values one blank between them is text enough.
    isSet = list !== null ? list.length > 1 || (list[0] ?? '') !== '' : value !== '';
  }
  if (kind === '+') return isSet ? 'word' : emptyValue(part, fields);
  if (isSet) {
    insertValue(shell, part, resolved, fields);
    return null;
  }
  if (kind === '-') return 'word';
  if (kind === '=') {
    if (list !== null || !isName(part.name)) {
      throw new ShellFailure(`$${part.name}: cannot assign in this way`);
    }
    return (text) => {
      assignElement(shell, part.name, subscript, text, false);
      insertText(fields, parameterValue(shell, part.name, subscript).value ?? '', part.quoted);
    };
  }
  return (text) => {
    const usual = wantsText ? 'parameter null or not set' : 'parameter not set';
    throw new ShellFailure(`${part.name}: ${part.argument?.raw === '' ? usual : text}`);
  };
}

function emptyValue(part: ParameterPart, fields: Fields): null {
  if (part.quoted) fields.text('');
  return null;
}

/** Everything else. */
export function expandParameter(
  shell: ShellState,
  part: ParameterPart,
  given: ExpandedArguments,
  fields: Fields,
): void {
  const resolved = resolve(shell, part, given.subscript);
  if (part.length) {
    const { list, value } = resolved;
    const isPositional = part.name === '@' || part.name === '*';
    const size = list !== null && (isPositional || given.subscript !== null) ? list.length : (value ?? '').length;
    insertText(fields, String(size), part.quoted);
    return;
  }
  if (part.operator === '' || part.operator.startsWith('names')) {
    insertValue(shell, part, resolved, fields);
    return;
  }
  insertValue(shell, part, applyOperator(shell, part, resolved, given), fields);
}

function applyOperator(
  shell: ShellState,
  part: ParameterPart,
  resolved: ParameterValue,
  given: ExpandedArguments,
): ParameterValue {
  const { operator } = part;
  if (operator === ':') return substring(shell, part, resolved, given);
  const argument = given.argument ?? '';
  const change = (value: string): string => {
    switch (operator) {
      case '#':
      case '##':
      case '%':
      case '%%':
        return removePattern(shell, value, operator, argument);
      case '/':
      case '//':
      case '/#':
      case '/%':
        return replacePattern(shell, value, operator, argument, given.second ?? '');
      case '@': {
        const changed = transform(value, argument, shell.variables.find(part.name), part.name);
        if (changed === null) throw new ShellFailure(`${part.raw}: bad substitution`);
        return changed;
      }
      default:
        return changeCase(shell, value, operator, argument);
    }
  };
  const { list, isStar, value } = resolved;
  if (list !== null) return { list: list.map(change), isStar, value };
  if (value === undefined && operator === '@') return { list, isStar, value: undefined };
  return { list, isStar, value: change(value ?? '') };
}

function substring(
  shell: ShellState,
  part: ParameterPart,
  resolved: ParameterValue,
  given: ExpandedArguments,
): ParameterValue {
  const offset = unprotect(given.argument ?? '');
  const length = given.second === null ? null : unprotect(given.second);
  const { list, isStar, value } = resolved;
  if (list !== null) {
    const isPositional = part.name === '@' || part.name === '*';
    const all = isPositional ? [shell.argumentZero, ...list] : list;
    const range = substringRange(shell, all.length, offset, length, true);
    if (range === null) return { list: [], isStar, value: undefined };
    return { list: all.slice(range[0], range[1]), isStar, value: undefined };
  }
  const text = value ?? '';
  const range = substringRange(shell, text.length, offset, length);
  return { list: null, isStar, value: range === null ? '' : text.slice(range[0], range[1]) };
}

function insertText(fields: Fields, value: string, quoted: boolean): void {
  if (quoted) fields.quoted(value);
  else fields.value(value);
}

/** A value, or each of a list, as quoting and splitting want it. */
function insertValue(shell: ShellState, part: ParameterPart, resolved: ParameterValue, fields: Fields): void {
  const { list } = resolved;
  if (list === null) {
    insertText(fields, resolved.value ?? '', part.quoted);
    return;
  }
  if (!fields.splits) {
    const joined = joinList(shell, resolved);
    if (part.quoted) fields.quoted(joined);
    else fields.value(joined);
    return;
  }
  if (part.quoted && resolved.isStar) {
    fields.quoted(joinList(shell, resolved));
    return;
  }
  for (let at = 0; at < list.length; at++) {
    if (at > 0 && (fields.active || part.quoted)) fields.end();
    const value = list[at] as string;
    if (part.quoted) fields.quoted(value);
    else fields.value(value);
  }
}
