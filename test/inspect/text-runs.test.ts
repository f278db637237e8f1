/** The quick search for text finds what looking at every byte finds. */
import { fc, test as fuzz } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { textRuns } from '../../src/inspect/text-runs.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';

test('runs at both ends, of exactly the length, and one byte less', () => {
  const bytes = latin1Bytes('abcd\0abc\0abcde');
  expect(textRuns(bytes, 0, bytes.length, 4, 9)).toEqual([
    { start: 0, end: 4 },
    { start: 9, end: 14 },
  ]);
  expect(textRuns(bytes, 1, 13, 4, 9)).toEqual([{ start: 9, end: 13 }]);
  expect(textRuns(bytes, 0, bytes.length, 4, 1)).toHaveLength(1);
});

fuzz.prop([
  fc.string({ unit: fc.constantFrom('a', '\n', '\0', '\x80'), maxLength: 80 }),
  fc.integer({ min: 1, max: 9 }),
])('as looking at every byte', (text, minLength) => {
  const expected = [...text.matchAll(/[a\n]+/g)]
    .filter(([run]) => run.length >= minLength)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  expect(textRuns(latin1Bytes(text), 0, text.length, minLength, 1000)).toEqual(expected);
});
