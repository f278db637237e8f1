/**
 * klogctl, and /proc/kmsg, which is the same by another door.
 *
 * Mirrors `do_syslog`, `syslog_print`, `syslog_print_all` and `check_syslog_permissions` of Linux v6.1 and v6.12 `kernel/printk/printk.c`.
 */
import { EAGAIN, EINVAL, EPERM } from '../sim/errno.ts';
import { type PrintFormat, recordPrintText, recordPrintTextSize } from './printk/format.ts';
import type { Printk } from './printk/printk.ts';

/** SYSLOG_ACTION_…: close, open, read, read all, read and clear, clear, console off, on, level, unread, buffer size. */
const CLOSE = 0;
const OPEN = 1;
const READ = 2;
const READ_ALL = 3;
const READ_CLEAR = 4;
const CLEAR = 5;
const CONSOLE_OFF = 6;
const CONSOLE_ON = 7;
const CONSOLE_LEVEL = 8;
const SIZE_UNREAD = 9;
const SIZE_BUFFER = 10;

/** `minimum_console_loglevel`. */
const LOGLEVEL_MIN = 1;
const LOGLEVEL_MAX = 8;

export interface SyslogOptions {
  readonly printk: Printk;
  /** Bytes of the text ring. */
  readonly logBufLen: number;
  /** kernel.dmesg_restrict. */
  readonly isRestricted: () => boolean;
}

export class Syslog {
  readonly #options: SyslogOptions;
  /** What the readers of action 2 have not got yet: a record and how much of it is gone. */
  #seq = 0;
  #partial = 0;
  #savedLoglevel: number | null = null;

  constructor(options: SyslogOptions) {
    this.#options = options;
  }

  /**
   * One call. `argument` is the length of the buffer, or the level. Text for the reading actions, a number for the others; action 2
   * gives -EAGAIN while there is nothing to read, and the caller waits.
   */
  call(action: number, argument: number, isPrivileged: boolean): string | number {
    if (!this.#isAllowed(action, isPrivileged)) return -EPERM;
    const { printk } = this.#options;
    const { log } = printk;
    switch (action) {
      case CLOSE:
      case OPEN:
        return 0;
      case READ:
        if (argument < 0) return -EINVAL;
        return argument === 0 ? 0 : this.#read(argument);
      case READ_ALL:
      case READ_CLEAR: {
        if (argument < 0) return -EINVAL;
        if (argument === 0) return 0;
        const text = this.#readAll(argument);
        if (action === READ_CLEAR) log.clear();
        return text;
      }
      case CLEAR:
        log.clear();
        return 0;
      case CONSOLE_OFF:
        this.#savedLoglevel ??= printk.consoleLoglevel;
        printk.consoleLoglevel = LOGLEVEL_MIN;
        return 0;
      case CONSOLE_ON:
        if (this.#savedLoglevel !== null) printk.consoleLoglevel = this.#savedLoglevel;
        this.#savedLoglevel = null;
        return 0;
      case CONSOLE_LEVEL:
        if (argument < 1 || argument > LOGLEVEL_MAX) return -EINVAL;
        printk.consoleLoglevel = Math.max(argument, LOGLEVEL_MIN);
        this.#savedLoglevel = null;
        return 0;
      case SIZE_UNREAD:
        return this.#unread();
      case SIZE_BUFFER:
        return this.#options.logBufLen;
      default:
        return -EINVAL;
    }
  }

  /** Reading and the size are free to all unless kernel.dmesg_restrict is set; everything else wants CAP_SYSLOG. */
  #isAllowed(action: number, isPrivileged: boolean): boolean {
    if (isPrivileged) return true;
    return !this.#options.isRestricted() && (action === READ_ALL || action === SIZE_BUFFER);
  }

  get #format(): PrintFormat {
    return this.#options.printk.dumpFormat;
  }

  /** As many whole records as fit; a part of one where not even the first does. */
  #read(size: number): string | number {
    const { store } = this.#options.printk.log;
    let text = '';
    for (;;) {
      const record = store.next(this.#seq);
      if (record === undefined) break;
      if (record.seq !== this.#seq) {
        this.#seq = record.seq;
        this.#partial = 0;
      }
      const rest = recordPrintText(record, this.#format).slice(this.#partial);
      if (text.length + rest.length <= size) {
        text += rest;
        this.#seq = record.seq + 1;
        this.#partial = 0;
        if (text.length < size) continue;
      } else if (text === '') {
        text = rest.slice(0, size);
        this.#partial += size;
      }
      break;
    }
    return text === '' ? -EAGAIN : text;
  }

  /** The newest records that fit, from the last clearing on. */
  #readAll(size: number): string {
    const { log } = this.#options.printk;
    const records = log.store.range(Math.max(log.clearSeq, log.store.firstSeq), log.readableSeq);
    let bytes = 0;
    let first = records.length;
    while (first > 0) {
      bytes += recordPrintTextSize(records[first - 1]!, this.#format);
      if (bytes > size) break;
      first--;
    }
    return records
      .slice(first)
      .map((record) => recordPrintText(record, this.#format))
      .join('');
  }

  #unread(): number {
    const { log } = this.#options.printk;
    if (this.#seq < log.store.firstSeq) {
      this.#seq = log.store.firstSeq;
      this.#partial = 0;
    }
    const records = log.store.range(this.#seq, log.readableSeq);
    return records.reduce((sum, record) => sum + recordPrintTextSize(record, this.#format), 0) - this.#partial;
  }
}
