// docs/reference/crashes.md says what the machine does: the page is made anew and compared.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crashPage } from '../../scripts/crash-table.ts';

test('the table of crashes is up to date (else: npx tsx scripts/crash-table.ts > docs/reference/crashes.md)', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'reference', 'crashes.md'), 'utf8');
  expect(crashPage().split('\n')).toEqual(page.split('\n'));
});
