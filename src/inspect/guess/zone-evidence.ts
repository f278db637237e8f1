/**
 * What a zone of a layout shows: its header as found or repaired, its data, the dump in it.
 *
 * Shared by the scoring of many layouts, so everything is remembered by place and size.
 */
import { persistentRamBuffer } from '../../formats/persistent-ram.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { type DumpRecord, dumpRecords, type SearchBudget, searchBudget } from '../dump-records.ts';
import { repairedZoneData } from '../repaired-zone.ts';
import type { ByteSource } from './byte-source.ts';
import { capacityOf, type LaidZone } from './layout.ts';
import { ParityWitness } from './parity.ts';
import { type DataStart, type SeenHeader, ZoneHeaders } from './zone-headers.ts';

export type HeaderState = 'found' | 'damaged' | 'repaired' | 'lost';

export interface ZoneView {
  readonly zone: LaidZone;
  /** As found, or as the parity says it was; null where nothing of it is left. */
  readonly header: SeenHeader | null;
  readonly state: HeaderState;
  /** Evidence in bits for a zone of this kind here, header and parity together; below 0 where it speaks against. */
  readonly bits: number;
  /** The parity of the header agrees, repaired or not. */
  readonly hasParity: boolean;
  /** Counters that such a zone can have. */
  readonly isPossible: boolean;
  /** Some bytes of the header had to be repaired that seemed right as they were. */
  readonly isDoubtful: boolean;
  readonly capacity: number;
  readonly dataStart: DataStart;
}

export interface ZoneData {
  /** Repaired as far as ECC goes. */
  readonly bytes: Uint8Array;
  readonly records: readonly DumpRecord[];
  /** `Panic#3 Part1`: 3, of the first record; null without one. */
  readonly dumpCount: number | null;
}

/** A zone without a header costs as much: with ECC its parity would have to be gone too. */
const LOST = -12;
const LOST_WITH_PARITY = -30;
const TRACE_FOUND = 0;
const PARITY_MISSING = -20;
const BLOCKS_WEIGHED = 4;
const BLOCK_BITS = 8;
const DATA_BYTES_MAX = 2 ** 22;

export class Evidence {
  readonly source: ByteSource;
  readonly headers: ZoneHeaders;
  readonly parity: ParityWitness;
  readonly #views = new Map<string, ZoneView>();
  readonly #data = new Map<string, ZoneData>();
  readonly #budget: SearchBudget = searchBudget();
  readonly #byteOrder: ByteOrder;

  constructor(source: ByteSource, byteOrder: ByteOrder) {
    this.source = source;
    this.#byteOrder = byteOrder;
    this.headers = new ZoneHeaders(source, byteOrder);
    this.parity = new ParityWitness(source, byteOrder);
  }

  view(zone: LaidZone, ecc: number): ZoneView {
    const key = `${zone.kind}/${zone.offset}/${zone.size}/${ecc}`;
    let view = this.#views.get(key);
    if (view === undefined || view.zone.index !== zone.index) {
      view = this.#look(zone, ecc);
      if (this.#views.size < 200_000) this.#views.set(key, view);
    }
    return view;
  }

  #look(zone: LaidZone, ecc: number): ZoneView {
    const { kind, offset, size } = zone;
    const raw = this.headers.at(offset);
    const word = this.parity.header(offset, size, ecc);
    const capacity = capacityOf(size, ecc);
    const isTrace = kind === 'ftrace';
    const isMine = (header: SeenHeader) => (isTrace ? header.ftraceBits > 0 : header.distance === 0);
    const rawBits = raw === null ? 0 : isTrace ? raw.ftraceBits : raw.plainBits;
    const hasParity = word !== null && isMine(word.header);
    const header = hasParity ? word.header : rawBits > 0 ? raw : null;
    const state = stateOf(header, raw, rawBits, hasParity);
    const isPossible = header === null || (header.size <= capacity && header.start <= header.size);
    const isWrapped = header !== null && isPossible && header.start < header.size && header.size === capacity;
    const dataStart = this.headers.dataStart(offset, isWrapped && !isTrace);
    const isDoubtful =
      state === 'repaired' && raw !== null && rawBits > 0 && raw.distance === 0 && raw.start <= raw.size;
    const shared = { zone, header, state, hasParity, isPossible, isDoubtful, capacity, dataStart };
    if (hasParity)
      return { ...shared, bits: Math.max(rawBits, 16) + word.bits + this.#blockBits(offset, capacity, header!, ecc) };
    if (rawBits > 0) return { ...shared, bits: rawBits + (ecc > 0 ? PARITY_MISSING : 0) };
    const hasTrace =
      (kind === 'dmesg' && dataStart === 'record') || this.parity.endsWithLostHeader(offset, size, ecc, capacity);
    return { ...shared, bits: hasTrace ? TRACE_FOUND : ecc > 0 ? LOST_WITH_PARITY : LOST };
  }

  /** The parity of the first blocks: where it lies depends on the size of the zone. */
  #blockBits(offset: number, capacity: number, header: SeenHeader, ecc: number): number {
    const { clean, repaired, bad } = this.parity.blocks(offset, capacity, header.size, ecc, BLOCKS_WEIGHED);
    return Math.min(BLOCK_BITS, 4 * ecc) * (clean + repaired / 2) - BLOCK_BITS * bad;
  }

  data(zone: LaidZone, ecc: number): ZoneData {
    const key = `${zone.offset}/${zone.size}/${ecc}`;
    let data = this.#data.get(key);
    if (data === undefined) {
      data = this.#readData(zone, ecc);
      if (this.#data.size < 4096) this.#data.set(key, data);
    }
    return data;
  }

  #readData({ offset, size }: LaidZone, ecc: number): ZoneData {
    const capacity = capacityOf(size, ecc);
    const zone = this.source.read(offset, Math.min(size, DATA_BYTES_MAX)).slice();
    if (zone.length < size || capacity === 0) return { bytes: zone.subarray(0, 0), records: [], dumpCount: null };
    const { size: used } = persistentRamBuffer.read(zone, this.#byteOrder);
    const bytes = repairedZoneData(zone, capacity, ecc);
    const state = used > 0 && used <= capacity ? 'valid' : 'empty';
    const records = dumpRecords(bytes, 0, { state, size: used }, this.#budget);
    const first = records[0];
    const match = first === undefined ? null : /^\w+#(\d{1,6}) Part1\n/.exec(latin1Text(first.bytes.subarray(0, 40)));
    return { bytes, records, dumpCount: match === null ? null : Number(match[1]) };
  }
}

function stateOf(header: SeenHeader | null, raw: SeenHeader | null, rawBits: number, hasParity: boolean): HeaderState {
  if (header === null || raw === null) return 'lost';
  const isWhole = header.sig === raw.sig && header.start === raw.start && header.size === raw.size;
  if (hasParity) return isWhole ? 'found' : 'repaired';
  const isPlausible = raw.start <= raw.size && raw.size < 2 ** 24;
  return rawBits > 0 && (raw.distance === 0 || raw.version !== null) && isPlausible ? 'found' : 'damaged';
}
