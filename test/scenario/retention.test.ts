/** What a scenario says about resets reaches RAM: per cause and range, and the board's own rules hold for the rest. */
import { expect, test } from 'vitest';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { storyLines } from '../../src/scenario/report/story.ts';
import { runScenario } from '../../src/scenario/runner.ts';

/** Bytes that differ after a reset, in the region and right behind it; both were filled with 0x55. */
function damageOf(retention: string, cause: 'warm' | 'pin' | 'power-loss'): { region: number; behind: number } {
  const text = `name: retention\nboard: pc\nretention:${retention}\nsteps:\n  - power: on\n`;
  const parsed = parseScenario(text, 'test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const machine = createScenarioMachine(parsed.setup, 'seed');
  machine.powerOn();
  const pattern = new Uint8Array(0x20000).fill(0x55);
  machine.memory.write(0x6000000, pattern, machine.memory.writer('test'));
  machine.reset(cause);
  const after = machine.memory.read(0x6000000, 0x20000);
  const changed = (from: number) => after.subarray(from, from + 0x10000).filter((byte) => byte !== 0x55).length;
  return { region: changed(0), behind: changed(0x10000) };
}

const RANGE = 'address: 0x6000000, length: 0x10000';

test('a bit error rate hits its range only', () => {
  const { region, behind } = damageOf(`\n  warm:\n    - { ${RANGE}, bitErrorRate: 0.001 }`, 'warm');
  // 524,288 bits: 524 flips expected, standard deviation 23; nearly each in a byte of its own.
  expect(region).toBeGreaterThan(524 - 6 * 23);
  expect(region).toBeLessThan(524 + 6 * 23);
  expect(behind).toBe(0);
});

test('the first rule that covers a byte decides', () => {
  const { region, behind } = damageOf(`\n  warm:\n    - { ${RANGE}, outcome: kept }\n    - { outcome: lost }`, 'warm');
  expect(region).toBe(0);
  expect(behind).toBeGreaterThan(0xfe00);
});

test('other resets are as the board says', () => {
  const rule = `\n  warm:\n    - { ${RANGE}, outcome: lost }`;
  expect(damageOf(rule, 'warm').region).toBeGreaterThan(0xfe00);
  expect(damageOf(rule, 'pin').region).toBe(0);
  expect(damageOf(rule, 'power-loss').behind).toBeGreaterThan(0xfe00);
});

test.each([
  ['{ outcome: kept }', 'all 65536 bytes'],
  ['{ outcome: lost }', 'nothing'],
  ['{ address: 0x6000000, length: 0x4000, outcome: lost }', '49152 of 65536 bytes'],
])('the story tells what RAM kept: %s', (rule, kept) => {
  const text = `name: x\nboard: pc\nregion: { address: 0x6000000, length: 0x10000 }\nretention: { pin: [${rule}] }\nsteps:\n  - power: on\n  - reset: pin\n`;
  const parsed = parseScenario(text, 'test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const result = runScenario(parsed.scenario, parsed.setup, createScenarioMachine);
  const story = storyLines({ file: 'test.yaml', result, stepLines: parsed.stepLines }).map((line) => line.text);
  // Lost bytes that hold the same value again are no kept bytes.
  expect(story.join(' ').replaceAll(/\s+/g, ' ')).toContain(`of the region RAM kept ${kept}`);
});

test('an empty list keeps everything', () => {
  expect(damageOf('\n  power-loss: []', 'power-loss')).toEqual({ region: 0, behind: 0 });
});

test.each([
  ['retention:\n  never: []', 'retention.never'],
  ['retention:\n  warm:\n    - { outcome: kept, bitErrorRate: 0.1 }', 'retention.warm[0]'],
  ['retention:\n  warm:\n    - { bitErrorRate: 1.5 }', 'retention.warm[0].bitErrorRate'],
  ['retention: warm', 'retention'],
])('%s is refused where it stands', (head, path) => {
  const parsed = parseScenario(`name: x\nboard: pc\n${head}\nsteps:\n  - power: on\n`, 'test.yaml');
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.issues.map((issue) => issue.place?.path)).toContain(path);
});
