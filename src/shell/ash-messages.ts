/**
 * What BusyBox's ash and dash say where bash says something else.
 *
 * BusyBox 1.35 `shell/ash.c` and dash 0.5.12 (`error.c`, `parser.c`), as they print; the engine makes its failures in bash's words and
 * asks here.
 */
import type { Dialect } from './dialect.ts';
import type { ShellFailure } from './failure.ts';
import type { SyntaxFailure } from './syntax-failure.ts';

/** The message of a failed expansion or assignment. */
export function failureMessage(dialect: Dialect, failure: ShellFailure): string {
  const { message } = failure;
  if (dialect.kind === 'bash') return message;
  if (message.endsWith(': unbound variable')) {
    return `${message.slice(0, -18).replace(/^\$/, '')}: parameter not set`;
  }
  if (message.endsWith(': readonly variable')) return `${message.slice(0, -19)}: is read only`;
  if (message.endsWith(': bad substitution'))
    return dialect.isDash ? 'Bad substitution' : 'syntax error: bad substitution';
  if (message.endsWith(': parameter null or not set')) {
    return dialect.isDash
      ? message.replace('null or not set', 'not set or null')
      : message.replace('null or not set', 'not set');
  }
  if (!message.includes(' (error token is "')) return message;
  const expression = message.slice(0, message.indexOf(': '));
  const isDivision = message.includes(': division by 0 ');
  if (!dialect.isDash) return isDivision ? 'divide by zero' : 'arithmetic syntax error';
  return `arithmetic expression: ${isDivision ? 'division by zero' : 'expecting primary'}: "${expression}"`;
}

const RESERVED = new Set('then else elif fi do done esac in if for while case until }'.split(' '));

/** The message of a syntax error. */
export function syntaxMessage(dialect: Dialect, failure: SyntaxFailure): string {
  const { kind, expected } = failure;
  const tail = expected === '' ? '' : ` (expecting "${expected}")`;
  if (dialect.isDash) return `Syntax error: ${dashText(failure, tail)}`;
  switch (kind) {
    case 'near':
      return `syntax error: unexpected ${tokenText(failure.token)}${tail}`;
    case 'end':
      return `syntax error: unexpected end of file${tail}`;
    case 'match':
      return `syntax error: ${unmatchedText(failure.token)}`;
    case 'deep':
      return 'out of memory';
    default:
      return `syntax error: ${failure.token}`;
  }
}

function unmatchedText(closer: string): string {
  switch (closer) {
    case ')':
      return 'unexpected end of file (expecting ")")';
    case '))':
      return "missing '))'";
    case '`':
      return 'EOF in backquote substitution';
    case '}':
      return "missing '}'";
    default:
      return 'unterminated quoted string';
  }
}

function tokenText(token: string): string {
  if (token === 'newline') return token;
  if (token.startsWith('<') || token.startsWith('>')) return 'redirection';
  if (RESERVED.has(token) || /^[|&;()]/.test(token)) return `"${token}"`;
  return 'word';
}

function dashText(failure: SyntaxFailure, tail: string): string {
  switch (failure.kind) {
    case 'near':
      return `${tokenText(failure.token)} unexpected${tail}`;
    case 'end':
      return `end of file unexpected${tail}`;
    case 'match':
      if (failure.token === ')') return 'end of file unexpected (expecting ")")';
      if (failure.token === '`') return 'EOF in backquote substitution';
      return failure.token === '}' ? 'Missing }' : 'Unterminated quoted string';
    case 'deep':
      return 'Out of space';
    default:
      return failure.token.charAt(0).toUpperCase() + failure.token.slice(1);
  }
}

/** A word of `set -x`, quoted where a character lies outside a list of plain ones. */
export function quoteForAshTrace(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isPlain =
      code >= 0x2b && !(code >= 0x3b && code <= 0x3f) && code <= 0x7a && !'`[\\'.includes(text.charAt(at));
    if (!isPlain) return `'${text.replaceAll("'", "'\\''")}'`;
  }
  return text;
}

/** `set -o` of ash, in its order. */
export const ashOptions =
  'errexit noglob ignoreeof monitor noexec xtrace verbose noclobber allexport notify nounset errtrace vi pipefail'.split(
    ' ',
  );
