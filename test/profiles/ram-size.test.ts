import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Machine } from '../../src/machine/machine.ts';
import { boards, findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { boardWithRam, ramSizeText } from '../../src/profiles/ram-size.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

const MIB = 2 ** 20;

function booted(name: string, size: string): Machine {
  const board = boardWithRam(findBoard(name)!, size);
  if ('message' in board) throw new Error(board.message);
  const kernel = findKernel(board.defaultKernel!)!;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'ram' });
  machine.powerOn();
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state === 'kernel.running');
  return machine;
}

describe('a board with another amount of RAM', () => {
  it.each(boards.filter(({ ramSizes }) => ramSizes !== undefined).map(({ name, ramSizes }) => ({ name, ramSizes })))(
    '$name takes its smallest and its largest size, and one step beyond neither',
    ({ name, ramSizes }) => {
      const { min, max, step } = ramSizes!;
      const board = findBoard(name)!;
      for (const bytes of [min, max]) {
        const machine = booted(name, ramSizeText(bytes));
        expect(machine.state).toBe('kernel.running');
        const total = /Memory: \d+K\/(\d+)K available/.exec(machine.uart.text)?.[1];
        // `mem=` of pseries leaves 896 MiB at most; on a PC the firmware and `memmap=` take a little.
        expect(Number(total) * 1024).toBeGreaterThanOrEqual(Math.min(bytes, 896 * MIB) - 2 * MIB);
        expect(Number(total) * 1024).toBeLessThanOrEqual(bytes);
      }
      for (const bytes of [min - step, max + step, min + step / 2]) {
        expect(boardWithRam(board, ramSizeText(bytes))).toMatchObject({ expected: expect.any(String) });
      }
    },
  );

  it('moves the firmware’s own memory on a PC with the end of RAM', () => {
    expect(booted('pc', '1GiB').uart.text).toContain('BIOS-e820: [mem 0x000000003ffe0000-0x000000003fffffff] reserved');
  });

  it('refuses soldered RAM and what is no size', () => {
    for (const text of ['', '2', '2G', '-1GiB', '1e3MiB', '0x10MiB', '99999999GiB', 'GiB']) {
      expect(boardWithRam(findBoard('pc')!, text)).toMatchObject({ message: 'not a size' });
    }
    expect(boardWithRam(findBoard('imx6q')!, '2GiB')).toMatchObject({ message: expect.stringContaining('soldered') });
  });

  it('tells any size in the words it takes', () => {
    const pc = findBoard('pc')!;
    fc.assert(
      fc.property(fc.integer({ min: 96, max: 3072 }), (mib) => {
        const board = boardWithRam(pc, ramSizeText(mib * MIB));
        expect(board).toMatchObject({ ramBanks: [{ start: 0, end: mib * MIB }] });
      }),
    );
  });
});
