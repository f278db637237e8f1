// `lastwords autopsy`: options from words, JSON against the recording, files written and kept; and the loop closed: the region
// of a simulated crash, saved as a file, gives the words that the next simulated boot recovered.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { readJsonVector, vectorPath } from '../conformance/vectors.ts';
import { run } from './terminal.ts';

const image = vectorPath('linux/d61-panic-ecc16-noise.bin.gz');
const sizes = [
  '--record-size',
  '0x4000',
  '--console-size',
  '0x2000',
  '--ftrace-size',
  '0x1000',
  '--pmsg-size',
  '0x1000',
];
const recorded = ['--address', '0x5000000', '--kernel', '6.1.0-56-amd64', ...sizes, '--ecc', '1'];
const stack = /^\s+at .*:\d+/m;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-autopsy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

interface Recording {
  recoveredBy: {
    messages: string[];
    files: { name: string; size: number; mode: string; text: string }[];
    regionAfterSha256: string;
  }[];
}

describe('the recorded image', () => {
  test('JSON: messages, files and region as real Linux had them', async () => {
    const { code, out, err } = await run(['autopsy', image, ...recorded, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out);
    const [truth] = readJsonVector<Recording>('linux/d61-panic-ecc16-noise.json').recoveredBy;
    expect(report.messages).toEqual(truth!.messages);
    expect(report.regionAfterSha256).toBe(truth!.regionAfterSha256);
    const [file] = truth!.files;
    expect(report.files[0]).toMatchObject({ name: file!.name, size: file!.size, mode: file!.mode, text: file!.text });
    expect(report.zones[0]).toMatchObject({
      address: 0x5000000,
      kind: 'dmesg',
      index: 0,
      state: 'valid',
      start: 9093,
      size: 9093,
    });
  });

  test('decimal and 0x are the same, .gz or not', async () => {
    const decimal = [
      '--address',
      '83886080',
      '--kernel',
      'deb61',
      '--record-size',
      '16384',
      '--console-size',
      '8192',
      '--ftrace-size',
      '4096',
      '--pmsg-size',
      '4096',
      '--ecc',
      '16',
    ];
    const plain = put('plain.bin', readImageBytes());
    const one = JSON.parse((await run(['autopsy', image, ...recorded, '--json'])).out);
    const other = JSON.parse((await run(['autopsy', plain, ...decimal, '--json'])).out);
    expect(other).toEqual(one);
  });

  test('text for people ends with the words', async () => {
    const { code, out } = await run(['autopsy', image, ...recorded]);
    expect(code).toBe(0);
    expect(out).toContain('Kernel panic - not syncing: sysrq triggered crash');
    expect(out).toContain('DBGC');
  });

  test('--write-back: a new file, never the image, --erase empties it', async () => {
    const source = put('source.bin', readImageBytes());
    const target = join(folder, 'after.bin');
    const { out } = await run(['autopsy', source, ...recorded, '--erase', '--json', '--write-back', target]);
    const sha256 = createHash('sha256').update(readFileSync(target)).digest('hex');
    expect(JSON.parse(out)).toMatchObject({ regionAfterSha256: sha256, afterErase: [] });
    expect((await run(['autopsy', source, ...recorded, '--write-back', target])).err).toContain('exists already');
    const { code, err } = await run(['autopsy', source, ...recorded, '--force', '--write-back', source]);
    expect({ code, err }).toEqual({
      code: 2,
      err: `${source}: is an input of this command\n  expected  another file\n`,
    });
    expect(readFileSync(source)).toEqual(Buffer.from(readImageBytes()));
  });
});

function readImageBytes(): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(image)));
}

