/** kmemdump into reserved RAM, a format and a driver of ours: what is written is what comes back, what is damaged never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeKmemdumpRam,
  encodeKmemdumpRam,
  KMEMDUMP_RAM_HEAD_BYTES,
  KMEMDUMP_RAM_ROW_BYTES,
  type KmemdumpRamImage,
  type RamRegion,
} from '../../../src/formats/kmemdump-ram.ts';
import type { KernelParameter } from '../../../src/kernel/cmdline.ts';
import type { KmemdumpBackend } from '../../../src/kernel/kmemdump/backend.ts';
import { type RamBackendHost, ramBackend } from '../../../src/kernel/kmemdump/ram-backend.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC, KmsgDumpers } from '../../../src/kernel/printk/kmsg-dump.ts';
import type { PstoreSource } from '../../../src/kernel/pstore/pstore-record.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { pc } from '../../../src/profiles/boards/pc.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { defaultKmemdump } from '../../../src/profiles/kmemdump.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { EBUSY, EINVAL } from '../../../src/sim/errno.ts';

const regionOf = (bytes: Uint8Array, id: number): RamRegion => ({
  name: `region ${id}`,
  id,
  address: 0x1000 * id,
  sizeBytes: bytes.length,
  read: (length) => bytes.slice(0, length),
});
const decode = (image: Uint8Array, room = image.length) =>
  decodeKmemdumpRam((offset, length) => image.subarray(offset, offset + length), room);
const padded = (bytes: Uint8Array) => {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  whole.set(bytes);
  return whole;
};
const contents = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 });

describe('format', () => {
  test('round trip in any room: as much as fits, in order, and what is missing is told', () => {
    fc.assert(
      fc.property(contents, fc.nat({ max: 900 }), (all, room) => {
        const image = encodeKmemdumpRam(all.map(regionOf), room);
        if (room < KMEMDUMP_RAM_HEAD_BYTES) {
          expect(image).toBeNull();
          return;
        }
        expect(image!.length).toBeLessThanOrEqual(room);
        const found = decode(image!, room) as KmemdumpRamImage;
        const whole = all.flatMap((bytes) => [...padded(bytes)]);
        const rows = Math.min(all.length, Math.floor((room - KMEMDUMP_RAM_HEAD_BYTES) / KMEMDUMP_RAM_ROW_BYTES));
        expect(found).toMatchObject({ listed: all.length, wantedBytes: whole.length });
        expect(found.regions.map(({ id }) => id)).toEqual(Array.from({ length: rows }, (_, id) => id));
        const left = room - KMEMDUMP_RAM_HEAD_BYTES - rows * KMEMDUMP_RAM_ROW_BYTES;
        const fits = all.slice(0, rows).reduce((sum, bytes) => sum + padded(bytes).length, 0);
        expect([...found.bytes]).toEqual(whole.slice(0, Math.min(fits, left - (left % 4))));
      }),
      { numRuns: 60 },
    );
  });

  test('any byte changed: refused; only without its magic there is no image', () => {
    fc.assert(
      fc.property(contents, fc.nat(), fc.integer({ min: 1, max: 255 }), (all, where, flips) => {
        const image = encodeKmemdumpRam(all.map(regionOf), 4096)!;
        const at = where % image.length;
        image[at]! ^= flips;
        const found = decode(image);
        if (at < 4) expect(found).toBeNull();
        else expect(found).toBeTypeOf('string');
      }),
      { numRuns: 200 },
    );
  });

  test('arbitrary bytes behind the magic: a text, and nothing is read beyond the room', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 200 }), (noise) => {
        noise.set(latin1Bytes('KMDR\x01\0\0\0'));
        const read = (offset: number, length: number) => {
          expect(offset + length).toBeLessThanOrEqual(noise.length);
          return noise.subarray(offset, offset + length);
        };
        expect(decodeKmemdumpRam(read, noise.length)).toBeTypeOf('string');
      }),
      { numRuns: 60 },
    );
  });
});

describe('driver', () => {
  const START = 0x5000000;

  function probe(words: Readonly<Record<string, string>>, memory = new PhysicalMemory()) {
    const said: string[] = [];
    const dumpers = new KmsgDumpers();
    const sources = new Set<PstoreSource>();
    const host = {
      context: { memory, board: pc },
      build: { ...defaultKmemdump, backend: 'reserved-ram' },
      print: (level: number, text: string) => said.push(`<${level}>${text}`),
      words: Object.entries(words).map(([name, value]): KernelParameter => ({ name, value })),
      namedMemory: [{ name: 'dump', start: 0x1000000, size: 0x2000 }],
      dumpers,
      pstoreFiles: {
        addSource: (one: PstoreSource) => sources.add(one),
        removeSource: (one: PstoreSource) => sources.delete(one),
      },
      // What `memmap=1M$0x5000000` leaves.
      layout: {
        memory: [
          { start: 0, end: START },
          { start: START + 0x100000, end: 0x8000000 },
        ],
        reserved: [],
      },
    };
    const backend = ramBackend(host as unknown as RamBackendHost);
    return { backend: backend as KmemdumpBackend, error: backend, said, dumpers, sources, memory };
  }
  const area = { mem_address: `0x${START.toString(16)}`, mem_size: '0x1000' };

  test.each([
    [{}, -EINVAL, '<3>kmemdump_ram: no area: mem_address and mem_size, or mem_name, say which'],
    [{ mem_size: 'x' }, -EINVAL, "<3>kmemdump_ram: `x' invalid for parameter `mem_size'"],
    [{ mem_name: 'oops' }, -EINVAL, '<3>kmemdump_ram: no memory is named oops'],
    [{ mem_address: '0x7fff000', mem_size: '0x1001' }, -EINVAL, '<3>kmemdump_ram: 0x1001@0x7fff000 is not RAM'],
    [{ ...area, mem_size: '0x100001' }, -EBUSY, '<3>kmemdump_ram: [mem 0x5000000-0x5100000] is not reserved'],
  ])('an area that cannot be: %j', (words, error, text) => {
    const probed = probe(words as Readonly<Record<string, string>>);
    expect(probed.error).toBe(error);
    expect(probed.said).toEqual([text]);
  });

  test.each([
    ['the last byte that is reserved', { ...area, mem_size: '0x100000' }, '0x100000@0x5000000'],
    ['memory of reserve_mem=', { mem_name: 'dump' }, '0x2000@0x1000000'],
  ])('%s', (_, words, place) => {
    expect(probe(words as Readonly<Record<string, string>>).said).toEqual([`<6>kmemdump_ram: using ${place}`]);
  });

  test('a panic writes, an oops does not; the next boot finds it until it is erased', () => {
    const first = probe(area);
    const { memory } = first;
    memory.write(0x2000, latin1Bytes('second'), memory.writer('test'));
    memory.write(0x3000, latin1Bytes('ELF!'), memory.writer('test'));
    first.backend.registerRegion({ id: 9, name: 'b', virtual: 0n, physical: 0x2000, sizeBytes: 6 });
    first.backend.registerRegion({ id: 1, name: 'ELF', virtual: 0n, physical: 0x3000, sizeBytes: 4 });
    first.backend.registerRegion({ id: 5, name: 'gone', virtual: 0n, physical: 0x3000, sizeBytes: 4 });
    first.backend.unregisterRegion(5);
    first.dumpers.dump(KMSG_DUMP_OOPS);
    expect(probe(area, memory).sources.size).toBe(0);
    first.dumpers.dump(KMSG_DUMP_PANIC);

    const next = probe(area, memory);
    expect(next.said.at(-1)).toBe('<6>kmemdump_ram: found 2 regions, 12 bytes');
    const [source] = [...next.sources];
    source!.open();
    expect(latin1Text(source!.read()!.bytes)).toBe('ELF!second\0\0');
    expect(source!.read()).toBeNull();
    source!.erase!(9, 0);
    expect(probe(area, memory).said).toHaveLength(1);
  });

  test('a damaged image is refused with a line; an unloaded driver writes no more', () => {
    const { backend, dumpers, memory } = probe(area);
    backend.registerRegion({ id: 1, name: 'ELF', virtual: 0n, physical: 0x3000, sizeBytes: 4 });
    dumpers.dump(KMSG_DUMP_PANIC);
    memory.write(START + KMEMDUMP_RAM_HEAD_BYTES + KMEMDUMP_RAM_ROW_BYTES, latin1Bytes('x'), memory.writer('test'));
    const next = probe(area, memory);
    expect(next.said.at(-1)).toBe('<4>kmemdump_ram: damaged image ignored: checksum of region 1');
    expect(next.sources.size).toBe(0);
    memory.fill(START, 4, 0, memory.writer('test'));
    backend.removed!();
    dumpers.dump(KMSG_DUMP_PANIC);
    expect(probe(area, memory).said).toHaveLength(1);
  });
});

test('virt-arm64, memory of reserve_mem=: a core image comes back, cut where the room ends', () => {
  const board = findBoard('virt-arm64')!;
  const machine = new Machine({
    board: { ...board, kmemdump: { ...defaultKmemdump, backend: 'reserved-ram' } },
    kernel: findKernel('6.12.117+deb12-arm64')!,
    uboot: null,
    seed: 'kmemdump-ram',
    commandLine: `${board.defaultCommandLine} reserve_mem=64K:4096:dump kmemdump_ram.mem_name=dump`,
  });
  machine.powerOn();
  machine.runUntil(60e9, () => machine.state === 'kernel.running');
  const count = machine.kernel!.parts.kmemdump!.regions().length;
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'kernel.running');
  machine.kernelMount('pstore');
  const { fs } = machine.kernel!.parts.pstore.pstore;
  const file = fs.file('kmemdump-ram-0');
  expect(latin1Text(file!.content.subarray(0, 4))).toBe('\x7fELF');
  expect(file!.size).toBe(0x10000 - KMEMDUMP_RAM_HEAD_BYTES - count * KMEMDUMP_RAM_ROW_BYTES);
  expect(fs.unlink('kmemdump-ram-0')).toBe(0);
  expect(fs.file('kmemdump-ram-0')).toBeUndefined();
  // The backend's own are not its business.
  expect(fs.file('dmesg-ramoops-0')).toBeDefined();
});
