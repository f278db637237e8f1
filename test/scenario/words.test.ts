// The small words of scenarios: durations, name hints, listings, text made safe for a terminal.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { bytesToHex, hexToBytes } from '../../src/scenario/hex.ts';
import { listingText } from '../../src/scenario/listing.ts';
import { nameHint, nearestName } from '../../src/scenario/nearest-name.ts';
import { printable, printableLines } from '../../src/scenario/report/printable.ts';
import { shellWord } from '../../src/scenario/shell-word.ts';
import { formatSeconds, parseDuration } from '../../src/sim/duration.ts';

describe('durations', () => {
  test.each([
    ['3s', 3e9],
    ['500ms', 5e8],
    ['1.5 s', 1.5e9],
    ['2min', 120e9],
    ['1h', 3600e9],
    ['7ns', 7],
    ['2us', 2000],
    ['720h', 2592000e9],
    ['721h', undefined],
    ['3', undefined],
    ['3 seconds', undefined],
    ['-1s', undefined],
    ['1e3s', undefined],
    ['', undefined],
    ['9999999999s', undefined],
  ])('%j is %j ns', (text, ns) => {
    expect(parseDuration(text)).toBe(ns);
  });

  test('shown as seconds with milliseconds', () => {
    expect(formatSeconds(12_345_678_901)).toBe('12.346 s');
  });
});

describe('nearest names', () => {
  const boards = ['sandbox', 'pc', 'imx6q', 'virt-arm64'];
  test.each([
    ['imx6', 'imx6q'],
    ['imx6p', 'imx6q'],
    ['IMX6Q', 'imx6q'],
    ['snadbox', 'sandbox'],
    ['virt', 'virt-arm64'],
    ['raspberry', undefined],
    ['', undefined],
  ])('%j → %j', (typed, nearest) => {
    expect(nearestName(typed, boards)).toBe(nearest);
  });

  test('without a near one the hint lists all', () => {
    expect(nameHint('raspberry', ['a', 'b'])).toBe('known: a, b');
  });
});

describe('ls -l', () => {
  const file = (name: string, size: number, mtimeSeconds: number, mode = 0o100444) => ({
    name,
    size,
    mtimeSeconds,
    mode,
    nlink: 1,
  });

  test('the form of the Apertis page', () => {
    const entries = [
      file('dmesg-ramoops-1', 7856, 1573818660),
      file('console-ramoops-0', 8180, 1573819080),
      file('dmesg-ramoops-0', 8136, 1573818660),
    ];
    expect(listingText(entries)).toBe(`total 0
-r--r--r-- 1 root root 8180 2019-11-15 11:58 console-ramoops-0
-r--r--r-- 1 root root 8136 2019-11-15 11:51 dmesg-ramoops-0
-r--r--r-- 1 root root 7856 2019-11-15 11:51 dmesg-ramoops-1
`);
  });

  test('sizes stand to the right; an empty directory has its total', () => {
    expect(listingText([file('a', 5, 0), file('b', 12345, 0)])).toBe(
      'total 0\n-r--r--r-- 1 root root     5 1970-01-01 00:00 a\n-r--r--r-- 1 root root 12345 1970-01-01 00:00 b\n',
    );
    expect(listingText([])).toBe('total 0\n');
  });

  test('a time beyond any calendar is a bare number', () => {
    expect(listingText([file('a', 5, 9e15)])).toBe('total 0\n-r--r--r-- 1 root root 5 9000000000000000 a\n');
  });
});

describe('text for a terminal', () => {
  test('control characters become pictures', () => {
    expect(printable('a\x1b[31m\x00\x7f\x9b\ud800\u202e')).toBe('a␛[31m␀␡\ufffd\ufffd\ufffd');
  });

  test('lines: CR LF, UTF-8, bytes that are none', () => {
    expect(printableLines('one\r\ntwo\xc3\xa9\n\xff\n')).toEqual(['one', 'twoé', '\ufffd']);
    expect(printableLines('')).toEqual([]);
  });

  property.prop([fc.uint8Array()])('no byte reaches the terminal as a control', (bytes) => {
    const text = printableLines(String.fromCharCode(...bytes)).join('');
    expect(/[\x00-\x1f\x7f-\x9f]/.test(text)).toBe(false);
  });
});

test('shell words', () => {
  expect(['plain/x.yaml', 'two words', "don't", ''].map(shellWord)).toEqual([
    'plain/x.yaml',
    "'two words'",
    `'don'\\''t'`,
    "''",
  ]);
});

property.prop([fc.uint8Array({ minLength: 1 })])('hex and back', (bytes) => {
  expect(hexToBytes(bytesToHex(bytes))).toEqual(bytes);
});
