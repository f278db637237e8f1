// `shell` and `crash` steps on a scripted machine, and the mistakes that are told before anything runs.
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { type RunResult, runScenario } from '../../src/scenario/runner.ts';
import { ScriptedMachine } from './scripted-machine.ts';

const UP = '  - power: on\n  - wait: { state: kernel.running }\n';

function parse(steps: string, head = 'board: pc\nuserland: busybox\n') {
  return parseScenario(`name: test\n${head}steps:\n${steps}`, 'test.yaml');
}

function run(steps: string): { machine: ScriptedMachine; result: RunResult; messages: string[] } {
  const parsed = parse(`${UP}${steps}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 1));
  const machine = new ScriptedMachine();
  const result = runScenario(parsed.scenario, parsed.setup, () => machine);
  return { machine, result, messages: result.steps.flatMap((step) => step.failures.map(({ message }) => message)) };
}

describe('shell', () => {
  test.each([
    ['a line', '  - shell: "true"\n', []],
    ['lines', '  - shell: { run: ["true", echo], stdout: { equals: "true\\necho\\n" } }\n', []],
    ['a status that is expected', '  - shell: { run: "false", status: 1, stderr: { equals: "no\\n" } }\n', []],
    ['a status that is not', '  - shell: "false"\n', ['false ended with status 1']],
    ['in the middle', '  - shell: { run: ["false", "true"] }\n', ['false ended with status 1']],
    [
      'other output',
      '  - shell: { run: echo, stdout: { equals: "x" } }\n',
      ['standard output differs at line 1, column 1'],
    ],
    ['a reset', '  - shell: { run: reboot, reset: warm }\n', []],
    ['a reset that is not expected', '  - shell: reboot\n', ['reboot ended with a reset (warm)']],
    ['survival that is not expected', '  - shell: { run: "true", reset: hung }\n', ['true ended with status 0']],
    ['a machine that hangs', '  - shell: { run: die, reset: hung }\n', []],
  ])('%s', (_name, steps, messages) => {
    expect(run(steps).messages).toEqual(messages);
  });

  test('a line that does not end is interrupted, and the run has timed out', () => {
    const { machine, result } = run('  - shell: { run: sleep, timeout: 5s }\n');
    expect(result.status).toBe('timedOut');
    expect(machine.inputs.at(-1)).toBe('^C');
  });

  test('its output is there for the next expectation', () => {
    expect(run('  - shell: echo\n  - expect: { output: { equals: "echo\\n" } }\n').messages).toEqual([]);
  });
});

describe('crash', () => {
  test('is a write, or a wire', () => {
    expect(run('  - crash: sysrq-w\n').machine.inputs.at(-1)).toBe('/proc/sysrq-trigger<w');
    expect(run('  - crash: nmi\n').machine.inputs.at(-1)).toBe('NMI');
    expect(run('  - crash: break-h\n').machine.inputs.slice(-2)).toEqual(['break', 'h']);
    expect(run('  - crash: silent-hang\n').machine.state).toBe('hung');
    expect(run('  - crash: brown-out\n').machine.lastResetCause).toBe('brown-out');
    expect(run('  - crash: power-key\n').machine.state).toBe('off');
  });

  test('the kernel may refuse', () => {
    expect(run('  - crash: BUG\n').messages).toEqual(['crash BUG ended with ENOENT (No such file or directory)']);
    expect(run('  - crash: { kind: BUG, error: ENOENT }\n').messages).toEqual([]);
  });

  test('nothing to crash', () => {
    expect(run('  - power: off\n  - crash: panic\n').messages).toEqual(['no kernel is running (state off)']);
    expect(run('  - reset: warm\n  - crash: panic\n').messages).toEqual([
      'no kernel is running (state bootloader.autoboot)',
    ]);
  });
});

describe('mistakes are told before anything runs', () => {
  const issues = (steps: string, head?: string) => {
    const parsed = parse(steps, head);
    return parsed.ok ? [] : parsed.issues.map(({ message, hint }) => `${message}: ${hint}`);
  };

  test.each([
    [
      '  - shell: ls\n',
      'board: pc\n',
      'nobody lives in user space: write userland: busybox (or gnu) at the top, or use a kernel step',
    ],
    ['  - crash: pnic\n', 'board: pc\n', 'unknown way to crash: did you mean "panic"?'],
    ['  - crash: EXEC_NUL\n', 'board: pc\n', 'unknown way to crash: did you mean "EXEC_NULL"?'],
    ['  - crash: { kind: BUG, error: ENOENTT }\n', 'board: pc\n', 'unknown error name: did you mean "ENOENT"?'],
    [
      '  - power: on\n',
      'board: pc\ndeviceTree: { ramoops: none }\n',
      'board pc has no device tree: leave this line out',
    ],
    [
      '  - power: on\n',
      'board: pc\nbootloader: { bootdelay: 0 }\n',
      'board pc has no U-Boot: its firmware starts the kernel: leave this line out',
    ],
    ['  - power: on\n', 'board: sandbox\nuserland: gnu\n', 'board sandbox boots no kernel: leave this line out'],
    ['  - power: on\n', 'board: pc\nuserland: gnuu\n', '"userland" cannot be this: did you mean "gnu"?'],
  ])('%s %s', (steps, head, issue) => {
    expect(issues(steps, head)).toEqual([issue]);
  });

  test('an LKDTM type that only a newer kernel has', () => {
    const head = (kernel: string) => `board: pc\nkernel: ${kernel}\n`;
    expect(issues('  - crash: PANIC_STOP_IRQOFF\n', head('6.12.117+deb12-amd64'))).toEqual([]);
    expect(issues('  - crash: PANIC_STOP_IRQOFF\n', head('6.1.0-56-amd64'))).toHaveLength(1);
  });
});

test('the device tree of a board takes another ramoops node', () => {
  const parsed = parse(
    '  - power: on\n',
    'board: imx6q\ndeviceTree: { ramoops: { address: 0x20000000, length: 0x10000, no-dump-oops: true } }\n',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const blob = Buffer.from(parsed.setup.deviceTree!).toString('latin1');
  expect(blob).toContain('ramoops@20000000');
  expect(blob).toContain('no-dump-oops');
  expect(blob).not.toContain('ramoops@30000000');
});
