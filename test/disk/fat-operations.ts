/** Operations that FAT can do, with names it can keep. */
import type fc from 'fast-check';
import { type Operation, operation } from './operations.ts';

const umlauts = /\xe4\xf6/g;
const asUtf8 = (path: string): string => path.replace(umlauts, '\xc3\xa4\xc3\xb6');

export const fatOperation: fc.Arbitrary<Operation> = operation
  .filter((step) => !['symlink', 'link', 'chmod'].includes(step.do))
  .map((step) => ({
    ...step,
    ...('path' in step ? { path: asUtf8(step.path) } : {}),
    ...('to' in step ? { to: asUtf8(step.to) } : {}),
  }));

export const fatPrelude: readonly Operation[] = [
  { do: 'mkdir', path: '/dir' },
  { do: 'mkdir', path: '/sub' },
  { do: 'mkdir', path: '/dir/sub' },
  { do: 'create', path: '/a' },
  { do: 'create', path: '/dir/b' },
  { do: 'write', path: '/a', offset: 0, length: 50_000 },
  { do: 'commit' },
];
