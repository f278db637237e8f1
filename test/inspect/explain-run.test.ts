// The field stories: each passes, and `explain` names its culprit. And that a witness only looks.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainRun } from '../../src/inspect/explain/explain-run.ts';
import { explanationText } from '../../src/inspect/explain/explanation-text.ts';
import { RunWitness } from '../../src/inspect/explain/run-witness.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { plainPalette } from '../../src/scenario/report/palette.ts';
import { textReport } from '../../src/scenario/report/text.ts';
import { runScenario } from '../../src/scenario/runner.ts';

const FOLDER = 'scenarios/field';

function told(text: string, file: string) {
  const parsed = parseScenario(text, file);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  const { scenario, setup, stepLines } = parsed;
  let witness: RunWitness | undefined;
  const result = runScenario(scenario, setup, (...made) => {
    const machine = createScenarioMachine(...made);
    witness = new RunWitness(machine);
    return machine;
  });
  return { result, witness: witness!, report: textReport([{ file, result, stepLines }]) };
}

/** Whether a story says itself what `explain` must say. */
const namesCulprit = (text: string) => /^ *explain:|\{ explain:/m.test(text);

describe('field stories', () => {
  const stories = readdirSync(FOLDER).map((file) => ({ file, text: readFileSync(`${FOLDER}/${file}`, 'utf8') }));
  for (const { file, text } of stories) {
    test(file, () => {
      const { result, report, witness } = told(text, file);
      expect(report).toMatch(/^pass/);
      expect(result.status).toBe('passed');
      expect(explainRun(witness).links).toHaveLength(7);
    }, 120_000);
  }

  test('most of them name the culprit', () => {
    expect(stories.filter(({ text }) => namesCulprit(text)).length).toBeGreaterThanOrEqual(17);
  });
});

const head = `name: t
board: pc
kernel: 6.1.192-oracle
commandLine: console=ttyS0,115200 nokaslr panic=1 rdinit=/init memmap=64K$0x5000000
options: { ramoops.mem_address: 0x5000000, ramoops.mem_size: 0x10000, ramoops.record_size: 0x4000, ramoops.console_size: 0x2000 }
`;

function chain(steps: readonly string[], record?: 'dmesg' | 'console', setup = head) {
  const { result, witness } = told(`${setup}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`, 't.yaml');
  expect(result.status).toBe('passed');
  const found = explainRun(witness, record === undefined ? {} : { record });
  const culprit = found.links.find(({ name }) => name === found.broken);
  return { ...found, finding: culprit?.finding, result, text: explanationText(found, plainPalette) };
}

const up = ['power: on', 'wait: { state: kernel.running }'];
const crash = ['crash: panic', 'wait: { event: machine.reset }', 'wait: { state: kernel.running }'];
const mount = 'kernel: { mount: pstore }';

describe('where the chain breaks', () => {
  test('no kernel has run', () => {
    expect(chain(['wait: 1s']).subject).toBe('no kernel has run yet');
  });

  test('nothing was dumped: the button', () => {
    const { broken, finding } = chain([...up, 'reset: pin', 'wait: { state: kernel.running }', mount]);
    expect(broken).toBe('written');
    expect(finding).toBe('nothing was dumped: the kernel never panicked nor oopsed, it ended by pin');
  });

  test('nothing was dumped: a silent hang and the watchdog', () => {
    const { broken, finding } = chain([
      ...up,
      'crash: silent-hang',
      'reset: watchdog',
      'wait: { state: kernel.running }',
      mount,
    ]);
    expect(broken).toBe('written');
    expect(finding).toBe('nothing was dumped: the CPUs hung without a panic, it ended by watchdog');
  });

  test('an oops that the backend does not take', () => {
    const only = head.replace('ramoops.console_size: 0x2000', 'ramoops.max_reason: 1');
    const { broken, finding } = chain(
      [...up, 'crash: oops', 'reset: warm', 'wait: { state: kernel.running }', mount],
      'dmesg',
      only,
    );
    expect(broken).toBe('written');
    expect(finding).toBe('an oops was not dumped: the backend takes panics only');
  });

  test('nobody has looked: not mounted, and not booted', () => {
    expect(chain([...up, ...crash]).finding).toBe(
      'pstorefs is not mounted: nobody has asked boot 2 (Linux 6.1.192-oracle)',
    );
    expect(chain([...up, 'crash: panic']).finding).toMatch(/^nobody has looked yet/);
  });

  test('the log of a console lives for one boot only', () => {
    const steps = [...up, ...crash, mount, 'reset: warm', 'wait: { state: kernel.running }', mount];
    expect(chain(steps).broken).toBeNull();
    expect(chain([...up, ...crash, mount], 'console').broken).toBeNull();
    expect(chain(steps, 'console')).toMatchObject({ broken: 'untouched' });
  });

  test('somebody stored over it, and who', () => {
    const steps = [
      ...up,
      'crash: panic',
      'wait: { event: machine.reset }',
      'poke: { address: 0x5000000, text: garbage }',
      'wait: { state: kernel.running }',
      mount,
    ];
    const { broken, text } = chain(steps);
    expect(broken).toBe('untouched');
    expect(text).toContain('operator stored to 0x5000000-0x5000006, 7 bytes changed');
    expect(text).toContain('is  05000000  67 61 72 62 61 67 65');
  });

  test('a store of the same bytes is no trespass, and one elsewhere neither', () => {
    const poke = ['poke: { address: 0x5000000, text: DBGC }', 'poke: { address: 0x500c000, text: x }'];
    const { broken, text } = chain([
      ...up,
      'crash: panic',
      'wait: { event: machine.reset }',
      ...poke,
      'wait: { state: kernel.running }',
      mount,
    ]);
    expect(broken).toBeNull();
    expect(text).toContain('nobody else stored to its zone');
  });

  test('what is against the rules and did no harm is told as that', () => {
    const free = head.replace(' memmap=64K$0x5000000', '');
    const { broken, links } = chain([...up, ...crash, mount], 'dmesg', free);
    expect(broken).toBeNull();
    expect(links[0]).toMatchObject({ name: 'reserved', state: 'risky' });
  });
});

test('a witness only looks', () => {
  const steps = [...up, ...crash, mount];
  const text = `${head}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  const parsed = parseScenario(text, 't.yaml');
  if (!parsed.ok) throw new Error('unexpected');
  const alone = runScenario(parsed.scenario, parsed.setup, createScenarioMachine);
  const { result, witness } = told(text, 't.yaml');
  explainRun(witness);
  expect(result.traceHash).toBe(alone.traceHash);
  expect(result.ramHash).toBe(alone.ramHash);
});
