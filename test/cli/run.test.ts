// `lastwords run` from files to exit codes and reports, on the real machine.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

const scenarios = join(import.meta.dirname, '..', '..', 'scenarios');
const firstCrash = join(scenarios, 'lessons', 'first-crash.yaml');
const stack = /^\s+at .*:\d+/m;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const prompt = 'board: sandbox\nsteps:\n  - power: on\n  - uboot: echo hello\n';
const good = () => put('good.yaml', `name: good\n${prompt}  - expect: { output: { equals: "hello\\n" } }\n`);
const bad = () => put('bad.yaml', `name: bad\n${prompt}  - expect: { output: { equals: "hullo\\n" } }\n`);
const late = () => put('late.yaml', `name: late\n${prompt}  - wait: { console: never, timeout: 3s }\n`);

describe('exit codes', () => {
  test.each([
    ['all pass', () => [good(), good()], 0],
    ['one fails', () => [good(), bad(), late()], 1],
    ['one runs out of time', () => [good(), late()], 42],
    ['one has a mistake: nothing runs', () => [good(), put('mistake.yaml', 'name: x\n')], 2],
    ['one is missing', () => [good(), join(folder, 'nowhere.yaml')], 2],
  ])('%s', async (_name, files, code) => {
    expect((await run(['run', ...files()])).code).toBe(code);
  });
});

describe('reports', () => {
  test('a failure tells step, line, both texts and how to replay', async () => {
    const file = bad();
    const { out, err } = await run(['run', file, '--seed', 'a b']);
    expect(err).toBe('');
    expect(out).toBe(`FAIL  bad  ${file}, 3 of 3 steps, 0.040 s of virtual time
  ✗      0.040 s  expect output  (line 6)
      the output differs at line 1, column 2
      expected  hullo
      found     hello
      replay with  lastwords run ${file} --seed 'a b'
`);
  });

  test('JSON is one document; the same seed gives the same bytes', async () => {
    const argv = ['run', good(), bad(), '--json'];
    const [first, second] = [await run(argv), await run(argv)];
    expect(first).toEqual(second);
    const { scenarios: results } = JSON.parse(first.out);
    expect(results.map((one: { status: string }) => one.status)).toEqual(['passed', 'failed']);
    expect(results[1].steps[2].failures[0].found).toBe('hello');
  });

  test('JUnit is written to a new file, well-formed', async () => {
    const target = join(folder, 'results.xml');
    const argv = ['run', good(), bad(), late(), '--junit', target];
    expect((await run(argv)).code).toBe(1);
    const xml = readFileSync(target, 'utf8');
    expect(xml).toMatch(/<testsuite name="bad" [^>]*tests="3" failures="1" errors="0" skipped="0"/);
    expect(xml).toMatch(/<testsuite name="late" [^>]*tests="3" failures="0" errors="1" skipped="0"/);
    const lint = spawnSync('sh', ['-c', `xmllint --noout '${target}'`], { encoding: 'utf8' });
    if (lint.status !== 127) expect(lint.stderr).toBe(''); // 127: there is no xmllint here

    const again = await run(argv);
    expect(again.code).toBe(2);
    expect(again.err).toContain('exists already');
    expect((await run([...argv, '--force'])).code).toBe(1);
  });

  test('JUnit to standard output, and never over a scenario', async () => {
    expect((await run(['run', good(), '--junit', '-'])).out).toMatch(/^<\?xml version="1.0"/);
    const file = good();
    const { code, err } = await run(['run', file, '--junit', file, '--force']);
    expect(code).toBe(2);
    expect(err).toContain('is an input of this command');
    expect(readFileSync(file, 'utf8')).toMatch(/^name: good/);
  });

  test('options that exclude each other', async () => {
    const { code, err } = await run(['run', good(), '--json', '--story', '--junit', '-', '--sed', '1']);
    expect(code).toBe(2);
    expect(err).toBe(`--sed: unknown option
  hint      did you mean "--seed"?
--story: cannot be combined with --json
--junit: standard output is taken by --json or --story
`);
  });
});

