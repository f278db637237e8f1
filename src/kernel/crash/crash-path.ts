/** The ways to crash that a kernel has texts for, by name. */
import type { CrashPath, CrashPathName } from '../../profiles/crash-data.ts';
import { assert } from '../../sim/assert.ts';
import type { CrashEnvironment } from './crash-environment.ts';

/** Whether this kernel has the text of a way to crash. */
export function hasCrashPath({ text }: Pick<CrashEnvironment, 'text'>, path: CrashPathName): boolean {
  return Object.hasOwn(text.crash.paths, path);
}

export function crashPath(environment: Pick<CrashEnvironment, 'text'>, name: CrashPathName): CrashPath {
  const { text } = environment;
  assert(hasCrashPath(environment, name), `${text.release} has no text for ${name}`);
  return text.crash.paths[name]!;
}
