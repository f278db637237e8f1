/**
 * Many records at once: the ring's bytes of a whole boot log, and the records of a whole stretch of the ring.
 *
 * Ours, for speed: both give exactly what `PrintkRingbuffer` gives record by record (tested against it). A boot prints the same
 * lines as the boot before, so the rendered bytes are kept and only what tells the time of day is rendered anew.
 */
import { DESC_FINALIZED, NO_LPOS } from '../../formats/printk-ring.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { formattedBytes, putFormatted } from './formatted-text.ts';
import type { LogRecord, StoredRecord } from './log-record.ts';
import { decodeRecord, type PrintkRingbuffer } from './printk-ringbuffer.ts';
import { encodeInfo, type RingGeometry, type RingMemory, signed64 } from './ring-memory.ts';

const INFO_BYTES = 88;
const TWO_32 = 2 ** 32;

/** Bytes of consecutive records of a ring's first lap. */
interface Rendered {
  readonly records: LogRecord[];
  readonly offsets: readonly number[];
  readonly descs: Uint8Array;
  readonly infos: Uint8Array;
  readonly text: Uint8Array;
}

interface Start {
  /** Number of the first record. */
  readonly seq: number;
  /** Where its block begins in the text ring. */
  readonly index: number;
  readonly descCount: number;
  readonly dataBytes: number;
}

const kept = new Map<string, Rendered>();
/** Boot logs that are kept: a few pieces a kernel. */
const KEPT_MAX = 24;

/**
 * Stores the records in one go if the ring is in its first lap and they end before its end; false, and nothing done, if not.
 * All that is overwritten then are zeros that nobody has used.
 */
export function appendFirstLap(ring: PrintkRingbuffer, records: readonly LogRecord[]): boolean {
  const { memory } = ring;
  const geometry = memory.geometry();
  if (geometry === null || records.length === 0) return false;
  const { descCount, dataBytes } = geometry;
  const start = { seq: memory.firstLapSeq(geometry), index: memory.firstLapIndex(geometry), descCount, dataBytes };
  if (!(start.seq >= 0 && start.seq + records.length <= descCount && start.index >= 0)) return false;
  const bytes = records.reduce((sum, record) => sum + ring.blockBytes(formattedBytes(record)), 0);
  if (start.index + bytes >= dataBytes) return false;
  ring.closeLast();
  const rendered = renderedRecords(ring, start, records);
  const { ram, wordBytes } = memory;
  ram.write(geometry.data + start.index, rendered.text);
  ram.write(geometry.infos + start.seq * INFO_BYTES, rendered.infos);
  ram.write(geometry.descs + start.seq * 3 * wordBytes, rendered.descs);
  ring.advanceFirstLap(geometry, records.length, bytes);
  return true;
}

function renderedRecords(ring: PrintkRingbuffer, start: Start, records: readonly LogRecord[]): Rendered {
  const { ram, wordBytes } = ring.memory;
  const key = [
    ram.byteOrder,
    wordBytes,
    start.seq,
    start.index,
    start.descCount,
    start.dataBytes,
    records.length,
  ].join();
  const known = kept.get(key);
  if (known !== undefined && update(ring, known, start, records)) return known;
  const fresh = render(ring, start, records);
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, fresh);
  return fresh;
}

/** Renders anew what differs; false when a text has another length, which moves all that follow. */
function update(ring: PrintkRingbuffer, known: Rendered, start: Start, records: readonly LogRecord[]): boolean {
  for (let i = 0; i < records.length; i++) {
    const record = records[i]!;
    const old = known.records[i]!;
    if (old === record) continue;
    if (formattedBytes(old) !== formattedBytes(record)) return false;
    known.records[i] = record;
    renderOne(ring.memory, known, i, start, record);
  }
  return true;
}

function render(ring: PrintkRingbuffer, start: Start, records: readonly LogRecord[]): Rendered {
  const { memory } = ring;
  const offsets: number[] = [];
  let at = 0;
  for (const record of records) {
    offsets.push(at);
    at += ring.blockBytes(formattedBytes(record));
  }
  offsets.push(at);
  const rendered: Rendered = {
    records: records.slice(),
    offsets,
    descs: new Uint8Array(records.length * 3 * memory.wordBytes),
    infos: new Uint8Array(records.length * INFO_BYTES),
    text: new Uint8Array(at),
  };
  for (const [i, record] of records.entries()) renderOne(memory, rendered, i, start, record);
  return rendered;
}

