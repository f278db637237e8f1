// All scenarios run and end as they should, and every transition of every state machine is taken by one of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type TransitionTable, transitionTable } from '../../scripts/transition-table.ts';

let table: TransitionTable;
beforeAll(() => {
  table = transitionTable();
}, 300_000);

test('every scenario ends as its folder says', () => {
  expect(table.unexpected).toEqual([]);
});

test('every transition is taken by a scenario', () => {
  expect(table.missing).toEqual([]);
});

test('the list of transitions is up to date (else: npx tsx scripts/transition-table.ts > docs/reference/transitions.md)', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reference', 'transitions.md'), 'utf8');
  expect(table.page.split('\n')).toEqual(page.split('\n'));
});
