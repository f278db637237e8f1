/** `lastwords uboot` and files of the host: disks as copies, written back only where that is asked for; trees and variables. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostInput } from '../../src/cli/boot/host-input.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { run } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'lastwords-uboot-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const empty = newFileSystem('fat12-1440k').toBytes();
const image = join(folder, 'floppy.img');
const copy = join(folder, 'copy.img');
const at = (name: string) => join(folder, name);

beforeEach(() => {
  for (const path of [image, copy]) rmSync(path, { force: true });
  writeFileSync(image, empty);
});

const SAVE = ['--exec', 'mw.b 100000 41 10; fatwrite mmc 1 100000 made.txt 10'];
const LS = ['--exec', 'ls mmc 1 /'];
const onDisk = (path: string) => Buffer.compare(readFileSync(path), empty) !== 0;

/** Lines from a pipe, at the prompt. */
function typing(text: string) {
  const chunks = [new TextEncoder().encode(text)];
  const input = (): HostInput => ({
    isTerminal: false,
    setRaw: () => {},
    next: async () => chunks.shift() ?? null,
    close: () => {},
  });
  return { input };
}

describe('--disk', () => {
  test('is worked on as a copy', async () => {
    const { code, out } = await run(['uboot', '--disk', `mmc1=${image}`, ...SAVE, ...LS]);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/16 bytes written in 0 ms\n=> ls mmc 1 \/\n +16 {3}made\.txt\n/),
    });
    expect(onDisk(image)).toBe(false);
  });

  test('without a slot it is mmc 0; host slots and gzip go too', async () => {
    const { out } = await run(['uboot', '--disk', image, '--exec', 'fatls mmc 0; mmc dev 1']);
    expect(out).toContain('0 file(s), 0 dir(s)');
    const packed = at('floppy.img.gz');
    writeFileSync(packed, gzipSync(empty));
    expect((await run(['uboot', '--disk', `host2=${packed}`, '--exec', 'fatls host 2'])).out).toContain('0 file(s)');
  });

  test.each(['sandbox', 'imx6q'])(':ro on %s: the write fails, and stays out of the copy', async (board) => {
    const argv = ['uboot', '--board', board, '--disk', `mmc1=${image}:ro`, '--disk-out', copy];
    const address = board === 'imx6q' ? '12000000' : '100000';
    const { out } = await run([...argv, '--exec', `fatwrite mmc 1 ${address} made.txt 10; echo rc=$?`]);
    expect(out).toContain('rc=1\n');
    expect(onDisk(copy)).toBe(false);
  });

  test('two in one slot, and one that is not there', async () => {
    const { code, err } = await run(['uboot', '--disk', image, '--disk', image, '--disk', 'mmc2=/nowhere.img', ...LS]);
    expect(code).toBe(2);
    expect(err).toContain('two disks for mmc 0');
    expect(err).toContain('/nowhere.img: cannot be opened');
  });
});

describe('--disk-out', () => {
  test.each(['sandbox', 'imx6q'])('%s: a new file with what was written', async (board) => {
    const address = board === 'imx6q' ? '12000000' : '100000';
    const argv = ['uboot', '--board', board, '--disk', `mmc1=${image}`, '--disk-out', copy];
    expect((await run([...argv, '--exec', `fatwrite mmc 1 ${address} made.txt 10`])).code).toBe(0);
    expect(onDisk(image)).toBe(false);
    expect((await run(['uboot', '--disk', `mmc1=${copy}`, ...LS])).out).toMatch(/16 {3}made\.txt/);
  });

  test('a file that is there is kept, and nothing is run; --force writes over it', async () => {
    writeFileSync(copy, 'precious');
    const argv = ['uboot', '--disk', `mmc1=${image}`, '--disk-out', copy, ...SAVE];
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--force writes over it');
    expect(readFileSync(copy, 'utf8')).toBe('precious');
    expect((await run([...argv, '--force'])).code).toBe(0);
    expect(onDisk(copy)).toBe(true);
  });

  test('the image itself is never the new file', async () => {
    const argv = ['uboot', '--disk', `mmc1=${image}`, '--disk-out', image, '--force', ...SAVE];
    expect((await run(argv)).err).toContain('is an input of this command');
    expect(onDisk(image)).toBe(false);
  });

  test.each([
    [[], 'which disk'],
    [['--disk', `mmc0=${image}`, '--disk', `mmc1=${image}`], 'which disk'],
    [['--disk', `mmc1=${image}`, '--in-place'], 'not together'],
  ])('with %j', async (more, words) => {
    const { code, err } = await run(['uboot', '--disk-out', copy, ...more, ...LS]);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(existsSync(copy)).toBe(false);
  });
});

