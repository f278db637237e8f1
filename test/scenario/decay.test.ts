/** What RAM forgets without power, through a scenario and the machine: the worked numbers of the model, and its laws. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { DecayFacts } from '../../src/memory/retention.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { storyLines } from '../../src/scenario/report/story.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { RandomStreams } from '../../src/sim/random.ts';

const START = 0x6000000;
const LENGTH = 0x40000;

const random = new RandomStreams('contents').stream('bytes');
const contents = Uint8Array.from({ length: LENGTH }, () => random.int(256));

function parsed(head: string, steps = '  - power: on\n') {
  const text = `name: decay\nboard: pc\nkernel: 6.1.192-oracle\n${head}steps:\n${steps}`;
  const result = parseScenario(text, 'test.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
}

/** What a machine that lay without power has in the window, and what the event says about it. */
function without(head: string, gap: { offSeconds: number; tempC?: number }, seed = 'seed') {
  const machine = createScenarioMachine(parsed(head).setup, seed);
  const decays: DecayFacts[] = [];
  machine.bus.on('machine.retentionApplied', (event) => decays.push(...event.decays));
  machine.powerOn();
  machine.memory.write(START, contents, machine.memory.writer('test'));
  machine.powerOff();
  machine.powerOn(gap);
  return { bytes: machine.memory.read(START, LENGTH), decays };
}

const lost = (bytes: Uint8Array) => bytes.map((byte, at) => byte ^ contents[at]!);
const count = (bits: Uint8Array) => bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
const rules = (rest: string) =>
  `retention:\n  power-loss:\n    - { address: ${START}, length: ${LENGTH}, ${rest} }\n    - { outcome: kept }\n`;

describe('the worked numbers of ddr4-slow', () => {
  // Of random contents half the cells are charged: the error rate is half the lost fraction.
  test.each([
    [10, 0.00717],
    [40, 0.2402],
    [120, 0.4951],
  ])('%d s at 19 °C', (offSeconds, rate) => {
    const { bytes } = without(rules('module: ddr4-slow'), { offSeconds, tempC: 19 });
    const bits = LENGTH * 8;
    const deviation = Math.sqrt(bits * rate * (1 - rate));
    expect(Math.abs(count(lost(bytes)) - bits * rate)).toBeLessThan(5 * deviation);
  });

  test('10 s: lanes 5 and 0', () => {
    const { decays, bytes } = without(rules('module: ddr4-slow'), { offSeconds: 10, tempC: 19 });
    const lanes = decays[0]!.laneFlips;
    for (const [lane, rate] of [
      [5, 0.0281],
      [0, 0.0011],
    ] as const) {
      expect(Math.abs(lanes[lane]! - LENGTH * rate)).toBeLessThan(5 * Math.sqrt(LENGTH * rate));
      const seen = lost(bytes).filter((_, at) => at % 8 === lane);
      expect(count(seen)).toBe(lanes[lane]);
    }
  });

  test.each([
    ['law: exp', 29, 18.68246],
    ['law: exp', 9, 5.352614],
    ['law: arrhenius', 29, 21.7194],
    ['law: arrhenius', 9, 4.35787],
  ])('%s: 10 s at %d °C act as %d s', (law, tempC, seconds) => {
    const [decay] = without(rules(`module: ddr4-slow, ${law}`), { offSeconds: 10, tempC }).decays;
    expect(decay!.effectiveSeconds).toBeCloseTo(seconds, 4);
  });
});

test.prop([fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), fc.nat()], {
  numRuns: 15,
})('a longer time without power loses a superset', (one, other, seed) => {
  const [less, more] = [Math.min(one, other), Math.max(one, other)].map((offSeconds) =>
    lost(without(rules('module: ddr2-2008, temperature: 19'), { offSeconds }, `${seed}`).bytes),
  );
  expect(less!.every((bits, at) => (bits & ~more![at]!) === 0)).toBe(true);
});

