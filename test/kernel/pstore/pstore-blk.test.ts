// pstore/zone one step beyond its limits: rings that wrap, sizes that do not fit, partitions of any bytes.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { Pstore } from '../../../src/kernel/pstore/platform.ts';
import { type BlockFile, PstoreBlk } from '../../../src/kernel/pstore/pstore-blk.ts';
import type { PstoreBackend } from '../../../src/kernel/pstore/pstore-record.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';
import { EINVAL, ENOMEM } from '../../../src/sim/errno.ts';
import { recordingKernel } from './recording-kernel.ts';

const PMSG = 7;
const CONSOLE = 2;
const FTRACE = 3;
const TIME = { seconds: 1_709_294_400, nanoseconds: 0 };
/** Bytes of a page but the zone's header. */
const ROOM = 4096 - 12;

/** A kernel with all front ends and a partition; loaded with these words. */
function machine(partition: Uint8Array, words: string, possibleCpus = 1) {
  const kernel = recordingKernel(findKernel('6.1.192-oracle')!);
  const pstore = new Pstore(kernel);
  const work: (() => void)[] = [];
  let backend: PstoreBackend | null = null;
  const file: BlockFile = {
    sizeBytes: partition.length,
    read: (offset, length) => partition.slice(offset, offset + length),
    write: (offset, bytes) => {
      partition.set(bytes, offset);
      return 0;
    },
    close: () => {},
  };
  const blk = new PstoreBlk({
    kernel,
    byteOrder: 'little',
    possibleCpus,
    open: () => file,
    register: (offered) => {
      backend = offered;
      return pstore.register(offered);
    },
    unregister: () => pstore.unregister(backend!),
    schedule: (_delay, run) => work.push(run),
  });
  pstore.start();
  const result = blk.module.start(parseCommandLine(`best_effort blkdev=/dev/vda2 ${words}`).parameters);
  const flush = () => {
    for (const run of work.splice(0)) run();
  };
  return { kernel, pstore, blk, result, flush, backend: () => backend! };
}

const SIZES = 'kmsg_size=4 pmsg_size=4 console_size=4 ftrace_size=4';
const files = ({ pstore }: ReturnType<typeof machine>) =>
  Object.fromEntries(pstore.fs.files().map(({ name, content }) => [name, latin1Text(content)]));

test.each([
  [1, 'x'],
  [ROOM, 'exactly full'],
  [ROOM + 1, 'one more'],
  [3 * ROOM + 5, 'more than three times'],
])('pmsg of %i bytes is on the medium at once and the next boot reads its end (%s)', (length) => {
  const partition = new Uint8Array(65536);
  const text = Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
  const first = machine(partition, SIZES);
  first.pstore.mount();
  for (let at = 0; at < length; at += 100) {
    expect(first.pstore.writePmsg(latin1Bytes(text.slice(at, at + 100)))).toBe(Math.min(100, length - at));
  }
  const second = machine(partition, SIZES);
  second.pstore.mount();
  expect(files(second)['pmsg-pstore_blk-0']).toBe(text.slice(-ROOM));
});

test('one write larger than the zone keeps its end', () => {
  const partition = new Uint8Array(65536);
  const first = machine(partition, SIZES);
  first.pstore.mount();
  first.pstore.writePmsg(latin1Bytes(`lost${'k'.repeat(ROOM)}`));
  const second = machine(partition, SIZES);
  second.pstore.mount();
  expect(files(second)['pmsg-pstore_blk-0']).toBe('k'.repeat(ROOM));
});

test('the console waits for the worker, and for a mounted pstore', () => {
  const partition = new Uint8Array(65536);
  const first = machine(partition, SIZES);
  const log = (text: string) => first.backend().write({ type: CONSOLE, bytes: latin1Bytes(text), time: TIME });
  log('before the mount\n');
  first.flush();
  expect(partition.some((byte) => byte !== 0)).toBe(false);
  first.pstore.mount();
  log('after it\n');
  expect(partition.some((byte) => byte !== 0)).toBe(false);
  first.flush();
  expect(latin1Text(partition)).toContain('before the mount\nafter it\n');
});

