// Whatever steps a scenario has in whatever order, on whatever board: the run ends, and never by an assertion of ours.
// Steps are drawn so that most make sense: a random one would nearly always fail at once and prove little.
import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { jsonReport } from '../../src/scenario/report/json.ts';
import { junitReport } from '../../src/scenario/report/junit.ts';
import { plainPalette } from '../../src/scenario/report/palette.ts';
import { storyLines } from '../../src/scenario/report/story.ts';
import { textReport } from '../../src/scenario/report/text.ts';
import { runScenario } from '../../src/scenario/runner.ts';

const paths = fc.constantFrom(
  '/proc/sysrq-trigger',
  '/proc/sys/kernel/panic',
  '/proc/sys/kernel/panic_on_oops',
  '/proc/sys/kernel/sysrq',
  '/dev/kmsg',
  '/dev/pmsg0',
  '/sys/kernel/debug/provoke-crash/DIRECT',
  '/sys/kernel/debug/pstore/record_ftrace',
  '/sys/fs/pstore',
  '/sys/fs/pstore/dmesg-ramoops-0',
  '/sys/fs/pstore/console-ramoops-0',
  '/nowhere',
);
const words = fc.oneof(
  fc.constantFrom('c', 'b', 's', 'h', '10', '-1', '1', '0', 'PANIC', 'EXCEPTION', 'BUG', 'WARNING', '<3>text', 'é→'),
  fc.string({ maxLength: 30 }),
);
const commands = fc.oneof(
  fc.constantFrom(
    'pstore display',
    'pstore set 3000000 10000',
    'pstore set 30000000 100000 2000 2000',
    'pstore display dump 1',
    'reset',
    'boot',
    'help',
    'echo $?',
    'md 30000000 4',
  ),
  fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/[\r\n]/g, ' ')),
);
const kernelActions = fc.oneof(
  fc.record({ write: fc.record({ path: paths, text: words }) }),
  fc.record({ ls: paths }),
  fc.record({ cat: paths }),
  fc.record({ unlink: paths }),
  fc.constant({ mount: 'pstore' }),
  fc.constantFrom({ sysctl: 'kernel.panic=2' }, { sysctl: 'kernel.panic_on_oops=1' }),
);
const addresses: Record<string, number> = { imx6q: 0x30000000, pc: 0x5000000, sandbox: 0x3000000 };

/** Failures of a step end a run, so steps are given leave to fail where they can: only waits are short. */
const stepFor = (board: string) => {
  const address = addresses[board]!;
  const region = fc.nat({ max: 0xffff }).map((offset) => address + offset);
  const common = [
    fc.constantFrom({ power: 'on' }, { power: 'off' }),
    fc.constantFrom(
      { reset: 'warm' },
      { reset: 'cold' },
      { reset: 'watchdog' },
      { reset: 'pin' },
      { reset: 'power-loss' },
    ),
    fc.constantFrom({ wait: '1s' }, { wait: '15s' }, { wait: '7ns' }),
    fc.record({ type: fc.string({ maxLength: 10 }) }),
    fc.record({
      fault: fc.record({
        uniform: fc.record({
          address: fc.constant(address),
          length: fc.constant(0x10000),
          rate: fc.constantFrom(0, 1e-5, 1e-3, 0.5, 1),
        }),
      }),
    }),
    fc.record({
      poke: fc.record({ address: region, hex: fc.constantFrom('44 42 47 43', '00', 'ff ff ff ff ff ff ff ff') }),
    }),
    fc.constantFrom({ show: 'region' }, { show: 'header' }),
    fc.record({ expect: fc.constantFrom({ state: 'kernel' }, { console: { absent: 'never' } }) }),
  ];
  const kernel = fc.record({ kernel: kernelActions });
  const uboot = fc.record({
    uboot: fc.record({ command: commands, prompt: fc.boolean(), timeout: fc.constant('5s') }),
  });
  if (board === 'pc') return fc.oneof(...common, kernel, kernel);
  if (board === 'sandbox') return fc.oneof(...common, uboot, uboot);
  return fc.oneof(...common, kernel, kernel, uboot, uboot);
};

const starts: Record<string, object[][]> = {
  imx6q: [
    [],
    [{ power: 'on' }, { wait: { state: 'kernel.running' } }],
    [{ power: 'on' }, { wait: { console: 'Hit any key' } }, { type: ' ' }],
  ],
  pc: [[], [{ power: 'on' }, { wait: { state: 'kernel.running' } }]],
  sandbox: [[{ power: 'on' }]],
};

const scenarios = fc.constantFrom('imx6q', 'pc', 'sandbox').chain((board) =>
  fc.record({
    name: fc.constant('any'),
    board: fc.constant(board),
    ram: fc.constantFrom('zero', 'noise'),
    limit: fc.constant('10min'),
    options: fc.constantFrom(
      {},
      { 'pstore.compress': 'none' },
      { 'ramoops.mem_address': 0x5000000, 'ramoops.mem_size': 0x10000, 'ramoops.ecc': 1 },
      { 'ramoops.mem_address': 0x5000000, 'ramoops.mem_size': 0x10000, 'ramoops.record_size': 0, 'ramoops.ecc': -1 },
      { panic: 'x', 'ramoops.mem_size': 'nonsense', two_words: 'é quoted →' },
    ),
    steps: fc
      .tuple(fc.constantFrom(...starts[board]!), fc.array(stepFor(board), { minLength: 1, maxLength: 8 }))
      .map(([start, rest]) => [...start, ...rest]),
  }),
);

property.prop([scenarios], { numRuns: 60 })('any scenario ends, and every report can tell of it', (document) => {
  const parsed = parseScenario(stringify(document), 'any.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 1));
  const result = runScenario(parsed.scenario, parsed.setup, createScenarioMachine);
  expect(['passed', 'failed', 'timedOut']).toContain(result.status);
  const run = { file: 'any.yaml', result, stepLines: parsed.stepLines };
  const texts = [jsonReport([run]), junitReport([run]), textReport([run], { verbose: true })];
  for (const text of texts) expect(text.length).toBeGreaterThan(0);
  for (const columns of [100, 80, 60]) {
    for (const { text } of storyLines(run, plainPalette, columns)) {
      expect([...text].length, text).toBeLessThanOrEqual(columns);
      expect(text).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
    }
  }
});
