/** A card in a slot that U-Boot is writing when the reset, or the power cut, comes: whole sectors, in order, and no more. */
import { expect, test } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { NS_PER_MS } from '../../src/sim/clock.ts';

const SECTORS = 4096;

function writing(afterMs: number) {
  const card = new SparseDisk(SECTORS);
  const machine = new Machine({
    board: imx6q,
    kernel: findKernel(imx6q.defaultKernel!)!,
    uboot: findUBoot('2021.01')!,
    seed: 'card',
    slots: [{ interface: 'mmc', number: 0, disk: card, isReadOnly: false }],
  });
  machine.powerOn();
  const session = new BootSession(machine, 100_000);
  for (const line of ['mw.b 11000000 5a 200000', 'mmc dev 0', 'mmc write 11000000 0 1000']) {
    expect(session.waitForPrompt({ uboot: true })).toBe('uboot');
    session.type(line);
  }
  machine.runUntil(machine.clock.now + afterMs * NS_PER_MS);
  return { machine, card };
}

function writtenSectors(card: SparseDisk): number {
  const bytes = card.read(0, SECTORS);
  const end = bytes.indexOf(0);
  expect(bytes.subarray(end < 0 ? bytes.length : end).every((byte) => byte === 0)).toBe(true);
  const length = end < 0 ? bytes.length : end;
  expect(length % 512).toBe(0);
  return length / 512;
}

test.each(['warm', 'power-loss'] as const)('%s in the middle of a write', (cause) => {
  const early = writing(20);
  early.machine.reset(cause);
  const late = writing(60);
  late.machine.reset(cause);
  expect(writtenSectors(early.card)).toBeGreaterThan(0);
  expect(writtenSectors(late.card)).toBeGreaterThan(writtenSectors(early.card));
  expect(writtenSectors(late.card)).toBeLessThan(SECTORS);
});

test('a write that was waited for is all there', () => {
  const { machine, card } = writing(10_000);
  expect(machine.uart.text.replaceAll('\r', '')).toContain(
    'MMC write: dev # 0, block # 0, count 4096 ... 4096 blocks written: OK\n',
  );
  machine.reset('warm');
  expect(writtenSectors(card)).toBe(SECTORS);
});
