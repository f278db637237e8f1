/** `core_pattern`, beyond what the recordings show: empty words, kernels before 5.3, any text. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CoreWords, escapedCoreWord, formatCoreName } from '../../../src/kernel/process/core-name.ts';

const words: CoreWords = { p: () => '7', e: () => 'a b', q: () => '' };

describe('formatCoreName', () => {
  test.each([
    ['core', 'core', false],
    ['%p', '7', true],
    ['%%p', '%p', false],
    ['%%%p', '%7', true],
    ['%e%z%', 'a b', false],
    ['', '', false],
  ])('%j is the file %j', (pattern, name, hasPid) => {
    expect(formatCoreName(pattern, words)).toEqual({ kind: 'file', name, hasPid });
  });

  test.each([
    ['|/h', ['/h'], ['/h']],
    ['|/h %e', ['/h', 'a b'], ['/h', 'a', 'b']],
    ['|/h %q x', ['/h', '', 'x'], ['/h', 'x']],
    ['| \t/h', ['/h'], ['/h']],
    ['|%q /h', ['/h'], ['/h']],
    ['| ', [''], ['']],
    ['|/h %', ['/h', ''], ['/h']],
  ])('%j is the command %j, before 5.3 %j', (pattern, argv, old) => {
    expect(formatCoreName(pattern, words)).toEqual({ kind: 'pipe', argv });
    expect(formatCoreName(pattern, words, false)).toEqual({ kind: 'pipe', argv: old });
  });

  test('a pipe to nothing has no name', () => {
    expect(formatCoreName('|', words)).toEqual({ kind: 'failed' });
  });

  test('any pattern: a first argument is there, and words keep their blanks', () => {
    const text = fc.string({ unit: fc.constantFrom('%', 'e', 'p', ' ', '|', '/', 'x', '\n'), maxLength: 20 });
    fc.assert(
      fc.property(text, (pattern) => {
        const found = formatCoreName(`|x${pattern}`, words);
        const argv = found.kind === 'pipe' ? found.argv : [];
        expect(argv.length).toBeGreaterThan(0);
        const blanks = argv.join('').match(/ /g)?.length ?? 0;
        expect(blanks).toBe(pattern.replaceAll('%%', '').match(/%e/g)?.length ?? 0);
        expect(argv.length - 1).toBeLessThanOrEqual(pattern.match(/[ \n]+/g)?.length ?? 0);
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['a/b', 'a!b'],
  ['.', '!'],
  ['..', '!.'],
  ['', '!'],
  ['...', '...'],
])('the word %j becomes %j', (text, word) => {
  expect(escapedCoreWord(text)).toBe(word);
});
