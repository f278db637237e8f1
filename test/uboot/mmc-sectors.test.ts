/** `mmc read`, `write`, `erase`: what goes over and back, what is refused, and one sector beyond the card. */
import { expect, test } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';

const SECTORS = 64;

function type(lines: readonly string[], { version = '2026.07', isReadOnly = false } = {}) {
  const disk = new SparseDisk(SECTORS);
  const disks = [{ interface: 'mmc', number: 1, disk, isReadOnly }] as const;
  const exec = ['mmc dev 1', ...lines];
  const { commands } = runUBootSession({ board: sandbox, version: findUBoot(version)!, loads: [], exec, disks });
  const said = commands.map(({ wire }) => Buffer.from(wire).toString('latin1').replaceAll('\r', '')).slice(1);
  return { disk, said };
}

const FILL = 'mw.b 100000 5a 2000';

test('what was written is read back, and erased', () => {
  const { disk, said } = type([
    FILL,
    'mmc write 100000 2 3',
    'mmc read 200000 2 3',
    'cmp.b 100000 200000 600',
    'mmc erase 3 1',
  ]);
  expect(said.slice(1)).toEqual([
    'MMC write: dev # 1, block # 2, count 3 ... 3 blocks written: OK\n',
    'MMC read: dev # 1, block # 2, count 3 ... 3 blocks read: OK\n',
    'Total of 1536 byte(s) were the same\n',
    'MMC erase: dev # 1, block # 3, count 1 ... 1 blocks erased: OK\n',
  ]);
  const filled = [...Array(SECTORS).keys()].filter((sector) => disk.read(sector, 1).every((byte) => byte === 0x5a));
  expect(filled).toEqual([2, 4]);
});

test('up to 2023.01 a line comes before', () => {
  expect(type([FILL, 'mmc write 100000 0 1'], { version: '2023.01' }).said[1]).toMatch(/^\nMMC write: /);
});

test('the last sector is there, the one behind it is not', () => {
  const before = new SparseDisk(SECTORS).hash();
  expect(type([FILL, 'mmc write 100000 3f 1']).said[1]).toMatch(/1 blocks written: OK\n$/);
  for (const [first, count] of ['3f 2', '40 1', '0 41', 'ffffffff 2'].map((range) => range.split(' '))) {
    const { disk, said } = type([FILL, `mmc write 100000 ${first} ${count}`, `mmc erase ${first} ${count}`]);
    expect(said[1]).toMatch(/0 blocks written: ERROR\n$/);
    expect(said[2]).toMatch(/0 blocks erased: ERROR\n$/);
    expect(disk.hash()).toBe(before);
  }
});

test('a protected card, and words that are missing', () => {
  const { said, disk } = type([FILL, 'mmc write 100000 0 1', 'mmc erase 0 1', 'mmc write 100000 0'], {
    isReadOnly: true,
  });
  expect(said[1]).toMatch(/Error: card is write protected!\n$/);
  expect(said[2]).toMatch(/Error: card is write protected!\n$/);
  expect(said[3]).toMatch(/^mmc - MMC sub system\n\nUsage:\n/);
  expect(disk.hash()).toBe(new SparseDisk(SECTORS).hash());
});