test('zones of two CPUs are one file, in the order of the stamps', () => {
  const partition = new Uint8Array(65536);
  const first = machine(partition, SIZES, 2);
  first.pstore.mount();
  const record = (stamp: number, cpu: number) => {
    const bytes = new Uint8Array(24);
    new DataView(bytes.buffer).setBigUint64(16, BigInt(stamp * 256 + cpu), true);
    first.backend().write({ type: FTRACE, bytes, time: TIME, cpu });
  };
  record(2, 1);
  record(1, 0);
  record(3, 0);
  first.flush();
  const second = machine(partition, SIZES, 2);
  second.pstore.mount();
  const stamps = latin1Bytes(files(second)['ftrace-pstore_blk-0']!);
  expect([16, 40, 64].map((at) => stamps[at + 1])).toEqual([1, 2, 3]);
});

test('what does not fit is refused before anything is written', () => {
  const refused = (bytes: number, words: string) => {
    const { result, kernel } = machine(new Uint8Array(bytes), words);
    return [result, kernel.lines.at(-1), kernel.stops.length];
  };
  expect(refused(4095, '')).toEqual([-EINVAL, '<4>pstore_zone: total_size must be >= 4096', 0]);
  expect(refused(8192, 'pmsg_size=12 console_size=0 ftrace_size=0')).toEqual([
    -ENOMEM,
    '<3>pstore_zone: alloc zones failed',
    0,
  ]);
  expect(refused(8192, 'kmsg_size=4 pmsg_size=4 console_size=4 ftrace_size=4')[0]).toBe(-ENOMEM);
  // The zone of the first dump is asked for where there is none.
  expect(refused(8192, 'kmsg_size=12 pmsg_size=0 console_size=0 ftrace_size=0')).toEqual(['stopped', undefined, 1]);
  expect(machine(new Uint8Array(8192), 'kmsg_size=4 pmsg_size=4 console_size=0 ftrace_size=0').result).toBe(0);
});

test('an unlinked record keeps its text; a zone with a newer dump is left alone', () => {
  const partition = new Uint8Array(4096);
  const sizes = 'kmsg_size=4 pmsg_size=0 console_size=0 ftrace_size=0';
  const dump = (text: string) => ({ type: 0, part: 1, reason: 2, time: TIME, bytes: latin1Bytes(text) });
  const { pstore, backend, flush } = machine(partition, sizes);
  pstore.mount();
  backend().write(dump('the first'));
  flush();
  pstore.fs.unmount();
  pstore.mount();
  backend().write(dump('the second'));
  flush();
  expect(pstore.fs.unlink('dmesg-pstore_blk-0')).toBe(0);
  pstore.mount();
  expect(pstore.fs.files().map(({ content }) => latin1Text(content))).toEqual(['Oops: Total 2 times\nthe second']);
  pstore.fs.unlink('dmesg-pstore_blk-0');
  expect(partition.subarray(4, 8)).toEqual(new Uint8Array(4));
  expect(latin1Text(partition)).toContain('the second');
});

test('any bytes on the partition are read to an end', () => {
  const header = fc.record({
    sig: fc.constantFrom(0x43474244, 0x43474243, 0x43474247, 0x43474246, 0),
    datalen: fc.oneof(fc.nat(4200), fc.constant(0xffffffff)),
    start: fc.oneof(fc.nat(4200), fc.constant(0x80000000)),
    magic: fc.constantFrom(0x4dfc3ae5, 0),
    rest: fc.uint8Array({ minLength: 36, maxLength: 36 }),
  });
  const partitions = fc.array(header, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(partitions, (headers) => {
      const partition = new Uint8Array(16384);
      headers.forEach(({ sig, datalen, start, magic, rest }, index) => {
        const view = new DataView(partition.buffer, index * 4096);
        [sig, datalen, start, magic].forEach((word, at) => {
          view.setUint32(at * 4, word, true);
        });
        partition.set(rest, index * 4096 + 16);
      });
      const { pstore, backend, result } = machine(partition, SIZES);
      pstore.mount();
      expect(result).toBe(0);
      for (const { name } of pstore.fs.files()) expect(pstore.fs.unlink(name)).toBe(0);
      backend().write({ type: PMSG, bytes: latin1Bytes('x'), time: TIME });
    }),
    { numRuns: 60 },
  );
});
