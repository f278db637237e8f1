/** The drive against a list of sector writes: at every moment the medium holds exactly those whose time had come. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type BlockDevice, SECTOR_BYTES } from '../../src/disk/block-device.ts';
import { DiskDrive } from '../../src/hardware/disk-drive.ts';

const SECTORS = 16;
/** 1 sector a microsecond, and 10 µs before each request. */
const speed = { readBytesPerSecond: 512e6, writeBytesPerSecond: 512e6, requestNs: 10_000 };

function medium(): BlockDevice & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(SECTORS * SECTOR_BYTES);
  return {
    bytes,
    sectorCount: SECTORS,
    read: (sector, count) => bytes.slice(sector * SECTOR_BYTES, (sector + count) * SECTOR_BYTES),
    write: (sector, data) => bytes.set(data, sector * SECTOR_BYTES),
    flush: () => {},
  };
}

const filled = (count: number, value: number) => new Uint8Array(count * SECTOR_BYTES).fill(value);
const firstBytes = (bytes: Uint8Array) => Array.from({ length: SECTORS }, (_, sector) => bytes[sector * SECTOR_BYTES]);

describe('a reset in the middle of a write', () => {
  it('leaves the sectors that were done and the old ones behind them', () => {
    const under = medium();
    const drive = new DiskDrive(under, speed);
    const device = drive.device(() => 0);
    device.write(0, filled(4, 1));
    expect(device.busyUntilNs).toBe(14_000);
    drive.settle(12_999);
    expect(firstBytes(under.bytes).slice(0, 5)).toEqual([1, 1, 0, 0, 0]);
  });

  it('keeps what was on the medium in time', () => {
    const under = medium();
    const drive = new DiskDrive(under, speed);
    drive.device(() => 0).write(0, filled(4, 1));
    drive.settle(14_000);
    expect(firstBytes(under.bytes).slice(0, 5)).toEqual([1, 1, 1, 1, 0]);
  });

  test.prop([
    fc.array(
      fc.record({ sector: fc.nat(SECTORS - 4), count: fc.integer({ min: 1, max: 4 }), pauseNs: fc.nat(30_000) }),
      {
        maxLength: 12,
      },
    ),
    fc.nat(400_000),
  ])('keeps exactly the sectors whose time had come, whatever overlaps', (writes, cutNs) => {
    const under = medium();
    const drive = new DiskDrive(under, speed);
    let nowNs = 0;
    const device = drive.device(() => nowNs);
    writes.forEach(({ sector, count, pauseNs }, index) => {
      nowNs += pauseNs;
      device.write(sector, filled(count, index + 1));
      expect(device.read(sector, 1)[0]).toBe(index + 1);
    });
    // The cut cannot come before the last request was made; a later request may see earlier sectors done by then.
    const atNs = Math.max(cutNs, nowNs);
    const done = replay(writes, atNs);
    drive.settle(atNs);
    expect(firstBytes(under.bytes)).toEqual(done);
  });
});

/** Sector by sector in order: the model. */
function replay(writes: readonly { sector: number; count: number; pauseNs: number }[], atNs: number): number[] {
  const contents = new Array<number>(SECTORS).fill(0);
  let nowNs = 0;
  let busyNs = 0;
  writes.forEach(({ sector, count, pauseNs }, index) => {
    nowNs += pauseNs;
    busyNs = Math.max(busyNs, nowNs) + 10_000;
    for (let i = 0; i < count; i++) {
      busyNs += 1_000;
      if (busyNs <= atNs) contents[sector + i] = index + 1;
    }
  });
  return contents;
}