test.prop(
  [fc.integer({ min: 0, max: LENGTH - 1 }), fc.integer({ min: 1, max: LENGTH }), fc.integer({ min: -50, max: 90 })],
  {
    numRuns: 15,
  },
)('only the declared range changes', (from, length, tempC) => {
  const to = Math.min(LENGTH, from + length);
  const range = `address: ${START + from}, length: ${to - from}`;
  const head = `retention:\n  power-loss:\n    - { ${range}, module: ddr4-typical, noise: 0.01 }\n    - { outcome: kept }\n`;
  const changed = lost(without(head, { offSeconds: 2, tempC }).bytes);
  expect(changed.every((bits, at) => bits === 0 || (at >= from && at < to))).toBe(true);
});

describe('a step that says how long the power was off', () => {
  const bitsLost = (head: string, gap: { offSeconds: number; tempC?: number }) => count(lost(without(head, gap).bytes));

  test('lets the board’s own module decay', () => {
    const half = LENGTH * 4;
    expect(bitsLost('', { offSeconds: 0 })).toBe(0);
    expect(bitsLost('', { offSeconds: 0.3 })).toBeGreaterThan(1000);
    expect(bitsLost('', { offSeconds: 3600 })).toBeGreaterThan(half * 0.98);
    expect(bitsLost('', { offSeconds: 3, tempC: -50 })).toBeLessThan(10);
  });

  test('overrides the time of a preset, not what the scenario says is lost or kept', () => {
    expect(bitsLost('retention: { power-loss: cold-spray }\n', { offSeconds: 3600 })).toBeGreaterThan(100);
    expect(bitsLost('retention: { power-loss: cold-spray }\n', { offSeconds: 60 })).toBe(0);
    expect(bitsLost('retention: { power-loss: warm-ideal }\n', { offSeconds: 60 })).toBe(0);
    expect(bitsLost('retention: { power-loss: [{ outcome: lost }] }\n', { offSeconds: 0 })).toBeGreaterThan(LENGTH);
  });

  test('takes that time, and the story tells it', () => {
    const { scenario, setup, stepLines } = parsed(
      'retention: { power-loss: ddr4-slow }\n',
      '  - power: on\n  - wait: 20s\n  - power: { off: 12s, temperature: 19 }\n  - wait: { state: kernel.running }\n',
    );
    const result = runScenario(scenario, setup, createScenarioMachine);
    expect(result.status).toBe('passed');
    const step = result.steps[2]!;
    expect(step.endNs - step.startNs).toBe(12e9);
    const story = storyLines({ file: 'test.yaml', result, stepLines }).map((line) => line.text);
    const told = story.join(' ').replaceAll(/\s+/g, ' ');
    expect(told).toContain('power off for 12s at 19 °C, then on');
    expect(told).toContain('ddr4-slow without refresh for 12 s at 19 °C, as 12 s of its table: ');
  });
});

test('clusters, a new key and cleared memory', () => {
  const bytesOf = (rest: string) => without(rules(`module: ideal, ${rest}`), { offSeconds: 1 }).bytes;
  const chip = lost(bytesOf('clusters: [{ chip: 3 }]'));
  expect(chip.every((bits, at) => bits === 0 || at % 8 === 3)).toBe(true);
  expect(count(chip)).toBeGreaterThan(LENGTH / 4);
  const row = lost(bytesOf(`clusters: [{ row: ${START + 0x2010} }]`));
  expect(row.findIndex((bits) => bits !== 0)).toBeGreaterThanOrEqual(0x2000);
  expect(row.findLastIndex((bits) => bits !== 0)).toBeLessThan(0x4000);
  expect(bytesOf('eccInit: zero').every((byte) => byte === 0)).toBe(true);
  expect(count(lost(bytesOf('scrambler: newKey')))).toBeGreaterThan(LENGTH * 3.9);
});

