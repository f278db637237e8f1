/**
 * /dev/kmsg as user space writes to it and reads it.
 *
 * Mirrors `devkmsg_write`, `devkmsg_read`, `devkmsg_llseek`, `info_print_ext_header` and `msg_print_ext_body` of Linux v6.1 and v6.12
 * `kernel/printk/printk.c`. The rate limit of each open file is in `kernel-devices.ts`.
 */
import { EAGAIN, EINVAL, EPIPE, ESPIPE } from '../sim/errno.ts';
import { CALLER_CPU, LOG_CONT, type LogStore, type StoredRecord } from './printk/log-record.ts';
import type { Printk } from './printk/printk.ts';

/** `default_message_loglevel`, CONFIG_MESSAGE_LOGLEVEL_DEFAULT. */
const DEFAULT_LOGLEVEL = 4;
const LOG_USER = 1;

/**
 * One write is one record: `<N>` gives level and facility, but nobody can speak as the kernel; a NUL ends the text. Without a
 * newline at its end the record stays open, and is seen when the next one comes. `lineMaxBytes`: longest text of a record.
 */
export function devkmsgWrite(printk: Printk, lineMaxBytes: number, text: string): number {
  if (text.length > lineMaxBytes + 1) return -EINVAL;
  const line = text.split('\0', 1)[0]!;
  // simple_strtoul reads no digits as 0.
  const prefix = /^<(\d*)>/.exec(line);
  const priority = prefix === null ? DEFAULT_LOGLEVEL : Number(BigInt.asUintN(32, BigInt(prefix[1]!)));
  const facility = (priority >>> 3) & 0xff || LOG_USER;
  printk.printk(priority & 7, line.slice(prefix?.[0].length ?? 0), { facility, open: true });
  return text.length;
}

/** `whence` of lseek beyond the usual three: behind the last `dmesg -C`. */
export const SEEK_DATA = 3;

/** A record as a reader of /dev/kmsg gets it: `level,seq,usec,-;text`, then what device it is about. */
export function kmsgRecordText(record: StoredRecord, hasCaller: boolean): string {
  const { seq, facility, level, tsNs, flags, callerId, text, dev } = record;
  const isCpu = callerId >= CALLER_CPU;
  const caller = hasCaller ? `,caller=${isCpu ? 'C' : 'T'}${isCpu ? callerId - CALLER_CPU : callerId}` : '';
  const head = `${facility * 8 + level},${seq},${Math.floor(tsNs / 1000)},${(flags & LOG_CONT) !== 0 ? 'c' : '-'}${caller};`;
  const about =
    dev === undefined ? '' : dictionaryLine('SUBSYSTEM', dev.subsystem) + dictionaryLine('DEVICE', dev.device);
  return `${head}${escaped(text)}\n${about}`;
}

function dictionaryLine(key: string, value: string): string {
  return value === '' ? '' : ` ${key}=${escaped(value)}\n`;
}

/** `msg_add_ext_text`: what is not printable ASCII, and the backslash, as `\xNN`. */
function escaped(text: string): string {
  return text.replace(/[^ -~]|\\/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** One open file of /dev/kmsg: gives a record at each read. */
export class DevKmsgReader {
  readonly #store: LogStore;
  readonly #hasCaller: boolean;
  #seq: number;

  constructor(store: LogStore, hasCaller: boolean) {
    this.#store = store;
    this.#hasCaller = hasCaller;
    this.#seq = store.firstSeq;
  }

  /** There is a record to read now. */
  get isReadable(): boolean {
    return this.#store.next(this.#seq) !== undefined;
  }

  /**
   * The next record; -EAGAIN when there is none yet (a file opened to wait waits instead), -EPIPE once when records were
   * overwritten before they were read, -EINVAL when the record does not fit into `count` bytes: it is gone then.
   */
  read(count: number): string | number {
    const record = this.#store.next(this.#seq);
    if (record === undefined) return -EAGAIN;
    if (record.seq !== this.#seq) {
      this.#seq = record.seq;
      return -EPIPE;
    }
    this.#seq = record.seq + 1;
    const text = kmsgRecordText(record, this.#hasCaller);
    return text.length > count ? -EINVAL : text;
  }

  /** Only to the ends and behind the last clearing: 0, -ESPIPE for another offset, -EINVAL for SEEK_CUR. */
  seek(offset: number, whence: number): number {
    if (offset !== 0) return -ESPIPE;
    if (whence === 0) this.#seq = this.#store.firstSeq;
    else if (whence === 2) this.#seq = this.#store.readableSeq;
    else if (whence === SEEK_DATA) this.#seq = this.#store.clearSeq;
    else return -EINVAL;
    return 0;
  }
}
