// OpenWrt's crashlog at its limits: any bytes where the header is, a text longer than the room, a second dump.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Crashlog, reserveCrashlog } from '../../src/kernel/crashlog.ts';
import { Memblock } from '../../src/kernel/mm/memblock.ts';
import { KMSG_DUMP_OOPS, KMSG_DUMP_PANIC } from '../../src/kernel/printk/kmsg-dump.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { recordingKernel } from './pstore/recording-kernel.ts';

const profile = findKernel('6.1.0-56-amd64')!;
const ADDRESS = 0x10000;
const ROOM = 16384 - 8;

function boot(memory: PhysicalMemory) {
  const kernel = recordingKernel(profile);
  const crashlog = new Crashlog({
    memory,
    byteOrder: 'little',
    address: ADDRESS,
    printk: kernel.printkOf,
    realTime: () => ({ seconds: 1_709_294_400, nanoseconds: 5_000_000 }),
    modules: () => [{ name: 'lkdtm', address: 0xffffffffc0200000n, sizeBytes: 0x11000 }],
  });
  return { kernel, text: crashlog.blob === null ? null : latin1Text(crashlog.blob) };
}

test('one boot writes, the next reads, the one behind it finds nothing', () => {
  const memory = new PhysicalMemory({ sizeBytes: 0x20000, initialContents: { noiseSeed: 3 } });
  const { kernel, text } = boot(memory);
  expect(text).toBe(null);
  kernel.printk(4, 'trouble');
  kernel.printkOf.dumpers.dump(KMSG_DUMP_OOPS);
  kernel.printk(0, 'the end');
  kernel.printkOf.dumpers.dump(KMSG_DUMP_PANIC);
  expect(boot(memory).text).toBe(
    'Time: 1709294400.5000\nModules:\tlkdtm@ffffffffc0200000+11000\n<4>[    0.000000] trouble\n' +
      `\n${'='.repeat(35)}\nTime: 1709294400.5000\n<4>[    0.000000] trouble\n<0>[    0.000000] the end\n`,
  );
  expect(boot(memory).text).toBe(null);
});

test('a long log leaves its end, and nothing for a second dump', () => {
  const memory = new PhysicalMemory({ sizeBytes: 0x20000, initialContents: { noiseSeed: 3 } });
  const { kernel } = boot(memory);
  for (let i = 0; i < 400; i++) kernel.printk(6, `line ${i} ${'x'.repeat(40)}`);
  kernel.printkOf.dumpers.dump(KMSG_DUMP_OOPS);
  for (let i = 0; i < 20; i++) kernel.printkOf.dumpers.dump(KMSG_DUMP_PANIC);
  const { text } = boot(memory);
  expect(text!.length).toBeLessThanOrEqual(ROOM);
  expect(text).toContain('line 399 ');
  expect(text).not.toContain('line 0 ');
});

test('whatever is in RAM is a text or none', () => {
  const words = fc.tuple(
    fc.constantFrom(0xa1eedead, 0),
    fc.oneof(fc.nat(ROOM + 2), fc.constantFrom(ROOM, ROOM + 1, 0xffffffff)),
  );
  fc.assert(
    fc.property(words, ([magic, length]) => {
      const memory = new PhysicalMemory({ sizeBytes: 0x20000, initialContents: { noiseSeed: 3 } });
      const header = new Uint8Array(8);
      new DataView(header.buffer).setUint32(0, magic, true);
      new DataView(header.buffer).setUint32(4, length, true);
      memory.write(ADDRESS, header, memory.writer('test'));
      const isText = magic !== 0 && length > 0 && length <= ROOM;
      expect(boot(memory).text?.length ?? null).toBe(isText ? length : null);
    }),
    { numRuns: 30 },
  );
});

test('a megabyte before the end of the first bank that has one', () => {
  const banks = [
    { start: 0, end: 0x9f000 },
    { start: 0x100000, end: 0x5000000 },
  ];
  expect(reserveCrashlog(banks, new Memblock(banks))).toBe(0x4f00000);
  expect(reserveCrashlog([{ start: 0, end: 0x100000 }], new Memblock(banks))).toBe(null);
});
