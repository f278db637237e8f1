/**
 * The log rings of the reference dumps, read by the kernel's own reader: what it finds is what vmcore-dmesg printed of them.
 */
import { readVmcoreLog } from '../../src/formats/vmcore-log.ts';
import { PrintkRingbuffer } from '../../src/kernel/printk/printk-ringbuffer.ts';
import { RingMemory } from '../../src/kernel/printk/ring-memory.ts';
import { map } from '../../src/memory/mapping.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { readCore, vmcoreDmesgText } from '../kernel/printk/elf-core.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readVector } from './vectors.ts';

/** RAM of the dumps: 32 MiB. */
const RAM_BYTES = 0x2000000;

const dumps: readonly (readonly [file: string, expected: string])[] = [
  ['vmcore.x86_64.gz', 'vmcore-dmesg.expected.txt'],
  ['vmcore.ppc64le.gz', 'vmcore-dmesg.ppc64le.expected.txt'],
  ['vmcore.crash.gz', 'vmcore-dmesg.expected.txt'],
];

export const suite: Suite = {
  name: 'vmcore: log ring',
  cases(): Case[] {
    return dumps
      .filter(([file]) => hasVector(`vmcore/${file}`))
      .flatMap(([file, expected]) => {
        const text = () => latin1Text(readVector(`vmcore/${expected}`));
        return [
          { name: file, run: () => expectEqualText(dmesgOf(file), text(), 'dmesg') },
          { name: `${file} by VMCOREINFO`, run: () => expectEqualText(dmesgByInfo(file), text(), 'dmesg') },
        ];
      });
  },
};

/** As a tool reads it that knows nothing but the note. */
function dmesgByInfo(file: string): string {
  const { byteOrder, segments, info } = readCore(readVector(`vmcore/${file}`));
  const records = readVmcoreLog(info, byteOrder, (virtual, length) => {
    for (const segment of segments) {
      const offset = Number(virtual - segment.virtual);
      if (offset >= 0 && offset + length <= segment.bytes.length) return segment.bytes.slice(offset, offset + length);
    }
    return null;
  });
  return vmcoreDmesgText((records ?? []).map(({ tsNs, text }) => ({ tsNs: Number(tsNs), text })));
}

function dmesgOf(file: string): string {
  const { byteOrder, segments, info } = readCore(readVector(`vmcore/${file}`));
  const memory = new PhysicalMemory({ sizeBytes: RAM_BYTES });
  for (const { physical, bytes } of segments) memory.write(physical, bytes, memory.writer('dump'));
  const physical = (virtual: bigint, length: number) => {
    for (const segment of segments) {
      const offset = virtual - segment.virtual;
      if (offset >= 0n && offset + BigInt(length) <= segment.bytes.length) return segment.physical + Number(offset);
    }
    return null;
  };
  const ram = map(
    memory,
    { address: 0, length: RAM_BYTES },
    { cacheType: 'cached', byteOrder, writer: 'kernel/printk' },
  );
  const prb = physical(BigInt(`0x${info.get('SYMBOL(prb)')}`), 8)!;
  const ring = physical(ram.load64(prb), 88)!;
  const reader = new PrintkRingbuffer(new RingMemory(ram, ring, 8, physical), 'id');
  const records = [];
  for (let record = reader.next(0); record !== undefined; record = reader.next(record.seq + 1)) records.push(record);
  return vmcoreDmesgText(records);
}