function renderOne(memory: RingMemory, to: Rendered, i: number, start: Start, record: LogRecord): void {
  const { wordBytes } = memory;
  const isLittle = memory.ram.byteOrder === 'little';
  const seq = start.seq + i;
  const id = seq - start.descCount;
  const lpos = start.index - start.dataBytes;
  const text = new DataView(to.text.buffer);
  const descs = new DataView(to.descs.buffer);
  const putLong = (view: DataView, at: number, value: number, state: number) => {
    if (wordBytes === 4) {
      view.setUint32(at, state < 0 ? value >>> 0 : ((value & 0x3fffffff) | (state << 30)) >>> 0, isLittle);
      return;
    }
    const high = Math.floor(value / TWO_32);
    view.setUint32(isLittle ? at : at + 4, value >>> 0, isLittle);
    const top = state < 0 ? high >>> 0 : ((high & 0x3fffffff) | (state << 30)) >>> 0;
    view.setUint32(isLittle ? at + 4 : at, top, isLittle);
  };
  const offset = to.offsets[i]!;
  putLong(text, offset, id, 0);
  putFormatted(to.text, offset + wordBytes, record);
  const desc = i * 3 * wordBytes;
  putLong(descs, desc, id, DESC_FINALIZED);
  putLong(descs, desc + wordBytes, lpos + offset, -1);
  putLong(descs, desc + 2 * wordBytes, lpos + to.offsets[i + 1]!, -1);
  encodeInfo(to.infos, new DataView(to.infos.buffer), isLittle, i * INFO_BYTES, seq, record);
}

/** Bytes of the text ring as one string. */
interface TextSpan {
  readonly start: number;
  readonly text: string;
}

/** The readable records `from` … `to` - 1, as `ring.next` would give them one by one. */
export function readRange(ring: PrintkRingbuffer, from: number, to: number): StoredRecord[] {
  const { memory } = ring;
  const geometry = memory.geometry();
  const found: StoredRecord[] = [];
  let seq = Math.max(0, from);
  while (seq < to) {
    const first = ring.next(seq);
    if (first === undefined || first.seq >= to) break;
    found.push(first);
    seq = first.seq + 1;
    if (geometry === null || seq >= to) continue;
    // The rest of this lap in one piece, up to the first record that is not in order.
    seq = readLap(memory, geometry, seq, Math.min(to, seq - (seq % geometry.descCount) + geometry.descCount), found);
  }
  return found;
}

/** Reads on from `seq`; gives the number of the first record that must be looked for otherwise. */
function readLap(memory: RingMemory, geometry: RingGeometry, seq: number, end: number, found: StoredRecord[]): number {
  const { ram, wordBytes } = memory;
  const isLittle = ram.byteOrder === 'little';
  const slot = seq % geometry.descCount;
  const count = end - seq;
  const descs = viewOf(ram.read(geometry.descs + slot * 3 * wordBytes, count * 3 * wordBytes));
  const infos = viewOf(ram.read(geometry.infos + slot * INFO_BYTES, count * INFO_BYTES));
  const long = (at: number) => {
    if (wordBytes === 4) return descs.getUint32(at, isLittle);
    return signed64(
      descs.getUint32(isLittle ? at : at + 4, isLittle),
      descs.getUint32(isLittle ? at + 4 : at, isLittle),
    );
  };
  const mask = geometry.dataBytes - 1;
  let span: TextSpan | null = null;
  for (let i = 0; i < count; i++) {
    const at = i * 3 * wordBytes;
    const low = descs.getUint32(wordBytes === 8 && !isLittle ? at + 4 : at, isLittle);
    const top = descs.getUint32(wordBytes === 8 && isLittle ? at + 4 : at, isLittle);
    const info = i * INFO_BYTES;
    const begin = long(at + wordBytes);
    const next = long(at + 2 * wordBytes);
    const textLen = infos.getUint16(info + 16, isLittle);
    const wanted = seq + i;
    const isPlain =
      top >>> 30 === DESC_FINALIZED &&
      (low & (geometry.descCount - 1)) === slot + i &&
      infos.getUint32(isLittle ? info : info + 4, isLittle) === wanted % TWO_32 &&
      infos.getUint32(isLittle ? info + 4 : info, isLittle) === Math.floor(wanted / TWO_32) &&
      Math.floor(begin / geometry.dataBytes) === Math.floor(next / geometry.dataBytes) &&
      begin % wordBytes === 0 &&
      next % wordBytes === 0 &&
      next - begin - wordBytes >= textLen;
    if (!isPlain || begin === NO_LPOS) return wanted;
    const index = (begin & mask) + wordBytes;
    if (span === null || index < span.start || index + textLen > span.start + span.text.length) {
      span = spanFrom(memory, geometry, index, long((count - 1) * 3 * wordBytes + 2 * wordBytes));
      if (index + textLen > span.start + span.text.length) return wanted;
    }
    const from = index - span.start;
    found.push(decodeRecord(infos, info, isLittle, wanted, span.text.slice(from, from + textLen)));
  }
  return end;
}

/** The text from `index` to the end of the newest block, or to the end of the ring. */
function spanFrom({ ram }: RingMemory, geometry: RingGeometry, index: number, lastNext: number): TextSpan {
  const last = lastNext & (geometry.dataBytes - 1);
  const end = last > index ? last : geometry.dataBytes;
  return { start: index, text: latin1Text(ram.read(geometry.data + index, end - index)) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
