// `lastwords image`, and images of every format in `autopsy` and `uboot --load`: the answer is that of the raw bytes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vectorPath } from '../conformance/vectors.ts';
import { run, type Session } from './terminal.ts';

const recorded = vectorPath('linux/d61-panic-ecc16-noise.bin.gz');
const bytes = new Uint8Array(gunzipSync(readFileSync(recorded)));
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
const question = ['--address', '0x5000000', '--kernel', '6.1.0-56-amd64', ...sizes, '--ecc', '1', '--json'];

let folder = '';
/** The answer to the raw bytes. */
let expected: Session;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-image-'));
  expected = await run(['autopsy', recorded, ...question]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const put = (name: string, content: Uint8Array | string) => {
  writeFileSync(path(name), content);
  return path(name);
};
const without = (text: string) => text.replaceAll(folder, '');

/** What a serial terminal keeps of `md` in a simulated U-Boot. */
async function mdLog(command: string): Promise<string> {
  const args = ['--load', `${recorded}@0x5000000`, '--exec', command, '--json'];
  const { out, code } = await run(['uboot', ...args]);
  expect(code).toBe(0);
  const { commands } = JSON.parse(out) as { commands: { wire_b64: string }[] };
  return `=> ${command}\r\n${Buffer.from(commands[0]!.wire_b64, 'base64').toString('latin1')}=> `;
}

describe('one region, every format', () => {
  test.each(['region.hex', 'region.s37', 'region.elf', 'region.bin', 'region.core.gz'])('%s', async (name) => {
    const written = await run(['image', `${recorded}@0x5000000`, '-o', path(name), '--force']);
    expect(written).toEqual({ code: 0, out: '0x05000000 to 0x0500ffff  65536 bytes\n64 KiB in 1 piece\n', err: '' });
    const asked = await run(['autopsy', path(name), ...question]);
    expect(asked).toEqual(expected);
  });

  test.each(['md.b 5000000 10000', 'md.w 5000000 8000', 'md.l 5000000 4000', 'md.q 5000000 2000'])(
    'the log of %s',
    async (command) => {
      const log = put('serial.log', `U-Boot 2026.07\r\n${await mdLog(command)}`);
      const asked = await run(['autopsy', log, ...question]);
      expect(asked).toEqual(expected);
    },
  );

  test('out of a larger image, with --size; a hole is told', async () => {
    const ram = new Uint8Array(0x3_0000).fill(0x5a);
    ram.set(bytes, 0x1_0000);
    const file = put('ram.bin', ram);
    expect(await run(['autopsy', file, '--at', '0x4ff0000', '--size', '0x10000', ...question])).toEqual(expected);

    const holed = put('holed.log', (await mdLog('md.l 5000000 4000')).replace(/^05000040:.*\r\n/m, ''));
    const { code, err } = await run(['autopsy', holed, ...question]);
    expect(code).toBe(0);
    expect(without(err)).toBe(
      'note /holed.log: bytes are missing between dump lines: 0x5000040 to 0x500004f\n' +
        'note not in the image and taken as 0: 0x5000040 to 0x500004f\n',
    );
  });

  test('U-Boot loads an image where it says', async () => {
    await run(['image', `${recorded}@0x3000000`, '-o', path('load.hex')]);
    const show = ['--exec', 'pstore set 3000000 10000', '--exec', 'pstore display'];
    const loaded = await run(['uboot', '--load', path('load.hex'), ...show]);
    expect(loaded).toEqual(await run(['uboot', '--load', `${recorded}@0x3000000`, ...show]));
    expect(loaded.code).toBe(0);
  });
});

describe('lastwords image', () => {
  test('joins files, later ones count; holes are filled in raw bytes alone', async () => {
    const [a, b] = [put('a.bin', 'abcd'), put('b.bin', 'XY')];
    const joined = await run([
      'image',
      `${a}@0x100`,
      `${b}@0x102`,
      `${b}@0x106`,
      '-o',
      path('joined.bin'),
      '--fill',
      '0x2e',
    ]);
    expect(joined).toEqual({
      code: 0,
      out: '0x00000100 to 0x00000103  4 bytes\n0x00000106 to 0x00000107  2 bytes\n6 bytes in 2 pieces\n',
      err: 'note two values for one address; the later one counts: 0x102\n',
    });
    expect(readFileSync(path('joined.bin'), 'latin1')).toBe('abXY..XY');
    const moved = await run(['image', `${a}@0x100`, `${b}@0x106`, '--at', '0x80000000', '--json']);
    expect(JSON.parse(moved.out)).toEqual({
      pieces: [
        { address: 0x8000_0000, size: 4 },
        { address: 0x8000_0006, size: 2 },
      ],
    });
  });

  test('two bytes far apart stay two bytes', async () => {
    const a = put('a.bin', 'a');
    const far = [`${a}@0`, `${a}@0xffffffff`];
    expect((await run(['image', ...far, '-o', path('far.hex')])).code).toBe(0);
    expect(readFileSync(path('far.hex')).length).toBeLessThan(100);
    const refused = await run(['image', path('far.hex'), '-o', path('far.bin')]);
    expect(refused.code).toBe(2);
    expect(without(refused.err)).toContain('far.bin: too far apart for raw bytes: more than 1 GiB');
    const beyond = await run(['image', `${a}@0x100000000`, '-o', path('beyond.hex')]);
    expect(without(beyond.err)).toContain('beyond.hex: the format ends at 4 GiB');
  });

  test('all complaints at once, with line and offset', async () => {
    const hex = put('bad.hex', ':00000001FE\n');
    const elf = put('bad.elf', '\x7fELF\x02\x01');
    const { code, out, err } = await run([
      'image',
      hex,
      elf,
      path('nowhere'),
      '--to',
      'elff',
      '--fill',
      '256',
      '--at',
      'x',
    ]);
    expect([code, out]).toEqual([2, '']);
    expect(
      without(err)
        .split('\n')
        .filter((line) => !line.startsWith(' ')),
    ).toEqual([
      '--to: unknown name',
      '--at: not a number',
      '--fill: out of range',
      '/bad.hex:1:1: wrong checksum',
      '/bad.elf: the ELF header is cut off (offset 0x6)',
      '/nowhere: cannot be opened',
      '',
    ]);
  });

  test('an input is never written over, nothing is written beyond 16 TiB', async () => {
    const a = put('a.bin', 'a');
    expect((await run(['image', a, '-o', a, '--force'])).err).toContain('is an input of this command');
    expect((await run(['image', `${put('two.bin', 'ab')}@0xfffffffffff`])).err).toContain('ends beyond 16 TiB');
  });

  test('--from: bytes that look like something else', async () => {
    const file = put('looks.bin', '\x7fELF, and no more');
    expect((await run(['image', file])).code).toBe(2);
    expect((await run(['image', file, '--from', 'raw'])).out).toContain('17 bytes');
  });
});

describe('autopsy refuses', () => {
  test.each([
    ['a region beside the image', ['--at', '0x6000000'], '--address: nothing of the image lies there'],
    ['a size of nothing', ['--size', '0'], '--size: out of range'],
    ['an unknown format', ['--from', 'xml'], '--from: unknown name'],
  ])('%s', async (_name, more, words) => {
    const { code, err } = await run(['autopsy', recorded, ...question, ...more]);
    expect([code, err.split('\n')[0]]).toEqual([2, words]);
  });

  test('a region without end', async () => {
    const a = put('a.bin', 'a');
    await run(['image', `${a}@0x5000000`, `${a}@0xffffffff`, '-o', path('wide.hex')]);
    const { code, err } = await run(['autopsy', path('wide.hex'), ...question]);
    expect([code, err.split('\n')[0]]).toEqual([2, '--size: is needed']);
  });
});
