/** `fdt` typed at a real U-Boot 2026.07 on `test/fixtures/fdt/values.dtb`, and hostile blobs. */
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';

const ADDRESS = 0x1000000;
const recording: { commands: { cmd: string; console: string }[] } = JSON.parse(
  readFileSync('test/fixtures/uboot/fdt-command.json', 'utf8'),
);
const blob = new Uint8Array(readFileSync('test/fixtures/fdt/values.dtb'));

function type(bytes: Uint8Array, exec: readonly string[]): string[] {
  const loads = [{ address: ADDRESS, bytes }];
  const { commands } = runUBootSession({ board: sandbox, version: findUBoot('2026.07')!, loads, exec });
  return commands.map(({ wire }) => Buffer.from(wire).toString('latin1').replaceAll('\r', ''));
}

test('the recorded session', () => {
  const exec = recording.commands.map(({ cmd }) => cmd);
  expect(type(blob, exec)).toEqual(recording.commands.map(({ console }) => console));
});

test.prop([fc.array(fc.tuple(fc.nat(blob.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })], { numRuns: 60 })(
  'a damaged blob never ends the tool',
  (damage) => {
    const bytes = blob.slice();
    for (const [at, value] of damage) bytes[at] = value;
    expect(type(bytes, ['fdt addr 1000000', 'fdt print', 'fdt set / a b', 'fdt rm /node@1', 'fdt list'])).toHaveLength(
      5,
    );
  },
);
