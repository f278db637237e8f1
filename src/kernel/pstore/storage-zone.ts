/**
 * One zone of pstore/zone: its bytes in memory, where they lie on the device, and whether the device has them.
 *
 * Mirrors `struct pstore_zone`, `psz_zone_write` and `psz_flush_dirty_zone` of Linux v6.1 and v6.12 `fs/pstore/zone.c`.
 */
import { PSTORE_ZONE_SIGNATURE, pstoreZoneHeader } from '../../formats/pstore-zone.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { EBUSY } from '../../sim/errno.ts';

export const ZONE_HEADER_BYTES = pstoreZoneHeader.sizeBytes;

/** A device that zones are flushed to; offsets are in bytes. */
export interface ZoneStorage {
  read(offset: number, length: number): Uint8Array;
  /**
   * 0 or a negated error number.
   *
   * @param canSleep False with interrupts off: a block device answers -EBUSY.
   */
  write(offset: number, bytes: Uint8Array, canSleep: boolean): number;
}

/** What all zones of a device share. */
export interface ZoneContext {
  readonly storage: ZoneStorage;
  readonly byteOrder: ByteOrder;
  /** Whether the device may be written now: a panic, and records not yet read back, forbid it. */
  readonly mayWrite: () => boolean;
  /** The device was busy: somebody must flush later. */
  readonly wasBusy: () => void;
}

export interface ZoneCounters {
  readonly sig: number;
  readonly datalen: number;
  readonly start: number;
}

/** Which bytes of a zone go to the device: header and all data, header and the new data, or the header alone. */
type FlushMode = 'all' | 'part' | 'meta';

export class StorageZone {
  readonly type: number;
  readonly name: string;
  /** Of the header, in bytes from the start of the device. */
  readonly offset: number;
  /** Without the header. */
  readonly bufferSize: number;
  /** Memory and device differ. */
  isDirty = false;
  /** A dump on the device that is to be read. */
  shouldRecover = false;
  /** What an earlier boot left in a ring, oldest byte first; null: nothing, or removed. */
  old: Uint8Array | null = null;
  readonly #context: ZoneContext;
  /** Header and data; made when first needed, as most zones of a large device never are. */
  #bytes: Uint8Array | null = null;

  constructor(context: ZoneContext, type: number, name: string, offset: number, size: number) {
    this.#context = context;
    this.type = type;
    this.name = name;
    this.offset = offset;
    this.bufferSize = size - ZONE_HEADER_BYTES;
  }

  get signature(): number {
    return (PSTORE_ZONE_SIGNATURE ^ this.type) >>> 0;
  }

  get counters(): ZoneCounters {
    return pstoreZoneHeader.read(this.#buffer, this.#context.byteOrder);
  }

  setCounters(counters: Partial<ZoneCounters>): void {
    pstoreZoneHeader.write(this.#buffer, this.#context.byteOrder, counters);
  }

  /** Bytes that are in use. */
  get datalen(): number {
    return this.#bytes === null ? 0 : this.counters.datalen;
  }

  /** The data, not a copy. */
  get data(): Uint8Array {
    return this.#buffer.subarray(ZONE_HEADER_BYTES);
  }

  /** Header and data as they are on the device. */
  load(): void {
    this.#bytes = this.#context.storage.read(this.offset, this.bufferSize + ZONE_HEADER_BYTES);
  }

  /** A buffer of zeros in place of the old one, which a dump does not write over. */
  renew(): void {
    this.#bytes = new Uint8Array(this.bufferSize + ZONE_HEADER_BYTES);
    this.setCounters({ sig: this.signature });
  }

  /**
   * `psz_zone_write`: 0, or -EBUSY where only memory has it.
   *
   * @param bytes Data that come in at `at`; none: what is there is flushed.
   */
  write(mode: FlushMode, bytes: Uint8Array | null, at: number, canSleep: boolean): number {
    const { mayWrite, wasBusy } = this.#context;
    const kept = (bytes ?? new Uint8Array(0)).subarray(0, this.bufferSize - at);
    if (kept.length > 0) {
      this.data.set(kept, at);
      this.setCounters({ datalen: at + kept.length });
    }
    const error = mayWrite() ? this.#flush(mode, at, kept.length, canSleep) : null;
    if (error === 0) return 0;
    this.isDirty = true;
    if (error === -EBUSY) wasBusy();
    return -EBUSY;
  }

  #flush(mode: FlushMode, at: number, length: number, canSleep: boolean): number {
    const { storage } = this.#context;
    if (mode === 'all') return storage.write(this.offset, this.#buffer, canSleep);
    if (mode === 'part') {
      const begin = ZONE_HEADER_BYTES + at;
      const error = storage.write(this.offset + begin, this.#buffer.subarray(begin, begin + length), canSleep);
      if (error !== 0) return error;
    }
    return storage.write(this.offset, this.#buffer.subarray(0, ZONE_HEADER_BYTES), canSleep);
  }

  /** `psz_flush_dirty_zone` once records have been read back: 0 or -EBUSY. */
  flushDirty(): number {
    if (!this.isDirty) return 0;
    this.isDirty = false;
    return this.write('all', null, 0, true);
  }

  get #buffer(): Uint8Array {
    if (this.#bytes === null) {
      this.#bytes = new Uint8Array(this.bufferSize + ZONE_HEADER_BYTES).fill(0xff);
      pstoreZoneHeader.write(this.#bytes, this.#context.byteOrder, { sig: this.signature, datalen: 0, start: 0 });
    }
    return this.#bytes;
  }
}
