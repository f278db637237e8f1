/**
 * The parts that file tools share, against what the real tools printed: `dd` and `date` of coreutils 9.1 with LC_ALL=C on
 * 2026-11-21, and `ls --quoting-style`.
 */
import { expect, test } from 'vitest';
import { parseProduct } from '../../../src/kernel/userland/gnu/dd-operands.ts';
import { transferLine } from '../../../src/kernel/userland/gnu/dd-report.ts';
import { humanSize, humanStyle, parseBlockSize, siStyle } from '../../../src/kernel/userland/libc/human-size.ts';
import { adjustMode, compileMode } from '../../../src/kernel/userland/libc/mode.ts';
import { parseNumber } from '../../../src/kernel/userland/libc/numbers.ts';
import { parseDatetime } from '../../../src/kernel/userland/libc/parse-datetime.ts';
import { quote, quoteAlways, quoteArg, quoteFile } from '../../../src/kernel/userland/libc/quote.ts';
import { strftime } from '../../../src/kernel/userland/libc/strftime.ts';
import { TimeZone } from '../../../src/kernel/userland/libc/time-zone.ts';
import { compareVersions } from '../../../src/kernel/userland/libc/version-compare.ts';

test('the last line of dd', () => {
  expect(transferLine(3145728, 593271, false)).toBe('3145728 bytes (3.1 MB, 3.0 MiB) copied, 0.000593271 s, 5.3 GB/s');
  expect(transferLine(10240, 26039, false)).toBe('10240 bytes (10 kB, 10 KiB) copied, 2.6039e-05 s, 393 MB/s');
  expect(transferLine(1023, 32948, false)).toBe('1023 bytes (1.0 kB) copied, 3.2948e-05 s, 31.0 MB/s');
  expect(transferLine(0, 41752, false)).toBe('0 bytes copied, 4.1752e-05 s, 0.0 kB/s');
  expect(transferLine(1, 0, false)).toBe('1 byte copied, 0 s, Infinity B/s');
});

test('products of dd: one factor behind one x, and no bytes mark there', () => {
  const parsed = (text: string) => {
    const { value, error } = parseProduct(text);
    return error ?? Number(value);
  };
  const words = ['2x3', '2x3x4', '2Kx3', '2x3K', '2kBx2', '2Bx2', '2x2B', '1bx2', '2x00', '1BB', '1KBB', '1x', '5xB'];
  expect(words.map(parsed)).toEqual([
    6,
    'invalid',
    6144,
    6144,
    4000,
    4,
    'invalid',
    1024,
    0,
    'invalid',
    'invalid',
    'invalid',
    'invalid',
  ]);
  expect(parsed('9223372036854775807')).toBe(Number(2n ** 63n - 1n));
  expect(parsed('9223372036854775808')).toBe('overflow');
});

test('sizes at the borders of their units', () => {
  const sizes = [0, 1023, 1024, 1025, 10137, 10240, 1048575, 1048576, 2 ** 60].map((size) =>
    humanSize(size, humanStyle),
  );
  expect(sizes).toEqual(['0', '1023', '1.0K', '1.1K', '9.9K', '10K', '1.0M', '1.0M', '1.0E']);
  expect([999, 1000, 999999].map((size) => humanSize(size, siStyle))).toEqual(['999', '1.0k', '1.0M']);
  expect(parseBlockSize('0')).toBe('invalid');
  expect(parseBlockSize('1Q')).toBe('suffix');
  expect(parseBlockSize('99999999999999999999')).toBe('overflow');
  expect(parseNumber('18446744073709551615', '').error).toBe(null);
  expect(parseNumber('18446744073709551616', '').error).toBe('overflow');
  expect(parseNumber('-1', '').error).toBe('invalid');
});

test('names in messages', () => {
  expect([quote("it's"), quote('a\nb'), quoteAlways("it's"), quoteAlways("a'b\n")]).toEqual([
    "'it\\'s'",
    "'a\\nb'",
    '"it\'s"',
    // gnulib forgets where its first scan ended, and so the text begins with an empty pair of quotes.
    "'''a'\\''b'$'\\n'",
  ]);
  expect([quoteFile('a:b'), quoteFile('plain'), quoteFile('a b')]).toEqual(["'a:b'", 'plain', "'a b'"]);
  expect(quoteArg('\x011', 'c')).toBe('"\\0011"');
  expect(quoteArg('', 'shell-escape')).toBe("''");
});

test('dates as people write them', () => {
  const zone = new TimeZone('EST5EDT,M3.2.0,M11.1.0');
  const now = { seconds: 1_795_219_200n, nanoseconds: 0 };
  const read = (text: string) => {
    const moment = parseDatetime(text, now, zone);
    return moment === null
      ? null
      : strftime('%Y-%m-%d %H:%M:%S %z %Z', { ...zone.calendar(moment.seconds), ...moment });
  };
  expect(read('2020-03-08 03:00')).toBe('2020-03-08 03:00:00 -0400 EDT');
  expect(read('2020-01-31 +1 month')).toBe('2020-03-02 00:00:00 -0500 EST');
  expect(read('12:00 2020-03-04 UTC')).toBe('2020-03-04 07:00:00 -0500 EST');
  expect(read('@-1')).toBe('1969-12-31 18:59:59 -0500 EST');
  expect(read('2020-02-30')).toBe(null);
  expect(read('2020-01-01 2020-01-02')).toBe(null);
  expect(read('('.repeat(10_000))).toBe(null);
  expect(read('1 '.repeat(10_000))).toBe(null);
});

test('modes: every letter, copies, and what the mask keeps', () => {
  const change = (text: string, mode: number, umask = 0o022, isDirectory = false) => {
    const changes = compileMode(text);
    return changes === null ? null : adjustMode(mode, isDirectory, umask, changes).mode.toString(8);
  };
  expect(change('u=g,g=o,o=u', 0o640)).toBe('404');
  expect(change('+w', 0o444)).toBe('644');
  expect(change('a+X', 0o644)).toBe('644');
  expect(change('a+X', 0o744)).toBe('755');
  expect(change('755', 0o2700, 0, true)).toBe('2755');
  expect(change('00755', 0o2700, 0, true)).toBe('755');
  expect([change('u+7', 0), change('888', 0), change('10000', 0), change('u+x,', 0)]).toEqual([null, null, null, null]);
});

test('versions in their order', () => {
  const names = ['a1.10', 'b.tar.gz', '.x', 'a1.9~', 'b-1.2.tar.gz', 'A', '..', 'a1.9', 'b-1.tar.gz', 'a01', '.', 'a1'];
  const ordered = [...names].sort((a, b) => compareVersions(a, b) || (a < b ? -1 : 1));
  expect(ordered).toEqual([
    '.',
    '..',
    '.x',
    'A',
    'a01',
    'a1',
    'a1.9~',
    'a1.9',
    'a1.10',
    'b.tar.gz',
    'b-1.tar.gz',
    'b-1.2.tar.gz',
  ]);
});
