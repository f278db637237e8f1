/** The scenario schema in the form that editors read: JSON Schema, draft 2020-12. */
import * as z from 'zod';
import { scenarioSchema } from './schema.ts';

/** Put `# yaml-language-server: $schema=scenario.schema.json` at the top of a scenario to have an editor use it. */
export function scenarioJsonSchema(): object {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}
