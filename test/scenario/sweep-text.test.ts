// The table of a power sweep: what never changes stands in columns below it.
import { expect, test } from 'vitest';
import { plainPalette } from '../../src/scenario/report/palette.ts';
import { sweepText } from '../../src/scenario/report/sweep.ts';

const record = (name: string, is: 'clean' | 'lost') => ({
  name,
  class: is,
  bytes: 0,
  trueBytes: 9,
  correctedBytes: 0,
  badBlocks: 0,
});

test('names of different lengths', () => {
  const outcomes = (dump: 'clean' | 'lost') => [
    { reader: 'linux' as const, records: [record('dmesg[0]', dump), record('console', 'lost')] },
    { reader: 'uboot' as const, records: [record('console', 'lost')] },
  ];
  const rows = [
    { from: 0, to: 9, outcomes: outcomes('lost') },
    { from: 10, to: 10, outcomes: outcomes('clean') },
  ];
  const about = {
    file: 'x',
    name: 'x',
    board: 'imx6q',
    kernel: '6.1',
    uboot: '2021.01',
    seed: '1',
    step: 1,
    title: 'x',
  };
  const report = { ...about, cause: null, storeCount: 10, regionStores: 5, wordBytes: 4, isComplete: true, rows };
  const lines = sweepText(report, plainPalette).split('\n').slice(4);
  expect(lines).toEqual([
    'after store k  share         Linux dmesg[0]',
    ' 0 …  9        ███████████   lost',
    '10 … 10        █             clean',
    '',
    'Always:',
    '  Linux console   lost',
    '  U-Boot console  lost',
    '',
  ]);
});
