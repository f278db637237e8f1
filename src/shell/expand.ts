/**
 * Word expansion: tilde, parameters, command substitution, arithmetic, field splitting, pathnames, quote removal.
 *
 * bash 5.2 `subst.c`. Words without a command substitution inside cannot wait and are expanded by plain functions; the others by
 * generators with the same steps.
 */
import type { CommandPart, ParameterPart, Part, Word } from './ast.ts';
import { expandBraces } from './braces.ts';
import { expandDefault, expandParameter, isDefaultOperator, resolve } from './expand-parameter.ts';
import { ShellFailure } from './failure.ts';
import { Fields } from './fields.ts';
import { arithmetic } from './parameters.ts';
import { expandPathname, isMagic } from './pathname.ts';
import type { Blocking } from './posix.ts';
import type { ShellState } from './shell-state.ts';
import { tildePart } from './tilde.ts';
import { unprotect } from './word-builder.ts';

/** How much one expansion may hold. */
const MAX_EXPANSION = 1 << 26;

/** Arguments of a command; only for words that cannot wait. */
export function expandWords(shell: ShellState, words: readonly Word[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    if (word.literal !== null) result.push(word.literal);
    else expandInto(shell, word, result);
  }
  return result;
}

/** Arguments of a command. */
export function* expandWordsBlocking(shell: ShellState, words: readonly Word[]): Blocking<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (!word.blocking) {
      if (word.literal !== null) result.push(word.literal);
      else expandInto(shell, word, result);
      continue;
    }
    for (const single of braced(shell, word)) {
      const fields = new Fields(true, shell.separators);
      yield* expandPartsBlocking(shell, single.parts, fields, false);
      finish(shell, fields, result);
    }
  }
  return result;
}

/** The words that braces make of one. */
export function braced(shell: ShellState, word: Word): readonly Word[] {
  if (!word.hasBrace || !shell.dialect.bashWords || !shell.options.get('braceexpand')) return [word];
  return expandBraces(word);
}

function expandInto(shell: ShellState, word: Word, result: string[]): void {
  const { parts } = word;
  // `"$x"` and nothing else is by far the most common.
  const only = parts[0];
  if (
    parts.length === 1 &&
    only?.kind === 'parameter' &&
    only.quoted &&
    only.operator === '' &&
    !only.length &&
    only.subscript === null
  ) {
    const { list, value } = resolve(shell, only, null);
    if (list === null) {
      result.push(value ?? '');
      return;
    }
  }
  if (word.hasBrace) {
    for (const single of braced(shell, word)) expandOne(shell, single, result);
  } else expandOne(shell, word, result);
}

function expandOne(shell: ShellState, word: Word, result: string[]): void {
  const fields = new Fields(true, shell.separators);
  expandParts(shell, word.parts, fields, false);
  finish(shell, fields, result);
}

function finish(shell: ShellState, fields: Fields, result: string[]): void {
  const list = fields.finish();
  const extended = shell.options.shopt('extglob');
  for (const field of list) {
    if (field.length > MAX_EXPANSION) throw tooLong();
    if (!shell.options.noglob && isMagic(field, extended)) {
      const paths = expandPathname(shell, field);
      if (paths.length > 0) {
        for (const path of paths) result.push(path);
        continue;
      }
      if (shell.options.shopt('failglob')) throw new ShellFailure(`no match: ${unprotect(field)}`, 1);
      if (shell.options.shopt('nullglob')) continue;
    }
    result.push(unprotect(field));
  }
}

function tooLong(): ShellFailure {
  return new ShellFailure('xrealloc: cannot allocate 18446744071562067968 bytes', 2);
}

/** Expands parts one after the other. `isAssignment`: a tilde counts after each colon too. */
function expandParts(shell: ShellState, parts: readonly Part[], fields: Fields, isAssignment: boolean): void {
  for (let at = 0; at < parts.length; at++) expandPart(shell, parts, at, fields, isAssignment);
}

function expandPart(
  shell: ShellState,
  parts: readonly Part[],
  at: number,
  fields: Fields,
  isAssignment: boolean,
): void {
  const part = parts[at] as Part;
  switch (part.kind) {
    case 'text':
      if (!part.quoted && part.text.includes('~')) tildePart(shell, parts, at, fields, isAssignment);
      else fields.text(part.pattern);
      return;
    case 'parameter':
      if (fields.current.length > MAX_EXPANSION) throw tooLong();
      if (isDefaultOperator(part.operator)) {
        const chosen = expandDefault(shell, part, part.subscript && expandToText(shell, part.subscript), fields);
        if (chosen === null) return;
        if (chosen === 'word') {
          expandArgument(shell, part.argument as Word, fields, part.quoted);
          return;
        }
        chosen(expandToText(shell, part.argument as Word));
        return;
      }
      if (isEmptyList(shell, part)) return;
      expandParameter(
        shell,
        part,
        {
          subscript: part.subscript && expandToText(shell, part.subscript),
          argument: part.argument && expandToPattern(shell, part.argument),
          second: part.second && expandToPattern(shell, part.second),
        },
        fields,
      );
      return;
    case 'arithmetic':
      insert(fields, String(arithmetic(shell, expandToText(shell, part.expression))), part.quoted);
      return;
    case 'bad':
      throw new ShellFailure(`${part.raw}: bad substitution`);
    case 'array':
      fields.quoted(part.raw);
      return;
    default:
      throw new Error(`a ${part.kind} part in a word that cannot wait`);
  }
}

