/** `lastwords chart NAME`: a state machine as a Mermaid diagram. */
import { machines, toMermaid } from '../../inspect/chart.ts';
import { nameHint } from '../../scenario/nearest-name.ts';
import { scenarioRunMachine } from '../../scenario/run-machine.ts';
import { type CommandModule, EXIT } from '../command.ts';

const drawable = [
  ...machines,
  {
    name: 'scenario-run',
    meaning: 'a scenario: stepping, waiting, passed, failed, timed out',
    machine: scenarioRunMachine,
  },
];

export const chartCommand: CommandModule = {
  define(command) {
    command.argument('[name]', 'state machine; without it all names are listed').addHelpText(
      'after',
      `
Example:
  lastwords chart kernel > kernel.mmd
`,
    );
  },
  async perform(given, io) {
    const [name] = given.operands;
    const chosen = drawable.find((one) => one.name === name);
    if (name !== undefined && chosen === undefined) {
      const names = drawable.map((one) => one.name);
      given.complain('NAME', 'unknown state machine', { found: `"${name}"`, hint: nameHint(name, names) });
    }
    given.settle();
    if (chosen !== undefined) io.out(toMermaid(chosen.machine));
    else {
      const width = Math.max(...drawable.map((one) => one.name.length));
      for (const one of drawable) io.out(`${one.name.padEnd(width)}  ${one.meaning}\n`);
    }
    return EXIT.ok;
  },
};
