/**
 * The log of a boot as one piece: the same records boot after boot, with their console text rendered once.
 *
 * Ours, not the kernel's: a boot prints some three hundred lines, and rendering them each time would cost more than the whole
 * rest of a crash cycle.
 */
import { type PrintFormat, recordPrintText } from './format.ts';
import type { LogRecord } from './log-record.ts';

/** Console text of a piece of a boot log. */
interface Shown {
  readonly form: string;
  readonly loglevel: number;
  readonly records: readonly LogRecord[];
  /** One string a record, empty where its level is not shown. */
  readonly lines: readonly string[];
  readonly text: string;
}

/** Texts of the last boots: the next boot has the same records but for those that tell the time of day. */
const shown: Shown[] = [];
const SHOWN_MAX = 6;

export class BootLog {
  readonly records: readonly LogRecord[];

  /** The texts must obey the storage rules of the kernel they are for: no final newline, not too long. */
  constructor(records: readonly LogRecord[]) {
    this.records = records;
  }

  /** What a console prints of all records with a level below `loglevel`. */
  consoleText(format: PrintFormat, loglevel: number): string {
    const { records } = this;
    const form = `${format.syslog}:${format.time}:${format.caller}:${records.length}`;
    const index = shown.findIndex((one) => one.form === form && one.loglevel === loglevel);
    const old = shown[index];
    if (old !== undefined && isSame(old.records, records)) return old.text;
    const lines = records.map((record, i) => {
      if (record.level >= loglevel) return '';
      return old?.records[i] === record ? old.lines[i]! : recordPrintText(record, format);
    });
    const fresh = { form, loglevel, records, lines, text: lines.join('') };
    if (index >= 0) shown[index] = fresh;
    else {
      if (shown.length === SHOWN_MAX) shown.shift();
      shown.push(fresh);
    }
    return fresh.text;
  }
}

function isSame(a: readonly LogRecord[], b: readonly LogRecord[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
