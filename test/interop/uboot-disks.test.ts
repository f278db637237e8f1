/** What the simulated U-Boot saves is read by the real e2fsck, debugfs and mtools. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeMbr } from '../../src/disk/mbr.ts';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { slice } from '../../src/disk/partition.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot, uboots } from '../../src/profiles/uboot.ts';
import { withImage } from './e2fsck-image.ts';
import { describeWithTool } from './tool.ts';

const REGION = 'test/fixtures/uboot/v03-one-panic.bin';
const START = 2048;

/** Types lines at the prompt of a board whose MMC 1 is `disk`, with a recorded region in RAM. */
function type(disk: SparseDisk, lines: readonly string[], version = '2026.07'): string {
  const loads = [{ address: 0x3000000, bytes: new Uint8Array(readFileSync(REGION)) }];
  const disks = [{ interface: 'mmc', number: 1, disk, isReadOnly: false }] as const;
  const { commands } = runUBootSession({ board: sandbox, version: findUBoot(version)!, loads, exec: lines, disks });
  return commands.map(({ wire }) => Buffer.from(wire).toString('latin1').replaceAll('\r', '')).join('');
}

/** The second partition of a disk, with a new file system on it. */
function partitioned(kind: Parameters<typeof newFileSystem>[0]): { disk: SparseDisk; part: () => SparseDisk } {
  const template = newFileSystem(kind);
  const disk = new SparseDisk(START + template.sectorCount + 64);
  const entry = { isActive: false, type: 0x83, start: START, count: template.sectorCount };
  writeMbr(disk, { signature: 1, partitions: [{ ...entry, number: 2 }] });
  const place = slice(disk, START, template.sectorCount);
  for (const { sector, bytes } of template.ranges()) place.write(sector, bytes);
  return { disk, part: () => SparseDisk.fromBytes(place.read(0, template.sectorCount)) };
}

const DUMP = 1514;
const SAVE = ['pstore set 3000000 10000', 'pstore save mmc 1:2 /'];

function savedBytes(): Uint8Array {
  const image = gunzipSync(readFileSync('test/fixtures/uboot/ext/s2-after.img.gz'));
  return image.subarray(35 * 1024, 35 * 1024 + DUMP);
}

describeWithTool('e2fsck', (e2fsck) => {
  test.each(uboots.map(({ version }) => version))('ext4 is clean after pstore save by %s', (version) => {
    const { disk, part } = partitioned('ext4-uboot-64m');
    expect(type(disk, [...SAVE, SAVE[1]!], version)).toContain(`${DUMP} bytes written in 0 ms`);
    withImage(part(), (path) => e2fsck(['-fn', path], new Uint8Array(0)));
  });

  test.each(['s2', 's4'])('the images of the recording, %s', (name) => {
    for (const state of ['before', 'after']) {
      const image = gunzipSync(readFileSync(join('test/fixtures/uboot/ext', `${name}-${state}.img.gz`)));
      withImage(SparseDisk.fromBytes(image), (path) => e2fsck(['-fn', path], new Uint8Array(0)));
    }
  });
});

describeWithTool('debugfs', (debugfs) => {
  test('reads the saved file', () => {
    const { disk, part } = partitioned('ext4-uboot-64m');
    type(disk, SAVE);
    const read = withImage(part(), (path) => debugfs(['-R', 'cat /dmesg-ramoops-0', path], new Uint8Array(0)));
    expect(Buffer.compare(read, savedBytes())).toBe(0);
  });
});

describeWithTool('mtype', (mtype) => {
  test.each(['fat12-1440k', 'fat16-32m', 'fat32-64m'] as const)('reads the file saved on %s', (kind) => {
    const { disk, part } = partitioned(kind);
    expect(type(disk, SAVE)).toBe(`${DUMP} bytes written in 0 ms\n`);
    const read = withImage(part(), (path) => mtype(['-i', path, '::/dmesg-ramoops-0'], new Uint8Array(0)));
    expect(Buffer.compare(read, savedBytes())).toBe(0);
  });
});
