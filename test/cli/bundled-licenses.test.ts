/** The build takes the notices of the packages along whose code it takes, and ends where one has none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { noticesOf } from '../../scripts/bundled-licenses.ts';

const folder = mkdtempSync(join(tmpdir(), 'licenses-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A module of a package that is made for the test. */
function moduleOf(name: string, files: Readonly<Record<string, string>>): string {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '1.2.3' }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), text);
  return join(home, 'lib/index.js');
}

test('each package once, by name, from its file or from its README', () => {
  const modules = [
    moduleOf('two', { 'README.md': '# two\n\nLICENSE (MIT)\n-----\n\nCopyright two.\n' }),
    moduleOf('@scope/one', { 'LICENSE.txt': 'Copyright one.\n' }),
    join(folder, 'src/index.ts'),
    moduleOf('two', {}),
  ];
  expect(noticesOf(modules)).toBe(
    '@scope/one 1.2.3\n\nCopyright one.\n\ntwo 1.2.3\n\nLICENSE (MIT)\n-----\n\nCopyright two.\n',
  );
});

test('a package without a notice', () => {
  expect(() => noticesOf([moduleOf('bare', { 'README.md': 'free for all' })])).toThrow('bare has no licence');
});

test('our own modules need none', () => {
  expect(noticesOf([join(folder, 'src/index.ts')])).toBe('');
});
