/**
 * The kernel log: the rules by which text becomes a record.
 *
 * Mirrors `vprintk_store` and `printk_sprint` of Linux v6.1 and v6.12 `kernel/printk/printk.c`. Where the records lie is behind
 * `LogStore` (`log-record.ts`).
 */
import { LEVEL_PREFIX_BYTES, LOG_CONT, LOG_NEWLINE, type LogRecord, type LogStore } from './log-record.ts';

const NEWLINE = 10;

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
  readonly #lineMaxBytes: number;

  /** `lineMaxBytes`: longest text a record holds, the terminator not counted. */
  constructor(lineMaxBytes: number, store: LogStore) {
    this.#lineMaxBytes = lineMaxBytes;
    this.store = store;
  }

  /** Sequence number behind the last record that readers can see (`prb_next_seq`). */
  get readableSeq(): number {
    return this.store.readableSeq;
  }

  /** Dumps begin here: what `dmesg -C` moves. */
  get clearSeq(): number {
    return this.store.clearSeq;
  }

  /** `vprintk_store`: stores one call's text. */
  add(entry: LogEntry): void {
    const { text: given } = entry;
    const roomBytes = this.#lineMaxBytes - (entry.facility === 0 ? LEVEL_PREFIX_BYTES : 0);
    const hasNewline = given.charCodeAt(given.length - 1) === NEWLINE;
    let text = hasNewline ? given.slice(0, -1) : given;
    let isOpen = entry.open && !hasNewline;
    if (text.length + (isOpen ? 0 : 1) > roomBytes) {
      // A text that lost its newline to the cut stays open like one that never had one.
      text = text.slice(0, roomBytes);
      isOpen = text.charCodeAt(roomBytes - 1) !== NEWLINE;
      if (!isOpen) text = text.slice(0, -1);
    }
    const { tsNs, facility, level, callerId, continuation } = entry;
    const flags = (isOpen ? 0 : LOG_NEWLINE) | (continuation ? LOG_CONT : 0);
    const record = { tsNs, facility, level, flags, callerId, text };
    this.store.store({ record, continuation, maxBytes: this.#lineMaxBytes + 1 });
  }

  /** Appends finished records as they are: a boot log whose texts obey the storage rules already. */
  addAll(records: readonly LogRecord[]): void {
    this.store.storeAll(records);
  }

  /** `dmesg -C`: what is there now will not be dumped. */
  clear(): void {
    this.store.clearSeq = this.readableSeq;
  }
}
