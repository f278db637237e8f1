// `lastwords explain`: a scenario, a bundle of it, an image; what is refused, and that the three agree.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vectorPath } from '../conformance/vectors.ts';
import { run } from './terminal.ts';

const image = vectorPath('linux/bad-noecc-sig.bin.gz');
const region = ['--address', '0x5000000', '--kernel', 'deb61', '--record-size', '0x4000', '--console-size', '0x2000'];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const scenario = (expectation: string) => `name: t
board: virt-arm64
steps:
  - power: on
  - wait: { state: kernel.running }
  - reset: pin
  - wait: { state: kernel.running }
  - expect: ${expectation}
`;

describe('a run', () => {
  test('a scenario and the bundle of it are explained alike; a step that failed is told', async () => {
    const file = join(folder, 'fails.yaml');
    writeFileSync(file, scenario('{ state: off }'));
    const told = await run(['explain', file, '--json']);
    expect(told.code).toBe(0);
    expect(told.err).toContain('fails.yaml:8: the run ended here: a step did not go as expected');
    const bundles = join(folder, 'bundles');
    expect((await run(['run', file, '--bundle', bundles])).code).toBe(1);
    const [bundle] = readdirSync(bundles);
    const saved = await run(['explain', join(bundles, bundle!), '--json']);
    expect(saved.code).toBe(0);
    expect(JSON.parse(saved.out)).toEqual(JSON.parse(told.out));
    expect(JSON.parse(told.out).broken).not.toBeNull();
  });

  test('a chain that was broken before and is whole at last: the step is told', async () => {
    const file = join('scenarios', 'field', 'watchdog-cuts-power.yaml');
    const { out, err } = await run(['explain', file]);
    expect(out).toContain('the chain is whole');
    expect(err).toMatch(/watchdog-cuts-power\.yaml:\d+: at this step the chain was broken at “survived”/);
    expect((await run(['explain', join('scenarios', 'field', 'bit-rot.yaml')])).err).toBe('');
  });

  test('an expectation that is not met shows the chain as it is', async () => {
    const file = join(folder, 'expects.yaml');
    writeFileSync(file, scenario('{ explain: { broken: survived } }'));
    const { code, out } = await run(['run', file]);
    expect(code).toBe(1);
    expect(out).toContain('the chain is broken elsewhere: ');
  });
});

describe('an image', () => {
  test('is explained by its bytes', async () => {
    const { code, out, err } = await run(['explain', image, ...region]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('broken at “survived”: 1 bit flipped in the signature of dmesg(0)');
    expect(out).toContain('05000000  44 43 47 43  sig');
  });

  test('of another kind of record, the other zones count', async () => {
    const { out } = await run(['explain', image, ...region, '--record', 'console', '--json']);
    expect(JSON.parse(out).broken).toBe('written');
  });
});

describe('bad input', () => {
  test.each([
    [
      ['explain', image],
      ['--address', '--kernel'],
    ],
    [['explain', image, ...region, '--seed', 'x'], ['--seed']],
    [
      ['explain', image, ...region, '--record', 'dmseg'],
      ['--record', 'did you mean "dmesg"?'],
    ],
    [
      ['explain', join('scenarios', 'field', 'undelete.yaml'), '--kernel', 'deb61', '--at', '1'],
      ['--kernel', '--at'],
    ],
    [['explain', 'no-such-file.bin', ...region], ['no-such-file.bin']],
    [['explain'], ['missing required argument']],
  ])('%j', async (argv, complaints) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const complaint of complaints) expect(err).toContain(complaint);
  });
});
