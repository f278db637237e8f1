/**
 * A reference dump written once more by our own code: its log record by record into an empty ring, the old log from the same records, its notes by our
 * encoders. What is left of the dump itself is the rest of its RAM and the text of VMCOREINFO, which are the state that is given.
 */
import { elfMachines, PT_NOTE, readElfCoreHead } from '../../../src/formats/elf-core.ts';
import { NT_PRSTATUS, readElfNotes } from '../../../src/formats/elf-notes.ts';
import { encodePrstatus, readPrstatus } from '../../../src/formats/prstatus.ts';
import { readVmcoreInfo, vmcoreInfoNote } from '../../../src/formats/vmcoreinfo.ts';
import { LOG_NEWLINE } from '../../../src/kernel/printk/log-record.ts';
import { PrintkRingbuffer } from '../../../src/kernel/printk/printk-ringbuffer.ts';
import { putEmptyArrays, writeRingStruct } from '../../../src/kernel/printk/ring-init.ts';
import { RingMemory } from '../../../src/kernel/printk/ring-memory.ts';
import type { KernelCore } from '../../../src/kernel/vmcore/kernel-core.ts';
import { recordLogCopy } from '../../../src/kernel/vmcore/record-log-copy.ts';
import { map } from '../../../src/memory/mapping.ts';
import { PhysicalMemory } from '../../../src/memory/physical-memory.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';

const PT_LOAD = 1;
const RAM_BYTES = 0x2000000;
const STRUCT_BYTES = 88;

/** With the ring of 6.9 and later, which the dumps have. */
export function writtenCore(file: Uint8Array): KernelCore {
  const head = readElfCoreHead(file);
  if (typeof head === 'string') throw new Error(`no core: ${head}`);
  const { byteOrder, machine, flags } = head;
  const loads = head.segments.filter(({ type }) => type === PT_LOAD);
  const memory = new PhysicalMemory({ sizeBytes: RAM_BYTES });
  for (const { offset, physical, sizeBytes } of loads) {
    memory.write(physical, file.subarray(offset, offset + sizeBytes), memory.writer('dump'));
  }
  const note = head.segments.find(({ type }) => type === PT_NOTE)!;
  const { notes } = readElfNotes(file.subarray(note.offset, note.offset + note.sizeBytes), byteOrder);
  const architecture = machine === elfMachines.x86_64.machine ? 'x86_64' : 'ppc64';
  const infoBytes = notes.find(({ name }) => name === 'VMCOREINFO')!.descriptor;
  const info = readVmcoreInfo(infoBytes);
  const physical = (virtual: bigint, length: number) => {
    const load = loads.find(
      (one) => virtual >= one.virtual && virtual + BigInt(length) <= one.virtual + BigInt(one.sizeBytes),
    );
    return load === undefined ? null : load.physical + Number(virtual - load.virtual);
  };
  writeLogs(memory, byteOrder, info, physical, loads[0]!.virtual - BigInt(loads[0]!.physical));
  return {
    release: info.get('OSRELEASE') ?? '',
    byteOrder,
    machine,
    flags,
    notes: notes.map((one) => {
      if (one.type !== NT_PRSTATUS) return vmcoreInfoNote(latin1Text(infoBytes));
      const status = readPrstatus(architecture, byteOrder, one.descriptor)!;
      return { ...one, descriptor: encodePrstatus(architecture, byteOrder, status) };
    }),
    segments: loads.map((one) => ({ ...one, offset: one.physical })),
    memory,
    companion: null,
    placed: null,
  };
}

function writeLogs(
  memory: PhysicalMemory,
  byteOrder: 'little' | 'big',
  info: ReadonlyMap<string, string>,
  physical: (virtual: bigint, length: number) => number | null,
  imageOffset: bigint,
): void {
  const ram = map(
    memory,
    { address: 0, length: RAM_BYTES },
    { cacheType: 'cached', byteOrder, writer: 'kernel/printk' },
  );
  const symbol = (name: string, length: number) => physical(BigInt(`0x${info.get(`SYMBOL(${name})`)}`), length)!;
  const struct = physical(ram.load64(symbol('prb', 8)), STRUCT_BYTES)!;
  const before = new PrintkRingbuffer(new RingMemory(ram, struct, 8, physical), 'seq');
  const records = [];
  for (let record = before.next(0); record !== undefined; record = before.next(record.seq + 1)) records.push(record);
  const geometry = before.memory.geometry()!;
  const pointer = (at: number) => ram.load64(struct + at);
  const pointers = new Map([
    [geometry.descs, pointer(8)],
    [geometry.infos, pointer(16)],
    [geometry.data, pointer(56)],
  ]);
  const place = {
    ...geometry,
    countBits: Math.log2(geometry.descCount),
    sizeBits: Math.log2(geometry.dataBytes),
  };
  ram.fill(geometry.data, geometry.dataBytes, 0);
  putEmptyArrays(ram, 8, place);
  writeRingStruct(ram, struct, 8, place, (address) => pointers.get(address)!, 'seq');
  const ring = new PrintkRingbuffer(new RingMemory(ram, struct, 8, physical), 'seq');
  for (const record of records) {
    const text = latin1Bytes(record.text);
    const block = new Uint8Array(8 + text.length);
    block.set(text, 8);
    ring.add(record, block, true);
  }
  if (!info.has('SYMBOL(log_buf)')) return;
  const virtual = ram.load64(symbol('log_buf', 8));
  const roomBytes = ram.load32(symbol('log_buf_len', 4));
  const old = physical(virtual, roomBytes)!;
  ram.fill(old, roomBytes, 0);
  // The generator gives whole lines their flag in the old log only.
  const lines = records.map((record) => ({ ...record, flags: LOG_NEWLINE }));
  const copy = recordLogCopy(lines, { virtual: BigInt(old) + imageOffset, byteOrder, roomBytes });
  ram.write(old, copy.records);
  // The buffer is as long as it was.
  const moved = copy.variables.filter(([name]) => name !== 'log_buf_len');
  for (const [name, bytes] of moved) ram.write(symbol(name, bytes.length), bytes);
}
