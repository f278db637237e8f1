// What an expectation says about a text: each kind met, just missed, and the first difference told.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { checkContents, matchesPattern } from '../../src/scenario/contents.ts';
import { firstDifference } from '../../src/scenario/difference.ts';

describe('checkContents', () => {
  test('equals: nothing to say when equal, else line, column and both lines', () => {
    expect(checkContents('it', 'a\nb\n', { equals: 'a\nb\n' })).toEqual([]);
    expect(checkContents('it', 'a\nbxc\n', { equals: 'a\nbyc\n' })).toEqual([
      { message: 'it differs at line 2, column 2', expected: 'byc', found: 'bxc', line: 2, column: 2 },
    ]);
  });

  test('equals: a text that ends early or goes on', () => {
    expect(checkContents('it', 'a\n', { equals: 'a\nb' })).toEqual([
      { message: 'it differs at line 2, column 1', expected: 'b', found: '(the end)', line: 2, column: 1 },
    ]);
    expect(checkContents('it', 'a\nb', { equals: 'a\n' })).toEqual([
      { message: 'it differs at line 2, column 1', expected: '(the end)', found: 'b', line: 2, column: 1 },
    ]);
  });

  test('contains and absent take one text or several', () => {
    expect(checkContents('it', 'one two', { contains: ['one', 'two'], absent: 'three' })).toEqual([]);
    expect(checkContents('it', 'one', { contains: ['one', 'two'], absent: ['on'] })).toEqual([
      { message: 'it does not contain the text', expected: 'two', found: 'one' },
      { message: 'it contains a text that must not be there', expected: 'no on', found: 'one' },
    ]);
  });

  test('an unwanted text is shown where it stands', () => {
    const found = (text: string, absent: string) => checkContents('it', text, { absent })[0]?.found;
    expect(found('1\n2\n3\n4 x\n5\n6\n7', 'x')).toBe('2\n3\n4 x\n5\n6');
    expect(found('1\n2\n3\n4 x\n5\n6\n7\n8', 'x\n5')).toBe('2\n3\n4 x\n5\n6\n7');
    expect(found('x', 'x')).toBe('x');
    expect(found('x\n2\n3\n4', 'x')).toBe('x\n2\n3');
  });

  test('lines must be whole and follow each other', () => {
    expect(checkContents('it', 'x\na\nb\ny', { lines: ['a', 'b'] })).toEqual([]);
    expect(checkContents('it', 'a\nx\nb', { lines: ['a', 'b'] })).toEqual([
      {
        message: 'it has the first 1 of 2 lines, then line 2 is another',
        expected: 'b',
        found: 'x',
        line: 2,
        column: 1,
      },
    ]);
    expect(checkContents('it', 'aa\nb', { lines: ['a', 'b'] })).toEqual([
      { message: 'it does not have the line', expected: 'a', found: 'aa\nb' },
    ]);
  });

  test('expected texts are compared as UTF-8 bytes', () => {
    expect(checkContents('it', 'caf\xc3\xa9', { equals: 'café' })).toEqual([]);
  });
});

describe('matchesPattern', () => {
  test.each([
    ['abc', 'abc', true],
    ['abc', 'a*c', true],
    ['abc', '*', true],
    ['', '*', true],
    ['', '', true],
    ['abc', 'ab', false],
    ['abc', '*b', false],
    ['abcbc', 'a*bc', true],
    ['a*c', 'a*c', true],
    ['abc', 'a**c', true],
    ['abc', '', false],
  ])('%j against %j: %j', (line, pattern, expected) => {
    expect(matchesPattern(line, pattern)).toBe(expected);
  });

  test('a pattern full of stars stays linear enough to end', () => {
    expect(matchesPattern('a'.repeat(20_000), `${'a*'.repeat(50)}b`)).toBe(false);
  });

  property.prop([
    fc.array(fc.string({ unit: fc.constantFrom('a', 'b') })),
    fc.string({ unit: fc.constantFrom('a', 'b') }),
  ])('agrees with the regular expression of the same meaning', (parts, line) => {
    const pattern = parts.join('*');
    expect(matchesPattern(line, pattern)).toBe(new RegExp(`^${pattern.replaceAll(/\*+/g, '.*')}$`).test(line));
  });
});

describe('firstDifference', () => {
  property.prop([fc.string({ unit: fc.constantFrom('a', '\n') }), fc.string({ unit: fc.constantFrom('a', '\n') })])(
    'names the offset, and its line and column count back to it',
    (expected, found) => {
      const difference = firstDifference(expected, found);
      if (difference === undefined) {
        expect(expected).toBe(found);
        return;
      }
      const { offset, line, column } = difference;
      expect(expected.slice(0, offset)).toBe(found.slice(0, offset));
      expect(expected[offset]).not.toBe(found[offset]);
      expect(expected.slice(0, offset).split('\n').length).toBe(line);
      expect(expected.slice(0, offset).split('\n').at(-1)!.length + 1).toBe(column);
    },
  );
});
