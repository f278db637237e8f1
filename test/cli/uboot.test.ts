// `lastwords uboot`: images loaded, commands run, exact bytes out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJsonVector, readVector, vectorPath } from '../conformance/vectors.ts';
import { run } from './terminal.ts';

const stack = /^\s+at .*:\d+/m;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-uboot-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

interface Recording {
  commands: { cmd: string; wire_b64: string }[];
}

describe('a recorded session', () => {
  const { commands } = readJsonVector<Recording>('uboot/v03-one-panic.json');
  const exec = commands.flatMap(({ cmd }) => ['--exec', cmd]);

  test.each(['2021.01', '2026.07'])('%s: every command with its exact bytes', async (version) => {
    const argv = [
      'uboot',
      '--version',
      version,
      '--load',
      `${vectorPath('uboot/v03-one-panic.bin')}@0x3000000`,
      ...exec,
      '--json',
    ];
    const { code, out, err } = await run(argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out);
    expect(report.commands.map(({ cmd, wire_b64 }: Recording['commands'][0]) => ({ cmd, wire_b64 }))).toEqual(
      commands.map(({ cmd, wire_b64 }) => ({ cmd, wire_b64 })),
    );
  });

  test('the image may be gzipped, its address decimal, its name hold an @', async () => {
    const packed = put('odd@name.bin', gzipSync(readVector('uboot/v03-one-panic.bin')));
    const argv = ['uboot', '--load', `${packed}@50331648`, '--exec', 'pstore display dump 0'];
    expect((await run(argv)).out).toContain('**** Dump\n');
  });
});

test('text for people: control characters are pictures, status and resets are told', async () => {
  const record = '\x44\x42\x47\x43\x00\x00\x00\x00\x18\x00\x00\x00====1.000000-D\n\x1b[31mred\x07';
  const image = put(
    'hostile.bin',
    Uint8Array.from(record, (character) => character.charCodeAt(0)),
  );
  const argv = [
    'uboot',
    '--load',
    `${image}@0x3000000`,
    '--exec',
    'pstore display dump 0',
    '--exec',
    'nonsense',
    '--exec',
    'reset',
    '--exec',
    'echo back',
  ];
  expect((await run(argv)).out).toBe(`=> pstore display dump 0
**** Dump
␛[31mred␇
=> nonsense
Unknown command 'nonsense' - try 'help'
[status 1]
=> reset
resetting ...
[the board resets (warm)]
=> echo back
back
`);
});

describe('mistakes come together', () => {
  test('options and files', async () => {
    const { code, out, err } = await run([
      'uboot',
      '--board',
      'pc',
      '--version',
      '1.0',
      '--load',
      'x',
      '--load',
      '/nowhere@zz',
      '--exce',
      'a',
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`--exce: unknown option
  hint      did you mean "--exec"?
--board: unknown name
  found     "pc"
  hint      known: sandbox, imx6q, virt-arm64, virt-arm, openwrt
--version: unknown name
  found     "1.0"
  hint      known: 2021.01, 2023.01, 2025.01, 2026.07
x: cannot be opened
  found     no such file or directory
--load: not a number
  found     "zz"
  expected  a whole number, decimal or 0x
/nowhere: cannot be opened
  found     no such file or directory
`);
  });

  test.each([
    ['beyond RAM', '0x10000000', 'does not lie in the RAM of board sandbox'],
    ['across the end of RAM', '0xfffffff', 'does not lie in the RAM of board sandbox'],
    ['negative', '-1', 'out of range'],
    ['more than 16 TiB', '0x100000000000', 'out of range'],
  ])('an image %s', async (_name, address, words) => {
    const image = put('two.bin', Uint8Array.of(1, 2));
    const { code, err } = await run(['uboot', '--load', `${image}@${address}`, '--exec', 'echo']);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  test('images that overlap, and empty ones', async () => {
    const [one, two, none] = [
      put('one.bin', new Uint8Array(10)),
      put('two.bin', new Uint8Array(10)),
      put('none.bin', new Uint8Array(0)),
    ];
    const { code, err } = await run([
      'uboot',
      '--load',
      `${one}@0`,
      '--load',
      `${two}@9`,
      '--load',
      `${none}@100`,
      '--exec',
      'echo',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('overlaps');
    expect(err).toContain('is empty');
  });
});

property.prop(
  [
    fc.uint8Array({ minLength: 1, maxLength: 0x5000 }),
    fc.array(fc.string({ maxLength: 40 }), { minLength: 1, maxLength: 3 }),
  ],
  { numRuns: 40 },
)('arbitrary bytes and arbitrary commands: an answer or a complaint', async (bytes, lines) => {
  const exec = ['pstore set 3000000 10000', 'pstore display', ...lines].flatMap((line) => ['--exec', line]);
  const { code, err } = await run(['uboot', '--load', `${put('any.bin', bytes)}@0x3000000`, ...exec]);
  expect([0, 2]).toContain(code);
  expect(err).not.toMatch(stack);
});
