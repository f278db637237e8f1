/**
 * A boot's records as the log stores them, cut where the serial console is registered.
 *
 * What comes before is shown when the console is registered (CON_PRINTBUFFER), what comes after as it happens.
 */
import { BootLog } from '../printk/boot-log.ts';
import { CALLER_CPU, LOG_NEWLINE, type LogRecord } from '../printk/log-record.ts';
import type { BootRecord } from './boot-records.ts';

export interface BootLogPieces {
  readonly beforeConsole: BootLog;
  /** When the serial console is registered, nanoseconds since the kernel started. */
  readonly consoleAtNs: number;
  readonly afterConsole: BootLog;
  /** When the last line was printed. */
  readonly endNs: number;
  /** When kauditd printed a record, which takes of the messages that `printk_ratelimit` allows. */
  readonly auditNs: readonly number[];
}

const NS_PER_US = 1_000;
/** A boot's records are new objects only where they tell the time of day. */
const known = new WeakMap<BootRecord, LogRecord>();

/** `lineMaxBytes`: longest text a record holds; what is longer, such as a command line, is cut. */
export function bootLogPieces(records: readonly BootRecord[], lineMaxBytes: number): BootLogPieces {
  const at = records.findIndex((record) => record.effect === 'register-console');
  const split = at < 0 ? records.length : at;
  const stored = storedRecords(records, lineMaxBytes);
  const auditNs: number[] = [];
  let endUs = 0;
  for (const { text, timeUs } of records) {
    endUs = Math.max(endUs, timeUs);
    if (text.startsWith('audit: type=')) auditNs.push(timeUs * NS_PER_US);
  }
  return {
    beforeConsole: new BootLog(stored.slice(0, split)),
    consoleAtNs: (records[at]?.timeUs ?? endUs) * NS_PER_US,
    afterConsole: new BootLog(stored.slice(split + 1)),
    endNs: endUs * NS_PER_US,
    auditNs,
  };
}

/** The last boot's, which the next one's mostly are. */
let last: { readonly records: readonly BootRecord[]; readonly stored: readonly LogRecord[] } = {
  records: [],
  stored: [],
};

function storedRecords(records: readonly BootRecord[], lineMaxBytes: number): readonly LogRecord[] {
  const { records: before, stored: storedBefore } = last;
  const stored: LogRecord[] = [];
  for (let i = 0; i < records.length; i++) {
    stored.push(records[i] === before[i] ? storedBefore[i]! : logRecord(records[i]!, lineMaxBytes));
  }
  last = { records, stored };
  return stored;
}

function logRecord(record: BootRecord, lineMaxBytes: number): LogRecord {
  let stored = known.get(record);
  if (stored === undefined) {
    stored = asStored(record, lineMaxBytes);
    known.set(record, stored);
  }
  return stored;
}

function asStored({ timeUs, level, text, caller }: BootRecord, lineMaxBytes: number): LogRecord {
  const number = caller === null ? 0 : Number(caller.slice(1));
  const callerId = caller?.startsWith('C') ? CALLER_CPU + number : number;
  return {
    tsNs: timeUs * NS_PER_US,
    facility: 0,
    level,
    flags: LOG_NEWLINE,
    callerId,
    text: text.slice(0, lineMaxBytes),
  };
}
