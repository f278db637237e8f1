/** Loops without end at the prompt of U-Boot, with and without output: the step of a scenario times out in virtual time. */
import { expect, test } from 'vitest';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';

function status(step: string): string {
  const text = `name: loop
board: imx6q
steps:
  - power: on
  - wait: { state: bootloader.autoboot }
  - type: "x"
  - wait: { state: bootloader.prompt }
  - ${step}
`;
  const parsed = parseScenario(text, 'loop.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return runScenario(parsed.scenario, parsed.setup, createScenarioMachine).status;
}

test.each(['while true; do echo endless; done', 'while true; do true; done', 'setenv a run a; run a'])(
  '%s',
  (line) => {
    expect(status(`uboot: { command: "${line}", timeout: 5s }`)).toBe('timedOut');
  },
  20_000,
);