describe('--in-place', () => {
  test('writes the image back, and no other byte of it', async () => {
    expect((await run(['uboot', '--disk', `mmc1=${image}`, '--in-place', ...LS])).code).toBe(0);
    expect(onDisk(image)).toBe(false);
    await run(['uboot', '--disk', `mmc1=${image}`, '--in-place', ...SAVE]);
    expect(onDisk(image)).toBe(true);
    expect(readFileSync(image)).toHaveLength(empty.length);
  });

  test.each([
    [[], 'there is no --disk'],
    [['--disk', `mmc1=${image}:ro`], 'is given as read-only'],
    [['--disk', `mmc0=${image}`, '--disk', `mmc1=${image}`], 'lies in two slots'],
  ])('with %j', async (more, words) => {
    const { code, out, err } = await run(['uboot', '--in-place', ...more, ...SAVE]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(onDisk(image)).toBe(false);
  });

  // Root may write whatever its mode says: only another user can see the refusal.
  test.skipIf(process.getuid?.() === 0)('a file that may not be written is told before anything runs', async () => {
    chmodSync(image, 0o444);
    const { code, out, err } = await run(['uboot', '--in-place', '--disk', `mmc1=${image}`, ...SAVE]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('permission denied');
  });
});

describe('at the prompt', () => {
  test('disks, variables and the tree are there; what was written goes out at the end', async () => {
    const variables = at('variables.txt');
    writeFileSync(variables, '# for the prompt\nbootargs=console=ttyS0\n\nname=é\n');
    const tree = 'test/fixtures/fdt/values.dtb';
    const lines = 'echo $bootargs\nfdt addr $fdt_addr_r\nfdt list /\nfatwrite mmc 1 100000 made.txt 10\n';
    const argv = ['uboot', '--disk', `mmc1=${image}`, '--disk-out', copy, '--env', variables, '--dtb', tree];
    const { code, out, err } = await run(argv, typing(lines));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('=> echo $bootargs\nconsole=ttyS0\n');
    expect(out).toContain('=> fdt list /\n/ {\n');
    expect(out).toContain('16 bytes written in 0 ms\n');
    expect(onDisk(copy)).toBe(true);
  });

  test('a card in the second slot of the board outlives a reset', async () => {
    const lines = 'fatwrite mmc 1 12000000 made.txt 10\nreset\nfatls mmc 1\n';
    const argv = ['uboot', '--board', 'imx6q', '--disk', `mmc1=${image}`];
    expect((await run(argv, typing(lines))).out).toMatch(/resetting \.\.\.[\s\S]*=> fatls mmc 1\n +16 {3}made\.txt\n/);
  });
});

describe('--env and --dtb', () => {
  test('lines that are no variables', async () => {
    const variables = at('bad.txt');
    writeFileSync(variables, 'good=1\n=bad\nnothing\n');
    const { code, err } = await run(['uboot', '--env', variables, '--exec', 'printenv']);
    expect(code).toBe(2);
    expect(err).toContain(`bad.txt:2:1: not a variable`);
    expect(err).toContain(`bad.txt:3:1: not a variable`);
  });

  test('they outlive a reset, as the default environment does', async () => {
    const variables = at('good.txt');
    writeFileSync(variables, 'greeting=hello world\n');
    const argv = [
      'uboot',
      '--env',
      variables,
      '--exec',
      'reset',
      '--exec',
      'echo $greeting',
      '--exec',
      'env default -a',
    ];
    expect((await run([...argv, '--exec', 'echo $greeting'])).out.match(/^hello world$/gm)).toHaveLength(2);
  });

  test('a tree that overlaps an image, or does not fit, is refused', async () => {
    const tree = 'test/fixtures/fdt/values.dtb';
    const { code, err } = await run(['uboot', '--load', `${image}@0xc00000`, '--dtb', tree, '--exec', 'echo']);
    expect(code).toBe(2);
    expect(err).toContain('overlaps');
  });
});
