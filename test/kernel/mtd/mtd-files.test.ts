/** The character device against a model: an array of bytes with an end. */
import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { mtdCharNodes } from '../../../src/kernel/mtd/mtd-char.ts';
import { MtdCore } from '../../../src/kernel/mtd/mtd-core.ts';
import { DeviceTable } from '../../../src/kernel/vfs/devices.ts';
import { OpenFile } from '../../../src/kernel/vfs/vfs-objects.ts';
import { O_RDWR, S_IFCHR, SEEK_CUR, SEEK_END, SEEK_SET } from '../../../src/shell/posix.ts';
import { EINVAL, ENOSPC } from '../../../src/sim/errno.ts';

const SIZE = 40;

function opened(bytes: Uint8Array): { readonly core: MtdCore; readonly file: OpenFile } {
  const core = new MtdCore({ print: () => {}, stopped: () => {} });
  const table = new DeviceTable();
  core.useNodes(mtdCharNodes(core, table));
  const store = {
    read: (at: number, length: number) => bytes.slice(at, at + length),
    write: (at: number, more: Uint8Array) => {
      bytes.set(more, at);
      return undefined;
    },
  };
  core.register({ name: 'm', sizeBytes: SIZE, eraseSize: 8, store });
  const inode = { mode: S_IFCHR | 0o600, rdev: 90 << 8 };
  const file = new OpenFile(inode as unknown as OpenFile['inode'], null, O_RDWR, {});
  const operations = table.open(file);
  if (typeof operations === 'number') throw new Error(`open gave ${operations}`);
  file.operations = operations;
  return { core, file };
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('read', 'write', 'seek'),
    count: fc.integer({ min: -5, max: SIZE + 5 }),
    whence: fc.constantFrom(SEEK_SET, SEEK_CUR, SEEK_END, 7),
  }),
  { maxLength: 30 },
);

property.prop([steps], { numRuns: 100 })('reads, writes and seeks keep to the end', (all) => {
  const bytes = new Uint8Array(SIZE);
  const model = new Uint8Array(SIZE);
  const { core, file } = opened(bytes);
  let at = 0;
  for (const [step, { kind, count, whence }] of all.entries()) {
    const length = Math.max(0, count);
    if (kind === 'read') {
      const got = file.operations.read!(file, length, file.offset) as Uint8Array;
      expect(got).toEqual(model.slice(at, at + length));
      file.offset += got.length;
      at += got.length;
    } else if (kind === 'write') {
      const more = new Uint8Array(length).fill(step + 1);
      const taken = file.operations.write!(file, more, file.offset) as number;
      expect(taken).toBe(at === SIZE ? -ENOSPC : Math.min(length, SIZE - at));
      if (taken > 0) model.fill(step + 1, at, at + taken);
      file.offset += Math.max(0, taken);
      at += Math.max(0, taken);
    } else {
      const base = new Map([
        [SEEK_SET, 0],
        [SEEK_CUR, at],
        [SEEK_END, SIZE],
      ]).get(whence);
      const place = base === undefined ? -1 : base + count;
      const isInside = place >= 0 && place <= SIZE;
      expect(file.operations.seek!(file, count, whence)).toBe(isInside ? place : -EINVAL);
      if (isInside) at = place;
    }
    expect(file.offset).toBe(at);
  }
  expect(bytes).toEqual(model);
  expect(core.references).toBe(3);
  file.operations.released!(file);
  expect([core.references, core.devices[0]!.users]).toEqual([1, 0]);
});
