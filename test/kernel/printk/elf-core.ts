/** Crash dumps in ELF form, as far as a log needs them: what is in one, and a small one made of simulated RAM. */
import { printkInfo, printkRingLayouts } from '../../../src/formats/printk-ring.ts';
import type { LogSymbols } from '../../../src/kernel/printk/log-symbols.ts';
import { latin1Bytes, latin1Text } from '../../../src/sim/bytes.ts';

const HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const PT_LOAD = 1;
const PT_NOTE = 4;

interface Segment {
  readonly virtual: bigint;
  readonly physical: number;
  readonly bytes: Uint8Array;
}

export interface Core {
  readonly byteOrder: 'little' | 'big';
  readonly segments: readonly Segment[];
  /** Lines of VMCOREINFO: `SYMBOL(prb)` → `ffffffff81201e58`. */
  readonly info: ReadonlyMap<string, string>;
}

export function readCore(file: Uint8Array): Core {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const little = file[5] === 1;
  const count = view.getUint16(56, little);
  const segments: Segment[] = [];
  const info = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const at = HEADER_BYTES + i * PROGRAM_HEADER_BYTES;
    const offset = Number(view.getBigUint64(at + 8, little));
    const bytes = file.subarray(offset, offset + Number(view.getBigUint64(at + 32, little)));
    if (view.getUint32(at, little) === PT_NOTE) readNotes(bytes, little, info);
    if (view.getUint32(at, little) !== PT_LOAD) continue;
    segments.push({
      virtual: view.getBigUint64(at + 16, little),
      physical: Number(view.getBigUint64(at + 24, little)),
      bytes,
    });
  }
  return { byteOrder: little ? 'little' : 'big', segments, info };
}

function readNotes(bytes: Uint8Array, little: boolean, info: Map<string, string>): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 12 <= bytes.length; ) {
    const nameBytes = view.getUint32(at, little);
    const descBytes = view.getUint32(at + 4, little);
    const start = at + 12 + aligned(nameBytes, 4);
    if (nameBytes === 0) return;
    const name = latin1Text(bytes.subarray(at + 12, at + 12 + nameBytes - 1));
    if (name === 'VMCOREINFO') {
      for (const line of latin1Text(bytes.subarray(start, start + descBytes)).split('\n')) {
        const equals = line.indexOf('=');
        if (equals > 0) info.set(line.slice(0, equals), line.slice(equals + 1));
      }
    }
    at = start + aligned(descBytes, 4);
  }
}

/** An ELF core of these segments with a VMCOREINFO note. */
export function writeCore(
  byteOrder: 'little' | 'big',
  machine: number,
  segments: readonly Segment[],
  infoLines: readonly string[],
): Uint8Array {
  const little = byteOrder === 'little';
  const note = noteBytes(`${infoLines.join('\n')}\n`, little);
  const noteOffset = HEADER_BYTES + PROGRAM_HEADER_BYTES * (segments.length + 1);
  let at = aligned(noteOffset + note.length, 4096);
  const offsets = segments.map(({ bytes }) => {
    const offset = at;
    at = aligned(at + bytes.length, 4096);
    return offset;
  });
  const file = new Uint8Array(at);
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, little ? 1 : 2, 1]);
  view.setUint16(16, 4, little);
  view.setUint16(18, machine, little);
  view.setUint32(20, 1, little);
  view.setBigUint64(32, BigInt(HEADER_BYTES), little);
  view.setUint16(52, HEADER_BYTES, little);
  view.setUint16(54, PROGRAM_HEADER_BYTES, little);
  view.setUint16(56, segments.length + 1, little);
  const header = (index: number, type: number, offset: number, virtual: bigint, physical: number, length: number) => {
    const place = HEADER_BYTES + index * PROGRAM_HEADER_BYTES;
    view.setUint32(place, type, little);
    view.setUint32(place + 4, 7, little);
    for (const [i, value] of [BigInt(offset), virtual, BigInt(physical), BigInt(length), BigInt(length)].entries()) {
      view.setBigUint64(place + 8 + 8 * i, value, little);
    }
  };
  header(0, PT_NOTE, noteOffset, 0n, 0, note.length);
  file.set(note, noteOffset);
  for (const [i, { virtual, physical, bytes }] of segments.entries()) {
    header(i + 1, PT_LOAD, offsets[i]!, virtual, physical, bytes.length);
    file.set(bytes, offsets[i]!);
  }
  return file;
}

