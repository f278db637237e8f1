/** Places in the kernel that the dumps of its state and its out-of-memory reports name: symbols, and code where they show any. */
import type { RecordedRegisters } from './crash-data.ts';
import { oomText, stateText } from './state-texts.ts';

export interface StatePlaces {
  /** As in `CrashData.symbols`. */
  readonly symbols: string;
  readonly code: readonly Pick<RecordedRegisters, 'instructionPointer' | 'code'>[];
}

export function statePlaces(release: string): StatePlaces {
  const texts = [...strings(stateText(release)), ...strings(oomText(release))].join('\n');
  const symbols = texts.matchAll(/([\w.$]+)\+0x[0-9a-f]+\/0x([0-9a-f]+)(?: \[(\w+)\])?/g);
  const code = texts.matchAll(/^RIP: 0010:(.*)\nCode: (.*)$/gm);
  return {
    symbols: [...symbols].map(([, name, size, module = '']) => `${name} ${size} ${module}`.trim()).join('\n'),
    code: [...code].map(([, place, bytes]) => ({ instructionPointer: place!, code: bytes! })),
  };
}

/** All texts in a value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
