/** `lastwords schema`: the JSON Schema of scenario files. */
import { scenarioJsonSchema } from '../../scenario/json-schema.ts';
import { type CommandModule, EXIT } from '../command.ts';

export const schemaCommand: CommandModule = {
  define(command) {
    command.addHelpText(
      'after',
      `
Example: let an editor check and complete scenarios
  lastwords schema > scenario.schema.json
  and as the first line of a scenario:
  # yaml-language-server: $schema=scenario.schema.json
`,
    );
  },
  async perform(given, io) {
    given.settle();
    io.out(schemaText());
    return EXIT.ok;
  },
};

/** The text that also stands in docs/reference/scenario.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