/** `${@/…}` of no parameters: the words of the operator are not even expanded. */
function isEmptyList(shell: ShellState, part: ParameterPart): boolean {
  if (part.argument === null || part.operator === ':' || shell.positional.length > 0) return false;
  return part.name === '@' || part.name === '*';
}

/** The word of `${x:-word}` within what surrounds it: its own text is split as a value would be. */
function expandArgument(shell: ShellState, word: Word, fields: Fields, quoted: boolean): void {
  for (let at = 0; at < word.parts.length; at++) {
    const part = word.parts[at] as Part;
    if (part.kind === 'text' && !part.quoted && !part.text.includes('~')) fields.value(part.text);
    else expandPart(shell, word.parts, at, fields, false);
  }
  if (quoted && word.parts.length === 0) fields.text('');
}

function* expandArgumentBlocking(shell: ShellState, word: Word, fields: Fields, quoted: boolean): Blocking<void> {
  for (let at = 0; at < word.parts.length; at++) {
    const part = word.parts[at] as Part;
    if (part.kind === 'text' && !part.quoted && !part.text.includes('~')) fields.value(part.text);
    else yield* expandPartsBlocking(shell, [part], fields, false);
  }
  if (quoted && word.parts.length === 0) fields.text('');
}

function insert(fields: Fields, value: string, quoted: boolean): void {
  if (quoted) fields.quoted(value);
  else fields.value(value);
}

/** As `expandParts`, for words that may wait. */
function* expandPartsBlocking(
  shell: ShellState,
  parts: readonly Part[],
  fields: Fields,
  isAssignment: boolean,
): Blocking<void> {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part;
    switch (part.kind) {
      case 'command':
        yield* expandCommand(shell, part, fields);
        break;
      case 'process':
        fields.quoted(yield* shell.services.processSubstitution(shell, part.direction, part.list));
        break;
      case 'arithmetic':
        if (part.expression.blocking) {
          const text = yield* expandToTextBlocking(shell, part.expression);
          insert(fields, String(arithmetic(shell, text)), part.quoted);
        } else expandPart(shell, parts, at, fields, isAssignment);
        break;
      case 'parameter': {
        if (!part.blocking) {
          expandPart(shell, parts, at, fields, isAssignment);
          break;
        }
        const subscript = part.subscript && (yield* expandToTextBlocking(shell, part.subscript));
        if (isDefaultOperator(part.operator)) {
          const chosen = expandDefault(shell, part, subscript, fields);
          if (chosen === 'word') yield* expandArgumentBlocking(shell, part.argument as Word, fields, part.quoted);
          else if (chosen !== null) chosen(yield* expandToTextBlocking(shell, part.argument as Word));
          break;
        }
        if (isEmptyList(shell, part)) break;
        const argument = part.argument && (yield* expandToPatternBlocking(shell, part.argument));
        const second = part.second && (yield* expandToPatternBlocking(shell, part.second));
        expandParameter(shell, part, { subscript, argument, second }, fields);
        break;
      }
      default:
        expandPart(shell, parts, at, fields, isAssignment);
    }
  }
}

function* expandCommand(shell: ShellState, part: CommandPart, fields: Fields): Blocking<void> {
  const output = yield* shell.services.substitute(shell, part.list, part.source);
  insert(fields, output, part.quoted);
}

/** A word as one protected text, unsplit: for patterns. */
function expandToPattern(shell: ShellState, word: Word, isAssignment = false): string {
  const fields = new Fields(false, shell.separators);
  expandParts(shell, word.parts, fields, isAssignment);
  return fields.current;
}

/** A word as one text, unsplit and without pathname expansion: for assignments, `case`, here-documents, arithmetic. */
export function expandToText(shell: ShellState, word: Word, isAssignment = false): string {
  if (word.literal !== null) return word.literal;
  return unprotect(expandToPattern(shell, word, isAssignment));
}

/** As `expandToPattern`, for words that may wait. */
export function* expandToPatternBlocking(shell: ShellState, word: Word, isAssignment = false): Blocking<string> {
  if (!word.blocking) return expandToPattern(shell, word, isAssignment);
  const fields = new Fields(false, shell.separators);
  yield* expandPartsBlocking(shell, word.parts, fields, isAssignment);
  return fields.current;
}

/** As `expandToText`, for words that may wait. */
export function* expandToTextBlocking(shell: ShellState, word: Word, isAssignment = false): Blocking<string> {
  if (word.literal !== null) return word.literal;
  return unprotect(yield* expandToPatternBlocking(shell, word, isAssignment));
}
