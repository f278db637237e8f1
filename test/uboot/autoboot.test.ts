/** The countdown, byte by byte at each second of virtual time, in its three forms; and every way out of it. */
import { describe, expect, test } from 'vitest';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
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

test('only -1 never boots: any other negative delay boots at once', () => {
  const board = bench({ variables: { ...variables, bootdelay: '-3' } });
  board.runMs(INIT_MS);
  expect(board.take().split('FEC\r\n')[1]).toBe('booted\r\n=> ');
});

describe('a countdown that only certain strings stop', () => {
  const built = { autobootKeys: { prompt: 'Say "stop" in %d seconds\n', stop: 'stop', delay: 'ab' } };
  const PROMPT = 'Say "stop" in 2 seconds\r\n';

  test('the prompt comes once; other keys are thrown away, and it boots', () => {
    const board = bench({ variables, built });
    board.type('st');
    board.runMs(INIT_MS);
    expect(board.take().split('FEC\r\n')[1]).toBe(PROMPT);
    board.type('xxsto');
    board.runMs(1999);
    expect(board.take()).toBe('');
    board.runMs(1);
    expect(board.take()).toBe('booted\r\n=> ');
  });

  test.each([['stop'], ['xststop'], ['sab']])('%s stops it, also in pieces; what follows is for the prompt', (keys) => {
    const board = bench({ variables, built });
    board.type(keys.slice(0, 1));
    board.runMs(INIT_MS + 700);
    board.type(`${keys.slice(1)}echo hi\r`);
    expect(board.take().split('FEC\r\n')[1]).toBe(`${PROMPT}=> echo hi\r\nhi\r\n=> `);
  });

  test('the variables name other strings', () => {
    const board = bench({ variables: { ...variables, bootstopkey: 'q' }, built });
    board.runMs(INIT_MS);
    board.type('stop');
    expect(board.uboot.state).toBe('autoboot.keyed');
    board.type('q');
    expect(board.uboot.state).toBe('prompt');
  });

  test('without time there is one look; Ctrl-C does not end the boot command', () => {
    const board = bench({ variables: { bootcmd: 'sleep 2; echo slept', bootdelay: '0' }, built });
    board.type('stop');
    board.runMs(INIT_MS);
    board.type('\x03');
    board.runMs(2000);
    expect(board.take()).toContain('0 seconds\r\nslept\r\n=> ');
  });
});

describe('boots are counted', () => {
  const built = { bootCountAddress: 0x2ffff000 };
  const memory = new PhysicalMemory();
  const boot = (more: Readonly<Record<string, string>> = {}) => {
    const board = bench({
      variables: { ...variables, bootdelay: '-2', bootcmd: 'printenv bootcount', ...more },
      built,
      memory,
    });
    board.runMs(INIT_MS);
    const text = board.take().split('FEC\r\n')[1];
    return { board, text };
  };

  test('the count survives with the RAM; past bootlimit altbootcmd boots; reset begins again', () => {
    expect(boot().text).toBe('bootcount=1\r\n=> ');
    const alternative = { bootlimit: '2', altbootcmd: 'echo other' };
    expect(boot(alternative).text).toBe('bootcount=2\r\n=> ');
    const { board, text } = boot(alternative);
    expect(text).toBe('Warning: Bootlimit (2) exceeded. Using altbootcmd.\r\nother\r\n=> ');
    board.type('bootcount print; bootcount reset; bootcount print; printenv bootcount\r');
    board.runMs(10);
    expect(board.take()).toContain('3\r\n0\r\nbootcount=3\r\n');
    expect(boot(alternative).text).toBe('bootcount=1\r\n=> ');
    memory.write(built.bootCountAddress + 4, Uint8Array.of(1), memory.writer('bench'));
    expect(boot().text).toBe('bootcount=1\r\n=> ');
  });

  test('past the limit without altbootcmd there is nothing to boot', () => {
    boot();
    expect(boot({ bootlimit: '1' }).text).toBe('Warning: Bootlimit (1) exceeded. Using altbootcmd.\r\n=> ');
  });
});