test('the firmware writes over what the scenario says, at every start and after retention', () => {
  const overwrite = (pattern: string) => `{ address: ${START}, length: 0x1000, pattern: ${pattern} }`;
  const machine = createScenarioMachine(parsed(`firmware: { overwrite: [${overwrite('zero')}] }\n`).setup, 'seed');
  machine.powerOn();
  machine.memory.write(START, contents, machine.memory.writer('test'));
  machine.reset('warm');
  expect(machine.memory.read(START, 16)).toEqual(contents.slice(0, 16));
  machine.runUntil(machine.clock.now + 1e9);
  expect(machine.memory.read(START, 0x1001)).toEqual(Uint8Array.from([...new Uint8Array(0x1000), contents[0x1000]!]));
  expect(machine.memory.writers(START, 0x1000).map(({ writer }) => writer)).toEqual(['firmware']);
  // It is no damage: the firmware stored it.
  expect(machine.ledger.isTrue({ start: START, end: START + 0x1000 })).toBe(true);
});

test.each([
  ['retention: { warm: ddr4-slo }', '3:20 unknown preset | "ddr4-slo" | did you mean "ddr4-slow"?'],
  ['retention: { warm: [{ module: ddr5 }] }', '3:31 unknown module | "ddr5" | did you mean "ddr5-fast"?'],
  ['retention: { warm: [{ module: ideal, temperature: -274 }] }', '3:51 colder than absolute zero'],
  ['retention: { warm: [{ module: ideal, temperature: 151 }] }', '3:51 hotter than any memory chip stands'],
  ['retention: { warm: [{ module: ideal, off: -3s }] }', '3:43 "off" is not a duration | "-3s"'],
  ['retention: { warm: [{ module: ideal, off: 31000000s }] }', '3:43 longer than 30 days'],
  ['retention: { warm: [{ module: ideal, clusters: [{ chip: 8 }] }] }', '3:57 module ideal has no such chip | 8'],
  ['retention: { warm: [{ outcome: lost, off: 3s }] }', '3:21 a time without refresh needs a memory module'],
  [
    'retention: { warm: [{ module: ideal, scrambling: x }] }',
    '3:38 unknown key "scrambling" | did you mean "scrambler"?',
  ],
  ['firmware: { overwrite: [{ address: 0x10000000, length: 4, pattern: zero }] }', '3:36 board pc has no RAM here'],
])('%s is refused', (head, expected) => {
  const result = parseScenario(`name: x\nboard: pc\n${head}\nsteps:\n  - power: on\n`, 'test.yaml');
  expect(result.ok).toBe(false);
  if (result.ok) return;
  const [issue] = result.issues;
  const { message, place, found, hint } = issue!;
  const told = [`${place?.line}:${place?.column} ${message}`, found, hint].filter((part) => part !== undefined);
  expect(told.join(' | ')).toContain(expected);
});

test.each([
  ['{ off: 3s, temperature: -300 }', 'colder than absolute zero'],
  ['{ of: 3s }', 'unknown key "of"'],
  ['of', '"power" cannot be this'],
  ['{ temperature: 3 }', '"off" is missing'],
])('power: %s is refused', (power, message) => {
  const result = parseScenario(`name: x\nboard: pc\nsteps:\n  - power: ${power}\n`, 'test.yaml');
  expect(result.ok ? [] : result.issues.map((issue) => issue.message)).toContain(message);
});

test.each([
  ['', 'warm', 'no cell of board pc forgets at a warm reset'],
  ['retention: { warm: [{ outcome: kept }] }', 'warm', 'no cell of board pc forgets at a warm reset'],
  ['retention: { warm: [{ outcome: lost }] }', 'warm', 'no cell of board pc forgets at a warm reset'],
  ['retention: { pin: ddr4-slow }', 'watchdog', 'no cell of board pc forgets at a watchdog reset'],
  ['retention: { pin: ddr4-slow }', 'pin', null],
])('with %s a %s reset for a time is refused where memory stays refreshed', (head, cause, message) => {
  const steps = `steps:\n  - power: on\n  - reset: { cause: ${cause}, off: 50ms }\n`;
  const result = parseScenario(`name: x\nboard: pc\n${head}\n${steps}`, 'test.yaml');
  const told = result.ok ? [] : result.issues.map((issue) => [issue.message, issue.found, issue.hint]);
  const hint = `say what module it is: retention: { ${cause}: ddr4-typical }`;
  expect(told).toEqual(message === null ? [] : [[message, 'off: 50ms', hint]]);
});
