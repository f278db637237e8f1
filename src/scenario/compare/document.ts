/** A cell of the comparison as a scenario file, which `lastwords run` takes as well. */
import type { Disaster, HeadLines } from './disasters.ts';
import type { Mechanism } from './mechanisms.ts';

export interface CellDocument {
  readonly name: string;
  /** YAML. */
  readonly text: string;
  /** Step at which all is prepared and nothing has happened yet, from 0. */
  readonly disasterStep: number;
}

export function cellDocument(mechanism: Mechanism, disaster: Disaster, seed: string): CellDocument {
  const particular = disaster.particular === undefined ? {} : (mechanism[disaster.particular] ?? {});
  const head: HeadLines = { ...mechanism.head, ...disaster.head, ...particular };
  const before = ['power: on', ...(disaster.before ?? []), ...mechanism.prepare];
  const steps = [...before, ...disaster.steps, ...mechanism.look];
  const name = `${mechanism.name}/${disaster.name}`;
  const lines = [
    `# ${mechanism.name}: ${mechanism.meaning}.`,
    `# ${disaster.name}: ${disaster.meaning}.`,
    `name: ${name}`,
    ...Object.entries(head).flatMap(([key, value]) => (value === '' ? [] : [`${key}: ${value}`])),
    `seed: ${JSON.stringify(seed)}`,
    'steps:',
    ...steps.map((step) => `  - ${step}`),
  ];
  return { name, text: `${lines.join('\n')}\n`, disasterStep: before.length };
}
