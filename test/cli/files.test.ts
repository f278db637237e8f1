// Files of the user: read within bounds, gzip without asking, never written over unasked, never an input changed.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, readImage, readText, sizeText, writeNew } from '../../src/cli/files.ts';
import { UserError } from '../../src/sim/issue.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [issue] = error.issues;
    return [issue!.message, issue!.found, issue!.expected, issue!.hint]
      .filter((part) => part !== undefined)
      .join(' | ');
  }
  return 'none';
}

describe('reading', () => {
  test('plain bytes, gzip by its magic whatever its name, and empty', () => {
    expect(readImage(put('plain.gz', 'abc'))).toEqual(new TextEncoder().encode('abc'));
    expect(readImage(put('packed.bin', gzipSync('abc')))).toEqual(new TextEncoder().encode('abc'));
    expect(readImage(put('empty', ''))).toEqual(new Uint8Array(0));
  });

  test.each([
    ['missing', () => join(folder, 'nowhere'), 'cannot be opened | no such file or directory'],
    ['a directory', () => folder, 'is a directory | a file'],
    [
      'truncated gzip',
      () => put('cut.gz', gzipSync('abc'.repeat(1000)).subarray(0, 20)),
      'is damaged gzip (unexpected end of file) | a whole gzip file or plain bytes',
    ],
    [
      'only the gzip magic',
      () => put('magic.gz', Uint8Array.of(0x1f, 0x8b)),
      'is damaged gzip (unexpected end of file) | a whole gzip file or plain bytes',
    ],
    [
      'a part of the path is a file',
      () => join(put('file', 'x'), 'below'),
      'cannot be opened | a part of the path is no directory',
    ],
  ])('%s', (_name, path, words) => {
    expect(complaint(() => readImage(path()))).toBe(words);
  });

  test('one byte more than the limit, plain and inflated', () => {
    expect(readImage(put('ten', 'x'.repeat(10)), 10).length).toBe(10);
    expect(complaint(() => readImage(put('eleven', 'x'.repeat(11)), 10))).toBe(
      'is too large | 11 bytes | at most 10 bytes',
    );
    expect(readImage(put('hundred.gz', gzipSync('x'.repeat(100))), 100).length).toBe(100);
    expect(complaint(() => readImage(put('bomb.gz', gzipSync('x'.repeat(101))), 100))).toBe(
      'inflates to more than can be read | at most 100 bytes',
    );
  });

  test('a sparse file of two gigabytes is refused without being read', () => {
    const path = put('huge', '');
    truncateSync(path, 2 * 1024 ** 3);
    expect(complaint(() => readImage(path))).toBe('is too large | 2 GiB | at most 1 GiB');
  });

  test('text must be UTF-8', () => {
    expect(readText(put('text', 'é'), 100)).toBe('é');
    expect(complaint(() => readText(put('latin1', Uint8Array.of(0xe9, 0x41)), 100))).toBe('is not UTF-8 text | text');
  });

  test.skipIf(process.platform === 'win32')('an endless pipe is cut off at the limit', () => {
    const fifo = join(folder, 'fifo');
    execFileSync('sh', ['-c', `mkfifo '${fifo}'`]);
    const writer = spawn('sh', ['-c', `exec cat /dev/zero > '${fifo}'`], { stdio: 'ignore' });
    expect(complaint(() => readImage(fifo, 100_000))).toBe(`is too large | at most ${sizeText(100_000)}`);
    writer.kill();
  });
});

describe('writing', () => {
  test('a new file; an old one only with force; an input never', () => {
    const input = put('input.bin', 'old');
    const other = put('other.bin', 'old');
    const fresh = join(folder, 'fresh.bin');
    writeNew(fresh, 'new', { force: false, inputs: [input] });
    expect(readFileSync(fresh, 'utf8')).toBe('new');
    expect(complaint(() => writeNew(other, 'new', { force: false, inputs: [] }))).toBe(
      'exists already | a new file | --force writes over it',
    );
    writeNew(other, 'new', { force: true, inputs: [] });
    expect(readFileSync(other, 'utf8')).toBe('new');
    for (const force of [false, true]) {
      expect(complaint(() => writeNew(input, 'new', { force, inputs: [input] }))).toBe(
        'is an input of this command | another file',
      );
    }
    expect(readFileSync(input, 'utf8')).toBe('old');
  });

  test('an input is known also through a link', () => {
    const input = put('linked.bin', 'old');
    const link = join(folder, 'link.bin');
    symlinkSync(input, link);
    expect(complaint(() => writeNew(link, 'new', { force: true, inputs: [input] }))).toBe(
      'is an input of this command | another file',
    );
  });

  test('what the host refuses is told in words', () => {
    mkdirSync(join(folder, 'directory'));
    expect(complaint(() => writeNew(join(folder, 'directory'), 'x', { force: true, inputs: [] }))).toBe(
      'is a directory | a new file',
    );
    expect(complaint(() => writeNew(join(folder, 'no/such/place'), 'x', { force: false, inputs: [] }))).toBe(
      'cannot be written | no such file or directory',
    );
  });

  test('folders: with those above, again, and where there can be none', () => {
    const deep = join(folder, 'made', 'deep');
    for (const path of [deep, deep, `${folder}/new/deep/..`]) expect(complaint(() => makeFolder(path))).toBe('none');
    writeNew(join(deep, 'file'), 'x', { force: false, inputs: [] });
    expect(complaint(() => makeFolder(join(deep, 'file')))).toBe('cannot be made a folder | it exists already');
    expect(complaint(() => makeFolder(join(deep, 'file', 'below')))).toBe(
      'cannot be made a folder | a part of the path is no directory',
    );
    expect(complaint(() => makeFolder(`${deep}/${'a/'.repeat(9_000)}`))).toBe(
      'cannot be made a folder | the name is too long',
    );
  });

  test.skipIf(process.platform !== 'linux')('a host that denies a folder ends the matter', () => {
    expect(complaint(() => makeFolder('/proc/lastwords/below'))).toBe(
      'cannot be made a folder | no such file or directory',
    );
  });
});

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [1024 ** 3, '1 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
