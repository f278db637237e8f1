/** History references beside recorded ones of bash. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expandHistory, newHistoryMemory } from '../../src/shell/history-expansion.ts';

interface Recorded {
  readonly history: readonly string[];
  readonly cases: readonly { readonly line: string; readonly expanded?: string | null; readonly complaint?: string }[];
}

const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/history-expansion.json', import.meta.url), 'utf8'),
) as Recorded;

test.each(recorded.cases)('$line', ({ line, expanded, complaint }) => {
  const result = expandHistory(line, recorded.history, newHistoryMemory());
  if (complaint !== undefined) expect('why' in result && `${result.failed}: ${result.why}`).toBe(complaint);
  else expect(result).toMatchObject({ line: expanded });
});

test(':p asks to see the line only', () => {
  expect(expandHistory('!1:p', ['ls'], newHistoryMemory())).toEqual({ line: 'ls', isShownOnly: true });
  expect(expandHistory('!1', ['ls'], newHistoryMemory())).toEqual({ line: 'ls', isShownOnly: false });
});

test('a substitution is remembered from one line to the next', () => {
  const memory = newHistoryMemory();
  expandHistory('!!:s/a/b/', ['a a'], memory);
  expect(expandHistory('!!:g&', ['a a'], memory)).toMatchObject({ line: 'b b' });
});

test('long and hostile lines end', () => {
  const long = '!'.repeat(20_000);
  expect(expandHistory(long, ['x'], newHistoryMemory())).toMatchObject({ line: 'x'.repeat(10_000) });
  expect(expandHistory(`"${'\\'.repeat(50_001)}!!`, ['x'], newHistoryMemory())).toBeDefined();
});

test('a line that doubles itself is given up', () => {
  const doubling = `${'x'.repeat(1000)}${'!#'.repeat(40)}`;
  expect(expandHistory(doubling, ['x'], newHistoryMemory())).toMatchObject({ why: 'event not found' });
});