describe('mistakes in files', () => {
  test('of all files together, with line and caret', async () => {
    const one = put('one.yaml', 'name: x\nboard: imx6\nsteps:\n  - wiat: 3s\n');
    const two = put('two.yaml', 'name: [\n');
    const { code, out, err } = await run(['run', one, two]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`${one}:2:8: unknown board
  2 | board: imx6
    |        ^
  found     "imx6"
  hint      did you mean "imx6q"?
${one}:4:5: unknown key "wiat"
  4 |   - wiat: 3s
    |     ^
  hint      did you mean "wait"?
${two}:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]
`);
  });

  test.each([
    ['10 MB of text', 'name: x\n'.repeat(1_250_000)],
    ['10 MB without a line feed', 'x'.repeat(10_000_000)],
    ['a binary file', '\0\x01\x02'],
    ['nested brackets', '['.repeat(100_000)],
    ['an alias cycle', 'name: &a [*a]\n'],
    ['nothing', ''],
    ['a hundred mistakes', `name: x\nboard: pc\nsteps:\n${'  - nonsense: 1\n'.repeat(100)}`],
  ])('%s', async (_name, text) => {
    const { code, out, err } = await run(['run', put('hostile.yaml', text)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
    expect(err).not.toMatch(stack);
    expect(err.length).toBeLessThan(10_000);
  });

  test('bytes that are no text', async () => {
    const path = join(folder, 'latin1.yaml');
    writeFileSync(path, Uint8Array.of(0x6e, 0xff, 0xfe));
    expect((await run(['run', path])).err).toContain('is not UTF-8 text');
  });
});

describe('the first lesson', () => {
  test('passes, and its story ends with the recovered panic', async () => {
    const { code, out, err } = await run(['run', firstCrash, '--story']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(100);
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
    const lastChapter = out.slice(out.lastIndexOf('━━ 5'));
    expect(lastChapter).toContain('Kernel panic - not syncing: sysrq triggered crash');
    expect(lastChapter).toMatch(/-r--r--r-- 1 root root \d+ 2024-03-01 12:01 dmesg-ramoops-0/);
    expect(lastChapter).toContain('Everything went as expected');
  });

  test('is coloured on a terminal', async () => {
    const fast = { outIsTerminal: true, env: { CI: '1' } };
    expect((await run(['run', firstCrash, '--story'], fast)).out).toContain('\x1b[');
    expect((await run(['run', firstCrash, '--story'], { ...fast, env: { CI: '1', NO_COLOR: '1' } })).out).not.toContain(
      '\x1b[',
    );
  });
});

test('a folder stands for the scenarios in it and below it; one without any is a mistake', async () => {
  const inner = join(folder, 'inner', 'deeper');
  mkdirSync(inner, { recursive: true });
  expect((await run(['run', join(folder, 'inner')])).err).toContain('holds no scenarios');
  writeFileSync(join(inner, 'b.yml'), `name: b\n${prompt}`);
  writeFileSync(join(folder, 'inner', 'z.yaml'), `name: z\n${prompt}`);
  writeFileSync(join(inner, 'notes.txt'), 'no scenario');
  const { code, out } = await run(['run', join(folder, 'inner')]);
  expect(code).toBe(0);
  expect(out.match(/^pass {2}\w/gm)).toEqual(['pass  b', 'pass  z']);
});

test('a defect of ours is told without a stack trace, with the command that brings it back', async () => {
  const broken = {
    out: () => {
      throw new Error('the roof fell in');
    },
  };
  const file = good();
  const { code, err } = await run(['run', file, '--seed', 'a b'], broken);
  expect(code).toBe(70);
  expect(err).toContain('Error: the roof fell in');
  expect(err).toContain(`lastwords run ${file} --seed 'a b'`);
  expect(err).not.toMatch(stack);
});

test('no results file is left behind by files with mistakes', async () => {
  const target = join(folder, 'never.xml');
  await run(['run', put('mistake2.yaml', 'name: x\n'), '--junit', target]);
  expect(existsSync(target)).toBe(false);
});

describe('fault plans', () => {
  const burst = join(scenarios, 'regression', 'fault-burst.yaml');
  const plan = () => put('plan.yaml', "faults:\n  sig: { field: 'dmesg[0].header.sig bit 3', when: reset }\n");
  const classes = (out: string) =>
    JSON.parse(out).scenarios[0].records[0].records.map((one: { name: string; class: string }) => one.class);

  test('switched off, and armed from a file', async () => {
    expect(classes((await run(['run', '--json', burst])).out)).toEqual(['flagged', 'clean']);
    const off = await run(['run', '--json', '--without-fault', 'burst', burst]);
    expect([off.code, ...classes(off.out)]).toEqual([1, 'clean', 'clean']);
    const told = await run(['run', '--without-fault', 'burst', burst]);
    expect(told.out).toContain('--seed fault-burst --without-fault burst\n');
    expect(classes((await run(['run', '--json', '--without-faults', burst])).out)).toEqual(['clean', 'clean']);
    const more = await run(['run', '--json', '--fault', plan(), burst]);
    const struck = JSON.parse(more.out).scenarios[0].steps.flatMap((step: { faults?: { plan: string }[] }) =>
      (step.faults ?? []).map((one) => one.plan),
    );
    expect(struck).toEqual(['burst', 'sig']);
  });

  test('the story tells when they strike', async () => {
    expect((await run(['run', '--story', burst])).out).toContain('◆ fault burst: 72 bits changed');
  });

  test('mistakes, with nothing run', async () => {
    const wrong = await run(['run', '--without-fault', 'brst', '--fault', join(folder, 'no-plan.yaml'), burst]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('did you mean "burst"?');
    expect(wrong.err).toContain('no-plan.yaml');
    expect((await run(['run', '--without-fault', 'burst', '--without-faults', burst])).code).toBe(2);
    const notOne = await run(['run', plan()]);
    expect([notOne.code, notOne.err]).toEqual([2, expect.stringContaining('lastwords run SCENARIO --fault FILE')]);
  });

  test('a folder may hold plans beside scenarios', async () => {
    const both = join(folder, 'both');
    mkdirSync(both);
    writeFileSync(join(both, 'plan.yaml'), readFileSync(plan()));
    writeFileSync(join(both, 'good.yaml'), readFileSync(good()));
    expect(await run(['run', both])).toMatchObject({ code: 0, out: expect.stringMatching(/^pass {2}good .*\n$/) });
  });

  test('a bundle keeps what was switched off', async () => {
    const bundles = join(folder, 'fault-bundles');
    const failed = await run(['run', '--bundle', bundles, '--without-fault', 'burst', '--fault', plan(), burst]);
    expect(failed.code).toBe(1);
    const file = /lastwords replay (\S+)/.exec(failed.err)![1]!;
    const again = await run(['replay', file]);
    expect(again.err).not.toContain('otherwise');
    expect(again.out).toContain('Fault: a burst of nine bytes');
  });
});
