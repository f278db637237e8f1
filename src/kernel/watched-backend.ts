/** A pstore backend that tells the event bus what was written to it and erased; else it is the backend it wraps. */

import { PSTORE_TYPE_NAMES } from '../formats/pstore.ts';
import type { WorldEvents } from '../hardware/world-events.ts';
import type { EventBus } from '../sim/events.ts';
import { kmsgDumpReasonStr } from './printk/kmsg-dump.ts';
import type { PstoreBackend, PstoreReadRecord, PstoreWriteRecord } from './pstore/pstore-record.ts';

export class WatchedBackend implements PstoreBackend {
  readonly #backend: PstoreBackend;
  readonly #bus: EventBus<WorldEvents>;
  readonly #now: () => number;
  readonly #caller: () => string;
  /** Absent where the backend cannot erase. */
  readonly erase?: (type: number, id: number, count?: number) => number;

  /** `now`: the world's time in nanoseconds; `caller`: who acts. */
  constructor(backend: PstoreBackend, bus: EventBus<WorldEvents>, now: () => number, caller: () => string) {
    this.#backend = backend;
    this.#bus = bus;
    this.#now = now;
    this.#caller = caller;
    const erase = (type: number, id: number, count?: number) => this.#erased(type, id, backend.erase!(type, id, count));
    if (backend.erase !== undefined) this.erase = erase;
  }

  get name(): string {
    return this.#backend.name;
  }

  get flags(): number {
    return this.#backend.flags;
  }

  get bufsize(): number {
    return this.#backend.bufsize;
  }

  get maxReason(): number {
    return this.#backend.maxReason;
  }

  get dumpRecords(): number {
    return this.#backend.dumpRecords ?? 0;
  }

  get firstPartOnly(): boolean {
    return this.#backend.firstPartOnly;
  }

  open(): number {
    return this.#backend.open();
  }

  read(): PstoreReadRecord | null {
    return this.#backend.read();
  }

  write(record: PstoreWriteRecord): number {
    return this.#tell(record, this.#backend.write(record));
  }

  writeUser(record: PstoreWriteRecord): number {
    return this.#tell(record, this.#backend.writeUser(record));
  }

  #erased(type: number, id: number, result: number): number {
    const frontEnd = PSTORE_TYPE_NAMES[type] ?? String(type);
    this.#bus.emit('pstore.recordErased', { timeNs: this.#now(), frontEnd, id, by: this.#caller() });
    return result;
  }

  #tell(record: PstoreWriteRecord, result: number): number {
    if (this.#bus.watched('pstore.recordWritten')) {
      this.#bus.emit('pstore.recordWritten', {
        timeNs: this.#now(),
        frontEnd: PSTORE_TYPE_NAMES[record.type] ?? String(record.type),
        reason: record.reason === undefined ? null : kmsgDumpReasonStr(record.reason),
        part: record.part ?? 1,
        sizeBytes: record.bytes.length,
        compressed: record.compressed ?? false,
        result,
      });
    }
    return result;
  }
}
