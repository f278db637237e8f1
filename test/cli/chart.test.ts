// `lastwords chart`: every machine that is listed can be drawn, and every state of it is in the drawing.
import { describe, expect, test } from 'vitest';
import { machines } from '../../src/inspect/chart.ts';
import { scenarioRunMachine } from '../../src/scenario/run-machine.ts';
import { run } from './terminal.ts';

const all = [...machines, { name: 'scenario-run', machine: scenarioRunMachine }];

test('without a name all are listed', async () => {
  const { code, out } = await run(['chart']);
  expect(code).toBe(0);
  const names = out
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0]);
  expect(names).toEqual(all.map(({ name }) => name));
});

describe('with a name', () => {
  test.each(all)('$name', async ({ name, machine }) => {
    const { code, out } = await run(['chart', name]);
    expect(code).toBe(0);
    expect(out).toMatch(/^stateDiagram-v2\n/);
    for (const state of machine.root.states ? Object.keys(machine.root.states) : []) expect(out).toContain(state);
  });
});
