// The runner on a scripted machine: every kind of step, every way to end, and nothing run after the end.
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { jsonReport, type NamedRun } from '../../src/scenario/report/json.ts';
import { junitReport } from '../../src/scenario/report/junit.ts';
import { plainPalette } from '../../src/scenario/report/palette.ts';
import { storyLines } from '../../src/scenario/report/story.ts';
import { textReport } from '../../src/scenario/report/text.ts';
import { type RunResult, runScenario } from '../../src/scenario/runner.ts';
import { ScriptedMachine } from './scripted-machine.ts';

let machine = new ScriptedMachine();

function runSteps(steps: string, head = ''): NamedRun {
  const text = `name: test\nboard: imx6q\n${head}steps:\n${steps}`;
  const parsed = parseScenario(text, 'test.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 1));
  machine = new ScriptedMachine();
  const result = runScenario(parsed.scenario, parsed.setup, () => machine);
  return { file: 'test.yaml', result, stepLines: parsed.stepLines };
}

const statuses = (result: RunResult) => result.steps.map((step) => step.status).join(' ');
const failures = (result: RunResult) => result.steps.flatMap((step) => step.failures);

const BOOT = '  - power: on\n  - wait: { state: kernel.running }\n';
const PROMPT = '  - power: on\n  - wait: { console: Hit any key }\n  - type: " "\n';

describe('waiting', () => {
  test('a duration passes in virtual time', () => {
    const { result } = runSteps(
      '  - power: on\n  - wait: 2s\n  - expect: { state: bootloader }\n  - wait: 1s\n  - expect: { state: kernel.running }\n',
    );
    expect(failures(result)).toEqual([]);
    expect(result.endNs).toBe(3e9);
  });

  test('for console text, state, event', () => {
    const steps =
      '  - power: on\n  - wait: { console: "Linux\\r" }\n  - wait: { state: kernel }\n  - expect: { event: machine.stateEntered }\n';
    expect(runSteps(steps).result.status).toBe('passed');
    expect(runSteps('  - power: on\n  - wait: { event: machine.stateEntered, timeout: 1s }\n').result.status).toBe(
      'passed',
    );
  });

  test('a wait does not find what an earlier wait or input has left behind', () => {
    const { result } = runSteps(
      `${PROMPT}  - uboot: one\n  - wait: { console: answer to one, timeout: 5s }\n  - wait: { console: answer to one, timeout: 5s }\n`,
    );
    expect(statuses(result)).toBe('passed passed passed passed passed timedOut');
  });

  test('time-out ends the run with the last console lines', () => {
    const { result } = runSteps('  - power: on\n  - wait: { console: login, timeout: 10s }\n  - say: never\n');
    expect(result.status).toBe('timedOut');
    expect(statuses(result)).toBe('passed timedOut notRun');
    expect(failures(result)).toEqual([
      { message: 'waited for "login" on the console; nothing will happen any more (state kernel.running)' },
    ]);
    expect(result.endNs).toBe(10e9);
  });

  test('the limit of the whole run counts too', () => {
    const { result } = runSteps('  - power: on\n  - wait: 2s\n  - wait: 10h\n', 'limit: 5s\n');
    expect(statuses(result)).toBe('passed passed timedOut');
    expect(result.endNs).toBe(5e9);
  });

  test('endless output is a failure, not a full memory', () => {
    const { result } = runSteps(
      `${BOOT}  - kernel: { write: { path: /proc/x, text: flood } }\n  - wait: { console: never }\n`,
    );
    expect(result.status).toBe('failed');
    expect(failures(result)[0]!.message).toBe(
      'the machine printed without end while waiting for "never" on the console',
    );
  });
});

describe('U-Boot', () => {
  test('the output is what stands between echo and prompt', () => {
    const { result } = runSteps(
      `${PROMPT}  - uboot: one\n  - expect: { output: { equals: "answer to one\\nno newline" } }\n`,
    );
    expect(failures(result)).toEqual([]);
    expect(machine.inputs).toEqual([' ', 'one\n']);
  });

  test('a command that does not come back times out; with prompt: false nobody waits', () => {
    expect(runSteps(`${PROMPT}  - uboot: { command: hang, timeout: 1s }\n`).result.status).toBe('timedOut');
    expect(runSteps(`${PROMPT}  - uboot: { command: hang, prompt: false }\n`).result.status).toBe('passed');
  });

  test('no prompt: the hint says what to do', () => {
    const { result } = runSteps('  - power: on\n  - uboot: { command: one, timeout: 10s }\n');
    expect(result.status).toBe('timedOut');
    expect(failures(result)[0]!.message).toBe(
      'waited for the U-Boot prompt; nothing will happen any more (state kernel.running); was the countdown stopped? wait for "Hit any key", then type a key',
    );
  });
});

describe('kernel', () => {
  test.each([
    ['write: { path: /proc/sysrq-trigger, text: s }', '/proc/sysrq-trigger<s\n'],
    ['write: { path: /proc/sysrq-trigger, text: s, newline: false }', '/proc/sysrq-trigger<s'],
    ['sysctl: kernel.panic=10', '/proc/sys/kernel/panic<10\n'],
  ])('%s', (action, input) => {
    expect(runSteps(`${BOOT}  - kernel: { ${action} }\n`).result.status).toBe('passed');
    expect(machine.inputs).toEqual([input]);
  });

  test('ls, cat, unlink', () => {
    const { result } = runSteps(`${BOOT}  - kernel: { ls: /sys/fs/pstore }
  - expect: { output: { equals: "total 0\\n-r--r--r-- 1 root root 14 2019-11-15 11:51 dmesg-ramoops-0\\n" } }
  - kernel: { cat: /sys/fs/pstore/dmesg-ramoops-0 }
  - expect: { output: { equals: "Panic#1 Part1\\n" }, file: { path: /sys/fs/pstore/dmesg-ramoops-0, size: 14 } }
  - kernel: { unlink: /sys/fs/pstore/dmesg-ramoops-0 }
  - expect: { files: { directory: /sys/fs/pstore, names: [] }, file: { path: /sys/fs/pstore/dmesg-ramoops-0, exists: false } }
`);
    expect(failures(result)).toEqual([]);
  });

  test('errors are failures unless they are expected', () => {
    expect(failures(runSteps(`${BOOT}  - kernel: { cat: /nowhere }\n`).result)).toEqual([
      { message: 'cat /nowhere ended with ENOENT (No such file or directory)', expected: 'success', found: 'ENOENT' },
    ]);
    expect(runSteps(`${BOOT}  - kernel: { mount: pstore, error: EBUSY }\n`).result.status).toBe('passed');
    expect(failures(runSteps(`${BOOT}  - kernel: { sysctl: a=1, error: EPERM }\n`).result)).toEqual([
      { message: 'sysctl -w a=1 ended with success', expected: 'EPERM', found: 'success' },
    ]);
  });

  test('without a kernel', () => {
    expect(failures(runSteps('  - kernel: { mount: pstore }\n').result)).toEqual([
      { message: 'no kernel is running (state off)' },
    ]);
  });
});

describe('power, reset, RAM', () => {
  test('switches that make no sense', () => {
    expect(failures(runSteps('  - reset: warm\n').result)).toEqual([
      { message: 'the machine is off: nothing to reset' },
    ]);
    expect(failures(runSteps('  - power: on\n  - power: on\n').result)).toEqual([
      { message: 'the machine is already on' },
    ]);
  });

  test('poke, fault and what RAM then holds', () => {
    const { result } = runSteps(`  - poke: { address: 0x30000000, hex: "44 42 47 43 05 00" }
  - expect: { ram: { address: 0x30000000, hex: "4442 4743", text: DBGC } }
  - fault: { field: { zone: 0x30000000, name: size, value: 0x12345678 } }
  - expect: { ram: { address: 0x30000008, hex: "78 56 34 12" } }
  - fault: { bits: [{ address: 0x20000000, bit: 7 }] }
  - fault: { uniform: { address: 0x20000000, length: 10, rate: 0.5 } }
  - expect: { ram: { address: 0x30000000, text: DBGD } }
`);
    expect(failures(result)).toEqual([{ message: 'RAM differs at 0x30000003', expected: '44', found: '43' }]);
    expect(machine.faults).toEqual([
      { kind: 'bits', bits: [{ address: 0x20000000, bit: 7 }] },
      { kind: 'uniform', address: 0x20000000, length: 10, rate: 0.5 },
    ]);
  });

  test('after a reset the console begins anew, unless asked from the start', () => {
    const { result } = runSteps(`${BOOT}  - reset: warm
  - expect: { console: { absent: Linux, contains: U-Boot } }
  - expect: { console: { contains: Linux, since: start } }
  - expect: { event: machine.reset }
`);
    expect(failures(result)).toEqual([]);
    expect(result.resets).toEqual([
      { timeNs: 3e9, cause: 'warm', comparedBytes: 0x100000, changedBytes: 0, lostBytes: 0 },
    ]);
  });

  test('all that is wrong with one expectation shows at once', () => {
    const { result } = runSteps(
      '  - expect: { state: kernel, event: machine.reset, output: { contains: x }, console: { contains: x } }\n  - say: no\n',
    );
    expect(failures(result).map((failure) => failure.message)).toEqual([
      'the console does not contain the text',
      'no step has printed anything yet',
      'the machine is in another state',
      'machine.reset has not happened',
    ]);
    expect(statuses(result)).toBe('failed notRun');
  });
});

describe('pictures of the region', () => {
  test('an untouched region is blank; a record shows its title', () => {
    const { result } = runSteps(`  - show: region
  - poke: { address: 0x30000000, hex: "44 42 47 43 20 00 00 00 20 00 00 00" }
  - poke: { address: 0x3000000c, text: "====1.000000-D\\nPanic#1 Part1\\n..." }
  - show: region
`);
    const [before, after] = result.steps.flatMap((step) => (step.region === undefined ? [] : [step.region]));
    expect(before!.zones.map((zone) => zone.state)).toEqual(Array(129).fill('blank'));
    expect(after!.zones[0]).toEqual({
      kind: 'dmesg',
      index: 0,
      address: 0x30000000,
      sizeBytes: 0x2000,
      capacityBytes: 8180,
      state: 'holds',
      usedBytes: 32,
      title: 'Panic#1 Part1',
    });
    expect(after!.zones.slice(-3).map((zone) => [zone.kind, zone.address.toString(16)])).toEqual([
      ['console', '300fc000'],
      ['ftrace', '300fe000'],
      ['pmsg', '300ff000'],
    ]);
  });
});

describe('reports', () => {
  const good = runSteps(
    `  - chapter: One\n  - say: Words.\n${PROMPT}  - uboot: one\n  - show: region\n  - expect: { output: { contains: one } }\n`,
    'region: { address: 0x30000000, length: 0x8000 }\n',
  );
  const bad = runSteps(
    `${PROMPT}  - uboot: two\n  - expect: { output: { equals: "answer to <two>\\n" } }\n  - type: x\n`,
    'seed: "a b"\n',
  );

  test('text', () => {
    expect(textReport([good, bad])).toMatchSnapshot();
    expect(textReport([good], { verbose: true })).toMatchSnapshot();
  });

  test('JSON', () => {
    const report = JSON.parse(jsonReport([good, bad]));
    expect(report.scenarios.map((one: { status: string }) => one.status)).toEqual(['passed', 'failed']);
    expect(report).toMatchSnapshot();
  });

  test('JUnit', () => {
    expect(junitReport([good, bad])).toMatchSnapshot();
  });

  test('story: no line is wider than a hundred columns', () => {
    const lines = storyLines(good);
    expect(lines.map((line) => line.text).join('\n')).toMatchSnapshot();
    for (const { text } of lines) expect([...text].length).toBeLessThanOrEqual(100);
  });

  test.each([
    [200, 100],
    [80, 80],
    [60, 60],
    [20, 60],
  ])('story on a terminal of %i columns: no line is wider than %i', (columns, widest) => {
    const widths = storyLines(good, plainPalette, columns).map(({ text }) => [...text].length);
    expect(Math.max(...widths)).toBe(widest); // the rule of a chapter takes all there is
  });
});

test('the same scenario twice gives the same result', () => {
  const steps = `${PROMPT}  - uboot: one\n  - reset: warm\n  - wait: 10s\n`;
  expect(jsonReport([runSteps(steps)])).toBe(jsonReport([runSteps(steps)]));
});
