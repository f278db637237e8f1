/**
 * Which records a dump takes, newest first in parts, oldest first inside a part.
 *
 * Mirrors `kmsg_dump_rewind`, `kmsg_dump_get_buffer` and `find_first_fitting_seq` of Linux v6.1 and v6.12
 * `kernel/printk/printk.c`.
 */
import { type PrintFormat, recordPrintText, recordPrintTextSize } from './format.ts';
import type { PrintkLog } from './log.ts';
import type { LogRecord } from './log-record.ts';

/** Where a dump stands: records `curSeq` … `nextSeq` − 1 are still to come. */
export interface KmsgDumpIter {
  curSeq: number;
  nextSeq: number;
}

/** From the clear position to now. */
export function kmsgDumpRewind(log: PrintkLog): KmsgDumpIter {
  return { curSeq: log.clearSeq, nextSeq: log.readableSeq };
}

/**
 * The text of the newest records that fit into `size` bytes, or null when none is left or `size` is 0. The text is empty, and
 * the iterator does not move, when even the newest record does not fit: the kernel behaves so.
 */
export function kmsgDumpGetBuffer(
  log: PrintkLog,
  iter: KmsgDumpIter,
  size: number,
  format: PrintFormat,
): string | null {
  if (size === 0) return null;
  // Records that the ring dropped meanwhile do not exist.
  const oldest = log.store.next(iter.curSeq);
  if (oldest === undefined) return null;
  iter.curSeq = Math.max(iter.curSeq, oldest.seq);
  if (iter.curSeq >= iter.nextSeq) return null;

  const records = log.store.range(iter.curSeq, iter.nextSeq);
  const first = firstFitting(records, size - 1, format);
  let text = '';
  for (let i = first; i < records.length; i++) text += recordPrintText(records[i]!, format);
  iter.nextSeq = records[first]?.seq ?? iter.nextSeq;
  return text;
}

/**
 * `find_first_fitting_seq`: index of the oldest record from which on all fit; found from the newest end, which gives the same
 * answer with less work.
 */
function firstFitting(records: readonly LogRecord[], room: number, format: PrintFormat): number {
  let length = 0;
  let index = records.length;
  while (index > 0) {
    length += recordPrintTextSize(records[index - 1]!, format);
    if (length > room) break;
    index--;
  }
  return index;
}
