/** Fault plans of scenarios and of files: places by name, what is refused, and the same run with a fault switched off. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { FaultPlan } from '../../src/memory/fault-plan.ts';
import type { FaultChanges } from '../../src/scenario/faults.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type RunResult, runScenario } from '../../src/scenario/runner.ts';

const root = join(import.meta.dirname, '..', '..', 'scenarios');
const NONE: FaultChanges = { files: [], without: [] };

const head = (options = '') => `name: faults
board: pc
kernel: 6.1.192-oracle
commandLine: console=ttyS0,115200 nokaslr panic=1 rdinit=/init memmap=64K$0x5000000
options:
  ramoops.mem_address: 0x5000000
  ramoops.mem_size: 0x10000
  ramoops.record_size: 0x4000
  ramoops.console_size: 0x2000
  pstore.compress: none
${options}`;
const STEPS = 'steps:\n  - power: on\n';

function issuesOf(text: string, changes: FaultChanges = NONE): string[] {
  const parsed = parseScenario(text, 'test.yaml', changes);
  if (parsed.ok) return [];
  return parsed.issues.map(({ message, found, expected, hint, place }) => {
    const where = place?.line === undefined ? (place?.path ?? '') : `${place.line}:${place.column}`;
    return [`${where} ${message}`, found, expected, hint].filter((part) => part !== undefined).join(' | ');
  });
}

/** The plan that `faults: { one: … }` becomes. */
function planOf(plan: string, options = ''): FaultPlan {
  const parsed = parseScenario(`${head(options)}faults:\n  one: ${plan}\n${STEPS}`, 'test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.setup.faults.armed[0]!;
}

describe('places by name', () => {
  const at = (field: string, options = '') => {
    const { place, shape } = planOf(`{ field: '${field}'${/bit/.test(field) ? '' : ', count: 1'} }`, options);
    return [place.start - 0x5000000, place.end - place.start, ...(shape.kind === 'bits' ? shape.bits : [])];
  };

  test.each([
    ['region', [0, 0x10000]],
    ['dmesg[0]', [0, 0x4000]],
    ['dmesg[2]', [0x8000, 0x4000]],
    ['console', [0xc000, 0x2000]],
    ['console[0]', [0xc000, 0x2000]],
    ['dmesg[1].header', [0x4000, 12]],
    ['dmesg[1].header.sig', [0x4000, 4]],
    ['dmesg[1].header.start', [0x4004, 4]],
    ['dmesg[1].header.size', [0x4008, 4]],
    ['dmesg[1].header.size bit 3', [0x4008, 4, 3]],
    ['dmesg[1].header.size bit 31', [0x4008, 4, 31]],
    ['dmesg[1].header.size byte 2', [0x400a, 1]],
    ['dmesg[1].data', [0x400c, 0x4000 - 12]],
    ['dmesg[1].data byte 17 bit 2', [0x401d, 1, 2]],
    ['console.header.sig', [0xc000, 4]],
  ])('%s', (field, place) => {
    expect(at(field)).toEqual(place);
  });

  test('with ECC, parity of blocks and of the header end the zone', () => {
    // 127 blocks of 128 bytes and 16 parity bytes each, and the parity of the header.
    const ecc = '  ramoops.ecc: 16\n';
    const blocks = Math.ceil((0x4000 - 12 - 16) / 144);
    const parity = 0x4000 - (blocks + 1) * 16;
    expect(at('dmesg[0].data', ecc)).toEqual([12, parity - 12]);
    expect(at('dmesg[0].parity', ecc)).toEqual([parity, blocks * 16]);
    expect(at('dmesg[0].headerParity', ecc)).toEqual([0x4000 - 16, 16]);
  });
});

describe('what is refused, with nothing run', () => {
  const plan = (text: string) => issuesOf(`${head()}faults:\n  one: ${text}\n${STEPS}`);

  test.each([
    ["{ field: 'dmesg[0].headr.size', bit: 3 }", ['there is no such place', 'did you mean "dmesg[0].header.size"?']],
    ["{ field: 'dmesg[3]', count: 1 }", ['there is no such place', 'did you mean "dmesg[']],
    ["{ field: 'pmsg[1]', count: 1 }", ['there is no such place', '"pmsg[1]"']],
    ["{ field: 'dmesg[0] and more', count: 1 }", ['not the name of a place']],
    ["{ field: 'dmesg[0].parity', count: 1 }", ['this place is empty: the zones have no ECC']],
    ["{ field: 'dmesg[0].header.size bit 32' }", ['no such bit', 'bit 32', '0 to 31']],
    ["{ field: 'dmesg[0].header.size', bit: 32 }", ['no such bit', '32', '0 to 31']],
    ["{ field: 'dmesg[0].header byte 12', count: 1 }", ['no such byte', '0 to 11']],
    ["{ field: 'dmesg[0].header', value: 7 }", ['this place is no number', 'pairs of hex digits']],
    ["{ field: 'dmesg[0].header', value: '00 01 02 03 04 05 06 07 08 09 0a 0b 0c' }", ['number of bytes', '1 to 12']],
    ["{ field: 'dmesg[0].header', count: 97 }", ['number of bits', '97', '0 to 96']],
    ["{ field: 'dmesg[0]', chip: 8 }", ['no such chip', '0 to 7']],
    ["{ field: 'dmesg[0]', row: 2 }", ['no such row', '0 to 1']],
    ["{ field: 'dmesg[0]', count: 1, module: ddr4-slo }", ['unknown module', 'did you mean "ddr4-slow"?']],
    ["{ field: 'dmesg[0]', misdirected: 0x8000000 }", ['has no RAM here', '0xd000000']],
    ["{ field: 'dmesg[0]', misdirected: 0 }", ['distance 0']],
    ['{ address: 0x8000000, count: 1 }', ['has no RAM here']],
    ["{ field: 'dmesg[0]', length: 4, count: 1 }", ['a field has its own length']],
    ["{ field: 'dmesg[0]', value: '00', effect: random }", ['only bits have an effect']],
    ["{ field: 'dmesg[0]' }", ['a fault needs exactly one shape', 'one of: bit, count']],
    ["{ field: 'dmesg[0]', count: 1, rate: 0.5 }", ['a fault needs exactly one shape']],
    ["{ field: 'dmesg[0] bit 3', count: 1 }", ['a fault needs exactly one shape']],
    ['{ count: 1 }', ['a fault plan has no action']],
    ["{ field: 'dmesg[0]', count: 1, when: { event: kernel.panick } }", ['did you mean "kernel.panicked"?']],
    ["{ field: 'dmesg[0]', count: 1, when: { write: 0 } }", ['"write" is out of range']],
    ["{ field: 'dmesg[0]', torn: {} }", ['a torn store has no action']],
  ])('%s', (text, words) => {
    const told = plan(text);
    expect(told).toHaveLength(1);
    for (const word of words) expect(told[0]).toContain(word);
  });

  test('steps and options that name no plan', () => {
    const faults = "faults:\n  rot: { field: 'dmesg[0]', count: 1 }\n";
    expect(issuesOf(`${head()}${faults}steps:\n  - fault: { plan: rto }\n`)).toEqual([
      '14:20 unknown fault plan | "rto" | did you mean "rot"?',
    ]);
    expect(issuesOf(`${head()}${faults}${STEPS}`, { files: [], without: ['rott'] })).toEqual([
      '--without-fault the scenario has no such fault plan | "rott" | did you mean "rot"?',
    ]);
    expect(issuesOf(`${head()}steps:\n  - fault: { plan: rot, count: 3 }\n`)[0]).toContain('a shape needs a place');
    expect(issuesOf(`${head()}steps:\n  - fault: { bits: [{ address: 0, bit: 0 }], when: reset }\n`)[0]).toContain(
      'a shape needs a place',
    );
  });

  test('a board where nothing says where the region is', () => {
    const text = "name: x\nboard: pc\nfaults:\n  one: { field: 'dmesg[0]', count: 1 }\nsteps:\n  - power: on\n";
    expect(issuesOf(text)[0]).toContain('nothing says where the ramoops region is');
  });

  test('files of plans: their own mistakes, a name twice, and a file of plans that is run', () => {
    const files = (text: string): FaultChanges => ({ files: [{ file: 'plans.yaml', text }], without: [] });
    const scenario = `${head()}faults:\n  rot: { field: 'dmesg[0]', count: 1 }\n${STEPS}`;
    expect(issuesOf(scenario, files("faults:\n  rot: { field: 'dmesg[0]', count: 1 }\n"))).toEqual([
      '2:3 the scenario has a plan of this name | "rot"',
    ]);
    expect(issuesOf(scenario, files("faults:\n  more: { fild: 'dmesg[0]', count: 1 }\n"))[0]).toContain('"field"');
    expect(issuesOf(scenario, files('faults: [')).length).toBeGreaterThan(0);
    expect(issuesOf(scenario, files(''))[0]).toContain('"faults" is missing');
    expect(issuesOf('faults: {}\n')).toEqual([
      ' this file has fault plans, and is no scenario | lastwords run SCENARIO --fault FILE',
    ]);
  });
});

test('bits of numbers count from the lowest, values in the CPU’s order', () => {
  expect(planOf("{ field: 'dmesg[0].header.sig', bit: [6, 14] }").shape).toEqual({
    kind: 'bits',
    bits: [6, 14],
    effect: 'flip',
  });
  expect(planOf("{ field: 'dmesg[0].header.sig', value: 0x43470204 }").shape).toEqual({
    kind: 'value',
    bytes: [0x04, 0x02, 0x47, 0x43],
  });
});

const CRASH = `steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
  - wait: { event: machine.reset }
  - wait: { state: kernel.running }
`;
const PLANS = `faults:
  stuck: { field: 'dmesg[0].data byte 40', bit: 5, effect: stuck-at-0 }
  torn: { field: 'console.data byte 64', torn: { first: 9 }, when: { write: 1 } }
  stray: { field: 'dmesg[0].data byte 100', misdirected: 0x40, when: { event: kernel.panicked } }
  rot: { field: 'dmesg[1]', rate: 0.01, when: reset }
  late: { field: 'dmesg[0].data', burst: { bytes: 3 }, when: { stores: 2000 } }
`;

function run(text: string, changes: FaultChanges = NONE): RunResult {
  const parsed = parseScenario(text, 'test.yaml', changes);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return runScenario(parsed.scenario, parsed.setup, createScenarioMachine, { seed: 'seed' });
}

const outcome = ({ status, traceHash, ramHash, console }: RunResult) => ({ status, traceHash, ramHash, console });
const struck = ({ events }: RunResult) =>
  events.flatMap(({ name, payload }) => (name === 'fault.injected' && 'plan' in payload ? [payload.plan] : []));

describe('switched off', () => {
  const clean = run(head() + CRASH);
  const faulty = run(head() + PLANS + CRASH);

  test('all of them: the run that never had any', () => {
    expect(struck(faulty).sort()).toEqual(['late', 'rot', 'stray', 'stuck', 'torn']);
    expect(faulty.ramHash).not.toBe(clean.ramHash);
    const off = run(head() + PLANS + CRASH, { files: [], without: 'all' });
    expect(struck(off)).toEqual([]);
    expect(outcome(off)).toEqual(outcome(clean));
  });

  test('one of them: the others do what they did', () => {
    const others = ['late', 'rot', 'stray', 'stuck', 'torn'];
    for (const name of ['rot', 'torn']) {
      const off = run(head() + PLANS + CRASH, { files: [], without: [name] });
      expect(struck(off).sort()).toEqual(others.filter((one) => one !== name));
    }
  });

  test('faults of steps as well', () => {
    const steps = `${CRASH}  - fault: { bits: [{ address: 0x5000000, bit: 0 }] }
  - fault: { uniform: { address: 0x5000000, length: 0x100, rate: 0.1 } }
  - fault: { field: { zone: 0x5000000, name: size, value: 7 } }
  - fault: { field: 'dmesg[0].header.size', bit: 3 }
`;
    expect(run(head() + steps).ramHash).not.toBe(clean.ramHash);
    expect(run(head() + steps, { files: [], without: 'all' }).ramHash).toBe(clean.ramHash);
  });
});

describe('the plans that ship', () => {
  const files = readdirSync(join(root, 'faults'));
  test.each(files)('%s has a scenario with the same plans, and can be armed on it from outside', (file) => {
    const text = readFileSync(join(root, 'faults', file), 'utf8');
    const told = readFileSync(join(root, 'regression', `fault-${file}`), 'utf8');
    const bare = (faults: Record<string, object>) =>
      Object.entries(faults).map(([name, plan]) => [name, { ...plan, description: '' }]);
    expect(bare(parse(told).faults)).toEqual(bare(parse(text).faults));
    const without = told.replace(/^faults:\n(?: .*\n)+/m, '');
    expect(issuesOf(without, { files: [{ file, text }], without: [] })).toEqual([]);
  });
});
