/** Performs assignments: `name=value`, `name+=value`, elements, whole arrays. bash 5.2 `subst.c` (`do_assignment_internal`). */
import type { ArrayPart, Assignment, Word } from './ast.ts';
import { expandToText, expandToTextBlocking, expandWords, expandWordsBlocking } from './expand.ts';
import { ShellFailure } from './failure.ts';
import { arrayIndex, assignElement, toIndexed } from './parameters.ts';
import type { Blocking } from './posix.ts';
import { quoteForTrace } from './quoting.ts';
import type { ArrayArgument, ArrayElement, ShellState } from './shell-state.ts';
import type { Variable } from './variables.ts';

/** Assigns; only for words that cannot wait. Gives the text `set -x` shows. */
export function assign(shell: ShellState, assignment: Assignment): void {
  const { name, subscript, append, value } = assignment;
  const array = value.parts[0];
  if (array?.kind === 'array') {
    assignArray(shell, name, append, expandElements(shell, array));
    return;
  }
  const index = subscript === null ? null : expandToText(shell, subscript);
  assignElement(shell, name, index, expandToText(shell, value, true), append);
}

/** As `assign`, for words that may wait; gives the text `set -x` shows. */
export function* assignBlocking(shell: ShellState, assignment: Assignment): Blocking<string> {
  const { name, subscript, append, value } = assignment;
  const operator = append ? '+=' : '=';
  const array = value.parts[0];
  if (array?.kind === 'array') {
    const elements: ArrayElement[] = [];
    for (const element of array.elements) {
      const key = element.subscript && (yield* expandToTextBlocking(shell, element.subscript));
      if (key === null) {
        for (const text of yield* expandWordsBlocking(shell, [element.value])) elements.push({ key: null, text });
      } else elements.push({ key, text: yield* expandToTextBlocking(shell, element.value, true) });
    }
    assignArray(shell, name, append, elements);
    return `${name}${operator}(${array.elements.map((element) => rawElement(element)).join(' ')})`;
  }
  const index = subscript === null ? null : yield* expandToTextBlocking(shell, subscript);
  const text = yield* expandToTextBlocking(shell, value, true);
  assignElement(shell, name, index, text, append);
  return `${name}${index === null ? '' : `[${index}]`}${operator}${text === '' ? '' : quoteForTrace(text)}`;
}

function rawElement(element: { readonly subscript: Word | null; readonly value: Word }): string {
  return element.subscript === null ? element.value.raw : `[${element.subscript.raw}]=${element.value.raw}`;
}

function expandElements(shell: ShellState, array: ArrayPart): ArrayElement[] {
  const elements: ArrayElement[] = [];
  for (const { subscript, value } of array.elements) {
    if (subscript === null) for (const text of expandWords(shell, [value])) elements.push({ key: null, text });
    else elements.push({ key: expandToText(shell, subscript), text: expandToText(shell, value, true) });
  }
  return elements;
}

/** Fills an array from the elements of `(…)`. */
export function assignArray(
  shell: ShellState,
  name: string,
  append: boolean,
  elements: readonly ArrayElement[],
  target?: Variable,
): void {
  const { variables } = shell;
  const variable = target ?? variables.find(name) ?? variables.declare(name);
  if (variable.readonly) throw new ShellFailure(`${name}: readonly variable`);
  if (variable.associative !== null) {
    if (!append) variable.associative = new Map();
    let pendingKey: string | null = null;
    for (const { key, text } of elements) {
      if (key !== null) variable.associative.set(key, text);
      else if (pendingKey === null) pendingKey = text;
      else {
        variable.associative.set(pendingKey, text);
        pendingKey = null;
      }
    }
    return;
  }
  if (!append) {
    variable.elements = new Map();
    variable.value = undefined;
  }
  const map = toIndexed(variable);
  let next = append ? Math.max(-1, ...map.keys()) + 1 : 0;
  for (const { key, text } of elements) {
    if (key !== null) next = arrayIndex(shell, name, variable, key, true);
    map.set(next++, variables.converted(variable, text));
  }
  variables.touched();
}

/** Whether an argument of `declare` and its kin is an array assignment; its elements, expanded. */
export function* arrayArgument(shell: ShellState, word: Word): Blocking<ArrayArgument | null> {
  const [first, array] = word.parts;
  if (word.parts.length !== 2 || first?.kind !== 'text' || first.quoted || array?.kind !== 'array') return null;
  const append = first.text.endsWith('+=');
  const elements: ArrayElement[] = [];
  for (const element of array.elements) {
    const key = element.subscript && (yield* expandToTextBlocking(shell, element.subscript));
    if (key === null) {
      for (const text of yield* expandWordsBlocking(shell, [element.value])) elements.push({ key: null, text });
    } else elements.push({ key, text: yield* expandToTextBlocking(shell, element.value, true) });
  }
  return { name: first.text.slice(0, append ? -2 : -1), append, elements };
}
