/** Partition tables: written and read again, logical partitions, and any bytes. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readMbr, writeMbr } from '../../src/disk/mbr.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';

const entry = (number: number, type: number, start: number, count: number) => ({
  number,
  isActive: false,
  type,
  start,
  count,
});

describe('the partition table', () => {
  it('comes back as written', () => {
    const disk = new SparseDisk(10_000);
    const table = { signature: 0xdeadbeef, partitions: [entry(1, 0x83, 2048, 1000), entry(4, 0x0c, 4096, 5904)] };
    writeMbr(disk, table);
    expect(readMbr(disk)).toEqual(table);
    expect([...disk.read(0, 1).subarray(446, 462)]).toEqual([
      0, 0xfe, 0xff, 0xff, 0x83, 0xfe, 0xff, 0xff, 0, 8, 0, 0, 0xe8, 3, 0, 0,
    ]);
  });

  it('follows the chain of an extended partition', () => {
    const disk = new SparseDisk(10_000);
    writeMbr(disk, { signature: 1, partitions: [entry(1, 0x83, 100, 100), entry(2, 0x05, 1000, 9000)] });
    const logical = new SparseDisk(10_000);
    writeMbr(logical, { signature: 0, partitions: [entry(1, 0x83, 10, 50), entry(2, 0x05, 500, 500)] });
    disk.write(1000, logical.read(0, 1));
    writeMbr(logical, { signature: 0, partitions: [entry(1, 0x82, 10, 60)] });
    disk.write(1500, logical.read(0, 1));
    expect(readMbr(disk)!.partitions.map(({ number, type, start, count }) => [number, type, start, count])).toEqual([
      [1, 0x83, 100, 100],
      [2, 0x05, 1000, 9000],
      [5, 0x83, 1010, 50],
      [6, 0x82, 1510, 60],
    ]);
  });

  it('ends a chain that leads to itself, and cuts a partition at the end of the disk', () => {
    const disk = new SparseDisk(5_000);
    writeMbr(disk, { signature: 1, partitions: [entry(1, 0x83, 4000, 4000), entry(2, 0x0f, 100, 1000)] });
    const link = new SparseDisk(5_000);
    writeMbr(link, { signature: 0, partitions: [entry(1, 0x83, 1, 1), entry(2, 0x0f, 0, 1000)] });
    disk.write(100, link.read(0, 1));
    const { partitions } = readMbr(disk)!;
    expect(partitions.length).toBeLessThan(260);
    expect(partitions[0]).toMatchObject({ number: 1, count: 1000 });
  });

  it('is not there without its magic, nor where a file system boots', () => {
    const disk = new SparseDisk(100);
    expect(readMbr(disk)).toBeNull();
    writeMbr(disk, { signature: 1, partitions: [] });
    const sector = disk.read(0, 1);
    sector[446] = 0x41;
    disk.write(0, sector);
    expect(readMbr(disk)).toBeNull();
    expect(readMbr(new SparseDisk(0))).toBeNull();
  });

  test.prop([fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(3000)])('takes any bytes', (bytes, sectors) => {
    const disk = new SparseDisk(sectors + 1);
    const sector = new Uint8Array(512);
    sector.set(bytes, 446);
    sector.set([0x55, 0xaa], 510);
    for (let at = 0; at < 4; at++) sector[446 + 16 * at] = 0;
    disk.write(0, sector);
    for (const { start, count } of readMbr(disk)?.partitions ?? []) {
      expect(start + count).toBeLessThanOrEqual(sectors + 1);
    }
  });
});
