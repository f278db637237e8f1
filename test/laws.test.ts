/**
 * Law 4 as a test: below `src/cli` nothing may know the host. Reads the sources as text, with comments and string literals
 * taken out, and looks for what must not be there. The last test keeps the detector honest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const banned: readonly [string, RegExp][] = [
  // `new Date(number)` and `Date.UTC` compute; what reads the host's clock is banned.
  ['Date', /\bDate\s*\.\s*now\b|\bnew\s+Date\s*(\(\s*\)|[^\s(])|(?<!new\s)\bDate\s*\(/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['host timers', /\b(setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/],
  ['performance', /\bperformance\s*\./],
  ['process', /\bprocess\s*\./],
  ['await', /\bawait\b/],
  ['async', /\basync\b/],
  ['Promise', /\bPromise\b/],
  ['node:', /from\s*['"]node:|import\s*\(?\s*['"]node:/],
  ['console', /\bconsole\s*\.\s*(log|error|warn|info|debug)\b/],
];

/** Source without comments; without string contents too, but for import paths. */
function code(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/^(?!\s*(?:import|export)\b).*$/gm, (line) =>
      line.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$\n]|\\.)*`/g, "''"),
    );
}

function offences(source: string): string[] {
  const text = code(source);
  return banned.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

const worldSources = sources('src').filter((path) => !path.startsWith(join('src', 'cli')));

test('the simulated world knows no host', () => {
  expect(worldSources.length).toBeGreaterThan(10);
  const found = worldSources
    .map((path) => `${path}: ${offences(readFileSync(path, 'utf8')).join(', ')}`)
    .filter((line) => !line.endsWith(': '));
  expect(found).toEqual([]);
});

test('no source file is longer than 500 lines, tables apart', () => {
  const long = worldSources
    .concat(sources(join('src', 'cli')))
    .filter((path) => !/\.data\.ts$|\.generated\.ts$/.test(path))
    .filter((path) => readFileSync(path, 'utf8').split('\n').length > 500);
  expect(long).toEqual([]);
});

test('the detector detects', () => {
  expect(offences("import { readFileSync } from 'node:fs';")).toEqual(['node:']);
  for (const read of ['Date.now()', 'new Date()', 'new Date;', 'Date()']) {
    expect(offences(`const now = ${read};`)).toEqual(['Date']);
  }
  expect(offences('const date = new Date(5);')).toEqual([]);
  expect(offences('const x = Math.random();')).toEqual(['Math.random']);
  expect(offences('setTimeout(() => {}, 1);')).toEqual(['host timers']);
  expect(offences('const x = await y;')).toEqual(['await']);
  expect(offences('// Date.now is banned\n/* await */ const text = "Math.random";')).toEqual([]);
});
