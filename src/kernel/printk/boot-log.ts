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
  readonly text: string;
}

/** Texts of the last boots: the next boot has the same records but for those that tell the time of day. */
const shown: Shown[] = [];
const SHOWN_MAX = 6;
/** Console texts of records, by form. */
const lines = new Map<string, WeakMap<LogRecord, string>>();

export class BootLog {
  readonly records: readonly LogRecord[];

  /** The texts must obey the storage rules of the kernel they are for: no final newline, not too long. */
  constructor(records: readonly LogRecord[]) {
    this.records = records;
  }

  /** What a console prints of all records with a level below `loglevel`. */
  consoleText(format: PrintFormat, loglevel: number): string {
    const { records } = this;
    const form = `${format.syslog}:${format.time}:${format.caller}`;
    const known = shown.find((one) => one.form === form && one.loglevel === loglevel && isSame(one.records, records));
    if (known !== undefined) return known.text;
    const text = this.#compose(form, format, loglevel);
    if (shown.length === SHOWN_MAX) shown.shift();
    shown.push({ form, loglevel, records, text });
    return text;
  }

  #compose(form: string, format: PrintFormat, loglevel: number): string {
    let known = lines.get(form);
    if (known === undefined) {
      known = new WeakMap();
      lines.set(form, known);
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

function isSame(a: readonly LogRecord[], b: readonly LogRecord[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
