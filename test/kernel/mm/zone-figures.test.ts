/** Zones, their watermarks and reserves, against what recorded consoles of real kernels say. */
import { describe, expect, test } from 'vitest';
import { zoneFigures } from '../../../src/kernel/mm/zone-figures.ts';

const KIB = 1024;
const none = { present: [], free: [], anonKiB: 0, fileKiB: 0, shmemKiB: 0 };

describe('watermarks and reserves', () => {
  test.each([
    // sysrq m of Debian 6.1, 6.12 and a small build of 6.1: managed KiB of DMA32 and what the boot gave back later.
    ['6.12', 73_600, 9_648, 5, [216, 268, 320], [904, 1128, 1352], [0, 62, 62, 62, 62]],
    ['small 6.1', 101_200, 9_020, 4, [184, 228, 272], [1120, 1400, 1680], [0, 90, 90, 90]],
  ] as const)('%s', (_, managedKiB, freedKiB, zoneTypes, dma, dma32, reserve) => {
    const zones = zoneFigures(
      [
        { name: 'DMA', managedKiB: 15_360, initialKiB: 15_360, ...none },
        { name: 'DMA32', managedKiB, initialKiB: managedKiB - freedKiB, ...none },
      ],
      { pageSizeBytes: 4096, zoneTypes },
    );
    expect(zones.map(({ minKiB, lowKiB, highKiB }) => [minKiB, lowKiB, highKiB])).toEqual([dma, dma32]);
    expect(zones[0]!.lowmemReserve).toEqual(reserve);
    expect(zones[1]!.lowmemReserve).toEqual(reserve.map(() => 0));
  });
});

describe('free blocks', () => {
  const blocks = (start: number, end: number) =>
    zoneFigures([{ name: 'Normal', managedKiB: 1, initialKiB: 1, ...none, free: [{ start, end }] }], {
      pageSizeBytes: 4 * KIB,
      zoneTypes: 4,
    })[0]!.freeBlocks;

  test('are aligned to their own size', () => {
    expect(blocks(4 * KIB, 32 * KIB).slice(0, 4)).toEqual([1, 1, 1, 0]);
    expect(blocks(0, 32 * KIB).slice(0, 4)).toEqual([0, 0, 0, 1]);
  });

  test('are counted whole where memory is large', () => {
    expect(blocks(4 * KIB, 2 ** 40)[10]).toBe(2 ** 40 / (4096 * KIB) - 1);
    expect(blocks(4 * KIB, 2 ** 40).slice(0, 10)).toEqual(new Array(10).fill(1));
  });
});
