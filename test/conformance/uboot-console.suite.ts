/**
 * `uboot-console/`: sessions typed line by line at a real U-Boot's prompt, echo and prompts included, byte for byte.
 *
 * Each file names its release, the lines and what came over the serial line (LF for CR LF). They were typed at the sandbox build; the
 * stage types them at ours, a second of virtual time apart.
 */
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { promptBench } from '../uboot/prompt.ts';
import { expectEqualText } from './compare.ts';
import type { Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface Recording {
  readonly version: string;
  readonly typed: readonly string[];
  readonly console: string;
}

export const suite: Suite = {
  name: 'uboot console sessions',
  cases: () =>
    listVectors('uboot-console')
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, run: () => compareSession(name) })),
};

function compareSession(name: string): void {
  const { version, typed, console } = readJsonVector<Recording>(`uboot-console/${name}`);
  const bench = promptBench({ version, board: sandbox, medium: null });
  let ours = '=> ';
  for (const line of typed) {
    bench.type(`${line}\n`);
    bench.runMs(1000);
    ours += bench.take();
  }
  expectEqualText(ours.replaceAll('\r\n', '\n').replace(/=> $/, ''), console, name);
}
