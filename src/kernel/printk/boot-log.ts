/**
 * The log of a boot as one piece: the same records boot after boot, with their console text rendered once.
 *
 * Ours, not the kernel's: a boot prints some three hundred lines, and rendering them each time would cost more than the whole
 * rest of a crash cycle.
 */
import { type PrintFormat, recordPrintText } from './format.ts';
import type { LogRecord } from './log-record.ts';

/** Console texts of records, by form. The next boot has the same records but for those that tell the time of day. */
const lines = new Map<string, WeakMap<LogRecord, string>>();

export class BootLog {
  readonly records: readonly LogRecord[];

  /** The texts must obey the storage rules of the kernel they are for: no final newline, not too long. */
  constructor(records: readonly LogRecord[]) {
    this.records = records;
  }

  /** What a console prints of all records with a level below `loglevel`. */
  consoleText(format: PrintFormat, loglevel: number): string {
    const key = `${format.syslog}:${format.time}:${format.caller}`;
    let known = lines.get(key);
    if (known === undefined) {
      known = new WeakMap();
      lines.set(key, known);
    }
    let text = '';
    for (const record of this.records) {
      if (record.level >= loglevel) continue;
      let line = known.get(record);
      if (line === undefined) {
        line = recordPrintText(record, format);
        known.set(record, line);
      }
      text += line;
    }
    return text;
  }
}
