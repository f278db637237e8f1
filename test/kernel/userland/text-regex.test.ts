/**
 * The regular expression engine: which part of a text a pattern matches, what the groups hold, and that no pattern takes long.
 *
 * Extents follow POSIX (leftmost, then longest); groups follow what glibc 2.36 gave for the same pattern (`sed -E 's/…/[\1]/'`).
 */
import { expect, test } from 'vitest';
import { Regex } from '../../../src/kernel/userland/text/regex.ts';
import { RegexError, type RegexSyntax, regexSyntaxes } from '../../../src/kernel/userland/text/regex-syntax.ts';

function groups(pattern: string, text: string, syntax: RegexSyntax = regexSyntaxes.egrep): (string | null)[] | null {
  const regex = new Regex(pattern, syntax);
  const match = regex.search(text);
  if (match === null) return null;
  const found = regex.captures(text, match);
  return Array.from({ length: regex.groups + 1 }, (_, i) =>
    found[2 * i]! < 0 || found[2 * i] === undefined ? null : text.slice(found[2 * i], found[2 * i + 1]),
  );
}

function failure(pattern: string, syntax: RegexSyntax): string | null {
  try {
    new Regex(pattern, syntax);
    return null;
  } catch (error) {
    if (error instanceof RegexError) return error.text;
    throw error;
  }
}

test.each([
  ['a|ab|abc', 'xabcd', ['abc']],
  ['(a|ab)(c|bcd)(d*)', 'abcd', ['abcd', 'a', 'bcd', '']],
  ['((foo)|(bar))+', 'foobar', ['foobar', 'bar', 'foo', 'bar']],
  ['(a*)*b', 'aab', ['aab', 'aa']],
  ['(x?)*(y)', 'xyz', ['xy', 'x', 'y']],
  ['x*', 'aaa', ['']],
  ['(.)\\1', 'abccd', ['cc', 'c']],
  ['(a?){1,2}b', 'aab', ['aab', 'a']],
  ['\\bfoo\\b', 'afoo foo', ['foo']],
  ['^$', '', ['']],
  ['[]a-c]+', 'x]ab', [']ab']],
  ['[^]]+', ']]x', ['x']],
  ['[[:digit:]]{2,3}', 'a1b12345', ['123']],
  ['a{x', 'a{x', ['a{x']],
  ['a{,2}b', 'aaab', ['aab']],
])('ERE %s in %s', (pattern, text, expected) => {
  expect(groups(pattern, text)).toEqual(expected);
});

test.each([
  ['*a', 'b*a', ['*a']],
  ['\\(*a\\)', '*a', ['*a', '*a']],
  ['a\\{2\\}', 'aaa', ['aa']],
  ['a\\|b', 'xb', ['b']],
  ['a^b', 'a^b', ['a^b']],
  ['\\(^a\\)', 'ba', null],
])('BRE %s in %s', (pattern, text, expected) => {
  expect(groups(pattern, text, regexSyntaxes.grep)).toEqual(expected);
});

test.each([
  ['[', regexSyntaxes.grep, 'Invalid regular expression'],
  ['[a', regexSyntaxes.grep, 'Unmatched [, [^, [:, [., or [='],
  ['\\(', regexSyntaxes.grep, 'Unmatched ( or \\('],
  ['a)', regexSyntaxes.sedExtended, 'Unmatched ) or \\)'],
  ['a)', regexSyntaxes.egrep, null],
  ['a**', regexSyntaxes.sed, 'Invalid preceding regular expression'],
  ['a**', regexSyntaxes.grep, null],
  ['*a', regexSyntaxes.sedExtended, 'Invalid preceding regular expression'],
  ['(a)|\\1', regexSyntaxes.egrep, 'Invalid back reference'],
  ['a{2,1}', regexSyntaxes.egrep, 'Invalid content of \\{\\}'],
  ['a{32767}', regexSyntaxes.egrep, null],
  ['a{32768}', regexSyntaxes.egrep, 'Regular expression too big'],
  ['(a{1000}){1000}', regexSyntaxes.egrep, 'Regular expression too big'],
  ['('.repeat(900) + ')'.repeat(900), regexSyntaxes.egrep, null],
  ['('.repeat(1100) + ')'.repeat(1100), regexSyntaxes.egrep, 'Memory exhausted'],
])('%.20s is refused as glibc does', (pattern, syntax, expected) => {
  expect(failure(pattern, syntax)).toBe(expected);
});

/** Patterns on which a backtracking matcher takes for ever: time that grows with the text's square would end no test either. */
test.each(['(a*)*b', '((a|aa)+)+$b', '(a|a)*c', '(a*a*a*a*)*x', '(a|b)*a(a|b){15}c'])(
  '%s ends on a long text',
  (pattern) => {
    const regex = new Regex(pattern, regexSyntaxes.egrep);
    expect(regex.search('a'.repeat(800_000))).toBeNull();
  },
);

test('a back-reference with too many ways to try ends as memory that is exhausted', () => {
  const regex = new Regex('(a*)*(a*)*\\1\\2b', regexSyntaxes.egrep);
  expect(() => regex.search('a'.repeat(60))).not.toThrow();
  let thrown: unknown;
  try {
    regex.search(`${'a'.repeat(60)}cb`);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toEqual(new RegexError('Memory exhausted'));
});
