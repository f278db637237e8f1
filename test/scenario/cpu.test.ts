/** The `cpu:` of a scenario: what the board gets, and what is refused. */
import { expect, test } from 'vitest';
import { architectureCaches, CORTEX_A9_CACHE, CORTEX_A72_CACHE } from '../../src/profiles/cpu-cache.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const parse = (board: string, cpu: string) =>
  parseScenario(`name: x\nboard: ${board}\n${cpu === '' ? '' : `cpu: ${cpu}\n`}steps:\n  - power: on\n`, 'x.yaml');

function boardOf(board: string, cpu: string) {
  const parsed = parse(board, cpu);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.setup.board;
}

test.each([
  ['imx6q', '{ cache: writeBack }', CORTEX_A9_CACHE],
  ['rpi4', '{ cache: writeBack }', CORTEX_A72_CACHE],
  ['pc', '{ cache: writeBack }', architectureCaches.x86_64],
  ['pseries', '{ cache: writeBack, lines: 7 }', { ...architectureCaches.ppc64le, lines: 7 }],
  [
    'virt-arm',
    '{ cache: writeBack, lineBytes: 64, lines: 512, buffers: 1, survives: [pin] }',
    { ...CORTEX_A9_CACHE, lineBytes: 64, lines: 512, buffers: 1, survives: ['pin'] },
  ],
  ['imx6q', '', undefined],
  ['imx6q', '{ cache: none }', undefined],
  ['imx6q', '{ uncachedAtomics: hang }', undefined],
])('%s with cpu: %s', (board, cpu, cache) => {
  expect(boardOf(board, cpu).cache).toEqual(cache);
});

test('atomics hang where that was asked for', () => {
  expect(boardOf('imx6q', '{ uncachedAtomics: hang }').uncachedAtomics).toBe('hang');
  expect(boardOf('imx6q', '{ uncachedAtomics: work }').uncachedAtomics).toBeUndefined();
});

test.each([
  ['{ lines: 512 }', 'there is no cache that this could be said of'],
  ['{ cache: none, survives: [] }', 'there is no cache that this could be said of'],
  ['{ cache: writeBack, lineBytes: 48 }', 'not a power of two'],
  ['{ cache: writeBack, lines: 65537 }', '"lines"'],
  ['{ cache: writeBack, lines: 0 }', '"lines"'],
  ['{ cache: writeBack, survives: [power-loss] }', '"0" cannot be this'],
  ['{ cache: writeback }', '"cache"'],
  ['{ line: 5 }', 'unknown key "line"'],
])('cpu: %s is refused', (cpu, message) => {
  const parsed = parse('imx6q', cpu);
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.message).join('\n')).toContain(message);
});
