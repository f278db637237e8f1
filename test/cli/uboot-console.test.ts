/** `lastwords uboot` without --exec: lines from a pipe typed at the prompt. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HostInput } from '../../src/cli/boot/host-input.ts';
import { readVector } from '../conformance/vectors.ts';
import { run } from './terminal.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-uboot-console-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function pipe(text: string): () => HostInput {
  const chunks = [new TextEncoder().encode(text)];
  return () => ({ isTerminal: false, setRaw: () => {}, next: async () => chunks.shift() ?? null, close: () => {} });
}

/** Everything from the first prompt on. */
async function typed(text: string, ...options: string[]) {
  const { code, out, err } = await run(['uboot', ...options], { input: pipe(text) });
  return { code, out: out.slice(out.indexOf('=> ')), err };
}

describe('lines from a pipe', () => {
  test('images are in RAM when the prompt comes', async () => {
    const image = join(folder, 'region.bin');
    writeFileSync(image, readVector('uboot/v03-one-panic.bin'));
    const { code, out, err } = await typed('md.b 3000000 10\n', '--load', `${image}@0x3000000`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^=> md\.b 3000000 10\n03000000: 44 42 47 43 .*DBGC.*\n=> \n$/);
  });

  test('commands over several lines, commands that ask, loops that never end', async () => {
    const text = 'if true\nthen echo hi\nfi\nmm.b 200000\n5\nx\nwhile true; do true; done\necho $?\n';
    expect((await typed(text)).out).toBe(
      '=> if true\n> then echo hi\n> fi\nhi\n=> mm.b 200000\n00200000: 00 ? 5\n00200001: 00 ? x\n' +
        '=> while true; do true; done\n=> echo $?\n1\n=> \n',
    );
  });

  test('an address beyond RAM: the sandbox ends, a board resets and asks again', async () => {
    const sandbox = await typed('md 20000000 1\necho not typed\n');
    expect(sandbox.out).toMatch(/Cannot map sandbox address 20000000 \(SDRAM from 0 to 10000000\)\n$/);
    expect(sandbox.err).toContain('the power is off');
    const board = await typed('md 60000000 1\necho back\n', '--board', 'imx6q');
    expect(board.out).toContain('data abort\n');
    expect(board.out).toMatch(/Reset cause: WDOG\n[\s\S]*=> echo back\nback\n=> \n$/);
  });

  test('garbage and a line of 100 KB', async () => {
    const garbage = String.fromCharCode(...Array.from({ length: 200 }, (_, i) => i + 32)).replaceAll('\x7f', '');
    const { code, out } = await typed(`${garbage}\n\x03\n${'a'.repeat(100_000)}\necho alive\n`);
    expect(code).toBe(0);
    expect(out.length).toBeLessThan(400_000);
    expect(out).toMatch(/alive\n=> \n$/);
  });
});
