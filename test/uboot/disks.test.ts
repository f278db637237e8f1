/** U-Boot on disks: hostile ones, full ones, read-only ones, and the board of the seed. */
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { writeMbr } from '../../src/disk/mbr.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { slice } from '../../src/disk/partition.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot, uboots } from '../../src/profiles/uboot.ts';

const START = 100;
type Kind = Parameters<typeof newFileSystem>[0];

function card(kind: Kind, sectors?: number): SparseDisk {
  const template = newFileSystem(kind);
  const count = sectors ?? template.sectorCount;
  const disk = new SparseDisk(START + count + 50);
  const entry = { number: 1, isActive: false, type: 0x83, start: START, count };
  writeMbr(disk, { signature: 0xabcdef01, partitions: [entry] });
  for (const { sector, bytes } of template.ranges()) disk.write(START + sector, bytes);
  return disk;
}

interface Options {
  readonly version?: string;
  readonly board?: BoardProfile;
  readonly isReadOnly?: boolean;
}

function type(disk: SparseDisk, lines: readonly string[], options: Options = {}): string {
  const { version = '2026.07', board = sandbox, isReadOnly = false } = options;
  const address = board === sandbox ? 0x3000000 : 0x30000000;
  const loads = [{ address, bytes: new Uint8Array(readFileSync('test/fixtures/uboot/v03-one-panic.bin')) }];
  const disks = [{ interface: 'mmc', number: 1, disk, isReadOnly }] as const;
  const { commands } = runUBootSession({ board, version: findUBoot(version)!, loads, exec: lines, disks });
  return commands.map(({ wire }) => Buffer.from(wire).toString('latin1').replaceAll('\r', '')).join('');
}

const SAVE = ['pstore set 3000000 10000', 'pstore save mmc 1:1 /'];
const REFUSED = '** Error ext4fs_write() **\n** Unable to write file //dmesg-ramoops-0 **\n';

describe('refusals leave the disk as it was', () => {
  test.each(uboots.map(({ version }) => version))('metadata_csum, %s', (version) => {
    const disk = card('ext4-64m');
    const before = disk.hash();
    const { metadataCsumText } = findUBoot(version)!.storage;
    expect(type(disk, SAVE, { version })).toBe(`${metadataCsumText}\n${REFUSED}`);
    expect(disk.hash()).toBe(before);
  });

  test('no such directory', () => {
    const disk = card('ext4-uboot-64m');
    const text = 'Invalid path\n** Error ext4fs_write() **\n** Unable to write file /no/dmesg-ramoops-0 **\n';
    expect(type(disk, [SAVE[0]!, 'pstore save mmc 1:1 /no'])).toBe(text);
  });

  test('no such partition, no such disk', () => {
    const disk = card('ext4-uboot-64m');
    const before = disk.hash();
    expect(type(disk, [SAVE[0]!, 'pstore save mmc 1:2 /'])).toBe(
      "** Invalid partition 2 **\nCouldn't find partition mmc 1:2\n",
    );
    expect(type(disk, [SAVE[0]!, 'pstore save mmc 9:1 /'])).toBe(
      "** Bad device specification mmc 9 **\nCouldn't find partition mmc 9:1\n",
    );
    expect(type(disk, [SAVE[0]!, 'pstore save mmc 9:1 /'], { version: '2021.01' })).toBe('');
    expect(disk.hash()).toBe(before);
  });

  test('a read-only card: ext4 does not notice, FAT does', () => {
    const ext4 = card('ext4-uboot-64m');
    const before = ext4.hash();
    const said = type(ext4, SAVE, { isReadOnly: true });
    expect(said).toMatch(
      /^(mmc write failed\n)+update journal finished\n(mmc write failed\n)+1514 bytes written in 0 ms\n$/,
    );
    expect(ext4.hash()).toBe(before);
    const fat = card('fat12-1440k');
    expect(type(fat, SAVE, { isReadOnly: true })).toBe(
      'mmc write failed\nError: writing contents\n** Unable to write file //dmesg-ramoops-0 **\n',
    );
  });

  test('a full disk, and one byte less than that', () => {
    const disk = card('ext2-8m');
    const free = /Not enough space on partition !!!\n/;
    expect(type(disk, ['save mmc 1:1 0 /all 800000'])).toMatch(free);
    expect(type(disk, ['load mmc 1:1 1000000 /all'])).toBe("Failed to load '/all'\n");
  });
});

test('the board of the seed: time, rate and the complaint about the buffer', () => {
  const disk = card('ext4-uboot-64m');
  const said = type(disk, ['pstore set 30000000 10000', 'pstore save mmc 1:1 /'], { board: imx6q, version: '2021.01' });
  const [consistent, cache, journal, written] = said.split('\n');
  expect(consistent).toBe('File System is consistent');
  // 24 bytes of the kernel's header line stand before the text.
  expect(cache).toBe('CACHE: Misaligned operation at range [4f867098, 4f868098]');
  expect(journal).toBe('update journal finished');
  expect(written).toMatch(/^1514 bytes written in \d+ ms \(\d+(\.\d)? KiB\/s\)$/);
});

const COMMANDS = [
  'part list mmc 1',
  'ls mmc 1:1',
  'ls mmc 1:1 /lost+found',
  'fstype mmc 1:1',
  'fatinfo mmc 1:1',
  'load mmc 1:1 1000000 /f',
  'save mmc 1:1 1000 /f 3000',
  'save mmc 1:1 1000 /lost+found/g 800',
  'ls mmc 1:5',
  'ls mmc 1:auto',
];

describe('damaged disks', () => {
  const kinds: readonly Kind[] = ['ext4-uboot-64m', 'ext2-8m', 'fat12-1440k', 'fat16-32m'];
  const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 40,
  });
  test.prop([fc.constantFrom(...kinds), damage, fc.constantFrom('2021.01', '2026.07')], { numRuns: 60 })(
    'never end the tool, nothing outside the partition is written',
    (kind, bytes, version) => {
      const disk = card(kind);
      type(disk, ['save mmc 1:1 1000 /f 9000']);
      // Most of it hits the superblock, descriptors, tables and the first directories.
      for (const [place, value] of bytes) {
        const at = Math.floor(place ** 4 * 400 * 512) + START * 512;
        const sector = disk.read(Math.floor(at / 512), 1);
        sector[at % 512] = value;
        disk.write(Math.floor(at / 512), sector);
      }
      const outside = () => {
        const end = START + newFileSystem(kind).sectorCount;
        return Buffer.concat([disk.read(0, START), disk.read(end, disk.sectorCount - end)]);
      };
      const before = outside();
      type(disk, COMMANDS, { version });
      expect(outside().equals(before)).toBe(true);
    },
  );

  test.prop([fc.uint8Array({ minLength: 512, maxLength: 512 })], { numRuns: 60 })('any partition table', (table) => {
    const disk = card('ext2-8m', 2000);
    table[510] = 0x55;
    table[511] = 0xaa;
    for (const at of [446, 462, 478, 494]) table[at] = table[at]! & 0x80;
    disk.write(0, table);
    disk.write(100, table);
    type(disk, COMMANDS);
  });
});

test('a partition that the table makes larger than the disk', () => {
  const disk = card('ext2-8m');
  writeMbr(disk, {
    signature: 1,
    partitions: [{ number: 1, isActive: false, type: 0x83, start: START, count: 0x7fffffff }],
  });
  const place = slice(disk, START, 4);
  expect(place.read(2, 1)[0x38]).toBe(0x53);
  expect(type(disk, ['save mmc 1:1 1000 /f 100', 'ls mmc 1:1'])).toContain('      256   f\n');
});
