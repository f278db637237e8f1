/**
 * The log of a boot as one piece: the same records boot after boot, with their console text rendered once.
 *
 * Ours, not the kernel's: a boot prints some three hundred lines, and rendering them each time would cost more than the whole
 * rest of a crash cycle.
 */
import { type PrintFormat, recordPrintText } from './format.ts';
import type { LogRecord } from './log-record.ts';

export class BootLog {
  readonly records: readonly LogRecord[];
  readonly #consoleTexts = new Map<string, string>();

  /** The texts must obey the storage rules of the kernel they are for: no final newline, not too long. */
  constructor(records: readonly LogRecord[]) {
    this.records = records;
  }

  /** What a console prints of all records with a level below `loglevel`. */
  consoleText(format: PrintFormat, loglevel: number): string {
    const key = `${format.syslog}:${format.time}:${format.caller}:${loglevel}`;
    let text = this.#consoleTexts.get(key);
    if (text === undefined) {
      text = this.records
        .filter((record) => record.level < loglevel)
        .map((record) => recordPrintText(record, format))
        .join('');
      this.#consoleTexts.set(key, text);
    }
    return text;
  }
}
