/**
 * The operators of `${…}` that change a value: prefixes and suffixes, replacement, substrings, letter case, `@Q` and its kin.
 *
 * bash 5.2 `subst.c` (`parameter_brace_remove_pattern`, `parameter_brace_patsub`, `parameter_brace_substring`,
 * `string_transform`). Pattern arguments come protected.
 */
import { ansiC } from './ansi-c.ts';
import { ShellFailure } from './failure.ts';
import { arithmetic } from './parameters.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { quoteForReuse } from './quoting.ts';
import type { ShellState } from './shell-state.ts';
import { lower, upper, type Variable } from './variables.ts';
import { unprotect } from './word-builder.ts';

/** `#`, `##`, `%`, `%%`: the value without the matching end. */
export function removePattern(shell: ShellState, value: string, operator: string, text: string): string {
  if (value === '') return value;
  const literal = literalOf(text);
  const isPrefix = operator.startsWith('#');
  if (literal !== null) {
    if (isPrefix) return value.startsWith(literal) ? value.slice(literal.length) : value;
    return value.endsWith(literal) ? value.slice(0, value.length - literal.length) : value;
  }
  const pattern = compile(shell, text);
  if (isPrefix) {
    const ends = pattern.ends(value, 0);
    const end = operator === '#' ? ends[0] : ends.at(-1);
    return end === undefined ? value : value.slice(end);
  }
  if (operator === '%') {
    for (let from = value.length; from >= 0; from--)
      if (pattern.matches(value.slice(from))) return value.slice(0, from);
    return value;
  }
  for (let from = 0; from <= value.length; from++) if (pattern.matches(value.slice(from))) return value.slice(0, from);
  return value;
}

function compile(shell: ShellState, text: string): Pattern {
  return compilePattern(text, {
    extended: shell.options.shopt('extglob'),
    ignoreCase: shell.options.shopt('nocasematch'),
  });
}

/** The text of a pattern that matches only itself; else null. */
function literalOf(text: string): string | null {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x2a || code === 0x3f || code === 0x5b || code === 0x5c || code === 0x28) return null;
  }
  return unprotect(text);
}

/** `/`, `//`, `/#`, `/%`. An unquoted `&` in the replacement is the match. */
export function replacePattern(
  shell: ShellState,
  value: string,
  operator: string,
  text: string,
  replacement: string,
): string {
  const withMatch = (match: string): string => fillReplacement(replacement, match);
  if (text === '') {
    if (operator === '/#') return withMatch('') + value;
    return operator === '/%' ? value + withMatch('') : value;
  }
  const pattern = compile(shell, text);
  if (operator === '/#') {
    const end = pattern.longest(value, 0);
    return end < 0 ? value : withMatch(value.slice(0, end)) + value.slice(end);
  }
  if (operator === '/%') {
    for (let from = 0; from <= value.length; from++) {
      if (pattern.matches(value.slice(from))) return value.slice(0, from) + withMatch(value.slice(from));
    }
    return value;
  }
  const literal = literalOf(text);
  let result = '';
  let from = 0;
  for (let at = 0; at <= value.length; ) {
    if (literal !== null) {
      at = value.indexOf(literal, at);
      if (at < 0) break;
    }
    const end = literal === null ? pattern.longest(value, at) : at + literal.length;
    // An empty match replaces nothing but an empty value.
    if (end < 0 || (end === at && value !== '')) {
      at++;
      continue;
    }
    result += value.slice(from, at) + withMatch(value.slice(at, end));
    from = end;
    at = end;
    if (operator === '/' || end === value.length) break;
  }
  return result + value.slice(from);
}

function fillReplacement(replacement: string, match: string): string {
  if (!replacement.includes('&')) return unprotect(replacement);
  let result = '';
  for (let at = 0; at < replacement.length; at++) {
    const char = replacement.charAt(at);
    if (char === '\\' && '&\\'.includes(replacement.charAt(at + 1)) && at + 1 < replacement.length) {
      result += replacement.charAt(++at);
    } else result += char === '&' ? match : char;
  }
  return unprotect(result);
}

/** Start and end of `:offset:length` in something so long. Throws `ShellFailure`. */
export function substringRange(
  shell: ShellState,
  size: number,
  offsetText: string,
  lengthText: string | null,
  isList = false,
): readonly [number, number] | null {
  let offset = Number(arithmetic(shell, offsetText));
  if (offset < 0) offset += size;
  if (offset < 0 || offset > size) return null;
  if (lengthText === null) return [offset, size];
  const length = Number(arithmetic(shell, lengthText));
  if (length >= 0) return [offset, Math.min(size, offset + length)];
  const end = size + length;
  if (isList || end < offset) throw new ShellFailure(`${lengthText.trim()}: substring expression < 0`);
  return [offset, end];
}

/** `^`, `^^`, `,`, `,,` with an optional pattern for the letters concerned. */
export function changeCase(shell: ShellState, value: string, operator: string, text: string): string {
  const change = operator.startsWith('^') ? upper : lower;
  const pattern = text === '' ? null : compile(shell, text);
  const last = operator.length === 2 ? value.length : Math.min(1, value.length);
  let result = '';
  for (let at = 0; at < last; at++) {
    const char = value.charAt(at);
    result += pattern === null || pattern.matches(char) ? change(char) : char;
  }
  return result + value.slice(last);
}

/** `${x@Q}` and its kin; null for an operator that does not exist. */
export function transform(
  value: string,
  operator: string,
  variable: Variable | undefined,
  name: string,
): string | null {
  switch (operator) {
    case 'Q':
      return quoteForReuse(value);
    case 'E':
      return ansiC(value);
    case 'U':
      return upper(value);
    case 'u':
      return upper(value.slice(0, 1)) + value.slice(1);
    case 'L':
      return lower(value);
    case 'P':
    case 'k':
    case 'K':
      return operator === 'P' ? value : quoteForReuse(value);
    case 'a':
      return variable === undefined ? '' : attributeLetters(variable);
    case 'A': {
      const letters = variable === undefined ? '' : attributeLetters(variable);
      const assignment = `${name}=${quoteForReuse(value)}`;
      return letters === '' ? assignment : `declare -${letters} ${assignment}`;
    }
    default:
      return null;
  }
}

/** The letters of `declare` that a variable's attributes have. */
export function attributeLetters(variable: Variable): string {
  let letters = '';
  if (variable.elements !== null || variable.computeList !== null) letters += 'a';
  if (variable.associative !== null) letters += 'A';
  if (variable.integer) letters += 'i';
  if (variable.readonly) letters += 'r';
  if (variable.exported) letters += 'x';
  if (variable.letterCase === 'lower') letters += 'l';
  else if (variable.letterCase === 'upper') letters += 'u';
  else if (variable.letterCase === 'capital') letters += 'c';
  return letters;
}
