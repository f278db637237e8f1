/** Saved machines, bundles and their differences, as a user meets them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'lastwords-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SCENARIO = `name: fails
board: pc
options: { panic: 1, ramoops.mem_address: 0x5000000, ramoops.mem_size: 0x10000, memmap: 64K$0x5000000 }
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
  - wait: { event: machine.reset }
  - fault: { bits: [{ address: 0x5000008, bit: 3 }] }
  - expect: { state: off }
`;

test('a failing run leaves a bundle, which is opened, told, gone to and compared', async () => {
  const scenario = join(folder, 'fails.yaml');
  const bundles = join(folder, 'new', 'bundles');
  writeFileSync(scenario, SCENARIO);
  for (const name of ['fails.lws', 'fails-2.lws']) {
    const { code, err } = await run(['run', scenario, '--bundle', bundles]);
    expect(code).toBe(1);
    expect(err).toBe(`lastwords: ${scenario} did not pass; lastwords replay ${join(bundles, name)}\n`);
  }
  const file = join(bundles, 'fails.lws');
  expect(readFileSync(file)).toEqual(readFileSync(join(bundles, 'fails-2.lws')));

  const told = await run(['replay', file, '--at', 'before reset']);
  expect(told.err).toBe('');
  expect(told.out).toMatch(/verified; at \d\.\d+ s: kernel\.panicking/);
  const json = JSON.parse((await run(['replay', file, '--json'])).out);
  expect(json.kind).toBe('bundle');
  expect(json.events.map(({ name }: { name: string }) => name)).toContain('fault.injected');

  const diff = await run(['diff', file, file, '--at-a', 'before injected']);
  expect(diff.code).toBe(1);
  expect(diff.out).toContain('dmesg[0].header.size');
  expect(diff.out).toContain('RAM: 1 bytes in 1 pages\n');
  expect((await run(['diff', file, file])).out).toBe('nothing differs\n');
});

test('what cannot be opened is refused with a reason, and nothing is written', async () => {
  const [scenario, broken] = [join(folder, 'again.yaml'), join(folder, 'broken.lws')];
  writeFileSync(scenario, SCENARIO);
  const bundles = join(folder, 'again');
  await run(['run', scenario, '--bundle', bundles]);
  const [name] = readdirSync(bundles);
  const bytes = readFileSync(join(bundles, name!));
  writeFileSync(broken, bytes.subarray(0, 3_000));
  for (const words of [
    ['replay', broken],
    ['diff', broken, broken],
  ]) {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('is cut off');
  }
  const at = await run(['replay', join(bundles, name!), '--at', 'reset#9']);
  expect(at.code).toBe(2);
  expect(at.err).toContain('"reset#9" happened 2 times only');
  expect((await run(['replay', join(folder, 'none')])).code).toBe(2);
  expect((await run(['run', scenario, '--bundle', scenario])).code).toBe(2);
  expect(existsSync(`${scenario}.lws`)).toBe(false);
});

test('raw images are compared byte by byte', async () => {
  const [a, b] = [join(folder, 'a.bin'), join(folder, 'b.bin')];
  writeFileSync(a, Uint8Array.of(1, 2, 3, 4));
  writeFileSync(b, Uint8Array.of(1, 7, 3));
  const { code, out } = await run(['diff', a, b, '--address', '0x1000']);
  expect([code, out]).toEqual([
    1,
    '0x00001001 +1  -  02 → 07  (image)\n0x00001003 +1  -  04 → 00  (image → nobody)\nRAM: 2 bytes in 1 pages\n',
  ]);
});
