/** The countdown, byte by byte at each second of virtual time, in its three forms; and every way out of it. */
import { expect, test } from 'vitest';
import { findUBoot, type UBootProfile } from '../../src/profiles/uboot.ts';
import { bench } from './prompt.ts';

/** No profile has the form of 2025.10 and 2026.01: a release between two profiles, made for the test. */
const v202510: UBootProfile = { ...findUBoot('2025.01')!, version: '2025.10', autobootPrompt: 'clear-to-end' };

const TEXT = 'Hit any key to stop autoboot: ';
const forms = [
  { version: '2021.01', start: `${TEXT} 2 `, steps: ['\b\b\b 1 ', '\b\b\b 0 '], waiting: '\b\b\b 0' },
  { version: '2023.01', start: `${TEXT} 2 `, steps: ['\b\b\b 1 ', '\b\b\b 0 '], waiting: '\b\b\b 0' },
  { version: '2025.01', start: `${TEXT} 2 `, steps: ['\b\b\b 1 ', '\b\b\b 0 '], waiting: '\b\b\b 0' },
  {
    version: v202510,
    start: `${TEXT} 2 `,
    steps: [`\r${TEXT}1\x1b[K`, `\r${TEXT}0\x1b[K`],
    waiting: '\b\b\b 0',
  },
  {
    version: '2026.07',
    start: `\x1b[2K\r${TEXT}2`,
    steps: [`\x1b[2K\r${TEXT}1`, `\x1b[2K\r${TEXT}0`],
    waiting: `\x1b[2K\r${TEXT}0`,
  },
];
const variables = { bootdelay: '2', bootcmd: 'echo booted' };
const INIT_MS = 600;

test.each(forms)('$version: counts down and boots', ({ version, start, steps }) => {
  const board = bench({ version, variables });
  board.runMs(INIT_MS - 1);
  expect(board.take()).not.toContain('Hit any key');
  board.runMs(1);
  expect(board.take()).toBe(start);
  board.runMs(999);
  expect(board.take()).toBe('');
  board.runMs(1);
  expect(board.take()).toBe(steps[0]);
  board.runMs(999);
  expect(board.take()).toBe('');
  board.runMs(1);
  expect(board.take()).toBe(`${steps[1]}\r\nbooted\r\n=> `);
  expect(board.uboot.state).toBe('prompt');
});

test.each(forms)(
  '$version: a key during the countdown sets it to 0 and is thrown away',
  ({ version, start, steps }) => {
    const board = bench({ version, variables });
    board.runMs(INIT_MS + 500);
    board.take();
    board.type('q');
    expect(board.take()).toBe(`${steps[1]}\r\n=> `);
    board.runMs(10_000);
    expect(board.take()).toBe('');
    expect(start).toContain('2');
  },
);

test.each(forms)('$version: a key that waits already', ({ version, start, waiting }) => {
  const board = bench({ version, variables });
  board.type('\recho typed ahead\r');
  board.runMs(INIT_MS);
  const shown = board.take().split('FEC\r\n')[1];
  expect(shown).toBe(`${start}${waiting}\r\n=> echo typed ahead\r\ntyped ahead\r\n=> `);
});

test('a delay of 0 prints once, looks once and boots', () => {
  const board = bench({ variables: { ...variables, bootdelay: '0' } });
  board.runMs(INIT_MS);
  expect(board.take().split('FEC\r\n')[1]).toBe(`${TEXT} 0 \r\nbooted\r\n=> `);
});

test('a delay of 0 with a key waiting stops', () => {
  const board = bench({ version: '2026.07', variables: { ...variables, bootdelay: '0' } });
  board.type(' ');
  board.runMs(INIT_MS);
  expect(board.take().split('FEC\r\n')[1]).toBe(`\x1b[2K\r${TEXT}0\x1b[2K\r${TEXT}0\r\n=> `);
});

test('-1 never boots and prints nothing, -2 boots at once without looking for a key', () => {
  const never = bench({ variables: { ...variables, bootdelay: '-1' } });
  never.runMs(INIT_MS);
  expect(never.take().split('FEC\r\n')[1]).toBe('=> ');
  const atOnce = bench({ variables: { ...variables, bootdelay: '-2' } });
  atOnce.type('x');
  atOnce.runMs(INIT_MS);
  // The key is not consumed: it stands at the prompt afterwards.
  expect(atOnce.take().split('FEC\r\n')[1]).toBe('booted\r\n=> x');
});

test('three digits do not fit the two columns and are printed all the same', () => {
  const board = bench({ variables: { ...variables, bootdelay: '100' } });
  board.runMs(INIT_MS);
  expect(board.take().split('FEC\r\n')[1]).toBe(`${TEXT}100 `);
  board.runMs(1000);
  expect(board.take()).toBe('\b\b\b99 ');
});

test('a line feed after the last key of a countdown is not taken for a command', () => {
  const board = bench({ variables });
  board.runMs(INIT_MS);
  board.take();
  board.type('\r\n');
  expect(board.take()).toBe('\b\b\b 0 \r\n=> \r\n=> ');
});
