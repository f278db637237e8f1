// `lastwords compare` at the terminal.
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { run } from './terminal.ts';

describe('lastwords compare', () => {
  test('a part of the matrix, for people', async () => {
    const { code, out, err } = await run(['compare', '--mechanism', 'phram', '--disaster', 'panic,power-loss']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^panic +earlier log/m);
    expect(out).toMatch(/^power cut +nothing \[2\]$/m);
    expect(out).toMatch(/^\[2\] +RAM forgets without power$/m);
  });

  test('an object per cell, for machines', async () => {
    const { code, out } = await run([
      'compare',
      '--mechanism',
      'phram',
      '--disaster',
      'panic',
      '--json',
      '--seed',
      '9',
    ]);
    expect(code).toBe(0);
    const { compare } = JSON.parse(out);
    expect(compare).toMatchObject({
      seed: '9',
      cells: [{ mechanism: 'phram', disaster: 'panic', board: 'pc', saved: [{ what: 'copy', damage: null }] }],
    });
    expect(compare.cells).toHaveLength(1);
  });

  test.each(['fadump/hang', 'hang/fadump'])('--show %s prints a scenario that can be run', async (name) => {
    const { code, out } = await run(['compare', '--show', name, '--seed', 'a "b"']);
    expect(code).toBe(0);
    expect(parseScenario(out, name)).toMatchObject({ ok: true, scenario: { name: 'fadump/hang', seed: 'a "b"' } });
  });

  test('all that is wrong is said at once, with the nearest name', async () => {
    const words = ['compare', '--mechanism', 'ramops,kdump', '--disaster', 'pannic', '--show', 'kdump/hangs'];
    const { code, out, err } = await run(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const hint of ['"ramoops"', '"panic"', '"kdump/hang"']) expect(err).toContain(`did you mean ${hint}?`);
  });

  test('an empty list names nothing', async () => {
    expect((await run(['compare', '--disaster', ''])).code).toBe(2);
  });
});
