/**
 * How a record is printed: prefix and text, for consoles and for dumps.
 *
 * Mirrors `print_prefix`, `record_print_text` and `get_record_print_text_size` of Linux v6.1 and v6.12
 * `kernel/printk/printk.c`. The buffer-size arguments of the originals are left out: their callers make room first.
 */
import { CALLER_CPU, type LogRecord } from './log-record.ts';
import type { PrintFormat } from './print-format.ts';

export type { PrintFormat } from './print-format.ts';

/** What stands before every line of a record. */
function recordPrefix(record: LogRecord, format: PrintFormat): string {
  let prefix = format.syslog ? `<${record.facility * 8 + record.level}>` : '';
  if (format.time) prefix += timeStamp(record.tsNs);
  if (format.caller) prefix += `[${callerName(record.callerId).padStart(6)}]`;
  return format.time || format.caller ? `${prefix} ` : prefix;
}

/** `[%5lu.%06lu]`: seconds and microseconds, both cut, not rounded. */
function timeStamp(tsNs: number): string {
  const microseconds = Math.floor(tsNs / 1000);
  const seconds = Math.floor(microseconds / 1_000_000);
  if (seconds !== lastSeconds) {
    lastSeconds = seconds;
    lastSecondsText = `[${String(seconds).padStart(5)}.`;
  }
  // A million more, so that the digits are seven: cheaper than padding.
  return `${lastSecondsText}${String(1_000_000 + (microseconds % 1_000_000)).slice(1)}]`;
}

/** The seconds of the last time stamp: a log has many of each. */
let lastSeconds = -1;
let lastSecondsText = '';

/** `T460` for a thread, `C0` for a CPU in interrupt context. */
function callerName(callerId: number): string {
  return callerId >= CALLER_CPU ? `C${callerId - CALLER_CPU}` : `T${callerId}`;
}

/** The printed form of a record: every line with its prefix and a newline; an empty text gives the prefix alone. */
export function recordPrintText(record: LogRecord, format: PrintFormat): string {
  const prefix = recordPrefix(record, format);
  const { text } = record;
  if (!text.includes('\n')) return `${prefix}${text}\n`;
  return `${prefix}${text.replaceAll('\n', `\n${prefix}`)}\n`;
}

/** Length of `recordPrintText` without building it. */
export function recordPrintTextSize(record: LogRecord, format: PrintFormat): number {
  const { text } = record;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return prefixLength(record, format) * lines + text.length + 1;
}

function prefixLength(record: LogRecord, format: PrintFormat): number {
  let length = format.syslog ? 2 + digits(record.facility * 8 + record.level) : 0;
  if (format.time) length += 9 + Math.max(5, digits(Math.floor(record.tsNs / 1_000_000_000)));
  if (format.caller) length += 2 + Math.max(6, callerName(record.callerId).length);
  return format.time || format.caller ? length + 1 : length;
}

function digits(value: number): number {
  let count = 1;
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) count++;
  return count;
}
