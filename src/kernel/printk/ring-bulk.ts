/**
 * Many records at once: the ring's bytes of a whole boot log, and the records of a whole stretch of the ring.
 *
 * Ours, for speed: both give exactly what `PrintkRingbuffer` gives record by record (tested against it). A boot prints the same
 * lines as the boot before, so the rendered bytes are kept and only what tells the time of day is rendered anew.
 */
import { DESC_FINALIZED } from '../../formats/printk-ring.ts';
import type { Mapping } from '../../memory/mapping.ts';
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

/** Records and the bytes they were read from. */
interface Stretch {
  readonly descs: Uint8Array;
  readonly infos: Uint8Array;
  readonly textIndex: number;
  readonly text: Uint8Array;
  readonly records: readonly StoredRecord[];
}

/**
 * Stretches that were read before, by number and place: the log of a boot is mostly that of the boot before. They are used only
 * where all their bytes stand in RAM again.
 */
const stretches = new Map<string, Stretch>();
const STRETCHES_MAX = 256;

/** Reads on from `seq`; gives the number of the first record that must be looked for otherwise. */
function readLap(memory: RingMemory, geometry: RingGeometry, seq: number, end: number, found: StoredRecord[]): number {
  const { ram, wordBytes } = memory;
  const slot = seq % geometry.descCount;
  const count = end - seq;
  const descBytes = count * 3 * wordBytes;
  const key = `${seq} ${count} ${slot} ${wordBytes} ${ram.byteOrder} ${geometry.dataBytes}`;
  const known = stretches.get(key);
  if (known !== undefined) {
    const { records, text, textIndex } = known;
    if (
      holds(ram, geometry.descs + slot * 3 * wordBytes, known.descs) &&
      holds(ram, geometry.infos + slot * INFO_BYTES, known.infos) &&
      holds(ram, geometry.data + textIndex, text)
    ) {
      for (const record of records) found.push(record);
      return end;
    }
  }
  const descs = ram.read(geometry.descs + slot * 3 * wordBytes, descBytes);
  const infos = ram.read(geometry.infos + slot * INFO_BYTES, count * INFO_BYTES);
  const before = found.length;
  const view = new LapView(memory, geometry, descs, infos);
  for (let i = 0; i < count; i++) {
    const record = view.record(i, seq + i, slot + i);
    if (record === null) return seq + i;
    found.push(record);
  }
  const { span } = view;
  if (span !== null && view.spans === 1) {
    if (stretches.size >= STRETCHES_MAX) stretches.clear();
    stretches.set(key, { descs, infos, textIndex: span.start, text: span.bytes, records: found.slice(before) });
  }
  return end;
}

/** Bytes of the text ring, also as one string. */
interface TextSpan {
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Descriptors and infos of neighbouring slots, with the text they refer to. */
class LapView {
  /** The text that was read last, and how often it was read. */
  span: TextSpan | null = null;
  spans = 0;
  readonly #memory: RingMemory;
  readonly #geometry: RingGeometry;
  readonly #descs: DataView;
  readonly #infos: DataView;
  readonly #isLittle: boolean;

  constructor(memory: RingMemory, geometry: RingGeometry, descs: Uint8Array, infos: Uint8Array) {
    this.#memory = memory;
    this.#geometry = geometry;
    this.#descs = viewOf(descs);
    this.#infos = viewOf(infos);
    this.#isLittle = memory.ram.byteOrder === 'little';
  }

  /** The record of a descriptor, null where it is not simply whole and finished. */
  record(i: number, seq: number, slot: number): StoredRecord | null {
    const { wordBytes } = this.#memory;
    const { descCount, dataBytes } = this.#geometry;
    const little = this.#isLittle;
    const at = i * 3 * wordBytes;
    const info = i * INFO_BYTES;
    const low = this.#descs.getUint32(wordBytes === 8 && !little ? at + 4 : at, little);
    const top = this.#descs.getUint32(wordBytes === 8 && little ? at + 4 : at, little);
    if (top >>> 30 !== DESC_FINALIZED || (low & (descCount - 1)) !== slot) return null;
    if (this.#infos.getUint32(little ? info : info + 4, little) !== seq % TWO_32) return null;
    if (this.#infos.getUint32(little ? info + 4 : info, little) !== Math.floor(seq / TWO_32)) return null;
    const begin = this.#long(at + wordBytes);
    const next = this.#long(at + 2 * wordBytes);
    const textLen = this.#infos.getUint16(info + 16, little);
    if (Math.floor(begin / dataBytes) !== Math.floor(next / dataBytes)) return null;
    if (begin % wordBytes !== 0 || next % wordBytes !== 0 || next - begin - wordBytes < textLen) return null;
    const index = (begin & (dataBytes - 1)) + wordBytes;
    const text = this.#text(index, textLen);
    return text === null ? null : decodeRecord(this.#infos, info, little, seq, text);
  }

  #text(index: number, length: number): string | null {
    let { span } = this;
    if (span === null || index < span.start || index + length > span.start + span.bytes.length) {
      span = this.#spanFrom(index);
      if (index + length > span.start + span.bytes.length) return null;
    }
    return span.text.slice(index - span.start, index - span.start + length);
  }

  /** The text from `index` to the end of the last descriptor's block, or to the end of the ring. */
  #spanFrom(index: number): TextSpan {
    const { data, dataBytes } = this.#geometry;
    const last = this.#long(this.#descs.byteLength - this.#memory.wordBytes) & (dataBytes - 1);
    const bytes = this.#memory.ram.read(data + index, (last > index ? last : dataBytes) - index);
    this.span = { start: index, bytes, text: latin1Text(bytes) };
    this.spans++;
    return this.span;
  }

  #long(at: number): number {
    const little = this.#isLittle;
    const first = this.#descs.getUint32(at, little);
    if (this.#memory.wordBytes === 4) return first;
    const second = this.#descs.getUint32(at + 4, little);
    return little ? signed64(first, second) : signed64(second, first);
  }
}

/** For comparing; a stretch is shorter than this unless its texts are very long. */
const compared = new Uint8Array(0x8000);
const comparedWords = new Uint32Array(compared.buffer);

/** Whether these bytes stand in RAM. They are an array of their own, as `Mapping.read` gives it. */
function holds(ram: Mapping, address: number, bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length > compared.length) return false;
  ram.readInto(address, compared.subarray(0, length));
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, length >> 2);
  for (let i = 0; i < words.length; i++) if (words[i] !== comparedWords[i]) return false;
  for (let i = words.length << 2; i < length; i++) if (bytes[i] !== compared[i]) return false;
  return true;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