describe('mistakes come together and end with 2', () => {
  test('options', async () => {
    const { code, out, err } = await run([
      'autopsy',
      '/nowhere',
      '--kernel',
      '6.1',
      '--record-size',
      '4k',
      '--ecc',
      'x',
      '--cpus',
      '0',
      '--recordsize',
      '1',
    ]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const words of [
      '--recordsize: unknown option\n  hint      did you mean "--record-size"?',
      '--address: is needed',
      '--kernel: unknown name',
      '/nowhere: cannot be opened',
      '--record-size: "4k" is not a number',
      '--ecc: "x" is not a number',
      '--cpus: 0 is out of range',
    ]) {
      expect(err).toContain(words);
    }
  });

  test.each([
    ['no image', ['autopsy'], "missing required argument 'image'"],
    ['an option without its value', ['autopsy', image, '--address'], "option '--address <number>' argument missing"],
    ['two images', ['autopsy', image, image, ...recorded], 'not expected here'],
  ])('%s', async (_name, argv, words) => {
    const { code, err } = await run(argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

describe('hostile input: an answer or a complaint', () => {
  test.each([
    ['empty', new Uint8Array(0)],
    ['one byte', Uint8Array.of(0x44)],
    ['a header and no more', Uint8Array.of(0x44, 0x42, 0x47, 0x43, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)],
    ['truncated gzip', gzipSync(new Uint8Array(1000)).subarray(0, 15)],
    ['ones', new Uint8Array(70_000).fill(0xff)],
  ])('%s', async (name, bytes) => {
    const { code, err } = await run(['autopsy', put(`${name}.bin`, bytes), ...recorded, '--json']);
    expect([0, 2]).toContain(code);
    expect(err).not.toMatch(stack);
  });

  const numbers = fc.oneof(
    fc.integer().map(String),
    fc.nat().map((n) => `0x${n.toString(16)}`),
    fc.string(),
    fc.constantFrom('1', '16', '4096', '0x10000'),
  );
  property.prop([fc.uint8Array({ maxLength: 20_000 }), numbers, numbers, numbers, numbers, fc.boolean()], {
    numRuns: 60,
  })('arbitrary bytes and arbitrary numbers', async (bytes, recordSize, consoleSize, ecc, address, deviceTree) => {
    const words = [
      '--record-size',
      recordSize,
      '--console-size',
      consoleSize,
      '--ecc',
      ecc,
      '--address',
      address,
      '--kernel',
      'deb61',
    ];
    const { code, err } = await run([
      'autopsy',
      put('any.bin', bytes),
      ...words,
      ...(deviceTree ? ['--device-tree'] : []),
    ]);
    expect([0, 2]).toContain(code);
    expect(err).not.toMatch(stack);
  });
});

test('the region of a simulated crash gives the words that the next simulated boot recovers', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../scenarios/regression/pc-panic.yaml'), 'utf8');
  const parsed = parseScenario(text, 'pc-panic.yaml');
  if (!parsed.ok) throw new Error('the shipped scenario has mistakes');
  const machine = createScenarioMachine(parsed.setup, 'loop');
  const until = (condition: () => boolean) =>
    expect(machine.runUntil(machine.clock.now + 60 * NS_PER_S, condition)).toBe(true);
  machine.powerOn();
  until(() => machine.state === 'kernel.running');
  machine.kernelWrite('/proc/sysrq-trigger', 'c\n');
  until(() => machine.state.startsWith('resetting'));
  const region = put('crashed.bin.gz', gzipSync(machine.memory.read(0x5000000, 0x10000)));
  until(() => machine.state === 'kernel.running');
  machine.kernelMount('pstore');
  const path = '/sys/fs/pstore/dmesg-ramoops-0';
  const recovered = machine.kernelRead(path);
  if (typeof recovered === 'number') throw new Error(`${path}: ${recovered}`);

  const { out } = await run([
    'autopsy',
    region,
    '--address',
    '0x5000000',
    '--kernel',
    '6.1.0-56-amd64',
    ...sizes,
    '--json',
  ]);
  const { files } = JSON.parse(out);
  expect(files.map((file: { name: string }) => file.name)).toEqual(['dmesg-ramoops-0']);
  expect(files[0].text).toBe(new TextDecoder().decode(recovered));
  expect(files[0].text).toContain('Kernel panic - not syncing: sysrq triggered crash\n');
});

describe('--guess', () => {
  test('a raw file and its gzip give the same, the parameters of the recording', async () => {
    const plain = put('guess.bin', readImageBytes());
    const packed = JSON.parse((await run(['autopsy', image, '--guess', '--json'])).out);
    const { code, out, err } = await run(['autopsy', plain, '--guess', '--json', '--at', '0x5000000']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const told = JSON.parse(out);
    expect(told.regions).toHaveLength(1);
    expect(told.regions[0]).toMatchObject({
      address: 0x5000000,
      size: 65536,
      recordSize: 0x4000,
      consoleSize: 0x2000,
      ftraceSize: 0x1000,
      pmsgSize: 0x1000,
      ecc: 16,
    });
    expect(packed.regions[0].judgements).toEqual(told.regions[0].judgements);
  });

  test('the words it ends with give the records', async () => {
    const plain = put('asked.bin', readImageBytes());
    const { out } = await run(['autopsy', plain, '--guess', '--at', '0x5000000']);
    const words = /^ {2}lastwords (.*)$/m.exec(out)![1]!.split(' ');
    const report = JSON.parse((await run([...words, '--json'])).out);
    const { files } = JSON.parse((await run(['autopsy', image, ...recorded, '--json'])).out);
    expect(report.files).toEqual(files);
  });

  test('options that it does not take, files that are not there', async () => {
    const { code, err } = await run(['autopsy', '/nowhere', '--guess', '--ecc', '1', '--erase']);
    expect(code).toBe(2);
    for (const words of ['--ecc: is not for --guess', '--erase: is not for --guess']) expect(err).toContain(words);
    expect(await run(['autopsy', '/nowhere', '--guess'])).toMatchObject({ code: 2, out: '' });
    expect((await run(['autopsy', image])).err).toContain('--guess');
  });
});
