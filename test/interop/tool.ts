/** Real tools that our bytes are shown to. Locally a missing tool skips its tests visibly; where `CI` is set it is a failure. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from 'vitest';

/** The tool's path, or null. Throws when it is absent in CI, where every tool must be installed. */
function requireTool(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder; the next one may have it.
    }
  }
  if ((process.env['CI'] ?? '') !== '') throw new Error(`${name} is not installed, and CI is set`);
  return null;
}

/** A group of tests that need a tool; `run` feeds it standard input and gives back its standard output. */
export function describeWithTool(
  name: string,
  define: (run: (args: readonly string[], input: Uint8Array) => Uint8Array) => void,
): void {
  describe(name, () => {
    const path = requireTool(name);
    if (path === null) {
      test.skip(`${name} is not installed`, () => {});
      return;
    }
    define((args, input) =>
      new Uint8Array(execFileSync(path, args, { input, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'ignore'] })));
  });
}
