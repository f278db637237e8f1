/** Saved machines, bundles and their differences, as a user meets them. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { zlibPacker } from '../../src/cli/packer.ts';
import { readContainer, writeContainer } from '../../src/machine/save-container.ts';
import { boot, crashAndReboot, pcMachine, REGION, region } from '../machine/pc.ts';
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

test('a bundle whose RAM before the reset or whose truth is not that of its run is refused', async () => {
  const scenario = join(folder, 'witness.yaml');
  writeFileSync(scenario, SCENARIO);
  const bundles = join(folder, 'witness');
  await run(['run', scenario, '--bundle', bundles]);
  const file = join(bundles, 'witness.lws');
  const contents = readContainer(readFileSync(file), file, zlibPacker);
  const changed: Record<string, [(bytes: Uint8Array) => Uint8Array, RegExp]> = {
    'before.bytes': [
      (bytes) => bytes.with(5000, bytes[5000]! ^ 1),
      /differs before its last reset: RAM: the byte at 0x[0-9a-f]+/,
    ],
    truth: [
      (bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes).replace('"pristine":', '"pristine":1')),
      /has another truth: \[0]\.damaged\[0]\.pristine is \d+, not 1\d+/,
    ],
  };
  for (const [section, [change, complaint]] of Object.entries(changed)) {
    const sections = new Map(contents.sections).set(section, change(contents.sections.get(section)!));
    writeFileSync(file, writeContainer({ ...contents, sections }, zlibPacker));
    const { code, out, err } = await run(['replay', file]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(complaint);
  }
});

test('bytes of images have names where a layout is given or guessed, whatever the format', async () => {
  const machine = pcMachine({ words: 'pstore.compress=none' });
  boot(machine);
  crashAndReboot(machine);
  const bytes = region(machine);
  const [a, b, hex] = ['region.bin', 'flipped.bin', 'flipped.hex'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(a, bytes);
  bytes[8]! ^= 1;
  bytes[12 + 0x20]! ^= 0x80;
  writeFileSync(b, bytes);
  const address = `0x${REGION.address.toString(16)}`;
  expect((await run(['image', `${b}@${address}`, '-o', hex])).code).toBe(0);
  const kernel = ['--kernel', '6.1.0-56-amd64', '--record-size', '0x4000'];
  for (const other of [b, hex]) {
    for (const words of [kernel, ['--guess']]) {
      const { code, out, err } = await run(['diff', a, other, '--address', address, ...words]);
      expect(code).toBe(1);
      expect(out).toMatch(/^0x05000008 \+1 {2}dmesg\[0]\.header\.size .*\n0x0500002c \+1 {2}dmesg\[0]\.data\[0x20] /);
      expect(err.includes('a ramoops region at 0x05000000 (')).toBe(words[0] === '--guess');
    }
  }
  const refused = await run(['diff', a, b, '--address', address, '--kernel', 'deb61', '--record-size', '0x20000']);
  expect(refused.err).toContain('this kernel refuses the region');
  const both = await run(['diff', a, b, '--guess', '--kernel', 'deb61', '--record-size', 'x']);
  expect([both.code, both.out]).toEqual([2, '']);
  expect(both.err).toContain('cannot be combined with --kernel');
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
