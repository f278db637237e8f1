/**
 * The kernel log: records and the rules by which text becomes one.
 *
 * Mirrors `vprintk_store`, `printk_sprint` and the clear position of Linux v6.1 and v6.12 `kernel/printk/printk.c`. Where the
 * records lie is behind `LogStore`; this file has a store of plain objects that accounts for space as the ring in RAM does.
 */
import { assert } from '../../sim/assert.ts';
import { RingSpace } from './ring-space.ts';

/** `LOG_NEWLINE`: the text ended with a newline, nothing may be appended. */
export const LOG_NEWLINE = 2;
/** `LOG_CONT`: the text was printed with KERN_CONT. */
const LOG_CONT = 8;

/** KERN_SOH and a level or `c`: begins a message of the kernel and takes room while it is formatted, but is not stored. */
const LEVEL_PREFIX_BYTES = 2;

/** Set in `callerId` when the writer was a CPU in interrupt context; the other bits are its number. Else a thread's pid. */
export const CALLER_CPU = 0x80000000;

export interface LogRecord {
  /** `local_clock()` at the first piece, in nanoseconds. */
  readonly tsNs: number;
  /** 0 kernel, 1 and above user space. */
  readonly facility: number;
  /** 0 … 7. */
  readonly level: number;
  readonly flags: number;
  readonly callerId: number;
  /** Latin1, without the newline that ended it; newlines inside are kept. */
  readonly text: string;
}

/** Where records lie. Sequence numbers start at 0 at boot and count every record ever stored. */
export interface LogStore {
  /** Sequence number of the oldest record still there. */
  readonly firstSeq: number;
  /** Sequence number the next record will get. */
  readonly nextSeq: number;
  at(seq: number): LogRecord | undefined;
  /** `reservedBytes`: room the text took while it was formatted, terminator included. */
  append(record: LogRecord, reservedBytes: number): void;
  /** Puts a longer record in place of the last one. */
  replaceLast(record: LogRecord, reservedBytes: number): void;
}

/** Records as objects; which of them the ring in RAM would still hold is counted exactly. */
export class ObjectLogStore implements LogStore {
  readonly #space: RingSpace;
  #records: LogRecord[] = [];
  #firstSeq = 0;
  /** Records before this index of `#records` are gone. */
  #head = 0;

  /** `logBufLen`: CONFIG_LOG_BUF_SHIFT 17 in the recorded kernels. */
  constructor(logBufLen = 1 << 17, wordBytes: 4 | 8 = 8) {
    this.#space = new RingSpace(logBufLen, wordBytes);
  }

  get firstSeq(): number {
    return this.#firstSeq;
  }

  get nextSeq(): number {
    return this.#firstSeq + this.#records.length - this.#head;
  }

  at(seq: number): LogRecord | undefined {
    return seq < this.#firstSeq ? undefined : this.#records[this.#head + seq - this.#firstSeq];
  }

  append(record: LogRecord, reservedBytes: number): void {
    this.#records.push(record);
    this.#lose(this.#space.add(reservedBytes));
  }

  replaceLast(record: LogRecord, reservedBytes: number): void {
    assert(this.#records.length > 0, 'log store: no record to replace');
    this.#records[this.#records.length - 1] = record;
    this.#lose(this.#space.growLast(reservedBytes));
  }

  #lose(records: number): void {
    this.#head += records;
    this.#firstSeq += records;
    if (this.#head > 1024) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
  }
}

export interface LogEntry {
  readonly tsNs: number;
  readonly facility: number;
  readonly level: number;
  readonly callerId: number;
  readonly text: string;
  /** KERN_CONT: goes to the end of the last record if that is still open and of the same caller. */
  readonly continuation: boolean;
  /** The format did not end with a newline: the record stays open for a KERN_CONT piece. */
  readonly open: boolean;
}

export class PrintkLog {
  readonly store: LogStore;
  /** Dumps begin here: what `dmesg -C` moves. */
  clearSeq = 0;
  readonly #lineMaxBytes: number;
  /** The last record may still grow; it is invisible to readers until it is closed. */
  #isLastOpen = false;

  /** `lineMaxBytes`: longest text a record holds, the terminator not counted. */
  constructor(lineMaxBytes: number, store: LogStore = new ObjectLogStore()) {
    this.#lineMaxBytes = lineMaxBytes;
    this.store = store;
  }

  /** Sequence number behind the last record that readers can see (`prb_next_seq`). */
  get readableSeq(): number {
    return this.store.nextSeq - (this.#isLastOpen ? 1 : 0);
  }

  /** `vprintk_store`: stores one call's text; gives true when a new record came to be. */
  add(entry: LogEntry): boolean {
    const prefixBytes = entry.facility === 0 ? LEVEL_PREFIX_BYTES : 0;
    const roomBytes = this.#lineMaxBytes - prefixBytes;
    const whole = entry.open || entry.text.endsWith('\n') ? entry.text : `${entry.text}\n`;
    const cut = whole.length > roomBytes ? whole.slice(0, roomBytes) : whole;
    // A text that lost its newline to the cut stays open like one that never had one.
    const isOpen = !cut.endsWith('\n');
    const text = isOpen ? cut : cut.slice(0, -1);
    const flags = (isOpen ? 0 : LOG_NEWLINE) | (entry.continuation ? LOG_CONT : 0);
    const reservedBytes = prefixBytes + cut.length + 1;
    if (entry.continuation && this.#isLastOpen && this.#extend(text, flags, entry.callerId, reservedBytes)) {
      this.#isLastOpen = isOpen;
      return false;
    }
    const { tsNs, facility, level, callerId } = entry;
    this.store.append({ tsNs, facility, level, flags, callerId, text }, reservedBytes);
    this.#isLastOpen = isOpen;
    return true;
  }

  /** Appends finished records as they are: a boot log whose texts obey the storage rules already. */
  addAll(records: readonly LogRecord[]): void {
    for (const record of records) {
      const prefixBytes = record.facility === 0 ? LEVEL_PREFIX_BYTES : 0;
      this.store.append(record, prefixBytes + record.text.length + 2);
    }
    if (records.length > 0) this.#isLastOpen = false;
  }

  /** `dmesg -C`: what is there now will not be dumped. */
  clear(): void {
    this.clearSeq = this.readableSeq;
  }

  /**
   * `prb_reserve_in_last`: refused for another caller and for text that would make the record too long, its prefix and newline
   * counted, which are not stored.
   */
  #extend(text: string, flags: number, callerId: number, reservedBytes: number): boolean {
    const last = this.store.at(this.store.nextSeq - 1);
    if (last === undefined || last.callerId !== callerId) return false;
    const grownBytes = last.text.length + reservedBytes;
    if (grownBytes > this.#lineMaxBytes + 1) return false;
    this.store.replaceLast({ ...last, text: last.text + text, flags: last.flags | flags }, grownBytes);
    return true;
  }
}