function noteBytes(text: string, little: boolean): Uint8Array {
  const name = latin1Bytes('VMCOREINFO\0');
  const desc = latin1Bytes(text);
  const bytes = new Uint8Array(12 + aligned(name.length, 4) + aligned(desc.length, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, name.length, little);
  view.setUint32(4, desc.length, little);
  bytes.set(name, 12);
  bytes.set(desc, 12 + aligned(name.length, 4));
  return bytes;
}

/** The VMCOREINFO lines of the lockless ring, from its layouts. */
export function ringInfo(symbols: LogSymbols, virtual: (physical: number) => bigint, wordBytes: 4 | 8): string[] {
  const { ringbuffer, desc } = printkRingLayouts(wordBytes);
  const ring = (field: string) => ringbuffer.fields[field]!.offset;
  const data = ring('text_data_ring.size_bits');
  const info = printkInfo.fields;
  return [
    `SYMBOL(prb)=${virtual(symbols.prb).toString(16)}`,
    `SIZE(printk_ringbuffer)=${ringbuffer.sizeBytes}`,
    'OFFSET(printk_ringbuffer.desc_ring)=0',
    `OFFSET(printk_ringbuffer.text_data_ring)=${data}`,
    `SIZE(prb_desc_ring)=${data}`,
    'OFFSET(prb_desc_ring.count_bits)=0',
    `OFFSET(prb_desc_ring.descs)=${ring('desc_ring.descs')}`,
    `OFFSET(prb_desc_ring.infos)=${ring('desc_ring.infos')}`,
    `OFFSET(prb_desc_ring.head_id)=${ring('desc_ring.head_id')}`,
    `OFFSET(prb_desc_ring.tail_id)=${ring('desc_ring.tail_id')}`,
    `SIZE(prb_desc)=${desc.sizeBytes}`,
    'OFFSET(prb_desc.state_var)=0',
    `OFFSET(prb_desc.text_blk_lpos)=${wordBytes}`,
    `SIZE(prb_data_blk_lpos)=${2 * wordBytes}`,
    'OFFSET(prb_data_blk_lpos.begin)=0',
    `OFFSET(prb_data_blk_lpos.next)=${wordBytes}`,
    `SIZE(printk_info)=${printkInfo.sizeBytes}`,
    `OFFSET(printk_info.seq)=${info.seq.offset}`,
    `OFFSET(printk_info.ts_nsec)=${info.ts_nsec.offset}`,
    `OFFSET(printk_info.text_len)=${info.text_len.offset}`,
    `SIZE(prb_data_ring)=${ring('fail') - data}`,
    'OFFSET(prb_data_ring.size_bits)=0',
    `OFFSET(prb_data_ring.data)=${ring('text_data_ring.data') - data}`,
    `SIZE(atomic_long_t)=${wordBytes}`,
    'OFFSET(atomic_long_t.counter)=0',
  ];
}

/** What vmcore-dmesg prints of records: no indent in a text of several lines, `\xNN` for what is not ASCII. */
export function vmcoreDmesgText(records: readonly { readonly tsNs: number; readonly text: string }[]): string {
  return records
    .map(({ tsNs, text }) => {
      const microseconds = Math.floor(tsNs / 1000);
      const seconds = String(Math.floor(microseconds / 1e6)).padStart(5);
      const shown = Array.from(text, (letter) => {
        const code = letter.charCodeAt(0);
        const isPlain = (code >= 0x20 && code < 0x7f) || letter === '\n' || letter === '\t';
        return isPlain ? letter : `\\x${code.toString(16).padStart(2, '0')}`;
      }).join('');
      return `[${seconds}.${String(microseconds % 1e6).padStart(6, '0')}] ${shown}\n`;
    })
    .join('');
}

function aligned(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
